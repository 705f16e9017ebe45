//! Every letter: what it carries, and whom it goes to. `docs/ADDING_A_LETTER.md` says what a new one needs.

mod kept;

use jiff::Timestamp;
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray};

use crate::factors::held::FactorKind;
use crate::factors::wait::AboutWait;
use crate::links::token::LinkClaim;
use crate::members::guest_of::Role;
use crate::members::receipt::Receipt;
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::{DeviceId, MemberId};

/// A letter, by what it says; its words stand in `web`.
#[derive(Clone, Debug, PartialEq, Eq, EnumDiscriminants)]
#[strum_discriminants(
    name(LetterKind),
    derive(EnumString, IntoStaticStr, VariantArray, PartialOrd, Ord),
    strum(serialize_all = "snake_case"),
    doc = "Which letter it is; items, logs, metrics and the mail service's reports have its name."
)]
pub enum Letter {
    /// Confirm your email: a link and a temporary password.
    Confirm {
        /// What the link names; the token is derived when the letter is sent.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
    /// You already have a login.
    AlreadyMember,
    /// The account already has a login, of another email.
    AccountHasLogin,
    /// What was typed matches no account.
    CouldNotMatch,
    /// The account was tried too often.
    TooManyTries,
    /// You are a member.
    Welcome {
        /// Until when the account is held, if it is.
        held_until: Option<Timestamp>,
    },
    /// To the contact on file: an online account was opened.
    AccountBound {
        /// "This wasn't me": what the link names.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
        /// Until when the account is held, if it is.
        held_until: Option<Timestamp>,
        /// Whether time alone ends that. Else its reader can, by saying that it was them.
        by_time: bool,
        /// The account that has their email on file; the letter shows its last digits.
        account: Option<AccountNumber>,
    },
    /// The contact on file said that it was them, so nothing is held any more.
    HoldEnded,
    /// Choose a new password: a link.
    Recover {
        /// What the link names; the token is derived when the letter is sent.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
        /// The browser that asked, if its member has used it before: it has a budget of its own.
        known: Option<(MemberId, DeviceId)>,
    },
    /// To who asks for a way back in: staff look into it.
    StillFrozen,
    /// To who asks for a way back in: no login has this email.
    NoLogin,
    /// Somebody signed in from a browser that you have not used before.
    NewBrowser {
        /// What it is, such as "Chrome on Android".
        browser: String,
    },
    /// Your password was changed.
    PasswordChanged {
        /// When a wait would have been over that it ended, if it did.
        waited_until: Option<Timestamp>,
    },
    /// An account of yours is no longer in your name.
    AccountUnbound {
        /// The account; the letter shows its last digits.
        account: AccountNumber,
    },
    /// Staff ended the binding of an account of yours.
    AccountReleased {
        /// The account; the letter shows its last digits.
        account: AccountNumber,
    },
    /// You ended all your other sessions.
    SessionsEnded,
    /// You ended one session from another browser.
    SessionEnded {
        /// The browser that it was of, such as "Chrome on Android".
        browser: String,
    },
    /// To the contact on file: staff took their account out of an online account.
    AccountFreed {
        /// The account; the letter shows its last digits.
        account: Option<AccountNumber>,
    },
    /// One more account is yours.
    AccountAdded {
        /// The account; the letter shows its last digits.
        account: AccountNumber,
        /// Until when it is held, if it is.
        held_until: Option<Timestamp>,
    },
    /// Your login is closed.
    LoginClosed,
    /// Your login is shut while staff look into it.
    LoginFrozen,
    /// Staff opened your login again.
    LoginOpened {
        /// Until when its accounts are held, if they are.
        held_until: Option<Timestamp>,
    },
    /// Your security phrase was changed.
    PhraseChanged,
    /// Confirm that your bills may come by email: a link.
    ConfirmBills {
        /// What the link names; the token is derived when the letter is sent.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
        /// The account, if it is about one of several; the letter shows its last digits.
        account: Option<AccountNumber>,
    },
    /// Your bills come by email from now on.
    BillsByEmail {
        /// The account, if it is about one of several; the letter shows its last digits.
        account: Option<AccountNumber>,
        /// What was agreed to.
        receipt: Option<Receipt>,
    },
    /// Your bills come on paper from now on.
    BillsOnPaper {
        /// The account, if it is about one of several; the letter shows its last digits.
        account: Option<AccountNumber>,
    },
    /// A file of yours was downloaded, for the first time.
    Downloaded,
    /// To the new address: confirm that it is yours.
    NewEmail {
        /// What the link names; the token is derived when the letter is sent.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
    /// To an address that was asked for by another login: it has one.
    EmailInUse,
    /// To the new address: you sign in with it now.
    EmailChanged {
        /// When a wait would have been over that it ended, if it did.
        waited_until: Option<Timestamp>,
        /// Whether bills of an account that is held came by email, and come on paper now.
        on_paper: bool,
    },
    /// To the address before: you no longer sign in with it.
    EmailReplaced {
        /// What "this wasn't me" names.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
    /// To the address that staff are to move a login to: prove that you read it.
    ProveEmail {
        /// What the link names; the token is derived when the letter is sent.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
    /// To that address: it is proven, and the login may be moved from a day on.
    EmailMoves {
        /// What the link names; the token is derived when the letter is sent.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
    /// To the address before and the contact on file: the login is to be moved.
    EmailMoving {
        /// What "this wasn't me" names.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
        /// To the contact on file: the account that has their email.
        account: Option<AccountNumber>,
    },
    /// A second factor was added, or recovery codes were made.
    FactorAdded {
        /// What.
        factor: FactorKind,
        /// What takes it off, for who did not add it.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
    /// A second factor was taken off.
    FactorRemoved {
        /// What.
        factor: FactorKind,
    },
    /// A recovery code was used.
    RecoveryCodeUsed {
        /// How many are left.
        left: u32,
    },
    /// The second factor is to be taken off, from a day on.
    ResetWaits {
        /// What stops it.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
        /// From when on.
        from: Timestamp,
        /// The wait that it is about.
        about: AboutWait,
        /// Whether one told it before.
        again: bool,
    },
    /// To the contact on file: the second factor is to be taken off, from a day on.
    ResetHeard {
        /// From when on.
        from: Timestamp,
        /// The wait that it is about.
        about: AboutWait,
        /// Whether one told it before.
        again: bool,
        /// The account that has their email on file; the letter shows its last digits.
        account: Option<AccountNumber>,
    },
    /// The second factor may be taken off now.
    ResetOpen {
        /// What takes it off, and stops it.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
        /// The wait that it is about.
        about: AboutWait,
    },
    /// Nothing is taken off: it was stopped.
    ResetStopped,
    /// All second factors were taken off.
    FactorsReset {
        /// To the contact on file: the account that has their email.
        account: Option<AccountNumber>,
    },
    /// You are invited to somebody's account.
    Invitation {
        /// What the link names; the token is derived when the letter is sent.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
        /// Who invites.
        person: Email,
    },
    /// To who accepted: you may open somebody's account.
    GuestJoined {
        /// The account; the letter shows its last digits.
        account: AccountNumber,
        /// Whose it is.
        person: Email,
        /// What they may do.
        role: Role,
        /// Until when it is held, if it is: it is not open to them before.
        held_until: Option<Timestamp>,
    },
    /// To the owner: somebody may open your account.
    PersonJoined {
        /// The account; the letter shows its last digits.
        account: AccountNumber,
        /// Who may.
        person: Email,
        /// What they may do.
        role: Role,
    },
    /// To who was a guest: you may no longer open somebody's account.
    GuestLeft {
        /// The account; the letter shows its last digits.
        account: AccountNumber,
        /// Whose it is.
        person: Email,
    },
    /// To the owner: somebody may no longer open your account.
    PersonLeft {
        /// The account; the letter shows its last digits.
        account: AccountNumber,
        /// Who may not.
        person: Email,
    },
}

#[cfg(test)]
mod tests;
