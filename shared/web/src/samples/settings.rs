//! The settings of the repository, and such as differ from them in a few lines.

use std::path::Path;
use std::sync::LazyLock;

use crate::portal::{self, Portal};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/settings/portal.toml");

/// What makes a code on the bill the only question: what stands in the shipped settings, and what stands there then.
pub const BY_CODE: [(&str, &str); 4] = [
    ("field = \"billing_zip\"\nkind = \"zip\"", "field = \"bill_code\"\nkind = \"bill_code\""),
    (
        "label = { en = \"Billing ZIP code\", es = \"Código postal de facturación\" }",
        "label = { en = \"Code on your bill\", es = \"Código de su factura\" }",
    ),
    (
        "hint = { en = \"The ZIP code your bills go to. Five digits, such as 24091.\", es = \"El código postal al que llegan sus facturas. Cinco dígitos, por ejemplo 24091.\" }",
        "hint = { en = \"Eight letters and digits.\", es = \"Ocho letras y números.\" }",
    ),
    ("[extract.columns]\n", "[extract.columns]\ncustomer_no = \"customer_no\"\n"),
];

/// The settings that the repository has, read where it lies.
///
/// # Panics
///
/// When they are refused.
#[must_use]
pub fn shipped() -> &'static Portal {
    static SHIPPED: LazyLock<&'static Portal> =
        LazyLock::new(|| portal::open(Path::new(FILE)).expect("the settings of the repository"));
    *SHIPPED
}

/// The shipped settings with pieces changed.
///
/// # Panics
///
/// When a piece is not there, or the settings are refused.
#[must_use]
pub fn changed_settings(pieces: &[(&str, &str)]) -> (String, &'static Portal) {
    let mut text = std::fs::read_to_string(FILE).expect("the shipped settings");
    for (from, to) in pieces {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let portal = portal::read(&text).expect("good settings");
    (text, Box::leak(Box::new(portal)))
}
