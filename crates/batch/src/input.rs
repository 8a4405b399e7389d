//! The reports of a batch.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use sayso::Report;
use sayso::report::Record;

use crate::BatchError;

/// The columns that are read, with what they hold; others are passed over. `id` must be there, and `text` or `html`.
pub const COLUMNS: &[(&str, &str)] = &[
    ("id", "what names the report: a string or a whole number"),
    ("text", "its words"),
    (
        "html",
        "a web page that it is read from, where there is no text",
    ),
    ("url", "its address"),
    ("title", "its headline"),
    (
        "published",
        "the day it was published: a string (YYYY-MM-DD), a date or a time stamp",
    ),
    ("outlet", "who published it"),
];

const STRINGS: &str = "a string";

/// A batch as reports.
pub struct Input<'b> {
    id: Named<'b>,
    text: Option<Words<'b>>,
    html: Option<Words<'b>>,
    url: Option<Words<'b>>,
    title: Option<Words<'b>>,
    outlet: Option<Words<'b>>,
    published: Option<Published<'b>>,
}

impl<'b> Input<'b> {
    /// Finds the columns.
    ///
    /// # Errors
    /// Where one is missing or of a wrong type.
    pub fn of(batch: &'b RecordBatch) -> Result<Self, BatchError> {
        let missing = |wanted| {
            let schema = batch.schema_ref();
            let names: Vec<&str> = schema
                .fields()
                .iter()
                .map(|one| one.name().as_str())
                .collect();
            let found = match names.is_empty() {
                true => "none".to_owned(),
                false => names.join(", "),
            };
            BatchError::Missing { wanted, found }
        };
        let input = Self {
            id: Named::of(column(batch, "id")?.ok_or_else(|| missing("id"))?)?,
            text: words(batch, "text")?,
            html: words(batch, "html")?,
            url: words(batch, "url")?,
            title: words(batch, "title")?,
            outlet: words(batch, "outlet")?,
            published: column(batch, "published")?.map(Published::of).transpose()?,
        };
        if input.text.is_none() && input.html.is_none() {
            return Err(missing("text or html"));
        }
        Ok(input)
    }

    /// The id in a row.
    pub fn id(&self, at: usize) -> Option<String> {
        self.id.at(at)
    }

    /// The reports of a row: one, or those of a web page.
    ///
    /// # Errors
    /// With what is wrong with the row.
    pub fn reports(&self, at: usize) -> Result<Vec<Report>, String> {
        let id = self.id(at).ok_or("its id is null")?;
        let told = |words: &Option<Words<'b>>| {
            let words = words.as_ref()?.at(at)?;
            (!words.is_empty()).then(|| words.to_owned())
        };
        let record = Record {
            path: id,
            title: told(&self.title),
            outlet: told(&self.outlet),
            url: told(&self.url),
            authors: Vec::new(),
            published: self.published.as_ref().and_then(|one| one.at(at)),
        };
        let filled = |words: &Option<Words<'b>>| {
            let words = words.as_ref()?.at(at)?;
            (!words.trim().is_empty()).then_some(words)
        };
        if let Some(text) = filled(&self.text) {
            return Ok(vec![record.of_text(text.to_owned())]);
        }
        match filled(&self.html) {
            Some(page) => record.of_page(page).map_err(|error| error.to_string()),
            None => Err("its text is null or empty".to_owned()),
        }
    }
}

/// The column of a name.
fn column<'b>(
    batch: &'b RecordBatch,
    name: &'static str,
) -> Result<Option<(&'static str, &'b ArrayRef)>, BatchError> {
    let fields = batch.schema_ref().fields().iter().zip(batch.columns());
    let mut named = fields.filter(|(field, _)| field.name() == name);
    let first = named.next();
    if named.next().is_some() {
        return Err(BatchError::Twice { column: name });
    }
    Ok(first.map(|(_, column)| (name, column)))
}

fn words<'b>(batch: &'b RecordBatch, name: &'static str) -> Result<Option<Words<'b>>, BatchError> {
    let Some((name, array)) = column(batch, name)? else {
        return Ok(None);
    };
    match Words::of(array) {
        Some(words) => Ok(Some(words)),
        None => Err(wrong(name, array, STRINGS)),
    }
}

fn wrong(column: &'static str, array: &ArrayRef, wanted: &'static str) -> BatchError {
    BatchError::Type {
        column,
        found: Box::new(array.data_type().clone()),
        wanted,
    }
}

/// A column of strings, however they are kept.
struct Words<'b>(&'b ArrayRef);

impl<'b> Words<'b> {
    fn of(array: &'b ArrayRef) -> Option<Self> {
        use DataType::{LargeUtf8, Null, Utf8, Utf8View};
        matches!(array.data_type(), Utf8 | LargeUtf8 | Utf8View | Null).then_some(Self(array))
    }

    fn at(&self, at: usize) -> Option<&'b str> {
        let array = self.0;
        if array.is_null(at) {
            return None;
        }
        match array.data_type() {
            DataType::Utf8 => Some(array.as_string::<i32>().value(at)),
            DataType::LargeUtf8 => Some(array.as_string::<i64>().value(at)),
            DataType::Utf8View => Some(array.as_string_view().value(at)),
            // A column of nulls only.
            _ => None,
        }
    }
}

/// A column of ids.
enum Named<'b> {
    Words(Words<'b>),
    Numbers(&'b ArrayRef),
}

impl<'b> Named<'b> {
    fn of((name, array): (&'static str, &'b ArrayRef)) -> Result<Self, BatchError> {
        if let Some(words) = Words::of(array) {
            return Ok(Self::Words(words));
        }
        match array.data_type() {
            DataType::Int32 | DataType::Int64 => Ok(Self::Numbers(array)),
            _ => Err(wrong(
                name,
                array,
                "a string or a whole number (32 or 64 bits, signed)",
            )),
        }
    }

    fn at(&self, at: usize) -> Option<String> {
        let number = |array: &ArrayRef| match array.data_type() {
            _ if array.is_null(at) => None,
            DataType::Int32 => Some(array.as_primitive::<Int32Type>().value(at).to_string()),
            _ => Some(array.as_primitive::<Int64Type>().value(at).to_string()),
        };
        match self {
            Self::Words(words) => words.at(at).map(str::to_owned),
            Self::Numbers(array) => number(array),
        }
    }
}

/// A column of days.
enum Published<'b> {
    Words(Words<'b>),
    Days(&'b ArrayRef),
    /// Time stamps, with how many of their units a day has; they are taken in universal time.
    Stamps(&'b ArrayRef, i64),
}

const SECONDS: i64 = 86_400;

impl<'b> Published<'b> {
    fn of((name, array): (&'static str, &'b ArrayRef)) -> Result<Self, BatchError> {
        if let Some(words) = Words::of(array) {
            return Ok(Self::Words(words));
        }
        Ok(match array.data_type() {
            DataType::Date32 => Self::Days(array),
            DataType::Timestamp(TimeUnit::Second, _) => Self::Stamps(array, SECONDS),
            DataType::Timestamp(TimeUnit::Millisecond, _) => Self::Stamps(array, SECONDS * 1_000),
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                Self::Stamps(array, SECONDS * 1_000_000)
            }
            DataType::Timestamp(TimeUnit::Nanosecond, _) => {
                Self::Stamps(array, SECONDS * 1_000_000_000)
            }
            _ => {
                return Err(wrong(
                    name,
                    array,
                    "a string (YYYY-MM-DD), a date or a time stamp",
                ));
            }
        })
    }

    /// The day as written; `None` for null and for days that no calendar has.
    fn at(&self, at: usize) -> Option<String> {
        match self {
            Self::Words(words) => words
                .at(at)
                .filter(|day| !day.is_empty())
                .map(str::to_owned),
            Self::Days(array) if array.is_valid(at) => {
                day(array.as_primitive::<Date32Type>().value(at).into())
            }
            Self::Stamps(array, a_day) if array.is_valid(at) => {
                let stamp = stamp(array, at)?;
                day(stamp.div_euclid(*a_day))
            }
            _ => None,
        }
    }
}

fn stamp(array: &ArrayRef, at: usize) -> Option<i64> {
    use arrow_array::types::{
        TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
        TimestampSecondType,
    };
    let DataType::Timestamp(unit, _) = array.data_type() else {
        return None;
    };
    Some(match unit {
        TimeUnit::Second => array.as_primitive::<TimestampSecondType>().value(at),
        TimeUnit::Millisecond => array.as_primitive::<TimestampMillisecondType>().value(at),
        TimeUnit::Microsecond => array.as_primitive::<TimestampMicrosecondType>().value(at),
        TimeUnit::Nanosecond => array.as_primitive::<TimestampNanosecondType>().value(at),
    })
}

/// The day that many days after the first of 1970.
fn day(days: i64) -> Option<String> {
    let first = jiff::civil::date(1970, 1, 1);
    let after = jiff::Span::new().try_days(days).ok()?;
    Some(first.checked_add(after).ok()?.to_string())
}
