//! Which of the places of a name is meant: by what the text ties it to, by the other places of
//! the report, by the outlet's home, by how well known it is.

use std::collections::{BTreeMap, HashMap};

use sayso_analysis::WordId;

use crate::adjectives::Adjective;
use crate::candidates::{Candidate, Wanted, candidates, keep_best};
use crate::gazetteer::{UnitId, Units};
use crate::links::{Tie, containers, leads_to};
use crate::mentions::Mention;
use crate::reading::Reading;
use crate::weigh::{WEIGHTS, Weights};
use crate::{Gazetteer, PlaceKind};

/// Most places of the report whose distance is asked.
const MOST_ANCHORS: usize = 48;
const ROUNDS: usize = 4;

/// A name of the report, all its mentions in one sense.
pub(crate) struct Sense {
    pub(crate) candidates: Vec<Candidate>,
    /// Probabilities of the candidates, in their order.
    pub(crate) chances: Vec<f64>,
    /// Share of the best candidate's score that came from each source, for the rule's name.
    pub(crate) rule: &'static str,
    mentions: usize,
    /// Mentions behind a preposition of place.
    located: usize,
    /// Bonus of each candidate for lying in what the text ties the name to.
    held: Vec<f64>,
}

impl Sense {
    /// How much its places tell of where the report plays: a country that only acts in it ("U.S. officials") less.
    fn presence(&self, candidate: &Candidate) -> f64 {
        if self.located == 0 && candidate.kind == PlaceKind::Country {
            WEIGHTS.acting
        } else {
            1.0
        }
    }
}

/// What else is known of where the report plays.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Surroundings<'a> {
    /// The outlet's home.
    pub(crate) home: Option<Candidate>,
    /// Countries named by adjectives and peoples, in order.
    pub(crate) adjectives: &'a [Adjective],
}

/// The sense of each mention, as an index, and the senses.
pub(crate) fn resolve(
    reading: Reading<'_>,
    gazetteer: &Gazetteer,
    mentions: &[Mention],
    surroundings: Surroundings<'_>,
) -> (Vec<usize>, Vec<Sense>) {
    let ties = containers(reading, mentions);
    let mut known: HashMap<&Wanted, Vec<Candidate>> = HashMap::new();
    for mention in mentions {
        known
            .entry(&mention.wanted)
            .or_insert_with(|| candidates(gazetteer, &mention.wanted));
    }
    // Mentions of one name held by one place, or by none, are one sense.
    let mut numbers: HashMap<(&Wanted, Option<&str>), usize> = HashMap::new();
    let mut latest: HashMap<&Wanted, usize> = HashMap::new();
    let mut senses: Vec<Sense> = Vec::new();
    let mut of_mention = vec![usize::MAX; mentions.len()];
    let mut holders: Vec<Option<(usize, Tie)>> = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        let mut list = known[&mention.wanted].clone();
        let tie = ties[at].and_then(|(holder, tie)| {
            let bonus = held_by(&list, &known[&mentions[holder].wanted]);
            bonus
                .iter()
                .any(|&bonus| bonus > 0.0)
                .then_some((holder, tie, bonus))
        });
        let tie = tie.or_else(|| {
            let country = adjective_before(reading, surroundings.adjectives, mention.words.start)?;
            let bonus: Vec<f64> = list
                .iter()
                .map(|c| f64::from(in_country(gazetteer, c, country)))
                .collect();
            bonus
                .iter()
                .any(|&bonus| bonus > 0.0)
                .then_some((at, Tie::Possessive, bonus))
        });
        let holder_key = tie
            .as_ref()
            .map(|&(holder, ..)| mentions[holder].wanted.key.as_str());
        let number = match holder_key {
            None => latest.get(&mention.wanted).copied(),
            Some(_) => numbers.get(&(&mention.wanted, holder_key)).copied(),
        };
        let number = number.unwrap_or_else(|| {
            let held = tie
                .as_ref()
                .map_or_else(|| vec![0.0; list.len()], |(_, _, bonus)| bonus.clone());
            let pairs: HashMap<_, _> = list
                .iter()
                .zip(&held)
                .map(|(c, &bonus)| (c.id, bonus))
                .collect();
            keep_best(&mut list, |c| c.base + WEIGHTS.held * pairs[&c.id]);
            let held = list.iter().map(|c| pairs[&c.id]).collect();
            senses.push(Sense {
                candidates: list,
                chances: Vec::new(),
                rule: "population",
                mentions: 0,
                located: 0,
                held,
            });
            holders.push(tie.as_ref().map(|&(holder, tie, _)| (holder, tie)));
            senses.len() - 1
        });
        numbers.insert((&mention.wanted, holder_key), number);
        latest.insert(&mention.wanted, number);
        senses[number].mentions += 1;
        senses[number].located += usize::from(mention.locative);
        of_mention[at] = number;
    }
    // A name first met bare and later tied is the tied one.
    merge_bare(mentions, &mut of_mention, &mut senses, &holders);
    weigh_all(&mut senses, gazetteer, surroundings, &WEIGHTS);
    (of_mention, senses)
}

/// Mentions of a bare sense go over to the only tied sense of the same name.
fn merge_bare(
    mentions: &[Mention],
    of_mention: &mut [usize],
    senses: &mut [Sense],
    holders: &[Option<(usize, Tie)>],
) {
    let mut tied: HashMap<&Wanted, Vec<usize>> = HashMap::new();
    for (mention, &sense) in mentions.iter().zip(of_mention.iter()) {
        let list = tied.entry(&mention.wanted).or_default();
        if holders[sense].is_some() && !list.contains(&sense) {
            list.push(sense);
        }
    }
    for (mention, sense) in mentions.iter().zip(of_mention.iter_mut()) {
        if holders[*sense].is_none()
            && let Some(&first) = tied.get(&mention.wanted).and_then(|list| list.first())
        {
            senses[*sense].mentions -= 1;
            senses[first].mentions += 1;
            *sense = first;
        }
    }
}

/// For each candidate how likely some candidate of the holder holds it, 0..=1.
fn held_by(inner: &[Candidate], outer: &[Candidate]) -> Vec<f64> {
    let best = outer.iter().map(|c| c.base).fold(f64::MIN, f64::max);
    let mut held = vec![0.0; inner.len()];
    for holder in outer.iter().take(12) {
        let likely = (holder.base - best).exp().max(0.05);
        for (candidate, held) in inner.iter().zip(&mut held) {
            if holder.id != candidate.id && holds(holder, candidate) {
                *held = f64::max(*held, likely);
            }
        }
    }
    held
}

fn holds(outer: &Candidate, inner: &Candidate) -> bool {
    let unit = match outer.kind {
        PlaceKind::Country => outer.units.country,
        PlaceKind::Province => outer.units.admin1,
        PlaceKind::District => outer.units.admin2,
        _ => None,
    };
    if let Some(unit) = unit {
        return inner.units.has(unit) && rank(inner.kind) > rank(outer.kind);
    }
    let reach = match outer.kind {
        PlaceKind::Region | PlaceKind::Island | PlaceKind::Continent => outer.radius_km.max(5.0),
        kind if kind.is_settlement() => 25.0,
        _ => return false,
    };
    let finer = !inner.kind.is_division() || outer.kind == PlaceKind::Continent;
    let quarter = !outer.kind.is_settlement()
        || matches!(
            inner.kind,
            PlaceKind::Quarter | PlaceKind::Site | PlaceKind::Town | PlaceKind::Airport
        );
    finer && quarter && kilometres(outer, inner) <= reach
}

fn rank(kind: PlaceKind) -> u8 {
    match kind {
        PlaceKind::Continent => 0,
        PlaceKind::Country => 1,
        PlaceKind::Province => 2,
        PlaceKind::District => 3,
        _ => 4,
    }
}

/// Distance on a plane between the meridians, close enough for nearness.
pub(crate) fn kilometres(a: &Candidate, b: &Candidate) -> f64 {
    let mut east = (a.lon - b.lon).abs();
    if east > 180.0 {
        east = 360.0 - east;
    }
    let east = east * ((a.lat + b.lat) / 2.0).to_radians().cos();
    111.2 * east.hypot(a.lat - b.lat)
}

/// Where the report plays, as far as is known in one round.
struct Scene {
    countries: BTreeMap<UnitId, f64>,
    admin1s: BTreeMap<UnitId, f64>,
    /// (sense, weight, place), the heaviest first.
    anchors: Vec<(usize, f64, Candidate)>,
}

/// The adjective that a name hangs on ("the Syrian port of Latakia").
fn adjective_before<'a>(
    reading: Reading<'_>,
    adjectives: &'a [Adjective],
    start: WordId,
) -> Option<&'a str> {
    let before = adjectives.partition_point(|adjective| adjective.words.end <= start);
    let adjective = &adjectives[before.checked_sub(1)?];
    let settled =
        start > adjective.words.end && reading.sentence(start).contains(&adjective.words.start);
    (settled && leads_to(reading, adjective.words.end, start)).then_some(adjective.country.as_str())
}

fn in_country(gazetteer: &Gazetteer, candidate: &Candidate, country: &str) -> bool {
    candidate
        .units
        .country
        .and_then(|unit| gazetteer.unit(unit))
        .is_some_and(|unit| unit.country == country)
}

fn weigh_all(
    senses: &mut [Sense],
    gazetteer: &Gazetteer,
    surroundings: Surroundings<'_>,
    weights: &Weights,
) {
    for sense in senses.iter_mut() {
        let scores: Vec<f64> = sense
            .candidates
            .iter()
            .zip(&sense.held)
            .map(|(c, held)| c.base + weights.held * held)
            .collect();
        sense.chances = softmax(&scores, weights.softness + weights.warmth);
    }
    for round in 0..ROUNDS {
        // The first rounds keep lesser-known places in play until the others have spoken.
        let softness =
            weights.softness + weights.warmth * (ROUNDS - 1 - round) as f64 / ROUNDS as f64;
        let scene = Scene::of(senses, gazetteer, surroundings, weights);
        for (number, sense) in senses.iter_mut().enumerate() {
            let scores = scene.scores(number, sense, weights);
            sense.chances = softmax(&scores, softness);
        }
    }
    for sense in senses.iter_mut() {
        sense.rule = rule(sense);
    }
}

/// Names what decided: the first of the sources without which another place would have won.
fn rule(sense: &Sense) -> &'static str {
    let Some(best) = best_of(&sense.chances) else {
        return "unknown";
    };
    let first = |score: &dyn Fn(usize) -> f64| {
        (0..sense.candidates.len()).max_by(|&a, &b| score(a).total_cmp(&score(b)).then(b.cmp(&a)))
    };
    if sense.candidates.len() == 1 {
        "only-one"
    } else if sense.held[best] > 0.0 {
        "containment"
    } else if first(&|at| sense.candidates[at].base) == Some(best) {
        "best-known"
    } else {
        "other-places"
    }
}

pub(crate) fn best_of(chances: &[f64]) -> Option<usize> {
    (0..chances.len()).max_by(|&a, &b| chances[a].total_cmp(&chances[b]).then(b.cmp(&a)))
}

impl Scene {
    fn of(
        senses: &[Sense],
        gazetteer: &Gazetteer,
        surroundings: Surroundings<'_>,
        weights: &Weights,
    ) -> Self {
        let mut scene = Self {
            countries: BTreeMap::new(),
            admin1s: BTreeMap::new(),
            anchors: Vec::new(),
        };
        for (number, sense) in senses.iter().enumerate() {
            let weight = weight_of(sense);
            for (candidate, &chance) in sense.candidates.iter().zip(&sense.chances) {
                if chance > 0.05 {
                    scene.count(candidate, weight * chance * sense.presence(candidate));
                }
            }
            let spots = sense
                .candidates
                .iter()
                .zip(&sense.chances)
                .filter(|(c, chance)| rank(c.kind) > 2 && **chance > 0.05);
            scene
                .anchors
                .extend(spots.map(|(candidate, chance)| (number, weight * chance, *candidate)));
        }
        let mut told: BTreeMap<&str, f64> = BTreeMap::new();
        surroundings
            .adjectives
            .iter()
            .for_each(|adjective| *told.entry(adjective.country.as_str()).or_default() += 1.0);
        for (code, times) in told {
            let unit = gazetteer
                .country(code)
                .and_then(|row| gazetteer.row(row))
                .and_then(|row| row.unit);
            unit.into_iter()
                .for_each(|unit| *scene.countries.entry(unit).or_default() += 1.0 + times.ln());
        }
        if let Some(home) = surroundings.home {
            scene.count(&home, weights.home);
            scene.anchors.push((usize::MAX, weights.home, home));
        }
        scene
            .anchors
            .sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        scene.anchors.truncate(MOST_ANCHORS);
        scene
    }

    fn count(&mut self, candidate: &Candidate, weight: f64) {
        if let Some(country) = candidate.units.country {
            *self.countries.entry(country).or_default() += weight;
        }
        if let Some(admin1) = candidate.units.admin1 {
            *self.admin1s.entry(admin1).or_default() += weight;
        }
    }

    fn scores(&self, number: usize, sense: &Sense, weights: &Weights) -> Vec<f64> {
        let own = weight_of(sense);
        // A sense must not vouch for itself: its own share is taken out, unit by unit.
        let mut own_countries: HashMap<UnitId, f64> = HashMap::new();
        let mut own_admin1s: HashMap<UnitId, f64> = HashMap::new();
        for (candidate, &chance) in sense.candidates.iter().zip(&sense.chances) {
            if chance > 0.05 {
                let own = own * chance * sense.presence(candidate);
                let Units {
                    country, admin1, ..
                } = candidate.units;
                if let Some(unit) = country {
                    *own_countries.entry(unit).or_default() += own;
                }
                if let Some(unit) = admin1 {
                    *own_admin1s.entry(unit).or_default() += own;
                }
            }
        }
        let others =
            |all: &BTreeMap<UnitId, f64>, own: &HashMap<UnitId, f64>, unit: Option<UnitId>| {
                unit.map_or(0.0, |unit| {
                    (all.get(&unit).unwrap_or(&0.0) - own.get(&unit).unwrap_or(&0.0)).max(0.0)
                })
            };
        sense
            .candidates
            .iter()
            .zip(&sense.held)
            .map(|(candidate, held)| {
                let country = others(&self.countries, &own_countries, candidate.units.country);
                let admin1 = others(&self.admin1s, &own_admin1s, candidate.units.admin1);
                let near: f64 = if rank(candidate.kind) > 2 {
                    let others = self.anchors.iter().filter(|(sense, ..)| *sense != number);
                    others
                        .map(|(_, weight, place)| {
                            weight * (-kilometres(candidate, place) / weights.near_km).exp()
                        })
                        .sum()
                } else {
                    0.0
                };
                candidate.base
                    + weights.held * held
                    + weights.country * country.ln_1p()
                    + weights.admin1 * admin1.ln_1p()
                    + weights.near * near.ln_1p()
            })
            .collect()
    }
}

fn weight_of(sense: &Sense) -> f64 {
    if sense.mentions == 0 {
        0.0
    } else {
        1.0 + WEIGHTS.repeated * (sense.mentions as f64).ln()
    }
}

fn softmax(scores: &[f64], softness: f64) -> Vec<f64> {
    let best = scores.iter().copied().fold(f64::MIN, f64::max);
    let raised: Vec<f64> = scores
        .iter()
        .map(|score| ((score - best) / softness).exp())
        .collect();
    let sum: f64 = raised.iter().sum();
    raised.into_iter().map(|value| value / sum).collect()
}
