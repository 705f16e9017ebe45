//! How often a password may be tried, by whom, and how long to wait in between.
//!
//! Strangers are counted by email, by email and network address together, and by network address alone. A browser that the
//! member has used before has a ladder of its own, so that no stranger's guessing makes its owner wait.
//! Source: docs/DATA.md#sign-in-and-sessions.

mod networks;

use std::iter;

use jiff::{SignedDuration, Timestamp};

pub(crate) use self::networks::network_opens;
use self::networks::{FROM_ADDRESS, FROM_SITE, taken_back};
use crate::figures;
use crate::limits::counter::{Count, Counter, Subject, Tally, Window};
use crate::members::member::Member;
use crate::members::session::Session;
use crate::values::ids::{AddressKey, DeviceId, EmailKey, MemberId};

/// Tries with one email from one network address; the fifth is the last for 60 seconds. Source: Login.gov.
const FROM_ONE_ADDRESS: Window = Window {
    name: "sign_in_60s",
    max: figures::SIGN_IN_PER_ADDRESS,
    length: SignedDuration::from_secs(60),
};
/// The last failure that makes nobody wait, inclusive. Source: SECURITY.md#figures, after Cognito.
const FREE_FAILURES: u32 = figures::SIGN_IN_FREE_FAILURES;
/// No wait is longer. Source: SECURITY.md#figures, after Cognito.
const LONGEST_WAIT: SignedDuration =
    SignedDuration::from_mins(figures::SIGN_IN_LONGEST_WAIT_MINUTES);
/// The failure that shuts a ladder until a new password is set. Source: NIST SP 800-63B §3.2.2.
const SHUT_AT: u32 = figures::SIGN_IN_SHUT_AT;
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

/// Why a password may not be tried now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RefusedTry {
    /// Not before this instant.
    Wait(Timestamp),
    /// Not before this instant: too many wrong ones came from the same network, by whoever it was.
    Network(Timestamp),
    /// Not before a new password is set.
    Shut,
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
        let networks = self.networks().into_iter().map(|(subject, _)| subject);
        self.strangers().into_iter().chain(networks).chain(device).collect()
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
        now: Timestamp,
    ) -> Result<CountedTry, RefusedTry> {
        // What was never counted is at zero.
        let mut read = counters.iter().cloned().chain(iter::repeat(Counter::default()));
        let mut next = || read.next().unwrap_or_default();
        let (by_email, from_address) = (next(), next());
        let networks: Vec<_> = self.networks().into_iter().map(|it| (next(), it)).collect();
        let by_device = next();
        let known = self.device.as_ref().filter(|device| {
            member.is_some_and(|member| device.is_of(member)) && failures(&by_device, now) < SHUT_AT
        });
        if let Some(known) = known {
            room(&by_device, now)?;
            let subject = Subject::Device(known.member.clone(), known.device.clone());
            let counts = vec![one_failure_more(&by_device, subject.clone(), now)];
            let (clears, device) = (vec![subject], Some(known.device.clone()));
            return Ok(CountedTry { counts, clears, networks: Vec::new(), device });
        }
        let full = from_address.room(&[FROM_ONE_ADDRESS], now).map_err(RefusedTry::Wait);
        let crowded = networks.iter().filter_map(|(counter, (_, it))| counter.room(it, now).err());
        let crowded = crowded.max().map(RefusedTry::Network);
        let refusals = [room(&by_email, now).err(), full.err(), crowded];
        if let Some(refused) = refusals.into_iter().flatten().max() {
            return Err(refused);
        }
        let [email, from] = self.strangers();
        let mut counts =
            vec![one_failure_more(&by_email, email, now), one_more_from(&from_address, from, now)];
        counts.extend(networks.into_iter().map(|(it, (of, windows))| it.counted(of, windows, now)));
        let networks = self.networks().into_iter().map(|(subject, _)| subject).collect();
        Ok(CountedTry { counts, clears: self.strangers().into(), networks, device: None })
    }

    fn strangers(&self) -> [Subject; 2] {
        let (email, address) = (self.email.clone(), self.address.clone());
        [Subject::SignIn(email.clone()), Subject::SignInFrom(email, address)]
    }

    /// The networks that it comes from, with their windows.
    fn networks(&self) -> Vec<(Subject, &'static [Window])> {
        let address = (Subject::SignInAt(self.address.clone()), &FROM_ADDRESS[..]);
        let site = self.site.clone().map(|site| (Subject::SignInAt(site), &FROM_SITE[..]));
        iter::once(address).chain(site).collect()
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

impl RefusedTry {
    /// Whole minutes to wait, rounded up, at least one; `None` where waiting does not help.
    #[must_use]
    pub fn minutes(self, now: Timestamp) -> Option<u32> {
        match self {
            Self::Wait(until) | Self::Network(until) => {
                let seconds = until.duration_since(now).as_secs().max(1);
                u32::try_from((seconds + 59) / 60).ok()
            }
            Self::Shut => None,
        }
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
    now: Timestamp,
) -> Result<Count, RefusedTry> {
    room(counter, now)?;
    Ok(one_failure_more(counter, password_tries(session), now))
}

/// Whether a stranger's browser may try a password with an email, by the email's counter; for staff who look.
///
/// # Errors
///
/// What is in the way.
pub fn sign_in_open(counter: &Counter, now: Timestamp) -> Result<(), RefusedTry> {
    room(counter, now)
}

/// When a password may be tried where these failures were, by their own counter; for staff who look.
///
/// A browser whose own ladder is shut counts as one that nobody has used, so it waits for the email's.
#[must_use]
pub(crate) fn failed_sign_in_opens(
    subject: &Subject,
    counter: &Counter,
    now: Timestamp,
) -> Option<Timestamp> {
    let refused = match subject {
        Subject::Device(..) => room(counter, now).err(),
        _ => counter.room(&[FROM_ONE_ADDRESS], now).map_err(RefusedTry::Wait).err(),
    };
    match refused {
        Some(RefusedTry::Wait(until) | RefusedTry::Network(until)) => Some(until),
        Some(RefusedTry::Shut) | None => None,
    }
}

/// How many wrong passwords a counter of sign-ins holds, and when the last series of them was; for staff who look.
#[must_use]
pub fn failed_sign_ins(counter: &Counter) -> Option<Tally> {
    let tallies = [FAILURES, FROM_ONE_ADDRESS.name].map(|name| counter.tallies.get(name));
    tallies.into_iter().flatten().next().copied()
}

/// The last failure and how many there were, if they are not forgotten.
fn last(counter: &Counter, now: Timestamp) -> Option<Tally> {
    let last = counter.tallies.get(FAILURES).copied()?;
    (last.count >= SHUT_AT || now < last.opened + FORGOTTEN_AFTER).then_some(last)
}

fn failures(counter: &Counter, now: Timestamp) -> u32 {
    last(counter, now).map_or(0, |last| last.count)
}

/// Two seconds after the sixth failure, and twice as long after each more.
fn wait_after(failures: u32) -> SignedDuration {
    match failures.saturating_sub(FREE_FAILURES) {
        0 => SignedDuration::ZERO,
        steps => 2_i64
            .checked_pow(steps)
            .map_or(LONGEST_WAIT, |seconds| SignedDuration::from_secs(seconds).min(LONGEST_WAIT)),
    }
}

/// Whether a ladder lets a try through.
fn room(counter: &Counter, now: Timestamp) -> Result<(), RefusedTry> {
    let Some(last) = last(counter, now) else { return Ok(()) };
    let opens = last.opened + wait_after(last.count);
    if last.count >= SHUT_AT {
        Err(RefusedTry::Shut)
    } else if now < opens {
        Err(RefusedTry::Wait(opens))
    } else {
        Ok(())
    }
}

fn one_failure_more(counter: &Counter, subject: Subject, now: Timestamp) -> Count {
    let count = failures(counter, now) + 1;
    let mut next = counter.clone();
    next.version += 1;
    next.tallies.insert(FAILURES.to_owned(), Tally { opened: now, count });
    let kept = if count >= SHUT_AT { SHUT_KEPT } else { FORGOTTEN_AFTER };
    Count { subject, next, expires_at: now + kept }
}

/// The last try of a window opens it anew, so that the wait is as long whenever that try was.
fn one_more_from(counter: &Counter, subject: Subject, now: Timestamp) -> Count {
    let mut count = counter.counted(subject, &[FROM_ONE_ADDRESS], now);
    let tries = count.next.tries(&FROM_ONE_ADDRESS, now);
    if tries >= FROM_ONE_ADDRESS.max {
        let tally = Tally { opened: now, count: tries };
        count.next.tallies.insert(FROM_ONE_ADDRESS.name.to_owned(), tally);
    }
    count
}

#[cfg(test)]
mod tests;
