//! What a letter is written with besides itself: addresses, times, the link as it stands when it is sent.

use domain::{AccountNumber, Email, Language, MOVE_OPEN, Receipt, Role};
use jiff::Timestamp;

use crate::portal::Portal;
use crate::words::moment::local_time;
use crate::words::tables::letters::SharedWords;
use crate::words::words;

/// What a letter is written with besides itself.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// The co-op that writes.
    pub portal: &'static Portal,
    /// The portal's own origin; all addresses are made from it.
    pub origin: &'a str,
    /// The language of the letter.
    pub language: Language,
    /// When what it tells was done.
    pub queued_at: Timestamp,
    /// Its link; `None` if it has none, or if too little is left of it.
    pub link: Option<OpenLink<'a>>,
}

/// A link that works.
#[derive(Clone, Copy)]
pub struct OpenLink<'a> {
    /// The whole address, with its token.
    pub address: &'a str,
    /// Twelve letters, in fours, where the link confirms a registration.
    pub temporary_password: Option<&'a str>,
    /// Until when both work.
    pub until: Timestamp,
}

impl Sheet<'_> {
    /// What letters share.
    pub(super) fn shared(&self) -> &'static SharedWords {
        &words(self.language).letters.shared
    }

    /// The address of a page.
    pub(super) fn page(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The letter's own link, if it works.
    pub(super) fn link(&self) -> Option<String> {
        self.link.map(|link| link.address.to_owned())
    }

    /// An instant in the letter's language.
    pub(super) fn time(&self, at: Timestamp) -> String {
        local_time(at, self.portal.time_zone, self.language)
    }

    /// From when until when the link works that moves a login, if it does.
    pub(super) fn link_after_hold(&self) -> Option<String> {
        let until = self.link?.until;
        Some((self.shared().link_between)(&self.time(until - MOVE_OPEN), &self.time(until)))
    }

    /// From when on an account is shown that is held.
    pub(super) fn held(&self, until: Option<Timestamp>) -> Option<String> {
        until.map(|until| (self.shared().held)(&self.time(until)))
    }

    /// When it was.
    pub(super) fn happened(&self) -> String {
        (self.shared().happened)(&self.time(self.queued_at))
    }

    /// Which account it is about, by its last digits, if they can be said.
    pub(super) fn ending(&self, account: Option<&AccountNumber>) -> Option<String> {
        let ending = account.map_or("", AccountNumber::ending);
        (!ending.is_empty()).then(|| (self.shared().ending)(ending))
    }

    /// Which account it is about, if that can be said, and when it was.
    pub(super) fn happened_to(&self, account: Option<&AccountNumber>) -> String {
        let parts = self.ending(account).into_iter().chain([self.happened()]);
        parts.collect::<Vec<_>>().join(" ")
    }

    /// To the contact on file: which account the online account shows that a sentence is about, and the sentence.
    pub(super) fn shows(&self, account: Option<&AccountNumber>, sentence: String) -> String {
        let ending = account.map(AccountNumber::ending).filter(|ending| !ending.is_empty());
        let parts = ending.map(self.shared().shows).into_iter().chain([sentence]);
        parts.collect::<Vec<_>>().join(" ")
    }

    /// What was agreed to: version and time, the text itself, and for which accounts.
    pub(super) fn agreed(&self, receipt: &Receipt) -> String {
        let shared = self.shared();
        let text = (shared.agreed_text)(&receipt.text);
        let endings = receipt.accounts.iter().map(AccountNumber::ending);
        let endings: Vec<&str> = endings.filter(|ending| !ending.is_empty()).collect();
        let which = (!endings.is_empty()).then(|| (shared.agreed_for)(&endings.join(", ")));
        let agreed = (shared.agreed)(&receipt.version, &self.time(receipt.at));
        [Some(agreed), Some(text), which].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Whose account it is, which one, and what is open there.
    pub(super) fn owned_by(
        &self,
        account: &AccountNumber,
        owner: &Email,
        role: Option<Role>,
    ) -> String {
        self.of_account((self.shared().owned_by)(owner.expose()), account, role)
    }

    /// Who else is on an account, or was, which one, and what is open to them.
    pub(super) fn person_on(
        &self,
        account: &AccountNumber,
        person: &Email,
        role: Option<Role>,
    ) -> String {
        self.of_account((self.shared().person)(person.expose()), account, role)
    }

    fn of_account(&self, who: String, account: &AccountNumber, role: Option<Role>) -> String {
        let open = role.map(|role| match role {
            Role::Pay => self.shared().pays.to_owned(),
            Role::View => self.shared().views.to_owned(),
        });
        let parts = [Some(who), self.ending(Some(account)), open];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The same, and from when on it is shown, if it is held.
    pub(super) fn happened_to_held(
        &self,
        account: &AccountNumber,
        held_until: Option<Timestamp>,
    ) -> String {
        let happened = std::iter::once(self.happened_to(Some(account)));
        happened.chain(self.held(held_until)).collect::<Vec<_>>().join(" ")
    }

    /// Which browser, by its name in the letter's language, and when it was.
    pub(super) fn browser(&self, browser: &str) -> String {
        let browser = (words(self.language).login.sessions.device)(browser);
        (self.shared().browser_and_time)(&browser, &self.time(self.queued_at))
    }
}
