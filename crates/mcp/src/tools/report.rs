//! A report with its rows: the text before the rows.

use sayso_ledger::Ledger;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answers::{event, figure, lean, statement, told as failed};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportAsked {
    /// Its number, address or path
    #[schemars(schema_with = "number_or_name")]
    report: NumberOrName,
    /// Which rows: statements, figures, events, places, entities, times; statements where none is told
    #[serde(default)]
    rows: Vec<Rows>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Rows {
    Statements,
    Figures,
    Events,
    Places,
    Entities,
    Times,
}

fn number_or_name(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({"type": ["integer", "string"]})
}

#[derive(Deserialize)]
#[serde(untagged)]
enum NumberOrName {
    Number(i64),
    Name(String),
}

/// Fields in the order in which they are told: `json!` would sort them.
struct Told(Vec<(&'static str, Value)>);

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("{")?;
        for (at, (name, value)) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            write!(f, "{comma}\"{name}\":{value}")?;
        }
        f.write_str("}")
    }
}

pub(super) fn report(ledger: &Ledger, asked: ReportAsked) -> Result<String, String> {
    let name = match asked.report {
        NumberOrName::Number(number) => number.to_string(),
        NumberOrName::Name(name) => name,
    };
    let number = ledger.find(&name).map_err(failed)?;
    let found = match number {
        Some(number) => ledger.report(number).map_err(failed)?,
        None => None,
    };
    let Some(found) = found else {
        return Err(format!(
            "{name}: the ledger has no such report; find its number with the tool `search`"
        ));
    };
    let wanted = |rows: Rows| {
        asked.rows.contains(&rows) || asked.rows.is_empty() && rows == Rows::Statements
    };
    let mut told = vec![
        ("report", json!(found.report)),
        ("title", json!(found.title)),
        ("outlet", json!(found.outlet)),
        ("published", json!(found.published)),
        ("url", json!(found.url)),
        ("text", json!(found.text)),
        (
            "rests_on",
            json!(
                found
                    .rests_on
                    .iter()
                    .map(|row| lean(json!({"name": row.name, "statements": row.statements})))
                    .collect::<Vec<_>>()
            ),
        ),
        (
            "story",
            json!(ledger.story_of(found.report).map_err(failed)?),
        ),
        ("warnings", json!(found.warnings)),
        ("decided", json!(found.decided)),
    ];
    told.retain(|(_, value)| {
        !value.is_null() && value.as_array().is_none_or(|all| !all.is_empty())
    });
    if wanted(Rows::Statements) {
        told.push((
            "statements",
            found.statements.iter().map(statement).collect(),
        ));
    }
    if wanted(Rows::Figures) {
        told.push(("figures", found.figures.iter().map(figure).collect()));
    }
    if wanted(Rows::Events) {
        told.push(("events", found.events.iter().map(event).collect()));
    }
    if wanted(Rows::Places) {
        told.push((
            "places",
            found.places.iter().map(|row| lean(json!(row))).collect(),
        ));
    }
    if wanted(Rows::Entities) {
        let named = found.entities.iter().map(|row| {
            lean(json!({"id": row.id, "name": row.name, "type": row.kind, "country": row.country, "office": row.office,
                "mentions": row.mentions.len()}))
        });
        told.push(("entities", named.collect()));
    }
    if wanted(Rows::Times) {
        told.push((
            "times",
            found.times.iter().map(|row| lean(json!(row))).collect(),
        ));
    }
    // The text comes before the rows, whatever the names are.
    Ok(Told(told).to_string())
}
