//! What each login has beside the password, after each move.

use std::collections::BTreeMap;

use domain::{FactorState, Standing};
use jiff::Timestamp;

use super::factors::{Held, is_drawn};
use super::moves::Move;
use super::portal::Running;
use super::second::seconds;

impl Running<'_> {
    /// What nobody has any more is at nobody's hand, and what stood went only by its member's doing.
    pub(super) fn look_at_factors(&mut self, step: &Move) {
        for (login, at_hand) in &mut self.at_hand {
            let factors = &self.oracle.logins[*login].factors;
            at_hand.app.take_if(|_| factors.app.is_none());
            at_hand.key.take_if(|_| factors.passkey.is_none());
        }
        let may_go = matches!(
            step,
            Move::TakeOff { .. } | Move::Reset { .. } | Move::NotMine { .. } | Move::Close { .. }
        );
        let mut standing = BTreeMap::new();
        for member in self.app.store.members() {
            let state = FactorState::of(&member, self.app.now());
            let before = self.states.insert(member.id.as_str().to_owned(), state).unwrap_or(state);
            let is_over = member.standing == Standing::Closed;
            assert!(is_over || is_drawn(before, state), "P9: {before:?} to {state:?} by {step:?}");
            let stands = member.factors.stand(self.app.now());
            standing.insert(member.id.as_str().to_owned(), stands);
            let stood = self.standing.get(member.id.as_str()).copied().unwrap_or_default();
            assert!(stands || !stood || may_go, "P9: a factor that stood is gone by {step:?}");
            let Some(wait) = member.factors.wait else { continue };
            let known = self.waits.entry(wait.id.text()).or_insert(wait.ends_at);
            assert_eq!(*known, wait.ends_at, "P9: a wait is never shortened");
        }
        self.standing = standing;
    }

    /// What each login has is what was predicted.
    pub(super) fn check_factors(&self, login: usize) {
        let Some(member) = self.member_of(login) else { return };
        let (of, now) = (&self.oracle.logins[login].factors, self.now());
        let stored = &member.factors;
        let trial = |until: Option<Timestamp>| until.map(seconds).filter(|at| now < *at);
        let app = stored.app.as_ref().map(|app| (seconds(app.since), trial(app.trial_until)));
        let passkeys: Vec<_> =
            stored.passkeys.iter().map(|it| (seconds(it.since), trial(it.trial_until))).collect();
        let held = |held: Held| (held.since, Some(held.trial_until).filter(|at| now < *at));
        assert_eq!(app, of.app.map(held), "P9: the app");
        assert_eq!(
            passkeys,
            of.passkey.map(held).into_iter().collect::<Vec<_>>(),
            "P9: the passkey"
        );
        let left = stored.codes.as_ref().map(|set| set.left() as usize);
        assert_eq!(left, of.codes.map(|(_, used)| 10 - used), "P9: the codes");
        let wait = |wait: &domain::ResetWait| (wait.id.clone(), seconds(wait.ends_at));
        assert_eq!(
            stored.wait.as_ref().map(wait),
            of.wait.as_ref().map(|it| (it.id.clone(), it.ends)),
            "P9: the wait"
        );
        let waits = FactorState::of(&member, self.app.now()) == FactorState::Waiting;
        assert_eq!(waits, of.is_asked() && of.running(now).is_some());
    }
}
