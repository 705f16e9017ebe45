//! Measures what comparing a code on the bill costs, for a right one, a wrong one and an account that nobody has.
//!
//! `cargo bench --bench bill_code`: the median of 2,000 decisions of step 3 each, in random order. docs/TIMING.md says what the
//! figures mean.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use domain::{
    AccountNumber, AccountStatus, Answer, Asked, CustomerKey, Digest, Email, Extract, Facts,
    Figures, Found, KeyId, KeyRing, Language, NAME_FIELD, Name, PrintedCode, QuestionKind, Typed,
    obstacles,
};
use jiff::Timestamp;
use jiff::civil::date;
use secrecy::SecretString;

const NOON: Timestamp = Timestamp::constant(1_795_435_200, 0);
const DECISIONS: usize = 2_000;

fn ring(many: u8) -> KeyRing {
    let id = |at: u8| KeyId::parse(&at.to_string()).expect("a name");
    let key =
        |at: u8| SecretString::from(format!("{at:02x}b1c2d4e5968778695a4b3c2d1e0f0011223344"));
    let keys: BTreeMap<_, _> = (1..=many).map(|at| (id(at), key(at))).collect();
    KeyRing::new(keys, id(many), id(1), id(1)).expect("good keys")
}

fn account() -> AccountNumber {
    AccountNumber::parse("12345").expect("a number")
}

fn found(keys: &KeyRing, is_there: bool) -> Found {
    let name = Digest::of(keys, keys.matching(), NAME_FIELD, &account(), "lee").expect("a key");
    let facts = Facts {
        account: account(),
        written: None,
        version: 1,
        holder: 1,
        held_from: None,
        status: AccountStatus::Active,
        names: vec![name],
        answers: BTreeMap::new(),
        customer: None,
        customer_key: Some(CustomerKey::of(keys, &account(), &Typed::new("77"))),
        service_name: None,
        contact: None,
        contact_before: None,
    };
    let extract = Extract {
        version: 1,
        match_key: keys.matching().clone(),
        normaliser: Name::NORMALISER,
        file_hash: String::new(),
        accounts: 1,
        questions: None,
        imported_at: NOON,
    };
    Found { extract: Some(extract), facts: is_there.then_some(facts), ..Found::default() }
}

fn asked(code: &str) -> Asked {
    Asked {
        account: account(),
        name: Name::parse("Lee").expect("a name"),
        email: Email::parse("pat@example.com").expect("an email"),
        language: Language::English,
        answers: vec![("bill_code", Answer::parse(QuestionKind::BillCode, code).expect("a code"))],
    }
}

fn main() {
    for many in [1, 2, 3] {
        let keys = ring(many);
        let customer = CustomerKey::of(&keys, &account(), &Typed::new("77"));
        let printed = |day| PrintedCode::of(&keys, &account(), &customer, day).expect("a key");
        let (newest, oldest) = (printed(date(2026, 11, 30)), printed(date(2026, 9, 24)));
        let sides = [
            ("right, of the last day", asked(&newest.shown()), found(&keys, true)),
            ("right, of the first day", asked(&oldest.shown()), found(&keys, true)),
            ("wrong", asked("K7QM-2XPA"), found(&keys, true)),
            ("no such account", asked("K7QM-2XPA"), found(&keys, false)),
        ];
        let without = Asked { answers: Vec::new(), ..sides[2].1.clone() };
        let mut times = vec![Vec::new(); sides.len() + 1];
        for round in 0..DECISIONS {
            for at in 0..times.len() {
                // In another order each time, so that none is always first.
                let at = (at + round) % times.len();
                let (asked, found) = match sides.get(at) {
                    Some((_, asked, found)) => (asked, found),
                    None => (&without, &sides[2].2),
                };
                let begun = Instant::now();
                black_box(obstacles(&keys, black_box(asked), found, Figures::SHIPPED, NOON));
                times[at].push(begun.elapsed());
            }
        }
        let names = sides.iter().map(|(name, ..)| *name).chain(["without a code"]);
        for (name, mut times) in names.zip(times) {
            times.sort_unstable();
            println!("{many} keys, {name}: {:.1} µs", times[DECISIONS / 2].as_secs_f64() * 1e6);
        }
    }
}
