//! The sample stories in every format, as those who load them find them.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use sayso::report::{ReadOptions, Source};
use sayso::{Reader, Report};
use sayso_export::{ExportError, Format, Request, tables, write, write_file, write_folder};
use sayso_ledger::{Entry, Ledger, Tables};
use serde_json::Value;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

/// The sample reports and one of a fight, in a place that the gazetteer knows.
static REPORTS: LazyLock<Vec<Report>> = LazyLock::new(|| {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples"));
    let mut reports = Vec::new();
    for file in ["crossing", "dam", "strike"] {
        let path = folder.join(format!("stories/{file}.jsonl"));
        let options = ReadOptions::default();
        reports.extend(sayso::report::open(Source::File(path), &options).map(Result::unwrap));
    }
    reports.push(Report {
        title: Some("Rebels kill 12, “in an hour”".into()),
        outlet: Some("Lind Observer".into()),
        url: Some("https://lind-observer.example/kharkiv".into()),
        published: Some(sayso::report::Published {
            date: "2026-05-08".parse().unwrap(),
            basis: sayso::report::Basis::Given,
        }),
        ..Report::from_text(
            "fight.txt",
            "KHARKIV, Ukraine — Armed rebels killed 12 soldiers near Kharkiv on May 6, 2026, Władysław Łęcki of the garrison said.\n\nThe army may attack the rebels in the Kharkiv region next week, he said. Ukraine’s government accused Russia on Thursday.",
        )
    });
    reports
});

fn ledger() -> (tempfile::TempDir, Ledger) {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::create(&folder.path().join("test.sayso")).unwrap();
    let tables = Tables::new().unwrap();
    let entries = REPORTS
        .iter()
        .map(|report| Entry::new(&READER.read(report), &tables));
    ledger.add(entries).unwrap();
    (folder, ledger)
}

fn written(ledger: &Ledger, request: &Request) -> String {
    let mut out = Vec::new();
    write(ledger, request, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn format(format: Format) -> String {
    let (_folder, ledger) = ledger();
    written(&ledger, &Request::new(format))
}

/// The rows of a CSV text by the names of their columns.
fn records(text: &str) -> (Vec<String>, Vec<BTreeMap<String, String>>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let rows = reader.deserialize().map(Result::unwrap).collect();
    (columns, rows)
}

/// The code points of a span.
fn slice(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn json_lines_are_the_rows_that_were_read() {
    let (_folder, ledger) = ledger();
    let text = written(&ledger, &Request::new(Format::Jsonl));
    assert_eq!(text.lines().count(), REPORTS.len());
    for ((line, report), id) in text.lines().zip(REPORTS.iter()).zip(1..) {
        let read = READER.read(report).row().to_json().unwrap();
        assert!(line.starts_with(&format!("{{\"id\":{id},")), "{line}");
        assert!(line.ends_with(&read[1..]), "{line}\n{read}");
    }
    let with_text = Request {
        with_text: true,
        ..Request::new(Format::Jsonl)
    };
    let first = written(&ledger, &with_text);
    let first: Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    assert_eq!(first["report"]["text"], REPORTS[0].text);
}

#[test]
fn csv_has_every_table() {
    let (folder, ledger) = ledger();
    let out = folder.path().join("tables");
    let files = write_folder(&ledger, &Request::new(Format::Csv), &out).unwrap();
    let names: Vec<String> = tables().iter().map(|name| format!("{name}.csv")).collect();
    let expected: Vec<PathBuf> = names.iter().map(|name| out.join(name)).collect();
    assert_eq!(files, expected);
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), files.len());
    for (name, path) in tables().iter().zip(&files) {
        let text = std::fs::read_to_string(path).unwrap();
        let (columns, rows) = records(&text);
        assert_eq!(columns[0], "report", "{name}");
        if *name == "reports" {
            assert_eq!(rows.len(), REPORTS.len());
        }
        for row in &rows {
            let report = &REPORTS[row["report"].parse::<usize>().unwrap() - 1];
            if let (Some(words), Some(start)) = (row.get("words"), row.get("start")) {
                let span = [start, &row["end"]].map(|at| at.parse().unwrap());
                assert_eq!(slice(&report.text, span[0], span[1]), *words, "{name}");
            }
        }
        let request = Request {
            table: Some((*name).to_owned()),
            ..Request::new(Format::Csv)
        };
        assert_eq!(written(&ledger, &request), text, "{name}");
    }
}

/// A value of a Parquet file as CSV has it.
fn as_csv(value: &Field) -> String {
    match value {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::ListInternal(_) => as_json(value),
        other => as_json(other).trim_matches('"').to_owned(),
    }
}

fn as_json(value: &Field) -> String {
    match value {
        Field::Null => "null".to_owned(),
        // An object is a text of JSON.
        Field::Str(text) if text.starts_with('{') => text.clone(),
        Field::Str(text) => serde_json::to_string(text).unwrap(),
        Field::Double(number) => number.to_string(),
        Field::Date(days) => {
            let day = jiff::civil::date(1970, 1, 1)
                .checked_add(jiff::Span::new().days(*days))
                .unwrap();
            format!("\"{day}\"")
        }
        Field::ListInternal(list) => {
            let items: Vec<String> = list.elements().iter().map(as_json).collect();
            format!("[{}]", items.join(","))
        }
        other => other.to_string(),
    }
}

#[test]
fn parquet_has_its_own_types() {
    let (folder, ledger) = ledger();
    let files = write_folder(&ledger, &Request::new(Format::Parquet), folder.path()).unwrap();
    let statements = files
        .iter()
        .find(|path| path.ends_with("statements.parquet"))
        .unwrap();
    let file = SerializedFileReader::new(File::open(statements).unwrap()).unwrap();
    let row = file.get_row_iter(None).unwrap().next().unwrap().unwrap();
    let value = |name: &str| {
        let mut columns = row.get_column_iter();
        columns
            .find(|(column, _)| *column == name)
            .unwrap()
            .1
            .clone()
    };
    assert!(matches!(value("day"), Field::Date(_)), "{}", value("day"));
    assert!(matches!(value("say_so"), Field::ListInternal(_)));
    let Field::ListInternal(spans) = value("content_spans") else {
        panic!("{}", value("content_spans"))
    };
    assert!(matches!(spans.elements()[0], Field::ListInternal(_)));
}

#[test]
fn parquet_has_what_csv_has() {
    let (folder, ledger) = ledger();
    let files = write_folder(&ledger, &Request::new(Format::Parquet), folder.path()).unwrap();
    for (name, path) in tables().iter().zip(&files) {
        let request = Request {
            table: Some((*name).to_owned()),
            ..Request::new(Format::Csv)
        };
        let (columns, rows) = records(&written(&ledger, &request));
        let file = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
        let mut found = 0;
        for (row, expected) in file.get_row_iter(None).unwrap().zip(&rows) {
            let row = row.unwrap();
            for ((column, value), name) in row.get_column_iter().zip(&columns) {
                assert_eq!(column, name);
                assert_eq!(as_csv(value), expected[name], "{name}");
            }
            found += 1;
        }
        assert_eq!(found, rows.len(), "{name}");
    }
}

#[test]
fn no_area_is_a_point() {
    let map: Value = serde_json::from_str(&format(Format::Geojson)).unwrap();
    assert_eq!(map["type"], "FeatureCollection");
    let features = map["features"].as_array().unwrap();
    let mut seen = BTreeMap::new();
    for feature in features {
        assert_eq!(feature["type"], "Feature");
        let properties = &feature["properties"];
        let precision = properties["precision"].as_str().unwrap();
        let shape = feature["geometry"]["type"].as_str();
        match precision {
            "point" | "settlement" => assert_eq!(shape, Some("Point"), "{feature}"),
            "country" => assert_eq!(shape, None, "{feature}"),
            _ => assert_ne!(shape, Some("Point"), "{feature}"),
        }
        if shape == Some("Polygon") {
            assert!(properties["radius_km"].as_f64().unwrap() > 0.0);
            let ring = feature["geometry"]["coordinates"][0].as_array().unwrap();
            assert!(ring.len() >= 4 && ring.first() == ring.last());
            let inside = |corner: &Value| {
                corner[0].as_f64().unwrap().abs() <= 180.0
                    && corner[1].as_f64().unwrap().abs() <= 90.0
            };
            assert!(ring.iter().all(inside));
        }
        *seen
            .entry((properties["row"].as_str().unwrap(), precision))
            .or_insert(0) += 1;
    }
    let fight = features.iter().find(|feature| {
        let properties = &feature["properties"];
        properties["type"] == "ASSAULT" && properties["outlet"] == "Lind Observer"
    });
    let fight = fight.unwrap();
    assert_eq!(fight["geometry"]["type"], "Polygon");
    assert_eq!(fight["properties"]["radius_basis"], "default");
    assert!(seen.keys().any(|(row, _)| *row == "event"), "{seen:?}");
    assert!(seen.contains_key(&("place", "country")), "{seen:?}");
}

#[test]
fn annotations_meet_their_words() {
    let collection: Value = serde_json::from_str(&format(Format::Annotations)).unwrap();
    assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(collection["type"], "AnnotationCollection");
    let items = collection["first"]["items"].as_array().unwrap();
    assert_eq!(items.len(), number(&collection["total"]));
    let mut sorts: BTreeMap<&str, usize> = BTreeMap::new();
    for item in items {
        assert_eq!(item["type"], "Annotation");
        *sorts
            .entry(item["body"][0]["value"].as_str().unwrap())
            .or_default() += 1;
        let row: Value = serde_json::from_str(item["body"][1]["value"].as_str().unwrap()).unwrap();
        assert!(
            item["id"]
                .as_str()
                .unwrap()
                .ends_with(&format!("#{}", row["id"].as_str().unwrap()))
        );
        for target in item["target"].as_array().unwrap() {
            let source = target["source"].as_str().unwrap();
            let mut reports = REPORTS.iter();
            let report = reports
                .find(|report| report.url.as_deref() == Some(source))
                .unwrap();
            let (quote, position) = (&target["selector"][0], &target["selector"][1]);
            let (start, end) = (number(&position["start"]), number(&position["end"]));
            let exact = quote["exact"].as_str().unwrap();
            assert_eq!(slice(&report.text, start, end), exact);
            let (prefix, suffix) = (&quote["prefix"], &quote["suffix"]);
            let around = format!(
                "{}{exact}{}",
                prefix.as_str().unwrap(),
                suffix.as_str().unwrap()
            );
            assert!(report.text.contains(&around), "{around}");
        }
    }
    for sort in ["statement", "entity", "figure", "time", "place", "event"] {
        assert!(sorts.contains_key(sort), "{sorts:?}");
    }
}

#[test]
fn plover_has_the_fields_of_its_manual() {
    let text = format(Format::Plover);
    let records: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for record in &records {
        for field in [
            "id",
            "date",
            "source",
            "recipient",
            "event",
            "event_loc",
            "mode",
            "context",
        ] {
            assert!(record.get(field).is_some(), "{field}: {record}");
        }
    }
    let named = |kind: &str, trigger: &str| {
        let found = records
            .iter()
            .find(|record| record["event"][0] == kind && record["event_text"][0] == trigger);
        found.unwrap_or_else(|| panic!("no {kind} by “{trigger}” in {text}"))
    };
    let accused = named("ACCUSE", "accused");
    assert!(accused["quad_code"] == 3);
    let fight = records
        .iter()
        .find(|record| record["text"].as_str().unwrap().starts_with("KHARKIV"));
    let fight = fight.unwrap();
    assert_eq!(fight["event"][0], "ASSAULT");
    assert_eq!(
        (&fight["date"], &fight["date_basis"]),
        (&"2026-05-06".into(), &"told".into())
    );
    assert_eq!(fight["source"][0]["sector"], "REB");
    assert_eq!(fight["cite_info"]["language"], "en");
    let ukraine = records
        .iter()
        .flat_map(|record| record["source"].as_array().unwrap());
    assert!(
        ukraine.into_iter().any(|actor| actor["code"] == "UKR"),
        "{text}"
    );
}

#[test]
fn gdelt_has_its_columns() {
    for (which, length) in [(Format::Gdelt, 58), (Format::Gdelt2, 61)] {
        let (columns, rows) = records(&format(which));
        assert_eq!(columns.len(), length);
        assert_eq!(
            (columns[0].as_str(), columns[length - 1].as_str()),
            ("GLOBALEVENTID", "SOURCEURL")
        );
        let fight = rows
            .iter()
            .find(|row| row["SOURCEURL"].ends_with("kharkiv"))
            .unwrap();
        assert_eq!(fight["SQLDATE"], "20260506");
        assert_eq!(
            (fight["Year"].as_str(), fight["FractionDate"].as_str()),
            ("2026", "2026.3452")
        );
        assert_eq!(
            (
                fight["Actor1Type1Code"].as_str(),
                fight["Actor2Type1Code"].as_str()
            ),
            ("REB", "MIL")
        );
        assert_eq!(
            (fight["EventRootCode"].as_str(), fight["QuadClass"].as_str()),
            (&fight["EventCode"][..2], "4")
        );
        assert_eq!(fight["ActionGeo_CountryCode"], "UP");
        assert_eq!(fight["GoldsteinScale"], "");
        // An attack that may come is none.
        let attacks = rows
            .iter()
            .filter(|row| row["SOURCEURL"].ends_with("kharkiv") && row["QuadClass"] == "4");
        assert_eq!(attacks.count(), 1);
        let mut ids: Vec<&String> = rows.iter().map(|row| &row["GLOBALEVENTID"]).collect();
        ids.dedup();
        assert_eq!(ids.len(), rows.len());
    }
}

#[test]
fn ged_has_deadly_assaults_only() {
    let (columns, rows) = records(&format(Format::Ged));
    assert_eq!(columns.len(), 49);
    // Those whom the dam killed were killed by nobody.
    let [fight] = &rows[..] else {
        panic!("{rows:?}")
    };
    let told = |column: &str| fight[column].as_str();
    assert_eq!(
        (told("best"), told("low"), told("high")),
        ("12", "12", "12")
    );
    assert_eq!(
        (told("date_start"), told("date_end"), told("date_prec")),
        ("2026-05-06", "2026-05-06", "1")
    );
    assert_eq!((told("type_of_violence"), told("year")), ("1", "2026"));
    assert!(
        told("side_a").contains("soldiers") && told("side_b").contains("rebels"),
        "{fight:?}"
    );
    assert_eq!((told("country"), told("where_prec")), ("Ukraine", "2"));
    assert_eq!(told("source_headline"), "Rebels kill 12, “in an hour”");
    assert_eq!(told("conflict_name"), "");
}

#[test]
fn the_same_ledger_gives_the_same_bytes() {
    let (folder, ledger) = ledger();
    let formats = [
        Format::Jsonl,
        Format::Geojson,
        Format::Annotations,
        Format::Plover,
        Format::Gdelt,
        Format::Gdelt2,
        Format::Ged,
    ];
    for format in formats {
        let request = Request::new(format);
        assert_eq!(written(&ledger, &request), written(&ledger, &request));
    }
    let out = |name: &str| folder.path().join(name);
    for form in [Format::Csv, Format::Parquet] {
        let first = write_folder(&ledger, &Request::new(form), &out("first")).unwrap();
        let second = write_folder(&ledger, &Request::new(form), &out("second")).unwrap();
        for (first, second) in first.iter().zip(&second) {
            assert!(
                std::fs::read(first).unwrap() == std::fs::read(second).unwrap(),
                "{first:?}"
            );
        }
    }
}

#[test]
fn days_choose_reports() {
    let (_folder, ledger) = ledger();
    let mut request = Request::new(Format::Jsonl);
    request.reports.since = Some("2026-05-01".parse().unwrap());
    request.reports.until = Some("2026-05-31".parse().unwrap());
    assert_eq!(written(&ledger, &request).lines().count(), 1);
    request.reports.since = Some("2027-01-01".parse().unwrap());
    request.format = Format::Geojson;
    let empty: Value = serde_json::from_str(&written(&ledger, &request)).unwrap();
    assert_eq!(empty["features"], Value::Array(Vec::new()));
}

#[test]
fn what_can_not_be_written_is_told() {
    let (folder, ledger) = ledger();
    let file = folder.path().join("map.geojson");
    std::fs::write(&file, "before").unwrap();
    let mut request = Request::new(Format::Csv);
    let failed = write(&ledger, &request, Vec::new()).unwrap_err();
    assert!(
        failed.to_string().contains("name one with --table"),
        "{failed}"
    );
    request.table = Some("claims".into());
    let failed = write_file(&ledger, &request, &file).unwrap_err();
    assert!(
        failed
            .to_string()
            .contains("claims: there is no such table"),
        "{failed}"
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "before");
    request.table = None;
    let failed = write_folder(&ledger, &request, &file).unwrap_err();
    assert!(matches!(failed, ExportError::NoFolder { .. }), "{failed}");
    let failed = write_file(&ledger, &Request::new(Format::Ged), folder.path()).unwrap_err();
    assert!(matches!(failed, ExportError::NoFile { .. }), "{failed}");
    let nowhere = folder.path().join("none/map.geojson");
    let failed = write_file(&ledger, &Request::new(Format::Geojson), &nowhere).unwrap_err();
    assert!(
        failed
            .to_string()
            .contains("none/map.geojson: can't be written"),
        "{failed}"
    );
    // A device is written as it is, and not replaced.
    write_file(&ledger, &Request::new(Format::Ged), Path::new("/dev/null")).unwrap();
    assert!(!Path::new("/dev/null").is_file());
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        assert_ne!(path.extension(), Some("part".as_ref()), "{path:?}");
    }
}
