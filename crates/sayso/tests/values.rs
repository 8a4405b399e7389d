//! Figures and places as users meet them: what befell those counted, what is a number of nothing, what is a place.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::sync::LazyLock;

use sayso::{Reader, Report};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

/// Each figure as "words: kind of what is counted".
fn figures(text: &str) -> Vec<String> {
    let report = Report::from_text("report.txt", text);
    let reading = READER.read(&report);
    let line = |figure: &sayso::Figure| {
        let counted = figure.counted.map_or("-", |span| span.slice(text));
        format!(
            "{}: {} {counted}",
            figure.span.slice(text),
            figure.kind.as_str()
        )
    };
    reading.figures.iter().map(line).collect()
}

/// The places of a text as written.
fn places(text: &str) -> Vec<&str> {
    let report = Report::from_text("report.txt", text);
    let reading = READER.read(&report);
    let placed = reading.places.iter().filter(|place| place.site.is_some());
    placed.map(|place| place.span.slice(text)).collect()
}

#[test]
fn what_befell_some_befell_all_that_are_named_with_them() {
    for (text, wanted) in [
        (
            "Nineteen sailors and four cooks were killed when the ferry sank off Lunde.",
            vec!["Nineteen: killed sailors", "four: killed cooks"],
        ),
        (
            "At least 17 miners, including 2 apprentices, were injured in the collapse at Harsk.",
            vec!["At least 17: wounded miners", "2: wounded apprentices"],
        ),
        (
            "The bus fell into the Arn, killing nine pupils and two teachers.",
            vec!["nine: killed pupils", "two: killed teachers"],
        ),
        (
            "Police said the arrest of 12 men followed a raid in Harsk.",
            vec!["12: captured men"],
        ),
    ] {
        assert_eq!(figures(text), wanted, "{text}");
    }
}

#[test]
fn a_number_without_its_noun_counts_what_the_one_before_counts() {
    let text = "The blast at the mill killed 13 people and wounded 42, the hospital said.";
    assert_eq!(figures(text), ["13: killed people", "42: wounded people"]);
    let text = "The company has 2,500 workers in Lunde and about 400 in Harsk.";
    assert_eq!(
        figures(text),
        ["2,500: count workers", "about 400: count workers"]
    );
}

#[test]
fn one_of_many_and_numbers_of_an_order_are_no_figures() {
    for text in [
        "The dam is one of the oldest works of its kind in Norvania.",
        "Shots were heard in the 4300 block of Alder Street.",
    ] {
        assert_eq!(figures(text), Vec::<String>::new(), "{text}");
    }
    let text = "One of the guards was killed at the gate.";
    assert_eq!(figures(text), ["One: killed guards"]);
}

#[test]
fn directions_and_heavenly_bodies_are_no_places() {
    let text =
        "The probe flew past Jupiter and photographed Europa, its icy moon, for the space agency.";
    assert_eq!(places(text), Vec::<&str>::new());
    let text = "Fire crews from Jupiter, Florida, helped put out the blaze.";
    assert!(places(text).contains(&"Jupiter"), "{:?}", places(text));
    let text = "The plane came down in Guanacaste, northwest Costa Rica.";
    assert!(
        places(text).iter().all(|place| *place != "northwest"),
        "{:?}",
        places(text)
    );
}

#[test]
fn a_town_that_is_struck_is_a_place() {
    assert_eq!(places("Rebels shelled Goma on Friday."), ["Goma"]);
}
