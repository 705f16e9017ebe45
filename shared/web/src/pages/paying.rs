//! The pages on the way to the payment vendor.

use askama::Template;
use domain::history::Standing;

use super::Choice;
use super::frame::{Page, documents};
use crate::pages::view::View;

/// What there is to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayState {
    /// Billing has told nothing: the vendor asks how much.
    Unknown,
    /// What is due is not shown before then; the vendor asks how much.
    Held(String),
    /// Nothing.
    Nothing,
    /// Nothing, and the co-op owes the member so much.
    Credit(String),
    /// So much, by a day if that is known.
    Owed {
        /// How it stands.
        standing: Standing,
        /// The sum.
        sum: String,
        /// The day.
        by: Option<String>,
    },
}

/// `GET, POST /pay`.
#[derive(Clone, Copy, Template)]
#[template(path = "pay.html")]
pub struct Pay<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The security phrase.
    pub phrase: &'a str,
    /// The account, masked; none if the member has none.
    pub number: Option<&'a str>,
    /// What billing calls it.
    pub name: Option<&'a str>,
    /// Whether billing has closed it.
    pub is_closed: bool,
    /// What names it in the form.
    pub code: &'a str,
    /// The accounts to choose from.
    pub choices: &'a [Choice],
    /// Whose it is, where it is somebody else's.
    pub owner: Option<&'a str>,
    /// What there is to pay.
    pub state: &'a PayState,
}

/// After `POST /pay`: the one page whose form is posted to somebody else.
#[derive(Clone, Copy, Template)]
#[template(path = "handed_over.html")]
pub struct HandedOver<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The security phrase.
    pub phrase: &'a str,
    /// The account, masked.
    pub number: &'a str,
    /// What billing calls it.
    pub name: Option<&'a str>,
    /// What names it in addresses.
    pub code: &'a str,
    /// Whose it is, where it is somebody else's.
    pub owner: Option<&'a str>,
    /// What is due, if it is known.
    pub amount: Option<&'a str>,
    /// Where the form is posted.
    pub vendor: &'a str,
    /// What it posts.
    pub token: &'a str,
}

documents!(Pay, HandedOver);

impl Pay<'_> {
    fn says(&self) -> String {
        let home = &self.view.words().account.home;
        match self.state {
            PayState::Unknown => self.view.words().paying.unknown.to_owned(),
            PayState::Held(until) => (self.view.words().paying.held)(until),
            PayState::Nothing => home.nothing_due.to_owned(),
            PayState::Credit(sum) => (home.credit)(sum),
            PayState::Owed { standing, sum, by } => match standing {
                Standing::AutoPay => (home.auto_pay)(sum, by.as_deref()),
                Standing::PastDue => (home.past_due)(sum, by.as_deref()),
                Standing::Due | Standing::Nothing | Standing::Credit => {
                    (home.due_by)(sum, by.as_deref())
                }
            },
        }
    }

    fn is_payable(&self) -> bool {
        matches!(self.state, PayState::Unknown | PayState::Held(_) | PayState::Owed { .. })
    }

    /// What the vendor is told.
    fn leads(&self) -> &'static str {
        let words = &self.view.words().paying;
        match self.state {
            PayState::Unknown | PayState::Held(_) => words.leads_without,
            PayState::Nothing | PayState::Credit(_) | PayState::Owed { .. } => words.leads,
        }
    }

    fn is_taken(&self) -> bool {
        matches!(self.state, PayState::Owed { standing: Standing::AutoPay, .. })
    }
}

impl Page for Pay<'_> {
    fn title(&self) -> &'static str {
        self.view.words().paying.title
    }
}

impl Page for HandedOver<'_> {
    fn title(&self) -> &'static str {
        self.view.words().paying.title
    }
}
