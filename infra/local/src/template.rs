//! Reads template.yaml, so that the local stack runs what is deployed.

mod events;
mod file;
mod roles;
mod tables;

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use self::file::{Event, File, FunctionProperties, Metadata, Resource};

pub use self::events::{Api, RouteKey, Rule, Schedule, StreamSource};
pub use self::roles::{Grant, Role};
pub use self::tables::{Attribute, AttributeKind, Index, Key, Table};

/// The environment variables of a function.
pub type Environment = BTreeMap<String, String>;

/// The template that is deployed.
const DEPLOYED: &str = include_str!("../../../template.yaml");

/// The resources that exist in AWS only.
///
/// Nothing here needs them, or something here replaces them.
const ELSEWHERE: [&str; 16] = [
    // The gateway, which `gateway.rs` replaces, and its domain.
    "AWS::Serverless::HttpApi",
    "AWS::ApiGatewayV2::DomainName",
    "AWS::ApiGatewayV2::ApiMapping",
    "AWS::Route53::RecordSetGroup",
    // Mail, which `mail.rs` replaces.
    "AWS::SES::EmailIdentity",
    "AWS::SES::ConfigurationSetEventDestination",
    // The secret is a file here, and the extract is read from disk.
    "AWS::SecretsManager::Secret",
    "AWS::S3::Bucket",
    "AWS::S3::BucketPolicy",
    // The layer of settings, whose file functions get by a variable.
    "AWS::Serverless::LayerVersion",
    // Alarms and logs.
    "AWS::SQS::Queue",
    "AWS::Logs::LogGroup",
    "AWS::SNS::Topic",
    "AWS::SNS::Subscription",
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::Dashboard",
];

/// The parts of the template that the local stack uses.
pub struct Template {
    /// The functions, one per `AWS::Serverless::Function`, in the order of their names.
    pub functions: Vec<FunctionSpec>,
    /// The tables, one per `AWS::DynamoDB::Table`, named by its logical id.
    pub tables: Vec<Table>,
    /// One per `AWS::IAM::ManagedPolicy`, by its logical id: what people may do with the operator's command line.
    pub policies: BTreeMap<String, Role>,
    /// What SES stops letters for, `BOUNCE` or `COMPLAINT`: the suppression reasons of its configuration set.
    pub suppressed_reasons: Vec<String>,
}

/// One function: its name, its variables, its role and what wakes it.
pub struct FunctionSpec {
    /// The name of its binary, which is the name of its crate.
    pub name: String,
    /// Its variables, including those that all functions share.
    settings: BTreeMap<String, Setting>,
    /// Whether it has the layer of the co-op's settings.
    pub has_settings: bool,
    /// How long one call may take.
    pub timeout: Duration,
    /// The routes that lead to it.
    pub routes: Vec<RouteKey>,
    /// The table streams that it reads.
    pub streams: Vec<StreamSource>,
    /// The schedules that wake it.
    pub schedules: Vec<Schedule>,
    /// The events of the bus that wake it.
    pub rules: Vec<Rule>,
    /// Its role.
    pub role: Role,
}

/// The value of a variable in the template.
enum Setting {
    Text(String),
    Ref(String),
    /// A value that only AWS can compute. It needs a local replacement.
    Elsewhere,
}

/// Why the template cannot be used here. The error names the place, never a value.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The file is not YAML.
    #[error("template.yaml cannot be read: {0}")]
    Yaml(#[from] yaml_serde::Error),
    /// A resource lacks something, or has it in an unknown form.
    #[error("template.yaml, {place}: {cause}")]
    Unknown {
        /// The logical id of the resource, or a part of it.
        place: String,
        /// What was not understood.
        cause: String,
    },
}

impl TemplateError {
    fn at(place: &str, cause: impl fmt::Display) -> Self {
        Self::Unknown { place: place.to_owned(), cause: cause.to_string() }
    }
}

impl Template {
    /// Reads the template that is deployed.
    ///
    /// # Errors
    ///
    /// As [`Template::parse`].
    pub fn deployed() -> Result<Self, TemplateError> {
        Self::parse(DEPLOYED)
    }

    /// Reads the text of a template.
    ///
    /// # Errors
    ///
    /// `Yaml` if it is not YAML, `Unknown` for an event, key or value that the local stack does not know.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let file: File = from_value("the file", plain(text)?)?;
        let (functions, tables, policies) = (Vec::new(), Vec::new(), BTreeMap::new());
        let suppressed_reasons = Vec::new();
        let mut template = Self { functions, tables, policies, suppressed_reasons };
        for (id, resource) in file.resources {
            match resource.kind.as_str() {
                "AWS::Serverless::Function" => {
                    let shared = &file.globals.function;
                    template.functions.push(FunctionSpec::read(&id, resource, shared)?);
                }
                "AWS::SES::ConfigurationSet" => {
                    let reasons = &resource.properties["SuppressionOptions"]["SuppressedReasons"];
                    let names = reasons.as_array().into_iter().flatten().filter_map(Value::as_str);
                    template.suppressed_reasons = names.map(str::to_owned).collect();
                }
                "AWS::DynamoDB::Table" => {
                    template.tables.push(tables::read(&id, resource.properties)?);
                }
                "AWS::IAM::ManagedPolicy" => {
                    let role = Role::of_document(&id, &resource.properties["PolicyDocument"])?;
                    template.policies.insert(id, role);
                }
                kind if ELSEWHERE.contains(&kind) => {}
                other => {
                    let cause = format!("resources of the type {other} are not known here");
                    return Err(TemplateError::at(&id, cause));
                }
            }
        }
        template.functions.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(template)
    }

    /// Computes the environment of a function. Local values come first.
    ///
    /// # Errors
    ///
    /// `Unknown` if a variable refers to something other than a table and has no local value.
    pub fn environment(
        &self,
        function: &FunctionSpec,
        local: &Environment,
    ) -> Result<Environment, TemplateError> {
        let mut found = Environment::new();
        for (name, setting) in &function.settings {
            let value = match (local.get(name), setting) {
                (Some(value), _) | (None, Setting::Text(value)) => value.clone(),
                (None, Setting::Ref(id)) if self.tables.iter().any(|table| table.name == *id) => {
                    id.clone()
                }
                (None, Setting::Ref(_) | Setting::Elsewhere) => {
                    let place = format!("{}, {name}", function.name);
                    return Err(TemplateError::at(&place, "this value has no local replacement"));
                }
            };
            found.insert(name.clone(), value);
        }
        Ok(found)
    }
}

impl FunctionSpec {
    fn read(
        id: &str,
        resource: Resource,
        shared: &FunctionProperties,
    ) -> Result<Self, TemplateError> {
        let metadata: Metadata = from_value(id, resource.metadata)?;
        let properties: FunctionProperties = from_value(id, resource.properties)?;
        let own = properties.environment.variables.iter();
        let settings = shared
            .environment
            .variables
            .iter()
            .chain(own)
            .map(|(name, value)| (name.clone(), setting(value)))
            .collect();
        let mut function = Self {
            name: metadata.build_properties.binary,
            settings,
            has_settings: has_settings(id, shared.layers.iter().chain(&properties.layers))?,
            // Lambda allows three seconds by default.
            timeout: Duration::from_secs(properties.timeout.or(shared.timeout).unwrap_or(3)),
            routes: Vec::new(),
            streams: Vec::new(),
            schedules: Vec::new(),
            rules: Vec::new(),
            role: Role::read(id, properties.policies)?,
        };
        for (name, event) in properties.events {
            function.wake_by(&format!("{id}, {name}"), event)?;
        }
        Ok(function)
    }

    fn wake_by(&mut self, place: &str, event: Event) -> Result<(), TemplateError> {
        match event.kind.as_str() {
            "HttpApi" => self.routes.push(from_value(place, event.properties)?),
            "DynamoDB" => self.streams.push(events::stream(place, event.properties)?),
            "Schedule" => self.schedules.push(events::schedule(place, event.properties)?),
            "EventBridgeRule" => self.rules.push(events::rule(place, event.properties)?),
            // The local import passes its file to the function directly.
            "S3" => {}
            other => {
                return Err(TemplateError::at(
                    place,
                    format!("events of the type {other} are not known here"),
                ));
            }
        }
        Ok(())
    }
}

/// Reads a template as plain values: `!Ref X` is `{"Ref": X}`, and so on.
///
/// # Errors
///
/// `Yaml` if it is not YAML.
pub fn plain(text: &str) -> Result<Value, TemplateError> {
    Ok(file::plain(yaml_serde::from_str(text)?))
}

/// Whether a function has the layer of settings, the only one that there is.
fn has_settings<'a>(
    id: &str,
    layers: impl Iterator<Item = &'a Value>,
) -> Result<bool, TemplateError> {
    let mut found = false;
    for layer in layers {
        if layer.get("Ref").and_then(Value::as_str) != Some("Settings") {
            return Err(TemplateError::at(id, "this layer is not known here"));
        }
        found = true;
    }
    Ok(found)
}

fn setting(value: &Value) -> Setting {
    match value {
        Value::String(text) => Setting::Text(text.clone()),
        other => match other.get("Ref").and_then(Value::as_str) {
            Some(id) => Setting::Ref(id.to_owned()),
            None => Setting::Elsewhere,
        },
    }
}

fn from_value<T: for<'de> Deserialize<'de>>(place: &str, value: Value) -> Result<T, TemplateError> {
    serde_json::from_value(value).map_err(|cause| TemplateError::at(place, cause))
}

#[cfg(test)]
mod tests;
