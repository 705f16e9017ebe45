//! What differs between the kinds of files: columns, rows, and where each row is kept.

use std::future::Future;

use domain::history::{
    BalanceColumns, BalanceRow, Bill, BillColumns, BillKey, BillPlace, BillRow, DocumentTag,
    KeptMonths, Newer, Told, ToldBill, newer, newer_bill, read_balance, read_bill,
};
use domain::import::{Columns, HeaderError, Note, Reading, Reason};
use domain::ports::{Balances, BillImport, HistoryImport, StoreError};
use domain::{AccountNumber, HistoryKey, KeyRing, Typed};
use jiff::Timestamp;
use jiff::civil::Date;

/// A row as it was read: what it says, or why it stays out, and what was mended in it.
pub(crate) type Read<R> = (Result<R, Reason>, Vec<Note>);

/// What is kept of a row, and where.
pub(crate) type Kept<K> = (<K as Kind>::Place, <K as Kind>::Told);

/// A kind of file.
pub(crate) trait Kind: Sized {
    /// Where each column stands.
    type Columns: Send + Sync;
    /// What a good row says.
    type Row: Send + Sync;
    /// Where a row is kept.
    type Place: Clone + Ord + Send + Sync;
    /// What is kept there.
    type Told: Copy + Send + Sync;

    fn columns(
        header: &[&str],
        delimiter: char,
        reading: &Reading<'_>,
    ) -> Result<Self::Columns, HeaderError>;
    fn recognised(line: &[&str], reading: &Reading<'_>) -> usize;
    fn common(columns: &Self::Columns) -> &Columns;
    fn read(
        columns: &Self::Columns,
        reading: &Reading<'_>,
        fields: &[&str],
        today: Date,
    ) -> Read<Self::Row>;

    fn account(row: &Self::Row) -> &AccountNumber;
    fn customer(row: &Self::Row) -> Option<&Typed>;
    fn begins(row: &Self::Row) -> (&'static str, Date);
    fn day(row: &Self::Row) -> (&'static str, Date);
    fn place(keys: &KeyRing, partition: HistoryKey, row: &Self::Row) -> Self::Place;
    fn told(keys: &KeyRing, row: &Self::Row, at: Timestamp) -> Self::Told;
    fn newer(kept: Option<&Self::Told>, told: &Self::Told) -> Newer;

    /// What is kept once a row has taken the place of another, whose document may have been copied before.
    fn over(told: Self::Told, _kept: Option<&Self::Told>, _is_copied: bool) -> Self::Told {
        told
    }

    /// The document that a row names, and the bill that has it.
    fn document<'a>(
        _place: &'a Self::Place,
        _told: &Self::Told,
    ) -> Option<(DocumentTag, &'a BillPlace)> {
        None
    }
}

/// A store that keeps a kind.
pub(crate) trait Keeps<K: Kind>: Sync {
    fn kept(
        &self,
        places: &[K::Place],
    ) -> impl Future<Output = Result<Vec<Kept<K>>, StoreError>> + Send;
    fn put(
        &self,
        rows: &[Kept<K>],
        kept: KeptMonths,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Files of what is due.
pub(crate) struct OfBalances;

impl Kind for OfBalances {
    type Columns = BalanceColumns;
    type Row = BalanceRow;
    type Place = HistoryKey;
    type Told = Told;

    fn columns(
        header: &[&str],
        delimiter: char,
        reading: &Reading<'_>,
    ) -> Result<BalanceColumns, HeaderError> {
        BalanceColumns::parse(header, delimiter, reading)
    }

    fn recognised(line: &[&str], reading: &Reading<'_>) -> usize {
        BalanceColumns::recognised(line, reading)
    }

    fn common(columns: &BalanceColumns) -> &Columns {
        &columns.columns
    }

    fn read(
        columns: &BalanceColumns,
        reading: &Reading<'_>,
        fields: &[&str],
        today: Date,
    ) -> Read<BalanceRow> {
        let read = read_balance(columns, reading, fields, today);
        (read.verdict, read.notes)
    }

    fn account(row: &BalanceRow) -> &AccountNumber {
        &row.account
    }

    fn customer(row: &BalanceRow) -> Option<&Typed> {
        row.customer.as_ref()
    }

    fn begins(row: &BalanceRow) -> (&'static str, Date) {
        row.day()
    }

    fn day(row: &BalanceRow) -> (&'static str, Date) {
        row.day()
    }

    fn place(_: &KeyRing, partition: HistoryKey, _: &BalanceRow) -> HistoryKey {
        partition
    }

    fn told(_: &KeyRing, row: &BalanceRow, at: Timestamp) -> Told {
        Told { balance: row.balance, at }
    }

    fn newer(kept: Option<&Told>, told: &Told) -> Newer {
        newer(kept, told)
    }
}

impl<S: Balances + HistoryImport> Keeps<OfBalances> for S {
    async fn kept(&self, places: &[HistoryKey]) -> Result<Vec<(HistoryKey, Told)>, StoreError> {
        self.balances(places).await
    }

    async fn put(&self, rows: &[(HistoryKey, Told)], kept: KeptMonths) -> Result<(), StoreError> {
        self.put_balances(rows, kept).await
    }
}

/// Files of bills.
pub(crate) struct OfBills;

impl Kind for OfBills {
    type Columns = BillColumns;
    type Row = BillRow;
    type Place = BillPlace;
    type Told = ToldBill;

    fn columns(
        header: &[&str],
        delimiter: char,
        reading: &Reading<'_>,
    ) -> Result<BillColumns, HeaderError> {
        BillColumns::parse(header, delimiter, reading)
    }

    fn recognised(line: &[&str], reading: &Reading<'_>) -> usize {
        BillColumns::recognised(line, reading)
    }

    fn common(columns: &BillColumns) -> &Columns {
        &columns.columns
    }

    fn read(
        columns: &BillColumns,
        reading: &Reading<'_>,
        fields: &[&str],
        today: Date,
    ) -> Read<BillRow> {
        let read = read_bill(columns, reading, fields, today);
        (read.verdict, read.notes)
    }

    fn account(row: &BillRow) -> &AccountNumber {
        &row.account
    }

    fn customer(row: &BillRow) -> Option<&Typed> {
        row.customer.as_ref()
    }

    fn begins(row: &BillRow) -> (&'static str, Date) {
        row.begins()
    }

    fn day(row: &BillRow) -> (&'static str, Date) {
        row.day()
    }

    fn place(keys: &KeyRing, partition: HistoryKey, row: &BillRow) -> BillPlace {
        let key = BillKey::of(keys, &partition, row.number.as_ref(), row.bill.date);
        (partition, key)
    }

    fn told(keys: &KeyRing, row: &BillRow, at: Timestamp) -> ToldBill {
        let document = row.document.as_ref().map(|name| DocumentTag::of(keys, name));
        ToldBill { bill: Bill { document, ..row.bill }, at, has_document: false }
    }

    fn newer(kept: Option<&ToldBill>, told: &ToldBill) -> Newer {
        newer_bill(kept, told)
    }

    fn over(told: ToldBill, kept: Option<&ToldBill>, is_copied: bool) -> ToldBill {
        told.over(kept, is_copied)
    }

    fn document<'a>(place: &'a BillPlace, told: &ToldBill) -> Option<(DocumentTag, &'a BillPlace)> {
        Some((told.bill.document?, place))
    }
}

impl<S: BillImport> Keeps<OfBills> for S {
    async fn kept(&self, places: &[BillPlace]) -> Result<Vec<(BillPlace, ToldBill)>, StoreError> {
        self.bills_at(places).await
    }

    async fn put(
        &self,
        rows: &[(BillPlace, ToldBill)],
        kept: KeptMonths,
    ) -> Result<(), StoreError> {
        self.put_bills(rows, kept).await
    }
}
