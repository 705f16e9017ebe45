//! Letters about others on an account.

use crate::words::tables::letters::{LetterWords, PeopleLetters};

pub(super) const WORDS: PeopleLetters = PeopleLetters {
    invitation: LetterWords {
        subject: |coop| format!("Recibió una invitación a una cuenta con {coop}"),
        preheader: "Alguien quiere que usted pague en su nombre o le ayude con su cuenta.",
        heading: |_| "Recibió una invitación".to_owned(),
        opening: &[
            "Uno de nuestros miembros quiere que usted pague en su nombre o le ayude con su cuenta. Siga abajo para ver qué le ofrece y, si quiere, acéptelo ahí.",
        ],
        list: &[],
        button: "Ver la invitación",
        second: "",
        closing: &["Si no sabe quién es, no haga nada: no pasa nada y la invitación termina sola."],
    },
    invitation_late: LetterWords {
        subject: |coop| format!("Venció una invitación a una cuenta con {coop}"),
        preheader: "El enlace que queríamos enviarle venció. Pida otra invitación.",
        heading: |_| "Su invitación venció".to_owned(),
        opening: &[
            "Uno de nuestros miembros le envió una invitación, y nuestro mensaje se retrasó tanto que su enlace ya no funciona. Fue culpa nuestra. Pídale que le envíe otra.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["Si no sabe quién es, no haga nada: nada ha cambiado."],
    },
    guest_joined: LetterWords {
        subject: |coop| format!("Ya puede ver la cuenta de otra persona con {coop}"),
        preheader: "La encuentra al iniciar sesión, en “Cuentas de otras personas”.",
        heading: |_| "Ya está en la cuenta".to_owned(),
        opening: &[
            "Usted aceptó una invitación. Al iniciar sesión encuentra la cuenta en “Cuentas de otras personas”.",
        ],
        list: &[],
        button: "Iniciar sesión",
        second: "",
        closing: &[
            "Puede dejarla en cualquier momento en “Mi perfil”. Si no fue usted quien aceptó, llámenos.",
        ],
    },
    guest_joined_held: LetterWords {
        subject: |coop| format!("Aceptó una invitación a una cuenta con {coop}"),
        preheader: "Todavía no puede verla. Por ahora no tiene que hacer nada.",
        heading: |_| "Ya está en la cuenta".to_owned(),
        opening: &[
            "Usted aceptó una invitación. Todavía no puede ver la cuenta: primero tiene que terminar su propia espera. Cuando esté abierta, la encuentra en “Cuentas de otras personas” al iniciar sesión.",
        ],
        list: &[],
        button: "Iniciar sesión",
        second: "",
        closing: &[
            "Puede dejarla en cualquier momento en “Mi perfil”. Si no fue usted quien aceptó, llámenos.",
        ],
    },
    person_joined: LetterWords {
        subject: |coop| format!("Otra persona ya puede ver su cuenta con {coop}"),
        preheader: "Si usted envió la invitación, no tiene que hacer nada. Si no, actúe ahora.",
        heading: |_| "Su invitación fue aceptada".to_owned(),
        opening: &[
            "Alguien aceptó una invitación a su cuenta de facturación.",
            "Si usted envió la invitación, no tiene que hacer nada.",
        ],
        list: &[],
        button: "Ver quién puede ver la cuenta",
        second: "¿No puede entrar en su cuenta?",
        closing: &[
            "En “Mi perfil” puede quitarle el permiso en cualquier momento.",
            "Si usted no invitó a nadie, alguien sabe su contraseña. Elija otra arriba, en “¿No puede entrar en su cuenta?”, quítele el permiso a esa persona y después llámenos.",
        ],
    },
    guest_left: LetterWords {
        subject: |coop| format!("Ya no está en la cuenta de otra persona con {coop}"),
        preheader: "Su propia cuenta en línea sigue igual.",
        heading: |_| "Ya no está en la cuenta".to_owned(),
        opening: &[
            "Ya no puede ver una cuenta de facturación en la que estaba: quien la tiene lo terminó, o usted la dejó. Su propia cuenta en línea sigue igual.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["Si cree que es un error, pida que le envíen otra invitación."],
    },
    person_left: LetterWords {
        subject: |coop| format!("Una persona ya no está en su cuenta con {coop}"),
        preheader: "Ya no la puede ver.",
        heading: |_| "Una persona ya no está en su cuenta".to_owned(),
        opening: &[
            "Una persona que estaba en su cuenta de facturación ya no la puede ver: usted lo terminó, o ella la dejó.",
        ],
        list: &[],
        button: "",
        second: "Ver quién puede ver la cuenta",
        closing: &["Si no fue usted, puede invitarla de nuevo en cualquier momento."],
    },
};
