//! Classes of words, by name.

use std::sync::{LazyLock, Mutex, OnceLock};

use crate::lang::current;

/// A class of words that a room asks for: `static MONTHS: Class = Class::new("month");`. Which words are in it is in
/// the tables of the language, in lower case unless the class is one of names.
pub struct Class {
    name: &'static str,
    number: OnceLock<usize>,
}

impl Class {
    /// A class by its name in the tables.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            number: OnceLock::new(),
        }
    }

    /// Whether the class holds a word, as it is written.
    pub fn has(&self, word: &str) -> bool {
        current(|lang| lang.holds(self.number(), word))
    }

    /// The first word of the class, in the order of the tables, for which something holds.
    pub fn find(&self, holds: impl Fn(&str) -> bool) -> Option<String> {
        current(|lang| {
            let words = lang.words(self.number()).iter();
            words
                .map(String::as_str)
                .find(|word| holds(word))
                .map(str::to_owned)
        })
    }

    /// Whether something holds for any of its words.
    pub fn any(&self, holds: impl Fn(&str) -> bool) -> bool {
        self.find(holds).is_some()
    }

    /// Its name in the tables.
    pub fn name(&self) -> &'static str {
        self.name
    }

    fn number(&self) -> usize {
        *self.number.get_or_init(|| number(self.name))
    }
}

static NAMES: LazyLock<Mutex<Vec<String>>> = LazyLock::new(Mutex::default);

/// The number of a class of that name, the same wherever it is asked for while the program runs. No output depends on
/// it.
pub(crate) fn number(name: &str) -> usize {
    let mut names = NAMES.lock().unwrap_or_else(|broken| broken.into_inner());
    if let Some(number) = names.iter().position(|known| known == name) {
        return number;
    }
    names.push(name.to_owned());
    names.len() - 1
}
