//! What is told of a call that failed: never a request, an item or a response, which hold personal data.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use domain::ports::StoreError;

/// A call to AWS that failed, told so that it may be logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{call} failed: {cause}")]
pub struct CallFailed {
    call: &'static str,
    cause: String,
}

impl CallFailed {
    /// Keeps of an error what says why: the service's code, or how far the request came.
    pub(crate) fn of<E, R>(call: &'static str, error: &SdkError<E, R>) -> Self
    where
        E: ProvideErrorMetadata,
    {
        let cause = match error {
            SdkError::ConstructionFailure(_) => "the request could not be built".to_owned(),
            SdkError::TimeoutError(_) => "no answer in time".to_owned(),
            SdkError::DispatchFailure(failure) if failure.is_timeout() => {
                "no connection in time".to_owned()
            }
            SdkError::DispatchFailure(failure) if failure.is_io() => "no connection".to_owned(),
            SdkError::DispatchFailure(_) => "the request could not be sent".to_owned(),
            SdkError::ResponseError(_) => "the answer could not be read".to_owned(),
            SdkError::ServiceError(service) => {
                service.err().code().unwrap_or("an answer without a code").to_owned()
            }
            _ => "something unforeseen".to_owned(),
        };
        Self { call, cause }
    }

    /// A call that went well and still did not do its work.
    pub(crate) fn because(call: &'static str, cause: &str) -> Self {
        Self { call, cause: cause.to_owned() }
    }
}

impl From<CallFailed> for StoreError {
    fn from(failed: CallFailed) -> Self {
        Self::Unavailable(Box::new(failed))
    }
}
