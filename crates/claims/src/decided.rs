//! What a report tells, as people decided on its statements and figures.

use sayso::{EntityKind, FigureRow, Row, Stance, StatementRow};

use crate::propositions::{Bounds, Testimony};
use crate::tables::Tables;
use crate::terms::{Term, term};
use crate::voices::Voice;

impl Testimony {
    /// Makes it tell what rows that people decided on tell: what is in a rejected statement is told no more, a rejected
    /// figure counts nothing, another speaker is another voice, and another stance denies or does not.
    pub fn amend(&mut self, read: &Row, decided: &Row, tables: &Tables) {
        let _scope = tables.enter();
        let gone = |at: usize| {
            let was = read.statements.get(at);
            was.is_some_and(|was| decided.statement(Some(was.id)).is_none())
        };
        let mut after = None;
        for told in &mut self.propositions {
            match told.statement {
                Some(at) => after = gone(at).then_some(told.voice),
                None if told.follows.is_some() && after == Some(told.follows) => {
                    told.follows = None
                }
                None => {}
            }
        }
        self.propositions
            .retain(|told| !told.statement.is_some_and(gone));
        for was in &read.statements {
            if let Some(is) = decided.statement(Some(was.id)) {
                self.statement(was, is, decided);
            }
        }
        for was in &read.figures {
            match decided.figure(Some(was.id)) {
                None => {
                    let number = was.id.index();
                    for told in &mut self.propositions {
                        told.figures.retain(|figure| figure.number != number);
                    }
                }
                Some(is) if is != was => self.figure(was, is, tables),
                Some(_) => {}
            }
        }
    }

    fn statement(&mut self, was: &StatementRow, is: &StatementRow, decided: &Row) {
        let name = |row: &StatementRow| row.speaker.as_ref().map(|speaker| speaker.name.clone());
        let other = name(was) != name(is);
        let voice = match &is.speaker {
            Some(speaker) if other => {
                let kind = decided
                    .entity(Some(speaker.entity))
                    .map(|entity| entity.kind);
                Some(self.voice_of(&speaker.name, kind))
            }
            _ => None,
        };
        let denies = |row: &StatementRow| row.stance == Stance::Denies && !row.negated;
        let turned = denies(was) != denies(is);
        let at = was.id.index();
        // What follows the statement in its paragraph is the word of the same.
        let mut after = None;
        for told in &mut self.propositions {
            if told.statement == Some(at) {
                after = Some(told.voice);
                if other {
                    told.voice = voice;
                    told.follows = None;
                }
                if turned {
                    told.rejects = denies(is);
                    told.denied = !told.denied;
                }
            } else if told.statement.is_some() {
                after = None;
            } else if other && told.follows.is_some() && after == Some(told.follows) {
                told.follows = voice;
            }
        }
    }

    /// The voice that has a name, made where there is none.
    fn voice_of(&mut self, name: &str, kind: Option<EntityKind>) -> usize {
        let known = self.voices.iter().position(|voice| voice.label == name);
        known.unwrap_or_else(|| {
            self.voices.push(Voice {
                label: name.to_owned(),
                // Of a name that only a person gave nothing more is known.
                person: kind == Some(EntityKind::Person),
                named: true,
                ..Voice::default()
            });
            self.voices.len() - 1
        })
    }

    fn figure(&mut self, was: &FigureRow, is: &FigureRow, tables: &Tables) {
        let figures = self
            .propositions
            .iter_mut()
            .flat_map(|told| &mut told.figures);
        for told in figures.filter(|told| told.number == was.id.index()) {
            told.bounds = Bounds {
                low: is.low,
                best: is.best,
                high: is.high,
            };
            told.unit.clone_from(&is.unit);
            told.kind = is.kind.as_str().to_owned();
            told.extent = is.extent.as_str().to_owned();
            if is.counted != was.counted {
                let head = is
                    .counted
                    .as_deref()
                    .and_then(|words| words.split_whitespace().last());
                told.counted = head.map(|word| counted(tables, word));
            }
        }
    }
}

fn counted(tables: &Tables, word: &str) -> Term {
    term(tables, &word.to_lowercase()).term
}
