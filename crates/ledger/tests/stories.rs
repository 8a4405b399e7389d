//! The claims of the example stories against their gold: the right status, and the right count of independent
//! origins. Nine in ten are wanted.

#![allow(clippy::unwrap_used, reason = "a test fails so")]
#![allow(clippy::print_stdout, reason = "the table is what one runs it for")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sayso::report::{ReadOptions, Source, open};
use sayso::{Reader, Report};
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

fn reports() -> Vec<Report> {
    let all = ["crossing", "dam", "strike"].into_iter();
    all.flat_map(|name| {
        let path = stories().join(format!("{name}.jsonl"));
        open(Source::File(path), &ReadOptions::default())
    })
    .collect::<Result<_, _>>()
    .unwrap()
}

fn ledger(folder: &Path) -> Ledger {
    let reader = Reader::new().unwrap();
    let tables = Tables::new().unwrap();
    let mut ledger = Ledger::create(&folder.join("stories.sayso")).unwrap();
    for report in reports() {
        let entry = Entry::new(&reader.read(&report), &tables);
        ledger.add([entry]).unwrap();
    }
    ledger
}

/// The stories of a ledger: the pages of each, and what is claimed of each with status and origins.
fn outcome(ledger: &Ledger) -> BTreeSet<(BTreeSet<String>, Vec<String>)> {
    let stories = ledger.stories(None, 0).unwrap();
    let each = stories.iter().map(|story| {
        let told = ledger.story(story.story).unwrap().unwrap();
        let mut claims: Vec<String> = told
            .claims
            .iter()
            .map(|claim| {
                let pages = pages(ledger, claim);
                let (least, most) = (claim.origins_least, claim.origins_most);
                format!("{} {} {least} {most} {pages:?}", claim.kind, claim.status)
            })
            .collect();
        claims.sort();
        let of = told.timeline.iter().map(|one| {
            let report = ledger.report(one.report).unwrap().unwrap();
            report.url.unwrap()
        });
        (of.collect(), claims)
    });
    each.collect()
}

#[test]
fn the_order_of_adding_does_not_matter() {
    let reader = Reader::new().unwrap();
    let tables = Tables::new().unwrap();
    let reports = reports();
    let mut known = None;
    for order in 0..10_u64 {
        // SplitMix64, so that each run has the same orders.
        let chance = |at: usize| {
            let seed = (order + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mut next = seed
                .wrapping_add(at as u64)
                .wrapping_mul(0xbf58_476d_1ce4_e5b9);
            next = (next ^ (next >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            next ^ (next >> 31)
        };
        let mut shuffled: Vec<usize> = (0..reports.len()).collect();
        if order > 0 {
            shuffled.sort_by_key(|&at| chance(at));
        }
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::create(&folder.path().join("stories.sayso")).unwrap();
        let entries = shuffled
            .iter()
            .map(|&at| Entry::new(&reader.read(&reports[at]), &tables));
        ledger.add(entries).unwrap();
        let found = outcome(&ledger);
        let known = known.get_or_insert_with(|| found.clone());
        assert_eq!(known, &found, "order {order}");
    }
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
