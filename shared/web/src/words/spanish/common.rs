//! What every page shows, in Spanish.

use crate::words::tables::common::{Common, Idle, Reveal, ShownAgain};

pub(super) const WORDS: Common = Common {
    skip_link: "Ir al contenido principal",
    other_language: "English",
    other_language_tag: "en",
    step: |step, of| format!("Paso {step} de {of}"),
    error_prefix: "Error: ",
    error_heading: "Hay un problema",
    submit: "Enviar",
    save: "Guardar",
    cancel: "Cancelar",
    not_now: "Ahora no",
    sign_out: "Cerrar sesión",
    profile: "Mi perfil",
    home: "Mi cuenta",
    password: Reveal { show: "Mostrar la contraseña", hide: "Ocultar la contraseña" },
    passwords: Reveal { show: "Mostrar las contraseñas", hide: "Ocultar las contraseñas" },
    as_of: |day| format!("Al {day}"),
    idle: Idle {
        title: "¿Sigue ahí?",
        text: |minutes| {
            format!("Por su seguridad, cerraremos su sesión en unos {minutes} minutos.")
        },
        stay: "Mantener la sesión abierta",
        after: |minutes| {
            format!(
                "Por su seguridad, cerramos su sesión cuando pasa {minutes} minutos sin abrir una página."
            )
        },
    },
    shown_again: ShownAgain {
        stale: "Esta página estuvo abierta mucho tiempo y no se envió nada. Revísela y envíela otra vez.",
        no_cookie: "Su navegador no envió ninguna cookie nuestra, como pasa después de mucho tiempo, y no se envió nada. Revise la página y envíela otra vez. Si vuelve a aparecer, permita las cookies de este sitio.",
        signed_in_again: "Inició sesión otra vez. Antes no se envió nada: revise la página y envíela otra vez.",
        begun_anew: "No tenemos respuestas suyas, o ya no. Las guardamos durante media hora, y un registro durante un día. Empiece aquí.",
    },
    help_heading: "Hable con una persona",
    call_us: "Llame al",
    ending_in: "que termina en",
    reference: "Código de referencia",
    reference_hint: "Díganos este código cuando llame.",
};
