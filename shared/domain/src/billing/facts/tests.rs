use super::*;
use crate::billing::printed_code::PrintedCode;
use crate::figures::Figures;
use crate::fixtures::test_keys;
use crate::values::answer::QuestionKind;
use crate::values::named::assert_named;

fn account() -> AccountNumber {
    AccountNumber::parse("1234567").expect("a number")
}

fn hash(field: &str, value: &str) -> Digest {
    let keys = test_keys();
    Digest::of(&keys, keys.matching(), field, &account(), value).expect("a key")
}

fn facts() -> Facts {
    Facts {
        account: account(),
        written: None,
        version: 3,
        holder: 1,
        status: AccountStatus::Active,
        names: vec![hash(NAME_FIELD, "smith"), hash(NAME_FIELD, "garcia")],
        answers: BTreeMap::from([("billing_zip".to_owned(), hash("billing_zip", "24060"))]),
        held_from: None,
        customer: None,
        customer_key: None,
        contact: None,
        contact_before: None,
        service_name: None,
    }
}

fn extract() -> Extract {
    Extract {
        version: 3,
        match_key: test_keys().matching().clone(),
        normaliser: Name::NORMALISER,
        file_hash: String::new(),
        accounts: 1,
        questions: Some(vec!["billing_zip".to_owned()]),
        imported_at: Timestamp::UNIX_EPOCH,
    }
}

fn days() -> CodeDays {
    CodeDays::at(Figures::SHIPPED, Timestamp::constant(1_795_435_200, 0))
}

#[track_caller]
fn fit(name: &str, zip: &str) -> Fit {
    let name = Name::parse(name).expect("a name");
    let zip = Answer::parse(QuestionKind::Zip, zip).expect("a ZIP code");
    facts().fit(&test_keys(), &extract(), &name, &[("billing_zip", zip)], days())
}

#[track_caller]
fn matches(name: &str, zip: &str) -> bool {
    fit(name, zip).is_whole()
}

#[test]
fn each_status_is_named_as_in_items() {
    assert_named!(AccountStatus, ["active", "closed"]);
}

#[test]
fn any_joint_holder_with_the_right_zip_matches() {
    assert!(matches("Smith", "24060"));
    assert!(matches("GARCÍA", "24060-1234"));
}

#[test]
fn joint_holders_of_the_same_name_match_by_it() {
    let smith = hash(NAME_FIELD, "smith");
    let facts = Facts { names: vec![smith.clone(), smith], ..facts() };
    let name = Name::parse("Smith").expect("a name");

    assert!(facts.fit(&test_keys(), &extract(), &name, &[], days()).is_whole());
}

#[test]
fn a_digest_reads_back_from_what_is_stored() {
    let digest = hash(NAME_FIELD, "smith");

    assert_eq!(Digest::from_stored(digest.as_str()), digest);
}

#[test]
fn a_wrong_name_and_a_wrong_answer_do_not_match_and_are_told_apart() {
    let zip = || vec!["billing_zip".to_owned()];
    let other = |named, wrong_answers| Fit { key_held: true, named, wrong_answers };

    assert!(!matches("Jones", "24060") && !matches("Smith", "24061"));
    assert_eq!(fit("Jones", "24060"), other(false, Vec::new()));
    assert_eq!(fit("Smith", "24061"), other(true, zip()));
    assert_eq!(fit("Jones", "24061"), other(false, zip()));
}

#[test]
fn without_the_key_of_the_extract_nothing_matches() {
    let extract = Extract { match_key: KeyId::parse("gone").expect("a name"), ..extract() };
    let name = Name::parse("Smith").expect("a name");

    let fit = facts().fit(&test_keys(), &extract, &name, &[], days());

    assert!(!fit.key_held && !fit.is_whole());
}

#[test]
fn a_question_that_the_extract_has_no_answer_to_does_not_match() {
    let name = Name::parse("Smith").expect("a name");
    let answer = Answer::parse(QuestionKind::Text, "blue").expect("an answer");

    let fit = facts().fit(&test_keys(), &extract(), &name, &[("colour", answer)], days());

    assert_eq!(fit.wrong_answers, ["colour"]);
}

#[test]
fn a_code_on_the_bill_is_compared_with_those_of_the_accounts_customer() {
    let (keys, name) = (test_keys(), Name::parse("Smith").expect("a name"));
    let key = CustomerKey::of(&keys, &account(), &Typed::new("77"));
    let day = jiff::civil::date(2026, 11, 2);
    let printed = PrintedCode::of(&keys, &account(), &key, day).expect("a key").shown();
    let coded = Facts { customer_key: Some(key), ..facts() };
    let wrong = |facts: &Facts, typed: &str| {
        let code = Answer::parse(QuestionKind::BillCode, typed).expect("a code");
        facts.fit(&keys, &extract(), &name, &[("bill_code", code)], days()).wrong_answers
    };

    assert_eq!(wrong(&coded, &printed), [""; 0]);
    assert_eq!(wrong(&coded, "K7QM-2XPA"), ["bill_code"]);
    assert_eq!(wrong(&facts(), &printed), ["bill_code"], "an import from before has no customer");
}

#[test]
fn an_extract_lacks_a_question_that_it_was_not_made_for_and_an_old_one_every_code() {
    let question = |field, kind| Question { field, kind };
    let zip = question("billing_zip", QuestionKind::Zip);
    let town = question("town", QuestionKind::Text);
    let code = question("bill_code", QuestionKind::BillCode);
    let of_before = Extract { questions: None, ..extract() };
    // A column of that name is no code.
    let named = Extract { questions: Some(vec!["bill_code".to_owned()]), ..extract() };
    let coded = Extract { questions: Some(vec![code.noted_as().to_owned()]), ..extract() };

    assert_eq!(extract().lacks([zip]), None);
    assert_eq!(extract().lacks([zip, town]), Some("town"));
    assert_eq!((of_before.lacks([zip, town]), of_before.lacks([code])), (None, Some("bill_code")));
    assert_eq!((named.lacks([code]), coded.lacks([code])), (Some("bill_code"), None));
}

#[test]
fn facts_of_an_older_extract_are_gone_and_closed_accounts_are_not_open() {
    assert!(facts().open_to_register(&extract()));
    assert!(!facts().open_to_register(&Extract { version: 4, ..extract() }));
    let closed = Facts { status: AccountStatus::Closed, ..facts() };
    assert!(!closed.open_to_register(&extract()));
}

#[test]
fn equal_names_hash_differently_per_account() {
    let keys = test_keys();
    let other = AccountNumber::parse("7654321").expect("a number");

    assert_ne!(
        Digest::of(&keys, keys.matching(), NAME_FIELD, &other, "smith"),
        Some(hash(NAME_FIELD, "smith"))
    );
}
