//! What the encoder and the tables tell of texts, for training heads on them (`train/events.py`, `train/entities.py`).
//!
//! ```text
//! cargo run --release -p sayso --example states -- OUT [--no-pairs] < TEXTS.jsonl
//! ```
//!
//! Standard input: a JSON object a line with `id` and `text` (and `published`). `OUT.jsonl` gets a line for each: words (span in code
//! points, lemma, tags, head, names, entities), words that may tell events and who may take part, with the numbers of
//! their features. `OUT.states` gets the states of all words one behind the other (bytes, shifted by 128), `OUT.scales`
//! a 32-bit float for each row of them.

use std::io::{BufRead, BufWriter, Write};

use sayso::{Reader, Report};
use sayso_text::{OffsetUnit, Offsets, Span};
use serde_json::{Value, json};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let out = std::env::args().nth(1).ok_or("where to? give a name")?;
    let pairs = std::env::args()
        .nth(2)
        .is_none_or(|option| option != "--no-pairs");
    let create = |end: &str| std::fs::File::create(format!("{out}.{end}")).map(BufWriter::new);
    let (mut lines, mut states, mut scales) =
        (create("jsonl")?, create("states")?, create("scales")?);
    let reader = Reader::new()?;
    let bodies = sayso_bodies::Bodies::new()?;
    let tables = sayso_events::Tables::new()?;
    for line in std::io::stdin().lock().lines() {
        let item: Value = serde_json::from_str(&line?)?;
        let text = item["text"].as_str().ok_or("a line without text")?;
        let report = Report::from_text("states.txt", text);
        let reading = reader.read(&report);
        let text = report.text.as_str();
        let analysis = &reading.analysis;
        let offsets = Offsets::new(text, OffsetUnit::Chars);
        let pair = |span: Span| json!(offsets.pair(span));
        let words: Vec<Value> = analysis
            .words
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let entity = reading.entities.of_word(analysis, at).map(|(id, _)| id);
                json!([
                    pair(word.span),
                    word.lemma,
                    word.upos.as_str(),
                    word.xpos.as_str(),
                    word.head,
                    word.deprel.as_str(),
                    word.mention.map(|kind| kind.as_str()),
                    entity
                ])
            })
            .collect();
        let names: Vec<Value> = analysis
            .names
            .iter()
            .map(|name| json!([name.words.start, name.words.end, name.kind.as_str()]))
            .collect();
        let entities: Vec<Value> = reading.entities.entities.iter()
            .map(|entity| json!({"name": entity.name, "mentions": entity.mentions.iter()
                .map(|mention| json!([pair(mention.span), mention.form.as_str()])).collect::<Vec<_>>()}))
            .collect();
        let (probes, candidates) =
            sayso_events::probe(text, analysis, &reading.entities, &bodies, &tables);
        let probes: Vec<Value> = probes.iter()
            .map(|probe| json!({"word": probe.word, "features": probe.features, "status": probe.status,
                "ruled": probe.ruled.map(|kind| kind.as_str()), "ruled_status": probe.ruled_status.as_str(),
                "pairs": if pairs { probe.pairs.iter().map(|pair| json!([pair.word, pair.keys, pair.features])).collect() } else { Vec::new() }}))
            .collect();
        let candidates: Vec<Value> = candidates
            .iter()
            .map(|one| json!([one.word, pair(one.span), one.entity]))
            .collect();
        let sentences: Vec<Value> = analysis
            .sentences
            .iter()
            .map(|one| json!([one.words.start, one.words.end]))
            .collect();
        let (bytes, factors) = analysis.states.raw();
        states.write_all(bytes)?;
        for factor in factors {
            scales.write_all(&factor.to_le_bytes())?;
        }
        serde_json::to_writer(
            &mut lines,
            &json!({"id": item["id"], "same_text": report.text == item["text"], "words": words,
            "names": names, "entities": entities, "sentences": sentences, "probes": probes, "candidates": candidates,
            "width": analysis.states.width()}),
        )?;
        lines.write_all(b"\n")?;
    }
    Ok(())
}
