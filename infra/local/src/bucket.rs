//! The bucket: the part of S3 that functions and members' links use, on files in the data folder.

mod listing;
mod presigned;

use std::path::{Component, Path, PathBuf};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::fs;
use tokio::net::TcpListener;

use self::presigned::{Asked, parameter};
use crate::clock::Clock;
use crate::stopping::Stopping;

/// The largest object that the bucket takes.
const LARGEST: usize = 64 * 1024 * 1024;

/// All buckets.
#[derive(Clone)]
struct Buckets {
    folder: PathBuf,
    clock: Clock,
}

/// Serves the endpoint until told to stop. `folder` holds all buckets.
pub(crate) async fn serve(
    listener: TcpListener,
    folder: PathBuf,
    clock: Clock,
    stopping: Stopping,
) {
    let limit = DefaultBodyLimit::max(LARGEST);
    let router = Router::new().fallback(handle).layer(limit).with_state(Buckets { folder, clock });
    if let Err(cause) = axum::serve(listener, router).with_graceful_shutdown(stopping.wait()).await
    {
        eprintln!("bucket: stopped serving: {cause}");
    }
}

async fn handle(
    State(Buckets { folder, clock }): State<Buckets>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let query = uri.query().unwrap_or_default();
    // Whoever signs no header has to have an address that was signed.
    if !headers.contains_key(header::AUTHORIZATION) {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let asked = Asked { method: method.as_str(), host, path: uri.path(), query };
        if let Err(code) = presigned::check(&asked, clock.now()) {
            return error(StatusCode::FORBIDDEN, code);
        }
    }
    if method == Method::GET && parameter(query, "list-type").is_some() {
        return listing::list(&folder, uri.path(), query).map_or_else(
            || error(StatusCode::NOT_FOUND, "NoSuchBucket"),
            |xml| ([("content-type", "application/xml")], xml).into_response(),
        );
    }
    let Some(path) = place(&folder, uri.path()) else {
        return error(StatusCode::BAD_REQUEST, "InvalidURI");
    };
    let only_new = headers.get("if-none-match").is_some_and(|value| value == "*");
    match method {
        Method::GET => match fs::read(&path).await {
            Ok(bytes) => (overridden(query), bytes).into_response(),
            Err(_) => error(StatusCode::NOT_FOUND, "NoSuchKey"),
        },
        Method::PUT if only_new && path.exists() => {
            error(StatusCode::PRECONDITION_FAILED, "PreconditionFailed")
        }
        Method::PUT => match put(&path, &body).await {
            Ok(()) => StatusCode::OK.into_response(),
            Err(cause) => {
                eprintln!("bucket: an object could not be kept: {cause}");
                error(StatusCode::INTERNAL_SERVER_ERROR, "InternalError")
            }
        },
        Method::DELETE => {
            // One that is not there is no error.
            drop(fs::remove_file(&path).await);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => error(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed"),
    }
}

/// The headers that an address asks for in place of the object's own.
fn overridden(query: &str) -> HeaderMap {
    let asked = [
        ("response-content-type", header::CONTENT_TYPE),
        ("response-content-disposition", header::CONTENT_DISPOSITION),
    ];
    let set = |(name, header): (&str, HeaderName)| {
        Some((header, HeaderValue::from_str(&parameter(query, name)?).ok()?))
    };
    asked.into_iter().filter_map(set).collect()
}

/// The file of an object. `None` for a path that would lead out of the folder.
fn place(folder: &Path, path: &str) -> Option<PathBuf> {
    // A plus is one, other than in a query.
    let path = path.replace('+', "%2B");
    let (path, _) = form_urlencoded::parse(path.as_bytes()).next()?;
    let inside = PathBuf::from(path.trim_start_matches('/'));
    let is_plain = |part| matches!(part, Component::Normal(_));
    (inside.components().count() > 1 && inside.components().all(is_plain))
        .then(|| folder.join(inside))
}

async fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).await?;
    }
    fs::write(path, bytes).await
}

/// An error in XML, as the SDK reads it.
fn error(status: StatusCode, code: &'static str) -> Response {
    let body = format!("<Error><Code>{code}</Code><Message>{code}</Message></Error>");
    (status, [("content-type", "application/xml")], body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_kept_in_their_bucket_and_nowhere_else() {
        let folder = Path::new("/data");
        let inside = place(folder, "/bucket/changes/2026-11-25/changes.csv");

        assert_eq!(inside, Some(PathBuf::from("/data/bucket/changes/2026-11-25/changes.csv")));
        let named = place(folder, "/bucket/bills/a%20b%2B.csv");
        assert_eq!(named, Some(PathBuf::from("/data/bucket/bills/a b+.csv")));
        for wrong in ["/", "/bucket", "/bucket/../../etc/passwd", "/../x/y", "/bucket/%2e%2e/x"] {
            assert_eq!(place(folder, wrong), None, "{wrong}");
        }
    }
}
