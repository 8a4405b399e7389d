//! The words of a quotation or sentence as they are held against others: without case and marks, numbers in
//! letters or digits alike, with the places where a writer left words out ("…") or put own ones in ("[the dam]").

use crate::lang::SMALL;
use sayso::Span;
use sayso_lang::{Lang, NumberKind};

use crate::words::{Word, words};

/// A part of a wording.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    /// A word, by its hash.
    Word(u64),
    /// Words were left out here.
    Gap,
    /// A word that the writer put in for others.
    Inserted,
    /// The figure that the sentence is looked at for.
    Figure,
}

/// A part with its place in the text; a gap's is empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    pub(super) part: Part,
    pub(super) span: Span,
    /// Whether it is a word that tells little by itself ("the", "said").
    pub(super) small: bool,
}

/// The parts of some stretches of a text, one after the other.
pub(super) fn wording(text: &str, spans: &[Span]) -> Vec<Placed> {
    let mut parts = Vec::new();
    for span in spans {
        stretch(text, *span, &mut parts);
    }
    parts
}

/// The same, with words left out between the stretches.
pub(super) fn with_gaps(text: &str, spans: &[Span]) -> Vec<Placed> {
    let mut parts = Vec::new();
    for span in spans {
        if !parts.is_empty() {
            let span = Span::at(text, span.start()..span.start());
            parts.push(Placed {
                part: Part::Gap,
                span,
                small: true,
            });
        }
        stretch(text, *span, &mut parts);
    }
    parts
}

/// The same with each span that `figure` overlaps as one part.
pub(super) fn around(text: &str, span: Span, figure: Span) -> Vec<Placed> {
    let mut parts = wording(text, &[span]);
    let at = parts.partition_point(|part| part.span.end() <= figure.start());
    parts.retain(|part| !part.span.overlaps(figure));
    let part = Placed {
        part: Part::Figure,
        span: figure,
        small: false,
    };
    parts.insert(at.min(parts.len()), part);
    parts
}

fn stretch(text: &str, span: Span, parts: &mut Vec<Placed>) {
    let slice = span.slice(text);
    let place = |start: usize, end: usize| Span::at(text, span.start() + start..span.start() + end);
    let mut brackets = 0_usize;
    // A letter that was changed to fit the sentence ("[t]he").
    let mut letter: Option<Word> = None;
    let mut from = 0;
    for word in words(slice) {
        let between = &slice[from..word.span.start()];
        from = word.span.end();
        let opened = brackets > 0 || between.contains('[');
        brackets =
            (brackets + between.matches('[').count()).saturating_sub(between.matches(']').count());
        if between.contains('…') || between.contains("...") {
            let at = word.span.start() - between.len();
            parts.push(Placed {
                part: Part::Gap,
                span: place(at, at),
                small: true,
            });
        }
        if let Some(first) = letter.take()
            && between == "]"
        {
            parts.pop();
            let joined = format!("{}{}", first.span.slice(slice), word.span.slice(slice));
            parts.push(placed(&joined, place(first.span.start(), word.span.end())));
            continue;
        }
        let here = place(word.span.start(), word.span.end());
        if opened && brackets > 0 {
            let alone = word.span.slice(slice).chars().count() == 1;
            letter = alone.then_some(word);
            parts.push(Placed {
                part: Part::Inserted,
                span: here,
                small: true,
            });
        } else {
            parts.push(placed(word.span.slice(slice), here));
        }
    }
    let rest = &slice[from..];
    if (rest.contains('…') || rest.contains("...")) && rest.contains('[') {
        parts.push(Placed {
            part: Part::Gap,
            span: place(slice.len(), slice.len()),
            small: true,
        });
    }
}

fn placed(word: &str, span: Span) -> Placed {
    let lower = word.to_lowercase().replace('’', "'");
    Placed {
        part: Part::Word(key(&lower)),
        span,
        small: is_small(&lower),
    }
}

/// The hash of a word in lower case, of a number in letters that of its digits.
fn key(lower: &str) -> u64 {
    let number = Lang::number(lower).filter(|number| {
        number.value > 0 && matches!(number.kind, NumberKind::Unit | NumberKind::Tens)
    });
    let digits = number.map(|number| number.value.to_string());
    let plain = digits.as_deref().unwrap_or(lower);
    words(plain).first().map_or(0, |word| word.hash)
}

/// The key of a word for loose comparing: without its ending.
pub(super) fn stem(word: &str) -> String {
    let lower = word.to_lowercase().replace('’', "'");
    let lower = lower.strip_suffix("'s").unwrap_or(&lower);
    for (ending, least) in [
        ("ies", 3),
        ("ing", 3),
        ("ed", 3),
        ("es", 4),
        ("s", 3),
        ("e", 4),
    ] {
        if let Some(stem) = lower.strip_suffix(ending)
            && stem.chars().count() >= least
        {
            return stem.to_owned();
        }
    }
    lower.to_owned()
}

/// Whether a word, in lower case, tells little by itself.
pub(super) fn is_small(lower: &str) -> bool {
    SMALL.has(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Vec<Placed> {
        wording(text, &[Span::at(text, 0..text.len())])
    }

    fn parts(text: &str) -> Vec<Part> {
        whole(text).iter().map(|placed| placed.part).collect()
    }

    #[test]
    fn marks_case_and_number_style_do_not_count() {
        assert_eq!(
            parts("“Sixty is not 120, but…”")[..3],
            parts("60 is NOT")[..]
        );
        assert_eq!(parts("It’s done"), parts("it's done."));
        assert_ne!(parts("sixty"), parts("sixteen"));
    }

    #[test]
    fn what_writers_leave_out_and_put_in_is_told() {
        let found = whole("The dam […] was [badly] built ... and [t]he wall held");
        let told: Vec<Part> = found.iter().map(|placed| placed.part).collect();
        assert_eq!(told[2], Part::Gap);
        assert_eq!(told[4], Part::Inserted);
        assert_eq!(told[6], Part::Gap);
        assert_eq!(told[8], parts("the")[0]);
        assert_eq!(told.len(), 11);
    }

    #[test]
    fn a_figure_is_one_part() {
        let text = "At least 14 people were killed.";
        let all = Span::at(text, 0..text.len());
        let parts = around(text, all, Span::at(text, 0..11));
        assert_eq!(parts[0].part, Part::Figure);
        assert_eq!(parts.len(), 4);
    }

    #[test]
    fn endings_are_cut() {
        assert_eq!(stem("operations"), stem("operation"));
        assert_eq!(stem("moved"), stem("moving"));
        assert_eq!(stem("Guard’s"), "guard");
    }
}
