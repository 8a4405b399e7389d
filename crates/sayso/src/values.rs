//! What a report names, with a value: its figures, times and places, and whose word each is.

use std::ops::Range;

use sayso_analysis::{Analysis, Deprel, WordId};
use sayso_entities::{Entities, EntityKind};
use sayso_figures::Figure;
use sayso_places::Place;
use sayso_times::{Hemisphere, Time};

/// Index of the time that a figure is true of: the one in the figure's own clause, the nearest where there are
/// several. A duration tells no time.
pub(crate) fn time_of(analysis: &Analysis, times: &[Time], figure: &Figure) -> Option<usize> {
    let words = analysis.words_in(figure.span);
    let clause = clause_of(analysis, words.start)?;
    let distance = |time: &Time| words.start.abs_diff(time.words.start);
    let apart = |time: &Time| {
        time.span.end() <= figure.span.start() || figure.span.end() <= time.span.start()
    };
    let near = times.iter().enumerate().filter(|(_, time)| {
        time.interval.is_some()
            && apart(time)
            && clause_of(analysis, time.words.start) == Some(clause)
    });
    near.min_by_key(|(_, time)| distance(time))
        .map(|(number, _)| number)
}

/// The half of the globe that a report's seasons are of: where most of its places with a point lie.
pub(crate) fn hemisphere(places: &[Place]) -> Hemisphere {
    let sites = || places.iter().filter_map(|place| place.site.as_ref());
    let south = sites().filter(|site| site.lat < 0.0).count();
    if 2 * south > sites().count() {
        Hemisphere::South
    } else {
        Hemisphere::North
    }
}

/// The word that heads the clause in which a word stands.
fn clause_of(analysis: &Analysis, word: WordId) -> Option<WordId> {
    let mut at = word;
    // A tree is no deeper than it has words.
    for _ in 0..analysis.words.len() {
        let here = analysis.words.get(at)?;
        let Some(head) = here.head else { break };
        if is_clause(here.deprel) {
            break;
        }
        at = head;
    }
    Some(at)
}

fn is_clause(deprel: Deprel) -> bool {
    use Deprel::{Acl, AclRelcl, Advcl, AdvclRelcl, Ccomp, Conj, Csubj, Parataxis};
    matches!(
        deprel,
        Ccomp | Advcl | AclRelcl | Acl | Csubj | Parataxis | Conj | AdvclRelcl
    )
}

/// Takes out the places that act as governments or bodies: those are entities, no spots on the map.
pub(crate) fn leave_out_metonyms(
    places: &mut Vec<Place>,
    analysis: &Analysis,
    entities: &Entities,
) {
    places.retain(|place| {
        let words: Range<WordId> = analysis.words_in(place.span);
        let acts = entities
            .of_span(analysis, place.span)
            .is_some_and(|(entity, mention)| {
                entities.entities[entity].kind == EntityKind::Organisation
                    && words.contains(&mention.head)
                    && mention.span == place.span
            });
        !(place.may_act && acts)
    });
}
