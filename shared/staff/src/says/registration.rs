//! The words about somebody who registers.

use domain::why::Tries;
use domain::{AccountNumber, Obstacle};
use jiff::Timestamp;
use web::portal::Portal;

use super::{Said, asked, told};
use crate::advice::{By, Worded};
use crate::deed::Deed;
use crate::obstacles;
use crate::words::when;

pub(super) fn tries_spent(
    portal: &Portal,
    of: Tries,
    opens: Timestamp,
    misses: Option<&[Obstacle]>,
) -> Said {
    let whose = match of {
        Tries::Account => "the account was tried too often",
        Tries::Email => "too many registrations were tried with the email",
        Tries::Both => "the account and the email were tried too often",
    };
    let by = match of {
        Tries::Account => By::Account,
        Tries::Email => By::Email,
        Tries::Both => By::Reference,
    };
    let words = Worded::of(|to| then_unlock(portal, misses, &to.act(Deed::Unlock, by)));
    let fit = fit(portal, misses);
    told(
        format!("{whose}{fit}; it opens again {}", when(portal, opens)),
        [
            "There were several tries, so it is shut for a while. I can open it again. Please have your bill at hand.",
            "Hubo varios intentos, así que está cerrado por un rato. Puedo abrirlo de nuevo. Tenga su factura a mano.",
        ],
    )
    .right(Deed::Unlock, &[], words)
}

/// What was wrong in the last try, as the end of a sentence.
fn fit(portal: &Portal, misses: Option<&[Obstacle]>) -> String {
    match misses {
        Some([]) => ", and what was typed last was right".to_owned(),
        Some(misses) => {
            format!("; in the last try {} did not fit", obstacles::what(portal, misses))
        }
        None => String::new(),
    }
}

/// What to do after the last try, right or wrong.
fn then_unlock(portal: &Portal, misses: Option<&[Obstacle]>, unlock: &str) -> String {
    let ask = "Ask who they are as you always do, then:";
    match misses {
        Some([]) => format!("{ask} {unlock}; nothing is to be mended on the bill."),
        Some(misses) => {
            format!("{} {ask} {unlock}", obstacles::compare(portal, misses))
        }
        None => format!("{ask} {unlock}"),
    }
}

pub(super) fn tries_over(portal: &Portal, misses: Option<&[Obstacle]>) -> Said {
    let fit = match misses {
        Some([]) => "; what was typed was right".to_owned(),
        Some(misses) => format!("; {} did not fit", obstacles::what(portal, misses)),
        None => String::new(),
    };
    told(
        format!("tries were spent when it was asked last{fit}; it may be tried again now"),
        [
            "There were several tries before. It is open again: please register now, with your bill at hand.",
            "Antes hubo varios intentos. Ya está abierto de nuevo: regístrese ahora, con su factura a mano.",
        ],
    )
}

pub(super) fn not_matched(portal: &Portal, at: Timestamp, misses: &[Obstacle]) -> Said {
    let what = obstacles::what(portal, misses);
    told(
        format!("what was typed {} did not match the bill: {what} did not fit", when(portal, at)),
        asked::not_matched(portal),
    )
    .hint(format!(
        "{} Tell nobody which it was: the caller reads from the bill.",
        obstacles::compare(portal, misses)
    ))
}

pub(super) fn adds(portal: &Portal, misses: &[Obstacle], account: Option<&AccountNumber>) -> Said {
    let which = account
        .map_or_else(|| "this account".to_owned(), |number| format!("account {}", number.masked()));
    let now = match misses {
        [] => format!(
            "an email that has a login already asked to register {which}; what was typed was right"
        ),
        misses => format!(
            "an email that has a login already asked to register {which}; {} did not fit",
            obstacles::what(portal, misses)
        ),
    };
    told(
        now,
        [
            "You have a login already, so you need not register again. Sign in, go to \"My profile\" and add the account under \"Billing accounts\". If you forgot the password, press \"Can't access your account?\".",
            "Usted ya tiene un acceso, así que no necesita registrarse otra vez. Entre, vaya a \"Mi perfil\" y agregue la cuenta en \"Cuentas de facturación\". Si olvidó la contraseña, presione \"¿No puede entrar a su cuenta?\".",
        ],
    )
}

pub(super) fn waits(portal: &Portal, until: Timestamp) -> Said {
    told(
        format!("a link to confirm it was sent, and works until {}", when(portal, until)),
        [
            "We sent you an email with a link. Look in your spam folder too. I can send it again now.",
            "Le enviamos un correo con un enlace. Búsquelo también en el correo no deseado. Puedo enviarlo de nuevo ahora.",
        ],
    )
    .right(Deed::Resend, &[], Worded::of(|to| to.act(Deed::Resend, By::Email)))
}

pub(super) fn ran_out() -> Said {
    told(
        "everything matched, and the link to confirm it ran out after its day",
        [
            "The link in our email ran out. Press \"Can't access your account?\" and enter your email: a new link comes. You need not register again.",
            "El enlace de nuestro correo venció. Presione \"¿No puede entrar a su cuenta?\" y escriba su correo: le llega un enlace nuevo. No necesita registrarse otra vez.",
        ],
    )
}

pub(super) fn wrong_numbers() -> Said {
    told(
        "several wrong account numbers were typed after the link was followed, which ended it",
        [
            "The account number was typed wrongly several times, so the link has ended. Please register again, with your bill at hand.",
            "El número de cuenta se escribió mal varias veces, así que el enlace ya no sirve. Regístrese de nuevo, con su factura a mano.",
        ],
    )
    .hint("If they typed no number themselves, somebody else reads their mail: tell them.")
}

pub(super) fn cancelled() -> Said {
    told(
        Worded::two(
            "staff ended the registration; the line above says why",
            "staff ended the registration; what happened before says why",
        ),
        [
            "That registration was ended here in the office. If the account is yours, you can register again now.",
            "Ese registro se terminó aquí en la oficina. Si la cuenta es suya, puede registrarse de nuevo ahora.",
        ],
    )
    .hint("Read the reason first: it may have been ended because the account is somebody else's.")
}

pub(super) fn nothing_known() -> Said {
    told(
        "nobody asked to register with it in the last month, and it is no member's",
        [
            "I see nothing under that. Could it be another email address, or a typing error?",
            "No veo nada con esos datos. ¿Podría ser otra dirección de correo, o un error al escribirla?",
        ],
    )
}

pub(super) fn code_unknown() -> Said {
    told(
        "nobody asked to register with it in the last month; a code of a page that only showed a problem, such as too many \
         tries to sign in, stands in the log, and nowhere else",
        [
            "The code may well be right, but I need the email address, too. Which one did you type?",
            "El código puede estar bien, pero también necesito el correo electrónico. ¿Cuál escribió?",
        ],
    )
    .hint(Worded::two(
        "porchlight why --email E; for the code of a page that showed a problem, look into the log: filter reference = \"CODE\"",
        "Look up the email that they name. If that tells nothing: whoever looks after the portal finds the code in the log.",
    ))
}

pub(super) fn see_timeline() -> Said {
    told(
        Worded::two(
            "the lines above are all that is left: letters are kept for 30 days, and with them whom the code leads to",
            "what happened is all that is left: letters are kept for 30 days, and with them whom the code leads to",
        ),
        [
            "I see what happened. May I have the email address that you typed?",
            "Veo lo que pasó. ¿Me da la dirección de correo que escribió?",
        ],
    )
    .hint(Worded::two("porchlight why --email E", "Look up the email that they name."))
}
