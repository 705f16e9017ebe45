//! What is due on an account, as billing said last.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::history::cents::Cents;

/// A payment that billing knows of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// How much came.
    pub amount: Cents,
    /// The day.
    pub on: Option<Date>,
}

/// What is due on an account. Personal, so `Debug` shows nothing of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// What is owed; below zero it is a credit.
    pub amount: Cents,
    /// The day of which this is true.
    pub as_of: Date,
    /// By when it is to be paid.
    pub due: Option<Date>,
    /// Whether it is taken by itself; `None` if billing does not say.
    pub auto_pay: Option<bool>,
    /// The last payment.
    pub last_payment: Option<Payment>,
}

impl fmt::Debug for Balance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Balance(..)")
    }
}

/// A balance, and when billing told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it told.
    pub balance: Balance,
    /// When the file was put that has it.
    pub at: Timestamp,
}

/// How a balance stands on a day, for the member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is owed.
    Nothing,
    /// The co-op owes it to the member.
    Credit,
    /// It will be taken by itself.
    AutoPay,
    /// It is to be paid, by a day if that is known.
    Due,
    /// The day by which it was to be paid has gone by.
    PastDue,
}

impl Balance {
    /// Figures that are older than this say how old they are. Source: docs/DATA.md#what-is-due.
    const FRESH_DAYS: i32 = 7;

    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, today: Date) -> Standing {
        let is_past = self.due.is_some_and(|due| due < today);
        match (self.amount.is_credit(), self.amount.is_owed(), self.auto_pay) {
            (true, _, _) => Standing::Credit,
            (false, false, _) => Standing::Nothing,
            // What Auto Pay should have taken and did not is past due like anything else.
            (false, true, Some(true)) if !is_past => Standing::AutoPay,
            (false, true, _) if is_past => Standing::PastDue,
            (false, true, _) => Standing::Due,
        }
    }

    /// Whether it is so old that a member has to be told.
    #[must_use]
    pub fn is_old(&self, today: Date) -> bool {
        today.since(self.as_of).is_ok_and(|age| age.get_days() > Self::FRESH_DAYS)
    }
}

/// What becomes of a balance that a file tells, where another one may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newer {
    /// Nothing was known of the account.
    First,
    /// It takes the kept one's place.
    Replaces,
    /// It says the same.
    Same,
    /// The kept one is of a later day, or of the same day and was told later.
    Older,
}

/// Compares a balance with the one that is kept.
///
/// The later day wins, whichever file comes first; of one day, the file that was put last. So a file that is put again
/// never brings back what a later one has corrected.
#[must_use]
pub fn newer(kept: Option<&Told>, told: &Told) -> Newer {
    match kept {
        None => Newer::First,
        Some(kept) if kept.balance == told.balance => Newer::Same,
        Some(kept) if (kept.balance.as_of, kept.at) > (told.balance.as_of, told.at) => Newer::Older,
        Some(_) => Newer::Replaces,
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::civil::date;

    use super::*;

    const NOON: Timestamp = Timestamp::constant(1_795_435_200, 0);
    const TODAY: Date = date(2026, 11, 23);

    fn balance(amount: i64) -> Balance {
        let amount = Cents::new(amount).expect("a sum");
        Balance { amount, as_of: TODAY, due: None, auto_pay: None, last_payment: None }
    }

    fn told(balance: Balance, hours: i64) -> Told {
        Told { balance, at: NOON + SignedDuration::from_hours(hours) }
    }

    #[test]
    fn the_later_day_wins_whichever_file_comes_first() {
        let yesterday = Balance { as_of: date(2026, 11, 22), ..balance(100) };

        assert_eq!(newer(None, &told(balance(100), 0)), Newer::First);
        assert_eq!(newer(Some(&told(yesterday, 0)), &told(balance(100), 0)), Newer::Replaces);
        assert_eq!(newer(Some(&told(balance(100), 0)), &told(yesterday, 9)), Newer::Older);
    }

    #[test]
    fn a_corrected_row_replaces_and_an_older_file_does_not_bring_the_wrong_one_back() {
        let (wrong, right) = (told(balance(100), 0), told(balance(200), 1));

        assert_eq!(newer(Some(&wrong), &right), Newer::Replaces);
        assert_eq!(newer(Some(&right), &wrong), Newer::Older);
        assert_eq!(newer(Some(&right), &told(balance(300), 1)), Newer::Replaces);
    }

    #[test]
    fn the_same_row_again_changes_nothing() {
        assert_eq!(newer(Some(&told(balance(100), 0)), &told(balance(100), 9)), Newer::Same);
    }

    #[test]
    fn what_is_owed_stands_as_its_day_and_auto_pay_say() {
        let owed = balance(8_410);
        let by = |due| Balance { due: Some(due), ..owed };
        let (yesterday, tomorrow) = (date(2026, 11, 22), date(2026, 11, 24));

        assert_eq!(balance(0).standing(TODAY), Standing::Nothing);
        assert_eq!(balance(-1).standing(TODAY), Standing::Credit);
        assert_eq!(owed.standing(TODAY), Standing::Due);
        assert_eq!(by(TODAY).standing(TODAY), Standing::Due);
        assert_eq!(by(yesterday).standing(TODAY), Standing::PastDue);
        let auto = |due| Balance { auto_pay: Some(true), ..by(due) };
        assert_eq!(auto(tomorrow).standing(TODAY), Standing::AutoPay);
        assert_eq!(auto(yesterday).standing(TODAY), Standing::PastDue);
        assert_eq!(Balance { auto_pay: Some(false), ..owed }.standing(TODAY), Standing::Due);
    }

    #[test]
    fn figures_are_old_after_a_week() {
        let of = |day| Balance { as_of: date(2026, 11, day), ..balance(1) };

        assert!(!of(16).is_old(TODAY));
        assert!(of(15).is_old(TODAY));
        assert!(Balance { as_of: date(2025, 11, 23), ..balance(1) }.is_old(TODAY));
    }
}
