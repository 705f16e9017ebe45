//! Bills by email where a letter has to confirm them: agreeing, and the link that shows the member can open what we send.
//!
//! Source: 15 U.S.C. 7001(c)(1)(C)(ii).

use jiff::Timestamp;

use crate::keys::ring::KeyRing;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::letter::Letter;
use crate::links::link::{FoundLink, Link};
use crate::links::purpose::Purpose;
use crate::login::use_link::{IssueIds, SpendIds, Spending};
use crate::members::acceptance::Acceptance;
use crate::members::asked_bills::AskedBills;
use crate::members::member::Member;
use crate::members::wishes::{Bills, Which};

/// What agreeing writes where a letter has to confirm it: everything that becomes true together. Bills go on as they come.
#[derive(Clone, Debug)]
pub struct BillsAsked {
    /// The member, who agreed.
    pub member: Member,
    /// The link that confirms it.
    pub link: Link,
    /// The letter with the link.
    pub envelope: Envelope,
}

/// What agreeing to bills by email leads to.
#[derive(Clone, Debug)]
pub enum AskingBills {
    /// A letter goes out; its link confirms.
    Asks(Box<BillsAsked>),
    /// The very same waits already: its letter is on its way.
    Waits,
    /// Bills of these accounts come by email already, so there is nothing to confirm.
    Nothing,
    /// The accounts are held, or not the member's.
    NotTheirs,
}

/// Agrees to bills by email for some accounts; the letter's link confirms it within 14 days.
///
/// What was asked before is replaced, and its link is over.
#[must_use]
pub fn ask_bills(
    keys: &KeyRing,
    mut member: Member,
    which: &Which,
    consent: Acceptance,
    IssueIds { item, envelope }: IssueIds,
) -> AskingBills {
    let at = consent.at;
    let accounts = member.free_of(which, at);
    if accounts.is_empty() {
        return AskingBills::NotTheirs;
    }
    let mut meant = member.accounts.iter().filter(|it| accounts.contains(&it.account));
    let by_email = meant.all(|it| member.bills_of(it) == Bills::ByEmail);
    if by_email && (*which != Which::All || member.bills() == Bills::ByEmail) {
        return AskingBills::Nothing;
    }
    let is_same = |asked: &AskedBills| {
        let AskedBills { which: asked_for, accounts: agreed, consent: text, .. } = asked;
        (asked_for, agreed, &text.version) == (which, &accounts, &consent.version)
    };
    if member.waiting_bills(at).is_some_and(is_same) {
        return AskingBills::Waits;
    }
    let link = Link::new(keys, Purpose::ConfirmBills, item, &member.email, Some(&member), at);
    let account = match which {
        Which::One(account) if member.accounts.len() > 1 => Some(account.clone()),
        Which::One(_) | Which::All => None,
    };
    let (claim, expires_at) = (link.claim.clone(), link.expires_at);
    member.asked_bills = Some(AskedBills {
        which: which.clone(),
        accounts,
        consent,
        link: claim.id.clone(),
        epoch: member.epoch,
        expires_at,
    });
    let letter = Letter::ConfirmBills { link: claim, expires_at, account };
    let letters = vec![Addressed { to: member.email.clone(), language: member.language, letter }];
    let envelope =
        Envelope { id: envelope, letters, events: Vec::new(), trace: None, queued_at: at };
    AskingBills::Asks(Box::new(BillsAsked { member, link, envelope }))
}

/// The text about bills by email that is in force, in the language in which the member agreed to it.
#[derive(Clone, Copy, Debug)]
pub struct BillsText<'a> {
    /// Its version.
    pub version: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// What using the link writes: bills by email from now on, as the member agreed and for the accounts that they agreed to
/// alone. `None` if another text is in force, or none of these accounts is theirs and free.
#[must_use]
pub fn confirm_bills(
    FoundLink { link, member }: &FoundLink,
    SpendIds { envelope, request }: SpendIds,
    in_force: BillsText<'_>,
    now: Timestamp,
) -> Option<Spending> {
    let BillsText { version, text } = in_force;
    let asked = member.asked_bills.clone().filter(|asked| asked.consent.version == version)?;
    let mut member = member.clone();
    let mut accounts = member.free_of(&asked.which, now);
    accounts.retain(|account| asked.accounts.contains(account));
    let meant = (&asked.which, accounts);
    let told = member.take_bills(meant, Bills::ByEmail, (asked.consent, text), envelope, now)?;
    Some(Spending {
        link: link.claim.clone(),
        request,
        member,
        moved_from: None,
        links: Vec::new(),
        bound: Vec::new(),
        envelope: told,
        at: now,
    })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::fixtures::{test_keys, test_member};
    use crate::letters::letter::LetterKind;
    use crate::links::state::LinkState;
    use crate::members::event::EventKind;
    use crate::members::member::NextStep;
    use crate::values::ids::{OutboxId, PendingId};

    const DAY: SignedDuration = SignedDuration::from_hours(24);

    fn consent() -> Acceptance {
        test_member(&[]).terms
    }

    fn ids(number: u8) -> IssueIds {
        let envelope = OutboxId::from_stored(number.to_string());
        IssueIds { item: PendingId::new([number; 16]), envelope }
    }

    #[track_caller]
    fn asked(member: Member, which: &Which) -> BillsAsked {
        match ask_bills(&test_keys(), member, which, consent(), ids(1)) {
            AskingBills::Asks(asked) => *asked,
            other => panic!("a letter goes out: {other:?}"),
        }
    }

    fn confirmed(asked: &BillsAsked, version: &str, now: Timestamp) -> Option<Spending> {
        let found = FoundLink { link: asked.link.clone(), member: asked.member.clone() };
        let envelope = OutboxId::from_stored("told");
        let in_force = BillsText { version, text: "By email." };
        confirm_bills(&found, SpendIds { envelope, request: "r".to_owned() }, in_force, now)
    }

    #[test]
    fn agreeing_turns_nothing_off_and_its_letter_has_a_link_of_fourteen_days() {
        let before = test_member(&["42", "43"]);

        let BillsAsked { member, link, envelope } = asked(before.clone(), &Which::All);

        assert_eq!(Member { asked_bills: None, ..member.clone() }, before);
        assert_eq!(member.bills(), Bills::OnPaper);
        assert!(envelope.events.is_empty(), "billing hears of it once it is so");
        assert_eq!(envelope.letters[0].letter.kind(), LetterKind::ConfirmBills);
        let end = consent().at + DAY * 14;
        let second = SignedDuration::from_secs(1);
        assert_eq!(link.state(&member, end - second), LinkState::Open);
        assert_eq!(link.state(&member, end), LinkState::Expired);
        assert_eq!(member.next_step(consent().at), NextStep::SecurityPhrase, "it was answered");
    }

    #[test]
    fn the_link_makes_it_so_with_the_text_and_the_time_that_were_agreed_to() {
        let asked = asked(test_member(&["42", "43"]), &Which::All);
        let later = consent().at + DAY;

        let spending = confirmed(&asked, "1", later).expect("it is confirmed");

        let member = spending.member;
        assert_eq!((member.bills(), &member.asked_bills), (Bills::ByEmail, &None));
        let receipt = member.receipt.expect("a receipt");
        assert_eq!((receipt.version.as_str(), receipt.at), ("1", consent().at));
        assert_eq!(receipt.text, "By email.");
        assert_eq!(receipt.accounts, test_member(&["42", "43"]).account_numbers());
        let [event] = &spending.envelope.events[..] else { panic!("one event") };
        assert_eq!((event.kind, event.at), (EventKind::PaperlessOn, later));
        assert_eq!(spending.envelope.letters[0].letter.kind(), LetterKind::BillsByEmail);
    }

    #[test]
    fn the_link_takes_no_account_that_nobody_agreed_for_and_home_asks_for_those() {
        let mut before = test_member(&["42", "43"]);
        before.accounts[1].held_until = Some(consent().at + DAY);
        let mut asked = asked(before, &Which::All);
        let added = test_member(&["44"]).accounts[0].clone();
        asked.member.accounts.push(added);

        let spending = confirmed(&asked, "1", consent().at + DAY * 3).expect("it is confirmed");

        let (member, free) = (spending.member, test_member(&["42"]).account_numbers());
        let bills: Vec<Bills> = member.accounts.iter().map(|it| member.bills_of(it)).collect();
        assert_eq!(bills, [Bills::ByEmail, Bills::OnPaper, Bills::OnPaper]);
        assert_eq!(spending.envelope.events[0].accounts, free);
        assert_eq!(member.receipt.as_ref().map(|it| &it.accounts), Some(&free));
        assert!(member.owes_bills(consent().at + DAY * 3), "home asks for the two others");
    }

    #[test]
    fn agreeing_again_for_more_accounts_is_asked_anew() {
        let mut first = asked(test_member(&["42"]), &Which::All);
        first.member.accounts.push(test_member(&["43"]).accounts[0].clone());

        let again = ask_bills(&test_keys(), first.member, &Which::All, consent(), ids(2));

        let AskingBills::Asks(again) = again else { panic!("a letter goes out") };
        let agreed = again.member.asked_bills.map(|asked| asked.accounts);
        assert_eq!(agreed, Some(test_member(&["42", "43"]).account_numbers()));
    }

    #[test]
    fn another_text_than_was_agreed_to_confirms_nothing() {
        let asked = asked(test_member(&["42"]), &Which::All);

        assert!(confirmed(&asked, "2", consent().at).is_none());
    }

    #[test]
    fn a_later_choice_or_a_later_link_ends_the_one_before_and_so_does_a_new_email() {
        let first = asked(test_member(&["42", "43"]), &Which::All);
        let account = first.member.accounts[0].account.clone();
        let later = |member: Member| first.link.state(&member, consent().at);
        assert_eq!(later(first.member.clone()), LinkState::Open);

        let one =
            ask_bills(&test_keys(), first.member.clone(), &Which::One(account), consent(), ids(2));
        let AskingBills::Asks(one) = one else { panic!("it is asked anew") };
        let mut on_paper = first.member.clone();
        let told = OutboxId::from_stored("told");
        on_paper
            .choose_bills(&Which::All, Bills::OnPaper, (consent(), ""), told)
            .expect("a choice");
        let moved = Member { epoch: first.member.epoch + 1, ..first.member.clone() };

        for member in [one.member, on_paper, moved.clone()] {
            assert_eq!(later(member), LinkState::Expired);
        }
        assert!(moved.did_not_confirm_bills(consent().at), "the page says that paper stayed");
    }

    #[test]
    fn a_second_press_asks_nothing_more_and_who_has_it_already_confirms_nothing() {
        let first = asked(test_member(&["42"]), &Which::All);
        let again =
            |member: Member| ask_bills(&test_keys(), member, &Which::All, consent(), ids(2));

        assert!(matches!(again(first.member.clone()), AskingBills::Waits));
        let confirmed = confirmed(&first, "1", consent().at).expect("it is confirmed");
        assert!(matches!(again(confirmed.member), AskingBills::Nothing));
    }

    #[test]
    fn an_account_that_is_held_is_left_out_and_where_all_are_there_is_nothing_to_ask() {
        let mut member = test_member(&["42", "43"]);
        member.accounts[1].held_until = Some(consent().at + DAY * 3);
        let asked = asked(member.clone(), &Which::All);

        let spending = confirmed(&asked, "1", consent().at + DAY).expect("it is confirmed");

        let accounts = &spending.envelope.events[0].accounts;
        assert_eq!(accounts[..], [member.accounts[0].account.clone()]);
        member.accounts[0].held_until = member.accounts[1].held_until;
        let none = ask_bills(&test_keys(), member.clone(), &Which::All, consent(), ids(2));
        assert!(matches!(none, AskingBills::NotTheirs));
        let held_since = BillsAsked {
            member: Member { asked_bills: asked.member.asked_bills.clone(), ..member },
            ..asked
        };
        assert!(confirmed(&held_since, "1", consent().at + DAY).is_none());
    }
}
