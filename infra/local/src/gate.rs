//! The gate in front of the local services, which stands in for IAM.
//!
//! Each function may do only what its role in the template grants, as in AWS. A function signs its calls
//! with its own name, so the gate knows who asks. A missing grant shows here instead of after deployment.
//! The gate notes each grant that was used, so that a test can find the unused ones, and what each function spent.

mod call;
mod spent;

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use axum::{Json, Router};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::json;
use tokio::net::TcpListener;

use self::call::{Call, Caller};
pub use self::spent::{Spent, SpentBy, Written};
use crate::stopping::Stopping;
use crate::template::{Grant, Role, Template};

/// The largest request that `DynamoDB` takes.
const LARGEST_BODY: usize = 16 * 1024 * 1024;

/// The grants, refusals and costs so far. Clones are the same record.
#[derive(Clone, Debug, Default)]
pub struct Record(Arc<Mutex<Recorded>>);

#[derive(Debug, Default)]
struct Recorded {
    granted: BTreeMap<String, BTreeSet<Grant>>,
    refused: BTreeSet<String>,
    spent: SpentBy,
    written: Written,
}

impl Record {
    /// The grants of its role that each function used.
    pub fn granted(&self) -> BTreeMap<String, BTreeSet<Grant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).granted.clone()
    }

    /// The refusals, in words without personal data.
    pub fn refused(&self) -> Vec<String> {
        let recorded = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        recorded.refused.iter().cloned().collect()
    }

    /// What each function has spent in `DynamoDB`.
    pub fn spent(&self) -> SpentBy {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).spent.clone()
    }

    /// How many items the functions have written.
    pub fn written(&self) -> Written {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).written.clone()
    }

    fn write(&self, items: Vec<String>) {
        let mut recorded = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for item in items {
            *recorded.written.entry(item).or_default() += 1;
        }
    }

    fn spend(&self, function: &str, operation: &str, answer: &[u8]) {
        let mut recorded = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_function = recorded.spent.entry(function.to_owned()).or_default();
        of_function.entry(operation.to_owned()).or_default().add(operation, answer);
    }

    fn grant(&self, function: &str, grants: Vec<Grant>) {
        let mut recorded = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        recorded.granted.entry(function.to_owned()).or_default().extend(grants);
    }

    /// Notes a refusal, and returns whether it is the first of its kind.
    fn refuse(&self, refusal: String) -> bool {
        let mut recorded = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        recorded.refused.insert(refusal)
    }
}

/// The gate before it serves.
pub(crate) struct Gate {
    roles: BTreeMap<String, Role>,
    /// The address of each service, by its name in a signature.
    services: BTreeMap<&'static str, SocketAddr>,
    record: Record,
    client: Client<HttpConnector, Body>,
}

impl Gate {
    pub(crate) fn new(
        template: &Template,
        services: BTreeMap<&'static str, SocketAddr>,
        record: Record,
    ) -> Self {
        let roles = template.functions.iter().map(|spec| (spec.name.clone(), spec.role.clone()));
        let roles = roles.chain(template.policies.clone());
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { roles: roles.collect(), services, record, client }
    }

    /// Serves until told to stop.
    pub(crate) async fn serve(self, listener: TcpListener, stopping: Stopping) {
        let router = Router::new().fallback(handle).with_state(Arc::new(self));
        let listener = listener.tap_io(|connection| drop(connection.set_nodelay(true)));
        let served = axum::serve(listener, router).with_graceful_shutdown(stopping.wait()).await;
        if let Err(cause) = served {
            eprintln!("gate: stopped serving: {cause}");
        }
    }

    async fn handle(&self, request: Request) -> Response {
        let (head, body) = request.into_parts();
        let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
            return StatusCode::PAYLOAD_TOO_LARGE.into_response();
        };
        let Some(caller) = Caller::of(&head) else {
            return no(StatusCode::FORBIDDEN, "MissingAuthenticationTokenException");
        };
        let Some(service) = self.services.get(caller.service.as_str()) else {
            return no(StatusCode::BAD_REQUEST, "UnknownOperationException");
        };
        // Any other caller is the developer.
        if let Some(role) = self.roles.get(&caller.name) {
            let calls = Call::all_of(&caller.service, &head, &body);
            if let Some(refused) = calls.iter().find_map(|call| self.refused(role, &caller, call)) {
                if self.record.refuse(refused.clone()) {
                    eprintln!("roles: {refused}");
                }
                let status = if caller.service == "dynamodb" { 400 } else { 403 };
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
                return no(status, "AccessDeniedException");
            }
            if let ("dynamodb", Some(operation)) =
                (caller.service.as_str(), call::operation(&head.headers))
            {
                let operation = operation.to_owned();
                self.record.write(spent::written(&operation, &body));
                let answer = self.pass_on(*service, head, spent::with_cost(body)).await;
                return self.noted(&caller.name, &operation, answer).await;
            }
        }
        self.pass_on(*service, head, body).await
    }

    /// Notes what an answer says that it cost.
    async fn noted(&self, function: &str, operation: &str, answer: Response) -> Response {
        let (head, body) = answer.into_parts();
        let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
            return StatusCode::BAD_GATEWAY.into_response();
        };
        self.record.spend(function, operation, &body);
        Response::from_parts(head, Body::from(body))
    }

    /// Notes the grants that a call uses, and says what the role does not grant.
    fn refused(&self, role: &Role, caller: &Caller, call: &Call) -> Option<String> {
        let keys: Vec<&str> = call.keys.iter().map(String::as_str).collect();
        if let Some(grants) = role.grants(&call.action, &call.resource, &keys) {
            self.record.grant(&caller.name, grants);
            return None;
        }
        let keys = call.prefixes().join(", ");
        let (name, action, resource) = (&caller.name, &call.action, &call.resource);
        Some(format!("{name} has no {action} on {resource} for {keys} in template.yaml"))
    }

    async fn pass_on(&self, service: SocketAddr, mut head: Parts, body: Bytes) -> Response {
        let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
        let Ok(uri) = format!("http://{service}{path}").parse::<Uri>() else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        head.uri = uri;
        // A body that asks for its cost is longer.
        head.headers.insert(CONTENT_LENGTH, body.len().into());
        match self.client.request(Request::from_parts(head, Body::from(body))).await {
            Ok(answer) => answer.into_response(),
            Err(_) => StatusCode::BAD_GATEWAY.into_response(),
        }
    }
}

async fn handle(State(gate): State<Arc<Gate>>, request: Request) -> Response {
    gate.handle(request).await
}

/// An error for both families of protocols.
///
/// One reads it from a header, the other from a member of the body.
fn no(status: StatusCode, kind: &'static str) -> Response {
    let kind_header = HeaderName::from_static("x-amzn-errortype");
    let body = json!({ "__type": kind, "message": "not allowed by the role in template.yaml" });
    (status, [(kind_header, kind)], Json(body)).into_response()
}
