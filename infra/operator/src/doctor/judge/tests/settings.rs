//! What the doctor makes of the co-op's settings.

use super::*;

#[test]
fn settings_that_are_refused_and_a_question_without_answers_are_to_be_mended() {
    let no = Failure::mend("the settings are refused:\nportal.toml:3: why\n", "Mend them.");
    let other = Extract { questions: Some(vec!["last_bill_cents".to_owned()]), ..in_force(1) };
    let of_before = Extract { questions: None, ..in_force(1) };

    one(&Asked { settings: Err(no), ..healthy() }, "portal.toml:3: why");
    one(&Asked { extract: Ok(Some(other)), ..healthy() }, "no answers to billing_zip");
    assert_eq!(to_mend(&Asked { extract: Ok(Some(of_before)), ..healthy() }), [""; 0]);
}

#[test]
fn functions_that_started_with_other_settings_are_named() {
    let here = web::samples::shipped().print;
    let with = |prints| Asked { started: Some(Ok(started(prints))), ..healthy() };

    one(&with([here, "0badcafe"]), "SignIn 0badcafe");
    one(&with(["0badcafe"; 2]), "Home 0badcafe");
    assert_eq!(to_mend(&Asked { started: Some(Ok(BTreeMap::new())), ..healthy() }), [""; 0]);
    assert_eq!(to_mend(&Asked { started: None, ..healthy() }), [""; 0]);
}

#[test]
fn documents_that_do_not_go_with_their_bills_are_to_be_mended() {
    let with = |days| Asked { documents: Some(Ok(days)), ..healthy() };

    one(&with(Some(1_096)), "go after 1096 days, and the settings keep bills for 60 months");
    one(&with(Some(1_828)), "go after 1828 days");
    one(&with(None), "never go");
    assert_eq!(to_mend(&Asked { documents: None, ..healthy() }), [""; 0]);
}
