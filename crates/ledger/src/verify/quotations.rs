//! Words in quotation marks: whether the ledger has them, and by whom.

use std::cmp::Reverse;

use rusqlite::{Connection, Result};
use sayso::{Reading, Span};

use super::check::{Before, Check, Checked, Verdict};
use super::difference::{Side, difference};
use super::sought::{Match, Sought};
use super::who::Agreement;

/// Checks each quotation of a text.
pub(super) fn check(
    ledger: &Connection,
    reading: &Reading<'_>,
    checks: &mut Vec<Check>,
) -> Result<()> {
    let mut before = Before::default();
    for quote in &reading.analysis.quotes {
        let span = quote.inner.trim(&reading.report.text);
        if span
            .slice(&reading.report.text)
            .contains(char::is_alphanumeric)
        {
            checks.push(quotation(ledger, reading, span, &mut before)?);
        }
    }
    Ok(())
}

fn quotation(
    ledger: &Connection,
    reading: &Reading<'_>,
    span: Span,
    before: &mut Before,
) -> Result<Check> {
    let statement = statement_of(reading, span);
    let sought = Sought::new(reading, vec![span], statement, true);
    let words = span.slice(&reading.report.text).to_owned();
    before.or_make(reading, sought.asked_as(words), span, || {
        let check = Check {
            who: sought.voice.name.clone(),
            ..Check::not_found(
                reading,
                Checked::Quotation,
                span,
                "no report in the ledger has these words",
            )
        };
        Ok(match sought.found(ledger)? {
            Some(found) => judged(check, &sought, &found),
            None => check,
        })
    })
}

/// The statement that a quotation belongs to: of those that hold as many of its words, and most of them, the innermost.
/// “They said it was sweat” is not theirs, though most of its words are.
fn statement_of(reading: &Reading<'_>, span: Span) -> Option<usize> {
    let shared = |statement: usize| {
        let pieces = reading.statements[statement].content.iter();
        pieces
            .filter_map(|piece| piece.intersect(span))
            .map(Span::len)
            .sum::<usize>()
    };
    (0..reading.statements.len())
        .filter(|&statement| 2 * shared(statement) > span.len())
        .min_by_key(|&statement| {
            let extent = reading.statements[statement].extent().len();
            (Reverse(shared(statement)), extent, statement)
        })
}

/// The verdict on words that were found.
pub(super) fn judged(check: Check, sought: &Sought<'_>, found: &Match) -> Check {
    let held = found.passage.held(&found.words, &found.alignment);
    let who = held.who.as_deref().unwrap_or("nobody it names");
    let exact = found.alignment.is_exact();
    let words = if exact {
        "the same words".to_owned()
    } else {
        let all = found.alignment.same + found.alignment.different;
        format!("{} of {all} words the same", found.alignment.same)
    };
    let (verdict, mut reason) = match (found.agreement, exact) {
        (Agreement::Other, _) => {
            let own = if found.passage.statement.is_some() {
                ""
            } else {
                " in its own voice"
            };
            (
                Verdict::SaidBySomeoneElse,
                format!("the ledger has {words} by {who}{own}"),
            )
        }
        (agreement, exact) => {
            let verdict = if exact {
                Verdict::Exact
            } else {
                Verdict::Altered
            };
            let by = match (agreement, &sought.voice.name) {
                (Agreement::Same, _) => "by the same speaker".to_owned(),
                (_, None) => format!("by {who}; the text names no speaker"),
                (_, Some(name)) => format!("by {who}; whether that is “{name}” can't be told"),
            };
            (verdict, format!("the ledger has {words} {by}"))
        }
    };
    if check.kind == Checked::Quotation
        && found.passage.is_unquoted()
        && verdict != Verdict::SaidBySomeoneElse
    {
        reason += ", not in quotation marks";
    }
    let text = Side {
        text: sought.text,
        words: &sought.words,
    };
    let ledger = Side {
        text: &found.passage.text,
        words: &found.words,
    };
    Check {
        verdict,
        reason,
        difference: difference(&found.alignment, text, ledger),
        held: Some(held),
        ..check
    }
}
