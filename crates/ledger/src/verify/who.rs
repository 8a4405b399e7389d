//! Who is said to have said something, in the checked text and in the ledger.

use crate::lang::{COMMON, PRONOUNS};
use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Result, params};
use sayso::rows::Text;
use sayso::{EntityKind, EntityRow, Form, Reading};

use super::wording::is_small;
use crate::json::read;
use sayso_claims::names::{folded, same_body, same_person};

/// A speaker with all that he is called.
#[derive(Clone, Debug, Default)]
pub(super) struct Voice {
    /// The name, or the words that name the source; `None` where nothing tells.
    pub(super) name: Option<String>,
    /// Whether that is a name and no description.
    named: bool,
    person: bool,
    /// The words that name the source, and those of other mentions.
    called: Vec<String>,
    /// The words of the source are a pronoun: they tell by what stands before them only.
    pronoun: bool,
}

/// How two speakers agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    /// They are one.
    Same,
    /// Nothing tells.
    Unknown,
    /// They are two.
    Other,
}

impl Voice {
    /// The speaker of a statement of the checked text.
    pub(super) fn of(reading: &Reading<'_>, statement: usize) -> Self {
        let text = &reading.report.text;
        let source = reading.source_words(statement).map(str::to_owned);
        let pronoun = source.as_deref().is_some_and(is_pronoun);
        let mut called: Vec<String> = source.iter().cloned().collect();
        let Some(id) = reading.speakers[statement].entity else {
            return Self {
                name: source.clone(),
                called,
                pronoun,
                ..Self::default()
            };
        };
        let entity = &reading.entities.entities[id];
        let mentions = entity
            .mentions
            .iter()
            .filter(|mention| mention.form.as_str() != "pronoun");
        called.extend(mentions.map(|mention| mention.span.slice(text).to_owned()));
        called.extend(entity.office.clone());
        Self {
            name: Some(entity.name.clone()),
            named: entity.named,
            person: entity.kind == EntityKind::Person,
            called,
            pronoun,
        }
    }

    /// The speaker of a statement of the ledger.
    pub(super) fn held(
        ledger: &Connection,
        report: i64,
        number: Option<i64>,
        source: &str,
        text: &str,
    ) -> Result<Self> {
        let source = (!source.is_empty()).then(|| source.to_owned());
        let pronoun = source.as_deref().is_some_and(is_pronoun);
        let mut called: Vec<String> = source.iter().cloned().collect();
        let mut entity =
            ledger.prepare_cached("SELECT row FROM entity WHERE report = ?1 AND number = ?2")?;
        let entity: Option<EntityRow> = entity
            .query_row(params![report, number], |row| read(row, "row"))
            .optional()?;
        let Some(entity) = entity else {
            return Ok(Self {
                name: source.clone(),
                called,
                pronoun,
                ..Self::default()
            });
        };
        let text = Text::new(text);
        let mut mentions = entity.mentions.iter();
        let named = mentions.any(|mention| mention.form == Form::Name);
        let mentions = entity.mentions.iter();
        let telling = mentions.filter(|mention| mention.form != Form::Pronoun);
        called.extend(telling.map(|mention| text.words(mention.span).to_owned()));
        called.extend(entity.office);
        Ok(Self {
            name: Some(entity.name),
            named,
            person: entity.kind == EntityKind::Person,
            called,
            pronoun,
        })
    }

    /// Words by which the index of speakers finds him: of a person the last name, else the words that tell.
    pub(super) fn asked(&self) -> Vec<String> {
        let name = self.name.as_deref().unwrap_or_default();
        let words = folded(name);
        if self.named && self.person {
            return words.last().cloned().into_iter().collect();
        }
        words.into_iter().filter(|word| tells(word)).collect()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.named
            .then_some(self.name.as_deref())
            .flatten()
            .into_iter()
            .chain(self.called.iter().map(String::as_str))
    }

    /// The words of the descriptions that tell one speaker from others.
    fn described(&self) -> BTreeSet<String> {
        let all = self.called.iter().chain(&self.name);
        all.flat_map(|words| folded(words))
            .filter(|word| tells(word))
            .collect()
    }

    /// Whether the ledger's speaker is this one. `text` is the report in which the ledger has him.
    pub(super) fn agrees(&self, held: &Self, ledger: &Connection, text: &str) -> Result<Agreement> {
        let (Some(own), Some(other)) = (&self.name, &held.name) else {
            return Ok(Agreement::Unknown);
        };
        if (self.named || !self.pronoun) && folded(own) == folded(other) || self.is_named_as(held) {
            return Ok(Agreement::Same);
        }
        // Both stand for someone named before; in a short text that may have been read wrongly.
        if self.pronoun && held.pronoun {
            return Ok(Agreement::Unknown);
        }
        if self.named && held.named {
            let mentions = |voice: &Self, text: &str| {
                voice.asked().iter().any(|word| folded(text).contains(word))
            };
            // A body and a person that one report names may be one voice: a spokesman's and his ministry's.
            let together = self.person != held.person && mentions(self, text);
            return Ok(if together {
                Agreement::Unknown
            } else {
                Agreement::Other
            });
        }
        if !self.described().is_disjoint(&held.described()) {
            return Ok(Agreement::Same);
        }
        if self.named && !held.pronoun {
            return self.is_known_as(held, ledger);
        }
        if held.named && !self.pronoun {
            return self.is_someone_else_than(held, ledger, text);
        }
        Ok(Agreement::Unknown)
    }

    /// Whether one of the names of one is a name of the other.
    fn is_named_as(&self, other: &Self) -> bool {
        let alike = |a: &str, b: &str| {
            same_person(a, b) || !(self.person && other.person) && same_body(a, b)
        };
        let (Some(own), Some(name)) = (&self.name, &other.name) else {
            return false;
        };
        self.named
            && other
                .names()
                .any(|name| alike(own, name) || self.person != other.person && holds(name, own))
            || other.named
                && self
                    .names()
                    .any(|own| alike(own, name) || self.person != other.person && holds(own, name))
    }

    /// Whether someone of this name is anywhere in the ledger called what `held`, who is not named, is called.
    fn is_known_as(&self, held: &Self, ledger: &Connection) -> Result<Agreement> {
        let (names, described) = (quoted(self.asked()), quoted(held.described()));
        if described.is_empty() || names.is_empty() {
            return Ok(Agreement::Unknown);
        }
        let known = is_speaker(
            ledger,
            &format!("({}) AND ({})", names.join(" AND "), described.join(" OR ")),
        )?;
        Ok(if known {
            Agreement::Same
        } else {
            Agreement::Other
        })
    }

    /// Whether the ledger knows a speaker by this description, and never calls `held`, who has a name, so. What the
    /// report itself tells of such a one may be of `held`.
    fn is_someone_else_than(
        &self,
        held: &Self,
        ledger: &Connection,
        text: &str,
    ) -> Result<Agreement> {
        let described = self.described();
        let words: BTreeSet<String> = folded(text).into_iter().collect();
        if described.len() < TELLING || described.is_subset(&words) {
            return Ok(Agreement::Unknown);
        }
        let (names, described) = (quoted(held.asked()), quoted(described));
        let (names, any) = (names.join(" AND "), described.join(" OR "));
        if !names.is_empty() && is_speaker(ledger, &format!("({names}) AND ({any})"))? {
            return Ok(Agreement::Same);
        }
        let known = is_speaker(ledger, &described.join(" AND "))?;
        Ok(if known {
            Agreement::Other
        } else {
            Agreement::Unknown
        })
    }
}

/// Words of the least description that tells one speaker from all others.
const TELLING: usize = 2;

/// Whether a speaker in the ledger meets a question.
fn is_speaker(ledger: &Connection, question: &str) -> Result<bool> {
    let mut known = ledger
        .prepare_cached("SELECT 1 FROM statement_words WHERE statement_words MATCH ?1 LIMIT 1")?;
    known.exists([format!("speaker : ({question})")])
}

fn quoted(words: impl IntoIterator<Item = String>) -> Vec<String> {
    words
        .into_iter()
        .map(|word| format!("\"{word}\""))
        .collect()
}

/// Whether the words of `name` stand together in `words`.
fn holds(words: &str, name: &str) -> bool {
    let (words, name) = (folded(words), folded(name));
    !name.is_empty() && words.windows(name.len()).any(|run| run == name)
}

fn is_pronoun(words: &str) -> bool {
    PRONOUNS.has(words.trim().to_lowercase().as_str())
}

/// Whether a word of a description tells its speaker from others.
fn tells(word: &str) -> bool {
    !is_small(word) && !is_pronoun(word) && !COMMON.has(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{entry, ledger, post};

    fn voice(name: &str, named: bool, person: bool, called: &[&str]) -> Voice {
        let called = called.iter().map(|&words| words.to_owned()).collect();
        Voice {
            name: Some(name.to_owned()),
            named,
            person,
            called,
            pronoun: false,
        }
    }

    #[test]
    fn speakers_are_compared_by_all_that_they_are_called() {
        let (_folder, mut ledger) = ledger();
        let text = "“The dam was sound,” district governor Marta Veldkamp said.";
        ledger.add([entry(&post("a", "2026-02-03", text))]).unwrap();
        let governor = voice(
            "Marta Veldkamp",
            true,
            true,
            &["district governor Marta Veldkamp"],
        );
        let agreement = |own: &Voice, held: &Voice| own.agrees(held, &ledger.file, text).unwrap();
        let other = voice("Henrik Stolz", true, true, &["its director, Henrik Stolz"]);
        assert_eq!(
            agreement(&voice("Veldkamp", true, true, &[]), &governor),
            Agreement::Same
        );
        assert_eq!(
            agreement(
                &voice("the governor", false, true, &["the governor"]),
                &governor
            ),
            Agreement::Same
        );
        assert_eq!(agreement(&other, &governor), Agreement::Other);
        let described = voice("the governor", false, true, &["the governor"]);
        assert_eq!(agreement(&governor, &described), Agreement::Same);
        assert_eq!(agreement(&other, &described), Agreement::Other);
        let unnamed = voice("the governor", false, true, &[]);
        assert_eq!(
            agreement(&voice("Marta Veldkamp", true, true, &[]), &unnamed),
            Agreement::Same
        );
        assert_eq!(
            agreement(&voice("a farmer", false, true, &["a farmer"]), &governor),
            Agreement::Unknown
        );
        assert_eq!(agreement(&Voice::default(), &governor), Agreement::Unknown);
    }
}
