//! Begins the wait after which a member's second step is taken off.

use domain::ports::{Bindings, Claims, Clock, Members, Posted, SecondFactors, Timeline};
use domain::staff::Order;
use domain::{
    Act, Agreed, Member, NotAgreed, OutboxId, PendingId, ResetIds, SecondFactorRules, Standing,
    agreed_wait, begin_reset, contacts_of, decide_anew, reset_wait,
};
use jiff::SignedDuration;

use super::{Done, Told, done, member, note, of_member};
use crate::advice::Worded;
use crate::found::Found;
use crate::office::Office;
use crate::refused::{NotDone, Refused};
use crate::target::Target;

/// Begins it, as long as a member's own or, as two of the staff agreed, shorter.
///
/// # Errors
///
/// If there is no second step to take off or a wait runs, or if the tables do not answer.
pub async fn reset_factor<S, C>(
    office: &Office<'_, S, C>,
    who: Target,
    rules: SecondFactorRules,
    agreed: Option<&Agreed>,
    order: &Order,
) -> Result<Done, NotDone>
where
    S: Claims + Timeline + Posted + Members + Bindings + SecondFactors,
    C: Clock,
{
    let Office { store, keys, clock } = *office;
    let whom = Found::find(store, keys, who, order.at).await?;
    let before = member(store, &whom).await?;
    let wait = wait(agreed, &before, rules, order)?;
    stands_in_the_way(&before, order)?;
    let whose = [whom.timelines(keys), of_member(keys, &before)].concat();
    let entry = note(store, &whose, Act::FactorReset, order).await?;
    decide_anew(clock, || begin(office, &whom, wait, order)).await?;
    let hours = wait.as_hours();
    let says = format!("can have the second step taken off in {hours} hours");
    let told = Told::Hours(hours);
    Ok(Done { told, ..done(&whom, Act::FactorReset, says, entry) })
}

fn wait(
    agreed: Option<&Agreed>,
    member: &Member,
    rules: SecondFactorRules,
    order: &Order,
) -> Result<SignedDuration, Refused> {
    let usual = reset_wait(member, rules, order.at);
    let Some(agreed) = agreed else { return Ok(usual) };
    agreed_wait(usual, agreed, &order.by).map_err(|why| match why {
        NotAgreed::TooShort => {
            Refused::new("the wait is too short", "24 hours are the least: --hours 24.")
        }
        NotAgreed::NotShorter => {
            Refused::new("the wait would be no shorter", "Leave --hours and --with out.")
        }
        NotAgreed::OneName => Refused::new(
            "two of the staff have to agree",
            "Name the other one: --with NAME. It is not who runs this.",
        ),
    })
}

/// Says why there is no wait to begin.
fn stands_in_the_way(member: &Member, order: &Order) -> Result<(), Refused> {
    let factors = &member.factors;
    if member.standing != Standing::Active {
        return Err(Refused::new(
            "that login is not open",
            Worded::two(
                "`porchlight why` tells how it stands; `unfreeze` opens a frozen one.",
                "A look-up tells how it stands. A frozen one can be opened again.",
            ),
        ));
    }
    if !factors.is_asked() {
        return Err(Refused::new(
            "that login has no second step",
            Worded::two(
                "A member who forgot the password goes to /recover.",
                "A member who forgot the password presses \"Can't access your account?\".",
            ),
        ));
    }
    if factors.wait.as_ref().is_some_and(|wait| wait.runs(order.at)) {
        return Err(Refused::new(
            "a wait runs already",
            "The member has letters that say until when; nothing is to be done.",
        ));
    }
    Ok(())
}

async fn begin<S, C>(
    office: &Office<'_, S, C>,
    whom: &Found,
    wait: SignedDuration,
    order: &Order,
) -> Result<(), NotDone>
where
    S: Claims + Members + Bindings + SecondFactors,
{
    let Office { store, keys, .. } = *office;
    let now = member(store, whom).await?;
    let contacts = contacts_of(store, &now, order.at).await?;
    let ids = ResetIds {
        reset: PendingId::new(web::random()),
        stop: PendingId::new(web::random()),
        envelopes: [(); 3].map(|()| OutboxId::from_random(web::random())),
    };
    // One that began in between is the same.
    if let Some(write) = begin_reset(keys, &now, &contacts, wait, ids, order.at) {
        store.write(&write).await?;
    }
    Ok(())
}
