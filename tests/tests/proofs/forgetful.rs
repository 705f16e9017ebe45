//! A database that forgets every condition, to show that a race notices.

use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::response::{IntoResponse, Response};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use tokio::net::TcpListener;

/// The largest request that `DynamoDB` takes.
const LARGEST_BODY: usize = 16 * 1024 * 1024;

/// Serves a proxy to a database that makes every condition hold.
pub(crate) async fn before(database: SocketAddr) -> SocketAddr {
    let client: Client<HttpConnector, Body> = Client::builder(TokioExecutor::new()).build_http();
    let router = Router::new().fallback(hand_on).with_state((client, database));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn hand_on(
    State((client, database)): State<(Client<HttpConnector, Body>, SocketAddr)>,
    request: Request,
) -> Response {
    let (mut head, body) = request.into_parts();
    let body = to_bytes(body, LARGEST_BODY).await.expect("a body");
    let mut body: Value = serde_json::from_slice(&body).expect("JSON");
    forget(&mut body);
    head.uri = format!("http://{database}/").parse().expect("an address");
    head.headers.remove(CONTENT_LENGTH);
    let request = Request::from_parts(head, Body::from(body.to_string()));
    client.request(request).await.expect("the database answers").into_response()
}

/// Makes every condition hold. It still uses its values, as the protocol demands.
fn forget(body: &mut Value) {
    match body {
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value) {
                    ("ConditionExpression", Value::String(condition)) => {
                        *condition = format!(
                            "({condition}) OR attribute_exists(pk) OR attribute_not_exists(pk)"
                        );
                    }
                    (_, value) => forget(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(forget),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
