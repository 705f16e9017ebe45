//! What of the look comes from the settings: the colors before the style sheet, the logo, and the policy that names both.

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::values::keep;
use super::{Colors, logo};
use crate::assets::{
    DESK_STYLE_HASH, Inlined, MEMBER_SCRIPT_HASH, MEMBER_STYLE_HASHES, SCRIPT_HASHES, SHEET,
    STYLE_HASHES,
};

/// How the portal looks.
#[derive(Debug)]
pub(crate) struct Look {
    /// The whole style sheet of a page.
    pub(crate) style: Inlined,
    /// The logo.
    pub(crate) logo: Inlined,
    /// The logo as the browser's tab shows it.
    pub(crate) icon: Inlined,
    /// The content security policy of pages for whoever is not signed in, with the hashes of what is inlined there. Source:
    /// SECURITY.md#headers.
    pub(crate) policy: &'static str,
    /// The same of pages for members, which may have all that the others have.
    pub(crate) policy_of_members: &'static str,
    /// The same of the pages of staff, which have no script.
    pub(crate) desk_policy: &'static str,
    /// The colors of the letters, which know no style variables.
    pub(crate) letter_colors: Colors,
    /// The same by night.
    pub(crate) letter_colors_by_night: Colors,
}

impl Look {
    pub(super) fn new(day: Colors, night: Colors, drawn: &str) -> Self {
        let style = format!(
            ":root{{{}}}@media (prefers-color-scheme:dark){{:root{{{}}}}}{SHEET}",
            declarations(&day),
            declarations(&night)
        );
        // Nothing but what is written here, and what comes from us.
        let policy = |styles: &str, scripts: &str| {
            format!(
                "default-src 'none'; style-src {} {styles}; script-src {scripts}; img-src 'self' data:; \
                 connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
                 require-trusted-types-for 'script'",
                source_hash(&style)
            )
        };
        let policy_of_members = policy(
            &format!("{STYLE_HASHES} {MEMBER_STYLE_HASHES}"),
            &format!("{SCRIPT_HASHES} {MEMBER_SCRIPT_HASH}"),
        );
        let policy = policy(STYLE_HASHES, SCRIPT_HASHES);
        let desk_policy = format!(
            "default-src 'none'; style-src {} {DESK_STYLE_HASH}; img-src data:; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'; require-trusted-types-for 'script'",
            source_hash(&style)
        );
        Self {
            style: Inlined(keep(&style)),
            logo: Inlined(keep(drawn)),
            icon: Inlined(keep(&logo::icon(drawn))),
            policy: keep(&policy),
            policy_of_members: keep(&policy_of_members),
            desk_policy: keep(&desk_policy),
            letter_colors: day,
            letter_colors_by_night: night,
        }
    }
}

/// A source expression as the policy wants it: `'sha256-…'`.
fn source_hash(inlined: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(inlined.as_bytes())))
}

/// The colors as declarations: `--page:#fff;--ink:#000`.
fn declarations(colors: &Colors) -> String {
    let Colors {
        page,
        card,
        ink,
        quiet,
        line,
        link,
        button,
        on_button,
        header,
        on_header,
        lamp,
        error,
    } = colors;
    format!(
        "--page:{page};--card:{card};--ink:{ink};--quiet:{quiet};--line:{line};--link:{link};\
         --button:{button};--on-button:{on_button};--header:{header};--on-header:{on_header};\
         --lamp:{lamp};--error:{error}"
    )
}
