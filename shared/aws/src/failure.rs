//! What may be said about a call that failed.
//!
//! It never has a request, an item or a response, since they hold personal data.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use domain::ports::StoreError;

/// A call to AWS that failed, in words that may be logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{call} failed: {cause}")]
pub struct CallFailed {
    call: &'static str,
    cause: String,
    may_pass: bool,
}

/// The codes of services that are busy or out of order for a while.
const PASSING: [&str; 8] = [
    "InternalServerError",
    "InternalServiceError",
    "InternalFailure",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ServiceUnavailable",
    "ThrottlingException",
    "TooManyRequestsException",
];

impl CallFailed {
    /// Keeps only the reason of an error: the service's code, or how far the request came.
    pub fn of<E, R>(call: &'static str, error: &SdkError<E, R>) -> Self
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
        let may_pass = match error {
            SdkError::ServiceError(_) => PASSING.contains(&cause.as_str()),
            SdkError::ConstructionFailure(_) => false,
            _ => true,
        };
        Self { call, cause, may_pass }
    }

    /// Whether the same call may succeed later: nobody answered, or the service was busy.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        self.may_pass
    }

    /// Whether the service answered with this code.
    #[must_use]
    pub fn is(&self, code: &str) -> bool {
        self.cause == code
    }

    /// A call that was answered but did not do its work.
    #[must_use]
    pub fn because(call: &'static str, cause: &str) -> Self {
        Self { call, cause: cause.to_owned(), may_pass: false }
    }
}

impl From<CallFailed> for StoreError {
    fn from(failed: CallFailed) -> Self {
        Self::Unavailable(Box::new(failed))
    }
}
