//! From what the outbox holds to a letter: links and temporary passwords are derived here and nowhere kept.

use domain::ports::Mail;
use domain::{
    AccountNumber, Addressed, Envelope, KeyRing, Letter, LinkToken, Purpose, TemporaryPassword,
};
use jiff::{SignedDuration, Timestamp};
use web::letters;
use web::moment::local_time;
use web::portal::PORTAL;

/// With less than this left of a link, the letter says to ask again. Source: DATA, "Outbox".
const LEAST_LEFT: SignedDuration = SignedDuration::from_mins(10);

/// Writes a letter; `None` if the key of its link is gone from the secret.
pub(crate) fn mail(
    keys: &KeyRing,
    origin: &str,
    envelope: &Envelope,
    addressed: &Addressed,
    now: Timestamp,
) -> Option<Mail> {
    let language = addressed.language;
    let (register, sign_in, recover) =
        (format!("{origin}/register"), format!("{origin}/sign-in"), format!("{origin}/recover"));
    let time = |at: Timestamp| local_time(at, PORTAL.time_zone, language);
    let rendered = match &addressed.letter {
        Letter::Confirm { expires_at, .. } if now + LEAST_LEFT > *expires_at => {
            letters::Letter::AskAgain { register: &register }.render(language)
        }
        Letter::Confirm { link, expires_at } => {
            let token = LinkToken::derive(keys, Purpose::Verify, link)?;
            letters::Letter::Confirm {
                link: &format!("{origin}/register/verify?t={}", token.expose()),
                temporary_password: &TemporaryPassword::derive(keys, link)?.expose(),
                until: &time(*expires_at),
            }
            .render(language)
        }
        Letter::AlreadyMember => {
            letters::Letter::AlreadyMember { sign_in: &sign_in, recover: &recover }.render(language)
        }
        Letter::AccountHasLogin => {
            letters::Letter::AccountHasLogin { sign_in: &sign_in, recover: &recover }
                .render(language)
        }
        Letter::CouldNotMatch => {
            letters::Letter::CouldNotMatch { register: &register }.render(language)
        }
        Letter::TooManyTries => letters::Letter::TooManyTries.render(language),
        Letter::Welcome => letters::Letter::Welcome { sign_in: &sign_in }.render(language),
        Letter::AccountBound => {
            letters::Letter::AccountBound { when: &time(envelope.queued_at) }.render(language)
        }
        Letter::AccountUnbound { account } => {
            letters::Letter::AccountUnbound { ending: account.ending() }.render(language)
        }
        Letter::PasswordChanged => {
            let when = &time(envelope.queued_at);
            letters::Letter::PasswordChanged { when, recover: &recover }.render(language)
        }
        Letter::PhraseChanged => {
            let when = &time(envelope.queued_at);
            letters::Letter::PhraseChanged { when, recover: &recover }.render(language)
        }
        Letter::BillsChanged { bills, account } => {
            let (bills, when) = (*bills, &time(envelope.queued_at));
            let ending = account.as_ref().map_or("", AccountNumber::ending);
            letters::Letter::BillsChanged { bills, when, ending, sign_in: &sign_in }
                .render(language)
        }
        Letter::SessionsEnded => {
            letters::Letter::SessionsEnded { when: &time(envelope.queued_at), recover: &recover }
                .render(language)
        }
        Letter::AccountAdded { account } => {
            let (when, ending) = (&time(envelope.queued_at), account.ending());
            letters::Letter::AccountAdded { when, ending, recover: &recover }.render(language)
        }
        Letter::LoginClosed => {
            letters::Letter::LoginClosed { when: &time(envelope.queued_at), register: &register }
                .render(language)
        }
        Letter::LoginFrozen => {
            letters::Letter::LoginFrozen { when: &time(envelope.queued_at) }.render(language)
        }
        Letter::LoginOpened => letters::Letter::LoginOpened { sign_in: &sign_in }.render(language),
    };
    Some(Mail {
        to: addressed.to.clone(),
        subject: rendered.subject,
        text: rendered.text,
        html: rendered.html,
        id: envelope.id.clone(),
        kind: addressed.letter.kind(),
    })
}
