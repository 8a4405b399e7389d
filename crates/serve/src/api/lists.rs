//! Lists of rows.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use sayso_ledger::{
    BrowseQuery, FigureQuery, MapQuery, ReportListed, StatementFound, StatementQuery,
};
use serde::{Deserialize, Serialize};

use super::asked::{Asked, Part, day, words};
use super::{Page, json};
use crate::desk::Desk;
use crate::problem::Problem;

#[derive(Serialize)]
struct LedgerTold {
    name: String,
    reports: usize,
    version: &'static str,
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
            reports: ledger.count()?,
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
    statements: Vec<StatementFound>,
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
            limit,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportsAsked {
    #[serde(default, deserialize_with = "words")]
    words: Option<String>,
    #[serde(default, deserialize_with = "words")]
    speaker: Option<String>,
    #[serde(default, deserialize_with = "words")]
    outlet: Option<String>,
    #[serde(default, deserialize_with = "words")]
    place: Option<String>,
    #[serde(default, deserialize_with = "day")]
    since: Option<Date>,
    #[serde(default, deserialize_with = "day")]
    until: Option<Date>,
    limit: Option<usize>,
    skip: Option<usize>,
}

/// Reports, each with the three whose word most of its statements are.
pub(super) async fn reports(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<ReportsAsked>,
) -> Result<Response, Problem> {
    let Part { limit, skip } = Part::of(asked.limit, asked.skip, 20)?;
    let query = BrowseQuery {
        words: asked.words,
        speaker: asked.speaker,
        outlet: asked.outlet,
        place: asked.place,
        since: asked.since,
        until: asked.until,
        limit: limit + 1,
        skip,
    };
    let ask =
        move |ledger: &sayso_ledger::Ledger| json(&Page::of(ledger.reports(&query)?, skip, limit));
    desk.shelf.ask(ask).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementsAsked {
    #[serde(default, deserialize_with = "words")]
    about: Option<String>,
    #[serde(default, deserialize_with = "words")]
    by: Option<String>,
    stance: Option<String>,
    #[serde(default, deserialize_with = "words")]
    outlet: Option<String>,
    #[serde(default, deserialize_with = "day")]
    since: Option<Date>,
    #[serde(default, deserialize_with = "day")]
    until: Option<Date>,
    limit: Option<usize>,
    skip: Option<usize>,
}

/// Who said what.
pub(super) async fn statements(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<StatementsAsked>,
) -> Result<Response, Problem> {
    let Part { limit, skip } = Part::of(asked.limit, asked.skip, 30)?;
    if let Some(stance) = &asked.stance
        && sayso::Stance::parse(stance).is_none()
    {
        return Err(Problem::bad(format!("stance: {stance:?} is none")));
    }
    let query = StatementQuery {
        by: asked.by,
        about: asked.about,
        since: asked.since,
        until: asked.until,
        stance: asked.stance,
        outlet: asked.outlet,
        limit: Some(limit + 1),
        skip,
    };
    let ask = move |ledger: &sayso_ledger::Ledger| {
        json(&Page::of(ledger.statements(&query)?, skip, limit))
    };
    desk.shelf.ask(ask).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FiguresAsked {
    #[serde(default, deserialize_with = "words")]
    of: Option<String>,
    limit: Option<usize>,
}

/// One thing counted through time; of more than the limit, those of the reports added last.
pub(super) async fn figures(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<FiguresAsked>,
) -> Result<Response, Problem> {
    let Part { limit, .. } = Part::of(asked.limit, None, 200)?;
    let Some(of) = asked.of else {
        return Err(Problem::bad("of: say what is counted"));
    };
    let query = FigureQuery {
        of,
        limit: Some(limit),
    };
    let ask = move |ledger: &sayso_ledger::Ledger| {
        json(&Page {
            items: ledger.figures(&query)?,
            next: None,
        })
    };
    desk.shelf.ask(ask).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MapAsked {
    #[serde(default, deserialize_with = "words")]
    words: Option<String>,
    #[serde(default, deserialize_with = "words")]
    event: Option<String>,
    #[serde(default, deserialize_with = "day")]
    since: Option<Date>,
    #[serde(default, deserialize_with = "day")]
    until: Option<Date>,
}

/// Places on a map at most.
const MAPPED: usize = 2000;

/// The places that reports name.
pub(super) async fn map(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<MapAsked>,
) -> Result<Response, Problem> {
    let query = MapQuery {
        words: asked.words,
        event: asked.event,
        since: asked.since,
        until: asked.until,
        limit: MAPPED,
    };
    let ask = move |ledger: &sayso_ledger::Ledger| {
        json(&Page {
            items: ledger.map(&query)?,
            next: None,
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
        })
    };
    desk.shelf.ask(ask).await
}
