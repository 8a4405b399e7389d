//! What is told of a time expression.

use std::ops::Range;

use jiff::civil::Date;
use sayso_analysis::WordId;
use sayso_labels::labels;
use sayso_text::Span;

/// A time expression with what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Its characters.
    pub span: Span,
    /// Its words.
    pub words: Range<WordId>,
    /// TIMEX3 type.
    pub kind: Kind,
    /// TIMEX3 value ("2024-FA", "P3D", "PAST_REF", "XXXX-WXX-5").
    pub value: String,
    /// TIMEX3 mod.
    pub modifier: Option<Modifier>,
    /// First and last day meant, both included; `None` where no days are.
    pub interval: Option<(Date, Date)>,
    /// What the value rests on.
    pub basis: Basis,
    /// How finely it is told.
    pub precision: Precision,
    /// How likely the value is right, 0..=1, as measured by rule and basis, not calibrated.
    pub confidence: f32,
    /// The rule that read it.
    pub rule: &'static str,
}

labels! {
    /// TIMEX3 types.
    pub Kind("TIMEX3 type") {
        /// A day or longer.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A time that recurs.
        Set = "SET",
    }
}

labels! {
    /// TIMEX3 modifiers.
    pub Modifier("TIMEX3 mod") {
        /// "before 2022".
        Before = "BEFORE",
        /// "after 1959", "post-1959".
        After = "AFTER",
        /// "early March".
        Start = "START",
        /// "mid-March".
        Mid = "MID",
        /// "late March".
        End = "END",
        /// "about two years".
        Approximately = "APPROX",
        /// "nearly an hour".
        LessThan = "LESS_THAN",
        /// "over a week".
        MoreThan = "MORE_THAN",
        /// "at most 60 days".
        EqualOrLess = "EQUAL_OR_LESS",
        /// "at least 72 hours".
        EqualOrMore = "EQUAL_OR_MORE",
    }
}

labels! {
    /// What a value rests on, from the firmest.
    pub Basis("basis of a time") {
        /// The words say it all.
        Explicit = "explicit",
        /// Counted from a date that the text names before.
        Text = "text",
        /// Counted from the date in the report's dateline.
        Dateline = "dateline",
        /// Counted from the day the report was published.
        Publication = "publication",
        /// The words leave it open and nothing in the text says it: taken as is usual.
        Defaulted = "defaulted",
        /// Not placed in time.
        Unplaced = "unplaced",
    }
}

labels! {
    /// The finest unit that is told.
    pub Precision("precision of a time") {
        /// To the minute or second.
        Minute = "minute",
        /// To the hour or the part of a day.
        PartOfDay = "part_of_day",
        /// To the day.
        Day = "day",
        /// To the week or weekend.
        Week = "week",
        /// To the month.
        Month = "month",
        /// To the quarter, season or half of a year.
        PartOfYear = "part_of_year",
        /// To the year.
        Year = "year",
        /// To the decade or century.
        Decades = "decades",
        /// Only before, about or after the report.
        Vague = "vague",
    }
}
