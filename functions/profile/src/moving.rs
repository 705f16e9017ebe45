//! A login that staff move to another email: the code that they read out, and the pages on the way.

use domain::ports::{Claims, Clock, Links, StoreError};
use domain::{
    Email, FoundLink, Link, MOVE_HELD, PendingId, Purpose, SpendEnd, SpendIds, contacts_of,
    move_code, prove_email,
};
use web::pages::view::Field;
use web::pages::{ConfirmEmail, ProblemKind};
use web::words::words;
use web::{Reply, Step, Visit};

pub(crate) const FIELDS: [&str; 1] = ["code"];

/// How proving the address ended.
pub(crate) enum ProofEnd {
    /// It is proven, and the login may be moved in three days.
    Proven,
    /// The code is not the one that staff read out.
    WrongCode { to: Email },
    /// The link was used.
    Used,
}

/// The page that a link that works leads to.
pub(crate) fn page(visit: &Visit, link: &Link) -> Reply {
    let is_early = visit.now() < link.created_at + MOVE_HELD;
    let typed = visit.form().get(FIELDS[0]);
    let code = match link.purpose {
        Purpose::MoveEmail if is_early => {
            return Reply::problem(visit, ProblemKind::MoveEarly, None);
        }
        Purpose::ProveEmail => Some(Field { value: typed.expose(), error: None }),
        _ => None,
    };
    let email = link.to.expose();
    Reply::ok(ConfirmEmail { view: visit.view(), email, code }.render(), "shown")
}

/// The same page, with what is wrong about the code, or that there is none.
pub(crate) fn wrong_code(visit: &Visit, to: &Email) -> Reply {
    let typed = visit.form().get(FIELDS[0]);
    let words = &words(visit.language()).login.confirm_email;
    let is_there = typed.expose().contains(char::is_alphanumeric);
    let said = if is_there { words.code_wrong } else { words.code_missing };
    let code = Some(Field { value: typed.expose(), error: Some(said) });
    Reply::refused(ConfirmEmail { view: visit.view(), email: to.expose(), code }.render())
}

/// Proves the address, if the code is the one that staff read out.
///
/// Wrong codes are not counted: it has 60 bits, and who tries has a letter of ours already.
pub(crate) async fn prove(
    step: &Step<impl Links + Claims, impl Clock>,
    visit: &Visit,
    found: &FoundLink,
    ids: SpendIds,
) -> Result<ProofEnd, StoreError> {
    let typed = visit.form().get(FIELDS[0]);
    let code = move_code(&step.desk.keys, &found.link);
    if !code.is_some_and(|code| code.matches(typed.expose())) {
        return Ok(ProofEnd::WrongCode { to: found.link.to.clone() });
    }
    let contacts = contacts_of(&step.ports, &found.member, visit.now()).await?;
    let id = || PendingId::new(web::random());
    let spending = prove_email(&step.desk.keys, found, &contacts, ids, id, visit.now());
    Ok(match step.ports.spend(&spending).await? {
        SpendEnd::Spent => ProofEnd::Proven,
        SpendEnd::LinkSpent | SpendEnd::EmailTaken => ProofEnd::Used,
    })
}
