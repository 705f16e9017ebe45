//! Acting for somebody: asked once more, then done.

use domain::desk::{Acting, StaffSession, acting};
use domain::ports::{Clock, StoreError, Suppressions};
use domain::staff::{Order, Reason};
use domain::{Email, OutboxId};
use sha2::{Digest, Sha256};
use staff::acts::{self, Done, Move};
use staff::{Deed, NotDone, Refused, Target};
use web::Reply;
use web::staff::{Refusal, StaffVisit};

use crate::pages::Asked;
use crate::{AtDesk, Ports, Provider, audit, pages};

/// What is done, for whom, and why; where a login moves, or that it does not; and that it was asked once more.
pub(crate) const FIELDS: [&str; 6] = ["act", "whom", "reason", "to", "stop", "sure"];

pub(crate) async fn submit(
    step: &AtDesk<impl Ports, impl Provider, impl Suppressions, impl Clock>,
    visit: &StaffVisit,
    who: &StaffSession,
) -> Result<Reply, StoreError> {
    match acting(who, visit.now()) {
        Acting::May => {}
        Acting::LooksOnly | Acting::Unsaid | Acting::WithoutSecond | Acting::TooOld => {
            return Ok(pages::may_not_act(visit, who));
        }
    }
    let text = |field| visit.form().get(field);
    let is_set = |field| !text(field).expose().is_empty();
    let Some(deed) = Deed::parse(text("act").expose(), is_set("stop")) else {
        return Ok(pages::refused(visit, Refusal::Unreadable));
    };
    let form = visit.portal().account_form;
    let heard = Target::heard(&step.ports, text("whom").expose(), form, visit.now()).await;
    let whom = match heard {
        Ok(whom) => whom,
        Err(NotDone::Refused(refused)) => return Ok(pages::nobody(visit, who, &refused)),
        Err(NotDone::Store(error)) => return Err(error),
    };
    let reach = match acts::reach(&step.office(), &step.list, whom.clone(), deed, visit.now()).await
    {
        Ok(reach) => reach,
        Err(NotDone::Refused(refused)) => return Ok(pages::not_done(visit, deed, &refused)),
        Err(NotDone::Store(error)) => return Err(error),
    };
    if !is_set("sure") {
        return Ok(pages::ask(visit, &Asked::first(deed, whom.shown(), reach)));
    }
    let (reason, to) = (Reason::parse(text("reason").expose()), address(deed, visit));
    let (reason, to) = match (reason, to) {
        (Ok(reason), Ok(to)) => (reason, to),
        (reason, to) => {
            let asked = Asked {
                reason: reason.err(),
                to: to.err(),
                ..Asked::first(deed, whom.shown(), reach)
            };
            return Ok(pages::ask(visit, &asked));
        }
    };
    let (by, id) = (who.who.as_str().to_owned(), order_of(visit));
    let order = Order { reason, by, at: visit.now(), id };
    match carried_out(step, visit, deed, whom, to, &order).await {
        Ok(done) => {
            audit::note(who, done.act.name(), &done.shown, &done.entry);
            Ok(pages::done(visit, deed, &done, &reach))
        }
        Err(NotDone::Refused(refused)) => Ok(pages::not_done(visit, deed, &refused)),
        Err(NotDone::Store(error)) => Err(error),
    }
}

/// The new address of a login; none for other acts.
fn address(deed: Deed, visit: &StaffVisit) -> Result<Option<Email>, Refused> {
    if deed != Deed::ChangeEmail {
        return Ok(None);
    }
    acts::address(visit.form().get("to").expose()).map(Some)
}

/// The id of what a form orders: the same for the same form pressed twice, and another for every other page.
///
/// The form's token is random for each page and bound to the session.
fn order_of(visit: &StaffVisit) -> OutboxId {
    let mut hash = Sha256::new();
    for field in [web::CSRF_FIELD, "act", "whom", "to", "stop"] {
        let typed = visit.form().get(field);
        hash.update(Sha256::digest(typed.expose().as_bytes()));
    }
    let mut id = [0; 16];
    id.copy_from_slice(&hash.finalize()[..16]);
    OutboxId::from_random(id)
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
