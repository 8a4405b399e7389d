//! The voices between a reader and what happened: whose word each thing is.

use sayso_entities::{EntityId, EntityKind};
use sayso_statements::Kind;
use sayso_text::Span;

use crate::{Reading, narrated};

/// One voice of a chain.
#[derive(Clone, Debug, PartialEq)]
pub enum Voice {
    /// Who published the report, by name where that is known.
    Outlet(Option<String>),
    /// The agency whose report it prints.
    Agency(String),
    /// A speaker, an index into [`Entities::entities`](crate::Entities::entities).
    Entity(EntityId),
    /// A speaker who can't be told, by the words that name the source.
    Words(Span),
    /// A speaker whom no words name, of the statement at an index.
    Unknown(usize),
    /// Whoever wrote the post or paragraph that the report sets in without a cue, of the statement at an index.
    Unattributed(usize),
}

impl Reading<'_> {
    /// Whose a statement is.
    pub fn voice(&self, statement: usize) -> Voice {
        match self.speakers[statement].entity {
            Some(entity) => Voice::Entity(entity),
            None if self.statements[statement].kind == Kind::Embedded => {
                Voice::Unattributed(statement)
            }
            None => {
                let statement_row = &self.statements[statement];
                let words = statement_row
                    .source
                    .first()
                    .or(statement_row.carried.as_ref());
                words.map_or(Voice::Unknown(statement), |&words| Voice::Words(words))
            }
        }
    }

    /// The name of a voice, or what stands for one: the words that name a source, "outlet", "unknown", "unattributed".
    pub fn voice_name<'v>(&'v self, voice: &'v Voice) -> &'v str {
        match voice {
            Voice::Outlet(name) => name.as_deref().unwrap_or("outlet"),
            Voice::Agency(name) => name,
            Voice::Entity(entity) => &self.entities.entities[*entity].name,
            Voice::Words(span) => span.slice(&self.report.text),
            Voice::Unknown(_) => "unknown",
            Voice::Unattributed(_) => "unattributed",
        }
    }

    /// The chain of voices from the outlet and its agency to a statement's speaker, outer statements between. A voice
    /// that says what it said itself stands once; two that have only their names in common are two.
    pub fn voices(&self, statement: usize) -> Vec<Voice> {
        let mut chain = vec![self.voice(statement)];
        let mut at = statement;
        // A parent's extent is larger, so this ends; the bound holds whatever the rows are.
        for _ in 0..self.statements.len() {
            let Some(parent) = self.statements[at].parent else {
                break;
            };
            chain.push(self.voice(parent));
            at = parent;
        }
        chain.extend(self.publishers().into_iter().rev());
        chain.reverse();
        chain.dedup_by(|later, earlier| self.is_one(earlier, later));
        chain
    }

    /// The chain of voices whose word the words of a span are: that of the innermost statement around it in which the
    /// speaker says it, and not the narrator of what the speaker does.
    pub fn voices_at(&self, span: Span) -> Vec<Voice> {
        let mut around = self.statement_at(span);
        // A parent's extent is larger, so this ends; the bound holds whatever the rows are.
        for _ in 0..self.statements.len() {
            match around {
                Some(statement) if narrated::is_narrated(self, statement, span) => {
                    around = self.statements[statement].parent;
                }
                _ => break,
            }
        }
        around.map_or_else(|| self.publishers(), |statement| self.voices(statement))
    }

    /// The names of [`Reading::voices`].
    pub fn say_so(&self, statement: usize) -> Vec<String> {
        self.names(&self.voices(statement))
    }

    /// Whose word the words of a span are: the names of [`Reading::voices_at`].
    pub fn say_so_at(&self, span: Span) -> Vec<String> {
        self.names(&self.voices_at(span))
    }

    fn names(&self, voices: &[Voice]) -> Vec<String> {
        let names = voices.iter().map(|voice| self.voice_name(voice).to_owned());
        names.collect()
    }

    /// The outlet, and behind it the agency whose report it prints, where just one is credited with all of it.
    fn publishers(&self) -> Vec<Voice> {
        let mut chain = vec![Voice::Outlet(self.report.outlet.clone())];
        let mut agencies = self.credits.iter().filter(|credit| credit.is_of_all());
        if let (Some(credit), None) = (agencies.next(), agencies.next()) {
            chain.push(Voice::Agency(credit.agency.clone()));
        }
        chain.dedup_by(|later, earlier| self.is_one(earlier, later));
        chain
    }

    /// Whether two voices are one. Of an outlet or an agency and a speaker the name tells, where it is a name and one
    /// of a body: "the police" are not an outlet called Police.
    fn is_one(&self, one: &Voice, other: &Voice) -> bool {
        let publisher = |voice: &Voice| match voice {
            Voice::Outlet(name) => name.clone(),
            Voice::Agency(name) => Some(name.clone()),
            _ => None,
        };
        let named = |voice: &Voice| match voice {
            Voice::Entity(entity) => {
                let entity = &self.entities.entities[*entity];
                (entity.named && entity.kind == EntityKind::Organisation)
                    .then(|| entity.name.clone())
            }
            voice => publisher(voice),
        };
        if one == other {
            return true;
        }
        let publishes = publisher(one).is_some() || publisher(other).is_some();
        match (named(one), named(other)) {
            (Some(one), Some(other)) => publishes && one.to_lowercase() == other.to_lowercase(),
            _ => false,
        }
    }
}
