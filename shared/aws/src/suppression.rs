//! SES's list of addresses that it writes to no more, for staff.
//!
//! The list is of the whole account and region. An address gets there by a bounce or by a complaint.

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::types::SuppressionListReason;
use domain::ports::{StoreError, Suppressions};
use domain::{Email, Suppressed};
use jiff::Timestamp;

use crate::clients::Clients;
use crate::failure::CallFailed;

/// SES's list.
#[derive(Clone, Debug)]
pub struct SuppressionList {
    client: Client,
}

/// How many addresses are on the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SuppressedCount {
    /// By a bounce.
    pub bounced: usize,
    /// By a complaint.
    pub complained: usize,
    /// Whether there are more, which were not counted.
    pub more: bool,
}

/// How many addresses are counted at most: one page of the list. Source: the API's `PageSize`.
const COUNTED: i32 = 1000;

impl SuppressionList {
    /// Takes the clients to ask with.
    #[must_use]
    pub fn new(clients: &Clients) -> Self {
        Self { client: clients.sesv2() }
    }

    /// Looks for an address, as it was typed and in lower case.
    ///
    /// # Errors
    ///
    /// The call and its code.
    pub async fn find(&self, email: &Email) -> Result<Option<Suppressed>, CallFailed> {
        for address in spellings(email) {
            let asked = self.client.get_suppressed_destination().email_address(address);
            let found = match asked.send().await {
                Ok(found) => found,
                Err(error) => {
                    let failed = CallFailed::of("GetSuppressedDestination", &error);
                    if error.into_service_error().is_not_found_exception() {
                        continue;
                    }
                    return Err(failed);
                }
            };
            let listed = found.suppressed_destination.map(|it| Suppressed {
                since: Timestamp::from_second(it.last_update_time.secs()).ok(),
                complained: it.reason == SuppressionListReason::Complaint,
            });
            if listed.is_some() {
                return Ok(listed);
            }
        }
        Ok(None)
    }

    /// Takes an address off, in every spelling. It is no error if it is not on the list.
    ///
    /// # Errors
    ///
    /// The call and its code.
    pub async fn take_off(&self, email: &Email) -> Result<(), CallFailed> {
        for address in spellings(email) {
            let asked = self.client.delete_suppressed_destination().email_address(address);
            if let Err(error) = asked.send().await {
                let failed = CallFailed::of("DeleteSuppressedDestination", &error);
                if !error.into_service_error().is_not_found_exception() {
                    return Err(failed);
                }
            }
        }
        Ok(())
    }

    /// Counts the addresses.
    ///
    /// # Errors
    ///
    /// The call and its code.
    pub async fn count(&self) -> Result<SuppressedCount, CallFailed> {
        let asked = self.client.list_suppressed_destinations().page_size(COUNTED).send().await;
        let listed = asked.map_err(|error| CallFailed::of("ListSuppressedDestinations", &error))?;
        let all = listed.suppressed_destination_summaries();
        let complained =
            all.iter().filter(|it| it.reason == SuppressionListReason::Complaint).count();
        let more = listed.next_token().is_some();
        Ok(SuppressedCount { bounced: all.len() - complained, complained, more })
    }
}

impl Suppressions for SuppressionList {
    async fn find(&self, email: &Email) -> Result<Option<Suppressed>, StoreError> {
        Ok(self.find(email).await?)
    }

    async fn take_off(&self, email: &Email) -> Result<(), StoreError> {
        Ok(self.take_off(email).await?)
    }
}

fn spellings(email: &Email) -> Vec<&str> {
    let mut all = vec![email.expose(), email.canonical()];
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::scripted::{Script, ScriptedAnswer};

    fn list(answers: impl IntoIterator<Item = ScriptedAnswer>) -> SuppressionList {
        SuppressionList::new(&Script::new(answers).clients().0)
    }

    fn email() -> Email {
        Email::parse("Pat@example.com").expect("an address")
    }

    fn listed(reason: &str) -> ScriptedAnswer {
        ScriptedAnswer::Ok(json!({ "SuppressedDestination": {
            "EmailAddress": "pat@example.com", "Reason": reason, "LastUpdateTime": 1_770_000_000,
        } }))
    }

    #[tokio::test]
    async fn an_address_is_found_in_either_spelling_with_what_put_it_there() {
        let nobody = || ScriptedAnswer::No("NotFoundException", json!({}));
        let since = Timestamp::from_second(1_770_000_000).ok();

        let bounced = list([nobody(), listed("BOUNCE")]).find(&email()).await;
        let complained = list([listed("COMPLAINT")]).find(&email()).await;
        let none = list([nobody(), nobody()]).find(&email()).await;

        assert_eq!(bounced, Ok(Some(Suppressed { since, complained: false })));
        assert_eq!(complained, Ok(Some(Suppressed { since, complained: true })));
        assert_eq!(none, Ok(None));
    }

    #[tokio::test]
    async fn an_address_that_is_not_there_can_be_taken_off_and_a_refusal_is_told() {
        let taken = list([
            ScriptedAnswer::Ok(json!({})),
            ScriptedAnswer::No("NotFoundException", json!({})),
        ]);
        let refused = list([ScriptedAnswer::No("AccessDeniedException", json!({}))]);

        assert_eq!(taken.take_off(&email()).await, Ok(()));
        let failed = refused.take_off(&email()).await.expect_err("it is refused");
        assert!(failed.is("AccessDeniedException"));
        assert!(!format!("{failed} {failed:?}").contains("pat@"), "{failed}");
    }
}
