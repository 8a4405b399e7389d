//! Lists of rows.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use sayso::StatementRow;
use sayso_ledger::{
    BrowseQuery, Check, EntityQuery, FigureQuery, Hit, MapQuery, Mapped, ReportListed,
    StatementQuery, Totals,
};
use serde::{Deserialize, Serialize};

use super::asked::{Asked, Part, Sent, words};
use super::{Page, json};
use crate::desk::Desk;
use crate::problem::Problem;

#[derive(Serialize)]
struct LedgerTold {
    name: String,
    version: &'static str,
    #[serde(flatten)]
    totals: Totals,
}

/// What is served.
pub(super) async fn ledger(
    State(desk): State<Arc<Desk>>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Response, Problem> {
    let name = desk.shelf.path().file_name().map_or_else(
        || desk.shelf.path().display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let ask = move |ledger: &sayso_ledger::Ledger| {
        json(&LedgerTold {
            name,
            totals: ledger.totals()?,
            version: env!("CARGO_PKG_VERSION"),
        })
    };
    desk.shelf.ask(ask).await
}

/// No parameters.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchAsked {
    #[serde(default, deserialize_with = "words")]
    words: Option<String>,
    limit: Option<usize>,
}

#[derive(Serialize)]
struct SearchTold {
    reports: Vec<ReportListed>,
    statements: Vec<Hit<StatementRow>>,
}

/// The reports and the statements that have all of the words.
pub(super) async fn search(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<SearchAsked>,
) -> Result<Response, Problem> {
    let Part { limit, .. } = Part::of(asked.limit, None, 10)?;
    let Some(words) = asked.words else {
        return Err(Problem::bad("words: say what to search for"));
    };
    let ask = move |ledger: &sayso_ledger::Ledger| {
        let reports = BrowseQuery {
            words: Some(words.clone()),
            limit: Some(limit),
            ..BrowseQuery::default()
        };
        let statements = StatementQuery {
            about: Some(words),
            limit: Some(limit),
            ..StatementQuery::default()
        };
        json(&SearchTold {
            reports: ledger.reports(&reports)?,
            statements: ledger.statements(&statements)?,
        })
    };
    desk.shelf.ask(ask).await
}

/// Reports, each with the three whose word most of its statements are.
pub(super) async fn reports(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<BrowseQuery>,
) -> Result<Response, Problem> {
    let Part { limit, skip } = Part::of(asked.limit, asked.skip, 20)?;
    let query = BrowseQuery {
        limit: Some(limit + 1),
        ..asked
    };
    let ask = move |ledger: &sayso_ledger::Ledger| {
        let page = Page::of(ledger.reports(&query)?, skip, limit);
        json(&page.of_all(ledger.count_reports(&query)?))
    };
    desk.shelf.ask(ask).await
}

/// Who said what.
pub(super) async fn statements(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<StatementQuery>,
) -> Result<Response, Problem> {
    let Part { limit, skip } = Part::of(asked.limit, asked.skip, 30)?;
    let query = StatementQuery {
        limit: Some(limit + 1),
        ..asked
    };
    let ask = move |ledger: &sayso_ledger::Ledger| {
        let page = Page::of(ledger.statements(&query)?, skip, limit);
        json(&page.of_all(ledger.count_statements(&query)?))
    };
    desk.shelf.ask(ask).await
}

/// One thing counted through time; of more than the limit, those of the reports added last.
pub(super) async fn figures(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<FigureQuery>,
) -> Result<Response, Problem> {
    let Part { limit, .. } = Part::of(asked.limit, None, 200)?;
    if asked.of.trim().is_empty() {
        return Err(Problem::bad("of: say what is counted"));
    }
    let query = FigureQuery {
        limit: Some(limit),
        ..asked
    };
    let ask = move |ledger: &sayso_ledger::Ledger| {
        json(&Page {
            items: ledger.figures(&query)?,
            next: None,
            total: Some(ledger.count_figures(&query)?),
        })
    };
    desk.shelf.ask(ask).await
}

/// Places on a map at most.
const MAPPED: usize = 2000;

#[derive(Serialize)]
struct MapTold {
    items: Vec<Mapped>,
    next: Option<usize>,
    /// How many places there are in all; null where that was not counted.
    total: Option<usize>,
    /// How many reports of the ledger name a place that has coordinates.
    placed: usize,
}

/// The places that reports name.
pub(super) async fn map(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<MapQuery>,
) -> Result<Response, Problem> {
    let query = MapQuery {
        limit: MAPPED,
        ..asked
    };
    let ask = move |ledger: &sayso_ledger::Ledger| {
        json(&MapTold {
            items: ledger.map(&query)?,
            next: None,
            placed: ledger.placed()?,
            total: None,
        })
    };
    desk.shelf.ask(ask).await
}

/// The outlets with the most reports.
pub(super) async fn outlets(
    State(desk): State<Arc<Desk>>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Response, Problem> {
    let ask = |ledger: &sayso_ledger::Ledger| {
        json(&Page {
            items: ledger.outlets(200)?,
            next: None,
            total: None,
        })
    };
    desk.shelf.ask(ask).await
}

/// Who and what reports name.
pub(super) async fn entities(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<EntityQuery>,
) -> Result<Response, Problem> {
    let Part { limit, skip } = Part::of(asked.limit, asked.skip, 30)?;
    let query = EntityQuery {
        limit: Some(limit + 1),
        ..asked
    };
    let ask = move |ledger: &sayso_ledger::Ledger| {
        let (found, total) = ledger.entities(&query)?;
        json(&Page::of(found, skip, limit).of_all(total))
    };
    desk.shelf.ask(ask).await
}

/// A text to be held against the ledger.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Draft {
    text: String,
}

#[derive(Serialize)]
struct Verified {
    checks: Vec<Check>,
}

/// What the ledger has of a text's quotations and figures.
pub(super) async fn verify(
    State(desk): State<Arc<Desk>>,
    Asked(Nothing {}): Asked<Nothing>,
    Sent(draft): Sent<Draft>,
) -> Result<Response, Problem> {
    if draft.text.trim().is_empty() {
        return Err(Problem::bad("text: is empty"));
    }
    let shelf = Arc::clone(&desk.shelf);
    let ask = move |ledger: &sayso_ledger::Ledger| {
        let report = sayso::Report::from_text("-", draft.text);
        let checks = ledger.verify(&desk.reading()?.reader.read(&report))?;
        json(&Verified { checks })
    };
    shelf.ask(ask).await
}
