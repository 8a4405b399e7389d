//! The words that time expressions are made of, from two tables.
//!
//! `words.tsv` gives each word its classes (a month, a unit, a number word …), `holidays.tsv`
//! gives named days their rule. Users add to both with [`Vocabulary::with`].

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Weekday;
use sayso_lang::{Lang, NumberKind};
use sayso_tables::{Definition, Own, Row, Table, TableError, record};
use sayso_text::{Span, tokens};

use crate::meaning::{Reference, YearDay};
use crate::period::{Season, Unit};

record! {
    /// What a word can be in a time expression.
    struct WordRow key [word, class, value] {
        /// The word, in any case.
        word: String,
        /// Its class: month, weekday, unit, number…
        class: String,
        /// What it means in that class: the number of the month, the letters of TIMEX3…
        value: Option<String>,
    }
}

record! {
    /// A named day.
    struct HolidayRow key [name] {
        /// Its name, in any case.
        name: String,
        /// Its day: `12-25`, `11 Thu 4`, `11 Mon 1 +1` or `easter+1`.
        day: String,
    }
}

const WORDS: Table<WordRow> = Table::new(
    "times/words.tsv",
    include_str!("../../../data/times/words.tsv"),
);
const HOLIDAYS: Table<HolidayRow> = Table::new(
    "times/holidays.tsv",
    include_str!("../../../data/times/holidays.tsv"),
);

/// The tables of this room.
pub const TABLES: &[Definition] = &[WORDS.definition(), HOLIDAYS.definition()];

/// What a word can be in a time expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Class {
    Month(i8),
    /// An abbreviation, which other words may look like ("sat", "mar").
    MonthShort(i8),
    Weekday(Weekday),
    WeekdayShort(Weekday),
    Weekdays(Weekday),
    Season(Season),
    Unit(Unit),
    Units(Unit),
    /// A part of the day by its TIMEX3 letters.
    Part(&'static str),
    Parts(&'static str),
    Number(u32),
    Scale(u32),
    Ordinal(u32),
    /// "nineties", by the digit.
    Decade(i16),
    /// A day counted from today.
    Day(i8),
    Refers(Reference),
    /// "weekly": the value of the repetition.
    Often(&'static str),
    /// Hours to add.
    Meridiem(u8),
    /// A time zone; whether it is the universal one.
    Zone(bool),
    /// A word that may start an expression and has no class of its own.
    Opens,
    /// A finite verb of the past that does not end in "ed", one of the present, a word of things
    /// to come: used where the syntax is not known.
    PastVerb,
    PresentVerb,
    FutureWord,
    /// A verb that reports ("said Friday").
    Saying,
}

/// The words and named days that [`find_with`](crate::find_with) knows.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: HashMap<String, Vec<Class>>,
    /// Named days: the words of the name after the first, and the rule.
    holidays: Vec<(Vec<String>, YearDay)>,
    /// The holidays that start with a word, the longest name first.
    holidays_by_word: HashMap<String, Vec<usize>>,
}

static STANDARD: LazyLock<Vocabulary> = LazyLock::new(|| match Vocabulary::with(&Own::default()) {
    Ok(vocabulary) => vocabulary,
    Err(error) => panic!("the tables that are built in are broken: {error}"),
});

impl Vocabulary {
    /// The words that come with the program.
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// The standard words and days and a user's own.
    ///
    /// # Errors
    /// With the row that lacks a column or says what its table does not know.
    pub fn with(own: &Own) -> Result<Self, TableError> {
        let mut vocabulary = Self::default();
        for (word, number) in Lang::english(own)?.numbers() {
            let value = u32::try_from(number.value).ok();
            let class = value.map(|value| match number.kind {
                NumberKind::Unit | NumberKind::Tens => Class::Number(value),
                NumberKind::Hundred | NumberKind::Scale => Class::Scale(value),
            });
            let classes = vocabulary.words.entry(word.to_owned()).or_default();
            classes.extend(class);
        }
        for row in own.rows(&WORDS)? {
            vocabulary.add_word(&row)?;
        }
        for row in own.rows(&HOLIDAYS)? {
            vocabulary.add_holiday(&row)?;
        }
        Ok(vocabulary)
    }

    fn add_word(&mut self, row: &Row<WordRow>) -> Result<(), TableError> {
        let value = row.value.as_deref().unwrap_or_default();
        let class = class_of(&row.class, value).ok_or_else(|| {
            let what = format!("class `{}` with value `{value}` is not known", row.class);
            row.wrong("class", what)
        })?;
        let classes = self.words.entry(row.word.to_lowercase()).or_default();
        if !classes.contains(&class) {
            classes.push(class);
        }
        Ok(())
    }

    fn add_holiday(&mut self, row: &Row<HolidayRow>) -> Result<(), TableError> {
        let (name, day) = (row.name.as_str(), row.day.as_str());
        let rule = year_day(day).ok_or_else(|| {
            row.wrong(
                "day",
                format!(
                    "`{day}` is no day; write `12-25`, `11 Thu 4`, `11 Mon 1 +1` or `easter+1`"
                ),
            )
        })?;
        let all = Span::at(name, 0..name.len());
        let mut words: Vec<String> = tokens(name, all)
            .into_iter()
            .flat_map(|token| {
                token
                    .words(name)
                    .map(|word| key(word.slice(name)))
                    .collect::<Vec<_>>()
            })
            .collect();
        if words.is_empty() {
            return Err(row.wrong("name", "has no word"));
        }
        let first = words.remove(0);
        let list = self.holidays_by_word.entry(first).or_default();
        list.push(self.holidays.len());
        self.holidays.push((words, rule));
        let holidays = &self.holidays;
        list.sort_by_key(|&index| std::cmp::Reverse(holidays[index].0.len()));
        Ok(())
    }

    /// What a word, by its [`key`], can be.
    pub(crate) fn classes(&self, key: &str) -> &[Class] {
        self.words.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a holiday's name starts with a word.
    pub(crate) fn opens_holiday(&self, key: &str) -> bool {
        self.holidays_by_word.contains_key(key)
    }

    /// The longest holiday name that starts with the word `first` and goes on as `word(0)`,
    /// `word(1)` … say: its index and how many words follow the first.
    pub(crate) fn holiday<'a>(
        &self,
        first: &str,
        word: impl Fn(usize) -> &'a str,
    ) -> Option<(usize, usize)> {
        let named = self.holidays_by_word.get(first)?;
        let index = named.iter().copied().find(|&index| {
            self.holidays[index]
                .0
                .iter()
                .enumerate()
                .all(|(at, wanted)| word(at) == wanted)
        })?;
        Some((index, self.holidays[index].0.len()))
    }

    /// The rule of a holiday.
    pub(crate) fn holiday_rule(&self, index: usize) -> YearDay {
        self.holidays[index].1
    }
}

/// The form under which a word is looked up: small letters, plain apostrophes, no final period.
pub(crate) fn key(word: &str) -> String {
    let word = if word.len() > 1 {
        word.trim_end_matches('.')
    } else {
        word
    };
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect()
}

fn class_of(class: &str, value: &str) -> Option<Class> {
    let number = || value.parse::<u32>().ok();
    let month = || {
        value
            .parse::<i8>()
            .ok()
            .filter(|month| (1..=12).contains(month))
    };
    let weekday = || Weekday::from_monday_one_offset(value.parse().ok()?).ok();
    let season = || {
        Season::ALL
            .into_iter()
            .find(|season| season.letters() == value)
    };
    let part = || {
        ["MO", "AF", "EV", "NI", "DT"]
            .into_iter()
            .find(|&part| part == value)
    };
    Some(match class {
        "month" => Class::Month(month()?),
        "month-short" => Class::MonthShort(month()?),
        "weekday" => Class::Weekday(weekday()?),
        "weekday-short" => Class::WeekdayShort(weekday()?),
        "weekdays" => Class::Weekdays(weekday()?),
        "season" => Class::Season(season()?),
        "unit" => Class::Unit(Unit::named(value)?),
        "units" => Class::Units(Unit::named(value)?),
        "part" => Class::Part(part()?),
        "parts" => Class::Parts(part()?),
        "number" => Class::Number(number()?),
        "scale" => Class::Scale(number().filter(|&scale| scale > 0)?),
        "ordinal" => Class::Ordinal(number()?),
        "decade" => Class::Decade(value.parse().ok().filter(|digit| (0..10).contains(digit))?),
        "day" => Class::Day(value.parse().ok()?),
        "refers" => Class::Refers(
            [Reference::Past, Reference::Present, Reference::Future]
                .into_iter()
                .find(|to| to.value() == value)?,
        ),
        "often" => Class::Often(
            [
                "PT1H", "P1D", "P1W", "P2W", "P1M", "P2M", "P3M", "P6M", "P1Y",
            ]
            .into_iter()
            .find(|&often| often == value)?,
        ),
        "meridiem" => Class::Meridiem(match value {
            "am" => 0,
            "pm" => 12,
            _ => return None,
        }),
        "zone" => Class::Zone(value == "Z"),
        "opens" => Class::Opens,
        "past" => Class::PastVerb,
        "present" => Class::PresentVerb,
        "future" => Class::FutureWord,
        "saying" => Class::Saying,
        _ => return None,
    })
}

/// `12-25`, `11 Thu 4`, `05 Mon last`, `11 Mon 1 +1`, `easter-2`.
fn year_day(text: &str) -> Option<YearDay> {
    let moved = |rest: &str| {
        if rest.is_empty() {
            Some(0)
        } else {
            rest.parse::<i64>().ok()
        }
    };
    if let Some(rest) = text.strip_prefix("easter") {
        return Some(YearDay::Easter(moved(rest)?));
    }
    if let Some(rest) = text.strip_prefix("orthodox-easter") {
        return Some(YearDay::OrthodoxEaster(moved(rest)?));
    }
    if let Some((month, day)) = text.split_once('-') {
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        // A leap year has every day that any year has.
        jiff::civil::Date::new(2000, month, day).ok()?;
        return Some(YearDay::Fixed(month, day));
    }
    let fields: Vec<&str> = text.split_whitespace().collect();
    let (&[month, weekday, nth], then) = (
        fields.get(..3)?,
        fields.get(3).map_or(Some(0), |then| moved(then))?,
    ) else {
        return None;
    };
    let weekday = match weekday {
        "Mon" => Weekday::Monday,
        "Tue" => Weekday::Tuesday,
        "Wed" => Weekday::Wednesday,
        "Thu" => Weekday::Thursday,
        "Fri" => Weekday::Friday,
        "Sat" => Weekday::Saturday,
        "Sun" => Weekday::Sunday,
        _ => return None,
    };
    let nth = if nth == "last" {
        -1
    } else {
        nth.parse().ok().filter(|nth| (1..=5).contains(nth))?
    };
    let month = month
        .parse()
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    Some(YearDay::Nth(month, weekday, nth, then))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_its_tables() {
        let vocabulary = Vocabulary::standard();
        assert_eq!(
            vocabulary.classes("second"),
            [Class::Unit(Unit::Second), Class::Ordinal(2)]
        );
        assert!(vocabulary.classes("harbour").is_empty());
        let rest = ["year", "'s", "eve"];
        assert_eq!(
            vocabulary
                .holiday("new", |at| rest[at])
                .map(|(_, more)| more),
            Some(3)
        );
    }

    #[test]
    fn takes_more_days() {
        let own = Own::of("times/holidays.tsv", "name\tday\nharbour day\t06 Sat 2\n");
        let more = Vocabulary::with(&own).unwrap();
        assert!(more.opens_holiday("harbour") && !Vocabulary::standard().opens_holiday("harbour"));
    }

    #[test]
    fn names_the_bad_line() {
        let wrong = |path: &str, rows: &str| Vocabulary::with(&Own::of(path, rows)).unwrap_err();
        let error = wrong(
            "times/words.tsv",
            "word\tclass\tvalue\nbrumaire\tmonth\t13\n",
        );
        assert_eq!((error.table.as_str(), error.line), ("times/words.tsv", 2));
        let error = wrong("times/holidays.tsv", "name\tday\n\nleap\t02-30\n");
        assert_eq!(
            (error.table.as_str(), error.line),
            ("times/holidays.tsv", 3)
        );
        assert_eq!(
            wrong("times/words.tsv", "word\tclass\tvalue\nx\tmonth\n").line,
            2
        );
    }
}
