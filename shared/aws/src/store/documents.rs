//! The documents of bills: whose their names are, and addresses of them that work for a minute.

use domain::history::{DocumentKey, DocumentTag, NameClaim};
use domain::ports::{DocumentNames, Documents, StoreError};
use jiff::Timestamp;

use super::Tables;
use crate::items::{Key, claim, claim_item};

impl Documents for Tables {
    async fn link(
        &self,
        key: &DocumentKey,
        name: &str,
        now: Timestamp,
    ) -> Result<String, StoreError> {
        Ok(self.documents.link(key.as_str(), name, now).await?)
    }
}

impl DocumentNames for Tables {
    async fn claims(
        &self,
        tags: &[DocumentTag],
    ) -> Result<Vec<(DocumentTag, NameClaim)>, StoreError> {
        let mut tags = tags.to_vec();
        // A batch refuses a key that occurs twice.
        tags.sort_unstable();
        tags.dedup();
        let keys: Vec<Key> = tags.into_iter().map(Key::document_name).collect();
        let mut found = Vec::new();
        for fetched in self.fetch_many(&keys).await? {
            for item in fetched.into_items() {
                found.push(claim(&item)?);
            }
        }
        Ok(found)
    }

    async fn put_claims(
        &self,
        claims: &[(DocumentTag, NameClaim)],
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let items = claims.iter().map(|(tag, claim)| claim_item(*tag, claim, until));
        self.put_history(items.collect()).await
    }
}
