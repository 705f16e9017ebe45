//! What billing and meters tell, as `import-history` takes it in. On AWS it comes as files in the bucket.

use domain::history::HistoryKind;
use domain::ports::Clock as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::functions::{Parts, settings};
use crate::template::Environment;

/// Imports files of today, with the environment of `import-history`.
///
/// # Errors
///
/// A sentence that says what the import lacked.
pub(crate) async fn import(
    environment: &Environment,
    files: impl FnOnce(Date) -> Vec<(HistoryKind, String)>,
) -> Result<(), String> {
    let portal = settings(environment)?;
    let parts = Parts::new(environment, portal).await.map_err(|cause| cause.to_string())?;
    let importer = import_history::Importer {
        store: &parts.patient_tables(),
        clock: &parts.settings.clock,
        keys: &parts.keys,
        reading: &portal.reading(&[]),
        zone: &TimeZone::get(portal.time_zone).map_err(|cause| cause.to_string())?,
        kept: portal.kept,
        dry_run: false,
    };
    let today = TimeZone::UTC.to_datetime(parts.settings.clock.now()).date();
    for (kind, file) in files(today) {
        match importer.import(kind, file.as_bytes(), |_| ()).await {
            Ok(summary) if summary.rejected == 0 => {}
            Ok(summary) => {
                return Err(format!("{} rows of {} were rejected", summary.rejected, kind.name()));
            }
            // A run that was stopped did it a moment ago.
            Err(import_history::ImportError::AnotherIsRunning) => {}
            Err(cause) => return Err(cause.to_string()),
        }
    }
    Ok(())
}

/// Tells of a payment that was taken just now: nothing is due on the account any more.
///
/// # Errors
///
/// A sentence that says what the import lacked.
pub(crate) async fn import_payment(
    environment: &Environment,
    account: &str,
    cents: i64,
) -> Result<(), String> {
    import(environment, |today| {
        let header = "account_no,balance_cents,as_of,last_payment_cents,last_payment_date";
        vec![(HistoryKind::Balances, format!("{header}\n{account},0,{today},{cents},{today}\n"))]
    })
    .await
}
