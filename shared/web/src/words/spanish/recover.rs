//! The way back in, in Spanish.

use crate::words::tables::recover::{NewPassword, Recover, Sent};

pub(super) const WORDS: Recover = Recover {
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
