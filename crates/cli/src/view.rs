//! The text view: the report with its statements marked, then what it rests on.

use std::fmt::Write as _;

use sayso::{Reading, RestsOnRow, Span, rests_on};

use crate::paint::{Paint, harmless};
use crate::read::Table;
use crate::values;

/// Words of a content shown in the list.
const SHOWN: usize = 64;

/// Writes one report.
pub(crate) fn text(reading: &Reading<'_>, show: &[Table], paint: Paint, out: &mut String) {
    heading(reading, paint, out);
    if let Some(refusal) = reading.refusal() {
        let _ = writeln!(out, "{}\n", paint.bold(&harmless(&refusal)));
    }
    let colours = colours(reading);
    let marks = marks(reading);
    for paragraph in &reading.analysis.paragraphs {
        marked(reading, paragraph.span, &marks, &colours, paint, out);
        out.push_str("\n\n");
    }
    list(reading, &colours, paint, out);
    for &table in show {
        values::table(reading, table, paint, out);
    }
    summary(reading, paint, out);
    for warning in reading.warnings() {
        let _ = writeln!(out, "{}", paint.dim(&format!("note: {warning}")));
    }
    out.push('\n');
}

fn heading(reading: &Reading<'_>, paint: Paint, out: &mut String) {
    let report = reading.report;
    let title = report.title.as_deref().unwrap_or(&report.path);
    let _ = writeln!(out, "{}", paint.bold(title));
    let published = report
        .published
        .as_ref()
        .map(|published| published.date.to_string());
    let parts: Vec<&str> = [report.outlet.as_deref(), published.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    if !parts.is_empty() {
        let _ = writeln!(out, "{}", paint.dim(&parts.join(", ")));
    }
    out.push('\n');
}

/// The number of each statement's speaker, by the order in which they first speak.
fn colours(reading: &Reading<'_>) -> Vec<Option<usize>> {
    let mut seen = Vec::new();
    reading
        .speakers
        .iter()
        .map(|speaker| {
            let entity = speaker.entity?;
            Some(
                seen.iter()
                    .position(|&other| other == entity)
                    .unwrap_or_else(|| {
                        seen.push(entity);
                        seen.len() - 1
                    }),
            )
        })
        .collect()
}

/// Where contents begin and end: position, whether it begins, statement. Ends before beginnings.
fn marks(reading: &Reading<'_>) -> Vec<(usize, bool, usize)> {
    let mut marks = Vec::new();
    for (number, statement) in reading.statements.iter().enumerate() {
        for piece in &statement.content {
            marks.push((piece.start(), true, number));
            marks.push((piece.end(), false, number));
        }
    }
    marks.sort();
    marks
}

fn marked(
    reading: &Reading<'_>,
    paragraph: Span,
    marks: &[(usize, bool, usize)],
    colours: &[Option<usize>],
    paint: Paint,
    out: &mut String,
) {
    let text = &reading.report.text;
    let first = marks.partition_point(|mark| mark.0 < paragraph.start());
    // Statements that began in an earlier paragraph and go on.
    let mut open: Vec<usize> = Vec::new();
    for &(_, begins, number) in &marks[..first] {
        if begins {
            open.push(number)
        } else {
            open.retain(|&other| other != number)
        }
    }
    let mut at = paragraph.start();
    let mut put = |upto: usize, open: &[usize], out: &mut String| {
        let words = &text[at..upto];
        at = upto;
        if words.is_empty() {
            return;
        }
        match open.last() {
            Some(&number) => match colours[number] {
                Some(colour) => write!(out, "{}", paint.words(paint.speaker(colour), words)),
                None => write!(
                    out,
                    "{}",
                    paint.words(anstyle::Style::new().underline(), words)
                ),
            },
            None => write!(out, "{}", harmless(words)),
        }
        .unwrap_or_default();
    };
    for &(place, begins, number) in marks[first..]
        .iter()
        .take_while(|mark| mark.0 <= paragraph.end())
    {
        if begins && place == paragraph.end() {
            continue;
        }
        put(place, &open, out);
        if begins {
            open.push(number);
            let _ = write!(out, "{}", paint.dim(&format!("[{} ", number + 1)));
        } else if open.contains(&number) {
            open.retain(|&other| other != number);
            let _ = write!(out, "{}", paint.dim("]"));
        }
    }
    put(paragraph.end(), &open, out);
}

/// The statements, one a line.
fn list(reading: &Reading<'_>, colours: &[Option<usize>], paint: Paint, out: &mut String) {
    let text = &reading.report.text;
    for (number, statement) in reading.statements.iter().enumerate() {
        let who = reading.speaker_name(number);
        let who = match colours[number] {
            Some(colour) => paint.words(paint.speaker(colour), &who).to_string(),
            None => paint.dim(&who).to_string(),
        };
        let cue: Vec<&str> = statement.cue.iter().map(|span| span.slice(text)).collect();
        let negated = if statement.negated { "not: " } else { "" };
        let content = shortened(statement.content[0].slice(text));
        let _ = writeln!(
            out,
            "{:>3}  {who} {negated}{} ({}, {}, {:.0}%)  {content}",
            number + 1,
            if cue.is_empty() {
                "—".to_owned()
            } else {
                harmless(&cue.join(" ")).into_owned()
            },
            statement.kind.as_str(),
            statement.stance.as_str(),
            statement.confidence * 100.0,
        );
    }
    if !reading.statements.is_empty() {
        out.push('\n');
    }
}

fn shortened(words: &str) -> String {
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut plain = harmless(&plain).into_owned();
    if let Some((at, _)) = plain.char_indices().nth(SHOWN) {
        plain.truncate(at);
        plain.push('…');
    }
    plain
}

/// Whose word it is.
fn summary(reading: &Reading<'_>, paint: Paint, out: &mut String) {
    let all = reading.statements.len();
    let rows = rests_on(reading);
    let line = match rows.first() {
        None if reading.refusal().is_some() => {
            "Not read: Sayso does not read the language of this report.".to_owned()
        }
        None => "No statement found: the report speaks in its own voice.".to_owned(),
        Some(first) if rows.len() > 1 && first.statements == 1 => {
            format!("Each of the {all} statements is the word of another:")
        }
        Some(first) => {
            let are = if first.statements == 1 { "is" } else { "are" };
            let statements = if all == 1 { "statement" } else { "statements" };
            format!(
                "{} of {all} {statements} {are} the word of {}.",
                first.statements,
                harmless(who(first))
            )
        }
    };
    let _ = writeln!(out, "{}", paint.bold(&line));
    let named = usize::from(
        rows.first()
            .is_some_and(|first| rows.len() == 1 || first.statements > 1),
    );
    for row in rows.iter().skip(named) {
        let _ = writeln!(out, "  {:>3}  {}", row.statements, harmless(who(row)));
    }
}

fn who(row: &RestsOnRow) -> &str {
    row.name.as_deref().unwrap_or("someone who can't be told")
}
