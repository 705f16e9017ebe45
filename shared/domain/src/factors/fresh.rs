//! What a change asks for once more, by how lately the password and a factor were shown.

use jiff::Timestamp;

use crate::members::session::{FRESH, ProofBy, SignedIn};

/// What a change needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The password as it is typed now, and a factor: it is the password that changes. Source: ASVS 6.2.3.
    NewPassword,
    /// The same, since the login ends; a passkey stands for the password.
    ToClose,
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
/// is. A browser that is remembered has shown none. A passkey stands for the password, since its authenticator has verified
/// who has it.
#[must_use]
pub fn asks(who: &SignedIn, needs: Needs, now: Timestamp) -> Asks {
    let shown =
        who.session.proof.filter(|proof| now < proof.at + FRESH).filter(|proof| match proof.by {
            ProofBy::App | ProofBy::Passkey => !proof.on_trial,
            ProofBy::Recovery => needs == Needs::ForFactors,
        });
    let (is_old, is_shown) = (!who.session.is_fresh(now), shown.is_some());
    let by_passkey = shown.is_some_and(|proof| proof.by == ProofBy::Passkey);
    let password = match needs {
        Needs::NewPassword => true,
        Needs::ToClose => !by_passkey,
        Needs::Both | Needs::ForFactors | Needs::Password => is_old && !by_passkey,
    };
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
        for needs in [Needs::NewPassword, Needs::ToClose] {
            assert_eq!(asks(&plain, needs, NOON), Asks { password: true, code: false });
        }
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
        assert!(asks(&by_code, Needs::NewPassword, NOON).code);
    }

    #[test]
    fn a_passkey_stands_for_the_password_for_five_minutes_but_not_where_that_changes() {
        let late = NOON + FRESH * 2;
        let shown = |on_trial| who(Some(Proof { by: ProofBy::Passkey, at: late, on_trial }));
        let asked = |who: &SignedIn, needs, now| {
            let asks = asks(who, needs, now);
            (asks.password, asks.code)
        };

        for needs in [Needs::Both, Needs::ForFactors, Needs::Password, Needs::ToClose] {
            assert_eq!(asked(&shown(false), needs, late), (false, false), "{needs:?}");
        }
        assert_eq!(asked(&shown(false), Needs::NewPassword, late), (true, false));
        assert_eq!(asked(&shown(false), Needs::Both, late + FRESH), (true, true));
        assert_eq!(asked(&shown(true), Needs::Both, late), (true, true), "it was on trial");
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
