//! The pages that end a request, in Spanish.

use crate::words::tables::problems::{Problem, Problems};

pub(super) const WORDS: Problems = Problems {
    nothing_saved: "No se guardó nada.",
    link_spent: Problem {
        title: "Ya confirmó su correo electrónico",
        text: &[
            "Usted ya usó este enlace. Inicie sesión con su correo electrónico y su contraseña.",
        ],
        way_on: "Iniciar sesión",
    },
    link_expired: Problem {
        title: "Este enlace venció",
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
    registration_ended: Problem {
        title: "Este registro terminó",
        text: &[
            "Se escribió demasiadas veces un número de cuenta equivocado, o nuestra oficina lo terminó. No se abrió ninguna cuenta en línea.",
            "Regístrese otra vez y le enviaremos un mensaje nuevo.",
        ],
        way_on: "Registrarse otra vez",
    },
    link_again: Problem {
        title: "Abra otra vez el enlace de nuestro mensaje",
        text: &[
            "Esta página estuvo abierta mucho tiempo o se abrió sin el enlace. No se envió nada ahora.",
            "El enlace funciona durante el tiempo que dice nuestro mensaje. Ábralo y siga desde allí.",
        ],
        way_on: "Ir a la página de inicio",
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
            "Era para 30 días, la cuenta en línea ya está cerrada o falta una parte del enlace. No cambió nada. Siga otra vez el enlace de nuestro mensaje, o llámenos: ponemos la cuenta en línea en pausa mientras está al teléfono.",
        ],
        way_on: "Llámenos",
    },
    new_email_over: Problem {
        title: "Este enlace ya no funciona",
        text: &[
            "Tiene más de un día, algo más de su cuenta en línea cambió después, o le falta una parte. Su correo electrónico sigue siendo el mismo.",
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
    move_early: Problem {
        title: "Todavía es un poco pronto",
        text: &[
            "La cuenta en línea puede pasar a esta dirección tres días después de que usted la confirmó. Nuestro mensaje dice desde cuándo. Todavía no cambió nada.",
            "Use entonces otra vez el enlace de nuestro mensaje. Si es urgente, llámenos.",
        ],
        way_on: "Llamarnos",
    },
    proof_spent: Problem {
        title: "Ya confirmó esta dirección",
        text: &[
            "La cuenta en línea todavía no usa esta dirección. Nuestro siguiente mensaje a ella dice desde cuándo puede: use entonces el enlace de ese mensaje.",
            "Hasta entonces la cuenta tiene el correo electrónico que tenía.",
        ],
        way_on: "Llamarnos",
    },
    move_over: Problem {
        title: "Este enlace ya no funciona",
        text: &[
            "Es demasiado antiguo, algo más de la cuenta en línea cambió después, o le falta una parte. La cuenta tiene el correo electrónico que tenía.",
            "Llámenos y empezamos de nuevo.",
        ],
        way_on: "Llamarnos",
    },
    bills_confirmed: Problem {
        title: "Sus facturas llegan por correo electrónico",
        text: &[
            "Este enlace funciona una vez y ya se usó. Puede volver al papel en cualquier momento, sin costo.",
        ],
        way_on: "Facturas en papel",
    },
    bills_over: Problem {
        title: "Este enlace ya no funciona",
        text: &[
            "Tiene más de 14 días, usted eligió otra cosa después, lo que aceptó tiene un texto nuevo, algo más de su cuenta en línea cambió, o falta una parte del enlace. Sus facturas llegan como antes.",
            "Puede pedirlo otra vez en su perfil.",
        ],
        way_on: "Facturas en papel",
    },
    invitation_spent: Problem {
        title: "Ya aceptó la invitación",
        text: &[
            "Este enlace funciona una vez y ya se usó. Si la cuenta no está entre las de otras personas que puede ver, eso terminó: busque un mensaje nuestro más nuevo.",
        ],
        way_on: "Ir a mi cuenta",
    },
    invitation_over: Problem {
        title: "Esta invitación terminó",
        text: &[
            "Era por siete días, quien la envió la terminó o envió otra, o falta una parte del enlace.",
            "Busque primero un mensaje nuestro más nuevo. Si no lo hay, pida que le envíe otra invitación.",
        ],
        way_on: "Ir a la página de inicio",
    },
    invitation_for_other: Problem {
        title: "Esta invitación es para otro correo electrónico",
        text: &[
            "Se envió a un correo electrónico distinto del que usa en esta sesión. Cierre la sesión arriba y abra de nuevo el enlace del mensaje.",
            "O pida la invitación para el correo electrónico con el que inicia sesión.",
        ],
        way_on: "Ir a mi cuenta",
    },
    invitation_own: Problem {
        title: "Esta es su propia cuenta",
        text: &["La invitación es de usted. No hay nada que aceptar: aquí ya puede hacer todo."],
        way_on: "Ir a mi cuenta",
    },
    guest_full: Problem {
        title: "Tiene 50 cuentas de otras personas",
        text: &[
            "En una cuenta en línea no caben más. Deje una que ya no necesite y abra el enlace de nuevo.",
        ],
        way_on: "Cuentas de otras personas",
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
        text: &["Lo que llegó es más grande que nuestros formularios. Vuelva y escriba menos."],
        way_on: "Volver a cargar la página",
    },
    wrong_type: Problem {
        title: "No pudimos leer ese formulario",
        text: &[
            "No llegó como lo envía un navegador. Vuelva a cargar la página y envíelo desde allí.",
        ],
        way_on: "Volver a cargar la página",
    },
    forbidden: Problem {
        title: "Este formulario es demasiado antiguo",
        text: &[
            "Estuvo abierto mucho tiempo o no se envió desde nuestra página.",
            "Vuelva a cargar la página y llénelo allí. Las cookies deben estar activadas.",
        ],
        way_on: "Volver a cargar la página",
    },
    no_cookie: Problem {
        title: "Falta una cookie",
        text: &[
            "Su navegador no envió ninguna cookie con este formulario, así que no podemos saber si viene de nuestra página.",
            "Permita las cookies de este sitio, vuelva a cargar la página y llénela allí. Una página que estuvo abierta más de un día también hay que volver a cargarla.",
        ],
        way_on: "Volver a cargar la página",
    },
    second_link_over: Problem {
        title: "Este enlace ya no sirve",
        text: &[
            "Ya se usó, su tiempo se acabó, terminó aquello de lo que trata, o le falta una parte. No se cambió nada. Inicie sesión para ver cómo está su segundo paso.",
            "Si no tiene un código, inicie sesión de todos modos y presione “No puedo hacerlo” donde se lo pidan.",
        ],
        way_on: "Iniciar sesión",
    },
    password_set: Problem {
        title: "Su contraseña ya está elegida",
        text: &[
            "La eligió en este navegador. La contraseña temporal y el enlace de nuestro mensaje ya cumplieron su función.",
        ],
        way_on: "Continuar",
    },
    too_many: Problem {
        title: "Demasiados intentos",
        text: &[
            "Para proteger a nuestros miembros, le pedimos que espere antes de volver a intentarlo.",
        ],
        way_on: "Volver a la página",
    },
    too_many_passwords: Problem {
        title: "Demasiados intentos",
        text: &[
            "Para proteger a nuestros miembros, le pedimos que espere antes de volver a intentarlo.",
            "No tiene que esperar si elige una contraseña nueva: le enviamos un mensaje con un enlace para hacerlo.",
        ],
        way_on: "¿No puede entrar a su cuenta?",
    },
    network_full: Problem {
        title: "Demasiados intentos desde su red",
        text: &[
            "Por la conexión a internet que usted usa se escribieron muchas contraseñas equivocadas. No tiene por qué haber \
             sido usted: a menudo la comparten varios vecinos. Para proteger a nuestros miembros, le pedimos que espere antes \
             de volver a intentarlo aquí.",
            "No tiene que esperar en un navegador con el que ya inició sesión antes, ni con otra conexión, como la de su teléfono. \
             También sirve aquí un enlace que le enviamos: elija con él una contraseña nueva y después inicie sesión.",
        ],
        way_on: "Recibir un enlace por correo electrónico",
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
            "Lo que llegó se dañó en el camino. Vuelva a cargar la página e inténtelo otra vez.",
        ],
        way_on: "Volver a cargar la página",
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
    closed: Problem {
        title: "Estamos trabajando en este servicio",
        text: &[
            "Su cuenta y todo lo que guardó están a salvo. Vuelva más tarde. Si estaba a mitad de algo, puede que la última página no se haya guardado.",
        ],
        way_on: "Intentarlo otra vez",
    },
    back: |time| format!("Esperamos volver el {}.", time.trim_end_matches('.')),
};
