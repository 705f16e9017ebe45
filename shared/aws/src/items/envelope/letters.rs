//! The letters of an outbox item, each with its mark.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    AccountNumber, Addressed, Bills, DeviceId, Email, EmailKey, KeyId, Language, Letter, LinkClaim,
    Mark, MemberId, PendingId,
};
use jiff::Timestamp;

use crate::items::{ItemError, Reader, Writer};

/// Writes the letters with their marks. A letter without a mark is unsent.
pub(crate) fn letters_value(letters: &[Addressed], marks: &[Mark]) -> AttributeValue {
    let marks = marks.iter().copied().chain(std::iter::repeat(Mark::Unsent));
    let maps = letters.iter().zip(marks).map(|(letter, mark)| letter_map(letter, mark));
    AttributeValue::L(maps.map(|map| AttributeValue::M(map.item())).collect())
}

fn letter_map(addressed: &Addressed, mark: Mark) -> Writer {
    let map = Writer::default()
        .text("to", addressed.to.expose())
        .text("language", addressed.language.tag())
        .text("kind", addressed.letter.kind());
    let map = match &addressed.letter {
        Letter::Confirm { link, expires_at }
        | Letter::AccountBound { link, expires_at }
        | Letter::NewEmail { link, expires_at }
        | Letter::EmailReplaced { link, expires_at } => link_map(map, link, *expires_at),
        Letter::Recover { link, expires_at, known } => link_map(map, link, *expires_at)
            .text_if_any("member", known.as_ref().map(|(member, _)| member.as_str()))
            .text_if_any("device", known.as_ref().map(|(_, device)| device.as_str())),
        Letter::AlreadyMember
        | Letter::AccountHasLogin
        | Letter::CouldNotMatch
        | Letter::TooManyTries
        | Letter::Welcome
        | Letter::LoginFrozen
        | Letter::StillFrozen
        | Letter::NoLogin
        | Letter::PasswordChanged
        | Letter::SessionsEnded
        | Letter::LoginClosed
        | Letter::LoginOpened
        | Letter::PhraseChanged
        | Letter::EmailInUse
        | Letter::EmailChanged => map,
        Letter::NewBrowser { browser } | Letter::SessionEnded { browser } => {
            map.text("browser", browser)
        }
        Letter::BillsChanged { account, .. } => {
            map.text_if_any("account", account.as_ref().map(AccountNumber::expose))
        }
        Letter::AccountUnbound { account } | Letter::AccountAdded { account } => {
            map.text("account", account.expose())
        }
    };
    match mark {
        Mark::Unsent => map,
        Mark::Counted(at) => map.instant("counted_at", at),
        Mark::Sent(at) => map.instant("sent_at", at),
        Mark::Failed(at) => map.instant("failed_at", at),
        Mark::Held(at) => map.instant("held_at", at),
    }
}

fn link_map(map: Writer, link: &LinkClaim, expires_at: Timestamp) -> Writer {
    map.text("key", link.key.as_str())
        .text("email_key", link.email.as_str())
        .text("id", &link.id.text())
        .instant("expires_at", expires_at)
}

fn link(map: Reader<'_>) -> Result<LinkClaim, ItemError> {
    Ok(LinkClaim {
        key: map.parsed("key", KeyId::parse)?,
        email: EmailKey::from_stored(map.text("email_key")?),
        id: map.parsed("id", PendingId::parse)?,
    })
}

pub(super) fn letter(map: Reader<'_>) -> Result<Addressed, ItemError> {
    let letter = match map.text("kind")? {
        "confirm" => Letter::Confirm { link: link(map)?, expires_at: map.instant("expires_at")? },
        "account_bound" => {
            Letter::AccountBound { link: link(map)?, expires_at: map.instant("expires_at")? }
        }
        "new_email" => {
            Letter::NewEmail { link: link(map)?, expires_at: map.instant("expires_at")? }
        }
        "email_replaced" => {
            Letter::EmailReplaced { link: link(map)?, expires_at: map.instant("expires_at")? }
        }
        "new_browser" => Letter::NewBrowser { browser: map.text("browser")?.to_owned() },
        "session_ended" => Letter::SessionEnded { browser: map.text("browser")?.to_owned() },
        "recover" => {
            let member = map.if_any("member", Reader::text)?.map(MemberId::from_stored);
            let device = map.if_any("device", Reader::text)?.map(DeviceId::from_stored);
            let expires_at = map.instant("expires_at")?;
            Letter::Recover { link: link(map)?, expires_at, known: member.zip(device) }
        }
        "account_unbound" => Letter::AccountUnbound { account: account(map)? },
        "account_added" => Letter::AccountAdded { account: account(map)? },
        "bills_by_email" => bills_changed(map, Bills::ByEmail)?,
        "bills_on_paper" => bills_changed(map, Bills::OnPaper)?,
        kind => plain_letter(kind).ok_or(ItemError { attribute: "kind" })?,
    };
    Ok(Addressed {
        to: map.parsed("to", |text| Email::parse(text).ok())?,
        language: map.parsed("language", Language::parse)?,
        letter,
    })
}

fn account(map: Reader<'_>) -> Result<AccountNumber, ItemError> {
    map.parsed("account", |text| AccountNumber::parse(text).ok())
}

fn bills_changed(map: Reader<'_>, bills: Bills) -> Result<Letter, ItemError> {
    let account = map.if_any("account", |map, _| account(map))?;
    Ok(Letter::BillsChanged { bills, account })
}

/// Reads the letters that say the same to everybody.
fn plain_letter(kind: &str) -> Option<Letter> {
    let plain = [
        Letter::AlreadyMember,
        Letter::AccountHasLogin,
        Letter::CouldNotMatch,
        Letter::TooManyTries,
        Letter::Welcome,
        Letter::StillFrozen,
        Letter::NoLogin,
        Letter::PasswordChanged,
        Letter::SessionsEnded,
        Letter::LoginClosed,
        Letter::LoginFrozen,
        Letter::LoginOpened,
        Letter::PhraseChanged,
        Letter::EmailInUse,
        Letter::EmailChanged,
    ];
    plain.into_iter().find(|letter| letter.kind() == kind)
}

pub(super) fn mark(map: Reader<'_>) -> Result<Mark, ItemError> {
    let sent = map.if_any("sent_at", Reader::instant)?.map(Mark::Sent);
    let failed = map.if_any("failed_at", Reader::instant)?.map(Mark::Failed);
    let held = map.if_any("held_at", Reader::instant)?.map(Mark::Held);
    let counted = map.if_any("counted_at", Reader::instant)?.map(Mark::Counted);
    Ok(sent.or(failed).or(held).or(counted).unwrap_or(Mark::Unsent))
}
