//! What an account number looks like, by the settings.

use super::*;

#[test]
fn an_account_number_has_as_many_letters_and_digits_as_can_be_kept() {
    refused("most = 10", "most = 21", "1 to 20 can be kept");
    refused("most = 10", "most = 0", "1 to 20 can be kept");
    refused("least = 5", "least = 0", "least is 1 to 10, as most says");
    refused("least = 5", "least = 11", "least is 1 to 10, as most says");
    refused("least = 5", "least = -1", "least is 1 to 10, as most says");
    refused("digits_only = false", "digits_only = \"no\"", "`digits_only` is true or false");
}

#[test]
fn the_example_of_an_account_number_is_one() {
    let example = "example = \"1234567\"";

    is_read(example, "");
    is_read(example, "example = \"AB 123-45\"");
    for bad in ["1234", "12345678901", "12_345", "1234 5é"] {
        refused(example, &format!("example = \"{bad}\""), "the example is no such number");
    }
    let letters = good().replacen(example, "example = \"AB12345\"", 1);
    let digits = letters.replacen("digits_only = false", "digits_only = true", 1);
    assert!(read(&letters).is_ok() && read(&digits).is_err());
}

#[test]
fn what_an_account_number_looks_like_may_be_left_out() {
    let good = good();
    let begin = good.find("[account_number]").expect("there");
    let end = good[begin..].find("[links]").expect("there") + begin;

    let portal = read(&format!("{}{}", &good[..begin], &good[end..])).expect("good settings");

    assert_eq!(portal.account_form, domain::AccountForm::ANY);
}
