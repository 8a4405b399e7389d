//! Whose each statement is, as users see it.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use sayso::{Reader, Report};

/// The speaker of each statement of a text, "-" where it is left open.
fn speakers(reader: &Reader, text: &str) -> Vec<String> {
    let report = Report::from_text("report.txt", text);
    let reading = reader.read(&report);
    let name = |speaker: &sayso::Speaker| {
        let entity = speaker.entity.map(|id| &reading.entities.entities[id]);
        entity.map_or_else(|| "-".to_owned(), |entity| entity.name.clone())
    };
    reading.speakers.iter().map(name).collect()
}

#[test]
fn words_go_to_who_said_them() {
    let reader = Reader::new().unwrap();
    let cases = [
        // The army of a state and its enemy.
        (
            "Hezbollah fired rockets at Tyre on Friday.\n\nThe Lebanese army said it had found two launchers.",
            "Army of Lebanon",
        ),
        (
            "The FARC attacked a base on Monday.\n\nThe Colombian army said ten soldiers had died.",
            "Army of Colombia",
        ),
        // She, by her given name and over the end of a paragraph.
        (
            "Mayor Grace Polk said the road was shut.\n\n“It is not safe,” she said.",
            "Grace Polk Grace Polk",
        ),
        // Officials and officers of bodies.
        (
            "The United States sent a ship. A U.S. official said the crew was safe.",
            "A U.S. official",
        ),
        (
            "The Orlenbank chief financial officer, John Gersten, said the bank could face a charge.",
            "John Gersten",
        ),
        (
            "Norwegian Vice President Tunde Bello said the girls were well.",
            "Tunde Bello",
        ),
        // A body that speaks on.
        (
            "The ministry said two men died in the blast. It said an inquiry was under way.",
            "The ministry The ministry",
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(speakers(&reader, text).join(" "), wanted, "{text}");
    }
}

#[test]
fn a_document_is_the_word_of_who_made_it() {
    let reader = Reader::new().unwrap();
    let text = "Grace Polk said in a letter to the council on Monday that the bridge was safe. \
                The letter said no crack had been found.";
    assert_eq!(speakers(&reader, text), ["Grace Polk", "Grace Polk"]);
    let text = "Grace Polk said the bridge was safe.\n\nThe letter said no crack had been found.";
    assert_eq!(speakers(&reader, text), ["Grace Polk", "-"]);
}
