//! Surface tokens and the words they hold.

mod abbreviations;
mod addresses;
mod characters;
mod contractions;
mod joints;
mod marks;
mod numbers;
mod prefixes;
mod reader;

pub(crate) use contractions::clipped;

use crate::Span;

/// A surface token and, where it is a contraction, the words it holds.
///
/// Tokens and words follow the English treebanks of Universal Dependencies (EWT, GUM):
/// contractions are multiword tokens, hyphenated words are split at the hyphen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The whole token.
    pub span: Span,
    /// Where the second word starts, as a byte of the text, in a token of two words.
    cut: Option<u32>,
}

impl Token {
    /// The token's words: one, or two in a contraction ("do" + "n't").
    pub fn words(self, text: &str) -> impl Iterator<Item = Span> {
        let middle = self.cut.map_or(self.span.end(), |cut| cut as usize);
        let first = Span::at(text, self.span.start()..middle);
        let second = self.cut.map(|_| Span::at(text, middle..self.span.end()));
        std::iter::once(first).chain(second)
    }

    /// Whether it holds two words.
    pub fn is_multiword(self) -> bool {
        self.cut.is_some()
    }
}

/// The tokens of one stretch of `text` (a paragraph), in order; white space is in none.
///
/// # Examples
/// ```
/// use sayso_text::{paragraphs, tokens};
///
/// let text = "The mayor's U.S. tour isn't over.";
/// let found = tokens(text, paragraphs(text)[0].span);
/// let shown: Vec<_> = found.iter().map(|token| token.span.slice(text)).collect();
/// assert_eq!(shown, ["The", "mayor's", "U.S.", "tour", "isn't", "over", "."]);
/// let words: Vec<_> = found[4].words(text).map(|word| word.slice(text)).collect();
/// assert_eq!(words, ["is", "n't"]);
/// ```
pub fn tokens(text: &str, within: Span) -> Vec<Token> {
    reader::Reader::new(text, within).read()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        let all = Span::at(text, 0..text.len());
        let pieces = tokens(text, all).into_iter().map(|token| {
            token
                .words(text)
                .map(|word| word.slice(text).to_owned())
                .collect::<Vec<_>>()
                .join("+")
        });
        pieces.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn splits_as_the_treebanks_do() {
        assert_eq!(
            read("“We don’t,” Mr. Lee’s aide said."),
            "“ We do+n’t , ” Mr. Lee+’s aide said ."
        );
        assert_eq!(
            read("The long-term U.S. plan (up 3.4%)…"),
            "The long - term U.S. plan ( up 3.4 % ) …"
        );
        assert_eq!(
            read("$1.2bn, 3pm e-mail and/or 9/11"),
            "$ 1.2 bn , 3 pm e-mail and / or 9/11"
        );
        assert_eq!(
            read("the workers' cannot--ever"),
            "the workers+' can+not -- ever"
        );
    }

    #[test]
    fn reads_figures() {
        assert_eq!(
            read("a 10-year-old in mid-2024 with COVID-19 saw an F-16"),
            "a 10 - year - old in mid-2024 with COVID - 19 saw an F - 16"
        );
        assert_eq!(
            read("won 3-1 in 2015-16, paid US$4.5m, £5m or 1,200.50 (13,14)"),
            "won 3 - 1 in 2015 - 16 , paid US$ 4.5 m , £ 5 m or 1,200.50 ( 13 , 14 )"
        );
        assert_eq!(
            read("No. 4 of 12, call 555-0142 by 9:30am on 2025-04-09, -5°C, .265"),
            "No. 4 of 12 , call 555-0142 by 9:30 am on 2025-04-09 , - 5 ° C , .265"
        );
        assert_eq!(
            read("the 1990's and '90s, class of ’72"),
            "the 1990's and '90s , class of ’72"
        );
    }

    #[test]
    fn reads_abbreviations() {
        assert_eq!(
            read("The U.S.-led talks in Washington, D.C., and the U.K.’s"),
            "The U.S. - led talks in Washington , D.C. , and the U.K.+’s"
        );
        assert_eq!(
            read("J. K. Rowling and Ruiz Jr. met at St. Ives, etc. They left the U.S."),
            "J. K. Rowling and Ruiz Jr. met at St. Ives , etc . They left the U.S."
        );
        assert_eq!(
            read("She works at Harbour Foods Inc."),
            "She works at Harbour Foods Inc ."
        );
        assert_eq!(
            read("“She works at Harbour Foods Inc.”"),
            "“ She works at Harbour Foods Inc . ”"
        );
        assert_eq!(
            read("We can't. Plan B. The sun."),
            "We ca+n't . Plan B. The sun ."
        );
        assert_eq!(read("1. First of all"), "1. First of all");
    }

    #[test]
    fn reads_addresses_and_tags() {
        assert_eq!(
            read("See https://example.org/a?b=c, or (www.example.org)."),
            "See https://example.org/a?b=c , or ( www.example.org ) ."
        );
        assert_eq!(
            read("Write to <press@port.example.org>."),
            "Write to < press@port.example.org > ."
        );
        assert_eq!(
            read("@harbour_town #floods: AT&T at #1 👍🏽👍🏽!"),
            "@harbour_town #floods : AT&T at # 1 👍🏽 👍🏽 !"
        );
    }

    #[test]
    fn parts_words_at_marks_without_width() {
        assert_eq!(
            read("\u{feff}The\u{200b}harbour\u{a0}town\u{200e}."),
            "The harbour town ."
        );
    }

    #[test]
    fn reads_marks() {
        assert_eq!(
            read("Really?! No... \"yes\"—(a) 'Modern Giants'."),
            "Really ?! No ... \" yes \" — ( a ) ' Modern Giants ' ."
        );
        assert_eq!(
            read("the 'gifts' to the workers' club"),
            "the ' gifts ' to the workers+' club"
        );
        assert_eq!(read("“Hamlet”’s end"), "“ Hamlet ” ’s end");
        assert_eq!(
            read("rock 'n' roll, give 'em its own; its not over"),
            "rock 'n' roll , give 'em its own ; it+s not over"
        );
        assert_eq!(read("at the end.The next"), "at the end . The next");
    }

    proptest! {
        #[test]
        fn loses_nothing(text in "(\\PC|[ \n\t'’.,$#@:/0-9-]){0,120}") {
            let all = Span::at(&text, 0..text.len());
            let mut joined = String::new();
            let mut last = 0;
            for token in tokens(&text, all) {
                prop_assert!(last <= token.span.start());
                last = token.span.end();
                for word in token.words(&text) {
                    prop_assert!(!word.is_empty());
                    joined.push_str(word.slice(&text));
                }
            }
            let wanted: String = text.chars().filter(|&c| !crate::blank::is_blank(c)).collect();
            prop_assert_eq!(joined, wanted);
        }
    }
}
