//! What billing has told over time, in Spanish.

use crate::words::tables::history::{Bills, Held, History};

pub(super) const WORDS: History = History {
    choose: "Sus cuentas",
    closed: "cerrada",
    to_home: "Volver a mi cuenta",
    bills: Bills {
        title: "Sus facturas",
        newest: |day| format!("Factura del {day}"),
        credit: |sum| format!("Crédito de {sum}"),
        due: |day| format!("Fecha de vencimiento: {day}"),
        old: "Es la más reciente que tenemos aquí. Si ya debería haber otra, llámenos.",
        document: "La factura completa (PDF)",
        with_document: "(PDF)",
        file: "factura",
        none_yet: "Aquí todavía no hay ninguna factura de esta cuenta. Aparecen a partir de la próxima que le enviemos.",
        chart: "El importe de sus facturas",
        chart_credit: |sum| format!("un crédito de {sum}"),
        chart_says: |first, last, least, most| {
            format!("Del {first} al {last}: la más baja, {least}; la más alta, {most}.")
        },
        table: |count| match count {
            1 => "Esta factura en una tabla".to_owned(),
            2 => "Las dos facturas en una tabla".to_owned(),
            count => format!("Las {count} facturas en una tabla"),
        },
        day: "Factura del",
        kwh: "Consumo",
        sum: "Importe",
        stretch: |from, to| format!("{from} a {to}"),
    },
    held: Held {
        title: "Todavía no está abierto",
        until: |time| format!("Se abre el {}.", time.trim_end_matches('.')),
        why: "Las facturas, el consumo de electricidad y lo que está por pagar de una cuenta de facturación se muestran después de una espera cuando en nuestros registros tiene otro correo electrónico, o ninguno. Así, quien es titular de la cuenta tiene tiempo de avisarnos si no fue ninguno de ellos. Si antes nos dice que sí lo fue, se abre enseguida.",
        meanwhile: "De todos modos puede pagar la factura y reportar un apagón.",
        figures: |time| format!("Se muestra a partir del {time}"),
        asks_then: "Entonces también le preguntamos aquí cómo quiere recibir sus facturas.",
    },
};
