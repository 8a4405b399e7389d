//! Reports in a list, with whose word each rests on.

use rusqlite::{Result, Row, ToSql, params, params_from_iter};
use sayso::{Day, StatementRow};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::asked::words;
use super::stored::rests_on_in;
use super::wanted::{all_of, all_of_in};
use crate::{Ledger, LedgerError};

/// Which reports are asked for; all conditions hold. Of several versions the last is meant.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, clap::Args)]
#[serde(default, deny_unknown_fields)]
pub struct BrowseQuery {
    /// Words of title and text; those in double quotation marks are a phrase, one before an asterisk is a beginning
    #[arg(long, value_name = "WORDS")]
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub words: Option<String>,
    /// Words of the name of someone who speaks in it
    #[arg(long, value_name = "WORDS")]
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub speaker: Option<String>,
    /// Published by this outlet
    #[arg(long, value_name = "NAME")]
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub outlet: Option<String>,
    /// The name of a place in it, as the gazetteer has it
    #[arg(long, value_name = "NAME")]
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub place: Option<String>,
    /// Published on this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Day>,
    /// Published on this day or before
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<Day>,
    /// How many at most
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// How many of the first are passed over
    #[arg(long, value_name = "N")]
    pub skip: Option<usize>,
}

/// A report in a list.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReportListed {
    /// Its number.
    pub report: i64,
    /// Day of publication.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Where it was read from.
    pub path: String,
    /// Its address.
    pub url: Option<String>,
    /// Words read.
    pub words: usize,
    /// How many statements it has.
    pub statements: usize,
    /// The three whose word most of them are.
    pub voices: Vec<Voice>,
    /// How it begins, or the words around those that were asked for.
    pub snippet: Vec<SnippetPiece>,
}

/// How many statements are whose word.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Voice {
    /// The speaker's name, or the words that name the source; null for statements of which nothing names it.
    pub name: Option<String>,
    /// How many.
    pub statements: usize,
}

/// A piece of a report's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SnippetPiece {
    /// The words.
    pub text: String,
    /// Whether they were asked for.
    pub hit: bool,
}

/// An outlet and how many reports it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OutletFound {
    /// Its name.
    pub outlet: String,
    /// How many reports, versions included.
    pub reports: usize,
}

/// What stands around words that were asked for, as SQLite marks them.
const MARKS: [char; 2] = ['\u{1}', '\u{2}'];

/// Voices of a report that are told.
const VOICES: usize = 3;

/// Code points of a report that are shown where no words were asked for.
const BEGINNING: usize = 180;

impl Ledger {
    /// The reports that meet a query: those that fit the words best first, else those published last.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn reports(
        &self,
        query: &BrowseQuery,
    ) -> std::result::Result<Vec<ReportListed>, LedgerError> {
        self.browse(query).map_err(|error| self.failed(&error))
    }

    /// The outlets with the most reports.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn outlets(&self, limit: usize) -> std::result::Result<Vec<OutletFound>, LedgerError> {
        let outlets = || -> Result<Vec<OutletFound>> {
            let mut outlets = self.file.prepare_cached(
                "SELECT outlet, count(*) FROM report WHERE outlet IS NOT NULL
                 GROUP BY outlet COLLATE NOCASE ORDER BY 2 DESC, 1 LIMIT ?1",
            )?;
            outlets
                .query_map([limit], |row| {
                    Ok(OutletFound {
                        outlet: row.get(0)?,
                        reports: row.get(1)?,
                    })
                })?
                .collect()
        };
        outlets().map_err(|error| self.failed(&error))
    }

    /// How many reports meet a query, whatever its limit; of several versions the last counts.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn count_reports(&self, query: &BrowseQuery) -> std::result::Result<usize, LedgerError> {
        let counted = || -> Result<usize> {
            let Some((sql, values, _)) = wanted_reports(query) else {
                return Ok(0);
            };
            self.file
                .prepare_cached(&format!("SELECT count(*) FROM ({sql})"))?
                .query_row(params_from_iter(values.iter()), |row| row.get(0))
        };
        counted().map_err(|error| self.failed(&error))
    }

    fn browse(&self, query: &BrowseQuery) -> Result<Vec<ReportListed>> {
        let Some((mut sql, mut values, order)) = wanted_reports(query) else {
            return Ok(Vec::new());
        };
        let wanted = query.words.as_deref().and_then(all_of);
        for bound in [query.limit.unwrap_or(usize::MAX), query.skip.unwrap_or(0)] {
            values.push(Box::new(i64::try_from(bound).unwrap_or(i64::MAX)));
        }
        let last = values.len();
        sql += &format!(" ORDER BY {order} LIMIT ?{} OFFSET ?{last}", last - 1);
        let reports: Vec<i64> = self
            .file
            .prepare_cached(&sql)?
            .query_map(params_from_iter(values.iter()), |row| row.get(0))?
            .collect::<Result<_>>()?;
        reports
            .into_iter()
            .map(|report| self.listed(report, wanted.as_deref()))
            .collect()
    }

    fn listed(&self, report: i64, wanted: Option<&str>) -> Result<ReportListed> {
        let mut told = self.file.prepare_cached(
            "SELECT published, outlet, title, path, url, words, substr(text, 1, ?2) AS beginning
             FROM report WHERE id = ?1",
        )?;
        let mut found = told.query_row(params![report, BEGINNING], |row| listed(report, row))?;
        if let Some(wanted) = wanted {
            let mut around = self.file.prepare_cached(
                "SELECT snippet(report_words, 1, char(1), char(2), '…', 24) FROM report_words
                 WHERE report_words MATCH ?1 AND rowid = ?2",
            )?;
            let marked: String = around.query_row(params![wanted, report], |row| row.get(0))?;
            found.snippet = pieces(&marked);
        }
        let statements: Vec<StatementRow> = self.rows_of(report, "statement", "number")?;
        let text: String = self
            .file
            .prepare_cached("SELECT text FROM report WHERE id = ?1")?
            .query_row([report], |row| row.get(0))?;
        found.statements = statements.len();
        let voices = rests_on_in(&statements, &text).into_iter().take(VOICES);
        found.voices = voices
            .map(|row| Voice {
                name: row.name,
                statements: row.statements,
            })
            .collect();
        Ok(found)
    }
}

/// A question, its values and the order of what it finds.
type Wanted = (String, Vec<Box<dyn ToSql>>, &'static str);

/// The question for the reports that meet a query, its values and the order; `None` where nothing can.
fn wanted_reports(query: &BrowseQuery) -> Option<Wanted> {
    let wanted = query.words.as_deref().and_then(all_of);
    if query.words.is_some() && wanted.is_none() {
        return None;
    }
    let (mut sql, order) = match wanted {
        Some(_) => (
            "SELECT report.id FROM report_words JOIN report ON report.id = report_words.rowid
                 WHERE report_words MATCH ?1"
                .to_owned(),
            "report_words.rank, report.id",
        ),
        None => (
            "SELECT report.id FROM report WHERE ?1 IS NULL".to_owned(),
            "report.published DESC, report.id DESC",
        ),
    };
    sql += " AND report.id = (SELECT max(id) FROM report AS version WHERE version.first = report.first)";
    let speaker = match &query.speaker {
        Some(words) => match all_of_in("speaker", words) {
            Some(speaker) => Some(speaker),
            None => return None,
        },
        None => None,
    };
    let conditions: [(&str, Option<String>); 5] = [
        (
            "report.id IN (SELECT report FROM statement WHERE id IN
                 (SELECT rowid FROM statement_words WHERE statement_words MATCH ?))",
            speaker,
        ),
        ("report.outlet COLLATE NOCASE = ?", query.outlet.clone()),
        (
            "report.id IN (SELECT report FROM place WHERE name COLLATE NOCASE = ?)",
            query.place.clone(),
        ),
        (
            "report.published >= ?",
            query.since.map(|day| day.to_string()),
        ),
        (
            "report.published <= ?",
            query.until.map(|day| day.to_string()),
        ),
    ];
    let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(wanted)];
    for (condition, value) in conditions {
        if let Some(value) = value {
            values.push(Box::new(value));
            sql += " AND ";
            sql += &condition.replace('?', &format!("?{}", values.len()));
        }
    }
    Some((sql, values, order))
}

fn listed(report: i64, row: &Row<'_>) -> Result<ReportListed> {
    let beginning: String = row.get("beginning")?;
    Ok(ReportListed {
        report,
        published: row.get("published")?,
        outlet: row.get("outlet")?,
        title: row.get("title")?,
        path: row.get("path")?,
        url: row.get("url")?,
        words: row.get("words")?,
        statements: 0,
        voices: Vec::new(),
        snippet: vec![SnippetPiece {
            text: plain(&beginning),
            hit: false,
        }],
    })
}

fn pieces(marked: &str) -> Vec<SnippetPiece> {
    let mut hit = false;
    let mut pieces = Vec::new();
    for part in marked.split_inclusive(MARKS) {
        let text = plain(part.trim_end_matches(MARKS));
        if !text.is_empty() {
            pieces.push(SnippetPiece { text, hit });
        }
        hit = part.ends_with(MARKS[0]);
    }
    pieces
}

/// The words with one space for any white space, also at the ends.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !plain.ends_with(' ') {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{entry, ledger, post};

    #[test]
    fn snippets_keep_what_was_asked_for_apart() {
        let found = pieces("the \u{1}dam\u{2} at\n\nOrlen");
        let told: Vec<_> = found
            .iter()
            .map(|piece| (piece.text.as_str(), piece.hit))
            .collect();
        assert_eq!(told, [("the ", false), ("dam", true), (" at Orlen", false)]);
    }

    #[test]
    fn reports_are_found_by_all_that_is_asked() {
        let (_folder, mut ledger) = ledger();
        let text =
            "“The lock is shut,” harbour master Ines Halvorsen said in Paris. She said no more.";
        ledger
            .add([
                entry(&post("a", "2026-04-11", text)),
                entry(&post("a", "2026-04-12", text)),
                entry(&post("b", "2026-04-13", "Snow fell in the north.")),
            ])
            .unwrap();
        let ask = |query: BrowseQuery| -> Vec<i64> {
            let query = BrowseQuery {
                limit: Some(9),
                ..query
            };
            let found = ledger.reports(&query).unwrap();
            found.iter().map(|found| found.report).collect()
        };
        let some = |words: &str| Some(words.to_owned());
        assert_eq!(ask(BrowseQuery::default()), [3, 2]);
        let all = BrowseQuery {
            words: some("locks"),
            speaker: some("halvorsen"),
            outlet: some("halder post"),
            place: some("paris"),
            since: "2026-04-12".parse().ok(),
            until: "2026-04-12".parse().ok(),
            ..BrowseQuery::default()
        };
        assert_eq!(ask(all.clone()), [2]);
        for none in [
            BrowseQuery {
                words: some("' OR 1=1 --"),
                ..all.clone()
            },
            BrowseQuery {
                words: some("()"),
                ..all.clone()
            },
            BrowseQuery {
                outlet: some("x' OR '1'='1"),
                ..all.clone()
            },
            BrowseQuery {
                skip: Some(1),
                ..all
            },
        ] {
            assert!(ask(none).is_empty());
        }
        let found = ledger
            .reports(&BrowseQuery {
                words: some("lock"),
                limit: Some(1),
                ..Default::default()
            })
            .unwrap();
        assert!(
            found[0]
                .snippet
                .iter()
                .any(|piece| piece.hit && piece.text == "lock")
        );
        assert_eq!(
            found[0].statements,
            found[0]
                .voices
                .iter()
                .map(|voice| voice.statements)
                .sum::<usize>()
        );
        assert_eq!(ledger.outlets(5).unwrap()[0].reports, 3);
    }
}
