//! Limits of tries. It repeats the figures of SECURITY.md, and counts.

pub(super) const HOUR: i64 = 3600;
pub(super) const DAY: i64 = 24 * HOUR;

/// A window. It opens at the first try.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Window {
    opened: i64,
    count: u32,
}

impl Window {
    /// How many tries it holds at an instant.
    pub(super) fn tries(self, length: i64, now: i64) -> u32 {
        if now < self.opened + length { self.count } else { 0 }
    }

    /// Counts a try, and returns how many there are now.
    pub(super) fn count(&mut self, length: i64, now: i64) -> u32 {
        let tries = self.tries(length, now);
        *self = Self { opened: if tries == 0 { now } else { self.opened }, count: tries + 1 };
        self.count
    }
}

/// Tries on one account by one kind of people.
///
/// They have 5 in 6 hours and 10 in 30 days, then 1 a day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tries {
    often: Window,
    month: Window,
    after: Window,
}

impl Tries {
    pub(super) fn allowed(self, now: i64) -> bool {
        let month_is_spent = self.month.tries(30 * DAY, now) >= 10;
        self.often.tries(6 * HOUR, now) < 5 && (!month_is_spent || self.after.tries(DAY, now) < 1)
    }

    pub(super) fn count(&mut self, now: i64) {
        self.often.count(6 * HOUR, now);
        if self.month.count(30 * DAY, now) > 10 {
            self.after.count(DAY, now);
        }
    }
}

/// P7 for a mailbox.
///
/// Letters to confirm and ways back in have 1 in 60 seconds, 5 in an hour and 10 in a day each.
/// Letters that say why there is nothing to confirm have 5 in a day.
#[derive(Debug, Default)]
pub(super) struct Mailbox {
    confirm: [Window; 3],
    recover: [Window; 3],
    told: Window,
}

impl Mailbox {
    /// Counts a letter, and returns the limit that it broke.
    pub(super) fn take(&mut self, kind: &str, now: i64) -> Option<&'static str> {
        let is_over = |[minute, hour, day]: &mut [Window; 3]| {
            let over =
                [minute.count(60, now) > 1, hour.count(HOUR, now) > 5, day.count(DAY, now) > 10];
            over.contains(&true)
        };
        match kind {
            "confirm" | "new_email" => {
                is_over(&mut self.confirm).then_some("confirm: 1 a minute, 5 an hour, 10 a day")
            }
            "recover" | "still_frozen" => {
                is_over(&mut self.recover).then_some("recover: 1 a minute, 5 an hour, 10 a day")
            }
            "already_member" | "could_not_match" | "account_has_login" | "too_many_tries"
            | "email_in_use" | "no_login" | "invitation" => {
                (self.told.count(DAY, now) > 5).then_some("the others: 5 a day")
            }
            _ => None,
        }
    }
}
