//! Whose word a proposition is, as one report tells it.

use crate::lang::LEADS;
use std::ops::Range;

use sayso::{Entity, EntityKind, Reading, Span};
use sayso_analysis::{Analysis, Deprel, Name, NameKind, Tree, Upos, WordId};
use serde::{Deserialize, Serialize};

use crate::tables::{Does, Tables};
use crate::terms::{Term, country_term, term};

/// A person, body or document whose word something is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Voice {
    /// What to call it: the speaker's name, else the words that name the source.
    pub label: String,
    /// Whether the label is the name of a person.
    pub person: bool,
    /// Whether the label is a name at all.
    pub named: bool,
    /// The part that the person has in a body ("director", "governor").
    pub part: Option<Term>,
    /// The bodies that it is, or speaks for.
    pub bodies: Vec<Body>,
    /// Whether it is one that the text leaves unknown ("its operator", "a report").
    pub vague: bool,
    /// Whether it may be one with any other of its sort: "officials", "a source".
    #[serde(default)]
    pub anonymous: bool,
    /// Whether it is an outlet or a news agency: where these have it from is not told.
    #[serde(default)]
    pub outlet: bool,
    /// Whether its part is one that one person holds at a time: "the mayor".
    #[serde(default)]
    pub holds: bool,
    /// Whether it is told by a noun that any body may be called by: "the agency", "the firm".
    #[serde(default)]
    pub generic: bool,
    /// The body whose word it says and no own: that of a spokesman.
    #[serde(default)]
    pub spokes: Option<String>,
    /// Whether it is some of a body's people: never shown under the body's name.
    #[serde(default)]
    pub people: bool,
}

/// A body by its words: what it is ("command") and of what sort ("border").
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Body {
    /// The head noun.
    pub head: Term,
    /// The other words.
    pub others: Vec<Term>,
}

impl Body {
    /// Whether two may be one body of a story: what they are is the same, and one is told by no words that the
    /// other lacks.
    pub(crate) fn is(&self, other: &Self) -> bool {
        let within = |a: &Self, b: &Self| a.others.iter().all(|word| b.others.contains(word));
        self.head == other.head && (within(self, other) || within(other, self))
    }
}

/// Finds voices in one reading.
pub(crate) struct Listener<'r> {
    pub(crate) reading: &'r Reading<'r>,
    pub(crate) tree: &'r Tree<'r>,
    pub(crate) tables: &'r Tables,
}

impl Listener<'_> {
    fn analysis(&self) -> &Analysis {
        &self.reading.analysis
    }

    fn is(&self, word: WordId, does: Does) -> bool {
        self.tables.does(&self.analysis().words[word].lemma, does)
    }

    /// The voice of a statement; `None` where nothing tells whose it is.
    pub(crate) fn of_statement(&self, statement: usize) -> Option<Voice> {
        let source = self.reading.statements[statement].source.first().copied();
        let words = source.map(|span| self.analysis().words_in(span));
        let head = words.and_then(|words| self.tree.head_of(words));
        let speaker = self.reading.speakers[statement].entity;
        self.of(head, speaker, source)
    }

    /// The voice that a word heads, as the subject of a clause.
    pub(crate) fn of_subject(&self, word: WordId) -> Option<Voice> {
        let entity = self.reading.entities.of_word(self.analysis(), word);
        let span = self.analysis().span_of(self.extent(word));
        self.of(Some(word), entity.map(|(entity, _)| entity), span)
    }

    fn of(
        &self,
        head: Option<WordId>,
        entity: Option<usize>,
        words: Option<Span>,
    ) -> Option<Voice> {
        // "Halder’s border command" is not Halder, but "Colonel Radek’s post" is his word.
        let tells = head.is_some_and(|head| self.is(head, Does::Tells));
        let owns = |word: WordId| {
            let word = &self.analysis().words[word];
            word.deprel == Deprel::NmodPoss && head.is_some() && word.head == head
        };
        let known = entity.map(|entity| &self.reading.entities.entities[entity]);
        let known =
            known.filter(|known| tells || !known.mentions.iter().any(|mention| owns(mention.head)));
        let text = &self.reading.report.text;
        let person = known.filter(|entity| entity.named && entity.kind == EntityKind::Person);
        if let Some(person) = person {
            let mut voice = Voice {
                label: person.name.clone(),
                person: true,
                named: true,
                ..Voice::default()
            };
            // What one mention tells of a person holds for all.
            for mention in &person.mentions {
                self.describe(mention.head, &mut voice);
            }
            self.of_state(person, &mut voice);
            return Some(voice);
        }
        let head = head?;
        if let Some(name) = words.and_then(|words| self.only_person(head, words)) {
            let mut voice = Voice {
                label: name.slice(text).to_owned(),
                person: true,
                named: true,
                ..Voice::default()
            };
            self.describe(head, &mut voice);
            return Some(voice);
        }
        let pronoun = self.analysis().words[head].upos == Upos::Pron;
        if pronoun && known.is_none() {
            return Some(Voice {
                label: words?.slice(text).to_owned(),
                vague: true,
                ..Voice::default()
            });
        }
        // "It said": what the pronoun stands for tells more than the pronoun.
        let head = match known.and_then(|entity| entity.mentions.first()) {
            Some(first) if pronoun => first.head,
            _ => head,
        };
        // So does the name of "the agency".
        let nominal = pronoun || self.analysis().words[head].upos != Upos::Propn;
        let mut voice = Voice {
            label: match known {
                Some(entity) if pronoun || entity.from_registry || entity.named && nominal => {
                    entity.name.clone()
                }
                _ => words?.slice(text).to_owned(),
            },
            named: known.is_some_and(|entity| entity.named),
            ..Voice::default()
        };
        self.describe(head, &mut voice);
        if let Some(known) = known {
            self.of_state(known, &mut voice);
        }
        let named_body = self.told_by(head, &mut voice);
        if voice.bodies.is_empty() && !voice.named {
            let owner = self.tree.by(head, Deprel::NmodPoss).next();
            let told =
                self.is(head, Does::Tells) || self.is(head, Does::Speaks) && voice.part.is_none();
            voice.vague = told || owner.is_some();
        }
        // "A farmer" is somebody, but "a source" may be any other.
        let label = voice.label.to_lowercase();
        let begins = |words: &[&str]| words.iter().any(|word| label.starts_with(word));
        let plain = voice.bodies.iter().all(|body| body.others.is_empty());
        voice.anonymous = !voice.named
            && !named_body
            && (begins(&["many ", "some ", "several "])
                || self.is(head, Does::Anonymous)
                    && (plain || begins(&["a ", "an ", "one "]) || self.is(head, Does::Tells)));
        voice.people = !voice.named && self.is(head, Does::Anonymous);
        voice.outlet = self.tables.is_outlet(&voice.label);
        let told = voice.bodies.iter().all(|body| body.others.is_empty());
        voice.generic = !voice.named && told && self.is(head, Does::Generic);
        Some(voice)
    }

    /// Adds the state whose government an entity is or is of: who holds an office in it, its seat, its name.
    fn of_state(&self, entity: &Entity, voice: &mut Voice) {
        let Some(country) = &entity.country else {
            return;
        };
        let governs = match entity.kind {
            EntityKind::Country => true,
            EntityKind::Person => entity.from_registry && entity.office.is_some(),
            _ => entity.from_registry && self.tables.is_government(&entity.name),
        };
        if governs {
            let head = country_term(country);
            let others = Vec::new();
            push(voice, Body { head, others });
        }
    }

    /// Calls what holds somebody's word by who told it: "a statement from the board" is the board's. Officials of a body
    /// are not the body, and are never shown under its name. Whether who told it is named.
    fn told_by(&self, head: WordId, voice: &mut Voice) -> bool {
        if voice.named || voice.holds || !self.is(head, Does::Tells) {
            return false;
        }
        let owner = self.owner(head, &["of", "from", "by", "with", "at"], |_| true);
        let Some(owner) = owner else {
            return false;
        };
        if let Some((label, named)) = self.called(owner) {
            voice.label = label;
            voice.named = named;
        }
        voice.named
    }

    /// The noun that owns another, by its form, beside it or after one of these words.
    fn owner(&self, of: WordId, after: &[&str], fits: impl Fn(WordId) -> bool) -> Option<WordId> {
        let analysis = self.analysis();
        self.tree.children(of).find(|&child| {
            let word = &analysis.words[child];
            let by = |case: WordId| after.contains(&analysis.words[case].lemma.as_str());
            let owns = match word.deprel {
                Deprel::NmodPoss | Deprel::Compound => true,
                Deprel::Nmod => self.tree.by(child, Deprel::Case).any(by),
                _ => false,
            };
            let noun = matches!(word.upos, Upos::Noun | Upos::Propn) || self.is_person(child);
            owns && noun && fits(child)
        })
    }

    /// What to call who is told by a word, and whether that is a name.
    fn called(&self, word: WordId) -> Option<(String, bool)> {
        let known = self.reading.entities.of_word(self.analysis(), word);
        let known = known.map(|(entity, _)| &self.reading.entities.entities[entity]);
        if let Some(entity) = known.filter(|entity| entity.named) {
            return Some((entity.name.clone(), true));
        }
        let span = self.analysis().span_of(self.extent(word))?;
        Some((span.slice(&self.reading.report.text).to_owned(), false))
    }

    /// The body that a spokesman speaks for: "a ministry spokesman", "Ivo Lind, a spokesman for the coastguard".
    fn speaks_for(&self, noun: WordId, part: WordId) -> Option<String> {
        let body = |child: WordId| {
            let before = self.analysis().words[child].deprel == Deprel::Nmod || child < part;
            before && child != part && !self.is_person(child) && !self.is(child, Does::Speaks)
        };
        let after = ["of", "from", "for", "with", "at"];
        let mut at = [part, noun].into_iter();
        let owner = at.find_map(|at| self.owner(at, &after, body))?;
        self.called(owner).map(|(label, _)| label)
    }

    /// The only person's name in the words of a source, unless it is of an owner ("Radek’s post").
    fn only_person(&self, head: WordId, words: Span) -> Option<Span> {
        let analysis = self.analysis();
        let within = |name: &&Name| words.contains(name.span) && name.kind == NameKind::Person;
        let mut persons = analysis.names.iter().filter(within);
        let only = persons.next().filter(|_| persons.next().is_none())?;
        let owner = only.words.clone().any(|word| {
            let word = &analysis.words[word];
            word.head == Some(head) && matches!(word.deprel, Deprel::NmodPoss | Deprel::Nmod)
        });
        (!owner).then_some(only.span)
    }

    /// Adds what the words around a noun tell of who it is: the part it has, and the bodies it is or speaks for.
    fn describe(&self, noun: WordId, voice: &mut Voice) {
        let analysis = self.analysis();
        // "command spokesman Colonel Radek", "its director, Henrik Stolz": the noun beside the name tells the part.
        let fellows = self.tree.children(noun).filter(|&child| {
            matches!(
                analysis.words[child].deprel,
                Deprel::Appos | Deprel::Compound | Deprel::Flat | Deprel::NmodDesc
            )
        });
        let heads = analysis.words[noun].head.filter(|_| {
            matches!(
                analysis.words[noun].deprel,
                Deprel::Appos | Deprel::Flat | Deprel::NmodDesc | Deprel::Compound
            )
        });
        let mut nouns: Vec<WordId> = fellows.chain(heads).collect();
        nouns.push(noun);
        let part = nouns
            .iter()
            .copied()
            .find(|&word| self.is(word, Does::Speaks));
        if let Some(part) = part {
            voice.part.get_or_insert(self.term(part));
            voice.holds |= self.is(part, Does::Office);
            if voice.spokes.is_none() && self.is(part, Does::Spokes) {
                voice.spokes = self.speaks_for(noun, part);
            }
            // The words of the body may hang on the part or, left of a name, on the name.
            for at in [part, noun] {
                self.bodies_at(at, part, voice);
            }
        } else if self.is(noun, Does::Tells) {
            self.bodies_at(noun, noun, voice);
        } else if !voice.person {
            self.add_body(noun, voice);
        }
        self.leads(noun, voice);
        if voice.person {
            // "Dana Ferreira of the Nurses’ Federation"
            for of in self.tree.by(noun, Deprel::Nmod) {
                self.add_body(of, voice);
            }
        }
    }

    /// Bodies told by the modifiers of a noun: "command spokesman", "director of the board", "its director".
    fn bodies_at(&self, noun: WordId, part: WordId, voice: &mut Voice) {
        let analysis = self.analysis();
        let mut before: Vec<WordId> = Vec::new();
        for child in self.tree.children(noun) {
            let word = &analysis.words[child];
            match word.deprel {
                Deprel::NmodPoss | Deprel::Nmod => self.add_body(child, voice),
                Deprel::Acl => {
                    // "a log kept by the contractor"
                    for agent in self.tree.by(child, Deprel::OblAgent) {
                        self.add_body(agent, voice);
                    }
                }
                Deprel::Compound | Deprel::Amod
                    if child < part && child != part && !self.is_person(child) =>
                {
                    before.push(child);
                }
                _ => {}
            }
        }
        // "police chief", "hospital director": the last word is the body, those before it tell which.
        let known = before
            .iter()
            .copied()
            .filter(|&word| matches!(analysis.words[word].upos, Upos::Noun | Upos::Propn));
        let known: Vec<WordId> = known.filter(|&word| !self.is(word, Does::Speaks)).collect();
        for &word in &before {
            let country = self
                .tables
                .country(&analysis.words[word].lemma.to_lowercase());
            if let Some(head) = country.filter(|_| analysis.words[word].upos == Upos::Adj) {
                push(
                    voice,
                    Body {
                        head,
                        others: Vec::new(),
                    },
                );
            }
        }
        if let Some((&last, others)) = known.split_last() {
            let others = others.iter().map(|&word| self.term(word)).collect();
            push(
                voice,
                Body {
                    head: self.term(last),
                    others,
                },
            );
        }
    }

    /// Whether a word is of a person's name.
    fn is_person(&self, word: WordId) -> bool {
        let mut names = self.analysis().names.iter();
        names.any(|name| name.kind == NameKind::Person && name.words.contains(&word))
    }

    /// "who leads the federation"
    fn leads(&self, noun: WordId, voice: &mut Voice) {
        for clause in self.tree.by(noun, Deprel::AclRelcl) {
            let lemma = self.analysis().words[clause].lemma.as_str();
            if LEADS.has(lemma) && voice.person {
                for object in self.tree.by(clause, Deprel::Obj) {
                    self.add_body(object, voice);
                }
            }
        }
    }

    fn add_body(&self, noun: WordId, voice: &mut Voice) {
        let analysis = self.analysis();
        let word = &analysis.words[noun];
        if !matches!(word.upos, Upos::Noun | Upos::Propn) {
            // "its director": the body that the pronoun stands for.
            let known = self.reading.entities.of_word(analysis, noun);
            let first =
                known.map(|(entity, _)| self.reading.entities.entities[entity].mentions[0].head);
            if let Some(first) = first.or_else(|| self.only_body_before(noun))
                && first != noun
                && matches!(analysis.words[first].upos, Upos::Noun | Upos::Propn)
            {
                self.add_body(first, voice);
            }
            return;
        }
        let mut others: Vec<Term> = Vec::new();
        for child in self.tree.children(noun) {
            let child_word = &analysis.words[child];
            let tells = matches!(
                child_word.deprel,
                Deprel::Compound | Deprel::Amod | Deprel::Nmod | Deprel::NmodPoss | Deprel::Flat
            );
            if tells && matches!(child_word.upos, Upos::Noun | Upos::Propn | Upos::Adj) {
                others.push(self.term(child));
            }
        }
        others.sort_unstable();
        others.dedup();
        push(
            voice,
            Body {
                head: self.term(noun),
                others,
            },
        );
    }

    /// The only named body before a word in its sentence.
    fn only_body_before(&self, word: WordId) -> Option<WordId> {
        let analysis = self.analysis();
        let start = analysis.sentence_of(word).words.start;
        let mut bodies = analysis.names.iter().filter(|name| {
            start <= name.words.start
                && name.words.end <= word
                && match name.kind {
                    NameKind::Organisation | NameKind::Facility => true,
                    // A hospital may be read as a place.
                    NameKind::Place => name.words.len() > 1,
                    _ => false,
                }
        });
        let only = bodies.next()?;
        bodies
            .next()
            .is_none()
            .then(|| self.tree.head_of(only.words.clone()))?
    }

    fn term(&self, word: WordId) -> Term {
        term(self.tables, &self.analysis().words[word].lemma).term
    }

    fn extent(&self, word: WordId) -> Range<WordId> {
        self.tree.extent(word)
    }
}

fn push(voice: &mut Voice, body: Body) {
    if !voice.bodies.contains(&body) {
        voice.bodies.push(body);
    }
}
