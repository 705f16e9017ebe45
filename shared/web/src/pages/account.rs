//! The pages before and after registration.

use askama::Template;
use domain::history::Standing;
use domain::{Bills, Changed};

use super::Choice;
use super::frame::{Fault, Page, documents, faults};
use super::passkey::ByPasskey;
use crate::pages::view::{Checkbox, Field, SecretField, View};
use crate::words::moment::long_date;

/// Something good to know above the sign-in form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInNotice {
    /// The password is set; no session came of it.
    PasswordSet,
    /// The session was ended by its member.
    SignedOut,
    /// The new email is the one to sign in with.
    EmailChanged,
    /// Bills come by email from now on.
    BillsByEmail,
    /// A page of members led here: nobody is signed in, or no longer.
    SignInFirst,
    /// The address that staff are to move the login to is proven.
    EmailProven,
    /// The second step took too long, or something has changed since the password was typed.
    SecondOver,
}

/// `GET, POST /sign-in`.
#[derive(Clone, Copy, Template)]
#[template(path = "sign_in.html")]
pub struct SignIn<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// Something good to know.
    pub notice: Option<SignInNotice>,
    /// `email`; the sentence about a wrong pair goes here too.
    pub email: Field<'a>,
    /// `password`
    pub password: SecretField<'a>,
    /// The button for a passkey, where the portal can have them.
    pub passkey: Option<ByPasskey<'a>>,
}

/// `GET /home`.
#[derive(Clone, Copy, Template)]
#[template(path = "home.html")]
pub struct Home<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The member's address.
    pub email: &'a str,
    /// The billing accounts.
    pub accounts: &'a [HomeAccount],
    /// Whether an account of somebody else's was just accepted.
    pub joined: bool,
    /// Accounts of others that are open now.
    pub others: &'a [HomeOther],
    /// More of them, which are looked at when they are opened.
    pub more: &'a [Choice],
    /// The day on which mail to the address came back and bills went on paper again.
    pub mail_returned: Option<&'a str>,
    /// Where it is asked how bills come, if that was never answered.
    pub asks_for_bills: Option<&'a str>,
    /// Whether it is asked in plain sight, since it was not time for it before.
    pub owes_bills: bool,
    /// Until when all accounts are held, if they are.
    pub held_until: Option<&'a str>,
    /// The security phrase; without one the payment door is closed.
    pub phrase: Option<&'a str>,
    /// What changed and on which day, newest first.
    pub changes: &'a [(Changed, String)],
}

/// A billing account on home.
#[derive(Clone, Debug)]
pub struct HomeAccount {
    /// Its number, masked.
    pub number: String,
    /// What billing calls it, if it is known and may be shown.
    pub name: Option<String>,
    /// How its bills come.
    pub bills: Bills,
    /// What is due on it, if billing has told.
    pub due: Option<AccountDue>,
    /// What was used last month, if it is known.
    pub used: Option<MonthUsed>,
    /// Until when it is held, if it is.
    pub held_until: Option<String>,
}

/// An account of somebody else's on home.
#[derive(Clone, Debug)]
pub struct HomeOther {
    /// Its number, masked.
    pub number: String,
    /// What names it in addresses.
    pub code: String,
    /// Whose it is.
    pub owner: String,
    /// Whether what was used is open.
    pub sees_use: bool,
    /// What is due on it, if billing has told.
    pub due: Option<AccountDue>,
}

/// What was used in a month, as people read it.
#[derive(Clone, Debug)]
pub struct MonthUsed {
    /// The month.
    pub month: String,
    /// Kilowatt-hours.
    pub kwh: String,
    /// Whether some of it is an estimate.
    pub is_estimate: bool,
    /// Whether some hours of it are not known.
    pub is_part: bool,
    /// Kilowatt-hours of the same month a year before.
    pub before: Option<String>,
}

/// What is due on an account, with sums and days as people read them.
#[derive(Clone, Debug)]
pub struct AccountDue {
    /// How it stands.
    pub standing: Standing,
    /// The sum, without a sign.
    pub sum: String,
    /// By when.
    pub by: Option<String>,
    /// The last payment, and its day.
    pub paid: Option<(String, Option<String>)>,
    /// The day of the figures, if they are old.
    pub as_of: Option<String>,
}

/// `GET /terms`.
#[derive(Clone, Copy, Template)]
#[template(path = "terms.html")]
pub struct Terms<'a> {
    /// Who looks.
    pub view: View<'a>,
}

/// `GET, POST /sign-in/terms`: they have changed.
#[derive(Clone, Copy, Template)]
#[template(path = "new_terms.html")]
pub struct NewTerms<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// `accept_terms`
    pub accept_terms: Checkbox<'a>,
}

/// After `POST /sign-in` with a temporary password whose time is over.
#[derive(Clone, Copy, Template)]
#[template(path = "ran_out.html")]
pub struct RanOut<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The address as it was typed.
    pub email: &'a str,
}

/// What a member came to the office's page for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeSubject {
    /// Signing in while staff look into the login.
    Frozen,
    /// After "this wasn't me".
    Told,
}

/// What the office does until the portal does it.
#[derive(Clone, Copy, Template)]
#[template(path = "office.html")]
pub struct Office<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What for.
    pub subject: OfficeSubject,
}

documents!(SignIn, Home, Terms, NewTerms, RanOut, Office);

impl SignIn<'_> {
    fn notice(&self) -> Option<&'static str> {
        let words = &self.view.words().account.sign_in;
        self.notice.map(|notice| match notice {
            SignInNotice::PasswordSet => words.password_set,
            SignInNotice::SignedOut => words.signed_out,
            SignInNotice::SignInFirst => words.sign_in_first,
            SignInNotice::EmailChanged => words.email_changed,
            SignInNotice::BillsByEmail => words.bills_by_email,
            SignInNotice::EmailProven => words.email_proven,
            SignInNotice::SecondOver => words.second_over,
        })
    }

    /// Browsers offer passkeys in the box of the email.
    fn email_autocomplete(&self) -> &'static str {
        if self.passkey.is_some() { "username webauthn" } else { "username" }
    }
}

impl Page for SignIn<'_> {
    fn title(&self) -> &'static str {
        self.view.words().account.sign_in.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/sign-in")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([
            ("email", self.email.error),
            ("password", self.password.error),
            ("passkey", self.passkey.and_then(|by| by.error)),
        ])
    }

    fn has_passkey(&self) -> bool {
        self.passkey.is_some()
    }
}

impl Home<'_> {
    /// Whether the payment door is open.
    fn pays(&self) -> bool {
        self.phrase.is_some()
    }

    fn changes(&self) -> Vec<(&'static str, &str)> {
        let words = &self.view.words().profile.changes;
        self.changes.iter().map(|(changed, day)| (words.get(*changed), day.as_str())).collect()
    }

    /// Whether any account is open to the member, their own or somebody else's. Without one there is only adding one.
    fn has_account(&self) -> bool {
        !(self.accounts.is_empty() && self.others.is_empty() && self.more.is_empty())
    }

    /// Whether there is something to say of what is due on any account.
    fn knows_dues(&self) -> bool {
        let of_one = |it: &HomeAccount| it.due.is_some() || it.held_until.is_some();
        self.held_until.is_none() && self.accounts.iter().any(of_one)
    }

    fn due(&self, due: &AccountDue) -> String {
        let words = &self.view.words().account.home;
        let (sum, by) = (due.sum.as_str(), due.by.as_deref());
        match due.standing {
            Standing::Nothing => words.nothing_due.to_owned(),
            Standing::Credit => (words.credit)(sum),
            Standing::AutoPay => (words.auto_pay)(sum, by),
            Standing::Due => (words.due_by)(sum, by),
            Standing::PastDue => (words.past_due)(sum, by),
        }
    }

    fn arrive(&self, account: &HomeAccount) -> &'static str {
        let words = &self.view.words().account.home;
        match account.bills {
            Bills::ByEmail => words.by_email,
            Bills::OnPaper => words.on_paper,
        }
    }
}

impl Page for Home<'_> {
    fn title(&self) -> &'static str {
        self.view.words().account.home.title
    }
}

impl Terms<'_> {
    fn date(&self) -> String {
        long_date(self.view.portal().terms.date, self.view.language)
    }
}

impl Page for Terms<'_> {
    fn title(&self) -> &'static str {
        self.view.words().account.terms.title
    }
}

impl NewTerms<'_> {
    fn date(&self) -> String {
        long_date(self.view.portal().terms.date, self.view.language)
    }
}

impl Page for NewTerms<'_> {
    fn title(&self) -> &'static str {
        self.view.words().account.terms.changed.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/sign-in/terms")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([("accept_terms", self.accept_terms.error)])
    }
}

impl Page for RanOut<'_> {
    fn title(&self) -> &'static str {
        self.view.words().account.sign_in.ran_out.title
    }
}

impl Office<'_> {
    fn text(&self) -> &'static [&'static str] {
        let words = &self.view.words().account.office;
        match self.subject {
            OfficeSubject::Frozen => words.frozen_text,
            OfficeSubject::Told => words.told_text,
        }
    }

    fn way_on(&self) -> (&'static str, &'static str) {
        let words = &self.view.words().account.office;
        match self.subject {
            OfficeSubject::Frozen => ("/sign-in", words.to_sign_in),
            OfficeSubject::Told => ("/", words.to_start),
        }
    }
}

impl Page for Office<'_> {
    fn title(&self) -> &'static str {
        let words = &self.view.words().account.office;
        match self.subject {
            OfficeSubject::Frozen => words.frozen_title,
            OfficeSubject::Told => words.told_title,
        }
    }
}
