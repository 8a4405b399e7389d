//! Reads lines of `form TAB upos TAB xpos`, prints the lemma of each and, at the end of its errors,
//! how many words a second were read.

use std::error::Error;
use std::hint::black_box;
use std::io::{Read, Write};
use std::time::Instant;

use sayso_lemma::lemma;

fn main() -> Result<(), Box<dyn Error>> {
    let mut lines = String::new();
    std::io::stdin().read_to_string(&mut lines)?;
    let words: Vec<Vec<&str>> = lines
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for word in &words {
        let [form, upos, xpos] = word[..] else {
            return Err("wants three columns".into());
        };
        writeln!(out, "{}", lemma(form, upos, xpos))?;
    }
    let start = Instant::now();
    for word in &words {
        black_box(lemma(word[0], word[1], word[2]));
    }
    let rate = words.len() as f64 / start.elapsed().as_secs_f64();
    writeln!(std::io::stderr(), "{rate:.0} words a second")?;
    Ok(())
}
