//! "This wasn't me", in Spanish.

use crate::words::tables::not_me::{Kept, NotMe, Opened};

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
    held: |time| {
        format!(
            "Hasta el {time}, la cuenta en línea no muestra nada de las facturas ni del consumo de electricidad. Se abre antes si usted nos dice que fue uno de ustedes."
        )
    },
    it_was_held: "Sí, fue uno de nosotros: abrirla ahora",
    opened: Opened {
        title: "Gracias por avisarnos",
        text: &[
            "A partir de ahora la cuenta en línea muestra las facturas y el consumo de electricidad de la cuenta de facturación. Puede cerrar esta página.",
            "Si más tarde piensa otra cosa, siga otra vez el enlace de nuestro mensaje. Funciona durante 30 días.",
        ],
    },
};
