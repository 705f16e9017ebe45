use std::collections::HashSet;

use jiff::SignedDuration;

use super::*;
use crate::factors::app::AppSecret;
use crate::factors::bind::{BindIds, add_app, add_passkey, remove_factor};
use crate::factors::held::{TRIAL, UsedStep};
use crate::factors::lost::{ResetIds, begin_reset, not_my_factor, reset_factors, stop_reset};
use crate::factors::prove::tests::{
    NOON, challenge, offer, passkey, signed_in, waiting, with_app, with_passkey,
};
use crate::factors::prove::{Proven, prove_again, proven_by_passkey};
use crate::factors::wait::ResetWait;
use crate::figures::Figures;
use crate::fixtures::{test_keys, test_member};
use crate::links::link::{FoundLink, Link};
use crate::links::purpose::Purpose;
use crate::login::change_email::change_email;
use crate::login::change_password::{ReopenIds, change_password};
use crate::login::freeze::{freeze, frozen};
use crate::login::recover::recovered;
use crate::login::use_link::SpendIds;
use crate::values::ids::{OutboxId, PendingId, SessionId};
use crate::values::password::PasswordHash;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A member after an act of somebody, and when that is looked at.
type After = (By, Member, Timestamp);

/// Every member with or without an app and a passkey, each on trial or not, with or without a wait that is over by now.
fn members() -> Vec<Member> {
    let trials = [None, Some(None), Some(Some(NOON + TRIAL - HOUR))];
    let mut all = Vec::new();
    for (app, key) in trials.into_iter().flat_map(|app| trials.map(|key| (app, key))) {
        let mut member = app.map_or_else(|| test_member(&["42"]), with_app);
        member.factors.passkeys =
            key.map_or_else(Vec::new, |key| with_passkey(key).factors.passkeys);
        if let Some(passkey) = member.factors.passkeys.first_mut() {
            // It was added after the app.
            passkey.since += HOUR;
        }
        all.push(member.clone());
        if member.factors.is_asked() {
            let mut member = waiting(member);
            let wait = member.factors.wait.take();
            member.factors.wait = wait.map(|wait| ResetWait { ends_at: NOON, ..wait });
            all.push(member);
        }
    }
    all
}

fn outbox() -> OutboxId {
    OutboxId::from_stored("o")
}

fn spend() -> SpendIds {
    SpendIds { envelope: outbox(), request: "r".to_owned() }
}

fn found(member: &Member, purpose: Purpose, id: PendingId, since: Timestamp) -> FoundLink {
    let link = Link::new(&test_keys(), purpose, id, &member.email, Some(member), since);
    FoundLink { link, member: member.clone() }
}

/// What the member adds, proves and takes off in a session.
fn in_a_session(member: &Member) -> Vec<After> {
    let (keys, who) = (test_keys(), signed_in(member.clone()));
    let ids = || BindIds {
        session: SessionId::from_stored("new"),
        envelope: outbox(),
        link: PendingId::new([7; 16]),
    };
    let secret = AppSecret::derive(&keys, &member.id, &offer("next")).expect("a key");
    let adds_app = add_app(&keys, &who, &offer("next"), &secret.code(NOON), ids(), NOON);
    let adds_key = add_passkey(&keys, &who, passkey("next"), challenge(), ids(), NOON);
    let of_app = |id| UsedStep { member: member.id.clone(), factor: id, step: 1 };
    let by_app = member.factors.app.as_ref().map(|app| Proven::App(of_app(app.id.clone())));
    let by_key = proven_by_passkey(member, &passkey("key"), (8, Vec::new()), challenge());
    let proves = by_app.into_iter().chain(by_key);
    let proves = proves.map(|proven| prove_again(&proven, &who, outbox(), NOON));
    let records = member.factors.records(member);
    let takes_off = records.iter().filter_map(|it| remove_factor(&who, &it.id, ids(), NOON));
    let ids = ReopenIds { session: SessionId::from_stored("new"), envelope: outbox() };
    let hash = PasswordHash::of_nobody(&keys);
    let figures = Figures::SHIPPED;
    let password = change_password(member, &who.session, hash, ids, figures, NOON).member;
    let writes = adds_app.into_iter().chain(adds_key).chain(proves).chain(takes_off);
    let after = writes.filter_map(|write| write.member).chain([password]);
    after.map(|member| (By::Member, member, NOON)).collect()
}

/// What the links of letters do.
fn by_letter(member: &Member) -> Vec<After> {
    let keys = test_keys();
    let id = || PendingId::new([9; 16]);
    let recover = found(member, Purpose::Recover, id(), NOON);
    let password = recovered(recover, PasswordHash::of_nobody(&keys), spend(), NOON);
    let email = found(member, Purpose::NewEmail, id(), NOON);
    let email = change_email(&keys, &email, spend(), id(), NOON);
    let added = member.factors.records(member).into_iter().map(|it| it.since);
    let not_mine = added.filter_map(|at| {
        not_my_factor(&found(member, Purpose::NotMyFactor, id(), at), spend(), NOON)
    });
    let of_wait = member.factors.wait.iter().flat_map(|wait| {
        let stop = found(member, Purpose::StopReset, wait.stop.clone(), wait.begun_at);
        let reset = found(member, Purpose::ResetFactors, wait.id.clone(), wait.begun_at);
        [stop_reset(&stop, spend(), NOON), reset_factors(&reset, &[], spend(), NOON)]
    });
    let spent = [password, email].into_iter().chain(not_mine).chain(of_wait.flatten());
    spent.map(|spending| (By::Member, spending.member, NOON)).collect()
}

/// What others do, and time.
fn by_others(member: &Member) -> Vec<After> {
    let contact = found(member, Purpose::NotMe, PendingId::new([9; 16]), NOON);
    let contact = frozen(&contact, spend(), NOON).expect("it is active").member;
    let staff = freeze(member, outbox(), NOON).expect("it is active").member;
    let id = |byte| PendingId::new([byte; 16]);
    let ids = ResetIds { reset: id(3), stop: id(4), envelopes: [(); 3].map(|()| outbox()) };
    let lost = begin_reset(&test_keys(), member, &[], TRIAL, ids, NOON);
    let lost = lost.and_then(|write| write.member);
    let begun = lost.iter().flat_map(|it| [(By::Member, it.clone()), (By::Staff, it.clone())]);
    let acts = [(By::Contact, contact), (By::Staff, staff)].into_iter().chain(begun);
    let time = [25, 72].map(|hours| (By::Time, member.clone(), NOON + HOUR * hours));
    acts.map(|(by, member)| (by, member, NOON)).chain(time).collect()
}

#[test]
fn every_change_of_a_second_factor_is_drawn_and_every_drawn_one_is_made() {
    let key = |from, by, to| (format!("{from:?}"), format!("{by:?}"), format!("{to:?}"));
    let changes = FACTOR_MOVES.iter().filter(|it| it.from != it.to);
    let drawn: HashSet<_> = changes.map(|it| key(it.from, it.by, it.to)).collect();
    let mut made = HashSet::new();

    for member in members() {
        let from = FactorState::of(&member, NOON);
        let after = [in_a_session(&member), by_letter(&member), by_others(&member)].concat();
        let states = after.iter().map(|(by, after, at)| (*by, FactorState::of(after, *at)));
        made.extend(states.filter(|(_, to)| *to != from).map(|(by, to)| key(from, by, to)));
    }

    let missing: Vec<_> = made.difference(&drawn).collect();
    let never: Vec<_> = drawn.difference(&made).collect();
    assert!(missing.is_empty() && never.is_empty(), "not drawn: {missing:?}, not made: {never:?}");
}
