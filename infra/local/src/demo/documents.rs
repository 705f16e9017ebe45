//! The documents of the demo's bills, put where billing puts them and copied as the import does.

use std::time::Duration;

use domain::history::{DOCUMENTS, DocumentName, DocumentTag, NameClaim};
use domain::ports::{Clock as _, DocumentNames as _};
use sheets::Bucket as _;

use super::history;
use crate::template::Environment;
use crate::told::Teller;

/// Puts the documents that have not been copied yet, and copies them, with the environment of `import-history`.
///
/// # Errors
///
/// A sentence that says what the import lacked.
pub async fn import_documents(environment: &Environment) -> Result<(), String> {
    let teller = Teller::open(environment).await?;
    let Teller { parts, portal, zone } = &teller;
    let (uploads, copies) = parts.settings.document_buckets().map_err(|cause| cause.to_string())?;
    let (store, bucket, clock) = (&parts.patient_tables(), &parts.bucket(), &parts.settings.clock);
    let tag_of = |name: &str| Some(DocumentTag::of(&parts.keys, &DocumentName::parse(name)?));
    let documents = history::documents(teller.today());
    let tags: Vec<DocumentTag> = documents.iter().filter_map(|(name, _)| tag_of(name)).collect();
    let claims = store.claims(&tags).await.map_err(|cause| cause.to_string())?;
    // What was copied once is another document if it is put again.
    let waits = |name: &str| {
        let of = |(tag, claim): &(DocumentTag, NameClaim)| {
            Some(*tag) == tag_of(name) && matches!(claim, NameClaim::Waits(_))
        };
        claims.iter().any(of)
    };
    for (name, bytes) in documents {
        if waits(&name) {
            let key = format!("{DOCUMENTS}{name}");
            let put = bucket.write(uploads, &key, "application/pdf", bytes).await;
            put.map_err(|cause| cause.to_string())?;
        }
    }
    let importer = import_history::Importer {
        store,
        clock,
        keys: &parts.keys,
        reading: &portal.reading(&[]),
        zone,
        kept: portal.kept,
        dry_run: false,
    };
    let documents = import_history::Documents { bucket, uploads, copies };
    let until = clock.now() + Duration::from_mins(1);
    match importer.copy_documents(&documents, until).await {
        Ok(_) => Ok(()),
        // A run that was stopped did it a moment ago.
        Err(cause) if cause.is_another_running() => Ok(()),
        Err(cause) => Err(cause.to_string()),
    }
}
