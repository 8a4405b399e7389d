use rusqlite::{Result, Row, params};
use sayso::Pair;
use serde::Serialize;

use super::wanted::{all_of, in_chars, list, words_of};
use crate::{Ledger, LedgerError};

/// Which figures are asked for.
#[derive(Clone, Debug)]
pub struct FigureQuery {
    /// Words of what is counted, its kind, its unit, or the sentence it stands in; all of them.
    pub of: String,
    /// How many at most; all where `None`.
    pub limit: Option<usize>,
}

/// A figure in the ledger.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureFound {
    /// The report's number.
    pub report: i64,
    /// The figure's id in its report.
    pub figure: String,
    /// The day that it is true of, else on which it was said, else that of publication.
    pub day: Option<String>,
    /// Which of these: "true of", "said" or "published".
    pub day_basis: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Whose word it is: the last voice.
    pub source: String,
    /// From the outlet to the last voice.
    pub say_so: Vec<String>,
    /// The words of the figure.
    pub words: String,
    /// Where they stand in the text, in code points.
    pub span: Pair,
    /// Not below this.
    pub low: Option<f64>,
    /// The value that the text gives.
    pub best: Option<f64>,
    /// Not above this.
    pub high: Option<f64>,
    /// Whether the text says that it is not exact.
    pub approximate: bool,
    /// total, increment or decrement.
    pub extent: String,
    /// SI symbol, ISO 4217 code, "percent", or the unit's English name.
    pub unit: Option<String>,
    /// What each of it is for.
    pub per: Option<String>,
    /// count, measure, money, share, age, killed, wounded…
    pub kind: String,
    /// What is counted or measured.
    pub counted: Option<String>,
    /// The sentence it stands in.
    pub sentence: String,
    /// Probability that it is a figure with these bounds.
    pub confidence: f64,
    /// Where the report was read from.
    pub path: String,
    /// Its address.
    pub url: Option<String>,
}

const COLUMNS: &str = "figure.*, report.outlet, report.path, report.url, report.text";

impl Ledger {
    /// The figures that meet a query, through time; those of no known day come first. At a limit those of the
    /// reports added last are taken.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn figures(
        &self,
        query: &FigureQuery,
    ) -> std::result::Result<Vec<FigureFound>, LedgerError> {
        let Some(wanted) = all_of(&query.of) else {
            return Ok(Vec::new());
        };
        let limit = query
            .limit
            .map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1));
        self.series(&wanted, limit)
            .map_err(|error| self.failed(&error))
    }

    fn series(&self, wanted: &str, limit: i64) -> Result<Vec<FigureFound>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM figure_words CROSS JOIN figure ON figure.id = figure_words.rowid
             CROSS JOIN report ON report.id = figure.report
             WHERE figure_words MATCH ?1 ORDER BY figure_words.rowid DESC LIMIT ?2"
        );
        let mut figures = self.file.prepare_cached(&sql)?;
        let rows = figures.query_map(params![wanted, limit], found)?;
        let mut found: Vec<FigureFound> = rows.collect::<Result<_>>()?;
        found.reverse();
        found.sort_by(|a, b| a.day.cmp(&b.day));
        Ok(found)
    }

    /// The figures of one report, in their order.
    pub(super) fn figures_of(&self, report: i64) -> Result<Vec<FigureFound>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM figure JOIN report ON report.id = figure.report
             WHERE figure.report = ?1 ORDER BY figure.number"
        );
        self.file
            .prepare_cached(&sql)?
            .query_map([report], found)?
            .collect()
    }
}

fn found(row: &Row<'_>) -> Result<FigureFound> {
    let text = row.get_ref("text")?.as_str()?;
    let span: Pair = [row.get("start")?, row.get("end")?];
    let sentence: Pair = [row.get("sentence_start")?, row.get("sentence_end")?];
    let say_so: Vec<String> = list(row, "say_so")?;
    Ok(FigureFound {
        report: row.get("report")?,
        figure: format!("f{}", row.get::<_, i64>("number")?),
        day: row.get("day")?,
        day_basis: row.get("day_basis")?,
        outlet: row.get("outlet")?,
        source: say_so.last().cloned().unwrap_or_default(),
        say_so,
        words: words_of(text, &[span]),
        span: in_chars(text, &[span]).first().copied().unwrap_or_default(),
        low: row.get("low")?,
        best: row.get("best")?,
        high: row.get("high")?,
        approximate: row.get("approximate")?,
        extent: row.get("extent")?,
        unit: row.get("unit")?,
        per: row.get("per")?,
        kind: row.get("kind")?,
        counted: row.get("counted")?,
        sentence: words_of(text, &[sentence]),
        confidence: row.get("confidence")?,
        path: row.get("path")?,
        url: row.get("url")?,
    })
}
