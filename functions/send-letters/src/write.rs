//! From what the outbox holds to a letter: links and temporary passwords are derived here and nowhere kept.

use domain::Mail;
use domain::{
    Addressed, Envelope, KeyRing, LEAST_LEFT, LetterLink, LinkToken, Purpose, TemporaryPassword,
};
use jiff::Timestamp;
use web::letters::{OpenLink, Sheet, render};
use web::{RenderError, routes};

use crate::Worker;

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
    worker: &Worker<impl Sized, impl Sized, impl Sized, impl Sized>,
    envelope: &Envelope,
    addressed: &Addressed,
    now: Timestamp,
) -> Result<Mail, NotWritten> {
    let Worker { keys, origin, .. } = worker;
    let letter = &addressed.letter;
    let open = letter.link().filter(|link| !is_too_late(link, now));
    let derived = open.map(|link| derive(keys, origin, link)).transpose()?;
    let sheet = Sheet {
        portal: worker.portal,
        origin,
        language: addressed.language,
        queued_at: envelope.queued_at,
        link: derived.as_ref().map(Derived::shown),
    };
    let rendered = render(letter, &sheet)?;
    Ok(Mail {
        to: addressed.to.clone(),
        subject: rendered.subject,
        text: rendered.text,
        html: rendered.html,
        id: envelope.id.clone(),
        kind: letter.kind().name(),
    })
}

/// Whether so little is left of a link that its letter may come too late.
fn is_too_late(link: &LetterLink<'_>, now: Timestamp) -> bool {
    now + LEAST_LEFT > link.expires_at
}

/// A link with what opens it.
struct Derived {
    address: String,
    temporary_password: Option<String>,
    until: Timestamp,
}

impl Derived {
    fn shown(&self) -> OpenLink<'_> {
        OpenLink {
            address: &self.address,
            temporary_password: self.temporary_password.as_deref(),
            until: self.until,
        }
    }
}

/// The address behind the button, with the token; and the temporary password of a link that confirms a registration.
fn derive(keys: &KeyRing, origin: &str, link: LetterLink<'_>) -> Result<Derived, NotWritten> {
    let LetterLink { purpose, claim, expires_at } = link;
    let token = LinkToken::derive(keys, purpose, claim).ok_or(NotWritten::NoKey)?;
    let address = format!("{origin}{}?t={}", routes::verify(purpose), token.expose());
    let temporary_password = match purpose {
        Purpose::Verify => {
            let password = TemporaryPassword::derive(keys, claim).ok_or(NotWritten::NoKey)?;
            Some(password.expose())
        }
        // The code that proves an address is read out by staff; in the letter it would prove nothing.
        Purpose::Recover
        | Purpose::NewEmail
        | Purpose::NotMe
        | Purpose::ProveEmail
        | Purpose::MoveEmail
        | Purpose::Invite
        | Purpose::ConfirmBills
        | Purpose::NotMyFactor
        | Purpose::StopReset
        | Purpose::ResetFactors => None,
    };
    Ok(Derived { address, temporary_password, until: expires_at })
}
