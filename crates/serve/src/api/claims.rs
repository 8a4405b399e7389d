//! Events, claims and stories. `openapi.json` tells their shapes; the ledger keeps none yet, and so the lists are
//! empty.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use sayso_ledger::{Ledger, LedgerError};
use serde::Deserialize;
use serde_json::Value;

use super::asked::{Asked, Part, number};
use super::lists::Nothing;
use super::{Page, json};
use crate::desk::Desk;
use crate::problem::Problem;

/// The events of a report.
pub(super) fn events_of(_: &Ledger, _: i64) -> Result<Vec<Value>, LedgerError> {
    Ok(Vec::new())
}

/// The story that a report is of.
pub(super) fn story_of(_: &Ledger, _: i64) -> Result<Option<i64>, LedgerError> {
    Ok(None)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListAsked {
    limit: Option<usize>,
    skip: Option<usize>,
}

/// Events, claims or stories.
pub(super) async fn none_yet(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<ListAsked>,
) -> Result<Response, Problem> {
    let Part { limit, skip } = Part::of(asked.limit, asked.skip, 20)?;
    let ask = move |_: &Ledger| json(&Page::of(Vec::<Value>::new(), skip, limit));
    desk.shelf.ask(ask).await
}

pub(super) async fn story(
    Path(story): Path<String>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Response, Problem> {
    let story = number(&story, "story")?;
    Err(Problem::missing(format!(
        "story {story}: the ledger has no such story"
    )))
}
