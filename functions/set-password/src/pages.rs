//! How step 5 looks.

use domain::{
    KeyRing, LinkClaim, LinkToken, Member, Pending, Purpose, RefusedTry, Session,
    TemporaryPassword, Typed,
};
use lambda_http::http::StatusCode;
use web::cookies::{self, Claims, SetCookie, Verify};
use web::pages::view::{Field, SecretField};
use web::pages::{Html, Password, ProblemKind, RanOut};
use web::words::words;
use web::{Reply, Visit, says};

use crate::form::{
    AboutAccountNumber, AboutCurrentPassword, AboutEmail, Errors, FIELDS,
    is_the_browser_that_registered,
};
use crate::link::{Linked, WAY};
use crate::post::ChooseEnd;

/// The form, filled in by the link, or the page that says why there is none.
pub(crate) fn form(keys: &KeyRing, visit: &Visit, linked: &Linked) -> Reply {
    match linked {
        Linked::Used(_) | Linked::Expired(_) | Linked::Ended(_) => spent(visit, linked),
        Linked::Open(pending) => {
            let temporary = TemporaryPassword::derive(keys, &pending.link());
            let temporary = temporary.map(|it| it.expose()).unwrap_or_default();
            let [email, .., account] = FIELDS.map(|field| visit.form().get(field));
            let typed = visit.typed_before().map(|_| email.expose());
            let typed = [typed.unwrap_or(pending.email.expose()), &temporary, account.expose()];
            Reply::ok(page(visit, linked, typed, &Errors::default()), "shown")
        }
        Linked::Nothing => {
            let asked = visit.cookie::<cookies::Pending>();
            let email = asked.map(|asked| asked.email).unwrap_or_default();
            let [typed, .., account] = FIELDS.map(|field| visit.form().get(field));
            let email = if typed.expose().is_empty() { &email } else { typed.expose() };
            let typed = [email, "", account.expose()];
            Reply::ok(page(visit, linked, typed, &Errors::default()), "shown")
        }
    }
}

/// Shows how choosing a password ended. No `_` arm: a new end must get a page.
pub(crate) fn chosen(keys: &KeyRing, visit: &Visit, end: ChooseEnd) -> Reply {
    match end {
        ChooseEnd::Claimed { member, session: Some(session), link } => {
            claimed(keys, visit, &member, &session, &link)
        }
        ChooseEnd::Claimed { session: None, .. } => {
            forget(Reply::see_other("/sign-in", "claimed_without_session"))
                .with(visit.say_once("/sign-in", "password-set"))
                .with(WAY.forgotten())
        }
        ChooseEnd::Refused { errors, linked } => {
            let typed = FIELDS.map(|field| visit.form().get(field));
            let [email, current, .., account] = typed.each_ref().map(Typed::expose);
            Reply::refused(page(visit, &linked, [email, current, account], &errors))
        }
        ChooseEnd::Limited(refused) => limited(visit, refused),
        ChooseEnd::RanOut => {
            let typed = visit.form().get("email");
            let page = RanOut { view: visit.view(), email: typed.expose().trim() };
            Reply::page(StatusCode::GONE, page.render(), "ran_out")
        }
        ChooseEnd::Spent(linked) => spent(visit, &linked),
        ChooseEnd::AccountClosed(pending) => problem(visit, ProblemKind::AccountClosed, &pending),
        ChooseEnd::EmailTaken(pending) => {
            // Signed in with that email, they add the account: nobody retypes its number.
            let account_number = pending.typed_account.expose().to_owned();
            let kept = cookies::AddAccount { account_number };
            let kept = SetCookie::signed(keys, &kept, visit.now());
            problem(visit, ProblemKind::EmailTaken, &pending).with(kept)
        }
    }
}

/// How long to wait; where that does not help, what does.
fn limited(visit: &Visit, refused: RefusedTry) -> Reply {
    if let Some(reply) = Reply::refused_try(visit, refused) {
        return reply;
    }
    let errors = Errors { current_password: Some(AboutCurrentPassword::Shut), ..Errors::default() };
    let [email, .., account] = FIELDS.map(|field| visit.form().get(field));
    let typed = [email.expose(), "", account.expose()];
    let page = page(visit, &Linked::Nothing, typed, &errors);
    Reply::page(StatusCode::TOO_MANY_REQUESTS, page, "shut")
}

fn claimed(
    keys: &KeyRing,
    visit: &Visit,
    member: &Member,
    session: &Session,
    link: &LinkClaim,
) -> Reply {
    let cookies = cookies::signed_in(keys, member, session, visit.figures());
    let mut reply = forget(Reply::see_other("/register/paperless", "claimed"));
    // The spent link stays: who goes back, or on in another window, learns from it that the password is set.
    if let Some(token) = LinkToken::derive(keys, Purpose::Verify, link) {
        let (token, whose) = (token.expose().to_owned(), member.id.as_str().to_owned());
        let verify = Verify { token, done: true, member: Some(whose) };
        reply = reply.with(SetCookie::signed(keys, &verify, visit.now()));
    }
    cookies.into_iter().fold(reply, Reply::with)
}

/// What was asked is done: a registration after it begins anew.
fn forget(reply: Reply) -> Reply {
    reply
        .with(SetCookie::cleared(cookies::Pending::NAME))
        .with(SetCookie::cleared(cookies::Ticket::NAME))
}

fn spent(visit: &Visit, linked: &Linked) -> Reply {
    let (kind, claim) = match linked {
        Linked::Used(_) if was_set_here(visit) => {
            return Reply::problem(visit, ProblemKind::PasswordSet, None);
        }
        Linked::Used(pending) => (ProblemKind::LinkSpent, Some(pending.link())),
        Linked::Ended(claim) => (ProblemKind::RegistrationEnded, Some(claim.clone())),
        Linked::Expired(claim) => (ProblemKind::LinkExpired, Some(claim.clone())),
        Linked::Open(pending) => (ProblemKind::LinkExpired, Some(pending.link())),
        Linked::Nothing => (ProblemKind::LinkExpired, None),
    };
    // The next visit begins without the link, so that another registration can be finished by hand.
    WAY.over(visit, kind, claim.as_ref()).with(WAY.forgotten())
}

/// Whether this browser set the password with the link that it has, and nobody else has signed in there since.
fn was_set_here(visit: &Visit) -> bool {
    let whose = visit.cookie::<Verify>().and_then(|link| link.member);
    visit.session().is_some_and(|(member, _)| whose.as_deref() == Some(member.as_str()))
}

fn problem(visit: &Visit, kind: ProblemKind, pending: &Pending) -> Reply {
    let reference = pending.id.reference().to_string();
    Reply::problem(visit, kind, Some(&reference))
}

fn page(
    visit: &Visit,
    linked: &Linked,
    [email, current, account]: [&str; 3],
    errors: &Errors,
) -> Html {
    let known = match linked {
        Linked::Open(pending) => is_the_browser_that_registered(visit, pending),
        Linked::Nothing => {
            visit.cookie::<cookies::Pending>().is_some() && errors.account_number.is_none()
        }
        Linked::Used(_) | Linked::Expired(_) | Linked::Ended(_) => false,
    };
    let says = Sentences::of(visit, errors);
    let account_number = Field { value: account, error: says.account_number.as_deref() };
    let page = Password {
        view: visit.view(),
        email: Field { value: email, error: says.email.as_deref() },
        account_number: (!known).then_some(account_number),
        current_password: Field { value: current, error: says.current_password },
        filled_in: matches!(linked, Linked::Open(_)),
        new_password: SecretField { error: says.new_password.as_deref() },
        confirm_password: SecretField { error: says.confirm_password },
        least: visit.figures().password_min(),
    };
    page.render()
}

/// The sentences beside the boxes.
struct Sentences {
    email: Option<String>,
    account_number: Option<String>,
    current_password: Option<&'static str>,
    new_password: Option<String>,
    confirm_password: Option<&'static str>,
}

impl Sentences {
    fn of(visit: &Visit, errors: &Errors) -> Self {
        let says = &words(visit.language()).errors;
        Self {
            email: errors.email.map(|error| match error {
                AboutEmail::Rule(rule) => says::email(visit.language(), rule),
                AboutEmail::NotTheLetters => says.email_different.to_owned(),
            }),
            account_number: errors.account_number.map(|error| match error {
                AboutAccountNumber::Rule(rule) => {
                    says::account_number(visit.portal(), visit.language(), rule)
                }
                AboutAccountNumber::Different => says.account_number_different.to_owned(),
            }),
            current_password: errors.current_password.map(|error| match error {
                AboutCurrentPassword::Missing => says.current_password_missing,
                AboutCurrentPassword::Wrong => says.current_password_wrong,
                AboutCurrentPassword::Shut => says.current_password_shut,
            }),
            new_password: errors
                .password
                .new_password
                .map(|error| error.sentence(visit.portal(), says)),
            confirm_password: errors.password.confirm_password.map(|error| error.sentence(says)),
        }
    }
}
