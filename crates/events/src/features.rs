//! What the learned heads are told of a word and of a pair of words, beside the encoder's states.
//!
//! Each feature is a number: the hash (FNV-1a, 32 bits) of its name and values. The heads know those that were frequent
//! in training and pass over the rest. Training reads the very same numbers (`examples/states.rs` of `sayso`).

use sayso_analysis::{Deprel, Sentence, Upos, WordId};

use crate::codes::{Code, EventType};
use crate::lexicon::Part;
use crate::phrase::{Acting, View};
use crate::reading::Reading;

/// Paths of more relations than this are one.
const FARTHEST: usize = 6;
/// Relations of a word's children that tell most of its frame.
const TOLD_RELATIONS: [Deprel; 8] = [
    Deprel::Nsubj,
    Deprel::NsubjPass,
    Deprel::Obj,
    Deprel::Obl,
    Deprel::Nmod,
    Deprel::Xcomp,
    Deprel::Ccomp,
    Deprel::Compound,
];

/// The hash of a feature being named.
#[derive(Clone, Copy)]
pub(crate) struct Name(u32);

impl Name {
    pub(crate) fn new(template: &str) -> Self {
        Self(0x811c_9dc5).and(template)
    }

    /// The name with another value.
    pub(crate) fn and(self, value: &str) -> Self {
        let mut hash = self.0;
        for &byte in value.as_bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        // Values are set apart: "ab" and "c" are not "a" and "bc".
        Self((hash ^ 0x1f).wrapping_mul(0x0100_0193))
    }

    pub(crate) fn value(self) -> u32 {
        self.0
    }
}

/// What the tables tell of a sentence: their readings, with whether each stands by the rules alone.
pub(crate) struct Proposals {
    pub(crate) readings: Vec<Reading>,
    pub(crate) kept: Vec<bool>,
    /// Heads of those who do it and to whom, by the rules, of each reading.
    pub(crate) parties: Vec<(Vec<WordId>, Vec<WordId>)>,
}

impl Proposals {
    /// The readings that a word has a part in.
    pub(crate) fn at(&self, word: WordId) -> impl Iterator<Item = (usize, &Reading)> {
        self.readings
            .iter()
            .enumerate()
            .filter(move |(_, reading)| reading.trigger.contains(&word))
    }
}

/// Those who may take part in a sentence's events, in order, each with whether it names someone who acts.
pub(crate) struct Parties(Vec<(WordId, bool)>);

impl Parties {
    pub(crate) fn words(&self) -> impl Iterator<Item = WordId> {
        self.0.iter().map(|&(word, _)| word)
    }

    /// How many of those who act stand between two words.
    fn between(&self, one: WordId, other: WordId) -> usize {
        let (first, last) = (one.min(other), one.max(other));
        let from = self.0.partition_point(|&(word, _)| word <= first);
        let until = self.0.partition_point(|&(word, _)| word < last);
        let inside = &self.0[from..until.max(from)];
        inside.iter().filter(|(_, acts)| *acts).count()
    }
}

fn number(count: usize) -> &'static str {
    ["0", "1", "2", "3", "4", "5", "6-8", "9-12", "13-20", "21+"][match count {
        0..=5 => count,
        6..=8 => 6,
        9..=12 => 7,
        13..=20 => 8,
        _ => 9,
    }]
}

impl View<'_> {
    /// Whether a word may tell an event, as far as its part of speech goes.
    pub(crate) fn may_trigger(&self, word: WordId) -> bool {
        matches!(
            self.upos(word),
            Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn
        ) && !self.is_named(word)
            && !matches!(
                self.deprel(word),
                Deprel::Case | Deprel::Mark | Deprel::Fixed | Deprel::Goeswith
            )
    }

    /// Whether a word may head the phrase of someone who takes part.
    pub(crate) fn may_take_part(&self, word: WordId) -> bool {
        let deprel = self.deprel(word);
        if matches!(
            deprel,
            Deprel::Flat | Deprel::Fixed | Deprel::Goeswith | Deprel::Expl | Deprel::Punct
        ) {
            return false;
        }
        match self.upos(word) {
            Upos::Noun | Upos::Propn if deprel == Deprel::Compound => {
                self.acting(word) > Acting::No
            }
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num => true,
            Upos::Det => deprel != Deprel::Det,
            Upos::Adj => {
                self.country_of_word(word).is_some()
                    || !matches!(deprel, Deprel::Amod | Deprel::Advmod)
                        && self.analysis.words[word].mention.is_some()
            }
            _ => false,
        }
    }

    /// All who may take part in a sentence's events.
    pub(crate) fn parties_of(&self, sentence: &Sentence) -> Parties {
        let words = sentence.words.clone();
        let may = words.filter(|&word| self.may_take_part(word));
        Parties(
            may.map(|word| (word, self.acting(word) == Acting::Yes))
                .collect(),
        )
    }

    /// The reading of a word that no table knows, for asking how far it has come.
    pub(crate) fn bare(&self, word: WordId, code: Code) -> Reading {
        let part = self.part(word).unwrap_or(Part::Noun);
        Reading {
            code,
            head: word,
            told: word,
            trigger: vec![word],
            carrier: self.carrier(word, part),
            actors: Vec::new(),
            recipients: Vec::new(),
            operators: Vec::new(),
            weight: 0,
            own: false,
        }
    }

    /// The prepositions or marks of a word; "" where it has none.
    fn mark_of(&self, word: WordId) -> String {
        let mark = self
            .tree
            .children(word)
            .find(|&child| matches!(self.deprel(child), Deprel::Case | Deprel::Mark));
        mark.map_or(String::new(), |mark| self.lemma(mark).into_owned())
    }

    fn acting_name(&self, word: WordId) -> &'static str {
        match self.acting(word) {
            Acting::No => "no",
            Acting::Place => "place",
            Acting::Yes => "yes",
        }
    }

    /// What the head of triggers is told of a word.
    pub(crate) fn trigger_features(&self, word: WordId, proposals: &Proposals) -> Vec<u32> {
        let mut all = Vec::with_capacity(48);
        let mut put = |name: Name| all.push(name.value());
        let lemma = self.lemma(word);
        let this = &self.analysis.words[word];
        let upos = this.upos.as_str();
        put(Name::new("bias"));
        put(Name::new("lemma").and(&lemma).and(upos));
        put(Name::new("xpos").and(this.xpos.as_str()));
        put(Name::new("deprel").and(this.deprel.as_str()));
        put(Name::new("upos").and(upos));
        let mention = this.mention.map_or("none", |kind| kind.as_str());
        put(Name::new("mention").and(mention).and(upos));
        if let Some(kind) = self.name_kind(word) {
            put(Name::new("name").and(kind.as_str()));
        }
        let head = self.head(word);
        if let Some(head) = head {
            put(Name::new("head")
                .and(this.deprel.as_str())
                .and(&self.lemma(head)));
            put(Name::new("head upos")
                .and(this.deprel.as_str())
                .and(self.upos(head).as_str()));
        }
        let mark = self.mark_of(word);
        put(Name::new("mark").and(&mark).and(upos));
        let children: Vec<WordId> = self.tree.children(word).collect();
        for &child in &children {
            let deprel = self.deprel(child);
            match deprel {
                Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::CompoundPrt => {
                    put(Name::new("aux").and(&self.lemma(child)));
                }
                Deprel::Det | Deprel::NmodPoss | Deprel::Advmod => {
                    put(Name::new("small").and(&self.lemma(child)));
                }
                Deprel::Obj | Deprel::Compound | Deprel::Amod | Deprel::NsubjPass => {
                    put(Name::new("child")
                        .and(deprel.as_str())
                        .and(&self.lemma(child)));
                    put(Name::new("lemma child").and(&lemma).and(&self.lemma(child)));
                }
                _ => {}
            }
            if TOLD_RELATIONS.contains(&deprel) {
                let mark = self.mark_of(child);
                put(Name::new("frame").and(deprel.as_str()).and(&mark));
                put(Name::new("frame acting")
                    .and(deprel.as_str())
                    .and(&mark)
                    .and(self.acting_name(child)));
                put(Name::new("lemma frame")
                    .and(&lemma)
                    .and(deprel.as_str())
                    .and(&mark));
                let mention = self.analysis.words[child].mention;
                put(Name::new("frame mention")
                    .and(deprel.as_str())
                    .and(&mark)
                    .and(mention.map_or("none", |kind| kind.as_str())));
            }
        }
        for relation in [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj] {
            if !children.iter().any(|&child| self.deprel(child) == relation) {
                put(Name::new("lacks").and(relation.as_str()).and(upos));
            }
        }
        for (name, at) in [("before", word.checked_sub(1)), ("behind", Some(word + 1))] {
            if let Some(at) = at.filter(|&at| at < self.analysis.words.len()) {
                put(Name::new(name).and(&self.lemma(at)));
            }
        }
        // What the tables know: by this lemma at all, and in this sentence.
        if let Some(part) = self.part(word) {
            let mut kinds: Vec<EventType> = Vec::new();
            for entry in self.tables.lexicon.entries(&lemma) {
                if entry.trigger.part == part {
                    kinds.push(self.tables.lexicon.frame(entry).code.kind);
                }
            }
            kinds.sort_unstable();
            kinds.dedup();
            if kinds.is_empty() {
                put(Name::new("unlisted").and(upos));
            }
            for kind in kinds {
                put(Name::new("listed").and(kind.as_str()));
            }
            for entry in self.tables.operators.entries(&lemma) {
                if entry.trigger.part == part {
                    put(Name::new("operator").and(entry.operator.as_str()));
                }
            }
        }
        let mut told = false;
        for (at, reading) in proposals.at(word) {
            let kind = reading.code.kind.as_str();
            let role = if reading.told == word {
                "told"
            } else if reading.head == word {
                "head"
            } else {
                "member"
            };
            let kept = if proposals.kept[at] { "kept" } else { "left" };
            told = true;
            put(Name::new("reads").and(kind).and(role).and(kept));
            put(Name::new("reads type").and(kind));
            put(Name::new("reads weight")
                .and(role)
                .and(number(reading.weight as usize))
                .and(kept));
            put(Name::new("reads cameo").and(&reading.code.cameo).and(role));
            let (actors, recipients) = &proposals.parties[at];
            put(Name::new("reads parties")
                .and(number(actors.len().min(2)))
                .and(number(recipients.len().min(2))));
            for operator in &reading.operators {
                put(Name::new("reads operator").and(operator.as_str()).and(role));
            }
        }
        if !told {
            put(Name::new("reads nothing").and(upos));
        }
        // A word above or below that is read as well: a verb that carries, a noun that is carried.
        if let Some(head) = head
            && let Some((_, above)) = proposals.at(head).next()
        {
            put(Name::new("above")
                .and(above.code.kind.as_str())
                .and(this.deprel.as_str()));
        }
        for &child in &children {
            if let Some((_, below)) = proposals.at(child).next() {
                put(Name::new("below")
                    .and(below.code.kind.as_str())
                    .and(self.deprel(child).as_str()));
            }
        }
        let sentence = self.analysis.sentence_of(word);
        put(Name::new("length").and(number(sentence.words.len())));
        put(Name::new("paragraph")
            .and(number(sentence.paragraph))
            .and(upos));
        if self.reporter(word).is_some() {
            put(Name::new("reported"));
        }
        if self.is_quoted(word) {
            put(Name::new("quoted"));
        }
        all
    }

    fn is_quoted(&self, word: WordId) -> bool {
        let start = self.analysis.words[word].span.start();
        let quotes = &self.analysis.quotes;
        let at = quotes.partition_point(|quote| quote.span.end() <= start);
        quotes
            .get(at)
            .is_some_and(|quote| quote.span.start() <= start)
    }

    /// What the heads of status are told of a reading.
    pub(crate) fn status_features(&self, reading: &Reading) -> Vec<u32> {
        let mut all = Vec::with_capacity(32);
        let mut put = |name: Name| all.push(name.value());
        let (word, carrier) = (reading.told, reading.carrier);
        put(Name::new("bias"));
        put(Name::new("status").and(self.status(reading).as_str()));
        put(Name::new("polarity").and(self.polarity(reading).as_str()));
        for operator in &reading.operators {
            put(Name::new("operator").and(operator.as_str()));
        }
        for (name, at) in [("word", word), ("carrier", carrier)] {
            let this = &self.analysis.words[at];
            put(Name::new(name).and("xpos").and(this.xpos.as_str()));
            put(Name::new(name).and("deprel").and(this.deprel.as_str()));
            put(Name::new(name).and("mark").and(&self.mark_of(at)));
            for child in self.tree.children(at) {
                if matches!(
                    self.deprel(child),
                    Deprel::Aux | Deprel::AuxPass | Deprel::Advmod | Deprel::Cop | Deprel::Det
                ) {
                    put(Name::new(name).and("aux").and(&self.lemma(child)));
                }
            }
            if let Some(head) = self.head(at) {
                put(Name::new(name)
                    .and("head")
                    .and(this.deprel.as_str())
                    .and(&self.lemma(head)));
                put(Name::new(name)
                    .and("head xpos")
                    .and(self.analysis.words[head].xpos.as_str()));
                for child in self.tree.children(head) {
                    if matches!(self.deprel(child), Deprel::Aux | Deprel::Mark) {
                        put(Name::new(name).and("head aux").and(&self.lemma(child)));
                    }
                }
                if let Some(above) = self.head(head) {
                    put(Name::new(name).and("above").and(&self.lemma(above)));
                }
            }
        }
        put(Name::new("upos").and(self.upos(word).as_str()));
        put(Name::new("lemma").and(&self.lemma(word)));
        put(Name::new("carried").and(if carrier == word { "no" } else { "yes" }));
        if self.reporter(carrier).is_some() {
            put(Name::new("reported"));
        }
        if self.is_quoted(word) {
            put(Name::new("quoted"));
        }
        let sentence = self.analysis.sentence_of(word);
        let last = sentence.words.end - 1;
        if self.form(last) == "?" {
            put(Name::new("question"));
        }
        for at in sentence.words.clone() {
            if self.analysis.words[at].mention == Some(sayso_analysis::MentionKind::Time) {
                put(Name::new("time").and(&self.lemma(at)));
            }
        }
        all
    }

    /// The way from a trigger to another word of its sentence, as relations up and down.
    fn path(&self, from: WordId, to: WordId) -> String {
        let up: Vec<WordId> = std::iter::successors(Some(from), |&at| self.head(at))
            .take(FARTHEST + 1)
            .collect();
        let down: Vec<WordId> = std::iter::successors(Some(to), |&at| self.head(at))
            .take(FARTHEST + 1)
            .collect();
        for (ups, at) in up.iter().enumerate() {
            let Some(downs) = down.iter().position(|other| other == at) else {
                continue;
            };
            if ups + downs > FARTHEST {
                break;
            }
            let mut path = String::new();
            for &word in &up[..ups] {
                path.push('^');
                path.push_str(self.deprel(word).as_str());
            }
            for &word in down[..downs].iter().rev() {
                path.push('_');
                path.push_str(self.deprel(word).as_str());
            }
            return path;
        }
        "far".to_owned()
    }

    /// What the head of participants is told of a trigger and a word; first what goes together with the event's type:
    /// the path, and what sort of participant stands where.
    pub(crate) fn pair_features(
        &self,
        word: WordId,
        other: WordId,
        proposals: &Proposals,
        parties: &Parties,
    ) -> ([u32; 2], Vec<u32>) {
        let mut all = Vec::with_capacity(40);
        let mut put = |name: Name| all.push(name.value());
        let upos = self.upos(word).as_str();
        let lemma = self.lemma(word);
        let path = self.path(word, other);
        let mark = self.mark_of(other);
        let is_verb = self.upos(word) == Upos::Verb;
        let voice = if is_verb && self.is_passive(word) {
            "passive"
        } else {
            "active"
        };
        let key = Name::new("path").and(&path).and(&mark).and(voice);
        put(Name::new("bias"));
        put(key);
        put(Name::new("path only").and(&path).and(voice));
        put(Name::new("path upos")
            .and(&path)
            .and(upos)
            .and(self.analysis.words[word].xpos.as_str()));
        put(Name::new("lemma path")
            .and(&lemma)
            .and(upos)
            .and(&path)
            .and(&mark)
            .and(voice));
        put(Name::new("mark")
            .and(&mark)
            .and(self.deprel(other).as_str()));
        let side = if other < word { "before" } else { "behind" };
        put(Name::new("distance")
            .and(side)
            .and(number(other.abs_diff(word))));
        put(Name::new("side").and(side).and(upos).and(voice));
        let this = &self.analysis.words[other];
        let acting = self.acting_name(other);
        let mention = this.mention.map_or("none", |kind| kind.as_str());
        let named = self.name_kind(other).map_or("none", |kind| kind.as_str());
        let entity = self.entity_kind(other).map_or("none", |kind| kind.as_str());
        put(Name::new("acting")
            .and(acting)
            .and(&path)
            .and(&mark)
            .and(voice));
        put(Name::new("acting only").and(acting));
        put(Name::new("mention").and(mention));
        put(Name::new("named").and(named));
        put(Name::new("entity").and(entity).and(side));
        put(Name::new("candidate")
            .and(this.upos.as_str())
            .and(this.deprel.as_str()));
        let sort = Name::new("sort")
            .and(if acting == "yes" { entity } else { mention })
            .and(side)
            .and(&mark);
        put(sort);
        put(Name::new("lemma acting").and(&lemma).and(side).and(acting));
        let nearer = number(parties.between(word, other).min(3));
        put(Name::new("nearer").and(nearer).and(side).and(acting));
        put(Name::new("nearer mark")
            .and(nearer)
            .and(side)
            .and(&mark)
            .and(upos));
        if let Some((id, _)) = self.entities.of_word(self.analysis, other) {
            let mentions = self.entities.entities[id].mentions.len();
            put(Name::new("mentions").and(number(mentions)).and(acting));
        }
        if let Some(sector) = self.tables.sector(&self.lemma(other)) {
            put(Name::new("sector").and(sector));
        }
        if matches!(this.upos, Upos::Pron | Upos::Det | Upos::Num) {
            put(Name::new("pronoun").and(&self.lemma(other)).and(side));
        } else {
            put(Name::new("noun").and(&self.lemma(other)));
        }
        if self.country_of_word(other).is_some() {
            put(Name::new("country").and(this.deprel.as_str()));
        }
        if let Some(head) = self.head(other).filter(|&head| head != word) {
            put(Name::new("head")
                .and(this.deprel.as_str())
                .and(&self.lemma(head)));
        }
        // Where a verb's own clause has its subject and object, by the rules of control and coordination.
        let part = self.part(word).unwrap_or(Part::Noun);
        let carrier = self.carrier(word, part);
        for (name, verb) in [("own", word), ("carrier", carrier)] {
            if self.upos(verb) != Upos::Verb || name == "carrier" && verb == word {
                continue;
            }
            for (slot, found) in [
                ("agent", self.agent(verb)),
                ("patient", self.patient(verb)),
                ("surface", self.surface_subject(verb)),
            ] {
                let Some(found) = found else {
                    put(Name::new(name).and(slot).and("none"));
                    continue;
                };
                let fellow = found != other && self.with_fellows(found).contains(&other);
                let same = found == other;
                if same || fellow {
                    put(Name::new(name)
                        .and(slot)
                        .and(if same { "is" } else { "fellow" }));
                    put(Name::new(name).and(slot).and("is").and(acting));
                    put(Name::new(name).and(slot).and("lemma").and(&lemma));
                }
            }
        }
        if self.reporter(word) == Some(other) {
            put(Name::new("reporter").and(upos));
        }
        for (at, reading) in proposals.at(word) {
            let kept = if proposals.kept[at] { "kept" } else { "left" };
            let kind = reading.code.kind.as_str();
            let (actors, recipients) = &proposals.parties[at];
            for (name, heads, raw) in [
                ("does", actors, &reading.actors),
                ("undergoes", recipients, &reading.recipients),
            ] {
                if heads.contains(&other) {
                    put(Name::new(name).and(kept));
                    put(Name::new(name).and("type").and(kind));
                    put(Name::new(name).and("path").and(&path).and(&mark));
                } else if heads.is_empty() {
                    put(Name::new(name).and("nobody"));
                } else {
                    put(Name::new(name).and("another"));
                }
                if raw.contains(&other) {
                    put(Name::new(name).and("raw"));
                }
            }
        }
        ([key.value(), sort.value()], all)
    }
}
