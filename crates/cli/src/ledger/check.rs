//! `sayso check`.

use std::process::ExitCode;

use clap::Args;

use super::LedgerFile;
use crate::read::print;

/// Look the whole ledger over for damage
///
/// The file's pages, tables and indexes, also those of words; the ties between rows; for each report the checksum of
/// its text and rows, and whether its rows lie within its text; for each story that of its claims. What is wrong is
/// told line by line, and the exit code is 1.
#[derive(Args)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    ledger: LedgerFile,
}

pub(crate) fn run(arguments: &CheckArguments) -> ExitCode {
    arguments.ledger.ask(|ledger| {
        let health = ledger.health()?;
        let mut told = String::new();
        for fault in &health.faults {
            told += &format!("{fault}\n");
        }
        let path = ledger.path().display();
        if health.unsealed > 0 {
            told += &format!(
                "{} reports were added before checksums were kept; add them to a new ledger to have them\n",
                health.unsealed
            );
        }
        if health.faults.is_empty() {
            told += &format!("{path}: {} reports, nothing is damaged", health.reports);
            return Ok(print(&told));
        }
        told += &format!(
            "{path}: damaged; put it aside and restore a copy, or add the reports to a new ledger. What is not named \
             here can still be asked for"
        );
        print(&told);
        Ok(ExitCode::FAILURE)
    })
}
