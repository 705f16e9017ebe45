//! Failed sign-ins by address, for staff.

use domain::limits::{Counter, Subject};
use domain::ports::{SignIns, StoreError};
use domain::{AddressKey, DeviceId, EmailKey, MemberId};

use super::Tables;
use crate::failure::CallFailed;
use crate::items::{self, DEVICES, Reader, SIGN_INS_FROM, Table, text};

impl SignIns for Tables {
    async fn failures(
        &self,
        email: &EmailKey,
        member: Option<&MemberId>,
    ) -> Result<Vec<(Subject, Counter)>, StoreError> {
        let places = self.counters(format!("E#{}", email.as_str()), SIGN_INS_FROM).await?;
        let from =
            |address: &str| Subject::SignInFrom(email.clone(), AddressKey::from_stored(address));
        let mut found: Vec<_> =
            places.into_iter().map(|(address, counter)| (from(&address), counter)).collect();
        if let Some(member) = member {
            let browsers = self.counters(format!("M#{}", member.as_str()), DEVICES).await?;
            let of = |device: &str| Subject::Device(member.clone(), DeviceId::from_stored(device));
            found.extend(browsers.into_iter().map(|(device, counter)| (of(&device), counter)));
        }
        Ok(found)
    }
}

impl Tables {
    /// The counters of a partition with a prefix, each with the rest of its sort key.
    async fn counters(
        &self,
        partition: String,
        begins: &str,
    ) -> Result<Vec<(String, Counter)>, StoreError> {
        let query = self.client.query().table_name(self.name(Table::Transient)?);
        let query = query
            .key_condition_expression("pk = :partition AND begins_with(sk, :begins)")
            .expression_attribute_values(":partition", text(partition))
            .expression_attribute_values(":begins", text(begins))
            .consistent_read(true);
        let mut items = query.into_paginator().items().send();
        let mut found = Vec::new();
        while let Some(item) = items.next().await {
            let item = item.map_err(|error| CallFailed::of("Query", &error))?;
            let rest = |sk: &str| sk.strip_prefix(begins).map(str::to_owned);
            found.push((Reader::new(&item).parsed("sk", rest)?, items::counter(&item)?));
        }
        Ok(found)
    }
}
