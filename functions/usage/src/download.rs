//! What was used, as a file.

use std::collections::BTreeMap;

use domain::history::reads::{Day, DayPlace, Feed, MeterTag, Point, ToldDay, csv_header, csv_rows};
use domain::{AccountNumber, HistoryKey, KeyRing};
use jiff::civil::Date;
use web::words::{moment, words};
use web::{Reply, Visit};

use crate::asked::zone;

/// The forms of a file.
#[derive(Clone, Copy)]
enum Form {
    GreenButton,
    Csv,
}

/// What is to be in the file.
pub(crate) struct Wanted {
    form: Form,
    pub(crate) from: Date,
    pub(crate) to: Date,
}

impl Wanted {
    /// Reads the address; without days, everything that is kept. `None` for a form or a day that is none.
    pub(crate) fn of(visit: &Visit) -> Option<Self> {
        let form = match visit.query("as")? {
            "green-button" => Form::GreenButton,
            "csv" => Form::Csv,
            _ => return None,
        };
        let today = moment::today(visit.now(), visit.portal().time_zone);
        let day = |name, otherwise| match visit.query(name) {
            None => Some(otherwise),
            Some(text) => text.parse::<Date>().ok(),
        };
        let oldest = web::oldest_read(visit);
        let (from, to) = (day("from", oldest)?.max(oldest), day("to", today)?);
        Some(Self { form, from, to })
    }

    /// The file, of an account's days.
    pub(crate) fn file(
        &self,
        visit: &Visit,
        keys: &KeyRing,
        (account, partition): (&AccountNumber, &HistoryKey),
        days: &[(DayPlace, ToldDay)],
    ) -> Reply {
        let name = self.name(visit, account, days);
        let mut meters: BTreeMap<&MeterTag, Vec<(Date, &Day)>> = BTreeMap::new();
        for (place, told) in days {
            meters.entry(&place.meter).or_default().push((place.date, &told.day));
        }
        let zone = zone(visit);
        let words = &words(visit.language()).usage;
        match self.form {
            Form::GreenButton => {
                let points = meters.into_iter().map(|(meter, days)| Point { meter, days });
                let feed = Feed {
                    keys,
                    partition,
                    zone: &zone,
                    now: visit.now(),
                    title: words.feed_title,
                    points: points.collect(),
                };
                let name = format!("{name}.xml");
                Reply::download(visit, ("application/atom+xml", &name), |mut to| {
                    feed.write(&mut to)
                })
            }
            Form::Csv => {
                let name = format!("{name}.csv");
                Reply::download(visit, ("text/csv; charset=utf-8", &name), |to| {
                    to.write_all(csv_header(&words.csv_header).as_bytes())?;
                    for (at, days) in (1..).zip(meters.values()) {
                        for (date, day) in days {
                            let rows = csv_rows(*date, day, &zone, at, words.yes_no);
                            to.write_all(rows.as_bytes())?;
                        }
                    }
                    Ok(())
                })
            }
        }
    }

    /// What tells it from others on a disk: the account, as far as pages show its number, and the first and last day in it.
    fn name(&self, visit: &Visit, account: &AccountNumber, days: &[(DayPlace, ToldDay)]) -> String {
        let day = |of: Option<&(DayPlace, ToldDay)>, asked| of.map_or(asked, |(of, _)| of.date);
        let (first, last) = (day(days.first(), self.from), day(days.last(), self.to));
        let (first, last) = (first.to_string(), last.to_string());
        let parts = [words(visit.language()).usage.file, account.ending(), &first, &last];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_")
    }
}
