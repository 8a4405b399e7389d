//! Shows every choice of antecedent that the reader meets in texts, for training its ranking (`train/entities.py`).
//!
//! ```text
//! cargo run --release -p sayso --example choices -- --model models/reader.safetensors --weights WEIGHTS.tsv FILE.txt... > choices.jsonl
//! ```
//!
//! Prints one JSON object a text: the mention's span and head and the features of each candidate. Spans are in code
//! points.

use std::io::Write;

use sayso_analysis::WordId;
use sayso_bodies::Bodies;
use sayso_encoder::Encoder;
use sayso_entities::{Choice, Model, Resolver, Tables};
use sayso_places::Gazetteer;
use sayso_report::Report;
use sayso_text::{OffsetUnit, Offsets};
use serde_json::json;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let (mut model, mut encoder, mut files) = (Model::new()?, None, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or("an option wants a file");
        match argument.as_str() {
            "--weights" => model = Model::read(&std::fs::read_to_string(value()?)?)?,
            "--model" => encoder = Some(Encoder::load(&std::fs::read(value()?)?)?),
            _ => files.push(argument),
        }
    }
    let encoder = encoder.ok_or("--model wants a file")?;
    let gazetteer = Gazetteer::embedded()?;
    let resolver = Resolver::with(Bodies::new()?, Tables::new()?, model);
    let mut out = std::io::stdout().lock();
    for path in &files {
        let text = std::fs::read_to_string(path)?;
        let report = Report::from_text(path, &text);
        let text = report.text.as_str();
        let mut analysis = encoder.read(text, report.body);
        sayso_places::divide(text, &mut analysis, &gazetteer);
        let offsets = Offsets::new(text, OffsetUnit::Chars);
        let head = |word: WordId| offsets.pair(analysis.words[word].span);
        let mut rows = Vec::new();
        resolver.observe(text, &analysis, None, &mut |choice: Choice| {
            let options = choice.options.iter().map(|option| {
                let names = option.names.iter().map(|&span| offsets.pair(span));
                let heads = option.heads.iter().map(|&word| head(word));
                json!({"names": names.collect::<Vec<_>>(), "heads": heads.collect::<Vec<_>>(), "features": option.features})
            });
            rows.push(json!({"span": offsets.pair(choice.span), "head": head(choice.head), "class": choice.class,
                "options": options.collect::<Vec<_>>(), "nobody": choice.nobody}));
        });
        writeln!(out, "{}", json!({"path": path, "choices": rows}))?;
    }
    Ok(())
}
