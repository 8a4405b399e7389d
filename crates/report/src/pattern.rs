//! Which part of a path tells something: `*/{}/*.txt`.

use std::fmt;
use std::str::FromStr;

/// A pattern of paths: `{}` stands for the part that is wanted, an asterisk for any other; neither goes beyond a
/// slash. It is held against the end of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathPattern {
    parts: Vec<String>,
}

/// Why something is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoPattern(String);

impl fmt::Display for NoPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} has not one {{}} for the part that is wanted; write it like '*/{{}}/*.txt'",
            self.0
        )
    }
}

impl std::error::Error for NoPattern {}

impl FromStr for PathPattern {
    type Err = NoPattern;

    fn from_str(pattern: &str) -> Result<Self, NoPattern> {
        if pattern.matches("{}").count() != 1 {
            return Err(NoPattern(pattern.to_owned()));
        }
        Ok(Self {
            parts: pattern.split('/').map(str::to_owned).collect(),
        })
    }
}

impl PathPattern {
    /// The part of a path that is wanted; `None` where the path is not of this form.
    pub fn part<'p>(&self, path: &'p str) -> Option<&'p str> {
        // A line of a file is of the file.
        let path = path.split('#').next().unwrap_or(path);
        let mut names: Vec<&str> = path.split(['/', '\\']).collect();
        let from = names.len().checked_sub(self.parts.len())?;
        let names = names.split_off(from);
        let mut found = None;
        for (pattern, name) in self.parts.iter().zip(names) {
            let part = matched(pattern, name)?;
            found = found.or(part);
        }
        found.filter(|part| !part.trim().is_empty())
    }
}

/// Whether a name is of a form, and the part of it that is wanted.
fn matched<'n>(pattern: &str, name: &'n str) -> Option<Option<&'n str>> {
    let Some(at) = pattern.find(['*', '{']) else {
        return (pattern == name).then_some(None);
    };
    let (wanted, width) = match pattern[at..].starts_with("{}") {
        true => (true, 2),
        false => (false, 1),
    };
    let rest = name.strip_prefix(&pattern[..at])?;
    let after = &pattern[at + width..];
    // The shortest part that lets the rest be of the form.
    let ends = rest.char_indices().map(|(end, _)| end).chain([rest.len()]);
    for end in ends {
        if let Some(found) = matched(after, &rest[end..]) {
            return Some(if wanted { Some(&rest[..end]) } else { found });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_paths_are_found() {
        for (pattern, path, part) in [
            (
                "{}/*.txt",
                "reports/Harrow Gazette/1.txt",
                Some("Harrow Gazette"),
            ),
            ("{}/*/*.txt", "in/Courier/2026/a.txt", Some("Courier")),
            ("*-{}.txt", "a/silo-2026-09-14.txt", Some("2026-09-14")),
            ("silo-{}.txt", "a/silo-2026-09-14.txt", Some("2026-09-14")),
            ("{}_*.jsonl", "wire_3.jsonl#7", Some("wire")),
            ("{}/*.html", "Courier/a.txt", None),
            ("a/b/{}", "b/c", None),
        ] {
            let pattern: PathPattern = pattern.parse().unwrap();
            assert_eq!(pattern.part(path), part, "{path}");
        }
        assert!("*/x".parse::<PathPattern>().is_err());
    }
}
