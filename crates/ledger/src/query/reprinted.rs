//! The passages of a report that others have word for word.

use rusqlite::Result;
use sayso::rows::{Chars, Spans};
use sayso::{CharSpan, Span};
use schemars::JsonSchema;
use serde::Serialize;

use super::wanted::in_chars;
use crate::Ledger;

/// A passage of this report that another has word for word.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Reprinted {
    /// The other report.
    pub report: i64,
    /// Who published that.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// Whether it was added before this one.
    pub earlier: bool,
    /// Where the passage stands in this report.
    pub span: CharSpan,
    /// Where it stands in the other.
    pub their_span: CharSpan,
}

/// The most passages that are told; a wire report may be in thousands of others.
const MOST_PASSAGES: usize = 400;

impl Ledger {
    pub(super) fn reprinted(&self, report: i64, text: &str) -> Result<Vec<Reprinted>> {
        let spans = Spans::<Chars>::of(text);
        let mut passages = self.file.prepare_cached(
            "SELECT earlier AS other, 1 AS before, start, end, earlier_start AS their_start, earlier_end AS their_end,
                    outlet, published, report.text AS their_text
             FROM passage JOIN report ON report.id = earlier WHERE passage.report = ?1
             UNION ALL
             SELECT passage.report, 0, earlier_start, earlier_end, start, end, outlet, published, report.text
             FROM copy CROSS JOIN passage ON passage.report = copy.report AND passage.earlier = copy.earlier
             JOIN report ON report.id = passage.report WHERE copy.earlier = ?1
             ORDER BY start, other LIMIT ?2",
        )?;
        let found = passages.query_map(rusqlite::params![report, MOST_PASSAGES], |row| {
            let theirs = row.get_ref("their_text")?.as_str()?;
            let their_span = [row.get("their_start")?, row.get("their_end")?];
            let (start, end) = (row.get("start")?, row.get("end")?);
            Ok(Reprinted {
                report: row.get("other")?,
                outlet: row.get("outlet")?,
                published: row.get("published")?,
                earlier: row.get("before")?,
                span: Span::of(text, start..end)
                    .map(|span| spans.span(span))
                    .unwrap_or_default(),
                their_span: in_chars(theirs, &[their_span])
                    .first()
                    .map(|&[start, end]| CharSpan::new(start, end))
                    .unwrap_or_default(),
            })
        })?;
        found.collect()
    }
}
