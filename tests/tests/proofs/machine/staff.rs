//! What staff do: freeze a login, and unfreeze it once they know whose it is.

use domain::ports::Members as _;
use domain::staff::{Idle, Order, Reason, freeze, unfreeze};
use domain::{OutboxId, Standing};

use super::portal::Running;

impl Running<'_> {
    pub(super) fn staff(&mut self, who: usize, open: bool) {
        let Some(login) = self.oracle.login_of(who) else { return };
        let member = self.member_at(self.oracle.address_of(who)).expect("they are one");
        let order = Order {
            reason: Reason::parse("they called").expect("a reason"),
            by: "staff".to_owned(),
            at: self.app.now(),
            id: OutboxId::from_random(web::random()),
        };
        let (decided, becomes, idle) = if open {
            (unfreeze(&member, &order), Standing::Active, Idle::IsOpen)
        } else {
            (freeze(&member, &order), Standing::Frozen, Idle::IsFrozen)
        };
        let of = &mut self.oracle.logins[login];
        if of.standing == becomes {
            assert_eq!(decided, Err(idle), "there is nothing to be done");
            return;
        }
        let change = decided.expect("there is something to be done");
        let written = self.app.store.change(&change.member, Some(&change.envelope));
        self.runtime.block_on(written).expect("nobody else changes");
        of.standing = becomes;
        of.epoch += 1;
    }
}
