//! A reading as rows.

use sayso_events::{Event, Participant};
use sayso_figures::{Bounds, Figure};
use sayso_places::{Place, Relation, RunnerUp};
use sayso_report::Credit;
use sayso_rows::{
    BoundsRow, Bytes, Chars, CreditRow, Day, EntityRow, EventRow, FigureRow, Id, MentionRow,
    NameRow, NormalisedRow, OffsetUnitName, ParticipantRow, PlaceRow, ReportRow, Row, RunnerUpRow,
    Spans, SpeakerRow, StatementRow, TimeRow, Unit, Utf16, rounded, sort,
};
use sayso_statements::Statement;
use sayso_text::{OffsetUnit, Span};
use sayso_times::Time;

use crate::Reading;
use crate::rests::rests_on;

impl Reading<'_> {
    /// The reading as rows, with spans in code points and without the text.
    pub fn row(&self) -> Row {
        self.row_in::<Chars>(false)
    }

    /// The reading as rows, with spans in a unit, and with the text where `with_text`.
    pub fn row_in<U: Unit>(&self, with_text: bool) -> Row<U> {
        let of = Rows {
            reading: self,
            spans: Spans::<U>::of(&self.report.text),
        };
        Row {
            report: of.report(with_text),
            statements: each(&self.statements, |at, one| of.statement(at, one)),
            names: self
                .analysis
                .names
                .iter()
                .map(|name| of.name(name))
                .collect(),
            entities: each(&self.entities.entities, |at, one| of.entity(at, one)),
            figures: each(&self.figures, |at, one| of.figure(at, one)),
            times: each(&self.times, |at, one| of.time(at, one)),
            places: each(&self.places, |at, one| of.place(at, one)),
            events: each(&self.events, |at, one| of.event(at, one)),
            rests_on: rests_on(self),
        }
    }

    /// The rows as JSON on one line.
    ///
    /// # Errors
    /// Where a number can't be written as JSON.
    pub fn to_json(&self, unit: OffsetUnit, with_text: bool) -> Result<String, serde_json::Error> {
        match unit {
            OffsetUnit::Chars => self.row_in::<Chars>(with_text).to_json(),
            OffsetUnit::Bytes => self.row_in::<Bytes>(with_text).to_json(),
            OffsetUnit::Utf16 => self.row_in::<Utf16>(with_text).to_json(),
        }
    }
}

fn each<T, R>(all: &[T], row: impl Fn(usize, &T) -> R) -> Vec<R> {
    all.iter()
        .enumerate()
        .map(|(at, one)| row(at, one))
        .collect()
}

/// A reading whose rows are made.
struct Rows<'r, 't, U: Unit> {
    reading: &'r Reading<'t>,
    spans: Spans<'r, U>,
}

impl<U: Unit> Rows<'_, '_, U> {
    fn words(&self, span: Option<Span>) -> Option<String> {
        span.map(|span| span.slice(&self.reading.report.text).to_owned())
    }

    fn perhaps(&self, span: Option<Span>) -> Option<sayso_rows::SpanIn<U>> {
        span.map(|span| self.spans.span(span))
    }

    fn statement_at(&self, span: Span) -> Option<Id<sort::Statement>> {
        self.reading.statement_at(span).map(Id::at)
    }

    fn report(&self, with_text: bool) -> ReportRow<U> {
        let (reading, report) = (self.reading, self.reading.report);
        let published = report.published.as_ref();
        let credit = |credit: &Credit| CreditRow {
            agency: credit.agency.clone(),
            span: self.perhaps(credit.span),
            rule: credit.rule.to_owned(),
        };
        ReportRow {
            path: report.path.clone(),
            title: report.title.clone(),
            published: published.map(|published| Day(published.date)),
            published_basis: published.map(|published| published.basis.as_str().to_owned()),
            outlet: report.outlet.clone(),
            authors: report.authors.clone(),
            credits: reading.credits.iter().map(credit).collect(),
            url: report.url.clone(),
            language: report
                .language
                .as_ref()
                .map(|language| language.code.to_owned()),
            encoding: report.encoding.to_string(),
            offsets: OffsetUnitName::default(),
            words: reading.analysis.words.len(),
            read: reading.share_read(),
            warnings: reading.warnings(),
            model: reading.model.to_string(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            decided: None,
            text: with_text.then(|| report.text.clone()),
        }
    }

    fn statement(&self, at: usize, statement: &Statement) -> StatementRow<U> {
        let reading = self.reading;
        let speaker = &reading.speakers[at];
        let row = |entity: usize, confidence: f32| SpeakerRow {
            entity: Id::at(entity),
            name: reading.entities.entities[entity].name.clone(),
            confidence: rounded(confidence),
        };
        let candidates = speaker.candidates.iter();
        StatementRow {
            id: Id::at(at),
            kind: statement.kind,
            content: self.spans.all(&statement.content),
            cue: self.spans.all(&statement.cue),
            source: self.spans.all(&statement.source),
            speaker: speaker.entity.map(|entity| row(entity, speaker.confidence)),
            candidates: candidates
                .map(|&(entity, share)| row(entity, share))
                .collect(),
            say_so: reading.say_so(at),
            parent: statement.parent.map(Id::at),
            stance: statement.stance,
            negated: statement.negated,
            medium: self.perhaps(statement.medium),
            venue: self.perhaps(statement.venue),
            addressee: self.perhaps(statement.addressee),
            said_at: self.perhaps(statement.said_at),
            anonymity: self.perhaps(statement.anonymity),
            confidence: rounded(statement.confidence),
            rule: match statement.rule {
                "model" => reading.model.to_string(),
                rule => rule.to_owned(),
            },
            decided: None,
        }
    }

    fn name(&self, name: &sayso_analysis::Name) -> NameRow<U> {
        NameRow {
            span: self.spans.span(name.span),
            kind: name.kind,
            confidence: rounded(name.confidence),
        }
    }

    fn entity(&self, at: usize, entity: &sayso_entities::Entity) -> EntityRow<U> {
        let mention = |mention: &sayso_entities::Mention| MentionRow {
            span: self.spans.span(mention.span),
            form: mention.form,
        };
        EntityRow {
            id: Id::at(at),
            name: entity.name.clone(),
            kind: entity.kind,
            country: entity.country.clone(),
            office: entity.office.clone(),
            from_registry: entity.from_registry,
            mentions: entity.mentions.iter().map(mention).collect(),
        }
    }

    fn figure(&self, at: usize, figure: &Figure) -> FigureRow<U> {
        let reading = self.reading;
        let statement = reading.statement_at(figure.span);
        FigureRow {
            id: Id::at(at),
            span: self.spans.span(figure.span),
            low: figure.bounds.low,
            best: figure.bounds.best,
            high: figure.bounds.high,
            approximate: figure.approximate,
            comparator: figure.comparator,
            extent: figure.extent,
            fraction: figure.fraction.map(|(part, whole)| [part, whole]),
            unit: figure.unit.as_ref().map(|unit| unit.code.clone()),
            per: figure.unit.as_ref().and_then(|unit| unit.per.clone()),
            normalised: figure.normalised().map(|(value, unit)| NormalisedRow {
                unit: unit.to_owned(),
                bounds: bounds(value),
            }),
            counted: self.words(figure.counted),
            counted_span: self.perhaps(figure.counted),
            whole: self.words(figure.whole),
            of: figure.of.map(Id::at),
            derived: figure.derived.map(bounds),
            kind: figure.kind,
            time: reading.time_of(figure).map(Id::at),
            said: statement
                .and_then(|number| reading.said_at(number))
                .map(Id::at),
            statement: statement.map(Id::at),
            say_so: reading.say_so_at(figure.span),
            confidence: rounded(figure.confidence),
            rule: figure.rule.to_owned(),
            decided: None,
        }
    }

    fn time(&self, at: usize, time: &Time) -> TimeRow<U> {
        TimeRow {
            id: Id::at(at),
            span: self.spans.span(time.span),
            kind: time.kind,
            value: time.value.clone(),
            modifier: time.modifier,
            start: time.interval.map(|(start, _)| Day(start)),
            end: time.interval.map(|(_, end)| Day(end)),
            basis: time.basis,
            precision: time.precision,
            statement: self.statement_at(time.span),
            say_so: self.reading.say_so_at(time.span),
            confidence: rounded(time.confidence),
            rule: time.rule.to_owned(),
            decided: None,
        }
    }

    fn place(&self, at: usize, place: &Place) -> PlaceRow<U> {
        let site = place.site.as_ref();
        PlaceRow {
            id: Id::at(at),
            span: self.spans.span(place.span),
            name: place.name.clone(),
            lat: site.map(|site| site.lat),
            lon: site.map(|site| site.lon),
            country: site.and_then(|site| site.country.clone()),
            admin1: site.and_then(|site| site.admin1.clone()),
            admin2: site.and_then(|site| site.admin2.clone()),
            kind: site.map(|site| site.kind),
            precision: place.precision,
            radius_km: site.and_then(|site| site.radius_km),
            relation: place.relation.as_ref().map(relation),
            geonames: site.and_then(|site| site.geonames),
            runners_up: place.runners_up.iter().map(runner_up).collect(),
            statement: self.statement_at(place.span),
            say_so: self.reading.say_so_at(place.span),
            confidence: rounded(place.confidence),
            rule: place.rule.to_owned(),
            decided: None,
        }
    }

    fn event(&self, at: usize, event: &Event) -> EventRow<U> {
        let reading = self.reading;
        let participants = |all: &[Participant]| -> Vec<ParticipantRow<U>> {
            all.iter().map(|one| self.participant(one)).collect()
        };
        let (actors, recipients) = (participants(&event.actors), participants(&event.recipients));
        let (place, time) = (reading.place_of(event), reading.time_of_event(event));
        EventRow {
            id: Id::at(at),
            trigger: self.spans.span(event.trigger),
            kind: event.code.kind,
            mode: event.code.mode.clone(),
            contexts: event.code.contexts.clone(),
            cameo: event.code.cameo.clone(),
            polarity: event.polarity,
            status: event.status,
            actor: actors.first().cloned(),
            recipient: recipients.first().cloned(),
            actors,
            recipients,
            place: place.map(|place| reading.places[place].name.clone()),
            place_id: place.map(Id::at),
            time: time.map(|time| reading.times[time].value.clone()),
            time_id: time.map(Id::at),
            figure: reading.figure_of(event).map(Id::at),
            statement: self.statement_at(event.trigger),
            say_so: reading.say_so_at(event.trigger),
            confidence: rounded(event.confidence),
            rule: event.rule.to_owned(),
            decided: None,
        }
    }

    fn participant(&self, one: &Participant) -> ParticipantRow<U> {
        ParticipantRow {
            text: one.span.slice(&self.reading.report.text).to_owned(),
            span: self.spans.span(one.span),
            entity: one.entity.map(Id::at),
            countries: one.countries.clone(),
            sector: one.sector.clone(),
            confidence: Some(rounded(one.confidence)),
        }
    }
}

fn bounds(bounds: Bounds) -> BoundsRow {
    BoundsRow {
        low: bounds.low,
        best: bounds.best,
        high: bounds.high,
    }
}

fn relation(relation: &Relation) -> String {
    match relation {
        Relation::Near => "near".to_owned(),
        Relation::Within => "within".to_owned(),
        Relation::Off(direction) | Relation::Part(direction) => direction.clone(),
    }
}

fn runner_up(other: &RunnerUp) -> RunnerUpRow {
    let site = &other.site;
    RunnerUpRow {
        name: site.name.clone(),
        lat: site.lat,
        lon: site.lon,
        country: site.country.clone(),
        admin1: site.admin1.clone(),
        confidence: rounded(other.confidence),
    }
}
