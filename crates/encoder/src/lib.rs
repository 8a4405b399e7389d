//! The reading model: one pass of a small transformer over a text, shared by every head.
//!
//! [`Encoder::read`] cuts a text into paragraphs, tokens and overlapping windows, runs each window
//! once through the model and decodes sentences, tags, trees, names and statement roles. The model's
//! arithmetic is in integers where it is heavy and the same on every processor.

mod decode;
mod error;
mod kernel;
mod model;
mod names;
mod windows;
mod wordpiece;

use std::collections::BTreeMap;
use std::ops::Range;

use sayso_analysis::{
    Analysis, MentionKind, Name, NameKind, Role, RoleSpan, Sentence, States, Token, Upos, Word,
    Xpos,
};
use sayso_text::{Paragraph, Span, paragraphs, quotes, tokens};

pub use error::ModelError;

use crate::decode::{Heads, HeadsLayout, best};
use crate::kernel::Isa;
use crate::model::{Input, KEPT_LAYERS, Model, Outputs, Room, WIDTH};
use crate::windows::cut;

/// Words of a report that are read at most; what comes after is reported as unread. So many take 4 s on one core;
/// the longest reports have a tenth of them.
pub const MOST_WORDS: usize = 40_000;
/// Bytes of a report that are looked at for words at most: four times as many as 40,000 words of English have.
const MOST_BYTES: usize = 1 << 20;
/// Words that are decoded together at most; longer reports are decoded in passages.
const PASSAGE: usize = 6_000;

/// The reading model, ready to read; share it between threads.
pub struct Encoder {
    model: Model,
    layout: HeadsLayout,
    isa: Isa,
    /// Those of the language with a user's rows, where there are any.
    lemmas: Option<sayso_lemma::Lemmas>,
}

/// Names less sure than this are more often wrong than right (UNER EWT dev).
const SURE_NAME: f32 = 0.5;

impl Encoder {
    /// Reads a model file.
    ///
    /// # Errors
    /// Where the bytes are no model of this version.
    pub fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        let model = Model::load(bytes)?;
        let layout = HeadsLayout::new(&model.description)?;
        Ok(Self {
            model,
            layout,
            isa: Isa::detect(),
            lemmas: None,
        })
    }

    /// The same with a user's rows for the tables of lemmas.
    #[must_use]
    pub fn with_lemmas(self, lemmas: sayso_lemma::Lemmas) -> Self {
        Self {
            lemmas: Some(lemmas),
            ..self
        }
    }

    fn lemma(&self, form: &str, upos: Upos, xpos: Xpos) -> String {
        let (upos, xpos) = (upos.as_str(), xpos.as_str());
        match &self.lemmas {
            Some(lemmas) => lemmas.lemma(form, upos, xpos).into_owned(),
            None => sayso_lemma::lemma(form, upos, xpos).into_owned(),
        }
    }

    /// The model's name and version, as stamped into rows.
    pub fn id(&self) -> &str {
        &self.model.description.id
    }

    /// Logistic calibration `[slope, offset]` of the confidences of a kind of row.
    pub fn calibration(&self, kind: &str) -> Option<[f32; 2]> {
        self.model.description.calibration.get(kind).copied()
    }

    /// Reads the part `body` of `text`.
    pub fn read(&self, text: &str, body: Span) -> Analysis {
        let mut analysis = Analysis {
            states: States::new(WIDTH, KEPT_LAYERS.len()),
            ..Analysis::default()
        };
        let most = body.start().saturating_add(MOST_BYTES);
        let end = text.floor_char_boundary(body.end().min(most));
        let behind = |start: usize| Span::of(text, start..body.end());
        if end < body.end() {
            analysis.unread = behind(end);
        }
        // What lies behind is not so much as looked at.
        let (text, body) = (&text[..end], Span::at(text, body.start()..end));
        for mut paragraph in paragraphs(text) {
            if paragraph.span.end() <= body.start() || paragraph.span.start() >= body.end() {
                continue;
            }
            if let Some(inside) = paragraph.span.intersect(body) {
                paragraph.span = inside.trim(text);
            }
            if !paragraph.span.is_empty() {
                analysis.paragraphs.push(paragraph);
            }
        }
        analysis.quotes = quotes(text, &analysis.paragraphs);
        let mut passage = Passage::default();
        let mut room = Room::default();
        for number in 0..analysis.paragraphs.len() {
            let paragraph = analysis.paragraphs[number];
            for token in tokens(text, paragraph.span) {
                if analysis.words.len() + passage.words.len() >= MOST_WORDS {
                    self.finish(text, &mut passage, &mut analysis, &mut room);
                    analysis.unread = behind(token.span.start());
                    return analysis;
                }
                if passage.words.len() >= 2 * PASSAGE {
                    self.finish(text, &mut passage, &mut analysis, &mut room);
                }
                passage.push(text, token, number, &paragraph);
            }
            if passage.words.len() >= PASSAGE {
                self.finish(text, &mut passage, &mut analysis, &mut room);
            }
        }
        self.finish(text, &mut passage, &mut analysis, &mut room);
        analysis
    }

    /// Runs and decodes the words gathered so far, and appends what they gave.
    fn finish(&self, text: &str, passage: &mut Passage, analysis: &mut Analysis, room: &mut Room) {
        let passage = std::mem::take(passage);
        if passage.words.is_empty() {
            return;
        }
        let heads = self.run(text, &passage, &analysis.quotes, &mut analysis.states, room);
        let base = analysis.words.len();
        let mut sentences = Vec::new();
        for words in &passage.paragraphs {
            decode::split(&heads, words.clone(), &mut sentences);
        }
        let trees = decode::parse(self.isa, &self.model, &heads, &sentences);
        for (at, ((head, deprel), &span)) in trees.into_iter().zip(&passage.words).enumerate() {
            let upos = Upos::ALL[best(heads.of(at, &self.layout.upos))];
            let xpos = Xpos::ALL[best(heads.of(at, &self.layout.xpos))];
            let mention = best(heads.of(at, &self.layout.mention));
            analysis.words.push(Word {
                span,
                lemma: self.lemma(span.slice(text), upos, xpos),
                upos,
                xpos,
                head: head.map(|head| base + head),
                deprel,
                mention: mention.checked_sub(1).map(|kind| MentionKind::ALL[kind]),
            });
        }
        let shift = |words: &Range<usize>| base + words.start..base + words.end;
        let covered =
            |words: &Range<usize>| passage.words[words.start].cover(passage.words[words.end - 1]);
        for (words, span) in &passage.tokens {
            analysis.tokens.push(Token {
                span: *span,
                words: shift(words),
            });
        }
        for words in &sentences {
            let paragraph = passage.paragraph_of[words.start];
            analysis.sentences.push(Sentence {
                words: shift(words),
                span: covered(words),
                paragraph,
            });
        }
        let upos: Vec<Upos> = analysis.words[base..]
            .iter()
            .map(|word| word.upos)
            .collect();
        let words = names::Words {
            text,
            spans: &passage.words,
            upos: &upos,
        };
        let found = self.names(&heads, &sentences, &passage.fellows(text));
        for found in names::mended(found, &words) {
            let (words, span) = (shift(&found.words), covered(&found.words));
            analysis.names.push(Name {
                words,
                span,
                kind: NameKind::ALL[found.kind],
                confidence: found.confidence,
            });
        }
        let found = decode::spans(&heads, &self.layout.role, &[], &[]);
        let mut roles: Vec<RoleSpan> = found
            .into_iter()
            .map(|found| RoleSpan {
                span: covered(&found.words),
                role: Role::ALL[found.kind],
                confidence: found.confidence,
                words: found.words,
            })
            .collect();
        let roles_before = analysis.roles.len();
        for mut link in decode::link(&self.model, &heads, &roles, &passage.paragraph_of) {
            link.content += roles_before;
            for (at, _) in link.cues.iter_mut().chain(&mut link.sources) {
                *at += roles_before;
            }
            analysis.links.push(link);
        }
        for role in &mut roles {
            role.words = shift(&role.words);
        }
        analysis.roles.append(&mut roles);
    }

    /// Names by both heads: persons, organisations and places by the one, facilities, groups and others by the
    /// other where the first has none.
    fn names(
        &self,
        heads: &Heads<'_>,
        sentences: &[Range<usize>],
        fellows: &[Vec<usize>],
    ) -> Vec<decode::Found> {
        let named = |kind: usize| {
            matches!(
                NameKind::ALL[kind],
                NameKind::Person | NameKind::Organisation | NameKind::Place
            )
        };
        let mut names = decode::spans(heads, &self.layout.name, sentences, fellows);
        names.retain(|name| named(name.kind));
        let free = |name: &decode::Found| {
            let next = names.partition_point(|other| other.words.end <= name.words.start);
            names
                .get(next)
                .is_none_or(|other| other.words.start >= name.words.end)
        };
        let mut others = decode::spans(heads, &self.layout.news_name, sentences, fellows);
        others.retain(|name| !named(name.kind) && free(name));
        names.append(&mut others);
        names.retain(|name| name.confidence >= SURE_NAME);
        names.sort_by_key(|name| name.words.start);
        names
    }

    /// The heads' numbers for every word of a passage.
    fn run(
        &self,
        text: &str,
        passage: &Passage,
        quotes: &[sayso_text::Quote],
        states: &mut States,
        room: &mut Room,
    ) -> Heads<'_> {
        let mut pieces = Vec::with_capacity(passage.words.len() * 5 / 4);
        let mut counts = Vec::with_capacity(passage.words.len());
        let mut lower = String::new();
        for word in &passage.words {
            let before = pieces.len();
            self.model
                .pieces
                .read(word.slice(text), &mut lower, &mut pieces);
            counts.push((pieces.len() - before) as u8);
        }
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut total = 0;
        for &count in &counts {
            starts.push(total);
            total += usize::from(count);
        }
        starts.push(total);
        let quoted = quote_states(&passage.words, quotes);
        let mut heads = Heads {
            layout: &self.layout,
            words: Vec::with_capacity(counts.len() * self.layout.width),
            marks: Vec::new(),
        };
        let mut input = Input::default();
        for window in cut(&counts) {
            input.begin();
            for word in window.words.clone() {
                let form = passage.words[word].slice(text);
                let shape = case_of(form) * 4 + passage.spaces[word];
                input.word(&pieces[starts[word]..starts[word + 1]], shape, quoted[word]);
            }
            input.end();
            debug_assert!(
                input.pieces.len() <= self.model.longest(),
                "windows are cut to fit"
            );
            let keep = window.keep.start - window.words.start..window.keep.end - window.words.start;
            let mut out = Outputs {
                heads: &mut heads.words,
                states,
            };
            let mark = self.model.read(self.isa, &input, keep, room, &mut out);
            heads.marks.push((window.keep.start, mark));
        }
        heads
    }
}

/// Words gathered to be decoded together; indices are its own.
#[derive(Default)]
struct Passage {
    words: Vec<Span>,
    /// How each word is set off from the one before: 0 not, 1 by a space, 2 by a line break, 3 by
    /// an empty line.
    spaces: Vec<u8>,
    tokens: Vec<(Range<usize>, Span)>,
    paragraphs: Vec<Range<usize>>,
    /// The paragraph of each word, an index into [`Analysis::paragraphs`].
    paragraph_of: Vec<usize>,
}

impl Passage {
    /// Words with a capital that stand more than once, by their form: what one of them names, the others mostly
    /// name too.
    fn fellows(&self, text: &str) -> Vec<Vec<usize>> {
        let mut by_form: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, word) in self.words.iter().enumerate() {
            let form = word.slice(text);
            if form.len() > 1 && form.starts_with(char::is_uppercase) {
                by_form.entry(form).or_default().push(at);
            }
        }
        by_form
            .into_values()
            .filter(|words| words.len() > 1)
            .collect()
    }

    fn push(&mut self, text: &str, token: sayso_text::Token, number: usize, paragraph: &Paragraph) {
        let first = self.words.len();
        for word in token.words(text) {
            let space = match self.words.last() {
                _ if word.start() == paragraph.span.start() => 2 + u8::from(paragraph.after_gap),
                Some(last) => u8::from(last.end() < word.start()),
                None => 1,
            };
            self.words.push(word);
            self.spaces.push(space);
            self.paragraph_of.push(number);
        }
        let end = self.words.len();
        match self.paragraphs.last_mut() {
            Some(last) if self.paragraph_of[last.start] == number => last.end = end,
            _ => self.paragraphs.push(first..end),
        }
        self.tokens.push((first..end, token.span));
    }
}

/// Whether each word stands in a quotation: 0 no, 1 in a closed one, 2 in one left open.
fn quote_states(words: &[Span], quotes: &[sayso_text::Quote]) -> Vec<u8> {
    let mut quotes = quotes.iter().peekable();
    let state = |word: &Span| {
        while quotes
            .next_if(|quote| quote.span.end() <= word.start())
            .is_some()
        {}
        match quotes.peek() {
            Some(quote) if quote.span.start() <= word.start() => 2 - u8::from(quote.closed),
            _ => 0,
        }
    };
    words.iter().map(state).collect()
}

/// 0 lower, 1 Title, 2 UPPER, 3 mixed, 4 with a digit, 5 neither letter nor digit.
fn case_of(form: &str) -> u8 {
    if form.chars().any(char::is_numeric) {
        return 4;
    }
    let mut letters = form.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return 5;
    };
    let (mut upper, mut other) = (0, 0);
    for letter in letters {
        if letter.is_uppercase() {
            upper += 1
        } else {
            other += 1
        }
    }
    match (first.is_uppercase(), upper, other) {
        (false, 0, _) => 0,
        (true, 1.., 0) => 2,
        (true, 0, _) => 1,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_case() {
        assert_eq!(
            ["the", "The", "UN", "McCoy", "A", "2nd", "—"].map(case_of),
            [0, 1, 2, 3, 1, 4, 5]
        );
    }
}
