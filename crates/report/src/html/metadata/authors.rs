//! Who wrote it: the names in a byline.

use super::folded;

/// What bylines begin with.
const STARTS: &[&str] = &[
    "by",
    "by:",
    "written by",
    "words by",
    "reporting by",
    "reported by",
    "story by",
    "text by",
    "posted by",
    "published by",
    "author:",
    "authors:",
    "author",
    "from",
];

/// What accounts are called that are nobody's name.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "anonymous",
    "author",
    "authors",
    "byline",
    "contributor",
    "default",
    "editor",
    "guest",
    "n/a",
    "nobody",
    "none",
    "null",
    "root",
    "staff",
    "undefined",
    "unknown",
    "user",
    "username",
    "webmaster",
    "login",
    "sign in",
    "subscribe",
];

/// Words that say what a person is, and of what: a part of a byline with one is no further name.
const ROLES: &[&str] = &[
    "agency",
    "analyst",
    "associate",
    "bureau",
    "chief",
    "columnist",
    "contributor",
    "correspondent",
    "critic",
    "desk",
    "editor",
    "editors",
    "gazette",
    "herald",
    "journal",
    "journalist",
    "magazine",
    "news",
    "newspaper",
    "office",
    "photographer",
    "post",
    "press",
    "producer",
    "reporter",
    "reporters",
    "service",
    "special",
    "staff",
    "team",
    "times",
    "tribune",
    "writer",
    "writers",
];

/// What stands behind a name and belongs to it.
const SUFFIXES: &[&str] = &[
    "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "m.d.", "md", "ph.d.", "phd",
];

/// Names, each once.
#[derive(Debug, Default)]
pub(super) struct Stated(Vec<String>);

impl Stated {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn into_names(self) -> Vec<String> {
        self.0
    }
}

impl FromIterator<String> for Stated {
    fn from_iter<I: IntoIterator<Item = String>>(names: I) -> Self {
        let mut found: Vec<String> = Vec::new();
        for name in names {
            if !found.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
                found.push(name);
            }
        }
        Self(found)
    }
}

/// The names in a byline: "By Ada Lund and Tom Berg, Harbour Post" has two.
pub(crate) fn names(byline: &str) -> Vec<String> {
    const MOST: usize = 40;
    let line = without_mail(&folded(byline));
    let line = without_start(&line);
    if line.starts_with('@') || line.contains("://") || line.contains('@') {
        return Vec::new();
    }
    let mut found: Vec<String> = Vec::new();
    let parts: Vec<&str> = parts(line).collect();
    if let [last, first] = parts[..]
        && line.contains(',')
        && [last, first]
            .iter()
            .all(|part| is_name(part) && !part.contains(' '))
    {
        // "Lund, Ada", as libraries write it.
        return vec![format!("{first} {last}")];
    }
    for part in parts.into_iter().take(MOST) {
        if SUFFIXES.contains(&part.to_lowercase().as_str()) {
            if let Some(name) = found.last_mut() {
                name.push_str(", ");
                name.push_str(part);
            }
            continue;
        }
        let name = without_place(without_start(part));
        let first = found.is_empty();
        if is_name(name) && (first || !has_role(name)) && !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    found
}

/// The parts of a byline between commas, bars and the like, and the word "and".
fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split([',', ';', '|', '•', '·', '/', '\n'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" And "))
        .flat_map(|part| part.split(" AND "))
        .flat_map(|part| part.split(" & "))
        .flat_map(|part| part.split(" with "))
        .flat_map(|part| part.split(" – "))
        .flat_map(|part| part.split(" — "))
        .flat_map(|part| part.split(" - "))
        .map(|part| part.strip_prefix("and ").unwrap_or(part))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn without_start(line: &str) -> &str {
    let mut line = line.trim();
    for start in STARTS {
        let begins = line
            .get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start));
        if begins && line[start.len()..].starts_with([' ', ':']) {
            line = line[start.len()..].trim_start_matches([' ', ':']);
        }
    }
    line.trim_start_matches([':', '-', '–', '—', ' '])
}

/// "Ada Lund for the Harbour Post", "Ada Lund in Port Callow": the name before that.
fn without_place(name: &str) -> &str {
    let cut = [
        " for ", " in ", " at ", " of ", " from ", " (", " is ", " on ",
    ]
    .iter()
    .filter_map(|mark| name.find(mark))
    .min();
    name[..cut.unwrap_or(name.len())].trim()
}

/// "desk@post.example (Tom Berg)": the name, where there is one.
pub(crate) fn without_mail(author: &str) -> String {
    let name = author
        .split_once('(')
        .filter(|(mail, _)| mail.contains('@'))
        .and_then(|(_, name)| name.split(')').next());
    if let Some(name) = name {
        return name.trim().to_owned();
    }
    // "Tom Berg <desk@post.example>"
    let name = author
        .split_once('<')
        .filter(|(_, mail)| mail.contains('@'));
    name.map_or(author, |(name, _)| name).trim().to_owned()
}

/// Whether words can be a name: some letters, few words, the first of them no small one, no number.
fn is_name(words: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let lower = words.to_lowercase();
    let starts = words.chars().find(|c| c.is_alphanumeric());
    let count = words.split_whitespace().count();
    (1..=MOST_WORDS).contains(&count)
        && words.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && starts.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() || is_particle(&lower))
        && !words.chars().any(|c| c.is_ascii_digit())
        && !NOBODY.contains(&lower.as_str())
        && !lower.starts_with("updated")
        && !lower.starts_with("published")
}

fn is_particle(lower: &str) -> bool {
    [
        "de ", "van ", "von ", "da ", "di ", "al-", "el-", "bin ", "d’", "d'",
    ]
    .iter()
    .any(|particle| lower.starts_with(particle))
}

fn has_role(words: &str) -> bool {
    words
        .split_whitespace()
        .any(|word| ROLES.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_taken_apart() {
        for (byline, wanted) in [
            ("By Ada Lund", "Ada Lund"),
            ("BY ADA LUND and TOM BERG", "ADA LUND; TOM BERG"),
            (
                "Ada Lund, Tom Berg and Mina Falk",
                "Ada Lund; Tom Berg; Mina Falk",
            ),
            (
                "Ada Lund, Tom Berg, and Mina Falk",
                "Ada Lund; Tom Berg; Mina Falk",
            ),
            ("By Ada Lund, Harbour Post", "Ada Lund"),
            ("Ada Lund | Staff Writer", "Ada Lund"),
            ("By Ada Lund for the Harbour Post", "Ada Lund"),
            (
                "By Ada Lund in Port Callow and Tom Berg in Enn",
                "Ada Lund; Tom Berg",
            ),
            ("Lund, Ada", "Ada Lund"),
            ("Tom Berg, Jr.", "Tom Berg, Jr."),
            ("desk@post.example (Tom Berg)", "Tom Berg"),
            ("Tom Berg <desk@post.example>", "Tom Berg"),
            ("Written by: Ludo van den Akker", "Ludo van den Akker"),
            ("Associated Press", "Associated Press"),
            ("Ada Lund; Tom Berg", "Ada Lund; Tom Berg"),
            ("Username", ""),
            ("admin", ""),
            ("@harbourpost", ""),
            ("https://social.example/lund", ""),
            ("2 March 2026", ""),
            ("", ""),
        ] {
            assert_eq!(names(byline).join("; "), wanted, "{byline}");
        }
    }
}
