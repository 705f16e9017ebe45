//! Wires the import on Lambda: settings, clients and S3 once per cold start, the keys at each import.

// The import's future is deeper than the compiler looks by itself.
#![recursion_limit = "256"]

use import_history::{Documents, Importer, Uploads};
use jiff::tz::TimeZone;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;
use sheets::{Reports, S3Bucket};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::start_logs();
    let settings = &aws::Settings::from_env()?;
    let portal = lambda::portal(settings)?;
    let clients = &aws::Clients::new(settings)?.patient();
    let bucket = &S3Bucket::new(clients);
    let mailer = &aws::Mailer::new(clients, settings, portal.name, Some(portal.reply_to))?;
    let reading = &portal.reading(&[]);
    let zone = &TimeZone::get(portal.time_zone)?;
    let reports_to = &lambda::reports_to(portal)?[..];
    let (uploads, copies) = settings.document_buckets()?;
    let documents = Documents { bucket, uploads, copies };
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| async move {
        // An import goes by the keys that the secret holds now, which may be more than at the last one.
        let keys = &aws::keys(settings, clients).await?;
        let store = &aws::Tables::new(clients, settings.tables.clone(), keys.clone());
        let clock = &settings.clock;
        let kept = portal.kept;
        let importer = Importer { store, clock, keys, reading, zone, kept, dry_run: false };
        let accept_rejects = portal.extract.accept_rejects;
        let reports = Reports { bucket, post_office: mailer, reports_to, accept_rejects };
        let uploads = Uploads { importer, reports, documents };
        Ok::<_, Error>(uploads.handle(&event.payload).await?)
    }))
    .await
}
