//! How the profile looks.

use domain::{AccountNumber, Bills, Changed, Member};
use web::pages::{AllBills, Profile};
use web::words::moment::local_date;
use web::{Reply, Visit};

/// All that is on file, with what was just changed above it.
pub(crate) fn summary(visit: &Visit, member: &Member) -> Reply {
    let accounts: Vec<String> =
        member.account_numbers().iter().map(AccountNumber::masked).collect();
    let bills = match (member.has_own_bills(), member.bills()) {
        (true, _) => AllBills::Mixed,
        (false, Bills::ByEmail) => AllBills::ByEmail,
        (false, Bills::OnPaper) => AllBills::OnPaper,
    };
    let since = local_date(member.password_since(), visit.portal().time_zone, visit.language());
    let page = Profile {
        view: visit.view(),
        done: visit.query("done").and_then(Changed::parse),
        email: member.email.expose(),
        password_since: &since,
        accounts: &accounts,
        bills,
        has_phrase: member.may_pay(),
        language: member.language,
    };
    Reply::ok(page.render(), "shown")
}

/// Back to the profile, which says what was changed.
pub(crate) fn done(changed: Changed) -> Reply {
    let path = match changed {
        Changed::Password => "/profile?done=password",
        Changed::BillsByEmail => "/profile?done=bills_by_email",
        Changed::BillsOnPaper => "/profile?done=bills_on_paper",
        Changed::Phrase => "/profile?done=phrase",
        Changed::Email => "/profile?done=email",
        Changed::Language => "/profile?done=language",
        Changed::Accounts => "/profile?done=accounts",
        Changed::Sessions => "/profile?done=sessions",
    };
    Reply::see_other(path, "changed")
}
