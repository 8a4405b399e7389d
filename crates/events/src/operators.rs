//! Operators: words that do something with an event that another word tells, and what comes of it.

use std::collections::HashMap;

use crate::codes::{Code, Operator};
use crate::lexicon::{Classes, Need, Part, Slot, Trigger, code, needs};
use crate::rows::{TableError, rows};

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
        table: &str,
        source: &str,
    ) -> Result<(), TableError> {
        for row in rows(table, source, 5)? {
            row.needed(0, "a word")?;
            let part = Part::read(&row, 1)?;
            let operator = Operator::parse(row.field(2)).ok_or_else(|| {
                let all: Vec<&str> = Operator::ALL.iter().map(|one| one.as_str()).collect();
                row.error(format!(
                    "`{}` is no operator; the operators are {}",
                    row.field(2),
                    all.join(", ")
                ))
            })?;
            let mut complement = needs(classes, &row, 3, ',')?;
            if complement.is_empty() && operator != Operator::Say {
                complement = [Slot::Clause, Slot::Object]
                    .map(|slot| Need {
                        slot,
                        words: Vec::new(),
                        absent: false,
                    })
                    .into();
            }
            let recipient = Slot::list(&row, 4)?;
            for word in row.list(0, '|') {
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
    pub(crate) fn add(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for row in rows(table, source, 6)? {
            let operator = Operator::parse(row.field(0))
                .ok_or_else(|| row.error(format!("`{}` is no operator", row.field(0))))?;
            let inner = row.needed(1, "the start of a CAMEO code, `*` or `-`")?;
            if !matches!(inner, "*" | "-") && !inner.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(row.error(format!("`{inner}` is no CAMEO code, nor `*` nor `-`")));
            }
            let outcome = match (code(&row, 2)?, row.field(2)) {
                (Some(code), _) => Outcome::Coded(code),
                (None, "=") => Outcome::Inner,
                (None, _) => Outcome::Nothing,
            };
            self.rows.insert((operator, inner.to_owned()), outcome);
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
