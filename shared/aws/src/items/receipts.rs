//! What a member agreed to when paper was turned off.

use domain::{AccountNumber, Language, Receipt};

use super::{ItemError, Reader, Writer};

pub(super) fn map(receipt: &Receipt) -> Writer {
    Writer::default()
        .text("version", &receipt.version)
        .text("text", &receipt.text)
        .text("language", receipt.language.tag())
        .instant("at", receipt.at)
        .texts("accounts", receipt.accounts.iter().map(AccountNumber::expose))
}

pub(super) fn read(map: Reader<'_>) -> Result<Receipt, ItemError> {
    Ok(Receipt {
        version: map.text("version")?.to_owned(),
        text: map.text("text")?.to_owned(),
        language: map.parsed("language", Language::parse)?,
        at: map.instant("at")?,
        accounts: accounts(map, "accounts")?,
    })
}

/// Reads a list of accounts.
pub(super) fn accounts(
    map: Reader<'_>,
    attribute: &'static str,
) -> Result<Vec<AccountNumber>, ItemError> {
    let number = |text: &str| AccountNumber::parse(text).map_err(|_| ItemError { attribute });
    map.texts(attribute)?.into_iter().map(number).collect()
}
