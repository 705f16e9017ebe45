//! What billing and meters tell, as `import-history` takes it in. On AWS it comes as files in the bucket.

use domain::history::HistoryKind;
use domain::ports::Clock as _;
use import_history::{ImportError, Importer};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use web::portal::Portal;

use crate::functions::{Parts, settings};
use crate::template::Environment;

/// What tells: the parts of `import-history`, and the co-op's calendar.
pub(crate) struct Teller {
    pub(crate) parts: Parts,
    pub(crate) portal: &'static Portal,
    pub(crate) zone: TimeZone,
}

impl Teller {
    /// Opens one with the environment of `import-history`.
    ///
    /// # Errors
    ///
    /// A sentence that says what the import lacked.
    pub(crate) async fn open(environment: &Environment) -> Result<Self, String> {
        let portal = settings(environment)?;
        let parts = Parts::new(environment, portal).await.map_err(|cause| cause.to_string())?;
        let zone = TimeZone::get(portal.time_zone).map_err(|cause| cause.to_string())?;
        Ok(Self { parts, portal, zone })
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.parts.settings.clock.now()
    }

    /// The co-op's day: in its evening it is the next one in UTC.
    pub(crate) fn today(&self) -> Date {
        day_of(self.now(), &self.zone)
    }

    /// Imports a file that counts as put at an instant. What somebody told later stays.
    ///
    /// # Errors
    ///
    /// A sentence that says what the import lacked, or how many rows stayed out.
    pub(crate) async fn tell(
        &self,
        kind: HistoryKind,
        at: Timestamp,
        file: &str,
    ) -> Result<(), String> {
        let importer = Importer {
            store: &self.parts.patient_tables(),
            clock: &self.parts.settings.clock,
            keys: &self.parts.keys,
            reading: &self.portal.reading(&[]),
            zone: &self.zone,
            kept: self.portal.kept,
            dry_run: false,
        };
        match importer.import_put(kind, at, file.as_bytes(), |_| ()).await {
            Ok(summary) if summary.rejected == 0 => Ok(()),
            Ok(summary) => {
                Err(format!("{} rows of {} were rejected", summary.rejected, kind.name()))
            }
            // A run that was stopped did it a moment ago.
            Err(ImportError::AnotherIsRunning) => Ok(()),
            Err(cause) => Err(cause.to_string()),
        }
    }
}

fn day_of(now: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(now).date()
}

/// Imports a file of a kind now, with the environment of `import-history`.
///
/// # Errors
///
/// A sentence that says what the import lacked.
pub async fn put_file(
    environment: &Environment,
    kind: HistoryKind,
    file: &str,
) -> Result<(), String> {
    let teller = Teller::open(environment).await?;
    teller.tell(kind, teller.now(), file).await
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
    let teller = Teller::open(environment).await?;
    let today = teller.today();
    let header = "account_no,balance_cents,as_of,last_payment_cents,last_payment_date";
    let file = format!("{header}\n{account},0,{today},{cents},{today}\n");
    teller.tell(HistoryKind::Balances, teller.now(), &file).await
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_payment_of_the_evening_is_of_the_co_ops_day() {
        let zone = TimeZone::get("America/New_York").expect("a zone");
        let evening = "2026-12-01T02:30:00Z".parse().expect("an instant");

        assert_eq!(day_of(evening, &zone), date(2026, 11, 30));
    }
}
