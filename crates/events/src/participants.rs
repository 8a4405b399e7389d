//! Participants: the words that name them, their entities, countries and sectors.

use sayso_analysis::{Deprel, MentionKind, NameKind, Upos, WordId};
use sayso_bodies::BodyKind;
use sayso_entities::EntityId;
use sayso_text::Span;

use crate::codes::EventType;
use crate::phrase::{Acting, View};
use crate::reading::Reading;

/// Someone who does an event, or to whom it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// The words.
    pub span: Span,
    /// Their head.
    pub head: WordId,
    /// The entity they mention, where it can be told.
    pub entity: Option<EntityId>,
    /// ISO 3166 alpha-2 codes of the countries they are of, as the words or the entity tell.
    pub countries: Vec<String>,
    /// PLOVER's sector ("MIL"), as the words or the registry tell.
    pub sector: Option<String>,
    /// How sure it is that they have this part in the event, 0..=1.
    pub confidence: f32,
}

/// Prepositions at which recipients stand that no row asks for, the best first.
const RECIPIENT_MARKS: &[&str] = &[
    "against", "with", "on", "to", "from", "for", "by", "of", "into", "over", "toward", "at", "in",
];

/// Nouns for those who were lost, told of with whoever lost them: "the brigade suffered 40 casualties".
const LOSSES: &[&str] = &["casualty", "loss", "fatality"];

/// How sure the rules are of a participant, where no head judges them (a guess).
const BY_RULE: f32 = 0.7;

impl View<'_> {
    /// Who does it.
    pub(crate) fn actors(&self, reading: &Reading) -> Vec<Participant> {
        let mut heads = Vec::new();
        for &head in &reading.actors {
            heads.extend(self.with_fellows(self.resolved(reading, head)));
        }
        self.participants(heads)
    }

    /// To whom it is done.
    pub(crate) fn recipients(&self, reading: &Reading, actors: &[Participant]) -> Vec<Participant> {
        let free = |head: WordId| self.is_free(head, actors);
        let mut heads: Vec<WordId> = reading
            .recipients
            .iter()
            .flat_map(|&head| self.with_fellows(self.resolved(reading, head)))
            .collect();
        heads.retain(|&head| free(head));
        let named = heads
            .iter()
            .any(|&head| self.acting(head) > Acting::No || self.upos(head) == Upos::Pron);
        if !named {
            if let Some(found) = self.recipient_beside(reading, &free) {
                heads = self.with_fellows(found);
                heads.retain(|&head| free(head));
            } else if !Self::is_material(reading.code.kind) {
                heads.clear();
            }
        }
        self.participants(heads)
    }

    /// Whether a phrase names none of those who do it.
    fn is_free(&self, head: WordId, actors: &[Participant]) -> bool {
        let entity = self
            .entities
            .of_word(self.analysis, head)
            .map(|(entity, _)| entity);
        let pronoun = self.upos(head) == Upos::Pron && entity.is_some();
        actors
            .iter()
            .all(|actor| actor.head != head && !(pronoun && actor.entity == entity))
    }

    /// Someone else in the clause, at a preposition or inside its object.
    fn recipient_beside(&self, reading: &Reading, free: &dyn Fn(WordId) -> bool) -> Option<WordId> {
        let around = self.around(reading);
        let mut places = Vec::new();
        for mark in RECIPIENT_MARKS {
            let children = around.iter().flat_map(|&word| self.tree.children(word));
            for child in children {
                // Who fights for someone does not fight them.
                let ally = reading.code.kind == EventType::Assault && matches!(*mark, "for" | "of");
                let role = matches!(
                    self.deprel(child),
                    Deprel::Obl | Deprel::Nmod | Deprel::OblAgent
                );
                if !role || ally || !self.is_marked(child, mark) || !free(child) {
                    continue;
                }
                match self.acting(child) {
                    Acting::Yes => return Some(child),
                    Acting::Place => places.push(child),
                    Acting::No => {
                        let inside = self.named_within(child, false, free);
                        if inside.is_some() {
                            return inside;
                        }
                    }
                }
            }
        }
        let within_objects = || {
            around
                .iter()
                .filter(|&&word| self.upos(word) == Upos::Verb)
                .filter_map(|&word| self.patient(word))
                .find_map(|object| {
                    if self.acting(object) == Acting::Yes && free(object) {
                        Some(object)
                    } else {
                        self.named_within(object, false, free)
                    }
                })
        };
        self.aimed_at(reading, free)
            .or_else(within_objects)
            .or_else(|| self.conditioned(reading, free))
            .or_else(|| places.first().copied())
    }

    /// Who is threatened by "unless ...": whoever is to do it.
    fn conditioned(&self, reading: &Reading, free: &dyn Fn(WordId) -> bool) -> Option<WordId> {
        if reading.code.kind != EventType::Threaten {
            return None;
        }
        let around = self.around(reading);
        around
            .iter()
            .flat_map(|&word| self.tree.by(word, Deprel::Advcl))
            .filter(|&clause| self.is_marked(clause, "unless") || self.is_marked(clause, "if"))
            .filter_map(|clause| self.surface_subject(clause))
            .find(|&subject| self.acting(subject) == Acting::Yes && free(subject))
    }

    /// The words that tell the event and the heads of the clauses they take.
    fn around(&self, reading: &Reading) -> Vec<WordId> {
        let mut around = reading.trigger.clone();
        if !reading.trigger.contains(&reading.carrier) {
            around.push(reading.carrier);
        }
        if !reading.operators.is_empty() {
            let mut at = 0;
            while at < around.len() && around.len() < 8 {
                let word = around[at];
                let clauses = self.tree.children(word).filter(|&child| {
                    matches!(
                        self.deprel(child),
                        Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl
                    ) && child > word
                });
                let clauses: Vec<WordId> =
                    clauses.filter(|child| !around.contains(child)).collect();
                around.extend(clauses);
                at += 1;
            }
        }
        around
    }

    /// Whom a protest or complaint is aimed at by the clause of its aim: "to demand reforms from the king".
    fn aimed_at(&self, reading: &Reading, free: &dyn Fn(WordId) -> bool) -> Option<WordId> {
        if !matches!(
            reading.code.kind,
            EventType::Protest | EventType::Accuse | EventType::Assault
        ) {
            return None;
        }
        let clauses = reading
            .trigger
            .iter()
            .flat_map(|&word| self.tree.children(word))
            .filter(|&child| {
                matches!(
                    self.deprel(child),
                    Deprel::Advcl | Deprel::Xcomp | Deprel::Acl
                ) && child > reading.head
            });
        clauses
            .flat_map(|clause| {
                self.tree
                    .children(clause)
                    .filter(move |&child| child > clause)
            })
            .filter(|&child| matches!(self.deprel(child), Deprel::Obj | Deprel::Obl))
            .find_map(|child| {
                if self.acting(child) == Acting::Yes && free(child) {
                    Some(child)
                } else {
                    self.named_within(child, false, free)
                }
            })
    }

    /// Whom a pronoun without an entity stands for: the subject of its verb, or whoever says what its clause tells.
    fn resolved(&self, reading: &Reading, head: WordId) -> WordId {
        if let Some(bearer) = self.bearer(reading, head) {
            return bearer;
        }
        if self.upos(head) != Upos::Pron || self.entities.of_word(self.analysis, head).is_some() {
            return head;
        }
        let found = match &*self.lemma(head) {
            "its" | "their" | "his" | "her" | "our" | "my" => self.agent(reading.carrier),
            "it" | "he" | "she" | "they" | "we" | "i" => self.reporter(reading.head),
            _ => None,
        };
        found
            .filter(|&found| found != head && self.upos(found) != Upos::Pron)
            .unwrap_or(head)
    }

    /// Who lost those that "half of them" are of: the brigade, in "the brigade suffered 40 casualties, half of them
    /// killed".
    fn bearer(&self, reading: &Reading, head: WordId) -> Option<WordId> {
        let inside = self.bundled_by(head).unwrap_or(head);
        if !matches!(&*self.lemma(inside), "they" | "them") || self.upos(inside) != Upos::Pron {
            return None;
        }
        let verb = self
            .head(reading.carrier)
            .filter(|&verb| self.upos(verb) == Upos::Verb)?;
        let lost = self
            .patient(verb)
            .is_some_and(|lost| LOSSES.contains(&&*self.lemma(lost)));
        self.agent(verb)
            .filter(|&bearer| lost && self.acting(bearer) == Acting::Yes)
    }

    pub(crate) fn participants(&self, heads: Vec<WordId>) -> Vec<Participant> {
        let mut all: Vec<Participant> = Vec::new();
        for head in heads {
            if all.iter().any(|other| other.head == head) {
                continue;
            }
            if let Some(participant) = self.participant(head) {
                all.push(participant);
            }
        }
        all
    }

    pub(crate) fn participant(&self, head: WordId) -> Option<Participant> {
        let bundled = self.bundled_by(head);
        let mut words = self.extent(head);
        if let Some(inside) = bundled {
            words.end = words.end.max(self.extent(inside).end);
        }
        let span = self.analysis.span_of(words.clone())?;
        let entity = self
            .entities
            .of_word(self.analysis, head)
            .map(|(entity, _)| entity);
        let entity = entity.or_else(|| {
            let (id, _) = self
                .entities
                .of_span(self.analysis, self.analysis.words[head].span)?;
            self.name_kind(head).is_some().then_some(id)
        });
        let entity = entity.or_else(|| Some(self.entities.of_word(self.analysis, bundled?)?.0));
        let mut countries: Vec<String> = Vec::new();
        let told = entity.and_then(|id| self.entities.entities[id].country.clone());
        let in_words = words
            .clone()
            .filter(|&word| !self.is_qualified(word))
            .filter_map(|word| self.country_of_word(word))
            .map(str::to_owned);
        for code in told.into_iter().chain(in_words) {
            if !countries.contains(&code) {
                countries.push(code);
            }
        }
        Some(Participant {
            span,
            head,
            entity,
            countries,
            sector: self.sector(head, entity),
            confidence: BY_RULE,
        })
    }

    /// Whether a place's name goes on behind a comma: of "Paris, Texas" the second tells the country.
    fn is_qualified(&self, word: WordId) -> bool {
        let place = |word: WordId| {
            self.name_kind(word)
                .is_some_and(|kind| kind == NameKind::Place)
        };
        let words = self.analysis.words.len();
        place(word)
            && word + 2 < words
            && self.form(word + 1) == ","
            && place(word + 2)
            && self.analysis.sentence_index(word) == self.analysis.sentence_index(word + 2)
            && self
                .analysis
                .words
                .get(word + 3)
                .is_none_or(|behind| behind.upos == Upos::Punct)
    }

    /// The sector of "prime minister", "Mayor of Callow".
    fn sector_of_office(&self, office: &str) -> Option<String> {
        let office = office.to_lowercase();
        let own = office.split(" of ").next().unwrap_or_default();
        let noun = own.rsplit(' ').next().unwrap_or_default();
        let known = self.tables.sector(own).or_else(|| self.tables.sector(noun));
        known.map(str::to_owned)
    }

    /// The sector that the head, the words before it, the registry or a person's office tell.
    fn sector(&self, head: WordId, entity: Option<EntityId>) -> Option<String> {
        // A power station and a jet are things, whatever their nouns stand for elsewhere.
        let thing = matches!(
            self.analysis.words[head].mention,
            Some(
                MentionKind::Object
                    | MentionKind::Abstract
                    | MentionKind::Substance
                    | MentionKind::Place
                    | MentionKind::Event
            )
        );
        if thing && entity.is_none() {
            return None;
        }
        let by_noun = |word: WordId| self.tables.sector(&self.lemma(word)).map(str::to_owned);
        if let Some(sector) = by_noun(head) {
            return Some(sector);
        }
        let before = self.tree.children(head).filter(|&child| {
            matches!(
                self.deprel(child),
                Deprel::Compound | Deprel::NmodDesc | Deprel::Amod | Deprel::Nmod | Deprel::Flat
            )
        });
        if let Some(sector) = before
            .filter(|&child| child < head || self.is_marked(child, "of"))
            .find_map(by_noun)
        {
            return Some(sector);
        }
        let entity = &self.entities.entities[entity?];
        let body = self.bodies.body(&entity.name);
        match body.map(|body| body.kind) {
            Some(kind) => sector_of(kind).map(str::to_owned),
            None => self.sector_of_office(entity.office.as_deref()?),
        }
    }
}

fn sector_of(kind: BodyKind) -> Option<&'static str> {
    Some(match kind {
        BodyKind::Government | BodyKind::Ministry | BodyKind::Bank => "GOV",
        BodyKind::Force => "MIL",
        BodyKind::Security => "COP",
        BodyKind::Legislature => "LEG",
        BodyKind::Court => "JUD",
        BodyKind::Agency | BodyKind::Outlet => "JRN",
        BodyKind::Party => "PTY",
        BodyKind::International => "IGO",
        BodyKind::Association => "NGO",
        BodyKind::Group => "REB",
        BodyKind::Company => "BUS",
    })
}
