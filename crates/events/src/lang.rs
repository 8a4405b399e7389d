//! The classes of words that this room asks for; their words are in `data/lang/en/events.tsv`.

use sayso_lang::Class;

pub(crate) static ANTECEDENT: Class = Class::new("events.antecedent");
pub(crate) static BUNDLES: Class = Class::new("events.bundles");
pub(crate) static DENIED: Class = Class::new("events.denied");
pub(crate) static LAND: Class = Class::new("events.land");
pub(crate) static NEGATED: Class = Class::new("events.negated");
pub(crate) static NEVER_WITHOUT_OBJECT: Class = Class::new("events.never_without_object");
pub(crate) static SOMEONE_PRONOUN: Class = Class::new("events.someone_pronoun");
