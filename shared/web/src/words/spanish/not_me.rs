//! "This wasn't me", in Spanish.

use crate::words::tables::not_me::{Kept, NotMe};

pub(super) const WORDS: NotMe = NotMe {
    title: "¿Fue usted?",
    opening: "Nuestro mensaje le dijo qué se hizo. ¿Lo hizo usted, o alguien que comparte la cuenta de facturación con usted?",
    it_was: "Sí, fue uno de nosotros: no cambiar nada",
    otherwise: "No fue ninguno de nosotros",
    text: &[
        "Entonces ponga la cuenta en línea en pausa. A quien la esté usando se le cierra la sesión enseguida, y nadie puede usarla hasta que lo hayamos aclarado y hablado con usted. Solo nuestra oficina puede abrirla de nuevo.",
        "Su servicio eléctrico y sus facturas no cambian.",
    ],
    button: "No fui yo: poner la cuenta en línea en pausa",
    unsure: "Si no está seguro, llámenos primero. Todavía no cambió nada.",
    kept: Kept {
        title: "No cambió nada",
        text: &[
            "Puede cerrar esta página. La cuenta en línea sigue como estaba.",
            "Si más tarde piensa otra cosa, siga otra vez el enlace de nuestro mensaje. Funciona durante 30 días.",
        ],
        back: "Volver a la pregunta",
    },
};
