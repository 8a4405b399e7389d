//! Times the readers over a file, or over hostile texts where none is given.

use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

use sayso_text::{paragraphs, quotes, tokens};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let texts: Vec<(String, String)> = match std::env::args().nth(1) {
        Some(path) => vec![(path.clone(), std::fs::read_to_string(path)?)],
        None => {
            let unit = [
                "a", "\"", "'", "a'", "s'", "a.", ".", "-", "a-", "a@", "(", "www.", "www.<", "a/",
                "1-", "1,", "“", "‘", "a\n", "\n", " ", "\u{2028}", ":", "b'", " '", " \"a", "’",
                "http://)", "it's ", "``", "x\r", " '90s",
            ];
            unit.iter()
                .map(|unit| ((*unit).to_owned(), unit.repeat(8_000_000 / unit.len())))
                .collect()
        }
    };
    for (name, text) in texts {
        let size = text.len() as f64 / 1e6;
        let start = Instant::now();
        let blocks = paragraphs(&text);
        let blocks_in = start.elapsed().as_secs_f64();
        let start = Instant::now();
        for block in &blocks {
            black_box(tokens(&text, block.span));
        }
        let tokens_in = start.elapsed().as_secs_f64();
        let start = Instant::now();
        black_box(quotes(&text, &blocks));
        let quotes_in = start.elapsed().as_secs_f64();
        let name = name.escape_debug().to_string();
        writeln!(
            out,
            "{name:12} MB/s: paragraphs {:7.1}, tokens {:6.1}, quotes {:6.1}",
            size / blocks_in,
            size / tokens_in,
            size / quotes_in
        )?;
    }
    Ok(())
}
