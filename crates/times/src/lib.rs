//! The times that a report names, on the calendar.
//!
//! [`find`] reads the words of an [`Analysis`] paragraph by paragraph. The rules say what stands
//! in the words (a [`Meaning`](meaning::Meaning)); then it is resolved against the day the report
//! speaks from, the times it has mentioned before and, where "Tuesday" may be past or to come,
//! the tense of the governing verb. Values are TIMEX3's; each says what it rests on.

mod dateline;
mod lang;
mod meaning;
mod narrative;
mod number;
mod period;
mod resolve;
mod rules;
mod tense;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod time;
mod tokens;
mod value;
mod vocabulary;

use std::ops::Range;

use jiff::civil::Date;
use sayso_analysis::{Analysis, NameKind, WordId};
use sayso_text::Span;

use crate::meaning::{Meaning, Recurring, Which};
use crate::narrative::{Narrative, Today};
use crate::resolve::Setting;
use crate::rules::Found;
use crate::tense::Lean;
use crate::tokens::Tokens;
use crate::vocabulary::Class;

pub use period::{Hemisphere, Period, Season, Unit};
pub use time::{Basis, Kind, Modifier, Precision, Time};
pub use vocabulary::{TABLES, Vocabulary};

/// What is known of a report beside its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The day it was published.
    pub published: Option<Date>,
    /// The half of the globe its seasons are of.
    pub hemisphere: Hemisphere,
}

/// The times that a text names, in order, not overlapping.
///
/// # Panics
/// Where `analysis` is not of `text`.
pub fn find(text: &str, analysis: &Analysis, context: &Context) -> Vec<Time> {
    find_with(Vocabulary::standard(), text, analysis, context)
}

/// [`find`] with a vocabulary of the caller's.
///
/// # Panics
/// Where `analysis` is not of `text`.
pub fn find_with(
    vocabulary: &Vocabulary,
    text: &str,
    analysis: &Analysis,
    context: &Context,
) -> Vec<Time> {
    let paragraphs = paragraphs(analysis);
    let mut today = context.published.map(|day| Today {
        day,
        basis: Basis::Publication,
    });
    let mut reader = Reader {
        vocabulary,
        text,
        analysis,
        context,
        today,
        narrative: Narrative::default(),
        times: Vec::new(),
    };
    for (index, words) in paragraphs.into_iter().enumerate() {
        let tokens = Tokens::of(text, analysis, words.start, words.end, vocabulary);
        if index < DATELINED
            && today.is_none_or(|today| today.basis != Basis::Dateline)
            && let Some(day) = dateline::dateline(&tokens, text, context.published)
        {
            today = Some(Today {
                day,
                basis: Basis::Dateline,
            });
            reader.today = today;
        }
        reader.read(&tokens, index);
    }
    reader.times
}

/// How many paragraphs from the first may hold the dateline.
const DATELINED: usize = 5;

/// The words of each paragraph; of each sentence where the paragraphs are not known.
fn paragraphs(analysis: &Analysis) -> Vec<Range<WordId>> {
    if analysis.paragraphs.is_empty() {
        return analysis
            .sentences
            .iter()
            .map(|sentence| sentence.words.clone())
            .collect();
    }
    analysis
        .paragraphs
        .iter()
        .map(|paragraph| analysis.words_in(paragraph.span))
        .collect()
}

struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    text: &'a str,
    analysis: &'a Analysis,
    context: &'a Context,
    today: Option<Today>,
    narrative: Narrative,
    times: Vec<Time>,
}

impl Reader<'_> {
    fn read(&mut self, t: &Tokens, paragraph: usize) {
        let mut at = 0;
        while at < t.list.len() {
            let Some(found) = rules::expression(t, at) else {
                at += 1;
                continue;
            };
            if self.is_of_name(t, at, found.end) {
                at += 1;
                continue;
            }
            let next = found.end;
            let month = match &found.meaning {
                Meaning::Fixed(Period::Day(day)) => Some(day.month()),
                Meaning::Recurring(Recurring::MonthDay(month, _), _) => Some(*month),
                _ => None,
            };
            let whole = found.meaning.clone();
            self.note(t, at, found, paragraph);
            at = next;
            while let Some((start, end, day)) =
                month.and_then(|month| rules::more_days(t, at, month))
            {
                let meaning = match (&whole, month) {
                    (Meaning::Fixed(Period::Day(first)), _) => {
                        let Ok(day) = Date::new(first.year(), first.month(), day) else {
                            break;
                        };
                        Meaning::Fixed(Period::Day(day))
                    }
                    (_, Some(month)) => {
                        Meaning::Recurring(Recurring::MonthDay(month, day), Which::Bare)
                    }
                    _ => break,
                };
                self.note(
                    t,
                    start,
                    Found {
                        end,
                        meaning,
                        modifier: None,
                        rule: "calendar/more-days",
                    },
                    paragraph,
                );
                at = end;
            }
        }
    }

    /// Whether the words are part of a longer name ("the Sunday Herald", "April Ryan").
    fn is_of_name(&self, t: &Tokens, from: usize, to: usize) -> bool {
        let words = t.list[from].word..t.list[to - 1].word + 1;
        let names = &self.analysis.names;
        let at = names.partition_point(|name| name.words.end <= words.start);
        names.get(at).is_some_and(|name| {
            name.kind != NameKind::Other
                && name.words.start <= words.start
                && name.words.end >= words.end
                && name.words.len() > words.len()
        })
    }

    fn note(&mut self, t: &Tokens, at: usize, found: Found, paragraph: usize) {
        let words = t.list[at].word..t.list[found.end - 1].word + 1;
        let span: Span = t.list[at].span.cover(t.list[found.end - 1].span);
        let lean = tense::lean(self.text, self.analysis, self.vocabulary, words.clone());
        let setting = Setting {
            today: self.today,
            narrative: &self.narrative,
            hemisphere: self.context.hemisphere,
            vocabulary: self.vocabulary,
            lean,
            paragraph,
        };
        let resolved = resolve::resolve(&found.meaning, found.modifier, &setting);
        // "said Friday" tells when it was said, not when what follows happened.
        let of_saying = t.has(at.wrapping_sub(1), Class::Saying);
        match resolved.period {
            Some(period) if !of_saying => self.narrative.mention(period, paragraph),
            // Figures of "the nine months" are compared with nine months, not with a quarter.
            None if resolved.kind == Kind::Duration
                && found.rule == "duration/counted"
                && resolved.value.ends_with('M') =>
            {
                self.narrative.focus = None;
            }
            _ => {}
        }
        let confidence = confidence(&found.meaning, resolved.basis, lean);
        self.times.push(Time {
            span,
            words,
            kind: resolved.kind,
            value: resolved.value,
            modifier: found.modifier,
            interval: resolved.interval,
            basis: resolved.basis,
            precision: resolved.precision,
            confidence,
            rule: found.rule,
        });
    }
}

/// How often values of this basis are right, as measured on news; less where the tense that
/// would tell past from future is not known.
fn confidence(meaning: &Meaning, basis: Basis, lean: Lean) -> f32 {
    let known = match basis {
        Basis::Explicit => 0.97,
        Basis::Publication | Basis::Dateline => 0.92,
        Basis::Unplaced => 0.85,
        Basis::Text => 0.75,
        Basis::Defaulted => 0.5,
    };
    let open = matches!(meaning, Meaning::Recurring(_, Which::Bare)) && lean == Lean::Unknown;
    if open { known * 0.85 } else { known }
}
