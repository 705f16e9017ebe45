//! What was used in each month, and what is known of accounts at a glance.

use domain::HistoryKey;
use domain::history::KeptMonths;
use domain::history::reads::{DayPlace, Months, ToldDay};
use domain::ports::{Glance, Glances, MonthsImport, StoreError};
use jiff::civil::Date;

use super::Tables;
use super::history::readable;
use crate::items::{Key, balance, day, is_months, months, months_item};

impl Glances for Tables {
    async fn glances(&self, due: &[HistoryKey], used: &[HistoryKey]) -> Result<Glance, StoreError> {
        let due = each(due).into_iter().map(Key::balance);
        let keys: Vec<Key> = due.chain(each(used).into_iter().map(Key::months)).collect();
        let mut glance = Glance::default();
        for fetched in self.fetch_many(&keys).await? {
            for item in fetched.into_items() {
                if is_months(&item) {
                    glance.used.push(months(&self.keys, &item)?);
                } else {
                    glance.due.push(balance(&self.keys, &item)?);
                }
            }
        }
        Ok(glance)
    }
}

impl MonthsImport for Tables {
    async fn months(&self, keys: &[HistoryKey]) -> Result<Vec<(HistoryKey, Months)>, StoreError> {
        let keys: Vec<Key> = each(keys).into_iter().map(Key::months).collect();
        let mut found = Vec::new();
        for fetched in self.fetch_many(&keys).await? {
            found.extend(fetched.into_items().filter_map(|it| readable(months(&self.keys, &it))));
        }
        Ok(found)
    }

    async fn days_now(
        &self,
        partition: &HistoryKey,
        from: Date,
        to: Date,
    ) -> Result<Vec<(DayPlace, ToldDay)>, StoreError> {
        let items = self.days_of(partition, from, to, true).await?;
        Ok(items.iter().filter_map(|item| readable(day(&self.keys, item))).collect())
    }

    async fn put_months(
        &self,
        months: &[(HistoryKey, Months)],
        kept: KeptMonths,
    ) -> Result<(), StoreError> {
        let items = months.iter().map(|(key, months)| months_item(&self.keys, key, months, kept));
        self.put_history(items.collect()).await
    }
}

/// Each once: a batch refuses a key that occurs twice.
fn each(keys: &[HistoryKey]) -> Vec<&HistoryKey> {
    let mut keys: Vec<&HistoryKey> = keys.iter().collect();
    keys.sort();
    keys.dedup();
    keys
}
