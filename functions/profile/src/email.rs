//! A new email, asked for: a letter to the new address proves it, and the link in it switches.

use domain::budget::{resend_per_address, resend_per_site};
use domain::limits::{NEW_EMAIL_PER_MEMBER, SenderTries, Subject};
use domain::ports::{Clock, Counters, Links, Members, SecondFactors, StoreError};
use domain::{
    AskedNewEmail, ConfirmEmailError, Email, EmailError, IssueIds, Needs, OutboxId, PendingId,
    SignedIn, ask_new_email, decide_anew,
};
use jiff::Timestamp;
use web::cookies::{SetCookie, Told};
use web::pages::view::Field;
use web::pages::{Asked, Html, NewEmail};
use web::proof::{self, About, Proof};
use web::words::words;
use web::{Reply, Step, Visit, says, slip};

pub(crate) const FIELDS: [&str; 4] = ["email", "confirm_email", proof::FIELDS[0], proof::FIELDS[1]];

/// Every rule that the form broke.
#[derive(Debug, Default, PartialEq, Eq)]
struct Errors {
    email: Option<AboutEmail>,
    confirm_email: Option<ConfirmEmailError>,
    about: About,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AboutEmail {
    Rule(EmailError),
    /// It is the one of today.
    IsTheirs,
}

/// The form.
pub(crate) fn show(visit: &Visit, who: &SignedIn) -> Reply {
    Reply::ok(typed_page(visit, who, &Errors::default()), "shown")
}

/// Sends a letter to the new address. What comes of it is the same page whether that is free or a member's.
pub(crate) async fn submit(
    step: &Step<impl Members + Counters + Links + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let mut errors = broken(visit, who);
    let [typed, _] = slip::typed(visit.form());
    let new = Email::parse(typed.expose()).ok().filter(|_| errors == Errors::default());
    // Before the password: whoever mends the address types it once.
    if let Some(meant) = new.as_ref().and_then(|new| slip::asked_about(visit.form(), new)) {
        return Ok(ask_for_the_email(visit, who, &meant));
    }
    let now = match proof::check(step, visit, who, Needs::Both).await? {
        Proof::Given(now) => Some(now),
        Proof::Refused(about) => {
            errors.about = about;
            None
        }
        Proof::Limited(refused, about) => {
            errors.about = about;
            return Ok(proof::limited(visit, who, refused, || typed_page(visit, who, &errors)));
        }
        Proof::SignedOut => return Ok(web::sign_in_first()),
    };
    let who = now.as_deref().unwrap_or(who);
    let Some(new) = new.filter(|_| errors == Errors::default()) else {
        return Ok(Reply::refused(typed_page(visit, who, &errors)));
    };
    Ok(match decide_anew(&step.desk.clock, || ask(step, visit, who, &new)).await? {
        Asking::Asked => {
            let email = new.expose().to_owned();
            let told = Told::AskedNewEmail { email, whose: visit.mark_of(&who.member) };
            Reply::see_other("/profile/email?asked=yes", "asked").with(SetCookie::signed(
                &step.desk.keys,
                &told,
                visit.now(),
            ))
        }
        Asking::MustWait(until) => Reply::wait(visit, until),
    })
}

/// The rules that the two addresses break.
fn broken(visit: &Visit, who: &SignedIn) -> Errors {
    let [email, again] = slip::typed(visit.form());
    let is_theirs = |it: &Email| it.canonical() == who.member.email.canonical();
    let email_error = match Email::parse(email.expose()) {
        Ok(email) if is_theirs(&email) => Some(AboutEmail::IsTheirs),
        Ok(_) => None,
        Err(error) => Some(AboutEmail::Rule(error)),
    };
    let confirm_email = Email::confirm(email.expose(), again.expose()).err();
    Errors { email: email_error, confirm_email, about: About::default() }
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
    who: &SignedIn,
    new: &Email,
) -> Result<Asking, StoreError> {
    let figures = visit.figures();
    let tries = SenderTries::of(Subject::Resend(visit.address()), resend_per_address(figures))
        .and(visit.site().map(Subject::Resend), resend_per_site(figures))
        .and(Subject::NewEmail(who.member.id.clone()), NEW_EMAIL_PER_MEMBER);
    let subjects = tries.subjects();
    let (owner, read) = tokio::try_join!(step.ports.by_email(new), step.ports.read(&subjects))?;
    let counts = match tries.count(&read, visit.now()) {
        Ok(counts) => counts,
        Err(until) => return Ok(Asking::MustWait(until)),
    };
    let item = PendingId::new(web::random());
    let ids = IssueIds { item, envelope: OutboxId::from_random(web::random()) };
    let asked = AskedNewEmail { member: &who.member, new, owner: owner.as_ref() };
    let issued = ask_new_email(&step.desk.keys, asked, ids, counts, visit.now());
    step.ports.issue(&issued).await?;
    Ok(Asking::Asked)
}

/// The form with what was typed, and the question whether another address was meant.
fn ask_for_the_email(visit: &Visit, who: &SignedIn, meant: &str) -> Reply {
    let [email, again, ..] = FIELDS.map(|field| visit.form().get(field));
    let question = (words(visit.language()).steps.register.meant)(meant);
    let email = Field { value: email.expose(), error: Some(&question) };
    let again = Field { value: again.expose(), error: None };
    Reply::refused(page(visit, who, [email, again], Some(meant), About::default()))
}

/// The form with what was typed and every rule that it broke.
fn typed_page(visit: &Visit, who: &SignedIn, errors: &Errors) -> Html {
    let [email, again] = slip::typed(visit.form());
    let language = visit.language();
    let about_email = errors.email.map(|error| match error {
        AboutEmail::Rule(rule) => says::email(language, rule),
        AboutEmail::IsTheirs => words(language).errors.email_is_theirs.to_owned(),
    });
    let about_second = errors.confirm_email.map(|error| says::confirm_email(language, error));
    let email = Field { value: email.expose(), error: about_email.as_deref() };
    let again = Field { value: again.expose(), error: about_second };
    page(visit, who, [email, again], None, errors.about)
}

fn page(
    visit: &Visit,
    who: &SignedIn,
    [email, confirm_email]: [Field<'_>; 2],
    meant: Option<&str>,
    about: About,
) -> Html {
    let (view, now) = (visit.view(), who.member.email.expose());
    let Asked { password, code, .. } = proof::boxes(visit, who, Needs::Both, about);
    let asked_for = asked_for(visit, who);
    let asked_for = asked_for.as_deref();
    NewEmail { view, now, asked_for, email, confirm_email, meant, password, code }.render()
}

/// The address that this member just asked for in this browser, where the page is to say it.
fn asked_for(visit: &Visit, who: &SignedIn) -> Option<String> {
    visit.query("asked")?;
    match visit.cookie::<Told>()? {
        Told::AskedNewEmail { email, whose } if whose == visit.mark_of(&who.member) => Some(email),
        _ => None,
    }
}
