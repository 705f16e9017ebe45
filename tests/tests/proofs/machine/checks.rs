//! What is looked at after each move, and at the end.

use domain::Email;
use jiff::SignedDuration;
use tests::invariants;

use super::moves::PEOPLE;
use super::portal::{EMAILS, Running};
use crate::patience::{PASSWORD, come_to_rest};

impl Running<'_> {
    /// Letters that came meanwhile, and what became of the members.
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
        for (who, email) in EMAILS.iter().enumerate() {
            let email = Email::parse(email).expect("an address");
            let member = self.app.store.member_of(&email);
            assert_eq!(member.is_some(), self.oracle.is_member[who], "who is a member");
            let accounts = member.as_ref().map_or(0, |it| it.accounts.len());
            let owned = self.oracle.accounts.iter().filter_map(|it| it.owner);
            assert_eq!(
                accounts,
                owned.filter(|(owner, _)| *owner == who).count(),
                "P1: whose is what"
            );
        }
    }

    /// Everything comes to rest; then P5: whoever is a member can sign in, and one who is not can become one.
    pub(super) fn end(mut self) {
        self.runtime.block_on(come_to_rest(self.app));
        // Past every window.
        self.app.wait(SignedDuration::from_hours(24 * 31));
        self.runtime.block_on(come_to_rest(self.app));
        invariants::hold_at_rest(self.app);
        self.people.iter_mut().for_each(|person| person.signed_in = None);
        if let Some(who) = (0..PEOPLE).find(|who| self.oracle.is_member[*who]) {
            let mut elsewhere = self.app.browser().without_script();
            let path = self.runtime.block_on(async {
                elsewhere.open("/sign-in").await;
                elsewhere
                    .go_on(&[("email", EMAILS[who]), ("password", PASSWORD)])
                    .await
                    .path
                    .clone()
            });
            assert_ne!(path, "/sign-in", "P5: a member gets in");
        }
        let free = self.oracle.accounts.iter().position(|it| it.is_active && it.owner.is_none());
        let outside = (0..PEOPLE).find(|who| !self.oracle.is_member[*who]);
        if let (Some(who), Some(account)) = (outside, free) {
            self.ask(who, account, true);
            self.runtime.block_on(self.app.deliver());
            let newest =
                self.app.letters_to(EMAILS[who]).iter().filter(|it| it.kind == "confirm").count();
            self.confirm(who, newest.saturating_sub(1), true);
            assert!(self.oracle.is_member[who], "P5: who asks again becomes a member");
        }
        self.check();
    }
}
