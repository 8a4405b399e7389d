//! Whether two figures count the same.

use super::sentences::Told;
use super::wording::stem;
use crate::lang::{ANYONE, FATES};
use sayso::figures::Kind;
use sayso_claims::names::folded;

/// Whether two figures tell of the same fate, or one does not tell.
pub(super) fn same_kind(one: &Told, other: &Told) -> bool {
    let untold = |told: &Told| told.kind == Kind::Count && told.counted.is_none();
    one.kind == other.kind || untold(one) || untold(other)
}

/// Whether two figures count the same: by the last word of what is counted, where that tells.
pub(super) fn same_population(one: &Told, other: &Told) -> bool {
    let fate = |told: &Told| told.kind.is_casualty();
    if one.kind != other.kind && fate(one) && fate(other) {
        return false;
    }
    match (head(one), head(other)) {
        (Some(a), Some(b)) => alike(&a, &b),
        _ => true,
    }
}

/// Whether the words for what is counted show that two figures are of one thing: they tell the same fate, count the
/// same, or each sentence has the other's word.
pub(super) fn is_shown(one: &Told, other: &Told) -> bool {
    if one.kind == other.kind && one.kind.is_casualty() {
        return true;
    }
    match (head(one), head(other)) {
        (Some(a), Some(b)) => alike(&a, &b),
        (None, None) => false,
        _ => one.names(other),
    }
}

fn alike(a: &str, b: &str) -> bool {
    a == b || ANYONE.has(a) && ANYONE.has(b)
}

/// The word that tells what is counted; none for what only tells a fate ("dead", "wounded").
fn head(told: &Told) -> Option<String> {
    let last = folded(told.counted.as_deref()?).pop()?;
    (!FATES.has(last.as_str())).then(|| stem(&last))
}
