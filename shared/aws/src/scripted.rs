//! An AWS that answers from a script.
//!
//! It can do what no local one does: lose answers, report conflicts, leave items unprocessed.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};

use crate::clients::Clients;
use crate::config::Settings;

/// One answer.
pub(crate) enum ScriptedAnswer {
    /// It went well.
    Ok(Value),
    /// The service says no, by an error of this name.
    No(&'static str, Value),
    /// The request arrives and the answer is lost.
    Lost,
    /// The answer depends on the request.
    Of(fn(&Value) -> ScriptedAnswer),
}

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The call's name. Empty where the protocol has it in the path.
    pub(crate) call: String,
    pub(crate) body: Value,
}

#[derive(Default)]
struct Play {
    answers: VecDeque<ScriptedAnswer>,
    asked: Vec<Asked>,
}

/// A script, and how far it was played.
#[derive(Clone, Default)]
pub(crate) struct Script(Arc<Mutex<Play>>);

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Script")
    }
}

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = ScriptedAnswer>) -> Self {
        let play = Play { answers: answers.into_iter().collect(), asked: Vec::new() };
        Self(Arc::new(Mutex::new(play)))
    }

    /// The requests so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.0.lock().expect("no test panics here").asked.clone()
    }

    /// The names of the calls so far.
    pub(crate) fn calls(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.call).collect()
    }

    /// Clients that ask this script, and the settings that they were made from.
    pub(crate) fn clients(&self) -> (Clients, Settings) {
        let value = |name: &str| match name {
            "STAGE" => Some("local"),
            "AWS_REGION" | "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" => Some("x"),
            "BILLING_ACCOUNTS_TABLE" => Some("BillingAccounts"),
            "HISTORY_TABLE" => Some("History"),
            "MEMBERS_TABLE" => Some("Members"),
            "TRANSIENT_TABLE" => Some("Transient"),
            "OUTBOX_TABLE" => Some("Outbox"),
            "SECRET_ID" => Some("the-secret"),
            "MAIL_FROM" => Some("portal@example.coop"),
            "EVENT_BUS" => Some("the-bus"),
            _ => None,
        };
        let settings = Settings::from_lookup(|name| value(name).map(str::to_owned));
        let settings = settings.expect("settings");
        let script = SharedHttpConnector::new(self.clone());
        let http: SharedHttpClient = http_client_fn(move |_, _| script.clone());
        (Clients::over(&settings, http).expect("clients"), settings)
    }
}

impl HttpConnector for Script {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let call = target.rsplit('.').next().unwrap_or_default().to_owned();
        let body = request.body().bytes().unwrap_or_default();
        let body = serde_json::from_slice(body).unwrap_or(Value::Null);
        let mut play = self.0.lock().expect("no test panics here");
        play.asked.push(Asked { call, body: body.clone() });
        let answer = play.answers.pop_front().expect("the script goes on");
        HttpConnectorFuture::ready(play_out(answer, &body))
    }
}

fn play_out(answer: ScriptedAnswer, asked: &Value) -> Result<HttpResponse, ConnectorError> {
    let (status, body) = match answer {
        ScriptedAnswer::Ok(body) => (200, body),
        ScriptedAnswer::No(error, mut body) => {
            body["__type"] = json!(error);
            (400, body)
        }
        ScriptedAnswer::Lost => return Err(ConnectorError::timeout("the answer is lost".into())),
        ScriptedAnswer::Of(answer) => return play_out(answer(asked), asked),
    };
    let body = SdkBody::from(body.to_string());
    let status: u16 = status;
    let mut response = HttpResponse::new(status.try_into().expect("a status"), body);
    let error = response.status().is_client_error();
    if error {
        let name = asked_error(&response);
        response.headers_mut().insert("x-amzn-errortype", name);
    }
    Ok(response)
}

/// The error's name, for protocols that have it in a header.
fn asked_error(response: &HttpResponse) -> String {
    let body = response.body().bytes().unwrap_or_default();
    let body: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
    body["__type"].as_str().unwrap_or_default().to_owned()
}
