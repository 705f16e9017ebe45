//! The acts of staff, as commands.

use aws::SuppressionList;
use domain::ports::Clock;
use domain::staff::{Order, Reason, ReasonError};
use domain::{Agreed, OutboxId, SecondFactorRules};
use serde_json::{Value, json};
use staff::Target;
use staff::acts::{self, Done, Move, ReportSaid, Told};
use web::portal::Portal;

use crate::arguments::{ChangeEmail, OfOutage, OfSomebody, ResetFactor};
use crate::end::{CommandEnd, Failure};
use crate::place::Place;

/// An act that needs nothing but whom it is about and a reason.
#[derive(Clone, Copy)]
pub(crate) enum Plain {
    Unlock,
    Resend,
    Cancel,
    Freeze,
    Release,
}

/// Carries out an act that needs nothing else.
pub(crate) async fn plain(
    act: Plain,
    of: &OfSomebody,
    place: &Place,
) -> Result<CommandEnd, Failure> {
    let (who, order) = (of.who.parse()?, order(&of.reason, place)?);
    let tables = place.tables();
    let office = place.office(&tables);
    let done = match act {
        Plain::Unlock => {
            let list = SuppressionList::new(&place.site.clients);
            acts::unlock(&office, &list, who, &order).await?
        }
        Plain::Resend => acts::resend(&office, who, &order).await?,
        Plain::Cancel => acts::cancel(&office, who, &order).await?,
        Plain::Freeze => acts::freeze(&office, who, &order).await?,
        Plain::Release => acts::release(&office, who, &order).await?,
    };
    Ok(end(&done))
}

/// Unfreezes a login, with a new hold on each of its accounts.
pub(crate) async fn unfreeze(
    of: &OfSomebody,
    portal: &Portal,
    place: &Place,
) -> Result<CommandEnd, Failure> {
    let (who, order) = (of.who.parse()?, order(&of.reason, place)?);
    let tables = place.tables();
    Ok(end(&acts::unfreeze(&place.office(&tables), portal, who, &order).await?))
}

/// Begins a move of a login to another email, or ends one.
pub(crate) async fn change_email(of: &ChangeEmail, place: &Place) -> Result<CommandEnd, Failure> {
    let (who, order) = (of.of.who.parse()?, order(&of.of.reason, place)?);
    let wish = match of.to.as_deref() {
        Some(to) => Move::To(acts::address(to)?),
        None => Move::Stop,
    };
    let tables = place.tables();
    Ok(end(&acts::change_email(&place.office(&tables), who, &wish, &order).await?))
}

/// Begins the wait after which a second step is taken off, as long as a member's own or, with a second name, shorter.
pub(crate) async fn reset_factor(
    of: &ResetFactor,
    place: &Place,
    rules: SecondFactorRules,
) -> Result<CommandEnd, Failure> {
    let with = of.with.as_ref().map(|name| format!(" (with {})", name.trim()));
    let reason = format!("{}{}", of.of.reason, with.unwrap_or_default());
    let (who, order) = (of.of.who.parse()?, order(&reason, place)?);
    let agreed = of.hours.zip(of.with.clone()).map(|(hours, with)| Agreed { hours, with });
    let tables = place.tables();
    let office = place.office(&tables);
    Ok(end(&acts::reset_factor(&office, who, rules, agreed.as_ref(), &order).await?))
}

/// Says that a crew is sent, or that the power is back.
pub(crate) async fn outage(of: &OfOutage, place: &Place) -> Result<CommandEnd, Failure> {
    let Target::Reference(code) = Target::reference(&of.reference)? else {
        return Err(Failure::mend("that is no reference code", "It looks like K7Q-2M4."));
    };
    let reason = of.reason.as_deref().map(Reason::parse).transpose().map_err(no_reason)?;
    let (tables, status) = (place.tables(), of.status.status());
    let office = place.office(&tables);
    let said = acts::outage(&office, code, status, reason.as_ref(), &place.by).await?;
    let ReportSaid { shown, status, before } = said;
    let says =
        if before { "stands so already" } else { "stands so now, and the member's page says it" };
    let status = status.name();
    let text = format!("{shown}: {status}. It {says}.\n");
    Ok(CommandEnd::well(text, json!({ "subject": shown, "status": status })))
}

fn order(reason: &str, place: &Place) -> Result<Order, Failure> {
    let reason = Reason::parse(reason).map_err(no_reason)?;
    let (by, id) = (place.by.clone(), OutboxId::from_random(aws::bytes()));
    Ok(Order { reason, by, at: place.site.settings.clock.now(), id })
}

fn no_reason(error: ReasonError) -> Failure {
    Failure::mend(error.to_string(), "For example: --reason \"called, knew the last bill\".")
}

fn end(done: &Done) -> CommandEnd {
    let Done { shown, says, told, .. } = done;
    let json = |more: Value| {
        let mut json = json!({ "subject": shown, "act": done.act.name() });
        if let (Some(json), Value::Object(more)) = (json.as_object_mut(), more) {
            json.extend(more);
        }
        json
    };
    match told {
        Told::Nothing => CommandEnd::well(format!("{shown} {}.\n", says.shell), json(json!({}))),
        Told::Code { to, code } => {
            let code = code.expose();
            let text = format!(
                "{shown}: a letter is on its way to {to}. Read this code to the caller, who types it on the page behind the \
                 letter's link:\n\n  {code}\n\nThen the address before and the contact on file hear of it. 72 hours after \
                 that a second letter's link moves the login.\n"
            );
            CommandEnd::well(text, json(json!({ "to": to, "code": code })))
        }
        Told::Hours(hours) => {
            let text = format!(
                "{shown}: the wait has begun. Letters went to the member and to the contact on file. In {hours} hours the \
                 last one has the link, which needs the password, too. A factor, a new password or a letter's link ends it.\n"
            );
            CommandEnd::well(text, json(json!({ "hours": hours })))
        }
    }
}
