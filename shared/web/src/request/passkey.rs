//! A passkey's challenge on its way to a page and back: signed, of one visit, good for five minutes.

use domain::{ChallengeKey, MemberId, UsedChallenge};

use crate::pages::Ceremony;
use crate::request::cookies;
use crate::request::visit::Visit;

/// The fields that carry it and what was made of it, and the one that says that a session asks once more.
pub const FIELDS: [&str; 3] = ["challenge", "credential", "again"];

/// A ceremony that was begun, as a page carries it.
#[derive(Clone, Debug)]
pub struct Begun {
    challenge: String,
    signed: String,
}

/// A ceremony that came back in time, in the visit that it was begun in.
#[derive(Clone, Debug)]
pub struct Back {
    /// What the library wants back.
    pub state: String,
    /// The challenge, which is used up by what comes of it.
    pub used: UsedChallenge,
    /// All of it as it came.
    pub begun: Begun,
}

impl Begun {
    /// Signs a ceremony for this visit: its challenge, what the library wants back, and the member whom it adds a passkey to.
    #[must_use]
    pub fn new(visit: &Visit, challenge: String, state: String, member: Option<&MemberId>) -> Self {
        let claims = cookies::Challenge {
            challenge: challenge.clone(),
            state,
            visit: visit.id().to_owned(),
            member: member.map(|member| member.as_str().to_owned()),
        };
        Self { challenge, signed: visit.signed_anew(&claims) }
    }

    /// What a page has of it.
    #[must_use]
    pub fn ceremony(&self) -> Ceremony<'_> {
        Ceremony { challenge: &self.challenge, signed: &self.signed }
    }

    /// The same for the page's script, which asks for another one.
    #[must_use]
    pub fn json(&self) -> String {
        // Both are letters, digits, dashes, underscores and dots.
        format!(r#"{{"challenge":"{}","signed":"{}"}}"#, self.challenge, self.signed)
    }
}

/// The ceremony that a form carried back, if it is ours, of this visit, for this member or for nobody, and still good.
#[must_use]
pub fn back(visit: &Visit, member: Option<&MemberId>) -> Option<Back> {
    let text = visit.form().get(FIELDS[0]);
    let (claims, is_good) = visit.carried::<cookies::Challenge>(text.expose())?;
    let is_theirs = claims.member.as_deref() == member.map(MemberId::as_str);
    if !is_good || !is_theirs || claims.visit != visit.id() {
        return None;
    }
    let used = UsedChallenge { key: ChallengeKey::of_passkey(&claims.challenge), at: visit.now() };
    let begun = Begun { challenge: claims.challenge, signed: text.expose().to_owned() };
    Some(Back { state: claims.state, used, begun })
}
