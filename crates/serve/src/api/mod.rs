//! The rows as JSON, for the page and for programs. `openapi.json` describes it, and a test holds the two equal.

mod add;
mod asked;
mod claims;
mod decisions;
mod lists;
mod report;
mod review;
mod voices;

use std::sync::Arc;

use asked::Part;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;

use crate::desk::Desk;
use crate::problem::Problem;

/// The description of the API.
pub(crate) const OPENAPI: &str = include_str!("../../openapi.json");

pub(crate) fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/openapi.json", get(async || json_text(OPENAPI.to_owned())))
        .route("/v1/ledger", get(lists::ledger))
        .route("/v1/search", get(lists::search))
        .route("/v1/reports", get(lists::reports).post(add::text))
        .route(
            "/v1/files",
            post(add::file).layer(DefaultBodyLimit::max(add::LARGEST)),
        )
        .route("/v1/addresses", post(add::address))
        .route("/v1/reports/{report}", get(report::report))
        .route("/v1/reports/{report}/annotations", get(report::annotations))
        .route("/v1/statements", get(lists::statements))
        .route("/v1/figures", get(lists::figures))
        .route("/v1/map", get(lists::map))
        .route("/v1/outlets", get(lists::outlets))
        .route("/v1/voices/{name}", get(voices::voice))
        .route("/v1/events", get(claims::events))
        .route("/v1/claims", get(claims::claims))
        .route("/v1/stories", get(claims::stories))
        .route("/v1/stories/{story}", get(claims::story))
        .route("/v1/entities", get(lists::entities))
        .route("/v1/verify", post(lists::verify))
        .route("/v1/queue", get(decisions::queue))
        .route(
            "/v1/decisions",
            get(decisions::decisions).post(decisions::decide),
        )
        .route("/v1/decisions/{decision}/undo", post(decisions::undo))
        .route("/v1/reviews", get(review::reviews).post(review::decide))
        .route("/v1/reviews/agreement", get(review::agreement))
        .route("/v1/reviews/training", get(review::training))
        .layer(DefaultBodyLimit::max(asked::LARGEST))
        .method_not_allowed_fallback(async || {
            Problem::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "this address does not take that method; see /api/openapi.json",
            )
        })
        .fallback(async || {
            Problem::missing("there is nothing here; /api/openapi.json tells what there is")
        })
}

/// Some of a list, and where it goes on.
#[derive(Serialize)]
struct Page<T> {
    items: Vec<T>,
    /// How many to skip for the next ones; null at the end.
    next: Option<usize>,
    /// How many there are in all; null where that was not counted.
    total: Option<usize>,
}

impl<T> Page<T> {
    /// With how many there are in all.
    fn of_all(self, total: usize) -> Self {
        Self {
            total: Some(total),
            ..self
        }
    }

    /// Of a list that was asked for with one more than `limit`.
    fn of(mut items: Vec<T>, skip: usize, limit: usize) -> Self {
        let more = items.len() > limit;
        items.truncate(limit);
        Self {
            items,
            next: more.then_some(skip + limit),
            total: None,
        }
    }

    /// Of a list that was asked for from its beginning.
    fn from(mut items: Vec<T>, Part { limit, skip }: Part) -> Self {
        Self::of(items.split_off(skip.min(items.len())), skip, limit)
    }
}

/// An answer as JSON, written on the thread that found it.
fn json(answer: &impl Serialize) -> Result<Response, Problem> {
    serde_json::to_string(answer)
        .map(json_text)
        .map_err(|error| Problem::broken(error.to_string()))
}

pub(crate) fn json_text(text: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}
