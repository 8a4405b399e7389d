//! `sayso tables`: the tables of its own that a ledger keeps.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use sayso::Own;
use sayso_ledger::Ledger;

use super::LedgerFile;
use super::sheet;

/// Keep your own tables in a ledger
///
/// Rows of your own for the tables under data/ belong to the ledger: whatever is added to it is read by them, and all
/// its claims are judged by them, whoever adds. Reports that are in it already keep the reading of their day.
#[derive(Args)]
#[command(after_help = "Examples:
  sayso tables add my-tables
  sayso tables add claims/owners.tsv --ledger dam.sayso
  sayso tables list
  sayso tables remove claims/owners.tsv")]
pub(crate) struct TablesArguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Add tables: folders that mirror data/, or files with the name of a table
    Add {
        /// Folders and files
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        ledger: LedgerFile,
    },
    /// List the tables that the ledger keeps
    List {
        #[command(flatten)]
        ledger: LedgerFile,
    },
    /// Take the rows for a table out again, by its path under data/
    Remove {
        /// The table's path: claims/owners.tsv
        #[arg(value_name = "TABLE")]
        table: String,
        #[command(flatten)]
        ledger: LedgerFile,
    },
}

pub(crate) fn run(arguments: &TablesArguments) -> ExitCode {
    match work(&arguments.command) {
        Ok(code) => code,
        Err(complaint) => {
            tell!("sayso: {complaint}");
            ExitCode::from(2)
        }
    }
}

fn work(command: &Command) -> Result<ExitCode, String> {
    fn told(error: impl std::fmt::Display) -> String {
        error.to_string()
    }
    match command {
        Command::Add { paths, ledger } => {
            let mut own = Own::default();
            for path in paths {
                own.add_path(path).map_err(told)?;
            }
            sayso_export::check(&own).map_err(told)?;
            let mut ledger = Ledger::create(&ledger.path()).map_err(told)?;
            let changed = ledger.add_tables(&own).map_err(told)?;
            tell!("{changed} of {} tables new or changed", own.files().count());
            Ok(ExitCode::SUCCESS)
        }
        Command::List { ledger } => {
            let ledger = Ledger::open_to_read(&ledger.path()).map_err(told)?;
            let mut lines = String::new();
            for table in ledger.list_tables().map_err(told)? {
                let (path, name, rows) = (table.path, table.name, table.rows);
                lines.push_str(&format!("{path}\t{rows} rows\t{name}\n"));
            }
            if lines.is_empty() {
                tell!(
                    "the ledger keeps no tables of your own; `sayso tables add FOLDER` adds some"
                );
            }
            Ok(sheet::show(&lines))
        }
        Command::Remove { table, ledger } => {
            let mut ledger = Ledger::open(&ledger.path()).map_err(told)?;
            if ledger.remove_tables(table).map_err(told)? == 0 {
                return Err(format!(
                    "the ledger keeps no rows for `{table}`; `sayso tables list` lists what it keeps"
                ));
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}
