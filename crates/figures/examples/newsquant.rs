//! Prints the figures of text files as the scorers read them, and what finding them cost: for work on the
//! rules. `newsquant MODEL FILE...`, or `newsquant plain FILE...` without the reading model.

use std::io::Write as _;
use std::time::{Duration, Instant};

use plain::plain;
use sayso_encoder::Encoder;
use sayso_figures::{Tables, find};
use sayso_text::{OffsetUnit, Offsets, Span};
use serde_json::json;

#[path = "../tests/plain/mod.rs"]
mod plain;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tables = Tables::new()?;
    let mut out = std::io::stdout().lock();
    let mut arguments = std::env::args().skip(1);
    let model = arguments.next().unwrap_or_default();
    let encoder = match model.as_str() {
        "plain" => None,
        path => Some(Encoder::load(&std::fs::read(path)?)?),
    };
    let (mut words, mut spent) = (0, Duration::ZERO);
    for path in arguments {
        let text = std::fs::read_to_string(&path)?;
        let offsets = Offsets::new(&text, OffsetUnit::Chars);
        let analysis = match &encoder {
            Some(encoder) => encoder.read(&text, Span::at(&text, 0..text.len())),
            None => plain(&text),
        };
        let start = Instant::now();
        let found = find(&text, &analysis, &tables, &[]);
        spent += start.elapsed();
        words += analysis.words.len();
        let figures: Vec<_> = found
            .iter()
            .map(|figure| {
                json!({
                    "span": offsets.pair(figure.span), "text": figure.span.slice(&text),
                    "low": figure.bounds.low, "best": figure.bounds.best, "high": figure.bounds.high,
                    "approximate": figure.approximate, "comparator": figure.comparator.map(|it| it.as_str()),
                    "unit": figure.unit.as_ref().map(|unit| &unit.code), "per": figure.unit.as_ref().and_then(|unit| unit.per.as_ref()),
                    "counted": figure.counted.map(|span| span.slice(&text)), "whole": figure.whole.map(|span| span.slice(&text)),
                    "fraction": figure.fraction.map(|(over, under)| [over, under]), "of": figure.of,
                    "derived": figure.derived.and_then(|it| it.best), "kind": figure.kind.as_str(), "rule": figure.rule,
                    "say_so": ["outlet"],
                })
            })
            .collect();
        writeln!(
            out,
            "{}",
            json!({"report": {"path": path}, "figures": figures})
        )?;
    }
    let cost = spent.as_secs_f64() * 1e6 / f64::from(u32::try_from(words.max(1))?);
    writeln!(
        std::io::stderr(),
        "{words} words, {cost:.2} microseconds a word"
    )?;
    Ok(())
}
