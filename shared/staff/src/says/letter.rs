//! The words about a letter that did not arrive as it should.

use domain::{Held, LetterEnd};
use jiff::Timestamp;
use web::portal::Portal;

use super::{Said, told};
use crate::advice::{By, To, Worded};
use crate::deed::Deed;
use crate::words;

/// The letter, how far it got, and what helps.
pub(super) fn trouble(kind: &str, end: LetterEnd, to_member: bool) -> Said {
    let letter = words::letter(kind);
    let now = format!("the letter \"{letter}\" {}", words::letter_end(end));
    let again = |to: To| again(to, "they ask for it again", to_member);
    match end {
        LetterEnd::Bounced | LetterEnd::Suppressed if to_member => dead_of_member(now),
        LetterEnd::Bounced | LetterEnd::Suppressed => told(now, DEAD).depends(
            &[Deed::Cancel, Deed::Unlock, Deed::Resend],
            Worded::of(|to| {
                format!(
                    "A typing error: {}, and they register with the right address. The address is right: {}, then {}.",
                    to.act(Deed::Cancel, By::Email),
                    to.short(Deed::Unlock, By::Email),
                    to.short(Deed::Resend, By::Email)
                )
            }),
        ),
        LetterEnd::Full => resent(
            told(now, FULL),
            to_member,
            Worded::of(|to| format!("Once there is room: {}", again(to))),
        ),
        LetterEnd::Refused | LetterEnd::Failed => resent(
            told(now, REFUSED),
            to_member,
            Worded::of(|to| {
                let again = again(to);
                format!("Once more: {again}. If it comes back again, another address helps.")
            }),
        ),
        LetterEnd::Held(held) => is_held(told(now, LATER), held, again, to_member),
        LetterEnd::Waits(_) | LetterEnd::Delayed => told(now, LATER),
        LetterEnd::Complained => resent(
            told(now, SPAM),
            to_member,
            Worded::of(|to| format!("Once it is no spam any more: {}", again(to))),
        ),
        LetterEnd::Sent | LetterEnd::Answered | LetterEnd::CameBack => {
            resent(told(now, SENT), to_member, Worded::of(again))
        }
    }
}

/// How a letter comes once more: members ask for it, and staff send that of a registration.
fn again(to: To, they_ask: &str, to_member: bool) -> String {
    if to_member {
        format!("{they_ask} at \"Can't access your account?\"")
    } else {
        to.act(Deed::Resend, By::Email)
    }
}

/// With the act that sends it once more, where staff can.
fn resent(said: Said, to_member: bool, words: Worded) -> Said {
    if to_member { said.hint(words) } else { said.right(Deed::Resend, &[], words) }
}

/// That the mail service writes to an address no more, and what helps.
pub(super) fn unwritten(portal: &Portal, since: Option<Timestamp>, to_member: bool) -> Said {
    let since = since.map(|at| format!(" since {}", words::when(portal, at))).unwrap_or_default();
    let now = format!(
        "the mail service writes to the address no more{since}: an earlier letter came back"
    );
    let words = Worded::of(|to| {
        format!(
            "If the address is right and takes mail again: {} takes it off the list, then {}. Otherwise they need \
             another address.",
            to.act(Deed::Unlock, By::Email),
            again(to, "they ask for a letter", to_member)
        )
    });
    told(now, DEAD).right(Deed::Unlock, then_resend(to_member), words)
}

/// The act that follows an unlock.
fn then_resend(to_member: bool) -> &'static [Deed] {
    if to_member { &[] } else { &[Deed::Resend] }
}

fn dead_of_member(now: String) -> Said {
    told(now, DEAD).hint(
        "They can sign in: they change the address in the profile. They forgot the password too: ask who they are as \
         you always do.",
    )
}

/// A letter that is held, with what lets it go.
fn is_held(said: Said, held: Held, again: impl Fn(To) -> String, to_member: bool) -> Said {
    let unlock = |to: To| format!("{}, then {}", to.act(Deed::Unlock, By::Email), again(to));
    match held {
        Held::Address => said.right(Deed::Unlock, then_resend(to_member), Worded::of(unlock)),
        Held::Bounced => {
            let words = Worded::of(|to| format!("If the address is right: {}", unlock(to)));
            said.right(Deed::Unlock, then_resend(to_member), words)
        }
        Held::Strangers | Held::Bouncing => said.hint(Worded::two(
            "Tell them on the phone what the letter says: see the lines above.",
            "Tell them on the phone what the letter says: see what happened.",
        )),
        Held::Another => said.hint("The one that waits comes within a day."),
        Held::Used => said.hint("Its link did its work: they sign in."),
        Held::Over => said.hint("What it was about had ended: there is nothing to do."),
    }
}

const DEAD: [&str; 2] = [
    "Our email to that address comes back: there is no such mailbox. Could there be a typing error in it? Otherwise we need another address.",
    "Nuestro correo a esa dirección es devuelto: no existe ese buzón. ¿Habrá un error al escribirla? Si no, necesitamos otra dirección.",
];
const FULL: [&str; 2] = [
    "Your mailbox is full, so our email came back. Please delete some emails; then I send it again.",
    "Su buzón está lleno, así que nuestro correo fue devuelto. Borre algunos mensajes, por favor; después se lo envío de nuevo.",
];
const REFUSED: [&str; 2] = [
    "Your email provider did not take our email. I can send it again; if it fails once more, please use another address.",
    "Su proveedor de correo no aceptó nuestro mensaje. Puedo enviarlo de nuevo; si falla otra vez, use otra dirección, por favor.",
];
const LATER: [&str; 2] = [
    "Our email to you has not gone yet, or is on its way. I see to it that it comes.",
    "Nuestro correo para usted todavía no ha salido, o está en camino. Me ocupo de que le llegue.",
];
const SPAM: [&str; 2] = [
    "Our email arrived and was marked as spam. Please look in your spam folder and mark it as not spam; then I send it again.",
    "Nuestro correo llegó y se marcó como no deseado. Búsquelo en esa carpeta y márquelo como deseado, por favor; después se lo envío de nuevo.",
];
const SENT: [&str; 2] = [
    "We sent you an email. Look in your spam folder too. I can send it again now.",
    "Le enviamos un correo. Búsquelo también en el correo no deseado. Puedo enviarlo de nuevo ahora.",
];
