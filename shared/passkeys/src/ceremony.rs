//! What a ceremony begins with: the site that asks, and a challenge.

use data_encoding::BASE64URL_NOPAD;
use domain::MemberId;
use webauthn_rp::bin::Encode as _;
use webauthn_rp::request::auth::DiscoverableCredentialRequestOptions;
use webauthn_rp::request::register::{
    CredProtect, PublicKeyCredentialCreationOptions, PublicKeyCredentialUserEntity, UserHandle,
};
use webauthn_rp::request::{AsciiDomain, RpId};

/// The letters of a member's id, which is the user handle of each of their passkeys.
pub(crate) const HANDLE: usize = 26;

/// The portal as authenticators know it: the relying party and its one origin.
#[derive(Debug)]
pub struct Site {
    pub(crate) id: RpId,
    pub(crate) origin: String,
}

impl Site {
    /// The site of an origin; `None` where no passkey can be of it, or should be.
    #[must_use]
    pub fn of(origin: &str) -> Option<Self> {
        let host = domain::relying_party(origin)?;
        let id = RpId::Domain(AsciiDomain::try_from(host.to_owned()).ok()?);
        Some(Self { id, origin: origin.to_owned() })
    }
}

/// A ceremony that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceremony {
    /// What the authenticator signs, in base64url: 128 random bits.
    pub challenge: String,
    /// What the library wants back with the answer, in base64url. It says when the challenge is over by the system's clock.
    pub state: String,
}

/// Begins to ask for a passkey, whosever it is: it names no credentials.
#[must_use]
pub fn begin(site: &Site) -> Option<Ceremony> {
    let (state, client) =
        DiscoverableCredentialRequestOptions::passkey(&site.id).start_ceremony().ok()?;
    let challenge = client.options().0.challenge.as_data();
    Some(ceremony(challenge, &state.encode().ok()?))
}

/// Begins to add a passkey of a member: it stays in the authenticator, which verifies its user.
#[must_use]
pub fn begin_adding(site: &Site, member: &MemberId) -> Option<Ceremony> {
    let handle = handle(member)?;
    let user = PublicKeyCredentialUserEntity::from(&handle);
    let mut options = PublicKeyCredentialCreationOptions::first_passkey(&site.id, user);
    // Our script asks for no extension, so none can be enforced.
    options.extensions.cred_protect = CredProtect::None;
    let (state, client) = options.start_ceremony().ok()?;
    let challenge = client.options().challenge.as_data();
    Some(ceremony(challenge, &state.encode().ok()?))
}

fn ceremony(challenge: u128, state: &[u8]) -> Ceremony {
    Ceremony {
        challenge: BASE64URL_NOPAD.encode(&challenge.to_le_bytes()),
        state: BASE64URL_NOPAD.encode(state),
    }
}

/// The user handle of a member; `None` if the id is none that we make.
pub(crate) fn handle(member: &MemberId) -> Option<UserHandle<HANDLE>> {
    let letters: [u8; HANDLE] = member.as_str().as_bytes().try_into().ok()?;
    Some(UserHandle::from(letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ceremony_has_a_challenge_of_its_own() {
        let site = Site::of("https://porch.example").expect("a site");
        let member = MemberId::from_random([7; 16]);

        let one = begin(&site).expect("a ceremony");
        let two = begin(&site).expect("a ceremony");
        let adding = begin_adding(&site, &member).expect("a ceremony");

        assert_ne!(one.challenge, two.challenge);
        for challenge in [&one.challenge, &two.challenge, &adding.challenge] {
            assert_eq!(BASE64URL_NOPAD.decode(challenge.as_bytes()).map(|it| it.len()), Ok(16));
        }
        assert!(begin_adding(&site, &MemberId::from_stored("short")).is_none());
    }
}
