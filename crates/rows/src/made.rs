//! Small values of rows.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day: YYYY-MM-DD.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        let no_day = || format!("{words:?} is no day; write it like 2026-04-11");
        // Nothing but a day: a time of day after it would be lost.
        let date: Date = words.parse().map_err(|_| no_day())?;
        (date.to_string() == words)
            .then_some(Self(date))
            .ok_or_else(no_day)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, into: S) -> Result<S::Ok, S::Error> {
        into.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let words = Cow::<str>::deserialize(from)?;
        words.parse().map_err(D::Error::custom)
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "format": "date"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_days_only() {
        let day: Day = "2026-04-11".parse().unwrap();
        assert_eq!(serde_json::to_string(&day).unwrap(), "\"2026-04-11\"");
        for none in [
            "2026-4-11",
            "2026-04-11T10:00",
            "2026-02-30",
            "yesterday",
            "",
        ] {
            assert!(none.parse::<Day>().is_err(), "{none}");
        }
    }
}
