//! Nouns for people, who may be killed, wounded or missing.

use crate::lang::{NATIONALS, PEOPLE, THINGS};

/// Whether the word is a noun for people: listed, or an agent noun in the plural ("fighters", "rioters").
pub(crate) fn is_person(word: &str) -> bool {
    PEOPLE.has(word)
        || NATIONALS.has(word)
        || ["ers", "ors", "ists", "ians", "eers", "ants"]
            .iter()
            .any(|end| word.ends_with(end))
            && word.len() > 5
            && !is_thing(word)
}

/// Agent nouns that are things.
fn is_thing(word: &str) -> bool {
    THINGS.has(word)
}
