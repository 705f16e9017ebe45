//! Whether SES writes to the address at all.

use domain::Suppressed;
use domain::ports::{StoreError, Suppressions};
use domain::why::of_unwritten;
use web::portal::Portal;

use super::Case;
use crate::advice::{By, Worded};
use crate::deed::Deed;
use crate::words::when;

/// The case, with what SES's list says of its address. A list that cannot be read keeps nobody from an answer.
pub(super) async fn seen(portal: &Portal, mut case: Case, list: &impl Suppressions) -> Case {
    let Some((email, is_members)) = &case.mailbox else { return case };
    match list.find(email).await {
        Ok(None) => {}
        Ok(Some(Suppressed { since, complained: true })) => {
            let since = since.map(|at| format!(" since {}", when(portal, at))).unwrap_or_default();
            case.more.push(Worded::of(|to| {
                let ses = to.mail_service();
                format!("{ses} has the address on its list{since}: a letter was called spam. Letters go there all the same")
            }));
        }
        Ok(Some(Suppressed { since, complained: false })) => {
            let at = since.map(|at| format!(" since {}", when(portal, at))).unwrap_or_default();
            case.more.push(Worded::of(|to| {
                let (ses, unlock) = (to.mail_service(), to.quoted(Deed::Unlock, By::Email));
                format!(
                    "{ses} has the address on its list{at}: a letter came back. {unlock} takes it off"
                )
            }));
            case.cause = of_unwritten(case.cause, Some(since), *is_members);
        }
        Err(failed) => {
            let told = match failed {
                StoreError::Unavailable(call) => call.to_string(),
                StoreError::Conflict => failed.to_string(),
            };
            case.more.push(Worded::two(
                format!("SES does not say whether it writes to the address: {told}"),
                "the mail service does not say now whether it writes to the address",
            ));
        }
    }
    case
}
