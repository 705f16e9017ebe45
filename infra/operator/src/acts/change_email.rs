//! Moves a login to another email, and ends such a move.

use aws::Tables;
use domain::ports::{Links, Members};
use domain::staff::{self, Idle, Order};
use domain::{
    AccountKey, Act, AskedNewEmail, Email, EmailKey, IssueIds, Kept, KeyRing, Member, PendingId,
    Unmoved, Whose, begin_move, decide_anew, move_code,
};
use serde_json::json;

use super::{done, idle, member, note, order};
use crate::arguments::ChangeEmail;
use crate::end::{CommandEnd, Failure};
use crate::found::Found;
use crate::place::Place;
use crate::target::masked_email;

/// Begins a move, or ends one.
pub(crate) async fn change_email(of: &ChangeEmail, place: &Place) -> Result<CommandEnd, Failure> {
    let (who, order) = (of.of.who.parse()?, order(&of.of.reason, place)?);
    let new = of.to.as_deref().map(address).transpose()?;
    let tables = place.tables();
    let whom = Found::find(&tables, &place.keys, who, order.at).await?;
    match new {
        Some(new) => begin(&tables, &place.keys, &whom, &new, &order).await,
        None => stop(&tables, place, &whom, &order).await,
    }
}

fn address(typed: &str) -> Result<Email, Failure> {
    Email::parse(typed).map_err(|_| {
        Failure::mend("the new address is no email address", "Type it whole: name@domain.example.")
    })
}

async fn begin(
    tables: &Tables,
    keys: &KeyRing,
    whom: &Found,
    new: &Email,
    order: &Order,
) -> Result<CommandEnd, Failure> {
    let (member, owner) = (member(tables, whom).await?, tables.by_email(new).await?);
    let ids = IssueIds { item: PendingId::new(aws::bytes()), envelope: order.id.clone() };
    let asked = AskedNewEmail { member: &member, new, owner: owner.as_ref() };
    let issued = begin_move(keys, asked, ids, order.at).map_err(unmoved)?;
    let code = match &issued.kept {
        Kept::Link(link) => move_code(keys, link),
        Kept::Pending(_) => None,
    };
    let code = code.ok_or_else(|| Failure::mend("the current key is gone", "See `doctor`."))?;
    let code = code.expose();
    let mut whose = whom.timelines(keys);
    whose.extend(timelines_of(keys, &member));
    whose.push(Whose::Email(EmailKey::of(keys, new)));
    note(tables, &whose, Act::EmailChanged, order).await?;
    tables.issue(&issued).await?;
    let (shown, to) = (whom.shown(), masked_email(new));
    let text = format!(
        "{shown}: a letter is on its way to {to}. Read this code to the caller, who types it on the page behind the \
         letter's link:\n\n  {code}\n\nThen the address before and the contact on file hear of it. 72 hours after \
         that a second letter's link moves the login.\n"
    );
    let json = json!({
        "subject": shown, "act": Act::EmailChanged.name(), "to": to, "code": code,
    });
    Ok(CommandEnd::well(text, json))
}

async fn stop(
    tables: &Tables,
    place: &Place,
    whom: &Found,
    order: &Order,
) -> Result<CommandEnd, Failure> {
    let before = member(tables, whom).await?;
    staff::keep_email(&before).map_err(idle)?;
    let mut whose = whom.timelines(&place.keys);
    whose.extend(timelines_of(&place.keys, &before));
    note(tables, &whose, Act::EmailKept, order).await?;
    decide_anew(&place.site.settings.clock, || async {
        let kept = staff::keep_email(&member(tables, whom).await?).map_err(idle)?;
        Ok::<(), Failure>(tables.change(&kept, None).await?)
    })
    .await?;
    Ok(done(whom, Act::EmailKept, KEPT))
}

/// What ending a move leads to.
const KEPT: &str =
    "keeps its email: links that waited open nothing, and every browser is signed out";

/// The timelines of a member: the email's, and those of the accounts.
fn timelines_of(keys: &KeyRing, member: &Member) -> Vec<Whose> {
    let accounts = member.account_numbers();
    let accounts = accounts.iter().map(|number| Whose::Account(AccountKey::of(keys, number)));
    accounts.chain([Whose::Email(EmailKey::of(keys, &member.email))]).collect()
}

fn unmoved(why: Unmoved) -> Failure {
    match why {
        Unmoved::Frozen => Failure::mend(
            "that login is frozen",
            "Once it is clear whose it is: `porchlight unfreeze`, then this again.",
        ),
        Unmoved::Closed => idle(Idle::IsClosed),
        Unmoved::SameEmail => Failure::mend(
            "the login has that email already",
            "A member who forgot the password goes to /recover.",
        ),
        Unmoved::EmailTaken => Failure::mend(
            "another login has the new address",
            "They sign in with it; `porchlight why --email NEW` tells more.",
        ),
    }
}
