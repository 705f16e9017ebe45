//! The ports on `DynamoDB`.

mod batch;
mod bindings;
mod changes;
mod claims;
mod counters;
mod days;
mod desk;
mod documents;
mod extracts;
mod factors;
mod history;
mod holds;
mod links;
mod logins;
mod members;
mod months;
mod outages;
mod outbox;
mod past_due;
mod pendings;
mod people;
mod read;
mod registrations;
mod sessions;
mod sign_ins;
mod timeline;
mod transact;

use self::read::Fetched;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::Put;
use domain::KeyRing;
use domain::ports::StoreError;

use crate::clients::Clients;
use crate::config::TableNames;
use crate::items::{Item, Table};
use crate::objects::DocumentLinks;

/// The five tables, as one store; cloning it is cheap.
#[derive(Clone)]
pub struct Tables {
    client: Client,
    names: TableNames,
    keys: KeyRing,
    documents: DocumentLinks,
}

/// The environment does not name a table that a function used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{variable} is not set")]
pub struct TableMissing {
    /// The variable that should name it.
    pub variable: &'static str,
}

impl Tables {
    /// Takes the tables that a function's environment names.
    #[must_use]
    pub fn new(clients: &Clients, names: TableNames, keys: KeyRing) -> Self {
        Self { client: clients.dynamodb(), names, keys, documents: clients.documents() }
    }

    /// The name of a table in this deployment.
    fn name(&self, table: Table) -> Result<&str, StoreError> {
        let (name, variable) = match table {
            Table::BillingAccounts => (&self.names.billing_accounts, "BILLING_ACCOUNTS_TABLE"),
            Table::Members => (&self.names.members, "MEMBERS_TABLE"),
            Table::Transient => (&self.names.transient, "TRANSIENT_TABLE"),
            Table::Outbox => (&self.names.outbox, "OUTBOX_TABLE"),
            Table::History => (&self.names.history, "HISTORY_TABLE"),
        };
        let missing = || StoreError::Unavailable(Box::new(TableMissing { variable }));
        name.as_deref().ok_or_else(missing)
    }

    /// A put for transactions, on condition that its key is free.
    fn put_new(&self, table: Table, item: Item) -> Result<Put, StoreError> {
        self.put_if(table, item, "attribute_not_exists(pk)")
    }

    /// A put for transactions, on a condition.
    fn put_if(&self, table: Table, item: Item, condition: &str) -> Result<Put, StoreError> {
        let put = Put::builder().table_name(self.name(table)?).set_item(Some(item));
        Ok(put.condition_expression(condition).build().expect("table and item are given"))
    }
}

#[cfg(test)]
mod tests;
