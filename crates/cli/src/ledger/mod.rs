//! The commands that keep and ask a ledger.

mod add;
mod chart;
mod check;
mod claims;
mod decide;
mod events;
mod export;
mod figures;
mod folder;
mod info;
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

use crate::config;

pub(crate) use add::AddArguments;
pub(crate) use check::CheckArguments;
pub(crate) use claims::{ClaimsArguments, StoryArguments};
pub(crate) use decide::{
    DecideArguments, DecisionsArguments, EditArguments, QueueArguments, RemoveArguments,
    UndoArguments,
};
pub(crate) use events::EventsArguments;
pub(crate) use export::ExportArguments;
pub(crate) use figures::FiguresArguments;
pub(crate) use info::InfoArguments;
pub(crate) use report::ReportArguments;
pub(crate) use search::SearchArguments;
pub(crate) use statements::StatementsArguments;
pub(crate) use tables::TablesArguments;
pub(crate) use verify::VerifyArguments;

pub(crate) use add::run as add;
pub(crate) use check::run as check;
pub(crate) use claims::run as claims;
pub(crate) use claims::run_story as story;
pub(crate) use decide::{decide, decisions, edit, queue, remove, undo};
pub(crate) use events::run as events;
pub(crate) use export::run as export;
pub(crate) use figures::run as figures;
pub(crate) use info::run as info;
pub(crate) use report::run as report;
pub(crate) use search::run as search;
pub(crate) use sheet::write;
pub(crate) use statements::run as statements;
pub(crate) use tables::run as tables;
pub(crate) use verify::run as verify;

/// What is said where nothing is found by words.
pub(crate) const NONE: &str = "nothing is like that; all of the words must be there, an asterisk stands for the rest of one (rade*)";

/// Rows that are shown where nothing else is asked for.
const USUAL: usize = 50;

/// Which ledger.
#[derive(Args)]
pub(crate) struct LedgerFile {
    /// The ledger, which may also be named before the command or in sayso.toml [default: ledger.sayso]
    #[arg(long, value_name = "FILE")]
    ledger: Option<PathBuf>,
}

/// Says how many there are where not all are shown, and that there are none.
pub(crate) fn cuts(shown: usize, all: usize, what: &str, none: &str) {
    if all == 0 {
        tell!("sayso: {none}");
    } else if shown < all {
        tell!("sayso: {shown} of {all} {what}s are shown; --limit shows more");
    }
}

impl LedgerFile {
    /// Where it is.
    pub(crate) fn path(&self) -> PathBuf {
        self.ledger.clone().unwrap_or_else(config::ledger)
    }

    /// Asks the ledger; a failure is told on standard error.
    pub(crate) fn ask(
        &self,
        question: impl FnOnce(&Ledger) -> Result<ExitCode, LedgerError>,
    ) -> ExitCode {
        let mut damaged = false;
        let path = self.path();
        let asked = Ledger::open_to_read(&path).and_then(|ledger| {
            if let Some(fault) = ledger.first_fault() {
                damaged = true;
                tell!(
                    "sayso: {}: is damaged ({fault}); rows may be missing from what follows; see all of it with `sayso check`",
                    path.display()
                );
            }
            question(&ledger)
        });
        match asked {
            Ok(_) if damaged => ExitCode::FAILURE,
            Ok(code) => code,
            Err(error) => {
                tell!("sayso: {error}");
                ExitCode::FAILURE
            }
        }
    }
}
