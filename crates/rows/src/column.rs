//! The columns of rows: what tables, spreadsheets and checks know of a row's fields.

use sayso_labels::Label;

use crate::{Day, Id, OffsetUnitName, Sort, SpanIn, Unit};

/// A field of a row as a column of a table.
#[derive(Debug)]
pub struct Column<R> {
    /// Its name in JSON.
    pub name: &'static str,
    /// What it tells.
    pub doc: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Its value in a row.
    pub value: fn(&R) -> Cell,
}

/// What a column holds. Every value may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Whole numbers.
    Number,
    /// Numbers.
    Real,
    /// True or false.
    Flag,
    /// Words.
    Text,
    /// One of these words.
    Label(&'static [&'static str]),
    /// Days.
    Day,
    /// `[start, end)`.
    Span,
    /// Lists.
    List(&'static Shape),
    /// Rows within rows.
    Record(&'static Record),
}

/// What a row is, as a value within another.
#[derive(Debug, PartialEq, Eq)]
pub struct Record {
    /// Its name in the schema of rows.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its fields, in their order.
    pub fields: &'static [Field],
}

/// A field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in JSON.
    pub name: &'static str,
    /// What it tells.
    pub doc: &'static str,
    /// What it holds.
    pub shape: Shape,
}

/// A value of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// It can't be told.
    Nothing,
    /// A whole number.
    Number(i64),
    /// A number.
    Real(f64),
    /// True or false.
    Flag(bool),
    /// Words.
    Text(String),
    /// A day.
    Day(Day),
    /// `[start, end)`.
    Span(usize, usize),
    /// A list.
    List(Vec<Cell>),
    /// A row within a row: a cell for each of the record's fields.
    Record(&'static Record, Vec<Cell>),
}

impl Cell {
    /// As tables of text have it: lists, spans and records as JSON, what can't be told as nothing.
    pub fn written(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text.clone(),
            Self::Day(day) => day.to_string(),
            other => other.as_json(),
        }
    }

    fn as_json(&self) -> String {
        match self {
            Self::Nothing => "null".to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Text(text) => serde_json::to_string(text).unwrap_or_default(),
            Self::Day(day) => format!("\"{day}\""),
            Self::Span(start, end) => format!("[{start},{end}]"),
            Self::List(cells) => {
                let cells: Vec<String> = cells.iter().map(Self::as_json).collect();
                format!("[{}]", cells.join(","))
            }
            Self::Record(record, cells) => {
                let fields = record.fields.iter().zip(cells);
                let fields: Vec<String> = fields
                    .map(|(field, cell)| format!("\"{}\":{}", field.name, cell.as_json()))
                    .collect();
                format!("{{{}}}", fields.join(","))
            }
        }
    }
}

/// What a field may be.
pub trait Value {
    /// Its shape in a column.
    const SHAPE: Shape;

    /// Its value.
    fn cell(&self) -> Cell;
}

macro_rules! values {
    ($($type:ty, $shape:expr, $cell:expr;)+) => {
        $(impl Value for $type {
            const SHAPE: Shape = $shape;

            fn cell(&self) -> Cell {
                let cell: fn(&$type) -> Cell = $cell;
                cell(self)
            }
        })+
    };
}

/// A confidence or a number that was one, without the noise of widening.
fn real(value: f32) -> Cell {
    Cell::Real((f64::from(value) * 1000.0).round() / 1000.0)
}

values! {
    String, Shape::Text, |text| Cell::Text(text.clone());
    bool, Shape::Flag, |flag| Cell::Flag(*flag);
    i64, Shape::Number, |number| Cell::Number(*number);
    u32, Shape::Number, |number| Cell::Number((*number).into());
    usize, Shape::Number, |number| i64::try_from(*number).map_or(Cell::Nothing, Cell::Number);
    f64, Shape::Real, |number| Cell::Real(*number);
    f32, Shape::Real, |number| real(*number);
    Day, Shape::Day, |day| Cell::Day(*day);
}

impl<T: Value> Value for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn cell(&self) -> Cell {
        self.as_ref().map_or(Cell::Nothing, Value::cell)
    }
}

impl<T: Value> Value for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn cell(&self) -> Cell {
        Cell::List(self.iter().map(Value::cell).collect())
    }
}

impl<T: Value, const N: usize> Value for [T; N] {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn cell(&self) -> Cell {
        Cell::List(self.iter().map(Value::cell).collect())
    }
}

impl<U: Unit> Value for SpanIn<U> {
    const SHAPE: Shape = Shape::Span;

    fn cell(&self) -> Cell {
        Cell::Span(self.start(), self.end())
    }
}

impl<S: Sort> Value for Id<S> {
    const SHAPE: Shape = Shape::Text;

    fn cell(&self) -> Cell {
        Cell::Text(self.to_string())
    }
}

macro_rules! label_values {
    ($($type:ty,)+) => {
        $(impl Value for $type {
            const SHAPE: Shape = Shape::Label(<$type as Label>::NAMES);

            fn cell(&self) -> Cell {
                Cell::Text(self.as_str().to_owned())
            }
        })+
    };
}

label_values! {
    sayso_analysis::NameKind,
    sayso_entities::EntityKind,
    sayso_entities::Form,
    sayso_events::EventType,
    sayso_events::Polarity,
    sayso_events::Status,
    sayso_figures::Comparator,
    sayso_figures::Extent,
    sayso_figures::Kind,
    sayso_places::PlaceKind,
    sayso_places::Precision,
    sayso_statements::Kind,
    sayso_statements::Stance,
    sayso_times::Basis,
    sayso_times::Kind,
    sayso_times::Modifier,
    sayso_times::Precision,
    crate::DayBasis,
    crate::Decision,
}

impl<U: Unit> Value for OffsetUnitName<U> {
    const SHAPE: Shape = Shape::Text;

    fn cell(&self) -> Cell {
        Cell::Text(U::NAME.to_owned())
    }
}

/// A row: its struct, its JSON, its columns and what it is within other rows, of one list of fields. `as "type"` gives
/// a field another name in JSON. A row without spans is `plain`.
macro_rules! row {
    (
        $(#[doc = $about:tt])+
        $(#[derive($($derived:ident),+)])?
        pub struct $name:ident $text:tt plain { $($fields:tt)+ }
    ) => {
        $crate::column::row_in! {
            () $(#[doc = $about])+ $(#[derive($($derived),+)])? pub struct $name $text { $($fields)+ }
        }
    };
    (
        $(#[doc = $about:tt])+
        $(#[derive($($derived:ident),+)])?
        pub struct $name:ident $text:tt { $($fields:tt)+ }
    ) => {
        $crate::column::row_in! {
            (U) $(#[doc = $about])+ $(#[derive($($derived),+)])? pub struct $name $text { $($fields)+ }
        }
    };
}
pub(crate) use row;

macro_rules! row_in {
    (
        ($($unit:ident)?)
        $(#[doc = $about:tt])+
        $(#[derive($($derived:ident),+)])?
        pub struct $name:ident $text:tt {
            $($(#[doc = $doc:tt])+ $(#[serde($($serde:tt)+)])? $field:ident $(as $json:tt)? : $type:ty,)+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        $(#[derive($($derived),+)])?
        #[serde(bound = "")]
        #[schemars(rename = $text, bound = "")]
        pub struct $name $(<$unit: $crate::Unit = $crate::Chars>)? {
            $(
                $(#[doc = $doc])+
                $(#[serde(rename = $json)])?
                $(#[serde($($serde)+)])?
                pub $field: $type,
            )+
        }

        impl $(<$unit: $crate::Unit>)? $name $(<$unit>)? {
            /// Its fields, in their order.
            pub const COLUMNS: &'static [$crate::Column<Self>] = &[$(
                $crate::Column {
                    name: $crate::column::name!($field $(as $json)?),
                    doc: concat!($($doc, "\n"),+),
                    shape: <$type as $crate::Value>::SHAPE,
                    value: |row| $crate::Value::cell(&row.$field),
                },
            )+];

            /// What it is within other rows.
            pub const RECORD: &'static $crate::Record = &$crate::Record {
                name: $text,
                doc: concat!($($about, "\n"),+),
                fields: &[$(
                    $crate::Field {
                        name: $crate::column::name!($field $(as $json)?),
                        doc: concat!($($doc, "\n"),+),
                        shape: <$type as $crate::Value>::SHAPE,
                    },
                )+],
            };
        }

        impl $(<$unit: $crate::Unit>)? $crate::Value for $name $(<$unit>)? {
            const SHAPE: $crate::Shape = $crate::Shape::Record(Self::RECORD);

            fn cell(&self) -> $crate::Cell {
                let cells = Self::COLUMNS.iter().map(|column| (column.value)(self));
                $crate::Cell::Record(Self::RECORD, cells.collect())
            }
        }
    };
}
pub(crate) use row_in;

macro_rules! name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident as $json:tt) => {
        $json
    };
}
pub(crate) use name;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Chars, FigureRow, StatementRow};

    #[test]
    fn columns_are_the_fields() {
        let columns = StatementRow::<Chars>::COLUMNS;
        let stance = columns
            .iter()
            .find(|column| column.name == "stance")
            .unwrap();
        assert!(matches!(stance.shape, Shape::Label(names) if names.contains(&"denies")));
        assert!(stance.doc.contains("What the speaker does with it"));
        let shape = |name: &str| {
            columns
                .iter()
                .find(|column| column.name == name)
                .unwrap()
                .shape
        };
        assert_eq!(shape("content"), Shape::List(&Shape::Span));
        let Shape::List(Shape::Record(candidate)) = shape("candidates") else {
            panic!("candidates are rows");
        };
        let names: Vec<_> = candidate.fields.iter().map(|field| field.name).collect();
        assert_eq!(names, ["entity", "name", "confidence"]);
        assert!(
            FigureRow::<Chars>::COLUMNS
                .iter()
                .any(|column| column.name == "rule")
        );
    }

    #[test]
    fn cells_are_written() {
        let list = Cell::List(vec![
            Cell::Span(0, 4),
            Cell::Nothing,
            Cell::Text("a\"b".into()),
        ]);
        assert_eq!(list.written(), r#"[[0,4],null,"a\"b"]"#);
        assert_eq!(0.731_f32.cell(), Cell::Real(0.731));
        let bounds = crate::BoundsRow {
            low: Some(3.0),
            best: None,
            high: Some(4.5),
        };
        assert_eq!(
            bounds.cell().written(),
            r#"{"low":3,"best":null,"high":4.5}"#
        );
        assert_eq!(Cell::Nothing.written(), "");
    }
}
