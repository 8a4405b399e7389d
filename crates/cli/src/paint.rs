//! Colours for a terminal, and none elsewhere.

use std::borrow::Cow;
use std::fmt;
use std::io::IsTerminal;

use anstyle::{AnsiColor, Style};

/// Whether to paint.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint(bool);

impl Paint {
    /// On a terminal, unless `NO_COLOR` is set (no-color.org).
    pub(crate) fn for_stdout() -> Self {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self(std::io::stdout().is_terminal() && !unwanted)
    }

    /// The colour of the `number`th speaker.
    pub(crate) fn speaker(self, number: usize) -> Style {
        const COLOURS: [AnsiColor; 6] = [
            AnsiColor::Cyan,
            AnsiColor::Yellow,
            AnsiColor::Green,
            AnsiColor::Magenta,
            AnsiColor::Blue,
            AnsiColor::Red,
        ];
        Style::new().fg_color(Some(COLOURS[number % COLOURS.len()].into()))
    }

    /// Words in a style.
    pub(crate) fn words<'w>(self, style: Style, words: &'w str) -> Painted<'w> {
        Painted {
            style: if self.0 { style } else { Style::new() },
            words,
        }
    }

    /// Bold words.
    pub(crate) fn bold(self, words: &str) -> Painted<'_> {
        self.words(Style::new().bold(), words)
    }

    /// Quiet words.
    pub(crate) fn dim(self, words: &str) -> Painted<'_> {
        self.words(Style::new().dimmed(), words)
    }
}

/// Words of a report as a terminal may show them: control characters, which could move the cursor or change
/// colours, and marks that turn the writing direction are shown as U+FFFD (Unicode TR 36, section 3.7).
pub(crate) fn harmless(words: &str) -> Cow<'_, str> {
    let harmful = |c: char| {
        c.is_control() && c != '\n' && c != '\t'
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if words.contains(harmful) {
        Cow::Owned(words.replace(harmful, "\u{fffd}"))
    } else {
        Cow::Borrowed(words)
    }
}

/// Words with their style around them.
pub(crate) struct Painted<'w> {
    style: Style,
    words: &'w str,
}

impl fmt::Display for Painted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}{}",
            self.style.render(),
            harmless(self.words),
            self.style.render_reset()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_cannot_steer_the_terminal() {
        assert_eq!(
            harmless("a\u{1b}[31mb\u{202e}c\n"),
            "a\u{fffd}[31mb\u{fffd}c\n"
        );
        assert_eq!(harmless("Åse said “no”.\tYes."), "Åse said “no”.\tYes.");
    }
}
