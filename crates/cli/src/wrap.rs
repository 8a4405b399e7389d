//! Text at the width of the terminal: no line is broken inside a word. What goes to a file or another program is left
//! as it is.

/// Tells the user something on standard error, at the terminal's width.
macro_rules! tell {
    ($($told:tt)+) => {
        $crate::wrap::told(&format!($($told)+))
    };
}

use std::io::IsTerminal;

/// Characters of a line at least: on a narrower terminal lines are longer than it.
const LEAST: usize = 40;
/// How far the lines that go on are set in beyond the first.
const FURTHER: usize = 2;

/// Characters of a line of the terminal that is written to; `None` where it is none.
pub(crate) fn width() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let (width, _) = terminal_size::terminal_size_of(std::io::stdout())?;
    Some(usize::from(width.0).max(LEAST))
}

/// Prints a line on standard error, broken at the terminal's width where that is one.
#[allow(
    clippy::print_stderr,
    reason = "the one place that tells the user something"
)]
pub(crate) fn told(line: &str) {
    match terminal_size::terminal_size_of(std::io::stderr()) {
        Some((width, _)) => eprintln!("{}", wrapped(line, usize::from(width.0).max(LEAST))),
        None => eprintln!("{line}"),
    }
}

/// A text with its lines broken for a terminal of some width; a line that goes on is set in as its first, and further.
pub(crate) fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for line in text.split_inclusive('\n') {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        if length(line) <= width {
            out += line;
        } else {
            let indent = line.len() - line.trim_start_matches(' ').len();
            // Prose is not set in.
            let further = if indent == 0 { 0 } else { indent + FURTHER };
            break_line(line, width, further.min(width / 2), &mut out);
        }
        out += end;
    }
    out
}

fn break_line(line: &str, width: usize, further: usize, out: &mut String) {
    let mut at = 0;
    let mut first = true;
    let mut rest = line;
    while !rest.is_empty() {
        // A word with the blanks before it.
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let word = rest[blanks..]
            .find(' ')
            .map_or(rest.len(), |end| blanks + end);
        let (piece, after) = rest.split_at(word);
        let long = length(piece);
        if !first && at + long > width && length(&piece[blanks..]) > 0 {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', further));
            *out += &piece[blanks..];
            at = further + length(&piece[blanks..]);
        } else {
            *out += piece;
            at += long;
        }
        first = false;
        rest = after;
    }
}

/// Characters that a terminal shows: its orders for colours (ECMA-48) take no room.
pub(crate) fn length(text: &str) -> usize {
    let mut count = 0;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            for c in chars.by_ref() {
                if c.is_ascii_alphabetic() {
                    break;
                }
            }
        } else {
            count += 1;
        }
    }
    count
}

/// The lines of a cell of a table, none longer than `width` where its words are not.
pub(crate) fn cell(words: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut at = 0;
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let long = length(word);
        let last = lines.len() - 1;
        if at > 0 && at + 1 + long > width {
            lines.push(word.to_owned());
            at = long;
        } else {
            if at > 0 {
                lines[last].push(' ');
                at += 1;
            }
            lines[last] += word;
            at += long;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_broken_inside_a_word() {
        let text = "  – rests on one origin: the harbour master of Orlen\nshort\n";
        assert_eq!(
            wrapped(text, 24),
            "  – rests on one origin:\n    the harbour master\n    of Orlen\nshort\n"
        );
        let painted = "\u{1b}[1mThe lock is shut\u{1b}[0m for good";
        assert_eq!(
            wrapped(painted, 16),
            "\u{1b}[1mThe lock is shut\u{1b}[0m\nfor good"
        );
        let address = "see https://halder-post.example/crossing-shots now";
        assert_eq!(
            wrapped(address, 20),
            "see\nhttps://halder-post.example/crossing-shots\nnow"
        );
    }

    #[test]
    fn cells_are_broken_at_blanks() {
        assert_eq!(cell("two border guards", 10), ["two border", "guards"]);
        assert_eq!(cell("", 10), [""]);
    }
}
