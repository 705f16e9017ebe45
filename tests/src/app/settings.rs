//! Settings that differ from the shipped ones in a few lines.

use std::path::Path;
use std::sync::LazyLock;

use web::portal::{Portal, read};

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

/// Where a letter has to confirm bills by email: what stands in the shipped settings, and what stands there then.
pub const CONFIRMED: (&str, &str) = ("paperless_confirmed = false", "paperless_confirmed = true");

static BY_LETTER: LazyLock<&'static Portal> = LazyLock::new(|| {
    let [kind, label, hint, column] = BY_CODE;
    changed_settings(&[kind, label, hint, column, CONFIRMED]).1
});

/// A portal where the code on the bill is the only question, and where a letter has to confirm bills by email.
#[must_use]
pub fn by_letter() -> &'static Portal {
    *BY_LETTER
}

/// The shipped settings with pieces changed.
///
/// # Panics
///
/// When a piece is not there, or the settings are refused.
#[must_use]
pub fn changed_settings(pieces: &[(&str, &str)]) -> (String, &'static Portal) {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../infra/settings/portal.toml");
    let mut text = std::fs::read_to_string(Path::new(file)).expect("the shipped settings");
    for (from, to) in pieces {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let portal = read(&text).expect("good settings");
    (text, Box::leak(Box::new(portal)))
}
