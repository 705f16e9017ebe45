//! What staff do: freeze a login, and unfreeze it once they know whose it is.

use domain::ports::{Bindings as _, Claims as _, Holds as _, Members as _};
use domain::staff::{Idle, Order, Reason, freeze, unfreeze};
use domain::{AccountNumber, Bound, Hold, Member, OutboxId, PendingId, Standing};
use fixtures::test_keys;

use super::moves::PEOPLE;
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
        if open { self.open(login, &member, &order) } else { self.shut(login, &member, &order) }
    }

    fn shut(&mut self, login: usize, member: &Member, order: &Order) {
        let now = self.now();
        let decided = freeze(member, order);
        let of = &mut self.oracle.logins[login];
        if of.standing == Standing::Frozen {
            assert_eq!(decided, Err(Idle::IsFrozen), "there is nothing to be done");
            return;
        }
        let change = decided.expect("there is something to be done");
        let written = self.app.store.change(&change.member, Some(&change.envelope));
        self.runtime.block_on(written).expect("nobody else changes");
        of.standing = Standing::Frozen;
        of.factors.frozen(now);
        of.epoch += 1;
    }

    fn open(&mut self, login: usize, member: &Member, order: &Order) {
        let bound = self.runtime.block_on(self.bound(member));
        let id = || PendingId::new(web::random());
        let decided = unfreeze(&test_keys(), member, &bound, id, Hold::SHIPPED, order);
        let of = &mut self.oracle.logins[login];
        if of.standing == Standing::Active {
            assert_eq!(decided, Err(Idle::IsOpen), "there is nothing to be done");
            return;
        }
        let change = decided.expect("there is something to be done");
        let written = self.app.store.hold(&change);
        self.runtime.block_on(written).expect("nobody else changes");
        of.standing = Standing::Active;
        of.epoch += 1;
        let now = self.now();
        self.oracle.logins[login].factors.opened(now);
        self.oracle.open(login, now);
        self.note_not_me(login, PEOPLE - 1);
    }

    async fn bound(&self, member: &Member) -> Vec<(AccountNumber, Bound)> {
        let owners = self.app.store.owners_of(&member.account_numbers()).await;
        let mut bound = Vec::new();
        for (account, owner) in owners.expect("an answer") {
            let facts = self.app.store.facts(&account).await.expect("an answer");
            bound.push((account, Bound { owner, facts: facts.map(|seen| seen.facts) }));
        }
        bound
    }
}
