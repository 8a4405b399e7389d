//! The page, as `web/` builds it.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};

use crate::desk::Desk;

/// A file of the page.
struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const INDEX: &Asset = &Asset {
    name: "index.html",
    kind: "text/html; charset=utf-8",
    bytes: include_bytes!("../page/index.html"),
};

const ASSETS: &[Asset] = &[
    Asset {
        name: "app.js",
        kind: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../page/app.js"),
    },
    Asset {
        name: "Map.js",
        kind: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../page/Map.js"),
    },
    Asset {
        name: "app.css",
        kind: "text/css; charset=utf-8",
        bytes: include_bytes!("../page/app.css"),
    },
    Asset {
        name: "world.json",
        kind: "application/json",
        bytes: include_bytes!("../map/world.json"),
    },
    Asset {
        name: "regions.json",
        kind: "application/json",
        bytes: include_bytes!("../map/regions.json"),
    },
];

/// The views that have an address.
const VIEWS: &[&str] = &[
    "/",
    "/reports/{report}",
    "/reports/{report}/{row}",
    "/reports",
    "/statements",
    "/claims",
    "/who",
    "/who/{name}",
    "/stories",
    "/stories/{story}",
    "/stories/{story}/{claim}",
    "/figures",
    "/map",
    "/verify",
    "/add",
    "/review",
];

pub(crate) fn routes() -> Router<Arc<Desk>> {
    let mut routes =
        Router::new()
            .route("/page/{name}", get(asset))
            .fallback(async |headers: HeaderMap| {
                let mut page = told(INDEX, &headers);
                *page.status_mut() = StatusCode::NOT_FOUND;
                page
            });
    for view in VIEWS {
        routes = routes.route(view, get(async |headers: HeaderMap| told(INDEX, &headers)));
    }
    routes
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    match ASSETS.iter().find(|asset| asset.name == name) {
        Some(asset) => told(asset, &headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A file, or that the browser has it already.
fn told(asset: &Asset, headers: &HeaderMap) -> Response {
    let digest = Sha256::digest(asset.bytes);
    let hex: String = digest
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let tag = format!("\"{hex}\"");
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let kept = [
        (header::ETAG, tag),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    (kept, [(header::CONTENT_TYPE, asset.kind)], asset.bytes).into_response()
}
