//! What the rules make of small stories.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::sync::LazyLock;

use sayso::{Reader, Report};
use sayso_claims::{Claim, ClaimKind, Status, Tables, Testimony, Told, asked, judge};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());
static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::new().unwrap());

fn told(number: i64, (day, outlet, text): (&str, &str, &str)) -> Told {
    let report = Report {
        outlet: Some(outlet.into()),
        ..Report::from_text(format!("{number}.txt"), text)
    };
    Told {
        report: number,
        first: number,
        outlet: Some(outlet.into()),
        agencies: Vec::new(),
        day: Some(day.into()),
        testimony: Testimony::new(&READER.read(&report), &TABLES),
        copied: Vec::new(),
    }
}

/// The claim of a story that tells most of some words.
fn claim(story: &[(&str, &str, &str)], kind: ClaimKind, words: &str) -> Claim {
    let reports: Vec<Told> = (1..)
        .zip(story)
        .map(|(number, report)| told(number, *report))
        .collect();
    let asked = asked(words, &TABLES);
    let tells = |claim: &Claim| {
        let told = asked
            .iter()
            .filter(|any| any.iter().any(|term| claim.terms.contains(term)));
        (told.count(), claim.attestations.len())
    };
    let claims = judge(&reports, &TABLES);
    claims
        .into_iter()
        .filter(|claim| claim.kind == kind)
        .max_by_key(tells)
        .unwrap()
}

#[test]
fn one_word_in_many_papers_is_one_origin() {
    let story = [
        (
            "2026-03-02",
            "Vesby Post",
            "A tanker ran aground off Vesby on Monday, coastguard spokesman Ivo Lind said.",
        ),
        (
            "2026-03-02",
            "Sund Herald",
            "A tanker has run aground off Vesby, according to the coastguard.",
        ),
        (
            "2026-03-03",
            "Daily Mark",
            "The coastguard’s Ivo Lind told reporters that a tanker ran aground off Vesby.",
        ),
    ];
    let found = claim(&story, ClaimKind::Happening, "tanker ran aground");
    assert_eq!(
        (found.status, found.origins, found.reports, found.publishers),
        (Status::SingleSource, 1, 3, 3),
        "{:?}",
        found.reasons
    );
}

#[test]
fn a_second_witness_confirms() {
    let story = [
        (
            "2026-03-02",
            "Vesby Post",
            "A tanker ran aground off Vesby on Monday, coastguard spokesman Ivo Lind said.",
        ),
        (
            "2026-03-02",
            "Sund Herald",
            "“A tanker ran aground off Vesby,” said fisherman Ole Brandt, who watched from the pier.",
        ),
    ];
    let found = claim(&story, ClaimKind::Happening, "tanker ran aground");
    assert_eq!(
        (found.status, found.origins),
        (Status::Confirmed, 2),
        "{:?}",
        found.reasons
    );
}

#[test]
fn a_denial_disputes() {
    let story = [
        (
            "2026-03-02",
            "Vesby Post",
            "The tanker leaked oil into the bay, harbour master Greta Holm said.",
        ),
        (
            "2026-03-03",
            "Sund Herald",
            "The owner, Marlin Shipping, denied that the tanker had leaked oil into the bay.",
        ),
    ];
    let found = claim(&story, ClaimKind::Happening, "tanker leaked oil");
    assert_eq!(
        (found.status, found.origins),
        (Status::Disputed, 1),
        "{:?}",
        found.reasons
    );
    assert!(
        found.reasons[0].contains("denied it in Sund Herald"),
        "{:?}",
        found.reasons
    );
}

#[test]
fn figures_change_and_clash() {
    let rises = [
        (
            "2026-03-02",
            "Vesby Post",
            "Four sailors were killed when the tanker exploded, harbour master Greta Holm said.",
        ),
        (
            "2026-03-04",
            "Vesby Post",
            "Seven sailors were killed when the tanker exploded, harbour master Greta Holm said on Wednesday.",
        ),
    ];
    let found = claim(&rises, ClaimKind::Figure, "sailors killed");
    assert_eq!(
        (found.status, found.origins),
        (Status::Updated, 1),
        "{:?}",
        found.reasons
    );
    let clash = [
        (
            "2026-03-02",
            "Vesby Post",
            "About 900 people marched through Vesby on Monday, the organiser Jon Reiss said.",
        ),
        (
            "2026-03-02",
            "Sund Herald",
            "Police chief Anna Moe said 300 people marched through Vesby.",
        ),
    ];
    let found = claim(&clash, ClaimKind::Figure, "people marched");
    assert_eq!(
        (found.status, found.origins),
        (Status::Disputed, 2),
        "{:?}",
        found.reasons
    );
}

#[test]
fn other_things_counted_are_not_compared() {
    let story = [
        (
            "2026-03-02",
            "Vesby Post",
            "Twelve soldiers were killed in the shelling of Melk, the army said.",
        ),
        (
            "2026-03-02",
            "Sund Herald",
            "Three nurses were killed in the shelling of Melk, the clinic said.",
        ),
    ];
    let found = claim(&story, ClaimKind::Figure, "soldiers killed");
    assert_eq!(found.status, Status::SingleSource, "{:?}", found.reasons);
    assert!(
        found
            .reasons
            .iter()
            .any(|reason| reason == "not comparable with 3: others are counted"),
        "{:?}",
        found.reasons
    );
}

#[test]
fn who_took_it_back_corrected_it() {
    let story = [
        (
            "2026-03-02",
            "Vesby Post",
            "The bridge is safe, mayor Ines Dahl said.",
        ),
        (
            "2026-03-05",
            "Vesby Post",
            "The bridge is not safe, mayor Ines Dahl said on Thursday.",
        ),
    ];
    let found = claim(&story, ClaimKind::Happening, "bridge safe");
    assert_eq!(found.status, Status::Corrected, "{:?}", found.reasons);
}

#[test]
fn outlets_of_their_own_confirm_nothing() {
    let story = [
        (
            "2026-03-02",
            "Vesby Post",
            "The swing bridge at Vesby was closed on Monday.",
        ),
        (
            "2026-03-02",
            "Sund Herald",
            "The swing bridge at Vesby was closed to lorries, and queues reached the motorway.",
        ),
    ];
    let found = claim(&story, ClaimKind::Happening, "bridge closed");
    assert_eq!(
        (found.status, found.origins, found.origins_most),
        (Status::SingleSource, 1, 2),
        "{:?}",
        found.reasons
    );
    let last = found.reasons.last().unwrap();
    assert!(
        last.contains("told by 2 outlets in their own voice, origin not given"),
        "{last}"
    );
    let sourced = [
        story[0],
        (
            "2026-03-02",
            "Sund Herald",
            "The swing bridge at Vesby was closed, the road office said.",
        ),
    ];
    let found = claim(&sourced, ClaimKind::Happening, "bridge closed");
    assert_eq!(
        (found.status, found.origins, found.origins_most),
        (Status::SingleSource, 1, 2),
        "{:?}",
        found.reasons
    );
}

#[test]
fn one_happening_in_three_wordings_is_one_claim() {
    let story = [
        (
            "2026-03-02",
            "Vesby Post",
            "“Our patrols did not shoot back,” coastguard commander Ivo Lind said.",
        ),
        (
            "2026-03-02",
            "Sund Herald",
            "Ivo Lind, the coastguard’s commander, said that the gunfire came from the trawler and that the patrols had \
             not returned it.",
        ),
        (
            "2026-03-03",
            "Daily Mark",
            "Commander Ivo Lind said his men did not return fire.",
        ),
    ];
    let found = claim(&story, ClaimKind::Happening, "patrols shoot back");
    assert_eq!(
        (found.status, found.origins, found.reports),
        (Status::SingleSource, 1, 3),
        "{:?}",
        found.reasons
    );
}
