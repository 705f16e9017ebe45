//! An answer as a browser shows it.

use std::collections::BTreeMap;
use std::io::Read as _;

use data_encoding::BASE64;
use flate2::read::GzDecoder;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

/// An answer: status, headers, cookies and text.
#[derive(Clone, Debug)]
pub struct Page {
    /// The path of the request.
    pub path: String,
    /// The status.
    pub status: u16,
    /// All headers except `Set-Cookie`. Names are lower case.
    pub headers: BTreeMap<String, String>,
    /// The body, unpacked.
    pub body: String,
    set_cookies: Vec<String>,
}

impl Page {
    /// Reads the answer that a function gave to the gateway.
    #[track_caller]
    pub fn read(path: &str, answer: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let headers = |name: &str| {
            let of = answer[name].as_object().cloned().unwrap_or_default();
            of.into_iter().collect::<Vec<_>>()
        };
        let mut all: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in headers("headers") {
            all.insert(name, text(&value));
        }
        for (name, values) in headers("multiValueHeaders") {
            let values: Vec<String> = values.as_array().into_iter().flatten().map(text).collect();
            all.insert(name, values.join(", "));
        }
        all.remove("set-cookie");
        let cookies = answer["cookies"].as_array().into_iter().flatten().map(text).collect();
        let status = answer["statusCode"].as_u64().and_then(|it| u16::try_from(it).ok());
        Self {
            path: path.to_owned(),
            status: status.expect("a status"),
            body: body(answer, all.get("content-encoding").map(String::as_str)),
            headers: all,
            set_cookies: cookies,
        }
    }

    /// A header, if the answer has it.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// The `Set-Cookie` lines.
    #[must_use]
    pub fn set_cookies(&self) -> &[String] {
        &self.set_cookies
    }

    /// The address that a redirect leads to.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.header("location")
    }

    /// The title, without the co-op's name.
    #[must_use]
    pub fn title(&self) -> String {
        let title = self.text("title").pop().unwrap_or_default();
        title.rsplit_once(" – ").map_or(title.clone(), |(page, _)| page.to_owned())
    }

    /// The page's one heading.
    #[must_use]
    #[track_caller]
    pub fn heading(&self) -> String {
        let mut headings = self.text("h1");
        assert_eq!(headings.len(), 1, "{} has one heading", self.path);
        headings.remove(0)
    }

    /// The texts of the elements that a selector finds.
    #[must_use]
    pub fn text(&self, selector: &str) -> Vec<String> {
        let html = self.html();
        html.select(&parsed(selector)).map(|element| joined(&element)).collect()
    }

    /// The whole text of the main part.
    #[must_use]
    pub fn main(&self) -> String {
        self.text("main").join(" ")
    }

    /// The errors of the summary, each with the field that its link leads to.
    ///
    /// Fails if a link leads nowhere, or if the field does not show the same error.
    #[must_use]
    #[track_caller]
    pub fn errors(&self) -> Vec<(String, String)> {
        let html = self.html();
        let links = parsed("main > .summary[role=alert] li a");
        let error = |link: ElementRef<'_>| {
            let field = link.attr("href").unwrap_or_default().trim_start_matches('#').to_owned();
            let target = parsed(&format!("[id='{field}']"));
            assert_eq!(html.select(&target).count(), 1, "#{field} is there once");
            let beside = parsed(&format!("[id='{field}-error']"));
            let beside: Vec<String> = html.select(&beside).map(|it| joined(&it)).collect();
            let said = joined(&link);
            assert_eq!(beside, [format!("Error: {said}")], "#{field} says the same");
            (field, said)
        };
        html.select(&links).map(error).collect()
    }

    /// The value of a field.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<String> {
        let html = self.html();
        let input = html.select(&parsed(&format!("main input[name='{field}']"))).next()?;
        Some(input.attr("value").unwrap_or_default().to_owned())
    }

    /// The value that a button sends, if the page has it. The first of several.
    #[must_use]
    pub fn button(&self, name: &str) -> Option<String> {
        let html = self.html();
        let button = html.select(&parsed(&format!("main button[name='{name}']"))).next()?;
        Some(button.attr("value").unwrap_or_default().to_owned())
    }

    /// The values that a field's boxes send, in the order of the page.
    #[must_use]
    pub fn choices(&self, field: &str) -> Vec<String> {
        let html = self.html();
        let boxes = parsed(&format!("main input[name='{field}']"));
        html.select(&boxes).filter_map(|it| it.attr("value")).map(str::to_owned).collect()
    }

    /// Whether the page's main part has a form.
    #[must_use]
    pub fn has_form(&self) -> bool {
        self.html().select(&parsed("main form")).next().is_some()
    }

    /// Whether the page has a field or a button of this name.
    #[must_use]
    pub fn asks_for(&self, field: &str) -> bool {
        let fields = format!("main input[name='{field}'], main button[name='{field}']");
        self.html().select(&parsed(&fields)).next().is_some()
    }

    /// The addresses of links, as written.
    #[must_use]
    pub fn links(&self) -> Vec<String> {
        let html = self.html();
        html.select(&parsed("a[href]"))
            .filter_map(|it| it.attr("href"))
            .map(str::to_owned)
            .collect()
    }

    /// The addresses of the links that a selector finds.
    #[must_use]
    pub fn links_of(&self, selector: &str) -> Vec<String> {
        self.attributes(selector, "href")
    }

    /// An attribute of the elements that a selector finds.
    #[must_use]
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let (html, selector) = (self.html(), parsed(selector));
        let found = html.select(&selector).filter_map(|it| it.attr(name));
        found.map(str::to_owned).collect()
    }

    /// What is typed or chosen in a field.
    #[must_use]
    pub fn kept(&self, field: &str) -> Option<String> {
        let chosen = self.attributes(&format!("main input[name='{field}'][checked]"), "value");
        chosen.into_iter().next().or_else(|| self.value(field))
    }

    /// Every address in the answer: redirect, links, forms.
    ///
    /// It does not parse the page, since this is asked of every answer.
    pub(super) fn addresses(&self) -> Vec<String> {
        let named = |attribute: &str| {
            let parts = self.body.split(attribute).skip(1);
            parts.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect::<Vec<_>>()
        };
        let redirect = self.location().map(str::to_owned).into_iter();
        redirect.chain(named(" href=\"")).chain(named(" action=\"")).collect()
    }

    pub(super) fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }
}

/// The body, decoded and unpacked.
fn body(answer: &Value, encoding: Option<&str>) -> String {
    let body = answer["body"].as_str().unwrap_or_default();
    let bytes = match answer["isBase64Encoded"].as_bool() {
        Some(true) => BASE64.decode(body.as_bytes()).expect("base64"),
        Some(false) | None => body.as_bytes().to_vec(),
    };
    match encoding {
        Some("gzip") => {
            let mut text = String::new();
            GzDecoder::new(&bytes[..]).read_to_string(&mut text).expect("gzip");
            text
        }
        Some(other) => panic!("nobody asked for {other}"),
        None => String::from_utf8(bytes).expect("UTF-8"),
    }
}

pub(super) fn parsed(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector")
}

/// The text of an element, with runs of blanks as one.
fn joined(element: &ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
