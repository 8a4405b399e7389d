//! The tools and what they answer.

use sayso_ledger::{
    BrowseQuery, ClaimQuery, EventQuery, FigureQuery, Ledger, LedgerError, StatementQuery, Status,
};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::rpc::{INVALID_PARAMS, Refusal};

/// Rows of an answer at most, and where none are asked for.
const MOST: usize = 100;
const USUAL: usize = 20;

/// The tools as a client is told of them.
pub(crate) fn list() -> Value {
    let tool = |name: &str, title: &str, description: &str, mut schema: Value| {
        if let Some(limit) = schema.pointer_mut("/properties/limit") {
            *limit = json!({"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL});
        }
        json!({
            "name": name,
            "title": title,
            "description": description,
            "inputSchema": schema,
            "annotations": {"readOnlyHint": true, "openWorldHint": false},
        })
    };
    json!([
        tool(
            "search",
            "Search reports",
            "Reports with all of the words, with whose word most of their statements are. Words in double \
             quotation marks are a phrase.",
            arguments::<BrowseQuery>(),
        ),
        tool(
            "report",
            "One report",
            "A report with its text, its statements and figures, who says them, and what it shares with others. \
             Spans are code points of the text.",
            arguments::<ReportAsked>(),
        ),
        tool(
            "statements",
            "Who said what",
            "Statements with the exact words, the speaker, the chain from the outlet to the last voice, and the \
             report.",
            arguments::<StatementQuery>(),
        ),
        tool(
            "events",
            "Who did what to whom",
            "Events by PLOVER type, with actors and recipients, place, day, status, the sentence, whose word it is, \
             and the report.",
            arguments::<EventQuery>(),
        ),
        tool(
            "figure_history",
            "A figure through time",
            "What reports give as the number of something, day by day, with bounds, the sentence, the source and \
             the report. Figures may count different things: compare their sentences.",
            arguments::<FigureQuery>(),
        ),
        tool(
            "claims",
            "What is claimed, and on whose word",
            "Claims across reports with their status and its reasons, how many reports, publishers, publisher \
             families and independent origins stand behind each, and every report's own words for or against it. \
             Many reports may have one origin.",
            arguments::<ClaimsAsked>(),
        ),
    ])
}

/// The JSON Schema of a tool's arguments.
fn arguments<T: JsonSchema>() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.inline_subschemas = true;
    settings.meta_schema = None;
    let schema = settings.into_generator().into_root_schema_for::<T>();
    let mut schema = schema.to_value();
    if let Value::Object(fields) = &mut schema {
        fields.remove("title");
        fields.remove("description");
    }
    schema
}

/// Runs a tool. What the ledger can't answer is told as the tool's error, which the model sees.
pub(crate) fn call(ledger: &Ledger, params: &Value) -> Result<Value, Refusal> {
    let arguments = match &params["arguments"] {
        Value::Null => json!({}),
        arguments => arguments.clone(),
    };
    let name = params["name"].as_str().unwrap_or_default();
    let found = match name {
        "search" => asked(arguments)?.and_then(|asked| search(ledger, asked)),
        "report" => asked(arguments)?.and_then(|asked| report(ledger, asked)),
        "statements" => asked(arguments)?.and_then(|asked| statements(ledger, asked)),
        "events" => asked(arguments)?.and_then(|asked| events(ledger, asked)),
        "claims" => asked(arguments)?.and_then(|asked| claims(ledger, asked)),
        "figure_history" => asked(arguments)?.and_then(|asked| figures(ledger, asked)),
        _ => return Err(refused(format!("{name:?}: no such tool"))),
    };
    Ok(match found {
        Ok(found) => json!({
            "content": [{"type": "text", "text": found.to_string()}],
            "structuredContent": found,
            "isError": false,
        }),
        Err(complaint) => json!({
            "content": [{"type": "text", "text": complaint}],
            "isError": true,
        }),
    })
}

fn refused(message: String) -> Refusal {
    Refusal {
        code: INVALID_PARAMS,
        message,
    }
}

/// What is asked for. Fields that there are not are refused as no call of the tool; a value that can't be is told to
/// the model, with those that can.
fn asked<T: DeserializeOwned>(arguments: Value) -> Result<Result<T, String>, Refusal> {
    serde_json::from_value(arguments).map(Ok).or_else(|error| {
        let told = error.to_string();
        match told.starts_with("unknown field") || told.starts_with("missing field") {
            true => Err(refused(told)),
            false => Ok(Err(told)),
        }
    })
}

/// What was found, or what to tell instead.
type Found = Result<Value, String>;

fn rows<T: Serialize>(rows: Result<Vec<T>, LedgerError>) -> Found {
    let rows = rows.map_err(|error| error.to_string())?;
    Ok(json!({"found": rows.len(), "rows": rows}))
}

fn most(limit: Option<usize>) -> usize {
    limit.unwrap_or(USUAL).clamp(1, MOST)
}

fn search(ledger: &Ledger, asked: BrowseQuery) -> Found {
    rows(ledger.reports(&BrowseQuery {
        limit: Some(most(asked.limit)),
        ..asked
    }))
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReportAsked {
    /// Its number, address or path
    #[schemars(schema_with = "number_or_name")]
    report: NumberOrName,
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

fn report(ledger: &Ledger, asked: ReportAsked) -> Found {
    let name = match asked.report {
        NumberOrName::Number(number) => number.to_string(),
        NumberOrName::Name(name) => name,
    };
    let number = ledger.find(&name).map_err(|error| error.to_string())?;
    let found = match number {
        Some(number) => ledger.report(number).map_err(|error| error.to_string())?,
        None => None,
    };
    let Some(found) = found else {
        return Err(format!(
            "{name}: the ledger has no such report; find its number with the tool `search`"
        ));
    };
    serde_json::to_value(&found).map_err(|error| error.to_string())
}

fn statements(ledger: &Ledger, asked: StatementQuery) -> Found {
    rows(ledger.statements(&StatementQuery {
        limit: Some(most(asked.limit)),
        ..asked
    }))
}

fn events(ledger: &Ledger, asked: EventQuery) -> Found {
    rows(ledger.events(&EventQuery {
        limit: Some(most(asked.limit)),
        ..asked
    }))
}

fn figures(ledger: &Ledger, asked: FigureQuery) -> Found {
    rows(ledger.figures(&FigureQuery {
        limit: Some(most(asked.limit)),
        ..asked
    }))
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ClaimsAsked {
    /// Words of what is claimed
    about: Option<String>,
    /// How it stands: single source, confirmed, disputed, updated or corrected
    status: Option<Status>,
    /// Of this story
    story: Option<i64>,
    /// How many at most
    limit: Option<usize>,
}

fn claims(ledger: &Ledger, asked: ClaimsAsked) -> Found {
    rows(ledger.claims(&ClaimQuery {
        about: asked.about,
        status: asked.status,
        story: asked.story,
        limit: Some(most(asked.limit)),
        ..ClaimQuery::default()
    }))
}
