//! What the form of an act is told by: the page that asked once more, and the order that it gives.

use data_encoding::BASE64URL_NOPAD;
use domain::{KeyRing, OutboxId, Use};
use sha2::{Digest, Sha256};
use staff::Deed;
use subtle::ConstantTimeEq;
use web::staff::StaffVisit;

/// The token of a page that asks once more: it is good for the act and the person that this page names, and for its form.
pub(super) fn token(keys: &KeyRing, visit: &StaffVisit, deed: Deed) -> String {
    of(keys, visit, deed, visit.view().csrf)
}

/// Whether the form is of a page that asked for this very act and person.
pub(super) fn was_asked(keys: &KeyRing, visit: &StaffVisit, deed: Deed) -> bool {
    let [form, found] = [web::CSRF_FIELD, "asked"].map(|field| visit.form().get(field));
    let expected = of(keys, visit, deed, form.expose());
    expected.as_bytes().ct_eq(found.expose().as_bytes()).into()
}

fn of(keys: &KeyRing, visit: &StaffVisit, deed: Deed, form: &str) -> String {
    let whom = visit.form().get("whom");
    let stops: &[u8] = if deed.stops() { b"stop" } else { b"" };
    let parts =
        [b"asked", form.as_bytes(), deed.name().as_bytes(), stops, whom.expose().as_bytes()];
    BASE64URL_NOPAD.encode(&keys.mac_now(Use::Desk, &parts)[..16])
}

/// The id of what a form orders: the same for the same form pressed twice, and another for every other page.
///
/// The form's token is random for each page and bound to the session.
pub(super) fn order(visit: &StaffVisit) -> OutboxId {
    let mut hash = Sha256::new();
    for field in [web::CSRF_FIELD, "act", "whom", "to", "stop"] {
        let typed = visit.form().get(field);
        hash.update(Sha256::digest(typed.expose().as_bytes()));
    }
    let mut id = [0; 16];
    id.copy_from_slice(&hash.finalize()[..16]);
    OutboxId::from_random(id)
}
