//! The figures of infra/limits.toml, as the build has read and bounded them.

use jiff::SignedDuration;

include!(concat!(env!("OUT_DIR"), "/figures.rs"));

/// How long an answer to the robot check is good. Source: SECURITY.md#figures.
pub const ROBOT_CHECK_LIFE: SignedDuration = SignedDuration::from_mins(ROBOT_CHECK_MINUTES);
