//! The words about a letter that did not arrive as it should.

use domain::{Held, LetterEnd};
use jiff::Timestamp;
use web::portal::Portal;

use super::{Said, told};
use crate::why::words;

/// The letter, how far it got, and what helps.
pub(super) fn trouble(kind: &str, end: LetterEnd, to_member: bool) -> Said {
    let letter = words::letter(kind);
    let now = format!("the letter \"{letter}\" {}", words::letter_end(end));
    let again = if to_member {
        "they ask for it again at \"Can't access your account?\""
    } else {
        "porchlight resend --email E --reason \"...\""
    };
    match end {
        LetterEnd::Bounced | LetterEnd::Suppressed if to_member => {
            dead_of_member(now)
        }
        LetterEnd::Bounced | LetterEnd::Suppressed => told(now, DEAD).act(
            "A typing error: porchlight cancel --email E --reason \"...\", and they register with the right address. \
             The address is right: porchlight unlock --email E, then porchlight resend --email E.",
        ),
        LetterEnd::Full => told(now, FULL).act(format!("Once there is room: {again}")),
        LetterEnd::Refused | LetterEnd::Failed => {
            told(now, REFUSED).act(format!("Once more: {again}. If it comes back again, another address helps."))
        }
        LetterEnd::Held(held) => told(now, LATER).act(held_act(held, again)),
        LetterEnd::Waits(_) | LetterEnd::Delayed => told(now, LATER),
        LetterEnd::Complained => told(now, SPAM).act(format!("Once it is no spam any more: {again}")),
        LetterEnd::Sent | LetterEnd::Answered | LetterEnd::CameBack => told(now, SENT).act(again),
    }
}

/// That the mail service writes to an address no more, and what helps.
pub(super) fn unwritten(portal: &Portal, since: Option<Timestamp>, to_member: bool) -> Said {
    let since = since.map(|at| format!(" since {}", words::when(portal, at))).unwrap_or_default();
    let now = format!(
        "the mail service writes to the address no more{since}: an earlier letter came back"
    );
    let again = if to_member {
        "they ask for a letter at \"Can't access your account?\""
    } else {
        "porchlight resend --email E --reason \"...\""
    };
    told(now, DEAD).act(format!(
        "If the address is right and takes mail again: porchlight unlock --email E --reason \"...\" takes it off the \
         list, then {again}. Otherwise they need another address."
    ))
}

fn dead_of_member(now: String) -> Said {
    told(now, DEAD).act(
        "They can sign in: they change the address in the profile. They forgot the password too: ask who they are as \
         you always do.",
    )
}

fn held_act(held: Held, again: &str) -> String {
    match held {
        Held::Address => format!("porchlight unlock --email E --reason \"...\", then {again}"),
        Held::Bounced => {
            format!(
                "If the address is right: porchlight unlock --email E --reason \"...\", then {again}"
            )
        }
        Held::Strangers | Held::Bouncing => {
            "Tell them on the phone what the letter says: see the lines above.".to_owned()
        }
        Held::Another => "The one that waits comes within a day.".to_owned(),
        Held::Used => "Its link did its work: they sign in.".to_owned(),
        Held::Over => "What it was about had ended: there is nothing to do.".to_owned(),
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
