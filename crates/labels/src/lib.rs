//! Closed sets of labels, each with the string that tables and rows write.
//!
//! ```
//! sayso_labels::labels! {
//!     /// What a tide does.
//!     pub Tide("tide") {
//!         /// It comes.
//!         Flood = "flood",
//!         /// It goes.
//!         Ebb = "ebb",
//!     }
//! }
//! assert_eq!(Tide::parse("ebb"), Some(Tide::Ebb));
//! let wrong = "eb".parse::<Tide>().unwrap_err();
//! assert_eq!(wrong.to_string(), "\"eb\" is no tide; it is one of flood, ebb");
//! ```
//!
//! What a label set gives: [`Label`] and the same as its own functions, `Display`, `FromStr` (which takes either case, for what people
//! type), `Serialize`, `Deserialize` and `JsonSchema` with the labels listed. To add a label is one line.

use std::fmt;

#[doc(hidden)]
pub use schemars;
#[doc(hidden)]
pub use serde;

/// One of a closed set of labels.
pub trait Label: Copy + Eq + fmt::Debug + 'static {
    /// What it is called in messages.
    const WHAT: &'static str;
    /// All of them, in their order.
    const ALL: &'static [Self];
    /// The strings of all of them, in their order.
    const NAMES: &'static [&'static str];

    /// As written in tables and rows.
    fn label(self) -> &'static str;

    /// The one that is written `text`, exactly.
    fn of(text: &str) -> Option<Self>;
}

/// A word that is none of the labels it should be one of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLabel {
    /// The word.
    pub word: String,
    /// What it should be.
    pub what: &'static str,
    /// What is allowed.
    pub known: &'static [&'static str],
}

impl fmt::Display for UnknownLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.known.join(", ");
        write!(
            f,
            "{:?} is no {}; it is one of {known}",
            self.word, self.what
        )
    }
}

impl std::error::Error for UnknownLabel {}

/// The label that a person means by `text`: as written, else in another case or with other joints between its words.
///
/// # Errors
/// Where it is none, with those that there are.
pub fn meant<L: Label>(text: &str) -> Result<L, UnknownLabel> {
    let plain = |text: &str| text.trim().to_lowercase().replace(['-', '_'], " ");
    let mut all = L::ALL.iter().copied();
    L::of(text)
        .or_else(|| all.find(|label| plain(label.label()) == plain(text)))
        .ok_or_else(|| UnknownLabel {
            word: text.to_owned(),
            what: L::WHAT,
            known: L::NAMES,
        })
}

/// Reads a label; what is none is told with those that there are.
#[doc(hidden)]
pub struct Reads<L>(pub std::marker::PhantomData<L>);

impl<L: Label> serde::de::Visitor<'_> for Reads<L> {
    type Value = L;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {}: one of {}", L::WHAT, L::NAMES.join(", "))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<L, E> {
        meant(text).map_err(E::custom)
    }
}

/// A closed set of labels. Before the braces stands what one of them is called in messages.
#[macro_export]
macro_rules! labels {
    ($(#[$meta:meta])* $visible:vis $name:ident ($what:literal) {
        $($(#[$doc:meta])* $variant:ident = $text:literal,)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $visible enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// All of them, in their order.
            $visible const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// As written in tables and rows.
            $visible fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The one that is written `text`, exactly.
            $visible fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::Label for $name {
            const WHAT: &'static str = $what;
            const ALL: &'static [Self] = Self::ALL;
            const NAMES: &'static [&'static str] = &[$($text,)+];

            fn label(self) -> &'static str {
                self.as_str()
            }

            fn of(text: &str) -> Option<Self> {
                Self::parse(text)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::UnknownLabel;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                $crate::meant(text)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                into: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                into.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                from: D,
            ) -> ::std::result::Result<Self, D::Error> {
                from.deserialize_str($crate::Reads(::std::marker::PhantomData))
            }
        }

        impl $crate::schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut $crate::schemars::SchemaGenerator) -> $crate::schemars::Schema {
                $crate::schemars::json_schema!({
                    "type": "string",
                    "enum": <Self as $crate::Label>::NAMES,
                })
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    labels! {
        /// What a gate is.
        Gate("gate") {
            /// Nobody passes.
            Shut = "SHUT",
            /// All pass.
            Open = "OPEN",
        }
    }

    #[test]
    fn labels_are_read_back() {
        for &gate in Gate::ALL {
            assert_eq!(Gate::parse(gate.as_str()), Some(gate));
            let json = serde_json::to_string(&gate).unwrap();
            assert_eq!(serde_json::from_str::<Gate>(&json).unwrap(), gate);
        }
        assert_eq!("open".parse(), Ok(Gate::Open));
        assert_eq!(Gate::parse("open"), None);
    }

    #[test]
    fn what_is_none_is_told_with_those_that_there_are() {
        let wrong = serde_json::from_str::<Gate>("\"ajar\"").unwrap_err();
        assert!(
            wrong
                .to_string()
                .starts_with("\"ajar\" is no gate; it is one of SHUT, OPEN"),
            "{wrong}"
        );
    }
}
