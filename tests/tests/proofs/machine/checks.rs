//! Checks after each move and at the end.

use domain::{AccountNumber, Binding, Email, Member, Standing};
use jiff::SignedDuration;
use tests::app::{Browser, NOON};
use tests::invariants;

use super::moves::{How, NEWEST, PEOPLE};
use super::portal::{BILLED, EMAILS, PASSWORDS, Running};
use crate::proofs::patience::come_to_rest;

impl Running<'_> {
    /// Checks the letters that came meanwhile, and the members.
    pub(super) fn look_around(&mut self) {
        let now = self.now();
        let taken = self.app.post_office.taken();
        for mail in &taken[self.read..] {
            let mailbox = self.mailboxes.entry(mail.to.canonical().to_owned()).or_default();
            assert_eq!(
                mailbox.take(mail.kind, now),
                None,
                "P7: a mailbox gets more than its share"
            );
        }
        self.read = taken.len();
        for member in self.app.store.members() {
            let known = (member.version, member.standing);
            let before = self.members.insert(member.id.as_str().to_owned(), known);
            let Some((version, standing)) = before else { continue };
            assert!(version <= member.version, "P5: nothing goes back");
            assert!(invariants::may_become(standing, member.standing), "P5: along the graph");
        }
    }

    pub(super) fn check(&self) {
        invariants::hold(self.app);
        assert_eq!(self.app.store.members().len(), self.oracle.logins.len(), "how many logins");
        for address in 0..EMAILS.len() {
            let member = self.member_at(address);
            let login = self.oracle.at(address);
            let standing = login.map(|login| self.oracle.logins[login].standing);
            assert_eq!(member.as_ref().map(|it| it.standing), standing, "P5: who is a member");
            let accounts = member.as_ref().map_or(0, |it| it.accounts.len());
            let owned = login.map_or(0, |login| self.oracle.accounts_of(login));
            assert_eq!(accounts, owned, "P1: whose is what");
            self.check_holds(login, &member.map(|it| it.accounts).unwrap_or_default());
        }
        (0..self.oracle.logins.len()).for_each(|login| self.check_factors(login));
    }

    /// What is held is so on the member's list and beside the owner, and nothing else is.
    fn check_holds(&self, login: Option<usize>, bindings: &[Binding]) {
        let now = self.app.now();
        for (billed, account) in BILLED.iter().zip(&self.oracle.accounts) {
            let Some((owner, _)) = account.owner.filter(|(owner, _)| Some(*owner) == login) else {
                continue;
            };
            assert_eq!(Some(owner), login);
            let number = AccountNumber::parse(billed.number).expect("a number");
            let binding = bindings.iter().find(|it| it.account == number).expect("it is theirs");
            let held = self.now() < account.held_until;
            assert_eq!(binding.held(now).is_some(), held, "what is held");
            let owner = self.app.store.owner_of(&number).expect("an owner");
            assert_eq!(owner.held_until, binding.held_until, "in both places");
        }
        self.check_guests();
    }

    /// The stored member who signs in with an address.
    pub(super) fn member_at(&self, address: usize) -> Option<Member> {
        let email = Email::parse(EMAILS[address]).expect("an address");
        self.app.store.member_of(&email)
    }

    /// Lets everything finish, then checks P5.
    ///
    /// A member can sign in and can get back in. Somebody who is no member can become one.
    pub(super) fn end(mut self) {
        self.runtime.block_on(come_to_rest(self.app));
        // Past every window.
        self.app.wait(SignedDuration::from_hours(24 * 31));
        self.runtime.block_on(come_to_rest(self.app));
        invariants::hold_at_rest(self.app);
        self.people.iter_mut().for_each(|person| (person.signed_in, person.between) = (None, None));
        let is_active = |who: &usize| {
            let login = self.oracle.login_of(*who);
            login.is_some_and(|login| self.oracle.logins[login].standing == Standing::Active)
        };
        if let Some(who) = (0..PEOPLE).find(is_active) {
            self.gets_in(who);
            self.ask_back(who);
            self.runtime.block_on(self.app.deliver());
            self.new_password(who, NEWEST);
            self.gets_in(who);
        }
        let free = self.oracle.accounts.iter().position(|it| it.is_active && it.owner.is_none());
        let outside = (0..PEOPLE).find(|who| self.oracle.login_of(*who).is_none());
        if let (Some(who), Some(account)) = (outside, free) {
            self.ask(who, account, true);
            self.runtime.block_on(self.app.deliver());
            self.confirm(who, NEWEST, true);
            assert!(self.oracle.at(who).is_some(), "P5: who asks again becomes a member");
        }
        self.check();
    }

    /// Signs in with the current password, in a new browser, and with what is at hand; whoever has nothing waits.
    fn gets_in(&mut self, who: usize) {
        let login = self.oracle.login_of(who).expect("a member");
        let password = PASSWORDS[self.oracle.logins[login].password];
        let typed = [("email", EMAILS[self.oracle.address_of(who)]), ("password", password)];
        let mut elsewhere = self.app.browser().without_script();
        let sign_in = async |browser: &mut Browser<'_>| {
            browser.open("/sign-in").await;
            browser.go_on(&typed).await.path.clone()
        };
        let mut path = self.runtime.block_on(sign_in(&mut elsewhere));
        if path == "/sign-in/second" {
            path = if let Some(code) = self.fresh_code(login) {
                self.runtime.block_on(async {
                    elsewhere.submit(&[("code", &code)]).await;
                    elsewhere.follow().await.path.clone()
                })
            } else {
                self.outlasts(who);
                self.runtime.block_on(sign_in(&mut elsewhere))
            };
            let of = &mut self.oracle.logins[login];
            if of.factors.app.is_some() {
                let now = self.app.now().as_second() - NOON.as_second();
                of.factors.prove(How::Code, now);
            }
        }
        assert!(!path.starts_with("/sign-in"), "P5: a member gets in: {path}");
    }

    /// Goes the way of whoever has lost everything, to its end.
    fn outlasts(&mut self, who: usize) {
        self.sign_in(who, true);
        self.lost(who);
        self.outlast(who);
        self.reset(who, NEWEST);
    }
}
