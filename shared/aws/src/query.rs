//! Asks the services that take a form and answer in XML: STS and SNS, for the operator's command line.

use aws_runtime::auth::SigningOptions;
use aws_smithy_http::query::fmt_string;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::DeserializeResponse;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::SdkConfig;

use crate::core::{self, Service, text_in};
use crate::failure::CallFailed;

/// A service, and the version of its interface.
#[derive(Clone, Copy)]
struct QueryService {
    name: &'static str,
    version: &'static str,
}

/// The service that says who calls.
const STS: QueryService = QueryService { name: "sts", version: "2011-06-15" };
/// The service that alarms go through.
const SNS: QueryService = QueryService { name: "sns", version: "2010-03-31" };

/// Those who hear what is sent to a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hearers {
    /// How many have confirmed it.
    pub confirmed: usize,
    /// How many were asked and have not confirmed it yet.
    pub asked: usize,
}

/// The ARN of whoever signs the calls. Everybody may ask for their own.
pub(crate) async fn caller(config: &SdkConfig) -> Result<String, CallFailed> {
    let answer = ask(config, STS, "GetCallerIdentity", &[]).await?;
    let arn = text_in(&answer, "Arn");
    arn.map(str::to_owned).ok_or_else(|| CallFailed::because("GetCallerIdentity", "no ARN"))
}

/// Who hears what is sent to a topic, the first hundred of them.
pub(crate) async fn hearers(config: &SdkConfig, topic: &str) -> Result<Hearers, CallFailed> {
    let answer = ask(config, SNS, "ListSubscriptionsByTopic", &[("TopicArn", topic)]).await?;
    let all = answer.matches("<SubscriptionArn>").count();
    let asked = answer.matches("<SubscriptionArn>PendingConfirmation<").count();
    Ok(Hearers { confirmed: all - asked, asked })
}

async fn ask(
    config: &SdkConfig,
    service: QueryService,
    action: &'static str,
    fields: &[(&str, &str)],
) -> Result<String, CallFailed> {
    let region = config.region().ok_or_else(|| CallFailed::because(action, "no region"))?;
    let region = region.as_ref();
    let of_region = format!("https://{}.{region}.{}", service.name, core::domain(region));
    let place = config.endpoint_url().unwrap_or(&of_region);
    let fields = fields.iter().map(|(name, value)| format!("&{name}={}", fmt_string(value)));
    let form = format!("Action={action}&Version={}{}", service.version, fields.collect::<String>());
    let mut request = HttpRequest::new(SdkBody::from(form.clone()));
    request.set_method("POST").expect("the method is one of HTTP's");
    request.set_uri("/").expect("it is a path");
    let headers = request.headers_mut();
    headers.insert("content-type", "application/x-www-form-urlencoded");
    headers.insert("content-length", form.len().to_string());
    let of_service = Service { name: service.name, options: SigningOptions::default() };
    core::invoke(config, &of_service, action, place, request, Texts).await
}

/// Reads an answer as text.
#[derive(Debug)]
struct Texts;

impl DeserializeResponse for Texts {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        _: &ConfigBag,
    ) -> Result<Output, OrchestratorError<Error>> {
        if !response.status().is_success() {
            return core::refusal(response);
        }
        let body = response.body().bytes().unwrap_or_default();
        Ok(Output::erase(String::from_utf8_lossy(body).into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use aws_smithy_runtime_api::client::http::{
        HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
    };

    use super::*;
    use crate::clients::Clients;
    use crate::config::Settings;

    /// A service that gives one answer to the one request that it expects.
    #[derive(Clone, Debug)]
    struct Expecting {
        form: &'static str,
        status: u16,
        body: &'static str,
    }

    impl HttpConnector for Expecting {
        fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
            let form = request.body().bytes().map(String::from_utf8_lossy);
            assert_eq!(form.as_deref(), Some(self.form));
            let signed = request.headers().get("authorization").unwrap_or_default();
            assert!(signed.contains("/eu-central-1/s"), "{signed}");
            let status = self.status.try_into().expect("a status");
            HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(self.body))))
        }
    }

    fn clients(expecting: Expecting) -> Clients {
        let settings = Settings::from_lookup(|name| {
            let value = match name {
                "STAGE" => "prod",
                "AWS_REGION" => "eu-central-1",
                "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" => "x",
                _ => return None,
            };
            Some(value.to_owned())
        });
        let connector = SharedHttpConnector::new(expecting);
        let http = http_client_fn(move |_, _| connector.clone());
        Clients::over(&settings.expect("settings"), http).expect("clients")
    }

    const WHO: &str = "Action=GetCallerIdentity&Version=2011-06-15";

    #[tokio::test]
    async fn who_calls_is_told_by_their_arn() {
        let body = "<R><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/sam</Arn><Account>1</Account></GetCallerIdentityResult></R>";

        let caller = clients(Expecting { form: WHO, status: 200, body }).caller().await;

        assert_eq!(caller.as_deref(), Ok("arn:aws:iam::1:user/sam"));
    }

    #[tokio::test]
    async fn a_refusal_has_its_code_and_an_answer_without_an_arn_is_none() {
        let no = "<ErrorResponse><Error><Code>ExpiredToken</Code></Error></ErrorResponse>";
        let asked = async |status, body| {
            let caller = clients(Expecting { form: WHO, status, body }).caller().await;
            caller.expect_err("a refusal").to_string()
        };

        assert_eq!(asked(403, no).await, "GetCallerIdentity failed: ExpiredToken");
        assert_eq!(asked(200, "<R></R>").await, "GetCallerIdentity failed: no ARN");
    }

    #[tokio::test]
    async fn who_has_confirmed_is_told_from_who_was_only_asked() {
        let body = "<R><member><SubscriptionArn>arn:aws:sns:1</SubscriptionArn></member>\
                    <member><SubscriptionArn>PendingConfirmation</SubscriptionArn></member></R>";
        let form =
            "Action=ListSubscriptionsByTopic&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3A1%3At";

        let hearers =
            clients(Expecting { form, status: 200, body }).hearers("arn:aws:sns:1:t").await;

        assert_eq!(hearers, Ok(Hearers { confirmed: 1, asked: 1 }));
    }
}
