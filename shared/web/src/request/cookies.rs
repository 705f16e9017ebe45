//! Cookies: signed, `__Host-`, one audience each.

mod claims;
mod hs256;

use domain::{DeviceId, Figures, KeyId, KeyRing, Language, Member, Use};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

pub use claims::{
    AddAccount, Challenge, Claims, ConfirmBills, Device, Draft, Invitation, NewEmail, Offer,
    Pending, Second, Session, Ticket, Token, Told, Verify, Visiting,
};

/// The cookies of a browser that has just signed in: its session, and that its member knows it.
#[must_use]
pub fn signed_in(
    keys: &KeyRing,
    member: &Member,
    session: &domain::Session,
    figures: Figures,
) -> [SetCookie; 2] {
    going_on(keys, member, session, figures, session.signed_in_at)
}

/// The same for a session that goes on under another id, with the time to be idle from now on.
#[must_use]
pub fn going_on(
    keys: &KeyRing,
    member: &Member,
    session: &domain::Session,
    figures: Figures,
    now: Timestamp,
) -> [SetCookie; 2] {
    let device = known(keys, member, &session.device, now);
    let member = member.id.as_str().to_owned();
    let session = Session { id: session.id.as_str().to_owned(), member };
    [SetCookie::session(keys, &session, figures, now), device]
}

/// The cookie of a browser that its member knows. It signs nobody in: whoever has it may try passwords on a ladder of its own.
#[must_use]
pub fn known(keys: &KeyRing, member: &Member, device: &DeviceId, now: Timestamp) -> SetCookie {
    let (id, member_id) = (device.as_str().to_owned(), member.id.as_str().to_owned());
    SetCookie::signed(keys, &Device { id, member: member_id, epoch: member.epoch }, now)
}

/// The name of the cookie that keeps the language; it is not signed, since anybody may choose.
pub(crate) const LANGUAGE: &str = "__Host-language";

/// All cookies that we set.
pub const ALL: [&str; 14] = [
    Draft::NAME,
    Told::NAME,
    NewEmail::NAME,
    Invitation::NAME,
    ConfirmBills::NAME,
    AddAccount::NAME,
    Ticket::NAME,
    Pending::NAME,
    Verify::NAME,
    Session::NAME,
    Second::NAME,
    Device::NAME,
    Visiting::NAME,
    LANGUAGE,
];

/// A `Set-Cookie` line.
#[derive(Clone)]
pub struct SetCookie {
    pub(crate) name: &'static str,
    pub(crate) line: String,
}

impl SetCookie {
    /// Sets a signed cookie for its life.
    #[must_use]
    pub fn signed<C: Claims>(keys: &KeyRing, claims: &C, now: Timestamp) -> Self {
        Self::plain(C::NAME, &sign(keys, claims, now + C::LIFE), C::LIFE)
    }

    /// Sets a signed cookie until an instant.
    pub(crate) fn signed_until<C: Claims>(
        keys: &KeyRing,
        claims: &C,
        now: Timestamp,
        until: Timestamp,
    ) -> Self {
        Self::plain(C::NAME, &sign(keys, claims, until), until.duration_since(now))
    }

    /// Sets the cookie of a session, which is over when nothing is asked for as long as the figure says.
    #[must_use]
    pub fn session(keys: &KeyRing, session: &Session, figures: Figures, now: Timestamp) -> Self {
        let idle = figures.session_idle();
        Self::plain(Session::NAME, &sign(keys, session, now + idle), idle)
    }

    /// Clears a cookie.
    #[must_use]
    pub fn cleared(name: &'static str) -> Self {
        Self::plain(name, "", SignedDuration::ZERO)
    }

    /// Keeps the language for a year.
    #[must_use]
    pub fn language(language: Language) -> Self {
        Self::plain(LANGUAGE, language.tag(), SignedDuration::from_hours(24 * 365))
    }

    fn plain(name: &'static str, value: &str, life: SignedDuration) -> Self {
        let age = life.as_secs();
        // Lax: a Strict cookie set after a mail link is not sent after the redirect.
        let text = format!("{name}={value}; Path=/; Max-Age={age}; Secure; HttpOnly; SameSite=Lax");
        Self { name, line: text }
    }
}

#[derive(Serialize, Deserialize)]
struct Envelope<C> {
    aud: String,
    exp: i64,
    #[serde(flatten)]
    claims: C,
}

/// The envelope as it is read: the claims refuse unknown fields, so they come out of what is left.
#[derive(Deserialize)]
struct Opened {
    aud: String,
    exp: i64,
    #[serde(flatten)]
    claims: serde_json::Map<String, serde_json::Value>,
}

/// Signs claims as a JWT, HS256, under the current key.
pub(crate) fn sign<C: Claims>(keys: &KeyRing, claims: &C, until: Timestamp) -> String {
    hs256::install();
    let key = keys.derive(keys.current(), Use::Cookie).expect("the ring holds its current key");
    let header =
        Header { kid: Some(keys.current().as_str().to_owned()), ..Header::new(Algorithm::HS256) };
    let envelope = Envelope { aud: C::NAME.to_owned(), exp: until.as_second(), claims };
    jsonwebtoken::encode(&header, &envelope, &EncodingKey::from_secret(&key))
        .expect("claims are plain text and numbers")
}

/// Reads a signed cookie; `None` if anything about it is not ours, or its time is over.
pub(crate) fn read<C: Claims>(keys: &KeyRing, text: &str, now: Timestamp) -> Option<C> {
    let (claims, end) = read_late(keys, text)?;
    (now.as_second() < end).then_some(claims)
}

/// Reads what was signed, also when its time is over, with the first second at which it is.
pub(crate) fn read_late<C: Claims>(keys: &KeyRing, text: &str) -> Option<(C, i64)> {
    hs256::install();
    let kid = jsonwebtoken::decode_header(text).ok()?.kid?;
    let key = keys.derive(&KeyId::parse(&kid)?, Use::Cookie)?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[C::NAME]);
    // The time comes in as an argument; the library would read the clock.
    validation.validate_exp = false;
    let opened: Opened =
        jsonwebtoken::decode(text, &DecodingKey::from_secret(&key), &validation).ok()?.claims;
    if opened.aud != C::NAME {
        return None;
    }
    Some((serde_json::from_value(opened.claims.into()).ok()?, opened.exp))
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::test_keys;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn verify() -> String {
        sign(&test_keys(), &Verify::followed("abc"), NOON + Verify::LIFE)
    }

    #[test]
    fn a_cookie_reads_back_until_its_last_second() {
        let last = NOON + Verify::LIFE - SignedDuration::from_secs(1);

        assert_eq!(
            read::<Verify>(&test_keys(), &verify(), last).map(|v| v.token).as_deref(),
            Some("abc")
        );
        assert!(read::<Verify>(&test_keys(), &verify(), NOON + Verify::LIFE).is_none());
    }

    #[test]
    fn a_cookie_of_another_audience_is_refused() {
        let session = sign(&test_keys(), &Visiting { id: "x".to_owned() }, NOON + Visiting::LIFE);

        assert!(read::<Verify>(&test_keys(), &session, NOON).is_none());
    }

    #[test]
    fn a_changed_or_unsigned_cookie_is_refused() {
        let keys = test_keys();
        let none = data_encoding::BASE64URL_NOPAD.encode(br#"{"alg":"none","kid":"1"}"#);
        let parts: Vec<String> = verify().split('.').map(str::to_owned).collect();

        for text in [
            String::new(),
            format!("{none}.{}.", parts[1]),
            format!("{none}.{}.{}", parts[1], parts[2]),
            format!("{}.{}x.{}", parts[0], parts[1], parts[2]),
            format!("{}.{}.", parts[0], parts[1]),
        ] {
            assert!(read::<Verify>(&keys, &text, NOON).is_none(), "{text}");
        }
    }

    #[test]
    fn cookies_are_bound_to_the_host_and_hidden_from_scripts() {
        let cookie = SetCookie::signed(&test_keys(), &Verify::followed("abc"), NOON);

        assert!(cookie.line.starts_with("__Host-verify="));
        assert!(cookie.line.ends_with("; Path=/; Max-Age=1800; Secure; HttpOnly; SameSite=Lax"));
    }
}
