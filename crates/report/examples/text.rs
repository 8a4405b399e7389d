//! The text of web pages as JSON Lines, without reading it: for measuring the extraction alone.
//!
//!     cargo run --release -p sayso-report --example text -- page.html… > texts.jsonl
#![allow(clippy::print_stdout, reason = "an example speaks there")]

use sayso_report::{ReadOptions, Source, open};

fn main() {
    for path in std::env::args().skip(1) {
        let source = Source::from_argument(path.as_ref());
        let found = open(source, &ReadOptions::default());
        let texts: Vec<String> = found.flatten().map(|report| report.text).collect();
        let text = texts.join("\n\n");
        let row = serde_json::json!({"report": {"path": path, "text": text}});
        println!("{row}");
    }
}
