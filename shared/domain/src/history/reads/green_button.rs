//! What was used, as Green Button data that a member downloads.
//!
//! Source: NAESB REQ.21, ESPI, "Download My Data": an Atom feed, RFC 4287, whose entries hold the elements of espi.xsd in
//! the order that it has them in.

mod clocks;
mod kinds;

use std::io::{self, Write};

use html_escape::encode_text;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use self::clocks::Clocks;
use self::kinds::{KINDS, Kind, has, title};
use crate::history::reads::day::{Day, MeterTag, hours_of};
use crate::keys::ring::KeyRing;
use crate::values::ids::HistoryKey;

/// Where resources are named by; nothing answers there, since a member downloads all in one.
const ROOT: &str = "/espi/1_1/resource";
/// The quality of a value that somebody guessed. Source: espi.xsd, `QualityOfReading`.
const ESTIMATED: u8 = 8;

/// A meter and what it counted.
#[derive(Clone, Debug)]
pub struct Point<'a> {
    /// Its tag.
    pub meter: &'a MeterTag,
    /// Its days, in the order of time.
    pub days: Vec<(Date, &'a Day)>,
}

/// Everything that a feed has.
#[derive(Clone, Debug)]
pub struct Feed<'a> {
    /// The keys; every id is an HMAC.
    pub keys: &'a KeyRing,
    /// The partition that the days are from.
    pub partition: &'a HistoryKey,
    /// The co-op's zone.
    pub zone: &'a TimeZone,
    /// When it is made.
    pub now: Timestamp,
    /// What it is called, in the reader's language; it names nobody.
    pub title: &'a str,
    /// The meters.
    pub points: Vec<Point<'a>>,
}

/// The links of an entry: itself, the list that it is in, and what belongs to it.
struct Links<'a> {
    own: &'a str,
    up: &'a str,
    related: &'a [&'a str],
    element: &'a str,
}

impl Feed<'_> {
    /// Writes the feed.
    ///
    /// # Errors
    ///
    /// What the writer says.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        write!(
            to,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
             <id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
             <link rel=\"self\" type=\"application/atom+xml\" href=\"{ROOT}/Download\"/>\n",
            self.id(&["feed"]),
            encode_text(self.title),
            self.time(),
        )?;
        let zone = format!("{ROOT}/LocalTimeParameters/{}", self.name(&["zone"]));
        self.zone(to, &zone)?;
        for kind in KINDS.into_iter().filter(|kind| self.has(*kind)) {
            self.reading_type(to, kind)?;
        }
        for point in &self.points {
            self.point(to, point, &zone)?;
        }
        writeln!(to, "</feed>")
    }

    fn point(&self, to: &mut impl Write, point: &Point<'_>, zone: &str) -> io::Result<()> {
        let points = format!("{ROOT}/RetailCustomer/{}/UsagePoint", self.name(&["customer"]));
        let own = format!("{points}/{}", self.name(&["point", point.meter.as_str()]));
        let readings = format!("{own}/MeterReading");
        let links =
            Links { own: &own, up: &points, related: &[&readings, zone], element: "UsagePoint" };
        self.entry(to, &links, "Electricity", |to| {
            // `kind` 0 is electricity, `status` 1 is on.
            write!(to, "<ServiceCategory><kind>0</kind></ServiceCategory><status>1</status>")
        })?;
        for kind in KINDS.into_iter().filter(|kind| has(point, *kind)) {
            self.reading(to, point, kind, &readings)?;
        }
        Ok(())
    }

    fn reading(
        &self,
        to: &mut impl Write,
        point: &Point<'_>,
        kind: Kind,
        readings: &str,
    ) -> io::Result<()> {
        let own =
            format!("{readings}/{}", self.name(&["reading", point.meter.as_str(), kind.name()]));
        let (blocks, of_type) = (format!("{own}/IntervalBlock"), self.type_link(kind));
        let links = Links {
            own: &own,
            up: readings,
            related: &[&blocks, &of_type],
            element: "MeterReading",
        };
        self.entry(to, &links, title(kind), |_| Ok(()))?;
        for (date, day) in &point.days {
            self.block(to, kind, (*date, day), &blocks, point.meter)?;
        }
        Ok(())
    }

    fn block(
        &self,
        to: &mut impl Write,
        kind: Kind,
        (date, day): (Date, &Day),
        blocks: &str,
        meter: &MeterTag,
    ) -> io::Result<()> {
        let Some((hours, end)) = hours_of(date, self.zone) else { return Ok(()) };
        let Some(begin) = hours.first().map(|first| first.as_second()) else { return Ok(()) };
        let seconds = end.as_second() - begin;
        let values = kind.values(day, &hours, seconds);
        if values.is_empty() {
            return Ok(());
        }
        let day = date.to_string();
        let own = format!("{blocks}/{}", self.name(&["block", meter.as_str(), kind.name(), &day]));
        let links = Links { own: &own, up: blocks, related: &[], element: "IntervalBlock" };
        self.entry(to, &links, &day, |to| {
            write!(
                to,
                "\n<interval><duration>{seconds}</duration><start>{begin}</start></interval>\n"
            )?;
            for (start, duration, read) in values {
                let value = kind.value(read).unwrap_or_default().expose();
                write!(to, "<IntervalReading>")?;
                if read.estimated {
                    write!(to, "<ReadingQuality><quality>{ESTIMATED}</quality></ReadingQuality>")?;
                }
                writeln!(
                    to,
                    "<timePeriod><duration>{duration}</duration><start>{start}</start></timePeriod>\
                     <value>{value}</value></IntervalReading>"
                )?;
            }
            Ok(())
        })
    }

    fn reading_type(&self, to: &mut impl Write, kind: Kind) -> io::Result<()> {
        let (own, up) = (self.type_link(kind), format!("{ROOT}/ReadingType"));
        let links = Links { own: &own, up: &up, related: &[], element: "ReadingType" };
        let length = if kind.by_hour { 3_600 } else { 86_400 };
        self.entry(to, &links, title(kind), |to| {
            // Differences of electricity, in US dollars, normal and validated values of energy on both hot phases of a
            // house's service, in watt-hours as they are.
            write!(
                to,
                "<accumulationBehaviour>4</accumulationBehaviour><commodity>1</commodity>\
                 <currency>840</currency><dataQualifier>12</dataQualifier>\
                 <defaultQuality>17</defaultQuality><flowDirection>{}</flowDirection>\
                 <intervalLength>{length}</intervalLength><kind>12</kind><phase>769</phase>\
                 <powerOfTenMultiplier>0</powerOfTenMultiplier><timeAttribute>0</timeAttribute>\
                 <uom>72</uom>",
                kind.way as u8
            )
        })
    }

    fn zone(&self, to: &mut impl Write, own: &str) -> io::Result<()> {
        let up = format!("{ROOT}/LocalTimeParameters");
        let links = Links { own, up: &up, related: &[], element: "LocalTimeParameters" };
        let clocks = Clocks::of(self.zone, self.now);
        self.entry(to, &links, "Local time", |to| {
            write!(
                to,
                "<dstEndRule>{}</dstEndRule><dstOffset>{}</dstOffset>\
                 <dstStartRule>{}</dstStartRule><tzOffset>{}</tzOffset>",
                clocks.end, clocks.shift, clocks.start, clocks.offset
            )
        })
    }

    /// An entry with its links side by side, as espi.xsd wants at least two of them.
    fn entry<W: Write>(
        &self,
        to: &mut W,
        links: &Links<'_>,
        title: &str,
        content: impl FnOnce(&mut W) -> io::Result<()>,
    ) -> io::Result<()> {
        let Links { own, up, related, element } = links;
        write!(
            to,
            "<entry>\n<id>{}</id>\n\
             <link rel=\"self\" type=\"espi-entry/{element}\" href=\"{own}\"/>\
             <link rel=\"up\" type=\"espi-feed/{element}\" href=\"{up}\"/>",
            self.id(&["entry", own])
        )?;
        for related in *related {
            write!(to, "<link rel=\"related\" type=\"application/atom+xml\" href=\"{related}\"/>")?;
        }
        let time = self.time();
        write!(
            to,
            "\n<title>{}</title>\n<content type=\"application/xml\">\
             <{element} xmlns=\"http://naesb.org/espi\">",
            encode_text(title)
        )?;
        content(to)?;
        writeln!(
            to,
            "</{element}></content>\n<published>{time}</published>\n<updated>{time}</updated>\n</entry>"
        )
    }

    fn has(&self, kind: Kind) -> bool {
        self.points.iter().any(|point| has(point, kind))
    }

    fn type_link(&self, kind: Kind) -> String {
        format!("{ROOT}/ReadingType/{}", self.name(&["type", kind.name()]))
    }

    fn time(&self) -> String {
        self.now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    fn id(&self, parts: &[&str]) -> String {
        format!("urn:uuid:{}", self.name(parts))
    }

    /// What something is named by: a UUID out of an HMAC, which stays the same from download to download.
    /// Source: RFC 9562, version 8.
    fn name(&self, parts: &[&str]) -> String {
        let first = [&b"green-button"[..], self.partition.as_str().as_bytes()];
        let parts: Vec<&[u8]> =
            first.into_iter().chain(parts.iter().map(|part| part.as_bytes())).collect();
        let mut bytes = self.keys.index_mac(&parts);
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let hex = data_encoding::HEXLOWER.encode(&bytes);
        [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
    }
}

#[cfg(test)]
mod tests;
