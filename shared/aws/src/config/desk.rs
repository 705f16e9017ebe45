//! The settings of the desk, which is there only where they are.

use super::rules::is_origin;
use super::{SettingsError, Stage};

/// What the desk is told beside what every function is. What the provider's texts must be, its client says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskSettings {
    /// `STAFF_ORIGIN`: the desk's own scheme and host.
    pub origin: String,
    /// `STAFF_ISSUER`: the provider.
    pub issuer: String,
    /// `STAFF_CLIENT_ID`: what the provider knows the desk as.
    pub client_id: String,
    /// `STAFF_MFA`: the claim and value that stand for a second factor. Empty is the provider's usual one.
    pub second_factor: String,
    /// `STAFF_ROLES_CLAIM`: the claim that holds roles.
    pub roles_claim: String,
    /// `STAFF_LOOK_ROLE`: the role of whoever may look.
    pub look_role: String,
    /// `STAFF_ACT_ROLE`: the role of whoever may look and act.
    pub act_role: String,
    /// `STAFF_SECRET_ID`: the name or ARN of the desk's own secret.
    pub secret_id: Option<String>,
    /// `STAFF_SECRET_FILE`: a file in its place, on a developer's machine only.
    pub secret_file: Option<String>,
}

/// Reads them; none without an issuer.
pub(super) fn desk(
    lookup: &impl Fn(&str) -> Option<String>,
    stage: &Stage,
) -> Result<Option<DeskSettings>, SettingsError> {
    let Some(issuer) = lookup("STAFF_ISSUER") else { return Ok(None) };
    let needed = |name| lookup(name).ok_or(SettingsError::Missing(name));
    let origin = needed("STAFF_ORIGIN")?;
    if !is_origin(&origin, stage) {
        return Err(SettingsError::StaffOrigin);
    }
    let secret_file = lookup("STAFF_SECRET_FILE");
    if secret_file.is_some() && *stage != Stage::Local {
        return Err(SettingsError::SecretFile);
    }
    Ok(Some(DeskSettings {
        origin,
        issuer,
        client_id: needed("STAFF_CLIENT_ID")?,
        second_factor: lookup("STAFF_MFA").unwrap_or_default(),
        roles_claim: needed("STAFF_ROLES_CLAIM")?,
        look_role: needed("STAFF_LOOK_ROLE")?,
        act_role: needed("STAFF_ACT_ROLE")?,
        secret_id: lookup("STAFF_SECRET_ID"),
        secret_file,
    }))
}
