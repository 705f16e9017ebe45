//! The letters in Spanish.

use super::{Letter, Letters};

pub(in crate::words) const SPANISH: Letters = Letters {
    confirm: Letter {
        subject: |coop| format!("Confirme su correo electrónico para {coop}"),
        preheader: "Verifique su cuenta y elija una contraseña en el plazo de un día.",
        heading: |coop| format!("¡Le damos la bienvenida a {coop}!"),
        opening: &[
            "Recibimos su registro. Use el botón para verificar su cuenta y elegir su contraseña.",
        ],
        list: &[],
        button: "Verificar la cuenta",
        second: "",
        closing: &[
            "Si usted no lo pidió, no haga nada: sin este mensaje no se abre ninguna cuenta.",
        ],
    },
    already_member: Letter {
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
    account_has_login: Letter {
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
    could_not_match: Letter {
        subject: |coop| format!("Su registro con {coop}: revise lo que escribió"),
        preheader: "No encontramos una cuenta de facturación que coincida. Esto es lo que puede revisar.",
        heading: |_| "Lo que escribió no coincide".to_owned(),
        opening: &[
            "Usted pidió registrarse, pero lo que escribió no coincide con ninguna de nuestras cuentas de facturación. Tome una factura reciente y revise:",
        ],
        list: &[
            "el número de cuenta completo, tal como está en la factura",
            "el apellido, o el nombre del negocio, tal como está en la factura",
            "las respuestas a las preguntas de seguridad: el código postal es el de la dirección a la que llegan sus facturas, que puede no ser donde vive",
        ],
        button: "Registrarse otra vez",
        second: "",
        closing: &[
            "Si todo parece correcto, o si no tiene una factura, llámenos. Lo buscamos con usted.",
            "Si usted no pidió registrarse, no haga nada: no cambió nada.",
        ],
    },
    too_many_tries: Letter {
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
    ask_again: Letter {
        subject: |coop| format!("Regístrese otra vez con {coop}"),
        preheader: "El enlace que íbamos a enviarle caducó. Pida uno nuevo.",
        heading: |_| "Su enlace caducó".to_owned(),
        opening: &[
            "Usted pidió registrarse, y nuestro mensaje se demoró tanto que su enlace ya no funciona. Fue culpa nuestra. Regístrese otra vez y recibirá uno nuevo.",
        ],
        list: &[],
        button: "Registrarse otra vez",
        second: "",
        closing: &["Si usted no pidió registrarse, no haga nada: no cambió nada."],
    },
    welcome: Letter {
        subject: |coop| format!("Su cuenta en línea con {coop} está lista"),
        preheader: "Pague su factura, vea su consumo de electricidad, avise de un apagón.",
        heading: |_| "Su cuenta está lista".to_owned(),
        opening: &[
            "Ahora puede pagar su factura, ver su consumo de electricidad y sus facturas anteriores, avisar de apagones y más. Inicie sesión con este correo electrónico y la contraseña que eligió.",
        ],
        list: &[],
        button: "Iniciar sesión",
        second: "",
        closing: &[
            "Si no fue usted quien abrió esta cuenta, llámenos ahora. La cerramos mientras está al teléfono.",
        ],
    },
    account_bound: Letter {
        subject: |coop| format!("Se abrió una cuenta en línea con {coop}"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, avísenos.",
        heading: |_| "Se abrió una cuenta en línea".to_owned(),
        opening: &[
            "Se abrió una cuenta en línea para una cuenta de facturación que tiene registrado este correo electrónico.",
            "Si fue usted, o alguien que comparte la cuenta con usted, no tiene que hacer nada.",
            "Si no, avísenos con este botón en los próximos 30 días. Entonces nadie puede usar la cuenta en línea hasta que hayamos hablado con usted.",
        ],
        list: &[],
        button: "No fui yo",
        second: "",
        closing: &["También puede llamarnos: la cerramos mientras está al teléfono."],
    },
    account_unbound: Letter {
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
    sessions_ended: Letter {
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
            "Si no fue usted, alguien conoce su contraseña. Elija otra con el enlace de arriba y llámenos.",
        ],
    },
    account_added: Letter {
        subject: |coop| {
            format!("Se agregó una cuenta de facturación a su cuenta en línea con {coop}")
        },
        preheader: "Si fue usted, no tiene que hacer nada. Si no, llámenos.",
        heading: |_| "Se agregó una cuenta de facturación".to_owned(),
        opening: &[
            "Se agregó una cuenta de facturación a su cuenta en línea. La verá la próxima vez que inicie sesión.",
        ],
        list: &[],
        button: "",
        second: "¿No puede entrar a su cuenta?",
        closing: &[
            "Si no fue usted, llámenos ahora y elija otra contraseña con el enlace de arriba: puede que alguien conozca la suya.",
        ],
    },
    login_closed: Letter {
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
    login_frozen: Letter {
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
    login_opened: Letter {
        subject: |coop| format!("Su cuenta en línea con {coop} está abierta otra vez"),
        preheader: "Puede iniciar sesión otra vez.",
        heading: |_| "Su cuenta en línea está abierta otra vez".to_owned(),
        opening: &[
            "Lo revisamos, y usted puede iniciar sesión otra vez con su correo electrónico y su contraseña.",
        ],
        list: &[],
        button: "Iniciar sesión",
        second: "",
        closing: &["Si no habló con nosotros sobre esto, llámenos ahora."],
    },
    password_changed: Letter {
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
            "Si no fue usted, ponga una contraseña nueva con el enlace de arriba y luego llámenos. Quien sepa la nueva puede ver su cuenta.",
        ],
    },
    phrase_changed: Letter {
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
            "Si no fue usted, puede que alguien sepa su contraseña. Ponga una nueva con el enlace de arriba y luego llámenos.",
        ],
    },
    bills_by_email: Letter {
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
    bills_on_paper: Letter {
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
    recover: Letter {
        subject: |coop| format!("Elija una contraseña nueva para {coop}"),
        preheader: "El enlace funciona media hora y una sola vez.",
        heading: |_| "Elija una contraseña nueva".to_owned(),
        opening: &[
            "Alguien, probablemente usted, pidió volver a entrar en su cuenta en línea. Use el botón para elegir una contraseña nueva. Después se cierra la sesión en todos sus dispositivos y usted puede iniciarla con ella.",
        ],
        list: &[],
        button: "Elegir una contraseña nueva",
        second: "",
        closing: &[
            "Si no fue usted, no haga nada: su contraseña sigue igual. Si pasa a menudo, llámenos.",
        ],
    },
    recover_again: Letter {
        subject: |coop| format!("Pida otra vez una contraseña nueva en {coop}"),
        preheader: "El enlace que íbamos a enviarle caducó. Pida uno nuevo.",
        heading: |_| "Su enlace caducó".to_owned(),
        opening: &[
            "Usted pidió una contraseña nueva y nuestro mensaje se retrasó tanto que su enlace ya no funciona. Fue culpa nuestra. Pídalo otra vez y le enviaremos uno nuevo.",
        ],
        list: &[],
        button: "Pedirlo otra vez",
        second: "",
        closing: &["Si no fue usted, no haga nada: su contraseña sigue igual."],
    },
    still_frozen: Letter {
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
    no_login: Letter {
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
    new_browser: Letter {
        subject: |coop| format!("Nueva entrada en su cuenta en línea con {coop}"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, actúe ahora.",
        heading: |_| "Una nueva entrada".to_owned(),
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
    new_email: Letter {
        subject: |coop| format!("Confirme su correo electrónico nuevo con {coop}"),
        preheader: "Presione el botón en un día para usar esta dirección.",
        heading: |_| "¿Es este su correo electrónico nuevo?".to_owned(),
        opening: &[
            "Alguien, probablemente usted, pidió usar esta dirección para una cuenta en línea con nosotros. Presione el botón y confirme en la página que se abre.",
        ],
        list: &[],
        button: "Usar esta dirección",
        second: "",
        closing: &["Si no fue usted, no haga nada: sin este mensaje no cambia nada."],
    },
    new_email_late: Letter {
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
    email_in_use: Letter {
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
    email_changed: Letter {
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
    email_replaced: Letter {
        subject: |coop| format!("Su correo electrónico con {coop} se cambió"),
        preheader: "Si fue usted, no tiene que hacer nada. Si no, avísenos.",
        heading: |_| "Su correo electrónico se cambió".to_owned(),
        opening: &[
            "Su cuenta en línea tiene ahora otro correo electrónico. Ya no inicia sesión con este, y nuestros mensajes ya no llegan aquí.",
            "Si fue usted, no tiene que hacer nada. Si no, avísenos con este botón en los próximos 30 días. Entonces nadie puede usar la cuenta en línea hasta que hayamos hablado con usted.",
        ],
        list: &[],
        button: "No fui yo",
        second: "",
        closing: &["También puede llamarnos: lo detenemos mientras está al teléfono."],
    },
    temporary_password: "Su contraseña temporal",
    temporary_password_hint: "La página la escribe por usted. Escríbala solo donde le pida su contraseña actual.",
    until: |time| {
        format!(
            "El enlace y la contraseña temporal funcionan hasta el {}.",
            time.trim_end_matches('.')
        )
    },
    link_until: |time| format!("El enlace funciona hasta el {}.", time.trim_end_matches('.')),
    signed_in: |browser, time| format!("{browser}, {}.", time.trim_end_matches('.')),
    happened: |time| format!("Ocurrió el {}.", time.trim_end_matches('.')),
    ending: |digits| format!("Es la cuenta de facturación que termina en {digits}."),
    raw_link: "Si el botón no funciona, copie esta dirección en su navegador:",
    office: "¿Preguntas? Llámenos o responda a este mensaje.",
    automatic: "Este mensaje se envió por algo que se hizo en nuestro portal para miembros. Nunca le pedimos su contraseña por correo electrónico ni por teléfono.",
};
