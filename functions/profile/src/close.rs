//! Closing the login.

use domain::ports::{
    Bindings, Clock, Counters, Logins, Members, People, SecondFactors, Standings, StoreError,
};
use domain::{KeyRing, Needs, OutboxId, SignedIn, Standing, end_by_closing};
use lambda_http::http::StatusCode;
use web::cookies::{self, Claims, SetCookie, Told};
use web::pages::{Asked, Close, Closed, Html};
use web::proof::{self, About, Proof};
use web::{Reply, Step, Visit};

use crate::twice;

pub(crate) const FIELDS: [&str; 2] = proof::FIELDS;

/// What closing means, and the box for the password.
pub(crate) fn show(visit: &Visit, who: &SignedIn) -> Reply {
    Reply::ok(page(visit, who, About::default()), "shown")
}

/// Closes it, for whoever knows the password.
pub(crate) async fn submit(
    step: &Step<
        impl Counters + Bindings + Logins + Members + SecondFactors + Standings + People,
        impl Clock,
    >,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let now = match proof::check(step, visit, who, Needs::ToClose).await? {
        Proof::Given(now) => now,
        Proof::Refused(about) => return Ok(Reply::refused(page(visit, who, about))),
        Proof::Limited(refused, about) => {
            return Ok(proof::limited(visit, who, refused, || page(visit, who, about)));
        }
        Proof::SignedOut => return Ok(web::sign_in_first()),
    };
    let who = &*now;
    let ended = match leave_others(step, visit, who).await? {
        Some(who) => close(step, visit, &who).await,
        None => Err(StoreError::Conflict),
    };
    match ended {
        Ok(()) => Ok(closed(&step.desk.keys, visit)),
        Err(StoreError::Conflict) => {
            let now = twice::member_now(&step.ports, who).await?;
            if now.is_some_and(|member| member.standing == Standing::Closed) {
                return Ok(closed(&step.desk.keys, visit));
            }
            // Another window, or the import, changed something else in between: the form again.
            let form = page(visit, who, About::default());
            Ok(Reply::page(StatusCode::CONFLICT, form, "conflict"))
        }
        Err(error @ StoreError::Unavailable(_)) => Err(error),
    }
}

/// Leaves the accounts of others, each in a transaction of its own, so that their owners hear of it and their lists have
/// room. A stop midway leaves the login open. `None` if it is not theirs any more.
async fn leave_others(
    step: &Step<impl Members + Standings + People, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Option<SignedIn>, StoreError> {
    if who.member.guest_of.is_empty() {
        return Ok(Some(who.clone()));
    }
    for hint in &who.member.guest_of {
        web::leave(step, visit, who, &hint.person, end_by_closing).await?;
    }
    let read = step.ports.by_session(&who.member.id, &who.session.id).await?;
    Ok(read.filter(|who| who.session.stands(&who.member, visit.now())))
}

async fn close(
    step: &Step<impl Bindings + Logins, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<(), StoreError> {
    let owners = step.ports.owners_of(&who.member.account_numbers()).await?;
    let envelope = OutboxId::from_random(web::random());
    let closing = domain::close(&step.desk.keys, &who.member, owners, envelope, visit.now());
    step.ports.close(&closing).await
}

/// On to the goodbye, with nothing left of the login in the browser.
pub(crate) fn closed(keys: &KeyRing, visit: &Visit) -> Reply {
    let gone = [cookies::Session::NAME, cookies::Device::NAME, cookies::Visiting::NAME];
    let told = SetCookie::signed(keys, &Told::Closed {}, visit.now());
    let reply = Reply::see_other("/profile/closed", "closed").signed_out().with(told);
    gone.map(SetCookie::cleared).into_iter().fold(reply, Reply::with)
}

/// The goodbye, in the browser in which it was just closed; nobody else is told that anything is.
pub(crate) fn goodbye(visit: &Visit) -> Reply {
    match visit.cookie::<Told>() {
        Some(Told::Closed {}) => Reply::ok(Closed { view: visit.view() }.render(), "shown"),
        Some(_) | None => Reply::see_other("/sign-in", "out_of_order"),
    }
}

fn page(visit: &Visit, who: &SignedIn, about: About) -> Html {
    let asked = proof::boxes(visit, who, Needs::ToClose, about);
    let Asked { email, password, code } = asked;
    Close { view: visit.view(), email, password, code }.render()
}
