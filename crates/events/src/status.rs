//! How far an event has come, and whether it is told to have been.

use crate::lang::DENIED;
use sayso_analysis::{Deprel, WordId, Xpos};

use crate::codes::{Operator, Polarity, Status};
use crate::phrase::View;
use crate::reading::Reading;

/// Clauses are followed this far up.
const DEEPEST: usize = 6;

impl View<'_> {
    /// Whether the event is told to have been.
    pub(crate) fn polarity(&self, reading: &Reading) -> Polarity {
        let refused = reading.operators.contains(&Operator::Wont);
        let negated = self.is_negated(reading.carrier) || self.is_negated(reading.head);
        if negated && !refused {
            Polarity::Negative
        } else {
            Polarity::Positive
        }
    }

    /// How far the event has come, by the words that tell it.
    pub(crate) fn status(&self, reading: &Reading) -> Status {
        let verb = reading.carrier;
        if self.is_denied(reading.head) || reading.operators.contains(&Operator::Deny) {
            return Status::Denied;
        }
        let auxiliaries: Vec<_> = self
            .tree
            .by(verb, Deprel::Aux)
            .map(|aux| self.lemma(aux))
            .collect();
        let has = |lemma: &str| auxiliaries.iter().any(|aux| aux == lemma);
        if matches!(reading.operators.first(), Some(Operator::Will)) || has("will") || has("shall")
        {
            return Status::Planned;
        }
        if ["may", "might", "could", "can", "would", "should"]
            .iter()
            .any(|modal| has(modal))
            || reading
                .operators
                .iter()
                .any(|one| matches!(one, Operator::Consider | Operator::Hope))
            || self.is_conditional(verb)
        {
            return Status::Possible;
        }
        if reading.operators.first() == Some(&Operator::Intend) {
            return Status::Planned;
        }
        if verb == reading.head && self.is_behind_time(reading.head) || self.is_pluperfect(verb) {
            return Status::Background;
        }
        let xpos = self.analysis.words[verb].xpos;
        let progressive = xpos == Xpos::Vbg && (has("be") || self.deprel(verb) == Deprel::Acl);
        if progressive || matches!(&*self.lemma(verb), "continue" | "keep" | "remain") {
            return Status::Ongoing;
        }
        if xpos == Xpos::Vb
            && self.deprel(verb) == Deprel::Xcomp
            && !reading.operators.contains(&Operator::Do)
        {
            return Status::Possible;
        }
        Status::Happened
    }

    /// Under a word that denies it.
    fn is_denied(&self, word: WordId) -> bool {
        let mut at = word;
        for _ in 0..DEEPEST {
            let Some(head) = self.head(at) else {
                return false;
            };
            let complement = matches!(
                self.deprel(at),
                Deprel::Ccomp
                    | Deprel::Xcomp
                    | Deprel::Obj
                    | Deprel::Acl
                    | Deprel::Nmod
                    | Deprel::Obl
            );
            if complement && DENIED.has(&self.lemma(head)) {
                return true;
            }
            if !complement && self.deprel(at) != Deprel::Conj {
                return false;
            }
            at = head;
        }
        false
    }

    /// In a clause with "if", "unless", "whether".
    fn is_conditional(&self, word: WordId) -> bool {
        ["if", "unless", "whether", "lest", "provided"]
            .iter()
            .any(|mark| self.is_marked(word, mark))
    }

    /// A noun in a phrase with "after", "since", "following", "during".
    fn is_behind_time(&self, word: WordId) -> bool {
        ["after", "since", "following", "before", "during", "amid"]
            .iter()
            .any(|case| self.is_marked(word, case))
    }

    /// "had seized".
    fn is_pluperfect(&self, verb: WordId) -> bool {
        let past = |aux: WordId| {
            let word = &self.analysis.words[aux];
            word.lemma == "have" && word.xpos == Xpos::Vbd
        };
        // What is reported in the past is set back by grammar alone ("said it had expelled").
        self.tree.by(verb, Deprel::Aux).any(past) && self.reporter(verb).is_none()
    }
}
