//! Word classes told by form alone, for the word-order rules.

use crate::draft::Sentence;
use crate::lang::{
    ADJECTIVE, AUXILIARIES, DAY, FATES, FUNCTION, NOT_PLURAL, OPENS_SENTENCE, PLURAL, PLURALS,
    PRONOUN, VERB_LIKE,
};

/// Whether the word is a plural by its form.
pub(crate) fn is_plural(word: &str) -> bool {
    if PLURALS.has(word) {
        return true;
    }
    let ends = word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
        && !word.ends_with("'s")
        && !word.ends_with("’s");
    ends && word.chars().count() > 3 && !NOT_PLURAL.has(word) || PLURAL.has(word)
}

/// Whether the word may open or stand in a noun phrase: letters, and no function word.
pub(crate) fn may_open_noun(word: &str) -> bool {
    !word.is_empty() && !FUNCTION.has(word) && !word.starts_with(['\'', '’'])
}

pub(crate) fn is_aux(word: &str) -> bool {
    AUXILIARIES.has(word)
}

pub(crate) fn is_fate(word: &str) -> bool {
    FATES.has(word)
}

pub(crate) fn is_pronoun(word: &str) -> bool {
    PRONOUN.has(word)
}

pub(crate) fn is_day(word: &str) -> bool {
    DAY.has(word)
}

/// Words that may have a capital only because they open the sentence.
pub(crate) fn opens_sentence(word: &str) -> bool {
    FUNCTION.has(word) || OPENS_SENTENCE.has(word)
}

/// Adjectives that often stand between a number and the name of a model.
pub(crate) fn is_adjective(word: &str) -> bool {
    ADJECTIVE.has(word)
}

/// "Ukrainian", "Chinese", "British": capitals that describe people.
pub(crate) fn is_people_adjective(word: &str) -> bool {
    ["ian", "ean", "ese", "ish", "can", "man", "qi", "ch", "ic"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// Whether nearly every word has a capital, so that capitals tell nothing.
pub(crate) fn is_headline(sentence: &Sentence<'_>) -> bool {
    let words: Vec<usize> = (0..sentence.pieces.len())
        .filter(|&at| sentence.pieces[at].is_word() && sentence.pieces[at].lower.len() > 3)
        .collect();
    let capitals = words.iter().filter(|&&at| sentence.is_capital(at)).count();
    words.len() >= 3 && capitals * 10 >= words.len() * 8
}

/// Whether the word looks like a verb's past or its -ing form.
pub(crate) fn is_verb_like(word: &str) -> bool {
    let ends = word.ends_with("ed") && word.len() > 4 || word.ends_with("ing") && word.len() > 5;
    ends && !VERB_LIKE.has(word)
}
