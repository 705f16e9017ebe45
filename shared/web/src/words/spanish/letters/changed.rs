//! Letters about a change of the login.

use crate::words::tables::letters::{ChangedLetters, LetterWords};

pub(super) const WORDS: ChangedLetters = ChangedLetters {
    sessions_ended: LetterWords {
        subject: |coop| format!("Cerró su sesión con {coop} en otros dispositivos"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, elija otra contraseña.",
        heading: |_| "Se cerró la sesión en otros dispositivos".to_owned(),
        opening: &[
            "Se cerró la sesión de su cuenta en línea en todos los dispositivos, menos en el que lo pidió.",
            "Si fue usted, no tiene que hacer nada.",
        ],
        list: &[],
        button: "",
        second: "¿No puede entrar a su cuenta?",
        closing: &[
            "Si no fue usted, alguien conoce su contraseña. Elija otra en “¿No puede entrar a su cuenta?”, arriba, y llámenos.",
        ],
    },
    session_ended: LetterWords {
        subject: |coop| format!("Cerró su sesión con {coop} en otro dispositivo"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, elija otra contraseña.",
        heading: |_| "Se cerró la sesión en un dispositivo".to_owned(),
        opening: &[
            "Desde otro dispositivo se cerró la sesión de su cuenta en línea en un dispositivo que la tenía abierta.",
            "Si fue usted, no tiene que hacer nada.",
        ],
        list: &[],
        button: "",
        second: "¿No puede entrar a su cuenta?",
        closing: &[
            "Si no fue usted, alguien conoce su contraseña. Elija otra en “¿No puede entrar a su cuenta?”, arriba, y llámenos.",
        ],
    },
    downloaded: LetterWords {
        subject: |coop| format!("Se descargó un archivo de su cuenta en línea con {coop}"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, elija otra contraseña.",
        heading: |_| "Se descargó un archivo por primera vez".to_owned(),
        opening: &[
            "Alguien que había iniciado sesión en su cuenta en línea descargó una factura o un archivo con la electricidad que usted consumió. Solo le avisamos la primera vez.",
            "Si fue usted, no tiene que hacer nada.",
        ],
        list: &[],
        button: "",
        second: "¿No puede entrar a su cuenta?",
        closing: &[
            "Si no fue usted, alguien conoce su contraseña. Elija otra en “¿No puede entrar a su cuenta?”, arriba, y llámenos.",
        ],
    },
    account_added: LetterWords {
        subject: |coop| {
            format!("Se agregó una cuenta de facturación a su cuenta en línea con {coop}")
        },
        preheader: "Si fue usted, no tiene que hacer nada. Si no, llámenos.",
        heading: |_| "Se agregó una cuenta de facturación".to_owned(),
        opening: &["Se agregó una cuenta de facturación a su cuenta en línea. Ya la ve ahí."],
        list: &[],
        button: "",
        second: "¿No puede entrar a su cuenta?",
        closing: &[
            "Si no fue usted, llámenos ahora y elija otra contraseña en “¿No puede entrar a su cuenta?”, arriba: puede que alguien conozca la suya.",
        ],
    },
    login_closed: LetterWords {
        subject: |coop| format!("Su cuenta en línea con {coop} está cerrada"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, llámenos.",
        heading: |_| "Su cuenta en línea está cerrada".to_owned(),
        opening: &[
            "Su cuenta en línea está cerrada y ya no puede iniciar sesión en ella. Su servicio eléctrico y sus facturas siguen igual. Si recibía sus facturas solo por correo electrónico, ahora vuelven a llegarle en papel.",
        ],
        list: &[],
        button: "",
        second: "Registrarse otra vez",
        closing: &[
            "Puede registrarse otra vez cuando quiera, con este correo electrónico o con otro.",
            "Si no fue usted, llámenos ahora. Lo revisamos mientras está al teléfono.",
        ],
    },
    login_frozen: LetterWords {
        subject: |coop| format!("Su cuenta en línea con {coop} está en pausa"),
        preheader: "Estamos revisando algo. Llámenos y lo resolvemos juntos.",
        heading: |_| "Su cuenta en línea está en pausa".to_owned(),
        opening: &[
            "Por ahora nadie puede iniciar sesión en su cuenta en línea. Alguien nos avisó que quizá no está en las manos correctas y lo estamos revisando. Su servicio eléctrico y sus facturas siguen igual.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &[
            "Llámenos en horario de oficina. Le preguntamos quién es y la abrimos otra vez cuando esté claro que es suya.",
        ],
    },
    login_opened: LetterWords {
        subject: |coop| format!("Su cuenta en línea con {coop} está abierta otra vez"),
        preheader: "Puede iniciar sesión otra vez.",
        heading: |_| "Su cuenta en línea está abierta otra vez".to_owned(),
        opening: &[
            "Lo revisamos, y usted puede iniciar sesión otra vez con su correo electrónico y su contraseña.",
        ],
        list: &[],
        button: "Iniciar sesión",
        second: "¿No puede entrar a su cuenta?",
        closing: &[
            "Si al iniciar sesión le piden un código o una llave de acceso que usted no agregó, elija una contraseña nueva en “¿No puede entrar a su cuenta?”, arriba, en un plazo de tres días. Así se quita.",
            "Si no habló con nosotros sobre esto, llámenos ahora.",
        ],
    },
    password_changed: LetterWords {
        subject: |coop| format!("Se cambió su contraseña con {coop}"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, ponga una nueva ahora.",
        heading: |_| "Se cambió su contraseña".to_owned(),
        opening: &[
            "Se cambió la contraseña de su cuenta en línea, y se cerró la sesión en todos los dispositivos que la tenían abierta.",
            "Si fue usted, no tiene que hacer nada.",
        ],
        list: &[],
        button: "",
        second: "¿No puede entrar a su cuenta?",
        closing: &[
            "Si no fue usted, ponga una contraseña nueva en “¿No puede entrar a su cuenta?”, arriba, y luego llámenos. Quien sepa la nueva puede ver su cuenta.",
        ],
    },
    phrase_changed: LetterWords {
        subject: |coop| format!("Se cambió su frase de seguridad con {coop}"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, llámenos.",
        heading: |_| "Se cambió su frase de seguridad".to_owned(),
        opening: &[
            "Se cambió la frase de seguridad de su cuenta en línea. Desde ahora nuestras páginas le muestran la nueva donde se trata de dinero. Nunca se la pedimos.",
            "Si fue usted, no tiene que hacer nada.",
        ],
        list: &[],
        button: "",
        second: "¿No puede entrar a su cuenta?",
        closing: &[
            "Si no fue usted, puede que alguien sepa su contraseña. Ponga una nueva en “¿No puede entrar a su cuenta?”, arriba, y luego llámenos.",
        ],
    },
    confirm_bills: LetterWords {
        subject: |coop| format!("Confirme las facturas por correo electrónico de {coop}"),
        preheader: "Las facturas en papel siguen llegando hasta que lo confirme.",
        heading: |_| "¿Dejar las facturas en papel?".to_owned(),
        opening: &[
            "Usted pidió que le enviemos sus facturas por correo electrónico en lugar de papel. Continúe abajo y confirme en la página que se abre: así vemos que puede abrir lo que enviamos aquí.",
        ],
        list: &[],
        button: "Dejar las facturas en papel",
        second: "",
        closing: &[
            "Si no hace nada, sus facturas siguen llegando en papel. Puede pedirlo otra vez en “Mi perfil”.",
            "Si no fue usted, no haga nada o llámenos.",
        ],
    },
    bills_by_email: LetterWords {
        subject: |coop| format!("Sus facturas de {coop} llegan por correo electrónico"),
        preheader: "Puede volver al papel en cualquier momento, sin costo.",
        heading: |_| "Sus facturas llegan por correo electrónico".to_owned(),
        opening: &[
            "Usted dejó las facturas en papel. Desde ahora le enviamos sus facturas por correo electrónico en lugar de papel.",
        ],
        list: &[],
        button: "",
        second: "Iniciar sesión para cambiarlo",
        closing: &[
            "Puede volver al papel en cualquier momento en “Mi perfil”, sin costo.",
            "Si no fue usted, llámenos. Volvemos a las facturas en papel mientras está al teléfono.",
        ],
    },
    bills_on_paper: LetterWords {
        subject: |coop| format!("Sus facturas de {coop} llegan en papel"),
        preheader: "Puede dejar el papel otra vez en cualquier momento.",
        heading: |_| "Sus facturas llegan en papel".to_owned(),
        opening: &[
            "Usted volvió a las facturas en papel. Desde ahora le enviamos sus facturas otra vez en papel.",
        ],
        list: &[],
        button: "",
        second: "Iniciar sesión para cambiarlo",
        closing: &[
            "Puede dejar el papel otra vez en cualquier momento en “Mi perfil”.",
            "Si no fue usted, llámenos. Lo revisamos mientras está al teléfono.",
        ],
    },
    new_browser: LetterWords {
        subject: |coop| format!("Nuevo inicio de sesión en su cuenta en línea con {coop}"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, actúe ahora.",
        heading: |_| "Un nuevo inicio de sesión".to_owned(),
        opening: &[
            "Alguien inició sesión en su cuenta en línea desde un navegador que usted no había usado antes, o que no guarda cookies.",
            "Si fue usted, no tiene que hacer nada.",
        ],
        list: &[],
        button: "Elegir una contraseña nueva",
        second: "",
        closing: &[
            "Si no fue usted, elija ahora una contraseña nueva: con ella se cierra la sesión de todos. Después llámenos.",
        ],
    },
};
