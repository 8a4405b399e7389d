//! Ids of rows in their report: "s3" is the third statement.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A sort of row.
pub trait Sort: 'static {
    /// The letter of its ids.
    const LETTER: char;
    /// Its name.
    const NAME: &'static str;
}

/// The sorts of rows, for the types of ids.
pub mod sort {
    macro_rules! sorts {
        ($($(#[$doc:meta])* $name:ident $letter:literal $text:literal,)+) => {
            $(
                $(#[$doc])*
                #[derive(Debug)]
                pub enum $name {}

                impl super::Sort for $name {
                    const LETTER: char = $letter;
                    const NAME: &'static str = $text;
                }
            )+
        };
    }

    sorts! {
        /// Who said what.
        Statement 's' "statement",
        /// What several mentions name.
        Entity 'e' "entity",
        /// A number that counts or measures.
        Figure 'f' "figure",
        /// A time expression.
        Time 't' "time",
        /// A place on the map.
        Place 'p' "place",
        /// Who did what to whom.
        Event 'v' "event",
    }
}

/// The id of a row in its report.
pub struct Id<S> {
    /// Its place among the rows of its sort, from 0.
    at: u32,
    sort: PhantomData<fn() -> S>,
}

impl<S: Sort> Id<S> {
    /// Of the row at an index.
    pub fn at(index: usize) -> Self {
        Self {
            at: u32::try_from(index).unwrap_or(u32::MAX),
            sort: PhantomData,
        }
    }

    /// The row's index among those of its sort.
    pub fn index(self) -> usize {
        self.at as usize
    }

    /// The number that is written: the index and one.
    pub fn number(self) -> i64 {
        i64::from(self.at) + 1
    }

    /// Of the row with a number, as [`Id::number`] gives it; `None` where it is less than 1.
    pub fn numbered(number: i64) -> Option<Self> {
        Some(Self::at(usize::try_from(number).ok()?.checked_sub(1)?))
    }
}

impl<S> Clone for Id<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Id<S> {}

impl<S> PartialEq for Id<S> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl<S> Eq for Id<S> {}

impl<S> PartialOrd for Id<S> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<S> Ord for Id<S> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.at.cmp(&other.at)
    }
}

impl<S> Hash for Id<S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.at.hash(state);
    }
}

impl<S: Sort> fmt::Debug for Id<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<S: Sort> fmt::Display for Id<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", S::LETTER, self.number())
    }
}

/// Words that are no id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoId {
    /// The words.
    pub words: String,
    /// What they should name.
    pub sort: &'static str,
    /// The letter that such ids have.
    pub letter: char,
}

impl fmt::Display for NoId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            words,
            sort,
            letter,
        } = self;
        write!(
            f,
            "{words:?} is no id of a row ({sort}); such ids are {letter}1, {letter}2…"
        )
    }
}

impl std::error::Error for NoId {}

impl<S: Sort> FromStr for Id<S> {
    type Err = NoId;

    fn from_str(words: &str) -> Result<Self, NoId> {
        let number = words.strip_prefix(S::LETTER);
        let digits = number.filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
        digits
            .and_then(|digits| Self::numbered(digits.parse::<u32>().ok()?.into()))
            .ok_or_else(|| NoId {
                words: words.to_owned(),
                sort: S::NAME,
                letter: S::LETTER,
            })
    }
}

impl<S: Sort> Serialize for Id<S> {
    fn serialize<W: Serializer>(&self, into: W) -> Result<W::Ok, W::Error> {
        into.collect_str(self)
    }
}

impl<'de, S: Sort> Deserialize<'de> for Id<S> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let words = Cow::<str>::deserialize(from)?;
        words.parse().map_err(D::Error::custom)
    }
}

impl<S: Sort> JsonSchema for Id<S> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}Id", S::NAME).into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": format!("^{}[1-9][0-9]*$", S::LETTER)})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_back() {
        let id: Id<sort::Statement> = "s12".parse().unwrap();
        assert_eq!(
            (id.index(), id.number(), id.to_string().as_str()),
            (11, 12, "s12")
        );
        for none in [
            "",
            "x1",
            "s",
            "s-1",
            "s+1",
            "s0",
            "s1'",
            "é1",
            "f1",
            "s99999999999999999999",
        ] {
            assert!(none.parse::<Id<sort::Statement>>().is_err(), "{none}");
        }
        let told = "f1".parse::<Id<sort::Statement>>().unwrap_err().to_string();
        assert!(told.contains("statement") && told.contains("s1"), "{told}");
    }
}
