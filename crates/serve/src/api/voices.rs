//! Who speaks.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use sayso_ledger::Ledger;

use super::asked::Asked;
use super::json;
use super::lists::Nothing;
use crate::desk::Desk;
use crate::problem::Problem;

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
