//! The imports that staff run.

use std::sync::LazyLock;

use domain::Email;
use domain::history::HistoryKind;
use domain::import::Reading;
use import_accounts::{ImportEnd, Importer, Options};
use import_history::{Documents, ImportError, UploadError, Uploads};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use sheets::Reports;
use web::samples::shipped;

use super::TestApp;
use crate::memory::SettableClock;
use crate::store::TestStore;

/// The bucket that billing puts files in.
pub const UPLOADS: &str = "extracts";
/// The bucket of documents.
pub const COPIES: &str = "documents";

impl TestApp {
    /// Puts a billing extract in force, with the import that staff use.
    pub async fn import(&self, csv: &str) {
        let portal = self.plain.desk.portal;
        let questions = portal.fields();
        let importer = Importer {
            extracts: &self.store,
            clock: &self.clock,
            keys: &self.keys,
            reading: &portal.reading(&questions),
            options: Options {
                force: true,
                alone: true,
                new_questions: true,
                ..Options::default()
            },
        };
        let summary = importer.import(csv.as_bytes(), |_| ()).await.expect("a good extract");
        assert_eq!((summary.end, summary.rejected), (ImportEnd::InForce, 0), "all rows go in");
    }

    /// Puts in a file of what is due on accounts, with the import that staff use.
    pub async fn import_balances(&self, csv: &str) -> import_history::Summary {
        self.import_history(HistoryKind::Balances, csv).await
    }

    /// The same of bills.
    pub async fn import_bills(&self, csv: &str) -> import_history::Summary {
        self.import_history(HistoryKind::Bills, csv).await
    }

    /// The same of what meters counted.
    pub async fn import_reads(&self, csv: &str) -> import_history::Summary {
        self.import_history(HistoryKind::Reads, csv).await
    }

    /// Puts a document where billing puts them.
    pub fn put_document(&self, name: &str, bytes: &[u8]) {
        self.buckets.put(UPLOADS, &format!("documents/{name}"), bytes);
    }

    /// Puts a file where billing puts those of a kind.
    pub fn put_file(&self, key: &str, csv: &str) {
        self.buckets.put(UPLOADS, key, csv.as_bytes());
    }

    /// Lets the import's hourly sweep look at what lies in the bucket.
    pub async fn sweep_uploads(&self) {
        self.wake_import(&json!({"source": "aws.events"})).await.expect("a sweep that ends");
    }

    /// Wakes the import of history with an event.
    ///
    /// # Errors
    ///
    /// As the function's.
    pub async fn wake_import(&self, event: &Value) -> Result<(), UploadError> {
        let bucket = &self.buckets;
        let reports_to = [Email::parse("billing@example.coop").expect("an email")];
        let reports = Reports {
            bucket,
            post_office: &self.post_office,
            reports_to: &reports_to,
            accept_rejects: 0,
        };
        let documents = Documents { bucket, uploads: UPLOADS, copies: COPIES };
        Uploads { importer: self.history_importer(), reports, documents }.handle(event).await
    }

    /// Puts in a file of history while calls may fail; `None` if the function dies.
    pub async fn try_to_import(
        &self,
        kind: HistoryKind,
        csv: &str,
    ) -> Option<Result<import_history::Summary, ImportError>> {
        let importer = self.history_importer();
        let importer = import_history::Importer {
            store: &self.storing.ports,
            clock: importer.clock,
            keys: importer.keys,
            reading: importer.reading,
            zone: importer.zone,
            kept: importer.kept,
            dry_run: importer.dry_run,
        };
        self.faults.unless_it_dies(importer.import(kind, csv.as_bytes(), |_| ())).await
    }

    fn history_importer(&self) -> import_history::Importer<'_, TestStore, SettableClock> {
        static READING: LazyLock<Reading<'static>> = LazyLock::new(|| shipped().reading(&[]));
        static ZONE: LazyLock<TimeZone> =
            LazyLock::new(|| TimeZone::get(shipped().time_zone).expect("a zone"));
        let (store, clock, keys) = (&self.store, &self.clock, &self.keys);
        let (reading, zone) = (&*READING, &*ZONE);
        let kept = self.plain.desk.portal.kept;
        import_history::Importer { store, clock, keys, reading, zone, kept, dry_run: false }
    }

    async fn import_history(&self, kind: HistoryKind, csv: &str) -> import_history::Summary {
        self.history_importer()
            .import(kind, csv.as_bytes(), |_| ())
            .await
            .expect("a file with rows that can be used")
    }
}
