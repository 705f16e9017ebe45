use super::*;

fn settings(set: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    let value = |name: &str| set.iter().find(|(known, _)| *known == name);
    Settings::from_lookup(|name| value(name).map(|(_, value)| (*value).to_owned()))
}

#[track_caller]
fn refused(set: &[(&str, &str)], error: SettingsError) {
    assert_eq!(settings(set).err(), Some(error));
}

#[test]
fn a_stage_is_needed_and_has_a_name_as_in_the_template() {
    refused(&[], SettingsError::Missing("STAGE"));
    refused(&[("STAGE", "")], SettingsError::Missing("STAGE"));
    refused(&[("STAGE", "Prod")], SettingsError::Stage);
    assert_eq!(settings(&[("STAGE", "local")]).expect("settings").stage, Stage::Local);
}

#[test]
fn a_service_in_front_has_a_header_and_a_secret() {
    let (local, header) = (("STAGE", "local"), ("CLIENT_ADDRESS_HEADER", "X-Viewer"));
    let secret = ("FRONT_SECRET", "0123456789abcdef0123456789abcdef");

    assert!(settings(&[local]).expect("settings").front.is_none());
    assert!(settings(&[local, header, secret]).expect("settings").front.is_some());
    refused(&[local, header], SettingsError::Front);
    refused(&[local, secret], SettingsError::Front);
}

#[test]
fn the_portal_is_closed_until_an_instant() {
    let local = ("STAGE", "local");
    let until = settings(&[local, ("MAINTENANCE", "2026-12-01T06:00Z")]).expect("settings");

    assert_eq!(until.closed, "2026-12-01T06:00:00Z".parse().ok());
    assert_eq!(settings(&[local, ("MAINTENANCE", "")]).expect("settings").closed, None);
    refused(&[local, ("MAINTENANCE", "tonight")], SettingsError::Maintenance);
}

#[test]
fn links_begin_with_https_and_a_host_except_on_a_developers_machine() {
    let (local, prod) = (("STAGE", "local"), ("STAGE", "prod"));
    assert!(settings(&[local, ("PORTAL_ORIGIN", "http://127.0.0.1:9000")]).is_ok());
    assert!(settings(&[prod, ("PORTAL_ORIGIN", "https://my.example.coop")]).is_ok());
    for origin in ["http://my.example.coop", "https://my.example.coop/", "https://", "ftp://x"] {
        refused(&[prod, ("PORTAL_ORIGIN", origin)], SettingsError::PortalOrigin);
    }
}

#[test]
fn a_secret_in_a_file_is_for_developers_machines_only() {
    let file = ("SECRET_FILE", "/tmp/secret.json");

    assert!(settings(&[("STAGE", "local"), file]).is_ok());
    refused(&[("STAGE", "prod"), file], SettingsError::SecretFile);
}

#[test]
fn a_clock_is_put_ahead_on_developers_machines_only() {
    let (local, day) = (("STAGE", "local"), ("CLOCK_AHEAD", "86400"));

    let ahead = settings(&[local, day]).expect("settings").clock.ahead();
    assert_eq!(ahead.as_seconds(), 86_400);
    assert!(settings(&[local]).expect("settings").clock.ahead().is_none());
    for wrong in ["-1", "1h", "315360001", "99999999999"] {
        refused(&[local, ("CLOCK_AHEAD", wrong)], SettingsError::ClockAhead);
    }
    refused(&[("STAGE", "prod"), day], SettingsError::ClockDeployed);
}

#[test]
fn what_is_missing_is_named_where_it_is_needed() {
    let settings = settings(&[("STAGE", "prod")]).expect("settings");

    assert_eq!(settings.origin(), Err(SettingsError::Missing("PORTAL_ORIGIN")));
    assert!(settings.credentials.is_none());
}

#[test]
fn debug_shows_no_credentials() {
    let settings = settings(&[
        ("STAGE", "local"),
        ("AWS_ACCESS_KEY_ID", "AKID"),
        ("AWS_SECRET_ACCESS_KEY", "hush"),
        ("AWS_SESSION_TOKEN", "hush"),
    ]);

    let shown = format!("{settings:?}");

    assert!(!shown.contains("hush") && !shown.contains("AKID"));
}

#[test]
fn a_variable_names_other_settings_than_the_layers_only_beside_an_emulator_on_the_same_machine() {
    let named = ("PORTAL_SETTINGS", "/home/pat/portal.toml");
    let file = |set: &[(&str, &str)]| {
        let settings = settings(set).expect("settings");
        settings.portal_file().map(Path::to_owned)
    };
    let (local, prod) = (("STAGE", "local"), ("STAGE", "prod"));

    assert_eq!(file(&[local, named]), Ok(PathBuf::from(named.1)));
    assert_eq!(file(&[local]), Err(SettingsError::Missing("PORTAL_SETTINGS")));
    assert_eq!(file(&[prod, named]), Ok(PathBuf::from("/opt/portal.toml")));
    for own in [
        "http://127.0.0.1:4566",
        "http://localhost:4566/",
        "https://127.9.9.9",
        "http://[::1]:4566",
        "http://[::1]",
    ] {
        assert_eq!(file(&[prod, named, ("AWS_ENDPOINT_URL", own)]), Ok(named.1.into()), "{own}");
    }
    assert_eq!(
        file(&[prod, ("AWS_ENDPOINT_URL", "http://127.0.0.1:1")]),
        Ok("/opt/portal.toml".into())
    );
    assert_eq!(file(&[prod, named, ("AWS_ENDPOINT_URL", "")]), Ok("/opt/portal.toml".into()));
    for other in [
        "127.0.0.1:4566",
        "http://10.0.0.1:4566",
        "http://0.0.0.0:4566",
        "http://[::]:4566",
        "http://127.0.0.1.evil.example",
        "http://127.0.0.1@evil.example",
        "http://127.0.0.1:x@evil.example/",
        "http://evil.example/127.0.0.1",
        "http://evil.example#127.0.0.1",
        "http://evil.example\\@127.0.0.1",
        "http://localhost.evil.example",
        "http://[::1].evil.example",
        "ftp://127.0.0.1",
        "http://",
    ] {
        let refused = settings(&[prod, named, ("AWS_ENDPOINT_URL", other)]).err();
        let is_refused =
            matches!(refused, Some(SettingsError::Endpoint(_) | SettingsError::DistantEndpoint(_)));
        assert!(is_refused, "{other}: {refused:?}");
    }
}

#[test]
fn the_desk_is_there_with_its_issuer_and_then_needs_the_rest() {
    let all = [
        ("STAGE", "prod"),
        ("STAFF_ISSUER", "https://login.example.coop"),
        ("STAFF_ORIGIN", "https://desk.example.coop"),
        ("STAFF_CLIENT_ID", "desk"),
        ("STAFF_ROLES_CLAIM", "roles"),
        ("STAFF_LOOK_ROLE", "desk-look"),
        ("STAFF_ACT_ROLE", "desk-act"),
    ];
    assert!(settings(&all[..1]).expect("settings").desk.is_none());
    assert!(settings(&all).expect("settings").desk.is_some());
    for missing in &all[2..] {
        let some: Vec<_> = all.into_iter().filter(|it| it != missing).collect();
        refused(&some, SettingsError::Missing(missing.0));
    }
    let file = [&all[..], &[("STAFF_SECRET_FILE", "/tmp/secret.json")]].concat();
    refused(&file, SettingsError::SecretFile);
    let plain =
        all.map(|(name, value)| (name, if name == "STAFF_ORIGIN" { "http://x" } else { value }));
    refused(&plain, SettingsError::StaffOrigin);
}
