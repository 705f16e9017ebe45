//! The columns of an extract, and the names that they usually have.

use super::words::Word::{
    self, Account, Address, Bill, Business, Cents, Contact, Customer, Date, Delivery, Email, From,
    Holder, Joint, Language, Last, Name, No, Old, Phone, Separate, Service, Status, Zip,
};
use super::words::words;

/// A column that an extract may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsualColumn {
    /// Its name here.
    pub name: &'static str,
    /// What it holds, for people.
    pub holds: &'static str,
    /// Some of the names that it is found by.
    pub found_by: &'static [&'static str],
    /// The words by which it is found.
    certain: &'static [&'static [Word]],
    /// Words that may mean another column too, so they count only if no column has the certain ones.
    likely: &'static [&'static [Word]],
}

/// The account's own number.
pub(crate) const ACCOUNT: &str = "account_no";
/// The holder's last name.
pub(crate) const LAST_NAME: &str = "last_name";
/// The business.
pub(crate) const BUSINESS_NAME: &str = "business_name";
/// Other holders' last names.
pub(crate) const JOINT_LAST_NAMES: &str = "joint_last_names";
/// Old numbers.
pub(crate) const ALIASES: &str = "alias_nos";
/// The customer's number.
pub(crate) const CUSTOMER: &str = "customer_no";
/// Whether the account is billed.
pub(crate) const STATUS: &str = "status";
/// The first day that is the holder's.
pub(crate) const SERVICE_FROM: &str = "service_from";
/// What billing calls the service.
pub(crate) const SERVICE_NAME: &str = "service_name";
/// Whom billing reaches by email.
pub(crate) const EMAIL: &str = "contact_email";
/// The language of their letters.
pub(crate) const LANGUAGE: &str = "language";

/// All columns that are known; questions may ask for others.
pub const USUAL_COLUMNS: [UsualColumn; 17] = [
    UsualColumn {
        name: ACCOUNT,
        holds: "the number on the bill; needed",
        found_by: &[
            "Account Number",
            "Acct_Nbr",
            "AccountNo",
            "ACCT #",
            "Customer Account Number",
            "Account",
        ],
        certain: &[
            &[Account, No],
            &[Customer, Account, No],
            &[Customer, Account],
            &[Bill, Account, No],
            &[Bill, Account],
            &[Service, Account, No],
        ],
        likely: &[&[Account]],
    },
    UsualColumn {
        name: LAST_NAME,
        holds: "the holder's last name; this or business_name is needed",
        found_by: &[
            "Last Name",
            "LASTNAME",
            "Surname",
            "Customer Last Name",
            "Name",
            "Customer Name",
            "Member Name",
        ],
        certain: &[
            &[Last, Name],
            &[Last],
            &[Customer, Last, Name],
            &[Account, Last, Name],
            &[Bill, Last, Name],
        ],
        likely: &[
            &[Name],
            &[Customer, Name],
            &[Account, Name],
            &[Account, Holder],
            &[Account, Holder, Name],
            &[Bill, Name],
            &[Holder, Name],
        ],
    },
    UsualColumn {
        name: BUSINESS_NAME,
        holds: "the business; this or last_name is needed",
        found_by: &["Business Name", "Company", "Organization", "DBA"],
        certain: &[&[Business, Name], &[Business], &[Customer, Business, Name]],
        likely: &[],
    },
    UsualColumn {
        name: JOINT_LAST_NAMES,
        holds: "other holders' last names, separated by ;",
        found_by: &["Joint Last Name", "Spouse Last Name", "Secondary Name", "Name 2"],
        certain: &[&[Joint, Last, Name], &[Joint, Name], &[Last, Name, Joint], &[Name, Joint]],
        likely: &[],
    },
    UsualColumn {
        name: "billing_zip",
        holds: "the ZIP code that bills go to",
        found_by: &[
            "Billing Zip",
            "Bill_Zip",
            "Mailing Zip Code",
            "ZIP",
            "Zip Code",
            "Postal Code",
        ],
        certain: &[&[Bill, Zip], &[Customer, Bill, Zip]],
        likely: &[&[Zip], &[Customer, Zip], &[Account, Zip]],
    },
    UsualColumn {
        name: "service_zip",
        holds: "the ZIP code of the meter",
        found_by: &["Service Zip", "Svc_Zip", "Service Address Zip Code"],
        certain: &[&[Service, Zip]],
        likely: &[],
    },
    UsualColumn {
        name: ALIASES,
        holds: "old account numbers, separated by ;",
        found_by: &["Old Account Number", "Previous Acct", "Legacy_Account_No"],
        certain: &[&[Old, Account, No], &[Old, Account], &[Old, No]],
        likely: &[],
    },
    UsualColumn {
        name: CUSTOMER,
        holds: "the customer's number; when it changes, the account passes to other people",
        found_by: &["Customer Number", "Cust_Nbr", "CustomerID", "Member Number", "MBRSEP"],
        certain: &[&[Customer, No], &[Customer, Separate], &[Customer, Separate, No]],
        likely: &[],
    },
    UsualColumn {
        name: SERVICE_FROM,
        holds: "the holder's first day; balances from before it are not shown to them",
        found_by: &["Service From", "Service Start Date", "Move-In Date", "Connect Date"],
        certain: &[
            &[Service, From],
            &[Service, From, Date],
            &[From, Date],
            &[Account, From, Date],
            &[Customer, From, Date],
        ],
        likely: &[&[From], &[Customer, From], &[Account, From]],
    },
    UsualColumn {
        name: SERVICE_NAME,
        holds: "the service's address or name; its member sees it beside the account",
        found_by: &["Service Address", "Service Name", "Svc_Addr", "Premise Address", "Location"],
        certain: &[
            &[Service, Address],
            &[Service, Name],
            &[Account, Service, Address],
            &[Customer, Service, Address],
        ],
        likely: &[&[Service]],
    },
    UsualColumn {
        name: STATUS,
        holds: "active, closed, or a word that the settings translate; empty means active",
        found_by: &["Status", "Account Status", "Acct_Stat", "Status Code"],
        certain: &[&[Account, Status], &[Status]],
        likely: &[&[Customer, Status], &[Bill, Status], &[Service, Status]],
    },
    UsualColumn {
        name: EMAIL,
        holds: "who hears that an account came online",
        found_by: &["Email", "E-Mail Address", "Primary Email", "Contact Email", "Customer Email"],
        certain: &[
            &[Email],
            &[Contact, Email],
            &[Customer, Email],
            &[Bill, Email],
            &[Account, Email],
        ],
        likely: &[],
    },
    UsualColumn {
        name: LANGUAGE,
        holds: "the language of their letters: en or es",
        found_by: &["Language", "Preferred Language", "Lang_Cd"],
        certain: &[&[Language], &[Customer, Language]],
        likely: &[],
    },
    UsualColumn {
        name: "last_bill_cents",
        holds: "the last bill's sum in cents",
        found_by: &["Last Bill Cents"],
        certain: &[&[Last, Bill, Cents]],
        likely: &[],
    },
    UsualColumn {
        name: "last_bill_date",
        holds: "the last bill's date",
        found_by: &["Last Bill Date", "Last Billing Date", "Bill Date"],
        certain: &[&[Last, Bill, Date]],
        likely: &[&[Bill, Date]],
    },
    UsualColumn {
        name: "bill_delivery",
        holds: "paper or email; not read",
        found_by: &["Bill Delivery"],
        certain: &[&[Bill, Delivery]],
        likely: &[],
    },
    UsualColumn {
        name: "contact_phone",
        holds: "a phone number; read only if a question asks for it",
        found_by: &["Phone", "Contact Phone", "Primary Phone Number"],
        certain: &[
            &[Phone],
            &[Phone, No],
            &[Contact, Phone],
            &[Contact, Phone, No],
            &[Customer, Phone],
            &[Customer, Phone, No],
        ],
        likely: &[],
    },
];

/// How well a name fits a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// It is the column's name here.
    Own,
    /// It can mean no other column.
    Certain,
    /// It could mean another one.
    Likely,
}

/// Which column a name means, and how well it fits.
pub(crate) fn meant(name: &str) -> Option<(&'static str, Fit)> {
    if let Some(own) = USUAL_COLUMNS.iter().find(|column| column.name == name) {
        return Some((own.name, Fit::Own));
    }
    // `Account Number (required)`: what stands in brackets is a remark.
    let before_remark = || name.split_once(['(', '[']).map(|(before, _)| before);
    let words = words(name).or_else(|| words(before_remark()?))?;
    let by = |pick: fn(&UsualColumn) -> &'static [&'static [Word]], fit| {
        let found = USUAL_COLUMNS.iter().find(|column| pick(column).contains(&words.as_slice()));
        found.map(|column| (column.name, fit))
    };
    by(|column| column.certain, Fit::Certain).or_else(|| by(|column| column.likely, Fit::Likely))
}

#[cfg(test)]
mod tests;
