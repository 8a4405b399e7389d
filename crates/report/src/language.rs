//! What language a text is in.

use std::ops::Range;

use sayso_text::Span;

/// A language and how sure that is.
#[derive(Clone, Debug, PartialEq)]
pub struct Language {
    /// ISO 639-3.
    pub code: &'static str,
    /// English name.
    pub name: &'static str,
    /// 0..=1.
    pub confidence: f64,
}

/// Bytes that are looked at, at most.
const SAMPLE: usize = 3000;
/// Letters below which no language is told: names and numbers would decide.
const FEWEST_LETTERS: usize = 60;

impl Language {
    /// Whether Sayso reads it.
    pub fn is_read(&self) -> bool {
        self.code == "eng"
    }
}

/// The language of a text by its beginning; `None` where it is too short or too unsure to say.
pub(crate) fn detect(text: &str) -> Option<Language> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    if sample.chars().filter(|c| c.is_alphabetic()).count() < FEWEST_LETTERS {
        return None;
    }
    let found = whatlang::detect(sample)?;
    let english = has_english_words(sample);
    // No news is written in Latin; names and short words look like it.
    let no_news = found.lang() == whatlang::Lang::Lat && words(sample).count() < 200;
    if (english || no_news && has_one_english_word(sample)) && found.lang() != whatlang::Lang::Eng {
        return Some(Language {
            code: "eng",
            name: "English",
            confidence: 0.5,
        });
    }
    let sure = found.is_reliable() || found.confidence() > 0.8;
    sure.then(|| Language {
        code: found.lang().code(),
        name: found.lang().eng_name(),
        confidence: found.confidence(),
    })
}

/// Whether one word is there that only English has.
fn has_one_english_word(sample: &str) -> bool {
    words(sample).any(|word| ["said", "the", "must", "again", "with", "says"].contains(&word))
}

/// Whether enough of the words are ones that only English has: short reports full of foreign names
/// are still English.
fn has_english_words(sample: &str) -> bool {
    const WORDS: &[&str] = &[
        "the", "and", "of", "said", "says", "that", "was", "with", "for", "were", "which", "their",
        "has", "have", "been", "from", "after", "they", "them", "this", "these", "those", "who",
        "would", "could", "should", "must", "again", "not", "his", "it", "its", "about", "into",
        "than", "when", "where", "while", "because", "told", "people", "between", "against",
    ];
    let (mut all, mut english) = (0usize, 0usize);
    for word in words(sample) {
        all += 1;
        english += usize::from(WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)));
    }
    english * 12 >= all
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The language of a report, the part of it that is to be read, and what is to be said of that.
///
/// A report of several languages is judged paragraph by paragraph: of one that is mostly in another language its
/// English part is read, from its first English paragraph to its last, if it is a stretch of its own.
pub(crate) fn judge(text: &str, body: Span) -> (Option<Language>, Span, Option<String>) {
    let words = body.slice(text);
    let whole = detect(words);
    let mut parts = Vec::new();
    let mut at = body.start();
    for paragraph in words.split_inclusive('\n').take(MOST_PARAGRAPHS) {
        let end = at + paragraph.len();
        if let Some(found) = certain(paragraph) {
            parts.push((at..end, found));
        }
        at = end;
    }
    let other = |parts: &[(Range<usize>, Language)]| {
        let other = parts.iter().find(|(_, found)| !found.is_read());
        other.map(|(_, found)| found.name)
    };
    // A few English words are enough to call the whole English; the parts tell how much of it is.
    let length = |english: bool| -> usize {
        let of = parts.iter().filter(|(_, found)| found.is_read() == english);
        of.map(|(part, _)| part.len()).sum()
    };
    if whole.as_ref().is_none_or(Language::is_read) && length(true) >= length(false) {
        let warning = other(&parts).map(|name| {
            format!("a part of it is in {name}, which is no language that Sayso reads; what was read there is doubtful")
        });
        return (whole, body, warning);
    }
    let english = |part: &&(Range<usize>, Language)| part.1.is_read();
    let (Some((first, language)), Some((last, _))) =
        (parts.iter().find(english), parts.iter().rev().find(english))
    else {
        return (whole, body, None);
    };
    let inside = first.start..last.end;
    let mixed = parts.iter().any(|(part, found)| {
        !found.is_read() && inside.start <= part.start && part.end <= inside.end
    });
    if mixed {
        return (whole, body, None);
    }
    let name = other(&parts).unwrap_or("another language");
    let warning = format!("most of it is in {name}; only its English part was read");
    (
        Some(language.clone()),
        Span::at(text, inside),
        Some(warning),
    )
}

/// Paragraphs of a report that are judged at most.
const MOST_PARAGRAPHS: usize = 400;

/// The language of a paragraph that is long enough to be sure of it.
fn certain(paragraph: &str) -> Option<Language> {
    const FEWEST_LETTERS: usize = 80;
    let letters = paragraph
        .chars()
        .take(SAMPLE)
        .filter(|c| c.is_alphabetic())
        .count();
    if letters < FEWEST_LETTERS {
        return None;
    }
    let found = detect(paragraph)?;
    // A paragraph in English that is full of names is not to be called another language's.
    let sure = found.is_read() || found.confidence > 0.95 && !has_some_english(paragraph);
    sure.then_some(found)
}

fn has_some_english(paragraph: &str) -> bool {
    words(paragraph).any(|word| ["the", "and", "said", "that", "with"].contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_languages() {
        let english = "Volodymyr Shevchuk and Oksana Tkachenko of Kropyvnytskyi said the ferry to Ochakiv was late.";
        assert_eq!(detect(english).unwrap().code, "eng");
        let german = "Der Bürgermeister sagte am Mittwoch, dass die Brücke nach dem Unfall mehrere Wochen gesperrt bleibe.";
        let found = detect(german).unwrap();
        assert_eq!(found.code, "deu");
        assert!(!found.is_read());
        assert_eq!(detect("Goal! 2-1."), None);
        let short =
            "Moldova’s cabinet sat in Chisinau. Farmers in Balti said Moldova must pay again.";
        assert_eq!(detect(short).unwrap().code, "eng");
    }

    const GERMAN: &str = "Der Bürgermeister sagte am Mittwoch, dass die Brücke nach dem Unfall mehrere Wochen lang gesperrt bleibe und dass niemand verletzt worden sei.";
    const ENGLISH: &str = "The mayor said on Wednesday that the bridge would be shut for weeks after the accident, and that nobody had been hurt in it.";

    fn judged(text: &str) -> (String, String, String) {
        let (language, body, warning) = judge(text, Span::at(text, 0..text.len()));
        (
            language.unwrap().code.to_owned(),
            body.slice(text).trim().to_owned(),
            warning.unwrap_or_default(),
        )
    }

    #[test]
    fn the_english_part_of_a_report_is_read() {
        let mixed = format!("{GERMAN}\n\n{GERMAN}\n\n{ENGLISH}\n");
        let (code, body, warning) = judged(&mixed);
        assert_eq!((code.as_str(), body.as_str()), ("eng", ENGLISH));
        assert!(warning.contains("most of it is in German"), "{warning}");
        let (code, body, warning) =
            judged(&format!("{ENGLISH}\n\n{ENGLISH}\n\n{ENGLISH}\n\n{GERMAN}"));
        assert_eq!(code, "eng");
        assert!(
            body.ends_with(GERMAN) && warning.contains("a part of it is in German"),
            "{warning}"
        );
        assert_eq!(judged(&format!("{GERMAN}\n\n{GERMAN}")).0, "deu");
        assert_eq!(judged(ENGLISH).2, "");
    }
}
