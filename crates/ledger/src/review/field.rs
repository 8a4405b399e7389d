//! Which values of a row a person may correct, and what they look like.

use sayso::Pair;
use serde_json::{Map, Value};

use super::ReviewError;

/// A kind of row.
#[derive(Debug)]
pub(super) struct RowKind {
    /// The letter of its ids.
    pub(super) letter: char,
    /// Its name, and that of its table.
    pub(super) name: &'static str,
    /// Its fields, with the columns that hold them.
    pub(super) fields: &'static [Field],
}

/// A value of a row.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) column: &'static str,
    shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Words, or null for what can't be told.
    Words,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A number, or null.
    Number,
    /// True or false.
    Flag,
}

const fn field(name: &'static str, column: &'static str, shape: Shape) -> Field {
    Field {
        name,
        column,
        shape,
    }
}

/// The spans of a row, the same for every kind; where they are kept is told by the kind.
pub(super) const SPANS: &str = "spans";

const STANCES: &[&str] = &[
    "asserts",
    "denies",
    "asks",
    "orders",
    "requests",
    "promises",
    "threatens",
    "warns",
    "believes",
    "doubts",
    "expects",
    "accuses",
    "praises",
    "apologises",
    "hearsay",
    "unknown",
];

const TYPES: &[&str] = &[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "HARM",
];

const STATUSES: &[&str] = &[
    "happened",
    "ongoing",
    "planned",
    "possible",
    "denied",
    "background",
];

pub(super) const KINDS: &[RowKind] = &[
    RowKind {
        letter: 's',
        name: "statement",
        fields: &[
            field("speaker", "speaker_name", Shape::Words),
            field("stance", "stance", Shape::OneOf(STANCES)),
            field(
                "kind",
                "kind",
                Shape::OneOf(&["direct", "indirect", "mixed", "embedded"]),
            ),
            field("negated", "negated", Shape::Flag),
        ],
    },
    RowKind {
        letter: 'f',
        name: "figure",
        fields: &[
            field("low", "low", Shape::Number),
            field("best", "best", Shape::Number),
            field("high", "high", Shape::Number),
            field("unit", "unit", Shape::Words),
            field("counted", "counted", Shape::Words),
            field("kind", "kind", Shape::Words),
            field(
                "extent",
                "extent",
                Shape::OneOf(&["total", "increment", "decrement"]),
            ),
        ],
    },
    RowKind {
        letter: 't',
        name: "time",
        fields: &[
            field("value", "value", Shape::Words),
            field("start", "first_day", Shape::Words),
            field("end", "last_day", Shape::Words),
            field(
                "kind",
                "kind",
                Shape::OneOf(&["DATE", "TIME", "DURATION", "SET"]),
            ),
        ],
    },
    RowKind {
        letter: 'p',
        name: "place",
        fields: &[
            field("name", "name", Shape::Words),
            field("lat", "lat", Shape::Number),
            field("lon", "lon", Shape::Number),
            field("country", "country", Shape::Words),
        ],
    },
    RowKind {
        letter: 'v',
        name: "event",
        fields: &[
            field("type", "kind", Shape::OneOf(TYPES)),
            field("mode", "mode", Shape::Words),
            field("status", "status", Shape::OneOf(STATUSES)),
            field(
                "polarity",
                "polarity",
                Shape::OneOf(&["positive", "negative"]),
            ),
        ],
    },
];

impl RowKind {
    /// The kind of a row and its number, by its id.
    pub(super) fn of(id: &str) -> Option<(&'static Self, i64)> {
        let letter = id.chars().next()?;
        let kind = KINDS.iter().find(|kind| kind.letter == letter)?;
        let number = &id[letter.len_utf8()..];
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some((kind, number.parse().ok()?))
    }

    /// Corrections as they are kept: without those that change nothing, and in the types of their fields.
    pub(super) fn checked(
        &self,
        corrected: &Map<String, Value>,
        was: &Map<String, Value>,
        code_points: usize,
    ) -> Result<Map<String, Value>, ReviewError> {
        let mut kept = Map::new();
        for (name, value) in corrected {
            if name == SPANS {
                check_spans(value, code_points)?;
            } else {
                let Some(field) = self.fields.iter().find(|field| field.name == name) else {
                    let known: Vec<&str> = self.fields.iter().map(|field| field.name).collect();
                    return Err(ReviewError::field(
                        name,
                        format!(
                            "a {} has no such field; it has {} and {SPANS}",
                            self.name,
                            known.join(", ")
                        ),
                    ));
                };
                field.check(value)?;
            }
            if was.get(name) != Some(value) {
                kept.insert(name.clone(), value.clone());
            }
        }
        if kept.is_empty() {
            return Err(ReviewError::field(
                "corrected",
                "nothing is corrected; give at least one value that differs",
            ));
        }
        Ok(kept)
    }
}

/// Characters of a value at most.
const LONGEST: usize = 500;

impl Field {
    fn check(&self, value: &Value) -> Result<(), ReviewError> {
        let wrong = |what: &str| Err(ReviewError::field(self.name, what));
        match (self.shape, value) {
            (Shape::Words | Shape::Number, Value::Null)
            | (Shape::Number, Value::Number(_))
            | (Shape::Flag, Value::Bool(_)) => Ok(()),
            (Shape::Words, Value::String(words)) if words.trim().is_empty() => {
                wrong("is empty; give words, or null for what can't be told")
            }
            (Shape::Words, Value::String(words)) if words.chars().count() > LONGEST => {
                wrong("is longer than 500 characters")
            }
            (Shape::Words, Value::String(_)) => Ok(()),
            (Shape::OneOf(known), Value::String(word)) if known.contains(&word.as_str()) => Ok(()),
            (Shape::OneOf(known), _) => wrong(&format!("is none of {}", known.join(", "))),
            (Shape::Words, _) => wrong("is neither words nor null"),
            (Shape::Number, _) => wrong("is neither a number nor null"),
            (Shape::Flag, _) => wrong("is neither true nor false"),
        }
    }
}

fn check_spans(value: &Value, code_points: usize) -> Result<(), ReviewError> {
    let spans: Vec<Pair> = serde_json::from_value(value.clone())
        .map_err(|_| ReviewError::field(SPANS, "is no list of [start, end)"))?;
    let apart = spans.windows(2).all(|pair| pair[0][1] <= pair[1][0]);
    let inside = spans
        .iter()
        .all(|span| span[0] < span[1] && span[1] <= code_points);
    if spans.is_empty() || !apart || !inside {
        return Err(ReviewError::field(
            SPANS,
            format!("are not stretches of the text, in order; it has {code_points} code points"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stances_are_those_of_statements() {
        assert!(
            STANCES
                .iter()
                .all(|name| sayso::Stance::parse(name).is_some())
        );
    }

    #[test]
    fn ids_tell_the_kind() {
        let (kind, number) = RowKind::of("f12").unwrap();
        assert_eq!((kind.name, number), ("figure", 12));
        for none in ["", "x1", "s", "s-1", "s1'", "é1", "s99999999999999999999"] {
            assert!(RowKind::of(none).is_none(), "{none}");
        }
    }
}
