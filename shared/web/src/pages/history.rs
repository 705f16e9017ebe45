//! The pages about what billing has told over time.

use askama::Template;
use domain::history::{Bar, Chart};

use super::frame::{Page, documents};
use crate::pages::view::View;

/// An account that a page can be about, where a member has several.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What names it in the page's address.
    pub code: String,
    /// Its number, masked.
    pub number: String,
    /// What billing calls it, if it is known and may be shown.
    pub name: Option<String>,
    /// Whether billing has closed it.
    pub is_closed: bool,
    /// Whether the page is about it.
    pub is_chosen: bool,
}

/// `GET /bills`.
#[derive(Clone, Copy, Template)]
#[template(path = "bills.html")]
pub struct Bills<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The account, masked; none if the member has none.
    pub number: Option<&'a str>,
    /// What billing calls it.
    pub name: Option<&'a str>,
    /// Whether billing has closed it.
    pub is_closed: bool,
    /// The accounts to choose from.
    pub choices: &'a [Choice],
    /// Whose it is, where it is somebody else's.
    pub owner: Option<&'a str>,
    /// The bills, the newest first.
    pub bills: &'a [BillLine],
    /// What they came to, if there are several.
    pub chart: Option<&'a Bars>,
    /// Whether another bill should have come by now.
    pub is_old: bool,
}

/// In place of a page of what billing told, while the account is held.
#[derive(Clone, Copy, Template)]
#[template(path = "held.html")]
pub struct Held<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The account, masked.
    pub number: &'a str,
    /// The accounts to choose from.
    pub choices: &'a [Choice],
    /// Until when.
    pub until: &'a str,
}

/// A bill, with sums and days as people read them.
#[derive(Clone, Debug)]
pub struct BillLine {
    /// Its day.
    pub day: String,
    /// What it came to, without a sign.
    pub sum: String,
    /// Whether that is a credit.
    pub is_credit: bool,
    /// The first and the last day that it bills.
    pub stretch: Option<(String, String)>,
    /// What was used.
    pub kwh: Option<String>,
    /// By when it was to be paid.
    pub due: Option<String>,
    /// Where its document is, if it has one.
    pub document: Option<String>,
}

/// Bars side by side, the last one apart from the others, and what is said of them.
#[derive(Clone, Debug)]
pub struct Bars {
    /// Where they stand.
    pub chart: Chart,
    /// The day of the first.
    pub first: String,
    /// The day of the last.
    pub last: String,
    /// What the lowest stands for.
    pub least: String,
    /// What the highest stands for.
    pub most: String,
}

documents!(Bills, Held);

impl Bars {
    /// How many bars a chart has room for; fewer stand at its left.
    const ROOM: u64 = 24;

    /// The part of the plane that is shown, in the units of the chart.
    fn view_box(&self) -> String {
        let room = (Self::ROOM * Chart::STEP - (Chart::STEP - Chart::BAR)).max(self.chart.width);
        format!("0 0 {room} {}", Chart::HEIGHT)
    }

    /// The outline of all bars but the last, and of the last.
    fn outlines(&self) -> (String, String) {
        let outline = |bar: &Bar| match bar.height {
            0 => String::new(),
            height => format!("M{} {}h{}v{height}h-{}z", bar.x, bar.y, Chart::BAR, Chart::BAR),
        };
        match self.chart.bars.split_last() {
            Some((last, others)) => (others.iter().map(outline).collect(), outline(last)),
            None => (String::new(), String::new()),
        }
    }
}

impl Held<'_> {
    /// The page that shows another account: of a file or a document the one that it is reached by.
    fn path(&self) -> &'static str {
        let first = self.view.path.split('/').nth(1).unwrap_or_default();
        let pages = ["/usage", "/pay"];
        pages.into_iter().find(|page| page[1..] == *first).unwrap_or("/bills")
    }
}

impl Page for Held<'_> {
    fn title(&self) -> &'static str {
        self.view.words().history.held.title
    }
}

impl Page for Bills<'_> {
    fn title(&self) -> &'static str {
        self.view.words().history.bills.title
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_bar_is_drawn_apart_and_a_credit_has_none() {
        let bars = Bars {
            chart: Chart::of(&[10_000, -500, 5_000]),
            first: String::new(),
            last: String::new(),
            least: String::new(),
            most: String::new(),
        };

        let (others, last) = bars.outlines();

        assert_eq!((others.as_str(), last.as_str()), ("M0 0h12v120h-12z", "M32 60h12v60h-12z"));
        assert_eq!(bars.view_box(), "0 0 380 120", "so few stand beside room for more");
    }
}
