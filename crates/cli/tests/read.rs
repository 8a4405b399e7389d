//! `sayso read` as users see it.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sayso(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn shows_the_examples() {
    for name in [
        "courier.txt",
        "evening-post.txt",
        "national-wire.html",
        "briefs.jsonl",
    ] {
        let output = sayso(&[
            "read",
            "--format",
            "text",
            &format!("examples/harbour/{name}"),
        ]);
        assert!(output.status.success(), "{}", stderr(&output));
        insta::assert_snapshot!(name, stdout(&output));
    }
}

#[test]
fn gives_the_same_bytes_whatever_the_jobs() {
    let read = |jobs| {
        let files = [
            "examples/harbour/courier.txt",
            "examples/harbour/evening-post.txt",
            "examples/harbour/briefs.jsonl",
        ];
        stdout(&sayso(
            &[
                &["read", "--format", "jsonl", "--jobs", jobs][..],
                &files[..],
            ]
            .concat(),
        ))
    };
    let one = read("1");
    assert_eq!(one.lines().count(), 4);
    assert_eq!(one, read("2"));
    assert_eq!(one, read("1"));
}

#[test]
fn counts_offsets_as_asked() {
    let row = |unit: &str| {
        stdout(&sayso(&[
            "read",
            "--format",
            "jsonl",
            "--offsets",
            unit,
            "examples/harbour/evening-post.txt",
        ]))
    };
    assert_ne!(
        row("chars"),
        row("bytes"),
        "curly quotation marks are one code point and three bytes"
    );
}

#[test]
fn bad_files_are_named_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let empty = write("empty.txt", b"");
    let pdf = write("paper.txt", b"%PDF-1.7 ...");
    let german = write(
        "german.txt",
        "Der Bürgermeister sagte am Mittwoch, dass die Brücke nach dem Unfall mehrere Wochen gesperrt bleiben müsse.".as_bytes(),
    );
    let records = write(
        "two.jsonl",
        b"{\"text\": \"The ferry sank, police said.\"}\n{\"text\"\n",
    );
    let good = write("good.txt", b"The bridge is shut, the mayor said on Friday.");
    let missing = folder.path().join("missing.txt").display().to_string();
    let here = folder.path().display().to_string();
    let output = sayso(&[
        "read", "--format", "jsonl", &empty, &pdf, &german, &records, &missing, &here, &good,
    ]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    for (file, what) in [
        ("empty.txt", "is empty"),
        ("paper.txt", "is a PDF"),
        ("german.txt", "is in German"),
        ("two.jsonl, line 2", "no JSON"),
        ("missing.txt", "No such file"),
    ] {
        assert!(
            said.lines()
                .any(|line| line.contains(file) && line.contains(what)),
            "{file}: {what} in\n{said}"
        );
    }
    assert!(said.contains("is a folder"));
    let rows = stdout(&output);
    assert_eq!(
        rows.lines().count(),
        3,
        "the German report without rows, the good record, the good file"
    );
    assert!(rows.lines().last().unwrap().contains("good.txt"));
}

#[test]
fn hostile_texts_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for (name, text) in [
        ("quotes.txt", "“The police said ".repeat(1000)),
        (
            "sentence.txt",
            "and the minister said that the ferry was late ".repeat(400),
        ),
        ("one-word.txt", "a".repeat(200_000)),
        (
            "controls.txt",
            "The ferry\u{1}\u{7}\u{200f} sank,\u{202e} police\u{0b} said.\r\n\r\n".repeat(20),
        ),
        (
            "hebrew.txt",
            "המשטרה said \u{5e9}\u{5dc}\u{5d5}\u{5dd} the ferry sank. ".repeat(20),
        ),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        paths.push(path.display().to_string());
    }
    let mut arguments = vec!["read", "--format", "jsonl"];
    arguments.extend(paths.iter().map(String::as_str));
    let output = sayso(&arguments);
    assert_eq!(stdout(&output).lines().count(), 5, "{}", stderr(&output));
    assert!(
        !stderr(&output).contains("failed inside"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn standard_input_is_sniffed() {
    for (input, path) in [
        ("The ferry sank, police said on Friday.", "\"path\":\"-\""),
        ("{\"text\": \"It sank.\"}", "\"path\":\"-#1\""),
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
            .args(["read", "--format", "jsonl"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(stdout(&output).contains(path), "{}", stdout(&output));
    }
}

#[test]
fn manifests_give_dates() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "The ferry sank, police said.").unwrap();
    let list = folder.path().join("list.tsv");
    std::fs::write(&list, "a.txt\t2026-03-11\tHarbour Post\n").unwrap();
    let output = sayso(&[
        "read",
        "--format",
        "jsonl",
        "--manifest",
        &list.display().to_string(),
    ]);
    let row = stdout(&output);
    assert!(
        row.contains("\"published\":\"2026-03-11\"") && row.contains("\"outlet\":\"Harbour Post\""),
        "{row}"
    );
}

#[test]
fn writes_conllu() {
    let output = sayso(&["read", "--format", "conllu", "examples/harbour/courier.txt"]);
    let printed = stdout(&output);
    assert!(printed.contains("# text = "));
    assert!(printed.contains("SpaceAfter=No|Start="));
    for line in printed
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        assert_eq!(line.split('\t').count(), 10, "{line}");
    }
}

#[test]
fn shows_tables_of_values() {
    let output = sayso(&[
        "read",
        "--format",
        "text",
        "--show",
        "figures,times,places",
        "examples/stories/dam.jsonl",
    ]);
    assert!(output.status.success(), "{}", stderr(&output));
    insta::assert_snapshot!("dam-values", stdout(&output));
}

#[test]
fn own_tables_count_and_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    let tables = folder.path().display().to_string();
    std::fs::create_dir(folder.path().join("statements")).unwrap();
    let cues = folder.path().join("statements/cues.tsv");
    std::fs::write(&cues, "cue\tstance\ndenied\tpromises\ndeny\tpromises\n").unwrap();
    let read = || {
        sayso(&[
            "read",
            "--format",
            "jsonl",
            "--tables",
            &tables,
            "examples/harbour/courier.txt",
        ])
    };
    let row = stdout(&read());
    assert!(
        row.contains("\"stance\":\"promises\"") && !row.contains("\"stance\":\"denies\""),
        "{row}"
    );

    std::fs::write(&cues, "cue\tstance\ndeny\tsings\n").unwrap();
    let output = read();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("cues.tsv") && stderr(&output).contains("line 2"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_gazetteer_is_imported_and_a_damaged_dump_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let row = "99000001\tQuorlen\tQuorlen\t\t50.1000\t30.2000\tP\tPPL\tUA\t\t12\t\t\t\t321\t\t100\tEurope/Kyiv\t2026-01-01\n";
    std::fs::write(path("UA.txt"), row).unwrap();
    std::fs::write(path("cut.txt"), &row[..40]).unwrap();
    let report = path("note.txt");
    std::fs::write(
        &report,
        "Shells fell near the village of Quorlen in Ukraine on Friday, police said.",
    )
    .unwrap();

    let import = |dump: &str| {
        sayso(&[
            "gazetteer",
            "import",
            "--to",
            &path("own.gazetteer"),
            &path(dump),
        ])
    };
    let imported = import("UA.txt");
    assert!(imported.status.success(), "{}", stderr(&imported));
    let before = std::fs::read(path("own.gazetteer")).unwrap();
    let refused = import("cut.txt");
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("line 1"), "{}", stderr(&refused));
    assert!(
        std::fs::read(path("own.gazetteer")).unwrap() == before,
        "the old one is kept"
    );

    let output = sayso(&[
        "read",
        "--format",
        "jsonl",
        "--gazetteer",
        &path("own.gazetteer"),
        &report,
    ]);
    assert!(
        stdout(&output).contains("\"geonames\":99000001"),
        "{}",
        stdout(&output)
    );
}
