//! The tables that Sayso reads by, with a user's own rows on top.

use std::sync::Arc;

use sayso_bodies::Bodies;
use sayso_lang::Lang;
use sayso_lemma::Lemmas;
use sayso_report::Agencies;
use sayso_tables::{Definition, Own, TableError};

/// All tables that a reader needs.
pub(crate) struct AllTables {
    pub(crate) statements: sayso_statements::Tables,
    pub(crate) bodies: Bodies,
    pub(crate) entities: sayso_entities::Tables,
    pub(crate) ranking: sayso_entities::Model,
    pub(crate) figures: sayso_figures::Tables,
    pub(crate) times: sayso_times::Vocabulary,
    pub(crate) places: sayso_places::Tables,
    pub(crate) events: sayso_events::Tables,
    pub(crate) agencies: Agencies,
    pub(crate) lang: Arc<Lang>,
    /// `None` where a user has no rows for them.
    pub(crate) lemmas: Option<Lemmas>,
}

/// Every table that reading uses, in the order of the rooms: its path, its columns and the rows that come with Sayso.
pub fn tables() -> Vec<Definition> {
    [
        sayso_lang::TABLES,
        sayso_lemma::TABLES,
        sayso_report::TABLES,
        sayso_bodies::TABLES,
        sayso_entities::TABLES,
        sayso_statements::TABLES,
        sayso_places::TABLES,
        sayso_times::TABLES,
        sayso_figures::TABLES,
        sayso_events::TABLES,
    ]
    .concat()
}

impl AllTables {
    pub(crate) fn with(own: &Own) -> Result<Self, TableError> {
        sayso_report::check(own)?;
        let lemmas = own.files().any(|(path, _, _)| path.starts_with("lemma/"));
        Ok(Self {
            statements: sayso_statements::Tables::with(own)?,
            bodies: Bodies::with(own)?,
            entities: sayso_entities::Tables::with(own)?,
            ranking: sayso_entities::Model::with(own)?,
            figures: sayso_figures::Tables::with(own)?,
            times: sayso_times::Vocabulary::with(own)?,
            places: sayso_places::Tables::with(own)?,
            events: sayso_events::Tables::with(own)?,
            agencies: Agencies::with(own)?,
            lang: Lang::english(own)?,
            lemmas: lemmas.then(|| Lemmas::with(own)).transpose()?,
        })
    }
}
