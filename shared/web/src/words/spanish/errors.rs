//! What is said beside a field, in Spanish.

use domain::AccountForm;

use crate::words::tables::errors::Errors;

pub(super) const WORDS: Errors = Errors {
    account_number_missing: "Escriba su número de cuenta de facturación",
    account_number_malformed: |form| format!("El número de cuenta debe tener {form}"),
    account_number_form: |AccountForm { least, most, digits_only }| {
        let what = if digits_only { "dígitos" } else { "letras y dígitos" };
        if least == most { format!("{most} {what}") } else { format!("de {least} a {most} {what}") }
    },
    account_number_different: "Escriba el número de cuenta con el que se registró",
    name_missing: "Escriba el apellido o el nombre del negocio que figura en la cuenta",
    name_too_long: |most| format!("El nombre debe tener {most} caracteres o menos"),
    email_missing: "Escriba su correo electrónico",
    email_no_at: "El correo electrónico debe tener una @, por ejemplo maria@example.com",
    email_two_addresses: "Escriba un solo correo electrónico, con una sola @",
    email_blank: "El correo electrónico no debe tener espacios",
    email_dots: "Al correo electrónico le sobra un punto: hay dos seguidos, o uno junto a la @ o al principio",
    email_no_ending: "El correo electrónico debe tener una terminación después de la @, por ejemplo .com",
    email_other_letters: "El correo electrónico solo debe tener letras de la a a la z antes de la @, sin acentos ni ñ",
    email_too_long: |most| format!("El correo electrónico debe tener {most} caracteres o menos"),
    email_malformed: "Revise el correo electrónico: debe ser como maria@example.com",
    email_different: "Escriba el correo electrónico al que llegó nuestro mensaje",
    email_is_theirs: "Escriba una dirección distinta de la que usa para iniciar sesión",
    confirm_email_missing: "Escriba otra vez su correo electrónico",
    confirm_email_different: "Los dos correos electrónicos deben ser iguales",
    answer_missing: |label| format!("Escriba su respuesta: {label}"),
    answer_too_long: |label, most| format!("{label}: debe tener {most} caracteres o menos"),
    answer_not_zip: |label| format!("{label}: deben ser cinco dígitos"),
    answer_not_amount: |label| format!("{label}: debe ser un importe en dólares y centavos"),
    answer_not_date: |label| format!("{label}: debe ser una fecha, con mes, día y año"),
    answer_not_code: |label| {
        format!("{label}: deben ser ocho letras y números, por ejemplo K7QM-2XPA")
    },
    robot_not_done: "Espere a que termine la comprobación de que no es un robot y vuelva a enviar",
    robot_expired: "La comprobación venció. Espere a que termine la nueva y vuelva a enviar",
    robot_needs_script: "La comprobación de que no es un robot no se hizo. Se hace sola si JavaScript está activado; también puede enviar de nuevo en una hora o llamarnos",
    terms_not_accepted: "Marque la casilla para aceptar los términos y condiciones",
    terms_changed: "Los términos y condiciones cambiaron después de que abrió esta página. Léalos y marque la casilla otra vez",
    sign_in_wrong: "El correo electrónico o la contraseña que escribió no coinciden",
    sign_in_shut: "Hubo demasiados intentos con este correo electrónico. Use “¿No puede entrar a su cuenta?” o llámenos",
    password_missing: "Escriba su contraseña",
    current_password_missing: "Escriba la contraseña temporal de nuestro mensaje",
    current_password_wrong: "La contraseña temporal no es la de nuestro mensaje",
    current_password_shut: "Hubo demasiados intentos con este correo electrónico. Use el botón de nuestro mensaje o llámenos",
    password_now_missing: "Escriba la contraseña que usa ahora",
    password_now_wrong: "Lo que escribió no es la contraseña que usa ahora",
    password_now_shut: "Hubo demasiados intentos. Cierre la sesión y use “¿No puede entrar a su cuenta?”, o llámenos",
    code_missing: "Escriba el código",
    code_malformed: "Escriba las seis cifras que muestra la aplicación, o uno de sus códigos de recuperación",
    code_wrong: "Ese código no sirve. Espere el siguiente en la aplicación y escríbalo",
    code_wrong_paper: "Ese código de recuperación no sirve. Cada uno sirve una vez: escriba otro, como está impreso",
    code_shut: "Hubo demasiados intentos. Elija una contraseña nueva en “¿No puede entrar a su cuenta?”, o llámenos",
    passkey_refused: "Esta llave de acceso no abrió su cuenta. Si la agregó hace menos de tres días, inicie sesión primero con su correo electrónico y su contraseña, y después úsela",
    passkey_wrong: "Esta llave de acceso no sirvió. Inténtelo otra vez, o escriba un código",
    passkey_over: "Tardó demasiado. Use otra vez su llave de acceso",
    passkey_not_made: "Su dispositivo no hizo una llave de acceso que podamos usar. Inténtelo otra vez",
    passkeys_full: "Tiene diez llaves de acceso. Quite una antes de agregar otra",
    passkey_name_missing: "Escriba un nombre para esta llave de acceso",
    passkey_name_too_long: |most| format!("El nombre debe tener {most} caracteres o menos"),
    new_password_missing: "Escriba una contraseña nueva",
    new_password_too_short: |least| {
        format!("La contraseña nueva debe tener {least} caracteres o más")
    },
    new_password_too_long: |most| {
        format!("La contraseña nueva debe tener {most} caracteres o menos")
    },
    new_password_too_easy: "Elija una contraseña nueva más difícil de adivinar",
    new_password_from_name: |name| {
        format!(
            "Elija una contraseña nueva con algo más que las palabras de nuestro nombre, {name}: es lo primero que otros probarían"
        )
    },
    new_password_from_address: "Elija una contraseña nueva con algo más que nuestra ciudad y dirección: es lo primero que otros probarían",
    new_password_from_phone: "Elija una contraseña nueva con algo más que nuestro teléfono: es lo primero que otros probarían",
    new_password_from_domain: "Elija una contraseña nueva con algo más que nuestra dirección web o de correo: es lo primero que otros probarían",
    new_password_from_email: "Elija una contraseña nueva con algo más que las palabras de su correo electrónico: es lo primero que otros probarían",
    new_password_from_trade: "Elija una contraseña nueva con algo más que palabras sobre la electricidad y su cuenta: es lo primero que otros probarían",
    new_password_is_current: "La contraseña nueva debe ser distinta de la que reemplaza",
    new_password_is_email: "La contraseña nueva no puede ser su correo electrónico",
    confirm_password_missing: "Escriba otra vez la contraseña nueva",
    confirm_password_different: "Las dos contraseñas nuevas deben ser iguales",
    language_not_chosen: "Elija un idioma",
    account_not_chosen: "Elija todas las cuentas o una de ellas",
    paperless_not_chosen: "Elija sí para dejar de recibir facturas en papel, o no para conservarlas",
    paperless_changed: "El texto de abajo cambió después de que abrió esta página. Léalo y elija otra vez",
    bills_not_chosen: "Elija por correo electrónico o en papel",
    phrase_missing: "Escriba una frase de seguridad",
    phrase_too_short: |least| format!("La frase de seguridad debe tener {least} caracteres o más"),
    phrase_too_long: |most| format!("La frase de seguridad debe tener {most} caracteres o menos"),
    phrase_is_password: "La frase de seguridad no puede ser su contraseña",
    phrase_is_email: "La frase de seguridad no puede ser su correo electrónico",
    phrase_is_account_number: "La frase de seguridad no puede ser su número de cuenta",
};
