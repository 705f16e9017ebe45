//! The settings of the logs, read once from the environment.

use tracing_subscriber::filter::LevelFilter;

/// How much is logged, and in which form. Lambda sets it from `LoggingConfig`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LogSettings {
    /// `AWS_LAMBDA_LOG_LEVEL`; without one, `INFO`.
    pub(super) level: LevelFilter,
    /// `AWS_LAMBDA_LOG_FORMAT` is `JSON`.
    pub(super) json: bool,
    /// `STAGE`, as it is set.
    pub(super) stage: String,
}

impl LogSettings {
    #[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
    pub(super) fn from_env() -> Self {
        Self::from_lookup(|name| std::env::var(name).ok())
    }

    fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Self {
        let level = lookup("AWS_LAMBDA_LOG_LEVEL").and_then(|level| level.parse().ok());
        let format = lookup("AWS_LAMBDA_LOG_FORMAT").unwrap_or_default();
        Self {
            level: level.unwrap_or(LevelFilter::INFO),
            json: format.eq_ignore_ascii_case("json"),
            stage: lookup("STAGE").unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_are_as_the_function_is_told_and_else_text_from_info_up() {
        let told = LogSettings::from_lookup(|name| match name {
            "AWS_LAMBDA_LOG_LEVEL" => Some("WARN".to_owned()),
            "AWS_LAMBDA_LOG_FORMAT" => Some("JSON".to_owned()),
            "STAGE" => Some("dev".to_owned()),
            _ => None,
        });
        let untold = LogSettings::from_lookup(|_| None);

        let stage = "dev".to_owned();
        assert_eq!(told, LogSettings { level: LevelFilter::WARN, json: true, stage });
        let stage = String::new();
        assert_eq!(untold, LogSettings { level: LevelFilter::INFO, json: false, stage });
    }
}
