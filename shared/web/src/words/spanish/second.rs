//! The second step of signing in, in Spanish.

use crate::words::tables::second::{
    AddPasskey, Again, App, Code, Codes, CodesShown, Done, FromLetter, Lost, Passkey, Question,
    Remove, Second, Security,
};

pub(super) const WORDS: Second = Second {
    code: Code {
        title: "Un paso más",
        opening: "Su contraseña es correcta. Abra en su teléfono la aplicación de autenticación y escriba el código que muestra.",
        label: "Código",
        hint: "Seis cifras de la aplicación. También sirve uno de sus códigos de recuperación.",
        remember: |days| match days {
            1 => "No pedir un código en este dispositivo durante un día".to_owned(),
            _ => format!("No pedir un código en este dispositivo durante {days} días"),
        },
        remember_hint: "Solo en un dispositivo que nadie más usa.",
        button: "Continuar",
        lost: "No puedo hacerlo",
        back: "Iniciar sesión con otro correo electrónico",
    },
    lost: Lost {
        title: "¿No tiene un código?",
        first: "Esto ayuda enseguida:",
        list: &[
            "un código de recuperación, si los imprimió cuando configuró la aplicación",
            "otro teléfono o tableta con la aplicación configurada",
            "un dispositivo que nos pidió recordar",
        ],
        text: |days| {
            format!(
                "Si no tiene nada de esto, podemos quitar el segundo paso. Tarda {days} días, para que nadie más llegue así a su cuenta:"
            )
        },
        after_mail: "Tarda tanto porque su contraseña se cambió por correo electrónico en los últimos 30 días. Alguien que lee su correo podría haberlo hecho, y usted necesita tiempo para notarlo.",
        steps: &[
            "Presione el botón. Le enviamos un correo electrónico ahora, otro a la mitad y otro al final. Cada uno trae un enlace que lo detiene.",
            "Si por su factura tenemos otro correo electrónico suyo, también avisamos ahí.",
            "Al final, use el enlace del último mensaje antes de 24 horas y escriba su contraseña. Después inicia sesión solo con la contraseña.",
        ],
        button: "Quitar el segundo paso",
        have_code: "Tengo un código",
        begun_title: "La espera comenzó",
        begun: |from| format!("Podrá quitar el segundo paso a partir del {from}"),
        begun_text: &[
            "Le enviamos un correo electrónico que lo dice. El último trae el enlace que necesita.",
            "Si antes encuentra su teléfono o un código de recuperación, inicie sesión con él. Con eso termina la espera.",
        ],
        open_title: "La espera terminó",
        open: |until| format!("Puede quitar el segundo paso hasta el {until}"),
        open_text: &[
            "Abra el enlace de nuestro último mensaje y escriba ahí su contraseña. Después su contraseña basta para iniciar sesión.",
            "Si ese mensaje no está, búsquelo en el correo no deseado. Después de 24 horas el enlace vence y puede pedirlo otra vez.",
        ],
        spent_title: "Ya lo pidieron tres veces",
        spent: |from| format!("Podrá pedirlo otra vez a partir del {from}"),
        spent_text: &[
            "En 30 días nos pidieron tres veces quitar el segundo paso, y cada vez se detuvo o nadie lo terminó.",
            "Si no fue usted, alguien más conoce su contraseña: elija una nueva.",
            "Si no tiene su teléfono ni un código de recuperación, llámenos. Podemos pedirlo por usted.",
        ],
        back: "Volver a iniciar sesión",
    },
    letter: FromLetter {
        not_mine: Question {
            title: "¿Usted no configuró esto?",
            text: &[
                "Entonces alguien más conoce su contraseña. Quitamos lo que se configuró desde nuestro mensaje y cerramos la sesión en todos los dispositivos.",
                "Después elija una contraseña nueva.",
            ],
            button: "Quitarlo y cerrar todas las sesiones",
        },
        not_mine_stands: Question {
            title: "¿Usted no configuró esto?",
            text: &[
                "Entonces alguien más conoce su contraseña. Quitamos lo que se configuró desde nuestro mensaje y cerramos la sesión en todos los dispositivos.",
                "Nuestro mensaje solo no basta para quitar esto. También hace falta su contraseña.",
            ],
            button: "Quitarlo y cerrar todas las sesiones",
        },
        stop: Question {
            title: "¿Conservar el segundo paso?",
            text: &[
                "Alguien que conoce su contraseña nos pidió quitar el segundo paso de su cuenta en línea. Si no fue usted, deténgalo aquí y elija una contraseña nueva.",
            ],
            button: "Detenerlo y conservar el segundo paso",
        },
        reset: Question {
            title: "¿Quitar el segundo paso?",
            text: &[
                "Después su contraseña basta para iniciar sesión. Se cierra la sesión en todos los dispositivos.",
                "Escriba su contraseña, para que sepamos que es usted.",
            ],
            button: "Quitar el segundo paso",
        },
        or_stop: "¿No fue usted quien lo pidió?",
        not_mine_done: Done {
            title: "Ya lo quitamos",
            text: &[
                "Cerramos la sesión en todos los dispositivos. Alguien más conoce su contraseña: elija ahora una nueva.",
            ],
            way_on: "Elegir una contraseña nueva",
        },
        stopped: Done {
            title: "Se detuvo",
            text: &[
                "El segundo paso se queda. Alguien más conoce su contraseña: elija ahora una nueva.",
            ],
            way_on: "Elegir una contraseña nueva",
        },
        reset_done: Done {
            title: "Ya no hay segundo paso",
            text: &[
                "Inicie sesión con su correo electrónico y su contraseña. En su perfil puede configurar otra vez una aplicación.",
            ],
            way_on: "Iniciar sesión",
        },
    },
    security: Security {
        title: "Segundo paso al iniciar sesión",
        opening: "Con un segundo paso, su contraseña sola no abre su cuenta en línea. Es una aplicación en su teléfono que muestra un código, o una llave de acceso.",
        app: "Aplicación de autenticación",
        app_none: "Sin configurar.",
        app_since: |date| format!("Configurada el {date}."),
        app_used: |time| format!("Último uso: {time}"),
        app_on_trial: |until| {
            format!(
                "Hasta el {until} una contraseña nueva por correo electrónico la quita. Después solo puede usted."
            )
        },
        app_add: "Configurar una aplicación",
        app_anew: "Configurarla otra vez",
        app_remove: "Quitarla",
        codes: "Códigos de recuperación",
        codes_none: "Todavía ninguno. Abren esta página si pierde su teléfono.",
        codes_left: |left| match left {
            0 => "No queda ninguno. Haga otros ahora.".to_owned(),
            1 => "Queda uno. Haga otros ahora.".to_owned(),
            _ => format!("Quedan {left}."),
        },
        codes_make: "Hacer códigos de recuperación",
        codes_anew: "Hacer otros",
        remembered: "Dispositivos en los que no se pide un código",
        remembered_until: |time| format!("Hasta el {time}"),
        forget: "Pedirlo ahí otra vez",
        limited: "Llegó con un código de recuperación, que solo abre esta página. Configure otra vez lo que perdió, o quítelo, para llegar a su cuenta en línea.",
        waiting: |from| {
            format!(
                "Alguien nos pidió quitar el segundo paso. Se podrá a partir del {from} Iniciar sesión con un código de su aplicación o con su llave de acceso lo detiene."
            )
        },
        app_added: "Su aplicación está lista. Se cerró la sesión en los demás dispositivos.",
        app_removed: "Ya no hay segundo paso. Se cerró la sesión en los demás dispositivos.",
        one_removed: "Ya lo quitamos. Se cerró la sesión en los demás dispositivos.",
        forgotten: "En ese dispositivo se pide otra vez un código.",
        codes_needed: "Ahora haga códigos de recuperación: sin ellos, un teléfono perdido le deja fuera durante días.",
    },
    app: App {
        title: "Configurar una aplicación",
        steps: &[
            "Abra en su teléfono una aplicación de autenticación. Si no tiene, baje una de la tienda de su teléfono: sirven Aegis, Google Authenticator, Microsoft Authenticator y otras.",
            "Escanee la imagen con ella, o escriba la llave.",
            "Escriba el código que entonces muestra la aplicación.",
        ],
        picture: "Código QR con la llave de abajo",
        key: "Llave:",
        label: "Código de la aplicación",
        hint: "Seis cifras.",
        button: "Activarla",
        trial: "Se cierra la sesión en los demás dispositivos. Le enviamos un correo electrónico que lo dice.",
    },
    codes: Codes {
        title: "Códigos de recuperación",
        text: &[
            "Diez códigos en papel, para el día en que pierda su teléfono. Cada uno sirve una vez y abre la página del segundo paso.",
            "Los mostramos una sola vez. Los códigos que hizo antes dejan de servir.",
        ],
        button: "Hacer diez códigos",
    },
    codes_shown: CodesShown {
        title: "Sus códigos de recuperación",
        text: &[
            "Imprima esta página o anote los códigos. Guárdelos con sus papeles, no en su teléfono.",
            "No los mostramos otra vez.",
        ],
        made: |day| format!("Hechos el {day}. Los códigos anteriores ya no sirven."),
        done: "Listo",
    },
    passkey: Passkey {
        sign_in: "Iniciar sesión con una llave de acceso",
        second: "Su contraseña es correcta. Use ahora su llave de acceso, o escriba un código.",
        button: "Usar una llave de acceso",
        no_script: "Las llaves de acceso necesitan JavaScript, que no está activo en este navegador.",
        failed: "Su dispositivo no respondió, o usted cerró su pregunta. Inténtelo otra vez.",
        heading: "Llaves de acceso",
        opening: "Con una llave de acceso (“passkey”) inicia sesión con la huella, la cara o el PIN de su teléfono o computadora, sin la contraseña. Solo sirve en nuestras páginas, nunca en una que las imite.",
        since: |date| format!("Agregada el {date}."),
        on_trial: |until| {
            format!(
                "Hasta el {until} sirve solo después de la contraseña, y una contraseña nueva por correo electrónico la quita."
            )
        },
        add_link: "Agregar una llave de acceso",
        remove: "Quitarla",
        added: "Su llave de acceso está lista. Se cerró la sesión en los demás dispositivos.",
        add: AddPasskey {
            title: "Agregar una llave de acceso",
            text: &[
                "Presione el botón y su teléfono o computadora le pide la huella, la cara o su PIN. Eso se queda en el dispositivo: nosotros nunca lo vemos.",
            ],
            label: "Nombre de la llave",
            hint: "Por ejemplo el dispositivo en el que está, para reconocerla después.",
            button: "Agregarla",
            held: "Este dispositivo ya tiene una llave de acceso suya, que funciona. Agregue una en otro dispositivo.",
            late: "Esta página estuvo abierta demasiado tiempo. Cárguela otra vez y después agregue la llave de acceso.",
            proven: "Ya sabemos que es usted. Agregue la llave de acceso nueva.",
            trial: "Se cierra la sesión en los demás dispositivos. Le enviamos un correo electrónico que lo dice.",
        },
    },
    remove: Remove {
        title: "¿Quitar el segundo paso?",
        passkey_title: "¿Quitar esta llave de acceso?",
        one_of_more: &[
            "Ya no inicia sesión con ella. Lo demás que configuró se queda, y se cierra la sesión en los demás dispositivos.",
        ],
        text: &[
            "Después su contraseña basta para iniciar sesión. Sus códigos de recuperación dejan de servir y se cierra la sesión en los demás dispositivos.",
        ],
        button: "Quitarlo",
    },
    again: Again {
        label: "Código de su aplicación",
        hint: "Escriba un código más, para que sepamos que es usted.",
    },
};
