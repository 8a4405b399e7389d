//! Words that only say before, about or after the report: "now", "recently", "the future",
//! "these days".
//!
//! Leaves alone: "as soon as", "soon after", "future" before a noun.

use super::Found;
use crate::lang::{REFERENCE, REFERENCE_2};
use crate::meaning::{Meaning, Reference};
use crate::tokens::Tokens;
use crate::vocabulary::Class;

/// Phrases of several words.
const PHRASES: &[(&[&str], Reference)] = &[
    (&["the", "past"], Reference::Past),
    (&["the", "recent", "past"], Reference::Past),
    (&["the", "future"], Reference::Future),
    (&["the", "near", "future"], Reference::Future),
    (&["the", "foreseeable", "future"], Reference::Future),
    (&["the", "present"], Reference::Present),
    (&["the", "moment"], Reference::Present),
    (&["these", "days"], Reference::Present),
    (&["right", "now"], Reference::Present),
    (&["the", "other", "day"], Reference::Past),
    (&["a", "later", "date"], Reference::Future),
    (&["one", "day"], Reference::Future),
    (&["as", "soon", "as", "possible"], Reference::Future),
];

pub(super) fn reference(t: &Tokens, at: usize) -> Option<Found> {
    let found = |end, reference| Some(Found::new("reference", end, Meaning::Vague(reference)));
    for (words, reference) in PHRASES {
        if t.are(at, words) {
            let end = at + words.len();
            let counts = match words[words.len() - 1] {
                // "the past champion", "the future king".
                "past" | "future" | "present" => !t.get(end).is_some_and(|next| {
                    next.key.starts_with(char::is_alphabetic)
                        && t.any(at.wrapping_sub(1), &["", "."])
                        || t.units(end).is_some()
                }),
                "moment" => t.before(at, 1) == "at" && !t.any(end, &["of", "when", "that"]),
                "day" if words[0] == "one" => {
                    ["will", "could", "may", "might", "would"].contains(&t.before(at, 1))
                }
                _ => true,
            };
            return if counts { found(end, *reference) } else { None };
        }
    }
    let reference = t.pick(at, |class| {
        if let Class::Refers(reference) = class {
            Some(reference)
        } else {
            None
        }
    })?;
    let counts = match t.key(at) {
        "soon" => !REFERENCE_2.has(t.key(at + 1)) && !REFERENCE.has(t.key(at.wrapping_sub(1))),
        "future" => false,
        "recently" => t.before(at, 1) != "as",
        "now" => !t.is_hyphen(at + 1),
        _ => true,
    };
    if counts {
        found(at + 1, reference)
    } else {
        None
    }
}
