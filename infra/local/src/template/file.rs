//! The structure of the file.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

/// Writes `!Ref X` as `{"Ref": X}`, and `!Sub X` as `{"Fn::Sub": X}`.
pub(super) fn plain(value: yaml_serde::Value) -> Value {
    use yaml_serde::Value as Yaml;
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(flag) => Value::Bool(flag),
        Yaml::Number(number) => serde_json::to_value(number).unwrap_or(Value::Null),
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(list) => Value::Array(list.into_iter().map(plain).collect()),
        Yaml::Mapping(map) => {
            let entry = |(name, value): (Yaml, Yaml)| Some((text(name)?, plain(value)));
            Value::Object(map.into_iter().filter_map(entry).collect())
        }
        Yaml::Tagged(tagged) => {
            let tag = tagged.tag.to_string();
            let name = match tag.trim_start_matches('!') {
                "Ref" => "Ref".to_owned(),
                other => format!("Fn::{other}"),
            };
            Value::Object(Map::from_iter([(name, plain(tagged.value))]))
        }
    }
}

fn text(name: yaml_serde::Value) -> Option<String> {
    match name {
        yaml_serde::Value::String(text) => Some(text),
        yaml_serde::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct File {
    #[serde(default)]
    pub(super) globals: Globals,
    pub(super) resources: BTreeMap<String, Resource>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Globals {
    #[serde(default)]
    pub(super) function: FunctionProperties,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Resource {
    #[serde(rename = "Type")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) metadata: Value,
    #[serde(default)]
    pub(super) properties: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Metadata {
    pub(super) build_properties: BuildProperties,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct BuildProperties {
    pub(super) binary: String,
}

/// Refuses unknown fields, so that a deployed feature is not ignored here.
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default, deny_unknown_fields)]
pub(super) struct FunctionProperties {
    /// The limit in seconds.
    pub(super) timeout: Option<u64>,
    pub(super) environment: Variables,
    pub(super) layers: Vec<Value>,
    pub(super) policies: Value,
    pub(super) events: BTreeMap<String, Event>,
    // How and from what AWS runs it.
    #[serde(rename = "Architectures")]
    _architectures: Value,
    #[serde(rename = "CodeUri")]
    _code_uri: Value,
    // How often a call that failed is made again, which the local stack does not do.
    #[serde(rename = "EventInvokeConfig")]
    _event_invoke_config: Value,
    #[serde(rename = "Handler")]
    _handler: Value,
    #[serde(rename = "LoggingConfig")]
    _logging_config: Value,
    #[serde(rename = "MemorySize")]
    _memory_size: Value,
    #[serde(rename = "ReservedConcurrentExecutions")]
    _reserved_concurrent_executions: Value,
    #[serde(rename = "Runtime")]
    _runtime: Value,
    #[serde(rename = "Tracing")]
    _tracing: Value,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(super) struct Variables {
    pub(super) variables: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Event {
    #[serde(rename = "Type")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) properties: Value,
}
