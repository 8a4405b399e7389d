//! The lemma of a word.

use std::borrow::Cow;
use std::collections::HashMap;

use sayso_tables::{Definition, Own, Table, TableError, record};

use crate::endings::{ENDINGS, Edit, Endings, Kind};

record! {
    /// The lemma of a form of a closed class, or of an abbreviation.
    struct FormRow key [form, upos, xpos] {
        /// The form in lower case.
        form: String,
        /// Its universal tag.
        upos: String,
        /// Its Penn tag, `_` for any.
        xpos: String,
        /// Its lemma.
        lemma: String,
    }
}

record! {
    /// An adjective that is written with a capital.
    struct Capital key [adjective] {
        /// The adjective.
        adjective: String,
    }
}

const FORMS: Table<FormRow> = Table::new(
    "lemma/forms.tsv",
    include_str!("../../../data/lemma/forms.tsv"),
);
const CAPITALS: Table<Capital> = Table::new(
    "lemma/capitals.tsv",
    include_str!("../../../data/lemma/capitals.tsv"),
);

/// The tables of this room.
pub const TABLES: &[Definition] = &[
    FORMS.definition(),
    ENDINGS.definition(),
    CAPITALS.definition(),
];

/// What a form of a closed class stands for.
#[derive(Clone, Debug)]
struct Entry {
    upos: String,
    /// `_` for any.
    xpos: String,
    lemma: String,
}

/// The tables that lemmas are read from.
#[derive(Clone, Debug, Default)]
pub struct Lemmas {
    forms: HashMap<String, Vec<Entry>>,
    endings: Endings,
    /// Adjectives that are written with a capital, by their lower-case form.
    capitals: HashMap<String, String>,
}

impl Lemmas {
    /// The tables that come with Sayso and a user's rows, which come first.
    ///
    /// # Errors
    /// Where a row lacks a column, its kind is none, or its cut is no number or longer than its word.
    pub fn with(own: &Own) -> Result<Self, TableError> {
        let mut lemmas = Self::default();
        for row in own.only(&FORMS)?.into_iter().chain(FORMS.rows()?) {
            let row = row.into_cells();
            let entry = Entry {
                upos: row.upos,
                xpos: row.xpos,
                lemma: row.lemma,
            };
            lemmas.forms.entry(row.form).or_default().push(entry);
        }
        lemmas.endings.add(&own.rows(&ENDINGS)?)?;
        for row in own.rows(&CAPITALS)? {
            let lower = row.adjective.to_lowercase();
            lemmas.capitals.insert(lower, row.into_cells().adjective);
        }
        Ok(lemmas)
    }

    /// The lemma of `form`; see [`lemma`](crate::lemma).
    pub fn lemma<'a>(&'a self, form: &'a str, upos: &str, xpos: &str) -> Cow<'a, str> {
        let lower = if upos == "PUNCT" {
            Cow::Borrowed(form)
        } else {
            lower(form)
        };
        if let Some(known) = self.known(&lower, upos, xpos) {
            return Cow::Borrowed(known);
        }
        let whole = Cow::Borrowed(form);
        match upos {
            "PUNCT" | "SYM" | "X" => whole,
            "NUM" => number(form, lower),
            "PROPN" if xpos == "NNPS" => self.singular_name(form, &lower),
            "PROPN" => whole,
            "NOUN" | "ADJ" if form.starts_with(|c: char| c.is_ascii_digit()) => whole,
            "NOUN" | "ADJ" if is_short_for_more(form) => singular_of_capitals(form, xpos),
            "VERB" | "ADJ" if xpos == "NNP" => {
                self.inflect(whole, &lower, participle(upos, &lower))
            }
            "ADJ" if form != lower && is_proper_adjective(form) => whole,
            "ADJ" if let Some(adjective) = self.capitals.get(&*lower) => Cow::Borrowed(adjective),
            "ADV" if xpos == "NNP" => whole,
            "NOUN" | "VERB" | "ADJ" | "ADV" => {
                let edit = self.edit(&lower, xpos);
                apply(lower, edit)
            }
            _ => lower,
        }
    }

    fn known(&self, lower: &str, upos: &str, xpos: &str) -> Option<&str> {
        let entries = self.forms.get(lower)?;
        let fits = |entry: &&Entry| entry.upos == upos && (entry.xpos == xpos || entry.xpos == "_");
        entries.iter().find(fits).map(|entry| entry.lemma.as_str())
    }

    fn edit(&self, lower: &str, xpos: &str) -> Option<&Edit> {
        self.endings.edit(Kind::of(xpos)?, lower)
    }

    /// One "Democrat", "Iraqi" of many. "NATO" has no plural.
    fn singular_name<'a>(&self, form: &'a str, lower: &str) -> Cow<'a, str> {
        if form.ends_with("is") {
            return Cow::Borrowed(&form[..form.len() - 1]);
        }
        let shouted = !form.bytes().any(|byte| byte.is_ascii_lowercase());
        if shouted {
            Cow::Borrowed(form)
        } else {
            self.inflect(Cow::Borrowed(form), lower, "NNPS")
        }
    }

    /// The lemma of an inflected form, its capitals kept.
    fn inflect<'a>(&self, form: Cow<'a, str>, lower: &str, xpos: &str) -> Cow<'a, str> {
        // Some letters change their length in lower case.
        let edit = self.edit(lower, xpos).filter(|_| form.len() == lower.len());
        apply(form, edit)
    }
}

/// The form in lower case, with plain apostrophes.
fn lower(form: &str) -> Cow<'_, str> {
    let plain = |c: char| if matches!(c, '’' | '`') { '\'' } else { c };
    if form
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'`')
    {
        Cow::Borrowed(form)
    } else if form.chars().any(|c| plain(c) != c || c.is_uppercase()) {
        Cow::Owned(form.to_lowercase().chars().map(plain).collect())
    } else {
        Cow::Borrowed(form)
    }
}

fn apply<'a>(form: Cow<'a, str>, edit: Option<&Edit>) -> Cow<'a, str> {
    let Some(edit) = edit else { return form };
    let stays = form.len().saturating_sub(edit.cut);
    if !form.is_char_boundary(stays) {
        return form;
    }
    match form {
        Cow::Borrowed(form) if edit.add.is_empty() => Cow::Borrowed(&form[..stays]),
        form => {
            let mut lemma = form.into_owned();
            lemma.truncate(stays);
            lemma.push_str(&edit.add);
            Cow::Owned(lemma)
        }
    }
}

/// Digits lose the commas between thousands, words their capitals; Roman numerals stay.
fn number<'a>(form: &'a str, lower: Cow<'a, str>) -> Cow<'a, str> {
    if form.starts_with(|c: char| c.is_ascii_digit()) {
        return if form.contains(',') {
            Cow::Owned(form.replace(',', ""))
        } else {
            Cow::Borrowed(form)
        };
    }
    let roman = form.bytes().all(|byte| b"IVXLCDM".contains(&byte));
    if roman { Cow::Borrowed(form) } else { lower }
}

/// Whether the form is written with capitals for a reason: "CEO", "CEOs", "iPhone", "pro-Kurdish",
/// "B". Longer words in capitals are only shouted.
fn is_short_for_more(form: &str) -> bool {
    let capitals = form.bytes().filter(u8::is_ascii_uppercase).count();
    let small = form.bytes().filter(u8::is_ascii_lowercase).count();
    match (capitals, small) {
        (0, _) => false,
        (1..=3, 0) => form.len() <= 4,
        (_, 0) => form.bytes().any(|byte| byte.is_ascii_digit()) && form.len() <= 6,
        (1, _) => !form.starts_with(char::is_uppercase),
        _ => {
            form.bytes()
                .rev()
                .take(small)
                .all(|byte| byte.is_ascii_lowercase())
                || !form.contains('-')
        }
    }
}

/// "CEOs" without its ending.
fn singular_of_capitals<'a>(form: &'a str, xpos: &str) -> Cow<'a, str> {
    let singular = form
        .strip_suffix('s')
        .map(|form| form.strip_suffix(['\'', '’']).unwrap_or(form));
    Cow::Borrowed(singular.filter(|_| xpos == "NNS").unwrap_or(form))
}

/// The inflection of a word that is part of a name ("United" Nations): by its ending.
fn participle(upos: &str, lower: &str) -> &'static str {
    match upos {
        "VERB" if lower.ends_with("ed") => "VBN",
        "VERB" if lower.ends_with("ing") => "VBG",
        _ => "NNP",
    }
}

/// Adjectives that mean something else in lower case.
const PARTISAN: &[&str] = &[
    "Catholic",
    "Conservative",
    "Democratic",
    "Liberal",
    "Republican",
];

/// "Ukrainian", "Senegalese", "Republican": a capital that isn't the sentence's.
fn is_proper_adjective(form: &str) -> bool {
    let national = form.len() > 5
        && form.starts_with(char::is_uppercase)
        && ["ian", "ean", "ese", "rican"]
            .iter()
            .any(|ending| form.ends_with(ending));
    national || PARTISAN.contains(&form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lemma(form: &str, upos: &str, xpos: &str) -> String {
        crate::lemma(form, upos, xpos).into_owned()
    }

    #[test]
    fn inflected_words() {
        for (form, upos, xpos, wanted) in [
            ("bridges", "NOUN", "NNS", "bridge"),
            ("Cities", "NOUN", "NNS", "city"),
            ("women", "NOUN", "NNS", "woman"),
            ("crises", "NOUN", "NNS", "crisis"),
            ("headquarters", "NOUN", "NNS", "headquarters"),
            ("says", "VERB", "VBZ", "say"),
            ("goes", "VERB", "VBZ", "go"),
            ("planned", "VERB", "VBD", "plan"),
            ("tied", "VERB", "VBN", "tie"),
            ("travelled", "VERB", "VBD", "travel"),
            ("went", "VERB", "VBD", "go"),
            ("lying", "VERB", "VBG", "lie"),
            ("livestreamed", "VERB", "VBD", "livestream"),
            ("bigger", "ADJ", "JJR", "big"),
            ("Better", "ADJ", "JJR", "good"),
            ("best", "ADV", "RBS", "well"),
            ("more", "ADJ", "JJR", "more"),
        ] {
            assert_eq!(lemma(form, upos, xpos), wanted, "{form}");
        }
    }

    #[test]
    fn closed_classes() {
        for (form, upos, xpos, wanted) in [
            ("’s", "AUX", "VBZ", "be"),
            ("'s", "PART", "POS", "'s"),
            ("n’t", "PART", "RB", "not"),
            ("’d", "AUX", "VBD", "have"),
            ("'d", "AUX", "MD", "would"),
            ("her", "PRON", "PRP", "she"),
            ("Her", "PRON", "PRP$", "her"),
            ("its", "PRON", "PRP$", "its"),
            ("THEM", "PRON", "PRP", "they"),
            ("I", "PRON", "PRP", "I"),
            ("an", "DET", "DT", "a"),
        ] {
            assert_eq!(lemma(form, upos, xpos), wanted, "{form}");
        }
    }

    #[test]
    fn capitals_that_mean_something_stay() {
        for (form, upos, xpos, wanted) in [
            ("Kurdish", "ADJ", "JJ", "Kurdish"),
            ("Republican", "ADJ", "JJ", "Republican"),
            ("republican", "ADJ", "JJ", "republican"),
            ("1990s", "NOUN", "NNS", "1990s"),
            ("ukrainian", "ADJ", "JJ", "Ukrainian"),
            ("pro-Kurdish", "ADJ", "JJ", "pro-Kurdish"),
            ("CEOs", "NOUN", "NNS", "CEO"),
            ("GDP", "NOUN", "NN", "GDP"),
            ("BRIDGE", "NOUN", "NN", "bridge"),
            ("Reuters", "PROPN", "NNP", "Reuters"),
            ("Democrats", "PROPN", "NNPS", "Democrat"),
            ("United", "VERB", "NNP", "Unite"),
            ("Supreme", "ADJ", "NNP", "Supreme"),
            ("Oct.", "PROPN", "NNP", "October"),
            ("12,500", "NUM", "CD", "12500"),
            ("Three", "NUM", "CD", "three"),
            ("bn", "NUM", "CD", "billion"),
        ] {
            assert_eq!(lemma(form, upos, xpos), wanted, "{form}");
        }
    }

    #[test]
    fn borrows_where_it_can() {
        for (form, upos, xpos) in [
            ("bridge", "NOUN", "NN"),
            ("bridges", "NOUN", "NNS"),
            ("is", "AUX", "VBZ"),
        ] {
            assert!(
                matches!(crate::lemma(form, upos, xpos), Cow::Borrowed(_)),
                "{form}"
            );
        }
    }

    #[test]
    fn takes_rows_of_its_users() {
        let rows = "form\tupos\txpos\tlemma\npols\tNOUN\tNNS\tpolitician\n";
        let added = Lemmas::with(&Own::of("lemma/forms.tsv", rows)).unwrap();
        assert_eq!(added.lemma("Pols", "NOUN", "NNS"), "politician");
        let rows = "kind\tending\tcut\tadd\nplural\ts\tone\t\n";
        let error = Lemmas::with(&Own::of("lemma/endings.tsv", rows)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "lemma/endings.tsv, line 2, column `cut`: `one` is no whole number"
        );
    }

    proptest! {
        #[test]
        fn never_empty_nor_amiss(form in "\\PC{1,12}", upos in "NOUN|VERB|ADJ|PROPN|NUM", xpos in "NNS|NNPS|VBZ|VBD|VBG|JJR|JJS|NNP|_") {
            prop_assert!(!crate::lemma(&form, &upos, &xpos).is_empty());
        }
    }
}
