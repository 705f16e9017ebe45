//! How paying looks.

use domain::history::{Standing, Told};
use domain::paying::Vendor;
use domain::{Email, KeyRing, Member, Phrase};
use web::pages::{HandedOver, Pay, PayState};
use web::words::moment::{day, today};
use web::{Chosen, Reply, Visit, cookies};

/// How long others may keep the list of keys, in seconds. Source: docs/DOORS.md#keys.
pub(crate) const KEYS_KEPT: u32 = 3_600;

/// Whether there is something to pay, or nothing known that says otherwise.
pub(crate) fn is_payable(told: Option<&Told>) -> bool {
    told.is_none_or(|told| told.balance.amount.is_owed())
}

/// What is due, with the button that hands over.
pub(crate) fn due(
    visit: &Visit,
    member: &Member,
    chosen: &Chosen<'_>,
    told: Option<&Told>,
) -> Reply {
    let today = today(visit.now(), visit.portal().time_zone);
    let state = match told {
        None => match web::held_until(visit, &chosen.binding) {
            Some(until) => PayState::Held(until),
            None => PayState::Unknown,
        },
        Some(Told { balance, .. }) => {
            let sum = balance.amount.dollars();
            let by = balance.due.map(|by| day(by, visit.language()));
            match balance.standing(today) {
                Standing::Nothing => PayState::Nothing,
                Standing::Credit => PayState::Credit(sum),
                standing @ (Standing::AutoPay | Standing::Due | Standing::PastDue) => {
                    PayState::Owed { standing, sum, by }
                }
            }
        }
    };
    let page = Pay {
        view: visit.view(),
        phrase: phrase(member),
        number: Some(&chosen.binding.account.masked()),
        name: chosen.name.as_deref(),
        is_closed: chosen.is_closed,
        code: chosen.code.as_str(),
        choices: &chosen.choices,
        owner: chosen.owner.as_ref().map(Email::expose),
        state: &state,
    };
    Reply::ok(page.render(), "shown")
}

/// What a member without an account sees.
pub(crate) fn no_account(visit: &Visit, member: &Member) -> Reply {
    let page = Pay {
        view: visit.view(),
        phrase: phrase(member),
        number: None,
        name: None,
        is_closed: false,
        code: "",
        choices: &[],
        owner: None,
        state: &PayState::Nothing,
    };
    Reply::ok(page.render(), "no_account")
}

/// The page that takes the member to the vendor, the one page that may post to somebody else.
pub(crate) fn handed_over(
    visit: &Visit,
    member: &Member,
    chosen: &Chosen<'_>,
    vendor: &Vendor,
    token: &str,
    amount: Option<&str>,
) -> Reply {
    let page = HandedOver {
        view: visit.view(),
        phrase: phrase(member),
        number: &chosen.binding.account.masked(),
        name: chosen.name.as_deref(),
        code: chosen.code.as_str(),
        owner: chosen.owner.as_ref().map(Email::expose),
        amount,
        vendor: vendor.address(),
        token,
    };
    Reply::ok(page.render(), "handed_over").posting_to(vendor.origin())
}

/// A phrase comes first, and then this page again.
pub(crate) fn phrase_first(visit: &Visit, keys: &KeyRing) -> Reply {
    let back = cookies::SetCookie::signed(keys, &visit.draft(), visit.now());
    Reply::see_other("/register/security-phrase", "phrase_first").with(back)
}

/// The co-op takes no payments here.
pub(crate) fn no_vendor(visit: &Visit) -> Reply {
    Reply::problem(visit, web::pages::ProblemKind::NotFound, None)
}

fn phrase(member: &Member) -> &str {
    match &member.phrase {
        Phrase::Chosen(phrase) => phrase.expose(),
        Phrase::Unasked | Phrase::Skipped(_) => "",
    }
}
