//! What staff do on the phone: shut a login, and open it once it is clear whose it is.

use domain::ports::Members as _;
use domain::staff::{Idle, Order, Reason, freeze, unfreeze};
use domain::{Envelope, Member, OutboxId, Standing};

use super::portal::Running;

type Decide = fn(&Member, &Order) -> Result<(Member, Envelope), Idle>;

impl Running<'_> {
    pub(super) fn freeze(&mut self, who: usize) {
        self.act(who, freeze, Standing::Frozen);
    }

    pub(super) fn unfreeze(&mut self, who: usize) {
        self.act(who, unfreeze, Standing::Active);
    }

    fn act(&mut self, who: usize, decide: Decide, becomes: Standing) {
        let Some(login) = self.oracle.login_of(who) else { return };
        let member = self.member_at(self.oracle.address_of(who)).expect("they are one");
        let order = Order {
            reason: Reason::parse("they called").expect("a reason"),
            at: self.app.now(),
            id: OutboxId::from_random(self.acts.to_be_bytes()),
        };
        self.acts += 1;
        let of = &mut self.oracle.logins[login];
        match decide(&member, &order) {
            Ok((changed, envelope)) => {
                assert_ne!(of.standing, becomes, "there is something to be done");
                let written = self.app.store.change(&changed, Some(&envelope));
                self.runtime.block_on(written).expect("nobody else changes");
                of.standing = becomes;
                of.epoch += 1;
            }
            Err(idle) => {
                let why = if becomes == Standing::Frozen { Idle::IsFrozen } else { Idle::IsOpen };
                assert_eq!((of.standing, idle), (becomes, why), "there is nothing to be done");
            }
        }
    }
}
