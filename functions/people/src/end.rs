//! The end of a guest: by the owner of the account, or by the guest.

use domain::ports::{Bindings, Clock, Members, People, Standings, StoreError};
use domain::{
    AccountStanding, Binding, GuestOf, Member, MemberId, OutboxId, PersonId, SignedIn, StandingOf,
    decide_anew, end_by_guest, end_by_owner,
};
use web::{Asked, Chosen, Leaving, Reply, Step, Visit};

use crate::pages;

pub(crate) const FIELDS: [&str; 3] = ["account", "person", "sure"];

/// Asks whether a guest is to be ended, and ends them once that is said. What only takes away needs no password.
pub(crate) async fn submit(
    step: &Step<impl Members + Bindings + Standings + People, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let [_, person, sure] = FIELDS.map(|field| visit.form().get(field));
    let (person, is_sure) = (PersonId::from_stored(person.expose()), sure.expose() == "yes");
    let (page, end) = if let Some(hint) = hint(&who.member, &person) {
        if !is_sure {
            return ask_guest(step, visit, who, hint).await;
        }
        let end = web::leave(step, visit, who, &person, end_by_guest).await?;
        ("/profile/people".into(), end)
    } else {
        let Asked::Account(chosen) = web::chosen(visit, &step.desk.keys, &who.member) else {
            return Ok(Reply::see_other("/profile/people", "of_nobody"));
        };
        if !is_sure {
            return ask_owner(step, visit, &who.member.id, &chosen, &person).await;
        }
        let (owner, binding) = (&who.member.id, chosen.binding.as_ref());
        let attempt = || put_out(step, visit, owner, binding, &person);
        (pages::address(&chosen.code), decide_anew(&step.desk.clock, attempt).await?)
    };
    Ok(match end {
        Leaving::Left => {
            Reply::see_other(page, "ended").with(visit.say_once("/profile/people", "ended"))
        }
        Leaving::NotThere => Reply::see_other(page, "not_there"),
        Leaving::SignedOut => web::sign_in_first(),
    })
}

/// Asks the owner: whom it is about, and what ends. Whoever is off the list by now is not asked about.
async fn ask_owner(
    step: &Step<impl Standings, impl Clock>,
    visit: &Visit,
    owner: &MemberId,
    chosen: &Chosen<'_>,
    person: &PersonId,
) -> Result<Reply, StoreError> {
    let account = chosen.binding.account.clone();
    let found = standing(step, StandingOf { account, owner: owner.clone() }).await?;
    let theirs = found.filter(|it| it.owner_member().is_some_and(|it| it.id == *owner));
    let guest = theirs.as_ref().and_then(|it| it.guests().iter().find(|it| it.person == *person));
    Ok(match guest {
        Some(guest) => Reply::ok(pages::end_guest(visit, chosen, guest), "asked"),
        None => Reply::see_other(pages::address(&chosen.code), "not_there"),
    })
}

/// Asks the guest: which account it is about, and what ends.
async fn ask_guest(
    step: &Step<impl Standings, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    hint: &GuestOf,
) -> Result<Reply, StoreError> {
    let of = StandingOf { account: hint.account.clone(), owner: hint.owner.clone() };
    let found = standing(step, of).await?;
    let opened = found.and_then(|it| it.opened_by(&who.member.id, visit.now()));
    let owner = opened.as_ref().map(|it| it.owner.email.expose());
    Ok(Reply::ok(pages::leave(visit, hint, owner), "asked"))
}

/// The owner's end of somebody on the chosen account.
async fn put_out(
    step: &Step<impl Bindings + Standings + People, impl Clock>,
    visit: &Visit,
    owner: &MemberId,
    binding: &Binding,
    person: &PersonId,
) -> Result<Leaving, StoreError> {
    let of = StandingOf { account: binding.account.clone(), owner: owner.clone() };
    let Some(standing) = standing(step, of).await? else { return Ok(Leaving::NotThere) };
    // Whoever the account was bound to meanwhile has guests of their own.
    if standing.owner_member().is_none_or(|it| it.id != *owner) {
        return Ok(Leaving::NotThere);
    }
    let found = standing.guests().iter().find(|it| it.person == *person);
    let guest = match found.and_then(|it| it.member()) {
        Some(id) => step.ports.by_id(id).await?,
        None => None,
    };
    let told = OutboxId::from_random(web::random());
    let keys = &step.desk.keys;
    let Some(end) = end_by_owner(keys, &standing, person, guest, told, visit.now()) else {
        return Ok(Leaving::NotThere);
    };
    step.ports.end_guest(&end).await?;
    Ok(Leaving::Left)
}

fn hint<'a>(member: &'a Member, person: &PersonId) -> Option<&'a GuestOf> {
    member.guest_of.iter().find(|it| it.person == *person)
}

async fn standing(
    step: &Step<impl Standings, impl Clock>,
    of: StandingOf,
) -> Result<Option<AccountStanding>, StoreError> {
    Ok(step.ports.standings(&[of]).await?.pop())
}
