//! Batches in and out, as people meet them.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, Date32Array, Int64Array, LargeStringArray, RecordBatch, StringArray,
    StringViewArray, TimestampMicrosecondArray,
};
use arrow_schema::DataType;
use sayso::report::Record;
use sayso_batch::{BatchError, Options, batch, read, reader, schema};
use serde_json::{Map, Value, json};

const FERRY: &str = "The ferry at Orle will not sail before 3 May, harbour master Ada Brill said on Monday. \
    “Two of the crew were hurt,” she told reporters. A spokesman for the ministry of transport denied that a warning had been given.";
const MILL: &str = "Nine people were killed when a dam broke above Tessel on Sunday, police said. \
    Mayor Jonas Rehn said that “at least 40” were missing, citing officials.";

fn table(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter(columns).unwrap()
}

fn strings(all: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(all.to_vec()))
}

fn read_one(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    read(reader().unwrap(), &table(columns), &Options::default()).unwrap()
}

fn told(read: &RecordBatch, column: &str) -> Vec<Option<String>> {
    let column = read.column_by_name(column).unwrap().as_string::<i32>();
    column.iter().map(|one| one.map(str::to_owned)).collect()
}

/// A value of an array as JSON has it.
fn value(array: &dyn Array, at: usize) -> Value {
    if array.is_null(at) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Utf8 => json!(array.as_string::<i32>().value(at)),
        DataType::Int64 => json!(array.as_primitive::<Int64Type>().value(at)),
        DataType::Float64 => json!(array.as_primitive::<Float64Type>().value(at)),
        DataType::Boolean => json!(array.as_boolean().value(at)),
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>().value(at);
            let first: i64 = days.into();
            json!({"days": first})
        }
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(at);
            (0..items.len()).map(|at| value(&items, at)).collect()
        }
        DataType::Struct(fields) => {
            let array = array.as_struct();
            let values = fields.iter().zip(array.columns());
            let values: Map<String, Value> = values
                .map(|(field, column)| (field.name().clone(), value(column, at)))
                .collect();
            match (values.get("start"), values.get("end"), values.len()) {
                (Some(start), Some(end), 2) => json!([start, end]),
                _ => Value::Object(values),
            }
        }
        other => panic!("{other} is in no row"),
    }
}

/// JSON without what only ledgers have, with days as their numbers, and without distinction of 3 and 3.0.
fn like_arrow(value: Value) -> Value {
    match value {
        Value::String(words) if words.parse::<sayso::Day>().is_ok() && words.len() == 10 => {
            let day: jiff::civil::Date = words.parse().unwrap();
            let days = day.since(jiff::civil::date(1970, 1, 1)).unwrap().get_days();
            json!({"days": days, "words": words})
        }
        Value::Array(all) => all.into_iter().map(like_arrow).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (name, like_arrow(value)))
            .collect(),
        other => other,
    }
}

/// Whether both tell the same.
fn same(arrow: &Value, row: &Value, at: &str) {
    match (arrow, row) {
        (Value::Object(arrow), Value::Object(row)) if row.contains_key("days") => {
            assert_eq!(arrow["days"], row["days"], "{at}");
        }
        // A word that looks like a day, as the value of a time.
        (Value::String(arrow), Value::Object(row)) => assert_eq!(arrow, &row["words"], "{at}"),
        (Value::Object(arrow), Value::Object(row)) => {
            for (name, value) in row {
                same(&arrow[name], value, &format!("{at}.{name}"));
            }
            for (name, value) in arrow.iter().filter(|(name, _)| !row.contains_key(*name)) {
                assert!(value.is_null(), "{at}.{name}");
            }
        }
        (Value::Array(arrow), Value::Array(row)) => {
            assert_eq!(arrow.len(), row.len(), "{at}");
            for (arrow, row) in arrow.iter().zip(row) {
                same(arrow, row, at);
            }
        }
        (Value::Number(arrow), Value::Number(row)) => {
            assert_eq!(arrow.as_f64(), row.as_f64(), "{at}");
        }
        _ => assert_eq!(arrow, row, "{at}"),
    }
}

#[test]
fn rows_are_those_of_a_reading() {
    let texts = [FERRY, MILL];
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", strings(&[Some("a"), Some("b")])),
        ("text", strings(&texts.map(Some))),
        ("outlet", strings(&[Some("Orle Post"), None])),
        ("published", strings(&[Some("2026-04-27"), Some("soon")])),
    ];
    let options = Options {
        with_text: true,
        jobs: 3,
    };
    let found = read(reader().unwrap(), &table(columns), &options).unwrap();
    assert_eq!(found.schema(), schema());
    assert_eq!(told(&found, "error"), [None, None]);
    for (at, text) in texts.into_iter().enumerate() {
        let record = Record {
            path: ["a", "b"][at].to_owned(),
            outlet: (at == 0).then(|| "Orle Post".to_owned()),
            published: Some(["2026-04-27", "soon"][at].to_owned()),
            ..Record::default()
        };
        let report = record.of_text(text.to_owned());
        let reading = reader().unwrap().read(&report);
        assert!(reading.statements.len() > 1);
        let row: Value = serde_json::from_str(
            &reading
                .row_in::<sayso::rows::Chars>(true)
                .to_json()
                .unwrap(),
        )
        .unwrap();
        let row = like_arrow(row);
        for (field, column) in found.schema().fields().iter().zip(found.columns()).skip(2) {
            same(&value(column, at), &row[field.name()], field.name());
        }
    }
}

#[test]
fn threads_change_nothing() {
    let ids: Vec<String> = (0..12).map(|at| at.to_string()).collect();
    let texts: Vec<String> = (0..12)
        .map(|at| format!("{MILL} That was day {at}."))
        .collect();
    let reports = table(vec![
        ("id", Arc::new(StringArray::from(ids)) as ArrayRef),
        ("text", Arc::new(StringArray::from(texts))),
    ]);
    let with = |jobs| {
        let options = Options {
            jobs,
            with_text: false,
        };
        read(reader().unwrap(), &reports, &options).unwrap()
    };
    assert_eq!(with(1), with(4));
}

#[test]
fn strings_of_every_kind_and_days_of_every_kind() {
    let large: ArrayRef = Arc::new(LargeStringArray::from(vec![FERRY]));
    let view: ArrayRef = Arc::new(StringViewArray::from(vec!["x"]));
    let days: ArrayRef = Arc::new(Date32Array::from(vec![20_570]));
    let stamps: ArrayRef = Arc::new(TimestampMicrosecondArray::from(vec![
        (20_570 * 86_400 + 86_399) * 1_000_000,
    ]));
    let words: ArrayRef = strings(&[Some("2026-04-27T10:00:00Z")]);
    let mut all = Vec::new();
    for published in [days, stamps, words] {
        let found = read_one(vec![
            ("id", Arc::clone(&view)),
            ("text", Arc::clone(&large)),
            ("published", published),
        ]);
        assert_eq!(told(&found, "error"), [None]);
        all.push(found);
    }
    let published = all[0].column_by_name("report").unwrap().as_struct();
    let published = published.column_by_name("published").unwrap();
    assert_eq!(published.as_primitive::<Date32Type>().value(0), 20_570);
    assert!(all.iter().all(|one| *one == all[0]));
}

#[test]
fn what_is_wrong_with_a_report_is_in_its_row() {
    let found = read_one(vec![
        (
            "id",
            strings(&[Some("1"), None, Some("3"), Some("4"), Some("5")]),
        ),
        (
            "text",
            strings(&[Some(FERRY), Some(MILL), None, Some(" \n"), None]),
        ),
        (
            "html",
            strings(&[None, None, None, None, Some("<html></html>")]),
        ),
    ]);
    let errors = told(&found, "error");
    let tells = |at: usize, what: &str| {
        errors[at]
            .as_ref()
            .is_some_and(|error| error.contains(what))
    };
    assert_eq!(errors[0], None);
    assert!(tells(1, "id is null"), "{errors:?}");
    assert!(
        tells(2, "null or empty") && tells(3, "null or empty"),
        "{errors:?}"
    );
    assert!(tells(4, "5: no article"), "{errors:?}");
    assert!(found.column_by_name("statements").unwrap().is_null(1));
    assert!(found.column_by_name("report").unwrap().is_null(4));
}

#[test]
fn what_is_wrong_with_a_batch_names_the_column() {
    let error = |columns| {
        let read = read(reader().unwrap(), &table(columns), &Options::default());
        read.unwrap_err()
    };
    let text = || strings(&[Some(FERRY)]);
    let number = || -> ArrayRef { Arc::new(Int64Array::from(vec![7])) };
    let no_id = error(vec![("text", text()), ("ID", text())]).to_string();
    assert_eq!(no_id, "the batch has no column id; it has text, ID");
    let no_text = error(vec![("id", text()), ("body", text())]);
    assert!(matches!(
        no_text,
        BatchError::Missing {
            wanted: "text or html",
            ..
        }
    ));
    let wrong = error(vec![("id", number()), ("text", number())]).to_string();
    assert_eq!(wrong, "column text: is Int64; wanted a string");
    let day = error(vec![
        ("id", number()),
        ("text", text()),
        ("published", number()),
    ])
    .to_string();
    assert!(
        day.starts_with("column published: is Int64; wanted"),
        "{day}"
    );
}

#[test]
fn an_empty_batch_has_the_columns() {
    let empty = read_one(vec![("id", strings(&[])), ("text", strings(&[]))]);
    assert_eq!((empty.num_rows(), empty.schema()), (0, schema()));
    assert_eq!(batch(&[]).unwrap(), empty);
}

#[test]
fn a_text_of_100_mb_is_one_report() {
    let long = "The lock was shut again, officials said. ".repeat(100 * 1024 * 1024 / 41);
    let found = read_one(vec![
        ("id", strings(&[Some("long"), Some("short")])),
        ("text", strings(&[Some(&long), Some(FERRY)])),
    ]);
    assert_eq!(told(&found, "error"), [None, None]);
    let report = found.column_by_name("report").unwrap().as_struct();
    let read = report.column_by_name("read").unwrap();
    let read = read.as_primitive::<Float64Type>();
    assert!(read.value(0) < 0.1 && read.value(1) == 1.0);
}

#[test]
fn a_page_is_read_as_its_article() {
    let page = "<html><head><title>Lock shut at Orle</title><meta property=\"article:published_time\" content=\"2026-04-11\"></head>\
        <body><article><h1>Lock shut at Orle</h1><p>The lock at Orle was shut on Monday, harbour master Ada Brill said, and nobody told the crews.</p>\
        <p>“We lost a gate in the night,” she said, and added that divers would look at the hinges as soon as the wind fell.</p></article></body></html>";
    let found = read_one(vec![
        ("id", strings(&[Some("p")])),
        ("html", strings(&[Some(page)])),
        ("title", strings(&[Some("From the table")])),
    ]);
    assert_eq!(told(&found, "error"), [None]);
    let report = value(found.column_by_name("report").unwrap(), 0);
    assert_eq!(report["title"], "Lock shut at Orle");
    assert_eq!(report["published_basis"], "meta");
}

#[test]
fn files_are_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.parquet");
    let rows = read_one(vec![
        ("id", strings(&[Some("1")])),
        ("text", strings(&[Some(FERRY)])),
    ]);
    let mut left = sayso_batch::File::create(&path).unwrap();
    left.write(&rows).unwrap();
    drop(left);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let mut file = sayso_batch::File::create(&path).unwrap();
    file.write(&rows).unwrap();
    file.write(&rows).unwrap();
    assert!(!path.exists());
    file.done().unwrap();
    let file = std::fs::File::open(&path).unwrap();
    let found = parquet::arrow::arrow_reader::ParquetRecordBatchReader::try_new(file, 1024);
    let found: Vec<RecordBatch> = found.unwrap().collect::<Result<_, _>>().unwrap();
    assert_eq!(found.iter().map(RecordBatch::num_rows).sum::<usize>(), 2);
    assert_eq!(found[0].slice(0, 1).columns(), rows.columns());
    assert!(sayso_batch::File::create(&folder.path().join("none/a.parquet")).is_err());
}
