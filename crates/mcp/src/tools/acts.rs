//! The tools that read a text: one holds it against the ledger, one keeps it.

use sayso::report::{Basis, Published};
use sayso::{Day, Report};
use sayso_ledger::{Entry, Ledger, Outcome};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answers::{Found, lean, part, short, told};
use crate::rpc::Server;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Draft {
    /// The text to be checked
    text: String,
}

pub(super) fn verify(server: &Server<'_>, draft: Draft) -> Found {
    if draft.text.trim().is_empty() {
        return Err("text: is empty".to_owned());
    }
    let report = Report::from_text("-", draft.text);
    let reading = server.reading()?.reader.read(&report);
    if let Some(refusal) = reading.refusal() {
        return Err(refusal);
    }
    let checks = server.ledger.verify(&reading).map_err(told)?;
    let rows: Vec<Value> = checks
        .iter()
        .map(|check| {
            let held = check.held.as_ref().map(|held| {
                lean(json!({"report": held.report, "row": held.id, "who": held.who, "words": short(&held.words)}))
            });
            lean(json!({
                "kind": check.kind,
                "verdict": check.verdict,
                "words": check.words,
                "who": check.who,
                "reason": check.reason,
                "ledger_has": held,
                "now": check.now.as_ref().map(|now| lean(json!(now))),
            }))
        })
        .collect();
    let all = rows.len();
    part(rows, all, 0)
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    /// The text
    text: String,
    /// Its headline
    title: Option<String>,
    /// Who published it
    outlet: Option<String>,
    /// When: YYYY-MM-DD
    published: Option<Day>,
    /// Its address
    url: Option<String>,
}

pub(super) fn add(server: &Server<'_>, text: Text) -> Found {
    if text.text.trim().is_empty() {
        return Err("text: is empty".to_owned());
    }
    let read = Report::from_text("-", text.text);
    let report = Report {
        title: text.title.or(read.title),
        outlet: text.outlet.or(read.outlet),
        url: text.url.or(read.url),
        published: text
            .published
            .map(|Day(date)| Published {
                date,
                basis: Basis::Given,
            })
            .or(read.published),
        ..read
    };
    let reading = server.reading()?;
    let found = reading.reader.read(&report);
    let entry = Entry::new(&found, &reading.tables);
    let mut ledger = Ledger::open(server.ledger.path()).map_err(told)?;
    let added = ledger.add([entry]).map_err(told)?;
    let outcome = match added[0].outcome {
        Outcome::New => "new",
        Outcome::Known => "known before",
        Outcome::Revision(_) => "a later version",
        Outcome::Removed => "not added: a person took it out",
    };
    Ok(lean(json!({
        "report": added[0].report,
        "outcome": outcome,
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published.map(|published| published.date.to_string()),
        "statements": found.statements.len(),
        "story": ledger.story_of(added[0].report).map_err(told)?,
        "warnings": found.warnings(),
    })))
}
