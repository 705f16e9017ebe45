//! Paper bills: for all accounts, or for one of them.

use domain::ports::{Clock, Links, Members, StoreError};
use domain::{
    AccountKey, AskingBills, Bills, Binding, Changed, IssueIds, KeyRing, Member, OutboxId,
    PendingId, SignedIn, Which, ask_bills, decide_anew,
};
use web::pages::{BillsOfOne, ChangePaperless, Html, PaperlessLater};
use web::words::moment::local_time;
use web::words::words;
use web::{Reply, Step, Visit};

use crate::pages;
use crate::twice::{self, Change, Written};

pub(crate) const FIELDS: [&str; 3] = ["account", "paperless", "version"];
/// What `account` says for all of them.
const ALL: &str = "all";

/// Every rule that the form broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Errors {
    account_missing: bool,
    answer_missing: bool,
    /// Another text is in force than the page showed.
    text_changed: bool,
}

impl Errors {
    const NONE: Self = Self { account_missing: false, answer_missing: false, text_changed: false };
}

/// What was chosen.
struct Chosen {
    which: Which,
    bills: Bills,
}

/// The form with what was typed before, or with today's answer for all accounts.
pub(crate) fn show<P>(step: &Step<P, impl Clock>, visit: &Visit, who: &SignedIn) -> Reply {
    if let Some(later) = later(visit, &who.member) {
        return later;
    }
    let typed = visit.form().get(FIELDS[0]);
    let account = if visit.typed_before().is_some() { typed.expose() } else { ALL };
    Reply::ok(page(&step.desk.keys, visit, who, account, Errors::NONE), "shown")
}

pub(crate) async fn submit(
    step: &Step<impl Members + Links, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    if let Some(later) = later(visit, &who.member) {
        return Ok(later);
    }
    let keys = &step.desk.keys;
    let typed = visit.form().get(FIELDS[0]);
    let again = |errors| page(keys, visit, who, typed.expose(), errors);
    let Chosen { which, bills } = match parse(keys, visit, &who.member) {
        Ok(chosen) => chosen,
        Err(errors) => return Ok(Reply::refused(again(errors))),
    };
    if bills == Bills::ByEmail && visit.portal().paperless_confirmed {
        match ask(step, visit, who, &which).await? {
            Asked::Waits => return Ok(Reply::see_other("/profile/paperless", "asked")),
            Asked::Overtaken => return Ok(Reply::see_other("/profile/paperless", "overtaken")),
            // Nothing is to be confirmed by who gets them so already.
            Asked::NotNeeded => {}
        }
    }
    let paperless = &visit.portal().paperless;
    let consent = paperless.consent(visit.language(), visit.now());
    let text = paperless.text.get(visit.language());
    let id = OutboxId::from_random(web::random());
    let written = twice::write(step, visit, who, |mut member| {
        let told = member.choose_bills(&which, bills, (consent.clone(), text), id.clone())?;
        Some(Change { member, told: Some(told) })
    });
    Ok(match written.await? {
        Written::Done => pages::done(visit, Changed::bills(bills)),
        // The session ended, or the account passed on: what is there to choose now, the page says.
        Written::Overtaken => Reply::see_other("/profile/paperless", "overtaken"),
    })
}

/// How agreeing ended where a letter has to confirm it.
enum Asked {
    /// A letter is on its way.
    Waits,
    /// The bills come by email already.
    NotNeeded,
    /// In between the session ended, or the account is gone.
    Overtaken,
}

/// Agrees, for a letter to confirm. A race that was lost is decided anew on the member as they are then.
async fn ask(
    step: &Step<impl Members + Links, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    which: &Which,
) -> Result<Asked, StoreError> {
    match attempt(step, visit, who.member.clone(), which).await {
        Err(StoreError::Conflict) => {
            decide_anew(&step.desk.clock, || attempt_again(step, visit, who, which)).await
        }
        end => end,
    }
}

async fn attempt(
    step: &Step<impl Links, impl Clock>,
    visit: &Visit,
    member: Member,
    which: &Which,
) -> Result<Asked, StoreError> {
    let consent = visit.portal().paperless.consent(visit.language(), visit.now());
    let envelope = OutboxId::from_random(web::random());
    let ids = IssueIds { item: PendingId::new(web::random()), envelope };
    Ok(match ask_bills(&step.desk.keys, member, which, consent, ids) {
        AskingBills::Asks(asked) => {
            step.ports.ask_bills(&asked).await?;
            Asked::Waits
        }
        AskingBills::Waits => Asked::Waits,
        AskingBills::Nothing => Asked::NotNeeded,
        AskingBills::NotTheirs => Asked::Overtaken,
    })
}

async fn attempt_again(
    step: &Step<impl Members + Links, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    which: &Which,
) -> Result<Asked, StoreError> {
    let read = step.ports.by_session(&who.member.id, &who.session.id).await?;
    match read.filter(|now| now.session.stands(&now.member, visit.now())) {
        Some(now) => attempt(step, visit, now.member, which).await,
        None => Ok(Asked::Overtaken),
    }
}

/// When there is something to choose, while all accounts are held.
fn later(visit: &Visit, member: &Member) -> Option<Reply> {
    let until = member.all_held(visit.now())?;
    let until = local_time(until, visit.portal().time_zone, visit.language());
    let page = PaperlessLater { view: visit.view(), until: &until, in_profile: true };
    Some(Reply::ok(page.render(), "later"))
}

/// The accounts whose bills may be chosen: those that are not held.
fn choosable<'a>(visit: &Visit, member: &'a Member) -> Vec<&'a Binding> {
    let now = visit.now();
    member.accounts.iter().filter(|binding| binding.held(now).is_none()).collect()
}

/// Which accounts, and how their bills come. With one account there is nothing to choose between.
fn parse(keys: &KeyRing, visit: &Visit, member: &Member) -> Result<Chosen, Errors> {
    let [account, paperless, _] = FIELDS.map(|field| visit.form().get(field));
    let accounts = choosable(visit, member);
    let which = match account.expose() {
        ALL => Some(Which::All),
        "" if accounts.len() < 2 => Some(Which::All),
        key => {
            let mut accounts = accounts.into_iter().map(|binding| binding.account.clone());
            accounts.find(|account| AccountKey::of(keys, account).as_str() == key).map(Which::One)
        }
    };
    let bills = bills(paperless.expose());
    // Who agrees has to have seen the text that is in force.
    let text_changed = bills == Some(Bills::ByEmail) && !visit.shows_paperless_in_force();
    let (account_missing, answer_missing) = (which.is_none(), bills.is_none());
    let errors = Errors { account_missing, answer_missing, text_changed };
    let chosen = which.zip(bills).filter(|_| !text_changed);
    chosen.map(|(which, bills)| Chosen { which, bills }).ok_or(errors)
}

fn bills(chosen: &str) -> Option<Bills> {
    match chosen {
        "yes" => Some(Bills::ByEmail),
        "no" => Some(Bills::OnPaper),
        _ => None,
    }
}

/// How the bills of some accounts come, if they come alike.
fn bills_today(member: &Member, accounts: &[&Binding]) -> Option<Bills> {
    let mut all = accounts.iter().map(|binding| member.bills_of(binding));
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

fn page(keys: &KeyRing, visit: &Visit, who: &SignedIn, chosen: &str, errors: Errors) -> Html {
    let says = &words(visit.language()).errors;
    let member = &who.member;
    let choosable = choosable(visit, member);
    let one = |binding: &&Binding| {
        let key = AccountKey::of(keys, &binding.account).as_str().to_owned();
        let is_chosen = key == chosen;
        let bills = member.bills_of(binding);
        BillsOfOne { key, number: binding.account.masked(), bills, is_chosen }
    };
    let accounts: Vec<BillsOfOne> = choosable.iter().map(one).collect();
    let typed = bills(visit.form().get(FIELDS[1]).expose()).filter(|_| !errors.text_changed);
    let waits = member.waiting_bills(visit.now()).map(|asked| asked.expires_at);
    let waits = waits.map(|at| local_time(at, visit.portal().time_zone, visit.language()));
    let page = ChangePaperless {
        view: visit.view(),
        accounts: &accounts,
        account_error: errors.account_missing.then_some(says.account_not_chosen),
        waits: waits.as_deref(),
        unconfirmed: member.did_not_confirm_bills(visit.now()),
        bills: typed.or_else(|| bills_today(member, &choosable)),
        error: match errors {
            Errors { text_changed: true, .. } => Some(says.paperless_changed),
            Errors { answer_missing: true, .. } => Some(says.bills_not_chosen),
            Errors { .. } => None,
        },
    };
    page.render()
}
