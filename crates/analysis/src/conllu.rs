//! CoNLL-U: writing an analysis, and reading a treebank as if it had been analysed.

use std::fmt::Write as _;

use sayso_text::{Offsets, Paragraph, Span, quotes};
use thiserror::Error;

use crate::{Analysis, Deprel, MentionKind, Sentence, Token, Upos, Word, Xpos};

/// What is wrong with a CoNLL-U file, and on which line.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ConlluError {
    /// A line has too few columns or a number that is none.
    #[error("line {line}: {what}")]
    Line {
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
}

/// Writes the sentences of `text`, each token with `Start=` and `End=` in the unit of `offsets`
/// and `SpaceAfter=No` where the next follows at once.
pub fn write(text: &str, analysis: &Analysis, offsets: &Offsets<'_>, out: &mut String) {
    let mut tokens = analysis.tokens.iter().peekable();
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        let opens = number == 0 || analysis.sentences[number - 1].paragraph != sentence.paragraph;
        if opens {
            out.push_str("# newpar\n");
        }
        let _ = writeln!(out, "# sent_id = {}", number + 1);
        let plain: Vec<&str> = sentence.span.slice(text).split_whitespace().collect();
        let _ = writeln!(out, "# text = {}", plain.join(" "));
        while let Some(token) = tokens.next_if(|token| token.words.end <= sentence.words.end) {
            write_token(text, analysis, sentence, token, offsets, out);
        }
        out.push('\n');
    }
}

fn write_token(
    text: &str,
    analysis: &Analysis,
    sentence: &Sentence,
    token: &Token,
    offsets: &Offsets<'_>,
    out: &mut String,
) {
    let [start, end] = offsets.pair(token.span);
    let space = if text[token.span.end()..].starts_with(|c: char| !c.is_whitespace()) {
        "SpaceAfter=No|"
    } else {
        ""
    };
    let place = format!("{space}Start={start}|End={end}");
    let number = |id: usize| id - sentence.words.start + 1;
    let several = token.words.len() > 1;
    if several {
        let (first, last) = (number(token.words.start), number(token.words.end - 1));
        let _ = writeln!(
            out,
            "{first}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t{place}",
            token.span.slice(text)
        );
    }
    for id in token.words.clone() {
        let word = &analysis.words[id];
        let head = word.head.map_or(0, number);
        let misc = if several { "_" } else { &place };
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t_\t{head}\t{}\t_\t{misc}",
            number(id),
            word.span.slice(text),
            word.lemma,
            word.upos,
            word.xpos,
            word.deprel,
        );
    }
}

/// Reads a treebank: the raw text of each document made from its `# text` lines, and its gold
/// analysis. Sentences of a paragraph are joined as `SpaceAfter` says, paragraphs by an empty
/// line.
///
/// # Errors
/// Where a line is not CoNLL-U.
pub fn read(source: &str) -> Result<Vec<(String, Analysis)>, ConlluError> {
    let mut documents: Vec<Document> = Vec::new();
    let mut block = Block::default();
    for (at, line) in source.lines().chain([""]).enumerate() {
        if let Some(comment) = line.strip_prefix('#') {
            block.comment(comment.trim());
        } else if !line.trim().is_empty() {
            block.rows.push((at + 1, line.split('\t').collect()));
        } else if !block.rows.is_empty() {
            let block = std::mem::take(&mut block);
            if block.new_document || documents.is_empty() {
                documents.push(Document::default());
            }
            if let Some(document) = documents.last_mut() {
                document.add(&block)?;
            }
        }
    }
    Ok(documents.into_iter().map(Document::finish).collect())
}

#[derive(Default)]
struct Block<'s> {
    text: &'s str,
    new_document: bool,
    new_paragraph: bool,
    rows: Vec<(usize, Vec<&'s str>)>,
}

impl<'s> Block<'s> {
    fn comment(&mut self, comment: &'s str) {
        if let Some(text) = comment.strip_prefix("text =") {
            self.text = text.trim();
        }
        self.new_document |= comment.starts_with("newdoc");
        self.new_paragraph |= comment.starts_with("newpar") || comment.starts_with("newdoc");
    }
}

#[derive(Default)]
struct Document {
    text: String,
    analysis: Analysis,
    space_after: bool,
}

impl Document {
    fn add(&mut self, block: &Block<'_>) -> Result<(), ConlluError> {
        let paragraph = block.new_paragraph || self.text.is_empty();
        if paragraph && !self.text.is_empty() {
            self.text.push_str("\n\n");
        } else if self.space_after {
            self.text.push(' ');
        }
        let begin = self.text.len();
        self.text.push_str(block.text);
        let base = self.analysis.words.len();
        let mut cursor = begin;
        let mut inside_until = 0;
        for (line, row) in &block.rows {
            let wrong = |what: &str| ConlluError::Line {
                line: *line,
                what: what.to_owned(),
            };
            if row.len() < 10 {
                return Err(wrong("has fewer than ten columns"));
            }
            if row[0].contains('.') {
                continue;
            }
            if let Some((first, last)) = row[0].split_once('-') {
                let first: usize = first.parse().map_err(|_| wrong("has no token range"))?;
                inside_until = last.parse().map_err(|_| wrong("has no token range"))?;
                let span = self
                    .find(row[1], cursor)
                    .ok_or_else(|| wrong("does not stand in the text"))?;
                self.analysis.tokens.push(Token {
                    span,
                    words: base + first - 1..base + inside_until,
                });
                continue;
            }
            let id: usize = row[0].parse().map_err(|_| wrong("has no number"))?;
            let inside = id <= inside_until;
            let span = match self.find(row[1], cursor) {
                Some(span) => span,
                // A part whose letters the text does not spell stands for the whole token.
                None if inside => self
                    .analysis
                    .tokens
                    .last()
                    .map(|t| t.span)
                    .ok_or_else(|| wrong("has no token"))?,
                None => return Err(wrong("does not stand in the text")),
            };
            cursor = cursor.max(span.end());
            let head: usize = row[6].parse().map_err(|_| wrong("has no head"))?;
            self.analysis.words.push(Word {
                span,
                lemma: row[2].to_owned(),
                upos: Upos::parse(row[3]).unwrap_or(Upos::X),
                xpos: Xpos::parse(row[4]).unwrap_or(Xpos::Xx),
                head: (head > 0).then(|| base + head - 1),
                deprel: Deprel::parse(row[7]).unwrap_or(Deprel::Dep),
                mention: None,
            });
            if !inside {
                self.analysis.tokens.push(Token {
                    span,
                    words: base + id - 1..base + id,
                });
            }
            self.space_after = !row[9].split('|').any(|field| field == "SpaceAfter=No");
        }
        let span = Span::at(&self.text, begin..self.text.len());
        match self.analysis.paragraphs.last_mut() {
            Some(last) if !paragraph => last.span = last.span.cover(span),
            _ => self.analysis.paragraphs.push(Paragraph {
                span,
                after_gap: true,
            }),
        }
        let words = base..self.analysis.words.len();
        self.mark_mentions(block, base);
        self.analysis.sentences.push(Sentence {
            words,
            span,
            paragraph: self.analysis.paragraphs.len() - 1,
        });
        Ok(())
    }

    fn find(&self, form: &str, cursor: usize) -> Option<Span> {
        let rest = self.text.get(cursor..)?;
        let skipped = rest.len() - rest.trim_start().len();
        rest[skipped..]
            .starts_with(form)
            .then(|| Span::at(&self.text, cursor + skipped..cursor + skipped + form.len()))
    }

    /// Puts the types of GUM's `Entity=` brackets on the heads of their mentions.
    fn mark_mentions(&mut self, block: &Block<'_>, base: usize) {
        let mut open: Vec<(String, usize, Option<MentionKind>)> = Vec::new();
        let rows = block
            .rows
            .iter()
            .filter(|(_, row)| !row[0].contains(['.', '-']));
        for (at, (_, row)) in rows.enumerate() {
            let Some(brackets) = row[9]
                .split('|')
                .find_map(|field| field.strip_prefix("Entity="))
            else {
                continue;
            };
            for piece in split_brackets(brackets) {
                let name = piece.trim_matches(['(', ')']);
                let mut fields = name.split('-');
                let chain = fields.next().unwrap_or_default().to_owned();
                if piece.starts_with('(') {
                    open.push((
                        chain.clone(),
                        base + at,
                        fields.next().and_then(MentionKind::parse),
                    ));
                }
                if piece.ends_with(')')
                    && let Some(place) = open.iter().rposition(|(other, ..)| *other == chain)
                {
                    let (_, start, kind) = open.remove(place);
                    let end = base + at + 1;
                    let words = &self.analysis.words;
                    let head = (start..end).find(|&id| {
                        words[id]
                            .head
                            .is_none_or(|head| !(start..end).contains(&head))
                    });
                    if let Some(head) = head {
                        self.analysis.words[head].mention = kind;
                    }
                }
            }
        }
    }

    fn finish(mut self) -> (String, Analysis) {
        self.analysis.quotes = quotes(&self.text, &self.analysis.paragraphs);
        (self.text, self.analysis)
    }
}

/// The single brackets of an `Entity=` value: `(1-person-x`, `1)`, `(2-place-y)`.
fn split_brackets(value: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, mark) in value.char_indices() {
        if mark == '(' && at > start {
            pieces.push(&value[start..at]);
            start = at;
        } else if mark == ')' {
            pieces.push(&value[start..=at]);
            start = at + 1;
        }
    }
    if start < value.len() {
        pieces.push(&value[start..]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_text::OffsetUnit;

    const SAMPLE: &str = "# newdoc id = a\n# text = Ada can't go.\n\
        1\tAda\tAda\tPROPN\tNNP\t_\t4\tnsubj\t_\tEntity=(1-person-new)\n\
        2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_\n\
        3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n\
        4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n\
        5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n";

    #[test]
    fn reads_and_writes() {
        let documents = read(SAMPLE).unwrap();
        let (text, analysis) = &documents[0];
        assert_eq!(text, "Ada can't go.");
        assert_eq!(analysis.tokens.len(), 4);
        assert_eq!(analysis.words[0].mention, Some(MentionKind::Person));
        let mut out = String::new();
        write(
            text,
            analysis,
            &Offsets::new(text, OffsetUnit::Chars),
            &mut out,
        );
        assert!(
            out.contains("2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tStart=4|End=9\n"),
            "{out}"
        );
        assert!(
            out.contains("4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No|Start=10|End=12\n"),
            "{out}"
        );
    }

    #[test]
    fn names_the_bad_line() {
        assert!(matches!(
            read("1\tAda\n"),
            Err(ConlluError::Line { line: 1, .. })
        ));
    }
}
