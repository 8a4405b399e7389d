//! The commands that keep and ask a ledger.

mod add;
mod chart;
mod claims;
mod events;
mod export;
mod figures;
mod folder;
mod report;
mod search;
mod sheet;
mod statements;
mod tables;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use sayso_ledger::{Ledger, LedgerError};

pub(crate) use add::AddArguments;
pub(crate) use claims::{ClaimsArguments, StoryArguments};
pub(crate) use events::EventsArguments;
pub(crate) use export::ExportArguments;
pub(crate) use figures::FiguresArguments;
pub(crate) use report::ReportArguments;
pub(crate) use search::SearchArguments;
pub(crate) use statements::StatementsArguments;
pub(crate) use tables::TablesArguments;
pub(crate) use verify::VerifyArguments;

pub(crate) use add::run as add;
pub(crate) use claims::run as claims;
pub(crate) use claims::run_story as story;
pub(crate) use events::run as events;
pub(crate) use export::run as export;
pub(crate) use figures::run as figures;
pub(crate) use report::run as report;
pub(crate) use search::run as search;
pub(crate) use statements::run as statements;
pub(crate) use tables::run as tables;
pub(crate) use verify::run as verify;

/// Rows that are shown where nothing else is asked for.
const USUAL: usize = 50;

/// Which ledger.
#[derive(Args)]
pub(crate) struct LedgerFile {
    /// The ledger
    #[arg(long, value_name = "FILE", default_value = "ledger.sayso")]
    pub(crate) ledger: PathBuf,
}

impl LedgerFile {
    /// Asks the ledger; a failure is told on standard error.
    pub(crate) fn ask(
        &self,
        question: impl FnOnce(&Ledger) -> Result<ExitCode, LedgerError>,
    ) -> ExitCode {
        match Ledger::open_to_read(&self.ledger).and_then(|ledger| question(&ledger)) {
            Ok(code) => code,
            Err(error) => {
                eprintln!("sayso: {error}");
                ExitCode::FAILURE
            }
        }
    }
}
