//! The pages: one struct each, filled by a step and rendered as a whole document.

mod account;
pub(crate) mod assets;
mod frame;
mod login;
mod not_me;
mod problem;
mod profile;
mod recover;
mod steps;
pub mod view;

pub use account::{
    Home, HomeAccount, NewTerms, Office, OfficeSubject, RanOut, SignIn, SignInNotice, Terms,
};
pub use login::{Accounts, Close, Closed, ConfirmEmail, NewEmail, NotAdded, SessionRow, Sessions};
pub use not_me::NotMe;
pub use problem::{Problem, ProblemKind};
pub use profile::{
    AllBills, BillsOfOne, ChangePaperless, ChangePassword, ChooseLanguage, Profile, UpdatePhrase,
};
pub use recover::{NewPassword, Recover, RecoverSent};
pub use steps::{CheckEmail, Identity, Paperless, Password, Phrase, Register};

use askama::Template;

/// Gives each page its `render`.
macro_rules! documents {
    ($($page:ident),+) => {
        $(impl $page<'_> {
            /// Renders the whole document.
            #[must_use]
            pub fn render(&self) -> String {
                // Writing to a `String` cannot fail, nor can showing what pages hold.
                Template::render(self).unwrap_or_default()
            }
        })+
    };
}

documents!(SignIn, Register, Identity, CheckEmail, Password, Paperless, Phrase);
documents!(Home, Terms, Office, Problem);
documents!(Profile, ChangePassword, ChangePaperless, UpdatePhrase, ChooseLanguage);
documents!(Recover, RecoverSent, NewPassword, NotMe);
documents!(NewTerms, RanOut);
documents!(Sessions, Accounts, NewEmail, ConfirmEmail, Close, Closed);
