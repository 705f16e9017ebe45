//! The figures that a co-op may set, each with what it is when left out and how far it may go.
//!
//! The bounds are the floor: nobody makes the portal weaker than SECURITY.md says by a setting, nor so strict that
//! members cannot get in.

use serde::Deserialize;
use toml::Spanned;

/// Why the figures are refused, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// Counted from 1.
    pub(crate) line: usize,
    pub(crate) reason: String,
}

macro_rules! figures {
    ($($(#[doc = $doc:literal])+ $name:ident = $default:literal, $least:literal..=$most:literal;)*) => {
        /// The file.
        #[derive(Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Limits {
            $($name: Option<Spanned<i64>>,)*
        }

        /// The figures in force.
        #[derive(Debug, PartialEq, Eq)]
        pub(crate) struct Figures {
            $($(#[doc = $doc])+ pub(crate) $name: i64,)*
        }

        impl Limits {
            fn within_bounds(&self) -> Result<Figures, (usize, String)> {
                Ok(Figures {
                    $($name: value(stringify!($name), self.$name.as_ref(), $default, $least, $most)?,)*
                })
            }

            /// Where a figure stands, if it is set.
            fn place(&self, name: &str) -> Option<usize> {
                match name {
                    $(stringify!($name) => self.$name.as_ref().map(|set| set.span().start),)*
                    _ => None,
                }
            }
        }

        impl Figures {
            /// The figures as constants.
            pub(crate) fn source(&self) -> String {
                let mut source = String::new();
                $(
                    $(source.push_str(concat!("///", $doc, "\n"));)+
                    source.push_str(&constant(stringify!($name), self.$name));
                )*
                source
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
}

/// Figures that go together: the first may not be above the second.
const ORDERED: [(&str, &str); 4] = [
    ("match_per_account", "match_per_account_month"),
    ("letters_confirm_per_hour", "letters_confirm_per_day"),
    ("letters_strangers_per_hour", "letters_strangers_per_day"),
    ("sign_in_wrong_per_address", "sign_in_wrong_per_address_day"),
];

/// Reads and checks the figures.
///
/// # Errors
///
/// The first figure that is unknown, no number, or out of its bounds.
pub(crate) fn read(source: &str) -> Result<Figures, Refusal> {
    let line = |start: usize| source.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
    let limits: Limits = toml::from_str(source).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        Refusal { line: line(start), reason: error.message().to_owned() }
    })?;
    let refused = |(start, reason)| Refusal { line: line(start), reason };
    let figures = limits.within_bounds().map_err(refused)?;
    ordered(&limits, &figures).map_err(refused)?;
    Ok(figures)
}

/// A figure as a constant of the type that its users count in.
fn constant(name: &str, value: i64) -> String {
    let kind = match name.rsplit('_').next() {
        Some("minutes" | "hours") => "i64",
        Some("least") => "usize",
        _ => "u32",
    };
    format!("pub(crate) const {}: {kind} = {value};\n", name.to_uppercase())
}

fn value(
    name: &str,
    set: Option<&Spanned<i64>>,
    default: i64,
    least: i64,
    most: i64,
) -> Result<i64, (usize, String)> {
    let Some(set) = set else { return Ok(default) };
    if (least..=most).contains(set.get_ref()) {
        return Ok(*set.get_ref());
    }
    Err((
        set.span().start,
        format!("{name} is {}, from {least} to {most} is allowed", set.get_ref()),
    ))
}

fn ordered(limits: &Limits, figures: &Figures) -> Result<(), (usize, String)> {
    let values = [
        (figures.match_per_account, figures.match_per_account_month),
        (figures.letters_confirm_per_hour, figures.letters_confirm_per_day),
        (figures.letters_strangers_per_hour, figures.letters_strangers_per_day),
    ];
    for ((first, second), (few, many)) in ORDERED.into_iter().zip(values) {
        if few > many {
            let place = limits.place(first).or(limits.place(second)).unwrap_or_default();
            return Err((place, format!("{first} is {few}, above {second}, which is {many}")));
        }
    }
    Ok(())
}
