//! The changes that members make to their logins.

use domain::ports::{Logins, StoreError};
use domain::{AddEnd, Addition, Closing};
use domain::{Member, Standing};

use super::Tables;
use super::transact::{Reasons, Transacted, check, delete, put};
use crate::items::{self, Key, Table, envelope_item, link_item};

// The position of each part of an addition. Reasons come back by position.
const FACTS: usize = 0;
const OWNER: usize = 1;
const MEMBER: usize = 2;

impl Logins for Tables {
    async fn add(&self, addition: &Addition) -> Result<AddEnd, StoreError> {
        let Addition { account, owner, extract_version, member, not_me, envelope } = addition;
        let mut parts = vec![
            check(self.account_stands(account, owner.holder, *extract_version)?),
            put(self.bind(account, owner)?),
            put(self.put_next(member)?),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?),
        ];
        for link in not_me {
            parts.push(put(self.put_new(Table::Transient, link_item(link))?));
        }
        match self.transact(parts).await {
            Ok(Transacted::Done) => Ok(AddEnd::Added),
            Ok(Transacted::Refused(reasons)) => not_added(&reasons),
            Err(StoreError::Conflict) => Err(StoreError::Conflict),
            // The envelope's id is random. If it is there, all the rest is too.
            Err(unknown) => match self.get(&Key::outbox(&envelope.id)).await? {
                Some(_) => Ok(AddEnd::Added),
                None => Err(unknown),
            },
        }
    }

    async fn close(&self, closing: &Closing) -> Result<(), StoreError> {
        let Closing { member, freed, bound, envelope } = closing;
        let mut parts = vec![
            put(self.put_next(member)?),
            delete(self.give_up_email(&member.email, member)?),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, envelope))?),
        ];
        for (account, owner) in freed {
            parts.push(delete(self.unbind(account, owner)?));
        }
        self.add_bound(bound, &mut parts)?;
        match self.transact(parts).await {
            Ok(Transacted::Done) => Ok(()),
            Ok(Transacted::Refused(_)) | Err(StoreError::Conflict) => Err(StoreError::Conflict),
            // Only this request writes this version of a closed login.
            Err(unknown) => {
                let item = self.get(&Key::member(&member.id)).await?;
                let stored = item.map(|item| items::member(&self.keys, &item)).transpose()?;
                let closed = |it: &Member| it.standing == Standing::Closed;
                if stored.is_some_and(|it| closed(&it)) { Ok(()) } else { Err(unknown) }
            }
        }
    }
}

fn not_added(reasons: &Reasons) -> Result<AddEnd, StoreError> {
    if reasons.failed(MEMBER) {
        // A twin of this request or another window was here first. What was read is out of date.
        Err(StoreError::Conflict)
    } else if reasons.failed(FACTS) {
        Ok(AddEnd::AccountGone)
    } else if reasons.failed(OWNER) {
        Ok(AddEnd::AccountOwned)
    } else {
        Err(StoreError::Conflict)
    }
}
