//! Prints who said what in a text file: `cargo run --example who_said_what -- report.txt`.
#![allow(clippy::print_stdout, reason = "an example")]

use sayso::{Reader, Report};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let reader = Reader::new()?;
    let report = Report::from_text(path.as_str(), std::fs::read_to_string(&path)?);
    for statement in reader.read(&report).statements() {
        println!("{}: {}", statement.speaker(), statement.text());
    }
    Ok(())
}
