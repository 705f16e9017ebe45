//! The facts that the import writes about accounts, and who they are bound to.

use std::collections::BTreeMap;

use domain::{
    AccountNumber, AccountStatus, Contact, ContactBefore, CustomerKey, Digest, Email, Facts,
    KeyRing, Language, MemberId, Owner, Place, ServiceName, Typed, open, seal,
};
use jiff::civil::Date;

use super::{Item, ItemError, Key, Reader, Table, Writer};
use crate::random;

/// What an account number leads to in the table.
pub(crate) enum FactsItem {
    /// Facts.
    Facts(Box<Facts>),
    /// An old number that leads to its account.
    Alias { account: AccountNumber, version: u64 },
}

fn place<'a>(key: &'a Key, field: &'static str) -> Place<'a> {
    Place { table: Table::BillingAccounts.name(), item: &key.pk, field }
}

pub(crate) fn facts_item(keys: &KeyRing, facts: &Facts) -> Item {
    let key = Key::facts(&facts.account);
    let mut answers = Writer::default();
    for (field, digest) in &facts.answers {
        answers = answers.text(field, digest.as_str());
    }
    let item = Writer::under(&key)
        .text_if_any("written", facts.written.as_ref().map(Typed::expose))
        .number("version", facts.version)
        .number("holder", facts.holder)
        .text_if_any("held_from", facts.held_from.map(|day| day.to_string()).as_deref())
        .text("status", facts.status.name())
        .texts("names", facts.names.iter().map(Digest::as_str))
        .map("answers", answers)
        .text_if_any("customer", facts.customer.as_ref().map(Digest::as_str))
        .text_if_any("customer_key", facts.customer_key.as_ref().map(CustomerKey::as_str));
    let item = match &facts.contact {
        None => item,
        Some(contact) => with_contact(keys, &key, item, CONTACT, contact),
    };
    let item = match &facts.contact_before {
        None => item,
        Some(ContactBefore { contact, until }) => {
            let item = with_contact(keys, &key, item, CONTACT_BEFORE, contact);
            item.instant("contact_before_until", *until)
        }
    };
    let name =
        |name: &ServiceName| seal(keys, place(&key, SERVICE), name.expose(), random::bytes());
    item.text_if_any(SERVICE, facts.service_name.as_ref().map(name).as_deref()).item()
}

/// The attribute of the sealed name of the service.
const SERVICE: &str = "service_name";

/// The attributes of a contact: the sealed email, and the language.
type ContactNames = (&'static str, &'static str);
const CONTACT: ContactNames = ("contact_email", "contact_language");
const CONTACT_BEFORE: ContactNames = ("contact_before_email", "contact_before_language");

fn with_contact(
    keys: &KeyRing,
    key: &Key,
    item: Writer,
    (email, language): ContactNames,
    contact: &Contact,
) -> Writer {
    let sealed = seal(keys, place(key, email), contact.email.expose(), random::bytes());
    item.text(email, &sealed).text(language, contact.language.tag())
}

pub(crate) fn alias_item(alias: &AccountNumber, account: &AccountNumber, version: u64) -> Item {
    Writer::under(&Key::facts(alias))
        .text("account", account.expose())
        .number("version", version)
        .item()
}

/// Reads the item of an account number.
pub(crate) fn read_facts(keys: &KeyRing, item: &Item) -> Result<FactsItem, ItemError> {
    let item = Reader::new(item);
    let number = |text: &str| AccountNumber::parse(text).ok();
    let version = item.number("version")?;
    if item.has("account") {
        return Ok(FactsItem::Alias { account: item.parsed("account", number)?, version });
    }
    let digests = |texts: Vec<&str>| texts.into_iter().map(Digest::from_stored).collect();
    let account = item.parsed("pk", |pk| number(pk.strip_prefix("F#")?))?;
    let key = Key::facts(&account);
    let before = contact(keys, &key, item, CONTACT_BEFORE)?;
    let until = item.if_any("contact_before_until", Reader::instant)?;
    Ok(FactsItem::Facts(Box::new(Facts {
        contact: contact(keys, &key, item, CONTACT)?,
        contact_before: before.zip(until).map(|(contact, until)| ContactBefore { contact, until }),
        account,
        written: item.if_any("written", Reader::text)?.map(Typed::new),
        version,
        holder: item.number("holder")?,
        held_from: item.if_any("held_from", |item, name| item.parsed(name, day))?,
        status: item.parsed("status", AccountStatus::parse)?,
        names: item.texts("names").map(digests)?,
        answers: answers(item.map("answers")?)?,
        customer: item.if_any("customer", Reader::text)?.map(Digest::from_stored),
        service_name: item.if_any(SERVICE, |item, name| {
            item.parsed(name, |text| ServiceName::parse(&open(keys, place(&key, name), text)?).ok())
        })?,
        customer_key: item.if_any("customer_key", Reader::text)?.map(CustomerKey::from_stored),
    })))
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// The number that an item is of, an old one too.
pub(crate) fn facts_number(item: &Item) -> Result<AccountNumber, ItemError> {
    let number = |pk: &str| AccountNumber::parse(pk.strip_prefix("F#")?).ok();
    Reader::new(item).parsed("pk", number)
}

/// The number that an item is of, and how billing wrote it, if that is another form.
pub(crate) fn written(item: &Item) -> Result<(AccountNumber, Option<Typed>), ItemError> {
    let account = facts_number(item)?;
    let item = Reader::new(item);
    Ok((account, item.if_any("written", Reader::text)?.map(Typed::new)))
}

fn answers(map: Reader<'_>) -> Result<BTreeMap<String, Digest>, ItemError> {
    let error = |_| ItemError { attribute: "answers" };
    map.entries()
        .map(|(field, value)| {
            let digest = value.as_s().map_err(error)?;
            Ok((field.to_owned(), Digest::from_stored(digest)))
        })
        .collect()
}

fn contact(
    keys: &KeyRing,
    key: &Key,
    item: Reader<'_>,
    (email, language): ContactNames,
) -> Result<Option<Contact>, ItemError> {
    if !item.has(email) {
        return Ok(None);
    }
    let opened = |sealed: &str| open(keys, place(key, email), sealed);
    let parsed = |sealed: &str| Email::parse(&opened(sealed)?).ok();
    Ok(Some(Contact {
        email: item.parsed(email, parsed)?,
        language: item.parsed(language, Language::parse)?,
    }))
}

pub(crate) fn owner_item(account: &AccountNumber, owner: &Owner) -> Item {
    Writer::under(&Key::owner(account))
        .text("member", owner.member.as_str())
        .number("holder", owner.holder)
        .instant("since", owner.since)
        .instant_if_any("held_until", owner.held_until)
        .item()
}

/// The account that an owner's item belongs to.
pub(crate) fn owned(item: &Item) -> Result<AccountNumber, ItemError> {
    let number = |pk: &str| AccountNumber::parse(pk.strip_prefix("O#")?).ok();
    Reader::new(item).parsed("pk", number)
}

pub(crate) fn owner(item: &Item) -> Result<Owner, ItemError> {
    let item = Reader::new(item);
    Ok(Owner {
        member: MemberId::from_stored(item.text("member")?),
        holder: item.number("holder")?,
        since: item.instant("since")?,
        held_until: item.if_any("held_until", Reader::instant)?,
    })
}

#[cfg(test)]
mod tests {
    use fixtures::test_keys;
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;

    fn account() -> AccountNumber {
        AccountNumber::parse("1234567").expect("a number")
    }

    fn sample() -> Facts {
        Facts {
            account: account(),
            written: Some(Typed::new("0012-34567")),
            version: 3,
            holder: 2,
            held_from: Some(date(2026, 3, 9)),
            status: AccountStatus::Active,
            names: vec![Digest::from_stored("n1"), Digest::from_stored("n2")],
            answers: BTreeMap::from([("billing_zip".to_owned(), Digest::from_stored("z"))]),
            customer: Some(Digest::from_stored("c")),
            customer_key: Some(CustomerKey::from_stored("k")),
            contact: Some(Contact {
                email: Email::parse("pat@example.com").expect("an email"),
                language: Language::Spanish,
            }),
            contact_before: Some(ContactBefore {
                contact: Contact {
                    email: Email::parse("lee@example.com").expect("an email"),
                    language: Language::English,
                },
                until: Timestamp::constant(1_770_000_000, 0),
            }),
            service_name: ServiceName::parse("12 Mill St").ok(),
        }
    }

    #[track_caller]
    fn reads_back(facts: &Facts) {
        let item = facts_item(&test_keys(), facts);
        match read_facts(&test_keys(), &item).expect("a readable item") {
            FactsItem::Facts(read) => assert_eq!(*read, *facts),
            FactsItem::Alias { .. } => panic!("facts read as an alias"),
        }
    }

    #[test]
    fn facts_read_back() {
        reads_back(&sample());
        reads_back(&Facts {
            status: AccountStatus::Closed,
            written: None,
            held_from: None,
            customer: None,
            customer_key: None,
            contact: None,
            contact_before: None,
            service_name: None,
            ..sample()
        });
    }

    #[test]
    fn contacts_and_the_name_of_the_service_are_not_readable_in_the_item() {
        let item = format!("{:?}", facts_item(&test_keys(), &sample()));

        assert!(!["pat", "lee", "Mill"].iter().any(|personal| item.contains(personal)));
    }

    #[test]
    fn the_number_is_read_as_billing_wrote_it_without_any_key() {
        let item = facts_item(&test_keys(), &sample());

        assert_eq!(written(&item), Ok((account(), Some(Typed::new("0012-34567")))));
        assert_eq!(written(&alias_item(&account(), &account(), 4)), Ok((account(), None)));
    }

    #[test]
    fn what_is_sealed_does_not_open_when_it_is_copied_to_another_account() {
        let mut item = facts_item(&test_keys(), &sample());
        item.insert("pk".to_owned(), super::super::text("F#7654321"));

        for attribute in ["contact_before_email", "contact_email", SERVICE] {
            let read = read_facts(&test_keys(), &item);

            assert_eq!(read.err(), Some(ItemError { attribute }));
            item.remove(attribute);
        }
    }

    #[test]
    fn an_alias_names_its_account() {
        let old = AccountNumber::parse("77").expect("a number");

        let item = alias_item(&old, &account(), 4);

        let read = read_facts(&test_keys(), &item).expect("a readable item");
        assert!(
            matches!(read, FactsItem::Alias { account: found, version: 4 } if found == account())
        );
    }

    #[test]
    fn an_owner_reads_back() {
        let since = Timestamp::constant(1_770_000_000, 0);
        let bound =
            Owner { member: MemberId::from_stored("m"), holder: 2, since, held_until: Some(since) };
        let free = Owner { held_until: None, ..bound.clone() };

        assert_eq!(owned(&owner_item(&account(), &bound)), Ok(account()));
        assert_eq!(owner(&owner_item(&account(), &bound)), Ok(bound));
        assert_eq!(owner(&owner_item(&account(), &free)), Ok(free));
    }
}
