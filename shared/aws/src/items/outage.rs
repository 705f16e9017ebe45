//! Reports of outages: the last one of each account, and what reference codes lead to.

use domain::outages::{OutageKind, OutageLead, OutageStatus, Report, SaidBy};
use domain::{AccountKey, AccountNumber, KeyRing, MemberId, PendingId, ReferenceCode};
use jiff::Timestamp;

use super::{Item, ItemError, KEPT, Key, Reader, Writer};

impl Key {
    /// An account's last report. Its sort key is fixed, so there is one.
    pub(crate) fn outage(keys: &KeyRing, account: &AccountNumber) -> Self {
        let account = AccountKey::of(keys, account);
        Self::transient(format!("U#{}", account.as_str()), "report".to_owned())
    }

    /// What the reference code of a report leads to.
    pub(crate) fn outage_lead(code: &ReferenceCode) -> Self {
        Self::transient(format!("U#{code}"), "lead".to_owned())
    }
}

/// A report as its next version.
pub(crate) fn outage_item(keys: &KeyRing, report: &Report) -> Item {
    Writer::under(&Key::outage(keys, &report.account))
        .text("account", report.account.expose())
        .number("holder", report.holder)
        .text("member", report.member.as_str())
        .text("reference", &report.reference.to_string())
        .text("kind", report.kind.name())
        .text("status", report.status.name())
        .instant("reported_at", report.reported_at)
        .instant("as_of", report.as_of)
        .text("said_by", report.said_by.name())
        .number("version", report.version + 1)
        .instant("expires_at", report.expires_at())
        .instant("delete_at", report.expires_at())
        .item()
}

pub(crate) fn outage(item: &Item) -> Result<Report, ItemError> {
    let item = Reader::new(item);
    Ok(Report {
        account: item.parsed("account", |text| AccountNumber::parse(text).ok())?,
        holder: item.number("holder")?,
        member: MemberId::from_stored(item.text("member")?),
        reference: item.parsed("reference", ReferenceCode::parse)?,
        kind: item.parsed("kind", OutageKind::parse)?,
        status: item.parsed("status", OutageStatus::parse)?,
        reported_at: item.instant("reported_at")?,
        as_of: item.instant("as_of")?,
        said_by: item.parsed("said_by", SaidBy::parse)?,
        version: item.number("version")?,
    })
}

/// What a code leads to, kept for as long as an envelope.
pub(crate) fn outage_lead_item(code: &ReferenceCode, lead: &OutageLead, at: Timestamp) -> Item {
    let item = Writer::under(&Key::outage_lead(code));
    let item = match lead {
        OutageLead::Account(account) => item.text("account", account.expose()),
        OutageLead::Unverified(id) => item.text("unverified", &id.text()),
    };
    item.instant("expires_at", at + KEPT).instant("delete_at", at + KEPT).item()
}

pub(crate) fn outage_lead(item: &Item) -> Result<(ReferenceCode, OutageLead), ItemError> {
    let item = Reader::new(item);
    let code = item.parsed("pk", |pk| ReferenceCode::parse(pk.strip_prefix("U#")?))?;
    let lead = if item.has("unverified") {
        OutageLead::Unverified(item.parsed("unverified", PendingId::parse)?)
    } else {
        OutageLead::Account(item.parsed("account", |text| AccountNumber::parse(text).ok())?)
    };
    Ok((code, lead))
}

#[cfg(test)]
mod tests {
    use fixtures::test_keys;
    use jiff::SignedDuration;

    use super::*;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn account() -> AccountNumber {
        AccountNumber::parse("1234567").expect("a number")
    }

    fn code() -> ReferenceCode {
        ReferenceCode::parse("K7Q-2M4").expect("a code")
    }

    fn sample() -> Report {
        Report {
            account: account(),
            holder: 2,
            member: MemberId::from_stored("m"),
            reference: code(),
            kind: OutageKind::Flicker,
            status: OutageStatus::CrewSent,
            reported_at: NOON,
            as_of: NOON + SignedDuration::from_mins(9),
            said_by: SaidBy::OutageSystem,
            version: 4,
        }
    }

    #[test]
    fn a_report_reads_back_one_version_on_and_goes_two_weeks_after_its_last_news() {
        let item = outage_item(&test_keys(), &sample());

        assert_eq!(outage(&item), Ok(Report { version: 5, ..sample() }));
        let delete_at = Reader::new(&item).instant("delete_at");
        assert_eq!(delete_at, Ok(sample().as_of + SignedDuration::from_hours(24 * 14)));
    }

    #[test]
    fn the_key_of_a_report_does_not_show_its_account() {
        let key = Key::outage(&test_keys(), &account());

        assert!(key.pk.starts_with("U#") && !key.pk.contains("1234567"), "{}", key.pk);
    }

    #[test]
    fn a_code_leads_to_an_account_or_to_a_report_that_nobody_has_checked() {
        for lead in
            [OutageLead::Account(account()), OutageLead::Unverified(PendingId::new([7; 16]))]
        {
            let item = outage_lead_item(&code(), &lead, NOON);

            assert_eq!(outage_lead(&item), Ok((code(), lead)));
        }
    }
}
