//! The place where a command works: the local portal or an account of AWS.
//!
//! Both have settings of the same names.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use aws::{Clients, SecretError, Settings, SettingsError, SystemClock, Tables};
use aws_config::provider_config::ProviderConfig;
use domain::KeyRing;
use staff::Office;
use web::portal::Portal;

use crate::arguments::Arguments;
use crate::end::Failure;
use crate::trust::more_roots;
use crate::{caller, credentials};

/// The settings that the local portal writes into its folder.
///
/// Source: infra/local, `data.rs`.
const LOCAL_FILE: &str = "services.env";

/// The place where a command works, without the secret.
pub(crate) struct Site {
    /// The settings, with a function's names.
    pub(crate) settings: Settings,
    /// The clients.
    pub(crate) clients: Clients,
}

/// The place where a command works, with the secret.
pub(crate) struct Place {
    /// The place.
    pub(crate) site: Site,
    /// The keys.
    pub(crate) keys: KeyRing,
    /// Who runs the command, as timelines name them.
    pub(crate) by: String,
}

/// Where the co-op's settings lie in the repository and in a release, from there or from any folder in it.
const SETTINGS: [&str; 2] = ["infra/settings/portal.toml", "settings/portal.toml"];

/// Reads the co-op's settings, which those of a deployment are made from.
pub(crate) fn portal(arguments: &Arguments) -> Result<&'static Portal, Failure> {
    web::portal::open(&settings_file(arguments)?).map_err(|refused| {
        let way_on = "Mend the settings, and look at them with `porchlight settings check`.";
        Failure::mend(format!("the settings are refused:\n{refused}\n"), way_on)
    })
}

/// The file of the co-op's settings.
pub(crate) fn settings_file(arguments: &Arguments) -> Result<PathBuf, Failure> {
    let named = || -> Result<Option<PathBuf>, Failure> {
        let (_, settings) = settings_of(arguments)?;
        Ok(settings.ok().and_then(|settings| settings.portal_settings))
    };
    let usual = || {
        let here = std::env::current_dir().ok()?;
        let files = here.ancestors().flat_map(|folder| SETTINGS.map(|file| folder.join(file)));
        files.into_iter().find(|file| file.is_file())
    };
    let (file, named_by) = match arguments.settings.clone() {
        Some(file) => (Some(file), ""),
        None => match named()? {
            Some(file) => (Some(file), "PORTAL_SETTINGS names it. "),
            None => (usual(), ""),
        },
    };
    let file = file.ok_or_else(|| {
        Failure::mend("the co-op's settings are not here", "Name the file: --settings FILE.")
    })?;
    let readable = fs::File::open(&file).and_then(|file| file.metadata());
    let cause = match readable {
        Ok(found) if !found.is_dir() => return Ok(file),
        Ok(_) => "this is a folder and no file".to_owned(),
        Err(cause) => cause.to_string(),
    };
    let problem = format!("the co-op's settings {} cannot be read: {cause}", file.display());
    Err(Failure::mend(problem, format!("{named_by}--settings FILE names another.")))
}

/// The settings of a place, and the file that they are from.
fn settings_of(
    arguments: &Arguments,
) -> Result<(Option<PathBuf>, Result<Settings, SettingsError>), Failure> {
    let file = arguments.local.as_deref().map(|folder| folder.join(LOCAL_FILE));
    let file = file.or_else(|| arguments.env.clone());
    let named = file.as_deref().map(read).transpose()?.unwrap_or_default();
    let in_file = |name: &str| named.get(name).is_some_and(|value| !value.is_empty());
    let settings = Settings::from_env_over(|name| {
        let hidden = credentials::is_hidden(name, in_file).then(String::new);
        named.get(name).cloned().or(hidden)
    });
    Ok((file, settings))
}

impl Site {
    /// Reads the settings and finds credentials.
    pub(crate) async fn open(arguments: &Arguments) -> Result<Self, Failure> {
        let (file, settings) = settings_of(arguments)?;
        let missing =
            |error: SettingsError| Failure::mend(error.to_string(), way_on(file.as_ref()));
        let settings = settings.map_err(missing)?;
        settings.region.as_ref().ok_or(missing(SettingsError::Missing("AWS_REGION")))?;
        let connections = aws::staff_connections(&more_roots(settings.ca_bundle.as_deref())?);
        let config = ProviderConfig::default().with_http_client(connections.clone());
        let credentials = credentials::find(&settings, config).await?;
        let clients = Clients::of_staff(&settings, credentials, connections).map_err(missing)?;
        Ok(Self { settings, clients })
    }

    /// Reads the secret.
    pub(crate) async fn keys(&self) -> Result<KeyRing, Failure> {
        aws::keys(&self.settings, &self.clients).await.map_err(|error| {
            let may_pass = matches!(&error, SecretError::Fetch(failed) if failed.may_pass());
            let problem = format!("there are no keys: {error}");
            if may_pass {
                return Failure::later(problem, "Is there a connection? Run the command again.");
            }
            let way_on =
                "Check SECRET_ID, the region and that your credentials may read the secret.";
            Failure::mend(problem, way_on)
        })
    }

    /// The tables.
    pub(crate) fn tables(&self, keys: KeyRing) -> Tables {
        Tables::new(&self.clients, self.settings.tables.clone(), keys)
    }
}

impl Place {
    /// Reads settings and keys, and asks who runs the command.
    pub(crate) async fn open(arguments: &Arguments) -> Result<Self, Failure> {
        let site = Site::open(arguments).await?;
        let keys = site.keys().await?;
        let by = caller::name(&site.settings, &site.clients).await?;
        Ok(Self { site, keys, by })
    }

    /// The tables.
    pub(crate) fn tables(&self) -> Tables {
        self.site.tables(self.keys.clone())
    }

    /// What look-ups and acts work on.
    pub(crate) fn office<'a>(&'a self, store: &'a Tables) -> Office<'a, Tables, SystemClock> {
        Office { store, clock: &self.site.settings.clock, keys: &self.keys }
    }
}

fn way_on(file: Option<&PathBuf>) -> String {
    match file {
        Some(file) => format!("Add it to {}, or to the environment.", file.display()),
        None => "Say where to work: --local for the portal on this machine, --env FILE for AWS. \
                 `porchlight --help` tells more."
            .to_owned(),
    }
}

/// Reads a file of `NAME=VALUE` lines, with quotes and comments as `.env` files have them.
fn read(file: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let shown = file.display();
    let text = fs::read_to_string(file).map_err(|error| {
        let way_on = if file.ends_with(LOCAL_FILE) {
            "Start the portal with `cargo run` first, or name its folder: --local=DIR."
        } else {
            "Check the name of the file."
        };
        Failure::mend(format!("{shown} cannot be read: {error}"), way_on)
    })?;
    let text = text.trim_start_matches('\u{feff}');
    dotenvy::from_read_iter(text.as_bytes()).collect::<Result<_, _>>().map_err(|error| {
        let problem = format!("{shown}, {}: it is not NAME=VALUE", place_of(&error, text));
        Failure::mend(problem, "Write one NAME=VALUE a line; a value with blanks stands in quotes.")
    })
}

/// Where a file could not be read. What stands there may be secret, so it is not repeated.
fn place_of(error: &dotenvy::Error, text: &str) -> String {
    let dotenvy::Error::LineParse(wrong, _) = error else { return "somewhere".to_owned() };
    let first = wrong.lines().next().unwrap_or_default().trim();
    let at = text.lines().position(|line| line.contains(first));
    at.map_or_else(|| "somewhere".to_owned(), |at| format!("line {}", at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), text).expect("it can be written");
        file
    }

    #[test]
    fn a_file_names_settings_a_line_each() {
        let file = file(
            "# the dev stage\n\nSTAGE = dev\nPORTAL_ORIGIN=https://a.example/?x=y\n\
                         export SECRET_FILE='/home/pat lee/secret.json'\r\nMAIL_FROM=\"a@b.c\" # ours\nMAINTENANCE=\n",
        );

        let read = read(file.path()).expect("settings");

        assert_eq!(read["STAGE"], "dev");
        assert_eq!(read["PORTAL_ORIGIN"], "https://a.example/?x=y");
        assert_eq!(read["SECRET_FILE"], "/home/pat lee/secret.json");
        assert_eq!((read["MAIL_FROM"].as_str(), read["MAINTENANCE"].as_str()), ("a@b.c", ""));
        assert_eq!(read.len(), 5);
    }

    #[test]
    fn the_stack_names_all_that_the_command_line_works_with() {
        let template = local::template::plain(include_str!("../../../template.yaml"));
        let output = template.expect("it is YAML")["Outputs"]["OperatorSettings"]["Value"].clone();
        let lines = output["Fn::Sub"][0].as_str().expect("a text");
        let staff = output["Fn::Sub"][1]["Staff"]["Fn::If"].clone();
        assert_eq!((&staff[0], &staff[2]), (&"HasDesk".into(), &"".into()));
        let of_desk = staff[1]["Fn::Sub"].as_str().expect("a text");
        // CloudFormation puts a value in place of each name. A host has a dot.
        let lines = lines.replace("${Staff}", of_desk).replace("${StaffHost}", "desk.example");
        let lines = lines.replace("${", "").replace('}', "");
        let named = read(file(&lines).path()).expect("settings");

        let settings = Settings::from_lookup(|name| match name {
            "STAGE" => Some("prod".to_owned()),
            "PORTAL_ORIGIN" => named.get(name).map(|_| "https://example.coop".to_owned()),
            other => named.get(other).cloned(),
        });

        let settings = settings.expect("settings");
        let tables = settings.tables;
        assert!(tables.billing_accounts.is_some() && tables.members.is_some());
        assert!(tables.transient.is_some() && tables.outbox.is_some());
        assert!(tables.history.is_some());
        assert!(settings.secret_id.is_some() && settings.region.is_some());
        assert!(settings.mail_from.is_some() && settings.mail_configuration_set.is_some());
        assert!(settings.portal_origin.is_some() && settings.alarm_topic.is_some());
        assert!(settings.log_group.is_some() && settings.documents_bucket.is_some());
        assert!(settings.uploads_bucket.is_some());
        assert_eq!(settings.desk.expect("a desk").origin, "https://desk.example");
    }

    #[test]
    fn a_line_that_names_nothing_is_told_by_its_number_and_not_repeated() {
        for (text, line) in [
            ("STAGE=dev\nhush\n", 2),
            ("STAGE=dev\n\n# a comment\nSECRET_ID=hush hush\n", 4),
            ("SECRET_ID=\"hush\nSTAGE=dev\n", 1),
        ] {
            let file = file(text);

            let failure = read(file.path()).expect_err("a refusal");

            let ending = format!("line {line}: it is not NAME=VALUE");
            assert!(failure.problem.ends_with(&ending), "{}", failure.problem);
            assert!(!failure.problem.contains("hush"), "{}", failure.problem);
        }
    }
}
