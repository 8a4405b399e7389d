//! Whether the words around an expression tell of what was or of what will be.
//!
//! Where the syntax is known the verb that governs the expression decides; else the nearest
//! telling word of the sentence.

use std::ops::Range;

use sayso_analysis::{Analysis, Deprel, WordId, Xpos};

use crate::vocabulary::{Class, Vocabulary, key};

/// Which side of the report a time is likely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lean {
    Past,
    /// Told in the present: for a day, mostly one to come.
    Present,
    Future,
    Unknown,
}

/// How far from a verb its auxiliaries, and from an expression its verb, are looked for.
const REACH: usize = 14;
/// How many heads are climbed.
const CLIMB: usize = 12;

/// The lean of the expression over `words`.
pub(crate) fn lean(
    text: &str,
    analysis: &Analysis,
    vocabulary: &Vocabulary,
    words: Range<WordId>,
) -> Lean {
    let Some(sentence) = analysis.sentences.get(analysis.sentence_index(words.start)) else {
        return Lean::Unknown;
    };
    let around = Around {
        text,
        analysis,
        vocabulary,
        sentence: sentence.words.clone(),
    };
    if words.start > sentence.words.start && around.key(words.start - 1) == "since" {
        return Lean::Past;
    }
    let known = analysis.words[words.clone()]
        .iter()
        .any(|word| word.xpos != Xpos::Xx);
    let found = if known {
        around.by_syntax(words.clone())
    } else {
        around.by_words(words.clone())
    };
    if found == Lean::Unknown && words.start > sentence.words.start {
        return match around.key(words.start - 1).as_str() {
            "by" | "until" | "till" | "through" => Lean::Future,
            _ => Lean::Unknown,
        };
    }
    found
}

struct Around<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    vocabulary: &'a Vocabulary,
    sentence: Range<WordId>,
}

impl Around<'_> {
    fn key(&self, word: WordId) -> String {
        key(self.analysis.words[word].span.slice(self.text))
    }

    fn is(&self, word: WordId, class: Class) -> bool {
        self.vocabulary.classes(&self.key(word)).contains(&class)
    }

    fn by_syntax(&self, words: Range<WordId>) -> Lean {
        let outside = |id: WordId| {
            self.analysis.words[id]
                .head
                .filter(|head| !words.contains(head))
        };
        let Some(mut at) = words.clone().find_map(outside) else {
            return Lean::Unknown;
        };
        for _ in 0..CLIMB {
            if self.is(at, Class::FutureWord) && self.analysis.words[at].xpos != Xpos::Vbd {
                return Lean::Future;
            }
            let lean = self.of_verb(at);
            if lean != Lean::Unknown {
                return lean;
            }
            match self.analysis.words[at].head {
                Some(head) => at = head,
                None => break,
            }
        }
        Lean::Unknown
    }

    /// What a verb's form and its auxiliaries say; unknown for what is no verb, and for
    /// infinitives and participles, which their own governor decides.
    fn of_verb(&self, verb: WordId) -> Lean {
        let near = verb.saturating_sub(REACH).max(self.sentence.start)
            ..(verb + REACH).min(self.sentence.end);
        let helper = near.clone().filter(|&id| {
            let word = &self.analysis.words[id];
            word.head == Some(verb)
                && matches!(word.deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
        });
        let mut found = Lean::Unknown;
        for id in helper {
            match self.analysis.words[id].xpos {
                Xpos::Md => return Lean::Future,
                Xpos::Vbd => return Lean::Past,
                Xpos::Vbz | Xpos::Vbp => {
                    let have = self.analysis.words[id].lemma == "have"
                        || ["has", "have", "'ve"].contains(&self.key(id).as_str());
                    found = if have { Lean::Past } else { Lean::Present };
                }
                _ => {}
            }
        }
        if found != Lean::Unknown {
            return found;
        }
        match self.analysis.words[verb].xpos {
            Xpos::Vbd => Lean::Past,
            Xpos::Md => Lean::Future,
            Xpos::Vbz | Xpos::Vbp if self.is(verb, Class::Saying) => Lean::Past,
            Xpos::Vbz | Xpos::Vbp => Lean::Present,
            // A participle of its own: "the talks held Friday".
            Xpos::Vbn => Lean::Past,
            Xpos::Vb => {
                let to = near.clone().any(|id| {
                    let word = &self.analysis.words[id];
                    word.head == Some(verb) && word.xpos == Xpos::To
                });
                let governor = self.analysis.words[verb].head;
                let planned = governor.is_some_and(|head| self.is(head, Class::FutureWord));
                if to && planned {
                    Lean::Future
                } else {
                    Lean::Unknown
                }
            }
            _ => Lean::Unknown,
        }
    }

    /// The nearest word before, else after, that tells; commas do not stop the search, quotation
    /// marks and semicolons do.
    fn by_words(&self, words: Range<WordId>) -> Lean {
        let from = words.start.saturating_sub(REACH).max(self.sentence.start);
        let to = (words.end + REACH).min(self.sentence.end);
        for id in (from..words.start).rev() {
            match self.telling(id) {
                Some(lean) => return lean,
                None if [";", ":"].contains(&self.key(id).as_str()) => break,
                None => {}
            }
        }
        for id in words.end..to {
            match self.telling(id) {
                Some(lean) => return lean,
                None if [";", "”", "''"].contains(&self.key(id).as_str()) => break,
                None => {}
            }
        }
        Lean::Unknown
    }

    fn telling(&self, id: WordId) -> Option<Lean> {
        let word = self.key(id);
        for class in self.vocabulary.classes(&word) {
            match class {
                Class::FutureWord => return Some(Lean::Future),
                Class::PastVerb => return Some(Lean::Past),
                Class::PresentVerb => return Some(Lean::Present),
                Class::Saying => return Some(Lean::Past),
                _ => {}
            }
        }
        let small = self.analysis.words[id]
            .span
            .slice(self.text)
            .starts_with(char::is_lowercase);
        (small && word.len() > 4 && word.ends_with("ed")).then_some(Lean::Past)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::plain;

    fn of(text: &str, words: &str) -> Lean {
        let analysis = plain(text);
        let start = text.find(words).unwrap();
        let span = sayso_text::Span::at(text, start..start + words.len());
        lean(
            text,
            &analysis,
            Vocabulary::standard(),
            analysis.words_in(span),
        )
    }

    #[test]
    fn reads_tense_from_words_alone() {
        assert_eq!(
            of("The ferry sank on Tuesday off the cape.", "Tuesday"),
            Lean::Past
        );
        assert_eq!(
            of("The council will vote Tuesday on the ferry.", "Tuesday"),
            Lean::Future
        );
        assert_eq!(
            of("On Tuesday, divers reached the hull.", "Tuesday"),
            Lean::Past
        );
        assert_eq!(of("Fares free since Tuesday", "Tuesday"), Lean::Past);
    }

    #[test]
    fn prefers_the_governing_verb() {
        let text = "The mayor said the bridge opens Friday.";
        let mut analysis = plain(text);
        let tags = [
            (Xpos::Dt, Some(1)),
            (Xpos::Nn, Some(2)),
            (Xpos::Vbd, None),
            (Xpos::Dt, Some(4)),
            (Xpos::Nn, Some(5)),
            (Xpos::Vbz, Some(2)),
            (Xpos::Nnp, Some(5)),
            (Xpos::Period, Some(2)),
        ];
        for (word, (xpos, head)) in analysis.words.iter_mut().zip(tags) {
            (word.xpos, word.head) = (xpos, head);
        }
        assert_eq!(
            lean(text, &analysis, Vocabulary::standard(), 6..7),
            Lean::Present
        );
    }
}
