//! Whether two names are of one person.

/// Titles and ranks that stand before a name and tell nothing of whose it is.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "col",
    "colonel",
    "gen",
    "general",
    "lt",
    "lieutenant",
    "maj",
    "major",
    "capt",
    "captain",
    "sgt",
    "sergeant",
    "sen",
    "senator",
    "rep",
    "gov",
    "governor",
    "president",
    "minister",
    "judge",
    "justice",
    "father",
    "sheikh",
    "imam",
    "king",
    "queen",
    "prince",
    "princess",
    "jr",
    "sr",
];

/// Whether two names may be of one person: the last names are the same or nearly so, and the first names, where
/// both have one, are the same, nearly so, or one is the other's initial.
///
/// ```
/// use sayso_claims::same_person;
/// assert!(same_person("Col. Emil Radek", "Emile Radek"));
/// assert!(same_person("Radek", "Emil Radek"));
/// assert!(!same_person("Emil Radek", "Irina Radek"));
/// ```
pub fn same_person(a: &str, b: &str) -> bool {
    Name::new(a).is(&Name::new(b))
}

/// A person's name, taken apart.
pub(crate) struct Name {
    parts: Vec<String>,
}

impl Name {
    pub(crate) fn new(name: &str) -> Self {
        Self { parts: parts(name) }
    }

    /// What the names of one person have in common: how the last one begins.
    pub(crate) fn begins(&self) -> Option<char> {
        self.parts.last()?.chars().next()
    }

    /// Whether both may be of one person; see [`same_person`].
    pub(crate) fn is(&self, other: &Self) -> bool {
        let (Some((last_a, before_a)), Some((last_b, before_b))) =
            (self.parts.split_last(), other.parts.split_last())
        else {
            return false;
        };
        if !near(last_a, last_b) {
            return false;
        }
        match (before_a, before_b) {
            ([first_a, ..], [first_b, ..]) => {
                near(first_a, first_b) || initial(first_a, first_b) || initial(first_b, first_a)
            }
            // A bare last name must be the very same.
            _ => last_a == last_b,
        }
    }
}

fn parts(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || c == '.')
        .map(|part| {
            let part = part.trim_end_matches("’s").trim_end_matches("'s");
            part.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(plain)
                .collect::<String>()
        })
        .filter(|part| !part.is_empty() && !TITLES.contains(&part.as_str()))
        .collect()
}

/// Lower case without the marks on Latin letters that spellings drop.
fn plain(c: char) -> impl Iterator<Item = char> {
    let bare = match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'Á' | 'Ä' | 'Å' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'Ó' | 'Ö' | 'Ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'Ü' => 'u',
        'ç' | 'č' | 'ć' | 'Č' => 'c',
        'š' | 'ş' | 'Š' | 'Ş' => 's',
        'ž' | 'ź' | 'ż' | 'Ž' => 'z',
        'ñ' | 'ń' => 'n',
        'ł' | 'Ł' => 'l',
        other => other,
    };
    bare.to_lowercase()
}

/// The same, or one letter put in, left out or changed in a part of five letters or more; two in one of eight.
fn near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let least = a.len().min(b.len());
    let allowed = match least {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    a.len().abs_diff(b.len()) <= allowed && a.first() == b.first() && distance(&a, &b) <= allowed
}

/// Levenshtein's.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = changed.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

fn initial(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_and_titles() {
        for (a, b, same) in [
            ("Dana Ferreira", "Dana Fereira", true),
            ("E. Radek", "Emil Radek", true),
            ("Dr Lena Okafor", "Okafor", true),
            ("Čapek", "Capek", true),
            ("Lee", "Lea", false),
            ("Anders Brok", "Anders Brock", true),
            ("Marta Veldkamp", "Henrik Stolz", false),
            ("", "Radek", false),
        ] {
            assert_eq!(same_person(a, b), same, "{a} and {b}");
        }
    }
}
