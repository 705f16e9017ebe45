//! What stands in the way of a registration: staff are told all of it, a letter only what follows.

use std::borrow::Cow;

use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray};

use crate::letters::outcome::Outcome;
use crate::values::named::named;

/// What parts an answer's name from its field.
const OF: char = ':';

/// One thing that stands in the way of registering. It names a field of the form, never what was typed there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, EnumDiscriminants)]
#[strum_discriminants(
    name(ObstacleKind),
    derive(EnumString, IntoStaticStr, VariantArray),
    strum(serialize_all = "snake_case"),
    doc = "One thing that stands in the way, without the field that it names."
)]
pub enum Obstacle {
    /// The email is a member's.
    EmailHasLogin,
    /// The account was tried too often.
    AccountTries,
    /// The email was tried with too often.
    EmailTries,
    /// No extract was imported yet.
    NoExtract,
    /// The key that the extract is hashed with is gone from the secret, so nothing can match.
    KeyGone,
    /// No extract ever had the account.
    NoAccount,
    /// An earlier extract had the account; the one in force does not.
    LeftExtract,
    /// The account is closed.
    Closed,
    /// The name is not the account's.
    Name,
    /// The answer to a question is not the account's, or the extract has none; the question's field.
    Answer(String),
    /// The account has a login, of another email.
    Owned,
}

named!(ObstacleKind);

impl Obstacle {
    /// The name in items: an answer's has its field after it.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        let kind = ObstacleKind::from(self).name();
        match self {
            Self::Answer(field) => Cow::Owned(format!("{kind}{OF}{field}")),
            _ => Cow::Borrowed(kind),
        }
    }

    /// Reads what [`Obstacle::name`] wrote.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let (kind, field) = match name.split_once(OF) {
            Some((kind, field)) => (kind, Some(field)),
            None => (name, None),
        };
        match (ObstacleKind::parse(kind)?, field) {
            (ObstacleKind::Answer, field) => field.map(|field| Self::Answer(field.to_owned())),
            (_, Some(_)) => None,
            (ObstacleKind::EmailHasLogin, None) => Some(Self::EmailHasLogin),
            (ObstacleKind::AccountTries, None) => Some(Self::AccountTries),
            (ObstacleKind::EmailTries, None) => Some(Self::EmailTries),
            (ObstacleKind::NoExtract, None) => Some(Self::NoExtract),
            (ObstacleKind::KeyGone, None) => Some(Self::KeyGone),
            (ObstacleKind::NoAccount, None) => Some(Self::NoAccount),
            (ObstacleKind::LeftExtract, None) => Some(Self::LeftExtract),
            (ObstacleKind::Closed, None) => Some(Self::Closed),
            (ObstacleKind::Name, None) => Some(Self::Name),
            (ObstacleKind::Owned, None) => Some(Self::Owned),
        }
    }

    /// The letter that one thing alone leads to.
    fn outcome(&self) -> Outcome {
        match self {
            Self::EmailHasLogin => Outcome::AlreadyMember,
            Self::AccountTries | Self::EmailTries => Outcome::TooManyTries,
            Self::NoExtract
            | Self::KeyGone
            | Self::NoAccount
            | Self::LeftExtract
            | Self::Closed
            | Self::Name
            | Self::Answer(_) => Outcome::CouldNotMatch,
            Self::Owned => Outcome::AccountHasLogin,
        }
    }

    /// Whether it is about what was typed of the account, so that a bill in hand can mend it.
    #[must_use]
    pub fn is_of_facts(&self) -> bool {
        self.outcome() == Outcome::CouldNotMatch
    }
}

impl Outcome {
    /// The letter that answers, by all that stands in the way: of several the first in this order.
    #[must_use]
    pub fn of(obstacles: &[Obstacle]) -> Self {
        let order =
            [Self::AlreadyMember, Self::TooManyTries, Self::CouldNotMatch, Self::AccountHasLogin];
        let leads_to = |outcome: &Self| obstacles.iter().any(|it| it.outcome() == *outcome);
        order.into_iter().find(leads_to).unwrap_or(Self::Confirm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    const FIELD: &str = "billing_zip";

    fn all() -> Vec<Obstacle> {
        vec![
            Obstacle::Owned,
            Obstacle::Answer(FIELD.to_owned()),
            Obstacle::Name,
            Obstacle::Closed,
            Obstacle::LeftExtract,
            Obstacle::NoAccount,
            Obstacle::KeyGone,
            Obstacle::NoExtract,
            Obstacle::EmailTries,
            Obstacle::AccountTries,
            Obstacle::EmailHasLogin,
        ]
    }

    #[test]
    fn obstacles_read_back_by_their_names() {
        for obstacle in all() {
            assert_eq!(Obstacle::parse(&obstacle.name()), Some(obstacle));
        }
        for damaged in ["Name", "name:", "answer"] {
            assert_eq!(Obstacle::parse(damaged), None, "{damaged}");
        }
    }

    #[test]
    fn each_obstacle_is_named_as_in_items() {
        let names = [
            "email_has_login",
            "account_tries",
            "email_tries",
            "no_extract",
            "key_gone",
            "no_account",
            "left_extract",
            "closed",
            "name",
            "answer",
            "owned",
        ];
        assert_named!(ObstacleKind, names);
    }

    #[test]
    fn the_letter_tells_a_members_email_before_spent_tries_before_facts_before_an_owner() {
        let after = |taken: usize| Outcome::of(&all()[..all().len() - taken]);

        assert_eq!(after(0), Outcome::AlreadyMember);
        assert_eq!((after(1), after(2)), (Outcome::TooManyTries, Outcome::TooManyTries));
        for facts in 3..10 {
            assert_eq!(after(facts), Outcome::CouldNotMatch, "{facts}");
        }
        assert_eq!((after(10), after(11)), (Outcome::AccountHasLogin, Outcome::Confirm));
    }

    #[test]
    fn a_bill_in_hand_mends_what_was_typed_of_the_account_and_nothing_else() {
        let of_facts: Vec<Obstacle> = all().into_iter().filter(Obstacle::is_of_facts).collect();

        assert_eq!(of_facts, all()[1..8]);
    }
}
