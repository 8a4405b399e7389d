//! What the README shows of the program is what the program prints.
//!
//! A block under `<!-- prints: sayso … -->` holds lines of that command's output in their order; a line of `…` stands for
//! any number of lines.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::path::Path;
use std::process::Command;

const README: &str = include_str!("../../../README.md");

/// Commands and the lines shown of what they print.
fn shown() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut open = false;
    for line in README.lines() {
        if let Some(command) = line.strip_prefix("<!-- prints: sayso ") {
            found.push((command.trim_end_matches("-->").trim(), Vec::new()));
            open = true;
        } else if open && let Some((_, lines)) = found.last_mut() {
            match line.strip_prefix("    ") {
                Some(shown) => lines.push(shown),
                None if line.trim().is_empty() && lines.is_empty() => {}
                None if line.trim().is_empty() => lines.push(""),
                None => open = false,
            }
        }
    }
    found
}

#[test]
fn examples_of_the_readme_are_what_the_program_prints() {
    let shown = shown();
    assert!(!shown.is_empty(), "the README shows no output");
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger.sayso");
    for (command, lines) in shown {
        let mut arguments: Vec<&str> = command.split(' ').collect();
        if arguments[0] != "read" {
            arguments.extend(["--ledger", ledger.to_str().unwrap()]);
        }
        let output = Command::new(env!("CARGO_BIN_EXE_sayso"))
            .args(&arguments)
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{command}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let printed = String::from_utf8(output.stdout).unwrap();
        let mut rest = printed.lines();
        let wanted = lines
            .iter()
            .filter(|line| !line.trim().is_empty() && line.trim() != "…");
        for line in wanted {
            assert!(
                rest.any(|found| found.trim_end() == line.trim_end()),
                "`sayso {command}` does not print, or not there:\n{line}\nIt prints:\n{printed}"
            );
        }
    }
}
