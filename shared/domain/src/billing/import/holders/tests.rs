//! Whole names as billing systems write them.

use super::*;
use crate::values::name::Name;

/// Whether what somebody types is one of the names in a text.
fn is_in(form: NameForm, text: &str, typed: &str) -> bool {
    let typed = Name::parse(typed).expect("a name");
    last_names(form, text).iter().any(|name| Name::parse(name).as_ref() == Ok(&typed))
}

#[test]
fn a_last_name_stands_before_the_comma() {
    let form = NameForm::LastFirst;
    for (text, typed) in [
        ("LEE, PAT & SAM", "Lee"),
        ("SMITH, JOHN A", "Smith"),
        ("SMITH JR, JOHN", "Smith"),
        ("SMITH, JOHN, JR", "Smith"),
        ("LEE, PAT & KIM, SAM", "Kim"),
        ("LEE, PAT AND KIM, SAM", "Lee"),
        ("DE LA CRUZ, MARIA", "de la Cruz"),
        ("GARCÍA LÓPEZ, ANA", "Garcia Lopez"),
        ("LEE PAT", "Lee"),
        ("VAN DYKE PAT", "Van Dyke"),
        ("CHURCH, FRANK", "Church"),
        ("TOWN OF JUNIPER GAP", "Town of Juniper Gap"),
        ("MILLER & SONS, INC", "Miller and Sons"),
        ("FIRST BAPTIST CHURCH", "First Baptist Church"),
        ("7 ELEVEN", "7 Eleven"),
        ("ESTATE OF SMITH, JOHN", "Smith"),
        ("SMITH, JOHN (ESTATE OF)", "Smith"),
        ("SMITH, JOHN C/O PAT LEE", "Smith"),
        ("LEE, PAT DBA PAT'S DINER", "Lee"),
        ("LEE, PAT DBA PAT'S DINER", "Pats Diner"),
        ("MR LEE PAT", "Lee"),
        ("LEE, PAT AND/OR KIM, SAM", "Kim"),
        ("LEE, PAT ET AL", "Lee"),
        ("C/O LEE PAT", "Lee"),
    ] {
        assert!(is_in(form, text, typed), "{typed} in {text}");
    }
    for (text, typed) in
        [("LEE, PAT & SAM", "Pat"), ("LEE, PAT & SAM", "Sam"), ("TOWN OF JUNIPER GAP", "Town")]
    {
        assert!(!is_in(form, text, typed), "{typed} in {text}");
    }
}

#[test]
fn a_last_name_is_the_last_word() {
    let form = NameForm::FirstLast;
    for (text, typed) in [
        ("PAT LEE", "Lee"),
        ("PAT LEE", "Pat Lee"),
        ("PAT & SAM LEE", "Lee"),
        ("PAT LEE & SAM KIM", "Kim"),
        ("PAT LEE AND SAM", "Lee"),
        ("JOHN A SMITH JR", "Smith"),
        ("JOHN SMITH, JR", "Smith"),
        ("MARIA DE LA CRUZ", "de la Cruz"),
        ("MARIA DE LA CRUZ", "Cruz"),
        ("MARIA GARCIA LOPEZ", "Garcia Lopez"),
        ("FRANK CHURCH", "Church"),
        ("SMITH, JOHN", "Smith"),
        ("FIRST BAPTIST CHURCH", "First Baptist Church"),
        ("MILLER & SONS CO., INC.", "Miller & Sons"),
        ("ESTATE OF JOHN SMITH", "Smith"),
        ("ESTATE OF JOHN SMITH", "Estate of John Smith"),
        ("JOHN SMITH ESTATE", "Smith"),
        ("JOHN SMITH DECD", "Smith"),
        ("JOHN SMITH (DECEASED)", "Smith"),
        ("PAT LEE TRUSTEE", "Lee"),
        ("SMITH FAMILY TRUST", "Smith"),
        ("SMITH FAMILY TRUST", "Smith Family Trust"),
        ("PAT LEE REVOCABLE LIVING TRUST", "Lee"),
        ("PAT LEE C/O SAM KIM", "Lee"),
        ("C/O SAM KIM", "Kim"),
        ("PAT LEE (BARN)", "Lee"),
        ("PAT LEE ET AL", "Lee"),
        ("PAT AND/OR SAM LEE", "Lee"),
        ("PAT LEE D/B/A PAT'S DINER", "Lee"),
        ("PAT LEE D/B/A PAT'S DINER", "Pat's Diner"),
        ("SMITH BROS", "Smith Bros"),
        ("MR PAT LEE", "Lee"),
    ] {
        assert!(is_in(form, text, typed), "{typed} in {text}");
    }
    for (text, typed) in [
        ("PAT & SAM LEE", "Pat"),
        ("FIRST BAPTIST CHURCH", "Church"),
        ("JOHN A SMITH", "John"),
        ("JOHN SMITH ESTATE", "Estate"),
        ("PAT LEE TRUST", "Trust"),
        ("PAT LEE ET AL", "Al"),
        ("PAT LEE (BARN)", "Barn"),
        ("PAT AND/OR SAM LEE", "And"),
        ("SMITH JOHN W", "W"),
        ("SMITH BROS", "Bros"),
        ("PAT LEE C/O SAM KIM", "Kim"),
    ] {
        assert!(!is_in(form, text, typed), "{typed} in {text}");
    }
}

#[test]
fn a_column_of_last_names_is_taken_as_it_is() {
    for text in ["LEE, PAT", "LEE", "AT&T", "SMITH & SONS", "MILLER & SONS CO., INC.", "LEE-KIM"] {
        assert_eq!(last_names(NameForm::Last, text), [text]);
    }
}

#[test]
fn two_last_names_in_one_cell_are_two_holders() {
    for text in ["LEE/KIM", "LEE & KIM", "Lee and Kim", "LEE;KIM", "LEE / DE LA KIM"] {
        assert!(is_in(NameForm::Last, text, "Lee"), "{text}");
    }
    assert!(is_in(NameForm::Last, "LEE & KIM", "Kim"));
    assert!(is_in(NameForm::Last, "LEE & KIM", "Lee & Kim"));
}

#[test]
fn whole_names_are_odd_as_last_names() {
    for (text, is) in [
        ("LEE, PAT & SAM", Some(Odd::Comma)),
        ("SMITH, JOHN A", Some(Odd::Comma)),
        ("PAT LEE", Some(Odd::Words)),
        ("Smith", None),
        ("SMITH, JR", None),
        ("Smith-Jones", None),
        ("de la Cruz", None),
        ("King III", None),
        ("Miller & Sons Co., Inc.", None),
        ("Town of Floyd", None),
    ] {
        assert_eq!(odd(text), is, "{text}");
    }
}
