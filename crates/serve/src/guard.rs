//! Who may ask: requests to this server by its own name, from its own page or from no page, and with the token
//! where there is one.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::connections::Held;
use crate::problem::Problem;
use crate::token::Token;

/// What is known of who may ask.
pub(crate) struct Guard {
    pub(crate) address: SocketAddr,
    pub(crate) token: Option<Token>,
}

/// The page runs its own script and style only, asks this server only, and stands in no other page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types svelte-trusted-html";

/// The cookie that holds the token.
const COOKIE: &str = "sayso";

pub(crate) async fn guard(
    State(guard): State<Arc<Guard>>,
    ConnectInfo(held): ConnectInfo<Held>,
    request: Request,
    next: Next,
) -> Response {
    let _answering = held.answering();
    let response = match guard.check(request.method(), request.uri(), request.headers()) {
        Ok(None) => next.run(request).await,
        Ok(Some(signed_in)) => signed_in,
        Err(problem) => problem.into_response(),
    };
    with_headers(response)
}

fn with_headers(mut response: Response) -> Response {
    let told = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()",
        ),
    ];
    let headers = response.headers_mut();
    for (name, value) in told {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

impl Guard {
    /// Whether a request may pass; for a first one with the token in its address, the answer that keeps it.
    fn check(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Result<Option<Response>, Problem> {
        let host = self.host(headers)?;
        from_own_page(method, uri, headers, host)?;
        let Some(token) = &self.token else {
            return Ok(None);
        };
        if let Some(offered) = in_address(uri)
            && token.is(offered)
            && method == Method::GET
        {
            return Ok(Some(keep(token, uri)));
        }
        let offered = bearer(headers).or_else(|| in_cookie(headers));
        if offered.is_some_and(|offered| token.is(offered)) {
            return Ok(None);
        }
        Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "a token is needed: open the address that `sayso serve` printed, or send it as `Authorization: Bearer`",
        ))
    }

    /// The host that the request names. Without a token it must be this computer, by a name that no one else can
    /// have: else a foreign page could point its own name here (DNS rebinding).
    fn host<'h>(&self, headers: &'h HeaderMap) -> Result<&'h str, Problem> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return Err(Problem::bad("the request must name one host"));
        };
        let host = host
            .to_str()
            .map_err(|_| Problem::bad("the request's host is no name"))?;
        let local = ["localhost", "127.0.0.1", "[::1]"];
        let port = self.address.port();
        let known = host == self.address.to_string()
            || local.iter().any(|name| host == format!("{name}:{port}"))
            || port == 80 && local.contains(&host);
        if known || self.token.is_some() {
            return Ok(host);
        }
        Err(Problem::new(
            StatusCode::MISDIRECTED_REQUEST,
            format!("there is no {host:?} here; open http://localhost:{port}/"),
        ))
    }
}

/// A page of another origin may link to this one, and no more.
fn from_own_page(
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    host: &str,
) -> Result<(), Problem> {
    let foreign =
        || Problem::refused("the request comes from another page; only this server's own may ask");
    if let Some(origin) = headers.get(header::ORIGIN) {
        let origin = origin.to_str().map_err(|_| foreign())?;
        let own = origin
            .strip_prefix("http://")
            .or_else(|| origin.strip_prefix("https://"));
        if own != Some(host) {
            return Err(foreign());
        }
    }
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let elsewhere = site.is_some_and(|site| site != b"same-origin" && site != b"none");
    let link = method == Method::GET
        && !uri.path().starts_with("/api/")
        && headers
            .get("sec-fetch-mode")
            .is_some_and(|mode| mode == "navigate");
    if elsewhere && !link {
        return Err(foreign());
    }
    Ok(())
}

fn in_address(uri: &Uri) -> Option<&str> {
    uri.query()?
        .split('&')
        .find_map(|part| part.strip_prefix("token="))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn in_cookie(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == COOKIE).then_some(value))
}

/// Keeps the token in a cookie and takes it out of the address.
fn keep(token: &Token, uri: &Uri) -> Response {
    let cookie = format!(
        "{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict",
        token.as_str()
    );
    // A path of two slashes would be another host's address.
    let path = format!("/{}", uri.path().trim_start_matches(['/', '\\']));
    (
        StatusCode::SEE_OTHER,
        [(header::SET_COOKIE, cookie), (header::LOCATION, path)],
    )
        .into_response()
}
