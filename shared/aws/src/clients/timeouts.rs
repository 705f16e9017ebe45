//! How long calls of AWS may take.

use std::time::Duration;

use aws_smithy_types::timeout::{TimeoutConfig, TimeoutConfigBuilder};

/// Pages: a call ends before the gateway gives up.
pub(super) fn quick() -> TimeoutConfigBuilder {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .read_timeout(Duration::from_millis(1500))
        .operation_attempt_timeout(Duration::from_secs(2))
        .operation_timeout(Duration::from_secs(5))
}

/// SES, which answers slowly.
pub(super) fn slow() -> TimeoutConfigBuilder {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .read_timeout(Duration::from_millis(4500))
        .operation_attempt_timeout(Duration::from_secs(5))
        .operation_timeout(Duration::from_secs(10))
}

/// Imports and staff, whom no gateway gives up on.
pub(super) fn patient() -> TimeoutConfigBuilder {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(3))
        .read_timeout(Duration::from_secs(14))
        .operation_attempt_timeout(Duration::from_secs(15))
        .operation_timeout(Duration::from_secs(40))
}
