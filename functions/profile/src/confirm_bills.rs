//! Bills by email, confirmed: the link of the letter shows that the member can open what we send, and turns paper off.
//!
//! A GET changes nothing: mail scanners open links. The post works in any browser, signed in or not.

use data_encoding::BASE64URL_NOPAD;
use domain::ports::{Clock, Links, Members, StoreError};
use domain::{
    BillsText, Changed, OutboxId, Purpose, SpendEnd, SpendIds, confirm_bills, decide_anew,
};
use web::cookies;
use web::links::{Linked, Way};
use web::pages::{ConfirmBills, ProblemKind};
use web::{Reply, Step, Visit};

use crate::pages;

const WAY: Way<cookies::ConfirmBills> =
    Way::new(Purpose::ConfirmBills, "/profile/paperless/confirm", ProblemKind::BillsOver);

/// How using the link ended.
enum ConfirmEnd {
    /// Bills come by email; whether the member is signed in here.
    Confirmed { is_here: bool },
    /// They do already.
    Used,
    /// The link is over, or another text is in force than was agreed to.
    Over,
    /// There is no link in this browser, or no longer.
    NoLink,
}

/// Takes the token out of the address and into a cookie; nothing is read and nothing is written.
pub(crate) fn follow<P>(step: &Step<P, impl Clock>, visit: &Visit) -> Reply {
    WAY.follow(&step.desk, visit)
}

/// The page that the letter's link leads to.
pub(crate) async fn show(
    step: &Step<impl Links, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    Ok(match WAY.find(&step.ports, &step.desk.keys, visit).await? {
        Linked::Open(_) => Reply::ok(ConfirmBills { view: visit.view() }.render(), "shown"),
        Linked::Used(_) => WAY.over(visit, ProblemKind::BillsConfirmed, None),
        Linked::Expired(_) => WAY.expired(visit),
        Linked::Nothing => WAY.again(visit),
    })
}

/// Turns paper off.
pub(crate) async fn submit(
    step: &Step<impl Members + Links, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let request = BASE64URL_NOPAD.encode(&web::random::<16>());
    // Something else of the member may be changed in between.
    let end = decide_anew(&step.desk.clock, || attempt(step, visit, &request)).await?;
    Ok(answer(visit, &end))
}

async fn attempt(
    step: &Step<impl Members + Links, impl Clock>,
    visit: &Visit,
    request: &str,
) -> Result<ConfirmEnd, StoreError> {
    let found = match WAY.find(&step.ports, &step.desk.keys, visit).await? {
        Linked::Open(found) => found,
        Linked::Used(_) => return Ok(ConfirmEnd::Used),
        Linked::Expired(_) => return Ok(ConfirmEnd::Over),
        Linked::Nothing => return Ok(ConfirmEnd::NoLink),
    };
    let envelope = OutboxId::from_random(web::random());
    let ids = SpendIds { envelope, request: request.to_owned() };
    let (paperless, asked) = (&visit.portal().paperless, found.member.asked_bills.as_ref());
    let language = asked.map_or(visit.language(), |asked| asked.consent.language);
    let in_force = BillsText { version: paperless.version, text: paperless.text.get(language) };
    let Some(spending) = confirm_bills(&found, ids, in_force, visit.now()) else {
        return Ok(ConfirmEnd::Over);
    };
    let here = web::signed_in(&step.ports, visit).await?;
    Ok(match step.ports.spend(&spending).await? {
        SpendEnd::Spent => {
            let is_here = here.is_some_and(|who| who.member.id == found.member.id);
            ConfirmEnd::Confirmed { is_here }
        }
        SpendEnd::LinkSpent | SpendEnd::EmailTaken => ConfirmEnd::Used,
    })
}

/// Shows how it ended. No `_` arm: a new end must get a page.
fn answer(visit: &Visit, end: &ConfirmEnd) -> Reply {
    match end {
        ConfirmEnd::Confirmed { is_here: true } => pages::done(visit, Changed::BillsByEmail),
        ConfirmEnd::Confirmed { is_here: false } => Reply::see_other("/sign-in", "confirmed")
            .with(visit.say_once("/sign-in", "bills-by-email")),
        ConfirmEnd::Used => WAY.over(visit, ProblemKind::BillsConfirmed, None),
        ConfirmEnd::Over => WAY.expired(visit),
        ConfirmEnd::NoLink => WAY.again(visit),
    }
}
