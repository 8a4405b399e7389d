//! Finds quotation marks and tells from what stands around each whether it opens or closes.

use super::QuoteMarks;
use crate::tokens::clipped;

/// A quotation mark of a paragraph; places are bytes of the paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sign: char,
    pub(super) style: QuoteMarks,
    pub(super) role: Role,
    /// Whether it may as well be the apostrophe of a plural's possessive ("the boys' team").
    pub(super) possessive: bool,
}

/// What a mark does by the look of what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Opens,
    Closes,
    /// Opens where no quotation is open, closes where one is.
    Either,
}

/// The next mark of `words` from `from`. With `pairs`, two single marks in a row are a double one.
pub(super) fn next_mark(words: &str, from: usize, pairs: bool) -> Option<Mark> {
    let mut from = from;
    loop {
        // All marks start with one of these bytes.
        let at = from
            + words.as_bytes()[from..]
                .iter()
                .position(|byte| matches!(byte, b'"' | b'\'' | b'`' | 0xc2 | 0xe2))?;
        let sign = words[at..].chars().next()?;
        if let Some(length) = clipped_word(words, at) {
            from = at + length;
            continue;
        }
        if let Some(mark) = mark_at(words, at, sign, pairs) {
            return Some(mark);
        }
        from = at + sign.len_utf8();
    }
}

/// Length of a word at `at` that begins with an apostrophe.
fn clipped_word(words: &str, at: usize) -> Option<usize> {
    clipped(&words[at..]).filter(|_| !words[..at].ends_with(char::is_alphanumeric))
}

fn mark_at(words: &str, start: usize, sign: char, pairs: bool) -> Option<Mark> {
    let mut style = style(sign)?;
    let mut end = start + sign.len_utf8();
    if let Some(second) = words[end..]
        .chars()
        .next()
        .filter(|&second| pairs && is_pair(sign, second))
    {
        style = QuoteMarks::Double;
        end += second.len_utf8();
    }
    let around = Around {
        before: words[..start].chars().next_back(),
        after: words[end..].chars().next(),
    };
    let role = match style {
        QuoteMarks::Double => around.double(sign, end - start > sign.len_utf8()),
        QuoteMarks::Single => around.single(sign)?,
        QuoteMarks::Angle => around.angle(sign),
    };
    if sign == '"' && is_inches(&words[..start]) {
        return None;
    }
    let possessive = style == QuoteMarks::Single && matches!(around.before, Some('s' | 'S')) && {
        let next = words[end..].strip_prefix(char::is_whitespace);
        next.is_some_and(|next| next.starts_with(char::is_lowercase))
    };
    Some(Mark {
        start,
        end,
        sign,
        style,
        role,
        possessive,
    })
}

fn style(sign: char) -> Option<QuoteMarks> {
    match sign {
        '"' | '“' | '”' | '„' | '‟' => Some(QuoteMarks::Double),
        '\'' | '`' | '‘' | '’' | '‚' | '‛' => Some(QuoteMarks::Single),
        '«' | '»' | '‹' | '›' => Some(QuoteMarks::Angle),
        _ => None,
    }
}

/// Two single marks that are written for a double one.
fn is_pair(first: char, second: char) -> bool {
    matches!(
        (first, second),
        ('\'', '\'') | ('`', '`') | ('‘', '‘' | '’') | ('’', '’') | ('‚', '‚')
    )
}

/// The characters at both sides of a mark, none at a paragraph's ends.
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    /// White space, an opening bracket, a dash or nothing before; something to quote after.
    fn looks_opening(&self) -> bool {
        let free = self
            .before
            .is_none_or(|c| c.is_whitespace() || "([{—–-/=\"“„‘'«".contains(c));
        free && self
            .after
            .is_some_and(|c| !c.is_whitespace() && !",.;:!?)]}”’»".contains(c))
    }

    fn is_word_before(&self) -> bool {
        self.before.is_some_and(char::is_alphanumeric)
    }

    fn is_word_after(&self) -> bool {
        self.after.is_some_and(char::is_alphanumeric)
    }

    fn is_space_before(&self) -> bool {
        self.before.is_none_or(char::is_whitespace)
    }

    /// White space, punctuation or nothing after.
    fn ends_after(&self) -> bool {
        self.after
            .is_none_or(|c| c.is_whitespace() || ",.;:!?)]}—–-".contains(c))
    }

    fn double(&self, sign: char, pair: bool) -> Role {
        match sign {
            '„' | '‟' => Role::Opens,
            '`' => Role::Opens,
            '“' if !self.is_space_before() && !self.looks_opening() && self.ends_after() => {
                Role::Closes
            }
            '“' => Role::Opens,
            '‘' if pair && self.is_word_after() => Role::Opens,
            '”' | '’' if !self.looks_opening() => Role::Closes,
            '”' | '’' => Role::Either,
            _ if self.is_space_before() && self.looks_opening() => Role::Opens,
            _ if self.is_word_before() => Role::Closes,
            _ if self.ends_after() && !self.is_space_before() => Role::Closes,
            _ => Role::Either,
        }
    }

    /// `None` for an apostrophe.
    fn single(&self, sign: char) -> Option<Role> {
        let closes = !self.is_space_before() && !self.is_word_after();
        match sign {
            '‚' => self.looks_opening().then_some(Role::Opens),
            '’' => closes.then_some(Role::Closes),
            _ if self.looks_opening() => Some(Role::Opens),
            '`' => None,
            _ => closes.then_some(Role::Closes),
        }
    }

    fn angle(&self, sign: char) -> Role {
        match sign {
            '«' | '‹' => Role::Opens,
            _ if self.is_space_before() && self.is_word_after() => Role::Either,
            _ => Role::Closes,
        }
    }
}

/// Whether a straight mark after `before` is that of inches ("6'2\"").
fn is_inches(before: &str) -> bool {
    let feet = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let inches = before.len() - feet.len();
    (1..=2).contains(&inches)
        && feet
            .strip_suffix(['\'', '’', '′'])
            .is_some_and(|feet| feet.ends_with(|c: char| c.is_ascii_digit()))
}
