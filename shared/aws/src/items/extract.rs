//! The extract in force.

use domain::{Extract, KeyId};

use super::{Item, ItemError, Key, Reader, Writer};

pub(crate) fn extract_item(extract: &Extract) -> Item {
    let item = Writer::under(&Key::extract());
    let item = match &extract.questions {
        Some(questions) => item.texts("questions", questions.iter().map(String::as_str)),
        None => item,
    };
    item.number("version", extract.version)
        .text("match_key", extract.match_key.as_str())
        .number("normaliser", extract.normaliser)
        .text("file_hash", &extract.file_hash)
        .number("accounts", extract.accounts)
        .instant("imported_at", extract.imported_at)
        .item()
}

pub(crate) fn extract(item: &Item) -> Result<Extract, ItemError> {
    let item = Reader::new(item);
    Ok(Extract {
        version: item.number("version")?,
        match_key: item.parsed("match_key", KeyId::parse)?,
        normaliser: item.number("normaliser")?,
        file_hash: item.text("file_hash")?.to_owned(),
        accounts: item.number("accounts")?,
        questions: item.if_any("questions", Reader::texts)?.map(owned_texts),
        imported_at: item.instant("imported_at")?,
    })
}

fn owned_texts(texts: Vec<&str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use fixtures::test_keys;
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn the_extract_in_force_reads_back() {
        let in_force = Extract {
            version: 3,
            match_key: test_keys().matching().clone(),
            normaliser: 1,
            file_hash: "ab".to_owned(),
            accounts: 40_000,
            questions: Some(vec!["billing_zip".to_owned(), "last_bill_cents".to_owned()]),
            imported_at: Timestamp::constant(1_770_000_000, 0),
        };
        let of_before = Extract { questions: None, ..in_force.clone() };

        assert_eq!(extract(&extract_item(&in_force)), Ok(in_force));
        assert_eq!(extract(&extract_item(&of_before)), Ok(of_before));
    }
}
