use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    AboutWait, Addressed, Carried, DeviceId, EmailKey, FactorKind, Language, Letter, LetterKind,
    LinkClaim, PendingId, Receipt, Role,
};
use fixtures::test_keys;
use jiff::Timestamp;

use super::*;
use crate::items::text;

const THEN: Timestamp = Timestamp::constant(1_770_000_000, 0);

fn link() -> LinkClaim {
    let (key, email) = (test_keys().current().clone(), EmailKey::from_stored("e"));
    LinkClaim { key, email, id: PendingId::new([3; 16]) }
}

fn addressed(letter: Letter) -> Addressed {
    let to = Email::parse("pat@example.com").expect("an email");
    Addressed { to, language: Language::Spanish, letter }
}

/// Every letter with all that it may carry, and those that may carry less.
fn letters() -> Vec<Letter> {
    let known = (MemberId::from_stored("m"), DeviceId::from_stored("d"));
    let everything = Carried {
        link: Some(link()),
        expires_at: Some(THEN),
        known: Some(known),
        browser: Some("Chrome on Android".to_owned()),
        account: AccountNumber::parse("12").ok(),
        held_until: Some(THEN),
        factor: Some(FactorKind::App),
        left: Some(9),
        from: Some(THEN),
        about: Some(AboutWait { member: MemberId::from_stored("m"), id: PendingId::new([4; 16]) }),
        person: Email::parse("kim@example.com").ok(),
        role: Some(Role::View),
        again: true,
        by_time: true,
        on_paper: true,
        receipt: Some(Receipt {
            version: "1".to_owned(),
            text: "By email, à vous.".to_owned(),
            language: Language::English,
            at: THEN,
            accounts: vec![AccountNumber::parse("12").expect("a number")],
        }),
    };
    let of = |kind: &LetterKind| Letter::of(*kind, everything.clone()).expect("everything");
    let less = [
        Letter::Recover { link: link(), expires_at: THEN, known: None },
        Letter::BillsByEmail { account: None, receipt: None },
        Letter::Welcome { held_until: None },
        Letter::of(LetterKind::ResetHeard, Carried { again: false, ..everything.clone() })
            .expect("everything"),
    ];
    LetterKind::ALL.iter().map(of).chain(less).collect()
}

fn sample() -> Envelope {
    let trace = Trace {
        what: domain::Happened::Asked {
            outcome: domain::Outcome::CouldNotMatch,
            obstacles: vec![domain::Obstacle::Name],
        },
        account: Some(AccountNumber::parse("12").expect("a number")),
        reference: Some(PendingId::new([3; 16]).reference()),
        login: Some(Email::parse("pat@example.com").expect("an email")),
    };
    let event = Event {
        kind: EventKind::LoginBound,
        member: Some(MemberId::from_stored("m")),
        accounts: vec![AccountNumber::parse("12").expect("a number")],
        email: Some(Email::parse("new@example.com").expect("an email")),
        held_until: None,
        number: Some(1),
        outage: None,
        at: THEN,
    };
    Envelope {
        id: OutboxId::from_stored("o1"),
        letters: letters().into_iter().map(addressed).collect(),
        events: vec![event],
        trace: Some(trace),
        queued_at: THEN,
    }
}

#[test]
fn every_letter_and_event_reads_back_unsent() {
    let mut item = envelope_item(&test_keys(), &sample());
    item.insert(LEASE.to_owned(), crate::items::instant(THEN));

    let read = leased(&test_keys(), &item).expect("a readable item");

    assert_eq!(read.envelope, sample());
    assert_eq!(read.marks, vec![Mark::Unsent; LetterKind::ALL.len() + 4]);
}

/// Items in tables of today: what they hold is what is still read.
#[test]
fn letters_are_kept_as_they_always_were() {
    let to = [("to", text("pat@example.com")), ("language", text("es"))];
    let linked = [
        ("key", text(test_keys().current().as_str())),
        ("email_key", text("e")),
        ("id", text(PendingId::new([3; 16]).text())),
        ("expires_at", crate::items::instant(THEN)),
    ];
    let known = [("member", text("m")), ("device", text("d"))];
    let kept: Vec<(&str, Vec<(&str, AttributeValue)>)> = vec![
        ("confirm", linked.to_vec()),
        ("already_member", Vec::new()),
        ("recover", [&linked[..], &known].concat()),
        ("new_browser", vec![("browser", text("Chrome on Android"))]),
        ("account_unbound", vec![("account", text("12"))]),
        ("account_released", vec![("account", text("12"))]),
        ("bills_on_paper", vec![("account", text("12"))]),
        ("email_replaced", linked.to_vec()),
    ];

    for (kind, carries) in kept {
        let all = to.iter().cloned().chain([("kind", text(kind))]).chain(carries);
        let item: Item = all.map(|(name, value)| (name.to_owned(), value)).collect();

        let read = letter(Reader::new(&item)).expect("a readable letter");

        assert!(letters().contains(&read.letter), "{kind}");
        assert_eq!(letters_value(&[read], &[]), AttributeValue::L(vec![AttributeValue::M(item)]));
    }
}

#[test]
fn marks_read_back() {
    let marks =
        [Mark::Unsent, Mark::Counted(THEN), Mark::Sent(THEN), Mark::Failed(THEN), Mark::Held(THEN)];
    let mut item = envelope_item(&test_keys(), &sample());
    item.insert(LEASE.to_owned(), crate::items::instant(THEN));
    item.insert("letters".to_owned(), letters_value(&sample().letters[..5], &marks));

    assert_eq!(leased(&test_keys(), &item).expect("a readable item").marks, marks);
}

#[test]
fn an_item_is_due_from_the_start_if_it_holds_letters_or_events() {
    let events = Envelope { letters: Vec::new(), ..sample() };
    let nothing = Envelope { events: Vec::new(), ..events.clone() };

    for whole in [sample(), events.clone()] {
        let item = envelope_item(&test_keys(), &whole);
        assert_eq!(due(&item), Ok(Due { at: whole.queued_at, id: whole.id }));
        assert_eq!(Reader::new(&item).text("lane"), Ok("ordinary"));
    }
    assert!(!envelope_item(&test_keys(), &nothing).contains_key("lane"));
    assert!(!envelope_item(&test_keys(), &nothing).contains_key("due_at"));
    assert!(!envelope_item(&test_keys(), &events).contains_key("delete_at"));
}

#[test]
fn a_letter_to_a_stranger_is_queued_in_the_lane_of_those() {
    let stranger = Envelope {
        letters: vec![addressed(Letter::CouldNotMatch)],
        events: Vec::new(),
        ..sample()
    };

    let item = envelope_item(&test_keys(), &stranger);

    assert_eq!(Reader::new(&item).text("lane"), Ok("strangers"));
    let place = due_key(Lane::Strangers, &due(&item).expect("it is due"));
    assert!(place.iter().all(|(name, value)| item.get(name) == Some(value)), "{place:?}");
    assert_eq!(place.len(), 3);
}

#[test]
fn what_is_leased_is_held_while_it_is_due_and_the_lease_lasts() {
    let mut item = envelope_item(&test_keys(), &sample());
    let until = THEN + jiff::SignedDuration::from_secs(30);
    assert_eq!(held(&item, THEN), Ok(None));
    item.insert(LEASE.to_owned(), crate::items::instant(until));

    assert_eq!(held(&item, THEN), Ok(Some(until)));
    assert_eq!(held(&item, until), Ok(None));
    item.insert("due_at".to_owned(), crate::items::instant(until));
    assert_eq!(held(&item, THEN), Ok(None), "it is not due");
    assert_eq!(held(&Item::new(), THEN), Ok(None));
}

#[test]
fn an_item_holds_neither_link_nor_temporary_password() {
    let item = format!("{:?}", envelope_item(&test_keys(), &sample()));
    let keys = test_keys();
    let token = domain::LinkToken::derive(&keys, domain::Purpose::Verify, &link());
    let password = domain::TemporaryPassword::derive(&keys, &link());

    assert!(!item.contains(token.expect("a key").expose()));
    assert!(!item.contains(&password.expect("a key").expose()));
}
