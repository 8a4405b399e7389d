//! The tables of a language, and which language counts where.

use std::cell::RefCell;
use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use sayso_tables::{Definition, Own, Table, TableError, parse, record};

use crate::class::number;
use crate::numbers::{Number, NumberRow, Numbers};

record! {
    /// A class of words.
    pub(crate) struct ClassRow key [] {
        /// Its name: of one room, with the room before it, or shared by all; the rows of one class add up.
        class: String,
        /// Its words in lower case.
        words: Vec<String>,
        /// What they are.
        about: Option<String>,
    }
}

const WORDS: Table<ClassRow> = Table::new(
    "lang/en/words.tsv",
    include_str!("../../../data/lang/en/words.tsv"),
);
const ROOMS: [Table<ClassRow>; 8] = [
    Table::new(
        "lang/en/claims.tsv",
        include_str!("../../../data/lang/en/claims.tsv"),
    ),
    Table::new(
        "lang/en/entities.tsv",
        include_str!("../../../data/lang/en/entities.tsv"),
    ),
    Table::new(
        "lang/en/events.tsv",
        include_str!("../../../data/lang/en/events.tsv"),
    ),
    Table::new(
        "lang/en/figures.tsv",
        include_str!("../../../data/lang/en/figures.tsv"),
    ),
    Table::new(
        "lang/en/ledger.tsv",
        include_str!("../../../data/lang/en/ledger.tsv"),
    ),
    Table::new(
        "lang/en/places.tsv",
        include_str!("../../../data/lang/en/places.tsv"),
    ),
    Table::new(
        "lang/en/statements.tsv",
        include_str!("../../../data/lang/en/statements.tsv"),
    ),
    Table::new(
        "lang/en/times.tsv",
        include_str!("../../../data/lang/en/times.tsv"),
    ),
];
const NUMBERS: Table<NumberRow> = Table::new(
    "lang/en/numbers.tsv",
    include_str!("../../../data/lang/en/numbers.tsv"),
);

/// The tables of English.
pub const TABLES: &[Definition] = &[
    WORDS.definition(),
    ROOMS[0].definition(),
    ROOMS[1].definition(),
    ROOMS[2].definition(),
    ROOMS[3].definition(),
    ROOMS[4].definition(),
    ROOMS[5].definition(),
    ROOMS[6].definition(),
    ROOMS[7].definition(),
    NUMBERS.definition(),
];

/// A language: its classes of words and its number words.
#[derive(Clone, Debug, Default)]
pub struct Lang {
    code: String,
    /// By the number of the class: for looking words up, and in the order of the tables.
    sets: Vec<(HashSet<String>, Vec<String>)>,
    numbers: Numbers,
}

static ENGLISH: LazyLock<Arc<Lang>> = LazyLock::new(|| match Lang::english(&Own::default()) {
    Ok(english) => english,
    Err(error) => panic!("the tables that are built in are broken: {error}"),
});

thread_local! {
    static CURRENT: RefCell<Option<Arc<Lang>>> = const { RefCell::new(None) };
}

/// While it lives, a language counts on the thread that entered it.
pub struct Scope {
    before: Option<Arc<Lang>>,
    /// It must be dropped on its thread.
    here: std::marker::PhantomData<*const ()>,
}

impl Drop for Scope {
    fn drop(&mut self) {
        let before = self.before.take();
        CURRENT.with(|current| *current.borrow_mut() = before);
    }
}

/// Asks the language that counts here.
pub(crate) fn current<T>(ask: impl FnOnce(&Lang) -> T) -> T {
    CURRENT.with(|current| match current.borrow().as_deref() {
        Some(lang) => ask(lang),
        None => ask(&ENGLISH),
    })
}

impl Lang {
    /// English as it comes with Sayso, with a user's rows on top.
    ///
    /// # Errors
    /// With the row that is not as its table wants it.
    pub fn english(own: &Own) -> Result<Arc<Self>, TableError> {
        let mut lang = Self {
            code: "en".to_owned(),
            ..Self::default()
        };
        for table in std::iter::once(&WORDS).chain(&ROOMS) {
            for row in own.rows(table)? {
                lang.add(&row);
            }
        }
        for row in own.rows(&NUMBERS)? {
            lang.numbers.add(&row)?;
        }
        // "Poles", "Afghans": their countries' table has them.
        let national = number("national");
        for country in own.rows(&sayso_bodies::COUNTRIES)? {
            let plural = |form: &&String| form.ends_with('s') && !form.ends_with("ss");
            for form in country.people.iter().filter(plural) {
                lang.put(national, &form.to_lowercase());
            }
        }
        Ok(Arc::new(lang))
    }

    /// Another language, from the `.tsv` files of a folder in the form of `data/lang/en`: `numbers.tsv` holds its number
    /// words, all others classes.
    ///
    /// # Errors
    /// Where the folder can't be read, or with the row that is not as its table wants it.
    pub fn read(code: &str, folder: &Path) -> Result<Arc<Self>, TableError> {
        let failed = |path: &Path, error: &dyn std::fmt::Display| TableError {
            table: path.display().to_string(),
            line: 0,
            column: None,
            what: error.to_string(),
        };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(|error| failed(folder, &error))? {
            let path = entry.map_err(|error| failed(folder, &error))?.path();
            if path.extension().is_some_and(|ending| ending == "tsv") {
                paths.push(path);
            }
        }
        paths.sort();
        let mut lang = Self {
            code: code.to_owned(),
            ..Self::default()
        };
        for path in paths {
            let text = std::fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
            let name = path.display().to_string();
            if path.ends_with("numbers.tsv") {
                for row in parse::<NumberRow>(&name, &text)? {
                    lang.numbers.add(&row)?;
                }
                continue;
            }
            for row in parse::<ClassRow>(&name, &text)? {
                lang.add(&row);
            }
        }
        Ok(Arc::new(lang))
    }

    fn add(&mut self, row: &ClassRow) {
        let class = number(&row.class);
        for word in &row.words {
            self.put(class, word);
        }
    }

    fn put(&mut self, class: usize, word: &str) {
        if self.sets.len() <= class {
            self.sets.resize_with(class + 1, Default::default);
        }
        let (set, list) = &mut self.sets[class];
        if set.insert(word.to_owned()) {
            list.push(word.to_owned());
        }
    }

    /// Its number words, in the order of the tables.
    pub fn numbers(&self) -> impl Iterator<Item = (&str, Number)> {
        self.numbers.all()
    }

    /// Lets this language count on this thread while the scope lives.
    #[must_use]
    pub fn enter(self: &Arc<Self>) -> Scope {
        let before = CURRENT.with(|current| current.borrow_mut().replace(Arc::clone(self)));
        Scope {
            before,
            here: std::marker::PhantomData,
        }
    }

    /// ISO 639-1 code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What number a word in lower case is, in the language that counts here.
    pub fn number(word: &str) -> Option<Number> {
        current(|lang| lang.numbers.of(word))
    }

    pub(crate) fn holds(&self, class: usize, word: &str) -> bool {
        self.sets
            .get(class)
            .is_some_and(|(set, _)| set.contains(word))
    }

    pub(crate) fn words(&self, class: usize) -> &[String] {
        self.sets
            .get(class)
            .map_or(&[], |(_, list)| list.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Class, NumberKind};

    static MONTHS: Class = Class::new("month");

    #[test]
    fn a_language_is_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write(
            "words.tsv",
            "# Months of a language that nobody speaks.\nclass\twords\nmonth\torva|telm\n",
        );
        write(
            "numbers.tsv",
            "word\tkind\tvalue\nun\tunit\t1\nkorv\tunit\t100\n",
        );
        let other = Lang::read("xx", folder.path()).unwrap();
        assert_eq!(other.code(), "xx");
        assert!(MONTHS.has("march") && !MONTHS.has("orva"));
        {
            let _scope = other.enter();
            assert!(MONTHS.has("orva") && !MONTHS.has("march"));
            let korv = Lang::number("korv").unwrap();
            assert_eq!((korv.kind, korv.value), (NumberKind::Unit, 100));
            assert!(Lang::number("seven").is_none());
            // Only on this thread.
            std::thread::spawn(|| assert!(MONTHS.has("march")))
                .join()
                .unwrap();
        }
        assert!(MONTHS.has("march"));
        write("numbers.tsv", "word\tkind\tvalue\nun\tsingle\t1\n");
        let error = Lang::read("xx", folder.path()).unwrap_err().to_string();
        assert!(
            error.contains("numbers.tsv, line 2, column `kind`: `single`"),
            "{error}"
        );
    }
}
