use std::sync::Arc;

use sayso_analysis::{Analysis, WordId};
use sayso_entities::Entities;
use sayso_events::Event;
use sayso_figures::Figure;
use sayso_places::{Place, PlaceKind};
use sayso_report::{Credit, Report};
use sayso_statements::{Pieces, Statement};
use sayso_text::Span;
use sayso_times::Time;

use crate::speakers::{self, Speaker};
use crate::values;

/// What was read in one report.
pub struct Reading<'r> {
    /// The report.
    pub report: &'r Report,
    /// Id of the model that read it.
    pub model: Arc<str>,
    /// The agencies that the report credits.
    pub credits: Vec<Credit>,
    /// Sentences, syntax, names and roles.
    pub analysis: Analysis,
    /// Who said what, in the order of the contents.
    pub statements: Vec<Statement>,
    /// Who is who.
    pub entities: Entities,
    /// Whose each statement is, one for each.
    pub speakers: Vec<Speaker>,
    /// Numbers that count or measure, in order.
    pub figures: Vec<Figure>,
    /// Time expressions, in order.
    pub times: Vec<Time>,
    /// Places named as places, in order; a government named by its capital is an entity.
    pub places: Vec<Place>,
    /// Who did what to whom, in order.
    pub events: Vec<Event>,
    /// For finding the statement that a span stands in.
    pieces: Pieces,
}

impl<'r> Reading<'r> {
    /// Puts the rooms' rows together: each source is resolved to its entity.
    pub(crate) fn new(
        report: &'r Report,
        model: Arc<str>,
        analysis: Analysis,
        statements: Vec<Statement>,
        entities: Entities,
    ) -> Self {
        let speakers = speakers::of(&report.text, &analysis, &entities, &statements);
        let (figures, times, places, events) = Default::default();
        let pieces = Pieces::new(&statements);
        Self {
            pieces,
            report,
            model,
            credits: Vec::new(),
            analysis,
            statements,
            entities,
            speakers,
            figures,
            times,
            places,
            events,
        }
    }

    /// The reading of a report in a language that Sayso does not read: nothing but the report.
    pub(crate) fn unread(report: &'r Report, model: Arc<str>) -> Self {
        let analysis = Analysis {
            unread: Some(report.body),
            ..Analysis::default()
        };
        Self::new(report, model, analysis, Vec::new(), Entities::default())
    }

    /// Share of the report's text that was read, 0..=1.
    pub fn share_read(&self) -> f64 {
        let unread = self.analysis.unread.map_or(0, Span::len);
        1.0 - unread as f64 / self.report.body.len().max(1) as f64
    }

    /// What was doubtful or left out.
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = self.report.warnings.clone();
        match &self.report.language {
            Some(language) if !language.is_read() => warnings.push(self.language_warning(language)),
            _ if self.analysis.unread.is_some() => warnings.push(format!(
                "only the first {} words were read, {:.1}% of the text; split the report to read the rest",
                self.analysis.words.len(),
                self.share_read() * 100.0
            )),
            _ => {}
        }
        warnings
    }

    /// Why the report as a whole was not read, if it was not.
    pub fn refusal(&self) -> Option<String> {
        let language = self
            .report
            .language
            .as_ref()
            .filter(|language| !language.is_read())?;
        Some(format!(
            "{}: {}",
            self.report.path,
            self.language_warning(language)
        ))
    }

    fn language_warning(&self, language: &sayso_report::Language) -> String {
        format!(
            "is in {} ({:.0}% sure); Sayso reads English only, so this report was not read",
            language.name,
            language.confidence * 100.0
        )
    }

    /// The name of a statement's speaker, else the words that name the source, else what is known.
    pub fn speaker_name(&self, statement: usize) -> String {
        self.voice_name(&self.voice(statement)).to_owned()
    }

    /// The words that name a statement's source.
    pub fn source_words(&self, statement: usize) -> Option<&str> {
        let statement = &self.statements[statement];
        let source = statement.source.first().or(statement.carried.as_ref());
        source.map(|span| span.slice(&self.report.text))
    }

    /// The statement that a span stands in, the innermost where there are several.
    pub fn statement_at(&self, span: Span) -> Option<usize> {
        self.pieces.innermost(span)
    }

    /// The time that a figure is true of, an index into [`Reading::times`], where its clause tells one.
    pub fn time_of(&self, figure: &Figure) -> Option<usize> {
        values::time_of(&self.analysis, &self.times, figure)
    }

    /// The time at which a statement was said, an index into [`Reading::times`], where the words at its cue tell it.
    pub fn said_at(&self, statement: usize) -> Option<usize> {
        let said = self.statements[statement].said_at?;
        self.times.iter().position(|time| said.overlaps(time.span))
    }

    /// The rows that stand in an event's clause, in the order of the text, as their indices.
    fn in_clause<'s, T>(
        &'s self,
        event: &'s Event,
        rows: &'s [T],
        span: impl Fn(&T) -> Span + 's,
    ) -> impl Iterator<Item = usize> + 's {
        let word = |id: Option<&WordId>| id.map(|&id| self.analysis.words[id].span);
        let start = word(event.clause.first()).map_or(0, Span::start);
        let end = word(event.clause.last()).map_or(0, Span::end);
        let from = rows.partition_point(|row| span(row).start() < start);
        let until = rows.partition_point(|row| span(row).start() < end);
        (from..until.max(from)).filter(move |&at| {
            let mut words = self.analysis.words_in(span(&rows[at]));
            words.all(|word| event.clause.binary_search(&word).is_ok())
        })
    }

    /// Where an event took place, an index into [`Reading::places`], where its clause tells: not a country that acts
    /// or is spoken to in it, and a town before the country that it lies in.
    pub fn place_of(&self, event: &Event) -> Option<usize> {
        let takes_part = |place: &Place| {
            let words = self.analysis.words_in(place.span);
            let names = |head: WordId| words.start <= head && head < words.end;
            let acts = event.actors.iter().any(|actor| {
                names(actor.head) || actor.span.contains(place.span) && words.start < actor.head
            });
            let spoken_to = || {
                event.code.kind.is_verbal() && event.recipients.iter().any(|one| names(one.head))
            };
            acts || spoken_to()
        };
        let mut places = self
            .in_clause(event, &self.places, |place| place.span)
            .filter(|&at| !takes_part(&self.places[at]));
        let first = places.next()?;
        let is_country = |at: usize| {
            let site = self.places[at].site.as_ref();
            site.is_some_and(|site| site.kind == PlaceKind::Country)
        };
        if !is_country(first) {
            return Some(first);
        }
        places.find(|&at| !is_country(at)).or(Some(first))
    }

    /// When, an index into [`Reading::times`].
    pub fn time_of_event(&self, event: &Event) -> Option<usize> {
        self.in_clause(event, &self.times, |time| time.span).next()
    }

    /// How many, an index into [`Reading::figures`].
    pub fn figure_of(&self, event: &Event) -> Option<usize> {
        self.in_clause(event, &self.figures, |figure| figure.span)
            .next()
    }
}
