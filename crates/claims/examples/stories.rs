//! What `train/claims.py` learns from and is measured with.
//!
//! ```text
//! cargo run --release -p sayso-claims --example stories -- [--tables DIR] [testimony] [pairs] [claims] < STORIES.jsonl
//! ```
//!
//! Standard input: a JSON object a line with `story` and `reports` (`text`, `published`, `outlet`, and `testimony` where it was
//! printed before, which saves reading). For each a line: `clauses`, the spans in code points of what each report tells; as asked, each report's `testimony`,
//! the `pairs` of clauses that have a word in common with what agrees in them, and the `claims` of the story.
#![allow(clippy::print_stdout, reason = "an example")]

use std::io::BufRead;
use std::path::Path;

use sayso::report::{Basis, Published};
use sayso::{OffsetUnit, Offsets, Own, Reader, Report, Span};
use sayso_claims::{Claim, Tables, Testimony, Told, compared, judge, pairs};
use serde_json::{Map, Value, json};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let asks = |what: &str| asked.iter().any(|one| one == what);
    let own = asked.iter().position(|one| one == "--tables");
    let tables = match own.and_then(|at| asked.get(at + 1)) {
        Some(folder) => Tables::with(&Own::read(Path::new(folder))?)?,
        None => Tables::new()?,
    };
    let reader = std::cell::LazyCell::new(Reader::new);
    if asks("pairs") {
        println!("{}", json!({ "names": pairs::names() }));
    }
    for line in std::io::stdin().lock().lines() {
        let item: Value = serde_json::from_str(&line?)?;
        let (mut story, mut clauses) = (Vec::new(), Vec::new());
        for (number, one) in (0..).zip(item["reports"].as_array().into_iter().flatten()) {
            let text = one["text"].as_str().ok_or("a report without text")?;
            let testimony: Testimony = if one["testimony"].is_null() {
                let reader = reader.as_ref().map_err(|error| error.to_string())?;
                told(reader, text, one, &tables)
            } else {
                serde_json::from_value(one["testimony"].clone())?
            };
            let offsets = Offsets::new(text, OffsetUnit::Chars);
            let spans = testimony.propositions.iter().map(|told| {
                let span = Span::of(text, told.span[0]..told.span[1]);
                span.map(|span| offsets.pair(span))
            });
            clauses.push(spans.collect::<Vec<_>>());
            story.push(Told {
                report: number,
                first: number,
                outlet: one["outlet"].as_str().map(str::to_owned),
                agencies: Vec::new(),
                day: one["published"].as_str().map(str::to_owned),
                testimony,
                copied: Vec::new(),
            });
        }
        let mut row = Map::new();
        row.insert("story".into(), item["story"].clone());
        if asks("testimony") {
            let all: Vec<&Testimony> = story.iter().map(|told| &told.testimony).collect();
            row.insert("testimony".into(), json!(all));
        }
        if asks("pairs") {
            let all = compared(&story, &tables).into_iter();
            let all: Vec<Value> = all
                .map(|pair| json!([pair.reports, pair.numbers, pair.agree]))
                .collect();
            row.insert("pairs".into(), json!(all));
        }
        if asks("claims") {
            let all: Vec<Value> = judge(&story, &tables).iter().map(claim).collect();
            row.insert("claims".into(), json!(all));
        }
        row.insert("clauses".into(), json!(clauses));
        println!("{}", Value::Object(row));
    }
    Ok(())
}

fn told(reader: &Reader, text: &str, one: &Value, tables: &Tables) -> Testimony {
    let mut report = Report::from_text("story.txt", text);
    let day = one["published"].as_str();
    let day = day.and_then(|day| day.get(..10)?.parse().ok());
    report.published = day.map(|date| Published {
        date,
        basis: Basis::Field,
    });
    Testimony::new(&reader.read(&report), tables)
}

fn claim(claim: &Claim) -> Value {
    let attestations = claim.attestations.iter().map(|one| {
        json!({"report": one.report, "clause": one.proposition, "role": one.role.as_str(), "origin": one.origin.name,
            "voice": one.origin.voice, "rule": one.origin.rule})
    });
    json!({"kind": claim.kind.as_str(), "status": claim.status.as_str(), "origins": claim.origins, "most": claim.origins_most,
        "reasons": claim.reasons, "attestations": attestations.collect::<Vec<_>>()})
}
