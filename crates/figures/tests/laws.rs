//! What holds for any text: no panic, finite bounds in order, spans that lie in the text.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use plain::plain;
use proptest::prelude::*;
use sayso_analysis::Analysis;
use sayso_figures::{Figure, Tables, find};

mod plain;

fn read(text: &str, analysis: &Analysis) -> Vec<Figure> {
    find(text, analysis, &Tables::new().unwrap(), &[])
}

fn hold(text: &str, figures: &[Figure]) {
    for (at, figure) in figures.iter().enumerate() {
        let spans = [
            Some(figure.span),
            figure.counted,
            figure.whole,
            figure.unit.as_ref().map(|unit| unit.span),
        ];
        for span in spans.into_iter().flatten() {
            assert!(
                text.get(span.start()..span.end())
                    .is_some_and(|words| !words.is_empty()),
                "{text:?}: {span:?}"
            );
        }
        let all = [Some(figure.bounds), figure.derived];
        for bounds in all.into_iter().flatten() {
            let values = [bounds.low, bounds.best, bounds.high];
            assert!(
                values.iter().flatten().all(|value| value.is_finite()),
                "{text:?}: {bounds:?}"
            );
            assert!(values.iter().flatten().is_sorted(), "{text:?}: {bounds:?}");
        }
        assert!(figure.of.is_none_or(|of| of < figures.len() && of != at));
        assert!((0.0..=1.0).contains(&figure.confidence));
    }
    let starts: Vec<usize> = figures.iter().map(|figure| figure.span.start()).collect();
    assert!(starts.is_sorted(), "{text:?}");
}

/// Text of the pieces that the rules know, in any order.
fn numbery() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "up to",
        "at least",
        "between",
        "and",
        "or",
        "to",
        "from",
        "of",
        "of them",
        "of the",
        "two",
        "thirds",
        "half",
        "a",
        "an",
        "third",
        "dozen",
        "dozens",
        "hundreds",
        "million",
        "lakh",
        "crore",
        "one",
        "none",
        "no",
        "twenty",
        "-",
        "–",
        "—",
        "$",
        "€",
        "£",
        "%",
        "percent",
        "per",
        "bn",
        "m",
        "km",
        "square",
        "hour",
        "year-old",
        "aged",
        "killed",
        "people",
        "soldiers",
        "wounded",
        "another",
        "fewer",
        "than",
        "12,000",
        "1,2,3,4",
        "3.4",
        ".5",
        "1/2",
        "½",
        "0",
        "007",
        "2024",
        "1e308",
        "10^300",
        "99999999999999999999",
        "XIV",
        "٣",
        "１２",
        "第",
        "(",
        ")",
        ".",
        ",",
        "'s",
        "minus",
        "+",
        "tens",
        "point",
        "couple",
        "few",
        "×10",
        "the",
        "some",
        "in",
        "five",
        "12",
        "and a half",
        "trillion",
        "quadrillion",
    ]);
    prop::collection::vec((word, prop::bool::weighted(0.8)), 0..24).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, space)| format!("{word}{}", if space { " " } else { "" }))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text(text in "\\PC{0,80}") {
        hold(&text, &read(&text, &Analysis::default()));
        hold(&text, &read(&text, &plain(&text)));
    }

    #[test]
    fn any_row_of_numbers(text in numbery()) {
        hold(&text, &read(&text, &Analysis::default()));
        hold(&text, &read(&text, &plain(&text)));
    }

    #[test]
    fn any_count_in_digits(number in 2u32..1_000_000_000) {
        let digits = number.to_string();
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let text = format!("The depot sent out {grouped} blankets before dusk.");
        let figures = read(&text, &plain(&text));
        prop_assert_eq!(figures.len(), 1);
        prop_assert_eq!(figures[0].bounds.best, Some(f64::from(number)));
        prop_assert_eq!(figures[0].counted.map(|span| span.slice(&text)), Some("blankets"));
    }
}
