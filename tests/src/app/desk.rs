//! The desk of the portal in one process, at a host of its own.

use desk::AtDesk;
use domain::desk::{StaffId, StaffRole, Vouched};
use fixtures::desk_keys;
use jiff::SignedDuration;
use serde_json::Value;
use web::gateway::invoke;
use web::staff::StaffDesk;

use super::{Browser, Event, Page, Portal, TestApp};
use crate::failing::Failing;
use crate::memory::{MemoryList, MemoryProvider, SettableClock};
use crate::store::TestStore;

/// The origin that the desk is told.
pub const DESK_ORIGIN: &str = "https://desk.example";

/// The desk in memory.
pub(super) type Desk = AtDesk<Failing<TestStore>, MemoryProvider, MemoryList, SettableClock>;

/// The desk's host, for browsers that go there.
pub struct DeskHost<'a>(&'a TestApp);

impl Portal for DeskHost<'_> {
    async fn answer(&self, event: &Event) -> Page {
        self.0.answer_at_desk(event).await
    }

    fn remember(&self, secret: &str) {
        self.0.remember(secret);
    }
}

impl TestApp {
    /// The desk's host.
    #[must_use]
    pub fn desk(&self) -> DeskHost<'_> {
        DeskHost(self)
    }

    /// The desk, with the same store, keys of members and clock as the portal's steps.
    pub(super) fn at_desk(&self) -> Desk {
        let step = &self.storing;
        AtDesk {
            ports: step.ports.clone(),
            provider: self.provider.clone(),
            list: self.suppressed.clone(),
            desk: StaffDesk {
                portal: step.desk.portal,
                keys: desk_keys(),
                origin: DESK_ORIGIN.to_owned(),
                clock: self.clock.clone(),
            },
            members: self.keys.clone(),
        }
    }

    /// Answers an event at the desk's host. If the function dies, the answer is the gateway's 502.
    pub async fn answer_at_desk(&self, event: &Event) -> Page {
        let desk = self.at_desk();
        let answer = async {
            let handle = |request| desk::handle(&desk, request);
            let answer = invoke(desk.desk.portal, handle, event.0.clone()).await;
            self.overheard.answered();
            answer.expect("an event of an HTTP API")
        };
        let Some(answer) = self.faults.unless_it_dies::<Value>(answer).await else {
            return Page::read(event.path(), &serde_json::json!({"statusCode": 502}));
        };
        let page = Page::read(event.path(), &answer);
        let straight = ['"', '\''];
        assert!(!page.main().contains(straight), "a straight quote: {}", page.main());
        self.overheard.shown(&page);
        page
    }

    /// Somebody of staff for whom the provider vouches, just signed in with a second factor.
    #[must_use]
    pub fn vouched(&self, who: &str, role: Option<StaffRole>) -> Vouched {
        Vouched {
            who: StaffId::parse(who).expect("an id"),
            role,
            auth_time: Some(self.now()),
            second_factor: true,
            until: self.now() + SignedDuration::from_hours(1),
        }
    }

    /// Signs somebody in at the desk, whom the provider vouches for. Stays at the answer to the callback.
    pub async fn sign_in_at_desk(&self, browser: &mut Browser<'_, DeskHost<'_>>, who: Vouched) {
        let callback = self.sent_to_provider(browser, who).await;
        browser.get(&callback).await;
    }

    /// Goes to the provider, and answers the address at which it sends the browser back.
    pub async fn sent_to_provider(
        &self,
        browser: &mut Browser<'_, DeskHost<'_>>,
        who: Vouched,
    ) -> String {
        let location = browser.get("/desk/sign-in").await.location().expect("a redirect");
        let state = location.rsplit_once("state=").expect("a state").1.to_owned();
        let code = format!("code-{state}");
        self.provider.vouch_for(&code, who);
        format!("/desk/callback?code={code}&state={state}")
    }
}
