//! What billing has told over time, in Spanish.

use crate::words::tables::history::{Bills, History};

pub(super) const WORDS: History = History {
    choose: "Sus cuentas",
    to_home: "Volver a mi cuenta",
    bills: Bills {
        title: "Sus facturas",
        newest: |day| format!("Factura del {day}"),
        credit: |sum| format!("Crédito de {sum}"),
        due: |day| format!("Por pagar hasta el {day}"),
        old: "Es la más reciente que tenemos aquí. Si ya debería haber otra, llámenos.",
        document: "La factura completa (PDF)",
        with_document: |day| format!("{day} (PDF)"),
        file: "factura",
        none_yet: "Aquí todavía no hay ninguna factura de esta cuenta. Aparecen a partir de la próxima que le enviemos.",
        chart: "El importe de sus facturas",
        chart_says: |first, last, least, most| {
            format!("Del {first} al {last}: la más baja es de {least}, la más alta de {most}.")
        },
        table: |count| match count {
            1 => "Esta factura en una tabla".to_owned(),
            count => format!("Las {count} facturas en una tabla"),
        },
        day: "Factura del",
        kwh: "Consumo",
        sum: "Importe",
        stretch: |from, to| format!("{from} a {to}"),
    },
};
