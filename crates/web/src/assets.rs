//! Style sheets, scripts and images, from the binary itself.

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, Response, StatusCode};

pub(crate) async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Response<Body> {
    let Some(asset) = web_assets::get(&path) else {
        return plain(StatusCode::NOT_FOUND, Body::empty());
    };
    let asks = |name, value: &str| headers.get(name).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains(value));
    let compressed = asks(ACCEPT_ENCODING, "gzip") && !asset.gzip.is_empty();
    let known = asks(IF_NONE_MATCH, asset.etag);
    let (status, body) = match (known, compressed) {
        (true, _) => (StatusCode::NOT_MODIFIED, Body::empty()),
        (false, true) => (StatusCode::OK, Body::from(asset.gzip)),
        (false, false) => (StatusCode::OK, Body::from(asset.bytes)),
    };
    let mut response = plain(status, body);
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, asset.content_type),
        (ETAG, asset.etag),
        (CACHE_CONTROL, web_assets::CACHE_CONTROL),
        (VARY, "accept-encoding"),
    ] {
        headers.insert(name, axum::http::HeaderValue::from_static(value));
    }
    if compressed && !known {
        headers.insert(CONTENT_ENCODING, axum::http::HeaderValue::from_static("gzip"));
    }
    response
}

fn plain(status: StatusCode, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}
