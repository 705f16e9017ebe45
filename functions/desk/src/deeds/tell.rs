//! What to tell the caller once an act is done, in English and in Spanish.

use staff::Deed;
use staff::acts::{Bars, Done, Reach, ReachedLogin, Told};
use web::portal::Portal;

/// What to tell the caller, in English and in Spanish.
pub(crate) fn tell(portal: &Portal, deed: Deed, done: &Done, reach: &Reach) -> [String; 2] {
    if let (Deed::ResetFactor, Told::Hours(hours)) = (deed, &done.told) {
        return [
            format!(
                "The wait has begun. In {hours} hours you get an email with a link: with it and your password you take the second step off. \
                 If it was not you, each of our emails has a link that stops it."
            ),
            format!(
                "La espera ya empezó. En {hours} horas le llega un mensaje con un enlace: con él y su contraseña quita el segundo paso. \
                 Si no fue usted, cada uno de nuestros mensajes tiene un enlace que lo detiene."
            ),
        ];
    }
    if let Some(barred) = reach.bars.and_then(|bars| barred(deed, bars)) {
        return barred.map(str::to_owned);
    }
    if let (Deed::Unfreeze, Some(login)) = (deed, &reach.login) {
        return opened(login, portal.hold().hours > 0 && login.has_accounts);
    }
    words(deed).map(str::to_owned)
}

/// That a login is open again, and that bills may show later only, where they may.
fn opened(ReachedLogin { email, .. }: &ReachedLogin, may_wait: bool) -> [String; 2] {
    let wait = [
        " Bills and electricity use may show only after a wait: its home page says from when on.",
        " Puede que las facturas y el consumo se muestren solo después de una espera: la página principal dice a partir de cuándo.",
    ];
    let [english, spanish] = if may_wait { wait } else { [""; 2] };
    [
        format!("The login under {email} can sign in again.{english}"),
        format!("Ya se puede iniciar sesión de nuevo con {email}.{spanish}"),
    ]
}

/// What to tell a caller who cannot go on although it was done.
fn barred(deed: Deed, bars: Bars) -> Option<[&'static str; 2]> {
    Some(match (deed, bars) {
        (Deed::Release, Bars::AccountClosed) => [
            "The account is in nobody’s login now. It is closed, so it cannot be registered. Do you have a newer bill, with another number?",
            "La cuenta ya no está en ningún acceso. Está cerrada, así que no se puede registrar. ¿Tiene una factura más reciente, con otro número?",
        ],
        (Deed::Release, Bars::LeftExtract) => [
            "The account is in nobody’s login now. It is missing in what our billing office sent to the website, so it cannot be registered yet. We will mend that.",
            "La cuenta ya no está en ningún acceso. Falta en los datos que la oficina de facturación envió al sitio, así que todavía no se puede registrar. Lo vamos a corregir.",
        ],
        (Deed::Unlock, Bars::AccountClosed) => [
            "That account is closed, so it cannot be registered. Do you have a newer bill, with another number?",
            "Esa cuenta está cerrada, así que no se puede registrar. ¿Tiene una factura más reciente, con otro número?",
        ],
        (Deed::Unlock, Bars::LeftExtract) => [
            "Your account is missing in what our billing office sent to the website, so it cannot be registered yet. We will mend that; please try again tomorrow.",
            "Su cuenta falta en los datos que la oficina de facturación envió al sitio, así que todavía no se puede registrar. Lo vamos a corregir; inténtelo de nuevo mañana, por favor.",
        ],
        (Deed::Resend, Bars::LetterWaits) => [
            "An email to you is on its way, and may take up to a day: only so many go to one mailbox at a time. Look in your spam folder meanwhile.",
            "Un mensaje para usted está en camino y puede tardar hasta un día: solo enviamos unos cuantos a la vez a un mismo buzón. Mientras tanto, busque en el correo no deseado.",
        ],
        (Deed::Resend, Bars::Unwritten) => [
            "Our email to that address comes back, so this one does not reach you either. Is the address right? If not, please register with another one.",
            "Nuestros mensajes a esa dirección son devueltos, así que este tampoco le va a llegar. ¿La dirección es correcta? Si no, regístrese con otra, por favor.",
        ],
        (Deed::Cancel, Bars::Unwritten) => [
            "That registration is ended. Our email to that address comes back, so please register with another one.",
            "Ese registro se terminó. Nuestros mensajes a esa dirección son devueltos, así que regístrese con otra, por favor.",
        ],
        (Deed::Unlock | Deed::Release, Bars::LetterWaits | Bars::Unwritten)
        | (Deed::Resend, Bars::AccountClosed | Bars::LeftExtract)
        | (Deed::Cancel, Bars::AccountClosed | Bars::LeftExtract | Bars::LetterWaits)
        | (
            Deed::Freeze | Deed::Unfreeze | Deed::ChangeEmail | Deed::KeepEmail | Deed::ResetFactor,
            _,
        ) => return None,
    })
}

fn words(deed: Deed) -> [&'static str; 2] {
    match deed {
        Deed::Unlock => [
            "You can try again now. Please have your bill at hand.",
            "Ya puede intentarlo de nuevo. Tenga su factura a mano, por favor.",
        ],
        Deed::Resend => [
            "I sent the email again, with the same link. Look in your spam folder too.",
            "Le envié el mensaje de nuevo, con el mismo enlace. Búsquelo también en el correo no deseado.",
        ],
        Deed::Cancel => [
            "That registration is ended, and its link opens nothing. You can register again now.",
            "Ese registro se terminó y su enlace ya no abre nada. Ya puede registrarse de nuevo.",
        ],
        Deed::Freeze => [
            "Nobody can sign in to it now, and an email says so. We look into it and call you back.",
            "Ahora nadie puede iniciar sesión ahí, y un mensaje lo dice. Lo revisamos y le llamamos.",
        ],
        Deed::Unfreeze => ["You can sign in again.", "Ya puede iniciar sesión de nuevo."],
        Deed::Release => [
            "The account is in nobody’s login now. Whoever is on the bill can register it.",
            "La cuenta ya no está en ningún acceso. Quien figura en la factura puede registrarla.",
        ],
        Deed::ChangeEmail => [
            "Open the link in the email that we sent to the new address, and type the code that I read to you now. Three days later a second email lets you use it.",
            "Abra el enlace del mensaje que enviamos a la dirección nueva y escriba el código que le leo ahora. Tres días después, otro mensaje le permite usarla.",
        ],
        Deed::KeepEmail => [
            "The email stays as it was, and every browser is signed out. Please sign in again.",
            "El correo electrónico se queda como estaba, y se cerró la sesión en todos los navegadores. Inicie sesión de nuevo, por favor.",
        ],
        Deed::ResetFactor => [
            "The wait has begun. Our emails say how long it is, and each has a link that stops it.",
            "La espera ya empezó. Nuestros mensajes dicen cuánto dura, y cada uno tiene un enlace que la detiene.",
        ],
    }
}

#[cfg(test)]
mod tests {
    use domain::Act;
    use web::samples::{changed_settings, shipped};

    use super::*;

    fn done() -> Done {
        let says = "is so".to_owned().into();
        Done {
            shown: String::new(),
            act: Act::Unlocked,
            says,
            entry: String::new(),
            told: Told::Nothing,
        }
    }

    const BARS: [Bars; 4] =
        [Bars::AccountClosed, Bars::LeftExtract, Bars::LetterWaits, Bars::Unwritten];

    #[test]
    fn every_act_has_words_for_the_caller_in_both_languages() {
        for deed in Deed::ALL {
            let all = BARS.into_iter().filter_map(|bars| barred(deed, bars)).chain([words(deed)]);
            for [english, spanish] in all {
                for says in [english, spanish] {
                    assert!(says.ends_with(['.', '?']), "{deed:?}: {says}");
                }
                assert_ne!(english, spanish);
                for word in ["email", "clave", "vínculo", "entrada"] {
                    assert!(!spanish.contains(word), "{word}: {spanish}");
                }
            }
        }
    }

    #[test]
    fn nobody_is_told_to_go_on_with_what_is_barred() {
        let says = |deed, bars| {
            tell(shipped(), deed, &done(), &Reach { bars: Some(bars), ..Reach::default() })
        };
        for bars in [Bars::AccountClosed, Bars::LeftExtract] {
            let [english, spanish] = says(Deed::Release, bars);
            assert!(!english.contains("can register it"), "{english}");
            assert!(!spanish.contains("puede registrarla"), "{spanish}");
            assert!(!says(Deed::Unlock, bars)[0].contains("You can try again now"));
        }
        for bars in [Bars::LetterWaits, Bars::Unwritten] {
            assert!(!says(Deed::Resend, bars)[0].contains("I sent the email again"));
        }
    }

    #[test]
    fn a_login_that_is_opened_speaks_of_a_wait_only_where_there_can_be_one() {
        let (_, without) = changed_settings(&[
            ("hold_hours = 72", "hold_hours = 0"),
            ("pay = \"/pay\"", "pay = \"https://pay.example\""),
            ("use = \"/usage\"", "use = \"https://use.example\""),
            ("bills = \"/bills\"", "bills = \"https://bills.example\""),
            ("\noutages = \"", "\noutages = \"https://outages.example\" # \""),
        ]);
        for (portal, has_accounts, waits) in
            [(shipped(), true, true), (shipped(), false, false), (without, true, false)]
        {
            let email = "m•••@example.com".to_owned();
            let login = Some(ReachedLogin { email, by_code: None, has_accounts });
            let reach = Reach { login, ..Reach::default() };

            let [english, spanish] = tell(portal, Deed::Unfreeze, &done(), &reach);
            let before = super::super::leads_to(Deed::Unfreeze, portal, &reach);

            assert!(english.contains("can sign in again."), "{english}");
            assert_eq!(english.contains("after a wait"), waits, "{english}");
            assert_eq!(spanish.contains("una espera"), waits, "{spanish}");
            assert_eq!(before.contains("show nothing for 72 hours"), waits, "{before}");
            assert!(!before.contains(" 0 hours"), "{before}");
            assert_eq!(before.contains("contacts on file"), has_accounts, "{before}");
        }
    }
}
