//! A bill, and what it is named by.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::history::balance::Newer;
use crate::history::bill_key::BillKey;
use crate::history::cents::Cents;
use crate::history::document::DocumentTag;
use crate::history::page_code::PageCode;
use crate::keys::ring::KeyRing;
use crate::values::account_number::AccountNumber;
use crate::values::ids::MemberId;

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
    /// The document that billing names with it.
    pub document: Option<DocumentTag>,
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
    /// Whether its document was copied, so that it can be shown.
    pub has_document: bool,
}

impl ToldBill {
    /// The bill as it takes the place of the one that is kept: its document is there if it was copied before, for the one
    /// that is kept or by what is known of its name.
    #[must_use]
    pub fn over(self, kept: Option<&Self>, is_copied: bool) -> Self {
        let has_copy =
            kept.is_some_and(|kept| kept.has_document && kept.bill.document == self.bill.document);
        Self { has_document: is_copied || has_copy, ..self }
    }

    /// Its document, once that was copied.
    #[must_use]
    pub fn shown_document(&self) -> Option<DocumentTag> {
        self.bill.document.filter(|_| self.has_document)
    }
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

/// The newest bills of an account, the newest first, and none from before `oldest`.
#[must_use]
pub fn newest(mut told: Vec<(BillKey, ToldBill)>, oldest: Date) -> Vec<(BillKey, ToldBill)> {
    told.retain(|(_, told)| told.bill.date >= oldest);
    // Two of one day, such as a bill and its correction, stand in the order of what they bill.
    told.sort_by_key(|(_, told)| std::cmp::Reverse((told.bill.date, told.bill.from)));
    told.truncate(SHOWN);
    told
}

/// What names an account in addresses of a member's pages: 12 characters that mean nothing to anybody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountCode(PageCode);

impl AccountCode {
    /// The code of an account on the pages of one member.
    #[must_use]
    pub fn of(keys: &KeyRing, member: &MemberId, account: &AccountNumber) -> Self {
        let parts = [&b"page"[..], member.as_str().as_bytes(), account.expose().as_bytes()];
        Self(PageCode::of(keys, &parts))
    }

    /// Takes what stands in an address; `None` unless it has the form of a code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        PageCode::parse(text).map(Self)
    }

    /// The code's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::civil::date;

    use super::*;
    use crate::fixtures::test_keys;
    use crate::history::document::DocumentName;

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
            document: None,
        };
        let at = NOON + SignedDuration::from_hours(hours);
        ToldBill { bill, at, has_document: false }
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
    fn a_corrected_bill_keeps_its_document_as_long_as_it_names_the_same() {
        let tag =
            |name: &str| DocumentTag::of(&test_keys(), &DocumentName::parse(name).expect("a name"));
        let naming = |name: Option<&str>, cents| {
            let told = told(cents, 0);
            ToldBill { bill: Bill { document: name.map(tag), ..told.bill }, ..told }
        };
        let kept = ToldBill { has_document: true, ..naming(Some("a.pdf"), 1) };

        assert!(naming(Some("a.pdf"), 2).over(Some(&kept), false).has_document);
        assert!(!naming(Some("b.pdf"), 2).over(Some(&kept), false).has_document);
        assert!(naming(Some("b.pdf"), 2).over(Some(&kept), true).has_document);
        assert!(!naming(None, 2).over(Some(&kept), false).has_document);
        assert!(!kept.over(None, false).has_document, "a new bill has to wait for it");
        assert_eq!(kept.shown_document(), Some(tag("a.pdf")));
        assert_eq!(naming(Some("a.pdf"), 1).shown_document(), None);
    }

    #[test]
    fn the_newest_bills_come_first_and_no_more_than_a_page_has() {
        let of = |month: i8| {
            let told = told(i64::from(month), 0);
            let year = 2020 + i16::from(month) / 12;
            ToldBill { bill: Bill { date: date(year, month % 12 + 1, 1), ..told.bill }, ..told }
        };

        let keyed = |month: i8| (BillKey::from_stored(month.to_string()), of(month));
        let all = || [3, 1, 2].into_iter().chain(4..30).map(keyed).collect();
        let shown = newest(all(), date(2020, 1, 1));

        let sums: Vec<i64> = shown.iter().map(|(_, told)| told.bill.amount.expose()).collect();
        assert_eq!(sums, (6..30).rev().collect::<Vec<i64>>());
        let of_month = |at: usize| shown[at].1.bill.date;
        assert_eq!(newest(all(), of_month(3)), shown[..4], "none that is no longer kept");
        assert!(newest(Vec::new(), date(2020, 1, 1)).is_empty());
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
