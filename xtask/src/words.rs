//! The product's own view of a text, for training on it.

use std::error::Error;
use std::io::{BufRead, Write};

use sayso_text::{OffsetUnit, Offsets, Span, paragraphs, quotes, tokens};
use serde_json::json;

/// Reads JSON strings, one a line; prints `{"words": [[start, end, token]], "quotes": [...],
/// "paragraphs": [[start, end, after_gap]]}` in code points for each.
pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        let offsets = Offsets::new(&text, OffsetUnit::Chars);
        let pair = |span: Span| offsets.pair(span);
        let blocks = paragraphs(&text);
        let mut words = Vec::new();
        let mut number = 0;
        for block in &blocks {
            for token in tokens(&text, block.span) {
                for word in token.words(&text) {
                    let [start, end] = pair(word);
                    words.push(json!([start, end, number]));
                }
                number += 1;
            }
        }
        let marked: Vec<_> = quotes(&text, &blocks)
            .into_iter()
            .map(|q| json!([pair(q.span)[0], pair(q.span)[1], q.closed]))
            .collect();
        let blocks: Vec<_> = blocks
            .iter()
            .map(|b| json!([pair(b.span)[0], pair(b.span)[1], b.after_gap]))
            .collect();
        writeln!(
            out,
            "{}",
            json!({"words": words, "quotes": marked, "paragraphs": blocks})
        )?;
    }
    Ok(())
}
