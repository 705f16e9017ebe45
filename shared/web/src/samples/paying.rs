//! The pages on the way to the payment vendor.

use domain::Language;
use domain::history::Standing;
use jiff::civil::date;

use super::{SERVICE, choices, masked, view};
use crate::pages::view::View;
use crate::pages::{Choice, HandedOver, Html, Pay, PayState};
use crate::portal::Portal;
use crate::words::moment;

/// Each page with its name.
pub(super) fn pages(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let [first, _] = masked();
    let choices = choices(0, Some(SERVICE));
    let owed = PayState::Owed {
        standing: Standing::Due,
        sum: "$134.82".to_owned(),
        by: Some(moment::day(date(2026, 12, 8), language)),
    };
    let pay = Pay {
        view: View { signed_in: true, ..view(portal, language, "/pay") },
        phrase: "The blue canoe",
        number: Some(&first),
        name: Some(SERVICE),
        is_closed: false,
        code: "a3k7q2mnb5tx",
        choices: &[],
        owner: None,
        state: &owed,
    };
    let nothing = Pay { choices: &choices, state: &PayState::Nothing, ..pay };
    let unknown = Pay { state: &PayState::Unknown, ..pay };
    let of_other = Pay { owner: Some("father@example.com"), name: None, ..pay };
    let handed_over = HandedOver {
        view: pay.view,
        phrase: pay.phrase,
        number: &first,
        name: None,
        code: pay.code,
        owner: Some("father@example.com"),
        amount: Some("$134.82"),
        vendor: "https://pay.vendor.example/in",
        token: "eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl",
    };
    let without = HandedOver { owner: None, amount: None, ..handed_over };
    vec![
        ("pay", pay.render()),
        ("pay_nothing", nothing.render()),
        ("pay_unknown", unknown.render()),
        ("pay_of_other", of_other.render()),
        ("handed_over", handed_over.render()),
        ("handed_over_without_a_sum", without.render()),
    ]
}

/// Paying for one account among many.
pub(super) fn largest(portal: &'static Portal, language: Language, choices: &[Choice]) -> Html {
    let by = Some(moment::day(date(2026, 12, 8), language));
    let state = PayState::Owed { standing: Standing::Due, sum: "$134.82".to_owned(), by };
    Pay {
        view: View { signed_in: true, ..view(portal, language, "/pay") },
        phrase: "The blue canoe",
        number: Some(&masked()[0]),
        name: Some(SERVICE),
        is_closed: false,
        code: "a3k7q2mnb5tx",
        choices,
        owner: None,
        state: &state,
    }
    .render()
}
