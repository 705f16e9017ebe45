//! How often a password may be tried, by whom, and how long to wait in between.
//!
//! Strangers are counted by email, by email and network address together, and by network address alone. A browser that the
//! member has used before has a ladder of its own, so that no stranger's guessing makes its owner wait.
//! Source: docs/DATA.md#sign-in-and-sessions.

mod looked_at;
mod networks;
mod refused_try;

use std::iter;

use jiff::{SignedDuration, Timestamp};

pub(crate) use self::looked_at::failed_sign_in_opens;
pub use self::looked_at::{failed_sign_ins, sign_in_open};
pub(crate) use self::networks::network_opens;
use self::networks::{from_address, from_site, taken_back};
pub use self::refused_try::RefusedTry;
use crate::figures::Figures;
use crate::limits::counter::{Count, Counter, Subject, Tally, Window};
use crate::members::member::Member;
use crate::members::session::Session;
use crate::values::ids::{AddressKey, DeviceId, EmailKey, MemberId};

/// Tries with one email from one network address; the fifth is the last for 60 seconds. Source: Login.gov.
const fn from_one_address(figures: Figures) -> Window {
    Window {
        name: FROM_ONE_ADDRESS,
        max: figures.sign_in_per_address,
        length: SignedDuration::from_secs(60),
    }
}

/// What those tries are kept under.
const FROM_ONE_ADDRESS: &str = "sign_in_60s";
/// A ladder without a try for so long is forgotten, unless it is shut: 99 guesses a year are no attack. Ours.
const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_hours(24 * 365);
/// How long a shut ladder is kept at least; what opens it is a new password, not time.
const SHUT_KEPT: SignedDuration = SignedDuration::from_hours(24 * 3650);
/// What a ladder's tally is kept under; `opened` is the last failure.
const FAILURES: &str = "failures";

/// A browser that its signed cookie says to have been signed in from before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDevice {
    /// As whom.
    pub member: MemberId,
    /// The browser.
    pub device: DeviceId,
    /// The member's epoch then.
    pub epoch: u64,
}

/// Somebody who types an email and a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInTry {
    /// The email, whether it is a member's or not.
    pub email: EmailKey,
    /// From where.
    pub address: AddressKey,
    /// From which IPv6 /48, if it is one.
    pub site: Option<AddressKey>,
    /// The browser, if it is known to anybody.
    pub device: Option<KnownDevice>,
}

/// A try that may be made once its counts are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedTry {
    /// The counters, one further.
    pub counts: Vec<Count>,
    /// What a success sets back to zero.
    pub clears: Vec<Subject>,
    /// What a success takes its own try back from: others count there too.
    pub networks: Vec<Subject>,
    /// The browser, if the member has used it before.
    pub device: Option<DeviceId>,
}

impl KnownDevice {
    /// Whether it is this member's, and was signed in from since their last password.
    #[must_use]
    pub fn is_of(&self, member: &Member) -> bool {
        self.member == member.id && self.epoch == member.epoch
    }
}

impl SignInTry {
    /// The counters to read, in the order in which [`SignInTry::count`] takes them.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        let device = self.device.clone().map(|it| Subject::Device(it.member, it.device));
        self.strangers().into_iter().chain(self.networks()).chain(device).collect()
    }

    /// Counts the try, before anybody looks at the password.
    ///
    /// A browser known to another member, or from before the last password, is a stranger's; so is one whose own ladder
    /// is shut, which would be open to its owner if they cleared its cookies.
    ///
    /// # Errors
    ///
    /// What is in the way; then nothing is counted, so no wait grows while it lasts.
    pub fn count(
        &self,
        counters: &[Counter],
        member: Option<&Member>,
        figures: Figures,
        now: Timestamp,
    ) -> Result<CountedTry, RefusedTry> {
        // What was never counted is at zero.
        let mut read = counters.iter().cloned().chain(iter::repeat(Counter::default()));
        let mut next = || read.next().unwrap_or_default();
        let (by_email, by_address) = (next(), next());
        let windows = [from_address(figures), from_site(figures)];
        let of = self.networks().into_iter().zip(windows);
        let networks: Vec<_> = of.map(|it| (next(), it)).collect();
        let by_device = next();
        let known = self.device.as_ref().filter(|device| {
            let is_open = failures(&by_device, figures, now) < figures.sign_in_shut_at;
            is_open && member.is_some_and(|member| device.is_of(member))
        });
        if let Some(known) = known {
            room(&by_device, figures, now)?;
            let subject = Subject::Device(known.member.clone(), known.device.clone());
            let counts = vec![one_failure_more(&by_device, subject.clone(), figures, now)];
            let (clears, device) = (vec![subject], Some(known.device.clone()));
            return Ok(CountedTry { counts, clears, networks: Vec::new(), device });
        }
        let full = by_address.room(&[from_one_address(figures)], now).map_err(RefusedTry::Wait);
        let crowded = networks.iter().filter_map(|(counter, (_, it))| counter.room(it, now).err());
        let crowded = crowded.max().map(RefusedTry::Network);
        let refusals = [room(&by_email, figures, now).err(), full.err(), crowded];
        if let Some(refused) = refusals.into_iter().flatten().max() {
            return Err(refused);
        }
        let [email, from] = self.strangers();
        let mut counts = vec![
            one_failure_more(&by_email, email, figures, now),
            one_more_from(&by_address, from, figures, now),
        ];
        let more = networks.into_iter().map(|(it, (of, windows))| it.counted(of, &windows, now));
        counts.extend(more);
        let (clears, networks) = (self.strangers().into(), self.networks());
        Ok(CountedTry { counts, clears, networks, device: None })
    }

    fn strangers(&self) -> [Subject; 2] {
        let (email, address) = (self.email.clone(), self.address.clone());
        [Subject::SignIn(email.clone()), Subject::SignInFrom(email, address)]
    }

    /// The networks that it comes from: the address, and the site if there is one.
    fn networks(&self) -> Vec<Subject> {
        let site = self.site.clone().map(Subject::SignInAt);
        iter::once(Subject::SignInAt(self.address.clone())).chain(site).collect()
    }
}

impl CountedTry {
    /// The counters of its networks without this try, which was at an instant and the right one.
    ///
    /// The other tries stay: whoever has one password must not get as many guesses at others as they like. A window that was
    /// opened since does not hold the try. Nothing is left to write for a browser that was not counted there.
    #[must_use]
    pub fn taken_back(&self, read: &[Counter], tried_at: Timestamp) -> Vec<Count> {
        let counters = self.networks.iter().zip(read);
        counters.filter_map(|(subject, it)| taken_back(it, subject.clone(), tried_at)).collect()
    }
}

/// Where tries of a member who is signed in and types the password again are counted: on their browser's own ladder.
#[must_use]
pub fn password_tries(session: &Session) -> Subject {
    Subject::Device(session.member.clone(), session.device.clone())
}

/// Counts such a try, before anybody looks at the password.
///
/// # Errors
///
/// What is in the way; then nothing is counted.
pub fn count_password(
    session: &Session,
    counter: &Counter,
    figures: Figures,
    now: Timestamp,
) -> Result<Count, RefusedTry> {
    room(counter, figures, now)?;
    Ok(one_failure_more(counter, password_tries(session), figures, now))
}

/// Where codes of a member's second factor are counted: those of strangers, and those of a browser that they have used.
#[must_use]
pub fn code_tries(member: &MemberId, known: Option<&DeviceId>) -> Vec<Subject> {
    let known = known.map(|device| Subject::SecondFrom(member.clone(), device.clone()));
    iter::once(Subject::Second(member.clone())).chain(known).collect()
}

/// Counts a code before anybody looks at it, by the counters of [`code_tries`] in their order.
///
/// A browser that the member has used has a ladder of its own, so that a thief of the password makes nobody wait there. Once
/// that is shut it is a stranger's. A new password opens both.
///
/// # Errors
///
/// What is in the way; then nothing is counted.
pub fn count_code(
    member: &MemberId,
    known: Option<&DeviceId>,
    counters: &[Counter],
    figures: Figures,
    now: Timestamp,
) -> Result<Count, RefusedTry> {
    let mut each = code_tries(member, known).into_iter().zip(counters);
    let Some((strangers, shared)) = each.next() else { return Err(RefusedTry::Shut) };
    let own = each.next().filter(|(_, it)| failures(it, figures, now) < figures.sign_in_shut_at);
    let (subject, counter) = own.unwrap_or((strangers, shared));
    room(counter, figures, now)?;
    Ok(one_failure_more(counter, subject, figures, now))
}

/// The last failure and how many there were, if they are not forgotten.
fn last(counter: &Counter, figures: Figures, now: Timestamp) -> Option<Tally> {
    let last = counter.tallies.get(FAILURES).copied()?;
    let is_shut = last.count >= figures.sign_in_shut_at;
    (is_shut || now < last.opened + FORGOTTEN_AFTER).then_some(last)
}

fn failures(counter: &Counter, figures: Figures, now: Timestamp) -> u32 {
    last(counter, figures, now).map_or(0, |last| last.count)
}

/// Two seconds after the first failure that is not free, the sixth, and twice as long after each more; never longer than
/// the longest wait. Source: SECURITY.md#figures, after Cognito.
fn wait_after(failures: u32, figures: Figures) -> SignedDuration {
    let longest = SignedDuration::from_mins(figures.sign_in_longest_wait_minutes.into());
    match failures.saturating_sub(figures.sign_in_free_failures) {
        0 => SignedDuration::ZERO,
        steps => 2_i64
            .checked_pow(steps)
            .map_or(longest, |seconds| SignedDuration::from_secs(seconds).min(longest)),
    }
}

/// Whether a ladder lets a try through. A failure too many shuts it until a new password is set.
/// Source: NIST SP 800-63B §3.2.2.
fn room(counter: &Counter, figures: Figures, now: Timestamp) -> Result<(), RefusedTry> {
    let Some(last) = last(counter, figures, now) else { return Ok(()) };
    let opens = last.opened + wait_after(last.count, figures);
    if last.count >= figures.sign_in_shut_at {
        Err(RefusedTry::Shut)
    } else if now < opens {
        Err(RefusedTry::Wait(opens))
    } else {
        Ok(())
    }
}

fn one_failure_more(
    counter: &Counter,
    subject: Subject,
    figures: Figures,
    now: Timestamp,
) -> Count {
    let count = failures(counter, figures, now) + 1;
    let mut next = counter.clone();
    next.version += 1;
    next.tallies.insert(FAILURES.to_owned(), Tally { opened: now, count });
    let kept = if count >= figures.sign_in_shut_at { SHUT_KEPT } else { FORGOTTEN_AFTER };
    Count { subject, next, expires_at: now + kept }
}

/// The last try of a window opens it anew, so that the wait is as long whenever that try was.
fn one_more_from(counter: &Counter, subject: Subject, figures: Figures, now: Timestamp) -> Count {
    let window = from_one_address(figures);
    let mut count = counter.counted(subject, &[window], now);
    let tries = count.next.tries(&window, now);
    if tries >= window.max {
        let tally = Tally { opened: now, count: tries };
        count.next.tallies.insert(FROM_ONE_ADDRESS.to_owned(), tally);
    }
    count
}

#[cfg(test)]
mod tests;
