use rusqlite::{OptionalExtension, Result, Row, params};
use serde::Serialize;

use super::claims::{ClaimFound, ClaimQuery};
use crate::decisions::{Mark, marks_of_report};
use crate::{Ledger, LedgerError};

/// A story in the ledger: reports on the same happening.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoryFound {
    /// Its number.
    pub story: i64,
    /// The headline of its first report.
    pub title: Option<String>,
    /// The first and the last day of publication.
    pub first_day: Option<String>,
    /// The last day of publication.
    pub last_day: Option<String>,
    /// How many reports it has, versions counted each.
    pub reports: usize,
}

/// A story with its reports and claims.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoryTold {
    /// The story.
    #[serde(flatten)]
    pub story: StoryFound,
    /// Its reports, in the order of publication.
    pub timeline: Vec<InStory>,
    /// Its claims: those of most reports first.
    pub claims: Vec<ClaimFound>,
}

/// A report in a story.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InStory {
    /// The report's number.
    pub report: i64,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The agencies that it credits.
    pub agencies: Vec<String>,
    /// The earlier report that it is a copy of, for the greater part.
    pub copy_of: Option<i64>,
    /// The version before.
    pub revises: Option<i64>,
    /// How sure it is that it is of this story, 0 to 1.
    pub likeness: f64,
    /// What people decided on it: that it is of this story, or what its headline, day or outlet is.
    pub decided: Vec<Mark>,
}

impl Ledger {
    /// The stories, those of the latest reports first; all where there is no limit. The first `skip` are passed over.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn stories(
        &self,
        limit: Option<usize>,
        skip: usize,
    ) -> std::result::Result<Vec<StoryFound>, LedgerError> {
        let limit = limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1));
        let find = || -> Result<Vec<StoryFound>> {
            // Titles are looked up for those only that are given.
            let sql = format!(
                "{TITLED} (SELECT * FROM story ORDER BY last_day DESC, id DESC LIMIT ?1 OFFSET ?2) AS story
                 ORDER BY last_day DESC, id DESC"
            );
            self.file
                .prepare_cached(&sql)?
                .query_map(params![limit, skip], story)?
                .collect()
        };
        find().map_err(|error| self.failed(&error))
    }

    /// How many stories there are.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn count_stories(&self) -> std::result::Result<usize, LedgerError> {
        self.file
            .query_row("SELECT count(*) FROM story", [], |row| row.get(0))
            .map_err(|error| self.failed(&error))
    }

    /// The number of the story that a report is of.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn story_of(&self, report: i64) -> std::result::Result<Option<i64>, LedgerError> {
        self.file
            .query_row(
                "SELECT story FROM in_story WHERE report = ?1",
                [report],
                |row| row.get(0),
            )
            .optional()
            .map_err(|error| self.failed(&error))
    }

    /// A story with its reports and claims; `None` where there is none of this number.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn story(&self, number: i64) -> std::result::Result<Option<StoryTold>, LedgerError> {
        let find = || -> Result<Option<(StoryFound, Vec<InStory>)>> {
            let sql = format!("{TITLED} story WHERE id = ?1");
            let found = self
                .file
                .prepare_cached(&sql)?
                .query_row([number], story)
                .optional()?;
            let Some(found) = found else { return Ok(None) };
            Ok(Some((found, self.timeline(number)?)))
        };
        let Some((story, timeline)) = find().map_err(|error| self.failed(&error))? else {
            return Ok(None);
        };
        let claims = self.claims(&ClaimQuery {
            story: Some(number),
            ..ClaimQuery::default()
        })?;
        Ok(Some(StoryTold {
            story,
            timeline,
            claims,
        }))
    }

    fn timeline(&self, number: i64) -> Result<Vec<InStory>> {
        let mut reports = self.file.prepare_cached(
            "SELECT report.id, outlet, published, title, previous, likeness,
                    (SELECT min(earlier) FROM copy WHERE copy.report = report.id AND kind IN ('exact', 'near', 'reprint')),
                    url
             FROM in_story JOIN report ON report.id = in_story.report
             WHERE in_story.story = ?1 ORDER BY published IS NULL, published, report.id",
        )?;
        let mut credits = self
            .file
            .prepare_cached("SELECT agency FROM credit WHERE report = ?1 ORDER BY agency")?;
        let mut timeline = Vec::new();
        let mut rows = reports.query(params![number])?;
        while let Some(row) = rows.next()? {
            let report: i64 = row.get(0)?;
            timeline.push(InStory {
                report,
                outlet: row.get(1)?,
                published: row.get(2)?,
                title: row.get(3)?,
                url: row.get(7)?,
                agencies: credits
                    .query_map([report], |row| row.get(0))?
                    .collect::<Result<_>>()?,
                copy_of: row.get(6)?,
                revises: row.get(4)?,
                likeness: row.get(5)?,
                decided: marks_of_report(&self.file, report)?,
            });
        }
        Ok(timeline)
    }
}

const TITLED: &str = "SELECT story.*, (SELECT title FROM report JOIN in_story ON in_story.report = report.id
    WHERE in_story.story = story.id ORDER BY published IS NULL, published, report.id LIMIT 1) AS title FROM";

fn story(row: &Row<'_>) -> Result<StoryFound> {
    Ok(StoryFound {
        story: row.get("id")?,
        title: row.get("title")?,
        first_day: row.get("first_day")?,
        last_day: row.get("last_day")?,
        reports: row.get("reports")?,
    })
}
