//! What someone is said to have said, in the writer's words: whether the ledger has the same words by another, or
//! with other names or numbers. Paraphrases are not compared.

use crate::lang::TURNS;
use rusqlite::{Connection, Result};
use sayso::{Kind, Reading, Span, Statement};

use super::align::Step;
use super::check::{Check, Checked, Verdict};
use super::quotations::judged;
use super::sought::{Match, Sought};
use crate::words::words;

/// Words of the least statement that is held against others.
const LEAST: usize = 4;
/// Least share of words that are the same.
const LIKE: f64 = 0.8;

/// Checks each indirect statement of a text.
pub(super) fn check(
    ledger: &Connection,
    reading: &Reading<'_>,
    checks: &mut Vec<Check>,
) -> Result<()> {
    let text = &reading.report.text;
    for (number, statement) in reading.statements.iter().enumerate() {
        let length: usize = statement
            .content
            .iter()
            .map(|piece| words(piece.slice(text)).len())
            .sum();
        if statement.kind == Kind::Indirect && length >= LEAST {
            checks.push(indirect(ledger, reading, number)?);
        }
    }
    Ok(())
}

fn indirect(ledger: &Connection, reading: &Reading<'_>, number: usize) -> Result<Check> {
    let statement = &reading.statements[number];
    let sought = Sought::new(reading, statement.content.clone(), Some(number), false);
    let check = Check {
        who: sought.voice.name.clone(),
        ..Check::not_found(reading, Checked::Statement, statement.extent(), "")
    };
    let found = sought
        .found(ledger)?
        .filter(|found| found.alignment.likeness() >= LIKE);
    let Some(found) = found else {
        return unmatched(ledger, reading, statement, check);
    };
    let check = judged(check, &sought, &found);
    if check.verdict == Verdict::Altered && !is_turned(reading, &sought, &found) {
        let reason = format!("{}; no name, number or denial differs", check.reason);
        return Ok(Check {
            verdict: Verdict::Exact,
            reason,
            ..check
        });
    }
    Ok(check)
}

/// Whether a name, a number or a denial is among the words that differ.
fn is_turned(reading: &Reading<'_>, sought: &Sought<'_>, found: &Match) -> bool {
    let names = |span: Span| {
        reading
            .analysis
            .names
            .iter()
            .any(|name| name.span.overlaps(span))
    };
    let tells = |word: &str| {
        let lower = word.to_lowercase().replace('’', "'");
        TURNS.has(lower.as_str())
            || lower.ends_with("n't")
            || word.contains(|c: char| c.is_ascii_digit())
    };
    let own = |at: usize| {
        let span = sought.words[at].span;
        names(span)
            || reading
                .figures
                .iter()
                .any(|figure| figure.span.overlaps(span))
            || tells(span.slice(sought.text))
    };
    let other = |at: usize| tells(found.words[at].span.slice(&found.passage.text));
    // What stands before and after the ledger's words may be of no account to them.
    let steps = &found.alignment.steps;
    let within = |step: &Step| !matches!(step, Step::Added(_));
    let first = steps.iter().position(within).unwrap_or(0);
    let last = steps.iter().rposition(within).map_or(0, |last| last + 1);
    steps[first..last.max(first)]
        .iter()
        .any(|step| match *step {
            Step::Changed(at, there) => own(at) || other(there),
            Step::Added(at) => own(at),
            Step::Missing(there) => other(there),
            _ => false,
        })
}

/// The verdict on a statement in words of its own: whether the ledger knows the names in it at all.
fn unmatched(
    ledger: &Connection,
    reading: &Reading<'_>,
    statement: &Statement,
    check: Check,
) -> Result<Check> {
    let text = &reading.report.text;
    let mut known =
        ledger.prepare_cached("SELECT 1 FROM report_words WHERE report_words MATCH ?1 LIMIT 1")?;
    let inside = |span: Span| {
        statement
            .content
            .iter()
            .chain(&statement.source)
            .any(|piece| piece.contains(span))
    };
    for name in reading
        .analysis
        .names
        .iter()
        .filter(|name| inside(name.span))
    {
        let name = name.span.slice(text);
        let asked = name.replace('"', " ");
        if asked.contains(char::is_alphanumeric) && !known.exists([format!("\"{asked}\"")])? {
            let reason = format!("no report in the ledger names “{name}”");
            return Ok(Check { reason, ..check });
        }
    }
    let reason = "the ledger knows the names in it, but has no statement in these words; paraphrases are not compared";
    Ok(Check {
        verdict: Verdict::NotComparable,
        reason: reason.to_owned(),
        ..check
    })
}
