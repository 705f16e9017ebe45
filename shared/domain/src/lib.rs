//! The rules of Porchlight: values, stages, pure decisions, ports. Nothing here does I/O.
//!
//! Each room stands on those before it:
//!
//! | room | what is there |
//! |---|---|
//! | `keys` | the secret's keys, what each is used for, sealing |
//! | `values` | what is typed and what items are named by: account number, name, email, password, ids |
//! | `limits` | windows, counters, whose tries are counted |
//! | `billing` | what the extract says of an account; what a new extract may change |
//! | `history` | what billing says of an account over time: what is due; whose it is |
//! | `members` | the member, their wishes, sessions and events |
//! | `links` | links in letters: purpose, token, how one stands |
//! | `letters` | what a letter says, when it may go, how far it got; the timeline |
//! | `registering` | asking, the pending registration, the claim |
//! | `factors` | the second factor: added, proven, lost, taken off |
//! | `login` | a login afterwards: sign in, recover, change, freeze, close |
//! | `outages` | reports of outages: what is said, how one stands, who may say so |
//! | `people` | guests: others on an account, invited, joined, ended, and whether they may open it now |
//! | `desk` | who of staff is signed in at the desk, how long, and what they may do |
//! | `paying` | the hand-over to the vendor that takes payments |
//! | `why` | why somebody cannot register or sign in, for staff who look |
//! | `ports` | traits: what the rules need from the world |
//! | `races` | deciding anew after a race that was lost |

// The fixtures name this crate as other crates do.
#[cfg(test)]
extern crate self as domain;

mod billing;
pub mod cleaning;
pub mod desk;
mod factors;
mod figures;
#[cfg(test)]
#[path = "../../fixtures/src/lib.rs"]
pub mod fixtures;
pub mod history;
mod keys;
mod letters;
pub mod limits;
mod links;
mod login;
mod members;
pub mod outages;
pub mod paying;
mod people;
pub mod ports;
mod races;
mod registering;
mod values;
pub mod why;

pub use billing::contacts::{CONTACT_BEFORE_KEPT, contact_before};
pub use billing::facts::{
    AccountStatus, Contact, ContactBefore, Digest, Extract, Facts, FactsSeen, Fit, NAME_FIELD,
    Owner,
};
pub use billing::harmless::harmless;
pub use billing::import;
pub use billing::import::Row;
pub use billing::on_file::OnFile;
pub use billing::printed_code::{CodeDays, PrintedCode};
pub use billing::service::Service;
pub use factors::agreed::{Agreed, NotAgreed, SHORTEST_WAIT, agreed_wait};
pub use factors::app::{App, AppSecret, Offer};
pub use factors::bind::{BindIds, add_app, add_passkey, make_codes, remove_factor};
pub use factors::codes::RecoverySet;
pub use factors::fresh::{Asks, Needs, asks};
pub use factors::held::{
    BOUND_KEPT, FactorKind, FactorRecord, Factors, KeptOfFactors, Remembered, SecondFactorRules,
    TRIAL, UsedStep,
};
pub use factors::lost::{
    ResetIds, address_anew, begin_reset, is_after_mail, is_shut, not_my_factor, reset_factors,
    reset_tries, reset_wait, stop_reset, takes_what_stands,
};
pub use factors::moves::{FACTOR_MOVES, FactorMove, FactorState};
pub use factors::passkey::{
    CHALLENGE_LIFE, Credential, PASSKEYS_MAX, Passkey, PasskeyMark, PasskeyName, PasskeyNameError,
    PasskeyWrite, UsedChallenge, relying_party,
};
pub use factors::prove::{
    Alone, Proven, SignInIds, SignedByPasskey, SigningIn, alone, may_prove, prove_again, proven,
    proven_by_passkey, shows_member, sign_in_by,
};
pub use factors::typed::{TypedCode, TypedCodeError};
pub use factors::wait::{AboutWait, RESET_OPEN, ResetWait};
pub use factors::write::{FactorWrite, FactorWriteEnd, Later, SessionWrite, UsedOnce};
pub use figures::{Figure, Figures};
pub use keys::ring::{KeyId, KeyRing, KeyRingError};
pub use keys::seal::{Place, open, open_history, seal, seal_history};
pub use keys::uses::Use;
pub use letters::audience::Audience;
pub use letters::bounces;
pub use letters::budget;
pub use letters::carried::{Carried, LetterLink};
pub use letters::envelope::{Addressed, Envelope, Lease, Leased, Mark, done_at};
pub use letters::expected;
pub use letters::happened::{Act, Happened, HappenedKind, LetterEnd, Trace};
pub use letters::held::Held;
pub use letters::lane::{Due, Lane};
pub use letters::letter::{Letter, LetterKind};
pub use letters::mail::Mail;
pub use letters::obstacle::Obstacle;
pub use letters::outcome::Outcome;
pub use letters::suppressed::Suppressed;
pub use letters::timeline::{TIMELINE_KEPT, TimelineEntry, Whose, in_order};
pub use links::link::{FoundLink, LEAST_LEFT, Link};
pub use links::purpose::{MOVE_HELD, MOVE_OPEN, PENDING_LIFE, Purpose};
pub use links::state::LinkState;
pub use links::temporary_password::TemporaryPassword;
pub use links::token::{LinkClaim, LinkToken};
pub use login::add_account::{
    AddEnd, AddIds, AddRules, Adding, AddingTry, Addition, add, count_adding, may_add,
};
pub use login::ask_bills::{AskingBills, BillsAsked, BillsText, ask_bills, confirm_bills};
pub use login::change_email::{AskedNewEmail, ask_new_email, change_email};
pub use login::change_password::{ReopenIds, Reopened, change_password};
pub use login::close::{Closing, close};
pub use login::contacts::contacts_of;
pub use login::download::{Download, download, downloads_of};
pub use login::end_sessions::{end_other_sessions, standing_sessions, told_of_end};
pub use login::freeze::{freeze, frozen};
pub use login::hold::{Bound, HoldChange, is_lifted, lift, lifts_until, unfreeze};
pub use login::ladder::{
    CountedTry, KnownDevice, RefusedTry, SignInTry, code_tries, count_code, count_password,
    failed_sign_ins, password_tries, sign_in_open,
};
pub use login::member_change::MemberChange;
pub use login::move_email::{Unmoved, begin_move, move_code, move_email, prove_email};
pub use login::pass_on::{Ended, PassedOn, end_binding};
pub use login::recover::{AskedBack, WayBack, answer_asked_back, recovered, way_back};
pub use login::release::release;
pub use login::return_to_paper::{bounce_matters, gets_bills_by_email, mail_bounced};
pub use login::sign_in::{SignInFit, hashed_anew, sign_in_fit, told_of_browser};
pub use login::staff;
pub use login::states;
pub use login::use_link::{IssueIds, Issued, Kept, SpendEnd, SpendIds, Spending};
pub use members::acceptance::Acceptance;
pub use members::asked_bills::AskedBills;
pub use members::changed::Changed;
pub use members::event::{Event, EventKind, Outgoing};
pub use members::guest_of::{GuestOf, Role};
pub use members::hold::{HeldUntil, Hold};
pub use members::member::{Binding, Member, NextStep, Standing};
pub use members::receipt::Receipt;
pub use members::session::{FRESH, Proof, ProofBy, Session, SignedIn, session};
pub use members::wishes::{Bills, OwnBills, Paperless, PaperlessKind, Phrase, PhraseKind, Which};
pub use people::end_guest::{GuestEnd, end_by_closing, end_by_guest, end_by_owner};
pub use people::guest_list::{Guest, GuestList, GuestState};
pub use people::invite::{Invitation, InviteIds, Invited, Inviting, invite};
pub use people::join::{JoinEnd, Joiner, Joining, NewPerson, NotJoined, invited, join, may_join};
pub use people::standing::{AccountStanding, Opened, StandingOf};
pub use races::{MayLoseRace, decide_anew};
pub use registering::ask::{AskedWith, SenderLimit, obstacles, record, sender_may_try, tryer};
pub use registering::asked::Asked;
pub use registering::claim::{Claim, ClaimEnd, ClaimIds, claim};
pub use registering::look_up::{Found, LookUp, RecordEnd, Recorded};
pub use registering::pending::{Pending, WRONG_NUMBERS_MAX};
pub use registering::temporary::{TemporaryFit, temporary_fit};
pub use values::account_form::AccountForm;
pub use values::account_number::{AccountNumber, AccountNumberError};
pub use values::answer::{Answer, AnswerError, Question, QuestionKind};
pub use values::email::{ConfirmEmailError, Email, EmailError};
pub use values::front::{FRONT_SECRET_HEADER, Front, FrontError};
pub use values::ids::{
    AccountKey, AddressKey, ChallengeKey, CustomerKey, DeviceId, EmailKey, FactorId, HistoryKey,
    MemberId, OutboxId, PendingId, PersonId, ReferenceCode, SessionId,
};
pub use values::language::Language;
pub use values::meant_email::meant_email;
pub use values::name::{Name, NameError};
pub use values::nearby::{Nearby, NearbyKind};
pub use values::password::{NewPassword, NewPasswordError, PasswordHash};
pub use values::phrase::{SecurityPhrase, SecurityPhraseError};
pub use values::service_name::{ServiceName, ServiceNameError};
pub use values::typed::Typed;
