//! Reads the tokens of one paragraph, a run of characters between white space at a time.

use super::abbreviations::{Follows, keeps_period};
use super::addresses::{address, is_file, is_host, mail, web};
use super::characters::{is_apostrophe, is_word};
use super::contractions::{apostrophe_contraction, clipped, contraction, lone_ending};
use super::joints::{
    censored, is_closing, is_item_number, is_run_on, is_short_for, is_shortened_ending,
    is_thousands,
};
use super::marks::{face, mark};
use super::numbers::{number, unit};
use super::{Token, prefixes::is_prefix};
use crate::Span;
use crate::blank::is_blank;

/// How many tokens an opening single mark is waited for before "s'" counts as a possessive again.
const SCARE_QUOTE: usize = 5;

pub(super) struct Reader<'t> {
    text: &'t str,
    /// The paragraph.
    within: Span,
    found: Vec<Token>,
    /// How many tokens came before the single quotation mark that is open.
    open_single: Option<usize>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, within: Span) -> Self {
        Self {
            text,
            within,
            found: Vec::with_capacity(within.len() / 5 + 1),
            open_single: None,
        }
    }

    pub(super) fn read(mut self) -> Vec<Token> {
        let mut at = self.within.start();
        for piece in self.within.slice(self.text).split_inclusive(is_blank) {
            let run = piece.trim_end_matches(is_blank);
            if !run.is_empty() {
                self.run(at, at + run.len());
            }
            at += piece.len();
        }
        self.found
    }

    /// Reads one run of characters that aren't white space.
    fn run(&mut self, start: usize, end: usize) {
        let run = &self.text[start..end];
        // Most runs are plain words, and most others end in one mark.
        let letters = run.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == run.len() {
            return self.word(start, end);
        }
        if letters > 1
            && letters + 1 == run.len()
            && matches!(run.as_bytes()[letters], b',' | b';' | b':' | b')')
        {
            self.word(start, start + letters);
            return self.mark(start + letters, end);
        }
        if start == self.within.start() && is_item_number(run) || is_file(run) {
            return self.mark(start, end);
        }
        let mut at = start;
        while at < end {
            at = self.next(start, at, end);
        }
    }

    /// Reads the token at `at` in the run `start..end`; gives where it ends.
    fn next(&mut self, start: usize, at: usize, end: usize) -> usize {
        let run = &self.text[at..end];
        let Some(first) = run.chars().next() else {
            return end;
        };
        let length = if is_word(first) {
            match web(run).max(mail(run)) {
                0 => return self.core(at, end),
                length => length,
            }
        } else {
            let fresh = at == start || !self.text[..at].ends_with(is_word);
            let second = run[first.len_utf8()..].chars().next();
            match first {
                c if is_apostrophe(c) => return self.apostrophe(at, end, fresh),
                '.' | '+' if fresh && second.is_some_and(|c| c.is_ascii_digit()) => {
                    return self.core(at, end);
                }
                '#' | '@' if fresh && second.is_some_and(char::is_alphabetic) => {
                    return self.core(at, end);
                }
                _ => match face(run) {
                    0 => mark(run),
                    length => length,
                },
            }
        };
        self.mark(at, at + length);
        at + length
    }

    fn apostrophe(&mut self, at: usize, end: usize, fresh: bool) -> usize {
        let run = &self.text[at..end];
        if let Some(length) = lone_ending(run).or_else(|| clipped(run).filter(|_| fresh)) {
            self.word(at, at + length);
            return at + length;
        }
        let length = mark(run);
        self.open_single = match run.chars().next() {
            // Two of them are a double mark.
            Some(first) if length > first.len_utf8() => self.open_single,
            Some('’') => None,
            _ if fresh && run[length..].starts_with(is_word) => Some(self.found.len()),
            _ => None,
        };
        self.mark(at, at + length);
        at + length
    }

    /// Reads a word, with the marks it holds.
    fn core(&mut self, start: usize, end: usize) -> usize {
        let text = &self.text[..end];
        let first = text[start..].chars().next().map_or(0, char::len_utf8);
        let digits = number(&text[start..]);
        let mut at = start + first.max(digits);
        while let Some(next) = text[at..].chars().next() {
            if is_word(next) {
                at += next.len_utf8();
                continue;
            }
            match self.joint(start, at, end, next) {
                Joint::Inside(length) => at += length,
                Joint::Last(length) => {
                    at += length;
                    break;
                }
                Joint::After => break,
            }
        }
        match unit(&text[start..at]) {
            Some(cut) => {
                self.mark(start, start + cut);
                self.mark(start + cut, at);
            }
            None => self.word(start, at),
        }
        at
    }

    /// What the mark at `at` is to the word that started at `start`.
    fn joint(&self, start: usize, at: usize, end: usize, mark: char) -> Joint {
        let word = &self.text[start..at];
        let rest = &self.text[at + mark.len_utf8()..end];
        let length = mark.len_utf8();
        let before = word.chars().next_back().unwrap_or(' ');
        let after = rest.chars().next();
        let digits = before.is_ascii_digit() && after.is_some_and(|c| c.is_ascii_digit());
        let letters = before.is_alphabetic() && after.is_some_and(char::is_alphabetic);
        let inside = after.is_some_and(is_word);
        match mark {
            '.' => self.period(word, rest, end),
            ',' if digits && is_thousands(rest) => Joint::Inside(length),
            ':' if digits => Joint::Inside(length),
            '/' if digits => Joint::Inside(length),
            '/' if is_host(word) => Joint::Last(address(&self.text[at..end]).max(length)),
            '/' if letters && is_short_for(word, rest) => Joint::Inside(length),
            '-' if inside && is_prefix(word) => Joint::Inside(length),
            '&' | '@' if inside => Joint::Inside(length),
            '*' | '$' if letters => Joint::Inside(length),
            '*' if before.is_alphabetic() => {
                censored(&self.text[at..end]).map_or(Joint::After, Joint::Last)
            }
            '$' if word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                Joint::Last(length)
            }
            '+' if word == "C" && rest.starts_with('+') => Joint::Last(2),
            '+' if word.len() > 1
                && before.is_alphabetic()
                && !rest.starts_with(|c| c == '+' || is_word(c)) =>
            {
                Joint::Last(length)
            }
            '!' if word == "Yahoo" => Joint::Last(length),
            '\'' | '’' | '`' | '‘' if inside => Joint::Inside(length),
            '\'' | '’' if self.is_possessive(word, rest) => Joint::Last(length),
            '\'' | '’' if is_shortened_ending(word) && self.open_single.is_none() => {
                Joint::Last(length)
            }
            _ => Joint::After,
        }
    }

    fn period(&self, word: &str, rest: &str, end: usize) -> Joint {
        let Some(after) = rest.chars().next() else {
            return if keeps_period(word, self.follows(end)) {
                Joint::Last(1)
            } else {
                Joint::After
            };
        };
        if is_word(after) {
            if !is_run_on(rest) {
                return Joint::Inside(1);
            }
            if keeps_period(word, Follows::Character(after)) {
                return Joint::Last(1);
            }
            let typed_on = word.len() > 2
                && word
                    .bytes()
                    .rev()
                    .take(2)
                    .all(|byte| byte.is_ascii_lowercase());
            return if typed_on {
                Joint::After
            } else {
                Joint::Inside(1)
            };
        }
        // Of two periods the first is the abbreviation's; of three, none.
        let dots = rest
            .bytes()
            .take(2)
            .take_while(|byte| *byte == b'.')
            .count();
        let follows = match dots {
            0 if is_closing(rest) => self.follows(end),
            0 => Follows::Character(after),
            1 if rest.len() == 1 => Follows::Character(','),
            _ => return Joint::After,
        };
        match keeps_period(word, follows) {
            true if lone_ending(rest).is_some() => Joint::Inside(1),
            true => Joint::Last(1),
            false => Joint::After,
        }
    }

    /// What follows the run that ends at `end`, white space of no great length left out.
    fn follows(&self, end: usize) -> Follows {
        let mut rest = self.text[end..self.within.end()].chars().take(64);
        rest.find(|c| !is_blank(*c))
            .map_or(Follows::End, Follows::Character)
    }

    /// Whether an apostrophe after `word` makes it a possessive and doesn't close a quotation.
    fn is_possessive(&self, word: &str, rest: &str) -> bool {
        if !word.ends_with(['s', 'S']) || rest.starts_with(is_apostrophe) {
            return false;
        }
        match self.open_single {
            None => true,
            Some(opened) => rest.is_empty() && self.found.len() > opened + SCARE_QUOTE,
        }
    }

    /// Adds a word, cut where it is a contraction.
    fn word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let next = &self.text[end..self.within.end()];
        let cut = if word.len() <= 8 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            contraction(word, next)
        } else {
            apostrophe_contraction(word)
        };
        let cut = cut.filter(|cut| *cut > 0).map(|cut| (start + cut) as u32);
        self.found.push(Token {
            span: Span::at(self.text, start..end),
            cut,
        });
    }

    /// Adds a token that is no contraction, whatever it looks like.
    fn mark(&mut self, start: usize, end: usize) {
        self.found.push(Token {
            span: Span::at(self.text, start..end),
            cut: None,
        });
    }
}

/// What a mark is to the word before it.
enum Joint {
    /// The word goes on after it.
    Inside(usize),
    /// It ends the word and belongs to it.
    Last(usize),
    /// It is a token of its own.
    After,
}
