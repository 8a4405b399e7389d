//! What a word tells: by the lexicon, or as an operator on what another word tells.

use crate::lang::SOMEONE_PRONOUN;
use sayso_analysis::{Deprel, Upos, WordId};

use crate::codes::{Code, EventType, Operator};
use crate::lexicon::{Frame, Part, Slot};
use crate::operators::{OperatorEntry, Outcome};
use crate::phrase::{Acting, View};

/// Operators on operators are followed this deep.
const DEEPEST: usize = 4;

/// The event that a word tells, before its participants are spelled out.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) code: Code,
    /// The word that tells it first.
    pub(crate) head: WordId,
    /// All words that tell it.
    pub(crate) trigger: Vec<WordId>,
    /// The word that tells what is done: the attack of "launched an attack".
    pub(crate) told: WordId,
    /// The verb whose tense and negation tell how far it has come.
    pub(crate) carrier: WordId,
    /// Heads of the phrases of those who do it.
    pub(crate) actors: Vec<WordId>,
    /// Heads of the phrases of those to whom it is done.
    pub(crate) recipients: Vec<WordId>,
    /// What the operators on the way were, the outermost first.
    pub(crate) operators: Vec<Operator>,
    /// How much the matched row needed.
    pub(crate) weight: u32,
    /// Whether a row that a user added told it.
    pub(crate) own: bool,
}

impl View<'_> {
    /// What a word tells; `carrier` is the verb that carries it where it is a noun.
    pub(crate) fn reading(
        &self,
        word: WordId,
        carrier: Option<WordId>,
        depth: usize,
    ) -> Option<Reading> {
        let part = self.part(word)?;
        if self.is_named(word) || !self.may_tell(word, part) {
            return None;
        }
        let lemma = self.lemma(word);
        let plain = self.by_lexicon(word, &lemma, part, carrier);
        let operated = (depth < DEEPEST)
            .then(|| self.by_operators(word, &lemma, part, carrier, depth))
            .flatten();
        let reading = match (plain, operated) {
            // A narrow row knows better than an operator on something else.
            (Some(plain), Some(operated))
                if plain.weight >= 2 && !self.tells_by_clause(&operated) =>
            {
                plain
            }
            (Some(plain), Some(operated)) if plain.weight >= 2 && operated.trigger.len() == 1 => {
                plain
            }
            (_, Some(operated)) => operated,
            (Some(plain), None) => plain,
            (None, None) => return self.demanded(word, part),
        };
        self.in_future(word, part, reading)
    }

    /// Whether the operator works on what a clause tells.
    fn tells_by_clause(&self, reading: &Reading) -> bool {
        reading
            .trigger
            .get(1)
            .is_some_and(|&inner| self.upos(inner) == Upos::Verb)
    }

    /// Words inside names tell nothing ("Human Rights Watch").
    pub(crate) fn is_named(&self, word: WordId) -> bool {
        self.name_kind(word).is_some()
            && (self.upos(word) != Upos::Verb || self.form(word).starts_with(char::is_uppercase))
    }

    fn may_tell(&self, word: WordId, part: Part) -> bool {
        match part {
            Part::Noun => !matches!(
                self.deprel(word),
                Deprel::Compound | Deprel::Flat | Deprel::NmodDesc
            ),
            Part::Verb => !matches!(
                self.deprel(word),
                Deprel::Amod
                    | Deprel::Compound
                    | Deprel::Case
                    | Deprel::Mark
                    | Deprel::Nsubj
                    | Deprel::NsubjPass
                    | Deprel::Obj
            ),
            Part::Adjective => !matches!(self.deprel(word), Deprel::Amod),
        }
    }

    fn by_lexicon(
        &self,
        word: WordId,
        lemma: &str,
        part: Part,
        carrier: Option<WordId>,
    ) -> Option<Reading> {
        let mut best: Option<(u32, &Frame, bool)> = None;
        for entry in self.tables.lexicon.entries(lemma) {
            if entry.trigger.part != part || !self.has_beside(word, &entry.trigger) {
                continue;
            }
            let frame = self.tables.lexicon.frame(entry);
            let beside = if entry.trigger.beside.is_some() { 2 } else { 0 };
            let met = frame.needs.iter().try_fold(beside, |sum, need| {
                let met = self.meets(word, carrier, need).or_else(|| {
                    // "handed in their guns", where "in" is read as a preposition
                    let particle = entry.trigger.beside.as_deref()?;
                    let object = need.slot == Slot::Object && !need.absent;
                    let marked = object.then(|| self.marked_children(word, particle))?;
                    let fits = marked.iter().any(|&head| self.fits(head, &need.words));
                    fits.then_some(2)
                });
                Some(sum + met?)
            });
            if let Some(weight) = met.filter(|&weight| best.is_none_or(|(most, ..)| weight > most))
            {
                best = Some((weight, frame, self.tables.lexicon.is_own(entry)));
            }
        }
        let (weight, frame, own) = best?;
        let mut trigger = vec![word];
        trigger.extend(self.told_with(word, carrier, frame));
        let actors = self.first_filled(word, carrier, &frame.actor, true);
        let recipients = self.first_filled(word, carrier, &frame.recipient, false);
        Some(Reading {
            code: frame.code.clone(),
            head: word,
            told: word,
            trigger,
            carrier: carrier.unwrap_or_else(|| self.carrier(word, part)),
            actors,
            recipients,
            operators: Vec::new(),
            weight,
            own,
        })
    }

    /// The things that a row needs beside its trigger: the talks of "held talks".
    fn told_with(&self, word: WordId, carrier: Option<WordId>, frame: &Frame) -> Vec<WordId> {
        let needs = frame
            .needs
            .iter()
            .filter(|need| !need.absent && !need.words.is_empty() && need.slot != Slot::Subject);
        let mut things = Vec::new();
        for need in needs {
            let found = self.slot(word, carrier, &need.slot);
            let thing = found.into_iter().find(|&head| {
                self.upos(head) == Upos::Noun
                    && self.acting(head) == Acting::No
                    && self.fits(head, &need.words)
            });
            let Some(thing) = thing else { continue };
            things.push(thing);
            // "a series of talks"
            let bundled = self
                .tree
                .by(thing, Deprel::Nmod)
                .filter(|&child| self.is_bundle(thing) && self.is_marked(child, "of"));
            things.extend(bundled.filter(|&child| self.acting(child) == Acting::No));
        }
        things.retain(|&thing| thing != word);
        things
    }

    /// The verb that a word's tense stands at.
    pub(crate) fn carrier(&self, word: WordId, part: Part) -> WordId {
        if part != Part::Noun {
            return word;
        }
        let mut at = word;
        while let Some(head) = self.head(at) {
            if !matches!(
                self.deprel(at),
                Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Nmod | Deprel::Conj
            ) {
                return word;
            }
            if self.upos(head) == Upos::Verb {
                return head;
            }
            at = head;
        }
        word
    }

    /// The phrases in the first of the slots that names someone; failing that, in the first that is filled.
    fn first_filled(
        &self,
        word: WordId,
        carrier: Option<WordId>,
        slots: &[Slot],
        acts: bool,
    ) -> Vec<WordId> {
        let mut second = Vec::new();
        for slot in slots {
            let found = self.slot(word, carrier, slot);
            let heads: Vec<WordId> = found
                .iter()
                .flat_map(|&head| self.with_fellows(head))
                .collect();
            let named: Vec<WordId> = heads
                .iter()
                .filter_map(|&head| self.someone(head, *slot == Slot::Modifier, acts))
                .collect();
            if !named.is_empty() {
                return named;
            }
            if acts
                && *slot == Slot::Subject
                && let Some(other) = self.subject_above(word)
            {
                return self.with_fellows(other);
            }
            if second.is_empty() && !acts && matches!(slot, Slot::Object) {
                second = heads;
            }
        }
        second
    }

    /// Who acts where the clause hangs on a thing: "issued a letter demanding".
    fn subject_above(&self, word: WordId) -> Option<WordId> {
        if self.deprel(word) != Deprel::Acl || self.is_passive(word) {
            return None;
        }
        let thing = self.head(word)?;
        let verb = self
            .head(thing)
            .filter(|&verb| self.upos(verb) == Upos::Verb)?;
        let object = matches!(self.deprel(thing), Deprel::Obj | Deprel::Obl);
        let subject = self.agent(verb).filter(|_| object)?;
        (self.acting(subject) >= Acting::Place || self.is_someone_pronoun(subject))
            .then_some(subject)
    }

    /// The one who acts that a phrase names: its head, or somebody within.
    pub(crate) fn someone(&self, head: WordId, modifier: bool, acts: bool) -> Option<WordId> {
        if modifier {
            let told = self.country_of_word(head).is_some() || self.acting(head) == Acting::Yes;
            return told.then_some(head);
        }
        if self.acting(head) >= Acting::Place || self.is_someone_pronoun(head) {
            return Some(head);
        }
        self.named_within(head, acts, &|_| true)
    }

    fn is_someone_pronoun(&self, head: WordId) -> bool {
        self.upos(head) == Upos::Pron && SOMEONE_PRONOUN.has(&self.lemma(head))
    }

    fn by_operators(
        &self,
        word: WordId,
        lemma: &str,
        part: Part,
        carrier: Option<WordId>,
        depth: usize,
    ) -> Option<Reading> {
        let mut alone = None;
        for entry in self.tables.operators.entries(lemma) {
            if entry.operator == Operator::Say
                || entry.trigger.part != part
                || !self.has_beside(word, &entry.trigger)
            {
                continue;
            }
            if let Some(reading) = self.operate(word, part, carrier, entry, depth) {
                if reading.trigger.len() > 1 {
                    return Some(reading);
                }
                alone.get_or_insert(reading);
            }
        }
        alone
    }

    fn operate(
        &self,
        word: WordId,
        part: Part,
        carrier: Option<WordId>,
        entry: &OperatorEntry,
        depth: usize,
    ) -> Option<Reading> {
        let carrier = carrier.or((part == Part::Verb).then_some(word));
        let mut clause = false;
        for need in &entry.complement {
            for found in self.slot(word, carrier, &need.slot) {
                // What is done for an aim is not done to it.
                let aim = self.deprel(found) == Deprel::Advcl && need.slot == Slot::Clause;
                if found == word || aim || !self.fits(found, &need.words) {
                    continue;
                }
                clause |= need.slot == Slot::Clause || self.upos(found) == Upos::Verb;
                let inner = self.with_fellows(found).into_iter().find_map(|found| {
                    let carried = (self.upos(found) == Upos::Noun)
                        .then_some(carrier)
                        .flatten();
                    self.reading(found, carried, depth + 1)
                        .or_else(|| self.bundled(found, carried, depth))
                });
                if let Some(inner) = inner {
                    return self.combine(word, carrier, entry, inner);
                }
            }
        }
        let Outcome::Coded(code) = self.tables.combinations.of(entry.operator, None) else {
            return None;
        };
        // A noun alone ("an offer to") says too little.
        (clause && part != Part::Noun).then(|| Reading {
            code: code.clone(),
            head: word,
            told: word,
            trigger: vec![word],
            carrier: carrier.unwrap_or(word),
            actors: self.agents(word, carrier, entry.operator),
            recipients: self.first_filled(word, carrier, &entry.recipient, false),
            operators: vec![entry.operator],
            weight: 1,
            own: false,
        })
    }

    /// The event that a bundle's "of" tells: "a series of attacks".
    fn bundled(&self, head: WordId, carrier: Option<WordId>, depth: usize) -> Option<Reading> {
        let inside = self
            .tree
            .by(head, Deprel::Nmod)
            .find(|&child| self.is_marked(child, "of"))?;
        self.reading(inside, carrier, depth + 1)
    }

    fn agents(&self, word: WordId, carrier: Option<WordId>, operator: Operator) -> Vec<WordId> {
        // "is committed to", "was prepared to"
        if matches!(
            operator,
            Operator::Agree | Operator::Hope | Operator::Intend | Operator::Prepare
        ) && self.upos(word) == Upos::Verb
            && self.is_passive(word)
        {
            let subject = self.surface_subject(word).filter(|&subject| {
                self.acting(subject) >= Acting::Place || self.is_someone_pronoun(subject)
            });
            if let Some(subject) = subject {
                return self.with_fellows(subject);
            }
        }
        let slots = [
            Slot::Subject,
            Slot::Possessor,
            Slot::Preposition("by".to_owned()),
            Slot::Preposition("from".to_owned()),
            Slot::Modifier,
        ];
        let upto = if self.upos(word) == Upos::Noun {
            slots.len()
        } else {
            1
        };
        self.first_filled(word, carrier, &slots[..upto], true)
    }

    fn combine(
        &self,
        word: WordId,
        carrier: Option<WordId>,
        entry: &OperatorEntry,
        inner: Reading,
    ) -> Option<Reading> {
        let mut operator = entry.operator;
        let nominal = self.upos(inner.head) == Upos::Noun;
        // "are expected to meet": nobody says that they hope; it is planned.
        let foreseen =
            operator == Operator::Hope && self.upos(word) == Upos::Verb && self.is_passive(word);
        if operator == Operator::Order && nominal || foreseen {
            operator = Operator::Do;
        }
        let code = match self
            .tables
            .combinations
            .of(operator, Some(&inner.code.cameo))
        {
            Outcome::Nothing => return None,
            Outcome::Inner => inner.code.clone(),
            Outcome::Coded(code) => code.clone(),
        };
        let told = if code == inner.code { inner.told } else { word };
        let mut actors = self.agents(word, carrier, entry.operator);
        let own = self.first_filled(word, carrier, &entry.recipient, false);
        // Who is called to praise or to oppose somebody is not the one it is done to.
        let passed_on = operator == Operator::Urge
            && matches!(code.kind, EventType::Support | EventType::Accuse);
        let recipients = if own.is_empty() || passed_on {
            let mut others = inner.recipients.clone();
            others.retain(|head| !actors.contains(head));
            // Who is asked, or refused, to do it.
            if others.is_empty()
                || !passed_on
                    && matches!(operator, Operator::Demand | Operator::Urge | Operator::Must)
            {
                let doers: Vec<WordId> = inner
                    .actors
                    .iter()
                    .copied()
                    .filter(|head| !actors.contains(head))
                    .collect();
                if !doers.is_empty() {
                    others = doers;
                }
            }
            others
        } else {
            own
        };
        // "denied that his troops had shelled it": the clause says itself who did.
        if told != word && self.deprel(inner.head) == Deprel::Ccomp && !inner.actors.is_empty() {
            actors.clone_from(&inner.actors);
        }
        // "suffered losses": the subject is the one it is done to.
        let suffered =
            operator == Operator::Do && actors.iter().any(|head| inner.recipients.contains(head));
        let recipients = if suffered {
            actors.clone_from(&inner.actors);
            inner.recipients.clone()
        } else {
            recipients
        };
        if actors.is_empty()
            && !suffered
            && matches!(operator, Operator::Do | Operator::Stop | Operator::Prepare)
        {
            actors.clone_from(&inner.actors);
        }
        let mut trigger = vec![word];
        trigger.extend(&inner.trigger);
        let mut operators = vec![if foreseen {
            Operator::Intend
        } else {
            entry.operator
        }];
        operators.extend(&inner.operators);
        Some(Reading {
            code,
            head: word,
            told,
            trigger,
            carrier: carrier.unwrap_or(word),
            actors,
            recipients,
            operators,
            weight: inner.weight.max(2),
            own: inner.own,
        })
    }

    /// Whether the event is an act of the body rather than one of words.
    pub(crate) fn is_material(kind: EventType) -> bool {
        matches!(
            kind,
            EventType::Assault
                | EventType::Coerce
                | EventType::Retreat
                | EventType::Aid
                | EventType::Mobilize
        )
    }
}
