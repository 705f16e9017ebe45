//! Letters that lead back in or to a new address, and what comes of them.

use crate::words::tables::letters::{LetterWords, LinkLetters};

pub(super) const WORDS: LinkLetters = LinkLetters {
    recover: LetterWords {
        subject: |coop| format!("Elija una contraseña nueva para {coop}"),
        preheader: "El enlace funciona media hora y una sola vez.",
        heading: |_| "Elija una contraseña nueva".to_owned(),
        opening: &[
            "Alguien, probablemente usted, pidió volver a entrar en su cuenta en línea. Continúe abajo para elegir una contraseña nueva. Después se cierra la sesión en todos sus dispositivos y usted puede iniciarla con ella.",
        ],
        list: &[],
        button: "Elegir una contraseña nueva",
        second: "",
        closing: &[
            "Si no fue usted, no haga nada: su contraseña sigue igual. Si pasa a menudo, llámenos.",
        ],
    },
    recover_again: LetterWords {
        subject: |coop| format!("Pida otra vez una contraseña nueva en {coop}"),
        preheader: "El enlace que íbamos a enviarle venció. Pida uno nuevo.",
        heading: |_| "Su enlace venció".to_owned(),
        opening: &[
            "Usted pidió una contraseña nueva y nuestro mensaje se retrasó tanto que su enlace ya no funciona. Fue culpa nuestra. Pídalo otra vez y le enviaremos uno nuevo.",
        ],
        list: &[],
        button: "Pedirlo otra vez",
        second: "",
        closing: &["Si no fue usted, no haga nada: su contraseña sigue igual."],
    },
    still_frozen: LetterWords {
        subject: |coop| format!("Llámenos sobre su cuenta en línea con {coop}"),
        preheader: "Su cuenta en línea está en pausa mientras aclaramos algo.",
        heading: |_| "Su cuenta en línea está en pausa".to_owned(),
        opening: &[
            "Alguien, probablemente usted, pidió volver a entrar en su cuenta en línea. Nos avisaron de que algo no está bien en ella, así que nadie puede iniciar sesión mientras lo aclaramos.",
            "Llámenos. Juntos averiguamos qué pasó y la abrimos de nuevo cuando todo esté bien.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["Su servicio eléctrico y sus facturas no cambian."],
    },
    no_login: LetterWords {
        subject: |coop| format!("Ninguna cuenta en línea con {coop} tiene esta dirección"),
        preheader: "Puede que haya usado otra dirección o que todavía no se haya registrado.",
        heading: |_| "Esta dirección no tiene cuenta en línea".to_owned(),
        opening: &[
            "Alguien, probablemente usted, pidió volver a entrar en una cuenta en línea con este correo electrónico. No hay ninguna.",
        ],
        list: &[
            "Si tiene otro correo electrónico, pídalo con él.",
            "Si todavía no se ha registrado, o no terminó, regístrese ahora. Toma unos cinco minutos.",
        ],
        button: "Registrarse",
        second: "",
        closing: &["Si no fue usted, no haga nada: no cambió nada."],
    },
    new_email: LetterWords {
        subject: |coop| format!("Confirme su correo electrónico nuevo con {coop}"),
        preheader: "Confirme en un día que quiere usar esta dirección.",
        heading: |_| "¿Es este su correo electrónico nuevo?".to_owned(),
        opening: &[
            "Alguien, probablemente usted, pidió usar esta dirección para una cuenta en línea con nosotros. Continúe abajo y confirme en la página que se abre.",
        ],
        list: &[],
        button: "Usar esta dirección",
        second: "",
        closing: &["Si no fue usted, no haga nada: sin este mensaje no cambia nada."],
    },
    new_email_late: LetterWords {
        subject: |coop| format!("Su correo electrónico nuevo con {coop}: pídalo otra vez"),
        preheader: "El enlace que íbamos a enviarle venció. Pida uno nuevo.",
        heading: |_| "Su enlace venció".to_owned(),
        opening: &[
            "Usted pidió usar esta dirección, y nuestro mensaje se retrasó tanto que su enlace ya no funciona. Fue culpa nuestra. Inicie sesión con la dirección que tiene y pídalo otra vez en su perfil.",
        ],
        list: &[],
        button: "Iniciar sesión",
        second: "",
        closing: &["Si no fue usted, no haga nada: no cambió nada."],
    },
    email_in_use: LetterWords {
        subject: |coop| format!("Esta dirección ya tiene una cuenta en línea con {coop}"),
        preheader: "Alguien pidió usarla para otra. No cambió nada.",
        heading: |_| "Esta dirección ya tiene una cuenta".to_owned(),
        opening: &[
            "Alguien, quizás usted, pidió usar este correo electrónico para otra cuenta en línea. Ya tiene una, así que no cambió nada.",
            "Si fue usted, inicie sesión aquí con esta dirección y agregue su otra cuenta de facturación en su perfil.",
        ],
        list: &[],
        button: "Iniciar sesión",
        second: "¿No puede entrar a su cuenta?",
        closing: &["Si no fue usted, no haga nada."],
    },
    email_changed: LetterWords {
        subject: |coop| format!("Ahora inicia sesión con {coop} con esta dirección"),
        preheader: "Desde ahora nuestros mensajes llegan aquí.",
        heading: |_| "Su correo electrónico cambió".to_owned(),
        opening: &[
            "Desde ahora inicia sesión en su cuenta en línea con este correo electrónico, y aquí llegan nuestros mensajes. En todo otro lugar donde tenía la sesión iniciada, se cerró.",
        ],
        list: &[],
        button: "Iniciar sesión",
        second: "",
        closing: &["Si no fue usted, llámenos ahora."],
    },
    email_replaced: LetterWords {
        subject: |coop| format!("Su correo electrónico con {coop} se cambió"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, avísenos.",
        heading: |_| "Su correo electrónico se cambió".to_owned(),
        opening: &[
            "Su cuenta en línea tiene ahora otro correo electrónico. Ya no inicia sesión con este, y nuestros mensajes ya no llegan aquí.",
            "Si fue usted, no tiene que hacer nada.",
            "Si no, avísenos en los próximos 30 días en “No fui yo”. La página le pregunta una vez más antes de que pase algo. Entonces nadie puede usar la cuenta en línea hasta que hayamos hablado con usted.",
        ],
        list: &[],
        button: "",
        second: "No fui yo",
        closing: &["También puede llamarnos: la ponemos en pausa mientras está al teléfono."],
    },
    prove_email: LetterWords {
        subject: |coop| format!("Confirme este correo electrónico para su cuenta con {coop}"),
        preheader: "Necesita el código que le leyó nuestra oficina.",
        heading: |_| "¿Es este su correo electrónico?".to_owned(),
        opening: &[
            "Pidieron a nuestra oficina pasar una cuenta en línea a este correo electrónico. Confírmelo abajo, con el código que nuestra oficina le leyó por teléfono.",
        ],
        list: &[],
        button: "Confirmar esta dirección",
        second: "",
        closing: &[
            "Todavía no cambió nada. Si no sabe de qué se trata, no haga nada: sin el código no cambia nada.",
        ],
    },
    prove_email_late: LetterWords {
        subject: |coop| {
            format!("Este correo electrónico para su cuenta con {coop}: llámenos otra vez")
        },
        preheader: "El enlace que íbamos a enviarle venció.",
        heading: |_| "Su enlace venció".to_owned(),
        opening: &[
            "Pidieron a nuestra oficina pasar una cuenta en línea a este correo electrónico, y nuestro mensaje se retrasó tanto que su enlace ya no funciona. Fue culpa nuestra. Llámenos y empezamos de nuevo.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["Si no sabe de qué se trata, no haga nada: no cambió nada."],
    },
    email_moves: LetterWords {
        subject: |coop| format!("Su cuenta con {coop} puede pasar a esta dirección en tres días"),
        preheader: "Guarde este mensaje: su enlace funciona en tres días.",
        heading: |_| "La dirección está confirmada".to_owned(),
        opening: &[
            "Avisamos a la dirección que la cuenta en línea tenía hasta ahora. Si nadie se opone, use el enlace de abajo en tres días. A partir de ese momento inicia sesión con esta dirección.",
            "Si olvidó la contraseña, elija después una nueva en “¿No puede entrar a su cuenta?”, donde inicia sesión.",
        ],
        list: &[],
        button: "Usar esta dirección",
        second: "",
        closing: &["Si no fue usted, llámenos ahora."],
    },
    email_moving: LetterWords {
        subject: |coop| {
            format!("Una cuenta en línea con {coop} va a tener otro correo electrónico")
        },
        preheader: "Si ya lo sabía, no tiene que hacer nada. Si no, avísenos.",
        heading: |_| "Una cuenta en línea va a tener otro correo electrónico".to_owned(),
        opening: &[
            "Alguien llamó a nuestra oficina y pidió pasar a otro correo electrónico una cuenta en línea que es suya o que muestra su cuenta de facturación.",
            "Si fue usted, no tiene que hacer nada.",
            "Si no, avísenos en los próximos tres días en “No fui yo”. La página le pregunta una vez más antes de que pase algo. Entonces nadie puede usar la cuenta en línea hasta que hayamos hablado con usted.",
        ],
        list: &[],
        button: "",
        second: "No fui yo",
        closing: &["También puede llamarnos: lo detenemos mientras está al teléfono."],
    },
};
