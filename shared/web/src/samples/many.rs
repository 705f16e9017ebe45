//! Accounts of somebody who has many, each with a number, a name and a code that repeat nothing.

use crate::pages::Choice;

/// One of many accounts.
pub(super) fn choice(at: u32) -> Choice {
    Choice {
        code: code(at),
        number: number(at),
        name: Some(service(at)),
        is_closed: at == 11,
        is_chosen: at == 7,
    }
}

pub(super) fn number(at: u32) -> String {
    format!("••••{:04}", 1_000 + at * 7_919 % 9_000)
}

pub(super) fn service(at: u32) -> String {
    format!("{} County Road {}", 12_840 + at * 37, 500 + at * 13 % 90)
}

/// A code that has nothing in common with that of another number, as those of pages are.
pub(super) fn code(at: u32) -> String {
    let mut seed = u64::from(at) + 1;
    let letter = |_| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let of_32 = usize::try_from(seed >> 59).unwrap_or_default();
        char::from(b"abcdefghijklmnopqrstuvwxyz234567"[of_32])
    };
    (0..12).map(letter).collect()
}
