//! What went wrong, as RFC 9457 tells it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sayso_ledger::{LedgerError, ReviewError};
use serde_json::json;

/// An answer that is none: what went wrong and what to do.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    detail: String,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
        }
    }

    pub(crate) fn bad(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    pub(crate) fn missing(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    pub(crate) fn refused(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    pub(crate) fn broken(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        let status = match &error {
            LedgerError::Missing { .. }
            | LedgerError::Foreign { .. }
            | LedgerError::Empty { .. }
            | LedgerError::Altered { .. }
            | LedgerError::Corrupt { .. }
            | LedgerError::Newer { .. }
            | LedgerError::Older { .. }
            | LedgerError::Locked { .. }
            | LedgerError::Disk { .. } => StatusCode::SERVICE_UNAVAILABLE,
            LedgerError::ReadOnly { .. } => StatusCode::FORBIDDEN,
            LedgerError::Full { .. } => StatusCode::INSUFFICIENT_STORAGE,
            LedgerError::Other { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}

impl From<ReviewError> for Problem {
    fn from(error: ReviewError) -> Self {
        match error {
            ReviewError::Ledger(error) => error.into(),
            ReviewError::NoReport { .. }
            | ReviewError::NoRow { .. }
            | ReviewError::NoStory { .. }
            | ReviewError::NoClaim { .. }
            | ReviewError::NoDecision { .. } => Self::missing(error.to_string()),
            // A value that the row can't have is at odds with the ledger, not with the API.
            ReviewError::Field { .. } => Self::new(StatusCode::CONFLICT, error.to_string()),
            ReviewError::Form { .. } => Self::bad(error.to_string()),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or("Problem"),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        let mut response = (self.status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer realm=\"sayso\""),
            );
        }
        response
    }
}
