//! What each way begins with, what tells of it, and what it ends.

use domain::EventKind;
use tests::app::{Account, ON_FILE, PLAIN, TestApp, by_letter};

use super::{CONTACT, EMAIL, GUEST, NEW_EMAIL, Way};
use crate::proofs::patience::CUSTOMER;

impl Way {
    /// The co-op at which it begins: what a code or a letter confirms is not asked for as it is shipped.
    pub(crate) async fn co_op(self) -> TestApp {
        if !matches!(self, Self::ByCode | Self::BillsByEmail) {
            return TestApp::start().await;
        }
        let app = TestApp::of(by_letter());
        let row = |it: Account| format!("{},{CUSTOMER},{}\n", it.number, it.name);
        app.import(&format!("account_no,customer_no,last_name\n{}", row(PLAIN))).await;
        app
    }
    /// The account of the login with which it begins.
    pub(super) fn account(self) -> Option<Account> {
        match self {
            Self::Register | Self::ByCode => None,
            Self::NotMe | Self::WasMe | Self::Lost | Self::Reset | Self::StopWait => Some(ON_FILE),
            Self::Recover
            | Self::NewEmail
            | Self::AddAccount
            | Self::Paper
            | Self::BillsByEmail
            | Self::NewPassword
            | Self::NewPhrase
            | Self::NewLanguage
            | Self::EndOne
            | Self::EndOthers
            | Self::LetIn
            | Self::PutOut
            | Self::AddApp
            | Self::SecondStep
            | Self::TakeOff
            | Self::NotMine
            | Self::MakeCodes
            | Self::ByPaper
            | Self::AddPasskey
            | Self::Touch
            | Self::TouchBehind
            | Self::TakePasskeyOff
            | Self::Close => Some(PLAIN),
        }
    }

    /// The letters that tell of it, with their addresses.
    pub(super) fn letters(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Register => &[(EMAIL, "confirm"), (EMAIL, "welcome"), (CONTACT, "account_bound")],
            Self::Recover => &[(EMAIL, "recover"), (EMAIL, "password_changed")],
            Self::NotMe => &[(EMAIL, "login_frozen")],
            Self::WasMe => &[(EMAIL, "hold_ended")],
            Self::NewEmail => {
                &[(NEW_EMAIL, "new_email"), (NEW_EMAIL, "email_changed"), (EMAIL, "email_replaced")]
            }
            Self::AddAccount => &[(EMAIL, "account_added"), (CONTACT, "account_bound")],
            Self::Paper => &[(EMAIL, "bills_on_paper")],
            Self::ByCode => &[(EMAIL, "confirm")],
            Self::BillsByEmail => &[(EMAIL, "confirm_bills"), (EMAIL, "bills_by_email")],
            Self::NewPassword => &[(EMAIL, "password_changed")],
            Self::NewPhrase => &[(EMAIL, "phrase_changed")],
            Self::NewLanguage => &[],
            Self::EndOne => &[(EMAIL, "session_ended")],
            Self::EndOthers => &[(EMAIL, "sessions_ended")],
            Self::LetIn => {
                &[(GUEST, "invitation"), (GUEST, "guest_joined"), (EMAIL, "person_joined")]
            }
            Self::PutOut => &[(GUEST, "guest_left"), (EMAIL, "person_left")],
            Self::AddApp | Self::AddPasskey | Self::MakeCodes => &[(EMAIL, "factor_added")],
            Self::SecondStep | Self::Touch | Self::TouchBehind => &[(EMAIL, "new_browser")],
            Self::TakeOff | Self::TakePasskeyOff | Self::NotMine => &[(EMAIL, "factor_removed")],
            Self::ByPaper => &[(EMAIL, "recovery_code_used")],
            Self::StopWait => &[(EMAIL, "reset_stopped")],
            Self::Lost => &[(EMAIL, "reset_waits"), (CONTACT, "reset_heard")],
            Self::Reset => &[(EMAIL, "factors_reset"), (CONTACT, "factors_reset")],
            Self::Close => &[(EMAIL, "login_closed")],
        }
    }

    /// The events that tell the billing system of it.
    pub(super) fn events(self) -> &'static [EventKind] {
        match self {
            Self::Register | Self::AddAccount | Self::WasMe => &[EventKind::LoginBound],
            Self::NotMe => &[EventKind::LoginFrozen],
            Self::NewEmail => &[EventKind::EmailChanged],
            Self::Paper => &[EventKind::PaperlessOff],
            Self::BillsByEmail => &[EventKind::PaperlessOn],
            Self::LetIn => &[EventKind::PersonJoined, EventKind::TermsAccepted],
            Self::PutOut => &[EventKind::PersonLeft],
            Self::Close => &[EventKind::LoginUnbound, EventKind::PaperlessOff],
            Self::Recover
            | Self::ByCode
            | Self::NewPassword
            | Self::NewPhrase
            | Self::NewLanguage
            | Self::EndOne
            | Self::EndOthers
            | Self::AddApp
            | Self::SecondStep
            | Self::TakeOff
            | Self::Lost
            | Self::Reset
            | Self::StopWait
            | Self::NotMine
            | Self::MakeCodes
            | Self::ByPaper
            | Self::AddPasskey
            | Self::Touch
            | Self::TouchBehind
            | Self::TakePasskeyOff => &[],
        }
    }

    /// Whether it ends every earlier session.
    pub(super) fn ends_sessions(self) -> bool {
        match self {
            Self::Recover
            | Self::NotMe
            | Self::NewEmail
            | Self::NewPassword
            | Self::EndOthers
            | Self::AddApp
            | Self::TakeOff
            | Self::Reset
            | Self::NotMine
            | Self::AddPasskey
            | Self::TakePasskeyOff
            | Self::Close => true,
            Self::Register
            | Self::WasMe
            | Self::AddAccount
            | Self::Paper
            | Self::ByCode
            | Self::BillsByEmail
            | Self::NewPhrase
            | Self::NewLanguage
            | Self::LetIn
            | Self::PutOut
            | Self::SecondStep
            | Self::Touch
            | Self::TouchBehind
            | Self::ByPaper
            | Self::MakeCodes
            | Self::Lost
            | Self::StopWait
            | Self::EndOne => false,
        }
    }
}
