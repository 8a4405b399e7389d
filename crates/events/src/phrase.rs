//! Noun phrases: their words, who acts in them, whom they name further down.

use crate::lang::BUNDLES;
use std::borrow::Cow;
use std::ops::Range;

use sayso_analysis::{Analysis, Deprel, MentionKind, NameKind, Tree, Upos, WordId};
use sayso_bodies::Bodies;
use sayso_entities::{Entities, EntityKind};

use crate::Tables;
use crate::lexicon::Term;

/// A phrase longer than this is cut at its head's near modifiers.
const LONGEST: usize = 30;

/// One report, indexed for asking what stands where.
pub(crate) struct View<'a> {
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
    pub(crate) tree: Tree<'a>,
    pub(crate) entities: &'a Entities,
    pub(crate) bodies: &'a Bodies,
    pub(crate) tables: &'a Tables,
}

/// How sure it is that a phrase names someone who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Acting {
    No,
    /// A place, which may stand for those in it.
    Place,
    Yes,
}

impl<'a> View<'a> {
    pub(crate) fn deprel(&self, word: WordId) -> Deprel {
        self.analysis.words[word].deprel
    }

    pub(crate) fn upos(&self, word: WordId) -> Upos {
        self.analysis.words[word].upos
    }

    pub(crate) fn head(&self, word: WordId) -> Option<WordId> {
        self.analysis.words[word].head
    }

    /// The lemma in lower case.
    pub(crate) fn lemma(&self, word: WordId) -> Cow<'a, str> {
        let lemma = self.analysis.words[word].lemma.as_str();
        if lemma.chars().any(char::is_uppercase) {
            Cow::Owned(lemma.to_lowercase())
        } else {
            Cow::Borrowed(lemma)
        }
    }

    pub(crate) fn form(&self, word: WordId) -> &'a str {
        self.analysis.words[word].span.slice(self.text)
    }

    /// Whether the word marks its head by a case or mark `preposition`.
    pub(crate) fn is_marked(&self, word: WordId, preposition: &str) -> bool {
        self.tree.children(word).any(|child| {
            matches!(self.deprel(child), Deprel::Case | Deprel::Mark)
                && (self.analysis.words[child]
                    .lemma
                    .eq_ignore_ascii_case(preposition))
        })
    }

    /// A phrase and those joined to it by "and".
    pub(crate) fn with_fellows(&self, head: WordId) -> Vec<WordId> {
        let mut all = vec![head];
        let fellows = self.tree.by(head, Deprel::Conj);
        all.extend(fellows.filter(|&fellow| self.is_nominal(fellow)));
        all
    }

    /// Whether a word is a name set right behind its head: "the newspaper La Voz".
    fn is_close(&self, head: WordId, child: WordId) -> bool {
        self.deprel(child) == Deprel::Appos
            && self.extent_start(child) == head + 1
            && self.upos(child) == Upos::Propn
    }

    /// The first word of a phrase up to its head.
    pub(crate) fn extent_start(&self, head: WordId) -> WordId {
        self.tree
            .children(head)
            .filter(|&child| {
                matches!(
                    self.deprel(child),
                    Deprel::Compound | Deprel::Amod | Deprel::Det | Deprel::NmodDesc
                )
            })
            .fold(head, |start, child| start.min(child))
    }

    pub(crate) fn is_nominal(&self, word: WordId) -> bool {
        matches!(
            self.upos(word),
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::Det
        )
    }

    /// The words of the phrase that `head` heads, without relative clauses, appositions and what
    /// is joined by "and".
    pub(crate) fn extent(&self, head: WordId) -> Range<WordId> {
        let near = self.stretch(head, true);
        let whole = self.stretch(head, false);
        if whole.len() > LONGEST { near } else { whole }
    }

    fn stretch(&self, head: WordId, near: bool) -> Range<WordId> {
        use Deprel::{
            Amod, Compound, Det, DetPredet, Fixed, Flat, Goeswith, Nmod, NmodDesc, NmodPoss, Nummod,
        };
        let mut range = head..head + 1;
        let mut stack: Vec<WordId> = self
            .tree
            .children(head)
            .filter(|&child| match self.deprel(child) {
                Amod | Compound | Det | DetPredet | Nummod | NmodDesc | NmodPoss => {
                    child < head || self.deprel(child) == Compound
                }
                Flat | Fixed | Goeswith => true,
                Deprel::Appos => self.is_close(head, child),
                Nmod => {
                    !near
                        && child > head
                        && ["of", "in", "for"]
                            .iter()
                            .any(|case| self.is_marked(child, case))
                }
                _ => false,
            })
            .collect();
        while let Some(at) = stack.pop() {
            range.start = range.start.min(at);
            range.end = range.end.max(at + 1);
            stack.extend(self.tree.children(at).filter(|&child| {
                !matches!(
                    self.deprel(child),
                    Deprel::Parataxis
                        | Deprel::Appos
                        | Deprel::AclRelcl
                        | Deprel::Punct
                        | Deprel::Acl
                        | Deprel::Advcl
                        | Deprel::Advmod
                )
            }));
        }
        range
    }

    /// Whether a phrase names someone who acts.
    pub(crate) fn acting(&self, head: WordId) -> Acting {
        let word = &self.analysis.words[head];
        if let Some((entity, _)) = self.entities.of_word(self.analysis, head) {
            match self.entities.entities[entity].kind {
                EntityKind::Person
                | EntityKind::Organisation
                | EntityKind::Country
                | EntityKind::Group => {
                    return Acting::Yes;
                }
                EntityKind::Place | EntityKind::Facility => return Acting::Place,
                EntityKind::Other => {}
            }
        }
        match word.mention {
            Some(MentionKind::Person | MentionKind::Organisation) => return Acting::Yes,
            Some(MentionKind::Time) => return Acting::No,
            _ => {}
        }
        if word.upos == Upos::Noun && self.tables.sector(&self.lemma(head)).is_some() {
            return Acting::Yes;
        }
        if self.country_of_word(head).is_some() {
            return Acting::Yes;
        }
        match self.name_kind(head) {
            Some(NameKind::Person | NameKind::Organisation | NameKind::Group) => Acting::Yes,
            Some(NameKind::Place | NameKind::Facility) => Acting::Place,
            _ if word.mention == Some(MentionKind::Place) => Acting::Place,
            _ => Acting::No,
        }
    }

    /// What the name that holds a word names.
    pub(crate) fn name_kind(&self, word: WordId) -> Option<NameKind> {
        let names = &self.analysis.names;
        let at = names.partition_point(|name| name.words.end <= word);
        let name = names.get(at)?;
        name.words.contains(&word).then_some(name.kind)
    }

    /// Whether two words are of one name ("Friendship" and "Bridge").
    pub(crate) fn is_one_name(&self, one: WordId, other: WordId) -> bool {
        let names = &self.analysis.names;
        let at = names.partition_point(|name| name.words.end <= one);
        names
            .get(at)
            .is_some_and(|name| name.words.contains(&one) && name.words.contains(&other))
    }

    /// The country that a word names or is the adjective or people of.
    pub(crate) fn country_of_word(&self, word: WordId) -> Option<&'a str> {
        let form = self.form(word);
        if !form.starts_with(char::is_uppercase) {
            return None;
        }
        let bodies = self.bodies;
        let of = |words: &str| {
            bodies
                .country_of(words)
                .map(|country| country.code.as_str())
        };
        // "South Korean", "Saudi Arabia", "United States" before the word alone.
        let pair = |first: WordId, last: WordId| {
            let span = self.analysis.span_of(first..last + 1)?;
            of(span.slice(self.text))
        };
        let before = word.checked_sub(1).and_then(|before| pair(before, word));
        let behind = (word + 1 < self.analysis.words.len())
            .then(|| pair(word, word + 1))
            .flatten();
        before.or(behind).or_else(|| of(form))
    }

    /// Whether one of `terms` says what `head` heads; a bundle ("thousands of refugees") is what it bundles.
    pub(crate) fn fits(&self, head: WordId, terms: &[Term]) -> bool {
        if terms.is_empty() {
            return true;
        }
        let lemma = self.lemma(head);
        if terms.iter().any(|term| self.is_term(head, &lemma, term)) {
            return true;
        }
        let modified = self.tree.children(head).any(|child| {
            matches!(
                self.deprel(child),
                Deprel::Compound | Deprel::Amod | Deprel::Conj
            ) && {
                let lemma = self.lemma(child);
                terms.iter().any(|term| {
                    matches!(term, Term::Word(_) | Term::Class(_))
                        && self.is_term(child, &lemma, term)
                })
            }
        });
        modified
            || self.bundled_by(head).is_some_and(|inside| {
                let lemma = self.lemma(inside);
                terms.iter().any(|term| self.is_term(inside, &lemma, term))
            })
    }

    /// What a bundle bundles: the refugees of "thousands of refugees", "two thirds of them".
    pub(crate) fn bundled_by(&self, head: WordId) -> Option<WordId> {
        let bundles = self.is_bundle(head) || self.upos(head) == Upos::Num;
        let of = head + 1;
        let stands = bundles && of < self.analysis.words.len() && self.lemma(of) == "of";
        // Whatever the syntax hangs it on, it is the phrase that the "of" right behind marks.
        stands
            .then(|| self.head(of))
            .flatten()
            .filter(|&inside| inside > of)
    }

    /// Whether a noun only counts or bundles what stands behind its "of".
    pub(crate) fn is_bundle(&self, head: WordId) -> bool {
        BUNDLES.has(&self.lemma(head))
    }

    fn is_term(&self, head: WordId, lemma: &str, term: &Term) -> bool {
        match term {
            Term::Word(word) => match word.split_once(' ') {
                None => word == lemma,
                Some((before, word)) => {
                    word == lemma
                        && self
                            .tree
                            .children(head)
                            .any(|child| self.lemma(child) == before)
                }
            },
            Term::Class(class) => self.tables.classes.holds(*class, lemma),
            Term::Actor => self.acting(head) == Acting::Yes,
            Term::Person => {
                self.analysis.words[head].mention == Some(MentionKind::Person)
                    || self.entity_kind(head) == Some(EntityKind::Person)
                    || self.name_kind(head) == Some(NameKind::Person)
            }
            Term::Named => self.name_kind(head) == Some(NameKind::Person),
            Term::Group => {
                matches!(
                    self.entity_kind(head),
                    Some(EntityKind::Organisation | EntityKind::Group)
                ) || self.analysis.words[head].mention == Some(MentionKind::Organisation)
            }
            Term::Country => {
                self.entity_kind(head) == Some(EntityKind::Country)
                    || self.country_of_word(head).is_some()
            }
            Term::Place => {
                matches!(
                    self.entity_kind(head),
                    Some(EntityKind::Place | EntityKind::Country | EntityKind::Facility)
                ) || self.analysis.words[head].mention == Some(MentionKind::Place)
            }
        }
    }

    pub(crate) fn entity_kind(&self, head: WordId) -> Option<EntityKind> {
        let (entity, _) = self.entities.of_word(self.analysis, head)?;
        Some(self.entities.entities[entity].kind)
    }
}
