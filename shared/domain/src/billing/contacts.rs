//! Whom billing reaches about an account: the contact on file and, for a while, the one before it.
//!
//! Whoever has talked the co-op into another email on file must not be the only one who hears of the login that they open
//! next. So the one before is kept for thirty days, and a second change within these does not push it out.

use jiff::{SignedDuration, Timestamp};

use crate::billing::facts::{Contact, ContactBefore, Facts};
use crate::values::email::Email;

/// How long the contact before the one on file still hears of what happens. Source: SECURITY.md#figures.
pub const CONTACT_BEFORE_KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

impl Facts {
    /// Whom a letter about a binding goes to, each once: the contact before, as long as it is kept, and the one on file.
    #[must_use]
    pub fn contacts(&self, now: Timestamp) -> Vec<&Contact> {
        let before = self.contact_before.as_ref().filter(|before| now < before.until);
        let mut all: Vec<&Contact> = before.map(|before| &before.contact).into_iter().collect();
        let is_known = |known: &[&Contact], contact: &Contact| {
            known.iter().any(|it| it.email.canonical() == contact.email.canonical())
        };
        all.extend(self.contact.as_ref().filter(|contact| !is_known(&all, contact)));
        all
    }

    /// Those of [`Facts::contacts`] who are somebody else than the one with an email.
    #[must_use]
    pub fn other_contacts(&self, email: &Email, now: Timestamp) -> Vec<&Contact> {
        let mut others = self.contacts(now);
        others.retain(|contact| contact.email.canonical() != email.canonical());
        others
    }
}

/// The contact before the one that an import brings. An account that passed to other people has none: its contact before
/// is theirs who had it.
#[must_use]
pub fn contact_before(
    previous: Option<&Facts>,
    contact: Option<&Contact>,
    holder: u64,
    now: Timestamp,
) -> Option<ContactBefore> {
    let previous = previous.filter(|facts| facts.holder == holder)?;
    let same = |one: &Contact, other: &Contact| one.email.canonical() == other.email.canonical();
    let stays = |before: &Contact| contact.is_some_and(|contact| same(before, contact));
    let replaced = previous.contact.clone().filter(|before| !stays(before));
    let kept = previous.contact_before.clone().filter(|before| now < before.until);
    let anew = |contact| ContactBefore { contact, until: now + CONTACT_BEFORE_KEPT };
    match (kept, replaced) {
        (Some(kept), Some(replaced)) if !same(&kept.contact, &replaced) => Some(kept),
        (_, Some(replaced)) => Some(anew(replaced)),
        (kept, None) => kept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registering::ask::samples::{NOON, facts};
    use crate::values::language::Language;

    const DAY: SignedDuration = SignedDuration::from_hours(24);

    fn contact(name: &str) -> Contact {
        let email = Email::parse(&format!("{name}@example.com")).expect("an address");
        Contact { email, language: Language::English }
    }

    /// The facts after imports that each bring a contact, so many days after the one before.
    fn after(imports: &[(i32, Option<&str>)]) -> (Facts, Timestamp) {
        let mut known = Facts { contact: None, contact_before: None, ..facts() };
        let mut now = NOON;
        for (days, name) in imports {
            now += DAY * *days;
            let brought = name.map(contact);
            let before = contact_before(Some(&known), brought.as_ref(), known.holder, now);
            known = Facts { contact: brought, contact_before: before, ..known };
        }
        (known, now)
    }

    fn told((facts, now): &(Facts, Timestamp)) -> Vec<String> {
        let contacts = facts.contacts(*now).into_iter();
        let name = |it: &Contact| it.email.canonical().split('@').next().map(str::to_owned);
        contacts.filter_map(name).collect()
    }

    #[test]
    fn the_contact_before_hears_of_it_for_thirty_days() {
        let changed = [(0, Some("old")), (1, Some("new"))];
        let on = |days| [&changed[..], &[(days, Some("new"))][..]].concat();

        assert_eq!(told(&after(&changed)), ["old", "new"]);
        assert_eq!(told(&after(&on(29))), ["old", "new"]);
        assert_eq!(told(&after(&on(30))), ["new"]);
        assert_eq!(after(&on(30)).0.contact_before, None, "and is kept no longer");
    }

    #[test]
    fn a_second_change_within_these_days_does_not_push_it_out() {
        let twice = after(&[(0, Some("old")), (1, Some("one")), (1, Some("two"))]);
        let gone = after(&[(0, Some("old")), (1, Some("one")), (1, None)]);

        assert_eq!(
            (told(&twice), told(&gone)),
            (vec!["old".to_owned(), "two".to_owned()], vec!["old".to_owned()])
        );
    }

    #[test]
    fn one_that_came_back_is_told_once_and_kept_anew_when_it_goes_again() {
        let back = [(0, Some("old")), (1, Some("new")), (1, Some("old"))];
        let again = [&back[..], &[(20, Some("new")), (20, Some("new"))]].concat();

        assert_eq!(told(&after(&back)), ["old"]);
        assert_eq!(told(&after(&again)), ["old", "new"]);
    }

    #[test]
    fn one_who_had_the_account_before_hears_nothing_of_who_has_it_now() {
        let (known, now) = after(&[(0, Some("old"))]);

        assert_eq!(contact_before(Some(&known), None, known.holder + 1, now), None);
        assert_eq!(contact_before(None, None, 1, now), None);
    }

    #[test]
    fn somebody_else_is_who_has_another_email() {
        let known = after(&[(0, Some("old")), (1, Some("new"))]);
        let others = |name| known.0.other_contacts(&contact(name).email, known.1).len();

        assert_eq!((others("OLD"), others("new"), others("third")), (1, 1, 2));
    }
}
