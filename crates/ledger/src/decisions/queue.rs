//! What most needs a look: rows that nobody decided on yet, the least sure, those of contested claims, those that most
//! reports tell.

use rusqlite::{Result, Row as Cells, params};
use sayso::labels::labels;
use sayso::rows::Hit;
use sayso::{EventRow, FigureRow, StatementRow};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::query::{Kept, hit_of};
use crate::review::RowKind;
use crate::{Ledger, LedgerError};

labels! {
    /// Why a row needs a look.
    pub Why("reason to look") {
        /// It is a row of a claim that is disputed, corrected or updated.
        Contested = "contested",
        /// It is a row of a claim that many reports tell.
        Told = "told",
        /// It is not sure.
        Unsure = "unsure",
    }
}

/// Which rows are asked for.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct QueueQuery {
    /// For this reason only
    pub why: Option<Why>,
    /// How many at most
    pub limit: Option<usize>,
    /// How many of the first are passed over
    pub skip: Option<usize>,
}

/// A row that needs a look.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Queued {
    /// The report's number.
    pub report: i64,
    /// The row's id in it.
    pub row: String,
    /// What sort of row it is.
    pub kind: RowKind,
    /// Why.
    pub why: Why,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
    /// The claim that it is of.
    pub claim: Option<String>,
    /// How that stands.
    pub status: Option<String>,
    /// Its words.
    pub words: String,
    /// Whose word it is.
    pub who: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of the row.
    pub day: Option<sayso::Day>,
}

/// Reports added last that are looked at for rows that are not sure: more would take seconds (a guess).
const LOOKED_AT: i64 = 2_000;
/// Rows of each reason that are looked at.
const OF_EACH: i64 = 5_000;

/// A row of the queue before its words are looked up: its table, its report and number, and why it is there.
struct Place {
    kind: RowKind,
    report: i64,
    number: i64,
    why: Why,
    claim: Option<String>,
    status: Option<String>,
}

impl Ledger {
    /// The rows that need a look most, and how many there are in all: those of contested claims, then those that most
    /// reports tell, then the least sure of the reports added last. Rows that somebody decided on are not among them.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn queue(
        &self,
        query: &QueueQuery,
    ) -> std::result::Result<(Vec<Queued>, usize), LedgerError> {
        let found = || -> Result<(Vec<Queued>, usize)> {
            let mut places: Vec<Place> = Vec::new();
            for &why in sayso::Label::ALL {
                if query.why.is_none_or(|wanted| wanted == why) {
                    self.places(why, &mut places)?;
                }
            }
            let all = places.len();
            let some = places.iter().skip(query.skip.unwrap_or(0));
            let some = some.take(query.limit.unwrap_or(usize::MAX));
            let rows = some
                .map(|place| self.queued(place))
                .collect::<Result<_>>()?;
            Ok((rows, all))
        };
        found().map_err(|error| self.failed(&error))
    }

    fn places(&self, why: Why, places: &mut Vec<Place>) -> Result<()> {
        let put = |places: &mut Vec<Place>, place: Place| {
            let same = |one: &Place| {
                (one.kind, one.report, one.number) == (place.kind, place.report, place.number)
            };
            if !places.iter().any(same) {
                places.push(place);
            }
        };
        let (which, order) = match why {
            Why::Unsure => {
                let sql = "SELECT 'statement' AS kind, report, number, row ->> 'confidence' AS sure FROM statement
                        WHERE report > (SELECT max(id) FROM report) - ?1 AND row ->> 'decided' IS NULL
                    UNION ALL SELECT 'figure', report, number, row ->> 'confidence' FROM figure
                        WHERE report > (SELECT max(id) FROM report) - ?1 AND row ->> 'decided' IS NULL
                    UNION ALL SELECT 'event', report, number, row ->> 'confidence' FROM event
                        WHERE report > (SELECT max(id) FROM report) - ?1 AND row ->> 'decided' IS NULL
                    ORDER BY sure, kind, report, number LIMIT ?2";
                let mut all = self.file.prepare_cached(sql)?;
                let mut rows = all.query(params![LOOKED_AT, OF_EACH])?;
                let known: std::collections::BTreeSet<(RowKind, i64, i64)> = places
                    .iter()
                    .map(|one| (one.kind, one.report, one.number))
                    .collect();
                while let Some(cells) = rows.next()? {
                    let place = place(cells, why)?;
                    if !known.contains(&(place.kind, place.report, place.number)) {
                        places.push(place);
                    }
                }
                return Ok(());
            }
            Why::Contested => (
                "status IN ('disputed', 'corrected', 'updated')",
                "CASE status WHEN 'disputed' THEN 0 WHEN 'corrected' THEN 1 ELSE 2 END, reports DESC, claim.id",
            ),
            Why::Told => ("reports > 2", "reports DESC, claim.id"),
        };
        let sql = format!(
            "SELECT CASE WHEN figure IS NOT NULL THEN 'figure' ELSE 'statement' END AS kind, attestation.report,
                    coalesce(figure, statement) AS number, story || '.' || claim.number AS claim, status
             FROM claim JOIN attestation ON attestation.claim = claim.id
             WHERE {which} AND coalesce(figure, statement) IS NOT NULL ORDER BY {order}, attestation.number LIMIT ?1"
        );
        let mut all = self.file.prepare_cached(&sql)?;
        let mut rows = all.query([OF_EACH / 10])?;
        while let Some(cells) = rows.next()? {
            let place = Place {
                claim: cells.get("claim")?,
                status: cells.get("status")?,
                ..place(cells, why)?
            };
            if !self.is_decided(&place)? {
                put(places, place);
            }
        }
        Ok(())
    }

    fn is_decided(&self, place: &Place) -> Result<bool> {
        self.file
            .prepare_cached(&format!(
                "SELECT 1 FROM {} WHERE report = ?1 AND number = ?2 AND row ->> 'decided' IS NOT NULL",
                place.kind
            ))?
            .exists([place.report, place.number])
    }

    fn queued(&self, place: &Place) -> Result<Queued> {
        fn told<R: Kept>(
            place: &Place,
            hit: Hit<R>,
            id: String,
            confidence: f32,
            words: String,
            who: String,
        ) -> Queued {
            Queued {
                report: hit.report,
                row: id,
                kind: place.kind,
                why: place.why,
                confidence,
                claim: place.claim.clone(),
                status: place.status.clone(),
                words,
                who,
                outlet: hit.outlet,
                day: hit.day,
            }
        }
        let (report, number) = (place.report, place.number);
        Ok(match place.kind {
            RowKind::Figure => {
                let hit = hit_of::<FigureRow>(&self.file, report, number)?;
                let (id, sure) = (hit.row.id.to_string(), hit.row.confidence);
                let (words, who) = (hit.words.sentence.clone(), hit.words.who.clone());
                told(place, hit, id, sure, words, who)
            }
            RowKind::Event => {
                let hit = hit_of::<EventRow>(&self.file, report, number)?;
                let (id, sure) = (hit.row.id.to_string(), hit.row.confidence);
                let (words, who) = (hit.words.sentence.clone(), hit.words.who.clone());
                told(place, hit, id, sure, words, who)
            }
            _ => {
                let hit = hit_of::<StatementRow>(&self.file, report, number)?;
                let (id, sure) = (hit.row.id.to_string(), hit.row.confidence);
                let (words, who) = (hit.words.content.clone(), hit.words.who.clone());
                told(place, hit, id, sure, words, who)
            }
        })
    }
}

fn place(cells: &Cells<'_>, why: Why) -> Result<Place> {
    let kind = match cells.get_ref("kind")?.as_str()? {
        "figure" => RowKind::Figure,
        "event" => RowKind::Event,
        _ => RowKind::Statement,
    };
    Ok(Place {
        kind,
        report: cells.get("report")?,
        number: cells.get("number")?,
        why,
        claim: None,
        status: None,
    })
}
