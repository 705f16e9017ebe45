//! The texts that somebody agreed to.

use domain::{Acceptance, Language};

use super::{ItemError, Reader, Writer};

pub(super) fn map(acceptance: &Acceptance) -> Writer {
    Writer::default()
        .text("version", &acceptance.version)
        .text("hash", &acceptance.hash)
        .text("language", acceptance.language.tag())
        .instant("at", acceptance.at)
}

pub(super) fn read(map: Reader<'_>) -> Result<Acceptance, ItemError> {
    Ok(Acceptance {
        version: map.text("version")?.to_owned(),
        hash: map.text("hash")?.to_owned(),
        language: map.parsed("language", Language::parse)?,
        at: map.instant("at")?,
    })
}
