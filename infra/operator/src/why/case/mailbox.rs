//! What is so of an email address.

use domain::limits::Counter;
use domain::{LinkState, Member, Outcome, Pending, RefusedTry, Standing, sign_in_open};
use jiff::Timestamp;

use super::{Finding, State, closed, finding, frozen};
use crate::numbers::counted;
use crate::why::words::when;

/// An email as it was read.
pub(crate) struct Mailbox {
    pub(crate) member: Option<Member>,
    pub(crate) pendings: Vec<Pending>,
    pub(crate) sign_in: Counter,
}

/// What is so of an email, the first that holds.
pub(crate) fn of_email(mailbox: &Mailbox, now: Timestamp) -> Finding {
    if let Some(member) = &mailbox.member {
        return of_member(member, &mailbox.sign_in, now);
    }
    let newest = mailbox.pendings.iter().max_by_key(|pending| pending.created_at);
    let Some(pending) = newest else {
        return finding(
            State::NothingKnown,
            "nobody asked to register with it in the last month, and it is no member's",
            [
                "I see no registration with that email. Could it be another address, or a typing error?",
                "No veo ningún registro con ese correo. ¿Podría ser otra dirección, o un error al escribirla?",
            ],
            None,
        );
    };
    match (pending.state(now), pending.outcome) {
        (LinkState::Open, _) => Finding {
            until: Some(pending.expires_at),
            ..finding(
                State::WaitsForConfirmation,
                format!("a link to confirm it works until {}", when(pending.expires_at)),
                [
                    "We sent you an email with a link. Look in your spam folder too. I can send it again now.",
                    "Le enviamos un correo con un enlace. Búsquelo también en el correo no deseado. Puedo enviarlo de nuevo ahora.",
                ],
                Some("porchlight resend --email E --reason \"...\""),
            )
        },
        (LinkState::Used, _) => finding(
            State::LinkOver,
            "the link was used, and the login has another email now",
            [
                "That link was used. Sign in, please.",
                "Ese enlace ya se usó. Entre a su cuenta, por favor.",
            ],
            None,
        ),
        (LinkState::Expired, outcome) => over(outcome),
    }
}

fn over(outcome: Outcome) -> Finding {
    match outcome {
        Outcome::Confirm => finding(
            State::LinkOver,
            "the link ran out, or was spent by wrong account numbers",
            [
                "The link in our email ran out. Please register again; it takes five minutes.",
                "El enlace de nuestro correo venció. Regístrese de nuevo, por favor; toma cinco minutos.",
            ],
            None,
        ),
        Outcome::CouldNotMatch | Outcome::TooManyTries => finding(
            State::NotMatched,
            "what they typed did not match the bill",
            [
                "What was typed did not match your bill. Please type account number, name and ZIP code just as the bill has them; the ZIP code is the one your bills go to.",
                "Lo que escribió no coincide con su factura. Escriba el número de cuenta, el nombre y el código postal tal como están en la factura; el código postal es el de envío.",
            ],
            Some(
                "Compare the bill with the billing system; then, if tries are spent: porchlight unlock",
            ),
        ),
        Outcome::AlreadyMember | Outcome::AccountHasLogin => finding(
            State::AccountOnline,
            "the account or the email they typed has a login already",
            [
                "There is a login already. Sign in, or press \"Can't access your account?\".",
                "Ya existe un acceso. Entre, o presione \"¿No puede entrar a su cuenta?\".",
            ],
            Some("porchlight why --account N tells whose"),
        ),
    }
}

fn of_member(member: &Member, sign_in: &Counter, now: Timestamp) -> Finding {
    match (member.standing, sign_in_open(sign_in, now)) {
        (Standing::Frozen, _) => frozen(),
        (Standing::Closed, _) => closed(),
        (Standing::Active, Err(RefusedTry::Shut)) => finding(
            State::SignInShut,
            "a hundred wrong passwords shut sign-in for browsers that the member has not used",
            [
                "Too many wrong passwords were typed. Press \"Can't access your account?\" and choose a new one.",
                "Se escribieron demasiadas contraseñas equivocadas. Presione \"¿No puede entrar a su cuenta?\" y elija una nueva.",
            ],
            Some("porchlight unlock --email E --reason \"...\""),
        ),
        (Standing::Active, Err(RefusedTry::Wait(until))) => Finding {
            until: Some(until),
            ..finding(
                State::SignInWaits,
                format!("wrong passwords make sign-in wait until {}", when(until)),
                [
                    "After several wrong passwords one has to wait a little. I can open it now.",
                    "Después de varias contraseñas equivocadas hay que esperar un poco. Puedo abrirlo ahora.",
                ],
                Some("porchlight unlock --email E --reason \"...\""),
            )
        },
        (Standing::Active, Ok(())) => finding(
            State::Member,
            format!(
                "it is a member's since {}, with {}",
                when(member.since),
                counted(member.accounts.len() as u64, "account")
            ),
            [
                "You have a login. Sign in; if you forgot the password, press \"Can't access your account?\".",
                "Usted tiene un acceso. Entre; si olvidó la contraseña, presione \"¿No puede entrar a su cuenta?\".",
            ],
            None,
        ),
    }
}
