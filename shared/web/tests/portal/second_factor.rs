//! The settings of the second step of signing in.

use domain::SecondFactorRules;

use super::*;

#[test]
fn a_setting_makes_the_second_step_only_stronger() {
    let days = "remember_days = 7";
    refused(days, "remember_days = 8", "remember_days is 8, from 0 to 7 is allowed");
    let hours = "reset_wait_hours = 72";
    refused(hours, "reset_wait_hours = 71", "reset_wait_hours is 71, from 72 to 336 is allowed");
    refused(hours, "reset_wait_hours = 337", "reset_wait_hours is 337, from 72 to 336 is allowed");
    is_read("mode = \"offered\"", "mode = \"off\"");
}

#[test]
fn who_leaves_the_second_step_out_has_it_as_shipped() {
    let good = good();
    let begin = good.find("[second_factor]").expect("there");
    let end = begin + good[begin..].find("\n[").expect("another table");

    let without = read(&[&good[..begin], &good[end..]].concat()).expect("good");

    assert_eq!(without.second_factor, SecondFactorRules::SHIPPED);
    assert_eq!(read(&good).expect("good").second_factor, SecondFactorRules::SHIPPED);
}
