//! What is so, and what to say: decided from what was read, without asking anybody.

use domain::limits::{Counter, Tryer, match_opens};
use domain::{
    AccountStatus, Extract, Facts, LinkState, Member, Outcome, Owner, Pending, RefusedTry,
    Standing, TimelineEntry, Whose, sign_in_open,
};
use jiff::Timestamp;
use serde::Serialize;

use super::words::when;
use crate::who::masked_email;

/// What is known of somebody.
pub(crate) struct Case {
    /// The timeline that it stands on.
    pub(crate) whose: Whose,
    /// What happened, oldest first.
    pub(crate) timeline: Vec<TimelineEntry>,
    /// What is so now.
    pub(crate) finding: Finding,
    /// What else is so.
    pub(crate) more: Vec<String>,
}

/// What is so now, and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// For scripts.
    pub(crate) state: State,
    /// Until when it is so by itself.
    pub(crate) until: Option<Timestamp>,
    /// In words.
    pub(crate) now: String,
    /// What to say on the phone.
    pub(crate) say_english: String,
    /// The same in Spanish.
    pub(crate) say_spanish: String,
    /// What to do.
    pub(crate) act: Option<String>,
}

/// What is so, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    NoExtract,
    NotInExtract,
    AccountClosed,
    AccountOnline,
    LoginFrozen,
    LoginClosed,
    TriesSpent,
    SignInWaits,
    SignInShut,
    Member,
    MayRegister,
    WaitsForConfirmation,
    LinkOver,
    NotMatched,
    NothingKnown,
    SeeTimeline,
}

fn finding(state: State, now: impl Into<String>, say: [&str; 2], act: Option<&str>) -> Finding {
    let [english, spanish] = say.map(str::to_owned);
    let act = act.map(str::to_owned);
    Finding { state, until: None, now: now.into(), say_english: english, say_spanish: spanish, act }
}

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

fn frozen() -> Finding {
    finding(
        State::LoginFrozen,
        "the login is frozen: somebody said that it was not them, or staff shut it",
        [
            "The login is closed while we look into it. Let me check who you are first.",
            "El acceso está cerrado mientras lo revisamos. Primero necesito comprobar quién es usted.",
        ],
        Some("Once it is clear whose it is: porchlight unfreeze --email E --reason \"...\""),
    )
}

fn closed() -> Finding {
    finding(
        State::LoginClosed,
        "the member closed the login",
        [
            "You closed that login. You can register again with the same account.",
            "Usted cerró ese acceso. Puede registrarse de nuevo con la misma cuenta.",
        ],
        None,
    )
}

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
                "it is a member's since {}, with {} accounts",
                when(member.since),
                member.accounts.len()
            ),
            [
                "You have a login. Sign in; if you forgot the password, press \"Can't access your account?\".",
                "Usted tiene un acceso. Entre; si olvidó la contraseña, presione \"¿No puede entrar a su cuenta?\".",
            ],
            None,
        ),
    }
}

/// A code finds a timeline only.
pub(crate) fn of_reference(is_empty: bool) -> Finding {
    if is_empty {
        return finding(
            State::NothingKnown,
            "no page has shown this code in the last 90 days",
            [
                "Could you read me the code again, letter by letter?",
                "¿Puede leerme el código otra vez, letra por letra?",
            ],
            None,
        );
    }
    finding(
        State::SeeTimeline,
        "the lines above are all that the code leads to; it names nobody",
        [
            "I see what happened. May I have the email address that you typed?",
            "Veo lo que pasó. ¿Me da la dirección de correo que escribió?",
        ],
        Some("porchlight why --email E"),
    )
}

#[cfg(test)]
mod tests;
