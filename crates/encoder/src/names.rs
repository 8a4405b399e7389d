//! *What it does*: mends what the name head cuts up or runs on, where the marks around a name tell it.
//!
//! *Example*: "Brandt" & "Sohn" are one organisation; "Solheim", "Ingrid" between one pair of quotation marks, as
//! in the head of a letter, and "Ingrid" "Solheim" with but a space between are one person; "Callow Gas /" and
//! "Callow Gas of" end before the mark and the preposition, but "Court of the" "District of Tarn" is one body.
//! "U.S." before a body's name is part of it, as initials are of a person's, and a body's name ends with its legal
//! form: "Callow Gas, Inc." and not "Callow Gas, Inc. Phone".
//!
//! "Secretary of State Marco Rubio" names Marco Rubio, and "Lee Seong-kweun" goes on behind its hyphen.
//!
//! *What it leaves alone*: persons in a list, with commas or line breaks between.

use std::ops::Range;

use sayso_analysis::{NameKind, Upos};
use sayso_text::Span;

use crate::decode::Found;

/// Legal forms, which end a body's name.
const LEGAL_FORMS: &[&str] = &[
    "Inc.", "Inc", "Ltd.", "Ltd", "Corp.", "Corp", "LLC", "LLP", "PLC", "plc", "GmbH",
];
/// Countries in short forms, which stand before the names of their bodies as they are.
const SHORT_COUNTRIES: &[&str] = &["US", "U.S.", "U.S", "UK", "U.K.", "EU", "E.U."];

/// What follows "Secretary of" and is no part of the secretary's name.
const DEPARTMENTS: &[&str] = &[
    "Agriculture",
    "Commerce",
    "Defence",
    "Defense",
    "Education",
    "Energy",
    "Labor",
    "Labour",
    "State",
    "Treasury",
    "War",
];

/// What the marks around names are read from: the words of a passage.
pub(crate) struct Words<'p> {
    pub(crate) text: &'p str,
    pub(crate) spans: &'p [Span],
    pub(crate) upos: &'p [Upos],
}

/// The names mended; in order, not overlapping.
pub(crate) fn mended(names: Vec<Found>, words: &Words<'_>) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::with_capacity(names.len());
    for name in names {
        let joint = all.last().and_then(|last| words.joint(last, &name));
        match (all.last_mut(), joint) {
            (Some(last), Some(kind)) => {
                last.confidence = last.confidence.min(name.confidence);
                last.words.end = name.words.end;
                last.kind = kind;
            }
            _ => all.push(name),
        }
    }
    let mut free = 0;
    for name in &mut all {
        if name.kind == index(NameKind::Organisation) {
            let mut later = name.words.clone().skip(1);
            if let Some(form) = later.find(|&word| LEGAL_FORMS.contains(&words.form(word))) {
                name.words.end = form + 1;
            }
        }
        while name.words.len() > 1 && words.is_loose(name.words.end - 1) {
            name.words.end -= 1;
        }
        while name.kind == index(NameKind::Person)
            && name.words.start > free
            && words.is_initial(name.words.start - 1)
        {
            name.words.start -= 1;
        }
        words.fit_small(name);
        if name.kind == index(NameKind::Person) {
            if name.words.len() > 1 && words.is_department(name.words.start) {
                name.words.start += 1;
            }
            if name.words.len() > 1 && words.is_tied_on(name.words.end) {
                name.words.end += 2;
            }
        }
        free = name.words.end;
    }
    all
}

fn index(kind: NameKind) -> usize {
    NameKind::ALL
        .iter()
        .position(|&other| other == kind)
        .unwrap_or_default()
}

impl Words<'_> {
    fn form(&self, word: usize) -> &str {
        self.spans
            .get(word)
            .map_or("", |span| span.slice(self.text))
    }

    /// The text between two words.
    fn between(&self, before: usize, after: usize) -> &str {
        &self.text[self.spans[before].end()..self.spans[after].start()]
    }

    /// Whether a word ends no name.
    fn is_loose(&self, word: usize) -> bool {
        match self.upos[word] {
            Upos::Punct | Upos::Sym => matches!(
                self.form(word),
                "/" | "-" | "--" | "–" | "—" | "," | ":" | ";" | "("
            ),
            Upos::Adp | Upos::Det | Upos::Cconj => self.form(word).chars().all(char::is_lowercase),
            Upos::Pron => true,
            _ => false,
        }
    }

    /// Cuts off a noun in small letters behind a name and an adjective before it: "Fatah party", "historic Canyon Road".
    fn fit_small(&self, name: &mut Found) {
        let small = |word: usize| self.form(word).starts_with(char::is_lowercase);
        let (first, last) = (name.words.start, name.words.end - 1);
        if first < last && !small(last - 1) && small(last) && self.upos[last] == Upos::Noun {
            name.words.end -= 1;
        }
        if name.words.len() > 1
            && small(first)
            && !small(first + 1)
            && self.upos[first] == Upos::Adj
        {
            name.words.start += 1;
        }
    }

    /// Whether a word ends an office: "State" in "Secretary of State Marco Rubio".
    fn is_department(&self, word: usize) -> bool {
        word > 1
            && DEPARTMENTS.contains(&self.form(word))
            && self.form(word - 1) == "of"
            && matches!(
                self.form(word - 2),
                "Secretary" | "secretary" | "Minister" | "minister"
            )
    }

    /// Whether a hyphen and more of a name stand at `word`, with no space between: "Lee Seong-kweun".
    fn is_tied_on(&self, word: usize) -> bool {
        word + 1 < self.spans.len()
            && self.form(word) == "-"
            && self.between(word - 1, word).is_empty()
            && self.between(word, word + 1).is_empty()
            && self.upos[word + 1] == Upos::Propn
    }

    fn is_country(&self, name: &Found) -> bool {
        name.kind == index(NameKind::Place)
            && name.words.len() == 1
            && SHORT_COUNTRIES.contains(&self.form(name.words.start))
    }

    /// Whether a word is a preposition, or an article after one.
    fn is_preposition(&self, word: usize) -> bool {
        self.upos[word] == Upos::Adp
            || self.upos[word] == Upos::Det && word > 0 && self.upos[word - 1] == Upos::Adp
    }

    /// Whether a word is initials ("R.E.") that stand before the next with a space between.
    fn is_initial(&self, word: usize) -> bool {
        let form = self.form(word);
        let letters = form.len().is_multiple_of(2) && form.len() <= 6;
        letters
            && form
                .as_bytes()
                .chunks(2)
                .all(|pair| pair[0].is_ascii_uppercase() && pair[1] == b'.')
            && self.between(word, word + 1) == " "
    }

    /// What two neighbours that are one name name.
    fn joint(&self, last: &Found, name: &Found) -> Option<usize> {
        let gap: Range<usize> = last.words.end..name.words.start;
        let persons = last.kind == index(NameKind::Person) && name.kind == last.kind;
        let full = |name: &Found| name.words.len() > 1;
        match gap.len() {
            0 if self.between(last.words.end - 1, name.words.start) != " " => None,
            0 if persons && !(full(last) && full(name)) => Some(name.kind),
            0 if name.kind == index(NameKind::Organisation) && self.is_country(last) => {
                Some(name.kind)
            }
            0 if full(last) && self.is_preposition(last.words.end - 1) => Some(last.kind),
            1 if self.form(gap.start) == "&" => Some(index(NameKind::Organisation)),
            1 if persons
                && self.form(gap.start) == ","
                && self.is_quoted(last.words.start, name.words.end) =>
            {
                Some(name.kind)
            }
            _ => None,
        }
    }

    /// Whether words stand between quotation marks, and nothing else does.
    fn is_quoted(&self, start: usize, end: usize) -> bool {
        let mark = |word: usize| matches!(self.form(word), "\"" | "“" | "”");
        start.checked_sub(1).is_some_and(mark) && mark(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mended names, as words with their kind, of names given by first word, end and kind.
    fn mend(tagged: &str, names: &[(Range<usize>, NameKind)]) -> Vec<String> {
        let mut text = String::new();
        let mut places = Vec::new();
        let mut upos = Vec::new();
        for word in tagged.split(' ') {
            let (form, tag) = word.rsplit_once('_').expect("a tagged word");
            if !matches!(form, "," | "\"") && !text.is_empty() && !text.ends_with('"') {
                text.push(' ');
            }
            places.push(text.len()..text.len() + form.len());
            text.push_str(form);
            let tag = Upos::ALL.iter().find(|upos| upos.as_str() == tag);
            upos.push(*tag.expect("a tag"));
        }
        let spans: Vec<Span> = places
            .into_iter()
            .filter_map(|place| Span::of(&text, place))
            .collect();
        let found = names.iter().map(|(words, kind)| Found {
            words: words.clone(),
            kind: index(*kind),
            confidence: 0.9,
        });
        let words = Words {
            text: &text,
            spans: &spans,
            upos: &upos,
        };
        let shown = |name: &Found| {
            let span = spans[name.words.start].cover(spans[name.words.end - 1]);
            format!(
                "{}: {}",
                NameKind::ALL[name.kind].as_str(),
                span.slice(&text)
            )
        };
        mended(found.collect(), &words).iter().map(shown).collect()
    }

    #[test]
    fn pieces_of_one_name_are_joined() {
        use NameKind::{Organisation, Person, Place};
        assert_eq!(
            mend(
                "Brandt_PROPN &_CCONJ Sohn_PROPN",
                &[(0..1, Person), (2..3, Person)]
            ),
            ["ORG: Brandt & Sohn"]
        );
        assert_eq!(
            mend(
                "Ingrid_PROPN Solheim_PROPN",
                &[(0..1, Person), (1..2, Person)]
            ),
            ["PER: Ingrid Solheim"]
        );
        assert_eq!(
            mend(
                "\"_PUNCT Solheim_PROPN ,_PUNCT Ingrid_PROPN \"_PUNCT",
                &[(1..2, Person), (3..4, Person)]
            ),
            ["PER: Solheim, Ingrid"]
        );
        assert_eq!(
            mend(
                "Court_PROPN of_ADP the_DET Tarn_PROPN",
                &[(0..3, Organisation), (3..4, Place)]
            ),
            ["ORG: Court of the Tarn"]
        );
        assert_eq!(
            mend(
                "the_DET U.S._PROPN Department_PROPN of_ADP Tides_PROPN",
                &[(1..2, Place), (2..5, Organisation)]
            ),
            ["ORG: U.S. Department of Tides"]
        );
    }

    #[test]
    fn persons_of_a_list_stay_apart() {
        use NameKind::Person;
        let two = [(0..1, Person), (2..3, Person)];
        assert_eq!(
            mend("Solheim_PROPN ,_PUNCT Brandt_PROPN", &two),
            ["PER: Solheim", "PER: Brandt"]
        );
        let full = [(0..2, Person), (2..4, Person)];
        assert_eq!(
            mend("Ida_PROPN Solheim_PROPN Kai_PROPN Brandt_PROPN", &full),
            ["PER: Ida Solheim", "PER: Kai Brandt"]
        );
    }

    #[test]
    fn names_end_with_a_word_and_begin_with_initials() {
        use NameKind::{Organisation, Person};
        assert_eq!(
            mend("Callow_PROPN Gas_PROPN of_ADP", &[(0..3, Organisation)]),
            ["ORG: Callow Gas"]
        );
        assert_eq!(
            mend(
                "Callow_PROPN Inc._PROPN Phone_NOUN",
                &[(0..3, Organisation)]
            ),
            ["ORG: Callow Inc."]
        );
        assert_eq!(
            mend("said_VERB R.E._PROPN Solheim_PROPN", &[(2..3, Person)]),
            ["PER: R.E. Solheim"]
        );
    }
}
