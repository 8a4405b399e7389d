//! Tables of figures, times and places below the text view.

use std::fmt::Write as _;

use sayso::{Figure, Place, Reading, Span, Time};

use crate::paint::{Paint, harmless};
use crate::read::Table;

/// Characters of a cell at most.
const WIDEST: usize = 44;

/// Writes one table, with a heading; nothing where the report has no such rows.
pub(crate) fn table(reading: &Reading<'_>, table: Table, paint: Paint, out: &mut String) {
    let (heading, rows): (_, Vec<Vec<String>>) = match table {
        Table::Figures => (
            "Figures",
            reading
                .figures
                .iter()
                .map(|figure| of_figure(reading, figure))
                .collect(),
        ),
        Table::Times => (
            "Times",
            reading
                .times
                .iter()
                .map(|time| of_time(reading, time))
                .collect(),
        ),
        Table::Places => (
            "Places",
            reading
                .places
                .iter()
                .map(|place| of_place(reading, place))
                .collect(),
        ),
    };
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "{}", paint.bold(heading));
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "  {cell:<width$}");
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out.push('\n');
}

fn of_figure(reading: &Reading<'_>, figure: &Figure) -> Vec<String> {
    let value = match (figure.bounds.low, figure.bounds.high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{}–{}", number(low), number(high)),
        (Some(low), None) => format!("≥ {}", number(low)),
        (None, Some(high)) => format!("≤ {}", number(high)),
        (None, None) => figure.bounds.best.map_or_else(String::new, number),
    };
    let about = if figure.approximate { "about " } else { "" };
    let unit = figure.unit.as_ref().map_or("", |unit| unit.code.as_str());
    let counted = figure
        .counted
        .map_or("", |span| span.slice(&reading.report.text));
    let time = reading
        .time_of(figure)
        .map_or("", |time| reading.times[time].value.as_str());
    vec![
        words(reading, figure.span),
        format!("{about}{value} {unit}").trim_end().to_owned(),
        shortened(counted),
        figure.kind.as_str().to_owned(),
        time.to_owned(),
        chain(reading, figure.span),
    ]
}

fn of_time(reading: &Reading<'_>, time: &Time) -> Vec<String> {
    let interval = match time.interval {
        Some((start, end)) if start == end => start.to_string(),
        Some((start, end)) => format!("{start}..{end}"),
        None => String::new(),
    };
    vec![
        words(reading, time.span),
        time.value.clone(),
        interval,
        time.basis.as_str().to_owned(),
        chain(reading, time.span),
    ]
}

fn of_place(reading: &Reading<'_>, place: &Place) -> Vec<String> {
    let (point, within) = match &place.site {
        Some(site) => {
            let units = [site.admin1.as_deref(), site.country.as_deref()];
            (
                format!("{:.3}, {:.3}", site.lat, site.lon),
                units.into_iter().flatten().collect::<Vec<_>>().join(", "),
            )
        }
        None => ("unknown".to_owned(), String::new()),
    };
    vec![
        words(reading, place.span),
        shortened(&place.name),
        within,
        point,
        place.precision.as_str().to_owned(),
        format!("{:.0}%", place.confidence * 100.0),
        chain(reading, place.span),
    ]
}

fn words(reading: &Reading<'_>, span: Span) -> String {
    shortened(span.slice(&reading.report.text))
}

fn chain(reading: &Reading<'_>, span: Span) -> String {
    harmless(&reading.say_so_at(span).join(" → ")).into_owned()
}

fn number(value: f64) -> String {
    let plain = format!("{value}");
    let (whole, fraction) = plain
        .split_once('.')
        .map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let digits = whole.trim_start_matches('-');
    if !digits.chars().all(|digit| digit.is_ascii_digit()) {
        return plain;
    }
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if whole.starts_with('-') { "-" } else { "" };
    fraction.map_or_else(
        || format!("{sign}{grouped}"),
        |fraction| format!("{sign}{grouped}.{fraction}"),
    )
}

fn shortened(words: &str) -> String {
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = harmless(&plain);
    match plain.char_indices().nth(WIDEST) {
        Some((at, _)) => format!("{}…", &plain[..at]),
        None => plain.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_digits() {
        assert_eq!(number(12000.0), "12,000");
        assert_eq!(number(1234567.5), "1,234,567.5");
        assert_eq!(number(-999.0), "-999");
        assert_eq!(number(0.25), "0.25");
    }
}
