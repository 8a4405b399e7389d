//! What people decided on reports, stories and claims, and what most needs a look.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use sayso_ledger::{Decided, DecisionQuery, Entry, Ledger, NewDecision, QueueQuery, Undo};

use super::asked::{Asked, Part, Sent, number};
use super::lists::Nothing;
use super::{Page, json};
use crate::desk::{Desk, Reading};
use crate::problem::Problem;

/// The decisions, the latest first.
pub(super) async fn decisions(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<DecisionQuery>,
) -> Result<Response, Problem> {
    let Part { limit, skip } = Part::of(asked.limit, asked.skip, 50)?;
    let query = DecisionQuery {
        limit: Some(limit + 1),
        ..asked
    };
    let ask = move |ledger: &Ledger| {
        let page = Page::of(ledger.decisions(&query)?, skip, limit);
        json(&page.of_all(ledger.count_decisions(&query)?))
    };
    desk.shelf.ask(ask).await
}

/// Keeps a decision, or tells what would follow.
pub(super) async fn decide(
    State(desk): State<Arc<Desk>>,
    Asked(Nothing {}): Asked<Nothing>,
    Sent(new): Sent<NewDecision>,
) -> Result<Response, Problem> {
    let shelf = Arc::clone(&desk.shelf);
    let change = move |ledger: &mut Ledger| {
        let reading = desk.reading()?;
        told(&ledger.decide(&new, &|report| entry(reading, report))?)
    };
    shelf.change(change).await
}

/// Undoes one, or tells what would follow.
pub(super) async fn undo(
    State(desk): State<Arc<Desk>>,
    Path(decision): Path<String>,
    Asked(Nothing {}): Asked<Nothing>,
    Sent(undo): Sent<Undo>,
) -> Result<Response, Problem> {
    let decision = number(&decision, "decision")?;
    let shelf = Arc::clone(&desk.shelf);
    let change = move |ledger: &mut Ledger| {
        let reading = desk.reading()?;
        told(&ledger.undo(decision, &undo, &|report| entry(reading, report))?)
    };
    shelf.change(change).await
}

fn entry(reading: &Reading, report: &sayso::Report) -> Entry {
    Entry::new(&reading.reader.read(report), &reading.tables)
}

fn told(decided: &Decided) -> Result<Response, Problem> {
    let mut answer = json(decided)?;
    if decided.decision.is_some() {
        *answer.status_mut() = StatusCode::CREATED;
    }
    Ok(answer)
}

/// The rows that need a look most.
pub(super) async fn queue(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<QueueQuery>,
) -> Result<Response, Problem> {
    let Part { limit, skip } = Part::of(asked.limit, asked.skip, 20)?;
    let query = QueueQuery {
        limit: Some(limit + 1),
        ..asked
    };
    let ask = move |ledger: &Ledger| {
        let (rows, total) = ledger.queue(&query)?;
        json(&Page::of(rows, skip, limit).of_all(total))
    };
    desk.shelf.ask(ask).await
}
