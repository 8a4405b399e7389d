use std::ops::Range;

use crate::{Analysis, Deprel, WordId};

/// The dependency trees of an analysis, indexed for walking from heads to dependents.
pub struct Tree<'a> {
    analysis: &'a Analysis,
    /// `children[first[w]..first[w + 1]]` are the dependents of `w` in text order.
    first: Vec<u32>,
    children: Vec<u32>,
}

impl<'a> Tree<'a> {
    /// Indexes the heads of `analysis`.
    pub fn new(analysis: &'a Analysis) -> Self {
        let n = analysis.words.len();
        let mut first = vec![0u32; n + 1];
        for word in &analysis.words {
            if let Some(head) = word.head {
                first[head + 1] += 1;
            }
        }
        for at in 0..n {
            first[at + 1] += first[at];
        }
        let mut next = first.clone();
        let mut children = vec![0u32; first[n] as usize];
        for (id, word) in analysis.words.iter().enumerate() {
            if let Some(head) = word.head {
                children[next[head] as usize] = id as u32;
                next[head] += 1;
            }
        }
        Self {
            analysis,
            first,
            children,
        }
    }

    /// A word's dependents in text order.
    pub fn children(&self, word: WordId) -> impl DoubleEndedIterator<Item = WordId> + '_ {
        let range = self.first[word] as usize..self.first[word + 1] as usize;
        self.children[range].iter().map(|&child| child as WordId)
    }

    /// A word's dependents by one relation.
    pub fn by(&self, word: WordId, deprel: Deprel) -> impl DoubleEndedIterator<Item = WordId> + '_ {
        self.children(word)
            .filter(move |&child| self.analysis.words[child].deprel == deprel)
    }

    /// The first and last word of the subtree of `word`, the whole stretch between included.
    pub fn extent(&self, word: WordId) -> Range<WordId> {
        let (mut start, mut end) = (word, word + 1);
        let mut stack = vec![word];
        while let Some(at) = stack.pop() {
            start = start.min(at);
            end = end.max(at + 1);
            stack.extend(self.children(at));
        }
        start..end
    }

    /// The head of a stretch: its first word whose own head lies outside it.
    pub fn head_of(&self, words: Range<WordId>) -> Option<WordId> {
        words.clone().find(|&id| {
            self.analysis.words[id]
                .head
                .is_none_or(|head| !words.contains(&head))
        })
    }
}
