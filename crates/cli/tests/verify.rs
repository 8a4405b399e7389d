//! `sayso verify` as users see it: every quotation and figure of the stories under `examples/`, as they are and
//! altered.
//!
//! `cargo test -p sayso-cli --test verify -- --nocapture` prints how many alterations of each kind were found.

#![allow(clippy::unwrap_used, reason = "a test fails so")]
#![allow(clippy::print_stdout, reason = "the measures are to be read")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rusqlite::Connection;
use sayso_ledger::names::same_person;
use serde_json::{Value, json};

fn stories() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/stories")
}

fn sayso(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .output()
        .unwrap()
}

/// A folder with a ledger of the stories.
fn ledger() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    let stories = stories();
    let added = sayso(&path, &["add", stories.to_str().unwrap()]);
    assert!(
        added.status.success(),
        "{}",
        String::from_utf8_lossy(&added.stderr)
    );
    (folder, path)
}

/// Chance that is the same in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut next = self.0;
        next = (next ^ (next >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        next = (next ^ (next >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((next ^ (next >> 31)) % bound as u64).unwrap()
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// A sentence of the brief.
#[derive(Clone, Debug)]
enum Item {
    /// Quoted words and who said them.
    Quotation { words: String, who: String },
    /// A sentence of a report and the bytes of a figure in it.
    Figure {
        sentence: String,
        start: usize,
        end: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Alteration {
    None,
    Word,
    Number,
    Speaker,
}

impl Item {
    fn text(&self) -> String {
        match self {
            Self::Quotation { words, who } => format!("“{words},” said {who}."),
            Self::Figure { sentence, .. } => sentence.clone(),
        }
    }

    /// The sentence with something altered; `None` where there is no such thing in it.
    fn altered(&self, how: Alteration, people: &[&str], chance: &mut Chance) -> Option<Self> {
        match (self, how) {
            (_, Alteration::None) => Some(self.clone()),
            (Self::Quotation { words, who }, Alteration::Speaker) => {
                let others: Vec<&str> = people
                    .iter()
                    .copied()
                    .filter(|other| !same_person(other, who))
                    .collect();
                Some(Self::Quotation {
                    words: words.clone(),
                    who: chance.of(&others).to_owned(),
                })
            }
            (Self::Quotation { words, who }, Alteration::Word) => {
                let content: Vec<&str> = words.split(' ').filter(|word| is_content(word)).collect();
                let old = chance.of(&content);
                let new = chance.of(&[
                    "harbour", "seldom", "paint", "gladly", "winter", "bought", "signal",
                ]);
                Some(Self::Quotation {
                    words: words.replacen(old, new, 1),
                    who: who.clone(),
                })
            }
            (Self::Quotation { words, who }, Alteration::Number) => {
                let numbers: Vec<&str> = words
                    .split(' ')
                    .filter(|word| other_number(word).is_some())
                    .collect();
                let old = (!numbers.is_empty()).then(|| chance.of(&numbers))?;
                let new = other_number(old)?;
                Some(Self::Quotation {
                    words: words.replacen(old, &new, 1),
                    who: who.clone(),
                })
            }
            (
                Self::Figure {
                    sentence,
                    start,
                    end,
                },
                Alteration::Number,
            ) => {
                let words = &sentence[*start..*end];
                let old = words.split(' ').find(|word| other_number(word).is_some())?;
                let new = words.replacen(old, &other_number(old)?, 1);
                let altered = format!("{}{new}{}", &sentence[..*start], &sentence[*end..]);
                Some(Self::Figure {
                    sentence: altered,
                    start: *start,
                    end: start + new.len(),
                })
            }
            _ => None,
        }
    }
}

/// Whether a word of a quotation says something by itself and is no number.
fn is_content(word: &str) -> bool {
    const SMALL: [&str; 18] = [
        "the", "and", "not", "was", "did", "our", "from", "have", "we", "is", "no", "there", "of",
        "they", "it", "but", "be", "any",
    ];
    word.len() > 2 && !SMALL.contains(&word.to_lowercase().as_str()) && other_number(word).is_none()
}

/// A number that none of the stories has, written as this one is.
fn other_number(word: &str) -> Option<String> {
    let plain = word.trim_end_matches([',', '.']);
    let rest = &word[plain.len()..];
    if let Ok(number) = plain.parse::<u64>() {
        return Some(format!("{}{rest}", number + 37));
    }
    let other = match plain.to_lowercase().as_str() {
        "one" => "eight",
        "two" => "seven",
        "three" => "eleven",
        "four" => "nine",
        "five" => "twelve",
        "six" => "thirteen",
        "nineteen" => "seventeen",
        "sixty" => "ninety",
        "hundreds" => "thousands",
        _ => return None,
    };
    let capital = plain.starts_with(char::is_uppercase);
    let other = if capital {
        other[..1].to_uppercase() + &other[1..]
    } else {
        other.to_owned()
    };
    Some(other + rest)
}

/// All direct quotations whose speaker is told and all figures with their sentences, of the ledger.
fn items(ledger: &Path) -> (Vec<Item>, Vec<String>) {
    let file = Connection::open(ledger).unwrap();
    let mut items = Vec::new();
    let mut statements = file
        .prepare(
            "SELECT substr(text, 1 + (piece.value ->> 0), (piece.value ->> 1) - (piece.value ->> 0)), row ->> '$.speaker.name'
             FROM statement JOIN report ON report.id = statement.report, json_each(row, '$.content') AS piece
             WHERE row ->> 'kind' IN ('direct', 'mixed') AND row ->> '$.speaker.name' IS NOT NULL ORDER BY statement.id, piece.id",
        )
        .unwrap();
    let mut rows = statements.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (piece, who): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        let quoted = piece
            .split_once('“')
            .map_or(piece.as_str(), |(_, rest)| rest);
        let words = quoted.trim_end_matches('”').trim_end_matches([',', '.']);
        items.push(Item::Quotation {
            words: words.to_owned(),
            who,
        });
    }
    let mut figures = file
        .prepare(
            "SELECT substr(text, 1 + sentence_start, sentence_end - sentence_start),
                    substr(text, 1 + sentence_start, (row ->> '$.span[0]') - sentence_start),
                    substr(text, 1 + (row ->> '$.span[0]'), (row ->> '$.span[1]') - (row ->> '$.span[0]'))
             FROM figure JOIN report ON report.id = figure.report ORDER BY figure.id",
        )
        .unwrap();
    let mut rows = figures.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let words = |column: usize| row.get::<_, String>(column).unwrap();
        let start = words(1).len();
        items.push(Item::Figure {
            sentence: words(0),
            start,
            end: start + words(2).len(),
        });
    }
    let mut people = file
        .prepare(
            "SELECT DISTINCT row ->> 'name' AS name FROM entity, json_each(row, '$.mentions') AS mention
             WHERE row ->> 'type' = 'PER' AND mention.value ->> 'form' = 'name' AND name LIKE '% %' ORDER BY name",
        )
        .unwrap();
    let people = people
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    (items, people)
}

/// Checks texts and gives the results of each.
fn verified(folder: &Path, texts: &[String]) -> Vec<Vec<Value>> {
    let lines: String = texts
        .iter()
        .map(|text| format!("{}\n", json!({ "text": text })))
        .collect();
    std::fs::write(folder.join("brief.jsonl"), lines).unwrap();
    let output = sayso(folder, &["verify", "--format", "json", "brief.jsonl"]);
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let all: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(all.len(), texts.len());
    all.into_iter()
        .map(|text| text["checks"].as_array().unwrap().clone())
        .collect()
}

fn is_wrong(check: &Value) -> bool {
    matches!(
        check["verdict"].as_str(),
        Some("altered" | "said_by_someone_else")
    )
}

/// Whether the results tell what was altered: of the right kind and with the right verdict.
fn is_told(checks: &[&Value], item: &Item, how: Alteration) -> bool {
    let kind = if matches!(item, Item::Quotation { .. }) {
        "quotation"
    } else {
        "figure"
    };
    let verdict = if how == Alteration::Speaker {
        "said_by_someone_else"
    } else {
        "altered"
    };
    let tells = |check: &&Value| {
        check["kind"] == kind && check["verdict"] == verdict && check["held"].is_object()
    };
    checks.iter().copied().any(|check| tells(&check))
}

/// Whether what was not altered is told as the ledger has it: words exactly, a figure with how its claim stands now.
fn stands(check: &Value) -> bool {
    let verdict = check["verdict"].as_str().unwrap();
    let now = ["stands", "superseded", "corrected", "disputed"];
    verdict == "exact" || check["kind"] != "quotation" && now.contains(&verdict)
}

const ALTERATIONS: [Alteration; 3] = [Alteration::Word, Alteration::Number, Alteration::Speaker];

#[test]
fn every_alteration_is_found_and_nothing_else() {
    let (_keep, folder) = ledger();
    let (items, people) = items(&folder.join("ledger.sayso"));
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let mut chance = Chance(11);
    let mut cases: Vec<(Item, Alteration)> = Vec::new();
    for item in &items {
        cases.push((item.clone(), Alteration::None));
        for how in ALTERATIONS {
            for _ in 0..3 {
                cases.extend(
                    item.altered(how, &people, &mut chance)
                        .map(|altered| (altered, how)),
                );
            }
        }
    }
    let texts: Vec<String> = cases.iter().map(|(item, _)| item.text()).collect();
    let mut tally: BTreeMap<(&str, Alteration), (usize, usize)> = BTreeMap::new();
    let mut missed = String::new();
    for ((item, how), checks) in cases.iter().zip(verified(&folder, &texts)) {
        let kind = if matches!(item, Item::Quotation { .. }) {
            "quotation"
        } else {
            "figure"
        };
        let (right, all) = tally.entry((kind, *how)).or_default();
        *all += 1;
        let good = match how {
            Alteration::None => !checks.iter().any(is_wrong) && checks.iter().any(stands),
            _ => is_told(&checks.iter().collect::<Vec<_>>(), item, *how),
        };
        *right += usize::from(good);
        if !good {
            let _ = writeln!(missed, "{how:?}: {}\n{}", item.text(), json!(checks));
        }
    }
    for ((kind, how), (right, all)) in &tally {
        println!("{kind}, altered: {how:?}: {right} of {all} told rightly");
    }
    assert!(missed.is_empty(), "{missed}");
}

#[test]
fn a_brief_half_of_which_is_altered() {
    let (_keep, folder) = ledger();
    let (items, people) = items(&folder.join("ledger.sayso"));
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let (mut found, mut altered, mut flagged, mut untouched) = (0, 0, 0, 0);
    let mut missed = String::new();
    for seed in 1..=5 {
        let mut chance = Chance(seed);
        let mut brief = String::new();
        let mut lines: Vec<(usize, usize, Item, Alteration)> = Vec::new();
        for item in &items {
            let how = if chance.below(2) == 0 {
                Alteration::None
            } else {
                ALTERATIONS[chance.below(ALTERATIONS.len())]
            };
            // Where the item has nothing of that kind, another kind.
            let (item, how) = [how, Alteration::Number, Alteration::None]
                .into_iter()
                .find_map(|how| Some((item.altered(how, &people, &mut chance)?, how)))
                .unwrap();
            let start = brief.chars().count();
            brief += &item.text();
            lines.push((start, brief.chars().count(), item, how));
            brief += "\n\n";
        }
        let checks = verified(&folder, &[brief]).remove(0);
        for (start, end, item, how) in lines {
            let inside = |check: &&Value| {
                let at = usize::try_from(check["span"][0].as_u64().unwrap()).unwrap();
                (start..end).contains(&at)
            };
            let here: Vec<&Value> = checks.iter().filter(inside).collect();
            let good = if how == Alteration::None {
                let good = !here.iter().any(|check| is_wrong(check));
                untouched += 1;
                flagged += usize::from(!good);
                good
            } else {
                let good = is_told(&here, &item, how);
                altered += 1;
                found += usize::from(good);
                good
            };
            if !good {
                let _ = writeln!(missed, "{seed} {how:?}: {}\n{}", item.text(), json!(here));
            }
        }
    }
    println!(
        "briefs: {found} of {altered} alterations found, {flagged} of {untouched} untouched flagged"
    );
    assert!(missed.is_empty(), "{missed}");
}

#[test]
fn the_reports_themselves_are_not_flagged() {
    let (_keep, folder) = ledger();
    let mut files: Vec<String> = std::fs::read_dir(stories())
        .unwrap()
        .map(|entry| entry.unwrap().path().to_str().unwrap().to_owned())
        .filter(|path| path.ends_with(".jsonl"))
        .collect();
    files.sort();
    let arguments: Vec<&str> = ["verify"]
        .into_iter()
        .chain(files.iter().map(String::as_str))
        .collect();
    let output = sayso(&folder, &arguments);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(
        told.contains("checked:") && !told.contains('\u{1b}'),
        "{told}"
    );
    for wrong in [
        "altered",
        "not found",
        "said by someone else",
        "stance reversed",
    ] {
        assert!(!told.contains(&format!("{wrong} (")), "{wrong}: {told}");
    }
}

#[test]
fn results_are_for_people_and_for_pipelines() {
    let (_keep, folder) = ledger();
    let text = "“Our guards did not shoot back,” said Marta Veldkamp.\n\n“The moon … is cheese,” said Tomas Grell.";
    std::fs::write(folder.join("brief.txt"), text).unwrap();
    let output = sayso(&folder, &["verify", "brief.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.contains("said by someone else (1)") && told.contains("[-fire-] {+shoot+}"),
        "{told}"
    );
    assert!(
        told.contains("2 checked: 1 not found, 1 said by someone else"),
        "{told}"
    );
    let output = sayso(&folder, &["verify", "--format", "json", "brief.txt"]);
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let check = &all[0]["checks"][0];
    assert_eq!(check["span"], json!([1, 31]));
    assert_eq!(check["held"]["who"], "Emil Radek");
    assert_eq!(
        check["difference"][1],
        json!({ "differs": { "ledger": "fire", "text": "shoot" } })
    );
    assert_eq!(all[0]["summary"]["not_found"], 1);
}

#[test]
fn exit_codes_tell_what_is_wrong() {
    let (_keep, folder) = ledger();
    let code = |arguments: &[&str], text: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
            .arg("verify")
            .args(arguments)
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Where the ledger can't be opened nobody reads on.
        let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
        let output = child.wait_with_output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let right = "“Our guards … not fire back,” Col. Emile Radek said.";
    assert_eq!(code(&["-"], right), (Some(0), String::new()));
    let unknown = "“The moon is made of cheese,” said Tomas Grell.";
    assert_eq!(code(&["-"], unknown).0, Some(0));
    assert_eq!(code(&["--strict", "-"], unknown).0, Some(1));
    let (failed, told) = code(&["none.txt", "-"], right);
    assert!(failed == Some(2) && told.contains("none.txt"), "{told}");
    let (failed, told) = code(&["--ledger", "none.sayso", "-"], right);
    assert!(
        failed == Some(2) && told.contains("there is no ledger here"),
        "{told}"
    );
}
