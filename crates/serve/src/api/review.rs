//! What people decided.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sayso_ledger::{Ledger, NewReview, ReviewQuery};

use super::asked::{Asked, Part, Sent};
use super::lists::Nothing;
use super::{Page, json};
use crate::desk::Desk;
use crate::problem::Problem;

pub(super) async fn reviews(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<ReviewQuery>,
) -> Result<Response, Problem> {
    let Part { limit, skip } = Part::of(asked.limit, asked.skip, 50)?;
    let query = ReviewQuery {
        limit: Some(limit + 1),
        ..asked
    };
    let ask = move |ledger: &Ledger| json(&Page::of(ledger.reviews(&query)?, skip, limit));
    desk.shelf.ask(ask).await
}

pub(super) async fn decide(
    State(desk): State<Arc<Desk>>,
    Asked(Nothing {}): Asked<Nothing>,
    Sent(new): Sent<NewReview>,
) -> Result<Response, Problem> {
    let change = move |ledger: &mut Ledger| {
        let mut kept = json(&ledger.review(&new)?)?;
        *kept.status_mut() = StatusCode::CREATED;
        Ok(kept)
    };
    desk.shelf.change(change).await
}

pub(super) async fn agreement(
    State(desk): State<Arc<Desk>>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Response, Problem> {
    let ask = |ledger: &Ledger| {
        json(&Page {
            items: ledger.agreement()?,
            next: None,
            total: None,
        })
    };
    desk.shelf.ask(ask).await
}

/// The decisions as JSON Lines.
pub(super) async fn training(
    State(desk): State<Arc<Desk>>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Response, Problem> {
    let ask = |ledger: &Ledger| {
        let told = [
            (header::CONTENT_TYPE, "application/x-ndjson"),
            (
                header::CONTENT_DISPOSITION,
                "attachment; filename=\"sayso-reviews.jsonl\"",
            ),
        ];
        Ok((told, ledger.training_data()?).into_response())
    };
    desk.shelf.ask(ask).await
}
