//! *What it does*: puts the names that name one together: full names with surnames alone, long
//! names with their acronyms and short forms, names of the same body of the registry.
//!
//! *Example*: "Ingrid Solheim", "Mrs. Solheim", "Solheim"; "Harbour Workers' Union", "HWU",
//! "the Union".
//!
//! *What it leaves alone*: persons of one surname with different given names or genders.

use crate::lang::{GENERIC, SUFFIXES};
use std::collections::HashMap;

use crate::chains::{ChainId, Chains};
use crate::mentions::Found;
use crate::{EntityKind, Form, Tables};
use sayso_bodies::Bodies;

/// Chains of all names.
pub(crate) fn group<'f>(found: &'f [Found], bodies: &Bodies) -> Chains<'f> {
    let mut chains = Chains::new(found);
    let mut names: Vec<(usize, Vec<String>)> = Vec::new();
    for (at, mention) in found.iter().enumerate() {
        if mention.form == Form::Name && !mention.name.is_empty() {
            names.push((at, words(&mention.name)));
        }
    }
    // Fuller names first: short ones then find them.
    names.sort_by_key(|(at, words)| (std::cmp::Reverse(words.len()), *at));
    let mut index = Index::default();
    for (at, words) in &names {
        if words.is_empty() {
            continue;
        }
        let mention = &found[*at];
        let key = index.key(mention, words, bodies);
        let chain = index
            .exact
            .get(&key)
            .copied()
            .or_else(|| index.short(&chains, *at, words))
            .filter(|&chain| {
                index.exact.get(&key) == Some(&chain) || fits(&chains, chain, mention)
            });
        let chain = match chain {
            Some(chain) => {
                chains.join(*at, chain, "name", 1.0);
                chain
            }
            None => chains.open(*at, "name", 1.0),
        };
        index.file(key, mention, words, chain);
    }
    chains
}

/// Guesses the gender of persons who are only called by a given name.
pub(crate) fn guess_genders(chains: &mut Chains<'_>, tables: &Tables, bodies: &Bodies) {
    for chain in &mut chains.all {
        let given = chain.kind == Some(EntityKind::Person)
            && chain.plural != Some(true)
            && chain.gender.is_none()
            && !chain.name.contains(' ')
            && bodies.surname(&chain.name).next().is_none();
        if given {
            chain.gender = tables.given_name(&chain.name);
        }
    }
}

/// A name's words in lower case without commas and suffixes.
fn words(name: &str) -> Vec<String> {
    let bare = name.split_whitespace().map(|word| {
        word.trim_matches([',', '(', ')', '"', '“', '”'])
            .to_lowercase()
    });
    bare.filter(|word| !word.is_empty() && !SUFFIXES.has(word.as_str()) && word != "the")
        .collect()
}

#[derive(Default)]
struct Index {
    /// By kind and words, or by the registry's name.
    exact: HashMap<String, ChainId>,
    /// Persons by their last and by their first word.
    surnames: HashMap<String, Vec<ChainId>>,
    given: HashMap<String, Vec<ChainId>>,
    /// Bodies by initials and by short forms.
    initials: HashMap<String, ChainId>,
    short_forms: HashMap<String, ChainId>,
}

impl Index {
    /// What a name is filed under.
    fn key(&self, mention: &Found, words: &[String], bodies: &Bodies) -> String {
        let joined = words.join(" ");
        if mention.plural {
            let people = bodies
                .country_of_people(&mention.name)
                .or_else(|| bodies.country_of_adjective(&mention.name));
            return people.map_or_else(
                || format!("several {joined}"),
                |country| format!("people {}", country.code),
            );
        }
        match mention.kind {
            Some(EntityKind::Person) => {
                let holder = if words.len() > 1 {
                    bodies.person(&mention.name).next()
                } else {
                    None
                };
                holder.map_or_else(
                    || format!("person {joined}"),
                    |holder| format!("holder {}", holder.name),
                )
            }
            Some(EntityKind::Country) => {
                let code = bodies
                    .country_named(&mention.name)
                    .map_or(joined.as_str(), |country| &country.code);
                format!("country {code}")
            }
            Some(EntityKind::Group) => {
                let country = bodies
                    .country_of_adjective(&mention.name)
                    .or_else(|| bodies.country_of_people(&mention.name));
                country.map_or_else(
                    || format!("name {joined}"),
                    |country| format!("people {}", country.code),
                )
            }
            _ => match &mention.body {
                // A report's own long name for an acronym comes before the registry's.
                Some(body) if !self.initials.contains_key(&mention.name) => {
                    format!("body {}", body.name)
                }
                _ => format!("name {}", joined.replace('.', "")),
            },
        }
    }

    /// The chain that a shorter name belongs to.
    fn short(&self, chains: &Chains<'_>, at: usize, words: &[String]) -> Option<ChainId> {
        let mention = &chains.found[at];
        if mention.plural {
            return None;
        }
        if mention.kind == Some(EntityKind::Person) {
            return self.person(chains, at, words);
        }
        if matches!(
            mention.kind,
            Some(EntityKind::Country | EntityKind::Place | EntityKind::Group)
        ) {
            return None;
        }
        let acronym: String = mention
            .name
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        if let Some(&chain) = self.initials.get(&acronym) {
            return Some(chain);
        }
        self.short_forms.get(&words.join(" ")).copied()
    }

    fn person(&self, chains: &Chains<'_>, at: usize, words: &[String]) -> Option<ChainId> {
        let last = words.last()?;
        let bearers = self.surnames.get(last).or_else(|| {
            if words.len() == 1 {
                self.given.get(last)
            } else {
                None
            }
        })?;
        let fitting = |chain: &&ChainId| {
            let bearer = &chains.all[**chain];
            let clash =
                matches!((bearer.gender, chains.found[at].gender), (Some(a), Some(b)) if a != b);
            !clash && (words.len() == 1 || same_person(&words_of(bearer), words))
        };
        // Several of one surname: the one named last before this.
        let before = |chain: &ChainId| {
            chains.all[*chain]
                .mentions
                .iter()
                .rev()
                .find(|&&other| other < at)
                .copied()
        };
        bearers
            .iter()
            .filter(fitting)
            .max_by_key(|chain| (before(chain), std::cmp::Reverse(**chain)))
            .copied()
    }

    fn file(&mut self, key: String, mention: &Found, words: &[String], chain: ChainId) {
        self.exact.entry(key).or_insert(chain);
        if mention.plural || words.len() < 2 {
            return;
        }
        match mention.kind {
            Some(EntityKind::Person) => {
                push(
                    self.surnames
                        .entry(words[words.len() - 1].clone())
                        .or_default(),
                    chain,
                );
                push(self.given.entry(words[0].clone()).or_default(), chain);
            }
            Some(EntityKind::Country | EntityKind::Place | EntityKind::Group) => {}
            _ => {
                for skip in [true, false] {
                    let initials: String = mention
                        .name
                        .split(|c: char| c.is_whitespace() || c == '-')
                        .filter(|word| !skip || word.chars().next().is_some_and(char::is_uppercase))
                        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
                        .flat_map(char::to_uppercase)
                        .collect();
                    self.initials.entry(initials).or_insert(chain);
                }
                for cut in 1..words.len() {
                    let starts = cut > 1 || !GENERIC.has(words[0].as_str()) && words[0].len() > 2;
                    if starts {
                        self.short_forms
                            .entry(words[..cut].join(" "))
                            .or_insert(chain);
                    }
                    if words.len() - cut > 1 {
                        self.short_forms
                            .entry(words[cut..].join(" "))
                            .or_insert(chain);
                    }
                }
            }
        }
    }
}

fn push(list: &mut Vec<ChainId>, chain: ChainId) {
    if list.last() != Some(&chain) && !list.contains(&chain) && list.len() < 16 {
        list.push(chain);
    }
}

fn words_of(chain: &crate::chains::Chain) -> Vec<String> {
    words(&chain.name)
}

/// Whether a short form may be of a chain: kinds do not clash.
fn fits(chains: &Chains<'_>, chain: ChainId, mention: &Found) -> bool {
    let person = |kind: Option<EntityKind>| kind == Some(EntityKind::Person);
    person(chains.all[chain].kind) == person(mention.kind)
}

/// Whether two names with one surname can name one person: each given name or initial of the
/// shorter stands in the longer, in order.
fn same_person(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let (Some((_, short)), Some((_, long))) = (short.split_last(), long.split_last()) else {
        return false;
    };
    let alike = |a: &str, b: &str| {
        let (a, b) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
        a == b
            || a.chars().count() == 1 && b.starts_with(a)
            || b.chars().count() == 1 && a.starts_with(b)
    };
    let mut rest = long.iter();
    short
        .iter()
        .all(|given| rest.any(|other| alike(given, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        same_person(&words(one), &words(other))
    }

    #[test]
    fn given_names_and_initials() {
        assert!(same("Ingrid Marie Solheim", "Ingrid Solheim"));
        assert!(same("I. M. Solheim", "Ingrid Marie Solheim"));
        assert!(!same("Ingrid Solheim", "Lars Solheim"));
        assert_eq!(words("Lars Solheim, Jr."), ["lars", "solheim"]);
    }
}
