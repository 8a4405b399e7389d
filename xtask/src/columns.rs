//! The codebook: what every field of a row means, and every column of the exported tables.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sayso::rows::{Column, Shape};

/// What columns mean that are no field of the row, for all tables that have them.
const BESIDE: &[(&str, &str)] = &[
    ("report", "The report's number in the ledger."),
    ("first", "The first version of this report."),
    ("previous", "The version that this one took the place of."),
    ("content", "The SHA-256 of the report's text."),
    ("added", "When it came into the ledger."),
    ("day", "The day that the row is of."),
    ("day_basis", "What that day rests on."),
    (
        "speaker_entity",
        "The speaker, an entity of the report: `entity` in the table of entities.",
    ),
    ("speaker_confidence", "How likely that is right, 0 to 1."),
    ("base_unit", "The base unit of what is measured."),
    ("base_low", "`low` in the base unit."),
    ("base_best", "`best` in the base unit."),
    ("base_high", "`high` in the base unit."),
    ("sentence", "The sentence that the row stands in."),
    (
        "sentence_start",
        "Where that sentence begins, in code points of the report's text.",
    ),
    ("sentence_end", "Where it ends."),
    ("words", "The words of the row, as the report has them."),
    (
        "start",
        "Where these words begin, in code points of the report's text.",
    ),
    ("end", "Where they end."),
    ("entity", "The entity's number in its report."),
    ("role", "actor or recipient."),
    (
        "number",
        "Which of the event's actors or recipients it is, from 1.",
    ),
    ("name", "The name of its entity, else its words."),
    ("event", "The event's number in its report."),
    (
        "earlier",
        "The report that this one shares words with, the earlier of the two.",
    ),
    ("kind", "Whether it is a copy, or takes passages over."),
    (
        "share",
        "What share of this report's words they have in common.",
    ),
    ("earlier_share", "What share of the earlier report's words."),
];

type Fields = BTreeMap<&'static str, &'static str>;

fn fields<R>(columns: &'static [Column<R>]) -> Fields {
    let of = |column: &'static Column<R>| (column.name, column.doc);
    columns.iter().map(of).collect()
}

/// The fields of the rows that a table is of, by its name.
fn of_table(name: &str) -> Fields {
    match name {
        "reports" => fields(<sayso::ReportRow>::COLUMNS),
        "statements" => fields(<sayso::StatementRow>::COLUMNS),
        "events" => fields(<sayso::EventRow>::COLUMNS),
        "participants" => fields(<sayso::ParticipantRow>::COLUMNS),
        "figures" => fields(<sayso::FigureRow>::COLUMNS),
        "times" => fields(<sayso::TimeRow>::COLUMNS),
        "places" => fields(<sayso::PlaceRow>::COLUMNS),
        "entities" => fields(<sayso::EntityRow>::COLUMNS),
        "mentions" => fields(<sayso::MentionRow>::COLUMNS),
        "names" => fields(<sayso::NameRow>::COLUMNS),
        "credits" => fields(<sayso::CreditRow>::COLUMNS),
        _ => Fields::new(),
    }
}

/// What stands in a column of a table: the words of the row's field that it is of, or of what the tables add.
fn meaning(column: &str, table: &str, fields: &Fields) -> String {
    // What tables call otherwise, that names and ids don't clash.
    let field = match (table, column) {
        ("times", "first_day") => "start",
        ("times", "last_day") => "end",
        ("figures", "said_id") => "said",
        (_, "time_id") => "time",
        _ if table.strip_suffix('s') == Some(column)
            || (table, column) == ("entities", "entity") =>
        {
            "id"
        }
        _ => column,
    };
    // Where a row begins and ends is told of its span; the speaker's name is part of a field.
    let own = match (table, column) {
        ("times", "start" | "end") | ("statements", "speaker") => None,
        _ => fields.get(field),
    };
    if let Some(doc) = own {
        return doc.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if column == "speaker" {
        return "The name of the person or body who says it; empty where it can't be told."
            .to_owned();
    }
    let of_span = column
        .strip_suffix("_spans")
        .or(column.strip_suffix("_span"));
    if let Some(words) = of_span {
        return format!("Where the words of `{words}` stand, as `[start, end)` in code points.");
    }
    let beside = BESIDE.iter().find(|(name, _)| *name == column);
    beside.map_or_else(String::new, |(_, about)| (*about).to_owned())
}

/// What a column holds, in words.
fn holds(shape: Shape) -> String {
    match shape {
        Shape::Number => "whole number".to_owned(),
        Shape::Real => "number".to_owned(),
        Shape::Flag => "true or false".to_owned(),
        Shape::Text => "words".to_owned(),
        Shape::Label(labels) => format!("one of {}", labels.join(", ")),
        Shape::Day => "day".to_owned(),
        Shape::Span => "span".to_owned(),
        Shape::List(of) => format!("list: {}", holds(*of)),
        Shape::Record(of) => {
            let fields: Vec<&str> = of.fields.iter().map(|field| field.name).collect();
            format!("object of {}", fields.join(", "))
        }
    }
}

/// The page of the book.
pub(crate) fn page() -> String {
    let mut out = "# Every column\n\n\
        Written by `cargo xtask codegen` of the rows' definitions; don't edit it by hand.\n\n\
        These are the tables of `sayso export --format csv` and `parquet`. What can't be told is empty. Spans are `[start, end)` in\n\
        code points of the report's text; in CSV lists, spans and objects are JSON, in Parquet lists are lists and days are days.\n\
        The rows of `sayso read --format jsonl` have the same fields under the same names, with spans where a table has words\n\
        (`sayso schema` prints their JSON Schema).\n"
        .to_owned();
    for table in sayso_export::tables() {
        let _ = write!(
            out,
            "\n## {table}\n\n| column | holds | what it tells |\n|---|---|---|\n"
        );
        let fields = of_table(table);
        for (column, shape) in sayso_export::columns(table) {
            let meaning = meaning(&column, table, &fields).replace('|', "\\|");
            let _ = writeln!(out, "| `{column}` | {} | {meaning} |", holds(shape));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_column_is_told() {
        let page = super::page();
        let empty: Vec<&str> = page.lines().filter(|line| line.ends_with("|  |")).collect();
        assert!(
            empty.is_empty(),
            "say in columns.rs what these hold: {empty:#?}"
        );
        assert!(page.contains("| `stance` | one of asserts, denies"));
    }
}
