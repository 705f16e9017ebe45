//! The pages that end a way. Each says what to do now and shows the office's phone.

mod kind;

use askama::Template;

pub use self::kind::ProblemKind;
use super::frame::{Page, documents};
use crate::pages::view::View;
use crate::words::moment::local_time;
use crate::words::tables::problems::Problem as Sentences;

/// A page that ends a way.
#[derive(Clone, Copy, Template)]
#[template(path = "problem.html")]
pub struct Problem<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What went wrong.
    pub kind: ProblemKind,
    /// What the office finds the case by.
    pub reference: &'a str,
    /// Whether something would have been saved, had it gone well.
    pub saves: bool,
}

documents!(Problem);

impl Problem<'_> {
    fn sentences(&self) -> &'static Sentences {
        let words = &self.view.words().problems;
        match self.kind {
            ProblemKind::LinkSpent => &words.link_spent,
            ProblemKind::LinkExpired => &words.link_expired,
            ProblemKind::LinkWrong => &words.link_wrong,
            ProblemKind::RegistrationEnded => &words.registration_ended,
            ProblemKind::LinkAgain => &words.link_again,
            ProblemKind::RecoverSpent => &words.recover_spent,
            ProblemKind::RecoverOver => &words.recover_over,
            ProblemKind::NotMeSpent => &words.not_me_spent,
            ProblemKind::NotMeOver => &words.not_me_over,
            ProblemKind::NewEmailOver => &words.new_email_over,
            ProblemKind::NewEmailTaken => &words.new_email_taken,
            ProblemKind::MoveEarly => &words.move_early,
            ProblemKind::ProofSpent => &words.proof_spent,
            ProblemKind::MoveOver => &words.move_over,
            ProblemKind::SecondLinkOver => &words.second_link_over,
            ProblemKind::BillsConfirmed => &words.bills_confirmed,
            ProblemKind::BillsOver => &words.bills_over,
            ProblemKind::InvitationSpent => &words.invitation_spent,
            ProblemKind::InvitationOver => &words.invitation_over,
            ProblemKind::InvitationForOther => &words.invitation_for_other,
            ProblemKind::InvitationOwn => &words.invitation_own,
            ProblemKind::GuestFull => &words.guest_full,
            ProblemKind::EmailTaken => &words.email_taken,
            ProblemKind::AccountClosed => &words.account_closed,
            ProblemKind::NotFound => &words.not_found,
            ProblemKind::MethodNotAllowed => &words.method_not_allowed,
            ProblemKind::TooLarge => &words.too_large,
            ProblemKind::WrongType => &words.wrong_type,
            ProblemKind::Forbidden => &words.forbidden,
            ProblemKind::NoCookie => &words.no_cookie,
            ProblemKind::PasswordSet => &words.password_set,
            ProblemKind::TooMany(_) => &words.too_many,
            ProblemKind::TooManyPasswords(_) => &words.too_many_passwords,
            ProblemKind::NetworkFull(_) => &words.network_full,
            ProblemKind::Unreadable => &words.unreadable,
            ProblemKind::Failure => &words.failure,
            ProblemKind::Unavailable => &words.unavailable,
            ProblemKind::Closed(_) => &words.closed,
        }
    }

    fn wait(&self) -> Option<String> {
        let words = &self.view.words().problems;
        match self.kind {
            ProblemKind::TooMany(minutes)
            | ProblemKind::TooManyPasswords(minutes)
            | ProblemKind::NetworkFull(minutes) => Some((words.wait)(minutes)),
            ProblemKind::Closed(until) => until.map(|until| {
                let zone = self.view.portal().time_zone;
                (words.back)(&local_time(until, zone, self.view.language))
            }),
            _ => None,
        }
    }

    /// What is said of a form of which nothing came, where it would have been saved.
    fn nothing_saved(&self) -> Option<&'static str> {
        let is_of_a_form = matches!(
            self.kind,
            ProblemKind::TooLarge
                | ProblemKind::WrongType
                | ProblemKind::Forbidden
                | ProblemKind::NoCookie
                | ProblemKind::TooMany(_)
                | ProblemKind::TooManyPasswords(_)
                | ProblemKind::Unreadable
        );
        (is_of_a_form && self.saves).then_some(self.view.words().problems.nothing_saved)
    }

    /// Whether the office helps sooner than any page.
    fn calls_first(&self) -> bool {
        self.kind == ProblemKind::AccountClosed
    }

    fn way_on(&self) -> &str {
        match self.kind {
            ProblemKind::LinkSpent
            | ProblemKind::RecoverSpent
            | ProblemKind::SecondLinkOver
            | ProblemKind::EmailTaken
            | ProblemKind::AccountClosed => "/sign-in",
            ProblemKind::LinkExpired | ProblemKind::LinkWrong | ProblemKind::RegistrationEnded => {
                "/register"
            }
            ProblemKind::RecoverOver
            | ProblemKind::TooManyPasswords(_)
            | ProblemKind::NetworkFull(_) => "/recover",
            ProblemKind::NewEmailOver | ProblemKind::NewEmailTaken => "/profile/email",
            ProblemKind::BillsConfirmed | ProblemKind::BillsOver => "/profile/paperless",
            ProblemKind::InvitationSpent
            | ProblemKind::InvitationForOther
            | ProblemKind::InvitationOwn => "/home",
            ProblemKind::GuestFull => "/profile/people",
            ProblemKind::NotMeSpent
            | ProblemKind::NotMeOver
            | ProblemKind::MoveEarly
            | ProblemKind::ProofSpent
            | ProblemKind::MoveOver => self.view.portal().phone_link,
            ProblemKind::TooLarge
            | ProblemKind::WrongType
            | ProblemKind::Forbidden
            | ProblemKind::NoCookie
            | ProblemKind::TooMany(_)
            | ProblemKind::Unreadable
            | ProblemKind::Unavailable
            | ProblemKind::Closed(_) => self.view.own_path(),
            ProblemKind::LinkAgain
            | ProblemKind::InvitationOver
            | ProblemKind::NotFound
            | ProblemKind::MethodNotAllowed
            | ProblemKind::PasswordSet
            | ProblemKind::Failure => "/",
        }
    }
}

impl Page for Problem<'_> {
    fn title(&self) -> &'static str {
        self.sentences().title
    }
}
