//! The environment of each function on this machine.

use std::collections::BTreeMap;
use std::path::Path;

use aws::Ahead;

use super::StartError;
use super::gateways::Origins;
use crate::data::DataFolder;
use crate::functions::Environments;
use crate::services::Services;
use crate::staff_sign_in;
use crate::template::{Environment, Template};

/// The sender of letters on this machine.
const MAIL_FROM: &str = "no-reply@porchlight.example";

/// The variables of each function: the template's and the local services'.
pub(super) fn environments(
    template: &Template,
    origins: &Origins,
    settings: &Path,
    data: &DataFolder,
    ahead: Ahead,
    services: Services,
) -> Result<Environments, StartError> {
    let (secret, desk_secret) = (data.secret()?, data.desk_secret()?);
    let local: Environment = [
        ("STAGE", "local".to_owned()),
        ("PORTAL_ORIGIN", origins.portal.clone()),
        ("PAY_AT", format!("{}/_vendor", origins.vendor())),
        ("PAY_AUDIENCE", crate::vendor::AUDIENCE.to_owned()),
        ("STAFF_ORIGIN", origins.desk.clone()),
        ("STAFF_ISSUER", staff_sign_in::issuer(&origins.own)),
        ("STAFF_CLIENT_ID", staff_sign_in::CLIENT.to_owned()),
        // The provider's usual claim. A value with an equals sign is none that `cargo lambda watch` reads.
        ("STAFF_MFA", String::new()),
        ("STAFF_ROLES_CLAIM", staff_sign_in::ROLES_CLAIM.to_owned()),
        ("STAFF_LOOK_ROLE", staff_sign_in::LOOK.to_owned()),
        ("STAFF_ACT_ROLE", staff_sign_in::ACT.to_owned()),
        ("STAFF_SECRET_ID", String::new()),
        ("MAINTENANCE", String::new()),
        ("CLIENT_ADDRESS_HEADER", String::new()),
        ("FRONT_SECRET", String::new()),
        ("SECRET_ID", String::new()),
        ("MAIL_FROM", MAIL_FROM.to_owned()),
        ("MAIL_CONFIGURATION_SET", "local".to_owned()),
        ("CHANGES_BUCKET", "extracts".to_owned()),
        ("UPLOADS_BUCKET", "extracts".to_owned()),
        ("DOCUMENTS_BUCKET", "documents".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    let mut all = BTreeMap::new();
    for spec in &template.functions {
        let mut found = template.environment(spec, &local)?;
        // Only functions that may read the keys get them, as in AWS, but from a file.
        if found.remove("SECRET_ID").is_some() {
            found.insert("SECRET_FILE".to_owned(), secret.display().to_string());
        }
        if found.remove("STAFF_SECRET_ID").is_some() {
            found.insert("STAFF_SECRET_FILE".to_owned(), desk_secret.display().to_string());
        }
        if spec.has_settings {
            found.insert("PORTAL_SETTINGS".to_owned(), settings.display().to_string());
        }
        // Of the functions too that another tool runs: it gets these variables from a file.
        if !ahead.is_none() {
            found.insert("CLOCK_AHEAD".to_owned(), ahead.as_seconds().to_string());
        }
        found.extend(services.environment_of(&spec.name));
        all.insert(spec.name.clone(), found);
    }
    Ok(all)
}

/// The variables of all functions in one, for other tools.
///
/// They are for tools that run functions, and for the operator's command line.
pub(super) fn for_tools(all: &Environments, services: Services) -> String {
    let mut found: Environment =
        all.values().flatten().map(|(k, v)| (k.clone(), v.clone())).collect();
    found.extend(services.environment());
    found
        .iter()
        .fold(String::new(), |text, (name, value)| text + name + "=" + &quoted(value) + "\n")
}

/// A value as `.env` files have it: in quotes if there are blanks in it, as in some folders' names.
fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) { format!("'{value}'") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_with_blanks_stands_in_quotes() {
        assert_eq!(quoted("/home/pat/secret.json"), "/home/pat/secret.json");
        assert_eq!(quoted("/home/pat lee/secret.json"), "'/home/pat lee/secret.json'");
    }
}
