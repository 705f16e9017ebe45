//! What a browser sends of a form.

use scraper::ElementRef;

use crate::app::Page;
use crate::app::page::parsed;

/// A form's action, and its fields after typing.
#[track_caller]
pub(super) fn filled_in(
    page: &Page,
    action: Option<&str>,
    typed: &[(&str, &str)],
) -> (String, Vec<(String, String)>) {
    let html = page.html();
    let selector = action.map_or("main form".to_owned(), |it| format!("form[action='{it}']"));
    let form = html.select(&parsed(&selector)).next();
    let form = form.unwrap_or_else(|| panic!("{} has no {selector}", page.path));
    assert_eq!(form.attr("method"), Some("post"));
    let mut fields: Vec<(String, String)> =
        form.select(&parsed("input")).filter_map(sent).collect();
    for (name, value) in typed {
        let asked = parsed(&format!("input[name='{name}'], button[name='{name}']"));
        assert!(form.select(&asked).next().is_some(), "{} does not ask for {name}", page.path);
        fields.retain(|(field, _)| field != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    (form.attr("action").expect("an action").to_owned(), fields)
}

/// The value that an untouched input sends.
fn sent(input: ElementRef<'_>) -> Option<(String, String)> {
    let is_choice = matches!(input.attr("type"), Some("checkbox" | "radio"));
    let is_chosen = !is_choice || input.attr("checked").is_some();
    let value = input.attr("value").unwrap_or_default().to_owned();
    is_chosen.then(|| input.attr("name").map(|name| (name.to_owned(), value))).flatten()
}
