//! The pages about others on an account.

use domain::{Language, Role};

use super::{EMAIL, SPRING, masked, typed, view};
use crate::pages::view::{Checkbox, Field, SecretField, View};
use crate::pages::{
    Accept, AccountDue, Choice, CodeBox, EndPerson, GuestLine, GuestStands, Home, HomeOther, Html,
    Joined, NewLogin, OtherLine, People, Whom,
};
use crate::portal::Portal;
use crate::words::moment::local_time;
use crate::words::words;

/// Each page with its name.
pub(super) fn pages(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let numbers = masked();
    let until = local_time(SPRING, portal.time_zone, language);
    let guest = |name: &str, role, stands| GuestLine {
        person: format!("person-{name}"),
        email: format!("{name}@example.com"),
        role,
        stands,
    };
    let guests = [
        guest("daniel.okafor", Role::Pay, GuestStands::Joined),
        guest("books", Role::View, GuestStands::Invited(until)),
        guest("somebody", Role::Pay, GuestStands::RanOut),
    ];
    let full: Vec<GuestLine> =
        (0..10).map(|at| guest(&format!("person{at}"), Role::Pay, GuestStands::Joined)).collect();
    let other = |person: &str, owner: Option<&str>| OtherLine {
        person: person.to_owned(),
        number: numbers[1].clone(),
        owner: owner.map(str::to_owned),
    };
    let others = [other("mine", Some("father@example.com")), other("shut", None)];
    let own = view(portal, language, "/profile/people");
    let nobody = People {
        view: View { signed_in: true, ..own },
        done: None,
        own_email: EMAIL,
        number: Some(&numbers[0]),
        account: "a3k7q2mnb5tx",
        choices: &[],
        guests: &[],
        email: Field::default(),
        role: None,
        language,
        role_error: None,
        password: None,
        code: None,
        others: &[],
    };
    let some = People {
        done: Some("invited"),
        guests: &guests,
        password: Some(SecretField::default()),
        others: &others,
        ..nobody
    };
    let only_guest = People { number: None, account: "", others: &others, ..nobody };
    let full = People { done: Some("ended"), guests: &full, ..nobody };
    let asked = ends(portal, language, &guests);
    let accept = accept(portal, language);
    let new = Accept { role: Role::View, new: Some(new_login()), ..accept };
    let pages = [
        ("people", nobody.render()),
        ("people_some", some.render()),
        ("people_full", full.render()),
        ("people_only_guest", only_guest.render()),
        ("accept", accept.render()),
        ("accept_new", new.render()),
    ];
    pages.into_iter().chain(asked).collect()
}

/// The question before an end: to the owner of a guest and of an invitation, and to a guest.
fn ends(
    portal: &'static Portal,
    language: Language,
    guests: &[GuestLine; 3],
) -> [(&'static str, Html); 4] {
    let [own, other] = masked();
    let end = |number, account, whom| {
        let view = View { signed_in: true, ..view(portal, language, "/profile/people/end") };
        EndPerson { view, number, account, person: "person", whom }.render()
    };
    [
        ("people_end", end(&own, "a3k7q2mnb5tx", Whom::Guest(&guests[0]))),
        ("people_end_invited", end(&own, "a3k7q2mnb5tx", Whom::Guest(&guests[1]))),
        ("people_leave", end(&other, "", Whom::Owner(Some("father@example.com")))),
        ("people_leave_shut", end(&other, "", Whom::Owner(None))),
    ]
}

/// The same with rules broken.
pub(super) fn refused(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let (says, errors) = (&words(language).people.list, &words(language).errors);
    let numbers = masked();
    let own = view(portal, language, "/profile/people");
    let people = People {
        view: View { signed_in: true, ..own },
        done: None,
        own_email: EMAIL,
        number: Some(&numbers[0]),
        account: "a3k7q2mnb5tx",
        choices: &[],
        guests: &[],
        email: Field { error: Some(says.is_guest), ..typed("daniel.okafor@example.com") },
        role: Some(Role::Pay),
        language,
        role_error: None,
        password: None,
        code: None,
        others: &[],
    };
    let missing = People {
        email: Field { value: "", error: Some(says.email_missing) },
        role: None,
        role_error: Some(says.role_missing),
        password: Some(SecretField { error: Some(errors.password_now_wrong) }),
        code: Some(CodeBox { error: Some(errors.code_missing), passkey: false }),
        ..people
    };
    let new = NewLogin {
        new_password: SecretField { error: Some(errors.new_password_missing) },
        confirm_password: SecretField { error: Some(errors.confirm_password_different) },
        accept_terms: Checkbox { checked: false, error: Some(errors.terms_not_accepted) },
        ..new_login()
    };
    let accept = Accept { new: Some(new), ..accept(portal, language) };
    vec![
        ("people", people.render()),
        ("people_missing", missing.render()),
        ("accept", accept.render()),
    ]
}

fn accept(portal: &'static Portal, language: Language) -> Accept<'static> {
    let view = view(portal, language, "/people/accept");
    Accept { view, from: "father@example.com", role: Role::Pay, new: None }
}

fn new_login() -> NewLogin<'static> {
    NewLogin {
        email: EMAIL,
        new_password: SecretField::default(),
        confirm_password: SecretField::default(),
        accept_terms: Checkbox::default(),
    }
}

/// Home of somebody who has only accounts of others.
pub(super) fn home_of_guest(home: Home<'_>, due: Option<AccountDue>) -> Html {
    let (others, more) = others(due);
    Home {
        accounts: &[],
        joined: Some(Joined::Open),
        others: &others,
        more: &more,
        changes: &[],
        ..home
    }
    .render()
}

/// Accounts of others: one of whose use is open, one of which nothing was told, and one more.
fn others(due: Option<AccountDue>) -> (Vec<HomeOther>, Vec<Choice>) {
    let other = |owner: &str, sees_use, due| HomeOther {
        number: masked()[1].clone(),
        code: "z4c6v2pwe7rd".to_owned(),
        owner: owner.to_owned(),
        sees_use,
        due,
    };
    let others =
        vec![other("father@example.com", true, due), other("aunt@example.com", false, None)];
    let [number, _] = masked();
    let more = Choice {
        code: "a3k7q2mnb5tx".to_owned(),
        number,
        name: None,
        is_closed: false,
        is_chosen: false,
    };
    (others, vec![more])
}
