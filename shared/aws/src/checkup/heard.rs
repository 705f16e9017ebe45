//! Reads the date of an answer, since the SDK does not pass it on.

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeDeserializationInterceptorContextRef;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;
use jiff::Timestamp;

/// Listens for the date of an answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard(Arc<Mutex<Option<Timestamp>>>);

impl Heard {
    pub(super) fn date(&self) -> Option<Timestamp> {
        *self.0.lock().expect("nobody panics with it")
    }
}

impl Intercept for Heard {
    fn name(&self) -> &'static str {
        "Heard"
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let date = context.response().headers().get("date");
        let date = date.and_then(|date| DateTime::from_str(date, Format::HttpDate).ok());
        let date = date.and_then(|date| Timestamp::from_second(date.secs()).ok());
        *self.0.lock().expect("nobody panics with it") = date;
        Ok(())
    }
}
