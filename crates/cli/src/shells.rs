//! `sayso completions` and `sayso man`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Command};
use clap_complete::Shell;

/// Print what a shell needs to complete sayso's commands and options
#[derive(Args)]
#[command(after_help = "Examples:
  sayso completions bash > ~/.local/share/bash-completion/completions/sayso
  sayso completions zsh > ~/.zfunc/_sayso
  sayso completions fish > ~/.config/fish/completions/sayso.fish")]
pub(crate) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Write the manual's pages, one a command
#[derive(Args)]
#[command(after_help = "Example:
  sayso man ~/.local/share/man/man1")]
pub(crate) struct ManArguments {
    /// The folder to write to; made where there is none
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

pub(crate) fn completions(arguments: &CompletionsArguments, mut command: Command) -> ExitCode {
    let mut out = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "sayso", &mut out);
    crate::ledger::write(&String::from_utf8_lossy(&out))
}

pub(crate) fn man(arguments: &ManArguments, command: Command) -> ExitCode {
    let written = std::fs::create_dir_all(&arguments.folder)
        .and_then(|()| clap_mangen::generate_to(command, &arguments.folder));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell!("sayso: {}: {error}", arguments.folder.display());
            ExitCode::FAILURE
        }
    }
}
