//! What is held against a small ledger, through the whole of it.

use sayso::{Reader, Report};

use super::{Check, Checked, Piece, Verdict};
use crate::testing::{entry, ledger, post};

const REPORTS: [&str; 3] = [
    "ORLEN — At least 14 people were killed when a dam burst in the Kestrel valley on Tuesday, governor Marta Veldkamp said.\n\n“We have not reached Lower Orlen yet, and we need boats,” Veldkamp said. “Nobody warned us.”",
    "The pipeline from Orlen to Lind carries 40 million litres of water a day, engineer Piet Aalders said. He told reporters that the pumps were not built for such a flood.",
    "“There is no record of any call from the valley,” said Henrik Stolz, director of the Kestrel Water Board.",
];

fn checked(text: &str) -> Vec<Check> {
    let (_folder, mut ledger) = ledger();
    let pages = REPORTS.iter().enumerate();
    ledger
        .add(pages.map(|(page, text)| entry(&post(&page.to_string(), "2026-02-03", text))))
        .unwrap();
    let report = Report::from_text("brief.txt", text);
    ledger
        .verify(&Reader::new().unwrap().read(&report))
        .unwrap()
}

fn only(text: &str, kind: Checked) -> Check {
    let mut found: Vec<Check> = checked(text)
        .into_iter()
        .filter(|check| check.kind == kind)
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn ellipses_brackets_and_quote_styles_are_no_change() {
    for text in [
        "\"We have not reached Lower Orlen … and we need boats\", Veldkamp said.",
        "“[The rescuers] have not reached [the hamlet] yet, and we need boats,” Marta Veldkamp said.",
        "“we need boats. Nobody warned us,” said M. Veldkamp.",
        "Governor Veldkamp said: ‘We have not reached Lower Orlen yet’.",
    ] {
        let check = only(text, Checked::Quotation);
        assert_eq!(check.verdict, Verdict::Exact, "{check:?}");
    }
}

#[test]
fn a_denial_turned_round_is_an_alteration() {
    let check = only(
        "“We have reached Lower Orlen, and we need boats,” Veldkamp said.",
        Checked::Quotation,
    );
    assert_eq!(check.verdict, Verdict::Altered);
    let differs = |piece: &&Piece| matches!(piece, Piece::Differs { .. });
    let differs: Vec<&Piece> = check.difference.iter().filter(differs).collect();
    assert!(
        matches!(differs[0], Piece::Differs { ledger, text } if ledger == "not" && text.is_empty())
    );
    let check = only(
        "Piet Aalders told reporters that the pumps were built for such a flood.",
        Checked::Statement,
    );
    assert_eq!(check.verdict, Verdict::Altered, "{check:?}");
}

#[test]
fn a_body_whose_director_spoke_is_no_other_speaker() {
    let by = |who: &str| {
        only(
            &format!("“There is no record of any call from the valley,” said {who}."),
            Checked::Quotation,
        )
    };
    assert_eq!(by("the Kestrel Water Board").verdict, Verdict::Exact);
    assert_eq!(by("Mr Stolz").verdict, Verdict::Exact);
    let other = by("Marta Veldkamp");
    assert_eq!(other.verdict, Verdict::SaidBySomeoneElse);
    assert_eq!(other.held.unwrap().who.as_deref(), Some("Henrik Stolz"));
}

#[test]
fn figures_of_other_units_or_populations_are_not_comparable() {
    let figure = |text: &str| only(text, Checked::Figure);
    let killed = "were killed when a dam burst in the Kestrel valley on Tuesday.";
    assert_eq!(
        figure(&format!("At least 14 people {killed}")).verdict,
        Verdict::Exact
    );
    assert_eq!(
        figure(&format!("At least 41 people {killed}")).verdict,
        Verdict::Altered
    );
    let miners = figure(&format!("At least 41 miners {killed}"));
    assert_eq!(miners.verdict, Verdict::NotComparable, "{miners:?}");
    let carried = |amount: &str| {
        figure(&format!(
            "The pipeline from Orlen to Lind carries {amount} of water a day."
        ))
    };
    assert_eq!(carried("40 million litres").verdict, Verdict::Exact);
    assert_eq!(carried("40,000 cubic metres").verdict, Verdict::Exact);
    assert_eq!(carried("60 million litres").verdict, Verdict::Altered);
    let tonnes = carried("$40 million");
    assert_eq!(tonnes.verdict, Verdict::NotComparable, "{tonnes:?}");
    assert!(tonnes.reason.contains("another unit"));
}

#[test]
fn nothing_is_made_of_nothing() {
    assert!(checked("").is_empty());
    let unknown = only("“Zyx wvu tsr qpo,” Greta Moln said.", Checked::Quotation);
    assert_eq!((unknown.verdict, unknown.held), (Verdict::NotFound, None));
    let unknown = only(
        "Greta Moln said that the harbour of Vesby would open next week.",
        Checked::Statement,
    );
    assert_eq!(unknown.verdict, Verdict::NotFound);
    let other_words = only(
        "Piet Aalders said that no pump there could have coped.",
        Checked::Statement,
    );
    assert_eq!(other_words.verdict, Verdict::NotComparable);
}

/// A toll that grows, an inspection that is told and denied, and what two bodies say alike.
const STORY: [(&str, &str, &str); 6] = [
    (
        "2026-05-04",
        "Lauen Post",
        "At least four people were killed when a tram hit a wall in Harnstadt on Monday, police chief Ida Voss said. Nine passengers were injured in the crash, the Harnstadt hospital said.",
    ),
    (
        "2026-05-05",
        "Sund Echo",
        "Six people were killed when a tram hit a wall in Harnstadt, police chief Ida Voss said on Tuesday.",
    ),
    (
        "2026-05-05",
        "Coast Wire",
        "The tram operator Lauen Rail cancelled an inspection of the brakes, engineer Tomas Brandt said.",
    ),
    (
        "2026-05-06",
        "Sund Echo",
        "Lauen Rail denied that it had cancelled an inspection of the brakes.",
    ),
    (
        "2026-05-06",
        "Coast Wire",
        "The tram had left the Harnstadt depot without a conductor, Lauen Rail said.",
    ),
    (
        "2026-05-06",
        "Lauen Post",
        "The tram left the Harnstadt depot without a conductor, the drivers’ union said.",
    ),
];

fn against_story(text: &str) -> Vec<Check> {
    let (_folder, mut ledger) = ledger();
    let pages = STORY.iter().enumerate();
    let reports = pages.map(|(page, (day, outlet, text))| {
        entry(&Report {
            outlet: Some((*outlet).into()),
            ..post(&page.to_string(), day, text)
        })
    });
    ledger.add(reports).unwrap();
    let report = Report::from_text("brief.txt", text);
    ledger
        .verify(&Reader::new().unwrap().read(&report))
        .unwrap()
}

/// The verdicts on words of a text.
fn verdicts(checks: &[Check], words: &str) -> Vec<Verdict> {
    let of = checks.iter().filter(|check| check.words.contains(words));
    of.map(|check| check.verdict).collect()
}

#[test]
fn what_stands_is_told_with_who_says_it() {
    let checks = against_story(
        "A tram hit a wall in Harnstadt. A conductor was missing when the tram left the depot.",
    );
    let found = checks
        .iter()
        .find(|check| check.words.contains("hit a wall"))
        .unwrap();
    assert_eq!(found.verdict, Verdict::Stands, "{checks:?}");
    let now = found.now.as_ref().unwrap();
    assert!(now.line.contains("Ida Voss"), "{now:?}");
}

#[test]
fn a_toll_of_yesterday_is_superseded() {
    let checks =
        against_story("At least four people were killed when a tram hit a wall in Harnstadt.");
    let found = verdicts(&checks, "four");
    assert!(found.contains(&Verdict::Superseded), "{checks:?}");
    let found = checks
        .iter()
        .find(|check| check.verdict == Verdict::Superseded)
        .unwrap();
    let now = found.now.as_ref().unwrap();
    assert_eq!(
        (now.value_low, now.by.as_deref(), now.since.as_deref()),
        (Some(6.0), Some("Ida Voss"), Some("2026-05-05")),
        "{now:?}"
    );
    let checks = against_story("Six people were killed when a tram hit a wall in Harnstadt.");
    assert!(
        checks.iter().all(|check| !check.verdict.is_overtaken()),
        "{checks:?}"
    );
}

#[test]
fn a_toll_that_nobody_told_is_altered() {
    let checks = against_story("Nine people were killed when a tram hit a wall in Harnstadt.");
    let found = verdicts(&checks, "Nine");
    assert!(found.contains(&Verdict::Altered), "{checks:?}");
}

#[test]
fn what_is_denied_is_disputed_by_who_denies_it() {
    let checks = against_story("Lauen Rail cancelled an inspection of the brakes.");
    let found = checks
        .iter()
        .find(|check| check.verdict == Verdict::Disputed)
        .unwrap_or_else(|| panic!("{checks:?}"));
    let by = found.now.as_ref().and_then(|now| now.by.as_deref());
    assert_eq!(by, Some("Lauen Rail"));
}

#[test]
fn a_stance_turned_round_is_no_support() {
    let checks =
        against_story("Lauen Rail said that it had cancelled an inspection of the brakes.");
    assert!(
        checks
            .iter()
            .any(|check| check.verdict == Verdict::Reversed),
        "{checks:?}"
    );
}

#[test]
fn another_happening_is_not_held_against_this_one() {
    let checks = against_story("Eleven people were killed when a ferry sank off Vesby.");
    assert!(
        checks.iter().all(|check| !check.verdict.is_wrong()),
        "{checks:?}"
    );
}

#[test]
fn what_is_not_checked_is_said() {
    let checks = against_story("A tram hit a wall in Harnstadt. The bakers of Orlen like rye.");
    let open: Vec<&str> = checks
        .iter()
        .filter(|check| check.verdict == Verdict::NotChecked)
        .map(|check| check.words.as_str())
        .collect();
    assert_eq!(open, ["The bakers of Orlen like rye."]);
}

#[test]
fn what_stands_is_not_put_into_another_mouth() {
    let checks = against_story("Tomas Brandt said that a tram had hit a wall in Harnstadt.");
    let found = verdicts(&checks, "hit a wall");
    assert!(
        !found.is_empty() && !found.contains(&Verdict::Stands),
        "{checks:?}"
    );
}
