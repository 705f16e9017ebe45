//! Reports of outages, in Spanish.

use crate::words::tables::outages::{Anybody, Outages};

pub(super) const WORDS: Outages = Outages {
    title: "Reportar un apagón",
    danger: "¿Hay un cable caído, chispas o humo?",
    danger_do: "No se acerque y llame. No use esta página.",
    call_911: "Llamar al 911",
    call_us: "Después, a nosotros:",
    reported: "Recibimos su reporte.",
    said_restored: "Gracias. Anotamos que ya tiene luz.",
    press: "Presione lo que corresponda. No necesitamos nada más.",
    out: "No hay nada de luz",
    partly: "Solo una parte está sin luz",
    flicker: "La luz parpadea o está débil",
    what_missing: "Presione uno de los botones que dicen qué pasa",
    note: "Nota para la cuadrilla (opcional)",
    note_hint: "Por ejemplo, un árbol sobre la línea, o alguien que necesita luz para un aparato médico.",
    note_too_long: |most| format!("La nota debe tener {most} caracteres o menos"),
    is_reported: "Su apagón está reportado",
    crew_sent: "Una cuadrilla va en camino o ya trabaja",
    at: "Reportado",
    since: "Última noticia",
    what: "Usted nos dijo",
    look_again: "Esta página muestra cómo va. Cárguela otra vez para ver si hay novedades.",
    back: "Ya volvió la luz",
    was_restored: |code, time| format!("Reporte {code}: la luz volvió el {time}"),
    still_out: "¿Sigue sin luz? Repórtelo otra vez.",
    closed: "Un apagón de esta cuenta no se puede reportar aquí, porque la cuenta está cerrada o ya no es suya. Llámenos.",
    held: |until| {
        format!(
            "Esta cuenta de facturación es nueva para usted aquí. Hasta el {until} tomamos sus reportes como los de cualquier persona, con una dirección y un teléfono."
        )
    },
    as_anybody: "Reportar un apagón",
    anybody: Anybody {
        members: "¿La cuenta es suya? Entonces basta con presionar una vez, y usted ve cómo va su reporte.",
        sign_in: "Iniciar sesión",
        place: "¿Dónde no hay luz?",
        place_hint: "La dirección, o el número de cuenta que está en la factura.",
        place_missing: "Escriba la dirección o el número de cuenta",
        place_too_long: |most| format!("La dirección debe tener {most} caracteres o menos"),
        seen: "¿Qué vio?",
        tree: "Un árbol o una rama sobre una línea",
        wire: "Un cable o un poste caído",
        bang: "Una explosión o un destello",
        nothing: "Solo que no hay luz",
        seen_missing: "Seleccione lo que vio",
        call_back: "Teléfono para llamarle",
        call_back_hint: "Con el código de área. Llamamos solo si necesitamos saber más.",
        call_back_missing: "Escriba un teléfono al que podamos llamarle",
        call_back_wrong: "Un teléfono debe tener diez dígitos o más, con su código de área",
        button: "Reportar el apagón",
        taken_title: "Recibimos su reporte",
        taken: "Gracias. Nuestras cuadrillas lo revisan. Le llamamos solo si necesitamos saber más.",
        another: "Reportar otro apagón",
    },
};
