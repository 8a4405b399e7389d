//! Who speaks.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use sayso_ledger::Ledger;
use serde::Deserialize;

use super::asked::{Asked, Part, words};
use super::lists::Nothing;
use super::{Page, json};
use crate::desk::Desk;
use crate::problem::Problem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VoicesAsked {
    #[serde(default, deserialize_with = "words")]
    words: Option<String>,
    limit: Option<usize>,
}

/// Who speaks, those of most statements first.
pub(super) async fn voices(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<VoicesAsked>,
) -> Result<Response, Problem> {
    let Part { limit, .. } = Part::of(asked.limit, None, 20)?;
    let ask = move |ledger: &Ledger| {
        json(&Page {
            items: ledger.voices(asked.words.as_deref(), limit)?,
            next: None,
        })
    };
    desk.shelf.ask(ask).await
}

/// What a voice of this very name said.
pub(super) async fn voice(
    State(desk): State<Arc<Desk>>,
    Path(name): Path<String>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Response, Problem> {
    let ask = move |ledger: &Ledger| match ledger.voice(&name)? {
        Some(voice) => json(&voice),
        None => Err(Problem::missing(format!(
            "{name:?}: nobody of this name speaks in the ledger"
        ))),
    };
    desk.shelf.ask(ask).await
}
