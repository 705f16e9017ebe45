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
        what: domain::Happened::Asked {
            outcome: domain::Outcome::CouldNotMatch,
            obstacles: vec![domain::Obstacle::Name],
        },
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
fn an_item_is_in_the_index_if_it_holds_letters_or_events() {
    let events = Envelope { letters: Vec::new(), ..sample() };
    let nothing = Envelope { events: Vec::new(), ..events.clone() };

    assert!(envelope_item(&sample()).contains_key(UNSENT));
    assert!(envelope_item(&events).contains_key(UNSENT));
    assert!(!envelope_item(&nothing).contains_key(UNSENT));
    assert!(!envelope_item(&events).contains_key("delete_at"));
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
