//! All that one report's rows tell, for showing them in its text. Spans are in code points.

use rusqlite::{Result, Row};
use sayso::{OffsetUnit, Offsets, Pair, Span};
use serde::Serialize;
use serde_json::Value;

use super::wanted::{in_chars, list};
use crate::{Ledger, LedgerError};

/// What a [`ReportFound`](crate::ReportFound) leaves out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Details {
    /// What a list of statements leaves out, in the order of the statements.
    pub statements: Vec<StatementDetail>,
    /// Time expressions.
    pub times: Vec<TimeFound>,
    /// Passages that other reports have word for word.
    pub reprinted: Vec<Reprinted>,
}

/// What a list of statements leaves out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementDetail {
    /// The statement's id in its report.
    pub statement: String,
    /// The speaker's entity; null where it can't be told.
    pub speaker: Option<String>,
    /// Its name.
    pub speaker_name: Option<String>,
    /// Probability that it is the speaker.
    pub speaker_confidence: Option<f64>,
    /// Who it may be, where the speaker can't be told.
    pub candidates: Vec<Value>,
    /// Where the words stand that attribute it.
    pub cue_spans: Vec<Pair>,
    /// Where the words stand that name who says it.
    pub source_spans: Vec<Pair>,
    /// The statement it stands in.
    pub parent: Option<String>,
    /// On what it was said.
    pub medium: Option<Pair>,
    /// Where it was said.
    pub venue: Option<Pair>,
    /// To whom.
    pub addressee: Option<Pair>,
    /// When, as the words at the cue tell.
    pub said_at: Option<Pair>,
    /// Why the source is not named.
    pub anonymity: Option<Pair>,
    /// The model's id or the rule that made the row.
    pub rule: String,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimeFound {
    /// Its id in its report.
    pub time: String,
    /// Where it stands.
    pub span: Pair,
    /// DATE, TIME, DURATION or SET.
    pub kind: String,
    /// TIMEX3 value.
    pub value: String,
    /// First day meant.
    pub start: Option<String>,
    /// Last day meant.
    pub end: Option<String>,
    /// What the value rests on.
    pub basis: String,
    /// The statement it stands in.
    pub statement: Option<String>,
    /// From the outlet to the last voice.
    pub say_so: Vec<String>,
    /// Probability that the value is right.
    pub confidence: f64,
    /// The rule that read it.
    pub rule: String,
}

/// A passage of this report that another has word for word.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    pub span: Pair,
    /// Where it stands in the other.
    pub their_span: Pair,
}

/// The most passages that are told; a wire report may be in thousands of others.
const MOST_PASSAGES: usize = 400;

impl Ledger {
    /// The rows of a report in full; none where there is no such report.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn details(&self, report: i64) -> std::result::Result<Details, LedgerError> {
        self.detailed(report).map_err(|error| self.failed(&error))
    }

    fn detailed(&self, report: i64) -> Result<Details> {
        let mut text = self
            .file
            .prepare_cached("SELECT text FROM report WHERE id = ?1")?;
        let mut rows = text.query([report])?;
        let Some(row) = rows.next()? else {
            return Ok(Details::default());
        };
        let text = Text::new(row.get_ref(0)?.as_str()?);
        let details = Details {
            statements: self.each("statement", report, |row| statement(row, &text))?,
            times: self.each("time", report, |row| time(row, &text))?,
            reprinted: self.reprinted(report, &text)?,
        };
        Ok(details)
    }

    fn each<T>(
        &self,
        table: &str,
        report: i64,
        found: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.file
            .prepare_cached(&format!(
                "SELECT * FROM {table} WHERE report = ?1 ORDER BY number"
            ))?
            .query_map([report], found)?
            .collect()
    }

    fn reprinted(&self, report: i64, text: &Text<'_>) -> Result<Vec<Reprinted>> {
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
            let span = [row.get("their_start")?, row.get("their_end")?];
            Ok(Reprinted {
                report: row.get("other")?,
                outlet: row.get("outlet")?,
                published: row.get("published")?,
                earlier: row.get("before")?,
                span: text.span([row.get("start")?, row.get("end")?]),
                their_span: in_chars(theirs, &[span])
                    .first()
                    .copied()
                    .unwrap_or_default(),
            })
        })?;
        found.collect()
    }
}

/// A report's text, in whose code points spans are told.
struct Text<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
}

impl<'t> Text<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            offsets: Offsets::new(text, OffsetUnit::Chars),
        }
    }

    fn spans(&self, spans: Vec<Pair>) -> Vec<Pair> {
        spans.into_iter().map(|span| self.span(span)).collect()
    }

    fn span(&self, span: Pair) -> Pair {
        Span::of(self.text, span[0]..span[1])
            .map(|span| self.offsets.pair(span))
            .unwrap_or_default()
    }
}

fn statement(row: &Row<'_>, text: &Text<'_>) -> Result<StatementDetail> {
    let at = |column: &str| -> Result<Option<Pair>> {
        let stored: Option<String> = row.get(column)?;
        match stored {
            Some(_) => Ok(Some(text.span(list(row, column)?))),
            None => Ok(None),
        }
    };
    Ok(StatementDetail {
        statement: id(row, 's', "number")?.unwrap_or_default(),
        speaker: id(row, 'e', "speaker")?,
        speaker_name: row.get("speaker_name")?,
        speaker_confidence: row.get("speaker_confidence")?,
        candidates: list(row, "candidates")?,
        cue_spans: text.spans(list(row, "cue")?),
        source_spans: text.spans(list(row, "source")?),
        parent: id(row, 's', "parent")?,
        medium: at("medium")?,
        venue: at("venue")?,
        addressee: at("addressee")?,
        said_at: at("said_at")?,
        anonymity: at("anonymity")?,
        rule: row.get("rule")?,
    })
}

fn time(row: &Row<'_>, text: &Text<'_>) -> Result<TimeFound> {
    Ok(TimeFound {
        time: id(row, 't', "number")?.unwrap_or_default(),
        span: text.span([row.get("start")?, row.get("end")?]),
        kind: row.get("kind")?,
        value: row.get("value")?,
        start: row.get("first_day")?,
        end: row.get("last_day")?,
        basis: row.get("basis")?,
        statement: id(row, 's', "statement")?,
        say_so: list(row, "say_so")?,
        confidence: row.get("confidence")?,
        rule: row.get("rule")?,
    })
}

/// A row's id of its letter and the number in a column.
fn id(row: &Row<'_>, letter: char, column: &str) -> Result<Option<String>> {
    let number: Option<i64> = row.get(column)?;
    Ok(number.map(|number| format!("{letter}{number}")))
}
