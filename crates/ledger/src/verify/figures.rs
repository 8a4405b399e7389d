//! Numbers: whether the ledger has them for the same thing in the same context.

use rusqlite::{Connection, Result};
use sayso::rows::Bytes;
use sayso::{Reading, Span};

use super::align::align;
use super::candidates::{Candidate, LIKE, Names, SAME_SENTENCE, candidates};
use super::check::{Check, Checked, Verdict};
use super::difference::{Side, difference};
use super::sentences::Told;
use super::values::Stands;
use super::wording::wording;

/// Checks each figure of a text.
pub(super) fn check(
    ledger: &Connection,
    reading: &Reading<'_>,
    checks: &mut Vec<Check>,
) -> Result<()> {
    let text = &reading.report.text;
    let row = reading.row_in::<Bytes>(false);
    let names = Names::of(reading);
    for figure in &row.figures {
        let Some(span) = Span::of(text, figure.span.start()..figure.span.end()) else {
            continue;
        };
        let sentence = sentence_of(reading, span);
        let rivals = row.figures.iter().filter(|other| {
            let inside =
                sentence.start() <= other.span.start() && other.span.end() <= sentence.end();
            inside && other.unit == figure.unit
        });
        let told = Told::of(text, figure, span, sentence, rivals.count() > 1);
        let found = candidates(ledger, text, &told, sentence, &names)?;
        checks.push(judged(reading, &told, sentence, &found));
    }
    Ok(())
}

fn sentence_of(reading: &Reading<'_>, span: Span) -> Span {
    let sentences = &reading.analysis.sentences;
    let at = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
    sentences
        .get(at)
        .map_or(span, |sentence| sentence.span.cover(span))
}

fn judged(reading: &Reading<'_>, told: &Told, sentence: Span, found: &[Candidate]) -> Check {
    let missing = "no report in the ledger has a figure of this in a sentence like it";
    let check = Check::not_found(reading, Checked::Figure, told.span, missing);
    let text = Side {
        text: &reading.report.text,
        words: &wording(&reading.report.text, &[sentence]),
    };
    let with = |check: Check, one: &Candidate, verdict: Verdict, reason: String| {
        let difference = if verdict == Verdict::Altered && one.like >= LIKE && told.length() > 0 {
            let words = one.figure.sentence_words();
            difference(
                &align(text.words, &words),
                text,
                Side {
                    text: &one.figure.text,
                    words: &words,
                },
            )
        } else {
            Vec::new()
        };
        Check {
            verdict,
            reason,
            difference,
            held: Some(one.figure.held()),
            ..check
        }
    };
    // Where the ledger has the very sentence, that alone tells.
    let very = found.first().is_some_and(|one| one.like >= SAME_SENTENCE);
    let least = if very { SAME_SENTENCE } else { 0.0 };
    let comparable = || {
        found
            .iter()
            .filter(|one| one.is_comparable() && one.like >= least)
    };
    if let Some(one) = comparable().find(|one| one.agrees()) {
        let how = match one.stands {
            Stands::Rounded => "rounded",
            Stands::Within => "within the ledger's range",
            Stands::Open => "not against the ledger's, one of both being open",
            _ => "the same value",
        };
        return with(
            check,
            one,
            Verdict::Exact,
            format!("{how}: {}", one.figure.in_short()),
        );
    }
    if let Some(one) = comparable().find(|one| one.tells) {
        let like = if one.like >= LIKE {
            "in the same words"
        } else {
            "for the same in other words"
        };
        return with(
            check,
            one,
            Verdict::Altered,
            format!("the ledger has {} {like}", one.figure.in_short()),
        );
    }
    match found.iter().find(|one| one.tells && !one.is_comparable()) {
        None => check,
        Some(one) => {
            let what = if one.stands == Stands::OtherUnit {
                "in another unit"
            } else {
                "of another population"
            };
            let counted = one
                .figure
                .told
                .counted
                .as_deref()
                .unwrap_or("what is not named");
            let reason = format!("the ledger has {} {what}: {counted}", one.figure.in_short());
            with(check, one, Verdict::NotComparable, reason)
        }
    }
}
