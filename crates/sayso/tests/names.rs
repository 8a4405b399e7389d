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
