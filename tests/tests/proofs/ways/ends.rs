//! Checks what is true at the end of a way.

use std::collections::BTreeSet;

use domain::{
    AccountNumber, Bills, Language, Mark, Member, Outcome, Phrase, SecurityPhrase, SessionId,
    Standing,
};
use fixtures::test_keys;
use tests::app::{Account, ON_FILE, PLAIN, TestApp};

use super::{EMAIL, GUEST, NEW_EMAIL, Way, second_step};
use crate::proofs::patience::{NEW_PASSWORD, NEW_PHRASE, PASSWORD, Patient};

/// The state at the beginning of a way, to compare its end with.
pub(crate) struct Before {
    sessions: BTreeSet<SessionId>,
    letters: usize,
    taken: usize,
    events: usize,
}

impl Before {
    pub(crate) fn of(app: &TestApp) -> Self {
        Self {
            sessions: app.store.sessions().into_iter().map(|it| it.id).collect(),
            letters: app.store.letters().len(),
            taken: app.post_office.taken().len(),
            events: app.bus.all().len(),
        }
    }

    /// Checks the end of a way, once nothing waits any more.
    #[track_caller]
    pub(crate) fn is_followed_by(&self, app: &TestApp, way: Way) {
        let letters = app.store.letters().split_off(self.letters);
        let taken = app.post_office.taken().split_off(self.taken);
        for (to, kind) in way.letters() {
            let marked = letters.iter().any(|(it, mark)| {
                it.to.expose() == *to
                    && it.letter.kind().name() == *kind
                    && matches!(mark, Mark::Sent(_) | Mark::Failed(_))
            });
            // Nobody may have marked it: once its link is used, it is held instead of sent once more.
            let went = taken.iter().any(|mail| mail.to.expose() == *to && mail.kind == *kind);
            assert!(marked || went, "P2: {kind} never went out");
        }
        let told = app.bus.all().split_off(self.events);
        for kind in way.events() {
            assert!(told.iter().any(|it| it.event.kind == *kind), "P2: billing never heard");
        }
    }

    /// Fails if a session from before still works.
    #[track_caller]
    fn is_over(&self, app: &TestApp) {
        for session in app.store.sessions() {
            let members = app.store.members();
            let member = members.iter().find(|it| it.id == session.member).expect("a member");
            let is_old = self.sessions.contains(&session.id);
            assert!(
                !(is_old && session.stands(member, app.now())),
                "a session from before still works"
            );
        }
    }

    /// Checks that one session from before is over, and no other.
    #[track_caller]
    fn is_one_over(&self, app: &TestApp) {
        let left = app.store.sessions().into_iter();
        let old = left.filter(|it| self.sessions.contains(&it.id)).count();
        assert_eq!(old, self.sessions.len() - 1, "one session ends and no other");
    }

    /// Checks the second step of signing in.
    #[track_caller]
    fn has_second_step(&self, app: &TestApp, member: &Member, way: Way) {
        let (factors, now) = (&member.factors, app.now());
        match way {
            Way::AddApp => assert!(factors.app.is_some(), "the app is on"),
            Way::AddPasskey => {
                let (marks, kept) = (factors.passkeys.len(), app.store.all_passkeys().len());
                assert_eq!((marks, kept), (1, 1), "one passkey is there, and its key");
            }
            Way::MakeCodes => assert!(factors.codes.is_some(), "the codes are there"),
            Way::StopWait => {
                assert!(factors.wait.is_none() && factors.stand(now), "nothing is off");
            }
            Way::SecondStep | Way::Touch | Way::TouchBehind | Way::ByPaper => {
                let sessions = app.store.sessions().into_iter();
                let mut new = sessions.filter(|it| !self.sessions.contains(&it.id));
                let by_paper = way == Way::ByPaper;
                let is_it = |it: &domain::Session| it.proof.is_some() && it.limited == by_paper;
                assert!(new.any(|it| it.stands(member, now) && is_it(&it)));
            }
            Way::Lost => {
                let runs = factors.wait.as_ref().is_some_and(|it| it.runs(now));
                assert!(runs && factors.stand(now), "one waits, and nothing is off");
            }
            _ => {
                assert_eq!((factors.is_asked(), &factors.wait), (false, &None));
                assert!(app.store.all_passkeys().is_empty(), "no key is left");
            }
        }
    }

    /// Checks what must be true at once.
    #[track_caller]
    pub(crate) fn has_become(&self, patient: &Patient<'_>, way: Way) {
        let app = patient.app;
        if way.ends_sessions() {
            self.is_over(app);
        }
        let members = app.store.members();
        let logins = match way {
            Way::ByCode => 0,
            Way::LetIn | Way::PutOut => 2,
            _ => 1,
        };
        assert_eq!(members.len(), logins, "one login each, however often it was tried");
        if way == Way::ByCode {
            return is_matched(app);
        }
        let of_guest = |it: &&Member| it.email.expose() == GUEST;
        let guest = members.iter().find(of_guest);
        let member = members.iter().find(|it| !of_guest(it)).expect("the member");
        self.is_so(patient, member, guest, way);
    }

    /// Checks what is so of a member at the end of a way.
    #[track_caller]
    fn is_so(&self, patient: &Patient<'_>, member: &Member, guest: Option<&Member>, way: Way) {
        let app = patient.app;
        let has = |account: Account| {
            let number = AccountNumber::parse(account.number).expect("a number");
            app.store.owner_of(&number).is_some_and(|owner| owner.member == member.id)
        };
        match way {
            Way::Register => assert!(has(ON_FILE), "P1"),
            Way::ByCode => unreachable!("they have no login yet"),
            Way::BillsByEmail => is_confirmed(member),
            Way::Recover | Way::NewPassword => has_new_password(member),
            Way::NotMe => {
                assert_eq!(member.standing, Standing::Frozen);
                assert!(has(ON_FILE), "the account stays until staff have looked into it");
            }
            Way::WasMe => {
                assert!(has(ON_FILE), "P1");
                is_held_no_more(app, member);
            }
            Way::NewEmail => {
                assert_eq!(member.email.expose(), NEW_EMAIL);
                let old = domain::Email::parse(EMAIL).expect("an address");
                assert!(app.store.member_of(&old).is_none(), "the old email is free");
            }
            Way::AddAccount => {
                assert!(has(PLAIN) && has(ON_FILE), "P1: both are theirs");
                let numbers: BTreeSet<_> = member.accounts.iter().map(|it| &it.account).collect();
                assert_eq!(numbers.len(), member.accounts.len(), "each once");
            }
            Way::Paper => assert_eq!(member.bills(), Bills::OnPaper),
            Way::NewPhrase => {
                let phrase = SecurityPhrase::from_stored(NEW_PHRASE.to_owned());
                assert_eq!(member.phrase, Phrase::Chosen(phrase));
            }
            Way::NewLanguage => assert_eq!(member.language, Language::Spanish),
            Way::EndOne => self.is_one_over(app),
            Way::EndOthers => assert!(patient.login().is_some()),
            second_step!() => self.has_second_step(app, member, way),
            Way::LetIn | Way::PutOut => {
                is_let_in(app, guest.expect("a login"), way == Way::LetIn);
                assert!(has(PLAIN), "P1: the account stays the owner's");
            }
            Way::Close => {
                assert_eq!(member.standing, Standing::Closed);
                assert!(!has(PLAIN) && patient.login().is_none(), "account and email are free");
            }
        }
    }
}

/// Checks that the new password is theirs, and the old one no longer.
#[track_caller]
fn has_new_password(member: &Member) {
    let fits = |typed| member.password.verify(&test_keys(), typed);
    assert!(fits(NEW_PASSWORD), "the new password is it");
    assert!(!fits(PASSWORD), "the old one is worth nothing");
}

/// Checks that the hold is over on both sides.
#[track_caller]
fn is_held_no_more(app: &TestApp, member: &Member) {
    let number = AccountNumber::parse(ON_FILE.number).expect("a number");
    let owner = app.store.owner_of(&number).expect("an owner");
    let held = member.accounts.iter().map(|it| it.held_until);
    assert!(held.chain([owner.held_until]).all(|it| it.is_none()), "the hold is over");
}

/// Checks that a guest is on the account, or is not, by its list and by their own.
#[track_caller]
fn is_let_in(app: &TestApp, guest: &Member, expected: bool) {
    let number = AccountNumber::parse(PLAIN.number).expect("a number");
    let list = app.store.guests_of(&number).expect("a list").guests;
    let on_list: Vec<_> = list.iter().map(|it| it.member()).collect();
    assert_eq!(on_list, if expected { vec![Some(&guest.id)] } else { Vec::new() });
    assert_eq!(guest.guest_of.len(), list.len(), "list and hint agree");
}

/// Checks that every registration that was asked for may be confirmed.
#[track_caller]
fn is_matched(app: &TestApp) {
    let matched = app.store.pendings().into_iter().all(|it| it.outcome == Outcome::Confirm);
    assert!(matched, "the code is theirs, however often it was typed");
}

/// Checks that bills come by email, and nothing is to be confirmed any more.
#[track_caller]
fn is_confirmed(member: &Member) {
    assert_eq!((member.bills(), &member.asked_bills), (Bills::ByEmail, &None));
}
