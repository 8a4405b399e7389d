//! The words of a report that name places: what the model found, and what the gazetteer adds.

use crate::lang::{BELONGS, FEATURE, LIST_GAP, LOOK_BEFORE, MENTIONS_BELONGS};
use std::collections::HashMap;
use std::ops::Range;

use sayso_analysis::{NameKind, WordId};
use sayso_text::Span;

use crate::candidates::Wanted;
use crate::gaps::{WELL_KNOWN, gaps, is_struck};
use crate::heavens::{is_heavenly, of_the_heavens};
use crate::reading::{Reading, is_capitalised, is_short_form};
use crate::spelling::key;
use crate::words::{
    Designator, designator, is_compass, is_direction, is_locative, is_nearness, is_settlement_word,
};
use crate::{Gazetteer, Relation};

/// Words that name a place.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// The name, with a word for its sort.
    pub(crate) words: Range<WordId>,
    pub(crate) span: Span,
    pub(crate) wanted: Wanted,
    pub(crate) relation: Option<Relation>,
    /// A preposition of place stands before it.
    pub(crate) locative: bool,
    /// How sure it is that the words name a place.
    pub(crate) sure: f32,
    /// Found by the gazetteer alone.
    pub(crate) added: bool,
    pub(crate) facility: bool,
}

/// All mentions in order, not overlapping.
pub(crate) fn mentions(reading: Reading<'_>, gazetteer: &Gazetteer) -> Vec<Mention> {
    let mut found = Vec::new();
    for name in &reading.analysis.names {
        let is_place = matches!(name.kind, NameKind::Place | NameKind::Facility);
        let is_country =
            || name.kind == NameKind::Organisation && is_country(reading, gazetteer, &name.words);
        let is_struck = || {
            name.kind != NameKind::Person
                && is_struck(reading, &name.words)
                && is_town(gazetteer, reading.slice(&name.words))
        };
        if !is_place && !is_country() && !is_struck() {
            continue;
        }
        for words in pieces(reading, gazetteer, name.words.clone()) {
            let sure = if is_place {
                name.confidence
            } else {
                name.confidence * 0.7
            };
            found.extend(mention(
                reading,
                gazetteer,
                words,
                sure,
                name.kind == NameKind::Facility,
            ));
        }
    }
    let mut more = gaps(reading, gazetteer);
    more.extend(repeated(reading, &found));
    for words in more {
        let added = mention(reading, gazetteer, words, 0.6, false).map(|mention| Mention {
            added: true,
            ..mention
        });
        found.extend(added);
    }
    if of_the_heavens(reading) {
        found.retain(|mention| {
            !is_heavenly(&mention.wanted.key) || is_list_gap_to_place(reading, gazetteer, mention)
        });
    }
    found.sort_by_key(|mention| (mention.words.start, std::cmp::Reverse(mention.words.end)));
    found.dedup_by(|later, first| later.words.start < first.words.end);
    share_designators(reading, gazetteer, &mut found);
    found
}

/// Words that the model found to name a place elsewhere in the report, and passed over here or
/// took, less often, for another sort of name.
fn repeated(reading: Reading<'_>, found: &[Mention]) -> Vec<Range<WordId>> {
    let mut votes: HashMap<&str, i32> = HashMap::new();
    let places = found
        .iter()
        .map(|mention| (reading.slice(&mention.words), 1));
    let is_other = |kind| !matches!(kind, NameKind::Place | NameKind::Facility);
    let others = reading
        .analysis
        .names
        .iter()
        .filter(|name| is_other(name.kind));
    for (words, vote) in places.chain(others.clone().map(|name| (reading.slice(&name.words), -1))) {
        *votes.entry(words).or_default() += vote;
    }
    votes.retain(|words, votes| *votes > 0 && words.len() > 2 && is_capitalised(words));
    let mut more: Vec<Range<WordId>> = others
        .filter(|name| votes.contains_key(reading.slice(&name.words)))
        .map(|name| name.words.clone())
        .collect();
    for sentence in &reading.analysis.sentences {
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            let free = |word: WordId| is_capitalised(reading.word(word)) && !in_name(reading, word);
            let end = (at..sentence.words.end)
                .take(4)
                .take_while(|&word| free(word))
                .last()
                .map_or(at, |last| last + 1);
            let longer = end < sentence.words.end && is_capitalised(reading.word(end));
            if end > at && !longer && votes.contains_key(reading.slice(&(at..end))) {
                more.push(at..end);
            }
            at = end.max(at + 1);
        }
    }
    more
}

/// Organisations whose whole name is a country's are teams or governments named by it.
fn is_country(reading: Reading<'_>, gazetteer: &Gazetteer, words: &Range<WordId>) -> bool {
    let short = is_short_form(reading.slice(words));
    gazetteer
        .named(reading.slice(words))
        .iter()
        .any(|&(id, usage)| {
            let country = gazetteer
                .row(id)
                .is_some_and(|row| row.kind == crate::PlaceKind::Country);
            country && (usage != crate::NameUse::Abbreviation || short)
        })
}

/// A name cut at its commas ("Paris, Texas"), unless the gazetteer has the whole.
fn pieces(reading: Reading<'_>, gazetteer: &Gazetteer, words: Range<WordId>) -> Vec<Range<WordId>> {
    let comma = words.clone().any(|word| reading.word(word) == ",");
    if !comma || gazetteer.knows(reading.slice(&words)) {
        return vec![words];
    }
    let mut pieces = Vec::new();
    let mut start = words.start;
    for word in words.clone() {
        if reading.word(word) == "," {
            pieces.push(start..word);
            start = word + 1;
        }
    }
    pieces.push(start..words.end);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn mention(
    reading: Reading<'_>,
    gazetteer: &Gazetteer,
    words: Range<WordId>,
    sure: f32,
    facility: bool,
) -> Option<Mention> {
    let mut core = trimmed(reading, words)?;
    // "northwest Costa Rica" cut in two: a direction alone is nowhere.
    if core.len() == 1 && is_compass(&reading.lower(core.start)) {
        return None;
    }
    let sentence = reading.sentence(core.start);
    core.end = core.end.min(sentence.end);
    if core.is_empty() {
        return None;
    }
    extend(reading, gazetteer, &sentence, &mut core);
    let mut relation = None;
    let known = gazetteer.knows(reading.slice(&core));
    let mut end = core.end;
    let mut sort = None;
    if !known
        && core.len() > 1
        && reading.word(core.end - 1) == "City"
        && gazetteer.knows(reading.slice(&(core.start..core.end - 1)))
    {
        core.end -= 1;
    } else if !known
        && core.len() > 2
        && reading.lower(core.start + 1) == "of"
        && is_settlement_word(&reading.lower(core.start))
    {
        core.start += 2;
    } else if !known && core.len() > 1 {
        if let Some(found) = designator(&singular(&reading.lower(core.end - 1))) {
            sort = Some((found, core.end - 1));
            core.end -= 1;
        }
        let first = reading.lower(core.start);
        if core.len() > 1 && is_direction(&first) && !gazetteer.knows(reading.slice(&core)) {
            relation = Some(Relation::Part(first.into_owned()));
            core.start += 1;
        }
    }
    if sort.is_none() {
        let next = singular(&reading.within(&sentence, end));
        if let Some(found) = designator(&next).filter(|_| belongs(reading, end)) {
            sort = Some((found, end));
            end += 1;
        }
    }
    let start = if let Some(Relation::Part(_)) = relation {
        core.start - 1
    } else {
        core.start
    };
    let before = look_before(reading, &sentence, start);
    let name = reading.slice(&core);
    let wanted = Wanted {
        key: key(name),
        designator: sort.map(|(sort, _)| sort).or(before.designator),
        designator_word: sort.map_or(before.word, |(_, at)| singular(&reading.lower(at))),
        short: name.split(' ').all(is_short_form)
            || reading.text[reading.span(&core)?.end()..].starts_with('.'),
        settlement: before.settlement,
    };
    let words = core.start..end;
    let span = reading.span(&words)?;
    let around = (wanted.designator == Some(Designator::Around)).then_some(Relation::Near);
    let relation = relation.or(before.relation).or(around);
    Some(Mention {
        words,
        span,
        wanted,
        relation,
        locative: before.locative,
        sure,
        added: false,
        facility,
    })
}

/// Whether a word for a sort belongs to the name before it ("Kursk region", "Adair County"),
/// not to the name of a body or to what follows ("Indiana Department", "front page").
fn belongs(reading: Reading<'_>, at: WordId) -> bool {
    let (word, next) = (reading.word(at), reading.lower(at + 1));
    let of_body = BELONGS.has(word);
    !of_body && next != "-" && !(word == "front" && MENTIONS_BELONGS.has(&next))
}

fn trimmed(reading: Reading<'_>, mut words: Range<WordId>) -> Option<Range<WordId>> {
    while !words.is_empty()
        && (reading.lower(words.start) == "the"
            || !reading.word(words.start).chars().any(char::is_alphanumeric))
    {
        words.start += 1;
    }
    while !words.is_empty() {
        let last = reading.word(words.end - 1);
        if matches!(last, "'s" | "’s") || !last.chars().any(char::is_alphanumeric) {
            words.end -= 1
        } else {
            break;
        }
    }
    (!words.is_empty()).then_some(words)
}

/// Takes in a word or two at either side where the gazetteer knows the longer name
/// ("Strait of" + "Hormuz", "Gaza" + "Strip", "eastern" + "Ukraine").
fn extend(
    reading: Reading<'_>,
    gazetteer: &Gazetteer,
    sentence: &Range<WordId>,
    core: &mut Range<WordId>,
) {
    let lone = |word: WordId| !in_name(reading, word);
    for steps in [2, 1] {
        let Some(start) = core
            .start
            .checked_sub(steps)
            .filter(|&start| start >= sentence.start && lone(start))
        else {
            continue;
        };
        let first = reading.word(start);
        let fits = if steps == 2 {
            is_capitalised(first) && reading.word(start + 1) == "of"
        } else {
            is_direction(&reading.lower(start)) || is_feature(first)
        };
        if fits && is_area(gazetteer, reading.slice(&(start..core.end))) {
            core.start = start;
            break;
        }
    }
    for end in (core.end + 2..=core.end + 4).rev() {
        let free = end <= sentence.end && (core.end..end).all(lone);
        if free && is_site(gazetteer, reading.slice(&(core.start..end))) {
            core.end = end;
            return;
        }
    }
    let end = core.end + 1;
    if end <= sentence.end
        && lone(core.end)
        && is_feature(reading.word(core.end))
        && gazetteer.knows(reading.slice(&(core.start..end)))
    {
        core.end = end;
    }
}

/// A word that is a name's own for its sort, before it or after ("Lake Tahoe", "Gaza strip").
fn is_feature(word: &str) -> bool {
    FEATURE.has(word)
}

/// Whether the gazetteer has a building or plant of this name ("Kursk nuclear power plant").
fn is_site(gazetteer: &Gazetteer, name: &str) -> bool {
    let meanings = gazetteer.named(name);
    meanings
        .iter()
        .filter_map(|&(id, _)| gazetteer.row(id))
        .any(|row| row.kind == crate::PlaceKind::Site)
}

/// Whether the gazetteer has a town of this name that is well known.
fn is_town(gazetteer: &Gazetteer, name: &str) -> bool {
    let meanings = gazetteer.named(name);
    meanings
        .iter()
        .filter_map(|&(id, _)| gazetteer.row(id))
        .any(|row| row.kind.is_settlement() && row.population >= WELL_KNOWN)
}

/// "Jupiter, Florida": the text says in what the place of such a name lies.
fn is_list_gap_to_place(reading: Reading<'_>, gazetteer: &Gazetteer, mention: &Mention) -> bool {
    let next = mention.words.end + 1;
    reading.word(mention.words.end) == ","
        && is_capitalised(reading.word(next))
        && is_area(gazetteer, reading.slice(&(next..next + 1)))
}

/// Whether the gazetteer has an area of this name, not only a town.
fn is_area(gazetteer: &Gazetteer, name: &str) -> bool {
    let meanings = gazetteer.named(name);
    meanings
        .iter()
        .filter_map(|&(id, _)| gazetteer.row(id))
        .any(|row| row.kind.is_area())
}

pub(crate) fn in_name(reading: Reading<'_>, word: WordId) -> bool {
    let names = &reading.analysis.names;
    let at = names.partition_point(|name| name.words.end <= word);
    names.get(at).is_some_and(|name| name.words.start <= word)
}

#[derive(Default)]
struct Before {
    locative: bool,
    settlement: bool,
    relation: Option<Relation>,
    designator: Option<Designator>,
    word: String,
}

/// What the words before a name say of it.
fn look_before(reading: Reading<'_>, sentence: &Range<WordId>, start: WordId) -> Before {
    let mut found = Before::default();
    let mut at = start;
    let mut previous = reading.before(sentence, at, 1);
    if is_direction(&previous) {
        found.relation = Some(Relation::Part(previous.to_string()));
        at -= 1;
        previous = reading.before(sentence, at, 1);
        if matches!(&*previous, "-" | "and") && is_direction(&reading.before(sentence, at, 2)) {
            at -= 2;
            previous = reading.before(sentence, at, 1);
        }
    }
    if previous == "the" {
        at -= 1;
        previous = reading.before(sentence, at, 1);
    }
    found.locative = is_locative(&previous);
    let second = reading.before(sentence, at, 2);
    if is_nearness(&previous) && found.relation.is_none() {
        found.relation = Some(Relation::Near);
    } else if previous == "of" {
        if is_compass(&second) {
            let joined = reading.before(sentence, at, 3) == "-"
                && is_compass(&reading.before(sentence, at, 4));
            let direction = if joined {
                format!("{}-{second}", reading.before(sentence, at, 4))
            } else {
                second.to_string()
            };
            found.relation = Some(Relation::Off(direction));
        } else if is_settlement_word(&second) {
            found.settlement = true;
        } else if let Some(Designator::Province | Designator::District) = designator(&second) {
            found.designator = designator(&second);
            found.word = second.to_string();
        } else if LOOK_BEFORE.has(&second) {
            found.relation = Some(Relation::Near);
        }
    } else if is_settlement_word(&previous) && at == start {
        found.settlement = true;
    }
    found
}

/// "Donetsk and Luhansk regions": the plural belongs to each name of the list.
fn share_designators(reading: Reading<'_>, gazetteer: &Gazetteer, mentions: &mut [Mention]) {
    let mut shared = false;
    for at in (1..mentions.len()).rev() {
        let (left, right) = mentions.split_at_mut(at);
        let (Some(earlier), Some(later)) = (left.last_mut(), right.first()) else {
            continue;
        };
        let plural = later.wanted.designator.is_some()
            && (shared || reading.lower(later.words.end - 1).ends_with('s'));
        shared = plural
            && earlier.wanted.designator.is_none()
            && is_list_gap(reading, earlier.words.end, later.words.start);
        let form = format!("{} {}", earlier.wanted.key, later.wanted.designator_word);
        shared &= later.wanted.designator != Some(Designator::District) || gazetteer.knows(&form);
        if shared {
            earlier.wanted.designator = later.wanted.designator;
            earlier
                .wanted
                .designator_word
                .clone_from(&later.wanted.designator_word);
        }
    }
}

/// Whether only a comma or "and" lies between two words.
pub(crate) fn is_list_gap(reading: Reading<'_>, from: WordId, to: WordId) -> bool {
    from < to && to - from <= 2 && (from..to).all(|word| LIST_GAP.has(&reading.lower(word)))
}

fn singular(word: &str) -> String {
    match word {
        "counties" => "county".into(),
        "municipalities" => "municipality".into(),
        "parishes" => "parish".into(),
        "axes" => "axis".into(),
        "outskirts" | "suburbs" => word.into(),
        word => word
            .strip_suffix('s')
            .filter(|stem| designator(stem).is_some())
            .unwrap_or(word)
            .to_owned(),
    }
}
