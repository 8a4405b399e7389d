//! *What it does*: gives chains what the registry of bodies knows: full names, countries, offices.
//!
//! *Example*: "Zelensky" in a report about Ukraine is "Volodymyr Zelensky", its president on the
//! report's day.
//!
//! *What it leaves alone*: surnames that the text gives no country for, or that several holders
//! of offices share.

use std::collections::{HashMap, HashSet};

use sayso_analysis::{Analysis, Upos};
use sayso_bodies::{Bodies, Day, Holder};

use crate::EntityKind;
use crate::chains::Chains;

/// Fills in the chains of persons and bodies.
pub(crate) fn fill(
    text: &str,
    analysis: &Analysis,
    chains: &mut Chains<'_>,
    bodies: &Bodies,
    published: Option<Day>,
) {
    let mut countries: Option<HashSet<String>> = None;
    for at in 0..chains.all.len() {
        let chain = &chains.all[at];
        let body = chain
            .mentions
            .iter()
            .find_map(|&mention| chains.found[mention].body.clone());
        match chain.kind {
            Some(EntityKind::Person) if chain.plural != Some(true) => {
                let single = !chain.name.contains(' ');
                let holder = if single {
                    let near =
                        countries.get_or_insert_with(|| countries_of(text, analysis, bodies));
                    by_surname(&chain.name, bodies, near, published)
                } else {
                    in_office(bodies.person(&chain.name).collect(), published)
                };
                let Some(holder) = holder else { continue };
                let chain = &mut chains.all[at];
                if single {
                    chain.name.clone_from(&holder.name);
                    chain.from_registry = true;
                }
                chain.gender = chain.gender.or(holder.gender);
                if chain.country.is_none() && holder.of.len() == 2 {
                    chain.country = Some(holder.of.clone());
                }
                if holder.holds(published) {
                    let last = holder.office.rsplit(' ').next().unwrap_or_default();
                    for office in [holder.office.as_str(), last] {
                        if !chain.offices.iter().any(|other| other == office) {
                            chain.offices.push(office.to_owned());
                        }
                    }
                    if chain.title.is_none() {
                        chain.title = Some(holder.office.clone());
                    }
                }
            }
            Some(EntityKind::Country) => {
                let found = bodies.country_named(&chain.name);
                if let Some(country) = found {
                    chains.all[at].name.clone_from(&country.name);
                    chains.all[at].country = Some(country.code.clone());
                    chains.all[at].from_registry = true;
                }
            }
            Some(EntityKind::Group) => {
                let found = bodies
                    .country_of_adjective(&chain.name)
                    .or_else(|| bodies.country_of_people(&chain.name));
                chains.all[at].country = found.map(|country| country.code.clone());
            }
            _ => {
                let Some(body) = body else { continue };
                let chain = &mut chains.all[at];
                chain.name = body.name;
                chain.country = body.country;
                chain.kind = Some(EntityKind::Organisation);
                chain.plural = Some(false);
                chain.from_registry = true;
            }
        }
    }
    join_countries(chains);
}

/// "The US" and "the United States" are one.
fn join_countries(chains: &mut Chains<'_>) {
    let mut first: HashMap<String, usize> = HashMap::new();
    for at in 0..chains.all.len() {
        let chain = &chains.all[at];
        let country = chain.country.clone().filter(|_| {
            chain.kind == Some(EntityKind::Country)
                && chain.from_registry
                && !chain.mentions.is_empty()
        });
        let Some(country) = country else { continue };
        let into = *first.entry(country).or_insert(at);
        chains.merge(at, into, "name");
    }
}

/// The person of a surname: one who holds an office of a country that the report names.
fn by_surname<'b>(
    surname: &str,
    bodies: &'b Bodies,
    countries: &HashSet<String>,
    published: Option<Day>,
) -> Option<&'b Holder> {
    let near = bodies
        .surname(surname)
        .filter(|holder| holder.held(published));
    let near: Vec<&Holder> = near
        .filter(|holder| holder.of.len() > 2 || countries.contains(&holder.of))
        .collect();
    in_office(near, published)
}

/// The one person among holders who is in office, else the only person there is.
fn in_office(holders: Vec<&Holder>, published: Option<Day>) -> Option<&Holder> {
    let only = |found: Vec<&'_ Holder>| -> Option<usize> {
        let first = found.first()?;
        found
            .iter()
            .all(|other| other.name == first.name)
            .then_some(0)
    };
    let holding: Vec<&Holder> = holders
        .iter()
        .copied()
        .filter(|holder| holder.holds(published))
        .collect();
    if only(holding.clone()).is_some() {
        return holding.into_iter().next();
    }
    only(holders.clone()).and_then(|at| holders.get(at).copied())
}

/// The countries that the report names in any way.
fn countries_of(text: &str, analysis: &Analysis, bodies: &Bodies) -> HashSet<String> {
    let mut found = HashSet::new();
    for (id, word) in analysis.words.iter().enumerate() {
        if !matches!(word.upos, Upos::Propn | Upos::Adj | Upos::Noun) {
            continue;
        }
        let form = word.span.slice(text);
        if !form.starts_with(char::is_uppercase) {
            continue;
        }
        let two = analysis
            .words
            .get(id + 1)
            .map(|next| word.span.cover(next.span).slice(text));
        for words in [Some(form), two].into_iter().flatten() {
            if let Some(country) = bodies.country_of(words) {
                found.insert(country.code.clone());
            }
        }
    }
    found
}
