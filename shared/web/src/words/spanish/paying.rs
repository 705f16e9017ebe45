//! The way to the payment vendor, in Spanish.

use crate::words::tables::paying::Paying;

pub(super) const WORDS: Paying = Paying {
    title: "Pagar su factura",
    unknown: "Aquí no sabemos cuánto hay por pagar",
    held: |time| {
        format!(
            "Lo que está por pagar se muestra a partir del {}. Puede pagar antes: el importe está en la factura.",
            time.trim_end_matches('.')
        )
    },
    taken: "No tiene que hacer nada. También puede pagar ahora; llámenos si no está seguro de si Auto Pay cobrará entonces menos.",
    leads: "Los pagos los recibe la empresa que lo hace por nosotros. Le decimos la cuenta y el importe.",
    leads_without: "Los pagos los recibe la empresa que lo hace por nosotros. Le decimos la cuenta; el importe lo escribe usted allí.",
    go_on: "Continuar",
    last: "La página siguiente es de la empresa que recibe los pagos por nosotros. Compruebe que muestra la misma cuenta y el mismo importe. El botón funciona una sola vez, durante diez minutos.",
    last_without: "La página siguiente es de la empresa que recibe los pagos por nosotros. Compruebe que muestra la misma cuenta y escriba allí el importe de su factura. El botón funciona una sola vez, durante diez minutos.",
    again: "Empezar de nuevo, si el botón ya no funciona",
    to_vendor: "Ir a la página de pago",
};
