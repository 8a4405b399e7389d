//! The classes of words that this room asks for; their words are in `data/lang/en/statements.tsv`.

use sayso_lang::Class;

pub(crate) static ASKED: Class = Class::new("statements.asked");
pub(crate) static CITED: Class = Class::new("statements.cited");
pub(crate) static FIRST_PERSON: Class = Class::new("statements.first_person");
pub(crate) static NEGATED: Class = Class::new("statements.negated");
pub(crate) static PAGE_LABELS: Class = Class::new("statements.page_labels");
pub(crate) static PUTS: Class = Class::new("statements.puts");
pub(crate) static SUPPLY: Class = Class::new("statements.supply");
pub(crate) static TALLIES: Class = Class::new("statements.tallies");
pub(crate) static TIMES: Class = Class::new("statements.times");
pub(crate) static VERBS: Class = Class::new("statements.verbs");
