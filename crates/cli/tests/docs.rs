//! What the README and the book show of the program is what the program prints, and their links lead somewhere.
//!
//! In the README a block under `<!-- prints: sayso … -->` holds lines of that command's output in their order; in the
//! book (`docs/src`) commands stand in the block itself, after `$`, and what they print below them. A line of `…`
//! stands for any number of lines. The commands of a page share a folder and its ledger.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The pages of the book, in the order of their names.
fn book() -> Vec<PathBuf> {
    let files = std::fs::read_dir(root().join("docs/src")).unwrap();
    let mut pages: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|kind| kind == "md"));
    pages.sort();
    pages
}

/// A command and the lines shown of what it prints.
struct Shown {
    command: String,
    lines: Vec<String>,
}

/// The commands that a page shows.
fn shown(page: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let mut open = false;
    let command = |command: &str| Shown {
        command: command.trim().to_owned(),
        lines: Vec::new(),
    };
    for line in page.lines() {
        if let Some(prints) = line.strip_prefix("<!-- prints: sayso ") {
            found.push(command(prints.trim_end_matches("-->")));
            open = true;
        } else if let Some(asked) = line.strip_prefix("    $ sayso ") {
            found.push(command(asked));
            open = true;
        } else if open && let Some(last) = found.last_mut() {
            match line.strip_prefix("    ") {
                Some(shown) => last.lines.push(shown.trim_end().to_owned()),
                None if line.trim().is_empty() => {}
                None => open = false,
            }
        }
    }
    found
}

/// The words of a command, as a shell takes them apart: quotation marks `'` keep blanks, `#` begins a remark.
fn words(command: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut quoted = false;
    for sign in command.chars() {
        match sign {
            '\'' => quoted = !quoted,
            '#' if !quoted && all.last().is_some_and(String::is_empty) => break,
            ' ' if !quoted => all.push(String::new()),
            other => all.last_mut().unwrap().push(other),
        }
    }
    all.retain(|word| !word.is_empty());
    all
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        let to = to.join(file.file_name());
        if file.file_type().unwrap().is_dir() {
            copy(&file.path(), &to);
        } else {
            std::fs::copy(file.path(), to).unwrap();
        }
    }
}

/// Runs what a page shows, and tells what it shows that is not printed.
fn faults(page: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("examples"), &folder.path().join("examples"));
    let mut faults = Vec::new();
    for Shown { command, lines } in shown(page) {
        let output = Command::new(env!("CARGO_BIN_EXE_sayso"))
            .args(words(&command))
            .current_dir(folder.path())
            .env("HOME", folder.path())
            .env_remove("XDG_CONFIG_HOME")
            .output()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        // A remark may tell the code that a command ends with.
        let code = command.split_once("# exit code ");
        let code = code.and_then(|(_, told)| told.split(':').next()?.parse().ok());
        if output.status.code() != Some(code.unwrap_or(0)) {
            faults.push(format!("`sayso {command}` fails: {told}"));
            continue;
        }
        let mut rest = printed.lines();
        // A line that is shown wrongly is told once; those after it are sought from where it would stand.
        for line in lines
            .iter()
            .filter(|line| !["", "…"].contains(&line.trim()))
        {
            let before = rest.clone();
            if !rest.any(|found| found.trim_end() == line) {
                rest = before;
                faults.push(format!(
                    "`sayso {command}` does not print, or not there:\n{line}"
                ));
            }
        }
    }
    faults
}

#[test]
fn examples_of_the_readme_are_what_the_program_prints() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    assert!(!shown(&readme).is_empty(), "the README shows no output");
    let faults = faults(&readme);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_the_book_shows_is_what_the_program_prints() {
    let mut commands = 0;
    let mut all = Vec::new();
    for path in book() {
        let page = std::fs::read_to_string(&path).unwrap();
        commands += shown(&page).len();
        let told = faults(&page).into_iter();
        all.extend(told.map(|fault| format!("{}: {fault}", path.display())));
    }
    assert!(commands > 20, "the book shows {commands} commands");
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// The targets of a page's links, `[words](target)`, outside code.
fn links(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let prose = page.lines().filter(|line| !line.starts_with("    "));
    for line in prose {
        // Every second piece between backquotes is code.
        for prose in line.split('`').step_by(2) {
            let targets = prose.split("](").skip(1);
            found.extend(targets.filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())));
        }
    }
    found
}

#[test]
fn links_lead_somewhere() {
    let mut pages = book();
    for name in [
        "README.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
    ] {
        pages.push(root().join(name));
    }
    let summary = std::fs::read_to_string(root().join("docs/src/SUMMARY.md")).unwrap();
    let listed = links(&summary);
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        for link in links(&text) {
            if link.starts_with("https://") || link.starts_with('#') {
                continue;
            }
            let target = link.split('#').next().unwrap_or_default();
            let file = page.parent().unwrap().join(target);
            assert!(file.exists(), "{}: {link} leads nowhere", page.display());
        }
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        let in_book = page.starts_with(root().join("docs"));
        assert!(
            !in_book || name == "SUMMARY.md" || listed.contains(&name),
            "SUMMARY.md does not list {name}"
        );
    }
}

#[test]
fn a_page_is_taken_apart() {
    let page =
        "Text\n\n    $ sayso add 'a b' # why\n    one\n    …\n\n    two\nEnd [there](x.md#part).\n";
    let found = shown(page);
    assert_eq!(found.len(), 1);
    assert_eq!(words(&found[0].command), ["add", "a b"]);
    assert_eq!(found[0].lines, ["one", "…", "two"]);
    assert_eq!(links(page), ["x.md#part"]);
}
