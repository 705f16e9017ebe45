//! Others on an account: who they are, inviting them, and accepting.

use askama::Template;
use domain::{GuestList, Language, Role};

use super::Choice;
use super::frame::{Fault, Page, documents, faults};
use super::security::CodeBox;
use crate::pages::view::{Checkbox, Field, SecretField, View};

/// `GET, POST /profile/people`.
#[derive(Clone, Copy, Template)]
#[template(path = "people.html")]
pub struct People<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What was just done, in the page's own word.
    pub done: Option<&'a str>,
    /// The member's address, for password managers.
    pub own_email: &'a str,
    /// The account, masked; none if the member has none.
    pub number: Option<&'a str>,
    /// What names it in the forms.
    pub account: &'a str,
    /// The accounts to choose from.
    pub choices: &'a [Choice],
    /// Who else is on it.
    pub guests: &'a [GuestLine],
    /// `email`
    pub email: Field<'a>,
    /// What is chosen of `role`.
    pub role: Option<Role>,
    /// What is chosen of `language`: that of the letter.
    pub language: Language,
    /// What is to be said about `role`.
    pub role_error: Option<&'a str>,
    /// `current_password`, where it is asked for again.
    pub password: Option<SecretField<'a>>,
    /// `current_code`, where it is asked for.
    pub code: Option<CodeBox<'a>>,
    /// Accounts of others that the member was let in to.
    pub others: &'a [OtherLine],
}

/// Somebody on an account.
#[derive(Clone, Debug)]
pub struct GuestLine {
    /// What names them in the form.
    pub person: String,
    /// The address that was invited.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// How far they are.
    pub stands: GuestStands,
}

/// How far somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuestStands {
    /// They may accept until a time, from [`crate::words::moment::local_time`].
    Invited(String),
    /// They may no longer.
    RanOut,
    /// They accepted.
    Joined,
}

/// An account of somebody else's.
#[derive(Clone, Debug)]
pub struct OtherLine {
    /// What names the member on its list.
    pub person: String,
    /// Its number, masked.
    pub number: String,
    /// Whose it is; none where it is not open now.
    pub owner: Option<String>,
}

/// `POST /profile/people/end`, before it is said that it is meant.
#[derive(Clone, Copy, Template)]
#[template(path = "people_end.html")]
pub struct EndPerson<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The account, masked.
    pub number: &'a str,
    /// What names it in the form; empty where it is somebody else's.
    pub account: &'a str,
    /// What names the guest in the form.
    pub person: &'a str,
    /// Whom it is about.
    pub whom: Whom<'a>,
}

/// Whom the end of a guest is about, to whoever looks.
#[derive(Clone, Copy)]
pub enum Whom<'a> {
    /// To the owner: the guest.
    Guest(&'a GuestLine),
    /// To the guest: the owner's address, while the account is open to them.
    Owner(Option<&'a str>),
}

/// `GET, POST /people/accept`.
#[derive(Clone, Copy, Template)]
#[template(path = "accept.html")]
pub struct Accept<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// Who invites.
    pub from: &'a str,
    /// What they offer.
    pub role: Role,
    /// The boxes of who has no login.
    pub new: Option<NewLogin<'a>>,
}

/// What is asked of who has no login.
#[derive(Clone, Copy)]
pub struct NewLogin<'a> {
    /// The address that was invited.
    pub email: &'a str,
    /// `new_password`
    pub new_password: SecretField<'a>,
    /// `confirm_password`
    pub confirm_password: SecretField<'a>,
    /// `accept_terms`
    pub accept_terms: Checkbox<'a>,
}

documents!(People, EndPerson, Accept);

impl People<'_> {
    fn done(&self) -> Option<&'static str> {
        let words = &self.view.words().people.list;
        match self.done {
            Some("invited") => Some(words.invited),
            Some("ended") => Some(words.ended),
            Some(_) | None => None,
        }
    }

    fn about(&self, guest: &GuestLine) -> &'static str {
        let words = &self.view.words().people.list;
        match guest.role {
            Role::Pay => words.pays,
            Role::View => words.views,
        }
    }

    fn stands(&self, guest: &GuestLine) -> Option<String> {
        let words = &self.view.words().people.list;
        match &guest.stands {
            GuestStands::Invited(until) => Some((words.until)(until)),
            GuestStands::RanOut => Some(words.ran_out.to_owned()),
            GuestStands::Joined => None,
        }
    }

    /// Each language of the letter, by its tag, in its own name.
    fn languages(&self) -> [(&'static str, &'static str, bool); 2] {
        [(Language::English, "English"), (Language::Spanish, "Español")]
            .map(|(it, name)| (it.tag(), name, it == self.language))
    }

    /// Whether the account has room for another one.
    fn has_room(&self) -> bool {
        let counts = self.guests.iter().filter(|guest| guest.stands != GuestStands::RanOut);
        counts.count() < GuestList::MAX
    }

    fn full(&self) -> String {
        (self.view.words().people.list.full)(GuestList::MAX)
    }
}

impl Page for People<'_> {
    fn title(&self) -> &'static str {
        self.view.words().people.list.title
    }

    fn form(&self) -> Option<&'static str> {
        (self.number.is_some() && self.has_room()).then_some("/profile/people")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([
            ("email", self.email.error),
            ("role", self.role_error),
            ("current_password", self.password.and_then(|field| field.error)),
            ("current_code", self.code.and_then(|field| field.error)),
        ])
    }

    fn has_passkey(&self) -> bool {
        self.code.is_some_and(|code| code.passkey)
    }
}

impl EndPerson<'_> {
    /// What ends.
    fn text(&self) -> &'static str {
        let words = &self.view.words().people.end;
        match self.whom {
            Whom::Guest(guest) if guest.stands == GuestStands::Joined => match guest.role {
                Role::Pay => words.pays,
                Role::View => words.views,
            },
            Whom::Guest(_) => words.invited,
            Whom::Owner(_) => words.leave,
        }
    }

    fn button(&self) -> &'static str {
        match self.whom {
            Whom::Guest(_) => self.view.words().people.list.end,
            Whom::Owner(_) => self.view.words().people.others.leave,
        }
    }
}

impl Page for EndPerson<'_> {
    fn title(&self) -> &'static str {
        let words = &self.view.words().people.end;
        match self.whom {
            Whom::Guest(_) => words.title,
            Whom::Owner(_) => words.leave_title,
        }
    }
}

impl Accept<'_> {
    fn offers(&self) -> &'static str {
        let words = &self.view.words().people.accept;
        match self.role {
            Role::Pay => words.pays,
            Role::View => words.views,
        }
    }
}

impl Page for Accept<'_> {
    fn title(&self) -> &'static str {
        self.view.words().people.accept.title
    }

    fn form(&self) -> Option<&'static str> {
        self.new.map(|_| "/people/accept")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        let Some(new) = self.new else { return Vec::new() };
        faults([
            ("new_password", new.new_password.error),
            ("confirm_password", new.confirm_password.error),
            ("accept_terms", new.accept_terms.error),
        ])
    }
}
