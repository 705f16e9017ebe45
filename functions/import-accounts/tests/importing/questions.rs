//! Which answers an extract has, and what becomes of one with others.

use domain::import::Reading;
use domain::{AccountNumber, CustomerKey, Extract, Question, QuestionKind, Typed};
use fixtures::test_keys;
use import_accounts::{ImportError, Importer, Options, Refusal, Summary};

use crate::store::{READING, Store, ZIP, ten};

const BOTH: [Question; 2] =
    [Question { field: "last_bill_cents", kind: QuestionKind::Cents }, ZIP[0]];

/// Ten accounts with what two questions ask.
fn file() -> String {
    let rows = (1..11).map(|number| format!("{number},Lee,24091,134.82\n"));
    let head = "account_no,last_name,billing_zip,last_bill_cents\n".to_owned();
    std::iter::once(head).chain(rows).collect()
}

async fn asking(
    questions: &[Question],
    store: &Store,
    options: Options,
) -> Result<Summary, ImportError> {
    let reading = &Reading { questions, ..READING };
    let keys = &test_keys();
    let importer = Importer { extracts: store, clock: &store.clock, keys, reading, options };
    importer.import(file().as_bytes(), |_| ()).await
}

fn named(store: &Store) -> Option<Vec<String>> {
    store.extract().expect("an extract").questions
}

#[tokio::test]
async fn an_extract_names_the_questions_that_it_has_answers_to() {
    let store = Store::default();

    asking(&BOTH, &store, Options::default()).await.expect("an import");

    let both = ["billing_zip", "last_bill_cents"].map(str::to_owned);
    assert_eq!(named(&store), Some(both.into()));
}

#[tokio::test]
async fn other_questions_are_refused_unless_they_are_meant_and_force_is_not_enough() {
    for (before, now) in [(&ZIP[..], &BOTH[..]), (&BOTH[..], &ZIP[..])] {
        let store = Store::default();
        asking(before, &store, Options::default()).await.expect("an import");
        let kept = store.extract();

        for force in [false, true] {
            let refused = asking(now, &store, Options { force, ..Options::default() }).await;
            let Err(ImportError::Refused { why, .. }) = refused else { panic!("it went in") };
            assert!(matches!(why, Refusal::OtherQuestions { .. }), "{why}");
            assert!(why.to_string().contains("last_bill_cents"), "{why}");
        }
        assert_eq!(store.extract(), kept);
        let meant = Options { new_questions: true, ..Options::default() };
        asking(now, &store, meant).await.expect("an import");
        assert_eq!(named(&store).map(|names| names.len()), Some(now.len()));
    }
}

const CODE: [Question; 2] = [ZIP[0], Question { field: "bill_code", kind: QuestionKind::BillCode }];

/// An import of two accounts with customers, the second of which may have none.
async fn coded(
    store: &Store,
    questions: &[Question],
    second: &str,
) -> Result<Summary, ImportError> {
    let head = "account_no,customer_no,last_name,billing_zip\n";
    let file = format!("{head}1,0077,Lee,24091\n2,{second},Kim,24091\n");
    let reading = &Reading { questions, ..READING };
    let options = Options { force: true, new_questions: true, ..Options::default() };
    let keys = &test_keys();
    let importer = Importer { extracts: store, clock: &store.clock, keys, reading, options };
    importer.import(file.as_bytes(), |_| ()).await
}

#[tokio::test]
async fn a_code_on_the_bill_needs_a_customer_and_keeps_what_codes_are_made_of() {
    let store = Store::default();
    coded(&store, &ZIP, "78").await.expect("an import");
    assert_eq!(
        store.facts("1").expect("facts").customer_key,
        None,
        "it is kept where it is needed"
    );

    let summary = coded(&store, &CODE, "").await.expect("an import");
    assert_eq!((summary.changed, summary.rejected), (1, 1));
    assert_eq!(summary.reasons.get("no-answer"), Some(&1));
    coded(&store, &CODE, "78").await.expect("an import");

    let account = AccountNumber::parse("1").expect("a number");
    let key = CustomerKey::of(&test_keys(), &account, &Typed::new("77"));
    assert_eq!(store.facts("1").expect("facts").customer_key, Some(key));
    assert_eq!(
        named(&store),
        Some(["billing_zip", "the code on the bill"].map(str::to_owned).into())
    );
}

#[tokio::test]
async fn a_code_on_the_bill_refuses_a_file_without_customers() {
    let refused = asking(&CODE, &Store::default(), Options::default()).await;

    let Err(ImportError::Header(error)) = refused else { panic!("it went in") };
    assert!(error.to_string().contains("no column `customer_no`"), "{error}");
}

#[tokio::test]
async fn the_order_of_the_questions_does_not_matter() {
    let store = Store::default();
    asking(&BOTH, &store, Options::default()).await.expect("an import");

    let turned = [BOTH[1], BOTH[0]];

    assert!(asking(&turned, &store, Options::default()).await.is_ok());
}

#[tokio::test]
async fn an_extract_from_before_they_were_named_gives_way_to_any() {
    let store = ten().await;
    let of_before = Extract { questions: None, ..store.extract().expect("an extract") };
    store.put(of_before);

    asking(&BOTH, &store, Options::default()).await.expect("an import");

    assert_eq!(named(&store).map(|names| names.len()), Some(2));
}
