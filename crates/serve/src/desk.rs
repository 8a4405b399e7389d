//! What answers need: the ledger, and a reader for what is added.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use sayso::Reader;
use sayso_ledger::{Ledger, Tables};

use crate::Fetch;
use crate::problem::Problem;
use crate::shelf::Shelf;

/// Shared by all answers.
pub(crate) struct Desk {
    pub(crate) shelf: Arc<Shelf>,
    pub(crate) fetch: Option<Fetch>,
    ledger: PathBuf,
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
            ledger: ledger.to_owned(),
            shelf: Arc::new(Shelf::new(ledger)),
            reading: OnceLock::new(),
        }
    }

    /// The reader, made by the first who needs it.
    pub(crate) fn reading(&self) -> Result<&Reading, Problem> {
        let made = self.reading.get_or_init(|| {
            // By the tables that belong to the ledger, as the reports beside it were.
            let ledger = Ledger::open_to_read(&self.ledger).map_err(|error| error.to_string())?;
            let own = ledger.own_tables().map_err(|error| error.to_string())?;
            Ok(Reading {
                reader: Reader::with_own(&own).map_err(|error| error.to_string())?,
                tables: Tables::with(&own).map_err(|error| error.to_string())?,
            })
        });
        made.as_ref()
            .map_err(|error| Problem::broken(format!("reports can't be read: {error}")))
    }
}
