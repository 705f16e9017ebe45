//! Asking once more who it is, before something is changed: for the password, for a code, or for both.
//!
//! Source: SECURITY.md#figures.

use domain::limits::Subject;
use domain::ports::{Clock, Counters, Members, SecondFactors, StoreError};
use domain::{
    FactorWriteEnd, Needs, OutboxId, Proven, RefusedTry, SignedIn, TypedCode, TypedCodeError, asks,
    code_tries, count_code, count_password, decide_anew, password_tries, prove_again, proven,
    shows_member,
};
use http::StatusCode;

use crate::fields::says;
pub use crate::fields::says::CodeFault;
use crate::pages::view::SecretField;
use crate::pages::{Asked, CodeBox, Html};
use crate::request::desk::{Step, forget};
use crate::request::random::random;
use crate::request::reply::Reply;
use crate::request::visit::Visit;
use crate::words::words;

/// The fields that password and code are typed into.
pub const FIELDS: [&str; 2] = ["current_password", "current_code"];

/// What is to be said beside the box of the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    /// Nothing was typed.
    Missing,
    /// It is another one.
    Wrong,
    /// Too many were wrong, and waiting does not help.
    Shut,
}

/// What is to be said beside both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Beside the password.
    pub password: Option<PasswordFault>,
    /// Beside the code.
    pub code: Option<CodeFault>,
}

/// How asking ended.
pub enum Proof {
    /// It is the member, as they are now: they typed what was asked for, or had shown it lately.
    Given(Box<SignedIn>),
    /// The boxes say why not.
    Refused(About),
    /// Too many wrong ones: nobody looked at this one.
    Limited(RefusedTry, About),
    /// The session ended in between.
    SignedOut,
}

/// The boxes that a form has, with what is to be said beside them.
#[must_use]
pub fn boxes<'a>(visit: &Visit, who: &'a SignedIn, needs: Needs, about: About) -> Asked<'a> {
    let asks = asks(who, needs, visit.now());
    let (says, language) = (&words(visit.language()).errors, visit.language());
    let password = about.password.map(|fault| match fault {
        PasswordFault::Missing => says.password_now_missing,
        PasswordFault::Wrong => says.password_now_wrong,
        PasswordFault::Shut => says.password_now_shut,
    });
    let code = about.code.map(|fault| says::code(language, fault));
    let shown = |is_asked: bool, error: Option<&'static str>| is_asked || error.is_some();
    let password = shown(asks.password, password).then_some(SecretField { error: password });
    let passkey = who.member.factors.has_standing_passkey(visit.now());
    let code = shown(asks.code, code).then_some(CodeBox { error: code, passkey });
    Asked { email: who.member.email.expose(), password, code }
}

/// Looks at what was typed, whether it was asked for or not. What is typed is counted first. The code is looked at last,
/// so that a wrong password uses none.
///
/// # Errors
///
/// When the store does not answer.
pub async fn check(
    step: &Step<impl Members + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    needs: Needs,
) -> Result<Proof, StoreError> {
    let asks = asks(who, needs, visit.now());
    let typed = TypedCode::parse(visit.form().get(FIELDS[1]).expose());
    let code = match &typed {
        Err(TypedCodeError::Missing) if !asks.code => None,
        Err(error) => Some(CodeFault::from(*error)),
        // Paper opens the page of the second step and nothing else.
        Ok(TypedCode::Recovery(_)) if needs != Needs::ForFactors => Some(CodeFault::Wrong),
        Ok(_) => None,
    };
    let password = match password(step, visit, who, asks.password).await? {
        Looked::Right => None,
        Looked::Refused(fault) => Some(fault),
        Looked::Limited(refused) => {
            let about = About { password: Some(PasswordFault::Shut), code };
            return Ok(Proof::Limited(refused, about));
        }
    };
    match typed {
        Ok(typed) if password.is_none() && code.is_none() => {
            decide_anew(&step.desk.clock, || prove(step, visit, who, &typed, asks.code)).await
        }
        _ if password.is_none() && code.is_none() => Ok(Proof::Given(Box::new(who.clone()))),
        _ => Ok(Proof::Refused(About { password, code })),
    }
}

/// How the password is.
enum Looked {
    /// It is theirs, or was not asked for.
    Right,
    /// It is not.
    Refused(PasswordFault),
    /// Nobody looked.
    Limited(RefusedTry),
}

async fn password(
    step: &Step<impl Counters, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    is_asked: bool,
) -> Result<Looked, StoreError> {
    let typed = visit.form().get(FIELDS[0]);
    if typed.expose().is_empty() {
        let missing = Looked::Refused(PasswordFault::Missing);
        return Ok(if is_asked { missing } else { Looked::Right });
    }
    let counted = decide_anew(&step.desk.clock, || async {
        let read = step.ports.read(&[password_tries(&who.session)]).await?;
        let counter = read.into_iter().next().unwrap_or_default();
        match count_password(&who.session, &counter, visit.figures(), visit.now()) {
            Ok(count) => step.ports.count(&[count]).await.map(Ok),
            Err(refused) => Ok::<_, StoreError>(Err(refused)),
        }
    });
    if let Err(refused) = counted.await? {
        return Ok(Looked::Limited(refused));
    }
    if !who.member.password.verify(&step.desk.keys, typed.expose()) {
        return Ok(Looked::Refused(PasswordFault::Wrong));
    }
    forget(&step.ports, &[password_tries(&who.session)]).await;
    Ok(Looked::Right)
}

/// Counts a code, looks at it and uses it, if it counts for what is asked. A race that was lost is decided anew, on the member as they are then.
async fn prove(
    step: &Step<impl Members + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    typed: &TypedCode,
    is_asked: bool,
) -> Result<Proof, StoreError> {
    let (member, session) = (&who.member.id, &who.session.id);
    let read = step.ports.by_session(member, session).await?;
    let Some(who) = read.filter(|now| now.session.stands(&now.member, visit.now())) else {
        return Ok(Proof::SignedOut);
    };
    let Some(counted) = count(step, visit, &who).await? else {
        return Ok(Proof::Refused(About { password: None, code: Some(CodeFault::Wrong) }));
    };
    let counted = match counted {
        Ok(counted) => counted,
        Err(refused) => {
            let about = About { password: None, code: Some(CodeFault::Shut) };
            return Ok(Proof::Limited(refused, about));
        }
    };
    let wrong = Proof::Refused(About { password: None, code: Some(CodeFault::Wrong) });
    let proven = proven(&step.desk.keys, &who.member, typed, visit.now());
    // Where one stands, a code of one on trial shows nobody.
    let counts = |it: &Proven| !is_asked || shows_member(&who.member, it, visit.now());
    let Some(proven) = proven.filter(counts) else { return Ok(wrong) };
    match used(step, visit, who, &proven).await? {
        Some(now) => {
            forget(&step.ports, &[counted]).await;
            Ok(Proof::Given(Box::new(now)))
        }
        None => Ok(wrong),
    }
}

/// Counts on the ladder of the session's browser; none where there is nothing that a code could be of.
async fn count(
    step: &Step<impl Counters, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Option<Result<Subject, RefusedTry>>, StoreError> {
    if !who.member.factors.is_asked() {
        return Ok(None);
    }
    let (member, device) = (&who.member.id, Some(&who.session.device));
    let read = step.ports.read(&code_tries(member, device)).await?;
    Ok(Some(match count_code(member, device, &read, visit.figures(), visit.now()) {
        Ok(count) => {
            step.ports.count(std::slice::from_ref(&count)).await?;
            Ok(count.subject)
        }
        Err(refused) => Err(refused),
    }))
}

/// Uses the code, and has the session know of it: the member and the session as they are then, unless it was used before.
async fn used(
    step: &Step<impl SecondFactors, impl Clock>,
    visit: &Visit,
    who: SignedIn,
    proven: &Proven,
) -> Result<Option<SignedIn>, StoreError> {
    let write = prove_again(proven, &who, OutboxId::from_random(random()), visit.now());
    Ok(match step.ports.write(&write).await? {
        FactorWriteEnd::Written => {
            let stored =
                |member: domain::Member| domain::Member { version: member.version + 1, ..member };
            let session = write.session.map_or(who.session, |it| it.session().clone());
            Some(SignedIn { session, member: write.member.map_or(who.member, stored) })
        }
        FactorWriteEnd::CodeUsed => None,
    })
}

/// The page for too many wrong ones: how long to wait, or what helps where waiting does not.
///
/// `form` renders the form with what is said beside the boxes.
pub fn limited(
    visit: &Visit,
    who: &SignedIn,
    refused: RefusedTry,
    form: impl FnOnce() -> Html,
) -> Reply {
    if let Some(reply) = Reply::refused_try(visit, refused) {
        // The way on is the way back in: whose login it is stands fast.
        return reply.with(visit.starts_way_back(who.member.email.expose()));
    }
    Reply::page(StatusCode::TOO_MANY_REQUESTS, form(), "shut")
}
