//! Others on an account: letting them in, putting them out, and what each of them may open.

use domain::ports::Standings as _;
use domain::{AccountNumber, Link, LinkToken, Member, Purpose, Role, StandingOf};
use fixtures::test_keys;
use jiff::SignedDuration;

use super::limits::DAY;
use super::oracle::{Login, Oracle};
use super::portal::{BILLED, EMAILS, PASSWORDS, Running};

/// Somebody on an account that is another login's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guest {
    pub(super) account: usize,
    pub(super) owner: usize,
    pub(super) login: usize,
    pub(super) role: Role,
}

impl Guest {
    /// Whether it is the same person on the same account, in whichever role.
    fn is(&self, other: &Self) -> bool {
        (self.account, self.owner, self.login) == (other.account, other.owner, other.login)
    }
}

impl Oracle {
    /// Whether a member may invite somebody. Counts it.
    fn may_invite(&mut self, login: usize, now: i64) -> bool {
        let tries = &mut self.logins[login].inviting;
        let allowed = tries.tries(DAY, now) < 5;
        if allowed {
            tries.count(DAY, now);
        }
        allowed
    }

    /// Forgets the guests of whoever has the account no more.
    pub(super) fn forget_guests(&mut self) {
        let accounts = &self.accounts;
        self.guests
            .retain(|it| accounts[it.account].owner.is_some_and(|(owner, _)| owner == it.owner));
    }

    /// In which role a login opens an account of another; in none while the account is held.
    fn opens(&self, guest: usize, account: usize, now: i64) -> Option<Role> {
        let is_it = |it: &&Guest| (it.login, it.account) == (guest, account);
        let is_held = now < self.accounts[account].held_until;
        let lets_in =
            |it: &&Guest| self.logins[it.owner].standing == domain::Standing::Active && !is_held;
        self.guests.iter().find(is_it).filter(lets_in).map(|it| it.role)
    }
}

impl Running<'_> {
    /// Invites another person to the first account of a member, and follows the link as them.
    pub(super) fn let_in(&mut self, who: usize, to: usize, role: Role, accepts: bool) {
        // The clock has whole seconds, and a binding is told from the next by them.
        self.app.wait(SignedDuration::from_secs(1));
        let Some(owner) = self.open_profile(who, "/profile/people") else { return };
        let address = self.oracle.address_of(to);
        let Some(account) = self.first_account(owner) else { return };
        let invited = self.oracle.at(address);
        let entry = invited.map(|login| Guest { account, owner, login, role });
        let is_guest = entry.is_some_and(|it| self.oracle.guests.iter().any(|one| one.is(&it)));
        let typed = [("email", EMAILS[address]), ("role", role.name())];
        let Some(status) = self.submit_form(who, owner, &typed) else { return };
        let now = self.now();
        match status {
            // Whoever is on the list under an address of before is invited like anybody.
            422 => assert!(is_guest, "only who is on it is not invited"),
            429 => assert!(!self.oracle.may_invite(owner, now), "P7: five invitations a day"),
            _ => {
                assert_eq!(status, 303);
                assert!(self.oracle.may_invite(owner, now), "P7: five invitations a day");
            }
        }
        let is_new = |it: &Link| it.purpose == Purpose::Invite && !self.seen.contains(&it.claim.id);
        let Some(link) = self.app.store.links().into_iter().find(is_new) else { return };
        self.new_link(Purpose::Invite);
        // Whoever came in with a recovery code sees to that first.
        let is_limited = self.any_login_in(to).is_some() && self.login_in(to).is_none();
        if accepts && !is_limited {
            let token = LinkToken::derive(&test_keys(), Purpose::Invite, &link.claim);
            let token = token.expect("a key").expose().to_owned();
            self.app.remember(&token);
            self.accept(to, address, Guest { account, owner, login: 0, role }, &token);
        }
    }

    fn accept(&mut self, to: usize, address: usize, as_what: Guest, token: &str) {
        let (from, here, invited) = (self.elsewhere(), self.login_in(to), self.oracle.at(address));
        let browser = &mut self.people[to].browser;
        *browser = browser.clone().at(&from);
        let password = [("new_password", PASSWORDS[0]), ("confirm_password", PASSWORDS[0])];
        self.runtime.block_on(async {
            browser.open(&format!("/people/verify?t={token}")).await;
            if browser.page().asks_for("new_password") {
                browser.submit(&[password[0], password[1], ("accept_terms", "yes")]).await;
            } else if browser.page().path == "/people/accept" && browser.page().status == 200 {
                browser.submit(&[]).await;
            }
        });
        let (status, path) = (browser.page().status, browser.page().path.clone());
        match (here, invited) {
            (Some(login), Some(theirs)) if login != theirs => assert_eq!(status, 409),
            (Some(login), _) if login == as_what.owner => assert_eq!(status, 409, "their own"),
            (Some(login), _) => {
                assert_eq!(status, 303, "a member accepts");
                self.join(Guest { login, ..as_what });
            }
            (None, Some(_)) => assert_eq!(path, "/sign-in", "a member signs in first"),
            (None, None) => {
                assert_eq!(status, 303, "whoever has no login gets one");
                self.oracle.logins.push(Login::at(address));
                let login = self.oracle.logins.len() - 1;
                self.join(Guest { login, ..as_what });
                self.signed_in(to, login);
            }
        }
        self.touch(to);
    }

    /// Whoever was on the list already is there once, in the role that they were invited in last.
    fn join(&mut self, guest: Guest) {
        self.oracle.guests.retain(|it| !it.is(&guest));
        self.oracle.guests.push(guest);
    }

    /// Ends whoever comes first on a member's page: a guest of their first account, or themselves on another's.
    pub(super) fn put_out(&mut self, who: usize) {
        let Some(login) = self.open_profile(who, "/profile/people") else { return };
        let Some(person) = self.people[who].browser.page().button("person") else { return };
        let member = self.member_of(login).expect("a member");
        let hint = member.guest_of.iter().find(|it| it.person.as_str() == person).cloned();
        let gone = if let Some(hint) = &hint {
            Some((hint.account.clone(), member.id))
        } else {
            let account = member.accounts[0].account.clone();
            let list = self.app.store.guests_of(&account).expect("a list");
            let found = list.guests.iter().find(|it| it.person.as_str() == person);
            found.and_then(|it| it.member().cloned()).map(|id| (account, id))
        };
        let browser = &mut self.people[who].browser;
        let (action, fields) = browser.filled_in_button("/profile/people/end", "person");
        let status = self.runtime.block_on(async {
            if browser.post(&action, &fields).await.status == 200 {
                let (action, fields) = browser.filled_in_form("/profile/people/end");
                browser.post(&action, &fields).await;
            }
            browser.page().status
        });
        assert_eq!(status, 303);
        if let Some((account, id)) = gone {
            let guest = (0..self.oracle.logins.len())
                .find(|it| self.member_of(*it).is_some_and(|member| member.id == id));
            self.oracle.guests.retain(|it| {
                BILLED[it.account].number != account.expose() || Some(it.login) != guest
            });
        }
        self.touch(who);
    }

    /// The first account of a login, as its page shows it.
    fn first_account(&self, login: usize) -> Option<usize> {
        let member = self.member_of(login)?;
        let first = member.accounts.first()?;
        account_of(&first.account)
    }

    pub(super) fn member_of(&self, login: usize) -> Option<Member> {
        let address = self.oracle.logins[login].address;
        self.oracle.at(address).filter(|it| *it == login)?;
        self.member_at(address)
    }

    /// P8: each login opens the accounts of others that it was let in to, in the role that it was invited in, and no more.
    pub(super) fn check_guests(&self) {
        for (account, billed) in BILLED.iter().enumerate() {
            let number = AccountNumber::parse(billed.number).expect("a number");
            let Some(owner) = self.app.store.owner_of(&number) else { continue };
            let of = [StandingOf { account: number, owner: owner.member }];
            let standings = self.runtime.block_on(self.app.store.standings(&of));
            let standing = standings.expect("an answer").remove(0);
            for login in 0..self.oracle.logins.len() {
                let Some(member) = self.member_of(login) else { continue };
                let opened = standing.opened_by(&member.id, self.app.now()).map(|it| it.role);
                assert_eq!(
                    opened,
                    self.oracle.opens(login, account, self.now()),
                    "P8: who opens what, and in which role"
                );
                let is_own = standing.owner_member().is_some_and(|it| it.id == member.id);
                assert!(!(opened.is_some() && is_own), "P8: nobody is a guest of their own");
            }
        }
    }
}

/// Which of the accounts has a number.
pub(super) fn account_of(number: &AccountNumber) -> Option<usize> {
    BILLED.iter().position(|it| it.number == number.expose())
}
