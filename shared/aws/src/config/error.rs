//! Why settings cannot be used.

/// What is wrong with a setting: the variable's name, never its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// It is needed but not set.
    #[error("{0} is not set")]
    Missing(&'static str),
    /// `STAGE` is not a name that the template allows.
    #[error("STAGE is not 2 to 16 lower-case letters, digits and dashes")]
    Stage,
    /// `PORTAL_ORIGIN` is not a scheme and a host.
    #[error("PORTAL_ORIGIN is not https:// and a host without a path (http:// on the stage local)")]
    PortalOrigin,
    /// `STAFF_ORIGIN` is not a scheme and a host.
    #[error("STAFF_ORIGIN is not https:// and a host without a path (http:// on the stage local)")]
    StaffOrigin,
    /// `MAINTENANCE` is not an instant.
    #[error("MAINTENANCE is not an instant such as 2026-12-01T06:00Z")]
    Maintenance,
    /// `CLOCK_AHEAD` is no number of seconds up to ten years.
    #[error("CLOCK_AHEAD is not a number of seconds up to 315360000")]
    ClockAhead,
    /// `CLOCK_AHEAD` is set in a deployed stage.
    #[error("CLOCK_AHEAD is for the stage local only")]
    ClockDeployed,
    /// Of `CLIENT_ADDRESS_HEADER` and `FRONT_SECRET` one is missing or not well-formed.
    #[error(
        "CLIENT_ADDRESS_HEADER is a header's name, FRONT_SECRET has at least 32 characters, and neither is set alone"
    )]
    Front,
    /// Of `PAY_AT` and `PAY_AUDIENCE` one is missing or not well-formed.
    #[error(
        "PAY_AT is https:// and a host with a path, PAY_AUDIENCE a name without blanks, and neither is set alone"
    )]
    Vendor,
    /// `SECRET_FILE` is set in a deployed stage.
    #[error("SECRET_FILE is for the stage local only")]
    SecretFile,
    /// The address of a service is none.
    #[error("{0} is not http:// or https:// and a host")]
    Endpoint(&'static str),
    /// The address of a service, for a function, is on another machine.
    #[error("{0} of a function may only name its own machine, such as http://127.0.0.1:4566")]
    DistantEndpoint(&'static str),
}
