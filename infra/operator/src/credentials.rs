//! Finds the credentials that sign the command line's calls.
//!
//! Keys in the settings win. Then comes a profile of AWS's own files, which may lead to a sign-in (SSO), a role or a
//! program. In a shell of AWS's console and in containers, the machine hands them out.

use std::error::Error;
use std::fmt::Write as _;

use aws::{Credentials, Settings};
use aws_config::BehaviorVersion;
use aws_config::ecs::EcsCredentialsProvider;
use aws_config::meta::credentials::CredentialsProviderChain;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_types::region::Region;

use crate::end::Failure;

/// What to do without credentials.
const WAY_ON: &str = "Sign in (`aws sso login`), name a profile (AWS_PROFILE), or run \
                      `eval \"$(aws configure export-credentials --format env)\"`.";

/// The names of keys in an environment.
const KEYS: [&str; 3] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

/// Whether an environment's variable does not count beside these settings of a file.
///
/// A profile in the file is meant, whatever keys the shell still has. A key in the file comes without the shell's others.
pub(crate) fn is_hidden(name: &str, in_file: impl Fn(&str) -> bool) -> bool {
    let is_decided = in_file("AWS_PROFILE") || KEYS.iter().any(|key| in_file(key));
    KEYS.contains(&name) && is_decided && !in_file(name)
}

/// Finds credentials, and asks for them once, so that a failure is told here and not by every call.
pub(crate) async fn find(
    settings: &Settings,
    config: ProviderConfig,
) -> Result<SharedCredentialsProvider, Failure> {
    if let Some(keys) = &settings.credentials {
        return Ok(Credentials::provider(keys));
    }
    let config = config
        .with_region(settings.region.clone().map(Region::new))
        .with_behavior_version(Some(BehaviorVersion::latest()));
    let mut profile = ProfileFileCredentialsProvider::builder().configure(&config);
    if let Some(name) = &settings.profile {
        profile = profile.profile_name(name);
    }
    let machine = EcsCredentialsProvider::builder().configure(&config).build();
    let provider =
        CredentialsProviderChain::first_try("profile", profile.build()).or_else("machine", machine);
    match provider.provide_credentials().await {
        Ok(_) => Ok(SharedCredentialsProvider::new(provider)),
        Err(error) => Err(failed(&error)),
    }
}

fn failed(error: &CredentialsError) -> Failure {
    let mut problem = format!("there are no credentials: {error}");
    let mut cause = error.source();
    while let Some(deeper) = cause {
        let _ = write!(problem, ": {deeper}");
        cause = deeper.source();
    }
    match error {
        CredentialsError::ProviderTimedOut(_) => Failure::later(problem, WAY_ON),
        _ => Failure::mend(problem, WAY_ON),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_or_a_key_of_the_file_hides_the_shells_keys() {
        let profile = |name: &str| name == "AWS_PROFILE";
        let key = |name: &str| name == "AWS_ACCESS_KEY_ID";

        assert!(KEYS.iter().all(|name| is_hidden(name, profile)));
        assert!(!is_hidden("AWS_ACCESS_KEY_ID", key) && is_hidden("AWS_SESSION_TOKEN", key));
        assert!(!KEYS.iter().any(|name| is_hidden(name, |_| false)));
        assert!(!is_hidden("AWS_REGION", profile) && !is_hidden("AWS_PROFILE", profile));
    }
}
