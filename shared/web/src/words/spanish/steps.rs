//! The steps of registration, in Spanish.

use crate::words::tables::steps::{
    CheckEmail, ConfirmBills, Identity, Paperless, PaperlessLater, Password, Phrase, Register,
    Steps,
};

pub(super) const WORDS: Steps = Steps {
    register: Register {
        title: "Registro de usuario nuevo",
        opening: "Tenga a mano una factura reciente. Todo lo que le preguntamos está impreso en ella.",
        account_number: "Número de cuenta de facturación",
        account_number_hint: |form, example| {
            let such = example.map(|number| format!(", por ejemplo {number}")).unwrap_or_default();
            format!(
                "En su factura, junto a “Account”: tiene {form}{such}. No importan los espacios ni los guiones."
            )
        },
        name: "Apellido o nombre del negocio",
        name_hint: "Solo el apellido, por ejemplo Walker. Una empresa, como aparece en la factura.",
        email: "Correo electrónico",
        email_hint: "Le enviamos un mensaje para que lo confirme. Después lo usará para iniciar sesión.",
        confirm_email: "Confirme el correo electrónico",
        meant: |email| {
            format!(
                "¿Quiso decir {email}? Si es así, use el botón de abajo. Si no, envíe el formulario otra vez tal como está."
            )
        },
        use_meant: |email| format!("Usar {email}"),
    },
    identity: Identity {
        title: "Pasos de seguridad",
        opening: "Responda lo siguiente sobre la cuenta que está registrando. Lo preguntamos para protegerle contra el robo de identidad.",
        account: "Está registrando la cuenta",
        change: "Cambiar",
        question: |number| format!("Pregunta de seguridad {number}"),
        robot: "No soy un robot",
        robot_working: "Comprobando. Tarda unos segundos y usted no tiene que hacer nada.",
        robot_done: "Comprobado.",
        robot_failed: "La comprobación no funcionó.",
        robot_again: "Intentarlo otra vez",
        robot_no_script: "Si JavaScript está desactivado, esta comprobación se omite. Puede enviar el formulario así.",
        accept: "Acepto los",
        accept_link: "Términos y condiciones",
        read_terms: "Leer los términos y condiciones",
    },
    check_email: CheckEmail {
        title: "Revise su correo electrónico",
        change: "Cambiar",
        sent_to: "Estamos enviando un mensaje a",
        what_to_do: "Ábralo y siga lo que dice para continuar. Puede hacerlo en cualquier teléfono o computadora.",
        expiry: |hours| format!("El enlace del mensaje funciona durante {hours} horas."),
        close: "Puede cerrar esta ventana.",
        no_letter: "¿No llegó el mensaje?",
        no_letter_hint: "Puede tardar diez minutos. Busque también en la carpeta de correo no deseado. Después, pídalo otra vez o llámenos.",
        then_call: "Díganos este código cuando llame:",
        resend: "Enviarlo otra vez",
        other_address: "Usar otro correo electrónico",
        resent: "Otro mensaje va en camino.",
        comes_by: |when| {
            format!("A más tardar el {when} llega otro mensaje. Pedirlo otra vez no lo apura.")
        },
    },
    password: Password {
        title: "Elija su contraseña",
        opening: "Cambie la contraseña temporal de nuestro mensaje por una que solo usted conozca.",
        rules: "Su contraseña nueva",
        rule_length: |least| format!("tiene {least} caracteres o más"),
        rule_words: "puede ser varias palabras seguidas, también con espacios",
        rule_easy: "no es su nombre, “contraseña” ni nada que sea fácil de adivinar",
        email: "Correo electrónico",
        account_number: "Número de cuenta de facturación",
        account_number_hint: "Lo preguntamos otra vez porque está en otro dispositivo o navegador.",
        current_password: "Contraseña actual",
        current_password_filled: "Su contraseña temporal. El enlace de nuestro mensaje la escribió por usted.",
        current_password_hint: "La contraseña temporal de nuestro mensaje, por ejemplo ABCD-EFGH-JKMN.",
        new_password: "Contraseña nueva",
        confirm_password: "Confirme la contraseña nueva",
    },
    paperless: Paperless {
        title: "¿Quiere dejar de recibir facturas en papel?",
        optional: "Este paso es opcional. Puede usar su cuenta de cualquier manera.",
        applies: "Esto se aplica a todas las cuentas registradas con este correo electrónico.",
        yes: "Sí",
        yes_hint: "Facturas solo por correo electrónico.",
        no: "No",
        later: PaperlessLater {
            title: "Facturas en papel: le preguntamos más tarde",
            until: |time| {
                format!(
                    "Sus facturas siguen llegando como hasta ahora. A partir del {time}, su página principal le pregunta si quiere dejar de recibirlas en papel."
                )
            },
            why: "Hasta ese momento, quien es titular de la cuenta de facturación tiene tiempo de avisarnos si la registró otra persona. Antes no cambia nada, y a partir de ese momento se muestran las facturas y el consumo de electricidad.",
            go_on: "Continuar",
        },
        no_hint: "Conservar las facturas en papel.",
        needs: &[
            "Para leer facturas por correo electrónico necesita un dispositivo con navegador, una dirección de correo electrónico que usted lea y un programa que abra archivos PDF. Para conservar una factura, guárdela o imprímala.",
            "En “Mi perfil” puede volver al papel y mantener al día su correo electrónico. Si alguna vez quiere una factura en papel, llámenos.",
        ],
        confirmed_by: "Le enviamos un correo electrónico. Las facturas en papel terminan cuando usted abre el enlace que contiene, en un plazo de 14 días; si no, siguen llegando.",
        confirm: ConfirmBills {
            title: "¿Dejar las facturas en papel?",
            text: "Usted pudo abrir nuestro correo electrónico, así que puede abrir lo que le enviamos ahí. Esto es lo que aceptó:",
            button: "Dejar las facturas en papel",
        },
    },
    phrase: Phrase {
        title: "Frase de seguridad",
        opening: "Un último paso. No es una contraseña: nosotros se la mostramos a usted, para que sepa que la página es de verdad nuestra. Nunca se la pedimos.",
        why: "La necesita para hacer pagos, guardar o cambiar tarjetas de crédito y cuentas bancarias, o inscribirse en Auto Pay.",
        warning: "Cuando escriba datos financieros: si la frase que muestra el formulario no es la suya, NO escriba ningún dato personal. Llámenos.",
        label: "Frase de seguridad",
        hint: |least| format!("Al menos {least} caracteres."),
        help: "¿Qué es una buena frase de seguridad?",
        help_text: &[
            "Unas palabras que usted reconozca enseguida y que nadie más elegiría, como el verso de una canción inventada o el nombre de un lugar por donde caminó una vez.",
            "No use su contraseña, su correo electrónico, su número de cuenta ni nada que esté impreso en su factura.",
        ],
        later: "Puede cambiarla en cualquier momento en “Mi perfil”.",
        save: "Guardar",
    },
};
