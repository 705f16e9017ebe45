//! The way back in.

/// The words of its pages.
pub struct Recover {
    /// Which address?
    pub title: &'static str,
    pub opening: &'static [&'static str],
    pub email: &'static str,
    pub button: &'static str,
    pub other_address: &'static str,
    /// A letter is on its way, whatever it says.
    pub sent: Sent,
    /// A new password.
    pub password: NewPassword,
}

/// A letter is on its way, whatever it says.
pub struct Sent {
    /// The page's heading.
    pub title: &'static str,
    pub to: &'static str,
    pub what: &'static str,
    /// How long its link works, in minutes.
    pub expiry: fn(u32) -> String,
    pub no_letter: &'static str,
    pub no_letter_hint: &'static str,
    pub ask_again: &'static str,
    pub to_sign_in: &'static str,
}

/// A new password.
pub struct NewPassword {
    /// The page's heading.
    pub title: &'static str,
    pub opening: &'static str,
    pub button: &'static str,
}

pub(super) const ENGLISH: Recover = Recover {
    title: "Can’t access your account?",
    opening: &[
        "Enter your email address and we will send you a way back in: to a new password, or to whatever is next if you did not finish registering.",
    ],
    email: "Email address",
    button: "Send the email",
    other_address: "No longer using that address? Call us and we will help you get back in. Have your account number at hand.",
    sent: Sent {
        title: "Check your email",
        to: "We sent an email to",
        what: "It says what to do next.",
        expiry: |minutes| {
            format!("If it has a link to a new password, the link works for {minutes} minutes.")
        },
        no_letter: "No email?",
        no_letter_hint: "It can take a few minutes. Look in the spam folder too, and check the address above. If there is nothing in ten minutes, ask again or call us.",
        ask_again: "Ask again or use another address",
        to_sign_in: "Back to sign in",
    },
    password: NewPassword {
        title: "Choose a new password",
        opening: "When you save it, you are signed out on every device. Then sign in with the new password.",
        button: "Save the new password",
    },
};

pub(super) const SPANISH: Recover = Recover {
    title: "¿No puede entrar a su cuenta?",
    opening: &[
        "Escriba su correo electrónico y le enviaremos un mensaje para volver a entrar: con una contraseña nueva, o con lo que sigue si no terminó de registrarse.",
    ],
    email: "Correo electrónico",
    button: "Enviar el mensaje",
    other_address: "¿Ya no usa esa dirección? Llámenos y le ayudamos a volver a entrar. Tenga a mano su número de cuenta.",
    sent: Sent {
        title: "Revise su correo electrónico",
        to: "Enviamos un mensaje a",
        what: "Ahí le decimos cuál es el siguiente paso.",
        expiry: |minutes| {
            format!(
                "Si trae un enlace para una contraseña nueva, el enlace funciona durante {minutes} minutos."
            )
        },
        no_letter: "¿No llegó nada?",
        no_letter_hint: "Puede tardar unos minutos. Busque también en la carpeta de correo no deseado y revise la dirección de arriba. Si no llega en diez minutos, pídalo otra vez o llámenos.",
        ask_again: "Pedirlo otra vez o usar otra dirección",
        to_sign_in: "Volver a iniciar sesión",
    },
    password: NewPassword {
        title: "Elija una contraseña nueva",
        opening: "Al guardarla se cierra la sesión en todos sus dispositivos. Después inicie sesión con la contraseña nueva.",
        button: "Guardar la contraseña nueva",
    },
};
