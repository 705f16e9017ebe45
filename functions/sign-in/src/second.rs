//! The second step: a code or a passkey of a member whose password was right. Before it there is no session, and no known browser.

use domain::limits::Subject;
use domain::ports::{Clock, Counters, Passkeys, SecondFactors, Sessions, StoreError};
use domain::{
    Member, MemberId, RefusedTry, Session, TypedCode, code_tries, count_code, decide_anew,
    may_prove, proven,
};
use jiff::Timestamp;
use web::cookies;
use web::proof::CodeFault;
use web::{Step, Visit};

use crate::entry;
use crate::passkey::{self, PasskeyFault};

/// How proving a factor ended.
pub(crate) enum SecondEnd {
    /// Signed in, or let in to the page of the second factor alone.
    SignedIn { member: Box<Member>, session: Session },
    /// The box says why not.
    Refused(CodeFault),
    /// The passkey did not do.
    NotByPasskey(PasskeyFault),
    /// Too many wrong ones: nobody looked at this one.
    Limited(RefusedTry),
    /// It took too long, or something has changed since the password was typed.
    Over,
}

/// Whether a factor is asked for: there is one, and the browser is not remembered. Without a factor nothing is read.
pub(crate) async fn is_asked(
    step: &Step<impl SecondFactors, impl Clock>,
    visit: &Visit,
    member: &Member,
) -> Result<bool, StoreError> {
    if !member.factors.is_asked() {
        return Ok(false);
    }
    let Some(here) = visit.known_device().filter(|here| here.is_of(member)) else {
        return Ok(true);
    };
    let kept = step.ports.kept(&member.id).await?;
    let mut here = kept.remembered.iter().filter(|kept| kept.device == here.device);
    let rules = visit.portal().second_factor;
    Ok(!here.any(|kept| kept.stands(member, rules, visit.now())))
}

/// What the browser keeps between password and factor.
pub(crate) fn waiting(visit: &Visit, member: &Member) -> cookies::Second {
    cookies::Second {
        member: member.id.as_str().to_owned(),
        epoch: member.epoch,
        visit: visit.id().to_owned(),
        at: visit.now().as_second(),
        passkey: !member.factors.passkeys.is_empty(),
    }
}

/// Whose password was typed in this very visit.
pub(crate) fn waits(visit: &Visit) -> Option<cookies::Second> {
    visit.cookie::<cookies::Second>().filter(|second| second.visit == visit.id())
}

pub(crate) async fn submit(
    step: &Step<impl SecondFactors + Passkeys + Sessions + Counters, impl Clock>,
    visit: &Visit,
) -> Result<SecondEnd, StoreError> {
    let Some(second) = waits(visit) else { return Ok(SecondEnd::Over) };
    // Nobody guesses a passkey, so none is counted.
    if !visit.form().get(web::passkey::FIELDS[1]).expose().is_empty() {
        let end = passkey::second(step, visit, &second).await?;
        return Ok(match end {
            Ok((member, session)) => SecondEnd::SignedIn { member, session },
            Err(fault) => SecondEnd::NotByPasskey(fault),
        });
    }
    let typed = match TypedCode::parse(visit.form().get("code").expose()) {
        Ok(typed) => typed,
        Err(error) => return Ok(SecondEnd::Refused(error.into())),
    };
    decide_anew(&step.desk.clock, || attempt(step, visit, &second, &typed)).await
}

/// Reads, counts, and looks at the code; what it opens and that it was used is one write.
async fn attempt(
    step: &Step<impl SecondFactors + Sessions + Counters, impl Clock>,
    visit: &Visit,
    second: &cookies::Second,
    typed: &TypedCode,
) -> Result<SecondEnd, StoreError> {
    let found = step.ports.member(&MemberId::from_stored(&*second.member)).await?;
    let Some(member) = found.filter(|member| may_prove(member, second.epoch)) else {
        return Ok(SecondEnd::Over);
    };
    let counted = match count(step, visit, &member).await? {
        Ok(counted) => counted,
        Err(refused) => return Ok(SecondEnd::Limited(refused)),
    };
    let Some(proven) = proven(&step.desk.keys, &member, typed, visit.now()) else {
        let is_paper = matches!(typed, TypedCode::Recovery(_));
        return Ok(SecondEnd::Refused(if is_paper {
            CodeFault::WrongPaper
        } else {
            CodeFault::Wrong
        }));
    };
    let password_at = Timestamp::from_second(second.at).unwrap_or(visit.now());
    let remember = visit.form().get("remember").expose() == "yes";
    let opened = entry::open_by(step, visit, &member, &proven, password_at, remember).await?;
    let Some((member, session)) = opened else {
        return Ok(SecondEnd::Refused(CodeFault::Wrong));
    };
    web::forget(&step.ports, &[counted]).await;
    Ok(SecondEnd::SignedIn { member, session })
}

/// Counts the code on the ladder of a known browser, or on the one of all others.
async fn count(
    step: &Step<impl Counters, impl Clock>,
    visit: &Visit,
    member: &Member,
) -> Result<Result<Subject, RefusedTry>, StoreError> {
    let known = visit.known_device().filter(|here| here.is_of(member)).map(|here| here.device);
    let read = step.ports.read(&code_tries(&member.id, known.as_ref())).await?;
    match count_code(&member.id, known.as_ref(), &read, visit.figures(), visit.now()) {
        Ok(count) => {
            step.ports.count(std::slice::from_ref(&count)).await?;
            Ok(Ok(count.subject))
        }
        Err(refused) => Ok(Err(refused)),
    }
}
