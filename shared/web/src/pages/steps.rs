//! The pages of registration, in the member's order.

use askama::Template;
use domain::Bills;

use super::frame::{Fault, Page, documents, faults};
use crate::pages::view::{Checkbox, Field, SecretField, View};

/// `GET, POST /register`: who are you?
#[derive(Clone, Copy, Template)]
#[template(path = "register.html")]
pub struct Register<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// `account_number`
    pub account_number: Field<'a>,
    /// `name`: last name or business.
    pub name: Field<'a>,
    /// `email`
    pub email: Field<'a>,
    /// `confirm_email`
    pub confirm_email: Field<'a>,
    /// The address that was probably meant, asked once; the choice is theirs.
    pub meant: Option<&'a str>,
}

/// `GET, POST /register/identity`: security questions, robot check, terms.
#[derive(Clone, Copy, Template)]
#[template(path = "identity.html")]
pub struct Identity<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// Which account it is about, masked.
    pub account: &'a str,
    /// Step 2's answers as the form carries them, so that another window does not change what it is about.
    pub ticket: &'a str,
    /// The answers, in the order of the questions that are asked; a missing one shows an empty box.
    pub answers: &'a [Field<'a>],
    /// What is to be said about the robot check.
    pub robot_error: Option<&'a str>,
    /// `accept_terms`
    pub accept_terms: Checkbox<'a>,
}

/// `GET /register/check-email`: a letter is on its way.
#[derive(Clone, Copy, Template)]
#[template(path = "check_email.html")]
pub struct CheckEmail<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The address as it was typed.
    pub email: &'a str,
    /// What the office finds the registration by.
    pub reference: &'a str,
    /// What was asked as the form carries it, so that another window does not change whose letter goes again.
    pub asked: &'a str,
    /// How long the link in the letter works.
    pub valid_hours: u32,
    /// Whether the letter was just asked for again.
    pub resent: bool,
    /// By when another letter comes, if one has to wait.
    pub comes_by: Option<&'a str>,
}

/// `GET, POST /register/password`: choose a password.
#[derive(Clone, Copy, Template)]
#[template(path = "password.html")]
pub struct Password<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// `email`
    pub email: Field<'a>,
    /// `account_number`, asked only in a browser other than the one that registered.
    pub account_number: Option<Field<'a>>,
    /// `current_password`, the temporary one.
    pub current_password: Field<'a>,
    /// Whether the link of the letter filled `current_password` in.
    pub filled_in: bool,
    /// `new_password`
    pub new_password: SecretField<'a>,
    /// `confirm_password`
    pub confirm_password: SecretField<'a>,
    /// The fewest characters of a new password.
    pub least: usize,
}

/// `GET, POST /register/paperless`: paper bills, yes or no?
#[derive(Clone, Copy, Template)]
#[template(path = "paperless.html")]
pub struct Paperless<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What is chosen.
    pub bills: Option<Bills>,
    /// What is to be said about `paperless`.
    pub error: Option<&'a str>,
}

/// `GET, POST /profile/paperless/confirm`: the page that the letter's link leads to.
#[derive(Clone, Copy, Template)]
#[template(path = "confirm_bills.html")]
pub struct ConfirmBills<'a> {
    /// Who looks.
    pub view: View<'a>,
}

/// In place of the question about paper bills, while all accounts are held.
#[derive(Clone, Copy, Template)]
#[template(path = "paperless_later.html")]
pub struct PaperlessLater<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// From when on it is asked.
    pub until: &'a str,
    /// Whether it is the profile's page, and not step 6.
    pub in_profile: bool,
}

/// `GET, POST /register/security-phrase`: choose a security phrase.
#[derive(Clone, Copy, Template)]
#[template(path = "phrase.html")]
pub struct Phrase<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// `security_phrase`
    pub security_phrase: Field<'a>,
    /// The fewest characters of a phrase.
    pub least: usize,
    /// Whether it is a step of registering: a guest of others had none before it.
    pub is_step: bool,
}

documents!(
    Register,
    Identity,
    CheckEmail,
    Password,
    Paperless,
    ConfirmBills,
    PaperlessLater,
    Phrase
);

impl Page for Register<'_> {
    fn title(&self) -> &'static str {
        self.view.words().steps.register.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/register")
    }

    fn step(&self) -> Option<String> {
        Some(self.view.step(1))
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([
            ("account_number", self.account_number.error),
            ("name", self.name.error),
            ("email", self.email.error),
            ("confirm_email", self.confirm_email.error),
        ])
    }
}

impl Page for Identity<'_> {
    fn title(&self) -> &'static str {
        self.view.words().steps.identity.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/register/identity")
    }

    fn step(&self) -> Option<String> {
        Some(self.view.step(2))
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        let questions = self.view.portal().asked().iter().zip(self.answers);
        let said = questions.filter_map(|(question, answer)| {
            Some(Fault { id: question.asked.field, message: answer.error? })
        });
        let rest = faults([("robot", self.robot_error), ("accept_terms", self.accept_terms.error)]);
        said.chain(rest).collect()
    }
}

impl<'a> Identity<'a> {
    /// The answer to a question, counted from 0.
    fn answer(&self, question: usize) -> Field<'a> {
        self.answers.get(question).copied().unwrap_or_default()
    }
}

impl Page for CheckEmail<'_> {
    fn title(&self) -> &'static str {
        self.view.words().steps.check_email.title
    }

    fn step(&self) -> Option<String> {
        Some(self.view.step(3))
    }
}

impl Page for Password<'_> {
    fn title(&self) -> &'static str {
        self.view.words().steps.password.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/register/password")
    }

    fn step(&self) -> Option<String> {
        Some(self.view.step(4))
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([
            ("email", self.email.error),
            ("account_number", self.account_number.and_then(|field| field.error)),
            ("current_password", self.current_password.error),
            ("new_password", self.new_password.error),
            ("confirm_password", self.confirm_password.error),
        ])
    }
}

impl Page for Paperless<'_> {
    fn title(&self) -> &'static str {
        self.view.words().steps.paperless.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/register/paperless")
    }

    fn step(&self) -> Option<String> {
        Some(self.view.step(5))
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([("paperless", self.error)])
    }
}

impl Page for ConfirmBills<'_> {
    fn title(&self) -> &'static str {
        self.view.words().steps.paperless.confirm.title
    }
}

impl Page for PaperlessLater<'_> {
    fn title(&self) -> &'static str {
        self.view.words().steps.paperless.later.title
    }

    fn step(&self) -> Option<String> {
        (!self.in_profile).then(|| self.view.step(5))
    }
}

impl Page for Phrase<'_> {
    fn title(&self) -> &'static str {
        self.view.words().steps.phrase.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/register/security-phrase")
    }

    fn step(&self) -> Option<String> {
        self.is_step.then(|| self.view.step(6))
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([("security_phrase", self.security_phrase.error)])
    }
}
