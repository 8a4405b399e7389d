//! What a report has in common with those added before it.

use std::collections::BTreeMap;

use rusqlite::{Connection, Result, params};
use sayso::Span;

use crate::passages::{Passage, covered, passages, runs};
use crate::words::{Word, words};

/// Reports known by one fingerprint that are looked at, the earliest first: of a text printed a thousand times the
/// first ones tell enough.
const KNOWN: usize = 32;
/// Earlier reports whose texts are compared word by word.
const COMPARED: usize = 16;
/// Share of the words of both reports that a near duplicate has in common.
const NEAR: f64 = 0.75;
/// Share of the words of one of the two that a reprint, cut or built upon, has in common.
const REPRINT: f64 = 0.5;
/// Words of the least passage that counts as reused.
const REUSED: usize = 20;

/// How much two reports have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CopyKind {
    /// The same words from beginning to end.
    Exact,
    /// Nearly all of both.
    Near,
    /// Half of one or more.
    Reprint,
    /// A passage or more.
    Reuse,
    /// Words in quotation marks only: both may have heard them.
    Quotation,
}

impl CopyKind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::Reprint => "reprint",
            Self::Reuse => "reuse",
            Self::Quotation => "quotation",
        }
    }
}

/// A passage in both reports.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shared {
    pub(crate) span: Span,
    pub(crate) earlier: Span,
    pub(crate) words: usize,
    pub(crate) quoted: usize,
}

/// What two reports have in common.
#[derive(Debug)]
pub(crate) struct Copy {
    pub(crate) kind: CopyKind,
    pub(crate) share: f64,
    pub(crate) earlier_share: f64,
    pub(crate) passages: Vec<Shared>,
}

/// Compares two texts; `quoted` are the quotations of the later one. `None` where they share no passage.
pub(crate) fn compare(later: &[Word], quoted: &[Span], earlier: &[Word]) -> Option<Copy> {
    let runs = runs(later, earlier);
    if later.len() == earlier.len() && matches!(runs[..], [run] if run.same == later.len()) {
        let whole = shared(&runs[0], later, quoted, earlier);
        let passages = vec![whole];
        return Some(Copy {
            kind: CopyKind::Exact,
            share: 1.0,
            earlier_share: 1.0,
            passages,
        });
    }
    let found = passages(&runs);
    if found.is_empty() {
        return None;
    }
    let share = covered(found.iter().map(|p| (p.start, p.end))) as f64 / later.len() as f64;
    let earlier_share = covered(found.iter().map(|p| (p.earlier_start, p.earlier_end))) as f64
        / earlier.len() as f64;
    let passages: Vec<Shared> = found
        .iter()
        .map(|passage| shared(passage, later, quoted, earlier))
        .collect();
    let kind = if share.min(earlier_share) >= NEAR {
        CopyKind::Near
    } else if share.max(earlier_share) >= REPRINT {
        CopyKind::Reprint
    } else if passages
        .iter()
        .any(|passage| passage.words - passage.quoted >= REUSED)
    {
        CopyKind::Reuse
    } else if passages
        .iter()
        .any(|passage| 2 * passage.quoted > passage.words)
    {
        CopyKind::Quotation
    } else {
        return None;
    };
    Some(Copy {
        kind,
        share,
        earlier_share,
        passages,
    })
}

fn shared(passage: &Passage, later: &[Word], quoted: &[Span], earlier: &[Word]) -> Shared {
    let span = |words: &[Word]| words[0].span.cover(words[words.len() - 1].span);
    let words = &later[passage.start..passage.end];
    Shared {
        span: span(words),
        earlier: span(&earlier[passage.earlier_start..passage.earlier_end]),
        words: words.len(),
        quoted: words
            .iter()
            .filter(|word| quoted.iter().any(|quote| quote.overlaps(word.span)))
            .count(),
    }
}

/// The earlier reports that share most fingerprints with a new one, those of its own versions left out.
pub(crate) fn candidates(
    ledger: &Connection,
    fingerprints: &[i64],
    first: i64,
) -> Result<Vec<i64>> {
    let mut known = ledger.prepare_cached(
        "SELECT report FROM fingerprint WHERE hash = ?1 ORDER BY report LIMIT ?2",
    )?;
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for hash in fingerprints {
        let mut rows = known.query(params![hash, KNOWN])?;
        while let Some(row) = rows.next()? {
            *counts.entry(row.get(0)?).or_default() += 1;
        }
    }
    let mut ranked: Vec<(i64, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|&(report, count)| (std::cmp::Reverse(count), report));
    let mut version = ledger.prepare_cached("SELECT first FROM report WHERE id = ?1")?;
    let mut chosen = Vec::new();
    for (report, _) in ranked {
        if chosen.len() == COMPARED {
            break;
        }
        if version.query_row([report], |row| row.get::<_, i64>(0))? != first {
            chosen.push(report);
        }
    }
    Ok(chosen)
}

/// The words of a stored report.
pub(crate) fn words_of(ledger: &Connection, report: i64) -> Result<Vec<Word>> {
    let mut text = ledger.prepare_cached("SELECT text FROM report WHERE id = ?1")?;
    text.query_row([report], |row| Ok(words(row.get_ref(0)?.as_str()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAD: &str = "Farmers blocked the ring road with forty tractors on Tuesday, asking for the price of diesel to be held until the harvest is in.";
    const QUOTE: &str = "“We are not going home until the minister puts it in writing, with a date and with his name under it,” said Jorun Bakke.";
    const REST: &str = "Buses were sent around by the river, and two schools closed early because their teachers could not get through.";

    fn kind(later: &str, earlier: &str) -> Option<CopyKind> {
        let quotes: Vec<Span> = later
            .find('“')
            .and_then(|start| Some(Span::at(later, start..start + later[start..].find('”')?)))
            .into_iter()
            .collect();
        compare(&words(later), &quotes, &words(earlier)).map(|copy| copy.kind)
    }

    #[test]
    fn kinds_of_copies() {
        let report = [LEAD, QUOTE, REST].join("\n\n");
        assert_eq!(kind(&report, &report.to_uppercase()), Some(CopyKind::Exact));
        assert_eq!(
            kind(&report.replace("forty", "fifty"), &report),
            Some(CopyKind::Near)
        );
        assert_eq!(kind(LEAD, &report), Some(CopyKind::Reprint));
        let other = "The union called the blockade a success in a note to its members, who number nine thousand in the valley and who last stopped the traffic there in the spring, when the milk price fell. ".repeat(2);
        assert_eq!(
            kind(&format!("{other}{LEAD}"), &report),
            Some(CopyKind::Reuse)
        );
        assert_eq!(
            kind(&format!("{other}{QUOTE}"), &report),
            Some(CopyKind::Quotation)
        );
        assert_eq!(kind(&other, &report), None);
    }
}
