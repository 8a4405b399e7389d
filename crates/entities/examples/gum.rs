//! Resolves the entities of treebank files from their gold syntax and mention types, for
//! training and for measuring this room apart from the reader's errors.
//!
//! ```text
//! cargo run --release -p sayso-entities --example gum -- FILE.conllu... > predictions.jsonl
//! cargo run --release -p sayso-entities --example gum -- --choices --weights WEIGHTS.tsv FILE.conllu...
//! ```
//!
//! Prints one JSON object a document: the entities as the scorers read them, or every choice of
//! the model with the features of its candidates. Spans are in code points. Names, which
//! treebanks do not mark, are taken from proper nouns that head a mention.

use std::ops::Range;
use std::path::Path;

use sayso_analysis::{
    Analysis, Deprel, MentionKind, Name, NameKind, Tree, Upos, WordId, Xpos, conllu,
};
use sayso_bodies::Bodies;
use sayso_entities::{Choice, Entities, Model, Resolver, Tables};
use sayso_text::{OffsetUnit, Offsets};
use serde_json::{Value, json};

type Failure = Box<dyn std::error::Error>;

#[allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example's output"
)]
fn main() -> Result<(), Failure> {
    let mut choices_wanted = false;
    let mut model = Model::new()?;
    let mut files = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--choices" => choices_wanted = true,
            "--weights" => {
                model = Model::read(&std::fs::read_to_string(
                    arguments.next().ok_or("--weights wants a file")?,
                )?)?
            }
            _ => files.push(argument),
        }
    }
    let resolver = Resolver::with(Bodies::new()?, Tables::new()?, model);
    let (mut words, mut spent) = (0, std::time::Duration::ZERO);
    for file in &files {
        let stem = Path::new(file)
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for (number, (text, mut analysis)) in conllu::read(&std::fs::read_to_string(file)?)?
            .into_iter()
            .enumerate()
        {
            analysis.names = names(&analysis);
            let offsets = Offsets::new(&text, OffsetUnit::Chars);
            let path = format!("{number:05}-{stem}.txt");
            words += analysis.words.len();
            if choices_wanted {
                let mut rows = Vec::new();
                resolver.observe(&text, &analysis, None, &mut |choice| {
                    rows.push(choice_row(&analysis, &offsets, &choice))
                });
                println!("{}", json!({"path": path, "choices": rows}));
            } else {
                let start = std::time::Instant::now();
                let entities = resolver.resolve(&text, &analysis, None);
                spent += start.elapsed();
                println!("{}", entity_rows(&offsets, &path, &entities));
            }
        }
    }
    eprintln!(
        "{words} words, {:.3} ms a thousand",
        spent.as_secs_f64() * 1e6 / words.max(1) as f64
    );
    Ok(())
}

fn entity_rows(offsets: &Offsets<'_>, path: &str, entities: &Entities) -> Value {
    let rows = entities.entities.iter().enumerate().map(|(id, entity)| {
        let mentions = entity.mentions.iter().map(|mention| {
            json!({"span": offsets.pair(mention.span), "form": mention.form.as_str(), "rule": mention.rule, "confidence": mention.confidence})
        });
        json!({"id": format!("e{id}"), "name": entity.name, "type": entity.kind.as_str(), "mentions": mentions.collect::<Vec<_>>()})
    });
    json!({"report": {"path": path}, "entities": rows.collect::<Vec<_>>()})
}

fn choice_row(analysis: &Analysis, offsets: &Offsets<'_>, choice: &Choice) -> Value {
    let head = |word: WordId| offsets.pair(analysis.words[word].span);
    let options = choice.options.iter().map(|option| {
        let names: Vec<_> = option
            .names
            .iter()
            .map(|&span| offsets.pair(span))
            .collect();
        let heads: Vec<_> = option.heads.iter().map(|&word| head(word)).collect();
        json!({"names": names, "heads": heads, "features": option.features})
    });
    json!({"head": head(choice.head), "class": choice.class, "options": options.collect::<Vec<_>>(), "nobody": choice.nobody})
}

/// The names that proper nouns at the head of mentions make.
fn names(analysis: &Analysis) -> Vec<Name> {
    let tree = analysis.tree();
    let mut found: Vec<Name> = Vec::new();
    for (id, word) in analysis.words.iter().enumerate() {
        let Some(kind) = word.mention.and_then(|kind| name_kind(kind, word.xpos)) else {
            continue;
        };
        let words = match word.upos {
            Upos::Propn => run(analysis, &tree, id, kind),
            Upos::Noun if kind == NameKind::Person => flat(analysis, &tree, id),
            _ => continue,
        };
        if let Some(span) = analysis
            .span_of(words.clone())
            .filter(|span| !span.is_empty())
        {
            found.push(Name {
                words,
                span,
                kind,
                confidence: 1.0,
            });
        }
    }
    found.sort_by_key(|name| (name.words.start, std::cmp::Reverse(name.words.end)));
    let mut kept: Vec<Name> = Vec::new();
    for name in found {
        if kept
            .last()
            .is_none_or(|last| last.words.end <= name.words.start)
        {
            kept.push(name);
        }
    }
    kept
}

fn name_kind(kind: MentionKind, xpos: Xpos) -> Option<NameKind> {
    match kind {
        MentionKind::Person if xpos == Xpos::Nnps => Some(NameKind::Group),
        MentionKind::Person => Some(NameKind::Person),
        MentionKind::Organisation => Some(NameKind::Organisation),
        MentionKind::Place => Some(NameKind::Place),
        MentionKind::Time => None,
        _ => Some(NameKind::Other),
    }
}

/// The proper nouns around a head that belong to its name.
fn run(analysis: &Analysis, tree: &Tree<'_>, head: WordId, kind: NameKind) -> Range<WordId> {
    let mut words = head..head + 1;
    let part = |id: WordId| {
        let word = &analysis.words[id];
        matches!(
            word.upos,
            Upos::Propn | Upos::Num | Upos::Noun | Upos::Adj | Upos::Adp
        ) && matches!(word.deprel, Deprel::Compound | Deprel::Flat | Deprel::Amod)
            || word.upos == Upos::Propn && word.deprel == Deprel::NmodDesc
    };
    while words.start > 0 && part(words.start - 1) && tree.extent(head).contains(&(words.start - 1))
    {
        if !analysis.words[words.start - 1]
            .lemma
            .starts_with(char::is_uppercase)
        {
            break;
        }
        words.start -= 1;
    }
    while words.end < analysis.words.len()
        && analysis.words[words.end].deprel == Deprel::Flat
        && tree.extent(head).contains(&words.end)
    {
        words.end += 1;
    }
    if kind != NameKind::Person {
        let of = tree.by(head, Deprel::Nmod).find(|&id| {
            id > words.end && id <= words.end + 3 && analysis.words[id].upos == Upos::Propn
        });
        if let Some(of) = of.filter(|_| analysis.words[words.end].lemma == "of") {
            words.end = run(analysis, tree, of, kind).end;
        }
    }
    words
}

/// The name that hangs flat on a noun ("founder Jack Herrick").
fn flat(analysis: &Analysis, tree: &Tree<'_>, head: WordId) -> Range<WordId> {
    let parts: Vec<WordId> = tree
        .by(head, Deprel::Flat)
        .filter(|&id| analysis.words[id].upos == Upos::Propn)
        .collect();
    match (parts.first(), parts.last()) {
        (Some(&first), Some(&last)) => first..run(analysis, tree, last, NameKind::Person).end,
        _ => head..head,
    }
}
