//! The file: a header, and a row for each change.

use domain::{Email, MemberId, Outgoing, Typed, harmless};

/// The columns; the same names as in the events on the bus.
const HEADER: [&str; 8] =
    ["id", "time", "kind", "member", "number", "accounts", "email", "held_until"];

/// The changes as CSV; several accounts stand in one field, with blanks between. No cell is a formula, since people
/// open the file too.
pub(crate) fn csv(changes: &[Outgoing]) -> Vec<u8> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    let mut write = |row: [&str; 8]| {
        let row = row.map(|cell| harmless(cell).into_owned());
        sheet.write_record(row).expect("memory takes every row");
    };
    write(HEADER);
    for Outgoing { id, event, written } in changes {
        let accounts: Vec<&str> = written.iter().map(Typed::expose).collect();
        let number = event.number.map(|number| number.to_string()).unwrap_or_default();
        let time = event.at.to_string();
        let member = event.member.as_ref().map_or("", MemberId::as_str);
        let kind = event.kind.name();
        let email = event.email.as_ref().map_or("", Email::expose);
        let until = event.held_until.map(|until| until.to_string()).unwrap_or_default();
        write([id, &time, kind, member, &number, &accounts.join(" "), email, &until]);
    }
    sheet.into_inner().expect("memory takes every row")
}

#[cfg(test)]
mod tests {
    use domain::{AccountNumber, Event, EventKind};
    use jiff::Timestamp;

    use super::*;

    fn row(email: &str, written: &[&str]) -> String {
        let event = Event {
            kind: EventKind::PaperlessOn,
            member: Some(MemberId::from_stored("m")),
            email: Some(Email::parse(email).expect("an email")),
            accounts: vec![AccountNumber::parse("12").expect("a number")],
            held_until: None,
            number: Some(7),
            outage: None,
            at: Timestamp::constant(1_770_000_000, 0),
        };
        let written = written.iter().map(|number| Typed::new(*number)).collect();
        let bytes = csv(&[Outgoing { id: "o-0".to_owned(), event, written }]);
        String::from_utf8(bytes).expect("UTF-8").lines().nth(1).unwrap_or_default().to_owned()
    }

    #[test]
    fn a_row_names_what_is_needed_to_act_with_numbers_as_billing_wrote_them() {
        assert_eq!(
            row("pat@example.com", &["00-12", "34"]),
            "o-0,2026-02-02T02:40:00Z,paperless.on,m,7,00-12 34,pat@example.com,"
        );
    }

    #[test]
    fn no_cell_is_a_formula() {
        let row = row("=1+cmd@example.com", &["-12"]);

        assert!(row.ends_with(",7,'-12,'=1+cmd@example.com,"), "{row}");
    }

    #[test]
    fn a_day_without_changes_has_a_file_with_the_header() {
        assert_eq!(csv(&[]), b"id,time,kind,member,number,accounts,email,held_until\n");
    }
}
