//! The words about a billing account.

use domain::Email;
use jiff::Timestamp;
use web::portal::Portal;

use super::{Said, asked, told};
use crate::advice::{By, Worded};
use crate::deed::Deed;
use crate::masked::masked_email;
use crate::words::when;

pub(super) fn no_extract() -> Said {
    told(
        "no billing extract was imported yet, so nobody can register",
        [
            "Our online registration is not open yet. Can I help you on the phone?",
            "El registro en línea todavía no está abierto. ¿Le ayudo por teléfono?",
        ],
    )
    .hint(Worded::two("porchlight import FILE", "Tell whoever looks after the portal."))
}

pub(super) fn key_gone() -> Said {
    told(
        "the key of the billing extract is gone from the secret, so nobody can register whatever they type",
        [
            "Our online registration does not work at the moment. We are mending it. Can I help you on the phone?",
            "El registro en línea no funciona en este momento. Lo estamos arreglando. ¿Le ayudo por teléfono?",
        ],
    )
    .hint(Worded::two(
        "Put the key back, or import with --force; `porchlight doctor` names it.",
        "Tell whoever looks after the portal: a key is gone from its secret.",
    ))
}

pub(super) fn no_account(portal: &Portal, imported_at: Timestamp) -> Said {
    told(
        format!(
            "no billing extract ever had such an account, nor has the one of {}",
            when(portal, imported_at)
        ),
        [
            "I cannot find that number among our accounts. Let us read it from your bill together, digit by digit.",
            "No encuentro ese número entre nuestras cuentas. Leámoslo juntos de su factura, dígito por dígito.",
        ],
    )
    .hint(Worded::two(
        "If the number is right, the next extract has to bring it: look for it in the rejected rows of the last import.",
        "If the number is right, tell whoever looks after the portal: the billing system has not sent the account.",
    ))
}

pub(super) fn left_extract(portal: &Portal, imported_at: Timestamp) -> Said {
    told(
        format!(
            "an earlier billing extract had the account, the one of {} has lost it: its row is missing there or was \
             rejected",
            when(portal, imported_at)
        ),
        [
            "Your account is missing in what our billing office sent to the website. We will mend that; please try again tomorrow.",
            "Su cuenta falta en los datos que la oficina de facturación envió al sitio. Lo vamos a corregir; inténtelo de nuevo mañana, por favor.",
        ],
    )
    .hint(Worded::two(
        "Look for the account in the rejected rows of the last import, mend the row in the billing system and import again.",
        "Tell whoever looks after the portal: the billing system no longer sends the account, or sends it with a mistake.",
    ))
}

pub(super) fn closed() -> Said {
    told(
        "the account is closed in the billing system",
        [
            "That account is closed. Do you have a newer bill, with another number?",
            "Esa cuenta está cerrada. ¿Tiene una factura más reciente, con otro número?",
        ],
    )
}

pub(super) fn online(portal: &Portal, since: Timestamp, under: Option<&Email>) -> Said {
    let under = under.map(|email| format!(", under {}", masked_email(email)));
    told(
        format!("it is online since {}{}", when(portal, since), under.unwrap_or_default()),
        [
            "The account has a login already. Sign in with the email you used then; if you forgot the password, press \"Can't access your account?\".",
            "La cuenta ya está en línea. Inicie sesión con el correo electrónico que usó entonces; si olvidó la contraseña, presione \"¿No puede entrar a su cuenta?\".",
        ],
    )
    .depends(
        &[Deed::Freeze],
        Worded::of(|to| {
            format!("If the caller knows nothing of it: {}", to.act(Deed::Freeze, By::Account))
        }),
    )
}

pub(super) fn held(
    portal: &Portal,
    since: Timestamp,
    under: Option<&Email>,
    until: Timestamp,
) -> Said {
    let under = under.map(|email| format!(", under {}", masked_email(email)));
    told(
        format!(
            "it is online since {}{}, and shows nothing until {}: whoever holds the account has time to object",
            when(portal, since),
            under.unwrap_or_default(),
            when(portal, until)
        ),
        [
            "The account is online, and shows nothing before a wait is over. Was it you who registered it, or someone who shares the account with you?",
            "La cuenta está en línea y no muestra nada hasta que termine una espera. ¿La registró usted, o alguien que comparte la cuenta con usted?",
        ],
    )
    .depends(
        &[Deed::Freeze, Deed::Release],
        Worded::of(|to| {
            format!(
                "It was: they press \"This was me\" in a letter to an email on file, or wait. It was not: {}, then {}, and \
                 the right one registers.",
                to.act(Deed::Freeze, By::Account),
                to.bare(Deed::Release)
            )
        }),
    )
}

pub(super) fn passed_on() -> Said {
    told(
        "the account is billed to other people since it was asked for, so the link opens nothing",
        [
            "The account is in another name now. Please register again with the number on your newest bill.",
            "La cuenta está ahora a otro nombre. Regístrese de nuevo con el número de su factura más reciente, por favor.",
        ],
    )
    .hint("If it is still theirs, the billing system has to say so: look at its customer number.")
}

pub(super) fn may_register(portal: &Portal) -> Said {
    told("nobody has it online, and it may be registered", asked::may_register(portal))
}
