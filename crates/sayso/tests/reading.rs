//! Literate reading tests: each `reading/*.md` holds reports and the rows that a careful reader expects of them.
//! `reading/README.md` tells how a case is written; nobody needs Rust to add one.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::fmt;
use std::path::Path;
use std::sync::LazyLock;

use sayso::{OffsetUnit, Reader, Report};
use serde_json::Value;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

/// What a line of a case says of the rows.
#[derive(Debug)]
struct Expectation {
    line: usize,
    fault: bool,
    wanted: Wanted,
}

#[derive(Debug)]
enum Wanted {
    Some(Pattern),
    None(Pattern),
    Only(usize, String),
}

/// Fields and the values they must have, of a row of one kind.
#[derive(Debug)]
struct Pattern {
    kind: String,
    fields: Vec<(String, Option<String>)>,
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.kind)?;
        for (number, (field, value)) in self.fields.iter().enumerate() {
            let comma = if number > 0 { "," } else { "" };
            match value {
                Some(value) => write!(f, "{comma} {field} `{value}`")?,
                None => write!(f, "{comma} {field} none")?,
            }
        }
        Ok(())
    }
}

#[derive(Default)]
struct Case {
    name: String,
    text: String,
    expectations: Vec<Expectation>,
}

/// The cases of a file: a heading, a fenced report, and a list of what is expected of it.
fn cases(markdown: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut fenced = false;
    for (number, line) in (1..).zip(markdown.lines()) {
        if fenced && !line.starts_with("```") {
            let case = cases.last_mut().unwrap();
            case.text.push_str(line);
            case.text.push('\n');
        } else if line.starts_with("```") {
            if !fenced && cases.last().is_none_or(|case| !case.text.is_empty()) {
                return Err(format!(
                    "line {number}: a report needs a heading `## …` of its own"
                ));
            }
            fenced = !fenced;
        } else if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case {
                name: name.to_owned(),
                ..Case::default()
            });
        } else if let (Some(rest), Some(case)) = (line.strip_prefix("- "), cases.last_mut()) {
            let expectation =
                expectation(number, rest).map_err(|error| format!("line {number}: {error}"))?;
            case.expectations.push(expectation);
        }
    }
    match cases.iter().find(|case| case.expectations.is_empty()) {
        Some(case) => Err(format!("`{}` expects nothing", case.name)),
        None => Ok(cases),
    }
}

fn expectation(line: usize, text: &str) -> Result<Expectation, String> {
    let (fault, text) = match text.strip_prefix("known fault: ") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let wanted = if let Some(rest) = text.strip_prefix("only ") {
        let (count, kind) = rest
            .split_once(' ')
            .ok_or("`only` is followed by a number and a kind of row")?;
        let count = count
            .parse()
            .map_err(|_| format!("`{count}` is no number"))?;
        Wanted::Only(count, kind.trim_end_matches('.').to_owned())
    } else if let Some(rest) = text.strip_prefix("no ") {
        Wanted::None(pattern(rest)?)
    } else {
        Wanted::Some(pattern(text)?)
    };
    Ok(Expectation {
        line,
        fault,
        wanted,
    })
}

/// ``event: trigger `shot`, actor none``.
fn pattern(text: &str) -> Result<Pattern, String> {
    let (kind, mut rest) = text.split_once(':').unwrap_or((text, ""));
    let mut fields = Vec::new();
    loop {
        rest = rest.trim_start_matches([',', ' ']);
        if rest.is_empty() {
            break;
        }
        let (field, after) = rest
            .split_once(' ')
            .ok_or_else(|| format!("`{rest}` has no value"))?;
        if let Some(quoted) = after.strip_prefix('`') {
            let (value, after) = quoted.split_once('`').ok_or("a sign ` is not closed")?;
            fields.push((field.to_owned(), Some(value.to_owned())));
            rest = after;
        } else if let Some(after) = after.strip_prefix("none") {
            fields.push((field.to_owned(), None));
            rest = after;
        } else {
            return Err(format!(
                "the value of `{field}` is neither in signs ` nor none"
            ));
        }
    }
    Ok(Pattern {
        kind: kind.trim().to_owned(),
        fields,
    })
}

/// A reading as rows of named fields in words.
struct Rows {
    text: Vec<char>,
    row: Value,
}

impl Rows {
    fn read(text: &str) -> Self {
        let report = Report::from_text("case.txt", text.trim_end());
        let json = READER
            .read(&report)
            .to_json(OffsetUnit::Chars, true)
            .unwrap();
        Self {
            text: report.text.chars().collect(),
            row: serde_json::from_str(&json).unwrap(),
        }
    }

    /// Rows of a kind, named in the singular or plural.
    fn of(&self, kind: &str) -> Vec<Value> {
        if kind.starts_with("mention") {
            return self.mentions();
        }
        let list = match kind {
            "entity" => "entities".to_owned(),
            plural if plural.ends_with('s') => plural.to_owned(),
            singular => format!("{singular}s"),
        };
        match self.row.get(&list).and_then(Value::as_array) {
            Some(rows) => rows.clone(),
            None => panic!("there are no rows of the kind `{kind}`"),
        }
    }

    /// Every mention with its form and the name of whom it means (`of`).
    fn mentions(&self) -> Vec<Value> {
        let mut found = Vec::new();
        for entity in self.of("entities") {
            for mention in entity["mentions"].as_array().unwrap() {
                let mut mention = mention.clone();
                mention["of"] = entity["name"].clone();
                found.push(mention);
            }
        }
        found
    }

    fn fits(&self, row: &Value, pattern: &Pattern) -> bool {
        pattern.fields.iter().all(|(field, wanted)| {
            let field = if field == "words" { "span" } else { field };
            let value = row
                .get(field)
                .unwrap_or_else(|| panic!("a {} has no field `{field}`", pattern.kind));
            self.shown(value) == *wanted
        })
    }

    /// A value in words: spans as the words they cover, participants and speakers by their names, chains with arrows.
    fn shown(&self, value: &Value) -> Option<String> {
        match value {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            Value::Array(items) => match items.as_slice() {
                [] => None,
                [Value::Number(start), Value::Number(end)] => {
                    let at = |number: &serde_json::Number| number.as_u64().unwrap() as usize;
                    Some(self.text[at(start)..at(end)].iter().collect())
                }
                items => {
                    let spans = items.iter().all(Value::is_array);
                    let parts: Vec<String> =
                        items.iter().filter_map(|item| self.shown(item)).collect();
                    Some(parts.join(if spans { " … " } else { " → " }))
                }
            },
            Value::Object(fields) => self.shown(fields.get("name").or(fields.get("text"))?),
            other => Some(other.to_string().trim_end_matches(".0").to_owned()),
        }
    }

    fn holds(&self, wanted: &Wanted) -> bool {
        let any = |pattern: &Pattern| {
            self.of(&pattern.kind)
                .iter()
                .any(|row| self.fits(row, pattern))
        };
        match wanted {
            Wanted::Some(pattern) => any(pattern),
            Wanted::None(pattern) => !any(pattern),
            Wanted::Only(count, kind) => self.of(kind).len() == *count,
        }
    }

    /// The rows of a kind with the fields that a pattern asks for, to be read beside what was expected.
    fn beside(&self, wanted: &Wanted) -> String {
        let (kind, fields) = match wanted {
            Wanted::Some(pattern) | Wanted::None(pattern) => {
                (&pattern.kind, pattern.fields.as_slice())
            }
            Wanted::Only(_, kind) => (kind, [].as_slice()),
        };
        let main = ["trigger", "span", "content", "name"];
        let mut lines = String::new();
        for row in self.of(kind) {
            let asked = fields
                .iter()
                .map(|(field, _)| if field == "words" { "span" } else { field });
            let mut names: Vec<&str> = main
                .into_iter()
                .filter(|field| row.get(field).is_some())
                .chain(asked)
                .collect();
            names.dedup();
            let told = |name: &&str| match self.shown(&row[*name]) {
                Some(value) => format!("{name} `{value}`"),
                None => format!("{name} none"),
            };
            let told: Vec<String> = names.iter().map(told).collect();
            lines.push_str(&format!("      {}\n", told.join(", ")));
        }
        lines
    }
}

/// What is wrong with the cases of a file.
fn wrong(file: &Path) -> Vec<String> {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let cases = match cases(&std::fs::read_to_string(file).unwrap()) {
        Ok(cases) => cases,
        Err(error) => return vec![format!("{name}: {error}")],
    };
    let mut wrong = Vec::new();
    for case in cases {
        let rows = Rows::read(&case.text);
        for Expectation {
            line,
            fault,
            wanted,
        } in &case.expectations
        {
            let told = match wanted {
                Wanted::Some(pattern) => format!("{pattern}"),
                Wanted::None(pattern) => format!("no {pattern}"),
                Wanted::Only(count, kind) => format!("only {count} {kind}"),
            };
            match (rows.holds(wanted), fault) {
                (true, false) | (false, true) => {}
                (false, false) => wrong.push(format!(
                    "{name}:{line} ({}): expected {told}; read\n{}",
                    case.name,
                    rows.beside(wanted)
                )),
                (true, true) => wrong.push(format!(
                    "{name}:{line} ({}): this holds now: take `known fault: ` away from {told}",
                    case.name
                )),
            }
        }
    }
    wrong
}

#[test]
fn reports_are_read_as_the_pages_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension().is_some_and(|end| end == "md") && !path.ends_with("README.md")
        })
        .collect();
    files.sort();
    assert!(!files.is_empty(), "tests/reading has no pages");
    let wrong: Vec<String> = files.iter().flat_map(|file| wrong(file)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_case_that_says_nothing_or_cannot_be_read_is_an_error() {
    assert!(cases("## A\n```\nText.\n```\n").is_err());
    assert!(cases("## A\n```\nText.\n```\n- event: trigger shot\n").is_err());
    assert!(cases("```\nText.\n```\n").is_err());
    let good =
        cases("## A\n```\nText.\n```\n- no event: trigger `shot`, actor none\n- only 0 events\n")
            .unwrap();
    assert_eq!(good[0].expectations.len(), 2);
}
