//! Which values of a row a person may correct, and what they look like: the fields of the rows themselves.

use sayso::labels::labels;
use sayso::rows::{Column, Shape};
use sayso::{CharSpan, EventRow, FigureRow, PlaceRow, StatementRow, TimeRow};
use serde_json::{Map, Value};

use super::ReviewError;

labels! {
    /// A sort of row that people decide on.
    pub RowKind("kind of row that is reviewed") {
        /// Who said what.
        Statement = "statement",
        /// A number that counts or measures.
        Figure = "figure",
        /// A time expression.
        Time = "time",
        /// A place on the map.
        Place = "place",
        /// Who did what to whom.
        Event = "event",
    }
}

/// The fields of each sort that may be corrected, under the names that decisions have for them; `name=field` where a
/// row's field has another.
pub const CORRECTABLE: &[(RowKind, &[&str])] = &[
    (
        RowKind::Statement,
        &["speaker", "stance", "kind", "negated"],
    ),
    (
        RowKind::Figure,
        &["low", "best", "high", "unit", "counted", "kind", "extent"],
    ),
    (RowKind::Time, &["value", "start", "end", "kind=type"]),
    (RowKind::Place, &["name", "lat", "lon", "country"]),
    (RowKind::Event, &["type", "mode", "status", "polarity"]),
];

/// A value of a row.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    shape: Shape,
    /// Where it stands in the row's JSON.
    path: &'static str,
}

/// The spans of a row, the same for every kind; where they are kept is told by the kind.
pub(super) const SPANS: &str = "spans";

impl RowKind {
    /// The letter of its ids.
    pub(super) fn letter(self) -> char {
        match self {
            Self::Event => 'v',
            kind => kind.as_str().chars().next().unwrap_or_default(),
        }
    }

    /// The kind of a row and its number, by its id.
    pub(super) fn of_id(id: &str) -> Option<(Self, i64)> {
        let letter = id.chars().next()?;
        let kind = Self::ALL.iter().find(|kind| kind.letter() == letter)?;
        let number = &id[letter.len_utf8()..];
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some((*kind, number.parse().ok()?))
    }

    /// Its values that may be corrected.
    pub(super) fn fields(self) -> Vec<Field> {
        let names = CORRECTABLE.iter().find(|(kind, _)| *kind == self);
        let names = names.map_or(&[][..], |(_, names)| names);
        let field = |name: &&'static str| {
            let (name, path) = name.split_once('=').unwrap_or((name, name));
            let shape = match self {
                // A speaker is corrected by name.
                Self::Statement if path == "speaker" => Shape::Text,
                Self::Statement => shape(<StatementRow>::COLUMNS, path),
                Self::Figure => shape(<FigureRow>::COLUMNS, path),
                Self::Time => shape(<TimeRow>::COLUMNS, path),
                Self::Place => shape(<PlaceRow>::COLUMNS, path),
                Self::Event => shape(<EventRow>::COLUMNS, path),
            };
            Field { name, shape, path }
        };
        names.iter().map(field).collect()
    }

    /// Where a value stands in the row's JSON, by the name that decisions have for it.
    pub(crate) fn path(self, name: &str) -> &str {
        let field = self.fields().into_iter().find(|field| field.name == name);
        field.map_or(name, |field| field.path)
    }

    /// Where the words of a row stand, by its JSON.
    pub(super) fn spans(self, row: &Value) -> Vec<CharSpan> {
        let one = |name: &str| {
            let span = serde_json::from_value(row[name].clone());
            span.into_iter().collect()
        };
        match self {
            Self::Statement => serde_json::from_value(row["content"].clone()).unwrap_or_default(),
            Self::Event => one("trigger"),
            _ => one("span"),
        }
    }

    /// The values of a row that may be corrected, by its JSON.
    pub(super) fn values(self, row: &Value) -> Map<String, Value> {
        let value = |field: &Field| match field.path {
            "speaker" => row["speaker"]["name"].clone(),
            path => row[path].clone(),
        };
        let fields = self.fields();
        let values = fields
            .iter()
            .map(|field| (field.name.to_owned(), value(field)));
        values.collect()
    }

    /// Corrections as they are kept: without those that change nothing, and in the types of their fields.
    pub(super) fn checked(
        self,
        corrected: &Map<String, Value>,
        was: &Map<String, Value>,
        code_points: usize,
    ) -> Result<Map<String, Value>, ReviewError> {
        let fields = self.fields();
        let mut kept = Map::new();
        for (name, value) in corrected {
            if name == SPANS {
                check_spans(value, code_points)?;
            } else {
                let Some(field) = fields.iter().find(|field| field.name == name) else {
                    let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
                    return Err(ReviewError::field(
                        name,
                        format!(
                            "a {self} has no such field; it has {} and {SPANS}",
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

fn shape<R>(columns: &[Column<R>], name: &str) -> Shape {
    let column = columns.iter().find(|column| column.name == name);
    // What no row has can't be corrected, as spans can't.
    column.map_or(Shape::Span, |column| column.shape)
}

/// Characters of a value at most.
const LONGEST: usize = 500;

impl Field {
    fn check(&self, value: &Value) -> Result<(), ReviewError> {
        let wrong = |what: &str| Err(ReviewError::field(self.name, what));
        match (self.shape, value) {
            (Shape::Text | Shape::Day | Shape::Number | Shape::Real, Value::Null)
            | (Shape::Number | Shape::Real, Value::Number(_))
            | (Shape::Flag, Value::Bool(_)) => Ok(()),
            (Shape::Text, Value::String(words)) if words.trim().is_empty() => {
                wrong("is empty; give words, or null for what can't be told")
            }
            (Shape::Text, Value::String(words)) if words.chars().count() > LONGEST => {
                wrong("is longer than 500 characters")
            }
            (Shape::Text, Value::String(_)) => Ok(()),
            (Shape::Day, Value::String(day)) => match day.parse::<sayso::Day>() {
                Ok(_) => Ok(()),
                Err(told) => wrong(&told),
            },
            (Shape::Label(known), Value::String(word)) if known.contains(&word.as_str()) => Ok(()),
            (Shape::Label(known), _) => wrong(&format!("is none of {}", known.join(", "))),
            (Shape::Text | Shape::Day, _) => wrong("is neither words nor null"),
            (Shape::Number | Shape::Real, _) => wrong("is neither a number nor null"),
            (Shape::Flag, _) => wrong("is neither true nor false"),
            (Shape::Span | Shape::List(_) | Shape::Record(_), _) => wrong("can't be corrected"),
        }
    }
}

fn check_spans(value: &Value, code_points: usize) -> Result<(), ReviewError> {
    let wrong = |what: String| ReviewError::field(SPANS, what);
    let spans: Vec<CharSpan> = serde_json::from_value(value.clone())
        .or_else(|_| serde_json::from_value::<Vec<[usize; 2]>>(value.clone()).map(|_| Vec::new()))
        .map_err(|_| wrong("is no list of [start, end)".to_owned()))?;
    let apart = spans
        .windows(2)
        .all(|pair| pair[0].end() <= pair[1].start());
    let inside = spans
        .iter()
        .all(|span| span.start() < span.end() && span.end() <= code_points);
    if spans.is_empty() || !apart || !inside {
        return Err(wrong(format!(
            "are not stretches of the text, in order; it has {code_points} code points"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_those_of_the_rows() {
        for &kind in RowKind::ALL {
            let fields = kind.fields();
            assert!(!fields.is_empty());
            for field in fields {
                let simple =
                    !matches!(field.shape, Shape::Record(_) | Shape::List(_) | Shape::Span);
                assert!(simple, "a {kind} has no simple field {}", field.path);
            }
        }
        let stance = &RowKind::Statement.fields()[1];
        let known = <sayso::Stance as sayso::Label>::NAMES;
        assert_eq!(stance.shape, Shape::Label(known));
    }

    #[test]
    fn ids_tell_the_kind() {
        assert_eq!(RowKind::of_id("f12"), Some((RowKind::Figure, 12)));
        for none in ["", "x1", "s", "s-1", "s1'", "é1", "s99999999999999999999"] {
            assert!(RowKind::of_id(none).is_none(), "{none}");
        }
    }
}
