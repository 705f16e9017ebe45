//! Others on an account, in Spanish.

use crate::words::tables::people::{Accept, End, List, Others, People};

pub(super) const WORDS: People = People {
    of: "Esta es la cuenta de facturación de",
    list: List {
        title: "Otras personas en su cuenta",
        opening: "Permita que alguien pague por usted o le ayude con su cuenta. Puede quitarle el permiso en cualquier momento.",
        invited: "La invitación está en camino. Su enlace funciona siete días.",
        ended: "Se terminó.",
        guests: "Quién más puede ver esta cuenta",
        nobody: "Solo usted.",
        pays: "Facturas y pagos",
        views: "Facturas, pagos y consumo eléctrico",
        until: |time| {
            format!("Con invitación. El enlace funciona hasta el {}.", time.trim_end_matches('.'))
        },
        ran_out: "La invitación venció.",
        end: "Quitar",
        invite: "Invitar a alguien",
        email: "Correo electrónico de esa persona",
        email_hint: "Ahí enviamos la invitación. Dice el correo electrónico de usted y nada de su cuenta.",
        question: "¿Qué podrá hacer?",
        pay: "Pagar",
        pay_hint: "Ver lo que está por pagar y las facturas, y pagar.",
        view: "Pagar y ver",
        view_hint: "Lo mismo, y además ver su consumo eléctrico.",
        language: "¿En qué idioma le escribimos?",
        never: "Nunca verá su frase de seguridad y no podrá cambiar nada: ni su correo electrónico, ni cómo recibe las facturas, ni quién puede ver la cuenta.",
        send: "Enviar la invitación",
        email_missing: "Escriba el correo electrónico de la persona que invita",
        role_missing: "Elija qué podrá hacer",
        is_guest: "Esta persona ya está en la cuenta. Para cambiar lo que puede hacer, quítela arriba e invítela de nuevo",
        full: |most| {
            format!("En una cuenta caben {most} personas. Primero quite a una de ellas arriba")
        },
    },
    end: End {
        title: "¿Quitar a esta persona?",
        pays: "Ya no podrá ver lo que está por pagar en esta cuenta de facturación ni sus facturas, y tampoco pagar. Termina enseguida y avisamos a ambos por correo electrónico. La cuenta en línea de esa persona se queda.",
        views: "Ya no podrá ver lo que está por pagar en esta cuenta de facturación, ni sus facturas, ni el consumo eléctrico de usted, y tampoco pagar. Termina enseguida y avisamos a ambos por correo electrónico. La cuenta en línea de esa persona se queda.",
        invited: "La invitación sale de su lista y su enlace ya no abre nada.",
        leave_title: "¿Dejar esta cuenta?",
        leave: "Ya no podrá ver nada de esta cuenta de facturación ni pagarla. Termina enseguida y avisamos por correo electrónico a su titular. Para volver necesita otra invitación. Su propia cuenta en línea se queda.",
    },
    others: Others {
        title: "Cuentas de otras personas",
        joined: "Ya puede ver esta cuenta. La encuentra en “Cuentas de otras personas”.",
        joined_later: "Ya aceptó. Todavía no puede ver la cuenta: cuando pueda, la encontrará aquí en “Cuentas de otras personas”.",
        pay_after_phrase: "Elija una frase de seguridad y después pague",
        of: "Cuenta de",
        shut: "Por el momento no la puede ver: antes tiene que terminar la espera de la cuenta, o volver a estar en orden la cuenta en línea de su titular.",
        leave: "Dejar esta cuenta",
        pay: "Pagar",
        bills: "Facturas",
        usage: "Consumo",
        more: "Las demás",
    },
    accept: Accept {
        title: "Recibió una invitación",
        from: "La invitación es de",
        pays: "Podrá ver lo que está por pagar en la cuenta de facturación de esa persona y sus facturas, y pagar.",
        views: "Podrá ver lo que está por pagar en la cuenta de facturación de esa persona, sus facturas y el consumo eléctrico, y pagar.",
        limits: "La cuenta sigue siendo de esa persona, y es ella quien reporta los apagones. Cualquiera de los dos puede terminarlo en cualquier momento, y avisamos a ambos por correo electrónico.",
        choose: "Elija una contraseña. Con ella y este correo electrónico inicia sesión.",
        email: "Correo electrónico",
        button: "Aceptar",
        otherwise: "Si no sabe quién es, no haga nada. La invitación termina sola.",
    },
};
