//! Writes files of made-up accounts, always the same: `made_up accounts 500000 > accounts.csv`.
//!
//! `made_up bills 500000 2026-11-29` and `made_up reads 5000000 2026-11-29` write what billing tells of the same
//! accounts, up to that day: two years of bills, and ten days of what meters counted by the hour. `made_up one-day 1000000 2026-11-29`
//! writes as many rows of one account and that day, which no account has, and before them one of the day before.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use jiff::ToSpan;
use jiff::civil::Date;

const NAMES: [&str; 8] =
    ["Walker", "García", "Nguyễn", "O'Brien", "Smith-Jones", "Lee", "Muñoz", "van der Berg"];
/// How many bills an account has.
const BILLS: usize = 24;
/// Of how many days an account has reads, and how many each day.
const DAYS: usize = 10;
const HOURS: usize = 24;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let many = arguments.get(1).and_then(|many| many.parse().ok());
    let last = arguments.get(2).and_then(|day| day.parse().ok());
    let written = match (arguments.first(), many, last) {
        (Some(&"accounts"), Some(many), None) => accounts(many),
        (Some(&"bills"), Some(many), Some(last)) => bills(many, last),
        (Some(&"reads"), Some(many), Some(last)) => reads(many, last),
        (Some(&"one-day"), Some(many), Some(last)) => one_day(many, last),
        _ => {
            eprintln!("made_up accounts ROWS | made_up bills|reads|one-day ROWS LAST-DAY");
            return ExitCode::FAILURE;
        }
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The number of an account by its place.
fn number(place: usize) -> usize {
    10_000_000 + place * 7
}

/// A figure between two others that looks like chance, and is the same in each run.
fn chance(seed: usize, from: u64, to: u64) -> u64 {
    // Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", the finaliser of SplitMix64.
    let mut mixed = (seed as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    from + (mixed ^ (mixed >> 31)) % (to - from)
}

fn accounts(many: usize) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(
        out,
        "account_no,alias_nos,last_name,joint_last_names,business_name,billing_zip,service_zip,last_bill_cents,\
         last_bill_date,status,bill_delivery,contact_email,contact_phone,language,customer_no,service_from,service_name"
    )?;
    for row in 0..many {
        let account = number(row);
        // Every tenth has an old number, every fifth a joint holder, and two of three an email on file.
        let alias = if row % 10 == 0 { format!("A{account}") } else { String::new() };
        let name = NAMES[row % NAMES.len()];
        let joint = if row % 5 == 0 { NAMES[(row + 3) % NAMES.len()] } else { "" };
        let zip = 24_000 + row % 999;
        let email = if row % 3 == 0 { String::new() } else { format!("member.{row}@example.com") };
        let language = if row % 8 == 1 { "es" } else { "en" };
        writeln!(
            out,
            "{account},{alias},{name},{joint},,{zip},{zip},{},2026-11-02,active,paper,{email},540-555-0142,{language},\
             {},2019-05-02,{} County Road {}",
            4_000 + row % 20_000,
            500_000 + row,
            100 + row % 9_000,
            row % 900
        )?;
    }
    out.flush()
}

fn bills(many: usize, last: Date) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "account_no,bill_id,bill_date,due_date,from_date,to_date,use_kwh,amount_cents")?;
    for row in 0..many {
        let back = i64::try_from(row % BILLS).unwrap_or_default();
        let date = last.saturating_sub(back.months());
        let (from, to) = (date.saturating_sub(33.days()), date.saturating_sub(4.days()));
        let used = chance(row, 400, 2_400);
        writeln!(
            out,
            "{},B{row},{date},{},{from},{to},{used},{}",
            number(row / BILLS),
            date.saturating_add(20.days()),
            1_500 + used * 12
        )?;
    }
    out.flush()
}

fn reads(many: usize, last: Date) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "account_no,start,minutes,kwh")?;
    for row in 0..many {
        let day = row / HOURS;
        let back = i64::try_from(DAYS - 1 - day % DAYS).unwrap_or_default();
        let (date, hour) = (last.saturating_sub(back.days()), row % HOURS);
        let used = chance(row, 150, 3_200);
        writeln!(
            out,
            "{},{date}T{hour:02}:00,60,{}.{:03}",
            number(day / DAYS),
            used / 1_000,
            used % 1_000
        )?;
    }
    out.flush()
}

fn one_day(many: usize, last: Date) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "account_no,start,minutes,kwh")?;
    writeln!(out, "{},{}T00:00,60,1", number(0), last.saturating_sub(1.day()))?;
    for row in 0..many {
        writeln!(out, "{},{last}T{:02}:00,60,1", number(0), row % HOURS)?;
    }
    out.flush()
}
