//! The local portal under load: to saturation, at seventy per cent of it, and whether limits hold there.

use std::cell::Cell;
use std::time::{Duration, Instant};

use futures_util::future::{join, join_all};
use futures_util::stream::{FuturesUnordered, StreamExt as _};
use local::stack::Stack;
use serde_json::{Value, json};
use tests::app::Browser;

use crate::counting::Counting;
use crate::figures::{ms, percentile, rate};
use crate::person::Person;
use crate::walk::Walk;

/// How many people are on their way at a time, from few to many.
const CLIENTS: [usize; 6] = [1, 2, 4, 8, 16, 32];
/// How long each of these goes.
const EACH: Duration = Duration::from_secs(12);
/// How long the portal is held at seventy per cent.
const HELD: Duration = Duration::from_secs(30);
/// The share of the most that it did.
const SHARE: f64 = 0.7;
/// Tries at a limit, all at once.
const TRIES: usize = 40;

/// The portal, and the number of the next person.
pub(crate) struct Load<'a> {
    pub(crate) stack: &'a Stack,
    pub(crate) next: Cell<u32>,
}

/// What came of a while of load.
struct While {
    counting: Counting,
    done: u32,
    ended: Vec<String>,
    seconds: f64,
}

impl Load<'_> {
    /// All of it, as JSON.
    pub(crate) async fn measure(&self) -> Value {
        let mut ramp = Vec::new();
        let mut most = 0.0_f64;
        for clients in CLIENTS {
            eprintln!("{clients} at a time");
            let of = self.closed(clients, EACH).await;
            most = most.max(f64::from(of.done) / of.seconds);
            let mut row = of.report();
            row["clients"] = clients.into();
            ramp.push(row);
        }
        eprintln!("at {SHARE} of {most:.1} a second");
        let mut held = self.open(most * SHARE).await.report();
        held["people_a_second"] = rate(most * SHARE);
        eprintln!("limits");
        let (limits, beside) = join(self.limits(), self.closed(8, EACH)).await;
        json!({ "ramp": ramp, "held": held, "limits": limits, "beside_limits": beside.report() })
    }

    fn person(&self) -> Person {
        let number = self.next.get();
        self.next.set(number + 1);
        Person::new(number)
    }

    /// So many people at a time, each of whom begins when another is done.
    async fn closed(&self, clients: usize, time: Duration) -> While {
        let (counting, began) = (Counting::new(self.stack.origin()), Instant::now());
        let one = || async {
            let (mut done, mut ended) = (0, Vec::new());
            while began.elapsed() < time {
                match self.one(&counting).await {
                    Ok(()) => done += 1,
                    Err(place) => ended.push(place),
                }
            }
            (done, ended)
        };
        let all = join_all((0..clients).map(|_| one())).await;
        let seconds = began.elapsed().as_secs_f64();
        let (done, ended): (Vec<u32>, Vec<_>) = all.into_iter().unzip();
        While { counting, done: done.iter().sum(), ended: ended.concat(), seconds }
    }

    /// So many people a second, whether others are done or not.
    async fn open(&self, a_second: f64) -> While {
        let (counting, began) = (Counting::new(self.stack.origin()), Instant::now());
        let mut beat = tokio::time::interval(Duration::from_secs_f64(1.0 / a_second));
        let mut walking = FuturesUnordered::new();
        let (mut done, mut ended) = (0, Vec::new());
        loop {
            tokio::select! {
                _ = beat.tick(), if began.elapsed() < HELD => walking.push(self.one(&counting)),
                Some(end) = walking.next() => match end {
                    Ok(()) => done += 1,
                    Err(place) => ended.push(place),
                },
                else => break,
            }
        }
        drop(walking);
        While { counting, done, ended, seconds: began.elapsed().as_secs_f64() }
    }

    /// One person: registers, and signs in from another browser.
    async fn one(&self, counting: &Counting) -> Result<(), String> {
        let (person, inbox, origin) = (self.person(), self.stack.inbox(), self.stack.origin());
        let browser = |number| Browser::new(counting).at(&person.address(number)).without_script();
        let end = async {
            Walk::new(browser(0)).register(&person, inbox, origin, false).await?;
            Walk::new(browser(1)).sign_in(&person).await
        };
        end.await.map_err(|ended| format!("{} {}", ended.step, ended.status))
    }

    /// Tries at three limits, each many times at once: what was let through, and how much may be.
    async fn limits(&self) -> Value {
        let counting = Counting::new(self.stack.origin());
        let (passwords, checks, letters) =
            (self.passwords(&counting), self.checks(&counting), self.letters(&counting));
        let tries = [passwords.await, checks.await, letters.await];
        json!({ "tries": tries, "statuses": counting.statuses() })
    }

    /// Wrong passwords with one email from one network address.
    async fn passwords(&self, counting: &Counting) -> Value {
        let person = self.person();
        let mut browser = Browser::new(counting).at(&person.address(2));
        browser.open("/sign-in").await;
        let (action, mut fields) = browser.filled_in(&[("email", &person.email)]);
        fields.retain(|(name, _)| name != "password");
        fields.push(("password".to_owned(), "a wrong one for all of them".to_owned()));
        let looked_at = self.at_once(&browser, &action, &fields, &[422]).await;
        json!({
            "limit": "passwords of one email from one address in a minute",
            "tries": TRIES, "let_through": looked_at,
            "at_most": domain::Figures::SHIPPED.sign_in_per_address,
        })
    }

    /// Registrations without a script from one network address.
    async fn checks(&self, counting: &Counting) -> Value {
        let address = self.person().address(3);
        let mut let_through = 0;
        let ways = (0..TRIES).map(|_| async {
            let browser = Browser::new(counting).at(&address).without_script();
            Walk::new(browser).ask(&self.person(), false).await.is_ok()
        });
        for passed in join_all(ways).await {
            let_through += usize::from(passed);
        }
        json!({
            "limit": "robot checks without a script from one address in an hour",
            "tries": TRIES, "let_through": let_through,
            "at_most": domain::Figures::SHIPPED.no_script_per_address,
        })
    }

    /// One letter asked for again and again.
    async fn letters(&self, counting: &Counting) -> Value {
        let person = self.person();
        let mut walk = Walk::new(Browser::new(counting).at(&person.address(0)).without_script());
        drop(walk.ask(&person, false).await);
        self.stack.inbox().wait_for(&person.email, 1).await;
        let (action, fields) = walk.browser().filled_in_form("/register/resend");
        let asked = self.at_once(walk.browser(), &action, &fields, &[303]).await;
        tokio::time::sleep(Duration::from_secs(5)).await;
        json!({
            "limit": "letters to one mailbox in a minute",
            "tries": TRIES, "asked": asked, "at_most": 1,
            "let_through": self.stack.inbox().letters_to(&person.email).len(),
        })
    }

    /// Posts a form many times at once, and counts the answers that have one of these statuses.
    async fn at_once(
        &self,
        browser: &Browser<'_, Counting>,
        action: &str,
        fields: &[(String, String)],
        statuses: &[u16],
    ) -> usize {
        let posts = (0..TRIES).map(|_| async { browser.clone().post(action, fields).await.status });
        let answers = join_all(posts).await;
        answers.iter().filter(|status| statuses.contains(status)).count()
    }
}

impl While {
    fn report(&self) -> Value {
        let times = self.counting.times();
        json!({
            "people": self.done,
            "people_each_second": rate(f64::from(self.done) / self.seconds),
            "requests": times.len(),
            "p50_ms": ms(percentile(&times, 50)),
            "p99_ms": ms(percentile(&times, 99)),
            "longest_ms": ms(percentile(&times, 100)),
            "statuses": self.counting.statuses(),
            "ended_early": self.ended,
        })
    }
}
