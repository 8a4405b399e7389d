//! The tools and what they answer.

use sayso::report::{Basis, Published};
use sayso::{Day, EventRow, FigureRow, Report, StatementRow};
use sayso_ledger::{
    BrowseQuery, ClaimFound, ClaimQuery, EntityQuery, Entry, EventQuery, FigureQuery, Hit, Ledger,
    LedgerError, MapQuery, Outcome, StatementQuery, Status,
};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::rpc::{INVALID_PARAMS, Refusal, Server};

/// Rows of an answer at most, and where none are asked for.
const MOST: usize = 100;
const USUAL: usize = 20;

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

/// What was found, or what to tell instead.
type Found = Result<Value, String>;

/// Some of what there is: how many in all, and how to get more.
fn part(rows: Vec<Value>, all: usize, skip: usize) -> Found {
    let shown = skip + rows.len();
    let mut part = json!({"total": all, "shown": rows.len(), "rows": rows});
    if all == 0 {
        part["hint"] = "nothing is like that: all words must be there; try fewer, a beginning (explo*), or `search`".into();
    } else if shown < all {
        part["more"] = format!("ask again with \"skip\": {shown}, or narrow the question").into();
    }
    Ok(part)
}

fn told(error: LedgerError) -> String {
    error.to_string()
}

fn most(limit: Option<usize>) -> usize {
    limit.unwrap_or(USUAL).clamp(1, MOST)
}

/// Characters of a claim's or a sentence's words.
const WORDS: usize = 240;

/// Words cut at a blank.
fn short(words: &str) -> String {
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() <= WORDS {
        return plain;
    }
    let cut: String = plain.chars().take(WORDS).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(kept, _)| kept);
    format!("{cut}…")
}

/// An object without the fields that are null or empty.
fn lean(mut value: Value) -> Value {
    if let Value::Object(fields) = &mut value {
        fields.retain(|_, value| {
            !value.is_null()
                && value.as_array().is_none_or(|all| !all.is_empty())
                && value.as_str().is_none_or(|words| !words.is_empty())
        });
    }
    value
}

fn search(ledger: &Ledger, asked: BrowseQuery) -> Found {
    let asked = BrowseQuery {
        limit: Some(most(asked.limit)),
        ..asked
    };
    let found = ledger.reports(&asked).map_err(told)?;
    let rows = found.iter().map(|one| {
        let snippet: String = one
            .snippet
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        let voices = one
            .voices
            .iter()
            .filter_map(|voice| Some(format!("{} ({})", voice.name.as_deref()?, voice.statements)));
        lean(json!({
            "report": one.report,
            "title": one.title,
            "outlet": one.outlet,
            "published": one.published,
            "url": one.url,
            "path": one.title.is_none().then_some(&one.path),
            "statements": one.statements,
            "on_the_word_of": voices.collect::<Vec<_>>(),
            "words": snippet.trim(),
        }))
    });
    part(
        rows.collect(),
        ledger.count_reports(&asked).map_err(told)?,
        asked.skip.unwrap_or(0),
    )
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReportAsked {
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

fn report(ledger: &Ledger, asked: ReportAsked) -> Result<String, String> {
    let name = match asked.report {
        NumberOrName::Number(number) => number.to_string(),
        NumberOrName::Name(name) => name,
    };
    let number = ledger.find(&name).map_err(told)?;
    let found = match number {
        Some(number) => ledger.report(number).map_err(told)?,
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
            json!(ledger.story_of(found.report).map_err(self::told)?),
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

fn statement(hit: &Hit<StatementRow>) -> Value {
    let row = &hit.row;
    lean(json!({
        "report": hit.report,
        "row": row.id,
        "who": hit.words.who,
        "content": hit.words.content,
        "cue": hit.words.cue,
        "stance": row.stance,
        "negated": row.negated.then_some(true),
        "day": hit.day,
        "outlet": hit.outlet,
        "say_so": row.say_so,
        "span": row.content,
        "confidence": row.confidence,
        "decided": row.decided,
    }))
}

fn figure(hit: &Hit<FigureRow>) -> Value {
    let row = &hit.row;
    lean(json!({
        "report": hit.report,
        "row": row.id,
        "figure": hit.words.figure,
        "low": row.low,
        "best": row.best,
        "high": row.high,
        "unit": row.unit,
        "counted": row.counted,
        "kind": row.kind,
        "extent": row.extent,
        "day": hit.day,
        "outlet": hit.outlet,
        "say_so": row.say_so,
        "sentence": short(&hit.words.sentence),
        "decided": row.decided,
    }))
}

fn event(hit: &Hit<EventRow>) -> Value {
    let row = &hit.row;
    lean(json!({
        "report": hit.report,
        "row": row.id,
        "type": row.kind,
        "mode": row.mode,
        "status": row.status,
        "actors": hit.words.actors,
        "recipients": hit.words.recipients,
        "place": row.place,
        "day": hit.day,
        "outlet": hit.outlet,
        "say_so": row.say_so,
        "sentence": short(&hit.words.sentence),
        "confidence": row.confidence,
        "decided": row.decided,
    }))
}

fn statements(ledger: &Ledger, asked: StatementQuery) -> Found {
    let asked = StatementQuery {
        limit: Some(most(asked.limit)),
        ..asked
    };
    let found = ledger.statements(&asked).map_err(told)?;
    let all = ledger.count_statements(&asked).map_err(told)?;
    part(
        found.iter().map(statement).collect(),
        all,
        asked.skip.unwrap_or(0),
    )
}

fn events(ledger: &Ledger, asked: EventQuery) -> Found {
    let asked = EventQuery {
        limit: Some(most(asked.limit)),
        ..asked
    };
    let found = ledger.events(&asked).map_err(told)?;
    let all = ledger.count_events(&asked).map_err(told)?;
    part(
        found.iter().map(event).collect(),
        all,
        asked.skip.unwrap_or(0),
    )
}

fn figures(ledger: &Ledger, asked: FigureQuery) -> Found {
    let asked = FigureQuery {
        limit: Some(most(asked.limit)),
        ..asked
    };
    let found = ledger.figures(&asked).map_err(told)?;
    let all = ledger.count_figures(&asked).map_err(told)?;
    part(found.iter().map(figure).collect(), all, 0)
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ClaimsAsked {
    /// One claim, "story.number", with all of its reports and reasons
    claim: Option<String>,
    /// Words of what is claimed
    about: Option<String>,
    /// How it stands: single source, confirmed, disputed, updated or corrected
    status: Option<Status>,
    /// Of this story
    story: Option<i64>,
    /// How many at most
    limit: Option<usize>,
    /// How many of the first are passed over
    skip: Option<usize>,
}

/// Attestations of a claim in a list.
const ATTESTED: usize = 3;

fn claim(one: &ClaimFound, all: bool) -> Value {
    let shown = if all { usize::MAX } else { ATTESTED };
    let attested = one.attestations.iter().take(shown).map(|one| {
        lean(json!({
            "report": one.report,
            "role": one.role,
            "who": one.origin,
            "outlet": one.outlet,
            "published": one.published,
            "value": one.value,
            "words": short(&one.words),
            "rule": all.then_some(&one.rule),
        }))
    });
    let origins = match one.origins == one.origins_most {
        true => json!(one.origins),
        false => json!(format!("{} to {}", one.origins, one.origins_most)),
    };
    let more = one.attestations.len().saturating_sub(shown);
    lean(json!({
        "claim": one.claim,
        "status": one.status,
        "words": short(&one.words),
        "line": one.line,
        "measure": one.measure,
        "value_low": one.value_low,
        "value_high": one.value_high,
        "reports": one.reports,
        "publishers": one.publishers,
        "origins": origins,
        "reasons": if all { json!(one.reasons) } else { Value::Null },
        "attestations": attested.collect::<Vec<_>>(),
        "more_attestations": (more > 0).then_some(more),
        "decided": one.decided,
    }))
}

fn claims(ledger: &Ledger, asked: ClaimsAsked) -> Found {
    if let Some(name) = &asked.claim {
        let story = name
            .split_once('.')
            .and_then(|(story, _)| story.parse().ok());
        let query = ClaimQuery {
            story,
            ..ClaimQuery::default()
        };
        let all = match story {
            Some(_) => ledger.claims(&query).map_err(told)?,
            None => Vec::new(),
        };
        return match all.iter().find(|one| one.claim == *name) {
            Some(one) => Ok(claim(one, true)),
            None => Err(format!("{name}: the ledger has no such claim")),
        };
    }
    let (limit, skip) = (
        asked.limit.unwrap_or(CLAIMS).clamp(1, MOST),
        asked.skip.unwrap_or(0),
    );
    let query = ClaimQuery {
        about: asked.about,
        status: asked.status,
        story: asked.story,
        limit: Some(skip + limit),
        ..ClaimQuery::default()
    };
    let found = ledger.claims(&query).map_err(told)?;
    let rows = found.iter().skip(skip).map(|one| claim(one, false));
    part(
        rows.collect(),
        ledger.count_claims(&query).map_err(told)?,
        skip,
    )
}

/// Claims of an answer where no number is asked for: their words are many.
const CLAIMS: usize = 10;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListAsked {
    /// How many at most
    limit: Option<usize>,
    /// How many of the first are passed over
    skip: Option<usize>,
}

fn stories(ledger: &Ledger, asked: ListAsked) -> Found {
    let skip = asked.skip.unwrap_or(0);
    let found = ledger
        .stories(Some(most(asked.limit)), skip)
        .map_err(told)?;
    let rows = found.iter().map(|one| lean(json!(one))).collect();
    part(rows, ledger.count_stories().map_err(told)?, skip)
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct StoryAsked {
    /// Its number
    story: i64,
    /// How many claims at most
    limit: Option<usize>,
}

/// Reports of a story's brief at most: a story may have hundreds.
const TIMELINE: usize = 40;

fn story(ledger: &Ledger, asked: StoryAsked) -> Found {
    let Some(found) = ledger.story(asked.story).map_err(told)? else {
        return Err(format!(
            "{}: the ledger has no such story; list them with the tool `stories`",
            asked.story
        ));
    };
    let timeline = found.timeline.iter().take(TIMELINE).map(|one| {
        lean(json!({"report": one.report, "published": one.published, "outlet": one.outlet, "title": one.title,
            "copy_of": one.copy_of, "revises": one.revises}))
    });
    let limit = asked.limit.unwrap_or(CLAIMS).clamp(1, MOST);
    let claims: Vec<Value> = found
        .claims
        .iter()
        .take(limit)
        .map(|one| claim(one, false))
        .collect();
    Ok(json!({
        "story": found.story.story,
        "title": found.story.title,
        "reports": found.story.reports,
        "first_day": found.story.first_day,
        "last_day": found.story.last_day,
        "timeline": timeline.collect::<Vec<_>>(),
        "claims": part(claims, found.claims.len(), 0)?,
    }))
}

fn entities(ledger: &Ledger, asked: EntityQuery) -> Found {
    let asked = EntityQuery {
        limit: Some(most(asked.limit)),
        ..asked
    };
    let (found, all) = ledger.entities(&asked).map_err(told)?;
    let rows = found.iter().map(|one| lean(json!(one))).collect();
    part(rows, all, asked.skip.unwrap_or(0))
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PlacesAsked {
    /// Words of the reports that name them
    words: Option<String>,
    /// How many at most
    limit: Option<usize>,
}

fn places(ledger: &Ledger, asked: PlacesAsked) -> Found {
    let query = MapQuery {
        words: asked.words,
        limit: most(asked.limit),
        ..MapQuery::default()
    };
    let found = ledger.map(&query).map_err(told)?;
    let rows: Vec<Value> = found.iter().map(|one| lean(json!(one))).collect();
    let all = rows.len();
    part(rows, all, 0)
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Draft {
    /// The text to be checked
    text: String,
}

fn verify(server: &Server<'_>, draft: Draft) -> Found {
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
struct Text {
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

fn add(server: &Server<'_>, text: Text) -> Found {
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
