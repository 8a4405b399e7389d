//! What the attestations of a claim make of it.
//!
//! The first of these that holds:
//!
//! * *corrected*: a source or outlet took back or mended what it had told: by a verb of correcting, in a report that
//!   is a correction, or by telling the opposite of its own earlier word;
//! * *disputed*: a source denies it, or two origins give values for one thing at one time that cannot both hold;
//! * *updated*: a source changed its own figure, or a later one of another source takes the place of an earlier one
//!   where such counts grow or fall with time (killed, wounded, missing, captured, displaced);
//! * *confirmed*: it has two independent origins or more;
//! * *single source*: it has one.

use std::fmt;

/// The status of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One origin.
    SingleSource,
    /// Two independent origins or more.
    Confirmed,
    /// Denied, or told with values that cannot both hold.
    Disputed,
    /// Its figure was changed.
    Updated,
    /// Taken back or mended by who had told it.
    Corrected,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::SingleSource,
        Self::Confirmed,
        Self::Disputed,
        Self::Updated,
        Self::Corrected,
    ];

    /// As written in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SingleSource => "single source",
            Self::Confirmed => "confirmed",
            Self::Disputed => "disputed",
            Self::Updated => "updated",
            Self::Corrected => "corrected",
        }
    }

    /// The one that is written `text`; "single" is enough for the first.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.replace(['-', '_'], " ");
        let short = (text == "single").then_some(Self::SingleSource);
        short.or_else(|| Self::ALL.into_iter().find(|status| status.as_str() == text))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
