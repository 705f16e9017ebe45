//! The second step: a code of a member whose password was right. Before it there is no session, and no known browser.

use domain::limits::Subject;
use domain::ports::{Clock, Counters, SecondFactors, Sessions, StoreError};
use domain::{
    DeviceId, FactorWrite, FactorWriteEnd, Member, MemberId, OutboxId, RefusedTry, Session,
    SessionId, SessionWrite, SignInIds, SigningIn, TypedCode, code_tries, count_code, decide_anew,
    may_prove, proven, sign_in_by,
};
use jiff::Timestamp;
use web::cookies;
use web::proof::CodeFault;
use web::{Step, Visit};

use crate::entry;

/// How proving a factor ended.
pub(crate) enum SecondEnd {
    /// Signed in, or let in to the page of the second factor alone.
    SignedIn { member: Box<Member>, session: Session },
    /// The box says why not.
    Refused(CodeFault),
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
    Ok(!here.any(|kept| kept.stands(&member.id, member.epoch, visit.now())))
}

/// What the browser keeps between password and factor.
pub(crate) fn waiting(visit: &Visit, member: &Member) -> cookies::Second {
    cookies::Second {
        member: member.id.as_str().to_owned(),
        epoch: member.epoch,
        visit: visit.id().to_owned(),
        at: visit.now().as_second(),
    }
}

/// Whose password was typed in this very visit.
pub(crate) fn waits(visit: &Visit) -> Option<cookies::Second> {
    visit.cookie::<cookies::Second>().filter(|second| second.visit == visit.id())
}

pub(crate) async fn submit(
    step: &Step<impl SecondFactors + Sessions + Counters, impl Clock>,
    visit: &Visit,
) -> Result<SecondEnd, StoreError> {
    let Some(second) = waits(visit) else { return Ok(SecondEnd::Over) };
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
    let known = visit.known_device().filter(|here| here.is_of(&member));
    let device = known.map_or_else(|| DeviceId::from_random(web::random()), |it| it.device);
    let signing = SigningIn {
        member: &member,
        password_at: Timestamp::from_second(second.at).unwrap_or(visit.now()),
        device,
        device_name: visit.device_name(),
        here: visit.known_device(),
        remember: visit.form().get("remember").expose() == "yes",
    };
    let ids = SignInIds {
        session: SessionId::from_random(web::random()),
        envelope: OutboxId::from_random(web::random()),
    };
    let rules = (visit.portal().second_factor, visit.figures());
    let write = sign_in_by(&proven, &signing, ids, rules, visit.now());
    let here = signing.here.filter(|here| here.member == member.id);
    entry::end_before(step, visit, here.as_ref()).await?;
    match step.ports.write(&write).await? {
        FactorWriteEnd::Written => {
            web::forget(&step.ports, &[counted]).await;
            Ok(signed_in(member, write))
        }
        FactorWriteEnd::CodeUsed => Ok(SecondEnd::Refused(CodeFault::Wrong)),
    }
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

fn signed_in(before: Member, write: FactorWrite) -> SecondEnd {
    let member = Box::new(write.member.unwrap_or(before));
    match write.session {
        Some(SessionWrite::Opens(session) | SessionWrite::GoesOn(session)) => {
            SecondEnd::SignedIn { member, session }
        }
        None => SecondEnd::Over,
    }
}
