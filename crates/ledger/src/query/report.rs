use rusqlite::{OptionalExtension, Result};
use sayso::rows::Hit;
use sayso::{
    CharSpan, CreditRow, EntityRow, EventRow, FigureRow, Pair, PlaceRow, RestsOnRow, StatementRow,
    TimeRow,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::hits::hits_of;
use super::reprinted::Reprinted;
use super::stored::rests_on_in;
use super::wanted::{in_chars, list, words_of};
use crate::decisions::{Mark, marks_of_report};
use crate::entry::plain_url;
use crate::{Ledger, LedgerError};

/// A report in the ledger and what is known of it. Spans are in code points of its text.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReportFound {
    /// Its number.
    pub report: i64,
    /// Where it was read from.
    pub path: String,
    /// Its address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// ISO 639-3 code of the language.
    pub language: Option<String>,
    /// Words read.
    pub words: usize,
    /// Share of the text that was read.
    pub read: f64,
    /// What failed or was doubtful in reading it.
    pub warnings: Vec<String>,
    /// Id of the model that read it.
    pub model: String,
    /// Version of Sayso that read it.
    pub version: String,
    /// The day on which it was added, where that was given.
    pub added: Option<String>,
    /// What people decided on it: its headline, day, outlet, address or story.
    pub decided: Vec<Mark>,
    /// All its versions, itself among them, in the order in which they were added.
    pub versions: Vec<VersionFound>,
    /// What it changed in the version before.
    pub changes: Vec<ChangeFound>,
    /// The agencies that it credits.
    pub credits: Vec<CreditRow>,
    /// Reports that it shares words with, added before or after it: the hundred that share most of it.
    pub copies: Vec<CopyFound>,
    /// How many such reports there are in all.
    pub copies_in_all: usize,
    /// Who said what.
    pub statements: Vec<Hit<StatementRow>>,
    /// Numbers that count or measure.
    pub figures: Vec<Hit<FigureRow>>,
    /// Time expressions.
    pub times: Vec<TimeRow>,
    /// Who did what to whom.
    pub events: Vec<Hit<EventRow>>,
    /// What several mentions name.
    pub entities: Vec<EntityRow>,
    /// Places on the map.
    pub places: Vec<PlaceRow>,
    /// Whose word the statements are, most first.
    pub rests_on: Vec<RestsOnRow>,
    /// Passages that other reports have word for word.
    pub reprinted: Vec<Reprinted>,
    /// The text.
    pub text: String,
}

/// A version of a report.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct VersionFound {
    /// Its number.
    pub report: i64,
    /// Day of publication.
    pub published: Option<String>,
    /// Headline.
    pub title: Option<String>,
}

/// Something that a version changed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ChangeFound {
    /// text, title, published, outlet, url or authors.
    pub what: String,
    /// What stood in the version before.
    pub removed: Option<String>,
    /// What stands in this one.
    pub added: Option<String>,
    /// Where it stands, in the text.
    pub span: Option<CharSpan>,
}

/// A report that shares words with another.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CopyFound {
    /// Its number.
    pub report: i64,
    /// Who published it.
    pub outlet: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// exact, near, reprint, reuse or quotation (words in quotation marks only).
    pub kind: String,
    /// Share of the words of the report asked for that stand in this one, 0 to 1.
    pub share: f64,
    /// Share of this one's words that stand in the report asked for.
    pub their_share: f64,
    /// Whether it was added before the report asked for.
    pub earlier: bool,
    /// Where the shared passages stand in the report asked for.
    pub spans: Vec<CharSpan>,
}

impl Ledger {
    /// The number of the report that is named by number, address or path; the last version of several.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn find(&self, name: &str) -> std::result::Result<Option<i64>, LedgerError> {
        self.named(name).map_err(|error| self.failed(&error))
    }

    fn named(&self, name: &str) -> Result<Option<i64>> {
        if let Ok(number) = name.parse::<i64>() {
            let mut known = self
                .file
                .prepare_cached("SELECT id FROM report WHERE id = ?1")?;
            return known.query_row([number], |row| row.get(0)).optional();
        }
        // Keys of paths go on with a tab and the outlet; a line feed is what comes after a tab.
        let (url, from, to) = (
            format!("url {}", plain_url(name)),
            format!("path {name}\t"),
            format!("path {name}\n"),
        );
        let mut known = self.file.prepare_cached(
            "SELECT max(report) FROM known_as WHERE key = ?1 OR (key >= ?2 AND key < ?3)",
        )?;
        known.query_row([url, from, to], |row| row.get(0))
    }

    /// A report with all that is known of it; `None` where there is none with this number.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn report(&self, report: i64) -> std::result::Result<Option<ReportFound>, LedgerError> {
        self.unaltered([report])?;
        self.whole(report)
            .optional()
            .map_err(|error| self.failed(&error))
    }

    /// How many reports the ledger holds, revisions included.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn count(&self) -> std::result::Result<usize, LedgerError> {
        self.file
            .query_row("SELECT count(*) FROM report", [], |row| row.get(0))
            .map_err(|error| self.failed(&error))
    }

    fn whole(&self, report: i64) -> Result<ReportFound> {
        let mut told = self
            .file
            .prepare_cached("SELECT * FROM report WHERE id = ?1")?;
        let (mut found, first, previous) = told.query_row([report], |row| {
            let found = ReportFound {
                report,
                path: row.get("path")?,
                url: row.get("url")?,
                outlet: row.get("outlet")?,
                title: row.get("title")?,
                published: row.get("published")?,
                authors: list(row, "authors")?,
                language: row.get("language")?,
                words: row.get("words")?,
                read: row.get("share_read")?,
                warnings: list(row, "warnings")?,
                model: row.get("model")?,
                version: row.get("version")?,
                added: row.get("added")?,
                decided: marks_of_report(&self.file, report)?,
                versions: Vec::new(),
                changes: Vec::new(),
                credits: Vec::new(),
                copies: Vec::new(),
                copies_in_all: 0,
                statements: Vec::new(),
                figures: Vec::new(),
                times: Vec::new(),
                events: Vec::new(),
                entities: Vec::new(),
                places: Vec::new(),
                rests_on: Vec::new(),
                reprinted: Vec::new(),
                text: row.get("text")?,
            };
            Ok((
                found,
                row.get::<_, i64>("first")?,
                row.get::<_, Option<i64>>("previous")?,
            ))
        })?;
        found.versions = self.versions(first)?;
        if let Some(previous) = previous {
            found.changes = self.changes(&found, previous)?;
        }
        found.copies = self.copies(&found)?;
        found.copies_in_all = self.copies_in_all(report)?;
        found.statements = hits_of(&self.file, report)?;
        found.figures = hits_of(&self.file, report)?;
        found.events = hits_of(&self.file, report)?;
        found.credits = self.rows_of(report, "credit", "agency")?;
        found.times = self.rows_of(report, "time", "number")?;
        found.entities = self.rows_of(report, "entity", "number")?;
        found.places = self.rows_of(report, "place", "number")?;
        let statements: Vec<StatementRow> = self.rows_of(report, "statement", "number")?;
        found.rests_on = rests_on_in(&statements, &found.text);
        found.reprinted = self.reprinted(report, &found.text)?;
        Ok(found)
    }

    fn versions(&self, first: i64) -> Result<Vec<VersionFound>> {
        let mut versions = self.file.prepare_cached(
            "SELECT id, published, title FROM report WHERE first = ?1 ORDER BY id",
        )?;
        versions
            .query_map([first], |row| {
                Ok(VersionFound {
                    report: row.get(0)?,
                    published: row.get(1)?,
                    title: row.get(2)?,
                })
            })?
            .collect()
    }

    fn changes(&self, report: &ReportFound, previous: i64) -> Result<Vec<ChangeFound>> {
        let mut before = self.file.prepare_cached(
            "SELECT title, published, outlet, url, authors, text FROM report WHERE id = ?1",
        )?;
        let mut changes = self
            .file
            .prepare_cached("SELECT * FROM change WHERE report = ?1 ORDER BY number")?;
        before.query_row([previous], |before| {
            let earlier = before.get_ref("text")?.as_str()?;
            let rows = changes.query_map([report.report], |row| {
                let what: String = row.get("what")?;
                if what != "text" {
                    return Ok(ChangeFound {
                        removed: before.get(what.as_str())?,
                        added: report.told(&what),
                        span: None,
                        what,
                    });
                }
                let removed = pair(row, "removed_start", "removed_end")?;
                let added = pair(row, "added_start", "added_end")?;
                Ok(ChangeFound {
                    what,
                    removed: removed.map(|span| words_of(earlier, &[span])),
                    added: added.map(|span| words_of(&report.text, &[span])),
                    span: added.and_then(|span| chars(&report.text, &[span]).pop()),
                })
            })?;
            rows.collect()
        })
    }

    fn copies_in_all(&self, report: i64) -> Result<usize> {
        self.file
            .prepare_cached(
                "SELECT (SELECT count(*) FROM copy WHERE report = ?1) + (SELECT count(*) FROM copy WHERE earlier = ?1)",
            )?
            .query_row([report], |row| row.get(0))
    }

    fn copies(&self, report: &ReportFound) -> Result<Vec<CopyFound>> {
        let mut copies = self.file.prepare_cached(
            "SELECT earlier AS other, kind, share AS ours, earlier_share AS theirs, 1 AS before, outlet, published
             FROM copy JOIN report ON report.id = earlier WHERE copy.report = ?1
             UNION ALL
             SELECT copy.report, kind, earlier_share, share, 0, outlet, published
             FROM copy JOIN report ON report.id = copy.report WHERE earlier = ?1
             ORDER BY ours DESC, other LIMIT 100",
        )?;
        let mut before = self.file.prepare_cached(
            "SELECT start, end FROM passage WHERE report = ?1 AND earlier = ?2 ORDER BY start",
        )?;
        let mut after = self.file.prepare_cached(
            "SELECT earlier_start, earlier_end FROM passage WHERE report = ?2 AND earlier = ?1 ORDER BY earlier_start",
        )?;
        let rounded = |share: f64| (share * 1000.0).round() / 1000.0;
        let found = copies.query_map([report.report], |row| {
            let (other, earlier): (i64, bool) = (row.get("other")?, row.get("before")?);
            let passages = if earlier { &mut before } else { &mut after };
            let spans: Vec<Pair> = passages
                .query_map([report.report, other], |row| Ok([row.get(0)?, row.get(1)?]))?
                .collect::<Result<_>>()?;
            Ok(CopyFound {
                report: other,
                outlet: row.get("outlet")?,
                published: row.get("published")?,
                kind: row.get("kind")?,
                share: rounded(row.get("ours")?),
                their_share: rounded(row.get("theirs")?),
                earlier,
                spans: chars(&report.text, &spans),
            })
        })?;
        found.collect()
    }
}

impl ReportFound {
    /// What it tells of itself under a column's name.
    fn told(&self, what: &str) -> Option<String> {
        match what {
            "title" => self.title.clone(),
            "published" => self.published.clone(),
            "outlet" => self.outlet.clone(),
            "url" => self.url.clone(),
            _ => serde_json::to_string(&self.authors).ok(),
        }
    }
}

fn chars(text: &str, spans: &[Pair]) -> Vec<CharSpan> {
    let spans = in_chars(text, spans).into_iter();
    spans
        .map(|[start, end]| CharSpan::new(start, end))
        .collect()
}

fn pair(row: &rusqlite::Row<'_>, start: &str, end: &str) -> Result<Option<Pair>> {
    let (start, end): (Option<usize>, Option<usize>) = (row.get(start)?, row.get(end)?);
    Ok(start.zip(end).map(|(start, end)| [start, end]))
}
