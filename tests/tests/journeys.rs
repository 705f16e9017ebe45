//! What members meet: browsers drive the deployed handlers, and pages and letters show what came of it.
//!
//! Some rules show on no page and in no letter: that nothing was written, whose an account is, what was counted, what the
//! billing system will hear. For these a journey reads what is kept, by the methods listed below. It never writes
//! there: what staff or time have done is a method of `TestApp`.

mod addresses;
mod back;
mod bad_input;
mod balances;
mod bill_codes;
mod bills;
mod claims;
mod closing;
pub(crate) mod desk;
mod documents;
mod hold;
mod kept;
mod languages;
mod left_open;
mod letter_budgets;
mod letters;
mod links;
mod maintenance;
mod many_at_once;
mod more_accounts;
mod moved_by_staff;
mod new_email;
mod not_me;
mod one_answer;
mod order;
mod outages;
mod paperless_confirmed;
mod passing_on;
mod passkeys;
mod paying;
mod people;
mod pressed_twice;
mod privacy;
mod profile;
mod recover;
mod recover_limits;
mod reporting_outages;
mod resend_limits;
mod resend_waits;
mod second;
mod security_steps;
mod seen_outages;
mod service_names;
mod sessions;
mod sign_in_limits;
mod signed_in_where;
mod signing_in;
mod slips;
mod states;
mod terms;
mod timeline;
mod told;
mod unanswered;
mod usage;
mod ways_on;
mod whole_way;
mod wishes;
mod wrong_input;

use std::collections::BTreeSet;
use std::path::Path;

/// What a journey may read of what is kept, and the switch that lets nothing answer.
const KEPT: [&str; 11] = [
    "counter",
    "envelopes",
    "factor_records",
    "letters",
    "links",
    "member_of",
    "members",
    "owner_of",
    "pendings",
    "sessions",
    "set_down",
];
/// What it may ask of the post office besides its letters, and the switch of that.
const POST: [&str; 3] = ["asked", "set_mood", "taken"];
/// What is behind the portal: ports and stores, faults, the bus, the clock.
const BEHIND: [&str; 5] = ["::ports", "Memory", ".faults", ".bus", ".clock"];

/// All source in a folder and below, without blanks.
fn source(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let read = |path: &Path| std::fs::read_to_string(path).expect("it can be read");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let texts = paths.map(|path| if path.is_dir() { source(&path) } else { read(&path) });
    texts.collect::<String>().split_whitespace().collect()
}

/// The methods that are called on a field; the text itself where it is no call.
fn called<'a>(source: &'a str, field: &str) -> BTreeSet<&'a str> {
    let rests = source.split(field).skip(1);
    rests.map(|rest| rest[1..].split_once('(').map_or(rest, |(name, _)| name)).collect()
}

#[test]
fn journeys_look_at_pages_and_letters_and_beyond_them_only_as_listed() {
    let source = source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys"));

    assert!(source.matches("app.browser()").count() > 100, "all of them were read");
    assert_eq!(called(&source, ".store"), BTreeSet::from(KEPT));
    assert_eq!(called(&source, ".post_office"), BTreeSet::from(POST));
    for text in BEHIND {
        assert!(!source.contains(text), "a journey has `{text}`");
    }
}
