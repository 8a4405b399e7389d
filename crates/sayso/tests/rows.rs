//! The rows of a reading: their schema and the laws of their spans.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::sync::LazyLock;

use proptest::prelude::*;
use sayso::{OffsetUnit, Reader, Report, Row, Span};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

const STORY: &str = "“We go at dawn,” Captain Ana Ruiz told Harbour Radio on Monday. Her ship’s owner, Brandt & Sohn, \
    denied that it had been warned.\n\nAccording to the police, two men were hurt.";

#[test]
fn rows_fit_the_published_schema() {
    let schema = serde_json::from_str(&sayso::schema()).unwrap();
    let published = include_str!("../../../schema/row.schema.json");
    assert_eq!(
        sayso::schema().trim(),
        published.trim(),
        "write it anew: cargo run -p sayso-cli -- schema > schema/row.schema.json"
    );
    let validator = jsonschema::validator_for(&schema).unwrap();
    let report = Report::from_text("a.txt", STORY);
    let row = Row::new(&READER.read(&report), OffsetUnit::Chars, true)
        .to_json()
        .unwrap();
    let value = serde_json::from_str(&row).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn who_said_what() {
    let report = Report::from_text("a.txt", STORY);
    let reading = READER.read(&report);
    let found: Vec<_> = reading
        .statements
        .iter()
        .map(|statement| {
            (
                statement.kind.as_str(),
                statement.stance.as_str(),
                statement.cue[0].slice(STORY),
            )
        })
        .collect();
    assert!(found.contains(&("direct", "asserts", "told")), "{found:?}");
    assert!(
        found.contains(&("indirect", "denies", "denied")),
        "{found:?}"
    );
    assert!(
        found.contains(&("indirect", "asserts", "According to")),
        "{found:?}"
    );
}

fn spans(report: &Report) -> Vec<Span> {
    let reading = READER.read(report);
    let mut spans: Vec<Span> = Vec::new();
    for statement in &reading.statements {
        spans.extend(
            statement
                .content
                .iter()
                .chain(&statement.cue)
                .chain(&statement.source),
        );
        spans.extend(
            [
                statement.medium,
                statement.venue,
                statement.addressee,
                statement.said_at,
                statement.anonymity,
            ]
            .iter()
            .flatten(),
        );
    }
    spans.extend(reading.analysis.words.iter().map(|word| word.span));
    spans.extend(reading.analysis.names.iter().map(|name| name.span));
    spans.extend(
        reading
            .entities
            .entities
            .iter()
            .flat_map(|entity| entity.mentions.iter().map(|mention| mention.span)),
    );
    spans
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_of_the_text(words in proptest::collection::vec("[“”\"'‘’A-Za-zé,.:\\n—0-9]{1,9}| said |\\PC", 0..80)) {
        let text = words.join(" ");
        let report = Report::from_text("a.txt", text.clone());
        for span in spans(&report) {
            prop_assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{span:?} of {text:?}");
        }
    }

    #[test]
    fn reading_twice_gives_the_same(words in proptest::collection::vec("[A-Za-z]{1,9}|“|”| said | according to |\\.|\\n\\n", 0..60)) {
        let report = Report::from_text("a.txt", words.join(" "));
        let row = || Row::new(&READER.read(&report), OffsetUnit::Bytes, false).to_json().unwrap();
        prop_assert_eq!(row(), row());
    }
}
