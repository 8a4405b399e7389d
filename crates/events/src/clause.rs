//! Clauses: who does it, to whom, with which words beside the trigger.

use crate::lang::{ANTECEDENT, LAND, NEVER_WITHOUT_OBJECT};
use sayso_analysis::{Deprel, MentionKind, Upos, WordId, Xpos};

use crate::lexicon::{Need, Part, Slot, Trigger};
use crate::phrase::{Acting, View};

/// Chains of clauses longer than this are not followed.
const DEEPEST: usize = 8;

fn bare_of_object(view: &View<'_>, verb: WordId) -> bool {
    view.tree.by(verb, Deprel::Obj).next().is_none()
}

impl View<'_> {
    /// Whether a word is a verb, by tag or by what hangs on it.
    pub(crate) fn part(&self, word: WordId) -> Option<Part> {
        match self.upos(word) {
            Upos::Verb => Some(Part::Verb),
            Upos::Noun => Some(Part::Noun),
            Upos::Adj => Some(Part::Adjective),
            _ => None,
        }
    }

    /// Whether what goes with a trigger stands by it: the particle of a verb, the word before a noun.
    pub(crate) fn has_beside(&self, word: WordId, trigger: &Trigger) -> bool {
        let Some(beside) = &trigger.beside else {
            return true;
        };
        match trigger.part {
            Part::Noun => {
                let mut before = self.tree.children(word).filter(|&child| child < word);
                before.any(|child| self.lemma(child) == *beside)
            }
            _ => {
                // "call on" and the like, wherever the phrase stands.
                let marked =
                    !beside.contains(' ') && !self.marked_children(word, beside).is_empty();
                let particle = |child: WordId| {
                    matches!(
                        self.deprel(child),
                        Deprel::CompoundPrt
                            | Deprel::Advmod
                            | Deprel::Xcomp
                            | Deprel::Obj
                            | Deprel::Obl
                    ) && self.lemma(child) == *beside
                };
                marked || self.tree.children(word).any(particle) || self.follows(word, beside)
            }
        }
    }

    /// Whether the words right behind `word` are `phrase`.
    fn follows(&self, word: WordId, phrase: &str) -> bool {
        phrase.split(' ').enumerate().all(|(at, part)| {
            let behind = word + 1 + at;
            self.analysis.words.get(behind).is_some() && self.lemma(behind) == part
        })
    }

    pub(crate) fn is_passive(&self, verb: WordId) -> bool {
        let shown = self.tree.children(verb).any(|child| {
            matches!(
                self.deprel(child),
                Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass
            )
        });
        // A past tense with an object is none, whatever its subject is called.
        let object = self.tree.by(verb, Deprel::Obj).next().is_some()
            && self.tree.by(verb, Deprel::AuxPass).next().is_none()
            && self.analysis.words[verb].xpos == Xpos::Vbd;
        if shown && !object {
            return true;
        }
        let xpos = self.analysis.words[verb].xpos;
        // "two of them killed" is passive whatever its tag.
        let bare = || {
            self.tree.children(verb).all(|child| {
                !matches!(
                    self.deprel(child),
                    Deprel::Obj | Deprel::Iobj | Deprel::Aux | Deprel::Ccomp | Deprel::Xcomp
                )
            })
        };
        if matches!(xpos, Xpos::Vbd | Xpos::Vbn)
            && NEVER_WITHOUT_OBJECT.has(&self.lemma(verb))
            && bare()
            && self.tree.by(verb, Deprel::Conj).next().is_none()
            && self.tree.by(verb, Deprel::Nsubj).next().is_some()
        {
            return true;
        }
        if xpos != Xpos::Vbn {
            return false;
        }
        // "were killed", where the tree has a plain auxiliary.
        let is = |child: WordId| self.lemma(child) == "be";
        if self.tree.by(verb, Deprel::Aux).any(is) && bare_of_object(self, verb) {
            return true;
        }
        let auxiliary = self.tree.by(verb, Deprel::Aux).next().is_some();
        match self.deprel(verb) {
            Deprel::Acl | Deprel::Amod | Deprel::Advcl => !auxiliary,
            // "were arrested and deported"
            Deprel::Conj => !auxiliary && self.head(verb).is_some_and(|head| self.is_passive(head)),
            _ => {
                self.tree.by(verb, Deprel::OblAgent).next().is_some()
                    && self.tree.by(verb, Deprel::Nsubj).next().is_none()
            }
        }
    }

    /// The grammatical subject, also where the clause takes it from the one it hangs on.
    pub(crate) fn surface_subject(&self, word: WordId) -> Option<WordId> {
        self.surface_subject_within(word, DEEPEST)
    }

    fn surface_subject_within(&self, word: WordId, depth: usize) -> Option<WordId> {
        let own = self.tree.children(word).find(|&child| {
            let subject = matches!(
                self.deprel(child),
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter
            );
            // Who stands behind "according to" does nothing, whatever the tree says.
            subject && !self.is_marked(child, "accord") && !self.is_marked(child, "according")
        });
        if let Some(subject) = own {
            return Some(self.antecedent(word, subject));
        }
        let head = self.head(word)?;
        if depth == 0 {
            return None;
        }
        match self.deprel(word) {
            Deprel::Xcomp => {
                let object = self.tree.children(head).find(|&child| {
                    child < word
                        && matches!(self.deprel(child), Deprel::Obj | Deprel::Iobj)
                        && self.is_nominal(child)
                });
                let called = || {
                    self.tree.by(head, Deprel::Obl).find(|&child| {
                        child < word
                            && matches!(&*self.lemma(head), "call" | "appeal")
                            && (self.is_marked(child, "on") || self.is_marked(child, "to"))
                    })
                };
                object
                    .or_else(called)
                    .or_else(|| self.surface_subject_within(head, depth - 1))
            }
            Deprel::Conj | Deprel::Parataxis
                if self.upos(word) == Upos::Verb || self.upos(word) == Upos::Adj =>
            {
                self.surface_subject_within(head, depth - 1)
            }
            Deprel::Advcl | Deprel::Ccomp | Deprel::Obl => {
                self.surface_subject_within(head, depth - 1)
            }
            Deprel::Acl if self.analysis.words[word].xpos == Xpos::Vbg || self.is_passive(word) => {
                Some(head)
            }
            Deprel::Acl if self.acting(head) == Acting::Yes => Some(head),
            Deprel::Acl => self
                .tree
                .by(head, Deprel::NmodPoss)
                .next()
                .or_else(|| self.surface_subject_within(self.head(head)?, depth - 1)),
            Deprel::AclRelcl => Some(head),
            _ => None,
        }
    }

    /// What a relative pronoun stands for.
    fn antecedent(&self, verb: WordId, word: WordId) -> WordId {
        let relative =
            ANTECEDENT.has(&self.lemma(word)) && matches!(self.upos(word), Upos::Pron | Upos::Det);
        if !relative {
            return word;
        }
        let mut at = verb;
        for _ in 0..DEEPEST {
            let relative = match self.deprel(at) {
                Deprel::AclRelcl => true,
                Deprel::AdvclRelcl => self.head(at).is_some_and(|head| self.is_nominal(head)),
                _ => false,
            };
            if relative {
                let Some(noun) = self.head(at) else {
                    return word;
                };
                // "Tarn is one of those that supply them": what is said of the noun is said of its subject.
                let called = self.tree.by(noun, Deprel::Cop).next();
                let subject = called.and_then(|_| self.tree.by(noun, Deprel::Nsubj).next());
                return subject
                    .filter(|&subject| self.upos(subject) != Upos::Pron)
                    .unwrap_or(noun);
            }
            match self.head(at) {
                Some(head) => at = head,
                None => break,
            }
        }
        word
    }

    /// Who does what the verb tells: the subject, or the agent of a passive.
    pub(crate) fn agent(&self, verb: WordId) -> Option<WordId> {
        if !self.is_passive(verb) {
            return self.surface_subject(verb);
        }
        let by = |child: &WordId| {
            matches!(self.deprel(*child), Deprel::OblAgent | Deprel::Obl)
                && self.is_marked(*child, "by")
        };
        self.tree
            .children(verb)
            .filter(by)
            .find(|&child| self.acting(child) >= Acting::Place)
    }

    /// To whom or what it is done: the object, or the subject of a passive.
    pub(crate) fn patient(&self, verb: WordId) -> Option<WordId> {
        if self.is_passive(verb) {
            let subject = self.surface_subject(verb)?;
            return Some(subject);
        }
        // Of two objects the first is whom it is given to.
        let own = |verb: WordId| {
            // "took in 1,300 square kilometers": land is an object, whatever the syntax calls it.
            let land = |&child: &WordId| LAND.has(&self.lemma(child));
            let measured = self.tree.by(verb, Deprel::OblUnmarked).find(land);
            let objects = self.tree.by(verb, Deprel::Obj);
            let mut objects = objects.filter(|&object| self.upos(object) != Upos::Verb);
            let indirect = self.tree.by(verb, Deprel::Iobj).next_back();
            match (objects.next(), objects.next()) {
                (Some(first), Some(second)) if indirect.is_none() && second - first < 6 => {
                    Some(second)
                }
                (first, _) => first.or(indirect).or(measured),
            }
        };
        if let Some(object) = own(verb) {
            return Some(self.antecedent(verb, object));
        }
        if let Some(raised) = self.raised_object(verb) {
            return Some(raised);
        }
        // "called off the talks", whatever the syntax takes "off" for
        let particle = self.tree.by(verb, Deprel::CompoundPrt).next();
        let behind_particle = self.tree.by(verb, Deprel::Obl).find(|&child| {
            let bare = self.tree.by(child, Deprel::Case).all(|case| case > child);
            ["off", "down", "up"]
                .iter()
                .any(|particle| self.is_marked(child, particle))
                || bare && particle.is_some_and(|at| self.extent_start(child) == at + 1)
        });
        if behind_particle.is_some() {
            return behind_particle;
        }
        let measured = self.tree.by(verb, Deprel::OblUnmarked).find(|&child| {
            self.analysis.words[child].mention != Some(MentionKind::Time)
                && self.tree.by(child, Deprel::Nummod).next().is_some()
        });
        if measured.is_some() {
            return measured;
        }
        // "arrested and tortured scores": the object stands behind the last of the verbs.
        let head = self.head(verb)?;
        match self.deprel(verb) {
            Deprel::Conj => own(head).filter(|&object| object > verb),
            // "the town they took"
            Deprel::AclRelcl => {
                let subject = self.tree.by(verb, Deprel::Nsubj).next()?;
                let open = self.antecedent(verb, subject) != head;
                (open && self.tree.by(verb, Deprel::Xcomp).next().is_none()).then_some(head)
            }
            _ => self
                .tree
                .by(verb, Deprel::Conj)
                .filter(|&other| self.upos(other) == Upos::Verb)
                .find_map(|other| {
                    own(other).filter(|_| {
                        self.tree.by(verb, Deprel::Obl).next().is_none() && other == verb + 2
                    })
                }),
        }
    }

    /// The object of "accused the firm of dumping" where the syntax hangs it on the second verb.
    fn raised_object(&self, verb: WordId) -> Option<WordId> {
        let clauses = self.tree.children(verb).filter(|&child| {
            child > verb && matches!(self.deprel(child), Deprel::Ccomp | Deprel::Xcomp)
        });
        clauses
            .filter(|&clause| {
                self.is_marked(clause, "of")
                    || self.is_marked(clause, "to")
                    || self.is_marked(clause, "for")
            })
            .find_map(|clause| {
                let mark = self.tree.by(clause, Deprel::Mark).next()?;
                self.tree.children(clause).find(|&child| {
                    child < mark && matches!(self.deprel(child), Deprel::Obj | Deprel::Nsubj)
                })
            })
    }

    /// The words in a slot of a trigger; `carrier` is the verb that carries a noun.
    pub(crate) fn slot(&self, word: WordId, carrier: Option<WordId>, slot: &Slot) -> Vec<WordId> {
        let is_verb = self.upos(word) == Upos::Verb;
        let verb = if is_verb { Some(word) } else { carrier };
        match slot {
            Slot::Subject => match verb {
                Some(verb) => self.agent(verb).into_iter().collect(),
                None if self.upos(word) == Upos::Adj => {
                    self.surface_subject(word).into_iter().collect()
                }
                None => Vec::new(),
            },
            Slot::Object if is_verb => self.patient(word).into_iter().collect(),
            Slot::Object => Vec::new(),
            Slot::Indirect => match verb {
                Some(verb) => {
                    let mut all: Vec<WordId> = self.tree.by(verb, Deprel::Iobj).collect();
                    let objects: Vec<WordId> = self.tree.by(verb, Deprel::Obj).collect();
                    all.extend(objects.first().filter(|_| objects.len() > 1));
                    all
                }
                None => Vec::new(),
            },
            Slot::Possessor => self.tree.by(word, Deprel::NmodPoss).collect(),
            Slot::Modifier => self
                .tree
                .children(word)
                .filter(|&child| {
                    matches!(
                        self.deprel(child),
                        Deprel::Amod | Deprel::Compound | Deprel::NmodDesc | Deprel::Nmod
                    ) && child < word
                })
                .collect(),
            Slot::Inner => self
                .clauses(word)
                .into_iter()
                .filter_map(|clause| {
                    let own = self.tree.children(clause).find(|&child| {
                        matches!(self.deprel(child), Deprel::Nsubj | Deprel::NsubjPass)
                    });
                    own.or_else(|| self.surface_subject(clause))
                })
                .collect(),
            Slot::Clause => self.clauses(word),
            Slot::Any => self.tree.children(word).collect(),
            Slot::Passive if is_verb && self.is_passive(word) => vec![word],
            Slot::Passive => Vec::new(),
            Slot::Preposition(preposition) => {
                let mut found = self.marked_children(word, preposition);
                if let Some(carrier) = carrier.filter(|&carrier| carrier != word) {
                    found.extend(self.marked_children(carrier, preposition));
                }
                if let Some(object) = is_verb.then(|| self.patient(word)).flatten()
                    && self.head(object) == Some(word)
                {
                    found.extend(self.marked_children(object, preposition));
                }
                found
            }
        }
    }

    /// The clauses that hang on a word as its complements.
    fn clauses(&self, word: WordId) -> Vec<WordId> {
        let is_noun = self.upos(word) == Upos::Noun;
        let own = self
            .tree
            .children(word)
            .filter(|&child| match self.deprel(child) {
                Deprel::Ccomp | Deprel::Xcomp => self.part(child).is_some(),
                Deprel::Acl => {
                    is_noun && child > word && self.analysis.words[child].xpos != Xpos::Vbn
                }
                // "sent them to investigate": an aim, which some rows ask for
                Deprel::Advcl => self.is_marked(child, "to") && self.upos(child) == Upos::Verb,
                _ => false,
            });
        // "ordered the firm to pay", where the syntax hangs "to pay" on the firm
        let ordered = (!is_noun)
            .then(|| self.patient(word))
            .flatten()
            .filter(|&object| object > word && self.acting(object) == Acting::Yes)
            .and_then(|object| {
                self.tree
                    .by(object, Deprel::Acl)
                    .find(|&clause| self.is_marked(clause, "to"))
            });
        own.chain(ordered).collect()
    }

    /// The phrases and clauses under a word that a preposition marks; a particle ("called on") marks what follows it.
    pub(crate) fn marked_children(&self, word: WordId, preposition: &str) -> Vec<WordId> {
        let particle = self.tree.by(word, Deprel::CompoundPrt).find(|&particle| {
            self.analysis.words[particle]
                .lemma
                .eq_ignore_ascii_case(preposition)
        });
        let children = self.tree.children(word);
        children
            .filter(|&child| match self.deprel(child) {
                Deprel::Obl if self.is_marked(child, preposition) => true,
                Deprel::Obl | Deprel::Obj | Deprel::Iobj => particle.is_some_and(|particle| {
                    self.extent_start(child) == particle + 1
                        && self.tree.by(child, Deprel::Case).all(|case| case > child)
                }),
                Deprel::OblAgent
                | Deprel::Nmod
                | Deprel::Advcl
                | Deprel::Acl
                | Deprel::Ccomp
                | Deprel::Xcomp => self.is_marked(child, preposition),
                _ => false,
            })
            .collect()
    }

    /// How well a need is met: `None` where it is not, else the more the narrower it is.
    pub(crate) fn meets(&self, word: WordId, carrier: Option<WordId>, need: &Need) -> Option<u32> {
        let found = self.slot(word, carrier, &need.slot);
        let met = found.iter().any(|&head| self.fits(head, &need.words));
        match (met, need.absent) {
            (true, false) if need.words.is_empty() => Some(1),
            (true, false) => Some(2),
            (false, true) => Some(0),
            _ => None,
        }
    }

    /// Whoever says what a clause tells, by the verb of saying that it hangs on.
    pub(crate) fn reporter(&self, word: WordId) -> Option<WordId> {
        let mut at = word;
        for _ in 0..DEEPEST {
            let deprel = self.deprel(at);
            // "..., officials said": the clause may be the root, with the saying beside it.
            let beside = self.tree.by(at, Deprel::Parataxis).find(|&verb| {
                self.tables.operators.says(&self.lemma(verb)) && self.upos(verb) == Upos::Verb
            });
            if let Some(subject) = beside.and_then(|verb| self.surface_subject(verb)) {
                return Some(subject);
            }
            let head = self.head(at)?;
            if matches!(deprel, Deprel::Ccomp | Deprel::Xcomp)
                && self.upos(head) == Upos::Verb
                && self.tables.operators.says(&self.lemma(head))
            {
                return self.surface_subject(head);
            }
            at = head;
        }
        None
    }
}
