//! Names of places as users meet them.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use sayso::{Reader, Report};

#[test]
fn a_town_and_the_state_it_lies_in_are_two_places() {
    let reader = Reader::new().unwrap();
    let names = |text: &str| -> Vec<String> {
        let report = Report::from_text("report.txt", text);
        let reading = reader.read(&report);
        let names = reading.analysis.names.iter();
        names.map(|name| name.span.slice(text).to_owned()).collect()
    };
    assert_eq!(
        names("They drove to Toledo Ohio on Friday."),
        ["Toledo", "Ohio"]
    );
    assert_eq!(
        names("They drove to Kansas City on Friday."),
        ["Kansas City"]
    );
    assert_eq!(
        names("The talks in Northern Ireland went on."),
        ["Northern Ireland"]
    );
}

#[test]
fn names_end_where_their_words_do() {
    let reader = Reader::new().unwrap();
    let text = "U.S. Secretary of State Marco Rubio met South Korean lawmaker Lee Seong-kweun in Odesa on Monday. \
                Fighting went on near Avdiivka and in Congo.";
    let report = Report::from_text("report.txt", text);
    let reading = reader.read(&report);
    let persons: Vec<&str> = reading
        .analysis
        .names
        .iter()
        .filter(|name| name.kind.as_str() == "PER")
        .map(|name| name.span.slice(text))
        .collect();
    assert_eq!(persons, ["Marco Rubio", "Lee Seong-kweun"]);
    let known = reading.entities.entities.iter();
    let mut known = known.filter(|entity| entity.name == "Marco Rubio");
    assert_eq!(
        known.next().unwrap().office.as_deref(),
        Some("Secretary of State")
    );
    let places: Vec<(&str, Option<&str>)> = reading
        .places
        .iter()
        .filter_map(|place| {
            let site = place.site.as_ref()?;
            Some((site.name.as_str(), site.admin1.as_deref()))
        })
        .collect();
    for wanted in [
        ("Odesa", Some("Odesa Oblast")),
        ("Avdiyivka", Some("Donetsk Oblast")),
        ("Democratic Republic of Congo", None),
    ] {
        assert!(places.contains(&wanted), "{wanted:?} in {places:?}");
    }
}
