//! Quotations by their marks.

mod marks;
mod pairing;

use pairing::Pairing;

use crate::{Paragraph, Span};

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// From the opening mark to the closing one, both included; to the paragraph's end where
    /// the quotation is not closed in it.
    pub span: Span,
    /// Without the marks.
    pub inner: Span,
    /// The kind of marks.
    pub marks: QuoteMarks,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// Whether it goes on from the paragraph before by the continuation rule: that one's last
    /// quotation is not closed and this one opens its paragraph.
    pub continues: bool,
}

/// The kinds of quotation marks that pair with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteMarks {
    /// `"…"`, `“…”`, `„…“`, ``` ``…'' ```, or a mix of them.
    Double,
    /// `'…'`, `‘…’`, `‚…‘`.
    Single,
    /// `«…»`, `»…«`.
    Angle,
}

/// The outermost quotations of a text, paragraph by paragraph.
///
/// Marks pair within a paragraph only, so that one stray mark spoils no more than its own
/// paragraph. Apostrophes, feet and inches are not marks. A quotation that isn't closed runs to
/// its paragraph's end; where another of its kind opens before that and there aren't marks enough
/// to close both, its own mark is taken for a stray one. Single marks that aren't closed count as
/// apostrophes, unless the next paragraph goes on with one.
///
/// # Examples
/// ```
/// use sayso_text::{paragraphs, quotes};
///
/// let text = "“It’s ‘over’,” she said.";
/// let found = quotes(text, &paragraphs(text));
/// assert_eq!(found[0].inner.slice(text), "It’s ‘over’,");
/// assert!(found[0].closed && found.len() == 1);
/// ```
pub fn quotes(text: &str, paragraphs: &[Paragraph]) -> Vec<Quote> {
    let mut found: Vec<Quote> = Vec::new();
    let mut open_before = false;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let before = found.len();
        let next = paragraphs
            .get(index + 1)
            .map_or("", |next| next.span.slice(text));
        Pairing::new(text, paragraph.span, next.starts_with(['‘', '\''])).read(&mut found);
        if let Some(first) = found.get_mut(before) {
            first.continues = open_before && first.span.start() == paragraph.span.start();
        }
        open_before = found[before..].last().is_some_and(|quote| !quote.closed);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paragraphs;
    use proptest::prelude::*;

    fn inner(text: &str) -> Vec<&str> {
        quotes(text, &paragraphs(text))
            .into_iter()
            .map(|q| q.inner.slice(text))
            .collect()
    }

    #[test]
    fn pairs_in_every_style() {
        assert_eq!(inner("“We go,” he said. “Now.”"), ["We go,", "Now."]);
        assert_eq!(inner("\"We go,\" he said."), ["We go,"]);
        assert_eq!(inner("„Wir gehen“, sagte er."), ["Wir gehen"]);
        assert_eq!(inner("« Nous partons », a-t-il dit."), [" Nous partons "]);
        assert_eq!(inner("'We go,' the boys' father said."), ["We go,"]);
        assert_eq!(inner("‘It’s ours,’ he said."), ["It’s ours,"]);
    }

    #[test]
    fn leaves_apostrophes_and_inches() {
        assert!(inner("The boys' team isn't 6'2\" tall, rock 'n' roll.").is_empty());
    }

    #[test]
    fn continues_over_paragraphs() {
        let text = "“One.\n\n“Two,” he said.\n\n“Three.”";
        let found = quotes(text, &paragraphs(text));
        let flags: Vec<_> = found.iter().map(|q| (q.closed, q.continues)).collect();
        assert_eq!(flags, [(false, false), (true, true), (true, false)]);
    }

    #[test]
    fn leaves_clipped_words() {
        assert!(
            inner("In the '90s rock 'n' roll got 'em, ’til ’twas over; the boys’ club.").is_empty()
        );
        assert_eq!(
            inner("She called it 'rock 'n' roll' in the '90s."),
            ["rock 'n' roll"]
        );
    }

    #[test]
    fn tells_possessives_from_closing_marks() {
        assert_eq!(inner("the 'gifts' to the workers' club"), ["gifts"]);
        assert_eq!(
            inner("'The boys' team will play,' she said."),
            ["The boys' team will play,"]
        );
        assert_eq!(
            inner("the 'gifts' and the 'perks' for staff"),
            ["gifts", "perks"]
        );
        assert_eq!(
            inner("'Gifts', \"perks\" and dogs' homes"),
            ["Gifts", "perks"]
        );
    }

    #[test]
    fn gives_the_outermost_only() {
        assert_eq!(
            inner("“She said ‘go’ and ‘stay’,” he said."),
            ["She said ‘go’ and ‘stay’,"]
        );
        assert_eq!(
            inner("'\"Go,\" she told me,' he said."),
            ["\"Go,\" she told me,"]
        );
        assert_eq!(
            inner("“Who said “go” here?” he asked."),
            ["Who said “go” here?"]
        );
        assert_eq!(
            inner("\"Who said \"go\" here?\" he asked."),
            ["Who said \"go\" here?"]
        );
        assert_eq!(
            inner("« Il a dit « oui » hier. »"),
            [" Il a dit « oui » hier. "]
        );
        assert_eq!(
            inner("\"She is 6'2\" tall,\" he said."),
            ["She is 6'2\" tall,"]
        );
    }

    #[test]
    fn reads_marks_of_typewriters() {
        assert_eq!(inner("``We go,'' he said. ''Now.''"), ["We go,", "Now."]);
        assert_eq!(inner("‘’We go,’’ he said."), ["We go,"]);
        assert_eq!(inner("`We go,' he said."), ["We go,"]);
        assert_eq!(inner("\" We go , \" he said ."), [" We go , "]);
        assert_eq!(inner("“We go,“ he said. ”Now.”"), ["We go,", "Now."]);
        assert_eq!(
            inner("»Wir gehen«, sagte er. ‚Ja‘, sagte sie."),
            ["Wir gehen", "Ja"]
        );
        assert_eq!(
            inner("the mayor—\"our friend\"—left (\"in haste\")"),
            ["our friend", "in haste"]
        );
    }

    #[test]
    fn a_stray_mark_spoils_little() {
        assert_eq!(
            inner("“We go. She said “no” twice.\n\nHe said “yes”."),
            ["no", "yes"]
        );
        assert_eq!(inner("The end.” She said “no”."), ["no"]);
        assert_eq!(inner("the 'stray word. \"Go,\" he said."), ["Go,"]);
        assert_eq!(inner("“We go and go"), ["We go and go"]);
        assert!(inner("the 'stray word").is_empty());
    }

    #[test]
    fn continues_in_single_marks_and_not_over_a_gap() {
        let text = "‘One of the boys’ fathers.\n\n‘Two,’ he said.\n\n“Three.\n\nFour.\n\n“Five.”";
        let found = quotes(text, &paragraphs(text));
        let flags: Vec<_> = found.iter().map(|q| (q.closed, q.continues)).collect();
        assert_eq!(
            flags,
            [(false, false), (true, true), (false, false), (true, false)]
        );
    }

    proptest! {
        #[test]
        fn lie_in_their_paragraphs_in_order(text in "([\"'“”‘’„«»`a-cA sS.,\n0-9]|\\PC){0,80}") {
            let blocks = paragraphs(&text);
            let mut last = 0;
            for quote in quotes(&text, &blocks) {
                prop_assert!(blocks.iter().any(|block| block.span.contains(quote.span)));
                prop_assert!(quote.span.contains(quote.inner));
                prop_assert!(last <= quote.span.start());
                last = quote.span.end();
            }
        }
    }
}
