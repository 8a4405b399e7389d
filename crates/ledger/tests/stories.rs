//! The claims of the example stories against their gold: the right status, and the right count of independent
//! origins. Nine in ten are wanted.

#![allow(clippy::unwrap_used, reason = "a test fails so")]
#![allow(clippy::print_stdout, reason = "the table is what one runs it for")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sayso::Reader;
use sayso::report::{ReadOptions, Source, open};
use sayso_ledger::{ClaimFound, ClaimQuery, Entry, Ledger, Tables};
use serde::Deserialize;

#[derive(Deserialize)]
struct Gold {
    claim: Vec<GoldClaim>,
}

#[derive(Deserialize)]
struct GoldClaim {
    story: String,
    words: Option<String>,
    figure: Option<String>,
    reports: BTreeSet<String>,
    status: String,
    origins: usize,
}

fn stories() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/stories")
}

fn ledger(folder: &Path) -> Ledger {
    let reader = Reader::new().unwrap();
    let tables = Tables::new().unwrap();
    let mut ledger = Ledger::create(&folder.join("stories.sayso")).unwrap();
    for name in ["crossing", "dam", "strike"] {
        let path = stories().join(format!("{name}.jsonl"));
        for report in open(Source::File(path), &ReadOptions::default()) {
            let report = report.unwrap();
            let entry = Entry::new(&reader.read(&report), &tables);
            ledger.add([entry]).unwrap();
        }
    }
    ledger
}

/// The last part of the address of each report of a claim.
fn pages(ledger: &Ledger, claim: &ClaimFound) -> BTreeSet<String> {
    let page = |number: i64| {
        let report = ledger.report(number).unwrap().unwrap();
        report.url.unwrap().rsplit('/').next().unwrap().to_owned()
    };
    claim
        .attestations
        .iter()
        .map(|one| page(one.report))
        .collect()
}

/// The claim that a gold one tells of: the one of its story and kind whose reports are most nearly the same, among
/// those that tell most of its words.
fn found(ledger: &Ledger, gold: &GoldClaim, story: i64) -> Option<ClaimFound> {
    let query = ClaimQuery {
        story: Some(story),
        kind: Some(
            if gold.figure.is_some() {
                "figure"
            } else {
                "happening"
            }
            .to_owned(),
        ),
        about: gold.figure.clone().or(gold.words.clone()),
        limit: Some(5),
        ..ClaimQuery::default()
    };
    let alike = |claim: &ClaimFound| {
        let pages = pages(ledger, claim);
        let shared = pages.intersection(&gold.reports).count() as f64;
        shared / pages.union(&gold.reports).count() as f64
    };
    let claims = ledger.claims(&query).unwrap();
    // Of equals the first that a reader sees.
    claims
        .into_iter()
        .rev()
        .max_by(|a, b| alike(a).total_cmp(&alike(b)))
}

/// What is reached: more than nine in ten. The gold was written before the rules and is not changed to fit them;
/// that two origins tell of the dam's break is doubtful (the farmer speaks of seepage), but stands as it was written.
const REACHED: usize = 17;

#[test]
fn claims_have_their_status_and_origins() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger(folder.path());
    let gold: Gold =
        toml::from_str(&std::fs::read_to_string(stories().join("gold.toml")).unwrap()).unwrap();
    assert_eq!(
        ledger.stories(None, 0).unwrap().len(),
        3,
        "each story is one"
    );
    let mut right = 0;
    for claim in &gold.claim {
        let page = claim.reports.first().unwrap();
        let story = ledger.stories(None, 0).unwrap().into_iter().find(|story| {
            let told = ledger.story(story.story).unwrap().unwrap();
            told.claims
                .iter()
                .any(|claim| pages(&ledger, claim).contains(page))
        });
        let got = story.and_then(|story| found(&ledger, claim, story.story));
        let told = got.as_ref().map_or("none".to_owned(), |got| {
            format!(
                "{}, {} origins: {} | {}",
                got.status,
                got.origins,
                got.words,
                got.reasons.join("; ")
            )
        });
        let matches =
            got.is_some_and(|got| got.status == claim.status && got.origins == claim.origins);
        right += usize::from(matches);
        let what = claim.words.as_ref().or(claim.figure.as_ref()).unwrap();
        println!(
            "{} {}: {what} ({}, {} origins) → {told}",
            if matches { "right" } else { "WRONG" },
            claim.story,
            claim.status,
            claim.origins
        );
    }
    println!("{right} of {}", gold.claim.len());
    assert!(right >= REACHED, "{right} of {}", gold.claim.len());
}
