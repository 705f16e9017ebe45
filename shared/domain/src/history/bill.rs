//! A bill, and what it is named by.

use std::fmt;

use data_encoding::BASE32_NOPAD;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::history::balance::Newer;
use crate::history::cents::Cents;
use crate::keys::ring::KeyRing;
use crate::values::account_number::AccountNumber;
use crate::values::ids::{HistoryKey, MemberId};
use crate::values::typed::Typed;

/// What one bill says. Personal, so `Debug` shows nothing of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bill {
    /// The day of the bill.
    pub date: Date,
    /// What it comes to; below zero it is a credit.
    pub amount: Cents,
    /// The first day that it bills.
    pub from: Date,
    /// The last day that it bills.
    pub to: Option<Date>,
    /// By when it is to be paid.
    pub due: Option<Date>,
    /// The electricity that it bills, in watt-hours.
    pub watt_hours: Option<u64>,
    /// What was owed with it, earlier bills included.
    pub balance: Option<Cents>,
}

impl fmt::Debug for Bill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bill(..)")
    }
}

/// A bill, and when billing told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldBill {
    /// What it says.
    pub bill: Bill,
    /// When the file was put that has it.
    pub at: Timestamp,
}

/// Compares a bill with the one that is kept under its key: the file that was put last wins.
#[must_use]
pub fn newer_bill(kept: Option<&ToldBill>, told: &ToldBill) -> Newer {
    match kept {
        None => Newer::First,
        Some(kept) if kept.bill == told.bill => Newer::Same,
        Some(kept) if kept.at > told.at => Newer::Older,
        Some(_) => Newer::Replaces,
    }
}

/// How many bills a page shows.
pub const SHOWN: usize = 24;

/// The newest bills of an account, the newest first.
#[must_use]
pub fn newest(told: Vec<ToldBill>) -> Vec<Bill> {
    let mut bills: Vec<Bill> = told.into_iter().map(|told| told.bill).collect();
    // Two of one day, such as a bill and its correction, stand in the order of what they bill.
    bills.sort_by_key(|bill| std::cmp::Reverse((bill.date, bill.from)));
    bills.truncate(SHOWN);
    bills
}

/// What a bill is kept under within its partition: an HMAC of its number or, without one, of its day.
///
/// A correction may have another day; it has the same number, so it takes the place of the bill that it corrects.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BillKey(String);

impl BillKey {
    /// The key of a bill.
    #[must_use]
    pub fn of(keys: &KeyRing, partition: &HistoryKey, number: Option<&Typed>, date: Date) -> Self {
        let date = date.to_string();
        let (kind, name) = match number {
            Some(number) => (&b"number"[..], number.expose()),
            None => (&b"date"[..], date.as_str()),
        };
        let parts = [&b"bill"[..], partition.as_str().as_bytes(), kind, name.as_bytes()];
        Self(BASE32_NOPAD.encode(&keys.index_mac(&parts)).to_ascii_lowercase())
    }

    /// Takes a key as an item has it.
    #[must_use]
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The key's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a bill is kept: its account and holder, and its key there.
pub type BillPlace = (HistoryKey, BillKey);

/// What names an account in addresses of a member's pages: 12 characters that mean nothing to anybody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountCode(String);

impl AccountCode {
    /// How many characters it has.
    pub const LENGTH: usize = 12;

    /// The code of an account on the pages of one member.
    #[must_use]
    pub fn of(keys: &KeyRing, member: &MemberId, account: &AccountNumber) -> Self {
        let parts = [&b"page"[..], member.as_str().as_bytes(), account.expose().as_bytes()];
        let text = BASE32_NOPAD.encode(&keys.index_mac(&parts)).to_ascii_lowercase();
        Self(text.chars().take(Self::LENGTH).collect())
    }

    /// Takes what stands in an address; `None` unless it has the form of a code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(&byte);
        (text.len() == Self::LENGTH && text.bytes().all(fits)).then(|| Self(text.to_owned()))
    }

    /// The code's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::civil::date;

    use super::*;
    use crate::fixtures::test_keys;

    const NOON: Timestamp = Timestamp::constant(1_795_435_200, 0);

    fn told(amount: i64, hours: i64) -> ToldBill {
        let bill = Bill {
            date: date(2026, 11, 12),
            amount: Cents::new(amount).expect("a sum"),
            from: date(2026, 10, 10),
            to: None,
            due: None,
            watt_hours: None,
            balance: None,
        };
        ToldBill { bill, at: NOON + SignedDuration::from_hours(hours) }
    }

    #[test]
    fn a_correction_replaces_and_an_older_file_does_not_bring_the_wrong_bill_back() {
        let (wrong, right) = (told(100, 0), told(200, 1));

        assert_eq!(newer_bill(None, &wrong), Newer::First);
        assert_eq!(newer_bill(Some(&wrong), &right), Newer::Replaces);
        assert_eq!(newer_bill(Some(&right), &wrong), Newer::Older);
        assert_eq!(newer_bill(Some(&wrong), &told(100, 9)), Newer::Same);
    }

    #[test]
    fn the_newest_bills_come_first_and_no_more_than_a_page_has() {
        let of = |month: i8| {
            let told = told(i64::from(month), 0);
            let year = 2020 + i16::from(month) / 12;
            ToldBill { bill: Bill { date: date(year, month % 12 + 1, 1), ..told.bill }, ..told }
        };

        let shown = newest([3, 1, 2].into_iter().chain(4..30).map(of).collect());

        let sums: Vec<i64> = shown.iter().map(|bill| bill.amount.expose()).collect();
        assert_eq!(sums, (6..30).rev().collect::<Vec<i64>>());
        assert!(newest(Vec::new()).is_empty());
    }

    #[test]
    fn a_bill_is_known_by_its_number_or_else_by_its_day() {
        let keys = test_keys();
        let partition = HistoryKey::from_stored("a");
        let (first, second) = (date(2026, 11, 12), date(2026, 11, 13));
        let of = |number: Option<&str>, day| {
            BillKey::of(&keys, &partition, number.map(Typed::new).as_ref(), day)
        };

        assert_eq!(of(Some("77"), first), of(Some("77"), second));
        assert_ne!(of(Some("77"), first), of(Some("78"), first));
        assert_ne!(of(None, first), of(None, second));
        assert_ne!(of(Some("2026-11-12"), first), of(None, first));
        let other = BillKey::of(&keys, &HistoryKey::from_stored("b"), None, first);
        assert_ne!(of(None, first), other);
    }

    #[test]
    fn an_account_has_another_code_on_each_members_pages() {
        let keys = test_keys();
        let account = AccountNumber::parse("42").expect("a number");
        let of = |member: &str| AccountCode::of(&keys, &MemberId::from_stored(member), &account);

        assert_ne!(of("a"), of("b"));
        assert_eq!(AccountCode::parse(of("a").as_str()), Some(of("a")));
        for text in ["", "42", "../../../etc", "abcdefghijk1", "ABCDEFGHIJKL", "abcdefghijklm"] {
            assert_eq!(AccountCode::parse(text), None, "{text}");
        }
    }
}
