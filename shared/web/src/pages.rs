//! The pages: one struct each, filled by a step and rendered as a whole document.

mod account;
mod frame;
mod history;
mod home;
mod login;
mod not_me;
mod outages;
mod passkey;
mod paying;
mod people;
mod problem;
mod profile;
mod qr;
mod recover;
mod second;
mod security;
mod steps;
mod usage;
pub mod view;

pub use account::{NewTerms, Office, OfficeSubject, RanOut, SignIn, SignInNotice, Terms};
pub use frame::Html;
#[cfg(test)]
pub(crate) use frame::Unrenderable;
pub use history::{Bars, BillLine, Bills, Choice, Held};
pub use home::{AccountDue, Home, HomeAccount, HomeOther, Joined, MonthUsed};
pub use login::{
    Accounts, Close, Closed, ConfirmEmail, NewEmail, NotAdded, RememberedRow, SessionRow, Sessions,
};
pub use not_me::{NotMe, NotMeKept};
pub use outages::{OpenOutage, OutageState, OutageTaken, Outages, OutagesOfAnybody};
pub use passkey::{AddPasskey, ByPasskey, Ceremony};
pub use paying::{HandedOver, Pay, PayState};
pub use people::{Accept, EndPerson, GuestLine, GuestStands, NewLogin, OtherLine, People, Whom};
pub use problem::{Problem, ProblemKind};
pub use profile::{
    AllBills, BillsOfOne, ChangePaperless, ChangePassword, ChooseLanguage, Profile, UpdatePhrase,
};
pub use recover::{NewPassword, Recover, RecoverSent};
pub use second::{
    LostState, ResetAsks, ResetDone, SecondDone, SecondLost, SecondReset, SecondStep,
};
pub use security::{
    AddApp, AppShown, Asked, CodeBox, CodesShown, MakeCodes, PasskeyShown, QrCode, RemoveFactor,
    Security, SecurityDone,
};
pub use steps::{
    CheckEmail, ConfirmBills, Identity, Paperless, PaperlessLater, Password, Phrase, Register,
};
pub use usage::{NoUsage, Usage, UsageBy, UsageRow, UsageShown};
