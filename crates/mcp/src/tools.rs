//! The tools, as a client is told of them, and the call of one.

mod acts;
mod answers;
mod report;

use sayso_ledger::{BrowseQuery, EntityQuery, EventQuery, FigureQuery, StatementQuery};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::rpc::{INVALID_PARAMS, Refusal, Server};
use acts::{Draft, Text, add, verify};
use answers::{
    ClaimsAsked, ListAsked, MOST, PlacesAsked, StoryAsked, USUAL, claims, entities, events,
    figures, places, search, statements, stories, story,
};
use report::{ReportAsked, report};

/// The tools as a client is told of them.
pub(crate) fn list() -> Value {
    let tool = |name: &str, title: &str, description: &str, mut schema: Value| {
        if let Some(limit) = schema.pointer_mut("/properties/limit") {
            *limit = json!({"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL});
        }
        if let Some(skip) = schema.pointer_mut("/properties/skip") {
            *skip = json!({"type": "integer", "minimum": 0, "default": 0});
        }
        json!({
            "name": name,
            "title": title,
            "description": description,
            "inputSchema": schema,
            "annotations": {"readOnlyHint": name != "add", "openWorldHint": false},
        })
    };
    json!([
        tool(
            "search",
            "Search reports",
            "Reports with all of the words, with whose word most of their statements are. Words in double \
             quotation marks are a phrase, one before an asterisk is a beginning (explo*).",
            arguments::<BrowseQuery>(),
        ),
        tool(
            "report",
            "One report",
            "A report: its text, whose word it is, then its statements and, where asked for with `rows`, its figures, \
             events, places, entities and times. Spans are code points of the text.",
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
            "Claims across reports with their status, who says and who denies each, how many reports, publishers and \
             independent origins stand behind it, and the first reports' own words for or against it; all of them \
             and the reasons where one `claim` is named. Many reports may have one origin.",
            arguments::<ClaimsAsked>(),
        ),
        tool(
            "stories",
            "What the reports are on",
            "Stories, those of the latest reports first, with their days and how many reports each has.",
            arguments::<ListAsked>(),
        ),
        tool(
            "story",
            "A story as a brief",
            "One story: its reports in the order of publication, and its claims by how they stand, contested ones \
             first.",
            arguments::<StoryAsked>(),
        ),
        tool(
            "entities",
            "Who and what is named",
            "Persons, bodies and countries by name, with how many statements each makes and how many deny.",
            arguments::<EntityQuery>(),
        ),
        tool(
            "places",
            "Where",
            "Places that reports name, with coordinates and how exact these are.",
            arguments::<PlacesAsked>(),
        ),
        tool(
            "verify",
            "Check a draft",
            "Holds a text against the ledger: each quotation with whom it is given to, each figure and each claim, \
             with a verdict, what the ledger has instead, and the sentences that nothing could be held against.",
            arguments::<Draft>(),
        ),
        tool(
            "add",
            "Add a report",
            "Reads a text and keeps it in the ledger as a report. Only for texts that the user wants kept.",
            arguments::<Text>(),
        ),
    ])
}

/// The ways of asking that a client may offer to its user.
pub(crate) fn prompts() -> Value {
    json!([
        {
            "name": "check_draft",
            "title": "Check this draft",
            "description": "Hold a draft against the ledger sentence by sentence.",
            "arguments": [{"name": "draft", "description": "The text", "required": true}],
        },
        {
            "name": "brief",
            "title": "Brief on a story",
            "description": "Who says what on a story, what is contested, and what changed.",
            "arguments": [{"name": "about", "description": "Words of the story", "required": true}],
        },
    ])
}

/// One of them, filled in.
pub(crate) fn prompt(params: &Value) -> Result<Value, Refusal> {
    let given = |name: &str| {
        let given = params["arguments"][name].as_str().map(str::trim);
        given
            .filter(|words| !words.is_empty())
            .ok_or_else(|| refused(format!("{name}: is needed")))
    };
    let text = match params["name"].as_str().unwrap_or_default() {
        "check_draft" => format!(
            "Check this draft with the tool `verify`. For every sentence say whether it stands, was superseded or \
             corrected, is disputed and by whom, is given to the wrong speaker, has other words than the ledger, or \
             could not be checked. Cite report and words; where the ledger does not tell, say so.\n\n{}",
            given("draft")?
        ),
        "brief" => format!(
            "Write a brief on “{}”. Find the story with `search` and `story`; for each claim say how it stands, who \
             says it and who denies it since when, and on how many independent origins it rests. Tolls through time \
             come from `figure_history`. Cite reports by number and quote their words.",
            given("about")?
        ),
        name => return Err(refused(format!("{name:?}: no such prompt"))),
    };
    Ok(json!({"messages": [{"role": "user", "content": {"type": "text", "text": text}}]}))
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
pub(crate) fn call(server: &Server<'_>, params: &Value) -> Result<Value, Refusal> {
    let arguments = match &params["arguments"] {
        Value::Null => json!({}),
        arguments => arguments.clone(),
    };
    let name = params["name"].as_str().unwrap_or_default();
    let ledger = &server.ledger;
    let found = match name {
        "search" => asked(arguments)?.and_then(|asked| search(ledger, asked)),
        "report" => match asked(arguments)?.and_then(|asked| report(ledger, asked)) {
            Ok(text) => return Ok(text_answer(&text)),
            Err(complaint) => Err(complaint),
        },
        "statements" => asked(arguments)?.and_then(|asked| statements(ledger, asked)),
        "events" => asked(arguments)?.and_then(|asked| events(ledger, asked)),
        "claims" => asked(arguments)?.and_then(|asked| claims(ledger, asked)),
        "figure_history" => asked(arguments)?.and_then(|asked| figures(ledger, asked)),
        "stories" => asked(arguments)?.and_then(|asked| stories(ledger, asked)),
        "story" => asked(arguments)?.and_then(|asked| story(ledger, asked)),
        "entities" => asked(arguments)?.and_then(|asked| entities(ledger, asked)),
        "places" => asked(arguments)?.and_then(|asked| places(ledger, asked)),
        "verify" => asked(arguments)?.and_then(|asked| verify(server, asked)),
        "add" => asked(arguments)?.and_then(|asked| add(server, asked)),
        _ => return Err(refused(format!("{name:?}: no such tool"))),
    };
    // Once: what is given as text is not given as a structure too.
    Ok(match found {
        Ok(found) => text_answer(&found.to_string()),
        Err(complaint) => json!({
            "content": [{"type": "text", "text": complaint}],
            "isError": true,
        }),
    })
}

fn text_answer(text: &str) -> Value {
    json!({"content": [{"type": "text", "text": text}], "isError": false})
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
