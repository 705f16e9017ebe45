//! People who register, one for each account of an extract that is made up.

use std::fmt::Write as _;

/// How many accounts the extract has.
const ACCOUNTS: u32 = 40_000;

/// A person, with what they type.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) account: String,
    pub(crate) name: String,
    pub(crate) zip: String,
    pub(crate) email: String,
    pub(crate) password: String,
    number: u32,
}

impl Person {
    pub(crate) fn new(number: u32) -> Self {
        assert!(number < ACCOUNTS, "there are so many accounts");
        let letter = |place: u32| char::from(b'a' + u8::try_from(number / place % 26).unwrap_or(0));
        let name: String = [676, 26, 1].map(letter).iter().collect();
        Self {
            account: format!("{}", 3_000_000 + number),
            name: format!("Quill{name}feather{}", letter(17_576)),
            zip: format!("{:05}", 20_000 + number % 70),
            email: format!("member.{number}@mail.example"),
            password: format!("four slow ferries at dusk {number}"),
            number,
        }
    }

    /// A network address of their own for each browser, on this machine.
    pub(crate) fn address(&self, browser: u8) -> String {
        let [_, high, middle, low] = self.number.to_be_bytes();
        format!("127.{}.{middle}.{low}", 16 * browser + high + 1)
    }
}

/// The billing extract of all of them.
pub(crate) fn extract() -> String {
    let mut csv = "account_no,last_name,billing_zip,status,contact_email,language\n".to_owned();
    for Person { account, name, zip, .. } in (0..ACCOUNTS).map(Person::new) {
        writeln!(csv, "{account},{name},{zip},active,,en").expect("a text takes all");
    }
    csv
}
