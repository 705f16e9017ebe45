//! The contact on file who was told that an account came online.

use domain::ports::{Posted, StoreError};
use domain::why::Cause;
use domain::{AccountNumber, Email, Happened, Letter, LetterKind, TimelineEntry};

/// Which account the last letter was about, as long as the outbox has it; none if it was about another thing.
pub(super) async fn told(
    store: &impl Posted,
    email: &Email,
    told: &[TimelineEntry],
    cause: &Cause,
) -> Result<Vec<String>, StoreError> {
    let Cause::ContactTold { at } = cause else { return Ok(Vec::new()) };
    let is_it = |entry: &&TimelineEntry| {
        let name = LetterKind::AccountBound.name();
        entry.at == *at && matches!(&entry.what, Happened::Letter { kind, .. } if kind == name)
    };
    let Some(entry) = told.iter().rev().find(is_it) else { return Ok(Vec::new()) };
    let Some(envelope) = store.posted(&entry.envelope()).await? else { return Ok(Vec::new()) };
    let theirs = envelope.letters.iter().filter(|it| it.to.canonical() == email.canonical());
    let accounts = theirs.filter_map(|it| match &it.letter {
        Letter::AccountBound { account, .. } => account.as_ref(),
        _ => None,
    });
    Ok(accounts.map(line).collect())
}

fn line(account: &AccountNumber) -> String {
    format!("The letter was about account {}", account.masked())
}
