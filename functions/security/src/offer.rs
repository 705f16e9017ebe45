//! What a form offers: an app or codes that are derived from it once they are wanted. Nothing is kept before.

use domain::{
    BindIds, FactorId, FactorKind, KeyId, KeyRing, Offer, OutboxId, PendingId, SessionId, SignedIn,
};
use web::{Visit, cookies};

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
