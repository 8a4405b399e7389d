//! The `sayso` command: reads news reports and shows who says what, and on whose word it rests.
#![allow(clippy::print_stderr, reason = "a command-line tool speaks there")]

#[cfg(feature = "fetch")]
mod fetch;
mod gazetteer;
mod inputs;
mod ledger;
mod paint;
mod pool;
mod read;
mod serve;
mod values;
mod view;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// On whose say-so? Sayso reads news reports and keeps apart who says what.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Read(read::ReadArguments),
    Add(ledger::AddArguments),
    Search(ledger::SearchArguments),
    Statements(ledger::StatementsArguments),
    Events(ledger::EventsArguments),
    Figures(ledger::FiguresArguments),
    Claims(ledger::ClaimsArguments),
    Story(ledger::StoryArguments),
    Report(ledger::ReportArguments),
    Export(ledger::ExportArguments),
    Verify(ledger::VerifyArguments),
    Tables(ledger::TablesArguments),
    Serve(serve::ServeArguments),
    Mcp(serve::McpArguments),
    Gazetteer(gazetteer::GazetteerArguments),
    /// Print the JSON Schema of `read --format jsonl`
    Schema,
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Read(arguments) => read::run(&arguments),
        Command::Add(arguments) => ledger::add(&arguments),
        Command::Search(arguments) => ledger::search(&arguments),
        Command::Statements(arguments) => ledger::statements(&arguments),
        Command::Events(arguments) => ledger::events(&arguments),
        Command::Figures(arguments) => ledger::figures(&arguments),
        Command::Claims(arguments) => ledger::claims(&arguments),
        Command::Story(arguments) => ledger::story(&arguments),
        Command::Report(arguments) => ledger::report(&arguments),
        Command::Export(arguments) => ledger::export(&arguments),
        Command::Verify(arguments) => ledger::verify(&arguments),
        Command::Tables(arguments) => ledger::tables(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Mcp(arguments) => serve::mcp(&arguments),
        Command::Gazetteer(arguments) => gazetteer::run(&arguments),
        Command::Schema => read::print(&sayso::schema()),
    }
}
