//! `cargo xtask`: tools for those who work on Sayso; see `--help`.
#![allow(clippy::print_stdout, reason = "a command-line tool")]

mod codegen;
mod columns;
mod vocabulary;
mod words;

use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask COMMAND
  codegen [--check]
           write what follows from the definitions of rows: the schema of rows, the API's
           description, the page's types, the book's columns; or only tell whether it is fresh
  vocabulary [--words]
           count the words that stand in lists in the rooms' code, and print them
  words    read texts as JSON strings, one a line, from standard input; print for each its
           words, quotations and paragraphs as the product sees them (training reads this)";

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let result = match command.as_str() {
        "codegen" => codegen::run(std::env::args().nth(2).as_deref() == Some("--check")),
        "vocabulary" => vocabulary::run(std::env::args().nth(2).as_deref() == Some("--words")),
        "words" => words::run(),
        _ => Err(USAGE.into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}
