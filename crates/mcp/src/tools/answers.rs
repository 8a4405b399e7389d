//! What the tools that look something up answer.

use sayso::{EventRow, FigureRow, StatementRow};
use sayso_ledger::{
    BrowseQuery, ClaimFound, ClaimQuery, EntityQuery, EventQuery, FigureQuery, Hit, Ledger,
    LedgerError, MapQuery, StatementQuery, Status,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

/// Rows of an answer at most, and where none are asked for.
pub(super) const MOST: usize = 100;
pub(super) const USUAL: usize = 20;

/// What was found, or what to tell instead.
pub(super) type Found = Result<Value, String>;

/// Some of what there is: how many in all, and how to get more.
pub(super) fn part(rows: Vec<Value>, all: usize, skip: usize) -> Found {
    let shown = skip + rows.len();
    let mut part = json!({"total": all, "shown": rows.len(), "rows": rows});
    if all == 0 {
        part["hint"] = "nothing is like that: all words must be there; try fewer, a beginning (explo*), or `search`".into();
    } else if shown < all {
        part["more"] = format!("ask again with \"skip\": {shown}, or narrow the question").into();
    }
    Ok(part)
}

pub(super) fn told(error: LedgerError) -> String {
    error.to_string()
}

fn most(limit: Option<usize>) -> usize {
    limit.unwrap_or(USUAL).clamp(1, MOST)
}

/// Characters of a claim's or a sentence's words.
const WORDS: usize = 240;

/// Words cut at a blank.
pub(super) fn short(words: &str) -> String {
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() <= WORDS {
        return plain;
    }
    let cut: String = plain.chars().take(WORDS).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(kept, _)| kept);
    format!("{cut}…")
}

/// An object without the fields that are null or empty.
pub(super) fn lean(mut value: Value) -> Value {
    if let Value::Object(fields) = &mut value {
        fields.retain(|_, value| {
            !value.is_null()
                && value.as_array().is_none_or(|all| !all.is_empty())
                && value.as_str().is_none_or(|words| !words.is_empty())
        });
    }
    value
}

pub(super) fn search(ledger: &Ledger, asked: BrowseQuery) -> Found {
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

pub(super) fn statement(hit: &Hit<StatementRow>) -> Value {
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

pub(super) fn figure(hit: &Hit<FigureRow>) -> Value {
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

pub(super) fn event(hit: &Hit<EventRow>) -> Value {
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

pub(super) fn statements(ledger: &Ledger, asked: StatementQuery) -> Found {
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

pub(super) fn events(ledger: &Ledger, asked: EventQuery) -> Found {
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

pub(super) fn figures(ledger: &Ledger, asked: FigureQuery) -> Found {
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
pub(super) struct ClaimsAsked {
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

pub(super) fn claims(ledger: &Ledger, asked: ClaimsAsked) -> Found {
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
pub(super) struct ListAsked {
    /// How many at most
    limit: Option<usize>,
    /// How many of the first are passed over
    skip: Option<usize>,
}

pub(super) fn stories(ledger: &Ledger, asked: ListAsked) -> Found {
    let skip = asked.skip.unwrap_or(0);
    let found = ledger
        .stories(Some(most(asked.limit)), skip)
        .map_err(told)?;
    let rows = found.iter().map(|one| lean(json!(one))).collect();
    part(rows, ledger.count_stories().map_err(told)?, skip)
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StoryAsked {
    /// Its number
    story: i64,
    /// How many claims at most
    limit: Option<usize>,
}

/// Reports of a story's brief at most: a story may have hundreds.
const TIMELINE: usize = 40;

pub(super) fn story(ledger: &Ledger, asked: StoryAsked) -> Found {
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

pub(super) fn entities(ledger: &Ledger, asked: EntityQuery) -> Found {
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
pub(super) struct PlacesAsked {
    /// Words of the reports that name them
    words: Option<String>,
    /// How many at most
    limit: Option<usize>,
}

/// Places that are counted; a question is narrowed by words.
const LOOKED_AT: usize = 5_000;

pub(super) fn places(ledger: &Ledger, asked: PlacesAsked) -> Found {
    let query = MapQuery {
        words: asked.words,
        limit: LOOKED_AT,
        ..MapQuery::default()
    };
    let found = ledger.map(&query).map_err(told)?;
    let rows = found.iter().take(most(asked.limit));
    part(rows.map(|one| lean(json!(one))).collect(), found.len(), 0)
}
