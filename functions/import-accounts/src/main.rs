//! Wires the import on Lambda: settings, keys, tables and S3 once per cold start.

use import_accounts::{Importer, Options, S3Bucket, Uploads};
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;
use web::portal::PORTAL;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::start_logs();
    let settings = aws::Settings::from_env()?;
    let clients = aws::Clients::new(&settings)?.patient();
    let keys = aws::keys(&settings, &clients).await?;
    let tables = aws::Tables::new(&clients, settings.tables.clone(), keys.clone());
    let bucket = S3Bucket::new(&clients);
    let questions: Vec<_> = PORTAL.questions.iter().map(|question| question.asked).collect();
    let importer = Importer {
        extracts: &tables,
        clock: &aws::SystemClock,
        keys: &keys,
        questions: &questions,
        options: Options::default(),
    };
    let uploads = &Uploads { importer, bucket: &bucket };
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| async move {
        Ok::<_, Error>(uploads.handle(&event.payload).await?)
    }))
    .await
}
