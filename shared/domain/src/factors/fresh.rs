//! What a change asks for once more, by how lately the password and a factor were shown.

use jiff::Timestamp;

use crate::members::session::{FRESH, ProofBy, SignedIn};

/// What a change needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The password as it is typed now, and a factor: it is the password that changes, or the login that ends.
    PasswordNow,
    /// The password and a factor, each five minutes old at most.
    Both,
    /// The same for the factors themselves; a recovery code counts here as a factor.
    ForFactors,
    /// The password alone, five minutes old at most.
    Password,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asks {
    /// The password.
    pub password: bool,
    /// A code.
    pub code: bool,
}

/// What a change asks for in a session.
///
/// A factor is asked for where there is one that is not on trial: somebody who knows the password may have added one that
/// is. A browser that is remembered has shown none.
#[must_use]
pub fn asks(who: &SignedIn, needs: Needs, now: Timestamp) -> Asks {
    let is_old = !who.session.is_fresh(now);
    let password = match needs {
        Needs::PasswordNow => true,
        Needs::Both | Needs::ForFactors | Needs::Password => is_old,
    };
    let is_shown = who.session.proof.is_some_and(|proof| {
        let counts = match proof.by {
            ProofBy::App => !proof.on_trial,
            ProofBy::Recovery => needs == Needs::ForFactors,
        };
        counts && now < proof.at + FRESH
    });
    let code = needs != Needs::Password && who.member.factors.stand(now) && !is_shown;
    Asks { password, code }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::factors::prove::tests::{NOON, signed_in, with_app};
    use crate::fixtures::test_member;
    use crate::members::session::Proof;

    const MINUTE: SignedDuration = SignedDuration::from_mins(1);

    fn who(proof: Option<Proof>) -> SignedIn {
        let who = signed_in(with_app(None));
        SignedIn { session: crate::members::session::Session { proof, ..who.session }, ..who }
    }

    fn proof(by: ProofBy) -> Proof {
        Proof { by, at: NOON, on_trial: false }
    }

    #[test]
    fn without_a_factor_the_password_is_asked_for_as_ever() {
        let plain = signed_in(test_member(&[]));

        for needs in [Needs::Both, Needs::ForFactors, Needs::Password] {
            assert_eq!(asks(&plain, needs, NOON), Asks { password: false, code: false });
            let late = asks(&plain, needs, NOON + FRESH);
            assert_eq!(late, Asks { password: true, code: false });
        }
        let now = asks(&plain, Needs::PasswordNow, NOON);
        assert_eq!(now, Asks { password: true, code: false });
    }

    #[test]
    fn a_factor_that_stands_is_asked_for_until_it_was_shown_and_again_after_five_minutes() {
        let code = |who: &SignedIn, now| asks(who, Needs::Both, now).code;

        assert!(code(&who(None), NOON), "as where the browser is remembered");
        let shown = who(Some(proof(ProofBy::App)));
        assert!(!code(&shown, NOON + FRESH - MINUTE));
        assert!(code(&shown, NOON + FRESH));
        assert!(!asks(&who(None), Needs::Password, NOON).code);
    }

    #[test]
    fn a_recovery_code_counts_for_the_factors_and_for_nothing_else() {
        let by_code = who(Some(proof(ProofBy::Recovery)));

        assert!(!asks(&by_code, Needs::ForFactors, NOON).code);
        assert!(asks(&by_code, Needs::Both, NOON).code);
        assert!(asks(&by_code, Needs::PasswordNow, NOON).code);
    }

    #[test]
    fn a_factor_on_trial_neither_counts_nor_is_asked_for() {
        let on_trial = signed_in(with_app(Some(NOON + MINUTE)));
        assert!(!asks(&on_trial, Needs::Both, NOON).code);

        let was_on_trial = who(Some(Proof { on_trial: true, ..proof(ProofBy::App) }));
        assert!(
            asks(&was_on_trial, Needs::Both, NOON).code,
            "it stands now, and was not shown since"
        );
    }
}
