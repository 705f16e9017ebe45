//! The hold on a binding: whoever has a bill in hand and a mailbox can register a neighbour's account, and until the contact
//! on file had time to answer nothing may happen that hurts them.

use jiff::{SignedDuration, Timestamp};

use crate::figures::Figures;
use crate::keys::ring::KeyRing;
use crate::members::member::Binding;
use crate::values::ids::HistoryKey;

/// Which bindings are held, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Hours; with 0 nothing is ever held, and nothing of what billing told is ever shown.
    pub hours: u32,
    /// Whether an account without a contact on file is held too.
    pub without_contact: bool,
}

impl Hold {
    /// What it is where a co-op sets nothing.
    pub const SHIPPED: Self = Self { hours: Figures::SHIPPED.hold_hours, without_contact: false };

    /// Until when a binding is held that begins now; `None` where there is no hold.
    #[must_use]
    pub fn until(self, now: Timestamp) -> Option<Timestamp> {
        (self.hours > 0).then(|| now + SignedDuration::from_hours(self.hours.into()))
    }

    /// The same for a new binding: it is held where a contact on file is somebody else, or where there is none and the
    /// settings say so.
    #[must_use]
    pub fn of_new(self, contacts: usize, others: usize, now: Timestamp) -> Option<Timestamp> {
        let is_held = others > 0 || (contacts == 0 && self.without_contact);
        if is_held { self.until(now) } else { None }
    }
}

/// Nothing of an account is shown before an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldUntil(pub Timestamp);

impl Binding {
    /// Until when it is held, if it is.
    #[must_use]
    pub fn held(&self, now: Timestamp) -> Option<Timestamp> {
        self.held_until.filter(|until| now < *until)
    }

    /// Where what billing told of the account is kept: of its own holder alone, so that nobody sees what another one had.
    /// Every page of what billing told goes through here.
    ///
    /// # Errors
    ///
    /// While the binding is held.
    pub fn history(&self, keys: &KeyRing, now: Timestamp) -> Result<HistoryKey, HeldUntil> {
        match self.held(now) {
            Some(until) => Err(HeldUntil(until)),
            None => Ok(HistoryKey::of(keys, &self.account, self.holder)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{test_keys, test_member};

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
    const HOUR: SignedDuration = SignedDuration::from_hours(1);
    const SHIPPED: Hold = Hold::SHIPPED;

    #[test]
    fn a_binding_is_held_where_a_contact_is_somebody_else_or_on_demand_where_there_is_none() {
        let strict = Hold { without_contact: true, ..SHIPPED };
        let until = Some(NOON + HOUR * 72);
        let held = |hold: Hold, contacts, others| hold.of_new(contacts, others, NOON);

        assert_eq!((held(SHIPPED, 1, 1), held(SHIPPED, 2, 1)), (until, until));
        assert_eq!((held(SHIPPED, 1, 0), held(SHIPPED, 0, 0)), (None, None));
        assert_eq!((held(strict, 0, 0), held(strict, 1, 0)), (until, None));
        assert_eq!(held(Hold { hours: 0, ..strict }, 0, 0), None);
    }

    #[test]
    fn nothing_leads_to_what_billing_told_until_the_hold_is_over() {
        let (keys, until) = (test_keys(), NOON + HOUR);
        let binding =
            Binding { held_until: Some(until), ..test_member(&["42"]).accounts[0].clone() };
        let second = SignedDuration::from_secs(1);

        assert_eq!(binding.history(&keys, until - second), Err(HeldUntil(until)));
        let shown = Ok(HistoryKey::of(&keys, &binding.account, binding.holder));
        assert_eq!(binding.history(&keys, until), shown);
        assert_eq!(Binding { held_until: None, ..binding }.history(&keys, NOON), shown);
    }
}
