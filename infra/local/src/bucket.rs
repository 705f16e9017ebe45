//! The bucket: the part of S3 that functions use, on files in the data folder.

use std::path::{Component, Path, PathBuf};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tokio::fs;
use tokio::net::TcpListener;

use crate::stopping::Stopping;

/// The largest object that the bucket takes.
const LARGEST: usize = 64 * 1024 * 1024;

/// Serves the endpoint until told to stop. `folder` holds all buckets.
pub(crate) async fn serve(listener: TcpListener, folder: PathBuf, stopping: Stopping) {
    let limit = DefaultBodyLimit::max(LARGEST);
    let router = Router::new().fallback(handle).layer(limit).with_state(folder);
    if let Err(cause) = axum::serve(listener, router).with_graceful_shutdown(stopping.wait()).await
    {
        eprintln!("bucket: stopped serving: {cause}");
    }
}

async fn handle(
    State(folder): State<PathBuf>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(path) = place(&folder, uri.path()) else {
        return error(StatusCode::BAD_REQUEST, "InvalidURI");
    };
    let only_new = headers.get("if-none-match").is_some_and(|value| value == "*");
    match method {
        Method::GET => match fs::read(&path).await {
            Ok(bytes) => bytes.into_response(),
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
        _ => error(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed"),
    }
}

/// The file of an object. `None` for a path that would lead out of the folder.
fn place(folder: &Path, path: &str) -> Option<PathBuf> {
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
        for wrong in ["/", "/bucket", "/bucket/../../etc/passwd", "/../x/y"] {
            assert_eq!(place(folder, wrong), None, "{wrong}");
        }
    }
}
