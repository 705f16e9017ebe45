//! What each function finds around it on this machine.

use std::collections::BTreeMap;

use super::StartError;
use crate::data::DataFolder;
use crate::functions::Environments;
use crate::services::Services;
use crate::template::{Environment, Template};

/// Where letters come from on this machine.
const MAIL_FROM: &str = "no-reply@porchlight.example";

/// What each function finds: the template's variables, and the way to the local services.
pub(super) fn environments(
    template: &Template,
    origin: &str,
    data: &DataFolder,
    services: Services,
) -> Result<Environments, StartError> {
    let secret = data.secret()?;
    let local: Environment = [
        ("STAGE", "local".to_owned()),
        ("PORTAL_ORIGIN", origin.to_owned()),
        ("MAINTENANCE", String::new()),
        ("SECRET_ID", String::new()),
        ("MAIL_FROM", MAIL_FROM.to_owned()),
        ("MAIL_CONFIGURATION_SET", "local".to_owned()),
        ("CHANGES_BUCKET", "extracts".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    let mut all = BTreeMap::new();
    for spec in &template.functions {
        let mut found = template.environment(spec, &local)?;
        // The same keys, and only for functions that may read them, but from a file.
        if found.remove("SECRET_ID").is_some() {
            found.insert("SECRET_FILE".to_owned(), secret.display().to_string());
        }
        found.extend(services.environment_of(&spec.name));
        all.insert(spec.name.clone(), found);
    }
    Ok(all)
}

/// What all functions find, in one: for tools that run them, and for the operator's command line.
pub(super) fn for_tools(all: &Environments, services: Services) -> String {
    let mut found: Environment =
        all.values().flatten().map(|(k, v)| (k.clone(), v.clone())).collect();
    found.extend(services.environment());
    found.iter().fold(String::new(), |text, (name, value)| text + name + "=" + value + "\n")
}
