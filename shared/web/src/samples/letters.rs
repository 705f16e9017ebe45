//! The letters: every kind there is, and what links become that ran out.

use domain::{
    AboutWait, AccountNumber, Carried, DeviceId, Email, EmailKey, FactorKind, KeyId, Language,
    Letter, LetterKind, LinkClaim, MemberId, PendingId, Receipt, Role,
};
use jiff::SignedDuration;

use super::{ACCOUNTS, SPRING};
use crate::letters::{OpenLink, Rendered, Sheet, render};
use crate::portal::Portal;
use crate::routes;

const ORIGIN: &str = "https://my.junipervalley.example";
const TOKEN: &str = "MHhzYW1wbGUtdG9rZW4tbm90LWEtcmVhbC1vbmU";

/// What links that ran out before their letters left become.
const LATE: [(&str, LetterKind); 6] = [
    ("ask_again", LetterKind::Confirm),
    ("recover_again", LetterKind::Recover),
    ("new_email_late", LetterKind::NewEmail),
    ("prove_email_late", LetterKind::ProveEmail),
    ("invitation_late", LetterKind::Invitation),
    ("reset_late", LetterKind::ResetOpen),
];

/// Each letter with its name.
///
/// # Errors
///
/// When a template cannot be filled in.
pub fn letters(
    portal: &'static Portal,
    language: Language,
) -> Result<Vec<(&'static str, Rendered)>, askama::Error> {
    let sheet = Sheet { portal, origin: ORIGIN, language, queued_at: SPRING, link: None };
    let all = LetterKind::ALL.iter().map(|kind| (kind.name(), *kind));
    let sent = all.chain(MORE).map(|(name, kind)| {
        let letter = sample(portal, language, name, kind);
        let address =
            letter.link().map(|link| format!("{ORIGIN}{}?t={TOKEN}", routes::verify(link.purpose)));
        let confirms = kind == LetterKind::Confirm;
        let link = address.as_deref().map(|address| OpenLink {
            address,
            temporary_password: confirms.then_some("7KQM-2XWD-9RTV"),
            until: SPRING,
        });
        Ok((name, render(&letter, &Sheet { link, ..sheet })?))
    });
    let late = LATE
        .iter()
        .map(|(name, kind)| Ok((*name, render(&sample(portal, language, name, *kind), &sheet)?)));
    sent.chain(late).collect()
}

/// Letters that say more: of an account that is held, of a wait.
const MORE: [(&str, LetterKind); 10] = [
    ("account_held", LetterKind::AccountBound),
    ("account_held_by_time", LetterKind::AccountBound),
    ("welcome_held", LetterKind::Welcome),
    ("account_added_held", LetterKind::AccountAdded),
    ("login_opened_held", LetterKind::LoginOpened),
    ("guest_joined_held", LetterKind::GuestJoined),
    ("password_changed_wait", LetterKind::PasswordChanged),
    ("email_changed_wait", LetterKind::EmailChanged),
    ("reset_waits_again", LetterKind::ResetWaits),
    ("reset_heard_again", LetterKind::ResetHeard),
];

/// A letter with all that it may carry, but for bills by email, which are about all accounts here.
fn sample(portal: &Portal, language: Language, name: &str, kind: LetterKind) -> Letter {
    let is_more = MORE.iter().any(|(more, _)| *more == name);
    let link = |key| {
        let (email, id) = (EmailKey::from_stored("sample"), PendingId::new([0; 16]));
        LinkClaim { key, email, id }
    };
    let browser = match kind {
        LetterKind::SessionEnded => "Firefox on Windows",
        _ => "Chrome on Android",
    };
    let account = AccountNumber::parse(ACCOUNTS[0]).ok();
    let ends_wait = matches!(kind, LetterKind::PasswordChanged | LetterKind::EmailChanged);
    let says_from = is_more || !ends_wait;
    let carried = Carried {
        link: KeyId::parse("1").map(link),
        expires_at: Some(SPRING + SignedDuration::from_hours(24)),
        known: Some((MemberId::from_stored("sample"), DeviceId::from_stored("sample"))),
        browser: Some(browser.to_owned()),
        account: account.filter(|_| kind != LetterKind::BillsByEmail),
        receipt: Some(Receipt {
            version: portal.paperless.version.to_owned(),
            text: portal.paperless.text.get(language).to_owned(),
            language,
            at: SPRING,
            accounts: ACCOUNTS.iter().filter_map(|it| AccountNumber::parse(it).ok()).collect(),
        }),
        held_until: is_more.then(|| SPRING + SignedDuration::from_hours(72)),
        factor: Some(FactorKind::App),
        left: Some(9),
        again: is_more,
        on_paper: is_more,
        by_time: name == "account_held_by_time",
        from: says_from.then(|| SPRING + SignedDuration::from_hours(72)),
        about: Some(AboutWait {
            member: MemberId::from_stored("sample"),
            id: PendingId::new([0; 16]),
        }),
        person: Email::parse("father@example.com").ok(),
        role: Some(if kind == LetterKind::PersonJoined { Role::Pay } else { Role::View }),
    };
    Letter::of(kind, carried).expect("everything is enough for any letter")
}
