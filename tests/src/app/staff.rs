//! What others than members do and see: staff, the billing system, another step.

use domain::limits::Count;
use domain::outages::{OutageLead, OutageStatus, SaidBy, stands_now};
use domain::ports::StoreError;
use domain::ports::{
    Bindings as _, Cancellations as _, Claims as _, Clock as _, Counters as _, Extracts as _,
    Holds as _, InForce as _, Links as _, Members as _, OutageLeads as _, Outages as _,
    Pendings as _, Releases as _, Timeline as _,
};
use domain::staff::{Order, Reason, cancel, counters_of_member, freeze, unfreeze};
use domain::{
    AccountNumber, AskedNewEmail, Bound, CustomerKey, EmailKey, Extract, Front, IssueIds, Kept,
    Member, MemberChange, OutboxId, PendingId, PrintedCode, ReferenceCode, TimelineEntry, Typed,
    Whose, begin_move, move_code, release,
};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::{Account, TestApp};
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

    /// Freezes the login of an email, as staff do.
    pub async fn freeze(&self, typed: &str) {
        let member = self.store.member_of(&email(typed)).expect("a member");
        let MemberChange { member, envelope } =
            freeze(&member, &self.order()).expect("it is active");
        self.store.change(&member, Some(&envelope)).await.expect("nobody else changes");
    }

    /// Opens the login of an email that was frozen, as staff do.
    pub async fn open_again(&self, typed: &str) {
        let member = self.store.member_of(&email(typed)).expect("a member");
        let owners = self.store.owners_of(&member.account_numbers()).await;
        let mut bound = Vec::new();
        for (account, owner) in owners.expect("the store answers") {
            let facts = self.store.facts(&account).await.expect("the store answers");
            bound.push((account, Bound { owner, facts: facts.map(|seen| seen.facts) }));
        }
        let (id, hold) = (|| PendingId::new(random()), self.storing.desk.portal.hold());
        let opened = unfreeze(&self.keys, &member, &bound, id, hold, &self.order());
        self.store.hold(&opened.expect("it is frozen")).await.expect("nobody else changes");
    }

    /// Takes an account out of the login that has it, as staff do.
    pub async fn release(&self, account: Account) {
        self.try_release(account).await.expect("nobody else changes");
    }

    /// The same while others change.
    ///
    /// # Errors
    ///
    /// `Conflict` if somebody wrote in between.
    pub async fn try_release(&self, account: Account) -> Result<(), StoreError> {
        let account = AccountNumber::parse(account.number).expect("a number");
        let owner = self.store.owner_of(&account).expect("an owner");
        let member = self.store.by_id(&owner.member).await.expect("the store answers");
        let facts = self.store.facts(&account).await.expect("the store answers");
        let facts = facts.map(|seen| seen.facts);
        let ended = release(&account, owner, member, facts.as_ref(), &self.order());
        self.store.release(&account, &ended).await
    }

    fn order(&self) -> Order {
        let reason = Reason::parse("they called").expect("a reason");
        let (by, id) = ("staff".to_owned(), OutboxId::from_random(random()));
        Order { reason, by, at: self.clock.now(), id }
    }

    /// Goes on with other settings: the shipped ones with some texts changed.
    ///
    /// # Panics
    ///
    /// When they are refused.
    pub fn set_settings(&mut self, changes: &[(&str, &str)]) {
        let portal = super::changed_settings(changes).1;
        self.storing.desk.portal = portal;
        self.plain.desk.portal = portal;
        self.worker.portal = portal;
    }

    /// Takes the vendor away that payments are handed over to, as a co-op that has none.
    pub fn take_no_payments(&mut self) {
        self.storing.desk.vendor = None;
        self.plain.desk.vendor = None;
    }

    /// Ends the registrations of an email that wait, as staff do.
    pub async fn end_registrations(&self, typed: &str) {
        let pendings = self.store.matched(&EmailKey::of(&self.keys, &email(typed))).await;
        let waiting = cancel(pendings.expect("the store answers"), self.clock.now());
        for pending in waiting.expect("there is one") {
            self.store.cancel(&pending, self.clock.now()).await.expect("nobody is quicker");
        }
    }

    /// Clears what was counted of a member, as staff do.
    pub async fn unlock(&self, typed: &str) {
        let member = self.store.member_of(&email(typed)).expect("a member");
        for subject in counters_of_member(&member.id) {
            self.store.clear(&subject).await.expect("the store answers");
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

    /// The code that a bill of so many days ago is printed with, as `porchlight bill-codes` makes it.
    #[must_use]
    pub fn printed_code(&self, number: &str, customer: &str, days_ago: i64) -> String {
        let account = AccountNumber::parse(number).expect("a number");
        let customer = CustomerKey::of(&self.keys, &account, &Typed::new(customer));
        let day = TimeZone::UTC.to_datetime(self.now()).date() - Span::new().days(days_ago);
        let code = PrintedCode::of(&self.keys, &account, &customer, day);
        code.expect("the ring holds its current key").shown()
    }

    /// Says how a report of an outage stands, as staff do.
    pub async fn outage_stands(&self, code: &str, status: OutageStatus) {
        let code = ReferenceCode::parse(code).expect("a code");
        let leads = self.store.leads(&[code]).await.expect("the store answers");
        let Some((_, OutageLead::Account(account))) = leads.into_iter().next() else {
            panic!("a report of an account")
        };
        let reports = self.store.reports(&[account]).await.expect("the store answers");
        let id = OutboxId::from_random(random());
        let change = stands_now(&reports[0], status, SaidBy::Staff, id, self.clock.now());
        self.store.change_report(&change.expect("it is open")).await.expect("nobody else does");
    }

    /// What staff see of somebody, oldest first.
    pub async fn timeline(&self, whose: &Whose) -> Vec<TimelineEntry> {
        self.store.told(whose, Timestamp::UNIX_EPOCH).await.expect("the store answers")
    }
}
