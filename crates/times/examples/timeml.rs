//! Prints the times of the texts of a manifest (lines of path TAB YYYY-MM-DD), one JSON object a
//! text, for measuring without the reading model: words have no tags and no syntax.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use sayso_analysis::{Analysis, Deprel, Sentence, Upos, Word, Xpos};
use sayso_text::{OffsetUnit, Offsets, paragraphs, tokens};
use sayso_times::{Context, Hemisphere, Time, find};

#[allow(clippy::print_stdout, reason = "it is what the program is for")]
fn main() -> Result<(), Box<dyn Error>> {
    let manifest = env::args()
        .nth(1)
        .ok_or("give a manifest: path TAB YYYY-MM-DD a line")?;
    for line in fs::read_to_string(&manifest)?.lines() {
        let (path, date) = line
            .split_once('\t')
            .ok_or_else(|| format!("{manifest}: no tab in `{line}`"))?;
        let text = fs::read_to_string(Path::new(path))?;
        let context = Context {
            published: date.parse().ok(),
            hemisphere: Hemisphere::North,
        };
        let times = find(&text, &untagged(&text), &context);
        let offsets = Offsets::new(&text, OffsetUnit::Chars);
        let rows: Vec<String> = times.iter().map(|time| row(time, &offsets)).collect();
        println!(
            "{{\"report\": {{\"path\": {path:?}}}, \"times\": [{}]}}",
            rows.join(", ")
        );
    }
    Ok(())
}

fn row(time: &Time, offsets: &Offsets) -> String {
    let [start, end] = offsets.pair(time.span);
    let modifier = time
        .modifier
        .map_or("null".to_owned(), |modifier| format!("\"{modifier}\""));
    let days = time
        .interval
        .map_or("null, null".to_owned(), |(start, end)| {
            format!("\"{start}\", \"{end}\"")
        });
    format!(
        "{{\"span\": [{}, {}], \"type\": \"{}\", \"value\": \"{}\", \"mod\": {modifier}, \"days\": [{days}], \
         \"basis\": \"{}\", \"rule\": \"{}\"}}",
        start, end, time.kind, time.value, time.basis, time.rule,
    )
}

/// An analysis of which only paragraphs, sentences and words are known.
fn untagged(text: &str) -> Analysis {
    let mut analysis = Analysis {
        paragraphs: paragraphs(text),
        ..Analysis::default()
    };
    for (index, paragraph) in analysis.paragraphs.iter().enumerate() {
        let mut from = analysis.words.len();
        let spans: Vec<_> = tokens(text, paragraph.span)
            .into_iter()
            .flat_map(|token| token.words(text).collect::<Vec<_>>())
            .collect();
        for (at, &span) in spans.iter().enumerate() {
            analysis.words.push(Word {
                span,
                lemma: String::new(),
                upos: Upos::X,
                xpos: Xpos::Xx,
                head: None,
                deprel: Deprel::Dep,
                mention: None,
            });
            let ends = [".", "!", "?", "''", "”"].contains(&span.slice(text));
            if ends || at + 1 == spans.len() {
                let words = from..analysis.words.len();
                from = words.end;
                let span = analysis.words[words.start].span.cover(span);
                analysis.sentences.push(Sentence {
                    words,
                    span,
                    paragraph: index,
                });
            }
        }
    }
    analysis
}
