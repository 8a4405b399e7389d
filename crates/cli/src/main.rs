//! The `sayso` command: reads news reports and shows who says what, and on whose word it rests.

#[macro_use]
mod wrap;

mod config;
#[cfg(feature = "fetch")]
mod fetch;
mod gazetteer;
mod inputs;
mod ledger;
mod paint;
mod pool;
#[cfg(feature = "fetch")]
mod reach;
mod read;
mod serve;
mod shells;
mod values;
mod view;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// On whose say-so? Sayso reads news reports and keeps apart who says what.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Arguments {
    /// The ledger that the command is on [default: that of sayso.toml, else ledger.sayso]
    #[arg(long, value_name = "FILE")]
    ledger: Option<std::path::PathBuf>,
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
    Edit(ledger::EditArguments),
    Remove(ledger::RemoveArguments),
    Decide(ledger::DecideArguments),
    Decisions(ledger::DecisionsArguments),
    Undo(ledger::UndoArguments),
    Queue(ledger::QueueArguments),
    Info(ledger::InfoArguments),
    Check(ledger::CheckArguments),
    Tables(ledger::TablesArguments),
    Serve(serve::ServeArguments),
    Mcp(serve::McpArguments),
    Gazetteer(gazetteer::GazetteerArguments),
    Completions(shells::CompletionsArguments),
    Man(shells::ManArguments),
    /// Print the JSON Schema of `read --format jsonl`
    Schema,
}

fn main() -> ExitCode {
    let Arguments { command, ledger } = Arguments::parse();
    if let Err(complaint) = config::start(ledger) {
        tell!("sayso: {complaint}");
        return ExitCode::from(2);
    }
    match command {
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
        Command::Edit(arguments) => ledger::edit(&arguments),
        Command::Remove(arguments) => ledger::remove(&arguments),
        Command::Decide(arguments) => ledger::decide(&arguments),
        Command::Decisions(arguments) => ledger::decisions(&arguments),
        Command::Undo(arguments) => ledger::undo(&arguments),
        Command::Queue(arguments) => ledger::queue(&arguments),
        Command::Info(arguments) => ledger::info(&arguments),
        Command::Check(arguments) => ledger::check(&arguments),
        Command::Tables(arguments) => ledger::tables(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Mcp(arguments) => serve::mcp(&arguments),
        Command::Gazetteer(arguments) => gazetteer::run(&arguments),
        Command::Completions(arguments) => shells::completions(&arguments, Arguments::command()),
        Command::Man(arguments) => shells::man(&arguments, Arguments::command()),
        Command::Schema => read::print(&sayso::schema()),
    }
}
