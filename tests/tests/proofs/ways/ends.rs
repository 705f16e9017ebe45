//! Checks what is true at the end of a way.

use std::collections::BTreeSet;

use domain::{
    AccountNumber, Bills, Language, Mark, Member, PasswordHash, Phrase, SecurityPhrase, SessionId,
    Standing,
};
use fixtures::test_keys;
use tests::app::{Account, ON_FILE, PLAIN, TestApp};

use super::{EMAIL, GUEST, NEW_EMAIL, Way};
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

    /// Checks what must be true at once.
    #[track_caller]
    pub(crate) fn has_become(&self, patient: &Patient<'_>, way: Way) {
        let app = patient.app;
        if way.ends_sessions() {
            self.is_over(app);
        }
        let members = app.store.members();
        let logins = if matches!(way, Way::LetIn | Way::PutOut) { 2 } else { 1 };
        assert_eq!(members.len(), logins, "one login each, however often it was tried");
        let of_guest = |it: &&Member| it.email.expose() == GUEST;
        let guest = members.iter().find(of_guest);
        let member = members.iter().find(|it| !of_guest(it)).expect("the member");
        let fits = |hash: &PasswordHash, typed| hash.verify(&test_keys(), typed);
        let has = |account: Account| {
            let number = AccountNumber::parse(account.number).expect("a number");
            app.store.owner_of(&number).is_some_and(|owner| owner.member == member.id)
        };
        match way {
            Way::Register => assert!(has(ON_FILE), "P1"),
            Way::Recover | Way::NewPassword => {
                assert!(fits(&member.password, NEW_PASSWORD), "the new password is it");
                assert!(!fits(&member.password, PASSWORD), "the old one is worth nothing");
            }
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
            Way::EndOne => {
                let left = app.store.sessions().into_iter();
                let old = left.filter(|it| self.sessions.contains(&it.id)).count();
                assert_eq!(old, self.sessions.len() - 1, "one session ends and no other");
            }
            Way::EndOthers => assert!(patient.login().is_some()),
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
