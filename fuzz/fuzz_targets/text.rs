//! Paragraphs, quotation marks and tokens of any text: spans lie in it, in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_text::{paragraphs, quotes, tokens};

fuzz_target!(|text: &str| {
    let mut end = 0;
    for paragraph in paragraphs(text) {
        assert!(paragraph.span.start() >= end);
        end = paragraph.span.end();
        for token in tokens(text, paragraph.span) {
            assert!(paragraph.span.contains(token.span));
            for word in token.words(text) {
                let _ = word.slice(text);
            }
        }
    }
    for quote in quotes(text, &paragraphs(text)) {
        assert!(quote.span.contains(quote.inner));
    }
});
