//! The figures that a co-op may set, each with what it is when left out and how far it may go.
//!
//! The bounds are the floor: nobody makes the portal weaker than SECURITY.md says by a setting, nor so strict that
//! members cannot get in.

use jiff::SignedDuration;

/// A figure as the settings name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its name.
    pub name: &'static str,
    /// What it is when it is left out.
    pub shipped: u32,
    /// The least that is allowed.
    pub least: u32,
    /// The most that is allowed.
    pub most: u32,
}

macro_rules! figures {
    ($($(#[doc = $doc:literal])+ $name:ident = $shipped:literal, $least:literal..=$most:literal;)*) => {
        /// The figures in force. Rules take them as they take the time.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Figures {
            $($(#[doc = $doc])+ pub $name: u32,)*
        }

        impl Figures {
            /// What they are where a co-op sets none.
            pub const SHIPPED: Self = Self { $($name: $shipped,)* };

            /// All there are, by their names.
            pub const ALL: &'static [Figure] = &[
                $(Figure { name: stringify!($name), shipped: $shipped, least: $least, most: $most },)*
            ];

            /// Sets one by its name, within its bounds; anything else changes nothing.
            pub fn set(&mut self, name: &str, value: u32) {
                match name {
                    $(stringify!($name) if ($least..=$most).contains(&value) => self.$name = value,)*
                    _ => {}
                }
            }

            /// One by its name.
            #[must_use]
            pub fn get(&self, name: &str) -> Option<u32> {
                match name {
                    $(stringify!($name) => Some(self.$name),)*
                    _ => None,
                }
            }
        }
    };
}

figures! {
    /// Match tries on one billing account in 6 hours.
    match_per_account = 5, 3..=5;
    /// Match tries on one billing account in 30 days; after them one a day.
    match_per_account_month = 10, 5..=10;
    /// Match tries from one network address or IPv6 /64 in an hour; eight times as many per IPv6 /48.
    match_per_address = 30, 10..=30;
    /// Match tries for one email in a day.
    match_per_email = 5, 3..=5;
    /// Robot checks passed without JavaScript from one address in an hour.
    no_script_per_address = 2, 1..=2;
    /// Wrong account numbers at step 5 that spend a link.
    wrong_numbers = 5, 3..=5;
    /// Minutes for which an answer to the robot check is good.
    robot_check_minutes = 10, 5..=10;
    /// Letters that confirm, to one address in an hour.
    letters_confirm_per_hour = 5, 2..=5;
    /// Letters that confirm, to one address in a day.
    letters_confirm_per_day = 10, 3..=10;
    /// All other answers to one address in a day, together.
    letters_notices_per_day = 5, 2..=5;
    /// Letters to addresses neither member nor matched, in an hour.
    letters_strangers_per_hour = 100, 10..=200;
    /// The same in a day.
    letters_strangers_per_day = 500, 50..=1000;
    /// Letters asked for again from one address in an hour; eight times as many per IPv6 /48.
    resend_per_address = 20, 5..=20;
    /// Sign-in tries with one email from one address, the last of which makes it wait for 60 seconds.
    sign_in_per_address = 5, 3..=5;
    /// Wrong passwords from one network address or IPv6 /64 in ten minutes; eight times as many per IPv6 /48.
    sign_in_wrong_per_address = 50, 20..=50;
    /// The same in a day.
    sign_in_wrong_per_address_day = 1000, 200..=1000;
    /// Sign-in failures of one email before each more doubles the wait.
    sign_in_free_failures = 5, 3..=5;
    /// Minutes that no wait at sign-in is longer than.
    sign_in_longest_wait_minutes = 15, 15..=60;
    /// The sign-in failure that shuts password sign-in for browsers that no member has used.
    sign_in_shut_at = 100, 20..=100;
    /// The fewest characters of a password.
    password_least = 15, 15..=64;
    /// Minutes without a request after which a session is over.
    session_idle_minutes = 15, 5..=30;
    /// Hours after which a session is over, however busy.
    session_total_hours = 12, 1..=12;
    /// Hours for which a new binding is held.
    hold_hours = 72, 24..=168;
    /// Days after a bill for which the code that it was printed with works.
    bill_code_days = 60, 30..=120;
}

impl Figures {
    /// Figures that go together: the first may not be above the second.
    pub const ORDERED: [(&'static str, &'static str); 4] = [
        ("match_per_account", "match_per_account_month"),
        ("letters_confirm_per_hour", "letters_confirm_per_day"),
        ("letters_strangers_per_hour", "letters_strangers_per_day"),
        ("sign_in_wrong_per_address", "sign_in_wrong_per_address_day"),
    ];

    /// How long an answer to the robot check is good. Source: SECURITY.md#figures.
    #[must_use]
    pub fn robot_check_life(self) -> SignedDuration {
        SignedDuration::from_mins(self.robot_check_minutes.into())
    }

    /// How long a session lasts without a request. Source: SECURITY.md#figures.
    #[must_use]
    pub fn session_idle(self) -> SignedDuration {
        SignedDuration::from_mins(self.session_idle_minutes.into())
    }

    /// How long a session lasts at all. Source: SECURITY.md#figures.
    #[must_use]
    pub fn session_total(self) -> SignedDuration {
        SignedDuration::from_hours(self.session_total_hours.into())
    }

    /// The fewest characters of a password. Source: NIST SP 800-63B-4 §3.1.1.2, a password as the only factor.
    #[must_use]
    pub fn password_min(self) -> usize {
        usize::try_from(self.password_least).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shipped_is_within_its_bounds_and_in_order() {
        for figure in Figures::ALL {
            let Figure { name, shipped, least, most } = *figure;
            assert_eq!(Figures::SHIPPED.get(name), Some(shipped));
            assert!((least..=most).contains(&shipped), "{name}");
        }
        for (few, many) in Figures::ORDERED {
            assert!(Figures::SHIPPED.get(few) <= Figures::SHIPPED.get(many), "{few}");
        }
    }

    #[test]
    fn a_figure_is_set_by_its_name_and_never_out_of_its_bounds() {
        for Figure { name, shipped, least, most } in Figures::ALL.iter().copied() {
            let set = |value| {
                let mut figures = Figures::SHIPPED;
                figures.set(name, value);
                figures.get(name)
            };

            assert_eq!((set(least), set(most)), (Some(least), Some(most)), "{name}");
            assert_eq!((set(least - 1), set(most + 1)), (Some(shipped), Some(shipped)), "{name}");
        }
        let mut figures = Figures::SHIPPED;
        figures.set("lifetime", 3);
        assert_eq!((figures, figures.get("lifetime")), (Figures::SHIPPED, None));
    }
}
