//! The figures of the annotated reports in `data/figures/gold`: with the syntax of the reading model, and by
//! the order of the words alone.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::fmt::Write as _;
use std::path::Path;

use plain::plain;
use sayso_analysis::Analysis;
use sayso_encoder::Encoder;
use sayso_figures::{Figure, Tables, find};
use sayso_text::Span;

mod plain;

/// The share of figures to have right with the reading model.
const WITH_SYNTAX: f64 = 0.90;

/// The share to have right where there is no syntax.
const WITHOUT_SYNTAX: f64 = 0.85;

struct Gold {
    span: Span,
    low: Option<f64>,
    high: Option<f64>,
    comparator: String,
    unit: String,
    counted: String,
    kind: String,
}

#[test]
fn annotated_reports_with_the_reading_model() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/reader.safetensors");
    let encoder = Encoder::load(&std::fs::read(path).unwrap()).unwrap();
    check(WITH_SYNTAX, |text| {
        encoder.read(text, Span::at(text, 0..text.len()))
    });
}

#[test]
fn annotated_reports_by_the_order_of_words() {
    check(WITHOUT_SYNTAX, plain);
}

fn check(wanted: f64, analyse: impl Fn(&str) -> Analysis) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/figures/gold");
    let table = std::fs::read_to_string(folder.join("figures.tsv")).unwrap();
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
    let tables = Tables::new().unwrap();
    let mut names: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    names.dedup();
    let (mut all, mut right, mut bent, mut kinds, mut extra) = (0, 0, 0, 0, 0);
    let mut report = String::new();
    for name in names {
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
        let mut figures = find(&text, &analyse(&text), &tables, &[]);
        for row in rows.iter().filter(|row| row[0] == name) {
            let gold = gold(&text, row);
            all += 1;
            let shown = gold.span.slice(&text);
            let candidates = figures
                .iter()
                .enumerate()
                .filter(|(_, figure)| figure.span.overlaps(gold.span));
            let judged = candidates.map(|(at, figure)| (at, differences(&text, &gold, figure)));
            let Some((at, wrong)) = judged.min_by_key(|(_, wrong)| wrong.len()) else {
                let _ = writeln!(report, "{name}: {shown}: not found");
                continue;
            };
            let figure = figures.remove(at);
            bent += usize::from(
                gold.comparator
                    == figure
                        .comparator
                        .map_or("", |comparator| comparator.as_str()),
            );
            let told = figure.kind.is_casualty() || figure.kind.as_str() == "age";
            kinds += usize::from(gold.kind == if told { figure.kind.as_str() } else { "" });
            right += usize::from(wrong.is_empty());
            if !wrong.is_empty() {
                let _ = writeln!(report, "{name}: {shown}: {}", wrong.join("; "));
            }
        }
        extra += figures.len();
        for figure in figures {
            let _ = writeln!(
                report,
                "{name}: {}: no figure ({:?})",
                figure.span.slice(&text),
                figure.bounds
            );
        }
    }
    let share = |count: usize| count as f64 / all as f64;
    let (right, bent, kinds) = (share(right), share(bent), share(kinds));
    let _ = write!(
        report,
        "bounds, unit and thing counted right: {right:.3} of {all}; comparator {bent:.3}, kind {kinds:.3}; {extra} too many"
    );
    assert!(right >= wanted && extra * 20 <= all, "{report}");
}

fn gold(text: &str, row: &[&str]) -> Gold {
    let nth: usize = row[2].parse().unwrap();
    let whole = |at: usize, end: usize| {
        !text[..at].ends_with(char::is_alphanumeric)
            && !text[end..].starts_with(char::is_alphanumeric)
    };
    let mut places = text
        .match_indices(row[1])
        .filter(|(at, found)| whole(*at, at + found.len()));
    let (at, found) = places
        .nth(nth - 1)
        .unwrap_or_else(|| panic!("`{}` does not stand {nth} times", row[1]));
    let number = |cell: &str| (!cell.is_empty()).then(|| cell.parse().unwrap());
    Gold {
        span: Span::at(text, at..at + found.len()),
        low: number(row[3]),
        high: number(row[4]),
        comparator: row[5].to_owned(),
        unit: row[6].to_owned(),
        counted: row[7].to_owned(),
        kind: row[8].to_owned(),
    }
}

fn differences(text: &str, gold: &Gold, figure: &Figure) -> Vec<String> {
    let mut wrong = Vec::new();
    let same = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-6 * a.abs().max(1.0),
        (a, b) => a == b,
    };
    if !same(gold.low, figure.bounds.low) || !same(gold.high, figure.bounds.high) {
        wrong.push(format!("bounds {:?}", figure.bounds));
    }
    let unit = figure.unit.as_ref().map_or("", |unit| unit.code.as_str());
    if gold.unit != unit {
        wrong.push(format!("unit {unit:?}"));
    }
    let counted = figure
        .counted
        .map_or("", |span| span.slice(text))
        .to_lowercase();
    let last = |words: &str| {
        words
            .to_lowercase()
            .split_whitespace()
            .last()
            .unwrap_or("")
            .to_owned()
    };
    let heads: Vec<&str> = gold.counted.split('|').collect();
    if !gold.counted.is_empty() && !heads.iter().any(|wanted| last(wanted) == last(&counted)) {
        wrong.push(format!("counts {counted:?}, not {:?}", gold.counted));
    }
    wrong
}
