//! What readers see of times: values, days and what they rest on.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::testing::plain;
use crate::{Basis, Context, Hemisphere, Kind, Time, find};

/// The day of the reports here, a Wednesday.
const PUBLISHED: Date = date(2026, 3, 11);

fn times(text: &str) -> Vec<Time> {
    find(
        text,
        &plain(text),
        &Context {
            published: Some(PUBLISHED),
            hemisphere: Hemisphere::North,
        },
    )
}

/// The only time of a text: its words, value, first and last day.
#[track_caller]
fn one(text: &str) -> (String, String, Option<(String, String)>) {
    let found = times(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    let time = &found[0];
    let days = time
        .interval
        .map(|(start, end)| (start.to_string(), end.to_string()));
    (time.span.slice(text).to_owned(), time.value.clone(), days)
}

#[track_caller]
fn is(text: &str, words: &str, value: &str, days: Option<(&str, &str)>) {
    let days = days.map(|(start, end)| (start.to_owned(), end.to_owned()));
    assert_eq!(
        one(text),
        (words.to_owned(), value.to_owned(), days),
        "{text}"
    );
}

#[test]
fn explicit_dates() {
    is(
        "It sank on 3 May 2021 off Enn.",
        "3 May 2021",
        "2021-05-03",
        Some(("2021-05-03", "2021-05-03")),
    );
    is(
        "It was built in 1961 by hand.",
        "1961",
        "1961",
        Some(("1961-01-01", "1961-12-31")),
    );
}

#[test]
fn days_count_from_the_report() {
    is(
        "The road was shut yesterday.",
        "yesterday",
        "2026-03-10",
        Some(("2026-03-10", "2026-03-10")),
    );
    is(
        "It was shut last fall for repairs.",
        "last fall",
        "2025-FA",
        Some(("2025-09-01", "2025-11-30")),
    );
    is(
        "The strike ended in late February.",
        "late February",
        "2026-02",
        Some(("2026-02-20", "2026-02-28")),
    );
}

#[test]
fn early_hours_are_a_morning_and_midnight_may_begin_a_day() {
    is(
        "He was shot in the early hours of Tuesday.",
        "the early hours of Tuesday",
        "2026-03-10TMO",
        Some(("2026-03-10", "2026-03-10")),
    );
    let found = times("He was shot in the early hours.");
    assert_eq!(found[0].value, "2026-03-11TMO");
    let found = times("The blaze broke out shortly after midnight on Tuesday.");
    assert_eq!(found[0].value, "2026-03-10T00:00");
}

#[test]
fn seasons_are_those_of_the_place() {
    let text = "It was shut last summer for repairs.";
    let south = Context {
        published: Some(PUBLISHED),
        hemisphere: Hemisphere::South,
    };
    let (north, south) = (times(text), find(text, &plain(text), &south));
    assert_ne!(north[0].interval, south[0].interval);
}

#[test]
fn without_a_date_nothing_is_made_up() {
    let text = "The road was shut on Tuesday.";
    let found = find(text, &plain(text), &Context::default());
    assert_eq!(found[0].interval, None, "{found:?}");
    assert!(
        matches!(found[0].basis, Basis::Unplaced | Basis::Defaulted),
        "{found:?}"
    );
}

#[test]
fn durations_and_sets_are_no_days() {
    let found = times("They marched for three days and meet every Friday.");
    let kinds: Vec<Kind> = found.iter().map(|time| time.kind).collect();
    assert_eq!(kinds, [Kind::Duration, Kind::Set], "{found:?}");
    assert_eq!(found[0].value, "P3D");
}

#[test]
fn impossible_dates_have_no_days() {
    for text in [
        "It opens on 31 April 2026.",
        "It opens on February 30, 2026.",
        "It opened on 2026-13-41.",
    ] {
        for time in times(text) {
            let exact = time.interval.is_some_and(|(start, end)| start == end);
            assert!(!exact, "{text}: {time:?}");
        }
    }
}

proptest! {
    #[test]
    fn weekdays_are_within_a_week(day in 0..7usize, ahead in any::<bool>()) {
        let name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][day];
        let text = if ahead { format!("It opens next {name}.") } else { format!("It opened last {name}.") };
        let found = times(&text);
        prop_assert_eq!(found.len(), 1);
        let (start, end) = found[0].interval.expect("a weekday is a day");
        prop_assert_eq!(start, end);
        prop_assert_eq!(start.weekday().to_monday_zero_offset() as usize, day);
        prop_assert_eq!(start > PUBLISHED, ahead);
        prop_assert!((start - PUBLISHED).get_days().abs() <= 13);
    }

    #[test]
    fn written_days_are_read_back(year in 1900..2100i16, month in 1..=12i8, day in 1..=31i8) {
        if let Ok(written) = Date::new(year, month, day) {
            let names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December"];
            let text = format!("The treaty of {} {day}, {year} was kept.", names[month as usize - 1]);
            let found = times(&text);
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(found[0].interval, Some((written, written)));
        }
    }

    #[test]
    fn anything_may_be_written(text in "\\PC{0,80}") {
        check(&text)?;
    }

    #[test]
    fn times_may_be_mangled(words in prop::collection::vec(prop::sample::select(WORDS), 1..12)) {
        check(&words.join(" "))?;
    }
}

const WORDS: &[&str] = &[
    "last",
    "next",
    "the",
    "31",
    "April",
    "99999999999",
    "Tuesday",
    "years",
    "ago",
    "into",
    "war",
    "since",
    "2022",
    "quarter",
    "half",
    "of",
    "at",
    "0600",
    "GMT",
    "the following day",
    "early",
    "-",
    "/",
    "every",
    "two",
    "weekends",
    "Q5",
    "’90s",
    "BC",
];

/// Spans lie in the text, in order and apart; intervals do not run backwards.
fn check(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for time in times(text) {
        prop_assert!(time.span.start() >= end && time.span.end() <= text.len());
        end = time.span.end();
        if let Some((first, last)) = time.interval {
            prop_assert!(first <= last, "{:?}", time);
        }
        prop_assert!((0.0..=1.0).contains(&time.confidence));
    }
    Ok(())
}
