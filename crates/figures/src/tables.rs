//! The tables of this room: units, currencies, comparators, what becomes of people, labels and names.

use std::collections::HashMap;

use sayso_tables::{Cell, Definition, Own, Table, TableError, choice, none_of, record};

use crate::figure::{Base, Comparator, Kind};

record! {
    /// A unit of measure.
    struct Unit key [unit] {
        /// Its code, as it is put out.
        unit: String,
        /// How it is written behind a number, as it stands.
        symbols: Vec<String>,
        /// Its names in the singular, in any case; one that ends in `!` is taken as it stands.
        names: Vec<String>,
        /// The unit that its values are turned into.
        base: Option<String>,
        /// What a value is multiplied by for that.
        factor: Option<f64>,
        /// What is added then.
        offset: Option<f64>,
    }
}

record! {
    /// A currency.
    struct Currency key [currency] {
        /// ISO 4217 code; minor units have a name.
        currency: String,
        /// How it is written before a number, as it stands.
        before: Vec<String>,
        /// How it is written behind a number, as it stands.
        after: Vec<String>,
        /// Its names in the singular, in any case.
        names: Vec<String>,
        /// The currency that a minor unit is of.
        of: Option<String>,
        /// How much of it a minor unit is.
        factor: Option<f64>,
    }
}

record! {
    /// Words that bound or bend a number.
    struct Bound key [phrase, side] {
        /// The words.
        phrase: String,
        /// Before or after the number.
        side: Side,
        /// What they make of it.
        meaning: Comparator,
    }
}

record! {
    /// A word that tells what became of people.
    struct Casualty key [word, part] {
        /// The word.
        word: String,
        /// How it stands to the number: person, act, fate or toll.
        part: Part,
        /// What it tells.
        kind: Casualties,
    }
}

record! {
    /// A word that makes a number beside it a label.
    struct Label key [word, side] {
        /// The word.
        word: String,
        /// Before or after the number.
        side: Side,
    }
}

record! {
    /// A name that holds a number and counts nothing.
    struct Name key [name] {
        /// The name in lower case, hyphens as spaces.
        name: String,
    }
}

const UNITS: Table<Unit> = Table::new(
    "figures/units.tsv",
    include_str!("../../../data/figures/units.tsv"),
);
const CURRENCIES: Table<Currency> = Table::new(
    "figures/currencies.tsv",
    include_str!("../../../data/figures/currencies.tsv"),
);
const COMPARATORS: Table<Bound> = Table::new(
    "figures/comparators.tsv",
    include_str!("../../../data/figures/comparators.tsv"),
);
const CASUALTIES: Table<Casualty> = Table::new(
    "figures/casualties.tsv",
    include_str!("../../../data/figures/casualties.tsv"),
);
const LABELS: Table<Label> = Table::new(
    "figures/labels.tsv",
    include_str!("../../../data/figures/labels.tsv"),
);
const NAMES: Table<Name> = Table::new(
    "figures/names.tsv",
    include_str!("../../../data/figures/names.tsv"),
);

/// The tables of this room.
pub const TABLES: &[Definition] = &[
    UNITS.definition(),
    CURRENCIES.definition(),
    COMPARATORS.definition(),
    CASUALTIES.definition(),
    LABELS.definition(),
    NAMES.definition(),
];

/// A unit or currency of the tables.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UnitRow {
    pub(crate) code: String,
    pub(crate) base: Option<Base>,
    pub(crate) money: bool,
}

/// Whether a comparator or label stands before or after its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    Before,
    After,
}

/// How a casualty word stands to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    /// A noun for those counted.
    Person,
    /// A verb whose object is counted.
    Act,
    /// Said of those counted.
    Fate,
    /// A noun that the number is the size of.
    Toll,
}

choice!(Side, "side", "before" => Self::Before, "after" => Self::After);
choice!(Part, "part", "person" => Self::Person, "act" => Self::Act, "fate" => Self::Fate, "toll" => Self::Toll);

impl Cell for Comparator {
    fn read(text: &str) -> Result<Self, String> {
        let all = || Self::ALL.iter().map(|one| one.as_str());
        Self::parse(text).ok_or_else(|| none_of(text, "comparator", all()))
    }
}

/// A kind of casualty.
#[derive(Clone, Copy, Debug)]
struct Casualties(Kind);

impl Cell for Casualties {
    fn read(text: &str) -> Result<Self, String> {
        let kinds = || Kind::ALL.iter().filter(|kind| kind.is_casualty());
        let kind = Kind::parse(text).filter(|kind| kind.is_casualty());
        kind.map(Self)
            .ok_or_else(|| none_of(text, "kind of casualty", kinds().map(|kind| kind.as_str())))
    }
}

/// The tables, checked. Lookups only; nothing is listed from them, so their order is no matter.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    rows: Vec<UnitRow>,
    symbols: HashMap<String, usize>,
    names: HashMap<String, usize>,
    before: HashMap<String, usize>,
    comparators: HashMap<(Side, String), Comparator>,
    casualties: HashMap<(Part, String), Kind>,
    labels: HashMap<(Side, String), ()>,
    fixed: HashMap<String, ()>,
}

impl Tables {
    /// The tables that come with Sayso.
    ///
    /// # Errors
    /// Where one of them is damaged (the tests rule that out).
    pub fn new() -> Result<Self, TableError> {
        Self::with(&Own::default())
    }

    /// The same with a user's rows on top; a later row takes the place of an earlier one.
    ///
    /// # Errors
    /// With the row that is not as its table wants it.
    pub fn with(own: &Own) -> Result<Self, TableError> {
        let mut tables = Self::default();
        for row in own.rows(&UNITS)? {
            let base = base(row.base.as_deref(), row.factor, row.offset);
            let index = tables.add_row(&row.unit, base, false);
            insert(&mut tables.symbols, &row.symbols, index);
            tables.add_unit_names(&row.names, index);
        }
        for row in own.rows(&CURRENCIES)? {
            let base = base(row.of.as_deref(), row.factor, None);
            let index = tables.add_row(&row.currency, base, true);
            insert(&mut tables.before, &row.before, index);
            insert(&mut tables.symbols, &row.after, index);
            tables.add_unit_names(&row.names, index);
        }
        for row in own.rows(&COMPARATORS)? {
            let phrase = (row.side, spaced(&row.phrase));
            tables.comparators.insert(phrase, row.meaning);
        }
        for row in own.rows(&CASUALTIES)? {
            let word = (row.part, row.word.to_lowercase());
            tables.casualties.insert(word, row.kind.0);
        }
        for row in own.rows(&LABELS)? {
            tables
                .labels
                .insert((row.side, row.word.to_lowercase()), ());
        }
        for row in own.rows(&NAMES)? {
            tables.fixed.insert(spaced(&row.name), ());
        }
        Ok(tables)
    }

    fn add_row(&mut self, code: &str, base: Option<Base>, money: bool) -> usize {
        self.rows.push(UnitRow {
            code: code.to_owned(),
            base,
            money,
        });
        self.rows.len() - 1
    }

    fn add_unit_names(&mut self, names: &[String], index: usize) {
        for name in names {
            let lower = name.to_lowercase();
            let Some(exact) = lower.strip_suffix('!') else {
                for form in [lower.clone(), plural(&lower)] {
                    let american = form.replace("metre", "meter").replace("litre", "liter");
                    self.names.insert(american, index);
                    self.names.insert(form, index);
                }
                continue;
            };
            self.names.insert(exact.to_owned(), index);
        }
    }

    /// The unit written as a symbol, case and all.
    pub(crate) fn symbol(&self, symbol: &str) -> Option<&UnitRow> {
        self.symbols.get(symbol).map(|&index| &self.rows[index])
    }

    /// The unit of that name, in lower case with hyphens as spaces.
    pub(crate) fn unit_name(&self, name: &str) -> Option<&UnitRow> {
        self.names.get(name).map(|&index| &self.rows[index])
    }

    /// The currency whose sign stands before a number.
    pub(crate) fn sign(&self, sign: &str) -> Option<&UnitRow> {
        self.before.get(sign).map(|&index| &self.rows[index])
    }

    /// The meaning of a comparator, in lower case with a space between all pieces.
    pub(crate) fn comparator(&self, side: Side, phrase: &str) -> Option<Comparator> {
        self.comparators.get(&(side, phrase.to_owned())).copied()
    }

    /// What a casualty word tells in that part, in lower case.
    pub(crate) fn casualty(&self, part: Part, word: &str) -> Option<Kind> {
        self.casualties.get(&(part, word.to_owned())).copied()
    }

    /// Whether the word makes a number on that side of it a label.
    pub(crate) fn is_label(&self, side: Side, word: &str) -> bool {
        self.labels.contains_key(&(side, word.to_owned()))
    }

    /// Whether the phrase is a name with a number in it, in lower case with a space between all pieces.
    pub(crate) fn is_fixed(&self, phrase: &str) -> bool {
        self.fixed.contains_key(phrase)
    }
}

fn base(unit: Option<&str>, factor: Option<f64>, offset: Option<f64>) -> Option<Base> {
    Some(Base {
        unit: unit?.to_owned(),
        factor: factor?,
        offset: offset.unwrap_or(0.0),
    })
}

fn insert(map: &mut HashMap<String, usize>, forms: &[String], index: usize) {
    for form in forms {
        map.insert(form.clone(), index);
    }
}

/// "mile per hour" → "miles per hour"; "square mile" → "square miles".
fn plural(name: &str) -> String {
    if let Some(scale) = name.strip_prefix("degree ") {
        return format!("degrees {scale}");
    }
    let cut = [" per ", " an ", " a ", " of "]
        .iter()
        .filter_map(|middle| name.find(middle))
        .min()
        .unwrap_or(name.len());
    format!("{}s{}", &name[..cut], &name[cut..])
}

/// A phrase cut as the number reader cuts text, its pieces joined by spaces, hyphens left out.
fn spaced(phrase: &str) -> String {
    let all = sayso_text::Span::at(phrase, 0..phrase.len());
    let pieces = crate::pieces::pieces(phrase, all, &|_| false);
    pieces
        .iter()
        .map(|piece| piece.lower.as_ref())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_tables_are_sound() {
        let tables = Tables::new().unwrap();
        assert_eq!(
            tables
                .unit_name("square meters")
                .map(|row| row.code.as_str()),
            Some("m2")
        );
        assert_eq!(
            tables
                .unit_name("miles per hour")
                .map(|row| row.code.as_str()),
            Some("mph")
        );
        assert_eq!(tables.sign("HK$").map(|row| row.code.as_str()), Some("HKD"));
        assert_eq!(
            tables.comparator(Side::Before, "no more than"),
            Some(Comparator::AtMost)
        );
        assert_eq!(
            tables.casualty(Part::Person, "casualties"),
            Some(Kind::Casualties)
        );
        assert!(tables.is_label(Side::Before, "flight") && tables.is_fixed("group of seven"));
    }

    #[test]
    fn names_the_bad_line() {
        let wrong = |path: &str, rows: &str| {
            let wrong = Tables::with(&Own::of(path, rows)).unwrap_err();
            wrong.to_string()
        };
        let rows = "phrase\tside\tmeaning\nat any rate\tbefore\troughly\n";
        let told = wrong("figures/comparators.tsv", rows);
        assert!(
            told.starts_with(
                "figures/comparators.tsv, line 2, column `meaning`: `roughly` is no comparator"
            ),
            "{told}"
        );
        let rows = "unit\tnames\tbase\tfactor\nverst\tverst\tm\tlong\n";
        assert_eq!(
            wrong("figures/units.tsv", rows),
            "figures/units.tsv, line 2, column `factor`: `long` is no number"
        );
    }
}
