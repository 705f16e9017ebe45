//! How others on an account look.

use std::borrow::Cow;

use domain::history::AccountCode;
use domain::{
    AccountStanding, Email, FoundLink, Guest, GuestOf, GuestState, Language, Needs, Role, SignedIn,
};
use web::pages::view::{Field, SecretField};
use web::pages::{
    Accept, Asked, EndPerson, GuestLine, GuestStands, Html, NewLogin, OtherLine, People, Whom,
};
use web::proof;
use web::words::moment::local_time;
use web::words::words;
use web::{Chosen, Reply, Visit, says, terms};

use crate::forms::{AboutEmail, AcceptErrors, INVITE, InviteErrors, Seen};

/// The list of an account of the member's.
pub(crate) fn address(code: &AccountCode) -> Cow<'static, str> {
    format!("/profile/people?account={}", code.as_str()).into()
}

/// The list and the form with what was typed, and every rule that it broke.
pub(crate) fn people(
    visit: &Visit,
    who: &SignedIn,
    seen: &Seen<'_>,
    errors: &InviteErrors,
) -> Html {
    let Asked { email, password, code } = proof::boxes(visit, who, Needs::Both, errors.about);
    let says = &words(visit.language()).people.list;
    let [_, typed, chosen, language, ..] = INVITE.map(|field| visit.form().get(field));
    let about_email = errors.email.map(|error| match error {
        AboutEmail::Rule(domain::EmailError::Missing) => says.email_missing.to_owned(),
        AboutEmail::Rule(rule) => says::email(visit.language(), rule),
        AboutEmail::IsGuest => says.is_guest.to_owned(),
        AboutEmail::Full => (says.full)(domain::GuestList::MAX),
    });
    let own = seen.own.as_ref();
    let guests: Vec<GuestLine> = own
        .map(|(_, standing)| standing.guests().iter().map(|it| guest(visit, it)).collect())
        .unwrap_or_default();
    let others: Vec<OtherLine> = seen.others.iter().map(|it| other(visit, who, it)).collect();
    let number = own.map(|(chosen, _)| chosen.binding.account.masked());
    let page = People {
        view: visit.view(),
        done: visit.just_done(),
        own_email: email,
        number: number.as_deref(),
        account: own.map_or("", |(chosen, _)| chosen.code.as_str()),
        choices: own.map_or(&[], |(chosen, _)| chosen.choices.as_slice()),
        guests: &guests,
        email: Field { value: typed.expose(), error: about_email.as_deref() },
        role: Role::parse(chosen.expose()),
        language: Language::parse(language.expose()).unwrap_or(visit.language()),
        role_error: errors.role_missing.then_some(says.role_missing),
        password,
        code,
        others: &others,
    };
    page.render()
}

fn guest(visit: &Visit, guest: &Guest) -> GuestLine {
    let stands = match &guest.state {
        GuestState::Joined { .. } => GuestStands::Joined,
        GuestState::Invited { .. } if !guest.counts(visit.now()) => GuestStands::RanOut,
        GuestState::Invited { until, .. } => {
            GuestStands::Invited(local_time(*until, visit.portal().time_zone, visit.language()))
        }
    };
    GuestLine {
        person: guest.person.as_str().to_owned(),
        email: guest.email.expose().to_owned(),
        role: guest.role,
        stands,
    }
}

fn other(
    visit: &Visit,
    who: &SignedIn,
    (hint, standing): &(&GuestOf, AccountStanding),
) -> OtherLine {
    let opened = standing.opened_by(&who.member.id, visit.now());
    OtherLine {
        person: hint.person.as_str().to_owned(),
        number: hint.account.masked(),
        owner: opened.map(|opened| opened.owner.email.expose().to_owned()),
    }
}

/// Whether the owner wants somebody off an account.
pub(crate) fn end_guest(visit: &Visit, chosen: &Chosen<'_>, it: &Guest) -> Html {
    let (line, number) = (guest(visit, it), chosen.binding.account.masked());
    let (account, whom) = (chosen.code.as_str(), Whom::Guest(&line));
    let person = &line.person;
    EndPerson { view: visit.view(), number: &number, account, person, whom }.render()
}

/// Whether a guest wants to leave an account, with its owner's address while it is open to them.
pub(crate) fn leave(visit: &Visit, hint: &GuestOf, owner: Option<&str>) -> Html {
    let (number, person) = (hint.account.masked(), hint.person.as_str());
    let whom = Whom::Owner(owner);
    EndPerson { view: visit.view(), number: &number, account: "", person, whom }.render()
}

/// What an invitation offers to the member who is signed in.
pub(crate) fn to_member(visit: &Visit, from: &Email, role: Role) -> Reply {
    let page = Accept { view: visit.view(), from: from.expose(), role, new: None };
    Reply::ok(page.render(), "shown")
}

/// What it offers to somebody who has no login, with the boxes and every rule that was broken.
pub(crate) fn to_new(visit: &Visit, found: &FoundLink, role: Role, errors: &AcceptErrors) -> Html {
    let says = &words(visit.language()).errors;
    let new_password =
        errors.password.new_password.map(|error| error.sentence(visit.portal(), says));
    let confirm_password = errors.password.confirm_password.map(|error| error.sentence(says));
    let new = NewLogin {
        email: found.link.to.expose(),
        new_password: SecretField { error: new_password.as_deref() },
        confirm_password: SecretField { error: confirm_password },
        accept_terms: terms::checkbox(visit, errors.terms),
    };
    let page =
        Accept { view: visit.view(), from: found.member.email.expose(), role, new: Some(new) };
    page.render()
}
