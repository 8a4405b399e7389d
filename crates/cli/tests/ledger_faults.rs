//! Ledgers that can't be written, or not by this Sayso: what users are told, and that nothing stored is lost.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails so, and says what it skipped"
)]

use std::fmt::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rusqlite::Connection;
use sayso_ledger::Ledger;

fn sayso(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.args(arguments).current_dir(folder);
    command
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with a file of so many reports, and a ledger of the first of them.
fn folder(reports: usize) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = String::new();
    for number in 0..reports {
        let _ = writeln!(
            lines,
            "{{\"url\": \"https://post.example/{number}\", \"text\": \"Lock {number} is shut, said Ada Lund. {} ships wait.\"}}",
            number + 2
        );
    }
    std::fs::write(folder.path().join("all.jsonl"), &lines).unwrap();
    std::fs::write(
        folder.path().join("one.jsonl"),
        lines.lines().next().unwrap(),
    )
    .unwrap();
    let added = sayso(folder.path(), &["add", "one.jsonl"])
        .output()
        .unwrap();
    assert!(added.status.success(), "{}", stderr(&added));
    let path = folder.path().to_owned();
    (folder, path)
}

fn is_root(folder: &Path) -> bool {
    std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(folder).unwrap()) == 0
}

#[test]
fn a_later_version_is_told_and_left_alone() {
    let (_keep, folder) = folder(2);
    let ledger = folder.join("ledger.sayso");
    let file = Connection::open(&ledger).unwrap();
    file.pragma_update(None, "user_version", 99).unwrap();
    drop(file);
    let before = std::fs::read(&ledger).unwrap();
    for (arguments, code) in [(["add", "all.jsonl"], 2), (["search", "lock"], 1)] {
        let output = sayso(&folder, &arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(code));
        assert!(
            stderr(&output)
                .contains("ledger.sayso: was written by a later Sayso (ledger version 99"),
            "{}",
            stderr(&output)
        );
    }
    assert!(std::fs::read(&ledger).unwrap() == before);
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_can_be_asked() {
    let (_keep, folder) = folder(2);
    let root = is_root(&folder);
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o555)).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = sayso(&folder, arguments);
        if root {
            // Permissions do not bind root.
            command.uid(65_534).gid(65_534);
        }
        command.output()
    };
    let Ok(output) = run(&["add", "all.jsonl"]) else {
        eprintln!("skipped: the command can't be run as another user here");
        return;
    };
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("ledger.sayso: can't be written"),
        "{}",
        stderr(&output)
    );
    let output = run(&["add", "all.jsonl", "--ledger", "new.sayso"]).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("new.sayso: can't be written")
            && stderr(&output).contains("name another file with --ledger"),
        "{}",
        stderr(&output)
    );
    let output = run(&["search", "lock"]).unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(String::from_utf8(output.stdout).unwrap().contains("[Lock]"));
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o755)).unwrap();
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_goes_on() {
    let (_keep, folder) = folder(1);
    let inner = folder.join("inner");
    std::fs::create_dir(&inner).unwrap();
    std::fs::create_dir(inner.join("closed")).unwrap();
    std::fs::write(inner.join("closed/a.txt"), "It sank.").unwrap();
    std::fs::write(inner.join("good.txt"), "It sank, police said.").unwrap();
    std::fs::write(inner.join("secret.txt"), "It sank.").unwrap();
    std::fs::set_permissions(inner.join("closed"), PermissionsExt::from_mode(0o000)).unwrap();
    std::fs::set_permissions(inner.join("secret.txt"), PermissionsExt::from_mode(0o000)).unwrap();
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o777)).unwrap();
    let mut command = sayso(&folder, &["add", "inner", "--ledger", "other.sayso"]);
    if is_root(&folder) {
        command.uid(65_534).gid(65_534);
    }
    let Ok(output) = command.output() else {
        eprintln!("skipped: the command can't be run as another user here");
        return;
    };
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    for name in [
        "inner/closed: Permission denied",
        "inner/secret.txt: Permission denied",
    ] {
        assert!(told.contains(name), "{told}");
    }
    assert!(
        told.contains("1 added, 0 revised, 0 known before, 2 failed"),
        "{told}"
    );
    std::fs::set_permissions(inner.join("closed"), PermissionsExt::from_mode(0o755)).unwrap();
}

/// A small disk, which goes when it is dropped.
struct Disk(PathBuf);

impl Disk {
    /// `None` where it can't be made: only root may.
    fn of_size(at: PathBuf, size: &str) -> Option<Self> {
        std::fs::create_dir(&at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(&at)
            .output();
        mounted
            .is_ok_and(|output| output.status.success())
            .then_some(Self(at))
    }

    fn grow(&self, size: &str) {
        let grown = Command::new("mount")
            .args(["-o", &format!("remount,size={size}")])
            .arg(&self.0)
            .status();
        assert!(grown.unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_told_and_what_was_stored_is_kept() {
    let (_keep, folder) = folder(150);
    let Some(disk) = Disk::of_size(folder.join("small"), "400k") else {
        eprintln!("skipped: no small disk can be made here");
        return;
    };
    let arguments = ["add", "all.jsonl", "--ledger", "small/ledger.sayso"];
    let output = sayso(&folder, &arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("small/ledger.sayso: the disk is full; make room"),
        "{}",
        stderr(&output)
    );
    disk.grow("64m");
    let path = folder.join("small/ledger.sayso");
    let ledger = Ledger::create(&path).unwrap();
    ledger.check().unwrap();
    let kept = ledger.count().unwrap();
    drop(ledger);
    assert!(kept < 150, "the disk was large enough");
    let output = sayso(&folder, &arguments).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(
        stderr(&output).contains(&format!(
            "{} added, 0 revised, {kept} known before",
            150 - kept
        )),
        "{}",
        stderr(&output)
    );
    Ledger::open(&path).unwrap().check().unwrap();
}

#[test]
fn a_writer_that_does_not_end_is_told() {
    let (_keep, folder) = folder(3);
    let ledger = folder.join("ledger.sayso");
    let other = Connection::open(&ledger).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let output = sayso(&folder, &["add", "all.jsonl"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("ledger.sayso: another program is writing to it; wait"),
        "{}",
        stderr(&output)
    );
    other.execute_batch("ROLLBACK").unwrap();
    let output = sayso(&folder, &["add", "all.jsonl"]).output().unwrap();
    assert!(
        stderr(&output).contains("2 added, 0 revised, 1 known before"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn damage_is_told_and_what_is_whole_is_read() {
    let (_keep, folder) = folder(3);
    let run = |arguments: &[&str]| sayso(&folder, arguments).output().unwrap();
    assert!(run(&["add", "all.jsonl"]).status.success());
    let sound = run(&["check"]);
    assert!(sound.status.success(), "{}", stderr(&sound));
    let told = String::from_utf8(sound.stdout).unwrap();
    assert!(told.contains("3 reports, nothing is damaged"), "{told}");
    Connection::open(folder.join("ledger.sayso"))
        .unwrap()
        .execute_batch("UPDATE report SET text = replace(text, 'Lock', 'Dock') WHERE id = 2")
        .unwrap();
    let found = run(&["check"]);
    assert_eq!(found.status.code(), Some(1));
    let told = String::from_utf8(found.stdout).unwrap();
    assert!(
        told.contains("report 2: its text or rows are not those that were added"),
        "{told}"
    );
    assert!(!told.contains("report 1:"), "{told}");
    for asked in [&["report", "2"][..], &["export"], &["statements"]] {
        let answer = run(asked);
        assert_eq!(answer.status.code(), Some(1), "{asked:?}");
        assert!(
            stderr(&answer).contains("report 2 is not as it was stored"),
            "{asked:?}: {}",
            stderr(&answer)
        );
    }
    assert!(run(&["report", "1"]).status.success());
}

#[test]
fn no_output_is_written_over_the_ledger() {
    let (_keep, folder) = folder(1);
    let ledger = folder.join("ledger.sayso");
    let before = std::fs::read(&ledger).unwrap();
    for out in ["ledger.sayso", "./ledger.sayso", "ledger.sayso-wal"] {
        let output = sayso(&folder, &["export", "-o", out]).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{out}");
        assert!(
            stderr(&output).contains("nothing was written"),
            "{out}: {}",
            stderr(&output)
        );
    }
    assert_eq!(std::fs::read(&ledger).unwrap(), before);
}
