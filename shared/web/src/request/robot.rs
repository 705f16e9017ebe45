//! The robot check: a proof of work in the altcha protocol, stateless until it is used.
//!
//! It shapes what trying costs; the limits do the protecting. Source: SECURITY.md#the-robot-check.

use std::collections::BTreeMap;

use altcha::{Challenge, CreateChallengeOptions, Payload, VerifySolutionOptions};
use data_encoding::{BASE32_NOPAD, BASE64, HEXLOWER};
use domain::{ChallengeKey, Figures, KeyRing, Language, Use};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::words::words;

/// Iterations of each derivation. Making a challenge costs us one derivation, and so does verifying it.
const COST: u32 = 1_000;
/// The counter that a browser has to find, from this on and as far as the spread. So it makes 500 derivations on average,
/// and the waits of all are near to each other.
const COUNTER_LEAST: u32 = 375;
const COUNTER_SPREAD: u32 = 250;
/// The most bytes of an answer, inclusive; ours have about 700.
const PAYLOAD_MAX: usize = 2_048;

/// What the page's script sends while it has no answer yet, so that a hurried post is not taken for one without a script.
pub const WORKING: &str = "working";

/// The forms that have a robot check. A challenge is bound to one, and worth nothing on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RobotForm {
    /// Step 3.
    Identity,
    /// Outages, of those who are not signed in.
    Outages,
}

impl RobotForm {
    /// The form that a page's script asks a challenge for.
    #[must_use]
    pub fn of(asked: Option<&str>) -> Self {
        if asked == Some("outages") { Self::Outages } else { Self::Identity }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Identity => "/register/identity",
            Self::Outages => "/outages",
        }
    }
}

/// What is wrong with the robot check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboutRobot {
    /// The page's script was still at it. No try without a script is used up by that.
    NotDone,
    /// It is wrong, too old, or was used before.
    Expired,
    /// There was none, and no more tries without one for this hour.
    NeedsScript,
}

impl AboutRobot {
    /// The sentence beside it.
    #[must_use]
    pub fn says(self, language: Language) -> &'static str {
        let says = &words(language).errors;
        match self {
            Self::NotDone => says.robot_not_done,
            Self::Expired => says.robot_expired,
            Self::NeedsScript => says.robot_needs_script,
        }
    }
}

/// Makes a challenge as JSON; nothing is kept of it.
///
/// # Errors
///
/// When the library refuses our constants.
pub fn challenge(
    keys: &KeyRing,
    form: RobotForm,
    figures: Figures,
    now: Timestamp,
) -> Result<String, altcha::Error> {
    let random = u16::from_ne_bytes(crate::request::random::random());
    let challenge = altcha::create_challenge(CreateChallengeOptions {
        algorithm: "PBKDF2/SHA-256".to_owned(),
        cost: COST,
        counter: Some(COUNTER_LEAST + u32::from(random) % COUNTER_SPREAD),
        // The library would compare `expires_at` with the system's clock; ours comes in as an argument.
        data: Some(BTreeMap::from([
            ("form".to_owned(), form.path().into()),
            ("until".to_owned(), (now + figures.robot_check_life()).as_second().into()),
        ])),
        hmac_signature_secret: Some(secret(keys)),
        ..CreateChallengeOptions::default()
    })?;
    Ok(serde_json::to_string(&challenge)?)
}

/// Checks an answer; `None` if it is missing, wrong, not ours or too late. What it names is to be used once.
#[must_use]
pub fn check(keys: &KeyRing, form: RobotForm, typed: &str, now: Timestamp) -> Option<ChallengeKey> {
    if typed.len() > PAYLOAD_MAX {
        return None;
    }
    let payload: Payload = serde_json::from_slice(&BASE64.decode(typed.as_bytes()).ok()?).ok()?;
    if !is_for(form, &payload.challenge, now) {
        return None;
    }
    let options = VerifySolutionOptions::new(&payload.challenge, &payload.solution, secret(keys));
    let verified = altcha::verify_solution(options).is_ok_and(|result| result.verified);
    let signature = payload.challenge.signature.filter(|_| verified)?;
    // Case does not matter to the library, so it must not make another key either.
    let digest = Sha256::digest(signature.to_ascii_lowercase().as_bytes());
    Some(ChallengeKey::from_stored(BASE32_NOPAD.encode(&digest[..16]).to_ascii_lowercase()))
}

fn is_for(form: RobotForm, challenge: &Challenge, now: Timestamp) -> bool {
    let parameters = &challenge.parameters;
    let Some(data) = &parameters.data else { return false };
    let until = data.get("until").and_then(serde_json::Value::as_i64).unwrap_or_default();
    let bound_to = data.get("form").and_then(serde_json::Value::as_str);
    // The cost is signed; it is checked before the work so that nobody names a dear one.
    bound_to == Some(form.path()) && now.as_second() < until && parameters.cost == COST
}

fn secret(keys: &KeyRing) -> String {
    HEXLOWER.encode(&keys.mac_now(Use::Challenge, &[b"altcha"]))
}

/// Solves a challenge, for tests and for programs that drive the portal.
#[doc(hidden)]
#[must_use]
pub fn solve(challenge: &str) -> String {
    let challenge: Challenge = serde_json::from_str(challenge).expect("a challenge");
    // A browser does not know where counters begin, and tries three times as many.
    let solution = altcha::solve_challenge(altcha::types::SolveChallengeOptions {
        counter_start: COUNTER_LEAST,
        ..altcha::types::SolveChallengeOptions::new(&challenge)
    });
    let solution = solution.expect("a challenge that can be read").expect("a solution in time");
    let payload = serde_json::to_vec(&Payload { challenge, solution }).expect("plain data");
    BASE64.encode(&payload)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::test_keys;
    use jiff::SignedDuration;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    const FORM: RobotForm = RobotForm::Identity;

    fn answer() -> String {
        let challenge = challenge(&test_keys(), FORM, Figures::SHIPPED, NOON);
        solve(&challenge.expect("a challenge"))
    }

    fn changed(change: impl FnOnce(&mut Payload)) -> String {
        let bytes = BASE64.decode(answer().as_bytes()).expect("base64");
        let mut payload: Payload = serde_json::from_slice(&bytes).expect("a payload");
        change(&mut payload);
        BASE64.encode(&serde_json::to_vec(&payload).expect("plain data"))
    }

    #[test]
    fn an_answer_is_good_for_ten_minutes() {
        let answer = answer();

        let at = |now| check(&test_keys(), FORM, &answer, now).is_some();
        assert!(at(NOON));
        assert!(at(NOON + SignedDuration::from_secs(599)));
        assert!(!at(NOON + Figures::SHIPPED.robot_check_life()));
    }

    #[test]
    fn an_answer_is_worth_nothing_on_another_form() {
        let keys = test_keys();
        let other = challenge(&keys, RobotForm::Outages, Figures::SHIPPED, NOON);
        let other = solve(&other.expect("a challenge"));

        assert!(check(&keys, RobotForm::Outages, &answer(), NOON).is_none());
        assert!(check(&keys, RobotForm::Identity, &other, NOON).is_none());
        assert!(check(&keys, RobotForm::Outages, &other, NOON).is_some());
        assert_eq!(RobotForm::of(Some("outages")), RobotForm::Outages);
        assert_eq!(RobotForm::of(Some("/outages")), RobotForm::Identity);
    }

    #[test]
    fn one_challenge_has_one_key_however_its_answer_is_written() {
        let answer = answer();
        let bytes = BASE64.decode(answer.as_bytes()).expect("base64");
        let mut payload: Payload = serde_json::from_slice(&bytes).expect("a payload");
        payload.challenge.signature = payload.challenge.signature.map(|s| s.to_ascii_uppercase());
        let shouted = BASE64.encode(&serde_json::to_vec(&payload).expect("plain data"));

        let keys = test_keys();
        let (first, second) =
            (check(&keys, FORM, &answer, NOON), check(&keys, FORM, &shouted, NOON));
        assert!(first.is_some());
        assert!(second.is_none() || first == second);
    }

    #[test]
    fn an_answer_that_was_changed_is_refused() {
        let keys = test_keys();
        for answer in [
            changed(|p| p.solution.counter += 1),
            changed(|p| p.solution.derived_key = "00".repeat(32)),
            changed(|p| p.challenge.parameters.cost = 1),
            changed(|p| p.challenge.parameters.key_prefix = String::new()),
            changed(|p| p.challenge.signature = None),
            changed(|p| p.challenge.signature = Some("00".repeat(32))),
            changed(|p| p.challenge.parameters.data = None),
            changed(|p| {
                let until =
                    ("until".to_owned(), (NOON + SignedDuration::from_hours(9)).as_second().into());
                p.challenge.parameters.data.get_or_insert_default().extend([until]);
            }),
            String::new(),
            "not base64".to_owned(),
            "x".repeat(PAYLOAD_MAX + 1),
        ] {
            assert!(check(&keys, FORM, &answer, NOON).is_none());
        }
    }
}
