//! The pages about the login itself, in Spanish.

use crate::words::tables::login::{
    Accounts, Close, Closed, ConfirmEmail, Email, Login, NotAdded, Sessions, ToCheck,
};

pub(super) const WORDS: Login = Login {
    sessions: Sessions {
        title: "Dónde inició sesión",
        opening: "Los teléfonos y computadoras en los que inició sesión en las últimas doce horas y no la cerró. El que no se usa por un rato pide la contraseña antes de mostrar algo.",
        device: |name| name.replace("Browser", "Navegador").replace(" on ", " en "),
        since: |time| format!("Inició sesión el {time}"),
        this: "Este",
        end: "Cerrar sesión",
        ended: "Ahí ya está cerrada la sesión.",
        end_others: "Cerrar las demás sesiones",
        end_others_hint: "Si no reconoce alguno, cierre las demás sesiones y después cambie su contraseña.",
        no_others: "No tiene la sesión iniciada en ningún otro lugar.",
    },
    accounts: Accounts {
        title: "Cuentas de facturación",
        none: "Todavía ninguna.",
        add: "Agregar una cuenta de facturación",
        opening: "Tenga a mano una factura de esa cuenta. Todo lo que le pedimos está impreso en ella.",
        button: "Agregar cuenta",
        is_theirs: NotAdded {
            title: "Ya tiene esta cuenta de facturación",
            text: &[
                "Está en la lista de sus cuentas de facturación en esta página. No tiene que hacer nada.",
            ],
        },
        too_many_tries: NotAdded {
            title: "Demasiados intentos con esta cuenta de facturación",
            text: &[
                "Para proteger a su titular, nadie puede agregarla ahora. Espere hasta mañana o llámenos: podemos ayudarle enseguida.",
            ],
        },
        could_not_match: NotAdded {
            title: "Lo que escribió no coincide",
            text: &["Si todo parece correcto, o no tiene una factura, llámenos. Si no, revise:"],
        },
        has_login: NotAdded {
            title: "Esta cuenta de facturación ya tiene una cuenta en línea",
            text: &[
                "Si tiene otro correo electrónico, inicie sesión con ese. Si comparte la cuenta con alguien, puede que esa persona la haya registrado.",
                "Si no es ninguno de los dos casos, llámenos. Averiguamos qué pasó.",
            ],
        },
        full: NotAdded {
            title: "Ya no caben más cuentas de facturación en su cuenta en línea",
            text: &["Registre esta con otro correo electrónico o llámenos."],
        },
        to_check: ToCheck {
            who: [
                "el número de cuenta completo, tal como está en la factura",
                "el apellido, o el nombre del negocio, tal como está en la factura",
            ],
            answers: "las respuestas a las preguntas de seguridad",
            answers_with_zip: "las respuestas a las preguntas de seguridad: el código postal es el de la dirección a la que llegan las facturas, que puede no ser donde vive",
            code: "el código de la factura, tal como está en su factura de papel más reciente; una factura final no tiene uno que sirva",
        },
    },
    email: Email {
        title: "Cambiar su correo electrónico",
        opening: "Enviamos un mensaje a la dirección nueva. Nada cambia hasta que usted presione el botón que trae.",
        now: "Inicia sesión con",
        email: "Correo electrónico nuevo",
        confirm_email: "Confirme el correo electrónico nuevo",
        button: "Enviar el mensaje",
        asked_for: "Un mensaje va en camino a",
        asked: "Presione su botón en las próximas 24 horas, en cualquier teléfono o computadora. Hasta entonces inicia sesión como antes.",
        no_letter: "¿No llega en diez minutos? Busque en la carpeta de correo no deseado; después envíelo otra vez o llámenos.",
    },
    confirm_email: ConfirmEmail {
        title: "¿Usar este correo electrónico?",
        text: &[
            "A partir de ese momento inicia sesión con él, y ahí llegan nuestros mensajes.",
            "En todo otro lugar donde tenga la sesión iniciada, se cierra.",
        ],
        button: "Usar esta dirección",
        office: &[
            "Pidieron a nuestra oficina pasar una cuenta en línea a este correo electrónico. Escriba el código que nuestra oficina le leyó.",
            "Después avisamos a la dirección que la cuenta tenía hasta ahora. En tres días puede usar esta.",
        ],
        code: "Código de nuestra oficina",
        code_hint: "Doce letras y números, en grupos de cuatro.",
        code_missing: "Escriba el código que nuestra oficina le leyó",
        code_wrong: "Ese no es el código de este correo electrónico. Compárelo letra por letra o llámenos.",
        prove: "Confirmar esta dirección",
    },
    close: Close {
        title: "Cerrar su cuenta en línea",
        opening: "Cuando su cuenta en línea esté cerrada:",
        list: &[
            "ya no podrá iniciar sesión, y se cierran todas sus sesiones",
            "su servicio eléctrico y sus facturas siguen igual",
            "las facturas que llegaban solo por correo electrónico vuelven a llegar en papel",
            "usted puede registrar otra vez sus cuentas de facturación, y también quien las comparta con usted",
        ],
        button: "Cerrar mi cuenta en línea",
    },
    closed: Closed {
        title: "Su cuenta en línea está cerrada",
        text: &[
            "Le enviamos un mensaje que lo confirma. Si no fue usted quien la cerró, llámenos.",
            "Su servicio eléctrico y sus facturas siguen igual. Gracias por ser miembro.",
        ],
        register: "Registrarse otra vez",
    },
};
