//! Paragraphs: lines, or runs of lines where the text was wrapped at a column.

use crate::Span;
use crate::blank::is_blank;

/// A paragraph: a run of lines, trimmed, and how it is set off from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words, without white space around them.
    pub span: Span,
    /// Whether an empty line (rather than a mere line break) stands before it.
    pub after_gap: bool,
}

/// The paragraphs of `text`, in order: every line that holds more than white space.
///
/// News text is laid out one paragraph a line, some corpora one sentence a line. Text wrapped at a
/// column is told by its lines: most are so long that the next one's first word had no room, most
/// stop in the middle of a sentence and many go on in lower case. Its lines are joined. Lines end
/// as Unicode says, at carriage returns and form feeds too.
///
/// # Examples
/// ```
/// let text = "Bridge shut\r\n\r\nThe bridge is shut.\u{2028}No date was given.";
/// let found = sayso_text::paragraphs(text);
/// let shown: Vec<_> = found.iter().map(|it| (it.span.slice(text), it.after_gap)).collect();
/// assert_eq!(shown, [("Bridge shut", true), ("The bridge is shut.", true), ("No date was given.", false)]);
/// ```
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    match wrap_width(text, &lines) {
        Some(width) => join(text, &lines, width),
        None => lines.into_iter().map(|line| line.paragraph).collect(),
    }
}

/// A line that isn't empty.
struct Line {
    paragraph: Paragraph,
    /// Bytes of white space before its words.
    indent: usize,
}

fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut gap = true;
    let mut at = 0;
    while at < text.len() {
        let (end, next, parts) = line_end(text, at);
        let span = Span::at(text, at..end).trim(text);
        if span.is_empty() {
            gap = true;
        } else {
            let paragraph = Paragraph {
                span,
                after_gap: gap,
            };
            found.push(Line {
                paragraph,
                indent: span.start() - at,
            });
            gap = false;
        }
        gap |= parts;
        at = next;
    }
    found
}

/// Where the line at `from` ends, where the next one starts, and whether the sign between them
/// parts paragraphs as an empty line does.
fn line_end(text: &str, from: usize) -> (usize, usize, bool) {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(more) = bytes[at..]
        .iter()
        .position(|byte| matches!(byte, b'\n'..=b'\r' | 0xc2 | 0xe2))
    {
        at += more;
        match &bytes[at..] {
            [b'\r', b'\n', ..] => return (at, at + 2, false),
            [b'\n'..=b'\r', ..] => return (at, at + 1, false),
            [0xc2, 0x85, ..] => return (at, at + 2, false),
            [0xe2, 0x80, 0xa8, ..] => return (at, at + 3, false),
            [0xe2, 0x80, 0xa9, ..] => return (at, at + 3, true),
            _ => at += 1,
        }
    }
    (text.len(), text.len(), false)
}

/// The widths, in characters, at which prose is wrapped.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=132;

/// How many characters a line may stop short of the width.
const SLACK: usize = 3;

/// The column at which the text is wrapped, if it is.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs: Vec<_> = lines
        .windows(2)
        .filter(|pair| !pair[1].paragraph.after_gap)
        .collect();
    let mut lengths: Vec<usize> = pairs.iter().map(|pair| length(text, &pair[0])).collect();
    lengths.sort_unstable();
    // The longest but for a tenth: an address may stick out.
    let width = *lengths
        .get(lengths.len() * 9 / 10)
        .filter(|_| lengths.len() >= 3)?;
    if !WIDTHS.contains(&width) {
        return None;
    }
    let (mut full, mut running, mut lower) = (0, 0, 0);
    for pair in &pairs {
        let words = pair[0].paragraph.span.slice(text);
        full += usize::from(is_full(text, &pair[0], &pair[1], width));
        running += usize::from(!words.ends_with(['.', '!', '?', '”', '"', ':', ';']));
        lower += usize::from(starts_lower(text, &pair[1]));
    }
    let share = |count: usize, percent: usize| count * 100 >= pairs.len() * percent;
    (share(full, 60) && share(running, 50) && share(lower, 40)).then_some(width)
}

fn join(text: &str, lines: &[Line], width: usize) -> Vec<Paragraph> {
    let mut joined: Vec<Paragraph> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        let goes_on = before.is_some_and(|before| {
            !line.paragraph.after_gap
                && line.indent <= before.indent + 1
                && !is_item(text, line)
                && (is_full(text, before, line, width) || starts_lower(text, line))
        });
        match joined.last_mut() {
            Some(last) if goes_on => last.span = last.span.cover(line.paragraph.span),
            _ => joined.push(line.paragraph),
        }
        before = Some(line);
    }
    joined
}

/// Whether the first word of `next` had no room on `line`.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = next
        .paragraph
        .span
        .slice(text)
        .chars()
        .take(width)
        .take_while(|c| !is_blank(*c))
        .count();
    length(text, line) + 1 + word + SLACK > width
}

/// Length in characters with the indent, as far as it matters.
fn length(text: &str, line: &Line) -> usize {
    let words = line.paragraph.span.slice(text);
    line.indent + words.chars().take(WIDTHS.end() + 1).count()
}

fn starts_lower(text: &str, line: &Line) -> bool {
    line.paragraph
        .span
        .slice(text)
        .starts_with(char::is_lowercase)
}

/// "- one", "• two", "3. three": an item of a list starts a paragraph.
fn is_item(text: &str, line: &Line) -> bool {
    let words = line.paragraph.span.slice(text);
    let number = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let mark = if number.len() < words.len() {
        ['.', ')', ')', ')']
    } else {
        ['-', '*', '•', '–']
    };
    number
        .strip_prefix(mark)
        .is_some_and(|rest| rest.starts_with(is_blank))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<&str> {
        paragraphs(text)
            .into_iter()
            .map(|p| p.span.slice(text))
            .collect()
    }

    const WRAPPED: &str = "The mayor of the harbour town told reporters on Monday\n\
        that the second bridge would stay closed until the\n\
        divers had looked at each of the nine piers that the\n\
        barge had struck on its way down the river last week,\n\
        and that no date could be given.\n";

    #[test]
    fn one_a_line() {
        assert_eq!(
            texts("One.\nTwo.\n\n  Three. \r\n"),
            ["One.", "Two.", "Three."]
        );
        assert!(texts(" \n\n").is_empty());
    }

    #[test]
    fn ends_lines_as_unicode_says() {
        let text =
            "One.\r\nTwo.\rThree.\u{2028}Four.\u{c}Five.\u{85}Six.\u{2029}Seven.\r\n\r\nEight.";
        assert_eq!(texts(text).len(), 8);
        let gaps: Vec<_> = paragraphs(text).iter().map(|p| p.after_gap).collect();
        assert_eq!(gaps, [true, false, false, false, false, false, true, true]);
    }

    #[test]
    fn joins_wrapped_prose() {
        let text = format!("{WRAPPED}\nShe left.");
        assert_eq!(texts(&text).len(), 2);
        assert_eq!(texts(&text.replace('\n', "\r\n")).len(), 2);
    }

    #[test]
    fn finds_paragraphs_in_wrapped_prose() {
        let indented = format!("  {WRAPPED}  {WRAPPED}");
        assert_eq!(texts(&indented).len(), 2);
        let unmarked = format!("HARBOUR NEWS\n{WRAPPED}{WRAPPED}- a list\n- of two");
        assert_eq!(texts(&unmarked).len(), 5);
    }

    #[test]
    fn leaves_a_sentence_a_line() {
        let text = "The mayor of the harbour town spoke to reporters on Monday.\n\
            She said that the second bridge would stay closed for now.\n\
            Divers will look at each of the nine piers in the river.\n\
            The barge had struck them on its way down to the sea.\n\
            Nobody could say when the bridge would open once more.";
        assert_eq!(texts(text).len(), 5);
        assert_eq!(
            texts("Ruiz , mayor of the harbour town\nthe bridge , closed\nLee\nthe barge").len(),
            4
        );
    }

    proptest! {
        #[test]
        fn hold_everything_in_order(text in "([a-z .]{0,60}[\\n\\r\\u{c}\\u{2028}]|\\PC{0,20}){0,20}") {
            let mut last = 0;
            let mut between = String::new();
            for paragraph in paragraphs(&text) {
                prop_assert!(!paragraph.span.is_empty());
                between.push_str(&text[last..paragraph.span.start()]);
                last = paragraph.span.end();
            }
            between.push_str(&text[last..]);
            prop_assert!(between.chars().all(is_blank));
        }
    }
}
