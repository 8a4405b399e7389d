//! Whether a chain can be of a mention at all, going by gender, number and kind.

use sayso_bodies::Gender;

use crate::EntityKind;
use crate::chains::Chain;
use crate::forms::Class;
use crate::mentions::Found;

/// Whether a chain can be of a mention at all, going by gender, number and kind.
pub(crate) fn may_be(mention: &Found, chain: &Chain) -> bool {
    use EntityKind::{Country, Group, Organisation, Person, Place};
    let kind = chain.kind;
    let gender = |wanted: Gender| chain.gender.is_none_or(|gender| gender == wanted);
    let several = chain.plural == Some(true);
    let person = matches!(kind, Some(Person) | None);
    match mention.class {
        Class::He => person && !several && gender(Gender::Male),
        Class::She => person && !several && gender(Gender::Female),
        Class::I => person && !several,
        Class::You => person || kind == Some(Organisation),
        Class::We => person || matches!(kind, Some(Organisation | Group | Country)),
        // One named person is no "they", nor one of known gender.
        Class::They => {
            person
                && (several
                    || chain.gender.is_none() && !(chain.named && chain.plural == Some(false)))
                || matches!(kind, Some(Organisation | Group | Country))
        }
        Class::It => match mention.kind {
            Some(Place) => matches!(kind, Some(Place | Country | EntityKind::Facility)),
            _ => matches!(kind, Some(Organisation | Country) | None),
        },
        Class::One => !several && fits_description(mention, chain),
        Class::Several => chain.plural != Some(false) && fits_description(mention, chain),
    }
}

fn fits_description(mention: &Found, chain: &Chain) -> bool {
    if is_others_body(mention, chain) {
        return false;
    }
    let kind = match (mention.kind, chain.kind) {
        (Some(a), Some(b)) => a == b || a == EntityKind::Person && b == EntityKind::Group,
        _ => true,
    };
    kind && !matches!((mention.gender, chain.gender), (Some(a), Some(b)) if a != b)
}

/// Whether a description is of another body than the chain: "the army" is no armed group, and "the Indian consulate"
/// not the German one.
fn is_others_body(mention: &Found, chain: &Chain) -> bool {
    let no_state = chain.body.is_some_and(|body| !body.is_of_state());
    let countries = matches!((&mention.country, &chain.country), (Some(a), Some(b)) if a != b);
    let body = |kind: Option<EntityKind>| kind == Some(EntityKind::Organisation);
    mention.of_states && no_state || countries && body(mention.kind) && body(chain.kind)
}
