//! The words about a login.

use domain::why::{FrozenBy, Place};
use jiff::Timestamp;
use web::portal::Portal;

use super::{Said, told};
use crate::advice::{By, Worded};
use crate::deed::Deed;
use crate::numbers::counted;
use crate::words::when;

/// That an unlock helps.
fn unlock() -> Worded {
    Worded::of(|to| to.act(Deed::Unlock, By::Email))
}

pub(super) fn frozen(by: FrozenBy) -> Said {
    let said_by = match by {
        FrozenBy::Staff => "staff shut it",
        FrozenBy::NotMe => {
            "who reads the mail of the contact on file, or of an email before, said that it was not them"
        }
        FrozenBy::Unknown => "somebody said that it was not them, or staff shut it",
    };
    let said = told(
        format!("the login is frozen: {said_by}"),
        [
            "The login is closed while we look into it. Let me check who you are first.",
            "El acceso está cerrado mientras lo revisamos. Primero necesito comprobar quién es usted.",
        ],
    );
    match by {
        FrozenBy::Staff => said.right(
            Deed::Unfreeze,
            &[],
            Worded::of(|to| {
                let opens = to.act(Deed::Unfreeze, By::Email);
                format!("Once it is clear whose it is: {opens}")
            }),
        ),
        // Who says so is seldom who has the login: to open it would let the stranger in again.
        FrozenBy::NotMe | FrozenBy::Unknown => said.depends(
            &[Deed::Release, Deed::Unfreeze],
            Worded::of(|to| {
                format!(
                    "Ask first who is on the line. Who said that it was not them, and is on the bill: {}, under the account \
                     number; then they register. Who has the login, once it is clear that it is theirs: {}",
                    to.act(Deed::Release, By::Account),
                    to.act(Deed::Unfreeze, By::Email)
                )
            }),
        ),
    }
}

pub(super) fn closed() -> Said {
    told(
        "the member closed the login; email and accounts are free",
        [
            "That login was closed in its profile. You can register again with the same account and the same email.",
            "Ese acceso se cerró desde su perfil. Puede registrarse de nuevo con la misma cuenta y el mismo correo.",
        ],
    )
}

pub(super) fn moved() -> Said {
    told(
        "the login that it had was moved to another email",
        [
            "The login has another email address now. Sign in with that one, please.",
            "La cuenta en línea tiene ahora otro correo electrónico. Inicie sesión con ese, por favor.",
        ],
    )
    .hint(Worded::two(
        "porchlight why --account N tells which, or that it was closed since; if they know nothing of it: porchlight freeze",
        "Look up the account number: it tells which, or that it was closed since. If they know nothing of it, freeze the login there.",
    ))
}

pub(super) fn moving(portal: &Portal, since: Timestamp) -> Said {
    told(
        format!(
            "staff began to move the login to another email {}; nothing moves before three days after the new address was confirmed",
            when(portal, since)
        ),
        [
            "We were asked to give this login another email address. Was that you? If not, I stop it right away.",
            "Nos pidieron poner otra dirección de correo en este acceso. ¿Fue usted? Si no, lo detengo ahora mismo.",
        ],
    )
    .depends(
        &[Deed::KeepEmail],
        Worded::of(|to| {
            format!(
                "If they know nothing of it: {}; if it was them: the link in the second letter to the new address.",
                to.act(Deed::KeepEmail, By::Email)
            )
        }),
    )
}

pub(super) fn moves_here(portal: &Portal, since: Timestamp) -> Said {
    told(
        format!(
            "staff began to move a login to this email {}; nothing moves before three days after it was confirmed",
            when(portal, since)
        ),
        [
            "We were asked to move an online account to this address. Open the link in our email and type the code that we read to you; three days later a second email lets you use it.",
            "Nos pidieron pasar una cuenta en línea a este correo electrónico. Abra el enlace de nuestro mensaje y escriba el código que le leímos; tres días después, otro mensaje le permite usarlo.",
        ],
    )
    .hint(Worded::two(
        "A code that is gone is made again: porchlight change-email --account N --to NEW --reason \"...\"; if nobody asked for it: the same with --stop.",
        "Look up the account number. A code that is gone is made again there: change the email once more. If nobody asked for it, stop the change there.",
    ))
}

pub(super) fn new_email(portal: &Portal, until: Option<Timestamp>) -> Said {
    let Some(until) = until else {
        return told(
            "a member asked to sign in with it, and the link to confirm it ran out after its day",
            [
                "The link in our email ran out. Sign in with the address you had until now, and ask again in your profile.",
                "El enlace de nuestro mensaje venció. Inicie sesión con el correo electrónico que tenía hasta ahora y pídalo otra vez en su perfil.",
            ],
        );
    };
    told(
        format!(
            "a member asked to sign in with it; the link to confirm it was sent, and works until {}",
            when(portal, until)
        ),
        [
            "We sent that address an email with a link. Look in your spam folder too. Until you follow it, you sign in with the address you had.",
            "Enviamos a ese correo electrónico un mensaje con un enlace. Búsquelo también en el correo no deseado. Hasta que lo siga, inicia sesión con el que tenía.",
        ],
    )
    .hint("No letter came: they ask again in their profile, and look at the address letter by letter.")
}

pub(super) fn none(portal: &Portal, at: Timestamp) -> Said {
    told(
        format!(
            "a way back in was asked for with it {}, and no login has it; the letter says so",
            when(portal, at)
        ),
        [
            "No online account has that email address. Could it be another one of yours? If you have none yet, register with your bill at hand.",
            "Ninguna cuenta en línea tiene ese correo electrónico. ¿Podría ser otro suyo? Si todavía no tiene ninguna, regístrese con su factura a mano.",
        ],
    )
    .hint(Worded::two(
        "porchlight why --account N tells whether the account is online, and under which email",
        "Look up the account number: it tells whether the account is online, and under which email.",
    ))
}

pub(super) fn contact_told(portal: &Portal, at: Timestamp) -> Said {
    told(
        format!(
            "no login has it; it is on file for an account that came online, and the letter of {} asked whether it was them",
            when(portal, at)
        ),
        [
            "We wrote to that address, since an account that has it on file was registered online. May I have the account number from your bill? Then we look at it together.",
            "Escribimos a ese correo electrónico porque una cuenta que lo tiene registrado se puso en línea. ¿Me da el número de cuenta de su factura? Así lo vemos juntos.",
        ],
    )
    .hint(Worded::two(
        "porchlight why --account N tells under which email it is online",
        "Look up the account number: it tells under which email it is online, and there the login is frozen.",
    ))
}

pub(super) fn shut() -> Said {
    told(
        "too many wrong passwords shut sign-in for browsers that the member has not used",
        [
            "Too many wrong passwords were typed. Press \"Can't access your account?\" and choose a new one.",
            "Se escribieron demasiadas contraseñas equivocadas. Presione \"¿No puede entrar a su cuenta?\" y elija una nueva.",
        ],
    )
    .right(Deed::Unlock, &[], unlock())
}

pub(super) fn waits(portal: &Portal, until: Timestamp, place: Place) -> Said {
    let place = match place {
        Place::Network => return network_full(portal, until),
        Place::AnyBrowser => "in browsers that the member has not used",
        Place::OneAddress => "from one network address",
        Place::OwnBrowser => "in a browser that the member has used",
    };
    told(
        format!("wrong passwords make sign-in wait {place} until {}", when(portal, until)),
        [
            "After several wrong passwords one has to wait a little. I can open it now. If you are not sure of the password, press \"Can't access your account?\".",
            "Después de varias contraseñas equivocadas hay que esperar un poco. Puedo abrirlo ahora. Si no está seguro de la contraseña, presione \"¿No puede entrar a su cuenta?\".",
        ],
    )
    .right(Deed::Unlock, &[], unlock())
}

/// Others may have filled it, so nobody opens it: it is what keeps lists of stolen passwords from being tried.
fn network_full(portal: &Portal, until: Timestamp) -> Said {
    told(
        format!(
            "a network address that a wrong password came from is full until {}: too many came from there, whoever they were for",
            when(portal, until)
        ),
        [
            "Too many wrong passwords came over your internet connection, perhaps from other people. Use a browser that you signed in with before, or your phone's own connection, or press \"Can't access your account?\".",
            "Por su conexión a internet llegaron demasiadas contraseñas equivocadas, quizás de otras personas. Use un navegador con el que ya haya entrado, o la conexión de su teléfono, o presione \"¿No puede entrar a su cuenta?\".",
        ],
    )
    .hint("Nothing is to be unlocked: it opens by itself, and the other ways in are open now.")
}

pub(super) fn member(portal: &Portal, since: Timestamp, accounts: usize, opens: usize) -> Said {
    let theirs = match (accounts, opens) {
        (0, 0) => "no account".to_owned(),
        (0, _) => "no account of their own".to_owned(),
        _ => counted(accounts as u64, "account"),
    };
    let others = match opens {
        0 => String::new(),
        _ => format!(", and was let in to {} of others", counted(opens as u64, "account")),
    };
    told(
        format!("it is a member's since {}, with {theirs}{others}", when(portal, since)),
        match (accounts, opens) {
            (0, 0) => [
                "You have a login, but no billing account is in it. Sign in, go to \"My profile\" and add the account under \"Billing accounts\", with your bill at hand.",
                "Usted tiene una cuenta en línea, pero sin ninguna cuenta de facturación. Inicie sesión, vaya a \"Mi perfil\" y agregue la cuenta en \"Cuentas de facturación\", con su factura a mano.",
            ],
            (0, _) => [
                "You have a login, for the account of somebody who let you in. Sign in; if you forgot the password, press \"Can't access your account?\".",
                "Usted tiene una cuenta en línea, para la cuenta de alguien que le dio acceso. Inicie sesión; si olvidó la contraseña, presione \"¿No puede entrar a su cuenta?\".",
            ],
            _ => [
                "You have a login. Sign in; if you forgot the password, press \"Can't access your account?\".",
                "Usted tiene una cuenta en línea. Inicie sesión; si olvidó la contraseña, presione \"¿No puede entrar a su cuenta?\".",
            ],
        },
    )
}

pub(super) fn held(portal: &Portal, until: Timestamp) -> Said {
    told(
        format!(
            "they can sign in; an account of theirs shows nothing until {}, since our records have another email for it or none, or staff opened the login again",
            when(portal, until)
        ),
        [
            "You can sign in. Bills and electricity use show after a wait, which keeps strangers out: your home page says from when on. If you also read the mail of an address that we have on file and got an email there, press \"This was me\" in it, and it opens at once.",
            "Usted puede iniciar sesión. Las facturas y el consumo se muestran después de una espera, que protege la cuenta de extraños: su página principal dice a partir de cuándo. Si también lee el correo de una dirección que tenemos registrada y le llegó un mensaje ahí, presione \"Fui yo\" en él, y se abre enseguida.",
        ],
    )
    .hint("Nobody shortens the wait on the phone: it is what keeps a stranger with a bill out.")
}
