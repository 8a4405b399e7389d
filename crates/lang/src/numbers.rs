//! Number words.

use std::collections::HashMap;

use sayso_tables::{Row, TableError, choice, record};

record! {
    /// A number word.
    pub(crate) struct NumberRow key [word] {
        /// The word in lower case.
        word: String,
        /// `unit` (below twenty), `tens`, `hundred`, or `scale` (dozen, thousand, million…).
        kind: NumberKind,
        /// Its value.
        value: u64,
    }
}

/// How a number word stands in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// One word for a whole number: "seven", "nineteen".
    Unit,
    /// "twenty", which a unit may follow.
    Tens,
    /// What is counted in hundreds below a scale.
    Hundred,
    /// "dozen", "thousand", "million".
    Scale,
}

choice!(NumberKind, "kind of number", "unit" => Self::Unit, "tens" => Self::Tens, "hundred" => Self::Hundred,
    "scale" => Self::Scale);

/// What a number word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// How it stands in a number.
    pub kind: NumberKind,
    /// Its value.
    pub value: u64,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    words: HashMap<String, Number>,
    order: Vec<String>,
}

impl Numbers {
    pub(crate) fn add(&mut self, row: &Row<NumberRow>) -> Result<(), TableError> {
        if row.value == 0 && row.kind != NumberKind::Unit {
            return Err(row.wrong("value", "only a unit may be nothing"));
        }
        let number = Number {
            kind: row.kind,
            value: row.value,
        };
        if self.words.insert(row.word.clone(), number).is_none() {
            self.order.push(row.word.clone());
        }
        Ok(())
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, Number)> {
        let known = |word: &String| self.words.get(word).copied();
        let words = self.order.iter();
        words.filter_map(move |word| Some((word.as_str(), known(word)?)))
    }

    pub(crate) fn of(&self, word: &str) -> Option<Number> {
        self.words.get(word).copied()
    }
}
