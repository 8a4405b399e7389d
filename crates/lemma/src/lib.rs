//! Dictionary forms of English words, as the treebanks of Universal Dependencies write them.
//!
//! A word's lemma follows from its form and its tags: a table of closed classes and abbreviations
//! comes first ("n't" is "not", "them" is "they"), then a table of endings for each inflection,
//! the longest of which says what to cut and what to add ("tied" – "tie", "planned" – "plan").

mod endings;
mod lemmas;

use std::borrow::Cow;
use std::sync::LazyLock;

use sayso_tables::Own;

pub use lemmas::{Lemmas, TABLES};

static ENGLISH: LazyLock<Lemmas> = LazyLock::new(|| {
    Lemmas::with(&Own::default()).expect("the tables that come with the crate are tested")
});

/// The lemma of `form`, given its universal tag and its Penn tag (`"_"` where none is known).
///
/// Borrows from `form` or from the tables wherever the lemma stands there.
///
/// # Examples
/// ```
/// assert_eq!(sayso_lemma::lemma("children", "NOUN", "NNS"), "child");
/// assert_eq!(sayso_lemma::lemma("’ll", "AUX", "MD"), "will");
/// assert_eq!(sayso_lemma::lemma("Boston", "PROPN", "NNP"), "Boston");
/// ```
pub fn lemma<'f>(form: &'f str, upos: &str, xpos: &str) -> Cow<'f, str> {
    ENGLISH.lemma(form, upos, xpos)
}
