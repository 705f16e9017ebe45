//! From what the outbox holds to a letter: links and temporary passwords are derived here and nowhere kept.

use domain::Mail;
use domain::{
    AccountNumber, Addressed, Envelope, KeyRing, LEAST_LEFT, Language, Letter, LinkClaim,
    LinkToken, Purpose, TemporaryPassword,
};
use jiff::Timestamp;
use web::RenderError;
use web::letters::{self, Rendered};
use web::portal::PORTAL;
use web::words::moment::local_time;

/// Why a letter could not be written.
#[derive(Debug)]
pub(crate) enum NotWritten {
    /// The key of its link is not in the secret.
    NoKey,
    /// Its template could not be filled in: a bug of ours.
    Unrendered(RenderError),
}

impl From<RenderError> for NotWritten {
    fn from(error: RenderError) -> Self {
        Self::Unrendered(error)
    }
}

/// Writes a letter.
///
/// # Errors
///
/// When it has a link whose key is gone, or when its template cannot be filled in.
pub(crate) fn mail(
    keys: &KeyRing,
    origin: &str,
    envelope: &Envelope,
    addressed: &Addressed,
    now: Timestamp,
) -> Result<Mail, NotWritten> {
    let writer = Writer { keys, origin, language: addressed.language, now };
    let rendered = writer.render(&addressed.letter, envelope.queued_at)?;
    Ok(Mail {
        to: addressed.to.clone(),
        subject: rendered.subject,
        text: rendered.text,
        html: rendered.html,
        id: envelope.id.clone(),
        kind: addressed.letter.kind(),
    })
}

/// What every letter is written with.
struct Writer<'a> {
    keys: &'a KeyRing,
    origin: &'a str,
    language: Language,
    now: Timestamp,
}

impl Writer<'_> {
    fn render(&self, letter: &Letter, queued_at: Timestamp) -> Result<Rendered, NotWritten> {
        let [register, sign_in, recover] =
            ["register", "sign-in", "recover"].map(|page| format!("{}/{page}", self.origin));
        let (register, sign_in, recover) = (&*register, &*sign_in, &*recover);
        let when = &*self.time(queued_at);
        let letter = match letter {
            Letter::Confirm { link, expires_at } => return self.confirm(link, *expires_at),
            Letter::Recover { link, expires_at, .. } => return self.recover(link, *expires_at),
            Letter::AccountBound { link, expires_at } => {
                return self.account_bound(link, *expires_at, when);
            }
            Letter::NewEmail { link, expires_at } => return self.new_email(link, *expires_at),
            Letter::EmailReplaced { link, expires_at } => {
                let link = self.link(Purpose::NotMe, "not-me", link)?;
                let not_me = (!self.is_too_late(*expires_at)).then_some(&*link);
                return Ok(letters::Letter::EmailReplaced { when, not_me }.render(self.language)?);
            }
            Letter::AlreadyMember => letters::Letter::AlreadyMember { sign_in, recover },
            Letter::AccountHasLogin => letters::Letter::AccountHasLogin { sign_in, recover },
            Letter::CouldNotMatch => letters::Letter::CouldNotMatch { register },
            Letter::TooManyTries => letters::Letter::TooManyTries,
            Letter::Welcome => letters::Letter::Welcome { sign_in },
            Letter::LoginFrozen => letters::Letter::LoginFrozen { when },
            Letter::StillFrozen => letters::Letter::StillFrozen,
            Letter::NoLogin => letters::Letter::NoLogin { register },
            Letter::NewBrowser { browser } => {
                letters::Letter::NewBrowser { browser, when, recover }
            }
            Letter::PasswordChanged => letters::Letter::PasswordChanged { when, recover },
            Letter::PhraseChanged => letters::Letter::PhraseChanged { when, recover },
            Letter::BillsChanged { bills, account } => {
                let (bills, ending) = (*bills, account.as_ref().map_or("", AccountNumber::ending));
                letters::Letter::BillsChanged { bills, when, ending, sign_in }
            }
            Letter::AccountUnbound { account } => {
                letters::Letter::AccountUnbound { ending: account.ending() }
            }
            Letter::SessionsEnded => letters::Letter::SessionsEnded { when, recover },
            Letter::SessionEnded { browser } => {
                letters::Letter::SessionEnded { browser, when, recover }
            }
            Letter::AccountAdded { account } => {
                letters::Letter::AccountAdded { when, ending: account.ending(), recover }
            }
            Letter::EmailInUse => letters::Letter::EmailInUse { sign_in, recover },
            Letter::EmailChanged => letters::Letter::EmailChanged { when, sign_in },
            Letter::LoginClosed => letters::Letter::LoginClosed { when, register },
            Letter::LoginOpened => letters::Letter::LoginOpened { sign_in },
        };
        Ok(letter.render(self.language)?)
    }

    fn confirm(&self, link: &LinkClaim, expires_at: Timestamp) -> Result<Rendered, NotWritten> {
        if self.is_too_late(expires_at) {
            let register = &format!("{}/register", self.origin);
            return Ok(letters::Letter::AskAgain { register }.render(self.language)?);
        }
        let letter = letters::Letter::Confirm {
            link: &self.link(Purpose::Verify, "register", link)?,
            temporary_password: &TemporaryPassword::derive(self.keys, link)
                .ok_or(NotWritten::NoKey)?
                .expose(),
            until: &self.time(expires_at),
        };
        Ok(letter.render(self.language)?)
    }

    fn recover(&self, link: &LinkClaim, expires_at: Timestamp) -> Result<Rendered, NotWritten> {
        if self.is_too_late(expires_at) {
            let recover = &format!("{}/recover", self.origin);
            return Ok(letters::Letter::RecoverAgain { recover }.render(self.language)?);
        }
        let link = &self.link(Purpose::Recover, "recover", link)?;
        let letter = letters::Letter::Recover { link, until: &self.time(expires_at) };
        Ok(letter.render(self.language)?)
    }

    fn new_email(&self, link: &LinkClaim, expires_at: Timestamp) -> Result<Rendered, NotWritten> {
        if self.is_too_late(expires_at) {
            let sign_in = &format!("{}/sign-in", self.origin);
            return Ok(letters::Letter::NewEmailLate { sign_in }.render(self.language)?);
        }
        let link = &self.link(Purpose::NewEmail, "profile/email", link)?;
        let letter = letters::Letter::NewEmail { link, until: &self.time(expires_at) };
        Ok(letter.render(self.language)?)
    }

    fn account_bound(
        &self,
        link: &LinkClaim,
        expires_at: Timestamp,
        when: &str,
    ) -> Result<Rendered, NotWritten> {
        let link = self.link(Purpose::NotMe, "not-me", link)?;
        let not_me = (!self.is_too_late(expires_at)).then_some(&*link);
        Ok(letters::Letter::AccountBound { when, not_me }.render(self.language)?)
    }

    /// Whether so little is left of a link that its letter may come too late.
    fn is_too_late(&self, expires_at: Timestamp) -> bool {
        self.now + LEAST_LEFT > expires_at
    }

    /// The address behind the button, with the token.
    fn link(&self, purpose: Purpose, page: &str, claim: &LinkClaim) -> Result<String, NotWritten> {
        let token = LinkToken::derive(self.keys, purpose, claim).ok_or(NotWritten::NoKey)?;
        Ok(format!("{}/{page}/verify?t={}", self.origin, token.expose()))
    }

    fn time(&self, at: Timestamp) -> String {
        local_time(at, PORTAL.time_zone, self.language)
    }
}
