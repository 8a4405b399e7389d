//! The classes of words that this room asks for; their words are in `data/lang/en/entities.tsv`.

use sayso_lang::Class;

pub(crate) static ADDRESSING: Class = Class::new("entities.addressing");
pub(crate) static ANTECEDENT: Class = Class::new("entities.antecedent");
pub(crate) static BECOMING: Class = Class::new("entities.becoming");
pub(crate) static BETWEEN_BODIES: Class = Class::new("entities.between_bodies");
pub(crate) static BY_COPULA: Class = Class::new("entities.by_copula");
pub(crate) static CITY_NOUNS: Class = Class::new("entities.city_nouns");
pub(crate) static GENERIC: Class = Class::new("entities.generic");
pub(crate) static NAMING: Class = Class::new("entities.naming");
pub(crate) static NOT_NOW: Class = Class::new("entities.not_now");
pub(crate) static OF_CITIES: Class = Class::new("entities.of_cities");
pub(crate) static OUT_DESCRIPTION: Class = Class::new("entities.out_description");
pub(crate) static PEOPLE: Class = Class::new("entities.people");
pub(crate) static PHRASE_SAME: Class = Class::new("entities.phrase_same");
pub(crate) static PREDICATES_BY_COPULA: Class = Class::new("entities.predicates_by_copula");
pub(crate) static SAYING: Class = Class::new("entities.saying");
pub(crate) static SUFFIXES: Class = Class::new("entities.suffixes");
pub(crate) static UTTERANCES: Class = Class::new("entities.utterances");
