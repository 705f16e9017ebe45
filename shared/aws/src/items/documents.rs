//! Whose the names of documents are. There are only HMACs in it, so it is not sealed.

use domain::HistoryKey;
use domain::history::{BillKey, BillPlace, DocumentTag, NameClaim};
use jiff::Timestamp;

use super::{Item, ItemError, Key, Reader, Writer};

/// How a claim stands.
const WAITS: &str = "waits";
const COPIED: &str = "copied";
const DISPUTED: &str = "disputed";

pub(crate) fn claim_item(tag: DocumentTag, claim: &NameClaim, until: Timestamp) -> Item {
    let of = |state: &str, place: &BillPlace| {
        let (partition, bill) = (place.0.as_str(), place.1.as_str());
        let writer = Writer::under(&Key::document_name(tag)).text("state", state);
        writer.text("partition", partition).text("bill", bill)
    };
    let writer = match claim {
        NameClaim::Waits(place) => of(WAITS, place),
        NameClaim::Copied(place) => of(COPIED, place),
        NameClaim::Disputed => Writer::under(&Key::document_name(tag)).text("state", DISPUTED),
    };
    writer.instant("delete_at", until).item()
}

pub(crate) fn claim(item: &Item) -> Result<(DocumentTag, NameClaim), ItemError> {
    let item = Reader::new(item);
    let tag = item.parsed("pk", |pk| DocumentTag::parse(pk.strip_prefix("D#")?))?;
    let place = || {
        let partition = item.parsed("partition", |text| Some(HistoryKey::from_stored(text)))?;
        let bill = item.parsed("bill", |text| Some(BillKey::from_stored(text)))?;
        Ok::<BillPlace, ItemError>((partition, bill))
    };
    let claim = match item.text("state")? {
        WAITS => NameClaim::Waits(place()?),
        COPIED => NameClaim::Copied(place()?),
        DISPUTED => NameClaim::Disputed,
        _ => return Err(ItemError { attribute: "state" }),
    };
    Ok((tag, claim))
}

#[cfg(test)]
mod tests {
    use domain::history::DocumentName;
    use fixtures::test_keys;

    use super::*;

    #[test]
    fn a_claim_reads_back_and_goes_at_its_time() {
        let name = DocumentName::parse("4711.pdf").expect("a name");
        let tag = DocumentTag::of(&test_keys(), &name);
        let place = (HistoryKey::from_stored("a"), BillKey::from_stored("x"));
        let until = Timestamp::constant(1_795_435_200, 0);
        let claims =
            [NameClaim::Waits(place.clone()), NameClaim::Copied(place), NameClaim::Disputed];
        for kept in claims {
            let item = claim_item(tag, &kept, until);

            assert_eq!(claim(&item), Ok((tag, kept)));
            assert_eq!(Reader::new(&item).instant("delete_at"), Ok(until));
            assert!(!format!("{item:?}").contains("4711"));
        }
    }
}
