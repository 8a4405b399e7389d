//! What language a text is in.

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
    if english && found.lang() != whatlang::Lang::Eng {
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

/// Whether enough of the words are ones that only English has: short reports full of foreign names
/// are still English.
fn has_english_words(sample: &str) -> bool {
    const WORDS: &[&str] = &[
        "the", "and", "of", "said", "that", "was", "with", "for", "were", "which", "their", "has",
    ];
    let (mut all, mut english) = (0usize, 0usize);
    for word in sample
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        all += 1;
        english += usize::from(WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)));
    }
    english * 12 >= all
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
    }
}
