//! The HTTP API. Each request becomes an event, and each answer a response.

mod answer;
mod event;
mod routes;
mod unreadable;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::header::{CONTENT_LENGTH, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::serve::ListenerExt;
use tokio::net::TcpListener;

use self::routes::Routes;
use self::unreadable::Readable;
use crate::clock::Clock;
use crate::functions::Functions;
use crate::stopping::Stopping;
use crate::template::FunctionSpec;

/// The largest body that an HTTP API takes.
///
/// It refuses more before any function sees it.
const LARGEST_BODY: usize = 10 * 1024 * 1024;

/// The routes and the functions they lead to.
pub(crate) struct Gateway {
    origin: String,
    routes: Routes,
    functions: Arc<Functions>,
    clock: Clock,
}

impl Gateway {
    /// The routes of one API.
    pub(crate) fn new(
        origin: &str,
        api: &str,
        specs: &[FunctionSpec],
        functions: Arc<Functions>,
        clock: Clock,
    ) -> Self {
        let mut routes = Routes::default();
        for spec in specs {
            routes.add(&spec.name, spec.routes.iter().filter(|key| key.api.id == api));
        }
        Self { origin: origin.to_owned(), routes, functions, clock }
    }

    /// Serves until told to stop. It finishes requests in flight.
    ///
    /// The pages of `own` come before the template's routes.
    pub(crate) async fn serve(self, listener: TcpListener, own: Router, stopping: Stopping) {
        let gateway = Arc::new(self);
        let router = Router::new().fallback(handle).with_state(Arc::clone(&gateway)).merge(own);
        let router = router.into_make_service_with_connect_info::<SocketAddr>();
        // With this the library hands out the client's address.
        let listener = Readable::new(listener, gateway).tap_io(|_| ());
        let served = axum::serve(listener, router).with_graceful_shutdown(stopping.wait()).await;
        if let Err(cause) = served {
            eprintln!("gateway: stopped serving: {cause}");
        }
    }

    async fn handle(&self, peer: SocketAddr, request: Request<Body>) -> Response {
        let (head, body) = request.into_parts();
        if let Some(place) = self.better_name(&head) {
            return Redirect::temporary(&place).into_response();
        }
        let Some(body) = read(&head.headers, body).await else {
            return answer::message(StatusCode::PAYLOAD_TOO_LARGE);
        };
        let Some(found) = self.routes.find(head.method.as_str(), head.uri.path()) else {
            return answer::message(StatusCode::NOT_FOUND);
        };
        let Some(function) = self.functions.get(found.function) else {
            eprintln!("gateway: {} leads to {}, which does not exist", found.key, found.function);
            return answer::message(StatusCode::INTERNAL_SERVER_ERROR);
        };
        let event = event::event(&head, &body, peer, &found, self.clock.now());
        if let Ok(value) = function(event).await {
            answer::answer(value)
        } else {
            // The cause may quote what was typed, so it is left out. The function has logged it.
            eprintln!("gateway: {} failed on {}", found.function, found.key);
            answer::message(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }

    /// What a function answers to a control byte in a header, which no client gets past the HTTP library here.
    async fn page_for_the_unreadable(&self, peer: SocketAddr) -> Option<Response> {
        let found = self.routes.find("GET", "/")?;
        let (head, ()) = Request::new(()).into_parts();
        let mut event = event::event(&head, &[], peer, &found, self.clock.now());
        event["headers"]["x-unreadable"] = "\u{1}".into();
        let function = self.functions.get(found.function)?;
        function(event).await.ok().map(answer::answer)
    }

    /// The address for somebody who typed `127.0.0.1` into a browser.
    ///
    /// Links in letters use the portal's one host name, a browser keeps cookies per name, and makes passkeys for
    /// names alone. Programs do not say that they navigate, so they are not redirected.
    fn better_name(&self, head: &Parts) -> Option<String> {
        let host = head.headers.get(HOST)?.to_str().ok()?;
        let is_address = host.split(':').next() == Some("127.0.0.1");
        let navigates = head.headers.get("sec-fetch-mode").is_some_and(|mode| mode == "navigate");
        (is_address && navigates && head.method.is_safe())
            .then(|| format!("{}{}", self.origin, head.uri))
    }
}

async fn handle(
    State(gateway): State<Arc<Gateway>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request<Body>,
) -> Response {
    gateway.handle(peer, request).await
}

async fn read(headers: &HeaderMap, body: Body) -> Option<Bytes> {
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    let announced = announced.and_then(|length| length.parse().ok()).unwrap_or(0);
    if announced > LARGEST_BODY {
        return None;
    }
    to_bytes(body, LARGEST_BODY).await.ok()
}
