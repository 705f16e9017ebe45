//! What a form offers: an app or codes that are derived from it once they are wanted. Nothing is kept before.

use domain::{
    BindIds, FactorId, FactorKind, KeyId, KeyRing, Offer, OutboxId, PASSKEYS_MAX, PendingId,
    SessionId, SignedIn,
};
use passkeys::Site;
use web::{Step, Visit, cookies};

/// The field that carries it.
pub(crate) const FIELD: &str = "offer";

/// A new offer of a kind, as the form carries it.
pub(crate) fn anew(
    keys: &KeyRing,
    visit: &Visit,
    who: &SignedIn,
    kind: FactorKind,
) -> (Offer, String) {
    let id = FactorId::from_random(web::random());
    let offer = Offer { id, key: keys.current().clone() };
    let claims = cookies::Offer {
        id: offer.id.as_str().to_owned(),
        key: offer.key.as_str().to_owned(),
        member: who.member.id.as_str().to_owned(),
        kind: kind.name().to_owned(),
    };
    (offer, visit.signed_anew(&claims))
}

/// The offer that a form carried back, if it is ours, of this kind and to this member, and its page was not open for too long.
pub(crate) fn carried(visit: &Visit, who: &SignedIn, kind: FactorKind) -> Option<(Offer, String)> {
    let text = visit.form().get(FIELD);
    let (claims, is_good) = visit.carried::<cookies::Offer>(text.expose())?;
    let is_theirs = claims.member == who.member.id.as_str() && claims.kind == kind.name();
    let key = KeyId::parse(&claims.key)?;
    let offer = Offer { id: FactorId::from_stored(claims.id), key };
    (is_good && is_theirs).then(|| (offer, text.expose().to_owned()))
}

/// The random ids of a change.
pub(crate) fn ids() -> BindIds {
    BindIds {
        session: SessionId::from_random(web::random()),
        envelope: OutboxId::from_random(web::random()),
        link: PendingId::new(web::random()),
    }
}

/// Whether this portal can have passkeys and the member has room for another.
pub(crate) fn has_room<P, C>(step: &Step<P, C>, visit: &Visit, who: &SignedIn) -> bool {
    let is_offered = visit.portal().second_factor.offered || who.member.factors.is_asked();
    let has_room = who.member.factors.passkeys.len() < PASSKEYS_MAX;
    is_offered && has_room && Site::of(&step.desk.origin).is_some()
}
