use sayso_analysis::Analysis;
use sayso_text::Span;

use crate::Kind;

/// Direct where all words of the content stand between quotation marks, indirect where none does, else
/// mixed.
pub(crate) fn of(text: &str, analysis: &Analysis, content: &[Span]) -> Kind {
    let (mut inside, mut all) = (0usize, 0usize);
    for &piece in content {
        for word in &analysis.words[analysis.words_in(piece)] {
            if !word.span.slice(text).contains(char::is_alphanumeric) {
                continue;
            }
            all += 1;
            inside += usize::from(is_quoted(analysis, word.span));
        }
    }
    match inside {
        0 => Kind::Indirect,
        _ if inside == all => Kind::Direct,
        _ => Kind::Mixed,
    }
}

/// Whether a word stands between quotation marks.
pub(crate) fn is_quoted(analysis: &Analysis, word: Span) -> bool {
    let next = analysis
        .quotes
        .partition_point(|quote| quote.span.end() <= word.start());
    analysis
        .quotes
        .get(next)
        .is_some_and(|quote| quote.span.contains(word))
}
