//! Whom billing reaches about a member's accounts.

use jiff::Timestamp;

use crate::billing::facts::Contact;
use crate::billing::on_file::OnFile;
use crate::members::member::Member;
use crate::ports::{Claims, StoreError};

/// The contacts on file of the accounts that are the member's today, and those before them for as long as they hear.
///
/// # Errors
///
/// When the store does not answer.
pub async fn contacts_of(
    claims: &impl Claims,
    member: &Member,
    now: Timestamp,
) -> Result<Vec<OnFile>, StoreError> {
    let mut contacts = Vec::new();
    for binding in &member.accounts {
        let found = claims.facts(&binding.account).await?.map(|seen| seen.facts);
        let theirs = found.filter(|facts| facts.holder == binding.holder);
        let told = theirs.iter().flat_map(|facts| facts.contacts(now));
        let on_file =
            |it: &Contact| OnFile { account: binding.account.clone(), contact: it.clone() };
        contacts.extend(told.map(on_file));
    }
    Ok(contacts)
}
