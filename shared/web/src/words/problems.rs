//! The pages that end a way: what happened, and what to do now.

/// One problem: its heading, what to do, and the link that leads on.
pub struct Problem {
    /// The page's heading.
    pub title: &'static str,
    /// What happened and what to do, a paragraph each.
    pub text: &'static [&'static str],
    /// The link's words.
    pub way_on: &'static str,
}

/// The words of every problem.
pub struct Problems {
    /// 410: the link did its work already.
    pub link_spent: Problem,
    /// 410: the link is too old.
    pub link_expired: Problem,
    /// 410: no such link.
    pub link_wrong: Problem,
    /// 410: the link to a new password did its work already.
    pub recover_spent: Problem,
    /// 410: the link to a new password opens nothing any more.
    pub recover_over: Problem,
    /// 410: "this wasn't me" was said already.
    pub not_me_spent: Problem,
    /// 410: the link to say so opens nothing any more.
    pub not_me_over: Problem,
    /// 410: the link to confirm a new email is too old, or not a whole one.
    pub new_email_over: Problem,
    /// The new email got an account since the letter was sent.
    pub new_email_taken: Problem,
    /// The email address got an account since the letter was sent.
    pub email_taken: Problem,
    /// The billing account cannot be bound any more.
    pub account_closed: Problem,
    /// 404.
    pub not_found: Problem,
    /// 405.
    pub method_not_allowed: Problem,
    /// 413.
    pub too_large: Problem,
    /// 415.
    pub wrong_type: Problem,
    /// 403: the form is not ours, or too old.
    pub forbidden: Problem,
    /// 429.
    pub too_many: Problem,
    /// How long to wait, in minutes.
    pub wait: fn(u32) -> String,
    /// 400.
    pub unreadable: Problem,
    /// 500.
    pub failure: Problem,
    /// 503.
    pub unavailable: Problem,
}

pub(super) const ENGLISH: Problems = Problems {
    link_spent: Problem {
        title: "You have already confirmed your email",
        text: &[
            "You have used this link already. Sign in with your email address and your password.",
        ],
        way_on: "Sign in",
    },
    link_expired: Problem {
        title: "This link has expired",
        text: &["No online account was opened. Register again and we will send you a new email."],
        way_on: "Register again",
    },
    link_wrong: Problem {
        title: "This link does not work",
        text: &[
            "A part of it may be missing. Open the email and press its button, or copy the whole address from it.",
            "If that does not help, register again and we will send you a new email.",
        ],
        way_on: "Register again",
    },
    recover_spent: Problem {
        title: "You have already chosen a new password",
        text: &[
            "This link works once, and it was used. Sign in with your email address and the new password.",
            "If it was not you, ask for a new link at “Can’t access your account?” and call us.",
        ],
        way_on: "Sign in",
    },
    recover_over: Problem {
        title: "This link no longer works",
        text: &[
            "It was for half an hour, a newer change has ended it, or a part of it is missing. Your password is as it was. Ask again and we will send you a new email.",
        ],
        way_on: "Ask again",
    },
    not_me_spent: Problem {
        title: "You have already told us",
        text: &[
            "This link works once, and it was used. We are looking into the online account. If there is more that we should know, call us.",
        ],
        way_on: "Call us",
    },
    not_me_over: Problem {
        title: "This link no longer works",
        text: &[
            "It was for 30 days, the online account is closed already, or a part of the link is missing. Nothing was changed. Open the email again and press its button, or call us: we will close the online account while you are on the phone.",
        ],
        way_on: "Call us",
    },
    new_email_over: Problem {
        title: "This link no longer works",
        text: &[
            "It is more than a day old, something else about your online account has changed since, or a part of it is missing. Your email address is as it was.",
            "Ask again, and we will send you a new email.",
        ],
        way_on: "Change my email address",
    },
    new_email_taken: Problem {
        title: "This email address already has an account",
        text: &[
            "It got an online account of its own since you asked. Nothing has changed: you sign in with the address you had.",
            "You can ask again with another address.",
        ],
        way_on: "Change my email address",
    },
    email_taken: Problem {
        title: "This email address already has an account",
        text: &["Sign in with it. You can then add this billing account there."],
        way_on: "Sign in",
    },
    account_closed: Problem {
        title: "We cannot open this account online",
        text: &[
            "Something about the billing account changed since you registered. Call us: we can see why and help you.",
        ],
        way_on: "Back to sign in",
    },
    not_found: Problem {
        title: "Page not found",
        text: &[
            "If you typed the address, look at it again. If you followed a link, the page may have moved.",
        ],
        way_on: "Go to the start page",
    },
    method_not_allowed: Problem {
        title: "This page cannot be used that way",
        text: &["Go to the start page and try from there."],
        way_on: "Go to the start page",
    },
    too_large: Problem {
        title: "That was too much to read",
        text: &[
            "What arrived is larger than our forms are. Nothing was saved. Go back and enter less.",
        ],
        way_on: "Go to the start page",
    },
    wrong_type: Problem {
        title: "We could not read that form",
        text: &[
            "It did not arrive the way a browser sends a form. Nothing was saved. Load the page again and submit it from there.",
        ],
        way_on: "Go to the start page",
    },
    forbidden: Problem {
        title: "This form is too old",
        text: &[
            "It was open for a long time, or it was not sent from our page. Nothing was saved.",
            "Load the page again and fill it in there. Cookies must be on.",
        ],
        way_on: "Load the page again",
    },
    too_many: Problem {
        title: "Too many tries",
        text: &[
            "To protect our members, we ask you to wait before you try again. Nothing was saved.",
        ],
        way_on: "Go to the start page",
    },
    wait: |minutes| match minutes {
        0 | 1 => "Try again in one minute.".to_owned(),
        2..60 => format!("Try again in {minutes} minutes."),
        60 => "Try again in one hour.".to_owned(),
        61..=1380 => format!("Try again in {} hours.", minutes.div_ceil(60)),
        _ => "Try again tomorrow.".to_owned(),
    },
    unreadable: Problem {
        title: "We could not read that",
        text: &[
            "What arrived was damaged on the way. Nothing was saved. Load the page again and try once more.",
        ],
        way_on: "Go to the start page",
    },
    failure: Problem {
        title: "There is a problem with this service",
        text: &[
            "Something went wrong on our side, not yours. Your last answers may not be saved. Try again later.",
        ],
        way_on: "Go to the start page",
    },
    unavailable: Problem {
        title: "This service is not available right now",
        text: &[
            "We are working on it. Nothing you entered before is lost; the last page may not be saved. Try again in a few minutes.",
        ],
        way_on: "Try again",
    },
};

pub(super) const SPANISH: Problems = Problems {
    link_spent: Problem {
        title: "Ya confirmó su correo electrónico",
        text: &[
            "Usted ya usó este enlace. Inicie sesión con su correo electrónico y su contraseña.",
        ],
        way_on: "Iniciar sesión",
    },
    link_expired: Problem {
        title: "Este enlace caducó",
        text: &[
            "No se abrió ninguna cuenta en línea. Regístrese otra vez y le enviaremos un mensaje nuevo.",
        ],
        way_on: "Registrarse otra vez",
    },
    link_wrong: Problem {
        title: "Este enlace no funciona",
        text: &[
            "Puede que le falte una parte. Abra el mensaje y use su botón, o copie de él la dirección completa.",
            "Si eso no ayuda, regístrese otra vez y le enviaremos un mensaje nuevo.",
        ],
        way_on: "Registrarse otra vez",
    },
    recover_spent: Problem {
        title: "Ya eligió una contraseña nueva",
        text: &[
            "Este enlace funciona una sola vez y ya se usó. Inicie sesión con su correo electrónico y la contraseña nueva.",
            "Si no fue usted, pida otro enlace en “¿No puede entrar a su cuenta?” y llámenos.",
        ],
        way_on: "Iniciar sesión",
    },
    recover_over: Problem {
        title: "Este enlace ya no funciona",
        text: &[
            "Era para media hora, un cambio más reciente lo anuló o le falta una parte. Su contraseña sigue igual. Pídalo otra vez y le enviaremos un mensaje nuevo.",
        ],
        way_on: "Pedirlo otra vez",
    },
    not_me_spent: Problem {
        title: "Ya nos avisó",
        text: &[
            "Este enlace funciona una sola vez y ya se usó. Estamos aclarando qué pasó con la cuenta en línea. Si hay algo más que debamos saber, llámenos.",
        ],
        way_on: "Llámenos",
    },
    not_me_over: Problem {
        title: "Este enlace ya no funciona",
        text: &[
            "Era para 30 días, la cuenta en línea ya está cerrada o falta una parte del enlace. No cambió nada. Abra otra vez el mensaje y use su botón, o llámenos: cerramos la cuenta en línea mientras está al teléfono.",
        ],
        way_on: "Llámenos",
    },
    new_email_over: Problem {
        title: "Este enlace ya no funciona",
        text: &[
            "Tiene más de un día, algo más de su cuenta en línea cambió desde entonces, o le falta una parte. Su correo electrónico sigue siendo el mismo.",
            "Pídalo otra vez y le enviamos un mensaje nuevo.",
        ],
        way_on: "Cambiar mi correo electrónico",
    },
    new_email_taken: Problem {
        title: "Este correo electrónico ya tiene una cuenta",
        text: &[
            "Obtuvo su propia cuenta en línea después de que usted lo pidió. No cambió nada: inicia sesión con la dirección que tenía.",
            "Puede pedirlo otra vez con otra dirección.",
        ],
        way_on: "Cambiar mi correo electrónico",
    },
    email_taken: Problem {
        title: "Este correo electrónico ya tiene una cuenta",
        text: &["Inicie sesión con él. Después puede agregar ahí esta cuenta de facturación."],
        way_on: "Iniciar sesión",
    },
    account_closed: Problem {
        title: "No podemos abrir esta cuenta en línea",
        text: &[
            "Algo cambió en la cuenta de facturación desde que usted se registró. Llámenos: podemos ver el motivo y ayudarle.",
        ],
        way_on: "Volver a iniciar sesión",
    },
    not_found: Problem {
        title: "No encontramos esa página",
        text: &[
            "Si escribió la dirección, revísela. Si siguió un enlace, puede que la página haya cambiado de lugar.",
        ],
        way_on: "Ir a la página de inicio",
    },
    method_not_allowed: Problem {
        title: "Esta página no se puede usar así",
        text: &["Vaya a la página de inicio e inténtelo desde allí."],
        way_on: "Ir a la página de inicio",
    },
    too_large: Problem {
        title: "Eso fue demasiado para leer",
        text: &[
            "Lo que llegó es más grande que nuestros formularios. No se guardó nada. Vuelva y escriba menos.",
        ],
        way_on: "Ir a la página de inicio",
    },
    wrong_type: Problem {
        title: "No pudimos leer ese formulario",
        text: &[
            "No llegó como lo envía un navegador. No se guardó nada. Vuelva a cargar la página y envíelo desde allí.",
        ],
        way_on: "Ir a la página de inicio",
    },
    forbidden: Problem {
        title: "Este formulario es demasiado antiguo",
        text: &[
            "Estuvo abierto mucho tiempo o no se envió desde nuestra página. No se guardó nada.",
            "Vuelva a cargar la página y llénelo allí. Las cookies deben estar activadas.",
        ],
        way_on: "Volver a cargar la página",
    },
    too_many: Problem {
        title: "Demasiados intentos",
        text: &[
            "Para proteger a nuestros miembros, le pedimos que espere antes de volver a intentarlo. No se guardó nada.",
        ],
        way_on: "Ir a la página de inicio",
    },
    wait: |minutes| match minutes {
        0 | 1 => "Vuelva a intentarlo en un minuto.".to_owned(),
        2..60 => format!("Vuelva a intentarlo en {minutes} minutos."),
        60 => "Vuelva a intentarlo en una hora.".to_owned(),
        61..=1380 => format!("Vuelva a intentarlo en {} horas.", minutes.div_ceil(60)),
        _ => "Vuelva a intentarlo mañana.".to_owned(),
    },
    unreadable: Problem {
        title: "No pudimos leer eso",
        text: &[
            "Lo que llegó se dañó en el camino. No se guardó nada. Vuelva a cargar la página e inténtelo otra vez.",
        ],
        way_on: "Ir a la página de inicio",
    },
    failure: Problem {
        title: "Hay un problema con este servicio",
        text: &[
            "Algo falló de nuestro lado, no del suyo. Puede que sus últimas respuestas no se hayan guardado. Inténtelo más tarde.",
        ],
        way_on: "Ir a la página de inicio",
    },
    unavailable: Problem {
        title: "Este servicio no está disponible ahora",
        text: &[
            "Estamos trabajando en ello. No se perdió nada de lo anterior; puede que la última página no se haya guardado. Inténtelo en unos minutos.",
        ],
        way_on: "Intentarlo otra vez",
    },
};
