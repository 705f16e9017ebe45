//! A new email: asked for here, proven by a letter to the new address, switched by the link in it.
//!
//! A GET changes nothing: mail scanners open links. The post that switches is bound to the link's token, so it works
//! in any browser, signed in or not.

use data_encoding::BASE64URL_NOPAD;
use domain::budget::{RESEND_PER_ADDRESS, RESEND_PER_SITE};
use domain::limits::{NEW_EMAIL_PER_MEMBER, SenderTries, Subject};
use domain::ports::{Clock, Counters, Links, Members, Sessions, StoreError};
use domain::{
    Changed, ConfirmEmailError, Email, EmailError, Link, LinkState, LinkToken, Member, OutboxId,
    PendingId, Purpose, Session, SessionId, SpendEnd, ask_new_email, change_email, decide_anew,
};
use jiff::Timestamp;
use web::cookies::{self, Claims, SetCookie};
use web::pages::view::{Field, SecretField};
use web::pages::{ConfirmEmail, Html, NewEmail, ProblemKind};
use web::words::words;
use web::{Reply, Step, Visit, says};

use crate::again::{self, Asked, Proof};
use crate::{Who, pages};

pub(crate) const FIELDS: [&str; 3] = ["email", "confirm_email", again::FIELD];

/// Every rule that the form broke.
#[derive(Debug, Default, PartialEq, Eq)]
struct Errors {
    email: Option<AboutEmail>,
    confirm_email: Option<ConfirmEmailError>,
    password: Option<again::About>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AboutEmail {
    Rule(EmailError),
    /// It is the one of today.
    IsTheirs,
}

/// The form.
pub(crate) fn show(visit: &Visit, who: &Who) -> Reply {
    let password = again::is_shown(visit, who, Asked::UnlessFresh).then(SecretField::default);
    Reply::ok(page(visit, who, [Field::default(); 2], password), "shown")
}

/// Sends a letter to the new address. What comes of it is the same page whether that is free or a member's.
pub(crate) async fn submit(
    step: &Step<impl Members + Counters + Links, impl Clock>,
    visit: &Visit,
    who: &Who,
) -> Reply {
    let (mut errors, new) = parse(visit, who);
    match again::check(step, visit, who, Asked::UnlessFresh).await {
        Ok(Proof::Given) => {}
        Ok(Proof::Refused(about)) => errors.password = Some(about),
        Ok(Proof::Limited(refused)) => {
            let form = |field: SecretField<'_>| typed_page(visit, who, &errors, Some(field));
            return again::limited(visit, refused, form);
        }
        Err(error) => return step.desk.unavailable(visit, &error),
    }
    let Some(new) = new.filter(|_| errors == Errors::default()) else {
        return refused(visit, who, &errors);
    };
    match decide_anew(&step.desk.clock, || ask(step, visit, who, &new)).await {
        Ok(Asking::Asked) => Reply::see_other("/profile/email?asked=yes", "asked"),
        Ok(Asking::MustWait(until)) => Reply::wait(visit, until),
        Err(error) => step.desk.unavailable(visit, &error),
    }
}

fn parse(visit: &Visit, who: &Who) -> (Errors, Option<Email>) {
    let [email, again, _] = FIELDS.map(|field| visit.form().get(field));
    let parsed = Email::parse(email.expose());
    let is_theirs = |it: &Email| it.canonical() == who.member.email.canonical();
    let errors = Errors {
        email: match &parsed {
            Ok(email) if is_theirs(email) => Some(AboutEmail::IsTheirs),
            Ok(_) => None,
            Err(error) => Some(AboutEmail::Rule(*error)),
        },
        confirm_email: Email::confirm(email.expose(), again.expose()).err(),
        password: None,
    };
    (errors, parsed.ok())
}

/// How asking for a new email ended.
enum Asking {
    /// A letter is queued, whatever it says.
    Asked,
    /// The sender or the member has to wait until an instant.
    MustWait(Timestamp),
}

/// The same reads and writes, whether the address is free or a member's.
async fn ask(
    step: &Step<impl Members + Counters + Links, impl Clock>,
    visit: &Visit,
    who: &Who,
    new: &Email,
) -> Result<Asking, StoreError> {
    let site = visit.site().map(|site| (Subject::Resend(site), RESEND_PER_SITE));
    let tries = SenderTries::new((Subject::Resend(visit.address()), RESEND_PER_ADDRESS), site)
        .and((Subject::NewEmail(who.member.id.clone()), NEW_EMAIL_PER_MEMBER));
    let subjects = tries.subjects();
    let (owner, read) = tokio::try_join!(step.ports.by_email(new), step.ports.read(&subjects))?;
    let counts = match tries.count(&read, visit.now()) {
        Ok(counts) => counts,
        Err(until) => return Ok(Asking::MustWait(until)),
    };
    let ids = (PendingId::new(web::random()), OutboxId::from_random(web::random()));
    let people = (&who.member, new, owner.as_ref());
    let issued = ask_new_email(&step.desk.keys, people, ids, counts, visit.now());
    step.ports.issue(&issued).await?;
    Ok(Asking::Asked)
}

/// Takes the token out of the address and into a cookie; nothing is read and nothing is written.
pub(crate) fn follow<P>(step: &Step<P, impl Clock>, visit: &Visit) -> Reply {
    let token = visit.query("t").unwrap_or_default();
    let reply = match LinkToken::check(&step.desk.keys, Purpose::NewEmail, token) {
        Some(_) => {
            let link = cookies::NewEmail { token: token.to_owned() };
            let cookie = SetCookie::signed(&step.desk.keys, &link, visit.now());
            Reply::see_other("/profile/email/confirm", "followed").with(cookie)
        }
        None => Reply::problem(visit, ProblemKind::NewEmailOver, None),
    };
    reply.without_referrer()
}

/// What the browser's link leads to.
enum Linked {
    Open(Box<(Link, Member)>),
    Used,
    Over,
}

async fn linked(step: &Step<impl Links, impl Clock>, visit: &Visit) -> Result<Linked, StoreError> {
    let token = visit.cookie::<cookies::NewEmail>();
    let claim =
        token.and_then(|it| LinkToken::check(&step.desk.keys, Purpose::NewEmail, &it.token));
    let Some(claim) = claim else { return Ok(Linked::Over) };
    let Some((link, member)) = step.ports.find(&claim).await? else { return Ok(Linked::Over) };
    Ok(match link.state(&member, visit.now()) {
        LinkState::Open => Linked::Open(Box::new((link, member))),
        LinkState::Used => Linked::Used,
        LinkState::Expired => Linked::Over,
    })
}

/// The page that the letter's link leads to.
pub(crate) async fn show_link(step: &Step<impl Links, impl Clock>, visit: &Visit) -> Reply {
    match linked(step, visit).await {
        Ok(Linked::Open(found)) => {
            let email = found.0.to.expose();
            Reply::ok(ConfirmEmail { view: visit.view(), email }.render(), "shown")
        }
        Ok(Linked::Used) => spent(visit, ProblemKind::LinkSpent),
        Ok(Linked::Over) => spent(visit, ProblemKind::NewEmailOver),
        Err(error) => step.desk.unavailable(visit, &error),
    }
}

/// How using the link ended.
enum End {
    /// The login has the new email; the browser goes on with a session if it had one of this member.
    Changed {
        member: Box<Member>,
        session: Option<Session>,
    },
    /// The address is a member's by now; nothing has changed.
    Taken,
    Used,
    Over,
}

/// Switches to the new email.
pub(crate) async fn use_link(
    step: &Step<impl Members + Links + Sessions, impl Clock>,
    visit: &Visit,
) -> Reply {
    match switch(step, visit).await {
        Ok(End::Changed { member, session: Some(session) }) => {
            let cookies = cookies::going_on(&step.desk.keys, &member, &session, visit.now());
            let reply =
                pages::done(Changed::Email).with(SetCookie::cleared(cookies::NewEmail::NAME));
            cookies.into_iter().fold(reply, Reply::with)
        }
        Ok(End::Changed { session: None, .. }) => {
            Reply::see_other("/sign-in?notice=email-changed", "changed")
                .with(SetCookie::cleared(cookies::NewEmail::NAME))
        }
        Ok(End::Taken) => spent(visit, ProblemKind::NewEmailTaken),
        Ok(End::Used) => spent(visit, ProblemKind::LinkSpent),
        Ok(End::Over) => spent(visit, ProblemKind::NewEmailOver),
        Err(error) => step.desk.unavailable(visit, &error),
    }
}

async fn switch(
    step: &Step<impl Members + Links + Sessions, impl Clock>,
    visit: &Visit,
) -> Result<End, StoreError> {
    let request = BASE64URL_NOPAD.encode(&web::random::<16>());
    // Something else of the member may be changed in between.
    decide_anew(&step.desk.clock, || attempt(step, visit, &request)).await
}

async fn attempt(
    step: &Step<impl Members + Links + Sessions, impl Clock>,
    visit: &Visit,
    request: &str,
) -> Result<End, StoreError> {
    let (link, member) = match linked(step, visit).await? {
        Linked::Open(found) => *found,
        Linked::Used => return Ok(End::Used),
        Linked::Over => return Ok(End::Over),
    };
    let here = web::signed_in(&step.ports, visit).await?;
    let here = here.filter(|(_, it)| it.id == member.id).map(|(session, _)| session);
    let not_me = PendingId::new(web::random());
    let ids = (OutboxId::from_random(web::random()), not_me, request.to_owned());
    let spending = change_email(&step.desk.keys, (&link, &member), ids, visit.now());
    Ok(match step.ports.spend(&spending).await? {
        SpendEnd::Spent => {
            let session = go_on(step, &spending.member, here).await;
            End::Changed { member: Box::new(spending.member), session }
        }
        SpendEnd::LinkSpent => End::Used,
        SpendEnd::EmailTaken => End::Taken,
    })
}

/// The session goes on after the commit; without one the member signs in with the new email.
async fn go_on(
    step: &Step<impl Sessions, impl Clock>,
    member: &Member,
    before: Option<Session>,
) -> Option<Session> {
    let session = before?.goes_on(SessionId::from_random(web::random()), member);
    match step.ports.open(&session, None).await {
        Ok(()) => Some(session),
        Err(error) => {
            tracing::error!(error = %error, "an email was changed, but no session goes on");
            None
        }
    }
}

/// The link did its work, or never will: the browser forgets it.
fn spent(visit: &Visit, kind: ProblemKind) -> Reply {
    Reply::problem(visit, kind, None).with(SetCookie::cleared(cookies::NewEmail::NAME))
}

fn refused(visit: &Visit, who: &Who, errors: &Errors) -> Reply {
    let shown = again::is_shown(visit, who, Asked::UnlessFresh) || errors.password.is_some();
    let password = shown.then(|| again::field(visit, errors.password));
    Reply::refused(typed_page(visit, who, errors, password))
}

/// The form with what was typed and every rule that it broke.
fn typed_page(
    visit: &Visit,
    who: &Who,
    errors: &Errors,
    password: Option<SecretField<'_>>,
) -> Html {
    let [email, again, _] = FIELDS.map(|field| visit.form().get(field));
    let language = visit.language();
    let about_email = errors.email.map(|error| match error {
        AboutEmail::Rule(rule) => says::email(language, rule),
        AboutEmail::IsTheirs => words(language).errors.email_is_theirs.to_owned(),
    });
    let about_second = errors.confirm_email.map(|error| says::confirm_email(language, error));
    let email = Field { value: email.expose(), error: about_email.as_deref() };
    let again = Field { value: again.expose(), error: about_second };
    page(visit, who, [email, again], password)
}

fn page(
    visit: &Visit,
    who: &Who,
    [email, confirm_email]: [Field<'_>; 2],
    password: Option<SecretField<'_>>,
) -> Html {
    let (now, asked) = (who.member.email.expose(), visit.query("asked").is_some());
    NewEmail { view: visit.view(), now, asked, email, confirm_email, password }.render()
}
