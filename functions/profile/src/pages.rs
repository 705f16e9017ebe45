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
        done: visit.just_done().and_then(Changed::parse),
        email: member.email.expose(),
        password_since: &since,
        accounts: &accounts,
        second: second(visit, member),
        bills,
        has_phrase: member.may_pay(),
        language: member.language,
    };
    Reply::ok(page.render(), "shown")
}

/// Whether signing in has a second step, where members may add one or have one.
fn second(visit: &Visit, member: &Member) -> Option<bool> {
    let has = member.factors.is_asked();
    (has || visit.portal().second_factor.offered).then_some(has)
}

/// Back to the profile, which says once what was changed.
pub(crate) fn done(visit: &Visit, changed: Changed) -> Reply {
    Reply::see_other("/profile", "changed").with(visit.say_once("/profile", changed.name()))
}
