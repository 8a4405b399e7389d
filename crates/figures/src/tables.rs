//! The tables of this room: units, currencies, comparators, what becomes of people, labels and names.

use std::collections::HashMap;

use thiserror::Error;

use crate::figure::{Base, Comparator, Kind};

const UNITS: &str = include_str!("../../../data/figures/units.tsv");
const CURRENCIES: &str = include_str!("../../../data/figures/currencies.tsv");
const COMPARATORS: &str = include_str!("../../../data/figures/comparators.tsv");
const CASUALTIES: &str = include_str!("../../../data/figures/casualties.tsv");
const LABELS: &str = include_str!("../../../data/figures/labels.tsv");
const NAMES: &str = include_str!("../../../data/figures/names.tsv");

/// What is wrong with a table.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{table}, line {line}: {what}")]
pub struct TableError {
    /// Which table.
    pub table: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what is wanted.
    pub what: String,
}

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
        let mut tables = Self::default();
        tables.add_units("units.tsv", UNITS)?;
        tables.add_currencies("currencies.tsv", CURRENCIES)?;
        tables.add_comparators("comparators.tsv", COMPARATORS)?;
        tables.add_casualties("casualties.tsv", CASUALTIES)?;
        tables.add_labels("labels.tsv", LABELS)?;
        tables.add_names("names.tsv", NAMES)?;
        Ok(tables)
    }

    /// Adds rows of `unit TAB symbols TAB names TAB base TAB factor TAB offset` (a header line first).
    ///
    /// # Errors
    /// Where a line has not six columns, or a factor that is no number.
    pub fn add_units(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for (line, row) in rows(source) {
            let [code, symbols, names, base, factor, offset] = columns(table, line, row)?;
            let base = read_base(table, line, base, factor, offset)?;
            let index = self.add_row(code, base, false);
            insert(&mut self.symbols, symbols, index);
            self.add_unit_names(names, index);
        }
        Ok(())
    }

    /// Adds rows of `currency TAB before TAB after TAB names TAB of TAB factor` (a header line first).
    ///
    /// # Errors
    /// Where a line has not six columns, or a factor that is no number.
    pub fn add_currencies(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for (line, row) in rows(source) {
            let [code, before, after, names, of, factor] = columns(table, line, row)?;
            let base = read_base(table, line, of, factor, "")?;
            let index = self.add_row(code, base, true);
            insert(&mut self.before, before, index);
            insert(&mut self.symbols, after, index);
            self.add_unit_names(names, index);
        }
        Ok(())
    }

    /// Adds rows of `phrase TAB side TAB meaning` (a header line first).
    ///
    /// # Errors
    /// Where a line has not three columns, or a side or meaning that is none.
    pub fn add_comparators(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for (line, row) in rows(source) {
            let [phrase, side, meaning] = columns(table, line, row)?;
            let meaning = Comparator::parse(meaning).ok_or_else(|| {
                let all: Vec<&str> = Comparator::ALL
                    .iter()
                    .map(|comparator| comparator.as_str())
                    .collect();
                error(
                    table,
                    line,
                    format!(
                        "`{meaning}` is no comparator; the comparators are {}",
                        all.join(", ")
                    ),
                )
            })?;
            self.comparators
                .insert((read_side(table, line, side)?, spaced(phrase)), meaning);
        }
        Ok(())
    }

    /// Adds rows of `word TAB part TAB kind` (a header line first).
    ///
    /// # Errors
    /// Where a line has not three columns, or a part or kind that is none.
    pub fn add_casualties(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for (line, row) in rows(source) {
            let [word, part, kind] = columns(table, line, row)?;
            let part = match part {
                "person" => Part::Person,
                "act" => Part::Act,
                "fate" => Part::Fate,
                "toll" => Part::Toll,
                _ => {
                    return Err(error(
                        table,
                        line,
                        format!("`{part}` is no part; it may be person, act, fate or toll"),
                    ));
                }
            };
            let kind = Kind::parse(kind)
                .filter(|kind| kind.is_casualty())
                .ok_or_else(|| {
                    let all: Vec<&str> = Kind::ALL
                        .iter()
                        .filter(|kind| kind.is_casualty())
                        .map(|kind| kind.as_str())
                        .collect();
                    error(
                        table,
                        line,
                        format!(
                            "`{kind}` is no kind of casualty; the kinds are {}",
                            all.join(", ")
                        ),
                    )
                })?;
            self.casualties.insert((part, word.to_lowercase()), kind);
        }
        Ok(())
    }

    /// Adds rows of `word TAB side`: words that make a number beside them a label (a header line first).
    ///
    /// # Errors
    /// Where a line has not two columns, or a side that is none.
    pub fn add_labels(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for (line, row) in rows(source) {
            let [word, side] = columns(table, line, row)?;
            self.labels
                .insert((read_side(table, line, side)?, word.to_lowercase()), ());
        }
        Ok(())
    }

    /// Adds names that hold a number and count nothing, one a line (a header line first).
    ///
    /// # Errors
    /// Where a line has more than one column.
    pub fn add_names(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for (line, row) in rows(source) {
            let [name] = columns(table, line, row)?;
            self.fixed.insert(spaced(name), ());
        }
        Ok(())
    }

    fn add_row(&mut self, code: &str, base: Option<Base>, money: bool) -> usize {
        self.rows.push(UnitRow {
            code: code.to_owned(),
            base,
            money,
        });
        self.rows.len() - 1
    }

    fn add_unit_names(&mut self, names: &str, index: usize) {
        for name in names.split('|').filter(|name| !name.is_empty()) {
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

fn error(table: &str, line: usize, what: String) -> TableError {
    TableError {
        table: table.to_owned(),
        line,
        what,
    }
}

/// A row's columns, trimmed; missing ones at the end are empty.
fn columns<'r, const N: usize>(
    table: &str,
    line: usize,
    row: &'r str,
) -> Result<[&'r str; N], TableError> {
    let mut found = [""; N];
    let mut count = 0;
    for column in row.split('\t') {
        if count == N {
            return Err(error(table, line, format!("has more than {N} columns")));
        }
        found[count] = column.trim();
        count += 1;
    }
    // Only the two last columns of units may be left out.
    if count < N.min(4) || found[0].is_empty() {
        return Err(error(
            table,
            line,
            format!("wants {N} columns, has {count}"),
        ));
    }
    Ok(found)
}

fn read_base(
    table: &str,
    line: usize,
    unit: &str,
    factor: &str,
    offset: &str,
) -> Result<Option<Base>, TableError> {
    if unit.is_empty() || factor.is_empty() {
        return Ok(None);
    }
    let number = |text: &str| {
        text.parse::<f64>()
            .ok()
            .filter(|value| value.is_finite())
            .ok_or_else(|| error(table, line, format!("`{text}` is no number")))
    };
    let offset = if offset.is_empty() {
        0.0
    } else {
        number(offset)?
    };
    Ok(Some(Base {
        unit: unit.to_owned(),
        factor: number(factor)?,
        offset,
    }))
}

fn read_side(table: &str, line: usize, side: &str) -> Result<Side, TableError> {
    match side {
        "before" => Ok(Side::Before),
        "after" => Ok(Side::After),
        _ => Err(error(
            table,
            line,
            format!("`{side}` is no side; it may be before or after"),
        )),
    }
}

fn insert(map: &mut HashMap<String, usize>, forms: &str, index: usize) {
    for form in forms.split('|').filter(|form| !form.is_empty()) {
        map.insert(form.to_owned(), index);
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

/// The rows of a table with their line numbers: no comments, no empty lines, no header.
fn rows(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = source.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with("# "))
        .skip(1)
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
        let mut tables = Tables::default();
        let wrong = tables
            .add_comparators(
                "mine.tsv",
                "phrase\tside\tmeaning\nat any rate\tbefore\troughly\n",
            )
            .unwrap_err();
        assert!(
            wrong
                .to_string()
                .starts_with("mine.tsv, line 2: `roughly` is no comparator"),
            "{wrong}"
        );
        let wrong = tables
            .add_units("mine.tsv", "unit\nverst\t\tverst\tm\tlong\t\n")
            .unwrap_err();
        assert_eq!(wrong.to_string(), "mine.tsv, line 2: `long` is no number");
    }
}
