//! What is so of a billing account.

use domain::limits::{Counter, Tryer, match_opens};
use domain::{AccountStatus, Extract, Facts, Member, Owner, Standing};
use jiff::Timestamp;

use super::{Finding, State, closed, finding, frozen};
use crate::who::masked_email;
use crate::why::words::when;

/// An account as it was read.
pub(crate) struct Account {
    pub(crate) extract: Option<Extract>,
    pub(crate) facts: Option<Facts>,
    pub(crate) owner: Option<(Owner, Option<Member>)>,
    pub(crate) tries: Counter,
}

/// What is so of an account, the first that holds.
pub(crate) fn of_account(account: &Account, now: Timestamp) -> Finding {
    let Some(extract) = &account.extract else {
        return finding(
            State::NoExtract,
            "no billing extract was imported yet, so nobody can register",
            [
                "Our online registration is not open yet. Can I help you on the phone?",
                "El registro en línea todavía no está abierto. ¿Le ayudo por teléfono?",
            ],
            Some("porchlight import FILE"),
        );
    };
    let Some(facts) = account.facts.as_ref().filter(|facts| facts.version >= extract.version)
    else {
        return finding(
            State::NotInExtract,
            format!("the billing extract of {} has no such account", when(extract.imported_at)),
            [
                "I cannot find that number among our accounts. Let us read it from your bill together, digit by digit.",
                "No encuentro ese número entre nuestras cuentas. Leámoslo juntos de su factura, dígito por dígito.",
            ],
            Some(
                "If the number is right, the next extract has to bring it: look at the rejected rows of the last import.",
            ),
        );
    };
    if let Some((owner, member)) =
        account.owner.as_ref().filter(|(owner, _)| owner.holder >= facts.holder)
    {
        return online(owner, member.as_ref());
    }
    if facts.status == AccountStatus::Closed {
        return finding(
            State::AccountClosed,
            "the account is closed in the billing system",
            [
                "That account is closed. Do you have a newer bill, with another number?",
                "Esa cuenta está cerrada. ¿Tiene una factura más reciente, con otro número?",
            ],
            None,
        );
    }
    unclaimed(&account.tries, now)
}

/// An account that nobody has online: whether its tries are spent.
fn unclaimed(tries: &Counter, now: Timestamp) -> Finding {
    match match_opens(tries, Tryer::Stranger, now) {
        Some(until) => Finding {
            until: Some(until),
            ..finding(
                State::TriesSpent,
                format!("it was tried too often; it opens again {}", when(until)),
                [
                    "There were several tries with details that did not fit, so the account is shut for a while. I can open it again. Please have your bill at hand.",
                    "Hubo varios intentos con datos que no coincidían, así que la cuenta está cerrada por un rato. Puedo abrirla de nuevo. Tenga su factura a mano.",
                ],
                Some(
                    "Ask who they are as you always do, then: porchlight unlock --account N --reason \"...\"",
                ),
            )
        },
        None => finding(
            State::MayRegister,
            "nobody has it online, and it may be registered",
            [
                "You can register now. Type the name and ZIP code as they stand on the bill; we then send you an email.",
                "Puede registrarse ahora. Escriba el nombre y el código postal tal como están en la factura; luego le enviamos un correo.",
            ],
            None,
        ),
    }
}

fn online(owner: &Owner, member: Option<&Member>) -> Finding {
    let since = when(owner.since);
    match member.map(|member| (member.standing, member)) {
        Some((Standing::Frozen, _)) => frozen(),
        Some((Standing::Closed, _)) => closed(),
        Some((Standing::Active, member)) => finding(
            State::AccountOnline,
            format!("it is online since {since}, under {}", masked_email(&member.email)),
            [
                "The account has a login already. Sign in with the email you used then; if you forgot the password, press \"Can't access your account?\".",
                "La cuenta ya tiene un acceso. Entre con el correo que usó entonces; si olvidó la contraseña, presione \"¿No puede entrar a su cuenta?\".",
            ],
            Some(
                "If the caller knows nothing of it: porchlight freeze --account N --reason \"...\"",
            ),
        ),
        None => finding(
            State::AccountOnline,
            format!("it is online since {since}"),
            ["The account has a login already.", "La cuenta ya tiene un acceso."],
            None,
        ),
    }
}
