//! The second step of signing in: codes, passkeys, and the way without.

use domain::{AppSecret, PendingId, Purpose, Standing};
use jiff::{SignedDuration, Timestamp};
use tests::app::NOON;
use tests::authenticator::Key;

use super::moves::How;
use super::portal::{EMAILS, PASSWORDS, Running};

/// The seconds of a step of an app.
const STEP: i64 = 30;
/// How long the step behind the password lasts.
const BETWEEN: i64 = 300;
/// How long a browser is remembered.
const REMEMBERED: i64 = 7 * 24 * 3600;

/// What somebody has at hand for a login.
#[derive(Default)]
pub(super) struct AtHand {
    pub(super) app: Option<Phone>,
    pub(super) key: Option<Key>,
    /// All ten recovery codes.
    pub(super) paper: Vec<String>,
}

/// An app on a phone: its secret, and the last code of it that was typed, with its step.
pub(super) struct Phone {
    pub(super) secret: AppSecret,
    pub(super) last: (i64, String),
}

/// A browser behind the password: the login, its epoch then, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Between {
    login: usize,
    epoch: u64,
    at: i64,
}

impl Running<'_> {
    /// Whether signing in asks for more than the password in a person's browser.
    pub(super) fn asks_second(&self, who: usize, login: usize) -> bool {
        let (of, person) = (&self.oracle.logins[login], &self.people[who]);
        let is_known = person.known == Some((login, of.epoch));
        let is_remembered = person
            .remembered
            .is_some_and(|it| (it.0, it.1) == (login, of.epoch) && self.now() < it.2);
        of.factors.is_asked() && !(is_known && is_remembered)
    }

    /// Records that the password was right, and that a factor is asked for.
    pub(super) fn is_between(&mut self, who: usize, login: usize) {
        let (epoch, at) = (self.oracle.logins[login].epoch, self.now());
        let person = &mut self.people[who];
        (person.between, person.wrong) = (Some(Between { login, epoch, at }), 0);
        let mut copy = person.browser.clone();
        let path = self.runtime.block_on(async { copy.open("/home").await.path.clone() });
        assert_eq!(path, "/sign-in", "P9: a password alone opens nothing");
    }

    /// A code of a login's app that was not used; half a minute later, if this one was.
    pub(super) fn fresh_code(&mut self, login: usize) -> Option<String> {
        let step = |now: i64| now.div_euclid(STEP);
        let phone = self.at_hand.get_mut(&login)?.app.as_mut()?;
        if step(self.app.now().as_second()) <= phone.last.0 {
            self.app.wait(SignedDuration::from_secs(STEP));
        }
        let now = self.app.now();
        phone.last = (step(now.as_second()), phone.secret.code(now));
        Some(phone.last.1.clone())
    }

    /// A recovery code of a login that was not used; the count of used ones goes up once it is taken.
    pub(super) fn paper(&self, login: usize) -> Option<String> {
        let (_, used) = self.oracle.logins[login].factors.codes?;
        self.at_hand.get(&login)?.paper.get(used).cloned()
    }

    fn used_paper(&self, login: usize) -> Option<String> {
        let (_, used) = self.oracle.logins[login].factors.codes?;
        self.at_hand.get(&login)?.paper.get(used.checked_sub(1)?).cloned()
    }

    /// Types or touches something behind the password.
    pub(super) fn second(&mut self, who: usize, how: How, remember: bool) {
        let Some(between) = self.people[who].between else { return };
        let login = between.login;
        let typed = match how {
            How::Code => self.fresh_code(login),
            How::Used => {
                self.at_hand.get(&login).and_then(|it| it.app.as_ref()).map(|it| it.last.1.clone())
            }
            How::Wrong => Some("000000".to_owned()),
            How::Paper => self.paper(login),
            How::UsedPaper => self.used_paper(login),
            How::Passkey => Some(String::new()),
        };
        let Some(typed) = typed else { return };
        if !self.opens_between(who, "/sign-in/second", between) {
            return;
        }
        let Some(status) = self.type_code(who, login, how, (&typed, remember)) else { return };
        let of = &self.oracle.logins[login];
        let may =
            of.standing == Standing::Active && of.epoch == between.epoch && of.factors.is_asked();
        let is_right = match how {
            How::Code | How::Paper => true,
            How::Passkey => of.factors.passkey.is_some(),
            How::Used | How::UsedPaper | How::Wrong => false,
        };
        let location = self.people[who].browser.page().location().map(str::to_owned);
        match (status, location.as_deref()) {
            (303, Some("/sign-in")) => {
                assert!(!may, "what the password opened is over");
                self.people[who].between = None;
            }
            (303, _) => {
                assert!(may && is_right, "P9: {how:?} opens nothing");
                self.is_proven(who, login, how, remember);
            }
            (429, _) => assert!(of.wrong_codes >= 5, "P7: right codes make nobody wait"),
            _ => {
                assert_eq!(status, 422);
                assert!(!(may && is_right), "{how:?} of its member is taken");
            }
        }
        self.oracle.logins[login].wrong_codes += u32::from(!is_right);
    }

    /// Signs in with the password and a code.
    pub(super) fn sign_in_by(&mut self, who: usize) {
        self.sign_in(who, true);
        self.second(who, How::Code, false);
    }

    /// Opens a page behind the password, unless that took too long.
    fn opens_between(&mut self, who: usize, path: &str, between: Between) -> bool {
        let lasts = self.now() < between.at + BETWEEN;
        let person = &mut self.people[who];
        self.runtime.block_on(async { person.browser.open(path).await.status });
        if person.browser.page().path == path {
            assert!(lasts, "five minutes between password and code");
            return true;
        }
        person.between = None;
        false
    }

    /// Posts the page behind the password. Answers the status, if there was something to post.
    fn type_code(
        &mut self,
        who: usize,
        login: usize,
        how: How,
        (typed, remember): (&str, bool),
    ) -> Option<u16> {
        let browser = &mut self.people[who].browser;
        let remember = ("remember", if remember { "yes" } else { "no" });
        if how != How::Passkey {
            let typed = [("code", typed), remember];
            return Some(self.runtime.block_on(async { browser.submit(&typed).await.status }));
        }
        let key = self.at_hand.get_mut(&login)?.key.as_mut()?;
        if browser.page().attributes("[data-passkey]", "data-challenge").is_empty() {
            return None;
        }
        let (action, mut fields) = browser.filled_in_form("/sign-in/second");
        fields.retain(|(name, _)| !["challenge", "credential", "remember"].contains(&&**name));
        fields.push((remember.0.to_owned(), remember.1.to_owned()));
        Some(self.runtime.block_on(async {
            fields.extend(key.answer(browser).await);
            browser.post(&action, &fields).await.status
        }))
    }

    /// Records that somebody got in by a factor.
    fn is_proven(&mut self, who: usize, login: usize, how: How, remember: bool) {
        let now = self.now();
        let of = &mut self.oracle.logins[login];
        of.factors.prove(how, now);
        let epoch = of.epoch;
        self.signed_in(who, login);
        if let Some(session) = &mut self.people[who].signed_in {
            session.limited = how == How::Paper;
        }
        if remember && how != How::Paper {
            self.people[who].remembered = Some((login, epoch, now + REMEMBERED));
        }
    }

    /// A passkey alone.
    pub(super) fn touch_alone(&mut self, who: usize) {
        let Some(login) = self.oracle.login_of(who).filter(|_| self.any_login_in(who).is_none())
        else {
            return;
        };
        let Some(key) = self.at_hand.get_mut(&login).and_then(|it| it.key.as_mut()) else { return };
        let browser = &mut self.people[who].browser;
        let status = self.runtime.block_on(async {
            browser.open("/sign-in").await;
            let (action, mut fields) = browser.filled_in_form("/sign-in/passkey");
            fields.retain(|(name, _)| !["challenge", "credential"].contains(&&**name));
            fields.extend(key.answer(browser).await);
            browser.post(&action, &fields).await.status
        });
        let (of, now) = (&self.oracle.logins[login], self.now());
        let held = of.factors.passkey.expect("whoever has the key has the factor");
        let expected = match of.standing {
            Standing::Active if held.stands(now) => 303,
            Standing::Active | Standing::Closed => 422,
            Standing::Frozen => 200,
        };
        assert_eq!(status, expected, "P9: a passkey that stands opens an active login");
        if status == 303 {
            self.is_proven(who, login, How::Passkey, false);
        }
    }

    /// Somebody who knows the password and nothing else.
    pub(super) fn thief(&mut self, who: usize) {
        let Some(login) = self.oracle.login_of(who) else { return };
        let of = &self.oracle.logins[login];
        if !of.factors.is_asked() || of.standing != Standing::Active {
            return;
        }
        let typed = [("email", EMAILS[of.address]), ("password", PASSWORDS[of.password])];
        let from = self.elsewhere();
        let mut thief = self.app.browser().without_script().at(&from);
        self.runtime.block_on(async {
            thief.open("/sign-in").await;
            thief.submit(&typed).await;
            if thief.page().status == 303 {
                thief.follow().await;
                assert_eq!(thief.page().path, "/sign-in/second", "P9: a password alone");
                thief.submit(&[("code", "000000")]).await;
                assert!(matches!(thief.page().status, 422 | 429), "P9: no code of theirs");
            }
            assert!(thief.cookie("session").is_none() && thief.cookie("device").is_none());
            thief.open("/home").await;
        });
        assert_eq!(thief.page().path, "/sign-in", "P9: a password alone opens nothing");
        self.oracle.logins[login].wrong_codes += 1;
    }

    /// "I can't do this": begins a wait, unless one runs or too many were begun.
    pub(super) fn lost(&mut self, who: usize) {
        let Some(between) = self.people[who].between else { return };
        if !self.opens_between(who, "/sign-in/second/lost", between) {
            return;
        }
        let (login, now) = (between.login, self.now());
        let factors = &self.oracle.logins[login].factors;
        let (runs, may) = (factors.running(now).is_some(), factors.may_begin(now));
        let browser = &mut self.people[who].browser;
        let (status, offers) = (browser.page().status, browser.page().has_form());
        assert_eq!(offers, !runs && may, "P7: three waits in thirty days, one at a time");
        assert_eq!(status, if runs || may { 200 } else { 429 });
        if !offers {
            return;
        }
        let status = self.runtime.block_on(async { browser.submit(&[]).await.status });
        assert_eq!(status, 303, "a wait begins");
        let wait = self.member_of(login).and_then(|it| it.factors.wait).expect("a wait");
        let ends =
            self.oracle.logins[login].factors.begin([wait.id.clone(), wait.stop.clone()], now);
        assert_eq!(seconds(wait.ends_at), ends, "P9: no wait is shorter than it has to be");
        self.issue_own(wait.id, Purpose::ResetFactors, login);
        self.issue_own(wait.stop, Purpose::StopReset, login);
    }

    /// Records a link that goes to the member.
    pub(super) fn issue_own(&mut self, id: PendingId, purpose: Purpose, login: usize) {
        let (to, now) = (self.oracle.logins[login].address, self.now());
        self.seen.insert(id.clone());
        self.oracle.issue(id, purpose, login, to, now);
    }

    /// Lets a login's wait go by, and its letters go out.
    pub(super) fn outlast(&mut self, who: usize) {
        let login = self.oracle.login_of(who);
        let wait = login.and_then(|it| self.oracle.logins[it].factors.wait.clone());
        let Some(wait) = wait.filter(|wait| self.now() < wait.ends) else { return };
        self.app.wait(SignedDuration::from_secs(wait.ends - self.now()));
        self.runtime.block_on(self.app.sweep());
    }
}

/// An instant, as the oracle counts.
pub(super) fn seconds(at: Timestamp) -> i64 {
    at.as_second() - NOON.as_second()
}
