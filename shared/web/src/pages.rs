//! The pages: one struct each, filled by a step and rendered as a whole document.

mod account;
mod login;
mod not_me;
mod problem;
mod profile;
mod recover;
mod steps;

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

/// What the frame around every page needs to know of it.
trait Page {
    /// The heading, also in the browser's tab.
    fn title(&self) -> &'static str;

    /// Which of the member's pages this is.
    fn step(&self) -> Option<String> {
        None
    }

    /// What the error summary lists, in the order of the page.
    fn faults(&self) -> Vec<Fault<'_>> {
        Vec::new()
    }
}

/// One line of the error summary.
struct Fault<'a> {
    /// The id of the box it is about.
    id: &'a str,
    /// The sentence, the same as beside the box.
    message: &'a str,
}

/// Keeps the boxes about which there is something to say.
fn faults<'a, const N: usize>(boxes: [(&'a str, Option<&'a str>); N]) -> Vec<Fault<'a>> {
    let said = boxes.into_iter().filter_map(|(id, error)| Some((id, error?)));
    said.map(|(id, message)| Fault { id, message }).collect()
}

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
