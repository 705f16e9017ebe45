//! Letters, from the SDK to the inbox.

use aws_sdk_sesv2::error::ProvideErrorMetadata;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message};
use local::mail::MailState;
use local::template::Environment;
use serde_json::json;

use crate::started;
use crate::wire::send;

pub(crate) fn mailer(environment: &Environment, signs_as: &str) -> aws_sdk_sesv2::Client {
    let credentials =
        aws_sdk_sesv2::config::Credentials::new(signs_as, "local", None, None, "test");
    let config = aws_sdk_sesv2::Config::builder()
        .behavior_version(aws_sdk_sesv2::config::BehaviorVersion::latest())
        .region(aws_sdk_sesv2::config::Region::new("us-east-1"))
        .credentials_provider(credentials)
        .endpoint_url(&environment["AWS_ENDPOINT_URL_SESV2"])
        .retry_config(aws_sdk_sesv2::config::retry::RetryConfig::disabled())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    aws_sdk_sesv2::Client::from_conf(config)
}

/// Sends a letter, and returns the code of its error, if any.
pub(crate) async fn post(mailer: &aws_sdk_sesv2::Client, to: &str) -> Result<String, String> {
    let part = |text: &str| Content::builder().data(text).build().expect("it has data");
    let body = Body::builder().text(part("Open http://a.example/")).html(part("<p>Hi</p>")).build();
    let message = Message::builder().subject(part("Hello")).body(body).build();
    let sent = mailer
        .send_email()
        .from_email_address("no-reply@porchlight.example")
        .destination(Destination::builder().to_addresses(to).build())
        .content(EmailContent::builder().simple(message).build())
        .send()
        .await;
    match sent {
        Ok(sent) => Ok(sent.message_id.unwrap_or_default()),
        Err(error) => {
            let error = error.into_service_error();
            Err(error.code().unwrap_or("none").to_owned())
        }
    }
}

#[tokio::test]
async fn a_letter_sent_by_the_sdk_is_in_the_inbox() {
    let (stack, _events) = started(None).await;
    let mailer =
        mailer(stack.environment("send-letters").expect("it has an environment"), "send-letters");

    let id = post(&mailer, "Ana@example.com").await.expect("the letter is taken");
    post(&mailer, "ben@example.com").await.expect("the letter is taken");

    let json = send(stack.origin(), "GET /_inbox.json", "", "").await.json();
    let list = send(stack.origin(), "GET /_inbox", "", "").await;
    let letter = send(stack.origin(), "GET /_inbox/1", "", "").await;
    assert!(!id.is_empty());
    assert_eq!(
        (json[0]["to"].as_str(), json[1]["to"].as_str()),
        (Some("Ana@example.com"), Some("ben@example.com"))
    );
    assert_eq!((&json[0]["subject"], &json[0]["html"]), (&json!("Hello"), &json!("<p>Hi</p>")));
    assert!(json[0]["sent_at"].as_str().is_some_and(|time| time.ends_with('Z')), "{}", json[0]);
    assert!(list.body.find("ben@example.com") < list.body.find("Ana@example.com"));
    assert!(list.body.contains("<a href=\"http://a.example/\">"));
    assert!(letter.body.contains("<p>Hi</p>"));
    assert!(letter.all("content-security-policy")[0].contains("sandbox"));
    assert_eq!(stack.inbox().letters_to("ana@example.com").len(), 1);
    stack.stop().await;
}

#[tokio::test]
async fn the_mail_endpoint_fails_as_ses_does_when_asked_to() {
    let (stack, _events) = started(None).await;
    let mailer =
        mailer(stack.environment("send-letters").expect("it has an environment"), "send-letters");

    let throttled = post(&mailer, "throttle@example.com").await;
    let rejected = post(&mailer, "a+reject@example.com").await;
    stack.mail().set(MailState::Down);
    let down = post(&mailer, "a@example.com").await;
    stack.mail().set(MailState::Throttling(100));
    let too_fast = post(&mailer, "a@example.com").await;
    stack.mail().set(MailState::Working);
    let working = post(&mailer, "a@example.com").await;

    assert_eq!(throttled, Err("TooManyRequestsException".to_owned()));
    assert_eq!(rejected, Err("MessageRejected".to_owned()));
    assert_eq!(down, Err("InternalFailure".to_owned()));
    assert_eq!(too_fast, Err("TooManyRequestsException".to_owned()));
    assert!(working.is_ok());
    assert_eq!(stack.inbox().letters().len(), 1);
    stack.stop().await;
}
