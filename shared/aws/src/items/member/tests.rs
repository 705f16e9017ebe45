use domain::{Acceptance, Receipt};
use fixtures::test_keys;
use jiff::Timestamp;

use super::*;

const THEN: Timestamp = Timestamp::constant(1_770_000_000, 0);

fn text() -> Acceptance {
    let (version, hash) = ("1".to_owned(), "ab".to_owned());
    Acceptance { version, hash, language: Language::English, at: THEN }
}

fn sample() -> Member {
    let account = AccountNumber::parse("1234567").expect("a number");
    Member {
        id: MemberId::from_stored("m1"),
        email: Email::parse("Pat.Lee@example.com").expect("an email"),
        language: Language::English,
        password: PasswordHash::of_nobody(&test_keys()),
        standing: Standing::Active,
        accounts: vec![Binding {
            account,
            holder: 1,
            since: THEN,
            own_bills: None,
            held_until: None,
            bills_unasked: false,
        }],
        guest_of: Vec::new(),
        asked_bills: None,
        receipt: None,
        paperless: Paperless::Unasked,
        phrase: Phrase::Unasked,
        terms: text(),
        epoch: 1,
        event_number: 2,
        since: THEN,
        changed: BTreeMap::new(),
        factors: Factors::default(),
        version: 5,
    }
}

#[track_caller]
fn reads_back(sample: &Member) {
    let read = member(&test_keys(), &member_item(&test_keys(), sample));

    assert_eq!(read.as_ref(), Ok(sample));
}

#[test]
fn a_member_reads_back_whatever_they_said() {
    let chosen = Phrase::Chosen(SecurityPhrase::from_stored("red barn".to_owned()));
    reads_back(&sample());
    reads_back(&Member { paperless: Paperless::On(text()), phrase: chosen, ..sample() });
    reads_back(&Member { paperless: Paperless::Off(text()), ..sample() });
    reads_back(&Member { paperless: Paperless::Returned(THEN), ..sample() });
    let account = sample().accounts[0].account.clone();
    for which in [Which::All, Which::One(account.clone())] {
        let asked = AskedBills {
            which,
            accounts: vec![account.clone()],
            consent: text(),
            link: PendingId::new([3; 16]),
            epoch: 1,
            expires_at: THEN,
        };
        reads_back(&Member { asked_bills: Some(asked), ..sample() });
    }
    let receipt = Receipt {
        version: "1".to_owned(),
        text: "By email, à vous.".to_owned(),
        language: Language::Spanish,
        at: THEN,
        accounts: vec![account],
    };
    reads_back(&Member { receipt: Some(receipt), ..sample() });
    reads_back(&Member {
        paperless: Paperless::Skipped(THEN),
        phrase: Phrase::Skipped(THEN),
        standing: Standing::Frozen,
        accounts: Vec::new(),
        ..sample()
    });
}

#[test]
fn what_was_said_of_one_account_and_what_was_changed_read_back() {
    for bills in [Bills::ByEmail, Bills::OnPaper] {
        let mut member = sample();
        member.accounts[0].own_bills = Some(OwnBills { bills, consent: text() });
        member.accounts[0].held_until = Some(THEN);
        member.accounts[0].bills_unasked = true;
        member.changed = Changed::ALL.iter().map(|changed| (*changed, THEN)).collect();
        reads_back(&member);
    }
}

#[test]
fn accounts_of_others_read_back_and_who_has_none_keeps_no_list() {
    let of = |role| GuestOf {
        account: AccountNumber::parse("77").expect("a number"),
        owner: MemberId::from_stored("m2"),
        person: PersonId::from_stored("p"),
        role,
    };

    reads_back(&Member { guest_of: vec![of(Role::Pay), of(Role::View)], ..sample() });
    assert!(!member_item(&test_keys(), &sample()).contains_key("guest_of"));
}

#[test]
fn a_member_from_before_changes_were_noted_has_none() {
    let mut item = member_item(&test_keys(), &sample());
    item.remove("changed");

    assert_eq!(member(&test_keys(), &item), Ok(sample()));
}

#[test]
fn the_phrase_is_not_readable_in_the_item_and_opens_nowhere_else() {
    let chosen = Phrase::Chosen(SecurityPhrase::from_stored("red barn".to_owned()));
    let mut item = member_item(&test_keys(), &Member { phrase: chosen, ..sample() });
    assert!(!format!("{item:?}").contains("barn"));

    item.insert("pk".to_owned(), super::super::text("M#m2"));

    assert_eq!(member(&test_keys(), &item), Err(ItemError { attribute: "sealed" }));
}

#[test]
fn an_email_leads_to_its_member_by_its_canonical_form() {
    let item = email_item(&sample());

    assert_eq!(Reader::new(&item).text("pk"), Ok("E#pat.lee@example.com"));
    assert_eq!(member_of_email(&item), Ok(MemberId::from_stored("m1")));
}
