//! Writes a billing extract of made-up accounts: `made_up 500000 > bills.csv`.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

const NAMES: [&str; 8] =
    ["Walker", "García", "Nguyễn", "O'Brien", "Smith-Jones", "Lee", "Muñoz", "van der Berg"];

fn main() -> ExitCode {
    let Some(many) = std::env::args().nth(1).and_then(|many| many.parse().ok()) else {
        eprintln!("made_up NUMBER-OF-ACCOUNTS");
        return ExitCode::FAILURE;
    };
    match write(many) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(many: usize) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(
        out,
        "account_no,alias_nos,last_name,joint_last_names,business_name,billing_zip,service_zip,last_bill_cents,\
         last_bill_date,status,bill_delivery,contact_email,contact_phone,language,customer_no"
    )?;
    for row in 0..many {
        let account = 10_000_000 + row * 7;
        // Every tenth has an old number, every fifth a joint holder, and two of three an email on file.
        let alias = if row % 10 == 0 { format!("A{account}") } else { String::new() };
        let name = NAMES[row % NAMES.len()];
        let joint = if row % 5 == 0 { NAMES[(row + 3) % NAMES.len()] } else { "" };
        let zip = 24_000 + row % 999;
        let email = if row % 3 == 0 { String::new() } else { format!("member.{row}@example.com") };
        let language = if row % 8 == 1 { "es" } else { "en" };
        writeln!(
            out,
            "{account},{alias},{name},{joint},,{zip},{zip},{},2026-11-02,active,paper,{email},540-555-0142,{language},{}",
            4_000 + row % 20_000,
            500_000 + row
        )?;
    }
    out.flush()
}
