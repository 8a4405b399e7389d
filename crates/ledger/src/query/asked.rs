//! What users write where they ask: read in the same way from an address, from JSON and from the command line.

use std::borrow::Cow;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// Characters of a question at most.
const LONGEST: usize = 500;

/// Words of a question; none where they are empty.
pub(super) fn words<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let words = Option::<Cow<'_, str>>::deserialize(from)?.unwrap_or_default();
    if words.chars().count() > LONGEST {
        return Err(D::Error::custom(format!(
            "a question of more than {LONGEST} characters"
        )));
    }
    Ok((!words.trim().is_empty()).then(|| words.into_owned()))
}
