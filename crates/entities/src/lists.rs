//! *What it finds*: persons joined by "and", as one mention of several.
//!
//! *Example*: "Ada Lee and her brother".

use std::collections::HashMap;

use sayso_analysis::{Analysis, Deprel, Tree, WordId};

use crate::forms::Class;
use crate::mentions::Found;
use crate::nounphrase::Definiteness;
use crate::{EntityKind, Form};

/// Persons joined by "and", as one mention of several.
pub(crate) fn groups(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    found: &[Found],
) -> Vec<Found> {
    let by_head: HashMap<WordId, usize> = found
        .iter()
        .enumerate()
        .map(|(at, mention)| (mention.head, at))
        .collect();
    let is_person = |id: &WordId| {
        by_head
            .get(id)
            .is_some_and(|&at| found[at].kind == Some(EntityKind::Person))
    };
    let mut groups = Vec::new();
    for first in found
        .iter()
        .filter(|mention| mention.kind == Some(EntityKind::Person))
    {
        let joined: Vec<WordId> = tree.by(first.head, Deprel::Conj).collect();
        let Some(last) = joined
            .last()
            .and_then(|id| by_head.get(id))
            .map(|&at| &found[at])
        else {
            continue;
        };
        let and = joined.iter().any(|&id| {
            tree.by(id, Deprel::Cc)
                .any(|cc| matches!(analysis.words[cc].lemma.as_str(), "and" | "&"))
        });
        if !and || !joined.iter().all(is_person) || last.words.end <= first.words.start {
            continue;
        }
        let words = first.words.start..last.words.end;
        let Some(span) = analysis.span_of(words.clone()) else {
            continue;
        };
        let name = if first.form == Form::Name {
            span.slice(text).to_owned()
        } else {
            String::new()
        };
        groups.push(Found {
            span,
            words,
            name,
            plural: true,
            gender: None,
            class: Class::Several,
            title: None,
            offices: Vec::new(),
            form: if first.form == Form::Pronoun {
                Form::Nominal
            } else {
                first.form
            },
            personal: None,
            definiteness: Definiteness::Indefinite,
            ..first.clone()
        });
    }
    groups
}
