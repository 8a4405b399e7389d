//! The tools and what they answer.

use jiff::civil::Date;
use sayso_ledger::{
    BrowseQuery, ClaimQuery, FigureQuery, Ledger, LedgerError, StatementQuery, Status,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::rpc::{INVALID_PARAMS, Refusal};

/// Rows of an answer at most, and where none are asked for.
const MOST: usize = 100;
const USUAL: usize = 20;

/// The tools as a client is told of them.
pub(crate) fn list() -> Value {
    let words = |what: &str| json!({"type": "string", "description": what});
    let day = |what: &str| json!({"type": "string", "format": "date", "description": what});
    let limit = json!({"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL});
    let tool =
        |name: &str, title: &str, description: &str, properties: Value, required: &[&str]| {
            json!({
                "name": name,
                "title": title,
                "description": description,
                "inputSchema": {
                    "type": "object",
                    "properties": properties,
                    "required": required,
                    "additionalProperties": false,
                },
                "annotations": {"readOnlyHint": true, "openWorldHint": false},
            })
        };
    json!([
        tool(
            "search",
            "Search reports",
            "Reports with all of the words, with whose word most of their statements are. Words in double \
             quotation marks are a phrase.",
            json!({
                "words": words("what to look for in title and text"),
                "speaker": words("words of the name of someone who speaks in it"),
                "outlet": words("the outlet's name"),
                "since": day("published on this day or later"),
                "until": day("published on this day or before"),
                "limit": limit,
            }),
            &[],
        ),
        tool(
            "report",
            "One report",
            "A report with its text, its statements and figures, who says them, and what it shares with others. \
             Spans are code points of the text.",
            json!({"report": {"type": ["integer", "string"], "description": "its number, address or path"}}),
            &["report"],
        ),
        tool(
            "statements",
            "Who said what",
            "Statements with the exact words, the speaker, the chain from the outlet to the last voice, and the \
             report.",
            json!({
                "by": words("words of the speaker's name"),
                "about": words("words of what is said"),
                "stance": words("what the speaker does with it: asserts, denies, asks, orders…"),
                "outlet": words("the outlet's name"),
                "since": day("said on this day or later"),
                "until": day("said on this day or before"),
                "limit": limit,
            }),
            &[],
        ),
        tool(
            "figure_history",
            "A figure through time",
            "What reports give as the number of something, day by day, with bounds, the sentence, the source and \
             the report. Figures may count different things: compare their sentences.",
            json!({"of": words("what is counted: \"killed dam\""), "limit": limit}),
            &["of"],
        ),
        tool(
            "claims",
            "What is claimed, and on whose word",
            "Claims across reports with their status and its reasons, how many reports, publishers, publisher \
             families and independent origins stand behind each, and every report's own words for or against it. \
             Many reports may have one origin.",
            json!({
                "about": words("words of what is claimed"),
                "status": {"type": "string", "enum": Status::ALL.iter().map(|status| status.as_str()).collect::<Vec<_>>()},
                "story": {"type": "integer", "description": "of this story"},
                "limit": limit,
            }),
            &[],
        ),
    ])
}

/// Runs a tool. What the ledger can't answer is told as the tool's error, which the model sees.
pub(crate) fn call(ledger: &Ledger, params: &Value) -> Result<Value, Refusal> {
    let arguments = match &params["arguments"] {
        Value::Null => json!({}),
        arguments => arguments.clone(),
    };
    let name = params["name"].as_str().unwrap_or_default();
    let found = match name {
        "search" => search(ledger, asked(arguments)?),
        "report" => report(ledger, asked(arguments)?),
        "statements" => statements(ledger, asked(arguments)?),
        "claims" => claims(ledger, asked(arguments)?),
        "figure_history" => figures(ledger, asked(arguments)?),
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

fn asked<T: DeserializeOwned>(arguments: Value) -> Result<T, Refusal> {
    serde_json::from_value(arguments).map_err(|error| refused(error.to_string()))
}

/// What was found, or what to tell instead.
type Found = Result<Value, String>;

fn rows<T: Serialize>(rows: Result<Vec<T>, LedgerError>) -> Found {
    let rows = rows.map_err(|error| error.to_string())?;
    Ok(json!({"found": rows.len(), "rows": rows}))
}

fn day(words: Option<&str>) -> Result<Option<Date>, String> {
    let day = |words: &str| {
        words
            .parse()
            .map_err(|_| format!("{words:?} is no day; write it like 2026-04-11"))
    };
    words.map(day).transpose()
}

fn most(limit: Option<usize>) -> usize {
    limit.unwrap_or(USUAL).clamp(1, MOST)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SearchAsked {
    words: Option<String>,
    speaker: Option<String>,
    outlet: Option<String>,
    since: Option<String>,
    until: Option<String>,
    limit: Option<usize>,
}

fn search(ledger: &Ledger, asked: SearchAsked) -> Found {
    rows(ledger.reports(&BrowseQuery {
        since: day(asked.since.as_deref())?,
        until: day(asked.until.as_deref())?,
        words: asked.words,
        speaker: asked.speaker,
        outlet: asked.outlet,
        limit: most(asked.limit),
        ..BrowseQuery::default()
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportAsked {
    report: NumberOrName,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatementsAsked {
    by: Option<String>,
    about: Option<String>,
    stance: Option<String>,
    outlet: Option<String>,
    since: Option<String>,
    until: Option<String>,
    limit: Option<usize>,
}

fn statements(ledger: &Ledger, asked: StatementsAsked) -> Found {
    rows(ledger.statements(&StatementQuery {
        since: day(asked.since.as_deref())?,
        until: day(asked.until.as_deref())?,
        by: asked.by,
        about: asked.about,
        stance: asked.stance,
        outlet: asked.outlet,
        limit: Some(most(asked.limit)),
        ..StatementQuery::default()
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FiguresAsked {
    of: String,
    limit: Option<usize>,
}

fn figures(ledger: &Ledger, asked: FiguresAsked) -> Found {
    rows(ledger.figures(&FigureQuery {
        of: asked.of,
        limit: Some(most(asked.limit)),
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimsAsked {
    about: Option<String>,
    status: Option<String>,
    story: Option<i64>,
    limit: Option<usize>,
}

fn claims(ledger: &Ledger, asked: ClaimsAsked) -> Found {
    let status = |words: &str| {
        let all: Vec<&str> = Status::ALL.iter().map(|status| status.as_str()).collect();
        Status::parse(words)
            .ok_or_else(|| format!("{words:?} is no status; those are {}", all.join(", ")))
    };
    rows(ledger.claims(&ClaimQuery {
        about: asked.about.clone(),
        status: asked.status.as_deref().map(status).transpose()?,
        story: asked.story,
        limit: Some(most(asked.limit)),
        ..ClaimQuery::default()
    }))
}
