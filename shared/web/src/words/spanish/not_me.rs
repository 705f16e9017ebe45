//! "This wasn't me", in Spanish.

use crate::words::tables::not_me::NotMe;

pub(super) const WORDS: NotMe = NotMe {
    title: "No fui yo",
    text: &[
        "Use el botón si ni usted ni alguien que comparte la cuenta de facturación con usted hizo lo que dice nuestro mensaje.",
        "Entonces nadie puede usar la cuenta en línea hasta que lo hayamos aclarado y hablado con usted. Su servicio eléctrico y sus facturas no cambian.",
    ],
    button: "No fui yo: cerrar la cuenta en línea",
    it_was: "Si fue usted, cierre esta página: no cambió nada. Si no está seguro, llámenos primero.",
};
