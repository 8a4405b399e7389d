//! The ledger in a browser, and over HTTP for programs.
//!
//! ```no_run
//! use sayso_serve::{Options, Server};
//!
//! let server = Server::bind(&Options::loopback("ledger.sayso".into(), 4410))?;
//! println!("{}", server.address());
//! server.run()?;
//! # Ok::<(), sayso_serve::ServeError>(())
//! ```
//!
//! One thread speaks HTTP, others ask the ledger. It listens on this computer only unless a [`Token`] is asked
//! for, answers requests that name it by its own address only, and sends nothing to any other host. What went
//! wrong is told as problem+json (RFC 9457).

mod api;
mod connections;
mod desk;
mod guard;
mod page;
mod problem;
mod server;
mod shelf;
mod token;

pub use server::{Fetch, Options, ServeError, Server};
pub use token::Token;
