//! Reads a table's stream for its function, as an event source mapping does.

mod checkpoints;
mod delivery;
mod record;

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodbstreams::Client;
use aws_sdk_dynamodbstreams::error::DisplayErrorContext;
use aws_sdk_dynamodbstreams::types::{Record, ShardIteratorType};

pub(crate) use self::checkpoints::Checkpoints;
use self::delivery::{Delivery, Waiting};
use crate::functions::Function;
use crate::stopping::Stopping;
use crate::template::StreamSource;

/// The pause between reads.
///
/// Letters should show up at once, and an idle machine should stay cool.
const PAUSE: Duration = Duration::from_millis(100);

/// The pause after a read that failed.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(1);

/// Reads one stream for one function.
pub(crate) struct Reader {
    pub(crate) client: Client,
    pub(crate) source: StreamSource,
    pub(crate) name: String,
    pub(crate) function: Function,
    pub(crate) checkpoints: Arc<Checkpoints>,
}

/// A position in a shard.
struct Place {
    stream: String,
    iterator: String,
}

impl Reader {
    /// Reads until told to stop.
    pub(crate) async fn run(self, stopping: Stopping) {
        while let Err(cause) = self.follow(&stopping).await {
            eprintln!("stream: {} waits for {}: {cause}", self.name, self.source.table);
            if stopping.within(PAUSE_AFTER_FAILURE).await {
                break;
            }
        }
    }

    async fn follow(&self, stopping: &Stopping) -> Result<(), String> {
        let mut place = self.start().await?;
        while !stopping.within(PAUSE).await {
            while self.step(&mut place, stopping).await? {}
        }
        Ok(())
    }

    /// Finds the position after the last record delivered, or else of the oldest.
    async fn start(&self) -> Result<Place, String> {
        let streams = self.client.list_streams().table_name(&self.source.table).send().await;
        let streams = streams.map_err(|cause| DisplayErrorContext(cause).to_string())?;
        let stream = streams.streams().last().and_then(|stream| stream.stream_arn());
        let stream = stream.ok_or("the table has no stream")?.to_owned();
        let described = self.client.describe_stream().stream_arn(&stream).send().await;
        let described = described.map_err(|cause| DisplayErrorContext(cause).to_string())?;
        // dynoxide keeps one shard to a stream.
        let shard = described
            .stream_description()
            .and_then(|stream| stream.shards().first()?.shard_id())
            .ok_or("the stream has no shard")?;
        let request = self.client.get_shard_iterator().stream_arn(&stream).shard_id(shard);
        let request = match self.checkpoints.find(&self.name, &stream) {
            Some(last) => request
                .shard_iterator_type(ShardIteratorType::AfterSequenceNumber)
                .sequence_number(last),
            None => request.shard_iterator_type(ShardIteratorType::TrimHorizon),
        };
        let iterator = request.send().await;
        let iterator = iterator.map_err(|cause| DisplayErrorContext(cause).to_string())?;
        let iterator = iterator.shard_iterator.ok_or("the shard has no iterator")?;
        Ok(Place { stream, iterator })
    }

    /// Delivers the next records, and returns whether there may be more right away.
    async fn step(&self, place: &mut Place, stopping: &Stopping) -> Result<bool, String> {
        let read = self
            .client
            .get_records()
            .shard_iterator(&place.iterator)
            .limit(self.source.batch_size)
            .send()
            .await
            .map_err(|cause| DisplayErrorContext(cause).to_string())?;
        place.iterator = read.next_shard_iterator.ok_or("the shard was closed")?;
        let records = read.records.unwrap_or_default();
        let Some(last) = records.last().and_then(record::sequence_number) else {
            return Ok(false);
        };
        let wanted: Vec<Waiting> = records
            .iter()
            .filter(|record| self.wants(record))
            .filter_map(|record| record::waiting(record, &place.stream))
            .collect();
        let delivery =
            Delivery { name: &self.name, function: &self.function, source: &self.source };
        match delivery.run(wanted, stopping).await {
            Ok(()) => {
                self.checkpoints.note(&self.name, &place.stream, last);
                Ok(true)
            }
            Err(stopped) => {
                if let Some(last) = stopped.after {
                    self.checkpoints.note(&self.name, &place.stream, &last);
                }
                Ok(false)
            }
        }
    }

    fn wants(&self, record: &Record) -> bool {
        let kind = record.event_name().map_or("", |kind| kind.as_str());
        self.source.kinds.is_empty() || self.source.kinds.iter().any(|wanted| wanted == kind)
    }
}
