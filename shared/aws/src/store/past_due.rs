//! Finds and deletes items that are past due.

use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use domain::cleaning::{Due, Looked, PARTS, Part, Place, Shelf};
use domain::ports::{PastDue, StoreError};
use jiff::Timestamp;

use super::Tables;
use crate::failure::CallFailed;
use crate::items::{Item, ItemError, Reader, Table, instant, text};

/// The most items of one page. It bounds the capacity that a page uses.
const SEEN_AT_ONCE: i32 = 500;

impl PastDue for Tables {
    async fn look(
        &self,
        part: Part,
        from: Option<&Place>,
        now: Timestamp,
    ) -> Result<Looked, StoreError> {
        let scan = self.client.scan().table_name(self.name(table(part.shelf))?);
        let scan = scan
            .segment(i32::try_from(part.number).unwrap_or_default())
            .total_segments(i32::try_from(PARTS).unwrap_or(1))
            .limit(SEEN_AT_ONCE)
            .set_exclusive_start_key(from.map(attributes))
            .filter_expression("delete_at <= :now")
            .projection_expression(match part.shelf {
                Shelf::Transient => "pk, sk, delete_at",
                Shelf::Outbox => "pk, delete_at",
            })
            .expression_attribute_values(":now", instant(now));
        let answer = scan.send().await.map_err(|error| CallFailed::of("Scan", &error))?;
        let due = answer.items.unwrap_or_default();
        let due = due.iter().map(|item| read_due(part.shelf, item)).collect::<Result<_, _>>()?;
        let next = answer.last_evaluated_key.filter(|key| !key.is_empty());
        Ok(Looked { due, next: next.map(|key| place(&key)).transpose()? })
    }

    async fn delete(&self, due: &Due) -> Result<bool, StoreError> {
        let delete = self.client.delete_item().table_name(self.name(table(due.shelf))?);
        let delete = delete
            .set_key(Some(attributes(&due.place)))
            .condition_expression("delete_at = :seen")
            .expression_attribute_values(":seen", instant(due.delete_at));
        let Err(error) = delete.send().await else { return Ok(true) };
        let failed = CallFailed::of("DeleteItem", &error);
        match error.into_service_error() {
            // It has a later date now, or is gone already.
            DeleteItemError::ConditionalCheckFailedException(_)
            | DeleteItemError::TransactionConflictException(_) => Ok(false),
            _ => Err(failed.into()),
        }
    }
}

fn table(shelf: Shelf) -> Table {
    match shelf {
        Shelf::Transient => Table::Transient,
        Shelf::Outbox => Table::Outbox,
    }
}

fn attributes(place: &Place) -> Item {
    let sk = place.sk.iter().map(|sk| ("sk".to_owned(), text(sk)));
    std::iter::once(("pk".to_owned(), text(&place.pk))).chain(sk).collect()
}

fn place(item: &Item) -> Result<Place, ItemError> {
    let item = Reader::new(item);
    let sk = item.if_any("sk", Reader::text)?.map(str::to_owned);
    Ok(Place { pk: item.text("pk")?.to_owned(), sk })
}

fn read_due(shelf: Shelf, item: &Item) -> Result<Due, ItemError> {
    Ok(Due { shelf, place: place(item)?, delete_at: Reader::new(item).instant("delete_at")? })
}
