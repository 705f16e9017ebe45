//! A report by somebody who is not signed in. Nothing of it is looked up, and whatever was typed has one answer.

use jiff::Timestamp;

use crate::figures::Figures;
use crate::keys::ring::KeyRing;
use crate::letters::envelope::Envelope;
use crate::limits::counter::{Count, Counter, Subject};
use crate::limits::windows::{no_script_per_address, outages_per_address, outages_per_site};
use crate::members::event::EventKind;
use crate::outages::said::{CallBack, OutagePlace, SeenOutage};
use crate::outages::told::{OutageSaid, OutageTold};
use crate::registering::ask::SenderLimit;
use crate::values::account_number::AccountNumber;
use crate::values::ids::{AddressKey, ChallengeKey, OutboxId, PendingId};

/// What somebody says who is not signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnverifiedOutage {
    /// An account number or an address, as typed.
    pub place: OutagePlace,
    /// What they have seen.
    pub seen: SeenOutage,
    /// Where they can be called back.
    pub call_back: CallBack,
}

impl UnverifiedOutage {
    /// The id of a report: the same form sent twice, with the same in it, is one report.
    ///
    /// `form` is what only this form carries.
    #[must_use]
    pub fn id_of(&self, keys: &KeyRing, form: &str) -> PendingId {
        let Self { place, seen, call_back } = self;
        let texts = [form, place.expose(), seen.name(), call_back.expose()];
        let parts: Vec<&[u8]> =
            [&b"outage"[..]].into_iter().chain(texts.iter().map(|text| text.as_bytes())).collect();
        let mac = keys.index_mac(&parts);
        let mut id = [0; 16];
        id.copy_from_slice(&mac[..16]);
        PendingId::new(id)
    }
}

/// Where a report comes from.
#[derive(Clone, Debug)]
pub struct OutageSender {
    /// The network address.
    pub address: AddressKey,
    /// Its IPv6 /48.
    pub site: Option<AddressKey>,
}

impl OutageSender {
    /// The counters to read, in the order in which [`unverified`] takes them.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        let all = [Some(&self.address), self.site.as_ref()];
        all.into_iter().flatten().map(|key| Subject::OutagesAt(key.clone())).collect()
    }
}

/// What comes with a report of somebody who is not signed in.
#[derive(Clone, Debug)]
pub struct WithUnverified {
    /// Its id.
    pub id: PendingId,
    /// The challenge that was solved; none without JavaScript.
    pub challenge: Option<ChallengeKey>,
    /// The random id of the envelope.
    pub envelope: OutboxId,
}

/// What such a report writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnverifiedReport {
    /// Its id.
    pub id: PendingId,
    /// The sender's counters, each one further.
    pub counts: Vec<Count>,
    /// The challenge that was used.
    pub challenge: Option<ChallengeKey>,
    /// The event that tells of it.
    pub envelope: Envelope,
    /// When it was reported.
    pub at: Timestamp,
}

/// What a reference code of a report leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutageLead {
    /// The account whose report it is, or was.
    Account(AccountNumber),
    /// The report of somebody who was not signed in: nobody is shown how it stands.
    Unverified(PendingId),
}

/// Decides whether a report goes on, and what it writes. It hangs on the sender alone, and on nothing that was typed.
///
/// # Errors
///
/// What there is to wait for.
pub fn unverified(
    said: UnverifiedOutage,
    sender: &OutageSender,
    read: &[Counter],
    with: WithUnverified,
    figures: Figures,
    now: Timestamp,
) -> Result<UnverifiedReport, SenderLimit> {
    let WithUnverified { id, challenge, envelope } = with;
    let of_address = [outages_per_address(), no_script_per_address(figures)];
    let windows = [&of_address[..1], &[outages_per_site()]];
    let each = || sender.subjects().into_iter().zip(read).zip(windows);
    for ((_, counter), windows) in each() {
        counter.room(windows, now).map_err(SenderLimit::Wait)?;
    }
    let scripted = challenge.is_some();
    let without_script = read.first().map_or(Ok(()), |it| it.room(&of_address[1..], now));
    if !scripted && without_script.is_err() {
        return Err(SenderLimit::NeedsScript);
    }
    let windows = [if scripted { &of_address[..1] } else { &of_address }, windows[1]];
    let counts = sender.subjects().into_iter().zip(read).zip(windows);
    let counts = counts.map(|((subject, it), windows)| it.counted(subject, windows, now));
    let UnverifiedOutage { place, seen, call_back } = said;
    let said = OutageSaid::Unverified { place, seen, call_back };
    let told = OutageTold { reference: id.reference(), said };
    let envelope = told.envelope(EventKind::OutageReported, None, envelope, now);
    Ok(UnverifiedReport { id, counts: counts.collect(), challenge, envelope, at: now })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::fixtures::test_keys;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn said() -> UnverifiedOutage {
        UnverifiedOutage {
            place: OutagePlace::parse("12 Mill Street").expect("a place"),
            seen: SeenOutage::Tree,
            call_back: CallBack::parse("8005550142").expect("a number"),
        }
    }

    fn sender() -> OutageSender {
        let key = AddressKey::from_stored;
        OutageSender { address: key("a"), site: Some(key("s")) }
    }

    fn asked(
        read: &[Counter],
        scripted: bool,
        now: Timestamp,
    ) -> Result<UnverifiedReport, SenderLimit> {
        let with = WithUnverified {
            id: said().id_of(&test_keys(), "form"),
            challenge: scripted.then(|| ChallengeKey::from_stored("c")),
            envelope: OutboxId::from_stored("o"),
        };
        unverified(said(), &sender(), read, with, Figures::SHIPPED, now)
    }

    fn after(times: usize, scripted: bool) -> Vec<Counter> {
        let mut read = vec![Counter::default(), Counter::default()];
        for _ in 0..times {
            let counts = asked(&read, scripted, NOON).expect("there is room").counts;
            read = counts.into_iter().map(|count| count.next).collect();
        }
        read
    }

    #[test]
    fn three_reports_an_hour_from_one_address() {
        let (read, hour) = (after(3, true), SignedDuration::from_hours(1));

        let refused = asked(&read, true, NOON).err();

        assert_eq!(refused, Some(SenderLimit::Wait(NOON + hour)));
        assert!(asked(&read, true, NOON + hour).is_ok());
    }

    #[test]
    fn a_site_has_eight_times_as_many() {
        let mut site = Counter::default();
        for _ in 0..24 {
            let counts = asked(&[Counter::default(), site], true, NOON).expect("there is room");
            site = counts.counts[1].next.clone();
        }

        assert!(asked(&[Counter::default(), site], true, NOON).is_err());
    }

    #[test]
    fn without_script_there_are_two_and_with_it_one_more() {
        let read = after(2, false);

        assert_eq!(asked(&read, false, NOON).err(), Some(SenderLimit::NeedsScript));
        assert!(asked(&read, true, NOON).is_ok());
    }

    #[test]
    fn the_event_says_what_was_typed_and_names_no_account_and_no_member() {
        let envelope = asked(&after(0, true), true, NOON).expect("there is room").envelope;

        let event = &envelope.events[0];
        assert_eq!((event.kind, &event.member), (EventKind::OutageReported, &None));
        assert!(event.accounts.is_empty() && event.number.is_none());
        let told = event.outage.as_ref().map(|told| &told.said);
        assert!(matches!(told, Some(OutageSaid::Unverified { seen: SeenOutage::Tree, .. })));
    }

    #[test]
    fn one_form_is_one_report_and_what_was_mended_on_it_is_another() {
        let other = UnverifiedOutage { seen: SeenOutage::Bang, ..said() };
        let id = |said: &UnverifiedOutage, form| said.id_of(&test_keys(), form);

        assert_eq!(id(&said(), "form"), id(&said(), "form"));
        assert_ne!(id(&said(), "form"), id(&said(), "another"));
        assert_ne!(id(&said(), "form"), id(&other, "form"));
    }
}
