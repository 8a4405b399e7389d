//! Who is who in a report: mentions of persons, bodies, groups and places, resolved to entities.
//!
//! [`resolve`] finds the mentions (names, descriptions, pronouns), puts the names that name one
//! together, ties appositions and predicates to what they describe, and lets a small linear
//! model choose for each pronoun and description among the entities in reach. What it cannot
//! tell stays unresolved, with the candidates. Capitals and buildings that act are their
//! governments.

mod anaphora;
mod appositions;
mod chains;
mod describe;
mod eligible;
mod entities;
mod features;
mod fellows;
mod forms;
mod groups;
mod headline;
mod kin;
mod lang;
mod lists;
mod mentions;
mod metonyms;
mod model;
mod names;
mod nobody;
mod nounphrase;
mod offices;
mod predicates;
mod registry;
mod standing;
mod tables;
mod turns;
mod voices;

use std::ops::Range;

use sayso_analysis::{Analysis, WordId};
use sayso_bodies::{Bodies, Day};
use sayso_labels::labels;
use sayso_tables::TableError;
use sayso_text::Span;

pub use anaphora::{Candidate, Choice};
pub use model::Model;
pub use tables::{TABLES, Tables};

/// An entity's place in [`Entities::entities`].
pub type EntityId = usize;

labels! {
    /// What an entity is.
    pub EntityKind("type of entity") {
        /// A person or persons.
        Person = "PER",
        /// A body: a government, company, party, team, court…
        Organisation = "ORG",
        /// A country.
        Country = "GPE",
        /// A place that is no country.
        Place = "LOC",
        /// A building or work.
        Facility = "FAC",
        /// A people, faith or political camp.
        Group = "NORP",
        /// Something else that has a name.
        Other = "MISC",
    }
}

labels! {
    /// How a mention mentions.
    pub Form("form of mention") {
        /// By a name.
        Name = "name",
        /// By a description ("the minister").
        Nominal = "nominal",
        /// By a pronoun.
        Pronoun = "pronoun",
    }
}

/// A stretch of the text that mentions an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// Their head.
    pub head: WordId,
    /// Name, description or pronoun.
    pub form: Form,
    /// Probability that it is of this entity, 0..=1.
    pub confidence: f32,
    /// What put it here: "name", "apposition", "model"…
    pub rule: &'static str,
}

/// A person, body, group or place with all its mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The fullest name in the text, or the registry's; the words of the first mention where it
    /// has no name.
    pub name: String,
    /// What sort of thing.
    pub kind: EntityKind,
    /// Whether one of its mentions is a name.
    pub named: bool,
    /// ISO 3166 alpha-2 code of its country, where the text or the registry tells.
    pub country: Option<String>,
    /// The office that the text or the registry gives a person.
    pub office: Option<String>,
    /// Whether the name comes from the registry of bodies.
    pub from_registry: bool,
    /// In the order of the text; never empty.
    pub mentions: Vec<Mention>,
    /// Mean of the mentions' confidences, 0..=1.
    pub confidence: f32,
}

/// A pronoun or description that no entity could be told for.
#[derive(Clone, Debug, PartialEq)]
pub struct Unresolved {
    /// The words.
    pub span: Span,
    /// Their head.
    pub head: WordId,
    /// Description or pronoun.
    pub form: Form,
    /// Entities that it may be of, with probabilities, best first; what is missing to 1 is
    /// "none of them".
    pub candidates: Vec<(EntityId, f32)>,
}

/// What [`resolve`] found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    /// In the order of their first mentions.
    pub entities: Vec<Entity>,
    /// Pronouns and descriptions left open, in the order of the text.
    pub unresolved: Vec<Unresolved>,
    /// The mention that each word heads: word, entity, mention; by word.
    heads: Vec<(WordId, EntityId, usize)>,
    /// The names: their words, entity, mention; by first word.
    names: Vec<(Range<WordId>, EntityId, usize)>,
}

/// Names that may stand inside one another, at most.
const NESTED: usize = 4;

impl Entities {
    /// The entity and mention that a word heads, a relative pronoun's through the word it
    /// stands for.
    pub fn of_word(&self, analysis: &Analysis, word: WordId) -> Option<(EntityId, &Mention)> {
        let word = nounphrase::antecedent(analysis, word).unwrap_or(word);
        let at = self.heads.partition_point(|&(head, ..)| head < word);
        let headed = self.heads.get(at).filter(|(head, ..)| *head == word);
        match headed {
            Some(&(_, entity, mention)) => Some((entity, &self.entities[entity].mentions[mention])),
            // "founder Ada Lee, who": the clause may hang on a word inside the name.
            None => self.named_around(word),
        }
    }

    /// The name that a word stands in.
    fn named_around(&self, word: WordId) -> Option<(EntityId, &Mention)> {
        let until = self
            .names
            .partition_point(|(words, ..)| words.start <= word);
        let (_, entity, mention) = self.names[..until]
            .iter()
            .rev()
            .take(NESTED)
            .find(|(words, ..)| words.contains(&word))?;
        Some((*entity, &self.entities[*entity].mentions[*mention]))
    }

    /// The entity and mention that a span stands for: the mention whose head is the span's
    /// head, else the first mention that overlaps it.
    pub fn of_span(&self, analysis: &Analysis, span: Span) -> Option<(EntityId, &Mention)> {
        let words = analysis.words_in(span);
        let head = words.clone().find(|&id| {
            analysis.words[id]
                .head
                .is_none_or(|head| !words.contains(&head))
        })?;
        if let Some(found) = self.of_word(analysis, head) {
            return Some(found);
        }
        let from = self.heads.partition_point(|&(word, ..)| word < words.start);
        let &(_, entity, mention) = self.heads[from..]
            .iter()
            .find(|&&(word, ..)| word < words.end)?;
        Some((entity, &self.entities[entity].mentions[mention]))
    }
}

/// Everything that [`resolve`] needs beside the report: load once, use for every report.
pub struct Resolver {
    bodies: Bodies,
    tables: Tables,
    model: Model,
}

impl Resolver {
    /// A resolver with the tables and the model that come with Sayso.
    ///
    /// # Errors
    /// Where one of them is damaged (the tests rule that out).
    pub fn new() -> Result<Self, TableError> {
        Ok(Self {
            bodies: Bodies::new()?,
            tables: Tables::new()?,
            model: Model::new()?,
        })
    }

    /// A resolver with other tables or another model.
    pub fn with(bodies: Bodies, tables: Tables, model: Model) -> Self {
        Self {
            bodies,
            tables,
            model,
        }
    }

    /// The registry of bodies.
    pub fn bodies(&self) -> &Bodies {
        &self.bodies
    }

    /// Finds the entities of a report. `published` is its day: offices are those of that day.
    pub fn resolve(&self, text: &str, analysis: &Analysis, published: Option<Day>) -> Entities {
        self.run(text, analysis, published, None)
    }

    /// The same, showing every choice of the model to `observe`: for training it.
    pub fn observe(
        &self,
        text: &str,
        analysis: &Analysis,
        published: Option<Day>,
        observe: &mut dyn FnMut(Choice),
    ) -> Entities {
        self.run(text, analysis, published, Some(observe))
    }

    fn run(
        &self,
        text: &str,
        analysis: &Analysis,
        published: Option<Day>,
        observe: Option<&mut dyn FnMut(Choice)>,
    ) -> Entities {
        let tree = analysis.tree();
        let voices = voices::find(analysis, &tree);
        let found = mentions::find(text, analysis, &tree, &voices, &self.bodies, &self.tables);
        let mut chains = names::group(&found, &self.bodies);
        registry::fill(text, analysis, &mut chains, &self.bodies, published);
        names::guess_genders(&mut chains, &self.tables, &self.bodies);
        let ties = appositions::tie(analysis, &tree, &mut chains);
        offices::join(
            &offices::Desk {
                text,
                analysis,
                tree: &tree,
                bodies: &self.bodies,
                published,
            },
            &mut chains,
        );
        fellows::join(analysis, &tree, &voices, &self.bodies, &mut chains);
        turns::join(text, analysis, &voices, &mut chains);
        let setting = anaphora::Setting {
            text,
            analysis,
            tree: &tree,
            tables: &self.tables,
            model: &self.model,
            voices: &voices,
            ties: &ties,
        };
        let open = anaphora::resolve(&setting, &mut chains, observe);
        entities::collect(text, &chains, &open)
    }
}
