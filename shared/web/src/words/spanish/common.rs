//! What every page shows, in Spanish.

use crate::words::tables::common::{Common, Reveal};

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
    help_heading: "Hable con una persona",
    call_us: "Llame al",
    reference: "Código de referencia",
    reference_hint: "Díganos este código cuando llame.",
};
