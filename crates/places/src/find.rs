use sayso_analysis::Analysis;

use crate::adjectives::adjectives;
use crate::candidates::Candidate;
use crate::mentions::{Mention, mentions};
use crate::reading::Reading;
use crate::resolve::{Sense, Surroundings, best_of, resolve};
use crate::words::Designator;
use crate::{Gazetteer, Place, PlaceKind, Precision, Relation, RowId, RunnerUp, Site};

/// What is known of a report beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// Where the outlet is at home: a town for a local paper, a country for a national one.
    pub home: Option<RowId>,
}

/// The places that `text` names, in order.
///
/// Names of kind place and facility are looked up, and names that the gazetteer knows well are
/// added where the model has none. The meanings of a name are weighed by what the text ties it
/// to, the other places, the outlet's home, and how well known they are. Rules:
///
/// * `only-one`: the gazetteer has one place of the name;
/// * `containment`: the text says in what it lies ("Paris, Texas");
/// * `best-known`: the best known place of the name, and nothing near speaks for another;
/// * `other-places`: a lesser-known one, for the sake of the other places or the outlet's home;
/// * `within`: a building or street that the gazetteer lacks, placed by its settlement;
/// * `unknown`: the gazetteer has no place of the name.
pub fn find(
    text: &str,
    analysis: &Analysis,
    gazetteer: &Gazetteer,
    context: &Context,
) -> Vec<Place> {
    let reading = Reading { text, analysis };
    let found = mentions(reading, gazetteer);
    let told = adjectives(reading, gazetteer);
    let home = context.home.and_then(|id| as_candidate(gazetteer, id));
    let (of_mention, senses) = resolve(
        reading,
        gazetteer,
        &found,
        Surroundings {
            home,
            adjectives: &told,
        },
    );
    found
        .iter()
        .zip(&of_mention)
        .filter_map(|(mention, &sense)| place(reading, gazetteer, mention, &senses[sense]))
        .collect()
}

fn as_candidate(gazetteer: &Gazetteer, id: RowId) -> Option<Candidate> {
    let row = gazetteer.row(id)?;
    let units = gazetteer.units_of(row.unit);
    let radius_km = row.radius_km.unwrap_or(0.0);
    Some(Candidate {
        id,
        kind: row.kind,
        lat: row.lat,
        lon: row.lon,
        radius_km,
        units,
        base: 0.0,
    })
}

fn place(
    reading: Reading<'_>,
    gazetteer: &Gazetteer,
    mention: &Mention,
    sense: &Sense,
) -> Option<Place> {
    let best = best_of(&sense.chances);
    let Some((best, site)) =
        best.and_then(|best| Some((best, Site::of(gazetteer, sense.candidates[best].id)?)))
    else {
        let likely = mention.facility
            || mention.locative
            || mention.wanted.settlement
            || mention.wanted.designator.is_some();
        return (!mention.added && likely).then(|| unresolved(reading, mention));
    };
    let mut others: Vec<usize> = (0..sense.chances.len())
        .filter(|&at| at != best && sense.chances[at] >= 0.01)
        .collect();
    others.sort_by(|&a, &b| {
        sense.chances[b]
            .total_cmp(&sense.chances[a])
            .then(a.cmp(&b))
    });
    let runner_up = |&at: &usize| {
        let site = Site::of(gazetteer, sense.candidates[at].id)?;
        Some(RunnerUp {
            site,
            confidence: mention.sure * sense.chances[at] as f32,
        })
    };
    let may_act = !mention.locative
        && mention.relation.is_none()
        && matches!(
            site.kind,
            PlaceKind::Country | PlaceKind::Capital | PlaceKind::Site | PlaceKind::Province
        );
    Some(Place {
        span: mention.span,
        name: site.name.clone(),
        precision: precision(&site, mention),
        relation: mention.relation.clone(),
        confidence: mention.sure * sense.chances[best] as f32,
        runners_up: others.iter().take(3).filter_map(runner_up).collect(),
        rule: sense.rule,
        may_act,
        site: Some(site),
    })
}

/// How exact a site is under the words around its name.
fn precision(site: &Site, mention: &Mention) -> Precision {
    let spot =
        site.kind.is_settlement() || matches!(site.kind, PlaceKind::Site | PlaceKind::Airport);
    let wider = matches!(
        mention.wanted.designator,
        Some(Designator::Province | Designator::Front)
    ) && spot;
    let moved = matches!(mention.relation, Some(Relation::Near | Relation::Off(_)));
    let part = matches!(mention.relation, Some(Relation::Part(_))) && !spot;
    if wider || moved || part {
        Precision::Area
    } else {
        site.precision()
    }
}

fn unresolved(reading: Reading<'_>, mention: &Mention) -> Place {
    Place {
        span: mention.span,
        name: mention.span.slice(reading.text).to_owned(),
        site: None,
        precision: Precision::Unknown,
        relation: mention.relation.clone(),
        confidence: mention.sure,
        runners_up: Vec::new(),
        rule: "unknown",
        may_act: false,
    }
}
