//! Holds the quotations, attributions and figures of a text against the ledger.
//!
//! What may hold the same words is found by the full-text indexes ([`find`]), put beside the text word by word
//! ([`wording`], [`align`]) and judged with its speaker ([`who`]). [`quotations`] and [`indirect`] check what is
//! said, [`figures`] the numbers. [`claims`] holds what each clause tells, in whatever words, against the claims of the
//! stories that it may be of, and [`now`] tells how a claim stands.

mod align;
mod candidates;
mod check;
mod claims;
mod counted;
mod difference;
mod figures;
mod find;
mod indirect;
mod now;
mod quotations;
mod sentences;
mod sought;
#[cfg(test)]
mod tests;
mod values;
mod who;
mod wording;

use sayso::Reading;

pub use check::{Check, Checked, Held, Now, Verdict};
pub use difference::Piece;

use crate::{Ledger, LedgerError};

impl Ledger {
    /// Holds what a text says against this ledger: each quotation with whom it is given to, each figure, and each
    /// statement in other words than its speaker's, in the order of the text.
    ///
    /// What was found, and what the text tells in its own words, is held against the claims of the ledger: whether it
    /// stands now, was superseded or corrected, is disputed, or is told the other way round there. Sentences of which
    /// nothing was checked are listed as such ([`Checked::Sentence`]).
    ///
    /// # Errors
    /// Where the ledger can't be read.
    pub fn verify(&self, reading: &Reading<'_>) -> Result<Vec<Check>, LedgerError> {
        let _scope = self.tables.enter();
        let mut checks = Vec::new();
        quotations::check(&self.file, reading, &mut checks).map_err(|error| self.failed(&error))?;
        indirect::check(&self.file, reading, &mut checks).map_err(|error| self.failed(&error))?;
        figures::check(&self.file, reading, &mut checks).map_err(|error| self.failed(&error))?;
        claims::check(self, reading, &mut checks).map_err(|error| self.failed(&error))?;
        checks.sort_by_key(|check| (check.span, check.kind));
        Ok(checks)
    }
}
