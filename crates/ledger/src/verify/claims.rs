//! What the clauses of a text tell, held against the claims of the stories that it may be of.
//!
//! The text is put to a story as if it were one report more, and what the ledger's own rules put together with it is
//! what it is held against: so nothing is found alike here that would not be one claim there.

use std::collections::BTreeMap;

use rusqlite::{Result, params};
use sayso::{OffsetUnit, Offsets, Pair, Reading, Span};
use sayso_claims::{Bounds, Claim, ClaimKind, Role, Testimony, Told, judge};

use super::check::{Check, Checked, Verdict};
use super::find::REPORTS;
use super::now::now;
use crate::Ledger;
use crate::stories::reports_of;

/// Sentences of a text by which its stories are sought.
const SOUGHT: usize = 48;
/// Reports looked at for one sentence, the likeliest first.
const LOOKED_AT: usize = 6;
/// Stories that a text is held against: those of most of its sentences.
const STORIES: usize = 3;

/// Holds what each clause tells against the claims of the ledger, and lists the sentences of which nothing was checked.
pub(super) fn check(ledger: &Ledger, reading: &Reading<'_>, checks: &mut Vec<Check>) -> Result<()> {
    let testimony = Testimony::new(reading, &ledger.tables);
    if !testimony.propositions.is_empty() {
        let of = stories(ledger, reading)?;
        let mut held: Vec<i64> = of.clone();
        held.sort_unstable();
        held.dedup();
        for story in held {
            let is_of = |at: usize| {
                let sentences = &reading.analysis.sentences;
                let sentence = sentences.partition_point(|one| one.span.end() <= at);
                of.get(sentence) == Some(&story)
            };
            let found = of_story(ledger, reading, (story, &is_of), &testimony)?;
            found.into_iter().for_each(|one| merge(checks, one));
        }
    }
    unchecked(reading, &testimony, checks);
    Ok(())
}

/// For each sentence of a text the story whose reports are likest to it: of the few that most of its sentences are like.
fn stories(ledger: &Ledger, reading: &Reading<'_>) -> Result<Vec<i64>> {
    let text = &reading.report.text;
    let sentences = &reading.analysis.sentences;
    let mut story_of = ledger
        .file
        .prepare_cached("SELECT story FROM in_story WHERE report = ?1")?;
    let mut all: BTreeMap<i64, usize> = BTreeMap::new();
    let mut each: Vec<BTreeMap<i64, usize>> = vec![BTreeMap::new(); sentences.len()];
    for (sentence, votes) in sentences.iter().zip(&mut each).take(SOUGHT) {
        let mut rows = Vec::new();
        REPORTS.seek(&ledger.file, (text, &[sentence.span]), &[], |row| {
            rows.push(row);
            Ok(rows.len() >= LOOKED_AT)
        })?;
        for row in rows.into_iter().take(LOOKED_AT) {
            let mut found = story_of.query([row])?;
            if let Some(found) = found.next()? {
                *votes.entry(found.get(0)?).or_default() += 1;
            }
        }
        for &story in votes.keys() {
            *all.entry(story).or_default() += 1;
        }
    }
    let mut ranked: Vec<(i64, usize)> = all.into_iter().collect();
    ranked.sort_by_key(|&(story, votes)| (std::cmp::Reverse(votes), story));
    ranked.truncate(STORIES);
    let Some(&(first, _)) = ranked.first() else {
        return Ok(Vec::new());
    };
    let likest = each.iter().map(|votes| {
        let known = ranked.iter().enumerate();
        let known = known.filter_map(|(rank, (story, _))| Some((votes.get(story)?, rank, story)));
        let best = known.max_by_key(|&(votes, rank, _)| (*votes, std::cmp::Reverse(rank)));
        best.map_or(first, |(.., &story)| story)
    });
    Ok(likest.collect())
}

/// A check of a claim, and what of the text it is.
struct Found {
    check: Check,
    /// The figure, where it is one.
    figure: Option<Pair>,
}

fn of_story(
    ledger: &Ledger,
    reading: &Reading<'_>,
    (story, is_of): (i64, &dyn Fn(usize) -> bool),
    testimony: &Testimony,
) -> Result<Vec<Found>> {
    let mut told = reports_of(&ledger.file, &ledger.tables, story)?;
    let own = told.len();
    told.push(Told {
        report: 0,
        first: 0,
        outlet: None,
        agencies: Vec::new(),
        day: None,
        testimony: testimony.clone(),
        copied: Vec::new(),
    });
    let mut found = Vec::new();
    for claim in judge(&told, &ledger.tables) {
        let theirs = || claim.attestations.iter().filter(|one| one.report != own);
        if claim.attestations.iter().all(|one| one.report != own) || theirs().next().is_none() {
            continue;
        }
        let Some(id) = stored(ledger, story, &claim, &told, own)? else {
            continue;
        };
        let known = ledger.claim(id)?;
        for one in claim.attestations.iter().filter(|one| one.report == own) {
            let proposition = &testimony.propositions[one.proposition];
            if !is_of(proposition.span[0]) {
                continue;
            }
            let figure = one.figure.map(|figure| &proposition.figures[figure]);
            let value = figure.map(|figure| figure.bounds);
            let (mut verdict, mut reason, now) = now(&known, value);
            let denied = theirs().find(|other| other.role == Role::Denies);
            // Who is said to say so denies it, and does not say it elsewhere.
            let by_one = |role: Role| {
                theirs().any(|other| other.role == role && other.origin.is(&one.origin))
            };
            match one.role {
                Role::Denies if denied.is_none() => {
                    verdict = Verdict::Reversed;
                    reason = format!("it is denied here; the ledger has it by {}", known.line);
                }
                Role::Denies => {}
                _ if one.origin.is_sourced() && by_one(Role::Denies) && !by_one(Role::Supports) => {
                    verdict = Verdict::Reversed;
                    reason = format!("{} denied it", one.origin.name);
                }
                // It stands, but nobody has it from who is said to say so here.
                _ if one.origin.is_sourced()
                    && !by_one(Role::Supports)
                    && verdict == Verdict::Stands =>
                {
                    verdict = Verdict::NotComparable;
                    reason = format!(
                        "the ledger has it by {}, not by {}",
                        known.line, one.origin.name
                    );
                }
                _ => {}
            }
            if let Some(value) = value {
                // The same fate of people in another happening is not held against this one.
                let on_one_thing = theirs().any(|other| {
                    let other = &told[other.report].testimony.propositions[other.proposition];
                    let counted = figure.and_then(|figure| figure.counted);
                    let mut words = proposition.arguments.iter();
                    words.any(|word| Some(*word) != counted && other.arguments.contains(word))
                });
                if !on_one_thing {
                    continue;
                }
                let mut told = known.attestations.iter().filter(|one| one.role != "denies");
                let is_known = told
                    .any(|one| one.figure.is_some() && meets(value, one.value_low, one.value_high));
                if !is_known && !matches!(verdict, Verdict::Reversed | Verdict::Disputed) {
                    verdict = Verdict::Altered;
                    reason = format!("no report has this value; {}", known.line);
                }
            }
            let span = figure.map_or(proposition.span, |figure| figure.span);
            let Some(span) = Span::of(&reading.report.text, span[0]..span[1]) else {
                continue;
            };
            let check = Check {
                who: proposition
                    .voice
                    .map(|voice| testimony.voices[voice].label.clone()),
                verdict,
                now: Some(now),
                ..Check::not_found(reading, Checked::Claim, span, reason)
            };
            let figure = figure.map(|_| check.span);
            found.push(Found { check, figure });
        }
    }
    Ok(found)
}

/// Whether two values can be of one thing.
fn meets(value: Bounds, low: Option<f64>, high: Option<f64>) -> bool {
    let below = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => a <= b,
        _ => true,
    };
    below(value.low, high) && below(low, value.high)
}

/// The claim of the ledger that most of what a claim rests on is of.
fn stored(
    ledger: &Ledger,
    story: i64,
    claim: &Claim,
    told: &[Told],
    own: usize,
) -> Result<Option<i64>> {
    let mut claims = ledger.file.prepare_cached(
        "SELECT claim FROM attestation JOIN claim ON claim.id = attestation.claim
         WHERE report = ?1 AND start = ?2 AND figure IS ?3 AND claim.story = ?4 AND claim.kind = ?5",
    )?;
    let mut votes: BTreeMap<i64, usize> = BTreeMap::new();
    for one in claim.attestations.iter().filter(|one| one.report != own) {
        let proposition = &told[one.report].testimony.propositions[one.proposition];
        let figure = one
            .figure
            .and_then(|figure| proposition.figures.get(figure))
            .map(|figure| figure.number + 1);
        let kind = match claim.kind {
            ClaimKind::Happening => "happening",
            ClaimKind::Figure => "figure",
        };
        let asked = params![
            told[one.report].report,
            proposition.span[0],
            figure,
            story,
            kind
        ];
        let mut rows = claims.query(asked)?;
        while let Some(row) = rows.next()? {
            *votes.entry(row.get(0)?).or_default() += 1;
        }
    }
    let most = votes
        .into_iter()
        .max_by_key(|&(claim, votes)| (votes, std::cmp::Reverse(claim)));
    Ok(most.map(|(claim, _)| claim))
}

/// Puts the check of a claim to those of the same words. Words that the ledger has keep what was found of them, but
/// learn how their claim stands; words that it has not in this way are told by their claim.
fn merge(checks: &mut Vec<Check>, found: Found) {
    let [start, end] = found.check.span;
    let same = |check: &&mut Check| match (check.kind, found.figure) {
        (Checked::Figure, Some(figure)) => check.span == figure,
        // Of a statement with several clauses each is checked.
        (Checked::Statement | Checked::Quotation, None) => {
            let shared = end
                .min(check.span[1])
                .saturating_sub(start.max(check.span[0]));
            2 * shared > check.span[1] - check.span[0]
        }
        (Checked::Claim, None) => check.span == found.check.span,
        _ => false,
    };
    let Some(known) = checks.iter_mut().find(same) else {
        // A figure that is of no check of its own is told with its claim.
        checks.push(found.check);
        return;
    };
    let graver = found.check.verdict < known.verdict;
    let open = matches!(
        known.verdict,
        Verdict::NotFound | Verdict::NotComparable | Verdict::Stands
    );
    let overtaken = found.check.verdict.is_overtaken();
    let reversed = found.check.verdict == Verdict::Reversed;
    if known.now.is_none() || graver {
        known.now.clone_from(&found.check.now);
    }
    // Quoted words are right or wrong as words, whatever stands of what they claim.
    if known.kind == Checked::Quotation {
        return;
    }
    if open && known.verdict != Verdict::Stands || graver && (open || overtaken || reversed) {
        known.verdict = found.check.verdict;
        known.reason = found.check.reason;
    }
}

/// Lists the sentences of which nothing was checked.
fn unchecked(reading: &Reading<'_>, testimony: &Testimony, checks: &mut Vec<Check>) {
    let text = &reading.report.text;
    let offsets = Offsets::new(text, OffsetUnit::Chars);
    for sentence in &reading.analysis.sentences {
        let span = sentence.span.trim(text);
        if !span.slice(text).contains(char::is_alphanumeric) {
            continue;
        }
        let [start, end] = offsets.pair(span);
        let checked = checks.iter().any(|check| {
            check.kind != Checked::Sentence && check.span[0] < end && start < check.span[1]
        });
        if checked {
            continue;
        }
        let tells = testimony
            .propositions
            .iter()
            .any(|told| span.start() <= told.span[0] && told.span[1] <= span.end());
        let reason = if tells {
            "no claim of the ledger is of this"
        } else {
            "nothing in it can be held against a ledger"
        };
        checks.push(Check {
            verdict: Verdict::NotChecked,
            ..Check::not_found(reading, Checked::Sentence, span, reason)
        });
    }
}
