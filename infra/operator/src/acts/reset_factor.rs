//! Begins the wait after which a member's second step is taken off.

use aws::Tables;
use domain::ports::SecondFactors;
use domain::staff::Order;
use domain::{
    AccountKey, Act, Agreed, EmailKey, KeyRing, Member, NotAgreed, OutboxId, PendingId, ResetIds,
    SecondFactorRules, Standing, Whose, agreed_wait, begin_reset, contacts_of, decide_anew,
    reset_wait,
};
use jiff::SignedDuration;
use serde_json::json;

use super::{member, note, order};
use crate::arguments::ResetFactor;
use crate::end::{CommandEnd, Failure};
use crate::found::Found;
use crate::place::Place;

/// Begins it, as long as a member's own or, with a second name, shorter.
pub(crate) async fn reset_factor(
    of: &ResetFactor,
    place: &Place,
    rules: SecondFactorRules,
) -> Result<CommandEnd, Failure> {
    let with = of.with.as_ref().map(|name| format!(" (with {})", name.trim()));
    let reason = format!("{}{}", of.of.reason, with.unwrap_or_default());
    let (who, order) = (of.of.who.parse()?, order(&reason, place)?);
    let tables = place.tables();
    let whom = Found::find(&tables, &place.keys, who, order.at).await?;
    let before = member(&tables, &whom).await?;
    let wait = wait(of, &before, rules, &order)?;
    stands_in_the_way(&before, &order)?;
    let whose = [whom.timelines(&place.keys), timelines_of(&place.keys, &before)].concat();
    note(&tables, &whose, Act::FactorReset, &order).await?;
    decide_anew(&place.site.settings.clock, || begin(&tables, place, &whom, wait, &order)).await?;
    let (shown, hours) = (whom.shown(), wait.as_hours());
    let text = format!(
        "{shown}: the wait has begun. Letters went to the member and to the contact on file. In {hours} hours the \
         last one has the link, which needs the password, too. A factor, a new password or a letter's link ends it.\n"
    );
    let json = json!({ "subject": shown, "act": Act::FactorReset.name(), "hours": hours });
    Ok(CommandEnd::well(text, json))
}

fn wait(
    of: &ResetFactor,
    member: &Member,
    rules: SecondFactorRules,
    order: &Order,
) -> Result<SignedDuration, Failure> {
    let usual = reset_wait(member, rules, order.at);
    let (Some(hours), Some(with)) = (of.hours, of.with.clone()) else { return Ok(usual) };
    agreed_wait(usual, &Agreed { hours, with }, &order.by).map_err(|why| match why {
        NotAgreed::TooShort => {
            Failure::mend("the wait is too short", "24 hours are the least: --hours 24.")
        }
        NotAgreed::NotShorter => {
            Failure::mend("the wait would be no shorter", "Leave --hours and --with out.")
        }
        NotAgreed::OneName => Failure::mend(
            "two of the staff have to agree",
            "Name the other one: --with NAME. It is not who runs this.",
        ),
    })
}

/// Says why there is no wait to begin.
fn stands_in_the_way(member: &Member, order: &Order) -> Result<(), Failure> {
    let factors = &member.factors;
    if member.standing != Standing::Active {
        return Err(Failure::mend(
            "that login is not open",
            "`porchlight why` tells how it stands; `unfreeze` opens a frozen one.",
        ));
    }
    if !factors.is_asked() {
        return Err(Failure::mend(
            "that login has no second step",
            "A member who forgot the password goes to /recover.",
        ));
    }
    if factors.wait.as_ref().is_some_and(|wait| wait.runs(order.at)) {
        return Err(Failure::mend(
            "a wait runs already",
            "The member has letters that say until when; nothing is to be done.",
        ));
    }
    Ok(())
}

async fn begin(
    tables: &Tables,
    place: &Place,
    whom: &Found,
    wait: SignedDuration,
    order: &Order,
) -> Result<(), Failure> {
    let now = member(tables, whom).await?;
    let contacts = contacts_of(tables, &now, order.at).await?;
    let ids = ResetIds {
        reset: PendingId::new(aws::bytes()),
        stop: PendingId::new(aws::bytes()),
        envelopes: [(); 3].map(|()| OutboxId::from_random(aws::bytes())),
    };
    // One that began in between is the same.
    if let Some(write) = begin_reset(&place.keys, &now, &contacts, wait, ids, order.at) {
        tables.write(&write).await?;
    }
    Ok(())
}

/// The timelines of a member: the email's, and those of the accounts.
fn timelines_of(keys: &KeyRing, member: &Member) -> Vec<Whose> {
    let accounts = member.account_numbers();
    let accounts = accounts.iter().map(|number| Whose::Account(AccountKey::of(keys, number)));
    accounts.chain([Whose::Email(EmailKey::of(keys, &member.email))]).collect()
}
