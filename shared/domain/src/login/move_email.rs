//! Staff move a login to another email: for a member whose mailbox is gone and who forgot the password.
//!
//! Three things have to come together: staff who know the caller, a mailbox that is read, and 72 hours in which nobody
//! says that it was not them. Whatever ends the links of a login ends the move too: a new password, a new email, a
//! login that is frozen or closed.

use jiff::Timestamp;

use crate::billing::on_file::OnFile;
use crate::keys::ring::KeyRing;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::letter::Letter;
use crate::links::link::{FoundLink, Link};
use crate::links::purpose::{MOVE_HELD, Purpose};
use crate::links::temporary_password::TemporaryPassword;
use crate::login::change_email::{AskedNewEmail, change_email};
use crate::login::use_link::{IssueIds, Issued, Kept, SpendIds, Spending};
use crate::members::member::Standing;
use crate::values::ids::PendingId;

/// Why staff cannot begin a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmoved {
    /// The login is frozen: it has to be clear whose it is first.
    Frozen,
    /// The member closed the login.
    Closed,
    /// It is the email that the login has.
    SameEmail,
    /// Another login has the email.
    EmailTaken,
}

/// What begins a move writes: a link to the new address, which proves nothing without the code of [`move_code`].
///
/// # Errors
///
/// The first thing that stands in the way.
pub fn begin_move(
    keys: &KeyRing,
    AskedNewEmail { member, new, owner }: AskedNewEmail<'_>,
    IssueIds { item, envelope }: IssueIds,
    now: Timestamp,
) -> Result<Issued, Unmoved> {
    match member.standing {
        Standing::Active => {}
        Standing::Frozen => return Err(Unmoved::Frozen),
        Standing::Closed => return Err(Unmoved::Closed),
    }
    if member.email.canonical() == new.canonical() {
        return Err(Unmoved::SameEmail);
    }
    if owner.is_some() {
        return Err(Unmoved::EmailTaken);
    }
    let link = Link::new(keys, Purpose::ProveEmail, item, new, Some(member), now);
    let (claim, expires_at) = (link.claim.clone(), link.expires_at);
    let letter = Letter::ProveEmail { link: claim, expires_at };
    let letters = vec![Addressed { to: new.clone(), language: member.language, letter }];
    let envelope =
        Envelope { id: envelope, letters, events: Vec::new(), trace: None, queued_at: now };
    Ok(Issued { kept: Kept::Link(Box::new(link)), envelope, counts: Vec::new() })
}

/// The code that staff read to the caller, and that the page behind the letter's link asks for.
///
/// It stands in no letter. So a stranger who gets the letter, because staff mistyped the address, can do nothing with
/// it. `None` if the link is none that begins a move, or if its key is gone.
#[must_use]
pub fn move_code(keys: &KeyRing, link: &Link) -> Option<TemporaryPassword> {
    (link.purpose == Purpose::ProveEmail).then(|| TemporaryPassword::derive(keys, &link.claim))?
}

/// What proving the new address writes: the hold begins, and everybody who may object hears of it.
///
/// The new address gets the link that moves the login. The address before and each contact on file get one that says
/// that it was not them. `id` makes an id for each link.
#[must_use]
pub fn prove_email(
    keys: &KeyRing,
    FoundLink { link, member }: &FoundLink,
    contacts: &[OnFile],
    SpendIds { envelope, request }: SpendIds,
    mut id: impl FnMut() -> PendingId,
    now: Timestamp,
) -> Spending {
    let to = &link.to;
    let moves = Link::new(keys, Purpose::MoveEmail, id(), to, Some(member), now);
    let letter = Letter::EmailMoves { link: moves.claim.clone(), expires_at: moves.expires_at };
    let mut letters = vec![Addressed { to: to.clone(), language: member.language, letter }];
    let mut links = vec![moves];
    let before = (&member.email, member.language, None);
    let told = contacts.iter().map(|OnFile { account, contact }| {
        (&contact.email, contact.language, Some(account.clone()))
    });
    for (email, language, account) in std::iter::once(before).chain(told) {
        if letters.iter().any(|it| it.to.canonical() == email.canonical()) {
            continue;
        }
        let not_me = Link::not_me(keys, id(), email, member, now);
        let (claim, expires_at) = (not_me.claim.clone(), not_me.expires_at);
        let letter = Letter::EmailMoving { link: claim, expires_at, account };
        letters.push(Addressed { to: email.clone(), language, letter });
        links.push(not_me);
    }
    let envelope =
        Envelope { id: envelope, letters, events: Vec::new(), trace: None, queued_at: now };
    let (link, member) = (link.claim.clone(), member.clone());
    let bound = Vec::new();
    Spending { link, request, member, moved_from: None, links, bound, envelope, at: now }
}

/// What moving the login writes.
///
/// # Errors
///
/// The first instant at which it may be moved, if that is to come.
pub fn move_email(
    keys: &KeyRing,
    found: &FoundLink,
    ids: SpendIds,
    not_me: PendingId,
    now: Timestamp,
) -> Result<Spending, Timestamp> {
    let opens = found.link.created_at + MOVE_HELD;
    if now < opens { Err(opens) } else { Ok(change_email(keys, found, ids, not_me, now)) }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::billing::facts::Contact;
    use crate::fixtures::{test_keys, test_member};
    use crate::links::purpose::MOVE_OPEN;
    use crate::links::state::LinkState;
    use crate::members::member::Member;
    use crate::values::email::Email;
    use crate::values::ids::OutboxId;
    use crate::values::language::Language;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
    const SECOND: SignedDuration = SignedDuration::from_secs(1);

    fn email(name: &str) -> Email {
        Email::parse(&format!("{name}@example.com")).expect("an address")
    }

    fn member() -> Member {
        test_member(&["42"])
    }

    fn begun(member: &Member, owner: Option<&Member>) -> Result<Issued, Unmoved> {
        let (item, envelope) = (PendingId::new([3; 16]), OutboxId::from_stored("o"));
        let asked = AskedNewEmail { member, new: &email("new"), owner };
        begin_move(&test_keys(), asked, IssueIds { item, envelope }, NOON)
    }

    #[track_caller]
    fn link() -> Link {
        match begun(&member(), None).expect("it begins").kept {
            Kept::Link(link) => *link,
            Kept::Pending(_) => panic!("a link is kept"),
        }
    }

    fn proven(contacts: &[OnFile]) -> Spending {
        let mut many = 10;
        let id = || {
            many += 1;
            PendingId::new([many; 16])
        };
        let ids = SpendIds { envelope: OutboxId::from_stored("p"), request: "r".to_owned() };
        let found = FoundLink { link: link(), member: member() };
        prove_email(&test_keys(), &found, contacts, ids, id, NOON)
    }

    fn moved(now: Timestamp) -> Result<Spending, Timestamp> {
        let link = proven(&[]).links.remove(0);
        let ids = SpendIds { envelope: OutboxId::from_stored("m"), request: "s".to_owned() };
        let found = FoundLink { link, member: member() };
        move_email(&test_keys(), &found, ids, PendingId::new([9; 16]), now)
    }

    #[test]
    fn a_move_begins_with_a_letter_to_the_new_address_and_changes_nothing() {
        let issued = begun(&member(), None).expect("it begins");

        let [letter] = &issued.envelope.letters[..] else { panic!("one letter") };
        assert_eq!(letter.to, email("new"));
        assert!(matches!(letter.letter, Letter::ProveEmail { .. }));
        assert!(issued.envelope.events.is_empty());
    }

    #[test]
    fn a_login_that_is_shut_and_an_address_in_use_begin_none() {
        let standing = |standing| begun(&Member { standing, ..member() }, None).err();
        let theirs = Member { email: email("New"), ..member() };

        assert_eq!(standing(Standing::Frozen), Some(Unmoved::Frozen));
        assert_eq!(standing(Standing::Closed), Some(Unmoved::Closed));
        assert_eq!(begun(&theirs, Some(&theirs)).err(), Some(Unmoved::SameEmail));
        assert_eq!(begun(&member(), Some(&theirs)).err(), Some(Unmoved::EmailTaken));
    }

    #[test]
    fn the_code_is_of_that_link_alone_and_of_no_other_kind_of_link() {
        let other = Link::new(
            &test_keys(),
            Purpose::ProveEmail,
            PendingId::new([4; 16]),
            &email("new"),
            Some(&member()),
            NOON,
        );
        let code = |link: &Link| move_code(&test_keys(), link);

        assert!(code(&link()).is_some_and(|code| code.matches(&code.expose())));
        assert!(
            !code(&link()).is_some_and(|it| it.matches(&code(&other).expect("a code").expose()))
        );
        assert!(code(&Link { purpose: Purpose::Recover, ..link() }).is_none());
    }

    #[test]
    fn the_address_before_and_each_contact_hear_once_that_they_may_object() {
        let account = || member().accounts[0].account.clone();
        let contact = |name| OnFile {
            account: account(),
            contact: Contact { email: email(name), language: Language::English },
        };
        let contacts = [contact("contact"), contact("Contact"), contact("new"), contact("joint")];

        let spending = proven(&contacts);

        let told: Vec<_> = spending
            .envelope
            .letters
            .iter()
            .map(|it| (it.to.canonical(), it.letter.kind().name()))
            .collect();
        let before = member().email;
        assert_eq!(
            told,
            [
                ("new@example.com", "email_moves"),
                (before.canonical(), "email_moving"),
                ("contact@example.com", "email_moving"),
                ("joint@example.com", "email_moving"),
            ]
        );
        let letters = &spending.envelope.letters[1..];
        let named: Vec<_> = letters.iter().map(|it| it.letter.carried().account).collect();
        assert_eq!(named, [None, Some(account()), Some(account())]);
        let purposes: Vec<_> = spending.links.iter().map(|link| link.purpose).collect();
        let not_me = Purpose::NotMe;
        assert_eq!(purposes, [Purpose::MoveEmail, not_me, not_me, not_me]);
        assert_eq!((spending.member, spending.moved_from), (member(), None), "nothing has moved");
    }

    #[test]
    fn nothing_moves_before_three_days_and_then_the_login_does() {
        let opens = NOON + MOVE_HELD;

        assert_eq!(moved(opens - SECOND).err(), Some(opens));
        let spending = moved(opens).expect("it moves");
        assert_eq!(spending.member.email, email("new"));
        assert_eq!(spending.moved_from, Some(member().email));
        assert_eq!(spending.member.epoch, member().epoch + 1);
    }

    #[test]
    fn whatever_ends_links_ends_a_move() {
        let moves = proven(&[]).links.remove(0);
        let after = |member: Member| moves.state(&member, NOON + MOVE_HELD);

        assert_eq!(after(member()), LinkState::Open);
        assert_eq!(after(Member { epoch: member().epoch + 1, ..member() }), LinkState::Expired);
        assert_eq!(moves.state(&member(), NOON + MOVE_HELD + MOVE_OPEN), LinkState::Expired);
    }
}
