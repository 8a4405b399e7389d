//! What a request asks for, or why it can't be told.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};

use crate::problem::Problem;

/// The parameters of an address.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Query::<T>::try_from_uri(&parts.uri)
            .map(|query| Self(query.0))
            .map_err(|error| Problem::bad(error.body_text()))
    }
}

/// Bytes of a body of JSON at most.
pub(super) const LARGEST: usize = 8 << 20;

/// A body of JSON.
pub(super) struct Sent<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        is_of(&request, "application/json")?;
        let bytes = body(request, state, LARGEST).await?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|error| Problem::bad(format!("the body is not as it should be: {error}")))
    }
}

/// Refuses a body of another kind; what other pages may send without asking is of none of ours.
pub(super) fn is_of(request: &Request, kind: &str) -> Result<(), Problem> {
    let told = request.headers().get(header::CONTENT_TYPE);
    let told = told.and_then(|told| told.to_str().ok()).unwrap_or_default();
    let told = told.split(';').next().unwrap_or_default();
    if told.trim().eq_ignore_ascii_case(kind) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        format!("send it with `Content-Type: {kind}`"),
    ))
}

/// The body's bytes, `most` of them; one that is said to be longer is not waited for.
pub(super) async fn body<S: Send + Sync>(
    request: Request,
    state: &S,
    most: usize,
) -> Result<Bytes, Problem> {
    let too_large = || {
        Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("the body has more than {most} bytes; large files are added with `sayso add`"),
        )
    };
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > most) {
        return Err(too_large());
    }
    Bytes::from_request(request, state)
        .await
        .map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => too_large(),
            status => Problem::new(status, error.body_text()),
        })
}

/// A number in a path.
pub(super) fn number(text: &str, what: &str) -> Result<i64, Problem> {
    text.parse()
        .map_err(|_| Problem::missing(format!("{text:?} is no {what}; its number is wanted")))
}

/// How many of a list at most, and from which on.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) limit: usize,
    pub(super) skip: usize,
}

/// Rows of a list at most.
const MOST: usize = 200;
/// Rows that can be passed over; those who want more narrow the question or use `sayso export`.
const FURTHEST: usize = 100_000;

impl Part {
    pub(super) fn of(
        limit: Option<usize>,
        skip: Option<usize>,
        usual: usize,
    ) -> Result<Self, Problem> {
        let (limit, skip) = (limit.unwrap_or(usual), skip.unwrap_or(0));
        if !(1..=MOST).contains(&limit) {
            return Err(Problem::bad(format!(
                "limit: {limit} is not from 1 to {MOST}"
            )));
        }
        if skip > FURTHEST {
            return Err(Problem::bad(format!(
                "skip: {skip} is more than {FURTHEST}"
            )));
        }
        Ok(Self { limit, skip })
    }

    /// How many to ask for from the beginning, to know whether there are more.
    pub(super) fn end(self) -> usize {
        self.skip + self.limit + 1
    }
}

/// Characters of a question at most.
const LONGEST: usize = 500;

/// Words of a question; none where they are empty.
pub(super) fn words<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let words = String::deserialize(from)?;
    if words.chars().count() > LONGEST {
        return Err(D::Error::custom(format!(
            "a question of more than {LONGEST} characters"
        )));
    }
    Ok((!words.trim().is_empty()).then_some(words))
}
