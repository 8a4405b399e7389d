//! What readers see of single sentences, found by the order of the words alone.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use plain::plain;
use sayso_figures::{Bounds, Comparator, Extent, Figure, Kind, Tables, find};

mod plain;

fn figures(text: &str) -> Vec<Figure> {
    find(text, &plain(text), &Tables::new().unwrap(), &[])
}

fn only(text: &str) -> Figure {
    let mut found = figures(text);
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found.remove(0)
}

fn none(text: &str) {
    let found = figures(text);
    assert!(found.is_empty(), "{text}: {found:#?}");
}

fn counted<'t>(text: &'t str, figure: &Figure) -> &'t str {
    figure.counted.map_or("", |span| span.slice(text))
}

#[test]
fn a_share_of_an_earlier_figure_is_worked_out() {
    let text = "Losses at the ford came to around 4,000 soldiers, two-thirds of them killed.";
    let found = figures(text);
    assert_eq!(found.len(), 2, "{found:#?}");
    let share = &found[1];
    assert_eq!(share.of, Some(0));
    assert_eq!(share.fraction, Some((2.0, 3.0)));
    assert_eq!(share.derived, Some(Bounds::exactly(2667.0)));
    assert_eq!(share.kind, Kind::Killed);
    assert_eq!(share.whole.unwrap().slice(text), "them");
    assert_eq!(counted(text, share), "killed", "what became of them");
    assert_eq!(found[0].comparator, Some(Comparator::About));
}

#[test]
fn a_share_of_an_open_figure_stays_open() {
    let text = "More than 600 houses burned down. Half of them had no insurance.";
    let found = figures(text);
    let derived = found[1].derived.unwrap();
    assert_eq!((derived.low, derived.high), (Some(300.0), None));
}

#[test]
fn a_percentage_of_an_earlier_figure_is_worked_out() {
    let text = "The yard laid off 250 welders. Some 40 percent of them have found work.";
    let found = figures(text);
    assert_eq!(found[1].derived.unwrap().best, Some(100.0));
}

#[test]
fn increments_are_told_from_totals() {
    let text = "Lisbon will send an additional 3,000 soldiers to the valley.";
    let found = only(text);
    assert_eq!(found.extent, Extent::Increment);
    assert_eq!(found.comparator, Some(Comparator::Additional));
    assert_eq!(counted(text, &found), "soldiers");
    assert_eq!(only("Another 40 trucks arrived.").extent, Extent::Increment);
    assert_eq!(only("Some 40 trucks arrived.").extent, Extent::Total);
}

#[test]
fn casualties_have_their_kind() {
    let text = "The blast killed 14 miners, wounded 31 others and left six missing.";
    let kinds: Vec<Kind> = figures(text).iter().map(|figure| figure.kind).collect();
    assert_eq!(kinds, [Kind::Killed, Kind::Wounded, Kind::Missing]);
    let text = "Border guards captured nine raiders; 5,000 villagers were displaced.";
    let kinds: Vec<Kind> = figures(text).iter().map(|figure| figure.kind).collect();
    assert_eq!(kinds, [Kind::Captured, Kind::Displaced]);
}

#[test]
fn no_one_is_a_figure_of_nought() {
    let found = only("No one was hurt when the crane fell.");
    assert_eq!(found.bounds, Bounds::exactly(0.0));
}

#[test]
fn ages_count_nobody() {
    let text = "A 62-year-old fisherman swam ashore.";
    let found = only(text);
    assert_eq!((found.kind, found.bounds.best), (Kind::Age, Some(62.0)));
    assert_eq!(found.counted, None);
}

#[test]
fn ranges_are_never_averaged() {
    for text in [
        "Between 30 and 50 boats turned back.",
        "The strike idled 30 to 50 boats.",
        "The strike idled 30–50 boats.",
    ] {
        let found = only(text);
        assert_eq!(found.bounds, Bounds::between(30.0, 50.0), "{text}");
        assert_eq!(counted(text, &found), "boats", "{text}");
    }
}

#[test]
fn comparators_open_bounds() {
    let found = only("At least 40 boats turned back.");
    assert_eq!((found.bounds.low, found.bounds.high), (Some(40.0), None));
    let found = only("Up to 12,000 troops may cross.");
    assert_eq!(
        (found.bounds.low, found.bounds.high),
        (None, Some(12_000.0))
    );
    assert_eq!(
        found.span.start(),
        0,
        "the comparator is part of the figure"
    );
    let found = only("Rescuers pulled out more than a dozen hikers.");
    assert_eq!((found.bounds.low, found.bounds.high), (Some(12.0), None));
    let found = only("Hundreds of hikers were stranded.");
    assert_eq!(found.bounds, Bounds::between(100.0, 1000.0));
    assert!(found.approximate);
}

#[test]
fn units_keep_their_own_value_and_tell_the_base() {
    let found = only("Floodwater covered around 1,300 square kilometers.");
    assert_eq!(found.bounds.best, Some(1300.0));
    assert_eq!(found.unit.as_ref().unwrap().code, "km2");
    let (bounds, unit) = found.normalised().unwrap();
    assert_eq!((bounds.best, unit), (Some(1.3e9), "m2"));
    let found = only("The ministry set aside $1.2bn for repairs.");
    assert_eq!((found.kind, found.bounds.best), (Kind::Money, Some(1.2e9)));
    assert_eq!(found.unit.unwrap().code, "USD");
    let found = only("Prices rose by 3.4 percent.");
    assert_eq!(found.unit.unwrap().code, "percent");
    assert_eq!(found.bounds.best, Some(3.4));
}

#[test]
fn numbers_that_count_nothing_are_left_out() {
    none("They met on 4 July 2016 at 10:27.");
    none("Call 020 7946 0958 for help.");
    none("Flight 370 never landed.");
    none("The home side won 3-1.");
    none("She came second, he came 14th.");
    none("Louis XIV built it; Chapter IV tells how.");
}

#[test]
fn malformed_numbers_are_no_figures() {
    none("Boxes 1,2,3,4 were open.");
    none("The dial read 12.34.56 volts.");
    none("The file is named 3x7b99.");
    none(&format!("The clerk typed {} coins.", "9".repeat(400)));
    let text = format!("There were {} stars.", ["millions"; 80].join(" of "));
    let highs = figures(&text)
        .into_iter()
        .filter_map(|figure| figure.bounds.high);
    assert!(highs.into_iter().all(f64::is_finite));
}

#[test]
fn a_number_of_many_digits_keeps_its_size() {
    let found = only("The star is 40,000,000,000,000 kilometres away.");
    assert_eq!(found.bounds.best, Some(4e13));
}

#[test]
fn dates_that_the_caller_knows_are_left_out() {
    let text = "In the 300 days since, 12 boats sank.";
    let span = sayso_text::Span::of(text, 7..15).unwrap();
    let found = find(text, &plain(text), &Tables::new().unwrap(), &[span]);
    let best: Vec<_> = found.iter().map(|figure| figure.bounds.best).collect();
    assert_eq!(best, [Some(300.0), Some(12.0)], "a duration stays a figure");
}

#[test]
fn pounds_are_money_by_their_own_clause() {
    let unit = |text: &str, nth: usize| {
        let found = figures(text);
        found[nth].unit.as_ref().unwrap().code.clone()
    };
    let text = "The bakery paid £3 for the stall. Ines Halvorsen bought 5 pounds of sugar.";
    assert_eq!(
        (unit(text, 0), unit(text, 1)),
        ("GBP".to_owned(), "lb".to_owned())
    );
    assert_eq!(unit("The mill was fined 400 pounds.", 0), "GBP");
    assert_eq!(unit("The parcel weighed 12 pounds.", 0), "lb");
    assert_eq!(unit("The mill paid for 40 pounds of flour.", 0), "lb");
}

#[test]
fn people_of_every_country_may_be_killed() {
    for people in ["Poles", "Ukrainians", "Kenyans"] {
        let text = format!("The blast killed 12 {people}.");
        assert_eq!(only(&text).kind, Kind::Killed, "{people}");
    }
}

#[test]
fn another_language_has_its_own_numbers_and_months() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "numbers.tsv",
        "word\tkind\tvalue\nvink\tunit\t7\nsol\tscale\t1000\n",
    );
    write("words.tsv", "class\twords\nmonth\torva\n");
    let text = "Vink sol vorn lans.";
    assert!(figures(text).is_empty());
    let dated = "The mill shut on Orva 4 again.";
    let other = sayso_lang::Lang::read("xx", folder.path()).unwrap();
    let _scope = other.enter();
    assert_eq!(only(text).bounds, Bounds::exactly(7000.0));
    none(dated);
    none("Seven thousand men came.");
}
