//! Fetches the addresses that the user names; nothing else in Sayso uses the network.

use std::io::Cursor;
use std::time::Duration;

use sayso::report::{ReadError, ReadOptions, Report, from_stream};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error, ResponseExt};

use crate::reach::{Bounds, NotPublic, Reach};

/// Bytes of an answer at most.
const MOST: u64 = 64 << 20;
/// How long is waited for a connection, for an answer to begin, and for all of it.
const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(30);
const WHOLE: Duration = Duration::from_secs(120);

/// What a server gave.
struct Answer {
    /// Where it came from in the end.
    address: String,
    charset: Option<String>,
    bytes: Vec<u8>,
}

type Reports = Box<dyn Iterator<Item = Result<Report, ReadError>> + Send>;

/// The reports at an address: a page, or the entries of a feed. One that the user names may be of their own network;
/// no public one leads there.
pub(crate) fn reports(address: &str, options: &ReadOptions) -> Reports {
    reports_of(address, options, Reach::AsNamed)
}

/// The same of public addresses only, for those who ask from elsewhere.
pub(crate) fn public_reports(address: &str, options: &ReadOptions) -> Reports {
    reports_of(address, options, Reach::PublicOnly)
}

fn reports_of(address: &str, options: &ReadOptions, reach: Reach) -> Reports {
    let answer = match fetched(address, reach) {
        Ok(answer) => answer,
        Err(error) => {
            return Box::new(std::iter::once(Err(ReadError::Address {
                address: address.to_owned(),
                what: told(&error),
            })));
        }
    };
    let reports = from_stream(
        address,
        Cursor::new(answer.bytes),
        answer.charset.as_deref(),
        options,
    );
    let asked = address.to_owned();
    Box::new(reports.map(move |report| {
        let mut report = report?;
        // The entries of a feed have addresses of their own, or none.
        if report.path == asked && report.url.is_none() {
            report.url = Some(answer.address.clone());
        }
        Ok(report)
    }))
}

fn fetched(address: &str, reach: Reach) -> Result<Answer, Error> {
    let config = Agent::config_builder()
        .timeout_connect(Some(CONNECT))
        .timeout_recv_response(Some(ANSWER))
        .timeout_global(Some(WHOLE))
        .user_agent(concat!("sayso/", env!("CARGO_PKG_VERSION")))
        .accept("application/rss+xml, application/atom+xml, text/html, */*;q=0.5")
        .build();
    let agent = Agent::with_parts(config, DefaultConnector::default(), Bounds::new(reach));
    let mut answer = agent.get(address).call()?;
    let charset = answer.body().charset().map(str::to_owned);
    let bytes = answer.body_mut().with_config().limit(MOST).read_to_vec()?;
    Ok(Answer {
        address: answer.get_uri().to_string(),
        charset,
        bytes,
    })
}

/// What went wrong and what to do.
fn told(error: &Error) -> String {
    match error {
        Error::StatusCode(code) => {
            format!(
                "the server answers {code}; check the address, or save the page and name the file"
            )
        }
        Error::BodyExceedsLimit(_) => format!(
            "is larger than {} MB; fetch it with another program and name the file",
            MOST >> 20
        ),
        Error::Timeout(_) => "the server does not answer in time; try again later".to_owned(),
        Error::Other(inner) if inner.is::<NotPublic>() => {
            format!("{inner}; save the page and name the file")
        }
        Error::HostNotFound => {
            "there is no such host; check the address and the connection".to_owned()
        }
        other => format!("{other}; check the address and the connection"),
    }
}
