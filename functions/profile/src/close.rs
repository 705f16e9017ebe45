//! Closing the login.

use domain::ports::{Bindings, Clock, Counters, Logins, Members, SecondFactors, StoreError};
use domain::{KeyRing, Needs, OutboxId, SignedIn, Standing};
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
    step: &Step<impl Counters + Bindings + Logins + Members + SecondFactors, impl Clock>,
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
    match close(step, visit, who).await {
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

async fn close(
    step: &Step<impl Bindings + Logins, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<(), StoreError> {
    let owners = step.ports.owners_of(&who.member.accounts_opened()).await?;
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
