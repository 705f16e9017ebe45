use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::ConnectorError;

use super::*;
use crate::clients::Clients;
use crate::config::Settings;

/// A status and a body. `None` if the answer is lost.
type Answer = Option<(u16, &'static str)>;

/// A bucket that answers from a script.
#[derive(Clone)]
struct Scripted(Arc<Mutex<(VecDeque<Answer>, Vec<HttpRequest>)>>);

impl fmt::Debug for Scripted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scripted")
    }
}

impl HttpConnector for Scripted {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let mut play = self.0.lock().expect("no test panics here");
        play.1.push(request);
        let answer = play.0.pop_front().expect("the script goes on");
        HttpConnectorFuture::ready(match answer {
            Some((status, body)) => {
                let status = status.try_into().expect("a status");
                let mut response = HttpResponse::new(status, SdkBody::from(body));
                response.headers_mut().insert("content-length", body.len().to_string());
                Ok(response)
            }
            None => Err(ConnectorError::timeout("the answer is lost".into())),
        })
    }
}

impl Scripted {
    fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self(Arc::new(Mutex::new((answers.into_iter().collect(), Vec::new()))))
    }

    /// The objects of this bucket, for a function with a session of its own.
    fn objects(&self) -> Objects {
        let settings = Settings::from_lookup(|name| {
            let value = match name {
                "STAGE" => "local",
                "AWS_REGION" => "eu-central-1",
                "AWS_ACCESS_KEY_ID" => "import-accounts",
                "AWS_SECRET_ACCESS_KEY" => "its secret",
                "AWS_SESSION_TOKEN" => "its session",
                _ => return None,
            };
            Some(value.to_owned())
        });
        let connector = SharedHttpConnector::new(self.clone());
        let http = http_client_fn(move |_, _| connector.clone());
        Clients::over(&settings.expect("settings"), http).expect("clients").objects()
    }

    /// The method, the address and some headers of each request so far.
    fn asked(&self, headers: &[&str]) -> Vec<String> {
        let play = self.0.lock().expect("no test panics here");
        let line = |request: &HttpRequest| {
            let values = headers.iter().map(|name| request.headers().get(*name).unwrap_or("none"));
            [request.method(), request.uri()]
                .into_iter()
                .chain(values)
                .collect::<Vec<_>>()
                .join(" ")
        };
        play.1.iter().map(line).collect()
    }
}

fn upload(only_new: bool) -> Upload<'static> {
    Upload { content_type: "text/csv; charset=utf-8", only_new, bytes: b"id,kind\n".to_vec() }
}

#[tokio::test]
async fn an_object_is_read_with_its_length() {
    let bucket = Scripted::new([Some((200, "account_no\n"))]);

    let mut object = bucket.objects().get("extracts", "extracts/bills.csv").await.expect("it is");

    assert_eq!(object.length(), Some(11));
    assert_eq!(object.next().await.expect("bytes").expect("whole"), "account_no\n");
    assert!(object.next().await.is_none());
    let address = "GET https://extracts.s3.eu-central-1.amazonaws.com/extracts/bills.csv";
    assert_eq!(bucket.asked(&[]), [address]);
}

#[tokio::test]
async fn a_request_is_signed_with_its_session_and_with_the_hash_of_its_body() {
    let bucket = Scripted::new([Some((200, ""))]);

    bucket.objects().put("extracts", "a.csv", upload(false)).await.expect("it is put");

    let asked = bucket.asked(&["authorization"]).concat();
    assert!(asked.contains("Credential=import-accounts/"), "{asked}");
    assert!(asked.contains("/eu-central-1/s3/aws4_request"), "{asked}");
    assert!(asked.contains(";x-amz-content-sha256;x-amz-date;x-amz-security-token,"), "{asked}");
    let hash = "5b41be78ff6ae55c588a092a882d666087bab52adee0d1d77c9daf2eef8b56dd";
    let headers = bucket.asked(&["x-amz-security-token", "x-amz-content-sha256", "content-type"]);
    assert!(
        headers.concat().ends_with(&format!("its session {hash} text/csv; charset=utf-8")),
        "{headers:?}"
    );
}

#[tokio::test]
async fn only_what_is_to_be_new_is_put_on_condition() {
    let bucket = Scripted::new([
        Some((200, "")),
        Some((200, "")),
        Some((412, "<Error><Code>PreconditionFailed</Code></Error>")),
    ]);

    let over = bucket.objects().put("extracts", "a.csv", upload(false)).await;
    let new = bucket.objects().put("extracts", "a.csv", upload(true)).await;
    let again = bucket.objects().put("extracts", "a.csv", upload(true)).await;

    assert_eq!((over, new), (Ok(()), Ok(())));
    assert!(again.is_err_and(|failed| failed.is("PreconditionFailed")));
    let conditions = bucket.asked(&["if-none-match"]);
    let conditions: Vec<_> = conditions.iter().filter_map(|line| line.split(' ').nth(2)).collect();
    assert_eq!(conditions, ["none", "*", "*"]);
}

#[tokio::test]
async fn a_busy_bucket_and_a_lost_answer_are_tried_again() {
    let slow = Some((503, "<Error><Code>SlowDown</Code></Error>"));
    let bucket = Scripted::new([slow, None, Some((200, ""))]);

    let put = bucket.objects().put("extracts", "a.csv", upload(true)).await;

    assert_eq!(put, Ok(()));
    assert_eq!(bucket.asked(&[]).len(), 3);
}

#[tokio::test]
async fn a_refusal_is_told_by_its_code_and_not_tried_again() {
    let refusal = "<?xml version=\"1.0\"?>\n<Error><Code>NoSuchKey</Code><Key>x</Key></Error>";
    let bucket = Scripted::new([Some((404, refusal)), Some((403, "no XML"))]);
    let objects = bucket.objects();

    let missing = objects.get("extracts", "x").await.map(drop);
    let forbidden = objects.get("extracts", "x").await.map(drop);

    assert_eq!(missing, Err(CallFailed::because("GetObject", "NoSuchKey")));
    assert_eq!(forbidden, Err(CallFailed::because("GetObject", "an answer without a code")));
    assert_eq!(bucket.asked(&[]).len(), 2);
}

#[tokio::test]
async fn an_object_may_have_any_name() {
    let bucket = Scripted::new([Some((200, ""))]);

    bucket.objects().get("extracts", "März 2026 (1)+/a%20.csv").await.expect("it is there");

    let path = "/M%C3%A4rz%202026%20%281%29%2B/a%2520.csv";
    assert_eq!(
        bucket.asked(&[]),
        [format!("GET https://extracts.s3.eu-central-1.amazonaws.com{path}")]
    );
}

#[test]
fn a_bucket_has_a_host_of_its_own_where_a_certificate_covers_it() {
    assert_eq!(place(None, "us-east-1", "bills"), "https://bills.s3.us-east-1.amazonaws.com");
    assert_eq!(place(None, "cn-north-1", "bills"), "https://bills.s3.cn-north-1.amazonaws.com.cn");
    let dotted = "https://s3.us-east-1.amazonaws.com/bills.coop.example";
    assert_eq!(place(None, "us-east-1", "bills.coop.example"), dotted);
    let local = place(Some("http://127.0.0.1:9001/"), "us-east-1", "bills");
    assert_eq!(local, "http://127.0.0.1:9001/bills");
}

#[tokio::test]
async fn a_bucket_says_after_how_many_days_its_objects_go() {
    let rules = "<LifecycleConfiguration><Rule><Expiration><Days>1096</Days></Expiration>\
                 <Status>Enabled</Status></Rule></LifecycleConfiguration>";
    let bucket = Scripted::new([
        Some((200, rules)),
        Some((404, "<Error><Code>NoSuchLifecycleConfiguration</Code></Error>")),
        Some((403, "<Error><Code>AccessDenied</Code></Error>")),
    ]);

    assert_eq!(bucket.objects().expiry("documents").await, Ok(Some(1_096)));
    assert_eq!(bucket.objects().expiry("documents").await, Ok(None));
    let refused = bucket.objects().expiry("documents").await.expect_err("a refusal");
    assert_eq!(refused.to_string(), "GetBucketLifecycleConfiguration failed: AccessDenied");
    let address = "GET https://documents.s3.eu-central-1.amazonaws.com/?lifecycle";
    assert_eq!(bucket.asked(&[]), [address; 3]);
}
