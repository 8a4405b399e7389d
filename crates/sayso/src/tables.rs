//! The tables that Sayso reads by, with a user's own rows on top.

use std::path::{Path, PathBuf};

use sayso_bodies::Bodies;
use sayso_report::Agencies;
use thiserror::Error;

/// All tables that users can extend.
pub(crate) struct AllTables {
    pub(crate) statements: sayso_statements::Tables,
    pub(crate) bodies: Bodies,
    pub(crate) entities: sayso_entities::Tables,
    pub(crate) figures: sayso_figures::Tables,
    pub(crate) times: sayso_times::Vocabulary,
    pub(crate) events: sayso_events::Tables,
    pub(crate) agencies: Agencies,
}

/// What is wrong with a folder of one's own tables.
#[derive(Debug, Error)]
pub enum OwnTablesError {
    /// The folder or a file in it can't be read.
    #[error("{path}: {source}", path = path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file has a name that no table has.
    #[error("{path}: no table has this name; the tables are {}", NAMES.join(", "), path = path.display())]
    Name {
        /// Which.
        path: PathBuf,
    },
    /// A row is not as its table wants it.
    #[error("{path}: {what}", path = path.display())]
    Row {
        /// Which file.
        path: PathBuf,
        /// The line and what is wrong with it.
        what: String,
    },
}

/// The tables that a folder may hold, in the form of those under `data/`.
const NAMES: &[&str] = &[
    "agencies.tsv",
    "anonymity.tsv",
    "bodies.tsv",
    "casualties.tsv",
    "comparators.tsv",
    "countries.tsv",
    "cues.tsv",
    "currencies.tsv",
    "departments.tsv",
    "events.tsv",
    "given_names.tsv",
    "holidays.tsv",
    "labels.tsv",
    "leaders.tsv",
    "media.tsv",
    "metonyms.tsv",
    "nouns.tsv",
    "synonyms.tsv",
    "times.tsv",
    "titles.tsv",
    "units.tsv",
    "venues.tsv",
];

impl AllTables {
    /// Those that come with Sayso.
    pub(crate) fn new() -> Result<Self, crate::StartError> {
        let entities =
            |error: &dyn std::fmt::Display| crate::StartError::Entities(error.to_string());
        Ok(Self {
            statements: sayso_statements::Tables::new()?,
            bodies: Bodies::new().map_err(|error| entities(&error))?,
            entities: sayso_entities::Tables::new().map_err(|error| entities(&error))?,
            figures: sayso_figures::Tables::new()?,
            times: sayso_times::Vocabulary::standard().clone(),
            events: sayso_events::Tables::new()?,
            agencies: Agencies::new()?,
        })
    }

    /// Adds the rows of every `.tsv` file of a folder.
    pub(crate) fn add(&mut self, folder: &Path) -> Result<(), OwnTablesError> {
        let failed = |path: &Path, source| OwnTablesError::Read {
            path: path.to_owned(),
            source,
        };
        let entries = std::fs::read_dir(folder).map_err(|error| failed(folder, error))?;
        let mut paths = Vec::new();
        for entry in entries {
            let path = entry.map_err(|error| failed(folder, error))?.path();
            if path.extension().is_some_and(|extension| extension == "tsv") {
                paths.push(path);
            }
        }
        // Countries come before the bodies that lie in them, and the order is the same everywhere.
        paths.sort_by_key(|path| (!path.ends_with("countries.tsv"), path.clone()));
        for path in paths {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            if !NAMES.contains(&name) {
                return Err(OwnTablesError::Name { path });
            }
            let rows = std::fs::read_to_string(&path).map_err(|error| failed(&path, error))?;
            if let Err(what) = self.add_rows(name, &rows) {
                return Err(OwnTablesError::Row { path, what });
            }
        }
        Ok(())
    }

    fn add_rows(&mut self, name: &str, rows: &str) -> Result<(), String> {
        fn told<E: std::fmt::Display>(result: Result<(), E>) -> Result<(), String> {
            result.map_err(|error| error.to_string())
        }
        let vocabulary = |times: &str, holidays: &str| {
            self.times
                .clone()
                .adding(times, holidays)
                .map_err(|error| error.to_string())
        };
        match name {
            "agencies.tsv" => told(self.agencies.add(name, rows)),
            "anonymity.tsv" => told(self.statements.add_anonymity(name, rows)),
            "bodies.tsv" => told(self.bodies.add_bodies(name, rows)),
            "casualties.tsv" => told(self.figures.add_casualties(name, rows)),
            "comparators.tsv" => told(self.figures.add_comparators(name, rows)),
            "countries.tsv" => told(self.bodies.add_countries(name, rows)),
            "cues.tsv" => told(self.statements.add_cues(name, rows)),
            "currencies.tsv" => told(self.figures.add_currencies(name, rows)),
            "departments.tsv" => told(self.bodies.add_departments(name, rows)),
            "events.tsv" => told(self.events.add_lexicon(name, rows)),
            "given_names.tsv" => told(self.entities.add_given_names(name, rows)),
            "labels.tsv" => told(self.figures.add_labels(name, rows)),
            "leaders.tsv" => told(self.bodies.add_leaders(name, rows)),
            "media.tsv" => told(self.statements.add_media(name, rows)),
            "metonyms.tsv" => told(self.bodies.add_metonyms(name, rows)),
            "nouns.tsv" => told(self.entities.add_nouns(name, rows)),
            "synonyms.tsv" => told(self.entities.add_synonyms(name, rows)),
            "titles.tsv" => told(self.entities.add_titles(name, rows)),
            "units.tsv" => told(self.figures.add_units(name, rows)),
            "venues.tsv" => told(self.statements.add_venues(name, rows)),
            "times.tsv" => vocabulary(rows, "").map(|words| self.times = words),
            "holidays.tsv" => vocabulary("", rows).map(|words| self.times = words),
            other => Err(format!(
                "{other} is in the list of tables, but nothing reads it"
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_read() {
        for name in NAMES {
            let mut tables = AllTables::new().unwrap();
            assert_eq!(tables.add_rows(name, ""), Ok(()), "{name}");
        }
    }

    #[test]
    fn own_rows_count_and_faults_are_named() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("cues.tsv"),
            "cue\tstance\nburble\tdenies\n",
        )
        .unwrap();
        let mut tables = AllTables::new().unwrap();
        tables.add(folder.path()).unwrap();
        assert_eq!(
            tables.statements.stance("burble"),
            Some(crate::Stance::Denies)
        );

        std::fs::write(
            folder.path().join("cues.tsv"),
            "cue\tstance\nburble\tyodels\n",
        )
        .unwrap();
        let wrong = tables.add(folder.path()).unwrap_err().to_string();
        assert!(
            wrong.contains("cues.tsv") && wrong.contains("line 2") && wrong.contains("yodels"),
            "{wrong}"
        );

        std::fs::remove_file(folder.path().join("cues.tsv")).unwrap();
        std::fs::write(folder.path().join("clues.tsv"), "").unwrap();
        assert!(
            tables
                .add(folder.path())
                .unwrap_err()
                .to_string()
                .contains("no table has this name")
        );
    }
}
