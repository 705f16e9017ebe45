//! The links of members.

use domain::{
    AccountNumber, Email, EmailKey, KeyId, Link, LinkClaim, MemberId, PendingId, Purpose,
};

use super::{Item, ItemError, KEPT, Key, Reader, Writer};

/// The start of the sort keys of links.
const LINKS: &str = "T#";

pub(crate) fn link_item(link: &Link) -> Item {
    let item = Writer::under(&Key::link(&link.claim))
        .text("purpose", link.purpose.name())
        .text("key", link.claim.key.as_str())
        .text("email", link.to.expose())
        .text_if_any("member", link.member.as_ref().map(MemberId::as_str))
        .number("epoch", link.epoch)
        .instant("created_at", link.created_at)
        .instant("expires_at", link.expires_at)
        .instant("delete_at", link.expires_at + KEPT)
        .text_if_any("used_by", link.used_by.as_deref())
        .text_if_any("account", link.account.as_ref().map(AccountNumber::expose));
    if link.lifts.is_empty() {
        return item.item();
    }
    item.texts("lifts", link.lifts.iter().map(AccountNumber::expose)).item()
}

pub(crate) fn link(item: &Item) -> Result<Link, ItemError> {
    let item = Reader::new(item);
    Ok(Link {
        purpose: item.parsed("purpose", Purpose::parse)?,
        claim: LinkClaim {
            key: item.parsed("key", KeyId::parse)?,
            email: item.parsed("pk", |pk| pk.strip_prefix("E#").map(EmailKey::from_stored))?,
            id: item.parsed("sk", |sk| PendingId::parse(sk.strip_prefix(LINKS)?))?,
        },
        to: item.parsed("email", |text| Email::parse(text).ok())?,
        member: item.if_any("member", Reader::text)?.map(MemberId::from_stored),
        epoch: item.number("epoch")?,
        created_at: item.instant("created_at")?,
        expires_at: item.instant("expires_at")?,
        used_by: item.if_any("used_by", Reader::text)?.map(str::to_owned),
        account: item.if_any("account", |item, name| {
            item.parsed(name, |text| AccountNumber::parse(text).ok())
        })?,
        lifts: item.if_any("lifts", Reader::texts)?.map(numbers).transpose()?.unwrap_or_default(),
    })
}

fn numbers(texts: Vec<&str>) -> Result<Vec<AccountNumber>, ItemError> {
    let error = |_| ItemError { attribute: "lifts" };
    texts.into_iter().map(AccountNumber::parse).collect::<Result<_, _>>().map_err(error)
}

#[cfg(test)]
mod tests {
    use domain::LinkToken;
    use fixtures::{test_keys, test_member};
    use jiff::{SignedDuration, Timestamp};

    use super::*;

    fn sample(purpose: Purpose) -> Link {
        let (member, now) = (test_member(&[]), Timestamp::constant(1_770_000_000, 0));
        let id = PendingId::new([7; 16]);
        Link::new(&test_keys(), purpose, id, &member.email, Some(&member), now)
    }

    #[test]
    fn a_link_reads_back() {
        for purpose in [Purpose::Recover, Purpose::NewEmail, Purpose::NotMe, Purpose::Invite] {
            let used = Link { used_by: Some("request".to_owned()), ..sample(purpose) };
            let of_nobody = Link { member: None, ..sample(purpose) };
            let account = AccountNumber::parse("1234567").ok();
            let to_account = Link { account, ..sample(purpose) };
            let lifts = vec![AccountNumber::parse("1234567").expect("a number")];
            let lifting = Link { lifts, ..sample(purpose) };

            for sample in [sample(purpose), used, of_nobody, to_account, lifting] {
                assert_eq!(link(&link_item(&sample)), Ok(sample));
            }
        }
    }

    #[test]
    fn it_is_kept_thirty_days_longer_than_it_works() {
        let item = link_item(&sample(Purpose::Recover));

        let delete_at = Reader::new(&item).instant("delete_at");
        let end = sample(Purpose::Recover).expires_at;
        assert_eq!(delete_at, Ok(end + SignedDuration::from_hours(720)));
    }

    #[test]
    fn it_does_not_hold_its_token() {
        let sample = sample(Purpose::NotMe);
        let token = LinkToken::derive(&test_keys(), Purpose::NotMe, &sample.claim);

        let item = format!("{:?}", link_item(&sample));

        assert!(!item.contains(token.expect("a key").expose()));
    }
}
