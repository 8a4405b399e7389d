use std::collections::{HashMap, HashSet};

use thiserror::Error;

const WORDS: &str = include_str!("../../../data/claims/words.tsv");
const ALIKE: &str = include_str!("../../../data/claims/alike.tsv");
const OWNERS: &str = include_str!("../../../data/claims/owners.tsv");

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
}

const DOES: [(&str, Does); 9] = [
    ("light", Does::Light),
    ("voice", Does::Voice),
    ("corrects", Does::Corrects),
    ("confirms", Does::Confirms),
    ("speaks", Does::Speaks),
    ("tells", Does::Tells),
    ("tally", Does::Tally),
    ("account", Does::Account),
    ("people", Does::People),
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
}

impl Tables {
    /// The tables that come with Sayso.
    ///
    /// # Errors
    /// Where one of them is damaged (the tests rule that out).
    pub fn new() -> Result<Self, TableError> {
        let mut tables = Self {
            does: HashSet::new(),
            alike: HashMap::new(),
            owners: HashMap::new(),
        };
        tables.add_words("words.tsv", WORDS)?;
        tables.add_alike("alike.tsv", ALIKE)?;
        tables.add_owners("owners.tsv", OWNERS)?;
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
