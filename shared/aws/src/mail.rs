//! The post office on SES. Source: docs/DATA.md#the-outbox.

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::error::SdkError;
use aws_sdk_sesv2::operation::send_email::SendEmailError;
use aws_sdk_sesv2::types::{
    Body, Content, Destination, EmailContent, Message, MessageHeader, MessageTag,
};
use domain::Mail;
use domain::ports::{MailError, PostOffice};
use mail_builder::headers::Header;
use mail_builder::headers::address::Address;

use crate::clients::Clients;
use crate::config::{Settings, SettingsError};
use crate::failure::CallFailed;

/// The post office on SES.
#[derive(Clone)]
pub struct Mailer {
    client: Client,
    from: String,
    reply_to: Option<String>,
    configuration_set: Option<String>,
}

impl Mailer {
    /// Opens the post office.
    ///
    /// Letters come from `MAIL_FROM` under the co-op's name. Answers go to `reply_to`.
    ///
    /// # Errors
    ///
    /// `Missing` if `MAIL_FROM` is not set.
    pub fn new(
        clients: &Clients,
        settings: &Settings,
        coop: &str,
        reply_to: Option<&str>,
    ) -> Result<Self, SettingsError> {
        let address = settings.mail_from.as_deref().ok_or(SettingsError::Missing("MAIL_FROM"))?;
        Ok(Self {
            client: clients.sesv2(),
            from: named(coop, address),
            reply_to: reply_to.map(str::to_owned),
            configuration_set: settings.mail_configuration_set.clone(),
        })
    }
}

impl PostOffice for Mailer {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let to = Destination::builder().to_addresses(mail.to.expose()).build();
        let send = self
            .client
            .send_email()
            .from_email_address(&self.from)
            .set_reply_to_addresses(self.reply_to.clone().map(|address| vec![address]))
            .set_configuration_set_name(self.configuration_set.clone())
            .destination(to)
            .content(EmailContent::builder().simple(message(mail)).build())
            .email_tags(tag("outbox", mail.id.as_str()))
            .email_tags(tag("letter", mail.kind));
        match send.send().await {
            Ok(_) => Ok(()),
            Err(error) => Err(mail_error(&error)),
        }
    }
}

fn message(mail: &Mail) -> Message {
    let parts = Body::builder().text(content(mail.text.as_str())).html(content(mail.html.as_str()));
    // It keeps holiday notices from answering. Source: RFC 3834 §5.
    let automatic = MessageHeader::builder().name("Auto-Submitted").value("auto-generated");
    Message::builder()
        .subject(content(mail.subject.as_str()))
        .body(parts.build())
        .headers(automatic.build().expect("name and value are given"))
        .build()
}

fn content(text: &str) -> Content {
    Content::builder().data(text).charset("UTF-8").build().expect("data is given")
}

fn tag(name: &str, value: &str) -> MessageTag {
    MessageTag::builder().name(name).value(value).build().expect("name and value are given")
}

/// Tells a refusal for good from one that may pass.
///
/// After an unknown error the letter may go later. Staff see that it waits.
fn mail_error<R>(error: &SdkError<SendEmailError, R>) -> MailError {
    let failed = Box::new(CallFailed::of("SendEmail", error));
    match error.as_service_error() {
        Some(SendEmailError::MessageRejected(_) | SendEmailError::BadRequestException(_)) => {
            MailError::Never(failed)
        }
        Some(_) | None => MailError::Later(failed),
    }
}

/// `"Name" <address>` in one line, as SES takes it. A name that is not plain ASCII is in RFC 2047's form.
fn named(name: &str, address: &str) -> String {
    let mut header = Vec::new();
    Address::new_address(Some(name), address).write_header(&mut header, 0);
    String::from_utf8_lossy(&header).replace("\r\n", "")
}

#[cfg(test)]
mod tests {
    use domain::{Email, OutboxId};
    use serde_json::{Value, json};

    use super::*;
    use crate::scripted::{Script, ScriptedAnswer};

    fn mail() -> Mail {
        Mail {
            to: Email::parse("pat@example.com").expect("an email"),
            subject: "Confirm".to_owned(),
            text: "plain".to_owned(),
            html: "<p>rich</p>".to_owned(),
            id: OutboxId::from_stored("o1"),
            kind: "confirm",
        }
    }

    /// How sending ends with this answer of SES, and the first request that it got.
    async fn sent(answers: Vec<ScriptedAnswer>) -> (Result<(), MailError>, Value) {
        let script = Script::new(answers);
        let (clients, settings) = script.clients();
        let reply_to = Some("office@example.coop");
        let mailer = Mailer::new(&clients, &settings, "Juniper Valley", reply_to);
        let end = mailer.expect("MAIL_FROM is set").send(&mail()).await;
        (end, script.asked()[0].body.clone())
    }

    #[tokio::test]
    async fn a_letter_goes_out_in_both_forms_and_says_that_no_person_wrote_it() {
        let (end, asked) = sent(vec![ScriptedAnswer::Ok(json!({ "MessageId": "m" }))]).await;

        end.expect("it is taken");
        let simple = &asked["Content"]["Simple"];
        assert_eq!(asked["FromEmailAddress"], "\"Juniper Valley\" <portal@example.coop>");
        assert_eq!(asked["ReplyToAddresses"], json!(["office@example.coop"]));
        assert_eq!(asked["Destination"]["ToAddresses"], json!(["pat@example.com"]));
        assert_eq!(simple["Body"]["Text"]["Data"], "plain");
        assert_eq!(simple["Body"]["Html"]["Data"], "<p>rich</p>");
        let header = json!([{ "Name": "Auto-Submitted", "Value": "auto-generated" }]);
        assert_eq!(simple["Headers"], header);
        assert_eq!(asked["EmailTags"][0], json!({ "Name": "outbox", "Value": "o1" }));
    }

    #[tokio::test(start_paused = true)]
    async fn what_ses_rejects_never_goes_and_what_it_cannot_take_goes_later() {
        let no = |name| ScriptedAnswer::No(name, json!({ "message": "pat@example.com" }));
        let refused = |name| async move { sent(vec![no(name), no(name), no(name)]).await.0 };

        for name in ["MessageRejected", "BadRequestException"] {
            assert!(matches!(refused(name).await, Err(MailError::Never(_))), "{name}");
        }
        for name in [
            "TooManyRequestsException",
            "LimitExceededException",
            "SendingPausedException",
            "AccountSuspendedException",
            "MailFromDomainNotVerifiedException",
            "SomethingNewException",
        ] {
            assert!(matches!(refused(name).await, Err(MailError::Later(_))), "{name}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_letter_whose_answer_is_lost_goes_later_and_no_error_names_its_address() {
        let (lost, _) =
            sent(vec![ScriptedAnswer::Lost, ScriptedAnswer::Lost, ScriptedAnswer::Lost]).await;
        let no = ScriptedAnswer::No("MessageRejected", json!({ "message": "pat@example.com" }));
        let (rejected, _) = sent(vec![no]).await;

        assert!(matches!(lost, Err(MailError::Later(_))), "{lost:?}");
        assert!(!format!("{rejected:?}").contains("pat@"), "{rejected:?}");
    }

    #[test]
    fn the_senders_name_is_quoted() {
        assert_eq!(named("Juniper \"Valley\"", "a@b.c"), r#""Juniper \"Valley\"" <a@b.c>"#);
    }

    #[test]
    fn a_name_with_accents_is_an_encoded_word() {
        assert_eq!(named("Cañón", "a@b.c"), "=?utf-8?B?Q2HDscOzbg==?= <a@b.c>");
    }

    #[test]
    fn a_long_name_is_several_words_of_at_most_75_characters_on_one_line() {
        for name in ["ñ".repeat(40), "Valley ".repeat(30)] {
            let long = named(&name, "a@b.c");

            assert!(long.ends_with(" <a@b.c>") && !long.contains(['\r', '\n']), "{long}");
            assert!(long.split(' ').all(|word| word.len() <= 75), "{long}");
        }
    }
}
