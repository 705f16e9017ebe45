//! What letters share, in Spanish.

use crate::words::tables::letters::SharedWords;

pub(super) const WORDS: SharedWords = SharedWords {
    invited_by: |email| format!("La invitación es de {email}."),
    owned_by: |email| format!("La cuenta es de {email}."),
    person: |email| format!("El correo electrónico de la otra persona es {email}."),
    pays: "Se puede ver lo que está por pagar y las facturas, y pagar.",
    views: "Se puede ver lo que está por pagar, las facturas y el consumo eléctrico, y pagar.",
    temporary_password: "Su contraseña temporal",
    temporary_password_hint: "La página la escribe por usted. Escríbala solo donde le pida su contraseña actual.",
    until: |time| {
        format!(
            "El enlace y la contraseña temporal funcionan hasta el {}.",
            time.trim_end_matches('.')
        )
    },
    link_until: |time| format!("El enlace funciona hasta el {}.", time.trim_end_matches('.')),
    link_between: |from, until| {
        format!(
            "El enlace funciona desde el {} hasta el {}.",
            from.trim_end_matches('.'),
            until.trim_end_matches('.')
        )
    },
    happens: |time| format!("Ocurrirá el {} o después.", time.trim_end_matches('.')),
    browser_and_time: |browser, time| format!("{browser}, {}.", time.trim_end_matches('.')),
    on_paper: "Las facturas de una cuenta que todavía no muestra nada llegan en papel a partir de ahora. Cuando se abra, le preguntamos otra vez cómo quiere recibirlas.",
    held: |time| {
        format!(
            "Las facturas, el consumo de electricidad y lo que está por pagar se muestran a partir del {}.",
            time.trim_end_matches('.')
        )
    },
    happened: |time| format!("Ocurrió el {}.", time.trim_end_matches('.')),
    agreed: |version, time| format!("El {time} usted aceptó la versión {version} de este texto."),
    agreed_text: |text| format!("“{text}”"),
    agreed_for: |endings| format!("Era para las cuentas que terminan en {endings}."),
    ending: |digits| format!("Es la cuenta de facturación que termina en {digits}."),
    shows: |digits| {
        format!("La cuenta en línea muestra la cuenta de facturación que termina en {digits}.")
    },
    raw_link: "Si el botón no funciona, copie esta dirección en su navegador:",
    office: "¿Preguntas? Llámenos o responda a este mensaje.",
    automatic: "Este mensaje se envió por algo que se hizo en nuestro portal para miembros. Nunca le pedimos su contraseña por correo electrónico ni por teléfono.",
};
