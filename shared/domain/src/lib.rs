//! The rules of Porchlight: values, stages, pure decisions, ports. Nothing here does I/O.

mod account_number;
mod adding;
mod answer;
mod asking;
mod becoming;
mod bills;
pub mod bounces;
pub mod budget;
mod changed;
mod changing;
mod changing_email;
mod closing;
mod crockford;
mod email;
mod event;
mod facts;
mod figures;
mod freezing;
mod ids;
pub mod import;
mod keys;
mod ladder;
mod language;
mod letter;
pub mod limits;
mod link;
mod member;
mod name;
mod passing_on;
mod password;
mod phrase;
pub mod ports;
mod recovering;
mod registration;
mod returned;
mod seal;
mod sessions;
pub mod staff;
pub mod states;
mod timeline;
mod token;
mod typed;

pub use account_number::{AccountNumber, AccountNumberError};
pub use adding::{Adding, add, count_adding, may_add};
pub use answer::{Answer, AnswerError, Question, QuestionKind};
pub use asking::{Asked, Found, Outcome, SenderLimit, decide, record, sender_may_try, tryer};
pub use becoming::{ClaimIds, claim, session, told_of_browser};
pub use bills::{Bills, OwnBills, Which};
pub use changed::Changed;
pub use changing::change_password;
pub use changing_email::{ask_new_email, change_email};
pub use closing::close;
pub use email::{ConfirmEmailError, Email, EmailError};
pub use event::{Event, EventKind};
pub use facts::{AccountStatus, Contact, Digest, Extract, Facts, NAME_FIELD, Owner};
pub use figures::ROBOT_CHECK_LIFE;
pub use freezing::{freeze, frozen, unfreeze};
pub use ids::{
    AccountKey, AddressKey, ChallengeKey, DeviceId, EmailKey, MemberId, OutboxId, PendingId,
    ReferenceCode, SessionId,
};
pub use keys::{KeyId, KeyRing, KeyRingError, Use, test_keys};
pub use ladder::{
    CountedTry, KnownDevice, RefusedTry, SignInTry, count_password, password_tries, sign_in_open,
};
pub use language::Language;
pub use letter::{Addressed, Envelope, Leased, Letter, Mark, done_at};
pub use link::{LEAST_LEFT, Link};
pub use member::{
    Acceptance, Binding, FRESH, Member, NextStep, Paperless, Phrase, SESSION_IDLE, SESSION_TOTAL,
    Session, Standing, test_member,
};
pub use name::{Name, NameError};
pub use passing_on::end_binding;
pub use password::{NewPassword, NewPasswordError, PasswordHash};
pub use phrase::{SecurityPhrase, SecurityPhraseError};
pub use recovering::{AskedBack, WayBack, answer_asked_back, recovered, way_back};
pub use registration::{LinkState, PENDING_LIFE, Pending, WRONG_NUMBERS_MAX};
pub use returned::{gets_bills_by_email, mail_bounced};
pub use seal::{Place, open, seal};
pub use sessions::{end_other_sessions, standing_sessions, told_of_end};
pub use timeline::{Act, Happened, LetterEnd, TIMELINE_KEPT, TimelineEntry, Trace, Whose};
pub use token::{LinkClaim, LinkToken, Purpose, TemporaryPassword};
pub use typed::Typed;
