//! The tables of the template, in the form of `CreateTable` and `UpdateTimeToLive`.

use serde::Deserialize;
use serde_json::Value;

use super::{TemplateError, from_value};

/// One table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The logical id, which is the table's name here.
    pub name: String,
    /// The attributes of its keys.
    pub attributes: Vec<Attribute>,
    /// Its key.
    pub key: Vec<Key>,
    /// Its global secondary indexes.
    pub indexes: Vec<Index>,
    /// The view of its stream, if it has one: `KEYS_ONLY`.
    pub stream: Option<String>,
    /// The attribute with the time at which an item expires.
    pub time_to_live: Option<String>,
}

/// An attribute of a key.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Attribute {
    /// Its name.
    #[serde(rename = "AttributeName")]
    pub name: String,
    /// Its type.
    #[serde(rename = "AttributeType")]
    pub kind: AttributeKind,
}

/// The types that a key may have.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum AttributeKind {
    /// Text.
    S,
    /// A number.
    N,
    /// Bytes.
    B,
}

/// A part of a key.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// The attribute.
    #[serde(rename = "AttributeName")]
    pub name: String,
    /// `HASH` or `RANGE`.
    #[serde(rename = "KeyType")]
    pub kind: String,
}

/// A global secondary index.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// Its name.
    #[serde(rename = "IndexName")]
    pub name: String,
    /// Its key.
    #[serde(rename = "KeySchema")]
    pub key: Vec<Key>,
    /// Its projection.
    #[serde(rename = "Projection")]
    pub projection: Projection,
}

/// The part of each item that an index holds.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Projection {
    /// `KEYS_ONLY` or `ALL`.
    #[serde(rename = "ProjectionType")]
    pub kind: String,
}

/// Refuses unknown fields, so that a deployed feature is not ignored here.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct TableProperties {
    attribute_definitions: Vec<Attribute>,
    key_schema: Vec<Key>,
    #[serde(default)]
    global_secondary_indexes: Vec<Index>,
    stream_specification: Option<StreamSpecification>,
    time_to_live_specification: Option<TimeToLive>,
    #[serde(rename = "BillingMode")]
    _billing_mode: Value,
    #[serde(default, rename = "DeletionProtectionEnabled")]
    _deletion_protection: Value,
    #[serde(default, rename = "PointInTimeRecoverySpecification")]
    _point_in_time_recovery: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct StreamSpecification {
    stream_view_type: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct TimeToLive {
    attribute_name: String,
    enabled: bool,
}

pub(super) fn read(id: &str, properties: Value) -> Result<Table, TemplateError> {
    let read: TableProperties = from_value(id, properties)?;
    let stream = read.stream_specification.map(|stream| stream.stream_view_type);
    if stream.as_deref().is_some_and(|view| view != "KEYS_ONLY") {
        return Err(TemplateError::at(id, "only streams of KEYS_ONLY are known here"));
    }
    Ok(Table {
        name: id.to_owned(),
        attributes: read.attribute_definitions,
        key: read.key_schema,
        indexes: read.global_secondary_indexes,
        stream,
        time_to_live: read
            .time_to_live_specification
            .filter(|time| time.enabled)
            .map(|time| time.attribute_name),
    })
}
