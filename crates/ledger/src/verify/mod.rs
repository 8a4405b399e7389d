//! Holds the quotations, attributions and figures of a text against the ledger.
//!
//! What may hold the same words is found by the full-text indexes ([`find`]), put beside the text word by word
//! ([`wording`], [`align`]) and judged with its speaker ([`who`]). [`quotations`] and [`indirect`] check what is
//! said, [`figures`] the numbers.

mod align;
mod candidates;
mod check;
mod counted;
mod difference;
mod figures;
mod find;
mod indirect;
mod quotations;
mod sentences;
mod sought;
#[cfg(test)]
mod tests;
mod values;
mod who;
mod wording;

use sayso::Reading;

pub use check::{Check, Checked, Held, Verdict};
pub use difference::Piece;

use crate::{Ledger, LedgerError};

impl Ledger {
    /// Holds what a text says against this ledger: each quotation with whom it is given to, each figure, and each
    /// statement in other words than its speaker's, in the order of the text.
    ///
    /// Statements in other words are compared by their words only: the same proposition in a paraphrase is
    /// [`Verdict::NotComparable`].
    ///
    /// # Errors
    /// Where the ledger can't be read.
    pub fn verify(&self, reading: &Reading<'_>) -> Result<Vec<Check>, LedgerError> {
        let _scope = self.tables.enter();
        let mut checks = Vec::new();
        quotations::check(&self.file, reading, &mut checks).map_err(|error| self.failed(&error))?;
        indirect::check(&self.file, reading, &mut checks).map_err(|error| self.failed(&error))?;
        figures::check(&self.file, reading, &mut checks).map_err(|error| self.failed(&error))?;
        checks.sort_by_key(|check| (check.span, check.kind));
        Ok(checks)
    }
}
