//! What is queued and sent, and what SES reports of it.

use domain::{Envelope, Mail};
use serde_json::{Value, json};

use super::{TestApp, letter};

impl TestApp {
    /// Sends what is queued, as if the outbox's stream told of everything again.
    pub async fn deliver(&self) {
        self.tell_of(&self.store.envelopes()).await;
    }

    /// Sends what is queued and unsent, as the outbox's stream does.
    pub async fn deliver_new(&self) {
        self.tell_of(&self.store.waiting()).await;
    }

    async fn tell_of(&self, envelopes: &[Envelope]) {
        let record = |id: &str| {
            let key = json!({"pk": {"S": id}});
            json!({"eventName": "INSERT", "dynamodb": {"Keys": key, "SequenceNumber": "1"}})
        };
        let records: Vec<Value> = envelopes.iter().map(|it| record(it.id.as_str())).collect();
        self.wake_worker(&json!({"Records": records})).await;
    }

    /// Sends what the stream missed, as the sweep does each minute.
    pub async fn sweep(&self) {
        self.wake_worker(&json!({"source": "aws.events"})).await;
    }

    async fn wake_worker(&self, event: &Value) {
        self.faults.unless_it_dies(send_letters::handle(&self.worker, event)).await;
    }

    /// Reports on the last letter to an address, as SES does through `EventBridge`.
    pub async fn report(&self, address: &str, kind: &str, detail: &Value) {
        let letter = self.letters_to(address).pop().expect("a letter was sent");
        let part = match kind {
            "DeliveryDelay" => "deliveryDelay".to_owned(),
            other => other.to_lowercase(),
        };
        let tags = json!({"outbox": [letter.id.as_str()], "letter": [letter.kind]});
        let at = self.now().to_string();
        let mut event = json!({"source": "aws.ses", "detail": {
            "eventType": kind,
            "mail": {"timestamp": at, "destination": [address], "tags": tags},
        }});
        event["detail"][part] = detail.clone();
        let (store, keys, clock) = (self.store.clone(), self.keys.clone(), self.clock.clone());
        let feedback = mail_feedback::Feedback { store, keys, clock };
        mail_feedback::handle(&feedback, &event).await.expect("the store answers");
    }

    /// Reports that the last letter to an address bounced for good.
    pub async fn bounce(&self, address: &str) {
        let bounce = json!({"bounceType": "Permanent", "timestamp": self.now().to_string()});
        self.report(address, "Bounce", &bounce).await;
    }

    /// The letters that an address got, oldest first.
    #[must_use]
    pub fn letters_to(&self, address: &str) -> Vec<Mail> {
        self.post_office.taken_for(address)
    }

    /// Delivers, and returns the last letter that an address got.
    ///
    /// Its link and password count as secret.
    pub async fn letter_to(&self, address: &str) -> Mail {
        self.deliver().await;
        let letter = self.letters_to(address).pop().expect("a letter came");
        if let Some(link) = letter::find_link(&letter) {
            self.overheard.remember(link.rsplit_once("t=").map_or(link.as_str(), |(_, it)| it));
        }
        if let Some(password) = letter::find_temporary_password(&letter) {
            self.overheard.remember(&password);
        }
        letter
    }
}
