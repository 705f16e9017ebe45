//! The file: a header, and a row for each change.

use domain::Outgoing;
use domain::{AccountNumber, Email};

/// The columns; the same names as in the events on the bus.
const HEADER: [&str; 7] = ["id", "time", "kind", "member", "number", "accounts", "email"];

/// The changes as CSV; several accounts stand in one field, with blanks between.
pub(crate) fn csv(changes: &[Outgoing]) -> Vec<u8> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    let mut write = |row: [&str; 7]| sheet.write_record(row).expect("memory takes every row");
    write(HEADER);
    for Outgoing { id, event } in changes {
        let accounts: Vec<&str> = event.accounts.iter().map(AccountNumber::expose).collect();
        let (time, number) = (event.at.to_string(), event.number.to_string());
        let (kind, member) = (event.kind.name(), event.member.as_str());
        let email = event.email.as_ref().map_or("", Email::expose);
        write([id, &time, kind, member, &number, &accounts.join(" "), email]);
    }
    sheet.into_inner().expect("memory takes every row")
}

#[cfg(test)]
mod tests {
    use domain::{Event, EventKind, MemberId};
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn a_row_names_what_is_needed_to_act() {
        let account = |number| AccountNumber::parse(number).expect("a number");
        let event = Event {
            kind: EventKind::PaperlessOn,
            member: MemberId::from_stored("m"),
            email: Some(Email::parse("pat@example.com").expect("an email")),
            accounts: vec![account("12"), account("34")],
            number: 7,
            at: Timestamp::constant(1_770_000_000, 0),
        };

        let text = String::from_utf8(csv(&[Outgoing { id: "o-0".to_owned(), event }]));

        let expected = "id,time,kind,member,number,accounts,email\n\
            o-0,2026-02-02T02:40:00Z,paperless.on,m,7,12 34,pat@example.com\n";
        assert_eq!(text.as_deref(), Ok(expected));
    }

    #[test]
    fn a_day_without_changes_has_a_file_with_the_header() {
        assert_eq!(csv(&[]), b"id,time,kind,member,number,accounts,email\n");
    }
}
