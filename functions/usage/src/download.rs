//! What was used, as a file.

use std::collections::BTreeMap;

use domain::history::reads::{Day, DayPlace, Feed, MeterTag, Point, ToldDay, csv_header, csv_rows};
use domain::{HistoryKey, KeyRing};
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

    /// The file.
    pub(crate) fn file(
        &self,
        visit: &Visit,
        keys: &KeyRing,
        partition: &HistoryKey,
        days: &[(DayPlace, ToldDay)],
    ) -> Reply {
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
                let kind = ("application/atom+xml", "electricity-use.xml");
                Reply::download(visit, kind, |mut to| feed.write(&mut to))
            }
            Form::Csv => {
                let kind = ("text/csv; charset=utf-8", "electricity-use.csv");
                Reply::download(visit, kind, |to| {
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
}
