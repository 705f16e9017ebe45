//! Letters about the second step of signing in.

use crate::words::tables::letters::{FactorLetters, LetterWords};

pub(super) const WORDS: FactorLetters = FactorLetters {
    app_added: LetterWords {
        subject: |coop| format!("Un segundo paso protege su cuenta en línea con {coop}"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, actúe ahora.",
        heading: |_| "Se configuró una aplicación de autenticación".to_owned(),
        opening: &[
            "A partir de ahora su cuenta en línea pide, después de la contraseña, un código de una aplicación. Se cerró la sesión en todos los dispositivos que la tenían abierta.",
            "Si fue usted, no tiene que hacer nada. Haga códigos de recuperación en su perfil e imprímalos, para que un teléfono perdido no le deje fuera.",
            "Si es la primera, durante tres días una contraseña nueva elegida por correo electrónico la quita otra vez, para que nadie que la haya configurado en su nombre le deje fuera.",
        ],
        list: &[],
        button: "",
        second: "No fui yo",
        closing: &[
            "Si no fue usted, alguien conoce su contraseña. Use el enlace de arriba antes de 30 días: quita lo que se configuró y cierra la sesión en todos los dispositivos. Después elija una contraseña nueva.",
        ],
    },
    passkey_added: LetterWords {
        subject: |coop| format!("Se agregó una llave de acceso a su cuenta en línea con {coop}"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, actúe ahora.",
        heading: |_| "Se agregó una llave de acceso".to_owned(),
        opening: &[
            "A partir de ahora esta llave abre su cuenta en línea: después de la contraseña y, desde el cuarto día, sin ella. Se cerró la sesión en todos los dispositivos que la tenían abierta.",
            "Si fue usted, no tiene que hacer nada. Si pierde el dispositivo, ayudan los códigos de recuperación en papel: hágalos en su perfil.",
        ],
        list: &[],
        button: "",
        second: "No fui yo",
        closing: &[
            "Si no fue usted, alguien está en su cuenta en línea. Use el enlace de arriba antes de 30 días: quita lo que se configuró y cierra la sesión en todos los dispositivos. Después elija una contraseña nueva.",
        ],
    },
    codes_added: LetterWords {
        subject: |coop| format!("Códigos de recuperación para su cuenta en línea con {coop}"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, actúe ahora.",
        heading: |_| "Se hicieron códigos de recuperación".to_owned(),
        opening: &[
            "Se hicieron diez códigos de recuperación para su cuenta en línea. Los de antes ya no sirven.",
            "Si fue usted, no tiene que hacer nada. Guárdelos con sus papeles.",
        ],
        list: &[],
        button: "",
        second: "No fui yo",
        closing: &[
            "Si no fue usted, alguien está en su cuenta en línea. Use el enlace de arriba antes de 30 días: quita lo que se configuró y cierra la sesión en todos los dispositivos. Después elija una contraseña nueva.",
        ],
    },
    removed: LetterWords {
        subject: |coop| format!("Se quitó un segundo paso de su cuenta en línea con {coop}"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, actúe ahora.",
        heading: |_| "Se quitó un segundo paso".to_owned(),
        opening: &[
            "Se quitó de su cuenta en línea lo que estaba configurado como segundo paso al iniciar sesión. Se cerró la sesión en los demás dispositivos.",
            "Si fue usted, no tiene que hacer nada.",
        ],
        list: &[],
        button: "",
        second: "¿No puede entrar a su cuenta?",
        closing: &[
            "Si no fue usted, elija una contraseña nueva en “¿No puede entrar a su cuenta?”, arriba, y luego llámenos.",
        ],
    },
    code_used: LetterWords {
        subject: |coop| format!("Se usó un código de recuperación con {coop}"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, actúe ahora.",
        heading: |_| "Se usó un código de recuperación".to_owned(),
        opening: &[
            "Alguien escribió su contraseña y uno de sus códigos de recuperación. Con eso se abre la página del segundo paso, donde la aplicación se puede configurar otra vez.",
            "Si fue usted, no tiene que hacer nada.",
        ],
        list: &[],
        button: "",
        second: "¿No puede entrar a su cuenta?",
        closing: &[
            "Si no fue usted, alguien conoce su contraseña y tiene sus códigos. Elija una contraseña nueva en “¿No puede entrar a su cuenta?”, arriba, y luego llámenos.",
        ],
    },
    reset_waits: LetterWords {
        subject: |coop| format!("Alguien quiere quitar el segundo paso de su cuenta con {coop}"),
        preheader: "Si no fue usted, deténgalo ahora.",
        heading: |_| "Pidieron quitar el segundo paso".to_owned(),
        opening: &[
            "Alguien que conoce su contraseña nos dijo que no tiene su teléfono ni un código de recuperación, y nos pidió quitar el segundo paso de su cuenta en línea.",
            "Si fue usted, espere nuestro último mensaje: trae el enlace que necesita.",
        ],
        list: &[],
        button: "",
        second: "Detenerlo y conservar el segundo paso",
        closing: &[
            "Si no fue usted, use ahora el enlace de arriba. Después elija una contraseña nueva: alguien conoce la suya.",
        ],
    },
    reset_heard: LetterWords {
        subject: |coop| format!("Sobre una cuenta en línea con {coop}"),
        preheader: "Pidieron quitar su segundo paso.",
        heading: |_| "Pidieron quitar un segundo paso".to_owned(),
        opening: &[
            "Tenemos su correo electrónico en una de nuestras cuentas de facturación. Alguien nos pidió quitar el segundo paso al iniciar sesión de la cuenta en línea a la que pertenece.",
            "Si esa cuenta en línea es suya, revise el correo electrónico de ella: los mensajes traen un enlace que lo detiene.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["Si cree que algo está mal, llámenos."],
    },
    reset_waits_again: LetterWords {
        subject: |coop| {
            format!("Recordatorio: pidieron quitar el segundo paso de su cuenta con {coop}")
        },
        preheader: "Pasó la mitad de la espera. Si no fue usted, deténgalo ahora.",
        heading: |_| "Pasó la mitad de la espera".to_owned(),
        opening: &[
            "Este es un recordatorio. Alguien que conoce su contraseña nos pidió quitar el segundo paso de su cuenta en línea, y la espera sigue.",
            "Si fue usted, espere nuestro último mensaje: trae el enlace que necesita.",
        ],
        list: &[],
        button: "",
        second: "Detenerlo y conservar el segundo paso",
        closing: &[
            "Si no fue usted, use ahora el enlace de arriba. Después elija una contraseña nueva: alguien conoce la suya.",
        ],
    },
    reset_heard_again: LetterWords {
        subject: |coop| format!("Recordatorio sobre una cuenta en línea con {coop}"),
        preheader: "La espera para quitar su segundo paso sigue.",
        heading: |_| "Pasó la mitad de la espera".to_owned(),
        opening: &[
            "Este es un recordatorio. Tenemos su correo electrónico en una de nuestras cuentas de facturación. Alguien nos pidió quitar el segundo paso al iniciar sesión de la cuenta en línea a la que pertenece, y la espera sigue.",
            "Si esa cuenta en línea es suya, revise el correo electrónico de ella: los mensajes traen un enlace que lo detiene.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["Si cree que algo está mal, llámenos."],
    },
    reset_open: LetterWords {
        subject: |coop| format!("Ya puede quitar el segundo paso de su cuenta con {coop}"),
        preheader: "El enlace sirve 24 horas. También necesita su contraseña.",
        heading: |_| "Ya se puede quitar el segundo paso".to_owned(),
        opening: &[
            "La espera terminó. Abra el enlace antes de 24 horas y escriba su contraseña. Después su contraseña basta para iniciar sesión.",
        ],
        list: &[],
        button: "Quitar el segundo paso",
        second: "",
        closing: &[
            "Si no fue usted quien lo pidió, abra también el enlace: ahí se puede detener todo. Después elija una contraseña nueva, porque alguien conoce la suya.",
        ],
    },
    reset_late: LetterWords {
        subject: |coop| format!("El segundo paso de su cuenta con {coop} se queda"),
        preheader: "El enlace venció antes de que pudiéramos enviar este mensaje.",
        heading: |_| "El segundo paso se queda".to_owned(),
        opening: &[
            "El enlace que quita el segundo paso venció antes de que pudiéramos enviar este mensaje. Inicie sesión con su contraseña y pídalo otra vez.",
        ],
        list: &[],
        button: "Iniciar sesión",
        second: "",
        closing: &["Si usted no lo pidió, llámenos."],
    },
    reset_stopped: LetterWords {
        subject: |coop| format!("El segundo paso de su cuenta con {coop} se queda"),
        preheader: "Se detuvo y no se quitó nada.",
        heading: |_| "Se detuvo".to_owned(),
        opening: &[
            "El segundo paso se queda en su cuenta en línea. Si fue usted quien lo detuvo, alguien más conoce su contraseña.",
        ],
        list: &[],
        button: "Elegir una contraseña nueva",
        second: "",
        closing: &[
            "Si no tiene su teléfono ni un código de recuperación, inicie sesión con su contraseña y pídalo otra vez.",
        ],
    },
    reset_done: LetterWords {
        subject: |coop| format!("Una cuenta en línea con {coop} ya no tiene segundo paso"),
        preheader: "La espera terminó. Si no fue usted, llámenos ahora.",
        heading: |_| "Ya no hay segundo paso".to_owned(),
        opening: &[
            "Se quitó el segundo paso de la cuenta en línea, después de la espera que avisamos. Se cerró la sesión en todos los dispositivos, y la contraseña basta para iniciar sesión.",
        ],
        list: &[],
        button: "Iniciar sesión",
        second: "",
        closing: &["Si no fue usted, llámenos ahora. Lo revisamos mientras está al teléfono."],
    },
    left: |left| match left {
        0 => "No queda ninguno.".to_owned(),
        1 => "Queda uno.".to_owned(),
        _ => format!("Quedan {left}."),
    },
    from: |time| format!("Se podrá quitar a partir del {time}"),
    ends: |time| {
        format!(
            "La espera termina el {time} A partir de ese momento se puede quitar el segundo paso."
        )
    },
    ended: |time| {
        format!(
            "Con eso terminó la espera para quitar el segundo paso, que iba hasta el {time}, y el segundo paso se queda. Si todavía no tiene su teléfono ni un código de recuperación, inicie sesión y elija “No puedo hacerlo” para comenzar de nuevo. En el mes después de una contraseña nueva por correo electrónico, la espera es de 14 días como mínimo."
        )
    },
};
