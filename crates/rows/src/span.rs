//! Spans that know what they count, and the text that they are of.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use sayso_text::{OffsetUnit, Offsets, Span};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What spans count.
pub trait Unit: Copy + Eq + Ord + fmt::Debug + Default + JsonSchema + 'static {
    /// The same as a value.
    const UNIT: OffsetUnit;
    /// Its name in rows.
    const NAME: &'static str;
}

macro_rules! units {
    ($($(#[$doc:meta])* $name:ident $text:literal,)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
            pub struct $name;

            impl Unit for $name {
                const UNIT: OffsetUnit = OffsetUnit::$name;
                const NAME: &'static str = $text;
            }
        )+
    };
}

units! {
    /// Unicode code points, as Python counts.
    Chars "chars",
    /// Bytes of the text in UTF-8.
    Bytes "bytes",
    /// UTF-16 code units, as browsers count.
    Utf16 "utf16",
}

/// `[start, end)` of a report's text, in a unit.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpanIn<U: Unit> {
    start: u32,
    end: u32,
    unit: PhantomData<U>,
}

/// In code points.
pub type CharSpan = SpanIn<Chars>;
/// In bytes.
pub type ByteSpan = SpanIn<Bytes>;

impl<U: Unit> SpanIn<U> {
    /// From `start` to `end`; an end before the start counts as the start.
    pub fn new(start: usize, end: usize) -> Self {
        let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            start: short(start),
            end: short(end.max(start)),
            unit: PhantomData,
        }
    }

    /// Where it starts.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Where it ends.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Whether they have something in common.
    pub fn meets(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// From the first of some spans to the last.
    pub fn cover(spans: impl IntoIterator<Item = Self>) -> Self {
        let mut spans = spans.into_iter();
        let first = spans.next().unwrap_or_default();
        spans.fold(first, |all, span| Self {
            start: all.start.min(span.start),
            end: all.end.max(span.end),
            unit: PhantomData,
        })
    }
}

impl<U: Unit> fmt::Debug for SpanIn<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// "12-40".
impl<U: Unit> fmt::Display for SpanIn<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

impl<U: Unit> Serialize for SpanIn<U> {
    fn serialize<S: Serializer>(&self, into: S) -> Result<S::Ok, S::Error> {
        [self.start, self.end].serialize(into)
    }
}

impl<'de, U: Unit> Deserialize<'de> for SpanIn<U> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let [start, end] = <[u32; 2]>::deserialize(from)?;
        if end < start {
            return Err(D::Error::custom(format!(
                "[{start}, {end}] ends before it starts"
            )));
        }
        Ok(Self {
            start,
            end,
            unit: PhantomData,
        })
    }
}

impl<U: Unit> JsonSchema for SpanIn<U> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "minItems": 2,
            "maxItems": 2,
        })
    }
}

/// The name of a unit, in a row whose spans are in it; a row in another unit is refused when it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OffsetUnitName<U: Unit>(PhantomData<U>);

impl<U: Unit> Serialize for OffsetUnitName<U> {
    fn serialize<S: Serializer>(&self, into: S) -> Result<S::Ok, S::Error> {
        U::UNIT.serialize(into)
    }
}

impl<'de, U: Unit> Deserialize<'de> for OffsetUnitName<U> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let found = OffsetUnit::deserialize(from)?;
        if found != U::UNIT {
            let what = format!("spans are in {found:?}, and {:?} are read here", U::UNIT);
            return Err(D::Error::custom(what));
        }
        Ok(Self::default())
    }
}

impl<U: Unit> JsonSchema for OffsetUnitName<U> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "OffsetUnit".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "enum": ["chars", "bytes", "utf16"]})
    }
}

/// Turns a text's spans into those of rows.
#[derive(Debug)]
pub struct Spans<'t, U: Unit> {
    offsets: Offsets<'t>,
    unit: PhantomData<U>,
}

impl<'t, U: Unit> Spans<'t, U> {
    /// Of a text.
    pub fn of(text: &'t str) -> Self {
        Self {
            offsets: Offsets::new(text, U::UNIT),
            unit: PhantomData,
        }
    }

    /// A span in the unit.
    pub fn span(&self, span: Span) -> SpanIn<U> {
        let [start, end] = self.offsets.pair(span);
        SpanIn::new(start, end)
    }

    /// Several.
    pub fn all(&self, spans: &[Span]) -> Vec<SpanIn<U>> {
        spans.iter().map(|&span| self.span(span)).collect()
    }
}

/// A text whose code points are counted off, for the words of spans. Spans that reach beyond it are cut.
#[derive(Debug)]
pub struct Text<'t> {
    text: &'t str,
    /// The byte at which every [`STEP`]th code point starts; empty where each is one byte.
    marks: Vec<u32>,
}

const STEP: usize = 64;

impl<'t> Text<'t> {
    /// Counts a text off.
    pub fn new(text: &'t str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            let starts = text.char_indices().map(|(at, _)| at as u32);
            starts.step_by(STEP).collect()
        };
        Self { text, marks }
    }

    /// The text.
    pub fn as_str(&self) -> &'t str {
        self.text
    }

    /// The byte at which a code point starts; the end for those beyond.
    fn byte(&self, at: usize) -> usize {
        if self.marks.is_empty() {
            return at.min(self.text.len());
        }
        let Some(&from) = self.marks.get(at / STEP) else {
            return self.text.len();
        };
        let mut after = self.text[from as usize..].char_indices();
        after
            .nth(at % STEP)
            .map_or(self.text.len(), |(more, _)| from as usize + more)
    }

    /// A span in bytes.
    pub fn bytes(&self, span: CharSpan) -> ByteSpan {
        SpanIn::new(self.byte(span.start()), self.byte(span.end()))
    }

    /// The same as a span of the text; `None` where it is empty.
    pub fn span(&self, span: CharSpan) -> Option<Span> {
        let span = self.bytes(span);
        Span::of(self.text, span.start()..span.end())
    }

    /// The words of a span.
    pub fn words(&self, span: CharSpan) -> &'t str {
        let span = self.bytes(span);
        self.text.get(span.start()..span.end()).unwrap_or_default()
    }

    /// The words of several spans, parted by an ellipsis.
    pub fn all_words(&self, spans: &[CharSpan]) -> String {
        let words: Vec<&str> = spans.iter().map(|&span| self.words(span)).collect();
        words.join(" … ")
    }

    /// Up to `most` code points before a span, and after it.
    pub fn around(&self, span: CharSpan, most: usize) -> (&'t str, &'t str) {
        let before = SpanIn::new(span.start().saturating_sub(most), span.start());
        (
            self.words(before),
            self.words(SpanIn::new(span.end(), span.end() + most)),
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn code_points_are_counted() {
        let text = Text::new("“Não,” said Ewa Łęcka.");
        assert_eq!(text.words(CharSpan::new(1, 4)), "Não");
        assert_eq!(
            text.around(CharSpan::new(1, 4), 32),
            ("“", ",” said Ewa Łęcka.")
        );
        assert_eq!(text.words(CharSpan::new(16, 99)), "Łęcka.");
        assert_eq!(Text::new("plain").words(CharSpan::new(1, 3)), "la");
        assert_eq!(
            text.all_words(&[CharSpan::new(1, 4), CharSpan::new(12, 15)]),
            "Não … Ewa"
        );
    }

    #[test]
    fn spans_of_another_unit_are_refused() {
        assert!(serde_json::from_str::<OffsetUnitName<Chars>>("\"chars\"").is_ok());
        let wrong = serde_json::from_str::<OffsetUnitName<Chars>>("\"bytes\"").unwrap_err();
        assert!(wrong.to_string().contains("Bytes"), "{wrong}");
        assert!(serde_json::from_str::<CharSpan>("[4, 2]").is_err());
    }

    proptest! {
        #[test]
        fn there_and_back(text in "\\PC{0,300}", from in 0_usize..300, length in 0_usize..300) {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (from, to) = (from.min(starts.len() - 1), (from + length).min(starts.len() - 1));
            let counted = Text::new(&text).bytes(CharSpan::new(from, to));
            prop_assert_eq!(counted, ByteSpan::new(starts[from], starts[to]));
            if let Some(span) = Span::of(&text, starts[from]..starts[to]) {
                prop_assert_eq!(Spans::<Chars>::of(&text).span(span), CharSpan::new(from, to));
            }
        }
    }
}
