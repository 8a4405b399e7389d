//! A language as data: classes of words, from tables under `data/lang/CODE/`, shared by all rooms.
//!
//! A [`Lang`] is a value that a reader hands to the rooms. A room names the classes that it asks for with [`class!`];
//! which words they hold is the language's affair. While a [`Scope`] lives, the classes asked for on its thread are
//! those of its language; without one they are English as it comes with Sayso.
//!
//! ```
//! use sayso_lang::{Class, Lang};
//! use sayso_tables::Own;
//!
//! static GREETINGS: Class = Class::new("test.greeting");
//!
//! assert!(!GREETINGS.has("ahoy"));
//! let own = Own::of("lang/en/words.tsv", "class\twords\ntest.greeting\tahoy|hello\n");
//! let english = Lang::english(&own)?;
//! let scope = english.enter();
//! assert!(GREETINGS.has("ahoy"));
//! drop(scope);
//! assert!(!GREETINGS.has("ahoy"));
//! # Ok::<(), sayso_tables::TableError>(())
//! ```

mod class;
mod lang;
mod numbers;

pub use class::Class;
pub use lang::{Lang, Scope, TABLES};
pub use numbers::{Number, NumberKind};
