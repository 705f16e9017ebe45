//! "This wasn't me".

/// The words of its page; the one after it is the office's.
pub struct NotMe {
    /// The page's heading.
    pub title: &'static str,
    /// What happens when the button is pressed.
    pub text: &'static [&'static str],
    pub button: &'static str,
    /// What to do otherwise.
    pub it_was: &'static str,
}

pub(super) const ENGLISH: NotMe = NotMe {
    title: "This wasn’t me",
    text: &[
        "Press the button if neither you nor someone who shares the billing account with you did what our email says.",
        "Nobody can then use the online account until we have looked into it and talked with you. Your electric service and your bills are not affected.",
    ],
    button: "It wasn’t me: close the online account",
    it_was: "If it was you, close this page: nothing has changed. If you are not sure, call us first.",
};

pub(super) const SPANISH: NotMe = NotMe {
    title: "No fui yo",
    text: &[
        "Use el botón si ni usted ni alguien que comparte la cuenta de facturación con usted hizo lo que dice nuestro mensaje.",
        "Entonces nadie puede usar la cuenta en línea hasta que lo hayamos aclarado y hablado con usted. Su servicio eléctrico y sus facturas no cambian.",
    ],
    button: "No fui yo: cerrar la cuenta en línea",
    it_was: "Si fue usted, cierre esta página: no cambió nada. Si no está seguro, llámenos primero.",
};
