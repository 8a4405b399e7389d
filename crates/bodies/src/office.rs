//! Who holds an office, and when.

use sayso_tables::Row;

use crate::tables::LeaderRow;
use crate::{Bodies, Day};

/// A person in an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Full name.
    pub name: String,
    /// Other spellings and short names.
    pub aliases: Vec<String>,
    /// The office in lower case ("prime minister").
    pub office: String,
    /// ISO 3166 alpha-2 code of the country, or the name of the body, whose office it is.
    pub of: String,
    /// First day.
    pub from: Day,
    /// Last day; `None` while in office.
    pub to: Option<Day>,
    /// Where the table tells.
    pub gender: Option<Gender>,
}

/// A person's gender, as far as pronouns show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
}

/// Names in which the family's comes first.
const FAMILY_FIRST: &[&str] = &["CN", "KP", "KR", "TW", "VN"];
/// Words that belong to the family name after them.
const PARTICLES: &[&str] = &[
    "de", "von", "van", "der", "den", "da", "del", "la", "le", "di", "el", "bin", "al", "dos", "du",
];

impl Holder {
    /// Whether the person is in office on a day; on any day where it is `None`.
    pub fn holds(&self, day: Option<Day>) -> bool {
        day.is_none_or(|day| self.from <= day && self.to.is_none_or(|to| day <= to))
    }

    /// Whether the person was in office on a day or before it.
    pub fn held(&self, day: Option<Day>) -> bool {
        day.is_none_or(|day| self.from <= day)
    }

    /// The family names by which reports call the person ("De Wever" and "Wever").
    pub fn surnames(&self) -> Vec<String> {
        let mut found = Vec::new();
        for name in self.aliases.iter().chain([&self.name]) {
            let words: Vec<&str> = name
                .split_whitespace()
                .filter(|word| !matches!(*word, "Jr." | "Jr" | "II" | "III" | "VI" | "XIV"))
                .collect();
            let Some(&last) = words.last() else { continue };
            let family_first = FAMILY_FIRST.contains(&self.of.as_str());
            if family_first && words.len() > 1 {
                found.push(words[0].to_owned());
                continue;
            }
            found.push(last.to_owned());
            let rest = words
                .iter()
                .rev()
                .skip(1)
                .take_while(|word| PARTICLES.contains(&word.to_lowercase().as_str()))
                .count();
            if rest > 0 {
                found.push(words[words.len() - 1 - rest..].join(" "));
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

impl Bodies {
    pub(crate) fn add_leaders(&mut self, rows: &[Row<LeaderRow>]) {
        for row in rows {
            let holder = Holder {
                of: row.of.clone(),
                office: row.office.to_lowercase(),
                name: row.name.clone(),
                from: row.from,
                to: row.to,
                gender: row.gender,
                aliases: row.aliases.clone(),
            };
            let at = self.holders.len();
            for name in holder.aliases.iter().chain([&holder.name]) {
                self.by_name
                    .entry(name.to_lowercase())
                    .or_default()
                    .push(at);
            }
            for surname in holder.surnames() {
                self.by_surname.entry(surname).or_default().push(at);
            }
            self.holders.push(holder);
        }
    }

    /// Who holds an office of a country (by code) or body (by name) on a day. Without a day,
    /// the one who holds it still.
    pub fn holder(&self, of: &str, office: &str, day: Option<Day>) -> Option<&Holder> {
        let on_day = |holder: &&Holder| {
            if day.is_some() {
                holder.holds(day)
            } else {
                holder.to.is_none()
            }
        };
        self.holders
            .iter()
            .filter(|holder| holder.of == of && holder.office == office)
            .find(on_day)
    }

    /// The offices of the person with a full name or alias, in any case of letters.
    pub fn person(&self, name: &str) -> impl Iterator<Item = &Holder> {
        self.at(self.by_name.get(&name.to_lowercase()))
    }

    /// The holders, now or once, with a family name as it is written.
    pub fn surname(&self, surname: &str) -> impl Iterator<Item = &Holder> {
        self.at(self.by_surname.get(surname))
    }

    fn at(&self, found: Option<&Vec<usize>>) -> impl Iterator<Item = &Holder> {
        found
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .map(|&at| &self.holders[at])
    }
}
