//! `sayso serve` and `sayso mcp`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::{Command, ExitCode, Stdio};

use clap::Args;
use sayso_serve::{Options, ServeError, Server, Token};

use crate::ledger::LedgerFile;

/// Open the ledger in a browser, and serve its rows to programs
///
/// Listens on this computer only, and asks no other host for anything. With --listen others may ask too; they need
/// the token that is printed, or that SAYSO_TOKEN holds. Programs find the API at /api/openapi.json.
#[derive(Args)]
#[command(after_help = "Examples:
  sayso serve --open
  sayso serve --ledger dam.sayso --port 8080
  SAYSO_TOKEN=a-token-of-your-own sayso serve --listen 192.0.2.7")]
pub(crate) struct ServeArguments {
    #[command(flatten)]
    ledger: LedgerFile,
    /// Make a new ledger where there is none
    #[arg(long)]
    new: bool,
    /// The port [default: 4410, or any that is free]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Listen on this address, for others than this computer
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<IpAddr>,
    /// Open the page in the browser
    #[arg(long)]
    open: bool,
}

/// Give language models the ledger's rows, as a Model Context Protocol server on standard input and output
#[derive(Args)]
#[command(after_help = "Example, in a client's list of servers:
  {\"sayso\": {\"command\": \"sayso\", \"args\": [\"mcp\", \"--ledger\", \"/path/to/ledger.sayso\"]}}")]
pub(crate) struct McpArguments {
    #[command(flatten)]
    ledger: LedgerFile,
}

/// The port where none is asked for.
const PORT: u16 = 4410;

pub(crate) fn run(arguments: &ServeArguments) -> ExitCode {
    match serve(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => {
            tell!("sayso: {complaint}");
            ExitCode::FAILURE
        }
    }
}

fn serve(arguments: &ServeArguments) -> Result<(), String> {
    let host = arguments.listen.unwrap_or(Ipv4Addr::LOCALHOST.into());
    let token = match arguments.listen {
        Some(_) => Some(token()?),
        None => None,
    };
    let path = arguments.ledger.path();
    if !path.exists() && !arguments.new {
        return Err(format!(
            "{}: there is no ledger here; make one with `sayso add`, or an empty one with `sayso serve --new`",
            path.display()
        ));
    }
    let fresh = !path.exists();
    let at = |port| Options {
        ledger: path.clone(),
        address: SocketAddr::new(host, port),
        token: token.clone(),
        #[cfg(feature = "fetch")]
        fetch: Some(if arguments.listen.is_some() {
            crate::fetch::public_reports
        } else {
            crate::fetch::reports
        }),
        #[cfg(not(feature = "fetch"))]
        fetch: None,
    };
    let server = match Server::bind(&at(arguments.port.unwrap_or(PORT))) {
        // The usual port is taken, and no other was asked for.
        Err(ServeError::Bind { .. }) if arguments.port.is_none() => Server::bind(&at(0)),
        server => server,
    };
    let server = server.map_err(|error| error.to_string())?;
    let address = server.address();
    if fresh {
        tell!("{}: a new ledger", path.display());
    }
    tell!("{address}\nstop with Ctrl-C");
    if arguments.open {
        open(&address)?;
    }
    server.run().map_err(|error| error.to_string())
}

/// The user's token, else a new one.
fn token() -> Result<Token, String> {
    match std::env::var("SAYSO_TOKEN") {
        Ok(words) => Token::of(&words).ok_or_else(|| {
            "SAYSO_TOKEN: a token has 16 letters, digits, \"-\", \"_\" or \".\" at least, and nothing else"
                .to_owned()
        }),
        Err(_) => Token::random()
            .ok_or_else(|| "the system gives no random numbers; set SAYSO_TOKEN".to_owned()),
    }
}

/// Shows an address in the user's browser.
fn open(address: &str) -> Result<(), String> {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    Command::new(program)
        .args(arguments)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map(drop)
        .map_err(|error| format!("{program}: {error}; open {address} yourself"))
}

pub(crate) fn mcp(arguments: &McpArguments) -> ExitCode {
    arguments.ledger.ask(|ledger| {
        let served = sayso_mcp::serve(ledger, std::io::stdin().lock(), std::io::stdout().lock());
        Ok(match served {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                tell!("sayso: {error}");
                ExitCode::FAILURE
            }
        })
    })
}
