//! Prints the words of text files, to compare with a treebank: one line a word with its start,
//! its end (in code points) and its token's number, and an empty line after each file.

use std::error::Error;
use std::io::Write;

use sayso_text::{OffsetUnit, Offsets, paragraphs, tokens};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(path)?;
        let offsets = Offsets::new(&text, OffsetUnit::Chars);
        let all = paragraphs(&text)
            .into_iter()
            .flat_map(|paragraph| tokens(&text, paragraph.span));
        for (number, token) in all.enumerate() {
            for word in token.words(&text) {
                let [start, end] = offsets.pair(word);
                writeln!(out, "{start}\t{end}\t{number}")?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}
