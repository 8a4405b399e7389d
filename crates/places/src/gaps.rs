//! Names of places that the model passed over but the gazetteer knows well.

use crate::lang::{DATELINE, SURE};
use std::ops::Range;

use sayso_analysis::{Deprel, WordId};

use crate::mentions::in_name;
use crate::reading::{Reading, is_capitalised, is_short_form};
use crate::words::is_locative;
use crate::{Gazetteer, NameUse, PlaceKind};

/// Most words of a name that is looked for.
const LONGEST: usize = 4;
/// Settlements from this size on are taken after a preposition of place.
pub(crate) const WELL_KNOWN: u64 = 100_000;

/// Stretches of words in no name that name a place almost surely: a country or well-known place
/// standing alone after a preposition of place, or any place before a comma and the division it
/// lies in.
pub(crate) fn gaps(reading: Reading<'_>, gazetteer: &Gazetteer) -> Vec<Range<WordId>> {
    let mut found = Vec::new();
    for sentence in &reading.analysis.sentences {
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            if !is_capitalised(reading.word(at)) || in_name(reading, at) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            let capitals = is_short_form(reading.word(at)) && reading.word(at).len() > 3;
            while end < sentence.words.end
                && end - at < LONGEST
                && is_capitalised(reading.word(end))
                && !in_name(reading, end)
            {
                if capitals && at == sentence.words.start && !is_short_form(reading.word(end)) {
                    break;
                }
                end += 1;
            }
            // The whole run or nothing: a part of a longer run is part of another name.
            let whole = end - at < LONGEST
                || end == sentence.words.end
                || !is_capitalised(reading.word(end));
            let run = at..end;
            if whole && is_sure(reading, gazetteer, &sentence.words, &run) {
                found.push(run.clone());
            }
            at = end;
        }
    }
    found
}

fn is_sure(
    reading: Reading<'_>,
    gazetteer: &Gazetteer,
    sentence: &Range<WordId>,
    run: &Range<WordId>,
) -> bool {
    let name = reading.slice(run);
    let short = is_short_form(name);
    let meanings = gazetteer.named(name);
    let mut country = false;
    let mut known = false;
    for &(id, usage) in meanings.iter().take(8) {
        let Some(row) = gazetteer.row(id) else {
            continue;
        };
        if usage == NameUse::Abbreviation && (!short || name.len() < 4 && !name.contains('.')) {
            continue;
        }
        country |= row.kind == PlaceKind::Country
            && (usage == NameUse::Primary && meanings.len() == 1 || usage == NameUse::Abbreviation);
        known |= match row.kind {
            PlaceKind::Country | PlaceKind::Continent | PlaceKind::Province => true,
            PlaceKind::Region | PlaceKind::Water => run.len() > 1,
            kind => {
                kind.is_settlement() && usage == NameUse::Primary && row.population >= WELL_KNOWN
            }
        };
    }
    let after_place =
        is_locative(&reading.before(sentence, run.start, 1)) || is_struck(reading, run);
    let alone = run.start > sentence.start && !is_capitalised(reading.word(run.start - 1));
    if known && after_place || country && alone || known && is_dateline(reading, sentence, run) {
        return true;
    }
    // "Sen. Ray Miller, D-Columbus".
    if !meanings.is_empty()
        && reading.before(sentence, run.start, 1) == "-"
        && SURE.has(&reading.before(sentence, run.start, 2))
    {
        return true;
    }
    !meanings.is_empty()
        && after_place
        && reading.word(run.end) == ","
        && divides(reading, gazetteer, run.end + 1, sentence)
}

/// Whether the words are the object of a verb that towns suffer: "shelled Goma", "captured El Obeid".
pub(crate) fn is_struck(reading: Reading<'_>, words: &Range<WordId>) -> bool {
    words.clone().any(|word| {
        let word = &reading.analysis.words[word];
        let verb = word.head.filter(|head| !words.contains(head));
        let suffers = matches!(word.deprel, Deprel::Obj | Deprel::NsubjPass);
        verb.filter(|_| suffers).is_some_and(|verb| {
            STRIKES.contains(&reading.analysis.words[verb].lemma.to_lowercase().as_str())
        })
    })
}

/// Verbs that towns suffer.
const STRIKES: &[&str] = &[
    "attack",
    "besiege",
    "bomb",
    "bombard",
    "capture",
    "encircle",
    "evacuate",
    "flatten",
    "flee",
    "invade",
    "liberate",
    "loot",
    "occupy",
    "pound",
    "raid",
    "ransack",
    "recapture",
    "retake",
    "seize",
    "shell",
    "storm",
    "strafe",
    "surround",
];

/// "DETROIT The department", "KYIV, Ukraine (AP) -": capitals where a paragraph begins.
fn is_dateline(reading: Reading<'_>, sentence: &Range<WordId>, run: &Range<WordId>) -> bool {
    let name = reading.slice(run);
    let begins = run.start == sentence.start
        && name.len() > 3
        && !name.contains('.')
        && !name.chars().any(char::is_lowercase);
    begins
        && (DATELINE.has(reading.word(run.end))
            || reading.word(run.end).chars().any(char::is_lowercase))
}

/// Whether a country or a first-order division is named at `at`.
fn divides(
    reading: Reading<'_>,
    gazetteer: &Gazetteer,
    at: WordId,
    sentence: &Range<WordId>,
) -> bool {
    (1..=2)
        .rev()
        .filter(|length| at + length <= sentence.end)
        .any(|length| {
            let name = reading.slice(&(at..at + length));
            let short = is_short_form(name);
            is_capitalised(name)
                && gazetteer.named(name).iter().any(|&(id, usage)| {
                    let division = gazetteer.row(id).is_some_and(|row| {
                        matches!(row.kind, PlaceKind::Country | PlaceKind::Province)
                    });
                    division && (usage != NameUse::Abbreviation || short)
                })
        })
}
