//! Leases of imports.

use domain::ports::{LeaseBy, LeaseWish};
use jiff::Timestamp;

/// A lease: until when, and of which event.
pub(super) type Leased = Option<(Timestamp, Option<String>)>;

/// Takes a lease, unless another import holds it.
pub(super) fn take(lease: &mut Leased, wish: LeaseWish<'_>) -> bool {
    let (held, of) = lease.clone().unzip();
    let of = of.flatten();
    let event = match wish.by {
        LeaseBy::Event(event) => Some(event.to_owned()),
        LeaseBy::Anybody => None,
        LeaseBy::Holder => of.clone(),
    };
    let is_own = matches!(wish.by, LeaseBy::Event(_)) && of == event;
    let is_free = held.is_none_or(|held| held <= wish.now) || is_own;
    if is_free {
        *lease = Some((wish.until, event));
    }
    is_free
}
