//! The pages before and after registration: sign in, home, terms, the office.

/// The words of these pages.
pub struct Account {
    /// Sign in.
    pub sign_in: SignIn,
    /// Home.
    pub home: Home,
    /// Terms and conditions.
    pub terms: Terms,
    /// What the office does until the portal does it.
    pub office: Office,
}

/// Sign in.
pub struct SignIn {
    /// The page's heading.
    pub title: &'static str,
    /// Labels of the two boxes, and the button.
    pub email: &'static str,
    pub password: &'static str,
    pub button: &'static str,
    /// The links.
    pub recover: &'static str,
    pub register_hint: &'static str,
    pub register: &'static str,
    /// Notices.
    pub password_set: &'static str,
    pub signed_out: &'static str,
    pub email_changed: &'static str,
    /// The temporary password was right, and its time is over.
    pub ran_out: RanOut,
}

/// The temporary password was right, and its time is over.
pub struct RanOut {
    /// The page's heading.
    pub title: &'static str,
    pub text: &'static str,
    pub button: &'static str,
}

/// Home.
pub struct Home {
    /// The page's heading.
    pub title: &'static str,
    /// Before the email address.
    pub signed_in_as: &'static str,
    /// The doors.
    pub doors: &'static str,
    pub pay: &'static str,
    pub pay_hint: &'static str,
    pub pay_closed: &'static str,
    pub usage: &'static str,
    pub usage_hint: &'static str,
    pub bills: &'static str,
    pub bills_hint: &'static str,
    pub outages: &'static str,
    pub outages_hint: &'static str,
    /// The choices.
    pub accounts: &'static str,
    /// There are none, as after the last one passed on.
    pub no_accounts: &'static str,
    pub add_account: &'static str,
    /// How the bills of an account come.
    pub by_email: &'static str,
    pub on_paper: &'static str,
    pub choose_paperless: &'static str,
    /// Mail to the address came back on that day, and paper with it.
    pub mail_returned: fn(&str) -> String,
    pub change_email: &'static str,
    pub paperless_again: &'static str,
    /// The phrase, and what it is for.
    pub phrase: &'static str,
    pub phrase_hint: &'static str,
    pub update_phrase: &'static str,
    pub choose_phrase: &'static str,
    /// What changed and when; before the phone number, what to do if it was somebody else.
    pub changes: &'static str,
    pub changes_hint: &'static str,
}

/// Terms and conditions.
pub struct Terms {
    /// The page's heading.
    pub title: &'static str,
    /// Version and date.
    pub version: fn(&str, &str) -> String,
    /// The way back.
    pub back: &'static str,
    /// Asked again at sign-in.
    pub changed: NewTerms,
}

/// Terms that have changed.
pub struct NewTerms {
    /// The page's heading.
    pub title: &'static str,
    pub opening: &'static str,
    pub button: &'static str,
    pub otherwise: &'static str,
}

/// What the office does until the portal does it.
pub struct Office {
    /// Signing in while staff look into it.
    pub frozen_title: &'static str,
    pub frozen_text: &'static [&'static str],
    /// After "this wasn't me".
    pub told_title: &'static str,
    pub told_text: &'static [&'static str],
    pub to_start: &'static str,
    /// The ways on.
    pub to_sign_in: &'static str,
}

pub(super) const ENGLISH: Account = Account {
    sign_in: SignIn {
        title: "Sign in",
        email: "Email address",
        password: "Password",
        button: "Sign in",
        recover: "Can’t access your account?",
        register_hint: "First time here? Have a recent bill at hand. It takes about five minutes.",
        register: "New user? Register",
        password_set: "Your password is set. Sign in with it now.",
        signed_out: "You are signed out.",
        email_changed: "Your email address is changed. Sign in with the new one now.",
        ran_out: RanOut {
            title: "Your temporary password has expired",
            text: "It is the right one, and it worked for a day. We can send you an email with a new one right away:",
            button: "Send a new email",
        },
    },
    home: Home {
        title: "Welcome",
        signed_in_as: "Signed in as",
        doors: "What would you like to do?",
        pay: "Pay your bill",
        pay_hint: "Once, or by itself with Auto Pay",
        pay_closed: "Closed until you choose a security phrase",
        usage: "See your electricity use",
        usage_hint: "By day, month and year",
        bills: "Look at your bills",
        bills_hint: "This one and the ones before",
        outages: "Report an outage",
        outages_hint: "And see when the lights come back",
        accounts: "Your accounts",
        no_accounts: "No billing account is yours at the moment.",
        add_account: "Add one",
        by_email: "Bills by email",
        on_paper: "Bills on paper",
        choose_paperless: "Choose how your bills arrive",
        mail_returned: |day| {
            format!(
                "Our mail to this address came back on {day}, so we send your bills on paper again."
            )
        },
        change_email: "Change my email address",
        paperless_again: "The address is right: choose paperless again",
        phrase: "Your security phrase",
        phrase_hint: "It shows that this page is really ours. Where you see another one, enter nothing and call us.",
        update_phrase: "Update my security phrase",
        choose_phrase: "Choose a security phrase",
        changes: "Last changes",
        changes_hint: "If one of these was not you, call us at",
    },
    terms: Terms {
        title: "Terms and Conditions",
        version: |version, date| format!("Version {version}, {date}"),
        back: "Back to registration",
        changed: NewTerms {
            title: "Our terms have changed",
            opening: "Before you go on, read what is in force now and accept it.",
            button: "Go on",
            otherwise: "If you do not want to accept them, sign out at the top. You can still pay by mail, by phone or at the office; call us and we will close your online account.",
        },
    },
    office: Office {
        frozen_title: "Your online account is on hold",
        frozen_text: &[
            "We were told that something is not right with it, so nobody can sign in while we look into it.",
            "Call us. We will find out together what happened, and open it again when all is well. Your electric service and your bills are not affected.",
        ],
        told_title: "Thank you for telling us",
        told_text: &[
            "Nobody can use the online account any more until we have looked into it.",
            "Call us, or wait for our call: we want to know from you what you know. There is nothing else to do.",
        ],
        to_start: "Go to the start page",
        to_sign_in: "Back to sign in",
    },
};

pub(super) const SPANISH: Account = Account {
    sign_in: SignIn {
        title: "Iniciar sesión",
        email: "Correo electrónico",
        password: "Contraseña",
        button: "Iniciar sesión",
        recover: "¿No puede entrar a su cuenta?",
        register_hint: "¿Es la primera vez? Tenga a mano una factura reciente. Toma unos cinco minutos.",
        register: "¿Usuario nuevo? Regístrese",
        password_set: "Su contraseña está lista. Inicie sesión con ella.",
        signed_out: "Su sesión está cerrada.",
        email_changed: "Su correo electrónico cambió. Inicie sesión con el nuevo.",
        ran_out: RanOut {
            title: "Su contraseña temporal caducó",
            text: "Es la correcta, y funcionó durante un día. Podemos enviarle ahora mismo un mensaje con una nueva:",
            button: "Enviar un mensaje nuevo",
        },
    },
    home: Home {
        title: "Le damos la bienvenida",
        signed_in_as: "Sesión iniciada como",
        doors: "¿Qué quiere hacer?",
        pay: "Pagar su factura",
        pay_hint: "Una vez, o de forma automática con Auto Pay",
        pay_closed: "Cerrado hasta que elija una frase de seguridad",
        usage: "Ver su consumo de electricidad",
        usage_hint: "Por día, mes y año",
        bills: "Ver sus facturas",
        bills_hint: "La actual y las anteriores",
        outages: "Avisar de un apagón",
        outages_hint: "Y ver cuándo vuelve la luz",
        accounts: "Sus cuentas",
        no_accounts: "En este momento ninguna cuenta de facturación es suya.",
        add_account: "Agregar una",
        by_email: "Facturas por correo electrónico",
        on_paper: "Facturas en papel",
        choose_paperless: "Elegir cómo recibe sus facturas",
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
            otherwise: "Si no quiere aceptarlos, cierre la sesión arriba. Puede seguir pagando por correo, por teléfono o en la oficina; llámenos y cerramos su cuenta en línea.",
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
