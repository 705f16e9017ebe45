//! Moves a login to another email, and ends such a move.

use domain::ports::{Bindings, Claims, Clock, Links, Members, Posted, StoreError, Timeline};
use domain::staff::{self, Idle, Order};
use domain::{
    Act, AskedNewEmail, Email, EmailKey, IssueIds, Kept, Link, LinkState, PendingId, Purpose,
    Unmoved, Whose, begin_move, decide_anew, move_code,
};
use sha2::{Digest, Sha256};

use super::{Done, Told, done, idle, member, note, of_member};
use crate::advice::Worded;
use crate::found::Found;
use crate::masked::masked_email;
use crate::office::Office;
use crate::refused::{NotDone, Refused};
use crate::target::Target;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// That a login moves to an address.
    To(Email),
    /// That it stays where it is.
    Stop,
}

/// The new address, as typed.
///
/// # Errors
///
/// If it is none.
pub fn address(typed: &str) -> Result<Email, Refused> {
    Email::parse(typed).map_err(|_| {
        Refused::new("the new address is no email address", "Type it whole: name@domain.example.")
    })
}

/// Begins a move, or ends one.
///
/// # Errors
///
/// If there is no login that can move there, or if the tables do not answer.
pub async fn change_email<S, C>(
    office: &Office<'_, S, C>,
    who: Target,
    wish: &Move,
    order: &Order,
) -> Result<Done, NotDone>
where
    S: Claims + Timeline + Posted + Members + Bindings + Links,
    C: Clock,
{
    let whom = Found::find(office.store, office.keys, who, order.at).await?;
    match wish {
        Move::To(new) => begin(office, &whom, new, order).await,
        Move::Stop => stop(office, &whom, order).await,
    }
}

async fn begin<S, C>(
    office: &Office<'_, S, C>,
    whom: &Found,
    new: &Email,
    order: &Order,
) -> Result<Done, NotDone>
where
    S: Timeline + Members + Bindings + Links,
{
    let Office { store, keys, .. } = *office;
    let (member, owner) = (member(store, whom).await?, store.by_email(new).await?);
    let ids = IssueIds { item: item_of(order), envelope: order.id.clone() };
    let asked = AskedNewEmail { member: &member, new, owner: owner.as_ref() };
    let issued = begin_move(keys, asked, ids, order.at).map_err(unmoved)?;
    let code = match &issued.kept {
        Kept::Link(link) => move_code(keys, link),
        Kept::Pending(_) => None,
    };
    let code = code.ok_or_else(|| {
        let how = Worded::two("See `doctor`.", "Tell whoever looks after the portal.");
        Refused::new("the current key is gone", how)
    })?;
    let mut whose = whom.timelines(keys);
    whose.extend(of_member(keys, &member));
    whose.push(Whose::Email(EmailKey::of(keys, new)));
    let entry = note(store, &whose, Act::EmailChanged, order).await?;
    match store.issue(&issued).await {
        // Nothing but this very order makes these ids, so a second press of it finds its link there, with the same code.
        Ok(()) | Err(StoreError::Conflict) => {}
        Err(error) => return Err(error.into()),
    }
    let to = masked_email(new);
    let says = format!("can move to {to}: a letter is on its way there");
    let told = Told::Code { to, code };
    Ok(Done { told, ..done(whom, Act::EmailChanged, says, entry) })
}

/// The code of a move that this very order began before, as long as it can still be typed.
///
/// # Errors
///
/// If the tables do not answer.
pub async fn code_again<S, C>(
    office: &Office<'_, S, C>,
    who: Target,
    new: &Email,
    order: &Order,
) -> Result<Option<Done>, NotDone>
where
    S: Claims + Timeline + Posted + Members + Bindings + Links,
{
    let Office { store, keys, .. } = *office;
    let whom = Found::find(store, keys, who, order.at).await?;
    let member = member(store, &whom).await?;
    let link = Link::new(keys, Purpose::ProveEmail, item_of(order), new, Some(&member), order.at);
    let Some(found) = store.find(&link.claim).await? else { return Ok(None) };
    let is_open = found.link.state(&found.member, order.at) == LinkState::Open;
    let code = move_code(keys, &found.link).filter(|_| is_open && found.member.id == member.id);
    let to = masked_email(new);
    let says = format!("can move to {to}: the letter went there before, and this is its code");
    let entry = order.id.as_str().to_owned();
    Ok(code.map(|code| {
        let told = Told::Code { to, code };
        Done { told, ..done(&whom, Act::EmailChanged, says, entry) }
    }))
}

async fn stop<S, C>(office: &Office<'_, S, C>, whom: &Found, order: &Order) -> Result<Done, NotDone>
where
    S: Timeline + Members + Bindings,
    C: Clock,
{
    let Office { store, keys, clock } = *office;
    let before = member(store, whom).await?;
    staff::keep_email(&before).map_err(idle)?;
    let mut whose = whom.timelines(keys);
    whose.extend(of_member(keys, &before));
    let entry = note(store, &whose, Act::EmailKept, order).await?;
    decide_anew(clock, || async {
        let kept = staff::keep_email(&member(store, whom).await?).map_err(idle)?;
        Ok::<(), NotDone>(store.change(&kept, None).await?)
    })
    .await?;
    Ok(done(whom, Act::EmailKept, KEPT, entry))
}

/// The link's id, which is the same each time that an order is carried out.
fn item_of(order: &Order) -> PendingId {
    let hash = Sha256::digest([b"move ", order.id.as_str().as_bytes()].concat());
    let mut id = [0; 16];
    id.copy_from_slice(&hash[..16]);
    PendingId::new(id)
}

/// What ending a move leads to.
const KEPT: &str =
    "keeps its email: links that waited open nothing, and every browser is signed out";

fn unmoved(why: Unmoved) -> NotDone {
    let refused = match why {
        Unmoved::Frozen => Refused::new(
            "that login is frozen",
            Worded::two(
                "Once it is clear whose it is: `porchlight unfreeze`, then this again.",
                "Once it is clear whose it is, open the login again; then this once more.",
            ),
        ),
        Unmoved::Closed => return idle(Idle::IsClosed),
        Unmoved::SameEmail => Refused::new(
            "the login has that email already",
            Worded::two(
                "A member who forgot the password goes to /recover.",
                "A member who forgot the password presses \"Can't access your account?\".",
            ),
        ),
        Unmoved::EmailTaken => Refused::new(
            "another login has the new address",
            Worded::two(
                "They sign in with it; `porchlight why --email NEW` tells more.",
                "They sign in with it. A look-up of the new address tells more.",
            ),
        ),
    };
    refused.into()
}
