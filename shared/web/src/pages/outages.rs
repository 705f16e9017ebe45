//! The pages of outages. Each begins with whom to call where there is danger.

use askama::Template;
use domain::outages::{OutageKind, OutageStatus, SeenOutage};

use super::Choice;
use super::frame::{Fault, Page, documents, faults};
use crate::pages::view::{Field, View};

/// A report that is open, as people read it.
#[derive(Clone, Debug)]
pub struct OpenOutage {
    /// What the office finds it by.
    pub reference: String,
    /// What is wrong.
    pub kind: OutageKind,
    /// How it stands.
    pub status: OutageStatus,
    /// When it was reported.
    pub reported: String,
    /// When it began to stand so.
    pub since: String,
}

/// What there is to say of an account.
#[derive(Clone, Copy, Debug)]
pub enum OutageState<'a> {
    /// An outage can be reported. If one is over since lately, its code, and when that was.
    Ready(Option<(&'a str, &'a str)>),
    /// One is reported.
    Open(&'a OpenOutage),
    /// The account is held until then: who has it reports as anybody does.
    Held(&'a str),
    /// None can be reported here.
    Closed,
}

/// `GET, POST /outages`, of a member.
#[derive(Clone, Copy, Template)]
#[template(path = "outages.html")]
pub struct Outages<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The account, masked; none if the member has none.
    pub number: Option<&'a str>,
    /// What billing calls it.
    pub name: Option<&'a str>,
    /// Whether billing has closed it.
    pub is_closed: bool,
    /// What names it in the forms.
    pub code: &'a str,
    /// The accounts to choose from.
    pub choices: &'a [Choice],
    /// What was just done.
    pub done: Option<&'a str>,
    /// What there is to say.
    pub state: OutageState<'a>,
    /// `note`
    pub note: Field<'a>,
    /// What is to be said about the buttons.
    pub what_error: Option<&'a str>,
}

/// `GET, POST /outages`, of somebody who is not signed in.
#[derive(Clone, Copy, Template)]
#[template(path = "outages_of_anybody.html")]
pub struct OutagesOfAnybody<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// Whether a member asked for it, whose account is held or who has none: they are not told to sign in.
    pub is_of_member: bool,
    /// `place`
    pub place: Field<'a>,
    /// What was chosen.
    pub seen: Option<SeenOutage>,
    /// What is to be said about that.
    pub seen_error: Option<&'a str>,
    /// `call_back`
    pub call_back: Field<'a>,
    /// What is to be said about the robot check.
    pub robot_error: Option<&'a str>,
}

/// After their post, whatever was typed.
#[derive(Clone, Copy, Template)]
#[template(path = "outage_taken.html")]
pub struct OutageTaken<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What the office finds it by.
    pub reference: &'a str,
}

documents!(Outages, OutagesOfAnybody, OutageTaken);

impl Outages<'_> {
    /// What the button said that reported it.
    fn what(&self, open: &OpenOutage) -> &'static str {
        let words = &self.view.words().outages;
        match open.kind {
            OutageKind::Out => words.out,
            OutageKind::Partly => words.partly,
            OutageKind::Flicker => words.flicker,
        }
    }

    fn stands(&self, open: &OpenOutage) -> &'static str {
        let words = &self.view.words().outages;
        match open.status {
            OutageStatus::CrewSent => words.crew_sent,
            OutageStatus::Reported | OutageStatus::Restored => words.is_reported,
        }
    }
}

impl OutagesOfAnybody<'_> {
    /// Where the form is posted to: what was asked for is asked for again by an error or the other language.
    fn address(&self) -> &'static str {
        if self.is_of_member { "/outages?as=anybody" } else { "/outages" }
    }

    /// The boxes, in their order, with what each says.
    fn boxes(&self) -> [(SeenOutage, &'static str); 4] {
        let words = &self.view.words().outages.anybody;
        [
            (SeenOutage::Nothing, words.nothing),
            (SeenOutage::Tree, words.tree),
            (SeenOutage::Bang, words.bang),
            (SeenOutage::Wire, words.wire),
        ]
    }
}

impl Page for Outages<'_> {
    fn title(&self) -> &'static str {
        self.view.words().outages.title
    }

    fn form(&self) -> Option<&'static str> {
        matches!(self.state, OutageState::Ready(_)).then_some("/outages")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([("what", self.what_error), ("note", self.note.error)])
    }
}

impl Page for OutagesOfAnybody<'_> {
    fn title(&self) -> &'static str {
        self.view.words().outages.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/outages")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([
            ("place", self.place.error),
            ("seen", self.seen_error),
            ("call_back", self.call_back.error),
            ("robot", self.robot_error),
        ])
    }
}

impl Page for OutageTaken<'_> {
    fn title(&self) -> &'static str {
        self.view.words().outages.anybody.taken_title
    }
}
