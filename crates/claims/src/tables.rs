use std::collections::{HashMap, HashSet};

use sayso_bodies::{Bodies, BodyKind};
use thiserror::Error;

use crate::terms::{Term, country_term, stem_term};

const WORDS: &str = include_str!("../../../data/claims/words.tsv");
const ALIKE: &str = include_str!("../../../data/claims/alike.tsv");
const OWNERS: &str = include_str!("../../../data/claims/owners.tsv");
const COMMON: &str = include_str!("../../../data/claims/common.tsv");

/// What is wrong with a table.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{table}, line {line}: {what}")]
pub struct TableError {
    /// Which table.
    pub table: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what is wanted.
    pub what: String,
}

/// What a word does in telling whose word something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Does {
    Light,
    Voice,
    Corrects,
    Confirms,
    Speaks,
    Tells,
    Tally,
    Account,
    People,
    Rejects,
    Baseless,
    Office,
    Anonymous,
    Concedes,
}

const DOES: [(&str, Does); 14] = [
    ("light", Does::Light),
    ("voice", Does::Voice),
    ("corrects", Does::Corrects),
    ("confirms", Does::Confirms),
    ("speaks", Does::Speaks),
    ("tells", Does::Tells),
    ("tally", Does::Tally),
    ("account", Does::Account),
    ("people", Does::People),
    ("rejects", Does::Rejects),
    ("baseless", Does::Baseless),
    ("office", Does::Office),
    ("anonymous", Does::Anonymous),
    ("concedes", Does::Concedes),
];

/// A group of words that tell the same, and whether a form tells it or its opposite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) opposite: bool,
}

/// The tables of this room: words, groups of words that tell the same, owners of publishers. Those that come with
/// Sayso lie under `data/claims/`.
pub struct Tables {
    does: HashSet<(String, Does)>,
    alike: HashMap<String, Group>,
    owners: HashMap<String, String>,
    common: HashMap<Term, u16>,
    countries: HashMap<String, Term>,
    registry: Bodies,
}

impl Tables {
    /// The tables that come with Sayso.
    ///
    /// # Errors
    /// Where one of them is damaged (the tests rule that out).
    pub fn new() -> Result<Self, TableError> {
        let registry = Bodies::new().map_err(|source| TableError {
            table: "data/bodies".to_owned(),
            line: 0,
            what: source.to_string(),
        })?;
        let mut tables = Self {
            does: HashSet::new(),
            alike: HashMap::new(),
            owners: HashMap::new(),
            common: HashMap::new(),
            countries: HashMap::new(),
            registry: Bodies::default(),
        };
        let mut countries = HashMap::new();
        for country in registry.countries() {
            let forms = [&country.name].into_iter().chain(&country.aliases);
            let forms = forms.chain(&country.adjectives).chain(&country.people);
            for form in forms.filter(|form| !form.contains(' ')) {
                let known = countries.entry(form.to_lowercase());
                known.or_insert(country_term(&country.code));
            }
        }
        tables.countries = countries;
        tables.registry = registry;
        tables.add_words("words.tsv", WORDS)?;
        tables.add_alike("alike.tsv", ALIKE)?;
        tables.add_owners("owners.tsv", OWNERS)?;
        tables.add_common("common.tsv", COMMON)?;
        Ok(tables)
    }

    /// Adds rows of word and what it does, in the form of `data/claims/words.tsv`.
    ///
    /// # Errors
    /// Where a line has not two columns, or a word does what none does.
    pub fn add_words(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for (line, [word, does]) in rows(table, source)? {
            let Some((_, does)) = DOES.iter().find(|(name, _)| *name == does) else {
                let all: Vec<&str> = DOES.iter().map(|(name, _)| *name).collect();
                let what = format!("`{does}` is none of {}", all.join(", "));
                return Err(error(table, line, what));
            };
            self.does.insert((word.to_lowercase(), *does));
        }
        Ok(())
    }

    /// Adds rows of group, sense and form, in the form of `data/claims/alike.tsv`.
    ///
    /// # Errors
    /// Where a line has not three columns, a sense is not + or -, or a form has more than two words.
    pub fn add_alike(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for (line, [name, sense, form]) in rows(table, source)? {
            let opposite = match sense {
                "+" => false,
                "-" => true,
                _ => return Err(error(table, line, format!("`{sense}` is not + or -"))),
            };
            if form.split(' ').count() > 2 {
                let what = format!("`{form}` has more than two words");
                return Err(error(table, line, what));
            }
            let name = name.to_owned();
            self.alike
                .insert(form.to_lowercase(), Group { name, opposite });
        }
        Ok(())
    }

    /// Adds rows of publisher and family, in the form of `data/claims/owners.tsv`.
    ///
    /// # Errors
    /// Where a line has not two columns.
    pub fn add_owners(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for (_, [publisher, family]) in rows(table, source)? {
            self.owners
                .insert(publisher.to_lowercase(), family.to_owned());
        }
        Ok(())
    }

    /// Adds rows of word and in how many of a thousand reports it stands, in the form of `data/claims/common.tsv`.
    ///
    /// # Errors
    /// Where a line has not two columns, or the second is no number up to 1,000.
    pub fn add_common(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for (line, [word, reports]) in rows(table, source)? {
            let Some(reports) = reports
                .parse()
                .ok()
                .filter(|reports: &u16| *reports <= 1000)
            else {
                return Err(error(
                    table,
                    line,
                    format!("`{reports}` is no number from 0 to 1000"),
                ));
            };
            // Forms of one stem may stand in the same reports: the most common tells least too much.
            let known = self
                .common
                .entry(stem_term(&word.to_lowercase()))
                .or_default();
            *known = reports.max(*known);
        }
        Ok(())
    }

    /// In how many of a thousand reports of news at large a word stands; 0 where it is rare.
    pub(crate) fn common(&self, term: Term) -> u16 {
        self.common.get(&term).copied().unwrap_or(0)
    }

    /// The term of the country that a word in lower case names, or that it is the adjective or the people of.
    pub(crate) fn country(&self, word: &str) -> Option<Term> {
        self.countries.get(word).copied()
    }

    /// Whether a name is that of an outlet or a news agency.
    pub(crate) fn is_outlet(&self, name: &str) -> bool {
        self.registry
            .body(name)
            .is_some_and(|body| matches!(body.kind, BodyKind::Agency | BodyKind::Outlet))
    }

    pub(crate) fn does(&self, word: &str, does: Does) -> bool {
        // The set holds owned words; most words looked up are short.
        self.does.contains(&(word.to_lowercase(), does))
    }

    /// The group of a form; a plural that was taken for a singular ("wounds") is in that of the singular.
    pub(crate) fn alike(&self, form: &str) -> Option<&Group> {
        let singular = || self.alike.get(form.strip_suffix('s')?);
        self.alike.get(form).or_else(singular)
    }

    /// The family of a publisher; itself where no owner is known.
    pub(crate) fn family<'t>(&'t self, publisher: &'t str) -> &'t str {
        self.owners
            .get(&publisher.to_lowercase())
            .map_or(publisher, String::as_str)
    }
}

fn error(table: &str, line: usize, what: String) -> TableError {
    TableError {
        table: table.to_owned(),
        line,
        what,
    }
}

/// The rows of a table below its header, with their lines; lines that begin with # are remarks.
fn rows<'s, const N: usize>(
    table: &str,
    source: &'s str,
) -> Result<Vec<(usize, [&'s str; N])>, TableError> {
    let mut rows = Vec::new();
    let lines = source.lines().enumerate();
    let kept = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    for (number, line) in kept.skip(1) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let found = cells.len();
        let Ok(cells) = <[&str; N]>::try_from(cells) else {
            let what = format!("has {found} columns where {N} are wanted, separated by tabs");
            return Err(error(table, number + 1, what));
        };
        rows.push((number + 1, cells));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_checked() {
        let mut tables = Tables::new().unwrap();
        assert!(tables.does("Director", Does::Speaks));
        assert!(
            tables
                .alike("call off")
                .is_some_and(|group| !group.opposite)
        );
        let wrong = tables.add_words("own.tsv", "word\tdoes\nbell\tring\n");
        assert_eq!(wrong.unwrap_err().line, 2);
        let wrong = tables.add_alike("own.tsv", "# mine\ngroup\tsense\tform\nring\t+\n");
        assert!(
            wrong
                .unwrap_err()
                .to_string()
                .starts_with("own.tsv, line 3: has 2 columns")
        );
        tables
            .add_owners("own.tsv", "publisher\tfamily\nHalder Post\tHalder Media\n")
            .unwrap();
        assert_eq!(tables.family("halder post"), "Halder Media");
        assert_eq!(tables.family("Radio Lind"), "Radio Lind");
    }
}
