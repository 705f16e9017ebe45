//! The co-ops at which the moves are made: one as it is shipped, and one with a code on each bill and letters that confirm.

use tests::app::{TestApp, by_letter};

use super::moves::{ACCOUNTS, EXTRACTS, PEOPLE};
use super::portal::{BILLED, EMAILS, Running};

/// A co-op.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CoOp {
    /// It asks for the ZIP code, and paper ends at once.
    Shipped,
    /// It asks for the code on the bill, and paper ends with a letter's link.
    ByLetter,
}

/// Name and status of each account, by extract.
///
/// The first extract is the beginning. In the next, others move into the second account. Then the first closes.
const ROWS: [[(&str, bool); ACCOUNTS]; EXTRACTS] = [
    [(BILLED[0].name, true), (BILLED[1].name, true), (BILLED[2].name, true)],
    [(BILLED[0].name, true), ("Nightingale", true), (BILLED[2].name, true)],
    [(BILLED[0].name, false), (BILLED[1].name, true), (BILLED[2].name, true)],
];

/// Whose each account is, by extract: the customer's number at the office.
const CUSTOMERS: [[&str; ACCOUNTS]; EXTRACTS] =
    [["7001", "7002", "7003"], ["7001", "7009", "7003"], ["7001", "7002", "7003"]];

/// A customer who has none of the accounts.
const NOBODY: &str = "7777";

impl CoOp {
    /// The portal of it, before its first import.
    pub(super) fn app(self) -> TestApp {
        match self {
            Self::Shipped => TestApp::empty(),
            Self::ByLetter => TestApp::of(by_letter()),
        }
    }

    /// Name and status of each account in an extract.
    pub(super) fn rows(number: usize) -> [(&'static str, bool); ACCOUNTS] {
        ROWS[number]
    }

    /// An extract, by number.
    pub(super) fn extract(self, number: usize) -> String {
        let contacts = ["", "", EMAILS[PEOPLE - 1]];
        let mut text = match self {
            Self::Shipped => "account_no,last_name,billing_zip,status,contact_email\n".to_owned(),
            Self::ByLetter => "account_no,last_name,customer_no,status,contact_email\n".to_owned(),
        };
        for (at, billed) in BILLED.iter().enumerate() {
            let (name, is_active) = ROWS[number][at];
            let status = if is_active { "active" } else { "closed" };
            let proof = match self {
                Self::Shipped => billed.zip,
                Self::ByLetter => CUSTOMERS[number][at],
            };
            let row = [billed.number, name, proof, status, contacts[at]].join(",");
            text.extend([&row, "\n"]);
        }
        text
    }
}

impl Running<'_> {
    /// What is typed about an account as its bill says, or wrong: the name, or the code where that is asked for.
    pub(super) fn facts(&self, account: usize, right: bool) -> [(&'static str, String); 3] {
        let (billed, name) = (BILLED[account], self.oracle.accounts[account].name);
        let number = ("account_number", billed.number.to_owned());
        match self.co_op {
            CoOp::Shipped => {
                let name = if right { name } else { "Someoneelse" };
                [number, ("name", name.to_owned()), ("billing_zip", billed.zip.to_owned())]
            }
            CoOp::ByLetter => {
                let customer = if right { CUSTOMERS[self.extract][account] } else { NOBODY };
                let code = self.app.printed_code(billed.number, customer, 5);
                [number, ("name", name.to_owned()), ("bill_code", code)]
            }
        }
    }
}
