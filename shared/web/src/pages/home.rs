//! The member's home.

use askama::Template;
use domain::history::Standing;
use domain::{Bills, Changed};

use super::Choice;
use super::frame::{Page, documents};
use crate::pages::view::View;

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
    /// Whether an account of somebody else's was just accepted, and how it stands.
    pub joined: Option<Joined>,
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

/// An account of somebody else's that was just accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// It is open.
    Open,
    /// It is held, and opens later.
    Later,
}

/// Of up to so many accounts home says in a sentence what was used; of more, in figures.
const FEW: usize = 3;
/// Of more accounts than this home leaves out what was paid last.
const MANY: usize = 20;

/// A billing account on home.
#[derive(Clone, Debug)]
pub struct HomeAccount {
    /// Its number, masked.
    pub number: String,
    /// What billing calls it, if it is known and may be shown.
    pub name: Option<String>,
    /// Whether billing has closed it.
    pub is_closed: bool,
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

documents!(Home);

impl Home<'_> {
    /// What is said of an account that was just accepted.
    fn joined(&self) -> Option<&'static str> {
        let words = &self.view.words().people.others;
        self.joined.map(|joined| match joined {
            Joined::Open => words.joined,
            Joined::Later => words.joined_later,
        })
    }

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

    /// Whether what is due, what was used and how bills come stand in one list: of many accounts, each is named once.
    fn is_one_list(&self) -> bool {
        self.accounts.len() > FEW && self.knows_dues()
    }

    /// The last payment; of very many accounts it is left out, so that the page stays small.
    fn paid<'a>(&self, due: &'a AccountDue) -> Option<&'a (String, Option<String>)> {
        due.paid.as_ref().filter(|_| self.accounts.len() <= MANY)
    }

    /// The month that stands once above many accounts, where what was used on each is of the same one.
    fn month_of_all(&self) -> Option<&str> {
        let used = || self.accounts.iter().filter_map(|account| account.used.as_ref());
        let month = used().next().map(|used| used.month.as_str())?;
        let is_one = used().all(|used| used.month == month);
        (self.accounts.len() > FEW && is_one).then_some(month)
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
