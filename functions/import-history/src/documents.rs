//! Documents of bills: what billing put under `documents/` is copied under a key that names nobody, once its row is in.
//!
//! Only whoever has the lease of bills copies, so nobody writes the same bills meanwhile. Each step may be done again, and
//! what was copied or refused goes from the folder, so that nothing is looked at for ever.
//! Source: docs/DATA.md#documents.

use std::collections::BTreeMap;

use domain::history::{
    BillPlace, DOCUMENTS, DocumentKey, DocumentName, DocumentRefused, DocumentTag, HistoryKind,
    LARGEST_DOCUMENT, NameClaim, ToldBill, is_pdf,
};
use domain::ports::{BillImport, Clock, DocumentNames, HistoryImport, LeaseBy};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use jiff::Timestamp;
use serde::Serialize;
use sheets::{Counts, Folder, Listed, Rejects, RejectsFile, counted};

use crate::Importer;
use crate::error::{ImportError, UploadError};
use crate::lease::Lease;

/// How many documents are looked at before the lease is looked at again.
const SOME: usize = 200;
/// How many documents are on their way at a time.
const AT_ONCE: usize = 8;

/// Where documents come from, and where their copies go.
#[derive(Debug)]
pub struct Documents<'a, B> {
    /// All buckets.
    pub bucket: &'a B,
    /// The bucket that billing puts files in.
    pub uploads: &'a str,
    /// The bucket of copies.
    pub copies: &'a str,
}

// Derived, it would ask that buckets can be copied.
impl<B> Clone for Documents<'_, B> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<B> Copy for Documents<'_, B> {}

/// What became of the documents that lay there.
#[derive(Debug, Default, Serialize)]
pub struct DocumentsSummary {
    /// Documents that were copied.
    pub copied: u64,
    /// Documents that no row names yet.
    pub waiting: u64,
    /// Documents that were refused.
    pub rejected: u64,
    /// Those, by reason.
    pub reasons: BTreeMap<&'static str, u64>,
    #[serde(skip)]
    rejects: RejectsFile,
    /// The keys of the refused ones.
    #[serde(skip)]
    pub(crate) refused: Vec<String>,
}

impl Counts for DocumentsSummary {
    fn rejected(&self) -> u64 {
        self.rejected
    }

    fn rejects(&self) -> &RejectsFile {
        &self.rejects
    }

    fn in_words(&self) -> String {
        let counts = [
            ("copied", self.copied, "documents"),
            ("waiting", self.waiting, "documents that no row names yet"),
            ("refused", self.rejected, "documents, which are in the folder no more"),
        ];
        counted(&counts, &self.reasons, |number: u64| number.to_string())
    }
}

/// A document that is somebody's and may be copied.
struct Found {
    key: String,
    tag: DocumentTag,
    place: BillPlace,
}

/// A summary as it grows.
#[derive(Default)]
struct Growing {
    summary: DocumentsSummary,
    rejects: Rejects,
}

impl Growing {
    fn refuse(&mut self, key: &str, why: DocumentRefused) {
        let name = key.strip_prefix(DOCUMENTS).unwrap_or(key);
        self.summary.rejected += 1;
        *self.summary.reasons.entry(why.name()).or_default() += 1;
        let (header, row) = (["document"][..].into(), [name][..].into());
        self.rejects.add(&header, self.summary.rejected, &why.to_string(), &row);
        self.summary.refused.push(key.to_owned());
    }

    fn ended(self) -> DocumentsSummary {
        DocumentsSummary { rejects: self.rejects.into_file(), ..self.summary }
    }
}

impl<S: BillImport + DocumentNames + HistoryImport, C: Clock> Importer<'_, S, C> {
    /// Copies what lies there and is somebody's, until it is through or `until` has come.
    ///
    /// # Errors
    ///
    /// `AnotherIsRunning` while bills are imported. What was copied before an error stays, and the rest goes on with the
    /// next call.
    pub async fn copy_documents(
        &self,
        documents: &Documents<'_, impl Folder>,
        until: Timestamp,
    ) -> Result<DocumentsSummary, UploadError> {
        let mut lease =
            Lease::take(self.store, self.clock, HistoryKind::Bills, LeaseBy::Anybody).await?;
        let end = self.copy_all(&mut lease, documents, until).await;
        lease.give_back().await;
        end
    }

    async fn copy_all(
        &self,
        lease: &mut Lease<'_, S, C>,
        documents: &Documents<'_, impl Folder>,
        until: Timestamp,
    ) -> Result<DocumentsSummary, UploadError> {
        let mut growing = Growing::default();
        let mut after = String::new();
        loop {
            let listed = documents.bucket.list(documents.uploads, DOCUMENTS, &after).await?;
            let Some(last) = listed.last() else { break };
            after.clone_from(&last.key);
            for some in listed.chunks(SOME) {
                if self.clock.now() >= until {
                    return Ok(growing.ended());
                }
                lease.keep().await?;
                let found = self.look_at(some, &mut growing).await?;
                self.copy_some(documents, found, &mut growing).await?;
            }
        }
        Ok(growing.ended())
    }

    /// Finds out whose documents are; what waits for its row stays where it is.
    async fn look_at(
        &self,
        listed: &[Listed],
        growing: &mut Growing,
    ) -> Result<Vec<Found>, UploadError> {
        let mut named: Vec<(&Listed, DocumentTag)> = Vec::new();
        for object in listed.iter().filter(|it| sheets::is_whole(&it.key)) {
            let name = object.key.strip_prefix(DOCUMENTS).and_then(DocumentName::parse);
            match name {
                Some(name) => named.push((object, DocumentTag::of(self.keys, &name))),
                None => growing.refuse(&object.key, DocumentRefused::Name),
            }
        }
        let tags: Vec<DocumentTag> = named.iter().map(|(_, tag)| *tag).collect();
        let claims = self.store.claims(&tags).await.map_err(ImportError::from)?;
        let claims: BTreeMap<DocumentTag, NameClaim> = claims.into_iter().collect();
        let mut found = Vec::new();
        for (Listed { key, size, .. }, tag) in named {
            match claims.get(&tag) {
                None => growing.summary.waiting += 1,
                Some(NameClaim::Disputed) => growing.refuse(key, DocumentRefused::Disputed),
                Some(NameClaim::Copied(_)) => growing.refuse(key, DocumentRefused::CopiedBefore),
                Some(NameClaim::Waits(_)) if *size > LARGEST_DOCUMENT => {
                    growing.refuse(key, DocumentRefused::TooLarge);
                }
                Some(NameClaim::Waits(place)) => {
                    found.push(Found { key: key.clone(), tag, place: place.clone() });
                }
            }
        }
        Ok(found)
    }

    /// Copies documents, lets their bills know, and takes them out of the folder, in this order.
    async fn copy_some(
        &self,
        documents: &Documents<'_, impl Folder>,
        found: Vec<Found>,
        growing: &mut Growing,
    ) -> Result<(), UploadError> {
        let work: Vec<_> = found.into_iter().map(|it| self.copy(documents, it)).collect();
        let ended: Vec<(Found, bool)> =
            stream::iter(work).buffer_unordered(AT_ONCE).try_collect().await?;
        let mut copied = Vec::new();
        for (it, is_pdf) in ended {
            if is_pdf {
                copied.push(it);
            } else {
                growing.refuse(&it.key, DocumentRefused::NoPdf);
            }
        }
        let places: Vec<BillPlace> = copied.iter().map(|it| it.place.clone()).collect();
        let bills = self.store.bills_at(&places).await.map_err(ImportError::from)?;
        let tag_of: BTreeMap<&BillPlace, DocumentTag> =
            copied.iter().map(|it| (&it.place, it.tag)).collect();
        let names = |(place, told): &(BillPlace, ToldBill)| {
            told.bill.document.is_some() && told.bill.document == tag_of.get(place).copied()
        };
        let bills = bills.into_iter().filter(names);
        let bills: Vec<(BillPlace, ToldBill)> =
            bills.map(|(place, told)| (place, ToldBill { has_document: true, ..told })).collect();
        self.store.put_bills(&bills, self.kept.bills).await.map_err(ImportError::from)?;
        for it in &copied {
            documents.bucket.remove(documents.uploads, &it.key).await?;
        }
        let claims = copied.into_iter().map(|it| (it.tag, NameClaim::Copied(it.place)));
        let claims: Vec<(DocumentTag, NameClaim)> = claims.collect();
        growing.summary.copied += claims.len() as u64;
        let until = self.kept.bills.end_of(self.today());
        Ok(self.store.put_claims(&claims, until).await.map_err(ImportError::from)?)
    }

    /// Copies a document; whether it is one.
    async fn copy(
        &self,
        documents: &Documents<'_, impl Folder>,
        found: Found,
    ) -> Result<(Found, bool), UploadError> {
        let bytes = documents.bucket.bytes(documents.uploads, &found.key).await?;
        if !is_pdf(&bytes) {
            return Ok((found, false));
        }
        let key = DocumentKey::of(self.keys, &found.place, found.tag);
        documents.bucket.write(documents.copies, key.as_str(), "application/pdf", bytes).await?;
        Ok((found, true))
    }
}
