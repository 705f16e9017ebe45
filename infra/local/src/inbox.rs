//! The inbox pages, which show the letters that members would get.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::{Json, Router, routing};
use jiff::Timestamp;

use crate::clock::Clock;
use crate::letters::{Inbox, ReceivedLetter};

/// How many letters the page shows. The JSON shows all.
///
/// Browsers without JavaScript load every frame at once.
const SHOWN: usize = 40;

/// The policy of the list: it may show its own style and frames of this origin.
const LIST_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; \
    img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The policy of a letter: it may show itself, and a link may open the window.
const LETTER_POLICY: &str = "sandbox allow-top-navigation-by-user-activation; default-src 'none'; \
    style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'";

/// The routes of the inbox.
///
/// They are only local, so the template does not have them.
pub(crate) fn pages(inbox: Inbox, clock: Clock) -> Router {
    let list = move |State(inbox): State<Inbox>| async move { list(&inbox, clock.now()) };
    Router::new()
        .route("/_inbox", routing::get(list))
        .route("/_inbox.json", routing::get(json))
        .route("/_inbox/{number}", routing::get(letter))
        .with_state(inbox)
}

/// The list, newest first.
#[derive(Template)]
#[template(path = "inbox.html")]
struct List {
    letters: Vec<Shown>,
    total: usize,
}

struct Shown {
    /// The letter's number, from 1, in the order of sending.
    number: usize,
    to: String,
    subject: String,
    sent_at: Timestamp,
    age: String,
    text: Vec<Part>,
    has_html: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Link(String),
}

fn list(inbox: &Inbox, now: Timestamp) -> Response {
    let letters = inbox.letters();
    let total = letters.len();
    let numbered = letters.into_iter().enumerate().rev().take(SHOWN);
    let page =
        List { letters: numbered.map(|(index, one)| shown(one, index + 1, now)).collect(), total };
    match page.render() {
        Ok(html) => (guarded(LIST_POLICY), Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn json(State(inbox): State<Inbox>) -> Response {
    (guarded(LIST_POLICY), Json(inbox.letters())).into_response()
}

async fn letter(State(inbox): State<Inbox>, Path(number): Path<usize>) -> Response {
    let letters = inbox.letters();
    match number.checked_sub(1).and_then(|index| letters.get(index)) {
        Some(letter) => {
            (guarded(LETTER_POLICY), Html(opening_on_top(&letter.html))).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn guarded(policy: &'static str) -> HeaderMap {
    [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ]
    .map(|(name, value)| (name, HeaderValue::from_static(value)))
    .into_iter()
    .collect()
}

fn shown(letter: ReceivedLetter, number: usize, now: Timestamp) -> Shown {
    Shown {
        number,
        to: letter.to,
        subject: letter.subject,
        sent_at: letter.sent_at,
        age: age(letter.sent_at, now),
        text: parts(&letter.text),
        has_html: !letter.html.is_empty(),
    }
}

fn age(sent: Timestamp, now: Timestamp) -> String {
    let seconds = now.as_second().saturating_sub(sent.as_second());
    match seconds {
        ..60 => "just now".to_owned(),
        60..3_600 => format!("{} min ago", seconds / 60),
        3_600..86_400 => format!("{} h ago", seconds / 3_600),
        _ => sent.strftime("%-d %b, %H:%M UTC").to_string(),
    }
}

/// Makes the letter's links open in the whole window instead of its frame.
fn opening_on_top(html: &str) -> String {
    const BASE: &str = "<base target=\"_top\">";
    let lower = html.to_ascii_lowercase();
    let head = lower.find("<head>").map(|at| at + "<head>".len());
    let (before, after) = html.split_at(head.unwrap_or(0));
    format!("{before}{BASE}{after}")
}

/// Splits the text where links begin and end.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = link_start(rest) {
        let (before, from_link) = rest.split_at(start);
        let end = from_link.find(|c: char| c.is_whitespace() || c == '>' || c == '<');
        let link = &from_link[..end.unwrap_or(from_link.len())];
        let link = link.trim_end_matches(['.', ',', ';', ':', ')', '!']);
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        parts.push(Part::Link(link.to_owned()));
        rest = &from_link[link.len()..];
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    parts
}

fn link_start(text: &str) -> Option<usize> {
    ["http://", "https://"].iter().filter_map(|scheme| text.find(scheme)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(letters: Vec<ReceivedLetter>) -> String {
        let total = letters.len();
        let now = Timestamp::constant(1_795_435_290, 0);
        let letters = letters.into_iter().zip(1..).map(|(one, n)| shown(one, n, now)).collect();
        List { letters, total }.render().expect("the page has all it needs")
    }

    fn letter(subject: &str, html: &str) -> ReceivedLetter {
        ReceivedLetter {
            to: "<b>@example.com".to_owned(),
            subject: subject.to_owned(),
            text: "Open http://localhost:9000/register/verify?t=a&b=1.".to_owned(),
            html: html.to_owned(),
            sent_at: Timestamp::constant(1_795_435_200, 0),
            from: "porchlight@localhost.example".to_owned(),
        }
    }

    #[test]
    fn links_in_the_text_can_be_clicked() {
        let found = parts("See https://a.example/x?y=1&z=2, or\n(http://b.example/). Bye");

        assert_eq!(
            found,
            [
                Part::Text("See ".to_owned()),
                Part::Link("https://a.example/x?y=1&z=2".to_owned()),
                Part::Text(", or\n(".to_owned()),
                Part::Link("http://b.example/".to_owned()),
                Part::Text("). Bye".to_owned()),
            ]
        );
    }

    #[test]
    fn text_without_links_stays_whole() {
        assert_eq!(parts("http: //no"), [Part::Text("http: //no".to_owned())]);
        assert_eq!(parts(""), []);
    }

    #[test]
    fn what_a_letter_says_cannot_break_out_of_the_list() {
        let html = page(vec![letter("<script>alert(1)</script>", "<p>x</p>")]);

        assert!(!html.contains("<script>"));
        assert!(!html.contains("<b>@example.com"));
        assert!(html.contains("1 min ago"));
        assert!(html.contains("<a href=\"http://localhost:9000/register/verify?t=a&#38;b=1\">"));
    }

    #[test]
    fn a_letter_without_html_shows_its_text_at_once() {
        let html = page(vec![letter("Hello", "")]);

        assert!(!html.contains("<iframe"));
        assert!(html.contains("<details class=\"plain\" open>"));
    }

    #[test]
    fn links_of_a_letter_open_in_the_whole_window() {
        let whole = opening_on_top("<!doctype html><html><HEAD><title>x</title></HEAD></html>");
        let bare = opening_on_top("<p>x</p>");

        assert_eq!(
            whole,
            "<!doctype html><html><HEAD><base target=\"_top\"><title>x</title></HEAD></html>"
        );
        assert_eq!(bare, "<base target=\"_top\"><p>x</p>");
    }
}
