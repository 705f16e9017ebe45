//! The event bus on `EventBridge`.

use aws_sdk_eventbridge::Client;
use aws_sdk_eventbridge::primitives::DateTime;
use aws_sdk_eventbridge::types::PutEventsRequestEntry;
use domain::Outgoing;
use domain::ports::{EventBus, StoreError};
use domain::{Email, MemberId, Typed};
use serde_json::json;

use crate::clients::Clients;
use crate::config::{Settings, SettingsError};
use crate::failure::CallFailed;
use crate::items::told_json;

/// The source of every event. Rules of the billing system match it.
const SOURCE: &str = "porchlight";
/// The most entries of one `PutEvents`. Source: EventBridge's quotas.
const PUT_AT_ONCE: usize = 10;

/// The event bus on `EventBridge`.
#[derive(Clone)]
pub struct Bus {
    client: Client,
    name: String,
}

impl Bus {
    /// Prepares the client for the bus that `EVENT_BUS` names; connects to nothing.
    ///
    /// # Errors
    ///
    /// `Missing` if `EVENT_BUS` is not set.
    pub fn new(clients: &Clients, settings: &Settings) -> Result<Self, SettingsError> {
        let name = settings.event_bus.clone().ok_or(SettingsError::Missing("EVENT_BUS"))?;
        Ok(Self { client: clients.eventbridge(), name })
    }

    fn entry(&self, outgoing: &Outgoing) -> PutEventsRequestEntry {
        let event = &outgoing.event;
        let accounts: Vec<&str> = outgoing.written.iter().map(Typed::expose).collect();
        let mut detail = json!({
            "id": outgoing.id,
            "kind": event.kind.name(),
            "time": event.at.to_string(),
            "member": event.member.as_ref().map(MemberId::as_str),
            "number": event.number,
            "accounts": accounts,
            "email": event.email.as_ref().map(Email::expose),
        });
        if let Some(until) = event.held_until {
            detail["held_until"] = until.to_string().into();
        }
        if let Some(told) = &event.outage {
            detail["outage"] = told_json(told);
        }
        PutEventsRequestEntry::builder()
            .event_bus_name(&self.name)
            .source(SOURCE)
            .detail_type(event.kind.name())
            .time(DateTime::from_secs(event.at.as_second()))
            .detail(detail.to_string())
            .build()
    }
}

impl EventBus for Bus {
    async fn publish(&self, outgoing: &[Outgoing]) -> Result<(), StoreError> {
        for some in outgoing.chunks(PUT_AT_ONCE) {
            let entries = some.iter().map(|it| self.entry(it)).collect();
            let put = self.client.put_events().set_entries(Some(entries)).send().await;
            let answer = put.map_err(|error| CallFailed::of("PutEvents", &error))?;
            // Part of a request can fail. All of it is sent again, and listeners drop what came twice.
            if answer.failed_entry_count > 0 {
                let codes = answer.entries.unwrap_or_default();
                let code = codes.into_iter().find_map(|entry| entry.error_code).unwrap_or_default();
                return Err(CallFailed::because("PutEvents", &code).into());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::{AccountNumber, Event, EventKind};
    use jiff::Timestamp;
    use serde_json::Value;

    use super::*;
    use crate::scripted::{Script, ScriptedAnswer};

    fn outgoing(number: u64) -> Outgoing {
        let event = Event {
            kind: EventKind::PaperlessOn,
            member: Some(MemberId::from_stored("m")),
            email: Some(Email::parse("pat@example.com").expect("an email")),
            accounts: vec![AccountNumber::parse("12").expect("a number")],
            held_until: None,
            number: Some(number),
            outage: None,
            at: Timestamp::constant(1_770_000_000, 0),
        };
        Outgoing { id: format!("o-{number}"), event, written: vec![Typed::new("00-12")] }
    }

    fn taken(entries: usize) -> ScriptedAnswer {
        let entry = json!({"EventId": "e"});
        ScriptedAnswer::Ok(json!({"FailedEntryCount": 0, "Entries": vec![entry; entries]}))
    }

    async fn published(script: &Script, many: u64) -> Result<(), StoreError> {
        let (clients, settings) = script.clients();
        let bus = Bus::new(&clients, &settings).expect("EVENT_BUS is set");
        bus.publish(&(0..many).map(outgoing).collect::<Vec<_>>()).await
    }

    #[tokio::test]
    async fn an_event_names_what_is_needed_to_act() {
        let script = Script::new([taken(1)]);

        published(&script, 1).await.expect("it is taken");

        let asked = &script.asked()[0];
        let entry = &asked.body["Entries"][0];
        assert_eq!(asked.call, "PutEvents");
        assert_eq!(
            (&entry["Source"], &entry["EventBusName"]),
            (&json!("porchlight"), &json!("the-bus"))
        );
        assert_eq!(entry["DetailType"], "paperless.on");
        let detail: Value =
            serde_json::from_str(entry["Detail"].as_str().expect("text")).expect("JSON");
        let expected = json!({
            "id": "o-0", "kind": "paperless.on", "time": "2026-02-02T02:40:00Z", "member": "m", "number": 0,
            "accounts": ["00-12"], "email": "pat@example.com",
        });
        assert_eq!(detail, expected);
    }

    #[tokio::test]
    async fn more_than_a_request_takes_go_in_several() {
        let script = Script::new([taken(10), taken(2)]);

        published(&script, 12).await.expect("all are taken");

        let sizes =
            script.asked().into_iter().map(|it| it.body["Entries"].as_array().map(Vec::len));
        assert_eq!(sizes.collect::<Vec<_>>(), [Some(10), Some(2)]);
    }

    #[tokio::test]
    async fn an_event_that_the_bus_did_not_take_is_an_error() {
        let entries = json!([{"ErrorCode": "InternalFailure", "ErrorMessage": "pat@example.com"}]);
        let script =
            Script::new([ScriptedAnswer::Ok(json!({"FailedEntryCount": 1, "Entries": entries}))]);

        let refused = published(&script, 1).await.expect_err("it was not taken");

        let said = format!("{refused:?}");
        assert!(said.contains("InternalFailure") && !said.contains("pat@"), "{said}");
    }
}
