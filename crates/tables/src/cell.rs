//! What stands in the cells of tables.

/// A value in a cell.
pub trait Cell: Sized {
    /// Whether the cell may be empty and its column missing.
    const OPTIONAL: bool = false;

    /// Reads a cell; white space around it is cut off already, and it is empty only where that may be.
    ///
    /// # Errors
    /// With what is wrong and what is wanted.
    fn read(text: &str) -> Result<Self, String>;
}

impl Cell for String {
    fn read(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

impl<C: Cell> Cell for Option<C> {
    const OPTIONAL: bool = true;

    fn read(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(None);
        }
        C::read(text).map(Some)
    }
}

/// Several values, split by `|`.
impl<C: Cell> Cell for Vec<C> {
    const OPTIONAL: bool = true;

    fn read(text: &str) -> Result<Self, String> {
        let parts = text.split('|').map(str::trim);
        parts.filter(|part| !part.is_empty()).map(C::read).collect()
    }
}

macro_rules! numbers {
    ($what:literal: $($type:ty),+) => {$(
        impl Cell for $type {
            fn read(text: &str) -> Result<Self, String> {
                text.parse().map_err(|_| format!("`{text}` is no {}", $what))
            }
        }
    )+};
}

numbers!("whole number": i8, i16, i64, u8, u16, u32, u64, usize);

macro_rules! floats {
    ($($type:ty),+) => {$(
        impl Cell for $type {
            fn read(text: &str) -> Result<Self, String> {
                let number = text.parse().ok().filter(|number: &$type| number.is_finite());
                number.ok_or_else(|| format!("`{text}` is no number"))
            }
        }
    )+};
}

floats!(f32, f64);

/// What is wrong with a word that is none of several: for [`Cell::read`] of a room's own types.
pub fn none_of<'w>(text: &str, what: &str, words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    format!("`{text}` is no {what}; it may be {}", words.join(", "))
}
