//! Operators: words that do something with an event that another word tells, and what comes of it.

use std::collections::HashMap;

use sayso_tables::{Cell, Row, TableError};

use crate::codes::{Code, EventType, Operator};
use crate::lexicon::{Classes, Need, Slot, Trigger, code, needs};
use crate::tables::{CombineRow, OperatorRow};

/// A row of the operators' table, for one of its words.
#[derive(Clone, Debug)]
pub(crate) struct OperatorEntry {
    pub(crate) trigger: Trigger,
    pub(crate) operator: Operator,
    /// Where the inner event stands.
    pub(crate) complement: Vec<Need>,
    /// Where the recipient stands.
    pub(crate) recipient: Vec<Slot>,
}

/// The operators, by their main word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Operators {
    entries: HashMap<String, Vec<OperatorEntry>>,
}

impl Operators {
    pub(crate) fn add(
        &mut self,
        classes: &Classes,
        rows: &[Row<OperatorRow>],
    ) -> Result<(), TableError> {
        for row in rows {
            let (part, operator) = (row.pos, row.operator);
            let complement = needs(classes, row.complement.as_deref(), ',');
            let mut complement = complement.map_err(|what| row.wrong("complement", what))?;
            if complement.is_empty() && operator != Operator::Say {
                complement = [Slot::Clause, Slot::Object]
                    .map(|slot| Need {
                        slot,
                        words: Vec::new(),
                        absent: false,
                    })
                    .into();
            }
            let recipient = Slot::list(row.recipient.as_deref());
            let recipient = recipient.map_err(|what| row.wrong("recipient", what))?;
            for word in &row.word {
                let (word, trigger) = Trigger::read(word, part);
                self.entries.entry(word).or_default().push(OperatorEntry {
                    trigger,
                    operator,
                    complement: complement.clone(),
                    recipient: recipient.clone(),
                });
            }
        }
        Ok(())
    }

    /// The rows that a word may be an operator by.
    pub(crate) fn entries(&self, word: &str) -> &[OperatorEntry] {
        self.entries.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether a word tells who speaks.
    pub(crate) fn says(&self, word: &str) -> bool {
        self.entries(word)
            .iter()
            .any(|entry| entry.operator == Operator::Say)
    }
}

/// What comes of an operator and an inner event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The inner event as it is.
    Inner,
    /// An event of its own.
    Coded(Code),
    /// No event.
    Nothing,
}

/// What each operator makes of each inner event.
#[derive(Clone, Debug, Default)]
pub(crate) struct Combinations {
    rows: HashMap<(Operator, String), Outcome>,
}

impl Combinations {
    pub(crate) fn add(&mut self, rows: &[Row<CombineRow>]) -> Result<(), TableError> {
        for row in rows {
            let inner = row.inner.as_str();
            if !matches!(inner, "*" | "-") && !inner.bytes().all(|byte| byte.is_ascii_digit()) {
                let what = format!("`{inner}` is no CAMEO code, nor `*` nor `-`");
                return Err(row.wrong("inner", what));
            }
            let outcome = match row.r#type.as_str() {
                "=" => Outcome::Inner,
                "none" => Outcome::Nothing,
                kind => {
                    let kind = EventType::read(kind).map_err(|what| row.wrong("type", what))?;
                    let (mode, contexts) = (row.mode.as_deref(), row.context.as_deref());
                    let code = code(kind, mode, contexts, row.cameo.as_deref());
                    Outcome::Coded(code.map_err(|what| row.wrong("cameo", what))?)
                }
            };
            self.rows.insert((row.operator, inner.to_owned()), outcome);
        }
        Ok(())
    }

    /// What comes of `operator` and an event of code `inner`, or no event.
    pub(crate) fn of(&self, operator: Operator, inner: Option<&str>) -> &Outcome {
        let row = |start: &str| self.rows.get(&(operator, start.to_owned()));
        let found = match inner {
            None => row("-"),
            Some(cameo) => (2..=cameo.len())
                .rev()
                .find_map(|length| row(&cameo[..length]))
                .or_else(|| row("*")),
        };
        found.unwrap_or(&Outcome::Nothing)
    }
}
