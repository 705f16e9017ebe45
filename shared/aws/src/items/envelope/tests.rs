use domain::{
    Addressed, Bills, DeviceId, EmailKey, Language, Letter, LinkClaim, PendingId, test_keys,
};
use jiff::Timestamp;

use super::*;

const THEN: Timestamp = Timestamp::constant(1_770_000_000, 0);

fn link() -> LinkClaim {
    let (key, email) = (test_keys().current().clone(), EmailKey::from_stored("e"));
    LinkClaim { key, email, id: PendingId::new([3; 16]) }
}

fn addressed(letter: Letter) -> Addressed {
    let to = Email::parse("pat@example.com").expect("an email");
    Addressed { to, language: Language::Spanish, letter }
}

fn sample() -> Envelope {
    let known = (MemberId::from_stored("m"), DeviceId::from_stored("d"));
    let letters = [
        Letter::Confirm { link: link(), expires_at: THEN },
        Letter::AlreadyMember,
        Letter::AccountHasLogin,
        Letter::CouldNotMatch,
        Letter::TooManyTries,
        Letter::Welcome,
        Letter::AccountBound { link: link(), expires_at: THEN },
        Letter::AccountUnbound { account: AccountNumber::parse("12").expect("a number") },
        Letter::Recover { link: link(), expires_at: THEN, known: None },
        Letter::Recover { link: link(), expires_at: THEN, known: Some(known) },
        Letter::StillFrozen,
        Letter::NoLogin,
        Letter::PasswordChanged,
        Letter::NewBrowser { browser: "Chrome on Android".to_owned() },
        Letter::SessionsEnded,
        Letter::SessionEnded { browser: "Chrome on Android".to_owned() },
        Letter::AccountAdded { account: AccountNumber::parse("12").expect("a number") },
        Letter::LoginClosed,
        Letter::LoginFrozen,
        Letter::LoginOpened,
        Letter::PhraseChanged,
        Letter::BillsChanged { bills: Bills::ByEmail, account: None },
        Letter::BillsChanged { bills: Bills::OnPaper, account: AccountNumber::parse("12").ok() },
        Letter::NewEmail { link: link(), expires_at: THEN },
        Letter::EmailInUse,
        Letter::EmailChanged,
        Letter::EmailReplaced { link: link(), expires_at: THEN },
    ];
    let trace = Trace {
        what: domain::Happened::Asked(domain::Outcome::Confirm),
        account: Some(AccountNumber::parse("12").expect("a number")),
        reference: Some(PendingId::new([3; 16]).reference()),
    };
    let event = Event {
        kind: EventKind::LoginBound,
        member: MemberId::from_stored("m"),
        accounts: vec![AccountNumber::parse("12").expect("a number")],
        email: Some(Email::parse("new@example.com").expect("an email")),
        number: 1,
        at: THEN,
    };
    Envelope {
        id: OutboxId::from_stored("o1"),
        letters: letters.map(addressed).into(),
        events: vec![event],
        trace: Some(trace),
        queued_at: THEN,
    }
}

#[test]
fn every_letter_and_event_reads_back_unsent() {
    let mut item = envelope_item(&sample());
    item.insert(LEASE.to_owned(), crate::items::instant(THEN));

    let read = leased(&item).expect("a readable item");

    assert_eq!(read.envelope, sample());
    assert_eq!(read.marks, [Mark::Unsent; 27]);
}

#[test]
fn marks_read_back() {
    let marks =
        [Mark::Unsent, Mark::Counted(THEN), Mark::Sent(THEN), Mark::Failed(THEN), Mark::Held(THEN)];
    let mut item = envelope_item(&sample());
    item.insert(LEASE.to_owned(), crate::items::instant(THEN));
    item.insert("letters".to_owned(), letters_value(&sample().letters[..5], &marks));

    assert_eq!(leased(&item).expect("a readable item").marks, marks);
}

#[test]
fn an_item_is_due_from_the_start_if_it_holds_letters_or_events() {
    let events = Envelope { letters: Vec::new(), ..sample() };
    let nothing = Envelope { events: Vec::new(), ..events.clone() };

    for whole in [sample(), events.clone()] {
        let item = envelope_item(&whole);
        assert_eq!(due(&item), Ok(Due { at: whole.queued_at, id: whole.id }));
        assert_eq!(Reader::new(&item).text("lane"), Ok("ordinary"));
    }
    assert!(!envelope_item(&nothing).contains_key("lane"));
    assert!(!envelope_item(&nothing).contains_key("due_at"));
    assert!(!envelope_item(&events).contains_key("delete_at"));
}

#[test]
fn a_letter_to_a_stranger_is_queued_in_the_lane_of_those() {
    let stranger = Envelope {
        letters: vec![addressed(Letter::CouldNotMatch)],
        events: Vec::new(),
        ..sample()
    };

    let item = envelope_item(&stranger);

    assert_eq!(Reader::new(&item).text("lane"), Ok("strangers"));
    let place = due_key(Lane::Strangers, &due(&item).expect("it is due"));
    assert!(place.iter().all(|(name, value)| item.get(name) == Some(value)), "{place:?}");
    assert_eq!(place.len(), 3);
}

#[test]
fn what_is_leased_is_held_while_it_is_due_and_the_lease_lasts() {
    let mut item = envelope_item(&sample());
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
    let item = format!("{:?}", envelope_item(&sample()));
    let keys = test_keys();
    let token = domain::LinkToken::derive(&keys, domain::Purpose::Verify, &link());
    let password = domain::TemporaryPassword::derive(&keys, &link());

    assert!(!item.contains(token.expect("a key").expose()));
    assert!(!item.contains(&password.expect("a key").expose()));
}
