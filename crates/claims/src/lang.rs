//! The classes of words that this room asks for; their words are in `data/lang/en/claims.tsv`.

use sayso_lang::Class;

pub(crate) static DEFINITE: Class = Class::new("claims.definite");
pub(crate) static EMPTY: Class = Class::new("claims.empty");
pub(crate) static LEADS: Class = Class::new("claims.leads");
pub(crate) static NEGATION: Class = Class::new("claims.negation");
