//! The words of a proposition as they are compared.

use crate::lang::EMPTY;
use rust_stemmers::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};

use crate::tables::Tables;

/// A word, or the group of words that tell the same, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Term(pub(crate) u32);

impl Term {
    /// As a number, for storing.
    pub fn number(self) -> u32 {
        self.0
    }

    /// The term of a number that was stored.
    pub fn of_number(number: u32) -> Self {
        Self(number)
    }
}

/// A term and whether it tells the opposite of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sense {
    pub(crate) term: Term,
    pub(crate) opposite: bool,
}

/// The term of a dictionary form: its group's, else its stem's (Porter's second stemmer).
pub(crate) fn term(tables: &Tables, lemma: &str) -> Sense {
    let lower = lemma.to_lowercase();
    if let Some(group) = tables.alike(&lower) {
        return of_group(&group.name, group.opposite);
    }
    // "Norwegians" and "Norwegian" are of Norway.
    if lemma.starts_with(char::is_uppercase)
        && let Some(country) = tables.country(&lower)
    {
        return Sense {
            term: country,
            opposite: false,
        };
    }
    // Of a land that the registry does not know, "Vostrian" is of Vostria.
    let plain = match lower
        .strip_suffix("ians")
        .or_else(|| lower.strip_suffix("ian"))
    {
        Some(stem) if lemma.starts_with(char::is_uppercase) => format!("{stem}ia"),
        _ => lower,
    };
    let stem = Stemmer::create(Algorithm::English)
        .stem(&plain)
        .into_owned();
    Sense {
        term: Term(hash(&stem)),
        opposite: false,
    }
}

/// The term of a word's stem, whatever group it is of.
pub(crate) fn stem_term(lower: &str) -> Term {
    Term(hash(&Stemmer::create(Algorithm::English).stem(lower)))
}

/// The term of a country by its code.
pub(crate) fn country_term(code: &str) -> Term {
    Term(hash(&format!("~~{code}")))
}

/// The term of two words that make one form, where a table knows them.
pub(crate) fn term_of_two(tables: &Tables, first: &str, second: &str) -> Option<Sense> {
    let form = format!("{} {}", first.to_lowercase(), second.to_lowercase());
    let group = tables.alike(&form)?;
    Some(of_group(&group.name, group.opposite))
}

fn of_group(name: &str, opposite: bool) -> Sense {
    // No stem begins with a tilde.
    Sense {
        term: Term(hash(&format!("~{name}"))),
        opposite,
    }
}

/// What is asked for in words: for each word, alone or with the next, the terms it may stand for.
pub fn asked(words: &str, tables: &Tables) -> Vec<Vec<Term>> {
    let _scope = tables.enter();
    let words: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !EMPTY.has(word.to_lowercase().as_str()))
        .collect();
    // Nothing tells whether a word of a question is a verb or a noun.
    let forms = |word: &str| {
        [
            ("VERB", "VBD"),
            ("VERB", "VBN"),
            ("VERB", "VBZ"),
            ("VERB", "VBG"),
            ("NOUN", "NNS"),
        ]
        .map(|(upos, xpos)| sayso_lemma::lemma(word, upos, xpos).into_owned())
    };
    let mut asked: Vec<Vec<Term>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let mut terms: Vec<Term> = forms(word)
            .iter()
            .map(|form| term(tables, form).term)
            .collect();
        terms.push(term(tables, word).term);
        if let Some(next) = words.get(at + 1) {
            let two = forms(word)
                .into_iter()
                .filter_map(|form| term_of_two(tables, &form, next));
            terms.extend(two.map(|sense| sense.term));
        }
        terms.sort_unstable();
        terms.dedup();
        asked.push(terms);
    }
    asked
}

/// FNV-1a (Fowler, Noll, Vo).
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_tell_the_same_are_one_term() {
        let tables = Tables::new().unwrap();
        let same = |a: &str, b: &str| term(&tables, a).term == term(&tables, b).term;
        assert!(same("burst", "collapse"));
        for (a, b) in [
            ("Vostrian", "Vostria"),
            ("Norwegian", "Norway"),
            ("Ukrainian", "Ukraine"),
            ("Iranians", "Iran"),
            ("Chinese", "China"),
        ] {
            assert!(same(a, b), "{a} / {b}");
        }
        assert!(!same("polish", "Poland"));
        assert!(same("inspection", "inspect"));
        assert!(!same("dam", "damage"));
        let built = asked("the dam was built", &tables);
        assert!(built.len() == 2 && built[1].contains(&term(&tables, "construct").term));
        assert_eq!(
            term_of_two(&tables, "give", "way"),
            Some(term(&tables, "burst"))
        );
    }
}
