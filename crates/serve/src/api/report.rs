//! One report with all its rows.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use sayso_ledger::{Ledger, ReportFound, Review};
use serde::Serialize;

use super::asked::{Asked, number};
use super::json;
use super::lists::Nothing;
use crate::desk::Desk;
use crate::problem::Problem;

/// The report with its rows as lists give them, and what people decided.
#[derive(Serialize)]
struct ReportTold {
    #[serde(flatten)]
    found: ReportFound,
    /// The story that it is of.
    story: Option<i64>,
    reviews: Vec<Review>,
}

pub(super) async fn report(
    State(desk): State<Arc<Desk>>,
    Path(report): Path<String>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Response, Problem> {
    let report = number(&report, "report")?;
    let ask = move |ledger: &Ledger| {
        let Some(found) = ledger.report(report)? else {
            return Err(Problem::missing(format!(
                "report {report}: the ledger has no such report"
            )));
        };
        json(&ReportTold {
            story: ledger.story_of(report)?,
            reviews: ledger.reviews_of(report)?,
            found,
        })
    };
    desk.shelf.ask(ask).await
}
