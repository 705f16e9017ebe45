//! Why somebody with an email cannot register or sign in.

mod registration;

use jiff::{SignedDuration, Timestamp};

use crate::figures::Figures;
use crate::letters::happened::LetterEnd;
use crate::letters::outcome::Outcome;
use crate::letters::timeline::{TimelineEntry, turn_of_outcome};
use crate::limits::counter::{Counter, Subject};
use crate::login::ladder::{RefusedTry, failed_sign_in_opens, network_opens, sign_in_open};
use crate::members::member::{Member, Standing};
use crate::registering::pending::Pending;
use crate::why::account::Account;
use crate::why::cause::{Cause, Place};
use crate::why::told::{self, Left};

/// An email as it was read.
#[derive(Clone, Debug)]
pub struct Mailbox {
    /// Who signs in with it.
    pub member: Option<Member>,
    /// What was asked with it and is not cleaned away.
    pub pendings: Vec<Pending>,
    /// The account that was asked for last.
    pub asked_for: Option<Account>,
    /// Tries to match with it.
    pub tries: Counter,
    /// Wrong passwords from browsers that no member has used.
    pub sign_in: Counter,
    /// Wrong passwords by where they came from.
    pub failures: Vec<(Subject, Counter)>,
    /// The network addresses that those came from.
    pub networks: Vec<Network>,
    /// Its timeline, in order.
    pub told: Vec<TimelineEntry>,
}

/// A network address from which a wrong password came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// When one came for this email, the last time.
    pub seen: Timestamp,
    /// The wrong passwords that came from there, whoever they were for.
    pub tries: Counter,
}

/// How long ago a member may have typed a password somewhere and still be there: the longest that an address is full.
const STILL_THERE: SignedDuration = SignedDuration::from_hours(24);

impl Mailbox {
    /// What was asked with it last.
    #[must_use]
    pub fn newest(&self) -> Option<&Pending> {
        newest(&self.pendings)
    }
}

/// What was asked last. Of one second it is what supposes the most of what came before.
#[must_use]
pub fn newest(pendings: &[Pending]) -> Option<&Pending> {
    pendings
        .iter()
        .max_by_key(|it| (it.created_at, it.used_by.is_none(), turn_of_outcome(it.outcome)))
}

/// Why somebody with an email gets no further: the first thing that stands in the way.
#[must_use]
pub fn of_email(mailbox: &Mailbox, figures: Figures, now: Timestamp) -> Cause {
    match (&mailbox.member, mailbox.newest()) {
        (Some(member), _) => of_member(mailbox, member, figures, now),
        (None, Some(pending)) => registration::of(mailbox, pending, figures, now),
        (None, None) => {
            let spent = || registration::tries_spent(mailbox, None, figures, now);
            let left = left(mailbox);
            let otherwise = || {
                let asked = told::asked_otherwise(&mailbox.told, now)?;
                Some(trouble(mailbox, false, |_| true).unwrap_or(asked))
            };
            let contact = || told::contact_told(&mailbox.told);
            let known = left.or_else(spent).or_else(otherwise).or_else(contact);
            known.unwrap_or(Cause::NothingKnown)
        }
    }
}

/// How the login went that the email had. One that moved may have been closed since, under its other email.
fn left(mailbox: &Mailbox) -> Option<Cause> {
    let of_account = mailbox.asked_for.as_ref().map_or(&[][..], |account| &account.told);
    Some(match told::left(&mailbox.told)? {
        Left::Closed => Cause::LoginClosed,
        Left::Moved if told::closed_since(&mailbox.told, of_account) => Cause::LoginClosed,
        Left::Moved => Cause::EmailMoved,
    })
}

fn of_member(mailbox: &Mailbox, member: &Member, figures: Figures, now: Timestamp) -> Cause {
    match member.standing {
        Standing::Frozen => return Cause::LoginFrozen(told::frozen_by(&mailbox.told)),
        Standing::Closed => return Cause::LoginClosed,
        Standing::Active => {}
    }
    if let Some(since) = told::moving(&mailbox.told, now) {
        return Cause::EmailMoving { since };
    }
    let held = member.held_among(&member.account_numbers(), now);
    let nothing = || match held {
        Some(until) => Cause::MemberHeld { until },
        None => Cause::Member {
            since: member.since,
            accounts: member.accounts.len(),
            opens: member.guest_of.len(),
        },
    };
    shut(mailbox, figures, now)
        .or_else(|| adds(mailbox, member))
        .or_else(|| trouble(mailbox, true, |_| true))
        .unwrap_or_else(nothing)
}

/// What makes sign-in wait, for whomever it does longest.
fn shut(mailbox: &Mailbox, figures: Figures, now: Timestamp) -> Option<Cause> {
    let everybody = sign_in_open(&mailbox.sign_in, figures, now).err();
    let everybody = everybody.map(|why| (why, Place::AnyBrowser));
    let of = |(subject, counter): &(Subject, Counter)| {
        let place = match subject {
            Subject::Device(..) => Place::OwnBrowser,
            _ => Place::OneAddress,
        };
        let opens = failed_sign_in_opens(subject, counter, figures, now);
        opens.map(|until| (RefusedTry::Wait(until), place))
    };
    let there = mailbox.networks.iter().filter(|network| network.seen + STILL_THERE > now);
    let crowded = there.filter_map(|network| network_opens(&network.tries, figures, now));
    let crowded = crowded.map(|until| (RefusedTry::Network(until), Place::Network));
    let longest = mailbox.failures.iter().filter_map(of).chain(everybody).chain(crowded);
    longest.max_by_key(|(why, _)| *why).map(|(why, place)| match why {
        RefusedTry::Shut => Cause::SignInShut,
        RefusedTry::Wait(until) | RefusedTry::Network(until) => Cause::SignInWaits { until, place },
    })
}

/// Whether a member asked to register an account that is not theirs: asking again would lead in a circle.
fn adds(mailbox: &Mailbox, member: &Member) -> Option<Cause> {
    let asked = mailbox.newest().filter(|asked| asked.outcome == Outcome::AlreadyMember)?;
    if member.accounts.iter().any(|binding| binding.account == asked.account) {
        return None;
    }
    let told = told::asked(&mailbox.told, &asked.id.reference());
    let misses = told.map(|told| told.misses()).unwrap_or_default();
    Some(Cause::AddsAccount { misses, account: Some(asked.account.clone()) })
}

/// The last letter that fits, if it did not arrive as it should; without one, a mailbox that takes none.
fn trouble(
    mailbox: &Mailbox,
    to_member: bool,
    fits: impl Fn(&TimelineEntry) -> bool,
) -> Option<Cause> {
    let of_any =
        || told::last_letter(&mailbox.told, |_| true).filter(|(_, end)| end.is_dead_mailbox());
    let (kind, end) = told::last_letter(&mailbox.told, fits).or_else(of_any)?;
    let arrived = matches!(end, LetterEnd::Sent | LetterEnd::Answered);
    (!arrived).then(|| Cause::Letter { kind: kind.to_owned(), end, to_member })
}
