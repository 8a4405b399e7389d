//! The classes of words that this room asks for; their words are in `data/lang/en/ledger.tsv`.

use sayso_lang::Class;

pub(crate) static ANYONE: Class = Class::new("ledger.anyone");
pub(crate) static COMMON: Class = Class::new("ledger.common");
pub(crate) static FATES: Class = Class::new("ledger.fates");
pub(crate) static PRONOUNS: Class = Class::new("ledger.pronouns");
pub(crate) static SMALL: Class = Class::new("ledger.small");
pub(crate) static TURNS: Class = Class::new("ledger.turns");
