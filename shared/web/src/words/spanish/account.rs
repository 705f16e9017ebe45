//! The pages before and after registration, in Spanish.

use crate::words::tables::account::{Account, Home, NewTerms, Office, RanOut, SignIn, Terms};

pub(super) const WORDS: Account = Account {
    sign_in: SignIn {
        title: "Iniciar sesión",
        email: "Correo electrónico",
        password: "Contraseña",
        button: "Iniciar sesión",
        recover: "¿No puede entrar a su cuenta?",
        register_hint: "¿Es la primera vez? Tenga a mano una factura reciente. Toma unos cinco minutos.",
        register: "¿Usuario nuevo? Regístrese",
        password_set: "Su contraseña está lista. Inicie sesión con ella.",
        signed_out: "Cerró la sesión.",
        bills_by_email: "Desde ahora sus facturas llegan por correo electrónico.",
        email_changed: "Su correo electrónico cambió. Inicie sesión con el nuevo.",
        sign_in_first: "Inicie sesión para seguir donde estaba. Por su seguridad, cerramos la sesión cuando pasa un tiempo sin actividad.",
        email_proven: "La dirección está confirmada. Enviamos otro mensaje ahí: su enlace funciona en tres días.",
        second_over: "Inicie sesión otra vez: el código se escribe en los cinco minutos después de la contraseña.",
        ran_out: RanOut {
            title: "Su contraseña temporal venció",
            text: "Es la correcta, y funcionó durante un día. Podemos enviarle ahora mismo un mensaje con una nueva:",
            button: "Enviar un mensaje nuevo",
        },
    },
    home: Home {
        title: "Mi cuenta",
        signed_in_as: "Sesión iniciada como",
        due: "Por pagar",
        nothing_due: "No hay nada por pagar",
        credit: |sum| format!("Crédito de {sum}"),
        due_by: |sum, day| match day {
            Some(day) => format!("{sum} por pagar hasta el {day}"),
            None => format!("{sum} por pagar"),
        },
        past_due: |sum, day| match day {
            Some(day) => format!("{sum} con atraso desde el {day}"),
            None => format!("{sum} con atraso"),
        },
        auto_pay: |sum, day| match day {
            Some(day) => format!("Auto Pay cobra {sum} el {day}"),
            None => format!("Auto Pay cobra {sum}"),
        },
        paid: |sum, day| match day {
            Some(day) => format!("Último pago: {sum} el {day}"),
            None => format!("Último pago: {sum}"),
        },
        as_of: |day| format!("Cifras del {day}"),
        not_told: "Todavía no hay cifras",
        doors: "¿Qué quiere hacer?",
        pay: "Pagar su factura",
        pay_hint: "Una vez, o de forma automática con Auto Pay",
        pay_closed: "Cerrado hasta que elija una frase de seguridad",
        usage: "Ver su consumo de electricidad",
        usage_hint: "Por día, mes y año",
        bills: "Ver sus facturas",
        bills_hint: "La actual y las anteriores",
        outages: "Reportar un apagón",
        outages_hint: "Y ver cómo va su reporte",
        accounts: "Sus cuentas",
        no_accounts: "En este momento ninguna cuenta de facturación es suya.",
        add_account: "Agregar una",
        used: |month, kwh| format!("Consumo de {month}: {kwh} kWh"),
        used_of_all: |month| format!("Consumo de {month}; entre paréntesis, el de un año antes."),
        used_before: |kwh| format!("un año antes: {kwh} kWh"),
        by_email: "Facturas por correo electrónico",
        on_paper: "Facturas en papel",
        choose_paperless: "Elegir cómo recibe sus facturas",
        asks_paperless: "¿Quiere dejar de recibir facturas en papel?",
        mail_returned: |day| {
            format!(
                "Nuestro correo a esta dirección fue devuelto el {day}, así que le enviamos otra vez sus facturas en papel."
            )
        },
        change_email: "Cambiar mi correo electrónico",
        paperless_again: "La dirección es correcta: elegir otra vez facturas sin papel",
        phrase: "Su frase de seguridad",
        phrase_hint: "Muestra que esta página es realmente nuestra. Donde vea otra, no escriba nada y llámenos.",
        update_phrase: "Actualizar mi frase de seguridad",
        choose_phrase: "Elegir una frase de seguridad",
        changes: "Últimos cambios",
        changes_hint: "Si alguno no fue suyo, llámenos al",
    },
    terms: Terms {
        title: "Términos y condiciones",
        version: |version, date| format!("Versión {version}, {date}"),
        back: "Volver al registro",
        changed: NewTerms {
            title: "Nuestros términos cambiaron",
            opening: "Antes de continuar, lea lo que se aplica ahora y acéptelo.",
            button: "Continuar",
            otherwise: "Si no quiere aceptarlos, cierre la sesión arriba. Puede seguir pagando por correo postal, por teléfono o en la oficina; llámenos y sacamos de ella sus cuentas de facturación.",
        },
    },
    office: Office {
        frozen_title: "Su cuenta en línea está en pausa",
        frozen_text: &[
            "Nos avisaron de que algo no está bien en ella, así que nadie puede iniciar sesión mientras lo aclaramos.",
            "Llámenos. Juntos averiguamos qué pasó y la abrimos de nuevo cuando todo esté bien. Su servicio eléctrico y sus facturas no cambian.",
        ],
        told_title: "Gracias por avisarnos",
        told_text: &[
            "Nadie puede usar ya la cuenta en línea hasta que lo hayamos aclarado.",
            "Llámenos o espere nuestra llamada: queremos saber lo que usted sabe. No tiene que hacer nada más.",
        ],
        to_start: "Ir a la página de inicio",
        to_sign_in: "Volver a iniciar sesión",
    },
};
