//! The rows of a reading: their schema and the laws of their spans.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::sync::LazyLock;

use proptest::prelude::*;
use sayso::rows::Bytes;
use sayso::{Id, OffsetUnit, Reader, Report, Row, Span};

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
        "write it anew: cargo xtask codegen"
    );
    let validator = jsonschema::validator_for(&schema).unwrap();
    let report = Report::from_text("a.txt", STORY);
    let reading = READER.read(&report);
    let row = reading.to_json(OffsetUnit::Chars, true).unwrap();
    let value = serde_json::from_str(&row).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn rows_are_read_back_with_their_types() {
    let report = Report::from_text("a.txt", STORY);
    let reading = READER.read(&report);
    let json = reading.to_json(OffsetUnit::Chars, true).unwrap();
    let row: Row = serde_json::from_str(&json).unwrap();
    assert_eq!(row, reading.row_in(true));
    assert_eq!(row.to_json().unwrap(), json);
    let denial = row
        .statements
        .iter()
        .find(|one| one.stance == sayso::Stance::Denies);
    let speaker = denial.unwrap().speaker.as_ref().unwrap();
    assert_eq!(row.entity(Some(speaker.entity)).unwrap().name, speaker.name);
    assert_eq!(row.statements[0].id, Id::at(0));
    // Spans in bytes are not taken for code points.
    let bytes = reading.to_json(OffsetUnit::Bytes, false).unwrap();
    assert!(serde_json::from_str::<Row>(&bytes).is_err());
    assert!(serde_json::from_str::<Row<Bytes>>(&bytes).is_ok());
}

#[test]
fn views_lend_words() {
    let report = Report::from_text("a.txt", STORY);
    let reading = READER.read(&report);
    let said: Vec<String> = reading
        .statements()
        .map(|statement| format!("{}: {}", statement.speaker(), statement.text()))
        .collect();
    assert_eq!(said[0], "Ana Ruiz: “We go at dawn,”");
    let figure = reading.figures().next().unwrap();
    assert_eq!(figure.text(), "two");
    let statement = figure.statement().unwrap();
    assert_eq!(statement.figures().count(), 1);
    let say_so: Vec<String> = figure.say_so().iter().map(ToString::to_string).collect();
    assert_eq!(say_so, ["outlet", "the police"]);
    assert_eq!(figure.say_so()[0].name(), None);
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
        let row = || READER.read(&report).to_json(OffsetUnit::Bytes, false).unwrap();
        prop_assert_eq!(row(), row());
    }
}
