//! A report's rows as people decided: values that are theirs, rows that are none taken out, and what follows from both
//! for the rows beside them.

use std::collections::BTreeSet;

use sayso::rows::{DecidedRow, Decision, Text};
use sayso::{ByteSpan, CharSpan, EntityKind, EntityRow, Id, Row, SpeakerRow, sort};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::review::RowKind;

/// What people decided on one row, all decisions on it taken together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OnRow {
    pub(crate) kind: RowKind,
    /// Where the words of the row stood when it was decided.
    pub(crate) cover: ByteSpan,
    pub(crate) rejected: bool,
    /// The last value that somebody gave for each field.
    pub(crate) values: Map<String, Value>,
    /// The last decision.
    pub(crate) last: DecidedRow,
}

impl OnRow {
    /// What a decision makes of those before it on the same row; `None` where nothing holds any more.
    pub(crate) fn then(
        before: Option<Self>,
        (kind, cover): (RowKind, ByteSpan),
        last: DecidedRow,
        corrected: Map<String, Value>,
    ) -> Option<Self> {
        let mut values = before.map(|before| before.values).unwrap_or_default();
        values.extend(corrected);
        (last.decision != Decision::Withdraw).then_some(Self {
            kind,
            cover,
            rejected: last.decision == Decision::Reject,
            values,
            last,
        })
    }
}

/// The id of the row that a decision is on: of the same words, else the one that shares the most of them, half at
/// least.
pub(crate) fn meant<'r>(
    rows: impl Iterator<Item = (&'r str, ByteSpan)>,
    wanted: ByteSpan,
) -> Option<&'r str> {
    let mut best: Option<(usize, &str)> = None;
    for (id, cover) in rows {
        if cover == wanted {
            return Some(id);
        }
        let shared = cover
            .end()
            .min(wanted.end())
            .saturating_sub(cover.start().max(wanted.start()));
        let whole = cover.end().max(wanted.end()) - cover.start().min(wanted.start());
        if 2 * shared >= whole && best.is_none_or(|(most, _)| shared > most) {
            best = Some((shared, id));
        }
    }
    best.map(|(_, id)| id)
}

/// The rows as people decided.
pub(crate) fn apply(read: &Row, text: &Text<'_>, decided: &[OnRow]) -> Row {
    let mut change = Change {
        row: read.clone(),
        text,
        gone: BTreeSet::new(),
    };
    let ids = ids(read, text);
    for on in decided {
        let of_kind = ids.iter().filter(|(kind, ..)| *kind == on.kind);
        let rows = of_kind.map(|(_, id, cover)| (id.as_str(), *cover));
        if let Some(id) = meant(rows, on.cover) {
            change.decide(id, on);
        }
    }
    change.take_out();
    change.row
}

/// The rows that can be decided on, with where their words stand.
pub(crate) fn ids(row: &Row, text: &Text<'_>) -> Vec<(RowKind, String, ByteSpan)> {
    let mut all = Vec::new();
    let mut put = |kind, id: String, spans: &[CharSpan]| {
        let cover = CharSpan::cover(spans.iter().copied());
        all.push((kind, id, text.bytes(cover)));
    };
    for one in &row.statements {
        put(RowKind::Statement, one.id.to_string(), &one.content);
    }
    for one in &row.figures {
        put(RowKind::Figure, one.id.to_string(), &[one.span]);
    }
    for one in &row.times {
        put(RowKind::Time, one.id.to_string(), &[one.span]);
    }
    for one in &row.places {
        put(RowKind::Place, one.id.to_string(), &[one.span]);
    }
    for one in &row.events {
        put(RowKind::Event, one.id.to_string(), &[one.trigger]);
    }
    all
}

struct Change<'t> {
    row: Row,
    text: &'t Text<'t>,
    /// Ids of rows that there are not.
    gone: BTreeSet<String>,
}

impl Change<'_> {
    fn decide(&mut self, id: &str, on: &OnRow) {
        if on.rejected {
            self.gone.insert(id.to_owned());
        }
        let mut mark = on.last.clone();
        mark.fields = on.values.keys().cloned().collect();
        match on.kind {
            RowKind::Statement => self.statement(id, on, &mark),
            RowKind::Figure => {
                let of_figure = |one: &&mut sayso::FigureRow| one.id.to_string() == id;
                let Some(figure) = self.row.figures.iter_mut().find(of_figure) else {
                    return;
                };
                with(figure, on.kind, &on.values);
                let moved = |names: &[&str]| names.iter().any(|name| on.values.contains_key(*name));
                if moved(&["low", "best", "high", "unit"]) {
                    figure.normalised = None;
                    figure.derived = None;
                }
                if moved(&["counted"]) {
                    figure.counted_span = None;
                }
                figure.decided = Some(mark);
            }
            RowKind::Time => {
                let of_time = |one: &&mut sayso::TimeRow| one.id.to_string() == id;
                let Some(time) = self.row.times.iter_mut().find(of_time) else {
                    return;
                };
                with(time, on.kind, &on.values);
                time.decided = Some(mark.clone());
                let (at, value) = (time.id, time.value.clone());
                for event in self
                    .row
                    .events
                    .iter_mut()
                    .filter(|event| event.time_id == Some(at))
                {
                    if event.time.as_ref() != Some(&value) {
                        event.time = Some(value.clone());
                        follows(&mut event.decided, &mark, "time");
                    }
                }
            }
            RowKind::Place => {
                let of_place = |one: &&mut sayso::PlaceRow| one.id.to_string() == id;
                let Some(place) = self.row.places.iter_mut().find(of_place) else {
                    return;
                };
                with(place, on.kind, &on.values);
                if ["name", "lat", "lon", "country"]
                    .iter()
                    .any(|name| on.values.contains_key(*name))
                {
                    // The gazetteer's other words were of another place.
                    place.geonames = None;
                    place.admin1 = None;
                    place.admin2 = None;
                    place.radius_km = None;
                }
                place.decided = Some(mark.clone());
                let (at, name) = (place.id, place.name.clone());
                for event in self
                    .row
                    .events
                    .iter_mut()
                    .filter(|event| event.place_id == Some(at))
                {
                    if event.place.as_ref() != Some(&name) {
                        event.place = Some(name.clone());
                        follows(&mut event.decided, &mark, "place");
                    }
                }
            }
            RowKind::Event => {
                let of_event = |one: &&mut sayso::EventRow| one.id.to_string() == id;
                let Some(event) = self.row.events.iter_mut().find(of_event) else {
                    return;
                };
                let before = (event.kind, event.mode.clone());
                with(event, on.kind, &on.values);
                if (event.kind, event.mode.clone()) != before {
                    // No one code corresponds to a type that a person gave.
                    event.cameo.clear();
                }
                event.decided = Some(mark);
            }
        }
    }

    fn statement(&mut self, id: &str, on: &OnRow, mark: &DecidedRow) {
        let is_it = |one: &sayso::StatementRow| one.id.to_string() == id;
        let Some(at) = self.row.statements.iter().position(is_it) else {
            return;
        };
        let mut values = on.values.clone();
        let speaker = values.remove("speaker");
        let statement = &mut self.row.statements[at];
        with(statement, on.kind, &values);
        statement.decided = Some(mark.clone());
        let (id, chain) = (statement.id, statement.say_so.clone());
        let Some(speaker) = speaker else { return };
        let (named, voice) = match speaker.as_str() {
            Some(name) => (Some(self.speaker(name)), name.to_owned()),
            None => (None, self.unnamed(at)),
        };
        let statement = &mut self.row.statements[at];
        statement.speaker = named;
        statement.candidates.clear();
        let mut new = chain.clone();
        new.pop();
        new.push(voice);
        statement.say_so.clone_from(&new);
        self.rechain(id, &chain, &new, mark);
    }

    /// What a statement's source is called where nobody names it.
    fn unnamed(&self, statement: usize) -> String {
        let source = self.text.all_words(&self.row.statements[statement].source);
        match source.is_empty() {
            true => "unknown".to_owned(),
            false => source,
        }
    }

    /// The entity of a name, made where the report has none.
    fn speaker(&mut self, name: &str) -> SpeakerRow {
        let same = |entity: &&EntityRow| entity.name.to_lowercase() == name.to_lowercase();
        let known = self.row.entities.iter().find(same).map(|entity| entity.id);
        let entity = known.unwrap_or_else(|| {
            let id = Id::at(self.row.entities.len());
            self.row.entities.push(EntityRow {
                id,
                name: name.to_owned(),
                kind: EntityKind::Other,
                country: None,
                office: None,
                from_registry: false,
                mentions: Vec::new(),
            });
            id
        });
        SpeakerRow {
            entity,
            name: name.to_owned(),
            confidence: 1.0,
        }
    }

    /// The statements in which a statement is the word of another, itself among them.
    fn within(&self, id: Id<sort::Statement>) -> BTreeSet<Id<sort::Statement>> {
        let mut within = BTreeSet::from([id]);
        loop {
            let more = self.row.statements.iter().filter(|one| {
                one.parent.is_some_and(|parent| within.contains(&parent))
                    && !within.contains(&one.id)
            });
            let more: Vec<Id<sort::Statement>> = more.map(|one| one.id).collect();
            if more.is_empty() {
                return within;
            }
            within.extend(more);
        }
    }

    /// Gives all that stands in a statement its new chain of voices.
    fn rechain(
        &mut self,
        id: Id<sort::Statement>,
        old: &[String],
        new: &[String],
        mark: &DecidedRow,
    ) {
        let within = self.within(id);
        let is_in = |statement: Option<Id<sort::Statement>>| {
            statement.is_some_and(|statement| within.contains(&statement))
        };
        let change = |say_so: &mut Vec<String>, decided: &mut Option<DecidedRow>| {
            if let Some(rest) = say_so.strip_prefix(old) {
                let chain: Vec<String> = new.iter().chain(rest).cloned().collect();
                if chain != *say_so {
                    *say_so = chain;
                    follows(decided, mark, "say_so");
                }
            }
        };
        for one in &mut self.row.statements {
            if one.id != id && within.contains(&one.id) {
                change(&mut one.say_so, &mut one.decided);
            }
        }
        macro_rules! all {
            ($($rows:ident),+) => {
                $(for one in self.row.$rows.iter_mut().filter(|one| is_in(one.statement)) {
                    change(&mut one.say_so, &mut one.decided);
                })+
            };
        }
        all!(figures, times, places, events);
    }

    /// Takes out the rows that are none, and what others say of them.
    fn take_out(&mut self) {
        let gone = std::mem::take(&mut self.gone);
        if gone.is_empty() {
            return;
        }
        let dead: Vec<_> = self
            .row
            .statements
            .iter()
            .filter(|one| gone.contains(&one.id.to_string()))
            .cloned()
            .collect();
        for one in dead {
            let Some(mark) = &one.decided else { continue };
            // What stood in it is the word of those before its speaker.
            let outer = &one.say_so[..one.say_so.len().saturating_sub(1)];
            if !outer.is_empty() {
                self.rechain(one.id, &one.say_so, outer, mark);
            }
            for other in self
                .row
                .statements
                .iter_mut()
                .filter(|other| other.parent == Some(one.id))
            {
                other.parent = one.parent;
                follows(&mut other.decided, mark, "parent");
            }
            macro_rules! all {
                ($($rows:ident),+) => {
                    $(for other in self.row.$rows.iter_mut().filter(|other| other.statement == Some(one.id)) {
                        other.statement = one.parent;
                        follows(&mut other.decided, mark, "statement");
                    })+
                };
            }
            all!(figures, times, places, events);
        }
        let is = |id: Option<String>| id.is_some_and(|id| gone.contains(&id));
        for event in &mut self.row.events {
            if is(event.place_id.map(|id| id.to_string())) {
                event.place = None;
                event.place_id = None;
            }
            if is(event.time_id.map(|id| id.to_string())) {
                event.time = None;
                event.time_id = None;
            }
            if is(event.figure.map(|id| id.to_string())) {
                event.figure = None;
            }
        }
        for figure in &mut self.row.figures {
            if is(figure.of.map(|id| id.to_string())) {
                figure.of = None;
                figure.derived = None;
            }
            for time in [&mut figure.time, &mut figure.said] {
                if is(time.map(|id| id.to_string())) {
                    *time = None;
                }
            }
        }
        let stays = |id: String| !gone.contains(&id);
        self.row.statements.retain(|one| stays(one.id.to_string()));
        self.row.figures.retain(|one| stays(one.id.to_string()));
        self.row.times.retain(|one| stays(one.id.to_string()));
        self.row.places.retain(|one| stays(one.id.to_string()));
        self.row.events.retain(|one| stays(one.id.to_string()));
    }
}

/// Marks a row that changes with another.
fn follows(decided: &mut Option<DecidedRow>, mark: &DecidedRow, field: &str) {
    let own = decided.get_or_insert_with(|| DecidedRow {
        fields: Vec::new(),
        ..mark.clone()
    });
    if !own.fields.iter().any(|known| known == field) {
        own.fields.push(field.to_owned());
        own.fields.sort();
    }
}

/// Gives a row values of its fields; one that it can't have leaves it as it is.
fn with<R: Serialize + DeserializeOwned>(row: &mut R, kind: RowKind, values: &Map<String, Value>) {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(&*row) else {
        return;
    };
    for (name, value) in values {
        if name == "spans" {
            match kind {
                RowKind::Statement => fields.insert("content".to_owned(), value.clone()),
                RowKind::Event => fields.insert("trigger".to_owned(), cover(value)),
                _ => fields.insert("span".to_owned(), cover(value)),
            };
        } else {
            fields.insert(kind.path(name).to_owned(), value.clone());
        }
    }
    if let Ok(changed) = serde_json::from_value(Value::Object(fields)) {
        *row = changed;
    }
}

/// From the first to the last of some spans.
fn cover(spans: &Value) -> Value {
    let spans: Vec<CharSpan> = serde_json::from_value(spans.clone()).unwrap_or_default();
    serde_json::to_value(CharSpan::cover(spans)).unwrap_or_default()
}
