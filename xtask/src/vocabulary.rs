//! `cargo xtask vocabulary`: how many words of language stand in lists in the rooms' code, and which.
//!
//! A list is six string literals or more with nothing but commas or bars between them ("a" | "b", &["a", "b"]), outside
//! tests and comments. Labels of rows, names of files and columns of tables are counted too where they stand in lists.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// From how many literals on a run is a list.
const FEWEST: usize = 6;

/// Counts, and prints the words where `all` is asked for.
pub(crate) fn run(all: bool) -> Result<(), Box<dyn std::error::Error>> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut rooms: BTreeMap<String, Vec<(String, Vec<String>)>> = BTreeMap::new();
    for room in folders(&crates)? {
        let name = room.file_name().unwrap_or_default().to_string_lossy();
        let mut files = Vec::new();
        sources(&room.join("src"), &mut files)?;
        files.sort();
        for file in files {
            let text = std::fs::read_to_string(&file)?;
            let within = file.strip_prefix(&crates)?.display().to_string();
            for list in lists(&text) {
                let lists = rooms.entry(name.to_string()).or_default();
                lists.push((within.clone(), list));
            }
        }
    }
    let (mut words, mut lists) = (0, 0);
    for (room, found) in &rooms {
        let count: usize = found.iter().map(|(_, list)| list.len()).sum();
        println!("{room}\t{count} strings in {} lists", found.len());
        (words, lists) = (words + count, lists + found.len());
        if all {
            for (file, list) in found {
                println!("\t{file}\t{}", list.join(" | "));
            }
        }
    }
    println!("all\t{words} strings in {lists} lists");
    Ok(())
}

fn folders(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        found.push(entry?.path());
    }
    found.sort();
    Ok(found)
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for path in folders(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            sources(&path, found)?;
        } else if name.ends_with(".rs") && !matches!(&*name, "tests.rs" | "testing.rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// The lists of a source file.
fn lists(source: &str) -> Vec<Vec<String>> {
    let end = source.find("#[cfg(test)]\nmod").unwrap_or(source.len());
    let code: String = source[..end]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut found = Vec::new();
    let mut run: Vec<String> = Vec::new();
    let mut rest = code.as_str();
    while let Some(at) = rest.find(['"', '\'']) {
        let between = &rest[..at];
        let joins = |c: char| c.is_whitespace() || c == ',' || c == '|';
        if !between.chars().all(joins) || !between.contains([',', '|']) {
            close(&mut run, &mut found);
        }
        rest = &rest[at..];
        if rest.starts_with('\'') {
            close(&mut run, &mut found);
            rest = after_character(rest);
            continue;
        }
        let Some(length) = literal(rest) else { break };
        run.push(rest[1..length - 1].to_owned());
        rest = &rest[length..];
    }
    close(&mut run, &mut found);
    found
}

fn close(run: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let list = std::mem::take(run);
    if list.len() >= FEWEST {
        found.push(list);
    }
}

/// The length of the string literal that the text begins with.
fn literal(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// What follows a character literal, or the mark of a lifetime.
fn after_character(text: &str) -> &str {
    let mut chars = text.char_indices().skip(1);
    let Some((_, first)) = chars.next() else {
        return "";
    };
    if first == '\\' {
        let end = text[2..].char_indices().skip(1).find(|(_, c)| *c == '\'');
        return end.map_or("", |(at, _)| &text[2 + at + 1..]);
    }
    match chars.next() {
        Some((at, '\'')) => &text[at + 1..],
        _ => &text[1..],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_found() {
        let code = "const A: &[&str] = &[\n    \"a\", \"b\",\n    // \"x\"\n    \"c\", \"d\", \"e\", \"f\",\n];\n\
            fn f<'a>(c: char) -> bool { c == '\"' || matches!(c, \"a\" | \"b\") }\n\
            #[cfg(test)]\nmod tests { const B: &[&str] = &[\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]; }\n";
        assert_eq!(lists(code), [["a", "b", "c", "d", "e", "f"]]);
    }
}
