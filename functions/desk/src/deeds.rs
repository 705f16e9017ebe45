//! What an act leads to, before it is done, and what to tell the caller once it is.

use staff::Deed;
use staff::acts::{Bars, ByCode, Done, Reach, ReachedLogin, Told};
use web::portal::Portal;

/// What will happen, and to whom.
pub(crate) fn leads_to(deed: Deed, portal: &Portal, reach: &Reach) -> String {
    let under = under(reach);
    match deed {
        Deed::Unlock => unlocks(reach),
        Deed::Resend => {
            "The letter with the link goes out again. Its link and its end stay the same.".to_owned()
        }
        Deed::Cancel => cancels(&reach.waiting),
        Deed::Freeze => format!(
            "Every session of the login{under} ends, and nobody can sign in to it. The member gets a letter."
        ),
        Deed::Unfreeze => format!(
            "The login{under} opens: whoever has it can sign in again. Letters go to the member and to the contacts on file. The \
             accounts show nothing for {} hours, unless the contact says that it was them. A second step that was on trial when the login was \
             frozen is on trial for three days more: who did not add it sets a new password, which takes it off.",
            portal.hold().hours
        ),
        Deed::Release => format!(
            "The account leaves the login{under}, and may be registered anew. The member keeps the login. Letters go to the member \
             and to the contacts on file."
        ),
        Deed::ChangeEmail => format!(
            "The login{under} is to move to a new address, which gets a letter. Its page asks for a code that the next page shows you: \
             read it to the caller. Then the address before and the contact on file hear of it, each with a link that stops it. Nothing \
             moves for 72 hours after that."
        ),
        Deed::KeepEmail => format!(
            "The login{under} keeps its email: a change that waits ends, and so does every other link of the login. Every browser is \
             signed out."
        ),
        Deed::ResetFactor => format!(
            "A wait of {} hours begins for the login{under}, longer where the password was set by mail lately. Letters go to the member and to the contact \
             on file, each to the member with a link that stops it. The last one has the link that takes the second step off, with the \
             password.",
            portal.second_factor.reset_wait_hours
        ),
    }
}

/// The email of a login, as part of a sentence; under a code also by what it was found, which may be another's than is meant.
fn under(reach: &Reach) -> String {
    let Some(ReachedLogin { email, by_code }) = &reach.login else { return String::new() };
    let by_code = match by_code {
        None => "",
        Some(ByCode::Email) => " (the email that was typed when the code was made)",
        Some(ByCode::Account) => " (who has the account that was typed when the code was made)",
    };
    format!(" under {email}{by_code}")
}

/// Whose tries begin anew.
fn unlocks(reach: &Reach) -> String {
    let of_mailbox = |mailbox: &str| {
        format!(
            "of {mailbox}, of its sign-in and of its letters. If the mail service writes there no more, it does again."
        )
    };
    match (&reach.account, &reach.mailbox) {
        (Some(account), Some(mailbox)) => {
            format!("Tries begin anew: of account {account}, and {}", of_mailbox(mailbox))
        }
        (None, Some(mailbox)) => format!("Tries begin anew: {}", of_mailbox(mailbox)),
        (Some(account), None) => {
            format!("Tries of account {account} begin anew. No email is known that goes with it.")
        }
        (None, None) => "Nobody is known by it, so nothing begins anew.".to_owned(),
    }
}

/// How many registrations end, and whose.
fn cancels(waiting: &[String]) -> String {
    match waiting {
        [] => "No registration waits to be confirmed there, so nothing ends.".to_owned(),
        [one] => format!(
            "The registration of {one} ends, which waits to be confirmed. Its link opens nothing."
        ),
        all => format!(
            "All {} registrations that wait to be confirmed end, whoever asked: those of {}. Their links open nothing.",
            all.len(),
            all.join(", ")
        ),
    }
}

/// What to make sure of first, where somebody may be harmed if the caller is not who they say.
pub(crate) fn warning(deed: Deed) -> Option<&'static str> {
    match deed {
        Deed::Unlock | Deed::Resend => None,
        Deed::Unfreeze => Some(
            "Know who is calling first. Ask as you always do. An account that is not theirs is better taken out first.",
        ),
        Deed::Cancel
        | Deed::Freeze
        | Deed::Release
        | Deed::ChangeEmail
        | Deed::KeepEmail
        | Deed::ResetFactor => Some("Know who is calling first. Ask as you always do."),
    }
}

/// What to tell the caller, in English and in Spanish.
pub(crate) fn tell(deed: Deed, done: &Done, reach: &Reach) -> [String; 2] {
    if let (Deed::ResetFactor, Told::Hours(hours)) = (deed, &done.told) {
        return [
            format!(
                "The wait has begun. In {hours} hours you get an email with a link: with it and your password you take the second step off. \
                 If it was not you, each of our emails has a link that stops it."
            ),
            format!(
                "La espera ya empezó. En {hours} horas le llega un mensaje con un enlace: con él y su contraseña quita el segundo paso. \
                 Si no fue usted, cada uno de nuestros mensajes tiene un enlace que lo detiene."
            ),
        ];
    }
    if let Some(bars) = reach.bars {
        return barred(bars).map(str::to_owned);
    }
    if let (Deed::Unfreeze, Some(ReachedLogin { email: login, .. })) = (deed, &reach.login) {
        return [
            format!(
                "The login under {login} can sign in again. Bills and electricity use may show only after a wait: its home page says from when on."
            ),
            format!(
                "Ya se puede iniciar sesión de nuevo con {login}. Puede que las facturas y el consumo se muestren solo después de una espera: la página principal dice a partir de cuándo."
            ),
        ];
    }
    words(deed).map(str::to_owned)
}

/// What to tell a caller who cannot go on although it was done.
fn barred(bars: Bars) -> [&'static str; 2] {
    match bars {
        Bars::AccountClosed => [
            "That account is closed, so it cannot be registered. Do you have a newer bill, with another number?",
            "Esa cuenta está cerrada, así que no se puede registrar. ¿Tiene una factura más reciente, con otro número?",
        ],
        Bars::LetterWaits => [
            "An email to you is on its way, and may take up to a day: only so many go to one mailbox at a time. Look in your spam folder meanwhile.",
            "Un mensaje para usted está en camino y puede tardar hasta un día: solo enviamos unos cuantos a la vez a un mismo buzón. Mientras tanto, busque en el correo no deseado.",
        ],
        Bars::Unwritten => [
            "That registration is ended. Our email to that address comes back, so please register with another one.",
            "Ese registro se terminó. Nuestros mensajes a esa dirección son devueltos, así que regístrese con otra, por favor.",
        ],
    }
}

fn words(deed: Deed) -> [&'static str; 2] {
    match deed {
        Deed::Unlock => [
            "You can try again now. Please have your bill at hand.",
            "Ya puede intentarlo de nuevo. Tenga su factura a mano, por favor.",
        ],
        Deed::Resend => [
            "I sent the email again, with the same link. Look in your spam folder too.",
            "Le envié el mensaje de nuevo, con el mismo enlace. Búsquelo también en el correo no deseado.",
        ],
        Deed::Cancel => [
            "That registration is ended, and its link opens nothing. You can register again now.",
            "Ese registro se terminó y su enlace ya no abre nada. Ya puede registrarse de nuevo.",
        ],
        Deed::Freeze => [
            "Nobody can sign in to it now, and an email says so. We look into it and call you back.",
            "Ahora nadie puede iniciar sesión ahí, y un mensaje lo dice. Lo revisamos y le llamamos.",
        ],
        Deed::Unfreeze => [
            "You can sign in again. Bills and electricity use may show only after a wait: your home page says from when on.",
            "Ya puede iniciar sesión de nuevo. Puede que las facturas y el consumo se muestren solo después de una espera: su página principal dice a partir de cuándo.",
        ],
        Deed::Release => [
            "The account is in nobody’s login now. Whoever is on the bill can register it.",
            "La cuenta ya no está en ningún acceso. Quien figura en la factura puede registrarla.",
        ],
        Deed::ChangeEmail => [
            "Open the link in the email that we sent to the new address, and type the code that I read to you now. Three days later a second email lets you use it.",
            "Abra el enlace del mensaje que enviamos a la dirección nueva y escriba el código que le leo ahora. Tres días después, otro mensaje le permite usarla.",
        ],
        Deed::KeepEmail => [
            "The email stays as it was, and every browser is signed out. Please sign in again.",
            "El correo electrónico se queda como estaba, y se cerró la sesión en todos los navegadores. Inicie sesión de nuevo, por favor.",
        ],
        Deed::ResetFactor => [
            "The wait has begun. Our emails say how long it is, and each has a link that stops it.",
            "La espera ya empezó. Nuestros mensajes dicen cuánto dura, y cada uno tiene un enlace que la detiene.",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_has_words_for_the_caller_in_both_languages() {
        for deed in Deed::ALL {
            let [english, spanish] = words(deed);

            assert!(english.ends_with('.') && spanish.ends_with('.'), "{deed:?}");
            assert_ne!(english, spanish);
            for word in ["email", "clave", "vínculo", "entrada"] {
                assert!(!spanish.contains(word), "{word}: {spanish}");
            }
        }
    }
}
