//! Wires the import on Lambda: settings, clients and S3 once per cold start, the keys at each import.

use import_accounts::{Importer, Options, S3Bucket, Uploads};
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;
use web::portal::PORTAL;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::start_logs();
    let settings = &aws::Settings::from_env()?;
    let clients = &aws::Clients::new(settings)?.patient();
    let bucket = &S3Bucket::new(clients);
    let questions: Vec<_> = PORTAL.questions.iter().map(|question| question.asked).collect();
    let questions = &questions[..];
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| async move {
        // An import goes by the key that the secret names now, which may not be that of the last one.
        let keys = &aws::keys(settings, clients).await?;
        let tables = &aws::Tables::new(clients, settings.tables.clone(), keys.clone());
        let (clock, options) = (&aws::SystemClock, Options::default());
        let importer = Importer { extracts: tables, clock, keys, questions, options };
        Ok::<_, Error>(Uploads { importer, bucket }.handle(&event.payload).await?)
    }))
    .await
}
