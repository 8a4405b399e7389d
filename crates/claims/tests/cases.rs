//! Kinds of faults that real stories brought out, each with a small story of our own.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::sync::LazyLock;

use sayso::{Reader, Report};
use sayso_claims::{Claim, ClaimKind, Role, Status, Tables, Testimony, Told, judge};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());
static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::new().unwrap());

/// Day, outlet and text of reports.
type Reports<'r> = [(&'r str, &'r str, &'r str)];

fn claims(story: &Reports<'_>) -> Vec<(Vec<String>, Claim)> {
    let each = (1..).zip(story);
    let reports: Vec<Told> = each
        .map(|(number, (day, outlet, text))| {
            let report = Report {
                outlet: Some((*outlet).into()),
                ..Report::from_text(format!("{number}.txt"), *text)
            };
            Told {
                report: number,
                first: number,
                outlet: Some((*outlet).into()),
                agencies: Vec::new(),
                day: Some((*day).into()),
                testimony: Testimony::new(&READER.read(&report), &TABLES),
                copied: Vec::new(),
            }
        })
        .collect();
    let words = |claim: &Claim| {
        let each = claim.attestations.iter();
        each.map(|one| {
            let [start, end] = reports[one.report].testimony.propositions[one.proposition].span;
            story[one.report].2[start..end].to_owned()
        })
        .collect()
    };
    judge(&reports, &TABLES)
        .into_iter()
        .map(|claim| (words(&claim), claim))
        .collect()
}

/// The claim of a kind one of whose attestations has these words; of several the one with most attestations.
fn claim(story: &Reports<'_>, kind: ClaimKind, words: &str) -> Claim {
    let all = claims(story);
    let shown: Vec<String> = all
        .iter()
        .map(|(words, claim)| format!("{:?} {words:?} {:?}", claim.status, claim.reasons))
        .collect();
    all.into_iter()
        .filter(|(told, claim)| claim.kind == kind && told.iter().any(|told| told.contains(words)))
        .map(|(_, claim)| claim)
        .max_by_key(|claim| claim.attestations.len())
        .unwrap_or_else(|| panic!("no claim of “{words}” in {shown:#?}"))
}

fn happening(story: &Reports<'_>, words: &str) -> Claim {
    claim(story, ClaimKind::Happening, words)
}

fn figure(story: &Reports<'_>, words: &str) -> Claim {
    claim(story, ClaimKind::Figure, words)
}

/// Whether nothing is disputed, updated or corrected.
fn calm(story: &Reports<'_>) {
    for (words, claim) in claims(story) {
        let calm = matches!(claim.status, Status::SingleSource | Status::Confirmed);
        assert!(calm, "{words:?} {:?} {:?}", claim.status, claim.reasons);
    }
}

fn names(claim: &Claim) -> Vec<&str> {
    claim
        .attestations
        .iter()
        .map(|one| one.origin.name.as_str())
        .collect()
}

const ONE: &str = "Lauen Post";
const TWO: &str = "Sund Echo";
const THREE: &str = "Coast Wire";

#[test]
fn one_persons_word_is_not_anothers() {
    let story = [
        (
            "2026-05-04",
            ONE,
            "Ukrainian President Pavlo Drozd said that troops had seized two foreign sailors near Lauen.\n\nUkraine’s Foreign Minister Olena Marchuk said that the envoy had been summoned.",
        ),
        (
            "2026-05-05",
            TWO,
            "Ukraine’s President Pavlo Drozd said the army seized two foreign sailors near Lauen.",
        ),
    ];
    let found = happening(&story, "seized two foreign sailors");
    assert!(
        names(&found).iter().all(|name| name.contains("Drozd")),
        "{:?}",
        names(&found)
    );
    assert_eq!((found.status, found.origins), (Status::SingleSource, 1));
    let found = happening(&story, "the envoy had been summoned");
    assert!(
        names(&found).iter().all(|name| name.contains("Marchuk")),
        "{:?}",
        names(&found)
    );
}

#[test]
fn a_spokesman_of_one_side_does_not_speak_for_the_other() {
    let story = [
        (
            "2026-05-04",
            ONE,
            "A Nordpact spokesman said a lorry had been driven into the gate of the Lauen consulate.",
        ),
        (
            "2026-05-04",
            TWO,
            "Rebel spokesman Zabi Muhan said his men had attacked the Lauen consulate in revenge.",
        ),
    ];
    let found = happening(&story, "driven into the gate");
    assert!(
        names(&found).iter().all(|name| !name.contains("Muhan")),
        "{:?}",
        names(&found)
    );
}

#[test]
fn a_company_and_who_speaks_for_it_are_one_origin() {
    let story = [
        (
            "2026-05-04",
            ONE,
            "Nordan Air said on Monday that the breach exposed the records of 40,000 customers.",
        ),
        (
            "2026-05-04",
            TWO,
            "A spokesperson for Nordan Air told the Echo that the breach exposed the records of 40,000 customers.",
        ),
        (
            "2026-05-04",
            THREE,
            "Nordan Air chief executive Ada Brun said the breach exposed the records of 40,000 customers.",
        ),
    ];
    let found = happening(&story, "the breach exposed");
    assert_eq!(
        (found.status, found.origins),
        (Status::SingleSource, 1),
        "{:?}",
        found.reasons
    );
}

#[test]
fn officials_of_two_papers_may_be_the_same() {
    let story = [
        (
            "2026-05-04",
            ONE,
            "The ferry Alma sank off Lauen on Sunday after its engine room flooded, officials said.",
        ),
        (
            "2026-05-04",
            TWO,
            "Officials said the ferry Alma sank off Lauen on Sunday when water flooded its engine room.",
        ),
    ];
    let found = happening(&story, "Alma sank");
    assert_eq!(
        (found.status, found.origins, found.origins_most),
        (Status::SingleSource, 1, 2),
        "{:?}",
        found.reasons
    );
}

#[test]
fn without_incident_denies_nothing() {
    calm(&[
        (
            "2026-05-04",
            ONE,
            "Police arrested Jon Brask on Sunday over the fire at the Lauen mill.",
        ),
        (
            "2026-05-04",
            TWO,
            "Jon Brask was arrested without incident on Sunday over the fire at the Lauen mill, police said.",
        ),
    ]);
}

#[test]
fn who_survived_denies_no_death() {
    calm(&[
        (
            "2026-05-04",
            ONE,
            "Several people died in the Lauen tram crash on Sunday, police said.",
        ),
        (
            "2026-05-04",
            TWO,
            "Martin Oule survived the Lauen tram crash on Sunday.",
        ),
    ]);
}

#[test]
fn what_did_not_derail_may_have_collided() {
    calm(&[
        (
            "2026-05-04",
            ONE,
            "Two work trains collided in a Lauen tunnel on Sunday, the transit authority said.",
        ),
        (
            "2026-05-04",
            TWO,
            "Two work trains collided in a Lauen tunnel on Sunday but did not derail, the transit authority said.",
        ),
    ]);
}

#[test]
fn losing_control_does_not_deny_a_win() {
    calm(&[
        (
            "2026-05-04",
            ONE,
            "Lewin Hamm won the Lauen Grand Prix on Sunday.",
        ),
        (
            "2026-05-04",
            TWO,
            "Max Verholt lost control of his car at the Lauen Grand Prix on Sunday.",
        ),
    ]);
}

#[test]
fn two_noes_are_not_a_yes() {
    calm(&[
        (
            "2026-05-04",
            ONE,
            "“The child was not under attack,” zoo director Ida Holt said.",
        ),
        (
            "2026-05-04",
            TWO,
            "“So no, the child was not under attack,” zoo director Ida Holt said.",
        ),
    ]);
}

#[test]
fn no_weapon_found_denies_no_body_found() {
    calm(&[
        (
            "2026-05-04",
            ONE,
            "A man and a woman were found dead in a house at Orlo on Sunday, sheriff Tom Dermot said.",
        ),
        (
            "2026-05-04",
            TWO,
            "A suspect was seized at Orlo on Sunday. No weapon was found on the man in the house at Orlo.",
        ),
    ]);
}

#[test]
fn two_drivers_crash_for_themselves() {
    let story = [
        (
            "2026-05-04",
            ONE,
            "Felix Masso crashed on lap 48 at Lauen in heavy rain.",
        ),
        (
            "2026-05-04",
            TWO,
            "Kim Raiko crashed on lap 20 at Lauen in heavy rain.",
        ),
    ];
    assert_eq!(happening(&story, "Masso crashed").reports, 1);
}

#[test]
fn pilots_are_part_of_the_toll() {
    calm(&[
        (
            "2026-05-04",
            ONE,
            "A small plane crashed near Lauen on Sunday, killing 12 people, fire chief Ole Krag said.",
        ),
        (
            "2026-05-04",
            TWO,
            "A small plane crashed near Lauen on Sunday. The two pilots also died, President Tomas Wrede said.",
        ),
    ]);
}

#[test]
fn the_toll_of_another_year_is_anothers() {
    calm(&[
        (
            "2026-05-04",
            ONE,
            "A gunman killed two people in a Lauen cinema on Sunday, Sheriff Ole Krag said.",
        ),
        (
            "2026-05-04",
            TWO,
            "A gunman killed two people in a cinema in Lauen on Sunday. It came as a jury in Belm weighs the fate of Karl Ross for killing 12 people in a cinema in 2012, Prosecutor Eva Lind said.",
        ),
    ]);
}

#[test]
fn a_prayer_is_no_count() {
    calm(&[
        (
            "2026-05-04",
            ONE,
            "“I am praying that nobody died,” neighbour Angela Digg said after the shooting in Lauen on Sunday.",
        ),
        (
            "2026-05-04",
            TWO,
            "Two men died in the shooting in Lauen on Sunday, police chief Ole Krag said.",
        ),
    ]);
}

#[test]
fn laps_run_are_not_laps_between() {
    calm(&[
        (
            "2026-05-04",
            ONE,
            "The Lauen Grand Prix was halted after 20 of 71 laps on Sunday.",
        ),
        (
            "2026-05-04",
            TWO,
            "Just six laps later Marcus Erikol crashed at the Lauen Grand Prix on Sunday.",
        ),
    ]);
}

#[test]
fn a_toll_that_the_same_chief_raises_is_updated() {
    let story = [
        (
            "2026-05-04",
            ONE,
            "Four workers were killed in the explosion at the Lauen terminal, fire chief Laura Okon said.",
        ),
        (
            "2026-05-06",
            TWO,
            "Six workers were killed in the explosion at the Lauen terminal, fire chief Laura Okon said on Wednesday.",
        ),
    ];
    let found = figure(&story, "workers were killed");
    assert_eq!(found.status, Status::Updated, "{:?}", found.reasons);
    assert_eq!(found.value.unwrap().best, Some(6.0));
    assert_eq!(found.measure.as_deref(), Some("killed"));
}

#[test]
fn one_body_of_two_minds_is_not_two_origins() {
    let story = [
        (
            "2026-05-04",
            ONE,
            "Police said 27 people were injured when a tourist ship hit a bridge at Lauen on Sunday.",
        ),
        (
            "2026-05-04",
            TWO,
            "Twenty-five people were injured when a tourist ship hit a bridge at Lauen, police said.",
        ),
    ];
    let found = figure(&story, "people were injured");
    assert_eq!(
        (found.status, found.origins),
        (Status::Updated, 1),
        "{:?}",
        found.reasons
    );
}

#[test]
fn an_arrest_since_is_news_and_no_retraction() {
    let story = [
        (
            "2026-05-04",
            ONE,
            "No suspects had been arrested in the Calder shooting as of Saturday evening, the sheriff said.",
        ),
        (
            "2026-05-06",
            TWO,
            "Detectives have arrested one suspect in the Calder shooting, the sheriff said on Monday.",
        ),
    ];
    for (words, claim) in claims(&story) {
        assert!(
            !matches!(claim.status, Status::Corrected | Status::Disputed),
            "{words:?} {:?}",
            claim.reasons
        );
    }
}

#[test]
fn a_claim_dismissed_is_disputed() {
    let story = [
        (
            "2026-05-04",
            ONE,
            "President Tomas Wrede said many Kelvish citizens were fighting with the Bronn army.",
        ),
        (
            "2026-05-05",
            TWO,
            "President Tomas Wrede said many Kelvish citizens were fighting with the Bronn army, a claim Kelvish spokesman Lin Goll dismissed as “absolutely groundless”.",
        ),
    ];
    let found = happening(&story, "were fighting with the Bronn army");
    assert_eq!(found.status, Status::Disputed, "{:?}", found.reasons);
    let denier = found
        .attestations
        .iter()
        .find(|one| one.role == Role::Denies)
        .unwrap();
    assert!(
        denier.origin.name.contains("Goll"),
        "{}",
        denier.origin.name
    );
}

#[test]
fn a_correction_corrects_what_it_names() {
    calm(&[
        (
            "2026-05-04",
            ONE,
            "Deputies found eight bodies in a Lauen house on Sunday. Neighbour Eva Lind called the police at noon.",
        ),
        (
            "2026-05-06",
            TWO,
            "LAUEN — In a story on May 4 about the killings, the Sund Echo misspelled the name of the street. Deputies found eight bodies in the Lauen house on Sunday. Neighbour Eva Lind called the police at noon.",
        ),
    ]);
}

#[test]
fn one_fact_in_other_words_is_one_claim() {
    let story = [
        (
            "2026-05-04",
            ONE,
            "A car packed with explosives was rammed into the outer wall of the Ostmark consulate in Lauen, General Ole Krag said.",
        ),
        (
            "2026-05-04",
            TWO,
            "A car packed with explosives had been driven into the outer wall of the Ostmark consulate in Lauen, surgeon Eva Lind said.",
        ),
    ];
    let found = happening(&story, "outer wall");
    assert_eq!(
        (found.status, found.origins),
        (Status::Confirmed, 2),
        "{:?}",
        found.reasons
    );
}

#[test]
fn headings_and_rights_are_no_claims() {
    let story = [(
        "2026-05-04",
        ONE,
        "LACKING DETAIL\n\nThe reports from Lauen were thin, and the mayor gave no reason.\n\nAll rights reserved. This material may not be published or redistributed.",
    )];
    for (words, _) in claims(&story) {
        assert!(
            !words[0].contains("LACKING")
                && !words[0].contains("published")
                && !words[0].contains("rights"),
            "{words:?}"
        );
    }
}

#[test]
fn what_is_told_in_passing_is_told() {
    let story = [
        (
            "2026-05-04",
            ONE,
            "The consulate in Harnstadt was attacked on Monday, police chief Ida Voss said.",
        ),
        ("2026-05-04", TWO, "Gunmen attacked the consulate."),
        (
            "2026-05-05",
            THREE,
            "The Harnstadt hospital said two cooks had died in the attack on the consulate.",
        ),
    ];
    let found = happening(&story, "Gunmen attacked");
    assert!(
        names(&found).iter().any(|name| name.contains("hospital")),
        "{:?}",
        names(&found)
    );
    assert_eq!(
        (found.origins, found.origins_most, found.status),
        (1, 3, Status::SingleSource),
        "{:?}",
        found.reasons
    );
}

#[test]
fn officials_of_a_body_are_not_shown_under_its_name() {
    let story = [
        (
            "2026-05-04",
            ONE,
            "Two work trains collided in a tunnel, officials of the Lauen Transit Authority said.",
        ),
        (
            "2026-05-04",
            TWO,
            "The Lauen Transit Authority said two work trains had collided in a tunnel.",
        ),
    ];
    let found = happening(&story, "trains collided");
    assert_eq!(
        names(&found),
        [
            "officials of the Lauen Transit Authority",
            "The Lauen Transit Authority"
        ]
    );
    assert_eq!(found.origins, 1);
}

#[test]
fn an_agency_may_be_any_that_is_named() {
    let story = [
        (
            "2026-05-04",
            ONE,
            "The agency said three pumps had failed in the Tarn valley.",
        ),
        (
            "2026-05-04",
            TWO,
            "The Kestrel Water Board said three pumps had failed in the Tarn valley.",
        ),
    ];
    let found = happening(&story, "three pumps");
    assert_eq!(found.origins, 1, "{:?}", found.reasons);
    assert_eq!(found.status, Status::SingleSource);
}
