//! Reads texts with other heads of events than Sayso's own, to choose between runs of training.
//!
//! ```text
//! cargo run --release -p sayso --example rows -- HEADS.safetensors < TEXTS.jsonl > ROWS.jsonl
//! ```
//!
//! Standard input: a JSON object a line with `id` and `text`; what comes out is what `sayso read --format jsonl` gives of
//! a file `ID.txt`.
#![allow(clippy::print_stdout, reason = "an example's output")]

use std::io::BufRead;

use sayso::{Reader, Report};
use sayso_text::OffsetUnit;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which heads?")?;
    let reader = Reader::new()?.with_event_heads(&std::fs::read(path)?)?;
    for line in std::io::stdin().lock().lines() {
        let item: serde_json::Value = serde_json::from_str(&line?)?;
        let (ident, text) = (item["id"].as_str(), item["text"].as_str());
        let text = text.ok_or("a line without text")?;
        let report = Report::from_text(format!("{}.txt", ident.unwrap_or_default()), text);
        let reading = reader.read(&report);
        println!("{}", reading.to_json(OffsetUnit::Chars, false)?);
    }
    Ok(())
}
