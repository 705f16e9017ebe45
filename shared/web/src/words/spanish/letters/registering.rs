//! Letters of registering, and of the accounts that it binds.

use crate::words::tables::letters::{LetterWords, RegisteringLetters};

pub(super) const WORDS: RegisteringLetters = RegisteringLetters {
    confirm: LetterWords {
        subject: |coop| format!("Confirme su correo electrónico para {coop}"),
        preheader: "Verifique su cuenta y elija una contraseña en el plazo de un día.",
        heading: |coop| format!("¡Le damos la bienvenida a {coop}!"),
        opening: &[
            "Recibimos su registro. Continúe abajo para verificar su cuenta y elegir su contraseña.",
        ],
        list: &[],
        button: "Verificar la cuenta",
        second: "",
        closing: &[
            "Si usted no lo pidió, no haga nada: sin este mensaje no se abre ninguna cuenta.",
        ],
    },
    already_member: LetterWords {
        subject: |coop| format!("Usted ya tiene una cuenta en línea con {coop}"),
        preheader: "No hace falta que se registre otra vez. Inicie sesión.",
        heading: |_| "Usted ya tiene una cuenta".to_owned(),
        opening: &[
            "Alguien, probablemente usted, pidió registrarse con este correo electrónico. Ya tiene una cuenta en línea, así que puede iniciar sesión.",
        ],
        list: &[],
        button: "Iniciar sesión",
        second: "¿No puede entrar a su cuenta?",
        closing: &["Si no fue usted, no haga nada: no cambió nada."],
    },
    account_has_login: LetterWords {
        subject: |coop| format!("Sobre su registro con {coop}"),
        preheader: "La cuenta de facturación que se escribió ya tiene una cuenta en línea.",
        heading: |_| "Esta cuenta de facturación ya está en línea".to_owned(),
        opening: &[
            "Usted pidió registrar una cuenta de facturación. Ya tiene una cuenta en línea, con otro correo electrónico. Puede que le sirva algo de esto:",
        ],
        list: &[
            "Si tiene otro correo electrónico, inicie sesión con él.",
            "Si comparte la cuenta con alguien, puede que esa persona la haya registrado.",
            "Si no es ninguna de las dos cosas, llámenos. Averiguamos qué pasó.",
        ],
        button: "Iniciar sesión",
        second: "¿No puede entrar a su cuenta?",
        closing: &["Si usted no pidió registrarse, no haga nada: no cambió nada."],
    },
    could_not_match: LetterWords {
        subject: |coop| format!("Su registro con {coop}: revise lo que escribió"),
        preheader: "No encontramos una cuenta de facturación que coincida. Esto es lo que puede revisar.",
        heading: |_| "Lo que escribió no coincide".to_owned(),
        opening: &[
            "Usted pidió registrarse, pero lo que escribió no coincide con ninguna de nuestras cuentas de facturación. Tome una factura reciente y revise:",
        ],
        list: &[],
        button: "Registrarse otra vez",
        second: "",
        closing: &[
            "Si todo parece correcto, o si no tiene una factura, llámenos. Lo buscamos con usted.",
            "Si usted no pidió registrarse, no haga nada: no cambió nada.",
        ],
    },
    too_many_tries: LetterWords {
        subject: |coop| format!("Su registro con {coop}: espere hasta mañana"),
        preheader: "Hubo demasiados intentos de registro. Espere hasta mañana o llámenos.",
        heading: |_| "Demasiados intentos por hoy".to_owned(),
        opening: &[
            "Hubo muchos intentos de registrar la cuenta de facturación que usted escribió. Para proteger a su titular hacemos una pausa. Espere hasta mañana y regístrese otra vez, o llámenos: podemos ayudarle enseguida.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["Si usted no pidió registrarse, no haga nada: no cambió nada."],
    },
    ask_again: LetterWords {
        subject: |coop| format!("Regístrese otra vez con {coop}"),
        preheader: "El enlace que íbamos a enviarle venció. Pida uno nuevo.",
        heading: |_| "Su enlace venció".to_owned(),
        opening: &[
            "Usted pidió registrarse, y nuestro mensaje se demoró tanto que su enlace ya no funciona. Fue culpa nuestra. Regístrese otra vez y recibirá uno nuevo.",
        ],
        list: &[],
        button: "Registrarse otra vez",
        second: "",
        closing: &["Si usted no pidió registrarse, no haga nada: no cambió nada."],
    },
    welcome: LetterWords {
        subject: |coop| format!("Su cuenta en línea con {coop} está lista"),
        preheader: "Vea su consumo de electricidad y sus facturas, reporte un apagón.",
        heading: |_| "Su cuenta está lista".to_owned(),
        opening: &[
            "Inicie sesión con este correo electrónico y la contraseña que eligió: vea su consumo de electricidad y sus facturas anteriores, reporte apagones y más. Puede pagar su factura en cuanto tenga una frase de seguridad.",
        ],
        list: &[],
        button: "Iniciar sesión",
        second: "",
        closing: &[
            "Si no fue usted quien abrió esta cuenta, llámenos ahora. La ponemos en pausa mientras está al teléfono.",
        ],
    },
    account_bound: LetterWords {
        subject: |coop| format!("Se abrió una cuenta en línea con {coop}"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, avísenos.",
        heading: |_| "Se abrió una cuenta en línea".to_owned(),
        opening: &[
            "Se abrió una cuenta en línea para una cuenta de facturación que tiene registrado este correo electrónico.",
            "Si fue usted, o alguien que comparte la cuenta con usted, no tiene que hacer nada.",
            "Si no, avísenos en los próximos 30 días en “No fui yo”. La página le pregunta una vez más antes de que pase algo. Entonces nadie puede usar la cuenta en línea hasta que hayamos hablado con usted.",
        ],
        list: &[],
        button: "",
        second: "No fui yo",
        closing: &["También puede llamarnos: la ponemos en pausa mientras está al teléfono."],
    },
    account_held: LetterWords {
        subject: |coop| format!("¿Fue usted? Se abrió una cuenta en línea con {coop}"),
        preheader: "Díganos si fue usted. Mientras tanto, por un tiempo no muestra nada.",
        heading: |_| "Se abrió una cuenta en línea".to_owned(),
        opening: &[
            "Se abrió una cuenta en línea, con otro correo electrónico, para una cuenta de facturación que tiene registrado este. Por un tiempo no muestra facturas, ni consumo de electricidad, ni lo que está por pagar, para que usted tenga tiempo de responder.",
            "Si fue usted, o alguien que comparte la cuenta con usted, díganoslo en “Fui yo”: entonces se abre enseguida.",
            "Si no, avísenos en los próximos 30 días en “No fui yo”. Entonces nadie puede usar la cuenta en línea hasta que hayamos hablado con usted. En ambos casos la página le pregunta una vez más antes de que pase algo.",
        ],
        list: &[],
        button: "Fui yo",
        second: "No fui yo",
        closing: &["También puede llamarnos: la ponemos en pausa mientras está al teléfono."],
    },
    account_held_by_time: LetterWords {
        subject: |coop| format!("¿Fue usted? Se abrió una cuenta en línea con {coop}"),
        preheader: "Si no fue usted, avísenos. Por un tiempo no muestra nada.",
        heading: |_| "Se abrió una cuenta en línea".to_owned(),
        opening: &[
            "Se abrió una cuenta en línea, con otro correo electrónico, para una cuenta de facturación que tiene registrado este, o lo tuvo hasta hace poco. Por un tiempo no muestra facturas, ni consumo de electricidad, ni lo que está por pagar, para que usted tenga tiempo de responder.",
            "Si fue usted, o alguien que comparte la cuenta con usted, no tiene que hacer nada: después se abre sola.",
            "Si no, avísenos en los próximos 30 días en “No fui yo”. La página le pregunta una vez más antes de que pase algo. Entonces nadie puede usar la cuenta en línea hasta que hayamos hablado con usted.",
        ],
        list: &[],
        button: "",
        second: "No fui yo",
        closing: &["También puede llamarnos: la ponemos en pausa mientras está al teléfono."],
    },
    hold_ended: LetterWords {
        subject: |coop| format!("Su cuenta en línea con {coop} está abierta"),
        preheader: "A partir de ahora muestra sus facturas, su consumo y lo que está por pagar.",
        heading: |_| "Su cuenta en línea está abierta".to_owned(),
        opening: &[
            "Nos confirmaron que usted puede usar la cuenta de facturación. A partir de ahora ve sus facturas, su consumo de electricidad y lo que está por pagar.",
        ],
        list: &[],
        button: "Iniciar sesión",
        second: "",
        closing: &["Si no fue usted quien abrió esta cuenta, llámenos ahora."],
    },
    account_freed: LetterWords {
        subject: |coop| format!("Su cuenta de facturación con {coop} se puede registrar"),
        preheader: "Nuestra oficina la quitó de una cuenta en línea. Ahora puede registrarla.",
        heading: |_| "Su cuenta de facturación se puede registrar".to_owned(),
        opening: &[
            "Una cuenta de facturación que tiene registrado este correo electrónico estaba en una cuenta en línea. Nuestra oficina la quitó de ahí, así que ya nadie la ve en línea.",
            "Si es suya, puede registrarla ahora, de preferencia con este correo electrónico.",
        ],
        list: &[],
        button: "Registrarse",
        second: "",
        closing: &["Si no quiere una cuenta en línea, no tiene que hacer nada."],
    },
    account_unbound: LetterWords {
        subject: |coop| format!("Una cuenta de facturación con {coop} ya no está a su nombre"),
        preheader: "Si es correcto, no tiene que hacer nada. Si es un error, llámenos.",
        heading: |_| "Una cuenta de facturación ya no está a su nombre".to_owned(),
        opening: &[
            "Nuestros registros de facturación muestran a otras personas en una cuenta de facturación que usted veía en línea, así que ya no la ve ahí.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &[
            "Si se mudó o entregó la cuenta a otra persona, no tiene que hacer nada. Puede seguir iniciando sesión como antes.",
            "Si es un error, llámenos. Lo revisamos mientras está al teléfono.",
        ],
    },
    account_released: LetterWords {
        subject: |coop| {
            format!(
                "Nuestra oficina quitó de su cuenta en línea una cuenta de facturación con {coop}"
            )
        },
        preheader: "Si ya lo sabía, no tiene que hacer nada. Si no, llámenos.",
        heading: |_| "Una cuenta de facturación ya no está en su cuenta en línea".to_owned(),
        opening: &[
            "Nuestra oficina quitó de su cuenta en línea una cuenta de facturación, así que ya no la ve ahí. Si sus facturas llegaban por correo electrónico, vuelven a llegar en papel.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &[
            "Puede seguir iniciando sesión como antes.",
            "Si usted no lo pidió, llámenos. Lo revisamos mientras está al teléfono.",
        ],
    },
};
