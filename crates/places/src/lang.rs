//! The classes of words that this room asks for; their words are in `data/lang/en/places.tsv`.

use sayso_lang::Class;

pub(crate) static BELONGS: Class = Class::new("places.belongs");
pub(crate) static DATELINE: Class = Class::new("places.dateline");
pub(crate) static DIRECTION: Class = Class::new("places.direction");
pub(crate) static FEATURE: Class = Class::new("places.feature");
pub(crate) static LEADS_TO: Class = Class::new("places.leads_to");
pub(crate) static LINK_WORD: Class = Class::new("places.link_word");
pub(crate) static LIST_GAP: Class = Class::new("places.list_gap");
pub(crate) static LOCATIVE: Class = Class::new("places.locative");
pub(crate) static LOOK_BEFORE: Class = Class::new("places.look_before");
pub(crate) static MENTIONS_BELONGS: Class = Class::new("places.mentions_belongs");
pub(crate) static NEARNESS: Class = Class::new("places.nearness");
pub(crate) static OWNS: Class = Class::new("places.owns");
pub(crate) static SETTLEMENT_WORD: Class = Class::new("places.settlement_word");
pub(crate) static SURE: Class = Class::new("places.sure");
pub(crate) static WORDS_DIRECTION: Class = Class::new("places.words_direction");
