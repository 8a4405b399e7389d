//! `sayso add` and the commands that ask a ledger, as users see them.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use rusqlite::Connection;
use sayso_ledger::Ledger;

fn add(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command
        .arg("add")
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::null());
    command
}

fn sayso(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Reports of `happenings` strikes by three outlets, of which one reprints another and one revises itself.
fn reports(happenings: usize) -> String {
    const TOWNS: [&str; 7] = [
        "Orlen",
        "Tarn",
        "Lindhaven",
        "Vesby",
        "Karrow",
        "Melk",
        "Sund",
    ];
    const TRADES: [&str; 5] = ["bakers", "pilots", "nurses", "dockers", "teachers"];
    let mut lines = String::new();
    for number in 0..happenings {
        let (town, trade) = (TOWNS[number % 7], TRADES[number % 5]);
        let (out, day) = (20 + number, 1 + number % 27);
        let lead = format!(
            "The {trade} of {town} stopped work on Monday, and {out} of them marched to the town hall."
        );
        let said = format!(
            "“We want {} crowns an hour,” said Greta Holm{number}, who speaks for the {trade}. The council said that it could not pay.",
            90 + number
        );
        let end = format!(
            "Talks in {town} go on in room {number} of the old customs house, where the last strike ended after {number} days."
        );
        for (outlet, text) in [
            ("courier", format!("{lead}\\n\\n{said}\\n\\n{end}")),
            ("herald", format!("{said}\\n\\n{end}\\n\\n(Reuters)")),
            (
                "courier",
                format!("{lead} Nobody was hurt.\\n\\n{said}\\n\\n{end}"),
            ),
        ] {
            let _ = writeln!(
                lines,
                "{{\"url\": \"https://{outlet}.example/{number}\", \"outlet\": \"{outlet}\", \"published\": \"2026-05-{day:02}\", \"title\": \"{town} {trade} strike\", \"text\": \"{text}\"}}"
            );
        }
    }
    lines
}

fn folder(happenings: usize) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("reports.jsonl"), reports(happenings)).unwrap();
    let path = folder.path().to_owned();
    (folder, path)
}

/// All rows of all tables but the indexes of words, which may be laid out in other ways.
fn rows(ledger: &Path) -> Vec<String> {
    let file = Connection::open(ledger).unwrap();
    let mut tables = file
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%words%' ORDER BY name")
        .unwrap();
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut all = Vec::new();
    for table in tables {
        let mut rows = file
            .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2, 3"))
            .unwrap_or_else(|_| {
                file.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))
                    .unwrap()
            });
        let columns = rows.column_count();
        let mut found = rows.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cells: Vec<String> = (0..columns)
                .map(|cell| format!("{:?}", row.get_ref(cell).unwrap()))
                .collect();
            all.push(format!("{table}: {}", cells.join(", ")));
        }
    }
    all
}

#[test]
fn killed_at_any_moment_nothing_is_lost() {
    let (_keep, folder) = folder(80);
    let arguments = ["reports.jsonl", "--jobs", "2", "--ledger"];
    let undisturbed = [&arguments[..], &["whole.sayso"]].concat();
    let start = std::time::Instant::now();
    assert!(
        add(&folder, &undisturbed)
            .stderr(Stdio::null())
            .status()
            .unwrap()
            .success()
    );
    let took = start.elapsed();
    let whole = rows(&folder.join("whole.sayso"));
    let disturbed = [&arguments[..], &["killed.sayso"]].concat();
    let ledger = folder.join("killed.sayso");
    let mut seen = Vec::new();
    for time in 0..50_u32 {
        if time % 10 == 0 {
            for ending in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(folder.join(format!("killed.sayso{ending}")));
            }
        }
        // Spread over the run in steps that do not fall together with the batches.
        let moment = took.mul_f64(f64::from(time * 37 % 50) / 50.0);
        let mut child = add(&folder, &disturbed)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(moment.max(Duration::from_millis(1)));
        let _ = child.kill();
        child.wait().unwrap();
        if ledger.exists() {
            let opened = Ledger::create(&ledger).unwrap();
            opened.check().unwrap();
            seen.push(opened.count().unwrap());
        }
    }
    assert!(
        seen.iter().any(|&count| 0 < count && count < 240),
        "no kill met the work: {seen:?}"
    );
    assert!(
        add(&folder, &disturbed)
            .stderr(Stdio::null())
            .status()
            .unwrap()
            .success()
    );
    assert!(rows(&ledger) == whole, "the rows differ");
}

#[test]
fn the_same_reports_make_the_same_file() {
    let (_keep, folder) = folder(30);
    for (jobs, name) in [("1", "a.sayso"), ("3", "b.sayso")] {
        let output = sayso(
            &folder,
            &["add", "reports.jsonl", "--jobs", jobs, "--ledger", name],
        );
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(
            stderr(&output).contains("60 added, 30 revised, 0 known before, 0 failed"),
            "{}",
            stderr(&output)
        );
    }
    let file = |name: &str| std::fs::read(folder.join(name)).unwrap();
    assert!(file("a.sayso") == file("b.sayso"), "the bytes differ");
    assert!(!folder.join("a.sayso-wal").exists());
    let again = sayso(&folder, &["add", "reports.jsonl", "--ledger", "a.sayso"]);
    assert!(
        stderr(&again).contains("0 added, 0 revised, 90 known before"),
        "{}",
        stderr(&again)
    );
    assert!(
        file("a.sayso") == file("b.sayso"),
        "adding the same again changed the file"
    );
}

#[test]
fn two_writers_take_turns() {
    let (_keep, folder) = folder(60);
    let arguments = ["reports.jsonl", "--jobs", "1", "--ledger", "shared.sayso"];
    let mut writers: Vec<_> = (0..2)
        .map(|_| {
            add(&folder, &arguments)
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for writer in &mut writers {
        assert!(writer.wait().unwrap().success());
    }
    let ledger = Ledger::open(&folder.join("shared.sayso")).unwrap();
    ledger.check().unwrap();
    assert_eq!(ledger.count().unwrap(), 180);
}

#[test]
fn bad_files_are_named_and_the_rest_go_on() {
    let (_keep, folder) = folder(1);
    std::fs::create_dir(folder.join("more")).unwrap();
    std::fs::write(folder.join("more/empty.txt"), " ").unwrap();
    std::fs::write(
        folder.join("more/good.txt"),
        "“The pass is shut,” said Ada Lund.",
    )
    .unwrap();
    std::fs::write(folder.join("more/table.pdf"), "%PDF-1.7").unwrap();
    let output = sayso(&folder, &["add", ".", "none.txt", "--outlet", "Post"]);
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("empty.txt: is empty") && told.contains("none.txt"),
        "{told}"
    );
    assert!(
        told.contains("ledger.sayso: 3 added, 1 revised, 0 known before, 2 failed; 4 reports"),
        "{told}"
    );
}

#[test]
fn what_is_wrong_with_a_ledger_is_told() {
    let (_keep, folder) = folder(1);
    std::fs::write(
        folder.join("notes.sayso"),
        "not a ledger at all ".repeat(300),
    )
    .unwrap();
    let output = sayso(
        &folder,
        &["add", "reports.jsonl", "--ledger", "notes.sayso"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("notes.sayso: is damaged or no ledger"),
        "{}",
        stderr(&output)
    );
    let output = sayso(&folder, &["search", "strike"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("ledger.sayso: there is no ledger here"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_ledger_is_asked() {
    let (_keep, folder) = folder(3);
    assert!(sayso(&folder, &["add", "reports.jsonl"]).status.success());
    let search = stdout(&sayso(&folder, &["search", "orlen", "marched"]));
    assert!(
        search.contains("Orlen bakers strike") && search.contains("[marched]"),
        "{search}"
    );
    let statements = stdout(&sayso(
        &folder,
        &["statements", "--by", "holm1", "--format", "csv"],
    ));
    assert!(
        statements.starts_with("day,who,stance,content,"),
        "{statements}"
    );
    assert!(
        statements.contains("Greta Holm1") && !statements.contains("Holm2"),
        "{statements}"
    );
    let figures = stdout(&sayso(
        &folder,
        &["figures", "--of", "crowns", "--format", "json"],
    ));
    assert!(
        figures.starts_with('[') && figures.contains("\"best\":90.0"),
        "{figures}"
    );
    let events = stdout(&sayso(
        &folder,
        &["events", "--type", "protest", "--actor", "bakers"],
    ));
    assert!(
        events.starts_with("day")
            && events.contains("PROTEST strike")
            && events.contains("stopped"),
        "{events}"
    );
    let none = stdout(&sayso(
        &folder,
        &["events", "--since", "2030-01-01", "--format", "json"],
    ));
    assert_eq!(none, "[]\n");
    let report = stdout(&sayso(&folder, &["report", "https://courier.example/0"]));
    assert!(
        report.contains("versions   1, 3") && report.contains("Nobody was hurt"),
        "{report}"
    );
    let herald = stdout(&sayso(&folder, &["report", "2"]));
    assert!(
        herald.contains("credits    Reuters") && herald.contains("reprint with 1 courier"),
        "{herald}"
    );
    let none = sayso(&folder, &["report", "77"]);
    assert!(
        stderr(&none).contains("77: no such report"),
        "{}",
        stderr(&none)
    );
}

/// What is no label is refused with those that there are; it does not find nothing.
#[test]
fn unknown_words_of_filters_are_refused() {
    let (_keep, folder) = folder(1);
    assert!(sayso(&folder, &["add", "reports.jsonl"]).status.success());
    for (asked, told) in [
        (["statements", "--stance", "denise"], "asserts, denies"),
        (["events", "--type", "ASALT"], "AGREE, CONSULT"),
        (["events", "--status", "hapened"], "happened, ongoing"),
        (["claims", "--status", "true"], "single source, confirmed"),
        (["statements", "--since", "May"], "no day"),
    ] {
        let output = sayso(&folder, &asked);
        assert_eq!(output.status.code(), Some(2), "{asked:?}");
        assert!(stderr(&output).contains(told), "{}", stderr(&output));
    }
    let outlet = ["statements", "--outlet", "courier", "--format", "json"];
    let found = stdout(&sayso(&folder, &outlet));
    assert!(found.contains("\"outlet\":\"Courier\""), "{found}");
    assert!(!found.contains("\"outlet\":\"Herald\""), "{found}");
}

#[test]
fn a_ledger_is_exported() {
    let (_keep, folder) = folder(2);
    assert!(sayso(&folder, &["add", "reports.jsonl"]).status.success());
    let lines = stdout(&sayso(&folder, &["export"]));
    let read = stdout(&sayso(
        &folder,
        &["read", "--format", "jsonl", "reports.jsonl"],
    ));
    assert_eq!(lines.lines().count(), 6);
    for (exported, read) in lines.lines().zip(read.lines()) {
        assert!(exported.ends_with(&read[1..]), "{exported}\n{read}");
    }
    let csv = sayso(&folder, &["export", "--format", "csv", "-o", "tables"]);
    assert!(csv.status.success(), "{}", stderr(&csv));
    let statements = std::fs::read_to_string(folder.join("tables/statements.csv")).unwrap();
    assert!(
        statements.starts_with("report,statement,day,") && statements.contains("Greta Holm1"),
        "{statements}"
    );
    let later = ["export", "--format", "gdelt", "--since", "2026-05-02"];
    let gdelt = stdout(&sayso(&folder, &later));
    assert!(
        gdelt.starts_with("GLOBALEVENTID,SQLDATE,") && !gdelt.contains("example/0"),
        "{gdelt}"
    );
    let none = sayso(
        &folder,
        &["export", "--format", "csv", "--table", "rumours"],
    );
    assert_eq!(none.status.code(), Some(1));
    assert!(
        stderr(&none).contains("rumours: there is no such table; there are reports,"),
        "{}",
        stderr(&none)
    );
}
