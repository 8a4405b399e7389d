//! The lexicon: words that tell events, the syntax they expect, the code they get.

use std::collections::{HashMap, HashSet};

use sayso_tables::{Row, TableError};

use crate::codes::{Code, EventType};
use crate::tables::{ClassRow, LexiconRow};

/// The part of speech of a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Verb,
    Noun,
    Adjective,
}

/// A place by the trigger where words may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Subject,
    Object,
    Indirect,
    /// "Ada's".
    Possessor,
    /// Adjectives and nouns before a noun.
    Modifier,
    /// The subject of the clause that hangs on the trigger.
    Inner,
    /// A clause that hangs on the trigger.
    Clause,
    /// Any word that hangs on it.
    Any,
    /// The trigger is passive.
    Passive,
    Preposition(String),
}

impl Slot {
    fn read(text: &str) -> Result<Self, String> {
        Ok(match text {
            "subj" => Self::Subject,
            "obj" => Self::Object,
            "iobj" => Self::Indirect,
            "poss" => Self::Possessor,
            "mod" => Self::Modifier,
            "inner" => Self::Inner,
            "clause" => Self::Clause,
            "any" => Self::Any,
            "passive" => Self::Passive,
            word if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                Self::Preposition(word.to_owned())
            }
            other => {
                return Err(format!(
                    "`{other}` is no slot: subj, obj, iobj, poss, mod, inner, clause, any or a preposition"
                ));
            }
        })
    }

    /// The slots of a column, split by commas; `-` alone gives none.
    pub(crate) fn list(text: Option<&str>) -> Result<Vec<Self>, String> {
        let slots = text.unwrap_or_default().split(',').map(str::trim);
        slots
            .filter(|&slot| !slot.is_empty() && slot != "-")
            .map(Self::read)
            .collect()
    }
}

/// A word, or a class of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Term {
    /// A lemma; several words for a noun with one before it.
    Word(String),
    Class(usize),
    /// Someone who acts.
    Actor,
    Person,
    /// A person by name.
    Named,
    Group,
    Country,
    Place,
}

/// A slot with the words that may fill it; without words, anything may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Need {
    pub(crate) slot: Slot,
    pub(crate) words: Vec<Term>,
    /// Whether it must not stand there.
    pub(crate) absent: bool,
}

/// A word of a table with what goes with it: "blow up", "hunger strike".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trigger {
    pub(crate) part: Part,
    /// The particle behind a verb, or the word before a noun.
    pub(crate) beside: Option<String>,
}

impl Trigger {
    /// The word that a table's trigger is filed under, and what goes with it.
    pub(crate) fn read(text: &str, part: Part) -> (String, Self) {
        let split = match part {
            Part::Verb => text.split_once(' '),
            _ => text.rsplit_once(' ').map(|(before, head)| (head, before)),
        };
        let (word, beside) = split.map_or((text, None), |(word, beside)| (word, Some(beside)));
        let beside = beside.map(str::to_owned);
        (word.to_owned(), Self { part, beside })
    }
}

/// A row of the lexicon, for one of its triggers.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) trigger: Trigger,
    pub(crate) row: usize,
}

/// What a row of the lexicon says.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) needs: Vec<Need>,
    pub(crate) actor: Vec<Slot>,
    pub(crate) recipient: Vec<Slot>,
    pub(crate) code: Code,
}

/// Classes of words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Classes {
    names: HashMap<String, usize>,
    words: Vec<HashSet<String>>,
}

impl Classes {
    pub(crate) fn add(&mut self, rows: &[Row<ClassRow>]) -> Result<(), TableError> {
        for row in rows {
            let name = row.class.as_str();
            if !is_class(name) {
                return Err(row.wrong("class", format!("`{name}` is no class: wants capitals")));
            }
            let at = match self.names.get(name) {
                Some(&at) => at,
                None => {
                    self.names.insert(name.to_owned(), self.words.len());
                    self.words.push(HashSet::new());
                    self.words.len() - 1
                }
            };
            self.words[at].extend(row.words.iter().cloned());
        }
        Ok(())
    }

    /// Whether a class holds a word.
    pub(crate) fn holds(&self, class: usize, word: &str) -> bool {
        self.words[class].contains(word)
    }

    fn term(&self, text: &str) -> Result<Term, String> {
        Ok(match text {
            "ACTOR" => Term::Actor,
            "PERSON" => Term::Person,
            "NAMED" => Term::Named,
            "GROUP" => Term::Group,
            "COUNTRY" => Term::Country,
            "PLACE" => Term::Place,
            // A short word in capitals is a name ("NATO") where no class has it.
            name if is_class(name) => match self.names.get(name) {
                Some(&class) => Term::Class(class),
                None if name.len() <= 4 => Term::Word(name.to_lowercase()),
                None => return Err(format!("`{name}` is no class of classes.tsv")),
            },
            word => Term::Word(word.to_owned()),
        })
    }

    fn need(&self, text: &str) -> Result<Need, String> {
        let (absent, text) = text
            .strip_prefix('!')
            .map_or((false, text), |text| (true, text));
        let (slot, words) = text.split_once('=').unwrap_or((text, ""));
        let words = words.split('|').map(str::trim);
        Ok(Need {
            slot: Slot::read(slot)?,
            words: words
                .filter(|word| !word.is_empty())
                .map(|word| self.term(word))
                .collect::<Result<_, _>>()?,
            absent,
        })
    }
}

fn is_class(name: &str) -> bool {
    name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The slots that a column asks for, split `by`, with or without words ("clause=ACTOR").
pub(crate) fn needs(classes: &Classes, text: Option<&str>, by: char) -> Result<Vec<Need>, String> {
    let text = text.unwrap_or_default();
    // A word of several in a list ("martial law") goes on with the next piece.
    let mut pieces: Vec<String> = Vec::new();
    for piece in text
        .split(by)
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
    {
        match pieces.last_mut() {
            Some(last) if piece.contains('|') && !piece.contains('=') && last.contains('=') => {
                last.push(' ');
                last.push_str(piece);
            }
            _ => pieces.push(piece.to_owned()),
        }
    }
    pieces.iter().map(|piece| classes.need(piece)).collect()
}

/// The lexicon, by the trigger's main word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    entries: HashMap<String, Vec<Entry>>,
    frames: Vec<Frame>,
    /// How many of the rows come with Sayso; the rest are a user's own.
    standard: usize,
}

impl Lexicon {
    pub(crate) fn add(
        &mut self,
        classes: &Classes,
        rows: &[Row<LexiconRow>],
        standard: usize,
    ) -> Result<(), TableError> {
        self.standard = standard;
        for row in rows {
            let part = row.pos;
            let needs = needs(classes, row.needs.as_deref(), ' ');
            let actor = Slot::list(row.actor.as_deref());
            let recipient = Slot::list(row.recipient.as_deref());
            let code = code(
                row.r#type,
                row.mode.as_deref(),
                row.context.as_deref(),
                row.cameo.as_deref(),
            );
            let frame = Frame {
                needs: needs.map_err(|what| row.wrong("needs", what))?,
                actor: actor.map_err(|what| row.wrong("actor", what))?,
                recipient: recipient.map_err(|what| row.wrong("recipient", what))?,
                code: code.map_err(|what| row.wrong("cameo", what))?,
            };
            let frame = frame.with_usual(part, row.actor.is_none(), row.recipient.is_none());
            for trigger in &row.trigger {
                let (word, trigger) = Trigger::read(trigger, part);
                let entry = Entry {
                    trigger,
                    row: self.frames.len(),
                };
                self.entries.entry(word).or_default().push(entry);
            }
            self.frames.push(frame);
        }
        Ok(())
    }

    /// The rows that a word may be told by.
    pub(crate) fn entries(&self, word: &str) -> &[Entry] {
        self.entries.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether a user added the row.
    pub(crate) fn is_own(&self, entry: &Entry) -> bool {
        entry.row >= self.standard
    }

    pub(crate) fn frame(&self, entry: &Entry) -> &Frame {
        &self.frames[entry.row]
    }
}

impl Frame {
    /// The slots where participants usually stand, where the row leaves them open.
    fn with_usual(mut self, part: Part, actor: bool, recipient: bool) -> Self {
        let prepositions = |words: &[&str]| -> Vec<Slot> {
            words
                .iter()
                .map(|&word| Slot::Preposition(word.to_owned()))
                .collect()
        };
        if actor {
            self.actor = vec![Slot::Subject];
            if part == Part::Noun {
                self.actor.push(Slot::Possessor);
                self.actor.extend(prepositions(&["by"]));
                self.actor.push(Slot::Modifier);
            }
        }
        if recipient {
            self.recipient = match part {
                Part::Noun => prepositions(&["of", "against", "on", "with", "to"]),
                _ => vec![Slot::Object],
            };
        }
        self
    }
}

/// A code of a table.
pub(crate) fn code(
    kind: EventType,
    mode: Option<&str>,
    contexts: Option<&str>,
    cameo: Option<&str>,
) -> Result<Code, String> {
    let cameo = cameo.unwrap_or_default();
    let digits = cameo.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || !(2..=4).contains(&cameo.len()) {
        return Err(format!("`{cameo}` is no CAMEO code of two to four digits"));
    }
    let contexts = contexts.unwrap_or_default().split(',').map(str::trim);
    Ok(Code {
        kind,
        mode: mode.map(str::to_owned),
        contexts: contexts
            .filter(|context| !context.is_empty())
            .map(str::to_owned)
            .collect(),
        cameo: cameo.to_owned(),
    })
}
