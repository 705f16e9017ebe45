//! The rules of Porchlight: values, stages, pure decisions, ports. Nothing here does I/O.

mod account_number;
mod answer;
mod email;
mod ids;
mod keys;
mod language;
mod name;
mod token;
mod typed;

pub use account_number::{AccountNumber, AccountNumberError};
pub use answer::{Answer, AnswerError, Question, QuestionKind};
pub use email::{Email, EmailError};
pub use ids::{
    AccountKey, AddressKey, ChallengeKey, DeviceId, EmailKey, MemberId, OutboxId, PendingId,
    ReferenceCode, SessionId,
};
pub use keys::{KeyId, KeyRing, KeyRingError, Use, test_keys};
pub use language::Language;
pub use name::{Name, NameError};
pub use token::{LinkClaim, LinkToken, Purpose, TemporaryPassword};
pub use typed::Typed;
