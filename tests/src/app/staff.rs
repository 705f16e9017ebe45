//! What others than members do and see: staff, the billing system, another step.

use domain::limits::Count;
use domain::ports::{
    Cancellations as _, Clock as _, Counters as _, Extracts as _, InForce as _, Links as _,
    Members as _, Pendings as _, Timeline as _,
};
use domain::staff::cancel;
use domain::{
    AskedNewEmail, EmailKey, Extract, Front, IssueIds, Kept, Member, OutboxId, PendingId,
    TimelineEntry, Whose, begin_move, move_code,
};
use jiff::Timestamp;

use super::TestApp;
use crate::walk::email;
use web::random;

impl TestApp {
    /// Changes the member of an email, as staff or another step does.
    pub async fn change(&self, typed: &str, change: impl FnOnce(&mut Member)) {
        let mut member = self.store.member_of(&email(typed)).expect("a member");
        change(&mut member);
        self.store.change(&member, None).await.expect("nobody else changes");
    }

    /// Puts a service in front of the portal, as the deployment's parameters do.
    pub fn set_front(&mut self, header: &str, secret: &str) {
        let front = Front::new(Some(header.to_owned()), Some(secret.to_owned()));
        let front = front.expect("a header and a long secret");
        self.storing.desk.front.clone_from(&front);
        self.plain.desk.front = front;
    }

    /// Begins to move a login to another email, as staff do, and answers the code that they read out.
    pub async fn begin_move(&self, from: &str, to: &str) -> String {
        let (member, to) = (self.store.member_of(&email(from)).expect("a member"), email(to));
        let envelope = OutboxId::from_random(random());
        let ids = IssueIds { item: PendingId::new(random()), envelope };
        let owner = self.store.member_of(&to);
        let asked = AskedNewEmail { member: &member, new: &to, owner: owner.as_ref() };
        let issued = begin_move(&self.keys, asked, ids, self.clock.now());
        let issued = issued.expect("it begins");
        self.store.issue(&issued).await.expect("nobody else asks");
        let Kept::Link(link) = &issued.kept else { panic!("a link is kept") };
        move_code(&self.keys, link).expect("a code").expose()
    }

    /// Ends the registrations of an email that wait, as staff do.
    pub async fn end_registrations(&self, typed: &str) {
        let pendings = self.store.matched(&EmailKey::of(&self.keys, &email(typed))).await;
        let waiting = cancel(pendings.expect("the store answers"), self.clock.now());
        for pending in waiting.expect("there is one") {
            self.store.cancel(&pending, self.clock.now()).await.expect("nobody is quicker");
        }
    }

    /// Counts without the work of the pages that would lead to it.
    pub async fn count(&self, counts: &[Count]) {
        self.store.count(counts).await.expect("nobody else counts");
    }

    /// Puts the extract in force again as one that has answers to these questions alone.
    pub async fn extract_answers(&self, questions: &[&str]) {
        let extract = self.store.in_force().await.expect("the store answers");
        let questions = questions.iter().map(|field| (*field).to_owned()).collect();
        let extract = Extract { questions: Some(questions), ..extract.expect("an extract") };
        self.store.put_in_force(&extract).await.expect("nobody else imports");
    }

    /// What staff see of somebody, oldest first.
    pub async fn timeline(&self, whose: &Whose) -> Vec<TimelineEntry> {
        self.store.told(whose, Timestamp::UNIX_EPOCH).await.expect("the store answers")
    }
}
