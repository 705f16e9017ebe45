//! The ports of what is kept, method by method. [`Failing`](crate::failing::Failing) and
//! [`TestStore`](crate::store::TestStore) pass them on.

use domain::desk::{OnceKey, StaffKey, StaffSession, StaffSessionKey};
use domain::history::reads::{DayPlace, Months, ToldDay};
use domain::history::{
    BillKey, BillPlace, DocumentTag, HistoryKind, KeptMonths, NameClaim, Told, ToldBill,
};
use domain::limits::{Count, Counter, Subject};
use domain::outages::{OutageChange, OutageLead, Report, Reported, UnverifiedReport};
use domain::ports::{
    Balances, BillImport, Bills, Bindings, Cancellations, Changes, Claims, Counters, DocumentNames,
    Glance, Glances, HistoryImport, Holds, ImportTimes, InForce, LeaseWish, Letters, LinkStates,
    Links, Logins, LookUps, Members, MonthsImport, OutageLeads, Outages, Outbox, Passkeys,
    Pendings, People, Posted, ReadsImport, Registrations, Releases, SecondFactors, Services,
    Sessions, SignIns, StaffSessions, Standings, StoreError, Timeline, UnverifiedOutages, Usage,
    Waits, Written,
};
use domain::{
    AboutWait, AccountNumber, BillsAsked, DeviceId, Due, Email, EmailKey, Ended, Envelope, Extract,
    FactorId, FactorWrite, FactorWriteEnd, Facts, FactsSeen, Found, FoundLink, HistoryKey,
    KeptOfFactors, Lane, Lease, Leased, LinkClaim, LinkState, Member, MemberId, OutboxId, Owner,
    Passkey, Pending, PendingId, Purpose, ReferenceCode, Session, SessionId, SignedIn,
    TimelineEntry, Typed, Whose,
};
use domain::{
    AccountStanding, AddEnd, Addition, Claim, ClaimEnd, Closing, GuestEnd, HoldChange, Invited,
    Issued, JoinEnd, Joining, LookUp, Outgoing, PassedOn, RecordEnd, Recorded, Reopened, Service,
    SpendEnd, Spending, StandingOf,
};
use jiff::Timestamp;
use jiff::civil::Date;

/// Passes on every port: its name, and of each method the name, the arguments and what it answers if it works.
macro_rules! passed_on {
    ($($ports:tt)*) => {
        failing! { $($ports)* }
        on_both! { $($ports)* }
    };
}

// A step that needs a port that is missing here does not compile. Add a line for it.
passed_on! {
    Registrations {
        look_up(asked: &LookUp) -> Found;
        record(recorded: &Recorded) -> RecordEnd;
    }
    Pendings {
        matched(email: &EmailKey) -> Vec<Pending>;
        pending(email: &EmailKey, id: &PendingId) -> Option<Pending>;
        count_number(pending: &Pending) -> Option<u32>;
        take_back_number(pending: &Pending) -> ();
    }
    Counters {
        read(subjects: &[Subject]) -> Vec<Counter>;
        count(counts: &[Count]) -> ();
        count_and_tell(count: &Count, envelope: &Envelope) -> ();
        clear(subject: &Subject) -> ();
    }
    Cancellations {
        asked(email: &EmailKey) -> Vec<Pending>;
        cancel(pending: &Pending, now: Timestamp) -> ();
    }
    Posted {
        posted(id: &OutboxId) -> Option<Envelope>;
    }
    SignIns {
        failures(email: &EmailKey, member: Option<&MemberId>) -> Vec<(Subject, Counter)>;
    }
    Releases {
        release(account: &AccountNumber, ended: &Ended) -> ();
    }
    Letters {
        queue(envelope: &Envelope) -> ();
    }
    Claims {
        facts(account: &AccountNumber) -> Option<FactsSeen>;
        claim(claim: &Claim) -> ClaimEnd;
    }
    Members {
        by_email(email: &Email) -> Option<Member>;
        by_session(member: &MemberId, session: &SessionId) -> Option<SignedIn>;
        change(member: &Member, envelope: Option<&Envelope>) -> ();
    }
    Sessions {
        open(session: &Session, envelope: Option<&Envelope>) -> ();
        of_member(member: &MemberId) -> Vec<Session>;
        reopen(reopened: &Reopened) -> ();
        end(member: &MemberId, session: &SessionId, envelope: Option<&Envelope>) -> ();
    }
    Links {
        issue(issued: &Issued) -> ();
        ask_bills(asked: &BillsAsked) -> ();
        find(claim: &LinkClaim) -> Option<FoundLink>;
        spend(spending: &Spending) -> SpendEnd;
    }
    Standings {
        standings(of: &[StandingOf]) -> Vec<AccountStanding>;
    }
    People {
        invite(invited: &Invited) -> ();
        join(joining: &Joining) -> JoinEnd;
        end_guest(end: &GuestEnd) -> ();
    }
    LinkStates {
        state_of(purpose: Purpose, claim: &LinkClaim, now: Timestamp) -> LinkState;
    }
    SecondFactors {
        member(id: &MemberId) -> Option<Member>;
        kept(member: &MemberId) -> KeptOfFactors;
        write(write: &FactorWrite) -> FactorWriteEnd;
        forget(member: &MemberId, device: &DeviceId) -> ();
    }
    Passkeys {
        named(member: &MemberId, passkey: &FactorId) -> (Option<Member>, Option<Passkey>);
        passkeys(ids: &[FactorId]) -> Vec<Passkey>;
    }
    Waits {
        waiting(about: &AboutWait, now: Timestamp) -> Option<Member>;
    }
    Logins {
        add(addition: &Addition) -> AddEnd;
        close(closing: &Closing) -> ();
    }
    Holds {
        hold(change: &HoldChange) -> ();
    }
    Outages {
        reports(accounts: &[AccountNumber]) -> Vec<Report>;
        report(reported: &Reported) -> ();
        change_report(change: &OutageChange) -> ();
    }
    OutageLeads {
        leads(codes: &[ReferenceCode]) -> Vec<(ReferenceCode, OutageLead)>;
    }
    UnverifiedOutages {
        take(report: &UnverifiedReport) -> RecordEnd;
    }
    StaffSessions {
        use_once(what: &OnceKey, until: Timestamp) -> bool;
        open_at_desk(session: &StaffSession) -> ();
        at_desk(key: &StaffSessionKey) -> Option<StaffSession>;
        end_at_desk(key: &StaffSessionKey) -> ();
    }
    LookUps {
        count_look_up(who: &StaffKey, now: Timestamp) -> u32;
    }
    Timeline {
        tell(whose: &[Whose], entries: &[TimelineEntry]) -> ();
        told(whose: &Whose, since: Timestamp) -> Vec<TimelineEntry>;
    }
    Changes {
        note(day: Date, outgoing: &[Outgoing]) -> ();
        of_day(day: Date) -> Vec<Outgoing>;
    }
    Balances {
        balances(keys: &[HistoryKey]) -> Vec<(HistoryKey, Told)>;
    }
    Bills {
        bills(partition: &HistoryKey) -> Vec<(BillKey, ToldBill)>;
    }
    Glances {
        glances(due: &[HistoryKey], used: &[HistoryKey]) -> Glance;
    }
    Usage {
        days(partition: &HistoryKey, from: Date, to: Date) -> Vec<(DayPlace, ToldDay)>;
    }
    HistoryImport {
        begin_history(kind: HistoryKind, wish: LeaseWish<'_>) -> ();
        facts_behind(numbers: &[AccountNumber], in_force: u64) -> Vec<(AccountNumber, Facts)>;
        put_balances(balances: &[(HistoryKey, Told)], kept: KeptMonths) -> ();
    }
    BillImport {
        bills_at(places: &[BillPlace]) -> Vec<(BillPlace, ToldBill)>;
        put_bills(bills: &[(BillPlace, ToldBill)], kept: KeptMonths) -> ();
    }
    DocumentNames {
        claims(tags: &[DocumentTag]) -> Vec<(DocumentTag, NameClaim)>;
        put_claims(claims: &[(DocumentTag, NameClaim)], until: Timestamp) -> ();
    }
    ImportTimes {
        put_taken(kind: HistoryKind, at: Timestamp) -> ();
        taken() -> Vec<(HistoryKind, Timestamp)>;
    }
    MonthsImport {
        months(keys: &[HistoryKey]) -> Vec<(HistoryKey, Months)>;
        days_now(partition: &HistoryKey, from: Date, to: Date) -> Vec<(DayPlace, ToldDay)>;
        put_months(months: &[(HistoryKey, Months)], kept: KeptMonths) -> ();
    }
    ReadsImport {
        days_at(places: &[DayPlace]) -> Vec<(DayPlace, ToldDay)>;
        put_days(days: &[(DayPlace, ToldDay)], kept: KeptMonths) -> ();
    }
    Services {
        services(accounts: &[AccountNumber]) -> Vec<Service>;
    }
    Written {
        written(accounts: &[AccountNumber]) -> Vec<Typed>;
    }
    InForce {
        in_force() -> Option<Extract>;
    }
    Bindings {
        owners_of(accounts: &[AccountNumber]) -> Vec<(AccountNumber, Owner)>;
        by_id(member: &MemberId) -> Option<Member>;
        pass_on(passed_on: &PassedOn) -> ();
    }
    Outbox {
        due(lane: Lane, now: Timestamp, after: Option<&Due>, most: usize) -> Vec<Due>;
        lease(id: &OutboxId, now: Timestamp, until: Timestamp) -> Lease;
        put_back(leased: &Leased, due_at: Timestamp) -> ();
    }
}
