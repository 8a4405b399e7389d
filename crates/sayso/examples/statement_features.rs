//! Prints what `train/statements.py` learns from: for each report of a manifest (`path TAB date`) one JSON line with
//! the candidates of its statements and the features that the judge sees.
#![allow(clippy::print_stdout, reason = "an example")]

use sayso::{OffsetUnit, Offsets, Reader, Report, Span};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let manifest = std::env::args().nth(1).ok_or("which manifest?")?;
    let reader = Reader::new()?;
    let tables = sayso_statements::Tables::new()?;
    for line in std::fs::read_to_string(manifest)?.lines() {
        let path = line.split('\t').next().unwrap_or_default();
        let report = Report::from_text(path, std::fs::read_to_string(path)?);
        let reading = reader.read(&report);
        let offsets = Offsets::new(&report.text, OffsetUnit::Chars);
        let pairs =
            |spans: &[Span]| -> Vec<_> { spans.iter().map(|&span| offsets.pair(span)).collect() };
        let found = sayso_statements::candidates(&report.text, &reading.analysis, &tables);
        let rows: Vec<_> = found
            .iter()
            .map(|(statement, features, pieces)| {
                json!({
                    "content": pairs(&statement.content),
                    "cue": pairs(&statement.cue),
                    "source": pairs(&statement.source),
                    "rule": statement.rule,
                    "stance": statement.stance.as_str(),
                    "features": features,
                    "pieces": pieces,
                })
            })
            .collect();
        println!("{}", json!({ "path": path, "candidates": rows }));
    }
    Ok(())
}
