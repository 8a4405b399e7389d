//! What answers need: the ledger, and a reader for what is added.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use sayso::Reader;
use sayso_ledger::Tables;

use crate::Fetch;
use crate::problem::Problem;
use crate::shelf::Shelf;

/// Shared by all answers.
pub(crate) struct Desk {
    pub(crate) shelf: Arc<Shelf>,
    pub(crate) fetch: Option<Fetch>,
    reading: OnceLock<Result<Reading, String>>,
}

/// What reads a report.
pub(crate) struct Reading {
    pub(crate) reader: Reader,
    pub(crate) tables: Tables,
}

impl Desk {
    pub(crate) fn new(ledger: &Path, fetch: Option<Fetch>) -> Self {
        Self {
            fetch,
            shelf: Arc::new(Shelf::new(ledger)),
            reading: OnceLock::new(),
        }
    }

    /// The reader, made by the first who needs it.
    pub(crate) fn reading(&self) -> Result<&Reading, Problem> {
        let made = self.reading.get_or_init(|| {
            Ok(Reading {
                reader: Reader::new().map_err(|error| error.to_string())?,
                tables: Tables::new().map_err(|error| error.to_string())?,
            })
        });
        made.as_ref()
            .map_err(|error| Problem::broken(format!("reports can't be read: {error}")))
    }
}
