//! The one place that reads the time.

use jiff::Timestamp;

#[expect(clippy::disallowed_methods, reason = "this is where the time is read")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}
