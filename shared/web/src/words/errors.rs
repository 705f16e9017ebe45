//! What is said beside a field that needs another look.
//!
//! Each sentence says what to do. Figures come in, so that the rule and its sentence share them.

use domain::{SecurityPhrase, SecurityPhraseError};

/// One sentence for each rule that a field can break.
pub struct Errors {
    /// Nothing was typed as account number.
    pub account_number_missing: &'static str,
    /// Not that many letters and digits: least, most.
    pub account_number_malformed: fn(usize, usize) -> String,
    /// At the password step: not the account that was registered.
    pub account_number_different: &'static str,
    /// No name was typed.
    pub name_missing: &'static str,
    /// The name is longer than this.
    pub name_too_long: fn(usize) -> String,
    /// No email address was typed.
    pub email_missing: &'static str,
    /// What was typed is no email address.
    pub email_malformed: &'static str,
    /// At the password step: not the address that the letter went to.
    pub email_different: &'static str,
    /// In the profile: the new address is the one of today.
    pub email_is_theirs: &'static str,
    /// The second email box is empty.
    pub confirm_email_missing: &'static str,
    /// The two email boxes differ.
    pub confirm_email_different: &'static str,
    /// A security question, given by its label, has no answer.
    pub answer_missing: fn(&str) -> String,
    /// The answer, given by its label, is longer than this.
    pub answer_too_long: fn(&str, usize) -> String,
    /// The answer, given by its label, is not a ZIP code.
    pub answer_not_zip: fn(&str) -> String,
    /// The answer, given by its label, is no sum of money.
    pub answer_not_amount: fn(&str) -> String,
    /// The answer, given by its label, is no date.
    pub answer_not_date: fn(&str) -> String,
    /// The robot check did not take place, or did not work out.
    pub robot_not_done: &'static str,
    /// The robot check is too old or was used before.
    pub robot_expired: &'static str,
    /// No more tries without JavaScript for this hour.
    pub robot_needs_script: &'static str,
    /// The terms are not accepted.
    pub terms_not_accepted: &'static str,
    /// Email and password do not belong together; says nothing about which.
    pub sign_in_wrong: &'static str,
    /// After a hundred failures nobody signs in with that email from a browser that is not known.
    pub sign_in_shut: &'static str,
    /// No password was typed.
    pub password_missing: &'static str,
    /// The temporary password is missing.
    pub current_password_missing: &'static str,
    /// The temporary password is not the one in the letter.
    pub current_password_wrong: &'static str,
    /// After a hundred failures the temporary password works by the letter's button only.
    pub current_password_shut: &'static str,
    /// In the profile: the password is asked for again, and nothing was typed.
    pub password_now_missing: &'static str,
    /// What was typed is not the password.
    pub password_now_wrong: &'static str,
    /// After a hundred failures it is not looked at any more.
    pub password_now_shut: &'static str,
    /// No new password was typed.
    pub new_password_missing: &'static str,
    /// The new password is shorter than this.
    pub new_password_too_short: fn(usize) -> String,
    /// The new password is longer than this.
    pub new_password_too_long: fn(usize) -> String,
    /// The new password is one of those tried first.
    pub new_password_too_easy: &'static str,
    /// The new password is the temporary one.
    pub new_password_is_current: &'static str,
    /// The new password is the email address.
    pub new_password_is_email: &'static str,
    /// The second password box is empty.
    pub confirm_password_missing: &'static str,
    /// The two password boxes differ.
    pub confirm_password_different: &'static str,
    /// No language was chosen.
    pub language_not_chosen: &'static str,
    /// It is not said which accounts a choice is for.
    pub account_not_chosen: &'static str,
    /// Neither yes nor no was chosen.
    pub paperless_not_chosen: &'static str,
    /// No security phrase was typed.
    pub phrase_missing: &'static str,
    /// The phrase is shorter than this.
    pub phrase_too_short: fn(usize) -> String,
    /// The phrase is longer than this.
    pub phrase_too_long: fn(usize) -> String,
    /// The phrase is the password.
    pub phrase_is_password: &'static str,
    /// The phrase is the email address.
    pub phrase_is_email: &'static str,
    /// The phrase is an account number.
    pub phrase_is_account_number: &'static str,
}

impl Errors {
    /// The sentence about a security phrase.
    #[must_use]
    pub fn about_phrase(&self, error: SecurityPhraseError) -> String {
        match error {
            SecurityPhraseError::Missing => self.phrase_missing.to_owned(),
            SecurityPhraseError::TooShort => (self.phrase_too_short)(SecurityPhrase::MIN),
            SecurityPhraseError::TooLong => (self.phrase_too_long)(SecurityPhrase::MAX),
            SecurityPhraseError::IsEmail => self.phrase_is_email.to_owned(),
            SecurityPhraseError::IsAccountNumber => self.phrase_is_account_number.to_owned(),
            SecurityPhraseError::IsPassword => self.phrase_is_password.to_owned(),
        }
    }
}

pub(super) const ENGLISH: Errors = Errors {
    account_number_missing: "Enter your billing account number",
    account_number_malformed: |least, most| {
        format!("Account number must be {least} to {most} letters and digits")
    },
    account_number_different: "Enter the account number that you registered with",
    name_missing: "Enter the last name or business name on the account",
    name_too_long: |most| format!("Name must be {most} characters or fewer"),
    email_missing: "Enter your email address",
    email_malformed: "Email address must have an @ and an ending, with no spaces",
    email_different: "Enter the email address that our message went to",
    email_is_theirs: "Enter another address than the one you sign in with",
    confirm_email_missing: "Enter your email address again",
    confirm_email_different: "Both email addresses must be the same",
    answer_missing: |label| format!("Enter your answer: {label}"),
    answer_too_long: |label, most| format!("{label} must be {most} characters or fewer"),
    answer_not_zip: |label| format!("{label} must be five digits"),
    answer_not_amount: |label| format!("{label} must be an amount in dollars and cents"),
    answer_not_date: |label| format!("{label} must be a date: month, day and year"),
    robot_not_done: "Wait until the robot check is done, then submit again",
    robot_expired: "The robot check ran out of time. Wait until the new one is done, then submit again",
    robot_needs_script: "Turn on JavaScript for the robot check, try again in an hour, or call us",
    terms_not_accepted: "Check the box to accept the terms and conditions",
    sign_in_wrong: "The email or password you entered is wrong",
    sign_in_shut: "There were too many tries with this email address. Use “Can’t access your account?” or call us",
    password_missing: "Enter your password",
    current_password_missing: "Enter the temporary password from our email",
    current_password_wrong: "The temporary password is not the one in our email",
    current_password_shut: "There were too many tries with this email address. Use the button in our email or call us",
    password_now_missing: "Enter the password you use now",
    password_now_wrong: "The password you use now is not what you entered",
    password_now_shut: "There were too many tries. Sign out and use “Can’t access your account?”, or call us",
    new_password_missing: "Enter a new password",
    new_password_too_short: |least| format!("New password must be {least} characters or more"),
    new_password_too_long: |most| format!("New password must be {most} characters or fewer"),
    new_password_too_easy: "Choose a new password that is harder to guess",
    new_password_is_current: "New password must be different from the one that it replaces",
    new_password_is_email: "New password must not be your email address",
    confirm_password_missing: "Enter the new password again",
    confirm_password_different: "Both new passwords must be the same",
    language_not_chosen: "Select a language",
    account_not_chosen: "Select all accounts or one of them",
    paperless_not_chosen: "Select yes if you want to turn off paper bills, or no to keep them",
    phrase_missing: "Enter a security phrase",
    phrase_too_short: |least| format!("Security phrase must be {least} characters or more"),
    phrase_too_long: |most| format!("Security phrase must be {most} characters or fewer"),
    phrase_is_password: "Security phrase must not be your password",
    phrase_is_email: "Security phrase must not be your email address",
    phrase_is_account_number: "Security phrase must not be your account number",
};

pub(super) const SPANISH: Errors = Errors {
    account_number_missing: "Escriba su número de cuenta de facturación",
    account_number_malformed: |least, most| {
        format!("El número de cuenta debe tener de {least} a {most} letras y dígitos")
    },
    account_number_different: "Escriba el número de cuenta con el que se registró",
    name_missing: "Escriba el apellido o el nombre del negocio que figura en la cuenta",
    name_too_long: |most| format!("El nombre debe tener {most} caracteres o menos"),
    email_missing: "Escriba su correo electrónico",
    email_malformed: "El correo electrónico debe tener una @ y una terminación, sin espacios",
    email_different: "Escriba el correo electrónico al que llegó nuestro mensaje",
    email_is_theirs: "Escriba otra dirección que la que usa para iniciar sesión",
    confirm_email_missing: "Escriba otra vez su correo electrónico",
    confirm_email_different: "Los dos correos electrónicos deben ser iguales",
    answer_missing: |label| format!("Escriba su respuesta: {label}"),
    answer_too_long: |label, most| format!("{label}: debe tener {most} caracteres o menos"),
    answer_not_zip: |label| format!("{label}: deben ser cinco dígitos"),
    answer_not_amount: |label| format!("{label}: debe ser un importe en dólares y centavos"),
    answer_not_date: |label| format!("{label}: debe ser una fecha, con mes, día y año"),
    robot_not_done: "Espere a que termine la comprobación de que no es un robot y vuelva a enviar",
    robot_expired: "La comprobación caducó. Espere a que termine la nueva y vuelva a enviar",
    robot_needs_script: "Active JavaScript para la comprobación, vuelva a intentarlo en una hora o llámenos",
    terms_not_accepted: "Marque la casilla para aceptar los términos y condiciones",
    sign_in_wrong: "El correo electrónico o la contraseña que escribió no coinciden",
    sign_in_shut: "Hubo demasiados intentos con este correo electrónico. Use “¿No puede entrar a su cuenta?” o llámenos",
    password_missing: "Escriba su contraseña",
    current_password_missing: "Escriba la contraseña temporal de nuestro mensaje",
    current_password_wrong: "La contraseña temporal no es la de nuestro mensaje",
    current_password_shut: "Hubo demasiados intentos con este correo electrónico. Use el botón de nuestro mensaje o llámenos",
    password_now_missing: "Escriba la contraseña que usa ahora",
    password_now_wrong: "Lo que escribió no es la contraseña que usa ahora",
    password_now_shut: "Hubo demasiados intentos. Cierre la sesión y use “¿No puede entrar a su cuenta?”, o llámenos",
    new_password_missing: "Escriba una contraseña nueva",
    new_password_too_short: |least| {
        format!("La contraseña nueva debe tener {least} caracteres o más")
    },
    new_password_too_long: |most| {
        format!("La contraseña nueva debe tener {most} caracteres o menos")
    },
    new_password_too_easy: "Elija una contraseña nueva más difícil de adivinar",
    new_password_is_current: "La contraseña nueva debe ser distinta de la que reemplaza",
    new_password_is_email: "La contraseña nueva no puede ser su correo electrónico",
    confirm_password_missing: "Escriba otra vez la contraseña nueva",
    confirm_password_different: "Las dos contraseñas nuevas deben ser iguales",
    language_not_chosen: "Elija un idioma",
    account_not_chosen: "Elija todas las cuentas o una de ellas",
    paperless_not_chosen: "Elija sí para dejar de recibir facturas en papel, o no para conservarlas",
    phrase_missing: "Escriba una frase de seguridad",
    phrase_too_short: |least| format!("La frase de seguridad debe tener {least} caracteres o más"),
    phrase_too_long: |most| format!("La frase de seguridad debe tener {most} caracteres o menos"),
    phrase_is_password: "La frase de seguridad no puede ser su contraseña",
    phrase_is_email: "La frase de seguridad no puede ser su correo electrónico",
    phrase_is_account_number: "La frase de seguridad no puede ser su número de cuenta",
};
