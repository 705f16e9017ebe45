//! What callers are to type, by the questions that the co-op asks.

use domain::QuestionKind;
use web::portal::Portal;

/// A sentence in English and Spanish.
type Both = [&'static str; 2];

/// What was typed did not match the bill.
pub(super) fn not_matched(portal: &Portal) -> Both {
    match kinds(portal) {
        (true, false) => [
            "What was typed did not match your bill. Please type account number, name and ZIP code just as the bill has them; the ZIP code is the one your bills go to.",
            "Lo que escribió no coincide con su factura. Escriba el número de cuenta, el nombre y el código postal tal como están en la factura; el código postal es el de envío.",
        ],
        (false, true) => [
            "What was typed did not match your bill. Please take your newest paper bill, and type account number, name and the code just as it has them. A final bill has no code that works.",
            "Lo que escribió no coincide con su factura. Tome su factura de papel más reciente y escriba el número de cuenta, el nombre y el código tal como están ahí. Una factura final no tiene un código que sirva.",
        ],
        (true, true) => [
            "What was typed did not match your bill. Please take your newest paper bill, and type account number, name, ZIP code and the code just as it has them; the ZIP code is the one your bills go to. A final bill has no code that works.",
            "Lo que escribió no coincide con su factura. Tome su factura de papel más reciente y escriba el número de cuenta, el nombre, el código postal y el código tal como están ahí; el código postal es el de envío. Una factura final no tiene un código que sirva.",
        ],
        (false, false) => [
            "What was typed did not match your bill. Please type account number, name and whatever else we ask for just as the bill has it.",
            "Lo que escribió no coincide con su factura. Escriba el número de cuenta, el nombre y lo demás que le pedimos tal como está en la factura.",
        ],
    }
}

/// The account may be registered.
pub(super) fn may_register(portal: &Portal) -> Both {
    match kinds(portal) {
        (true, false) => [
            "You can register now. Type the name and ZIP code as they stand on the bill; we then send you an email.",
            "Puede registrarse ahora. Escriba el nombre y el código postal tal como están en la factura; luego le enviamos un correo.",
        ],
        (false, true) => [
            "You can register now. Type the name and the code as they stand on your newest paper bill; we then send you an email.",
            "Puede registrarse ahora. Escriba el nombre y el código tal como están en su factura de papel más reciente; luego le enviamos un correo.",
        ],
        (true, true) => [
            "You can register now. Type the name, the ZIP code and the code as they stand on your newest paper bill; we then send you an email.",
            "Puede registrarse ahora. Escriba el nombre, el código postal y el código tal como están en su factura de papel más reciente; luego le enviamos un correo.",
        ],
        (false, false) => [
            "You can register now. Type the name and whatever else we ask for as it stands on the bill; we then send you an email.",
            "Puede registrarse ahora. Escriba el nombre y lo demás que le pedimos tal como está en la factura; luego le enviamos un correo.",
        ],
    }
}

/// Whether a ZIP code is asked for, and whether a code on the bill is.
fn kinds(portal: &Portal) -> (bool, bool) {
    (portal.asks(QuestionKind::Zip), portal.asks(QuestionKind::BillCode))
}
