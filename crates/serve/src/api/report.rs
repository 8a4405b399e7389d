//! One report with all its rows.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use sayso_ledger::{Ledger, ReportFound, Review};
use serde::{Deserialize, Serialize};

use super::asked::{Asked, number, words};
use super::lists::Nothing;
use super::{json, json_text};
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnnotationsAsked {
    /// Sorts of rows, parted by commas; statements where none is told.
    #[serde(default, deserialize_with = "words")]
    kinds: Option<String>,
}

/// A report's rows as annotations of its text (W3C Web Annotation).
pub(super) async fn annotations(
    State(desk): State<Arc<Desk>>,
    Path(report): Path<String>,
    Asked(asked): Asked<AnnotationsAsked>,
) -> Result<Response, Problem> {
    let report = number(&report, "report")?;
    let kinds = asked.kinds.as_deref().unwrap_or("statement");
    let kinds: Vec<String> = kinds
        .split(',')
        .map(|kind| kind.trim().to_owned())
        .collect();
    if let Some(wrong) = kinds
        .iter()
        .find(|kind| !sayso_export::ANNOTATED.contains(&kind.as_str()))
    {
        return Err(Problem::bad(format!(
            "kinds: {wrong:?} is none of {}",
            sayso_export::ANNOTATED.join(", ")
        )));
    }
    let ask = move |ledger: &Ledger| {
        let Some(stored) = ledger.stored(report)? else {
            return Err(Problem::missing(format!(
                "report {report}: the ledger has no such report"
            )));
        };
        let page = sayso_export::annotations_of(&stored, &kinds)
            .map_err(|error| Problem::broken(error.to_string()))?;
        let mut answer = json_text(page.to_string());
        answer.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(
                "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"",
            ),
        );
        Ok(answer)
    };
    desk.shelf.ask(ask).await
}
