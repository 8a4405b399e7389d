//! Those named inside a phrase whose head does not act.

use sayso_analysis::{Deprel, NameKind, Upos, WordId};

use crate::phrase::{Acting, View};

/// Phrases within phrases are followed this deep.
const DEEPEST: usize = 4;

/// Whom to look for in a phrase.
struct Search<'f> {
    /// Only those who may do what the phrase's head tells.
    doers: bool,
    free: &'f dyn Fn(WordId) -> bool,
}

impl View<'_> {
    /// Someone named inside a phrase whose head does not act ("Haiti's efforts", "an Indian proposal") of whom
    /// `free` holds; where `doers`, only by those who may do what the head tells.
    pub(crate) fn named_within(
        &self,
        head: WordId,
        doers: bool,
        free: &dyn Fn(WordId) -> bool,
    ) -> Option<WordId> {
        let search = Search { doers, free };
        self.named_within_to(head, &search, DEEPEST)
    }

    fn named_within_to(&self, head: WordId, search: &Search<'_>, depth: usize) -> Option<WordId> {
        if depth == 0 {
            return None;
        }
        self.named_before(head, search)
            .or_else(|| self.named_behind(head, search, Acting::Yes, depth))
            .or_else(|| self.named_behind(head, search, Acting::Place, depth))
    }

    /// By a possessor or modifier.
    fn named_before(&self, head: WordId, search: &Search<'_>) -> Option<WordId> {
        let possessor = self.tree.by(head, Deprel::NmodPoss).find(|&child| {
            self.acting(child) >= Acting::Place
                && (search.free)(child)
                && (self.upos(child) != Upos::Pron
                    || self.entities.of_word(self.analysis, child).is_some())
        });
        possessor.or_else(|| {
            self.tree.children(head).find(|&child| {
                let modifies = matches!(
                    self.deprel(child),
                    Deprel::Amod | Deprel::Compound | Deprel::NmodDesc | Deprel::NmodUnmarked
                );
                let named = self.country_of_word(child).is_some()
                    || self
                        .name_kind(child)
                        .is_some_and(|kind| kind != NameKind::Other)
                        && self.upos(child) != Upos::Noun
                    || self.deprel(child) == Deprel::Compound
                        && self.tables.sector(&self.lemma(child)).is_some();
                modifies
                    && child < head
                    && named
                    && !self.is_one_name(child, head)
                    && (search.free)(child)
            })
        })
    }

    /// By a phrase with a preposition, or in a participle's clause.
    fn named_behind(
        &self,
        head: WordId,
        search: &Search<'_>,
        least: Acting,
        depth: usize,
    ) -> Option<WordId> {
        let marked = |child: WordId| {
            ["of", "by", "from"]
                .iter()
                .any(|case| self.is_marked(child, case))
        };
        let behind = self.tree.children(head).filter(|&child| child > head);
        let inside = |child: WordId| {
            if self.acting(child) >= least && (search.free)(child) {
                return Some(child);
            }
            (self.acting(child) == Acting::No)
                .then(|| self.named_within_to(child, search, depth - 1))
                .flatten()
        };
        for child in behind {
            let found = match self.deprel(child) {
                Deprel::Nmod | Deprel::Obl | Deprel::OblAgent if !search.doers || marked(child) => {
                    inside(child)
                }
                Deprel::Acl if !search.doers => self
                    .tree
                    .children(child)
                    .filter(|&inner| {
                        inner > child
                            && matches!(
                                self.deprel(inner),
                                Deprel::Obl | Deprel::OblAgent | Deprel::Obj
                            )
                    })
                    .find_map(inside),
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }
}
