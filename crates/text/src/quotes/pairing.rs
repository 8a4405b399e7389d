//! Pairs the marks of one paragraph.

use super::marks::{Mark, Role, next_mark};
use super::{Quote, QuoteMarks};
use crate::Span;

/// How many marks that open and close are still to come, by kind.
#[derive(Clone, Copy, Default)]
struct Left {
    openers: [usize; 3],
    closers: [usize; 3],
}

impl Left {
    fn of(words: &str) -> Self {
        let mut left = Self::default();
        let mut at = 0;
        while let Some(mark) = next_mark(words, at, true) {
            match mark.role {
                Role::Opens => left.openers[mark.style as usize] += 1,
                Role::Closes | Role::Either => left.closers[mark.style as usize] += 1,
            }
            at = mark.end;
        }
        left
    }

    fn pass(&mut self, mark: &Mark) {
        let count = match mark.role {
            Role::Opens => &mut self.openers,
            Role::Closes | Role::Either => &mut self.closers,
        };
        let count = &mut count[mark.style as usize];
        *count = count.saturating_sub(1);
    }

    /// Whether enough closing marks follow for a quotation inside `depth` others of its kind.
    fn can_nest(&self, style: QuoteMarks, depth: usize) -> bool {
        self.closers[style as usize] > self.openers[style as usize] + depth
    }
}

/// A quotation that is open.
struct Open {
    mark: Mark,
    /// How many quotations of its kind are open.
    depth: usize,
    /// Whether a double mark inside a single quotation waits for its fellow.
    double: bool,
    /// What was left behind the opening mark, to come back to.
    left: Left,
    /// The first mark that is either a possessive's or closes a single quotation.
    doubtful: Option<(Mark, Left)>,
}

impl Open {
    fn new(mark: Mark, left: Left) -> Self {
        Self {
            mark,
            depth: 1,
            double: false,
            left,
            doubtful: None,
        }
    }
}

pub(super) struct Pairing<'t> {
    text: &'t str,
    paragraph: Span,
    /// Whether the next paragraph starts with a single mark.
    goes_on: bool,
    at: usize,
    left: Left,
    open: Option<Open>,
    /// Whether single marks can still open a quotation.
    singles: bool,
}

impl<'t> Pairing<'t> {
    pub(super) fn new(text: &'t str, paragraph: Span, goes_on: bool) -> Self {
        let left = Left::of(paragraph.slice(text));
        Self {
            text,
            paragraph,
            goes_on,
            at: 0,
            left,
            open: None,
            singles: true,
        }
    }

    pub(super) fn read(mut self, found: &mut Vec<Quote>) {
        loop {
            self.read_marks(found);
            let Some(open) = self.open.take() else { return };
            let single = open.mark.style == QuoteMarks::Single;
            if !single || self.goes_on && matches!(open.mark.sign, '‘' | '\'') {
                found.push(self.quote(&open.mark, None));
                return;
            }
            // No mark that opens a single quotation lies behind this one: the rest is read once
            // more without it.
            match open.doubtful {
                Some((mark, left)) => self.close_back(&open.mark, mark, left, found),
                None => {
                    self.singles = false;
                    self.go_back(open.mark.end, open.left);
                }
            }
        }
    }

    fn read_marks(&mut self, found: &mut Vec<Quote>) {
        let words = self.paragraph.slice(self.text);
        loop {
            let in_single = self
                .open
                .as_ref()
                .is_some_and(|open| open.mark.style == QuoteMarks::Single);
            let Some(mark) = next_mark(words, self.at, !in_single) else {
                return;
            };
            self.at = mark.end;
            self.left.pass(&mark);
            match self.open.take() {
                None => self.open = self.opened(mark),
                Some(open) if in_single => self.in_single(open, mark, found),
                Some(open) if open.mark.style == mark.style => self.in_double(open, mark, found),
                open => self.open = open,
            }
        }
    }

    fn opened(&self, mark: Mark) -> Option<Open> {
        let opens = match mark.role {
            Role::Opens => self.singles || mark.style != QuoteMarks::Single,
            // A mark that stands apart needs a fellow.
            Role::Either => mark.sign != '"' || self.left.closers[mark.style as usize] > 0,
            Role::Closes => false,
        };
        opens.then(|| Open::new(mark, self.left))
    }

    /// A mark inside a double or an angle quotation of its own kind.
    fn in_double(&mut self, mut open: Open, mark: Mark, found: &mut Vec<Quote>) {
        let backwards = matches!(open.mark.sign, '»' | '›');
        match mark.role {
            Role::Opens if backwards => open.depth -= 1,
            Role::Opens if self.left.can_nest(mark.style, open.depth) => open.depth += 1,
            Role::Opens => {
                self.open = Some(Open::new(mark, self.left));
                return;
            }
            _ if backwards => {}
            Role::Closes | Role::Either => open.depth -= 1,
        }
        if open.depth == 0 {
            found.push(self.quote(&open.mark, Some(&mark)));
        } else {
            self.open = Some(open);
        }
    }

    /// A mark inside a single quotation.
    fn in_single(&mut self, mut open: Open, mark: Mark, found: &mut Vec<Quote>) {
        if mark.style != QuoteMarks::Single {
            if mark.style == QuoteMarks::Double {
                open.double = match mark.role {
                    Role::Opens => true,
                    Role::Closes => false,
                    Role::Either => !open.double,
                };
            }
            self.open = Some(open);
            return;
        }
        match mark.role {
            Role::Opens if open.double => self.open = Some(open),
            Role::Opens => match open.doubtful {
                Some((close, left)) => self.close_back(&open.mark, close, left, found),
                None => self.open = Some(Open::new(mark, self.left)),
            },
            _ if open.double => self.open = Some(open),
            _ if mark.possessive => {
                open.doubtful.get_or_insert((mark, self.left));
                self.open = Some(open);
            }
            _ => found.push(self.quote(&open.mark, Some(&mark))),
        }
    }

    /// Closes a quotation at a mark that was passed before and reads on from there.
    fn close_back(&mut self, open: &Mark, close: Mark, left: Left, found: &mut Vec<Quote>) {
        found.push(self.quote(open, Some(&close)));
        self.go_back(close.end, left);
    }

    fn go_back(&mut self, at: usize, left: Left) {
        self.at = at;
        self.left = left;
    }

    fn quote(&self, open: &Mark, close: Option<&Mark>) -> Quote {
        let from = self.paragraph.start();
        let end = self.paragraph.len();
        let (inner_end, end) = close.map_or((end, end), |close| (close.start, close.end));
        Quote {
            span: Span::at(self.text, from + open.start..from + end),
            inner: Span::at(self.text, from + open.end..from + inner_end),
            marks: open.style,
            closed: close.is_some(),
            continues: false,
        }
    }
}
