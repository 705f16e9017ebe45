//! Pending registrations, and the challenges that they used up.

use domain::{
    AccountNumber, ChallengeKey, Email, EmailKey, KeyId, Language, Outcome, Pending, PendingId,
};
use jiff::{SignedDuration, Timestamp};

use super::keys::{MATCHED, UNMATCHED};
use super::{Item, ItemError, KEPT, Key, Reader, Writer, acceptance};

/// How long a used challenge is remembered: longer than its answer is valid.
///
/// Source: SECURITY.md#figures.
const CHALLENGE_KEPT: SignedDuration = SignedDuration::from_mins(30);

pub(crate) fn pending_item(pending: &Pending) -> Item {
    Writer::under(&Key::pending(pending))
        .text("key", pending.key.as_str())
        .text("email", pending.email.expose())
        .text("language", pending.language.tag())
        .text("outcome", pending.outcome.name())
        .text("account", pending.account.expose())
        .text("typed_account", pending.typed_account.expose())
        .number("holder", pending.holder)
        .map("terms", acceptance::map(&pending.terms))
        .instant("created_at", pending.created_at)
        .instant("expires_at", pending.expires_at)
        .instant("delete_at", pending.expires_at + KEPT)
        .text_if_any("used_by", pending.used_by.as_deref())
        .number("wrong_numbers", pending.wrong_numbers)
        .item()
}

pub(crate) fn pending(item: &Item) -> Result<Pending, ItemError> {
    let item = Reader::new(item);
    let account = |text: &str| AccountNumber::parse(text).ok();
    Ok(Pending {
        id: item.parsed("sk", |sk| {
            PendingId::parse(sk.strip_prefix(MATCHED).or_else(|| sk.strip_prefix(UNMATCHED))?)
        })?,
        key: item.parsed("key", KeyId::parse)?,
        email_key: item.parsed("pk", |pk| pk.strip_prefix("E#").map(EmailKey::from_stored))?,
        email: item.parsed("email", |text| Email::parse(text).ok())?,
        language: item.parsed("language", Language::parse)?,
        outcome: item.parsed("outcome", Outcome::parse)?,
        account: item.parsed("account", account)?,
        typed_account: item.parsed("typed_account", account)?,
        holder: item.number("holder")?,
        terms: acceptance::read(item.map("terms")?)?,
        created_at: item.instant("created_at")?,
        expires_at: item.instant("expires_at")?,
        used_by: item.if_any("used_by", Reader::text)?.map(str::to_owned),
        wrong_numbers: item.number("wrong_numbers")?,
    })
}

/// Writes a used challenge, which names the registration or the report that it was used for.
pub(crate) fn challenge_item(challenge: &ChallengeKey, id: &PendingId, at: Timestamp) -> Item {
    let ends = at + CHALLENGE_KEPT;
    Writer::under(&Key::challenge(challenge))
        .text("pending", &id.text())
        .instant("expires_at", ends)
        .instant("delete_at", ends)
        .item()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Acceptance;
    use fixtures::test_keys;

    fn sample() -> Pending {
        let email = Email::parse("Pat.Lee@Example.com").expect("an email");
        let account = AccountNumber::parse("1234567").expect("a number");
        let created_at = Timestamp::constant(1_770_000_000, 0);
        Pending {
            id: PendingId::new([7; 16]),
            key: test_keys().current().clone(),
            email_key: EmailKey::of(&test_keys(), &email),
            email,
            language: Language::Spanish,
            outcome: Outcome::Confirm,
            account: account.clone(),
            typed_account: account,
            holder: 3,
            terms: Acceptance {
                version: "2".to_owned(),
                hash: "ab".to_owned(),
                language: Language::Spanish,
                at: created_at,
            },
            created_at,
            expires_at: created_at + domain::PENDING_LIFE,
            used_by: None,
            wrong_numbers: 2,
        }
    }

    #[test]
    fn a_pending_registration_reads_back() {
        let open = sample();
        let used = Pending { used_by: Some("request".to_owned()), ..sample() };

        assert_eq!(pending(&pending_item(&open)), Ok(open));
        assert_eq!(pending(&pending_item(&used)), Ok(used));
    }

    #[test]
    fn what_cannot_be_confirmed_stands_out_of_the_way_and_reads_back() {
        let matched = pending_item(&sample());
        let unmatched = Pending { outcome: Outcome::CouldNotMatch, ..sample() };

        let item = pending_item(&unmatched);

        assert_ne!(item["sk"], matched["sk"]);
        assert_eq!(pending(&item), Ok(unmatched));
    }

    #[test]
    fn it_is_kept_thirty_days_longer_than_it_can_be_confirmed() {
        let item = pending_item(&sample());

        let delete_at = Reader::new(&item).instant("delete_at");
        assert_eq!(delete_at, Ok(sample().expires_at + SignedDuration::from_hours(720)));
    }

    #[test]
    fn an_item_that_lacks_something_is_an_error_that_names_it() {
        let mut item = pending_item(&sample());
        item.remove("holder");

        assert_eq!(pending(&item), Err(ItemError { attribute: "holder" }));
    }
}
