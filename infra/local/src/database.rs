//! The embedded `DynamoDB`, over its protocol and with the template's tables.

use std::path::Path;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, CreateGlobalSecondaryIndexAction, GlobalSecondaryIndex,
    GlobalSecondaryIndexUpdate, KeySchemaElement, Projection, ScalarAttributeType,
    StreamSpecification, TableDescription, TimeToLiveSpecification,
};
use dynoxide::Database;
use rusqlite::{ErrorCode, OpenFlags};
use tokio::net::TcpListener;

use crate::stopping::Stopping;
use crate::template::{AttributeKind, Index, Key, Table};

/// How long stream records are kept, as in `DynamoDB`.
const STREAM_KEPT_SECONDS: i64 = 24 * 60 * 60;

/// Opens the database in a file, or one in memory.
pub(crate) fn open(path: Option<&Path>) -> Result<Database, String> {
    let Some(path) = path else {
        return Database::memory().map_err(|cause| cause.to_string());
    };
    let name = path.to_str().ok_or("the folder's name is not UTF-8")?;
    let database = Database::new(name).map_err(|cause| cause.to_string())?;
    keep_streams_quick(path).map_err(|cause| cause.to_string())?;
    // dynoxide commits each item separately, and SQLite would wait for the disk each time. That takes 7 ms, and an
    // import has half a million items. With this setting it waits only now and then. A crash of the process loses
    // nothing. A loss of power may lose the last moments. The call is named for a mode, but this is all it sets.
    database.disable_bulk_loading().map_err(|cause| cause.to_string())?;
    Ok(database)
}

/// What is said of a file that `SQLite` cannot read through; its own words help nobody here.
const PARTLY: &str = "parts of it cannot be read";

/// Reads a database file through, without changing it. Answers what is broken, if anything is.
///
/// # Errors
///
/// `SQLite`'s, if the file cannot be opened at all.
pub(crate) fn damage(path: &Path) -> rusqlite::Result<Option<String>> {
    // A database that was just made may still be in its log alone.
    let is_empty = |path: &Path| std::fs::metadata(path).map_or(true, |file| file.len() == 0);
    if is_empty(path) && is_empty(&path.with_extension("sqlite-wal")) {
        return Ok(Some("it is empty".to_owned()));
    }
    let checked = rusqlite::Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .and_then(|file| {
            file.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))
        });
    match checked {
        Ok(found) if found == "ok" => Ok(None),
        Ok(_) => Ok(Some(PARTLY.to_owned())),
        Err(cause) => match cause.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Ok(Some("it is no database".to_owned())),
            Some(ErrorCode::DatabaseCorrupt) => Ok(Some(PARTLY.to_owned())),
            _ => Err(cause),
        },
    }
}

/// Fixes a fault of dynoxide 3.2.0: writes slow down as stream records pile up.
///
/// Two indexes cure it, and records are deleted after a day as in `DynamoDB`. The schema is
/// private to dynoxide, so the workspace names its exact version. A database in memory
/// cannot be changed so, and does not need it.
fn keep_streams_quick(path: &Path) -> rusqlite::Result<()> {
    let file = rusqlite::Connection::open(path)?;
    file.busy_timeout(Duration::from_secs(5))?;
    file.execute_batch(
        "CREATE INDEX IF NOT EXISTS porchlight_stream_by_table
            ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
         CREATE INDEX IF NOT EXISTS porchlight_stream_by_shard
            ON _stream_records (table_name, shard_id, CAST(sequence_number AS INTEGER));",
    )?;
    let oldest = crate::clock::Clock::default().now().as_second() - STREAM_KEPT_SECONDS;
    file.execute("DELETE FROM _stream_records WHERE created_at < ?1", [oldest])?;
    Ok(())
}

/// Serves the database until told to stop.
pub(crate) async fn serve(listener: TcpListener, database: Database, stopping: Stopping) {
    let served = dynoxide::server::serve_with_shutdown(listener, database, stopping.wait()).await;
    if let Err(cause) = served {
        eprintln!("dynamodb: {cause}");
    }
}

/// Creates the tables that are missing, and the indexes that are.
///
/// An earlier version had fewer indexes.
///
/// # Errors
///
/// The table's name and the database's error.
pub async fn create_tables(client: &Client, tables: &[Table]) -> Result<(), String> {
    let there = client.list_tables().send().await;
    let there = there.map_err(|cause| DisplayErrorContext(cause).to_string())?;
    for table in tables {
        let made = if there.table_names().contains(&table.name) {
            add_indexes(client, table).await
        } else {
            create(client, table).await
        };
        made.map_err(|cause| format!("table {}: {cause}", table.name))?;
    }
    Ok(())
}

async fn add_indexes(client: &Client, table: &Table) -> Result<(), String> {
    let described = client.describe_table().table_name(&table.name).send().await;
    let described = described.map_err(|cause| DisplayErrorContext(cause).to_string())?;
    let known = described.table().map(TableDescription::global_secondary_indexes);
    let known: Vec<&str> =
        known.unwrap_or_default().iter().filter_map(|index| index.index_name()).collect();
    for one in table.indexes.iter().filter(|one| !known.contains(&one.name.as_str())) {
        let create = CreateGlobalSecondaryIndexAction::builder()
            .index_name(&one.name)
            .set_key_schema(Some(keys(&one.key)?))
            .projection(projection(one));
        let update = GlobalSecondaryIndexUpdate::builder().create(built(create.build())?).build();
        client
            .update_table()
            .table_name(&table.name)
            .set_attribute_definitions(Some(attributes(table)?))
            .global_secondary_index_updates(update)
            .send()
            .await
            .map_err(|cause| DisplayErrorContext(cause).to_string())?;
    }
    Ok(())
}

async fn create(client: &Client, table: &Table) -> Result<(), String> {
    let mut request = client
        .create_table()
        .table_name(&table.name)
        .billing_mode(BillingMode::PayPerRequest)
        .set_key_schema(Some(keys(&table.key)?))
        .set_attribute_definitions(Some(attributes(table)?));
    for one in &table.indexes {
        request = request.global_secondary_indexes(index(one)?);
    }
    if let Some(view) = &table.stream {
        let stream = StreamSpecification::builder()
            .stream_enabled(true)
            .stream_view_type(view.as_str().into());
        request = request.stream_specification(built(stream.build())?);
    }
    request.send().await.map_err(|cause| DisplayErrorContext(cause).to_string())?;
    if let Some(attribute) = &table.time_to_live {
        let time = TimeToLiveSpecification::builder().attribute_name(attribute).enabled(true);
        client
            .update_time_to_live()
            .table_name(&table.name)
            .time_to_live_specification(built(time.build())?)
            .send()
            .await
            .map_err(|cause| DisplayErrorContext(cause).to_string())?;
    }
    Ok(())
}

fn attributes(table: &Table) -> Result<Vec<AttributeDefinition>, String> {
    let definitions = table.attributes.iter().map(|attribute| {
        let definition = AttributeDefinition::builder()
            .attribute_name(&attribute.name)
            .attribute_type(kind(attribute.kind));
        built(definition.build())
    });
    definitions.collect()
}

fn kind(kind: AttributeKind) -> ScalarAttributeType {
    match kind {
        AttributeKind::S => ScalarAttributeType::S,
        AttributeKind::N => ScalarAttributeType::N,
        AttributeKind::B => ScalarAttributeType::B,
    }
}

fn keys(keys: &[Key]) -> Result<Vec<KeySchemaElement>, String> {
    keys.iter()
        .map(|key| {
            let element = KeySchemaElement::builder();
            built(element.attribute_name(&key.name).key_type(key.kind.as_str().into()).build())
        })
        .collect()
}

fn index(index: &Index) -> Result<GlobalSecondaryIndex, String> {
    let built_index = GlobalSecondaryIndex::builder()
        .index_name(&index.name)
        .set_key_schema(Some(keys(&index.key)?))
        .projection(projection(index));
    built(built_index.build())
}

fn projection(index: &Index) -> Projection {
    Projection::builder().projection_type(index.projection.kind.as_str().into()).build()
}

fn built<T, E: std::fmt::Display>(result: Result<T, E>) -> Result<T, String> {
    result.map_err(|cause| cause.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(file: &rusqlite::Connection, query: &str) -> String {
        let explained = format!("EXPLAIN QUERY PLAN {query}");
        file.query_row(&explained, [], |row| row.get("detail")).expect("SQLite has a plan")
    }

    #[test]
    fn what_dynoxide_asks_of_its_stream_records_finds_an_index() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("dynamodb.sqlite");
        let _database = open(Some(&path)).expect("the database opens");

        let file = rusqlite::Connection::open(&path).expect("the file is SQLite");
        let last = plan(
            &file,
            "SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = 'a'",
        );
        let next = plan(
            &file,
            "SELECT event_name FROM _stream_records WHERE table_name = 'a' AND shard_id = 'b'
             AND CAST(sequence_number AS INTEGER) > 1 ORDER BY CAST(sequence_number AS INTEGER)",
        );

        assert!(last.contains("porchlight_stream_by_table"), "{last}");
        assert!(next.contains("porchlight_stream_by_shard"), "{next}");
    }

    #[test]
    fn stream_records_go_after_a_day() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("dynamodb.sqlite");
        drop(open(Some(&path)).expect("the database opens"));
        let file = rusqlite::Connection::open(&path).expect("the file is SQLite");
        let now = crate::clock::Clock::default().now().as_second();
        for (number, age) in [(1, STREAM_KEPT_SECONDS + 60), (2, STREAM_KEPT_SECONDS - 60)] {
            let record = "INSERT INTO _stream_records
                (table_name, event_name, keys_json, sequence_number, shard_id, created_at)
                VALUES ('a', 'INSERT', '{}', ?1, 'b', ?2)";
            file.execute(record, [number, now - age]).expect("a record can be written");
        }

        drop(open(Some(&path)).expect("the database opens again"));

        let left: Vec<String> = file
            .prepare("SELECT sequence_number FROM _stream_records")
            .and_then(|mut all| all.query_map([], |row| row.get(0))?.collect())
            .expect("the records can be read");
        assert_eq!(left, ["2"]);
    }
}
