//! The guests of an account: the one truth about who else may open it.

use domain::{
    AccountNumber, Email, Guest, GuestList, GuestState, KeyRing, MemberId, PendingId, PersonId,
    Place, Role, open, seal,
};

use super::{GUESTS, Item, ItemError, Key, Reader, Table, Writer};
use crate::random;

/// An address opens in its own account's item and under its own guest alone.
fn email_place<'a>(key: &'a Key, person: &'a PersonId) -> Place<'a> {
    Place { table: Table::BillingAccounts.name(), item: &key.pk, field: person.as_str() }
}

pub(crate) fn guest_list_item(keys: &KeyRing, list: &GuestList) -> Item {
    let key = Key::guests(&list.account);
    Writer::under(&key)
        .text("member", list.owner.as_str())
        .instant("since", list.since)
        .maps("guests", list.guests.iter().map(|guest| guest_map(keys, &key, guest)))
        .number("version", list.version)
        .item()
}

pub(crate) fn guest_list(keys: &KeyRing, item: &Item) -> Result<GuestList, ItemError> {
    let item = Reader::new(item);
    let number = |pk: &str| AccountNumber::parse(pk.strip_prefix(GUESTS)?).ok();
    let account = item.parsed("pk", number)?;
    let key = Key::guests(&account);
    let guests = item.maps("guests")?.into_iter().map(|map| guest(keys, &key, map));
    Ok(GuestList {
        owner: MemberId::from_stored(item.text("member")?),
        since: item.instant("since")?,
        guests: guests.collect::<Result<_, _>>()?,
        version: item.number("version")?,
        account,
    })
}

fn guest_map(keys: &KeyRing, key: &Key, guest: &Guest) -> Writer {
    let place = email_place(key, &guest.person);
    let map = Writer::default()
        .text("person", guest.person.as_str())
        .text("email", &seal(keys, place, guest.email.expose(), random::bytes()))
        .text("role", guest.role.name());
    match &guest.state {
        GuestState::Invited { link, until } => {
            map.text("link", &link.text()).instant("until", *until)
        }
        GuestState::Joined { member } => map.text("guest", member.as_str()),
    }
}

fn guest(keys: &KeyRing, key: &Key, map: Reader<'_>) -> Result<Guest, ItemError> {
    let person = PersonId::from_stored(map.text("person")?);
    let email = |sealed: &str| Email::parse(&open(keys, email_place(key, &person), sealed)?).ok();
    let joined = map.if_any("guest", Reader::text)?.map(MemberId::from_stored);
    let state = match joined {
        Some(member) => GuestState::Joined { member },
        None => GuestState::Invited {
            link: map.parsed("link", PendingId::parse)?,
            until: map.instant("until")?,
        },
    };
    Ok(Guest {
        email: map.parsed("email", email)?,
        role: map.parsed("role", Role::parse)?,
        state,
        person,
    })
}

#[cfg(test)]
mod tests {
    use fixtures::{test_keys, test_member};
    use jiff::Timestamp;

    use super::*;

    const THEN: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn sample() -> GuestList {
        let (owner, email) = (test_member(&["1234567"]), Email::parse("kim@example.com"));
        let guest = Guest {
            person: PersonId::from_stored("p1"),
            email: email.expect("an address"),
            role: Role::Pay,
            state: GuestState::Joined { member: MemberId::from_stored("m2") },
        };
        let link = PendingId::new([7; 16]);
        let invited = Guest {
            person: PersonId::from_stored("p2"),
            role: Role::View,
            state: GuestState::Invited { link, until: THEN },
            ..guest.clone()
        };
        let list = GuestList::of(&owner.id, &owner.accounts[0], None);
        GuestList { guests: vec![guest, invited], version: 4, ..list }
    }

    #[test]
    fn the_guests_of_an_account_read_back() {
        let none = GuestList { guests: Vec::new(), ..sample() };
        for list in [sample(), none] {
            assert_eq!(guest_list(&test_keys(), &guest_list_item(&test_keys(), &list)), Ok(list));
        }
    }

    #[test]
    fn a_guests_address_is_not_readable_in_the_item_and_opens_nowhere_else() {
        let mut item = guest_list_item(&test_keys(), &sample());
        assert!(!format!("{item:?}").contains("kim"));

        item.insert("pk".to_owned(), super::super::text("G#7654321"));

        let read = guest_list(&test_keys(), &item);
        assert_eq!(read.err(), Some(ItemError { attribute: "email" }));
    }
}
