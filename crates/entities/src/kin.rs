//! *What it tells*: what the one who has a kin is.
//!
//! *Example*: after "his wife" he is a husband; after "their daughter" they are parents, so that
//! "the parents" can take them up.

use sayso_analysis::{Analysis, Deprel};
use sayso_bodies::Gender;

use crate::EntityKind;
use crate::chains::Chains;
use crate::mentions::Position;

/// Teaches the chain of a possessor what its kin makes it. Tells whether there was any to teach.
pub(crate) fn teach(analysis: &Analysis, chains: &mut Chains<'_>, at: usize) -> bool {
    let found = &chains.found[at];
    let word = &analysis.words[found.head];
    if found.role != Position::Possessor || word.deprel != Deprel::NmodPoss {
        return false;
    }
    let (Some(chain), Some(kin)) = (chains.chain_of(at), word.head) else {
        return false;
    };
    let chain = &mut chains.all[chain];
    if chain.kind.is_some_and(|kind| kind != EntityKind::Person) {
        return false;
    }
    let learned = other_side(&analysis.words[kin].lemma.to_lowercase(), chain.gender);
    for word in learned {
        chain.learn_lemma(word);
    }
    !learned.is_empty()
}

/// What someone is to whom the noun `kin` is kin.
fn other_side(kin: &str, gender: Option<Gender>) -> &'static [&'static str] {
    match (kin, gender) {
        ("wife", _) => &["husband"],
        ("husband", _) => &["wife"],
        ("child" | "son" | "daughter" | "baby" | "infant" | "toddler" | "newborn", _) => {
            match gender {
                Some(Gender::Male) => &["father", "parent"],
                Some(Gender::Female) => &["mother", "parent"],
                None => &["parent"],
            }
        }
        ("parent" | "mother" | "father", Some(Gender::Male)) => &["son", "child"],
        ("parent" | "mother" | "father", Some(Gender::Female)) => &["daughter", "child"],
        ("parent" | "mother" | "father", None) => &["child"],
        ("brother" | "sister" | "sibling", Some(Gender::Male)) => &["brother", "sibling"],
        ("brother" | "sister" | "sibling", Some(Gender::Female)) => &["sister", "sibling"],
        _ => &[],
    }
}
