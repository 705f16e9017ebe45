//! Acting for somebody: asked once more, then done.

use domain::Email;
use domain::desk::{Acting, OnceKey, StaffSession, acting};
use domain::ports::{Clock, StoreError, Suppressions};
use domain::staff::{Order, Reason};
use staff::acts::{self, Done, Move};
use staff::{Deed, Look, NotDone, Refused, Target, glance};
use web::Reply;
use web::staff::{Refusal, StaffVisit};

use crate::audit::{self, Outcome};
use crate::pages::{Asked, Asks};
use crate::{AtDesk, Ports, Provider, pages};

mod form;

/// What is done, for whom, and why; where a login moves, or that it does not; and that it was asked once more, with the
/// token of the page that asked.
pub(crate) const FIELDS: [&str; 7] = ["act", "whom", "reason", "to", "stop", "sure", "asked"];

pub(crate) async fn submit(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &StaffVisit,
    who: &StaffSession,
) -> Result<Reply, StoreError> {
    let text = |field| visit.form().get(field);
    let is_set = |field| !text(field).expose().is_empty();
    let (deed, form) =
        (Deed::parse(text("act").expose(), is_set("stop")), visit.portal().account_form);
    let was_asked = deed.is_some_and(|deed| form::was_asked(&step.desk.keys, visit, deed));
    let is_sure = is_set("sure") && was_asked;
    // The page that asked is good for this one person, and was counted.
    if !is_sure {
        audit::count(step, visit, who).await?;
    }
    match acting(who, visit.now()) {
        Acting::May => {}
        Acting::LooksOnly | Acting::Unsaid | Acting::WithoutSecond | Acting::TooOld => {
            let whom = Target::any(text("whom").expose(), form);
            let whom = whom.map(|whom| whom.logged()).unwrap_or_default();
            audit::note(who, deed.map_or("", audit::name), Outcome::MayNot, &whom, "");
            return Ok(pages::may_not_act(visit, who));
        }
    }
    let Some(deed) = deed else {
        audit::note(who, "", Outcome::Refused, "", "");
        return Ok(pages::refused(visit, Refusal::Unreadable));
    };
    let heard = Target::heard(&step.ports, text("whom").expose(), form, visit.now()).await;
    let whom = match heard {
        Ok(whom) => whom,
        Err(NotDone::Refused(refused)) => {
            audit::note(who, audit::name(deed), Outcome::Refused, "", "");
            return Ok(pages::nobody(visit, who, &refused));
        }
        Err(NotDone::Store(error)) => return Err(error),
    };
    if !is_sure {
        return ask(step, visit, who, whom, Asked::first(deed)).await;
    }
    sure(step, visit, who, deed, whom).await
}

/// Carries out what the page asked once more about, if it is said why.
async fn sure(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &StaffVisit,
    who: &StaffSession,
    deed: Deed,
    whom: Target,
) -> Result<Reply, StoreError> {
    let typed = visit.form().get("reason");
    let (reason, to) = (Reason::parse(typed.expose()), address(deed, visit));
    let (reason, to) = match (reason, to) {
        (Ok(reason), Ok(to)) => (reason, to),
        (reason, to) => {
            let asked = Asked { reason: reason.err(), to: to.err(), ..Asked::first(deed) };
            return ask(step, visit, who, whom, asked).await;
        }
    };
    let (by, id) = (who.who.as_str().to_owned(), form::order(visit));
    let order = Order { reason, by, at: visit.now(), id };
    if !step.ports.use_once(&OnceKey::of_order(&order.id), who.ends_at).await? {
        return again(step, visit, who, whom, deed, to, &order).await;
    }
    let note = |outcome, whom: &str| {
        audit::note(who, audit::name(deed), outcome, whom, order.id.as_str());
    };
    let logged = whom.logged();
    note(Outcome::Ordered, &logged);
    let reach = acts::reach(&step.office(), &step.list, whom.clone(), deed, order.at).await;
    let end = match reach {
        Ok(reach) => {
            let done = carried_out(step, visit, deed, whom.clone(), to, &order).await;
            done.map(|done| (done, reach))
        }
        Err(not_done) => Err(not_done),
    };
    match end {
        Ok((done, reach)) => {
            note(Outcome::Done, &logged);
            Ok(pages::done(visit, deed, &done, &reach))
        }
        Err(NotDone::Refused(refused)) => {
            note(Outcome::Refused, &logged);
            acts::note_refused(&step.office(), whom, &order).await?;
            Ok(pages::not_done(visit, deed, &refused))
        }
        Err(NotDone::Store(error)) => {
            note(Outcome::Failed, &logged);
            Err(error)
        }
    }
}

/// Asks once more, with whom it would be about, which is a look-up.
async fn ask(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &StaffVisit,
    who: &StaffSession,
    whom: Target,
    asked: Asked,
) -> Result<Reply, StoreError> {
    let (act, logged) = (audit::name(asked.deed), whom.logged());
    let look = Look::new(who.who.as_str(), visit.now());
    let found = match glance(&step.office(), whom.clone(), &look).await {
        Ok(found) => found,
        Err(NotDone::Refused(refused)) => {
            audit::note(who, act, Outcome::Refused, &logged, look.entry());
            return Ok(pages::nobody(visit, who, &refused));
        }
        Err(NotDone::Store(error)) => return Err(error),
    };
    match acts::reach(&step.office(), &step.list, whom, asked.deed, visit.now()).await {
        Ok(reach) => {
            let outcome = if asked.again { Outcome::Again } else { Outcome::Asked };
            audit::note(who, act, outcome, &found.logged(), look.entry());
            let token = form::token(&step.desk.keys, visit, asked.deed);
            let asks = Asks { shown: &found.shown(), token: &token, reach: &reach };
            Ok(pages::ask(visit, &asks, &asked))
        }
        Err(NotDone::Refused(refused)) => {
            audit::note(who, act, Outcome::Refused, &found.logged(), look.entry());
            Ok(pages::not_done(visit, asked.deed, &refused))
        }
        Err(NotDone::Store(error)) => Err(error),
    }
}

/// Answers a form that was sent before. Nothing is done: a code that can still be typed is shown again, since its first page
/// may never have arrived; anything else is asked anew.
async fn again(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &StaffVisit,
    who: &StaffSession,
    whom: Target,
    deed: Deed,
    to: Option<Email>,
    order: &Order,
) -> Result<Reply, StoreError> {
    if let Some(to) = to {
        let reach = acts::reach(&step.office(), &step.list, whom.clone(), deed, order.at).await;
        let code = acts::code_again(&step.office(), whom.clone(), &to, order).await;
        match code.and_then(|code| Ok(code.zip(Some(reach?)))) {
            Ok(Some((done, reach))) => {
                let (act, entry) = (audit::name(deed), order.id.as_str());
                audit::note(who, act, Outcome::Again, &whom.logged(), entry);
                return Ok(pages::done_before(visit, deed, &done, &reach));
            }
            Ok(None) | Err(NotDone::Refused(_)) => {}
            Err(NotDone::Store(error)) => return Err(error),
        }
    }
    ask(step, visit, who, whom, Asked { again: true, ..Asked::first(deed) }).await
}

/// The new address of a login; none for other acts.
fn address(deed: Deed, visit: &StaffVisit) -> Result<Option<Email>, Refused> {
    if deed != Deed::ChangeEmail {
        return Ok(None);
    }
    acts::address(visit.form().get("to").expose()).map(Some)
}

async fn carried_out(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &StaffVisit,
    deed: Deed,
    whom: Target,
    to: Option<Email>,
    order: &Order,
) -> Result<Done, NotDone> {
    let (office, portal) = (step.office(), visit.portal());
    match deed {
        Deed::Unlock => acts::unlock(&office, &step.list, whom, order).await,
        Deed::Resend => acts::resend(&office, whom, order).await,
        Deed::Cancel => acts::cancel(&office, whom, order).await,
        Deed::Freeze => acts::freeze(&office, whom, order).await,
        Deed::Unfreeze => acts::unfreeze(&office, portal, whom, order).await,
        Deed::Release => acts::release(&office, whom, order).await,
        Deed::ChangeEmail | Deed::KeepEmail => {
            let wish = to.map_or(Move::Stop, Move::To);
            acts::change_email(&office, whom, &wish, order).await
        }
        // No wait is shortened at the desk.
        Deed::ResetFactor => {
            acts::reset_factor(&office, whom, portal.second_factor, None, order).await
        }
    }
}
