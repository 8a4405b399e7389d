//! Text on a terminal: no line is wider than it, and none is broken inside a word.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails so, and says what it skipped"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// What a command prints on a terminal of some columns; `script` (util-linux) makes the terminal.
fn printed(folder: &Path, arguments: &str, columns: usize) -> Option<String> {
    let program = env!("CARGO_BIN_EXE_sayso");
    let line = format!("stty cols {columns} rows 40; exec '{program}' {arguments}");
    let output = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("TERM", "dumb")
        .env("HOME", folder)
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.trim().is_empty(), "sayso {arguments} prints nothing");
    Some(text.replace('\r', ""))
}

#[test]
fn lines_fit_the_terminal_and_words_stay_whole() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let examples = examples.canonicalize().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let add = format!("add '{}'", examples.join("stories").display());
    if printed(folder, &add, 80).is_none() {
        eprintln!("there is no `script` here: nothing is tested");
        return;
    }
    let courier = examples.join("harbour/courier.txt").display().to_string();
    let draft = examples.join("draft.txt").display().to_string();
    for arguments in [
        "story",
        "story 1",
        "claims",
        "search dam",
        "statements",
        "events",
        "figures --of guards",
        "report 13",
        "queue",
        "info",
        "check",
        "tables list",
        "remove 12 --dry-run",
        "decide claim 1.3 --status confirmed --dry-run",
        &format!("verify '{draft}'"),
        &format!("read --show figures,times,places '{courier}'"),
    ] {
        let wide = printed(folder, arguments, 2000).unwrap();
        let known: BTreeSet<&str> = wide.split_whitespace().collect();
        for columns in [80, 120] {
            let text = printed(folder, arguments, columns).unwrap();
            for line in text.lines() {
                // An address or a path may be longer than the line: it stands alone then.
                let length = line.chars().count();
                let alone = line.split_whitespace().count() == 1;
                assert!(
                    length <= columns || alone,
                    "sayso {arguments}: {length} in {columns} columns: {line}"
                );
                // Bars of a chart are as long as there is room, and a cut is said with a sign.
                let broken = line
                    .split_whitespace()
                    .filter(|word| {
                        !word.ends_with(['…', '█']) && word.chars().any(char::is_alphanumeric)
                    })
                    .find(|word| !known.contains(word));
                assert_eq!(broken, None, "sayso {arguments}, {columns} columns: {line}");
            }
        }
    }
}
