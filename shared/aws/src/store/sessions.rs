//! Sessions.

use domain::ports::{Sessions, StoreError};
use domain::{MemberId, Session, SessionId};

use super::Tables;
use crate::failure::CallFailed;
use crate::items::{Key, Table, session_item};

impl Sessions for Tables {
    async fn open(&self, session: &Session) -> Result<(), StoreError> {
        let put = self.client.put_item().table_name(self.name(Table::Transient)?);
        let sent = put.set_item(Some(session_item(session))).send().await;
        sent.map_err(|error| CallFailed::of("PutItem", &error))?;
        Ok(())
    }

    async fn end(&self, member: &MemberId, session: &SessionId) -> Result<(), StoreError> {
        let delete = self.client.delete_item().table_name(self.name(Table::Transient)?);
        let key = Key::session(member, session).attributes();
        let sent = delete.set_key(Some(key)).send().await;
        sent.map_err(|error| CallFailed::of("DeleteItem", &error))?;
        Ok(())
    }
}
