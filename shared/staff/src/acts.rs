//! The acts of staff.
//!
//! The domain decides each act. One conditional write carries it out, and it is noted with its reason.

mod change_email;
mod login;
mod outage;
mod reach;
mod registration;
mod reset_factor;
mod unlock;

use domain::ports::{Bindings, Claims, Members, Posted, StoreError, Timeline};
use domain::staff::{self, Idle, Order};
use domain::{
    AccountKey, Act, EmailKey, KeyRing, Member, Pending, TemporaryPassword, TimelineEntry, Whose,
};

pub use change_email::{Move, address, change_email, code_again};
pub use login::{freeze, release, unfreeze};
pub use outage::{ReportSaid, outage};
pub use reach::{Bars, ByCode, Reach, ReachedLogin, reach};
pub use registration::{cancel, resend};
pub use reset_factor::reset_factor;
pub use unlock::unlock;

use crate::advice::Worded;
use crate::found::{Found, owner};
use crate::office::Office;
use crate::refused::{NotDone, Refused};
use crate::target::Target;

/// An act that was done.
pub struct Done {
    /// Whom it was about, masked.
    pub shown: String,
    /// What was done.
    pub act: Act,
    /// What it leads to, as the end of a sentence about whom it was about.
    pub says: Worded,
    /// The id of the timeline's entry, or of the envelope that leaves one.
    pub entry: String,
    /// What the caller has to be told, where there is more than words.
    pub told: Told,
}

/// What an act made that the caller has to be told.
pub enum Told {
    /// Nothing.
    Nothing,
    /// The code to read out, and the address that its letter went to, masked.
    Code {
        /// The address.
        to: String,
        /// The code.
        code: TemporaryPassword,
    },
    /// For how many hours there is a wait.
    Hours(i64),
}

/// The words that follow a refusal where a look-up says more.
fn look_up() -> Worded {
    Worded::two("`porchlight why` tells what is known.", "A look-up tells what is known.")
}

/// The login of the email or, if that is unknown, of the account's owner.
async fn member(store: &(impl Members + Bindings), whom: &Found) -> Result<Member, NotDone> {
    let found = match (whom.email(), whom.account()) {
        (Some(email), _) => store.by_email(email).await?,
        (None, Some(number)) => owner(store, number).await?,
        (None, None) => return Err(Refused::forgotten().into()),
    };
    found.ok_or_else(|| {
        Refused::new(format!("nobody has a login: {}", whom.shown()), look_up()).into()
    })
}

/// Every timeline that gets the end of a registration.
fn of_pending(keys: &KeyRing, pending: &Pending) -> [Whose; 3] {
    [
        Whose::Account(AccountKey::of(keys, &pending.account)),
        Whose::Email(pending.email_key.clone()),
        Whose::Reference(pending.id.reference()),
    ]
}

/// The timelines of a member: the email's, and those of the accounts.
fn of_member(keys: &KeyRing, member: &Member) -> Vec<Whose> {
    let accounts = member.account_numbers();
    let accounts = accounts.iter().map(|number| Whose::Account(AccountKey::of(keys, number)));
    accounts.chain([Whose::Email(EmailKey::of(keys, &member.email))]).collect()
}

/// Notes an act before it is carried out, so that none lacks a note. The note has the order's id.
async fn note(
    store: &impl Timeline,
    whose: &[Whose],
    act: Act,
    order: &Order,
) -> Result<String, NotDone> {
    let id = order.id.as_str().to_owned();
    let what = staff::staff(act, order);
    let entry = TimelineEntry { id: id.clone(), at: order.at, what, reference: None };
    store.tell(whose, &[entry]).await?;
    Ok(id)
}

/// Notes that an act was asked for and refused, under the order's id, since a refusal tells what a look-up tells.
///
/// # Errors
///
/// If the tables do not answer.
pub async fn note_refused<S: Claims + Timeline + Posted, C>(
    office: &Office<'_, S, C>,
    who: Target,
    order: &Order,
) -> Result<(), StoreError> {
    let whose = Found::timelines_of(office.store, office.keys, who, order.at).await?;
    let (id, what) = (order.id.as_str().to_owned(), staff::refused(order));
    let entry = TimelineEntry { id, at: order.at, what, reference: None };
    office.store.tell(&whose, &[entry]).await
}

fn idle(idle: Idle) -> NotDone {
    let refused = match idle {
        Idle::IsFrozen => Refused::new(
            "that login is frozen already",
            Worded::two(
                "`porchlight why` tells since when.",
                "There is nothing to do. A look-up tells since when.",
            ),
        ),
        Idle::IsOpen => Refused::new("that login is not frozen", "There is nothing to do."),
        Idle::IsClosed => Refused::new(
            "the member closed that login",
            "Nobody opens it again; the member may register anew.",
        ),
        Idle::NothingWaits => Refused::new(
            "no registration waits to be confirmed there",
            Worded::two(
                "`porchlight why` tells what there is; a member who forgot the password goes to /recover.",
                "A look-up tells what there is. A member who forgot the password presses \"Can't access your account?\".",
            ),
        ),
    };
    refused.into()
}

fn done(whom: &Found, act: Act, says: impl Into<Worded>, entry: String) -> Done {
    Done { shown: whom.shown(), act, says: says.into(), entry, told: Told::Nothing }
}
