//! Events, claims and stories.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use sayso_ledger::{ClaimQuery, EventQuery, Glance, Ledger, LedgerError, Status, StoryFound};
use serde::{Deserialize, Serialize};

use super::asked::{Asked, Part, number, words};
use super::lists::Nothing;
use super::{Page, json};
use crate::desk::Desk;
use crate::problem::Problem;

/// Who did what to whom.
pub(super) async fn events(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<EventQuery>,
) -> Result<Response, Problem> {
    let Part { limit, skip } = Part::of(asked.limit, asked.skip, 30)?;
    let query = EventQuery {
        limit: Some(limit + 1),
        ..asked
    };
    let ask = move |ledger: &Ledger| {
        let page = Page::of(ledger.events(&query)?, skip, limit);
        json(&page.of_all(ledger.count_events(&query)?))
    };
    desk.shelf.ask(ask).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClaimsAsked {
    #[serde(default, deserialize_with = "words")]
    about: Option<String>,
    status: Option<Status>,
    #[serde(default, deserialize_with = "words")]
    kind: Option<String>,
    story: Option<i64>,
    /// Supported by so many reports or more.
    reports: Option<usize>,
    limit: Option<usize>,
    skip: Option<usize>,
}

/// The most reports that can be asked for.
const MOST_REPORTS: usize = 1_000_000;

/// What is claimed across reports.
pub(super) async fn claims(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<ClaimsAsked>,
) -> Result<Response, Problem> {
    let part = Part::of(asked.limit, asked.skip, 20)?;
    let reports = asked.reports.unwrap_or(1);
    if reports > MOST_REPORTS {
        return Err(Problem::bad(format!(
            "reports: {reports} is more than {MOST_REPORTS}"
        )));
    }
    let query = ClaimQuery {
        status: asked.status,
        story: asked.story,
        kind: asked.kind,
        about: asked.about,
        reports,
        limit: Some(part.end()),
    };
    let ask = move |ledger: &Ledger| {
        let page = Page::from(ledger.claims(&query)?, part);
        json(&page.of_all(ledger.count_claims(&query)?))
    };
    desk.shelf.ask(ask).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoriesAsked {
    limit: Option<usize>,
    skip: Option<usize>,
}

/// A story in a list.
#[derive(Serialize)]
struct StoryListed {
    #[serde(flatten)]
    story: StoryFound,
    #[serde(flatten)]
    glance: Glance,
}

/// Stories, those of the latest reports first.
pub(super) async fn stories(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<StoriesAsked>,
) -> Result<Response, Problem> {
    let part = Part::of(asked.limit, asked.skip, 30)?;
    let Part { limit, skip } = part;
    let ask = move |ledger: &Ledger| {
        let found = ledger.stories(Some(limit + 1), skip)?;
        let listed = found.into_iter().map(|story| {
            let glance = ledger.glance(story.story)?;
            Ok(StoryListed { story, glance })
        });
        let listed = listed.collect::<Result<Vec<_>, LedgerError>>()?;
        json(&Page::of(listed, skip, limit).of_all(ledger.count_stories()?))
    };
    desk.shelf.ask(ask).await
}

/// A story with its reports and claims.
pub(super) async fn story(
    State(desk): State<Arc<Desk>>,
    Path(story): Path<String>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Response, Problem> {
    let story = number(&story, "story")?;
    let ask = move |ledger: &Ledger| match ledger.story(story)? {
        Some(told) => json(&told),
        None => Err(Problem::missing(format!(
            "story {story}: the ledger has no such story"
        ))),
    };
    desk.shelf.ask(ask).await
}
