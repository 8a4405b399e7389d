//! Finding the mentions of a report: names with their titles, descriptions, personal pronouns.

use std::collections::HashSet;
use std::ops::Range;

use sayso_analysis::{Analysis, Deprel, MentionKind, Name, NameKind, Tree, Upos, WordId, Xpos};
use sayso_bodies::{Bodies, Body, Gender, Seat};
use sayso_text::Span;

use crate::forms::{Class, Personal, personal};
use crate::lang::UTTERANCES;
use crate::nounphrase::{Definiteness, definiteness, extent, near};
use crate::voices::Voices;
use crate::{EntityKind, Form, Tables, lists, metonyms};

/// Nouns of state bodies that the registry has no row for in each country.
const OF_STATES: &[&str] = &["police", "ministry", "troops", "authorities"];

/// A mention with what can be told of it on its own.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) span: Span,
    pub(crate) words: Range<WordId>,
    pub(crate) head: WordId,
    pub(crate) form: Form,
    /// The name without title and article; empty for what is no true name.
    pub(crate) name: String,
    pub(crate) kind: Option<EntityKind>,
    pub(crate) plural: bool,
    pub(crate) gender: Option<Gender>,
    pub(crate) class: Class,
    pub(crate) personal: Option<Personal>,
    pub(crate) sentence: usize,
    pub(crate) paragraph: usize,
    pub(crate) role: Position,
    pub(crate) definiteness: Definiteness,
    /// The title before a name ("Foreign Minister"), as it stands.
    pub(crate) title: Option<String>,
    /// Offices by which the mention can be taken up, in lower case.
    pub(crate) offices: Vec<String>,
    /// The country that an adjective or possessor gives.
    pub(crate) country: Option<String>,
    /// The head in lower case.
    pub(crate) lemma: String,
    /// The body of the registry that a name names or stands for.
    pub(crate) body: Option<Body>,
    /// Whether the noun alone says what every state has one of ("the army").
    pub(crate) of_states: bool,
    /// What modifies the head, in lower case ("German" and "Tesk" of "the German consulate in Tesk").
    pub(crate) modifiers: Vec<String>,
}

/// Where in its clause a mention stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    Subject,
    Object,
    Possessor,
    Vocative,
    Other,
}

/// Finds the mentions, in the order of their first words, longer ones first.
pub(crate) fn find(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    voices: &Voices,
    bodies: &Bodies,
    tables: &Tables,
) -> Vec<Found> {
    let reader = Reader {
        text,
        analysis,
        tree,
        voices,
        bodies,
        tables,
    };
    let mut named = vec![false; analysis.words.len()];
    let mut found: Vec<Found> = Vec::new();
    for name in &reader.names() {
        if let Some(mention) = reader.name(name) {
            for word in mention.words.clone() {
                named[word] = true;
            }
            found.push(mention);
        }
    }
    let mut sentence = 0;
    for (id, word) in analysis.words.iter().enumerate() {
        while analysis
            .sentences
            .get(sentence + 1)
            .is_some_and(|next| next.words.start <= id)
        {
            sentence += 1;
        }
        if named[id] {
            continue;
        }
        let mention = match word.upos {
            Upos::Propn if reader.is_acronym(id) => reader.acronym(id, sentence),
            // "he" is one whatever the reader takes it for.
            Upos::Propn
                if personal(reader.word(id)).is_some_and(|it| it.class.gender().is_some()) =>
            {
                reader.pronoun(id, sentence)
            }
            Upos::Pron => reader.pronoun(id, sentence),
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num => reader.description(id, sentence),
            _ => None,
        };
        found.extend(mention);
    }
    let groups = lists::groups(text, analysis, tree, &found);
    found.extend(groups);
    found.sort_by_key(|mention| {
        (
            mention.span.start(),
            std::cmp::Reverse(mention.span.end()),
            mention.head,
        )
    });
    found
}

struct Reader<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    tree: &'a Tree<'a>,
    voices: &'a Voices,
    bodies: &'a Bodies,
    tables: &'a Tables,
}

impl Reader<'_> {
    fn word(&self, id: WordId) -> &str {
        self.analysis.words[id].span.slice(self.text)
    }

    fn blank(&self, words: Range<WordId>, head: WordId, sentence: usize) -> Option<Found> {
        Some(Found {
            span: self.analysis.span_of(words.clone())?,
            words,
            head,
            form: Form::Nominal,
            name: String::new(),
            kind: None,
            plural: false,
            gender: None,
            class: Class::One,
            personal: None,
            sentence,
            paragraph: self.analysis.sentences[sentence].paragraph,
            role: position(self.analysis, head),
            definiteness: Definiteness::Bare,
            title: None,
            offices: Vec::new(),
            country: None,
            lemma: self.word(head).to_lowercase(),
            body: None,
            of_states: false,
            modifiers: Vec::new(),
        })
    }

    /// The names of the reader that are names, and those that it missed.
    fn names(&self) -> Vec<Name> {
        let mut names = self.appeals();
        let apart = |names: &[Name], name: &Name| {
            names.iter().all(|other| {
                other.words.end <= name.words.start || name.words.end <= other.words.start
            })
        };
        for name in &self.analysis.names {
            if !self.is_no_name(name) && apart(&names, name) {
                names.push(name.clone());
            }
        }
        names.sort_by_key(|name| name.words.start);
        let missed = self.missed(&names);
        names.extend(missed);
        names.sort_by_key(|name| name.words.start);
        names
    }

    /// A pronoun, or a description that ends in a plain noun for a body ("New York bank").
    fn is_no_name(&self, name: &Name) -> bool {
        let last = name.words.end - 1;
        let form = self.word(last);
        if form.starts_with(char::is_uppercase) {
            return false;
        }
        let pronoun = name.words.len() == 1 && personal(form).is_some();
        let body = || {
            name.words.len() > 1
                && name.kind == NameKind::Organisation
                && self.tables.noun(form).is_some()
        };
        pronoun || body()
    }

    /// Persons whom the reader did not take for a name: the family name of a person whom the report names in full.
    fn missed(&self, names: &[Name]) -> Vec<Name> {
        let words = &self.analysis.words;
        let mut taken = vec![false; words.len()];
        let mut families: HashSet<&str> = HashSet::new();
        for name in names {
            for word in name.words.clone() {
                taken[word] = true;
            }
            if name.kind == NameKind::Person && name.words.len() > 1 {
                families.insert(self.word(name.words.end - 1));
            }
        }
        let person = |words: Range<WordId>| {
            Some(Name {
                span: self.analysis.span_of(words.clone())?,
                words,
                kind: NameKind::Person,
                confidence: 0.7,
            })
        };
        let mut missed = Vec::new();
        for id in 0..words.len() {
            let alone = !taken[id] && self.is_proper(id) && words[id].xpos == Xpos::Nnp;
            let next = id + 1 < words.len() && words[id + 1].deprel == Deprel::Flat;
            let part = matches!(words[id].deprel, Deprel::Flat | Deprel::Compound);
            if alone && !next && !part && families.contains(self.word(id)) {
                missed.extend(person(id..id + 1));
            }
        }
        missed
    }

    /// Names that are an appeal ("Save the Children", "Feed the Nations"): a capital on a plain plural after "the",
    /// and on the word before it.
    fn appeals(&self) -> Vec<Name> {
        let words = &self.analysis.words;
        let capital = |id: WordId| self.word(id).starts_with(char::is_uppercase);
        let appeal = |id: WordId| {
            let end = id + 3;
            let sentence = self.analysis.sentence_of(id).words.end;
            let plain = |id: WordId| {
                matches!(words[id].xpos, Xpos::Nns | Xpos::Nnps)
                    && self.bodies.country_of_people(self.word(id)).is_none()
                    && !is_capitals(self.word(id))
            };
            let named = end <= sentence
                && capital(id)
                && self.word(id + 1) == "the"
                && capital(id + 2)
                && plain(id + 2)
                && matches!(words[id].upos, Upos::Verb | Upos::Noun | Upos::Propn)
                && (end == sentence || !capital(end));
            let span = named.then(|| self.analysis.span_of(id..end)).flatten()?;
            Some(Name {
                words: id..end,
                span,
                kind: NameKind::Organisation,
                confidence: 0.8,
            })
        };
        (0..words.len()).filter_map(appeal).collect()
    }

    fn name(&self, name: &Name) -> Option<Found> {
        let sentence = self.analysis.sentence_index(name.words.start);
        let head = self.tree.head_of(name.words.clone())?;
        let corrected = self.correct(name);
        let name = corrected.as_ref().unwrap_or(name);
        let person = name.kind == NameKind::Person;
        let mut core = name.words.clone();
        while person && core.len() > 1 && self.tables.title(self.word(core.start)).is_some() {
            core.start += 1;
        }
        let (outer, title) = if person {
            self.title_before(core.clone(), sentence)
        } else {
            (core.clone(), None)
        };
        let mut words = outer.start..name.words.end.max(outer.end);
        let lowest = self.analysis.sentences[sentence].words.start;
        let mut country = None;
        if words.start > lowest {
            let before = self.word(words.start - 1);
            if title.is_some() && self.bodies.country_of_adjective(before).is_some() {
                country = self
                    .bodies
                    .country_of_adjective(before)
                    .map(|country| country.code.clone());
                words.start -= 1;
            }
        }
        let article = words.start > lowest && matches!(self.word(words.start - 1), "the" | "The");
        if article
            && self.analysis.words[words.start - 1]
                .head
                .is_none_or(|of| words.contains(&of))
        {
            words.start -= 1;
        }
        if head >= words.end || head < words.start {
            return None;
        }
        let span = self.analysis.span_of(core.clone())?;
        let core_text = span
            .slice(self.text)
            .trim_end_matches("’s")
            .trim_end_matches("'s")
            .to_owned();
        let mut found = self.blank(words, head, sentence)?;
        found.form = Form::Name;
        found.kind = Some(self.name_kind(name.kind, &core_text));
        found.plural = self.analysis.words[core.end - 1].xpos == Xpos::Nnps;
        // "Americans" are persons; "American" alone is a trait.
        if found.plural && name.kind == NameKind::Group {
            found.kind = Some(EntityKind::Person);
        }
        found.gender = person
            .then(|| self.person_gender(&title, core.clone()))
            .flatten();
        if country.is_none() {
            country = self.country_of_phrase(head, core.start);
        }
        found.country = country;
        found.name = core_text;
        if !person {
            self.find_body(name, &mut found)?;
        }
        if let Some(title) = title {
            found.offices = self.offices(&title);
            found.title = Some(title);
        }
        Some(found)
    }

    /// The name as what the registry says it is, where the reader took a body for a person.
    fn correct(&self, name: &Name) -> Option<Name> {
        if name.kind != NameKind::Person {
            return None;
        }
        let words = name.span.slice(self.text);
        let seat = self
            .bodies
            .metonym(words)
            .filter(|metonym| metonym.seat == Seat::Facility)
            .map(|_| NameKind::Facility);
        let acronym = || {
            let known = is_capitals(words) && self.bodies.body(words).is_some();
            known.then_some(NameKind::Organisation)
        };
        let country = || self.is_country(name).then_some(NameKind::Place);
        let firm = || self.begins_body(name).then_some(NameKind::Organisation);
        let kind = seat.or_else(acronym).or_else(country).or_else(firm)?;
        Some(Name {
            kind,
            ..name.clone()
        })
    }

    /// Whether a single name is a country's and not somebody's: no fuller name stands before it, nor does one end
    /// with it, and no title stands before it.
    fn is_country(&self, name: &Name) -> bool {
        let words = name.span.slice(self.text);
        if name.words.len() != 1 || self.bodies.country_named(words).is_none() {
            return false;
        }
        let titled =
            name.words.start > 0 && self.tables.title(self.word(name.words.start - 1)).is_some();
        let persons = self
            .analysis
            .names
            .iter()
            .filter(|other| other.kind == NameKind::Person && other.words.len() > 1);
        let whole = |other: &Name| {
            let last = self.word(other.words.end - 1) == words;
            last || other.words.start < name.words.start && self.word(other.words.start) == words
        };
        let mut persons = persons;
        !titled && !persons.any(whole)
    }

    /// Whether a name of several words begins the longer name of a body ("Orlen Mills" of "Orlen Mills Holdings").
    fn begins_body(&self, name: &Name) -> bool {
        let words = name.span.slice(self.text);
        name.words.len() > 1
            && self.analysis.names.iter().any(|other| {
                let rest = other.span.slice(self.text).strip_prefix(words);
                other.kind == NameKind::Organisation
                    && rest.is_some_and(|rest| rest.starts_with(' '))
            })
    }

    /// Finds the body that a name names, or stands for where it acts.
    fn find_body(&self, name: &Name, found: &mut Found) -> Option<()> {
        if let Some(metonym) = self.bodies.metonym(&found.name) {
            let facility = metonym.seat == Seat::Facility;
            if metonym.seat == Seat::None
                || metonyms::acts(self.analysis, self.tree, name, facility)
            {
                found.kind = Some(EntityKind::Organisation);
                found.country = metonym.body.country.clone();
                found.body = Some(metonym.body);
            } else if found.kind == Some(EntityKind::Organisation) {
                found.kind = Some(if facility {
                    EntityKind::Facility
                } else {
                    EntityKind::Place
                });
            }
            return Some(());
        }
        if found.kind == Some(EntityKind::Country) || name.kind == NameKind::Place {
            return Some(());
        }
        let wide = extent(self.analysis, self.tree, found.head);
        let phrase = near(self.analysis, self.tree, found.head);
        let country = found
            .country
            .as_deref()
            .and_then(|code| self.bodies.country(code));
        let slice = |words: &Range<WordId>| {
            self.analysis
                .span_of(words.clone())
                .map(|span| span.slice(self.text))
        };
        for words in [wide, phrase] {
            let outside = words.start > found.words.start || words.end < found.words.end;
            if outside || words.len() > found.words.len() + 4 {
                continue;
            }
            if let Some(body) = slice(&words).and_then(|phrase| self.bodies.body(phrase)) {
                found.span = self.analysis.span_of(words.clone())?;
                found.words = words;
                found.body = Some(body);
                break;
            }
        }
        if found.body.is_none() {
            found.body = self
                .bodies
                .body(&found.name)
                .or_else(|| self.bodies.body_of(&found.name, country?));
        }
        if let Some(body) = &found.body {
            found.kind = Some(EntityKind::Organisation);
            found.country.clone_from(&body.country);
        }
        Some(())
    }

    fn name_kind(&self, kind: NameKind, core: &str) -> EntityKind {
        match kind {
            NameKind::Person => EntityKind::Person,
            NameKind::Organisation => EntityKind::Organisation,
            NameKind::Place | NameKind::Other
                if self.bodies.country_of_adjective(core).is_some()
                    && self.bodies.country_named(core).is_none() =>
            {
                EntityKind::Group
            }
            NameKind::Place if self.bodies.country_named(core).is_some() => EntityKind::Country,
            NameKind::Place => EntityKind::Place,
            NameKind::Facility => EntityKind::Facility,
            NameKind::Group => EntityKind::Group,
            NameKind::Other => EntityKind::Other,
        }
    }

    /// Takes the title words before a person's name into its mention.
    fn title_before(
        &self,
        core: Range<WordId>,
        sentence: usize,
    ) -> (Range<WordId>, Option<String>) {
        let lowest = self.analysis.sentences[sentence].words.start;
        let mut start = core.start;
        // "Secretary of State Marco Rubio"
        if start >= lowest + 3
            && self.word(start - 2) == "of"
            && self.tables.title(self.word(start - 3)).is_some()
            && self.word(start - 1).starts_with(char::is_uppercase)
        {
            start -= 3;
        }
        while start > lowest {
            let titled = self.tables.title(self.word(start - 1)).is_some();
            if start == core.start
                && !titled
                && let Some(from) = self.profession_before(core.clone())
            {
                start = from.max(lowest);
                break;
            }
            if !titled {
                break;
            }
            start -= 1;
        }
        let title = self
            .analysis
            .span_of(start..core.start)
            .filter(|_| start < core.start);
        (
            start..core.end,
            title.map(|span| span.slice(self.text).to_owned()),
        )
    }

    /// Where a description without an article right before a name starts ("jazz musician",
    /// "LibriVox founder"): it is a title too.
    fn profession_before(&self, core: Range<WordId>) -> Option<WordId> {
        let noun = core.start.checked_sub(1)?;
        let word = &self.analysis.words[noun];
        let first = &self.analysis.words[core.start];
        let described = word.deprel == Deprel::NmodDesc
            && word.head.is_some_and(|of| core.contains(&of))
            || first.deprel == Deprel::Flat && first.head == Some(noun);
        if !described
            || word.upos != Upos::Noun
            || definiteness(self.analysis, self.tree, noun) != Definiteness::Bare
        {
            return None;
        }
        let modifiers = self.tree.children(noun).filter(|&child| {
            child < noun
                && matches!(
                    self.analysis.words[child].deprel,
                    Deprel::Compound | Deprel::Amod
                )
                && !self.is_proper(child)
        });
        Some(modifiers.min().unwrap_or(noun))
    }

    fn person_gender(&self, title: &Option<String>, core: Range<WordId>) -> Option<Gender> {
        let by_title = title.as_deref().and_then(|title| {
            title
                .split_whitespace()
                .find_map(|word| self.tables.title(word)?.gender)
        });
        by_title.or_else(|| {
            if core.len() > 1 {
                self.tables.given_name(self.word(core.start))
            } else {
                None
            }
        })
    }

    /// "foreign minister", "minister": what a title can be taken up by.
    fn offices(&self, title: &str) -> Vec<String> {
        let words: Vec<&str> = title.split_whitespace().collect();
        let holds = words
            .iter()
            .any(|word| self.tables.title(word).is_none_or(|title| title.office));
        let Some(last) = words.last().filter(|_| holds) else {
            return Vec::new();
        };
        let mut offices = vec![
            title.to_lowercase(),
            last.trim_end_matches('.').to_lowercase(),
        ];
        offices.dedup();
        offices
    }

    fn pronoun(&self, id: WordId, sentence: usize) -> Option<Found> {
        let personal = personal(self.word(id))?;
        let kind = self.analysis.words[id].mention;
        // Expletives and pronouns of things mention nobody.
        let person_or_body = matches!(
            kind,
            Some(MentionKind::Person | MentionKind::Organisation | MentionKind::Place)
        );
        let surely = matches!(
            personal.class,
            Class::He | Class::She | Class::I | Class::You | Class::We
        );
        let open = personal.class == Class::They && kind.is_none();
        // Who is the source of a statement is somebody.
        let speaks = self.voices.is_linked(id);
        // "I. Halvorsen": an initial, not the speaker.
        let initial = personal.class == Class::I && self.is_initial(id);
        let somebody =
            person_or_body || open || speaks || surely && kind != Some(MentionKind::Object);
        if !somebody || initial {
            return None;
        }
        let mut found = self.blank(id..id + 1, id, sentence)?;
        found.form = Form::Pronoun;
        found.kind = kind
            .filter(|_| person_or_body && !(speaks && personal.class == Class::It))
            .and_then(entity_kind);
        found.plural = matches!(personal.class, Class::They | Class::We);
        found.gender = personal.class.gender();
        found.class = personal.class;
        found.personal = Some(personal);
        Some(found)
    }

    /// Whether the word "I" is the initial of a name: a full stop after it, and a capital after that.
    fn is_initial(&self, id: WordId) -> bool {
        let end = self.analysis.sentence_of(id).words.end;
        let next = match self.word(id).ends_with('.') {
            true => id + 1,
            false if id + 1 < end && self.word(id + 1) == "." => id + 2,
            false => return false,
        };
        next < end && self.word(next).starts_with(char::is_uppercase)
    }

    /// Whether a word that no name holds is the acronym of a body in the registry.
    fn is_acronym(&self, id: WordId) -> bool {
        let word = self.word(id);
        is_capitals(word)
            && self.bodies.country_named(word).is_none()
            && self.bodies.body(word).is_some()
    }

    fn acronym(&self, id: WordId, sentence: usize) -> Option<Found> {
        let mut found = self.blank(id..id + 1, id, sentence)?;
        found.form = Form::Name;
        found.name = self.word(id).to_owned();
        found.kind = Some(EntityKind::Organisation);
        found.body = self.bodies.body(&found.name);
        found.country = found.body.as_ref().and_then(|body| body.country.clone());
        Some(found)
    }

    fn description(&self, id: WordId, sentence: usize) -> Option<Found> {
        let word = &self.analysis.words[id];
        let state = self.body_of_state(id);
        let kind = match word.mention {
            _ if state.is_some() => EntityKind::Organisation,
            Some(MentionKind::Person) => EntityKind::Person,
            Some(MentionKind::Organisation) => EntityKind::Organisation,
            Some(_) => return None,
            // An official is a person where the reader is not sure of a mention.
            None if (word.upos == Upos::Noun || !self.is_proper(id))
                && heads_phrase(word.deprel) =>
            {
                self.tables.noun(&word.lemma.to_lowercase())?.kind
            }
            None => return None,
        };
        if matches!(word.deprel, Deprel::Flat | Deprel::Fixed | Deprel::Goeswith) {
            return None;
        }
        let owned = || self.tree.by(id, Deprel::NmodPoss).next().is_some();
        if UTTERANCES.has(word.lemma.as_str()) && owned() {
            return None;
        }
        let proper = self.is_proper(id);
        if proper && self.word(id).eq_ignore_ascii_case("the") {
            return None;
        }
        let words = if proper {
            near(self.analysis, self.tree, id)
        } else {
            extent(self.analysis, self.tree, id)
        };
        let start = words.clone().find(|&word| !is_mark(self.analysis, word))?;
        let mut found = self.blank(start..words.end, id, sentence)?;
        found.lemma = word.lemma.to_lowercase();
        found.of_states =
            self.bodies.is_of_states(&found.lemma) || OF_STATES.contains(&found.lemma.as_str());
        found.modifiers = self.modifiers(id);
        // "A local volunteer group" is no person, whatever the reader takes it for.
        let noun = self.tables.noun(&found.lemma);
        let body = noun.is_some_and(|noun| noun.kind == EntityKind::Organisation) && !proper;
        let kind = if body { EntityKind::Organisation } else { kind };
        found.kind = Some(kind);
        found.plural = matches!(word.xpos, Xpos::Nns | Xpos::Nnps) || self.is_several(id);
        found.class = if found.plural {
            Class::Several
        } else {
            Class::One
        };
        found.definiteness = definiteness(self.analysis, self.tree, id);
        found.gender = noun.and_then(|noun| noun.gender).filter(|_| !found.plural);
        found.country = self.country_of_phrase(id, id);
        if let Some(body) = state {
            found.form = Form::Name;
            found.name = without_article(found.span.slice(self.text)).to_owned();
            found.plural = false;
            found.class = Class::One;
            found.country.clone_from(&body.country);
            found.body = Some(body);
            return Some(found);
        }
        // An office written as a name ("the President", "Madam Speaker").
        let title = self.tables.title(self.word(id)).filter(|_| proper);
        if proper {
            found.form = Form::Name;
            if title.is_none() && found.definiteness != Definiteness::Indefinite {
                let span = self.analysis.span_of(id..id + 1)?;
                found.name = span.slice(self.text).to_owned();
                // The registry knows seats of power ("the Kremlin") whatever the reader takes them for.
                if kind == EntityKind::Organisation || self.bodies.metonym(&found.name).is_some() {
                    found.kind = Some(EntityKind::Organisation);
                    let name = Name {
                        words: id..id + 1,
                        span,
                        kind: NameKind::Organisation,
                        confidence: 1.0,
                    };
                    self.find_body(&name, &mut found)?;
                }
            }
        }
        if noun.is_some_and(|noun| noun.office) || title.is_some_and(|title| title.office) {
            found.offices.push(found.lemma.clone());
            let compound = self
                .tree
                .by(id, Deprel::Compound)
                .chain(self.tree.by(id, Deprel::Amod))
                .rfind(|&word| !self.ends_compound(word));
            if let Some(compound) = compound {
                found.offices.push(format!(
                    "{} {}",
                    self.word(compound).to_lowercase(),
                    found.lemma
                ));
            }
        }
        Some(found)
    }

    /// The words that modify a noun, in lower case.
    fn modifiers(&self, id: WordId) -> Vec<String> {
        let modifies = |child: &WordId| {
            matches!(
                self.analysis.words[*child].deprel,
                Deprel::Amod | Deprel::Compound | Deprel::Nmod | Deprel::NmodPoss
            )
        };
        self.tree
            .children(id)
            .filter(modifies)
            .map(|child| self.analysis.words[child].lemma.to_lowercase())
            .collect()
    }

    /// The body of a state that a description names by its country: "the Lebanese army", "Lebanon’s army".
    fn body_of_state(&self, id: WordId) -> Option<Body> {
        if self.analysis.words[id].upos != Upos::Noun {
            return None;
        }
        let of_state = |words: Range<WordId>| {
            let phrase = self.analysis.span_of(words)?.slice(self.text);
            let body = self.bodies.body(phrase)?;
            (body.country.is_some() && body.kind.is_of_state()).then_some(body)
        };
        of_state(near(self.analysis, self.tree, id))
            .or_else(|| of_state(extent(self.analysis, self.tree, id)))
    }

    /// A proper noun with a capital, as it has if it is one.
    fn is_proper(&self, id: WordId) -> bool {
        self.analysis.words[id].upos == Upos::Propn && self.word(id).starts_with(char::is_uppercase)
    }

    /// "the dead", "two of its officers": people, whatever the form of the word.
    fn is_several(&self, id: WordId) -> bool {
        let word = &self.analysis.words[id];
        let several =
            |number: WordId| !matches!(self.analysis.words[number].lemma.as_str(), "one" | "1");
        let article = || {
            self.tree
                .by(id, Deprel::Det)
                .any(|article| self.word(article).eq_ignore_ascii_case("the"))
        };
        match word.upos {
            Upos::Adj => article(),
            Upos::Num => several(id),
            _ => self.tree.by(id, Deprel::Nummod).any(several),
        }
    }

    /// "old" in "34-year-old".
    fn ends_compound(&self, id: WordId) -> bool {
        id.checked_sub(1)
            .is_some_and(|before| self.word(before).ends_with('-'))
    }

    /// The country that an adjective, possessor or compound of the phrase gives.
    fn country_of_phrase(&self, head: WordId, from: WordId) -> Option<String> {
        let modifiers = self.tree.children(head).filter(|&child| {
            child < from.max(head) || self.analysis.words[child].deprel == Deprel::Nmod
        });
        modifiers
            .filter(|&child| {
                matches!(
                    self.analysis.words[child].deprel,
                    Deprel::Amod | Deprel::NmodPoss | Deprel::Compound | Deprel::Nmod
                )
            })
            .find_map(|child| {
                let words = near(self.analysis, self.tree, child);
                let span = self.analysis.span_of(words)?;
                self.bodies.country_of(span.slice(self.text))
            })
            .map(|country| country.code.clone())
    }
}

fn without_article(phrase: &str) -> &str {
    let rest = phrase
        .strip_prefix("the ")
        .or_else(|| phrase.strip_prefix("The "));
    rest.unwrap_or(phrase)
}

/// Whether a noun stands for itself and not for a trait of another.
fn heads_phrase(deprel: Deprel) -> bool {
    matches!(
        deprel,
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj | Deprel::OblAgent
    )
}

fn is_mark(analysis: &Analysis, word: WordId) -> bool {
    matches!(analysis.words[word].upos, Upos::Punct | Upos::Sym)
}

/// Whether a word is written in capitals ("AP", "U.N.").
fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '.')
}

fn entity_kind(kind: MentionKind) -> Option<EntityKind> {
    match kind {
        MentionKind::Person => Some(EntityKind::Person),
        MentionKind::Organisation => Some(EntityKind::Organisation),
        MentionKind::Place => Some(EntityKind::Place),
        _ => None,
    }
}

/// Where in its clause a head stands; of what is joined by "and", where the first stands.
pub(crate) fn position(analysis: &Analysis, head: WordId) -> Position {
    let mut at = head;
    for _ in 0..8 {
        match analysis.words[at].deprel {
            Deprel::Conj | Deprel::Flat | Deprel::Appos => match analysis.words[at].head {
                Some(next) => at = next,
                None => break,
            },
            _ => break,
        }
    }
    match analysis.words[at].deprel {
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::Csubj => Position::Subject,
        Deprel::Obj | Deprel::Iobj => Position::Object,
        Deprel::NmodPoss => Position::Possessor,
        Deprel::Vocative => Position::Vocative,
        _ => Position::Other,
    }
}
