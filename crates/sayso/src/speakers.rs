//! Whose each statement is: from the words that name its source to an entity of the report.
//!
//! *Example*: "the minister, Ada Lee, said" is Ada Lee's; "Tesk Power analyst Ada Lee" is hers and not Tesk Power's;
//! "a Norvanian official said" is an official's and not Norvania's; "the letter said" is whoever wrote the letter.
//!
//! *What it leaves open*: documents that nobody was said to have made.

use std::ops::Range;

use sayso_analysis::{Analysis, Deprel, Name, NameKind, Tree, Upos, WordId};
use sayso_entities::{Entities, EntityId, EntityKind, Form, Mention};
use sayso_statements::Statement;
use sayso_text::Span;

/// What makes somebody a document's maker: "a letter seen by the paper" is not the paper's.
const MAKING: &[&str] = &[
    "write", "sign", "issue", "release", "send", "draft", "prepare", "file",
];

/// How likely the surest are right: of 978 sources with a name in 160 annotated articles so many are whom the program
/// takes them for.
const SURE: f32 = 0.96;
/// How likely the owner or maker of what speaks ("its website said") is whose word it is; a guess.
const OWNER: f32 = 0.8;
/// How likely it is at most that a pronoun left open is whom it was taken for: what is likelier is told (`entities`).
const LEFT_OPEN: f32 = 0.39;
/// Sentences back in which a document's maker is looked for; a guess.
const BACK: usize = 8;
/// Pronouns for whom one speaks of.
const THIRD: &[&str] = &["he", "she", "it", "they"];
/// What somebody says something in.
const DOCUMENTS: &[&str] = &[
    "statement",
    "report",
    "letter",
    "release",
    "memo",
    "post",
    "tweet",
    "email",
    "e-mail",
    "message",
    "filing",
    "document",
    "study",
    "survey",
    "notice",
    "communique",
    "communiqué",
    "indictment",
    "complaint",
    "lawsuit",
    "affidavit",
    "resolution",
    "order",
    "announcement",
    "comment",
    "remark",
];

/// Whose a statement is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speaker {
    /// The entity, where it can be told.
    pub entity: Option<EntityId>,
    /// Probability that it is right, 0..=1.
    pub confidence: f32,
    /// Who it may be where it can't be told, best first.
    pub candidates: Vec<(EntityId, f32)>,
}

impl Speaker {
    fn told(entity: EntityId, confidence: f32) -> Self {
        Self {
            entity: Some(entity),
            confidence: confidence.min(SURE),
            candidates: Vec::new(),
        }
    }
}

/// The speaker of each statement.
pub(crate) fn of(
    text: &str,
    analysis: &Analysis,
    entities: &Entities,
    statements: &[Statement],
) -> Vec<Speaker> {
    let tree = analysis.tree();
    let room = Room {
        text,
        analysis,
        tree: &tree,
        entities,
    };
    let mut speakers: Vec<Speaker> = Vec::with_capacity(statements.len());
    for (at, statement) in statements.iter().enumerate() {
        let before = statements[..at].iter().zip(&speakers);
        let speaker = room.speaker(statement, before);
        speakers.push(speaker);
    }
    speakers
}

struct Room<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    tree: &'a Tree<'a>,
    entities: &'a Entities,
}

impl<'a> Room<'a> {
    fn speaker(
        &self,
        statement: &Statement,
        before: impl DoubleEndedIterator<Item = (&'a Statement, &'a Speaker)>,
    ) -> Speaker {
        let Some(&source) = statement.source.first().or(statement.carried.as_ref()) else {
            return Speaker::default();
        };
        let words = self.analysis.words_in(source);
        let outer = |word: &WordId| {
            let head = self.analysis.words[*word].head;
            head.is_none_or(|head| !words.contains(&head))
        };
        let heads: Vec<WordId> = words.clone().filter(outer).collect();
        self.person(words.clone())
            .or_else(|| self.of_name(&heads))
            .or_else(|| self.attached(words.clone(), &heads))
            .or_else(|| self.of_document(&heads, before))
            .or_else(|| self.of_quoted_pronoun(&heads))
            .or_else(|| heads.iter().find_map(|&head| self.told(head, 1.0)))
            .or_else(|| self.left_open(&heads))
            .or_else(|| self.of_owner(words, &heads))
            .unwrap_or_default()
    }

    fn told(&self, word: WordId, share: f32) -> Option<Speaker> {
        let (entity, mention) = self.entities.of_word(self.analysis, word)?;
        Some(Speaker::told(entity, share * mention.confidence))
    }

    fn name_of(&self, word: WordId) -> Option<&Name> {
        let mut names = self.analysis.names.iter();
        names.find(|name| name.words.contains(&word))
    }

    /// The person at the end of what only leads up to the name: titles, trades and the body that they serve.
    fn person(&self, words: Range<WordId>) -> Option<Speaker> {
        let span = self.analysis.span_of(words.clone())?;
        let persons = self.entities.entities.iter().enumerate();
        let persons = persons.filter(|(_, entity)| entity.kind == EntityKind::Person);
        let named = persons.flat_map(|(id, entity)| {
            let mentions = entity.mentions.iter();
            mentions.map(move |mention| (id, mention))
        });
        let mut named: Vec<(EntityId, &Mention)> = named
            .filter(|(_, mention)| mention.form == Form::Name && span.contains(mention.span))
            .collect();
        named.sort_by_key(|(_, mention)| (mention.span.start(), mention.span.len()));
        let first = named.into_iter().find(|(_, mention)| {
            let name = self.analysis.words_in(mention.span).start;
            let owns = self.analysis.words[mention.head].deprel == Deprel::NmodPoss;
            name > words.start && !owns && self.leads_up(words.start..name)
        });
        first.map(|(entity, mention)| Speaker::told(entity, mention.confidence))
    }

    /// Whether words are only titles, trades and bodies before a name.
    fn leads_up(&self, lead: Range<WordId>) -> bool {
        let trade = lead
            .clone()
            .rfind(|&word| self.analysis.words[word].upos == Upos::Noun);
        lead.clone().all(|word| {
            let here = &self.analysis.words[word];
            let form = here.span.slice(self.text);
            match here.upos {
                Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Sym => true,
                Upos::Cconj => form == "&",
                // "the chief officer, Ada Lee", not "Per Lund, Ada Lee's lawyer"
                Upos::Punct => {
                    matches!(form, "-" | ".")
                        || word + 1 == lead.end && trade.is_some_and(|trade| trade + 1 == word)
                }
                // "University of Tesk professor Ada Lee", not "the office of Ada Lee".
                Upos::Adp => form == "of" && trade.is_some_and(|trade| trade > word + 1),
                _ => false,
            }
        })
    }

    /// Where the syntax gives the words several heads ("spokeswoman" and "Prinz"), a name tells most: a person's
    /// more than a body's, and a given name with a family name more than a word alone ("Lviv", "Serhii Lysak").
    fn of_name(&self, heads: &[WordId]) -> Option<Speaker> {
        let mut named: Vec<(WordId, &Name)> = heads
            .iter()
            .filter_map(|&head| Some((head, self.name_of(head)?)))
            .collect();
        // "a spokesman for Mayor Ada Lee" is not the mayor, whatever the syntax hangs her on.
        let led = |word: WordId| self.tree.by(word, Deprel::Case).next().is_some();
        if heads.iter().any(|&head| !led(head)) {
            named.retain(|&(head, _)| !led(head));
        }
        named.sort_by_key(|(_, name)| {
            let person = name.kind == NameKind::Person;
            std::cmp::Reverse((name.words.len().min(2), person))
        });
        named.into_iter().find_map(|(head, _)| self.told(head, 1.0))
    }

    /// The name that renames a head: "the minister, Ada Lee". What a noun is made with ("a Norvanian official", "an
    /// Orlen spokesman") renames it only where it is a person's.
    fn attached(&self, words: Range<WordId>, heads: &[WordId]) -> Option<Speaker> {
        let renames = |word: &WordId| {
            let here = &self.analysis.words[*word];
            let Some(name) = self.name_of(*word) else {
                return false;
            };
            let tied = match here.deprel {
                Deprel::Flat | Deprel::Appos => true,
                Deprel::Compound => name.kind == NameKind::Person,
                _ => false,
            };
            tied && here.head.is_some_and(|head| heads.contains(&head))
        };
        words
            .clone()
            .filter(renames)
            .find_map(|word| self.told(word, 1.0))
    }

    /// Who made a document: whom its noun names ("the letter by Ada Lee"), or whose words an earlier sentence says
    /// stand in it ("Ada Lee said in a letter … The letter said").
    fn of_document(
        &self,
        heads: &[WordId],
        before: impl DoubleEndedIterator<Item = (&'a Statement, &'a Speaker)>,
    ) -> Option<Speaker> {
        let document = |word: WordId| {
            let lemma = self.analysis.words[word].lemma.to_lowercase();
            DOCUMENTS.contains(&lemma.as_str()).then_some(lemma)
        };
        let (head, lemma) = heads
            .iter()
            .find_map(|&head| Some((head, document(head)?)))?;
        let child = |word: WordId| self.analysis.words[word].lemma.as_str();
        let maker = self.tree.children(head).find(|&word| {
            let by = |wanted: &[&str]| {
                self.tree
                    .by(word, Deprel::Case)
                    .any(|case| wanted.contains(&child(case)))
            };
            self.analysis.words[word].deprel.universal() == "nmod" && by(&["by", "from"])
        });
        let passive = || {
            self.tree
                .by(head, Deprel::Acl)
                .filter(|&verb| MAKING.contains(&child(verb)))
                .find_map(|verb| self.tree.by(verb, Deprel::OblAgent).next())
        };
        if let Some(maker) = maker.or_else(passive) {
            return self.told(maker, OWNER);
        }
        // "its letter", "a White House statement"
        let owners = self.tree.children(head).filter(|&word| {
            matches!(
                self.analysis.words[word].deprel,
                Deprel::NmodPoss | Deprel::Compound
            )
        });
        if let Some(speaker) = owners.filter_map(|owner| self.told(owner, OWNER)).next() {
            return Some(speaker);
        }
        if self.tree.by(head, Deprel::NmodPoss).next().is_some() {
            return None;
        }
        let here = self.analysis.sentence_index(head);
        let definite = self.tree.by(head, Deprel::Det).any(|article| {
            matches!(
                child(article).to_lowercase().as_str(),
                "the" | "this" | "that"
            )
        });
        let earlier = before.rev().find(|(statement, speaker)| {
            let at = self.statement_sentence(statement);
            speaker.entity.is_some()
                && at.is_some_and(|at| at < here && at + BACK >= here)
                && self.is_said_in(statement, &lemma)
        });
        let speaker = earlier.filter(|_| definite);
        // A document that nobody was said to have made is nobody's word that can be told.
        Some(speaker.map_or_else(Speaker::default, |(_, speaker)| {
            Speaker::told(
                speaker.entity.unwrap_or_default(),
                OWNER * speaker.confidence,
            )
        }))
    }

    /// The sentence in which a statement is attributed.
    fn statement_sentence(&self, statement: &Statement) -> Option<usize> {
        let span: Span = *statement.cue.first().or_else(|| statement.source.first())?;
        let words = self.analysis.words_in(span);
        (!words.is_empty()).then(|| self.analysis.sentence_index(words.start))
    }

    /// Whether a statement is said in such a document: "said in a letter".
    fn is_said_in(&self, statement: &Statement, lemma: &str) -> bool {
        let cues = statement.cue.iter();
        let mut cues = cues.flat_map(|&cue| self.analysis.words_in(cue));
        cues.any(|cue| {
            self.tree.children(cue).any(|word| {
                let noun = &self.analysis.words[word];
                noun.lemma.eq_ignore_ascii_case(lemma) && noun.deprel.universal() == "obl"
            })
        })
    }

    /// “They said it was sweat”: who speaks calls himself neither he nor they, and means by it whom he spoke of. Left open
    /// where the quotation does not name whom the pronoun is taken for.
    fn of_quoted_pronoun(&self, heads: &[WordId]) -> Option<Speaker> {
        let &[head] = heads else {
            return None;
        };
        let (entity, mention) = self.entities.of_word(self.analysis, head)?;
        let span = self.analysis.words[head].span;
        let mut quotes = self.analysis.quotes.iter();
        let quote = quotes.find(|quote| quote.span.contains(span))?;
        let word = span.slice(self.text);
        let is_third = THIRD.iter().any(|one| word.eq_ignore_ascii_case(one));
        if mention.form != Form::Pronoun || !is_third {
            return None;
        }
        let mut mentions = self.entities.entities[entity].mentions.iter();
        let is_spoken_of =
            mentions.any(|other| other.span != mention.span && quote.span.contains(other.span));
        (!is_spoken_of).then(|| Speaker {
            entity: None,
            confidence: 0.0,
            candidates: vec![(entity, mention.confidence.min(LEFT_OPEN))],
        })
    }

    fn left_open(&self, heads: &[WordId]) -> Option<Speaker> {
        let mut open = self.entities.unresolved.iter();
        let open = open.find(|open| heads.contains(&open.head))?;
        Some(Speaker {
            entity: None,
            confidence: 0.0,
            candidates: open.candidates.clone(),
        })
    }

    fn of_owner(&self, words: Range<WordId>, heads: &[WordId]) -> Option<Speaker> {
        let owns = |word: &WordId| {
            let word = &self.analysis.words[*word];
            word.deprel == Deprel::NmodPoss && word.head.is_some_and(|head| heads.contains(&head))
        };
        let mut words = words;
        words.find_map(|word| owns(&word).then(|| self.told(word, OWNER)).flatten())
    }
}
