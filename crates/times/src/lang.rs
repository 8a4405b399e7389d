//! The classes of words that this room asks for; their words are in `data/lang/en/times.tsv`.

use sayso_lang::Class;

pub(crate) static AFTER: Class = Class::new("times.after");
pub(crate) static CALENDAR_LOOKS_LIKE_DAY: Class = Class::new("times.calendar_looks_like_day");
pub(crate) static CALENDAR_MORE_DAYS: Class = Class::new("times.calendar_more_days");
pub(crate) static CALENDAR_MORE_DAYS_2: Class = Class::new("times.calendar_more_days_2");
pub(crate) static CALENDAR_SHARED_YEAR: Class = Class::new("times.calendar_shared_year");
pub(crate) static CLOCK_PART_OF_DAY: Class = Class::new("times.clock_part_of_day");
pub(crate) static DURATION_BARE: Class = Class::new("times.duration_bare");
pub(crate) static MODIFIED_LIMITED: Class = Class::new("times.modified_limited");
pub(crate) static MODIFIED_LIMITED_2: Class = Class::new("times.modified_limited_2");
pub(crate) static MONEY: Class = Class::new("times.money");
pub(crate) static NUMBER_AMOUNT: Class = Class::new("times.number_amount");
pub(crate) static NUMBER_AMOUNT_2: Class = Class::new("times.number_amount_2");
pub(crate) static REFERENCE: Class = Class::new("times.reference");
pub(crate) static REFERENCE_2: Class = Class::new("times.reference_2");
pub(crate) static RELATIVE_BESIDE: Class = Class::new("times.relative_beside");
pub(crate) static RELATIVE_DEFINITE: Class = Class::new("times.relative_definite");
pub(crate) static RELATIVE_YEAR_END: Class = Class::new("times.relative_year_end");
pub(crate) static SEASON: Class = Class::new("times.season");
pub(crate) static SET_TIMES_PER: Class = Class::new("times.set_times_per");
pub(crate) static YEAR_IS_YEAR: Class = Class::new("times.year_is_year");
pub(crate) static YEAR_IS_YEAR_2: Class = Class::new("times.year_is_year_2");
