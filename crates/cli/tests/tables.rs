//! Every table under `data/` is registered, says what it is, and takes a user's rows under its own path.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sayso::{Own, Reader, TableError};
use sayso_tables::{Definition, PATHS};

/// The folder of the tables.
fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

fn definitions() -> Vec<Definition> {
    let mut all = sayso::tables();
    all.extend_from_slice(sayso_ledger::TABLES);
    all.extend_from_slice(sayso_export::TABLES);
    all
}

fn walk(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "tsv") {
            let within = path.strip_prefix(data()).unwrap().to_str().unwrap();
            found.insert(within.replace('\\', "/"));
        }
    }
}

/// What becomes of a user's rows where they are put to use.
fn used(own: &Own) -> Result<(), TableError> {
    sayso_ledger::Tables::with(own)?;
    sayso_export::check(own)?;
    match Reader::check(own) {
        Err(sayso::StartError::Table(error)) => Err(error),
        other => {
            other.unwrap();
            Ok(())
        }
    }
}

/// The header and the first row of a table.
fn head(table: &Definition) -> (&str, &str) {
    let mut lines = table
        .text
        .lines()
        .filter(|line| !line.is_empty() && (!line.starts_with('#') || line.starts_with("#\t")));
    (lines.next().unwrap(), lines.next().unwrap_or_default())
}

#[test]
fn every_table_is_registered() {
    let mut files = BTreeSet::new();
    walk(&data(), &mut files);
    files.retain(|path| !path.contains("/gold/"));
    let registered: BTreeSet<String> = definitions()
        .iter()
        .map(|table| table.path.to_owned())
        .collect();
    let listed: BTreeSet<String> = PATHS.iter().map(|path| (*path).to_owned()).collect();
    assert_eq!(files, registered);
    assert_eq!(files, listed);
}

#[test]
fn every_table_says_what_it_is_and_whose() {
    for table in definitions() {
        let path = table.path;
        assert!(table.text.starts_with("# "), "{path}: no remark");
        let licence = |line: &str| line.starts_with("# Licence: ");
        assert!(table.text.lines().any(licence), "{path}: no licence");
        let (header, _) = head(&table);
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        assert_eq!(header.split('\t').collect::<Vec<_>>(), columns, "{path}");
        for column in table.columns {
            assert!(!column.about.trim().is_empty(), "{path}: {}", column.name);
        }
        table.check(path, table.text).unwrap();
    }
}

#[test]
fn every_table_takes_rows_under_its_own_path_and_names_bad_ones() {
    for table in definitions() {
        let path = table.path;
        let (header, row) = head(&table);
        let row = if row.is_empty() {
            "Enn Post\tEnn Media"
        } else {
            row
        };
        // As some editors save it.
        let good = format!("\u{feff}# Mine.\r\n{header}\r\n\r\n{row}\r\n");
        let mut own = Own::default();
        own.add(path, "my table", &good).unwrap();
        used(&own).unwrap();
        for (bad, line, what) in [
            (
                format!("{header}\n{row}\n{row}{}x\n", "\t".repeat(12)),
                3,
                "columns",
            ),
            (format!("# Mine.\n{header}\tcolour\n{row}\n"), 2, "`colour`"),
            (format!("{}\n", &header[1..]), 1, "no column"),
        ] {
            let own = Own::of(path, &bad);
            let error = used(&own).unwrap_err();
            assert_eq!((error.table.as_str(), error.line), (path, line), "{error}");
            assert!(error.to_string().contains(what), "{error}");
        }
    }
}

#[test]
fn the_description_is_fresh() {
    let path = data().join("README.md");
    let fresh = sayso_tables::describe(&definitions());
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        found, fresh,
        "data/README.md is stale: run `cargo xtask codegen`"
    );
}

#[test]
fn a_ledger_keeps_tables_and_counts_by_them_whoever_adds() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let ledger = path("tarn.sayso");
    let sayso = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sayso"));
        let output = command.args(arguments).output().unwrap();
        let (out, told) = (output.stdout.clone(), output.stderr.clone());
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(out), text(told))
    };
    let owners = "publisher\tfamily\nHalder Post\tHalder Media\nTarn Times\tHalder Media\n";
    std::fs::write(path("owners.tsv"), owners).unwrap();
    let story =
        "A fire destroyed the Ennick grain store in Tarn on Friday. The fire killed two workers.";
    std::fs::write(path("post.txt"), story).unwrap();
    let more = format!("{story} Nobody else was hurt.");
    std::fs::write(path("times.txt"), more).unwrap();
    let add = |outlet: &str, file: &str| {
        let day = [
            "--published",
            "2026-04-11",
            "--outlet",
            outlet,
            "--ledger",
            &ledger,
        ];
        let file = path(file);
        let (code, _, told) = sayso(&[&["add"], &day[..], &[&file]].concat());
        assert_eq!(code, Some(0), "{told}");
    };
    let (code, _, told) = sayso(&["tables", "add", "--ledger", &ledger, &path("owners.tsv")]);
    assert_eq!(code, Some(0), "{told}");
    add("Halder Post", "post.txt");
    add("Tarn Times", "times.txt");
    let families = || {
        let (_, claims, _) = sayso(&["claims", "--format", "json", "--ledger", &ledger]);
        let claims: serde_json::Value = serde_json::from_str(&claims).unwrap();
        let claims = claims.as_array().unwrap().iter();
        claims
            .map(|claim| claim["families"].as_u64().unwrap())
            .max()
    };
    assert_eq!(families(), Some(1));
    let (_, listed, _) = sayso(&["tables", "list", "--ledger", &ledger]);
    assert_eq!(listed, "claims/owners.tsv\t2 rows\towners.tsv\n");
    let remove = || sayso(&["tables", "remove", "claims/owners.tsv", "--ledger", &ledger]);
    assert_eq!(remove().0, Some(0));
    assert_eq!(families(), Some(2));
    let (code, _, told) = remove();
    assert!(code == Some(2) && told.contains("keeps no rows"), "{told}");
    std::fs::write(path("owners.tsv"), "publisher\tfamiliy\nHalder Post\tX\n").unwrap();
    let (code, _, told) = sayso(&["tables", "add", "--ledger", &ledger, &path("owners.tsv")]);
    assert!(
        code == Some(2) && told.contains("`familiy`") && told.contains("line 1"),
        "{told}"
    );
}

#[test]
fn unknown_files_are_refused_with_the_nearest_name() {
    let mut own = Own::default();
    for (path, meant) in [
        ("statement/cues.tsv", "statements/cues.tsv"),
        ("cues.tsv", "statements/cues.tsv"),
        ("events.tsv", "events/lexicon.tsv"),
        ("claims/owner.tsv", "claims/owners.tsv"),
    ] {
        let error = own.add(path, path, "").unwrap_err().to_string();
        assert!(error.contains(&format!("`{meant}`")), "{error}");
    }
}
