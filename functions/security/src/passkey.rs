//! Adding a passkey: an authenticator makes one, of which a public key is kept under a name.

use data_encoding::BASE64URL_NOPAD;
use domain::ports::{Clock, Counters, Members, Passkeys, SecondFactors, StoreError};
use domain::{
    FactorWriteEnd, Member, Needs, Passkey, PasskeyName, PasskeyNameError, SignedIn, add_passkey,
};
use lambda_http::http::StatusCode;
use passkeys::{Made, Site};
use web::pages::view::Field;
use web::pages::{AddPasskey, Html};
use web::passkey::{Back, Begun};
use web::proof::{self, About, Proof};
use web::words::words;
use web::{Reply, Step, Visit, cookies, says};

use crate::{app, offer, show as summary};

pub(crate) const FIELDS: [&str; 3] = ["name", web::passkey::FIELDS[0], web::passkey::FIELDS[1]];

/// How adding it ended.
enum AddPasskeyEnd {
    /// It is added; the session goes on under another id.
    Added(Box<SignedIn>),
    /// An earlier press of the button has added it.
    AddedBefore,
    /// The boxes say why not; what the authenticator made is still good where nothing is said of it.
    Refused { name: Option<PasskeyNameError>, made: Option<MadeFault>, about: About },
    /// There are ten.
    Full,
    /// Too many wrong passwords or codes.
    Limited(domain::RefusedTry, About),
    /// Another window changed something in between, or the passkey is somebody's: the member as they are now.
    Conflict(Box<Member>),
    /// The session ended in between.
    SignedOut,
}

/// What is wrong with what the authenticator made.
#[derive(Clone, Copy)]
enum MadeFault {
    /// It took too long.
    Over,
    /// It is none that we can check.
    NotMade,
}

/// What it is, the box for its name, and the button.
pub(crate) async fn show(
    step: &Step<impl Passkeys, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let Some(begun) = begin(step, visit, who).filter(|_| offer::has_room(step, visit, who)) else {
        return Ok(Reply::see_other("/profile/security", "out_of_order"));
    };
    let browser = visit.device_name();
    let typed = visit.form().get(FIELDS[0]);
    // In the other language what was typed stays.
    let value = if visit.typed_before().is_some() { typed.expose() } else { &browser };
    let name = Field { value, error: None };
    let exclude = exclude(step, &who.member).await?;
    let html = page(visit, who, (&begun, &exclude), (name, None, ""), About::default());
    Ok(Reply::ok(html, "shown"))
}

pub(crate) async fn submit(
    step: &Step<impl Members + Counters + SecondFactors + Passkeys, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let end = add(step, visit, who).await?;
    let exclude = match &end {
        AddPasskeyEnd::Added(_) | AddPasskeyEnd::AddedBefore | AddPasskeyEnd::SignedOut => {
            String::new()
        }
        AddPasskeyEnd::Conflict(now) => exclude(step, now).await?,
        AddPasskeyEnd::Refused { .. } | AddPasskeyEnd::Full | AddPasskeyEnd::Limited(..) => {
            exclude(step, &who.member).await?
        }
    };
    Ok(answer(step, visit, who, &exclude, end))
}

async fn add(
    step: &Step<impl Members + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<AddPasskeyEnd, StoreError> {
    let refused = |name, made, about| AddPasskeyEnd::Refused { name, made, about };
    let (name, name_error) = match PasskeyName::parse(visit.form().get(FIELDS[0]).expose()) {
        Ok(name) => (Some(name), None),
        Err(error) => (None, Some(error)),
    };
    let Some((began, made)) = read(step, visit, who) else {
        let fault = if back(visit, who).is_some() { MadeFault::NotMade } else { MadeFault::Over };
        return Ok(refused(name_error, Some(fault), About::default()));
    };
    if who.member.factors.passkey(&made.id).is_some() {
        return Ok(AddPasskeyEnd::AddedBefore);
    }
    let now = match proof::check(step, visit, who, Needs::ForFactors).await? {
        Proof::Given(now) => now,
        Proof::Refused(about) => return Ok(refused(name_error, None, about)),
        Proof::Limited(refused, about) => return Ok(AddPasskeyEnd::Limited(refused, about)),
        Proof::SignedOut => return Ok(AddPasskeyEnd::SignedOut),
    };
    let Some(name) = name else { return Ok(refused(name_error, None, About::default())) };
    let id = made.id.clone();
    let passkey = Passkey {
        member: now.member.id.clone(),
        id: made.id,
        credential: made.credential,
        counter: made.counter,
        name,
        since: visit.now(),
        used_at: None,
    };
    let keys = &step.desk.keys;
    let write = add_passkey(keys, &now, passkey, began.used, offer::ids(), visit.now());
    let Some(write) = write else { return Ok(AddPasskeyEnd::Full) };
    match step.ports.write(&write).await {
        Ok(FactorWriteEnd::Written) => {
            let session = write.session.map_or(now.session, |it| it.session().clone());
            let member = write.member.unwrap_or(now.member);
            Ok(AddPasskeyEnd::Added(Box::new(SignedIn { session, member })))
        }
        Ok(FactorWriteEnd::CodeUsed) | Err(StoreError::Conflict) => {
            Ok(match step.ports.member(&who.member.id).await? {
                Some(now) if now.factors.passkey(&id).is_some() => AddPasskeyEnd::AddedBefore,
                Some(now) => AddPasskeyEnd::Conflict(Box::new(now)),
                None => AddPasskeyEnd::SignedOut,
            })
        }
        Err(error @ StoreError::Unavailable(_)) => Err(error),
    }
}

/// The ceremony that the form carried back.
fn back(visit: &Visit, who: &SignedIn) -> Option<Back> {
    web::passkey::back(visit, Some(&who.member.id))
}

/// What the authenticator made of it, checked.
fn read<P, C>(step: &Step<P, C>, visit: &Visit, who: &SignedIn) -> Option<(Back, Made)> {
    let (site, back) = (Site::of(&step.desk.origin)?, back(visit, who)?);
    let made = passkeys::made(&site, &back.state, visit.form().get(FIELDS[2]).expose())?;
    Some((back, made))
}

fn begin<P, C>(step: &Step<P, C>, visit: &Visit, who: &SignedIn) -> Option<Begun> {
    let member = &who.member.id;
    let ceremony = passkeys::begin_adding(&Site::of(&step.desk.origin)?, member)?;
    Some(Begun::new(visit, ceremony.challenge, ceremony.state, Some(member)))
}

/// The credentials that a member has, as the page's script has them. An authenticator that has one of them makes no other: of one
/// member and one site it keeps one, and what it has would go.
async fn exclude(
    step: &Step<impl Passkeys, impl Clock>,
    member: &Member,
) -> Result<String, StoreError> {
    let ids: Vec<_> = member.factors.passkeys.iter().map(|mark| mark.id.clone()).collect();
    let kept = step.ports.passkeys(&ids).await?;
    let each = kept.iter().map(|kept| BASE64URL_NOPAD.encode(&kept.credential.raw_id));
    Ok(each.filter(|id| !id.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Shows how it ended. No `_` arm: a new end must get a page.
fn answer<P, C>(
    step: &Step<P, C>,
    visit: &Visit,
    who: &SignedIn,
    exclude: &str,
    end: AddPasskeyEnd,
) -> Reply {
    let says = &words(visit.language()).errors;
    // What the authenticator made is sent back as long as it is good, so that it need not make another.
    let form = |name: Option<PasskeyNameError>, fault: Option<&'static str>, about| {
        let kept = back(visit, who).filter(|_| fault.is_none()).map(|back| back.begun);
        let credential = visit.form().get(FIELDS[2]);
        let credential = if kept.is_some() { credential.expose() } else { "" };
        let begun = kept.or_else(|| begin(step, visit, who))?;
        let typed = visit.form().get(FIELDS[0]);
        let error = name.map(|error| says::passkey_name(visit.language(), error));
        let field = Field { value: typed.expose(), error: error.as_deref() };
        Some(page(visit, who, (&begun, exclude), (field, fault, credential), about))
    };
    let lost = || Reply::see_other("/profile/security", "out_of_order");
    match end {
        AddPasskeyEnd::Added(now) => {
            let (figures, at) = (visit.figures(), visit.now());
            let keys = &step.desk.keys;
            let cookies = cookies::going_on(keys, &now.member, &now.session, figures, at);
            cookies.into_iter().fold(app::done(visit, &now, summary::ADDED_PASSKEY), Reply::with)
        }
        AddPasskeyEnd::AddedBefore => app::done(visit, who, summary::ADDED_PASSKEY),
        AddPasskeyEnd::Refused { name, made, about } => {
            let fault = made.map(|fault| match fault {
                MadeFault::Over => says.passkey_over,
                MadeFault::NotMade => says.passkey_not_made,
            });
            form(name, fault, about).map_or_else(lost, Reply::refused)
        }
        AddPasskeyEnd::Full => {
            let form = form(None, Some(says.passkeys_full), About::default());
            form.map_or_else(lost, Reply::refused)
        }
        AddPasskeyEnd::Limited(refused, about) => match form(None, None, about) {
            Some(form) => proof::limited(visit, who, refused, || form),
            None => lost(),
        },
        AddPasskeyEnd::Conflict(_) => {
            let form = form(None, Some(says.passkey_not_made), About::default());
            form.map_or_else(lost, |form| Reply::page(StatusCode::CONFLICT, form, "conflict"))
        }
        AddPasskeyEnd::SignedOut => web::sign_in_first(),
    }
}

fn page(
    visit: &Visit,
    who: &SignedIn,
    (begun, exclude): (&Begun, &str),
    (name, error, credential): (Field<'_>, Option<&'static str>, &str),
    about: About,
) -> Html {
    let page = AddPasskey {
        view: visit.view(),
        ceremony: begun.ceremony(),
        credential,
        exclude,
        user: who.member.id.as_str(),
        email: who.member.email.expose(),
        name,
        error,
        asked: proof::boxes(visit, who, Needs::ForFactors, about),
    };
    page.render()
}
