//! Names, and what several mentions name.

use sayso_analysis::NameKind;
use sayso_entities::{EntityKind, Form};

use crate::column::row;
use crate::sort::Entity;
use crate::{Id, SpanIn};

row! {
    /// A name in the text.
    pub struct NameRow "NameRow" {
        /// Where it stands.
        span: SpanIn<U>,
        /// What it names.
        kind as "type": NameKind,
        /// Probability that span and type are right.
        confidence: f32,
    }
}

row! {
    /// An entity of the report.
    pub struct EntityRow "EntityRow" {
        /// "e1", "e2"… in this report.
        id: Id<Entity>,
        /// The fullest name known.
        name: String,
        /// What it is.
        kind as "type": EntityKind,
        /// ISO 3166-1 alpha-2 of its country, where told.
        country: Option<String>,
        /// Office held, as the text or the registry names it.
        office: Option<String>,
        /// Whether the name comes from the registry, not from the text.
        from_registry: bool,
        /// Where it is mentioned.
        mentions: Vec<MentionRow<U>>,
    }
}

row! {
    /// A mention of an entity.
    pub struct MentionRow "MentionRow" {
        /// Where it stands.
        span: SpanIn<U>,
        /// name, nominal or pronoun.
        form: Form,
    }
}
