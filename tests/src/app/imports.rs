//! The imports that staff run.

use domain::history::HistoryKind;
use import_accounts::{ImportEnd, Importer, Options};
use jiff::tz::TimeZone;
use web::samples::shipped;

use super::TestApp;

impl TestApp {
    /// Puts a billing extract in force, with the import that staff use.
    pub async fn import(&self, csv: &str) {
        let questions = shipped().fields();
        let importer = Importer {
            extracts: &self.store,
            clock: &self.clock,
            keys: &self.keys,
            reading: &shipped().reading(&questions),
            options: Options { force: true, alone: true, ..Options::default() },
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

    async fn import_history(&self, kind: HistoryKind, csv: &str) -> import_history::Summary {
        let importer = import_history::Importer {
            store: &self.store,
            clock: &self.clock,
            keys: &self.keys,
            reading: &shipped().reading(&[]),
            zone: &TimeZone::get(shipped().time_zone).expect("a zone"),
            dry_run: false,
        };
        importer
            .import(kind, csv.as_bytes(), |_| ())
            .await
            .expect("a file with rows that can be used")
    }
}
