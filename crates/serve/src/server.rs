use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use sayso::report::{ReadError, ReadOptions, Report};
use sayso_ledger::{Ledger, LedgerError};
use thiserror::Error;

use crate::connections::{Connections, Door, Held};
use crate::desk::Desk;
use crate::guard::{Guard, guard};
use crate::{Token, api, page};

/// What is served, and to whom.
pub struct Options {
    /// The ledger; made where there is none.
    pub ledger: PathBuf,
    /// Where to listen; port 0 takes any that is free.
    pub address: SocketAddr,
    /// What all requests must know; needed where others than this computer may ask.
    pub token: Option<Token>,
    /// How addresses that the user names are fetched; they are not where `None`.
    pub fetch: Option<Fetch>,
}

/// Gives the reports at an address of the web.
pub type Fetch =
    fn(&str, &ReadOptions) -> Box<dyn Iterator<Item = Result<Report, ReadError>> + Send>;

impl Options {
    /// To this computer only.
    pub fn loopback(ledger: PathBuf, port: u16) -> Self {
        Self {
            ledger,
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            token: None,
            fetch: None,
        }
    }
}

/// Why the ledger can't be served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// Others could ask without a token.
    #[error("{0}: others than this computer could read and change the ledger; a token is needed")]
    NoToken(SocketAddr),
    /// The port.
    #[error("{address}: can't listen there ({error}); choose another port with --port")]
    Bind {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        error: std::io::Error,
    },
    /// The network.
    #[error("serving failed: {0}")]
    Run(std::io::Error),
}

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    guard: Arc<Guard>,
    desk: Arc<Desk>,
}

impl Server {
    /// Opens the ledger and listens; nothing is answered before [`Server::run`].
    ///
    /// # Errors
    /// Where the ledger can't be opened, the port is taken, or a token is missing.
    pub fn bind(options: &Options) -> Result<Self, ServeError> {
        let address = options.address;
        if !address.ip().is_loopback() && options.token.is_none() {
            return Err(ServeError::NoToken(address));
        }
        if options.ledger.exists() {
            Ledger::open_to_read(&options.ledger)?;
        } else {
            Ledger::create(&options.ledger)?;
        }
        let failed = |error| ServeError::Bind { address, error };
        let listener = TcpListener::bind(address).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Self {
            listener,
            guard: Arc::new(Guard {
                address,
                token: options.token.clone(),
            }),
            desk: Arc::new(Desk::new(&options.ledger, options.fetch)),
        })
    }

    /// The page's address, with the token where one is needed.
    pub fn address(&self) -> String {
        let address = self.guard.address;
        match &self.guard.token {
            Some(token) => format!("http://{address}/?token={}", token.as_str()),
            None => format!("http://{address}/"),
        }
    }

    /// Answers until the process ends.
    ///
    /// # Errors
    /// Where the network fails.
    pub fn run(self) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(ServeError::Run)?;
        let shelf = Arc::clone(&self.desk.shelf);
        std::thread::spawn(move || shelf.read_ahead());
        let routes = Router::new()
            .merge(page::routes())
            // Where tools look for it first.
            .route(
                "/openapi.json",
                axum::routing::get(async || api::json_text(api::OPENAPI.to_owned())),
            )
            .nest("/api", api::routes())
            .with_state(self.desk)
            .layer(axum::middleware::from_fn_with_state(self.guard, guard));
        runtime.block_on(async {
            let listener =
                tokio::net::TcpListener::from_std(self.listener).map_err(ServeError::Run)?;
            let door = Door {
                listener,
                connections: Connections::default(),
            };
            let routes = routes.into_make_service_with_connect_info::<Held>();
            axum::serve(door, routes).await.map_err(ServeError::Run)
        })
    }
}
