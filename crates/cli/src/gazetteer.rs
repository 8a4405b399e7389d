//! `sayso gazetteer`, and which gazetteer `read` uses.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use sayso::{Gazetteer, GazetteerError};

/// Keep a gazetteer of your own
#[derive(Args)]
pub(crate) struct GazetteerArguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Add the places of a GeoNames dump to those that Sayso knows
    ///
    /// FILE is allCountries.txt or a country's file, unpacked. The gazetteer is written anew when the last
    /// line was read; a file with wrong columns or cut off is refused and leaves the old one as it was.
    #[command(after_help = "Examples:
  sayso gazetteer import UA.txt
  sayso gazetteer import --to hamlets.gazetteer UA.txt && sayso read --gazetteer hamlets.gazetteer report.txt")]
    Import {
        /// The dump
        file: PathBuf,
        /// Where to keep the gazetteer [default: in your data folder, where `read` looks for it]
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
}

pub(crate) fn run(arguments: &GazetteerArguments) -> ExitCode {
    let Command::Import { file, to } = &arguments.command;
    let Some(to) = to.clone().or_else(own_path) else {
        tell!("sayso: there is no home folder to keep the gazetteer in; say where with --to FILE");
        return ExitCode::FAILURE;
    };
    if sayso_ledger::precious(&to, &[file]).is_some() {
        tell!(
            "sayso: {}: is the dump itself or a database, which would be lost; nothing was written; name another file with --to",
            to.display()
        );
        return ExitCode::FAILURE;
    }
    match import(file, &to) {
        Ok(summary) => {
            tell!(
                "{}: {} lines read, {} places added, {} known before; {} now has {} places",
                file.display(),
                summary.lines,
                summary.added,
                summary.known,
                to.display(),
                summary.rows
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            tell!("sayso: {}: {error}", file.display());
            ExitCode::FAILURE
        }
    }
}

fn import(file: &Path, to: &Path) -> Result<sayso::ImportSummary, GazetteerError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| GazetteerError::Io { path, source }
    };
    let dump = std::fs::File::open(file).map_err(failed(file))?;
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(failed(folder))?;
    }
    sayso::import_gazetteer(dump, to)
}

/// The gazetteer that was asked for, else the user's own, else `None` for the one that comes with Sayso.
pub(crate) fn chosen(asked: Option<&Path>) -> Result<Option<Gazetteer>, GazetteerError> {
    let own = || own_path().filter(|path| path.exists());
    asked
        .map(Path::to_owned)
        .or_else(own)
        .map(|path| Gazetteer::open(&path))
        .transpose()
}

/// Where the user's own gazetteer is kept (XDG Base Directory; on Windows the local application data).
pub(crate) fn own_path() -> Option<PathBuf> {
    let set = |name| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let folder = set("XDG_DATA_HOME").or_else(|| set("LOCALAPPDATA"));
    let folder = folder.or_else(|| Some(std::env::home_dir()?.join(".local/share")))?;
    Some(folder.join("sayso/places.gazetteer"))
}
