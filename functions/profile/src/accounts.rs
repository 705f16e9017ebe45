//! The member's billing accounts, and one more of them.

use domain::limits::{Counter, Subject};
use domain::ports::{Clock, Counters, Logins, Members, Registrations, StoreError};
use domain::{
    AccountNumber, AccountNumberError, AddEnd, AddIds, AddRules, Adding, AddingTry, AnswerError,
    Asked, Changed, EmailKey, Found, LookUp, Member, Name, NameError, OutboxId, PendingId,
    SignedIn, add, count_adding, decide_anew, may_add,
};
use jiff::Timestamp;
use web::cookies::{AddAccount, Claims, SetCookie};
use web::pages::view::Field;
use web::pages::{Accounts, Html, NotAdded};
use web::portal::Portal;
use web::{Reply, Step, Visit, questions, says};

use crate::pages;

/// The boxes beside those of the questions.
const FIELDS: [&str; 2] = ["account_number", "name"];

/// What the form posts.
pub(crate) fn fields(portal: &'static Portal) -> Vec<&'static str> {
    FIELDS.into_iter().chain(questions::fields(portal)).collect()
}

/// Every rule that the form broke.
#[derive(Debug, Default, PartialEq, Eq)]
struct Errors {
    account_number: Option<AccountNumberError>,
    name: Option<NameError>,
    /// In the order of the questions.
    answers: Vec<Option<AnswerError>>,
}

/// How asking for one more ended.
enum AddAccountEnd {
    Added,
    NotAdded(NotAdded),
    /// The account changed in the blink between reading and writing.
    AccountGone,
    /// Somebody was quicker: another press of the button, or somebody else.
    Overtaken,
    Limited(Timestamp),
    /// The extract in force has no answers to a question. Nothing was counted.
    Unanswered(&'static str),
    /// The session ended, or the login was closed, before it was written.
    SignedOut,
}

/// The list and the form, with what was typed before, or the number that was kept from a registration whose email turned
/// out to be a member's.
pub(crate) fn show(visit: &Visit, who: &SignedIn) -> Reply {
    let kept = visit.cookie::<AddAccount>().map(|kept| kept.account_number).unwrap_or_default();
    let [number, name] = FIELDS.map(|field| visit.form().get(field));
    let number = if visit.typed_before().is_some() { number.expose() } else { &kept };
    let boxes = [number, name.expose()].map(|value| Field { value, error: None });
    let typed = questions::typed(visit.portal(), visit.form());
    let answers = questions::boxes(&typed, &[]);
    Reply::ok(page(visit, who, None, boxes, &answers), "shown")
}

/// Asks for one more: parse, count, read, decide, write.
pub(crate) async fn submit(
    step: &Step<impl Registrations + Counters + Members + Logins, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let asked = match parse(visit, who) {
        Ok(asked) => asked,
        Err(errors) => return Ok(refused(visit, who, &errors)),
    };
    Ok(match try_to_add(step, visit, who, &asked).await? {
        AddAccountEnd::Added => {
            pages::done(visit, Changed::Accounts).with(SetCookie::cleared(AddAccount::NAME))
        }
        AddAccountEnd::NotAdded(why) => not_added(visit, who, why),
        AddAccountEnd::AccountGone => not_added(visit, who, NotAdded::CouldNotMatch),
        AddAccountEnd::Overtaken => not_added(visit, who, NotAdded::HasLogin),
        AddAccountEnd::Limited(until) => Reply::wait(visit, until),
        AddAccountEnd::Unanswered(field) => Reply::unanswered(visit, field),
        AddAccountEnd::SignedOut => web::sign_in_first(),
    })
}

fn parse(visit: &Visit, who: &SignedIn) -> Result<Asked, Errors> {
    let [account, name] = FIELDS.map(|field| visit.form().get(field));
    let parsed = (visit.portal().account_form.parse(account.expose()), Name::parse(name.expose()));
    match (parsed, questions::parse(visit.portal(), visit.form())) {
        ((Ok(account), Ok(name)), Ok(answers)) => Ok(Asked {
            account,
            name,
            email: who.member.email.clone(),
            language: who.member.language,
            answers,
        }),
        ((account, name), answers) => Err(Errors {
            account_number: account.err(),
            name: name.err(),
            answers: answers.err().unwrap_or_default(),
        }),
    }
}

/// Counts once, then decides; a race that was lost is decided anew, and not counted again.
async fn try_to_add(
    step: &Step<impl Registrations + Counters + Members + Logins, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    asked: &Asked,
) -> Result<AddAccountEnd, StoreError> {
    let clock = &step.desk.clock;
    let found = match decide_anew(clock, || count(step, visit, who, asked)).await? {
        Counting::Counted(found) => *found,
        Counting::MustWait(until) => return Ok(AddAccountEnd::Limited(until)),
        Counting::Unanswered(field) => return Ok(AddAccountEnd::Unanswered(field)),
    };
    // What was counted stands, so the limits are those that were read before.
    let tries = found.account_tries.clone();
    let first = Seen { member: who.member.clone(), found };
    match attempt(step, visit, asked, &first).await {
        Err(StoreError::Conflict) | Ok(AddAccountEnd::Overtaken) => {
            decide_anew(clock, || attempt_again(step, visit, who, asked, &tries)).await
        }
        end => end,
    }
}

/// What the decision is made on.
struct Seen {
    member: Member,
    found: Found,
}

async fn attempt(
    step: &Step<impl Counters + Logins, impl Clock>,
    visit: &Visit,
    asked: &Asked,
    Seen { member, found }: &Seen,
) -> Result<AddAccountEnd, StoreError> {
    let not_me = [PendingId::new(web::random()), PendingId::new(web::random())];
    let ids = AddIds { envelope: OutboxId::from_random(web::random()), not_me };
    let portal = visit.portal();
    let rules = AddRules {
        figures: visit.figures(),
        hold: portal.hold(),
        bills_confirmed: portal.paperless_confirmed,
    };
    let (keys, now) = (&step.desk.keys, visit.now());
    let addition = match add(keys, asked, found, member, ids, rules, now) {
        Adding::Adds(addition) => addition,
        Adding::IsTheirs => return Ok(AddAccountEnd::NotAdded(NotAdded::IsTheirs)),
        Adding::TooManyTries => return Ok(AddAccountEnd::NotAdded(NotAdded::TooManyTries)),
        Adding::CouldNotMatch => return Ok(AddAccountEnd::NotAdded(NotAdded::CouldNotMatch)),
        // Another press of the button, between the reading of the member and of the account.
        Adding::HasLogin if found.owner.as_ref().is_some_and(|it| it.member == member.id) => {
            return Ok(AddAccountEnd::Overtaken);
        }
        Adding::HasLogin => return Ok(AddAccountEnd::NotAdded(NotAdded::HasLogin)),
        Adding::Full => return Ok(AddAccountEnd::NotAdded(NotAdded::Full)),
    };
    match step.ports.add(&addition).await? {
        AddEnd::Added => {
            // The right answers: the member's own tries begin anew.
            web::forget(&step.ports, &[Subject::Adding(member.id.clone())]).await;
            Ok(AddAccountEnd::Added)
        }
        AddEnd::AccountOwned => Ok(AddAccountEnd::Overtaken),
        AddEnd::AccountGone => Ok(AddAccountEnd::AccountGone),
    }
}

/// Reads again, after another window of theirs or a twin of this post wrote in between.
async fn attempt_again(
    step: &Step<impl Registrations + Counters + Members + Logins, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    asked: &Asked,
    tries: &Counter,
) -> Result<AddAccountEnd, StoreError> {
    let read = step.ports.by_session(&who.member.id, &who.session.id).await?;
    let stands = read.filter(|who| who.session.stands(&who.member, visit.now()));
    let Some(SignedIn { member, .. }) = stands else { return Ok(AddAccountEnd::SignedOut) };
    let found = step.ports.look_up(&look_up(step, visit, asked)).await?;
    let found = Found { account_tries: tries.clone(), ..found };
    Ok(match attempt(step, visit, asked, &Seen { member, found }).await? {
        // It was not theirs at first, so another press of the button has added it.
        AddAccountEnd::NotAdded(NotAdded::IsTheirs) => AddAccountEnd::Added,
        end => end,
    })
}

/// Whether what was typed may be looked at.
enum Counting {
    /// It may, and is counted.
    Counted(Box<Found>),
    /// It may not before an instant; nothing is counted.
    MustWait(Timestamp),
    /// There is nothing to compare an answer with; nothing is counted.
    Unanswered(&'static str),
}

/// Reads and counts; the count is the last call before the decision.
async fn count(
    step: &Step<impl Registrations + Counters, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    asked: &Asked,
) -> Result<Counting, StoreError> {
    let (subject, now) = ([Subject::Adding(who.member.id.clone())], visit.now());
    let look_up = look_up(step, visit, asked);
    let (found, of_member) =
        tokio::try_join!(step.ports.look_up(&look_up), step.ports.read(&subject))?;
    if let Some(field) = questions::unanswered(visit.portal(), found.extract.as_ref()) {
        return Ok(Counting::Unanswered(field));
    }
    let of_member: Counter = of_member.into_iter().next().unwrap_or_default();
    if let Err(until) = may_add(&found, &of_member, visit.figures(), now) {
        return Ok(Counting::MustWait(until));
    }
    let (look_up, found_then, of_member) = (&look_up, &found, &of_member);
    let this = AddingTry { asked, look_up, found: found_then, member: &who.member.id, of_member };
    let counts = count_adding(&step.desk.keys, this, visit.figures(), now);
    step.ports.count(&counts).await?;
    Ok(Counting::Counted(Box::new(found)))
}

/// What is read to decide.
fn look_up<P>(step: &Step<P, impl Clock>, visit: &Visit, asked: &Asked) -> LookUp {
    LookUp {
        account: asked.account.clone(),
        email: asked.email.clone(),
        email_key: EmailKey::of(&step.desk.keys, &asked.email),
        address: visit.address(),
        site: visit.site(),
        // There is no pending registration: the id is nobody's.
        pending: PendingId::new(web::random()),
    }
}

/// The form with what was typed and every rule that it broke.
fn refused(visit: &Visit, who: &SignedIn, errors: &Errors) -> Reply {
    let [account, name] = FIELDS.map(|field| visit.form().get(field));
    let language = visit.language();
    let about_account =
        errors.account_number.map(|error| says::account_number(visit.portal(), language, error));
    let about_name = errors.name.map(|error| says::name(language, error));
    let typed = questions::typed(visit.portal(), visit.form());
    let sentences = questions::sentences(visit.portal(), language, &errors.answers);
    let answers = questions::boxes(&typed, &sentences);
    let account = Field { value: account.expose(), error: about_account.as_deref() };
    let name = Field { value: name.expose(), error: about_name.as_deref() };
    Reply::refused(page(visit, who, None, [account, name], &answers))
}

/// The form with what was typed, and above it what came of it and what to do.
fn not_added(visit: &Visit, who: &SignedIn, why: NotAdded) -> Reply {
    let [account, name] = FIELDS.map(|field| visit.form().get(field));
    let typed = questions::typed(visit.portal(), visit.form());
    let answers = questions::boxes(&typed, &[]);
    let [account, name] = [&account, &name].map(|it| Field { value: it.expose(), error: None });
    Reply::refused(page(visit, who, Some(why), [account, name], &answers))
}

fn page(
    visit: &Visit,
    who: &SignedIn,
    not_added: Option<NotAdded>,
    [account_number, name]: [Field<'_>; 2],
    answers: &[Field<'_>],
) -> Html {
    let accounts: Vec<String> =
        who.member.account_numbers().iter().map(AccountNumber::masked).collect();
    let (view, accounts) = (visit.view(), &accounts);
    Accounts { view, accounts, not_added, account_number, name, answers }.render()
}
