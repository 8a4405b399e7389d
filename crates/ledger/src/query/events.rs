use sayso::events::Status;
use sayso::rows::Hit;
use sayso::{Day, EventRow, EventType};
use schemars::JsonSchema;
use serde::Deserialize;

use super::asked::words;
use super::hits::Asked;
use crate::{Ledger, LedgerError};

/// Which events are asked for; all conditions hold.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, clap::Args)]
#[serde(default, deny_unknown_fields)]
pub struct EventQuery {
    /// PLOVER type: ASSAULT, CONSULT…
    #[arg(long = "type", value_name = "TYPE")]
    #[serde(rename = "type")]
    pub kind: Option<EventType>,
    /// PLOVER mode
    #[arg(long, value_name = "MODE")]
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub mode: Option<String>,
    /// Words of who does it: their words, their names or the codes of their countries
    #[arg(long, value_name = "WORDS")]
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub actor: Option<String>,
    /// Words of those to whom it is done
    #[arg(long, value_name = "WORDS")]
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub recipient: Option<String>,
    /// Words of the place, its divisions or the code of its country
    #[arg(long, value_name = "WORDS")]
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub place: Option<String>,
    /// How far it has come: happened, ongoing, planned, possible, denied or background
    #[arg(long)]
    pub status: Option<Status>,
    /// Published by this outlet
    #[arg(long, value_name = "NAME")]
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub outlet: Option<String>,
    /// On this day or later (where its clause does not tell the day, that on which it was said counts, else that of
    /// publication)
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Day>,
    /// On this day or before
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<Day>,
    /// How many at most, of the reports added last
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// How many of the first are passed over
    #[arg(long, value_name = "N")]
    pub skip: Option<usize>,
}

impl Ledger {
    /// The events that meet a query. At a limit those of the reports added last are taken; they come the latest
    /// first.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn events(
        &self,
        query: &EventQuery,
    ) -> std::result::Result<Vec<Hit<EventRow>>, LedgerError> {
        let asked = asked(query);
        let mut found = asked
            .hits::<EventRow>(&self.file, query.limit, query.skip.unwrap_or(0))
            .map_err(|error| self.failed(&error))?;
        found.sort_by_key(|hit| std::cmp::Reverse(hit.day));
        self.unaltered(found.iter().map(|hit| hit.report))?;
        Ok(found)
    }

    /// How many events meet a query, whatever its limit.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn count_events(&self, query: &EventQuery) -> std::result::Result<usize, LedgerError> {
        asked(query)
            .count(&self.file)
            .map_err(|error| self.failed(&error))
    }
}

fn asked(query: &EventQuery) -> Asked {
    let mode = query.mode.as_ref().map(|mode| mode.to_lowercase());
    Asked::of::<EventRow>()
        .words(Some("actor"), query.actor.as_ref())
        .words(Some("recipient"), query.recipient.as_ref())
        .words(Some("place"), query.place.as_ref())
        .only("event.kind =", query.kind)
        .only("event.mode =", mode)
        .only("event.status =", query.status)
        .only("event.day >=", query.since)
        .only("event.day <=", query.until)
        .only("report.outlet COLLATE NOCASE =", query.outlet.as_ref())
}
