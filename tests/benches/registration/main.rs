//! Measures registrations over the local stack, and the stack under load. docs/SPEED.md has the tables.
//!
//! `tests/bench/registration` runs it. It writes JSON, and is no test: a busy machine changes its figures. Functions
//! run as on Lambda, each environment a thread, so that their processor time stands apart from the database's.

mod counting;
mod figures;
mod lambda;
mod load;
mod person;
mod processor;
mod walk;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use domain::{Figures, NewPassword, PasswordHash};
use futures_util::future::join_all;
use local::demo;
use local::functions::Environments;
use local::stack::{Options, Stack};
use local::{Spent, SpentBy};
use serde_json::{Value, json};
use tests::app::Browser;

use counting::Counting;
use figures::{ms, percentile, rate};
use load::Load;
use person::Person;
use walk::Walk;

/// Registrations one after another.
const ONE: u32 = 200;
/// Registrations of which [`AT_ONCE`] are under way at a time.
const MANY: u32 = 256;
const AT_ONCE: u32 = 32;
/// Environments of each function under load: as many as a new account of AWS may have.
const ENVIRONMENTS: usize = 10;
/// Hashes that argon2id alone is measured with.
const HASHES: u32 = 100;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    let wishes: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let report = match wishes.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["registration"] => Box::pin(registrations()).await,
        ["load"] => {
            let stack = started(ENVIRONMENTS).await;
            let load = Load { stack: &stack, next: Cell::new(0) };
            load.measure().await
        }
        _ => {
            eprintln!("usage: registration | load");
            return ExitCode::FAILURE;
        }
    };
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{}", json!({ "load_of_the_machine": load.trim(), "report": report }));
    ExitCode::SUCCESS
}

/// The stack with an extract of many accounts.
async fn started(many: usize) -> Stack {
    // Every answer has its line in the log, as on Lambda. Nobody reads it here.
    drop(tracing_subscriber::fmt().json().with_writer(std::io::sink).try_init());
    let build = async |environments: Environments| {
        let importing = environments.get("import-accounts").ok_or("there is no import")?;
        demo::put_in_force(importing, person::extract().as_bytes(), true).await?;
        lambda::start(environments, many).await
    };
    Stack::start(Options::default(), build).await.expect("the stack starts")
}

async fn registrations() -> Value {
    let stack = started(1).await;
    // Connections are made and pages of memory found.
    register(&stack, 0..20, 1).await;
    eprintln!("{ONE} one after another");
    let one = register(&stack, 20..20 + ONE, 1).await;
    eprintln!("the same people sign in and change their passwords");
    let [sign_in, change] = accounts(&stack, 20..20 + ONE).await;
    stack.stop().await;
    let stack = started(ENVIRONMENTS).await;
    register(&stack, 0..AT_ONCE, AT_ONCE).await;
    eprintln!("{MANY}, {AT_ONCE} at once");
    let many = register(&stack, AT_ONCE..AT_ONCE + MANY, AT_ONCE).await;
    stack.stop().await;
    json!({
        "argon2id_ms": ms(argon2id()), "one": one, "many": many,
        "sign_in": sign_in, "change_password": change,
    })
}

/// Lets people register. Those at once pass the robot check by count: solving it would be most of the work.
async fn register(stack: &Stack, numbers: Range<u32>, at_once: u32) -> Value {
    let counting = Counting::new(stack.origin());
    let script = at_once == 1;
    let go = async |number| {
        let person = Person::new(number);
        let browser = Browser::new(&counting).at(&person.address(0));
        let mut walk = Walk::new(if script { browser } else { browser.without_script() });
        let end = walk.register(&person, stack.inbox(), stack.origin(), script).await;
        assert!(end.is_ok(), "a registration ended early: {end:?}");
        walk.took
    };
    measured(stack, &counting, numbers, at_once, go).await
}

/// Lets members sign in from another browser, and change their passwords there.
async fn accounts(stack: &Stack, numbers: Range<u32>) -> [Value; 2] {
    let first = numbers.start;
    let (signing_in, changing) = (Counting::new(stack.origin()), Counting::new(stack.origin()));
    let browsers = RefCell::new(Vec::new());
    let go = async |number| {
        let person = Person::new(number);
        let mut walk = Walk::new(Browser::new(&signing_in).at(&person.address(1)));
        let end = walk.sign_in(&person).await;
        assert!(end.is_ok(), "signing in ended early: {end:?}");
        let took = std::mem::take(&mut walk.took);
        browsers.borrow_mut().push(walk.into_browser());
        took
    };
    let sign_in = measured(stack, &signing_in, numbers.clone(), 1, go).await;
    let browsers = browsers.into_inner();
    let go = async |number: u32| {
        let browser = &browsers[usize::try_from(number - first).unwrap_or_default()];
        let mut walk = Walk::new(browser.moved_to(&changing));
        let end = walk.change_password(&Person::new(number)).await;
        assert!(end.is_ok(), "a change of a password ended early: {end:?}");
        walk.took
    };
    [sign_in, measured(stack, &changing, numbers, 1, go).await]
}

/// Lets people go a way, so many at once, and reports each step and what was spent, for one of them.
async fn measured(
    stack: &Stack,
    counting: &Counting,
    people: Range<u32>,
    at_once: u32,
    go: impl AsyncFn(u32) -> Vec<(&'static str, Duration)>,
) -> Value {
    let (spent, written) = (stack.record().spent(), stack.record().written());
    let (began, used) = (Instant::now(), processor::by_thread());
    let next = Cell::new(people.start);
    let ways = (0..at_once).map(|_| async {
        let mut steps = Vec::new();
        while next.get() < people.end {
            steps.extend(go(next.replace(next.get() + 1)).await);
        }
        steps
    });
    let steps = join_all(ways).await.concat();
    let seconds = began.elapsed().as_secs_f64();
    // Letters and their marks are finished.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let used = processor::since(&used, &processor::by_thread());
    let each = f64::from(people.end - people.start);
    let cpu = |(name, time): (String, Duration)| (name, rate(time.as_secs_f64() * 1_000.0 / each));
    let items = stack.record().written().into_iter().map(|(kind, many)| {
        let before = written.get(&kind).copied().unwrap_or_default();
        (kind, rate(f64::from(many - before) / each))
    });
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or_default());
    json!({
        "people": each, "at_once": at_once, "seconds": rate(seconds),
        "a_second": rate(each / seconds),
        "steps": by_step(&steps),
        "requests": rate(count(counting.times().len()) / each),
        "bytes": rate(count(counting.bytes()) / each),
        "statuses": counting.statuses(),
        "cpu_ms": used.into_iter().map(cpu).collect::<BTreeMap<String, Value>>(),
        "spent": per_person(&spent, &stack.record().spent(), each),
        "items": items.collect::<BTreeMap<String, Value>>(),
    })
}

/// Each step with its median and its 99th of a hundred, in the order of the way.
fn by_step(steps: &[(&'static str, Duration)]) -> Vec<Value> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in steps {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let row = |name: &str| {
        let times = steps.iter().filter(|(step, _)| *step == name).map(|(_, time)| *time);
        let mut times: Vec<Duration> = times.collect();
        times.sort();
        json!({ "step": name, "p50_ms": ms(percentile(&times, 50)), "p99_ms": ms(percentile(&times, 99)) })
    };
    names.into_iter().map(row).collect()
}

/// What one person spends, by function and operation.
fn per_person(before: &SpentBy, after: &SpentBy, each: f64) -> Value {
    let mut all = BTreeMap::new();
    for (function, operations) in after {
        let mut of_function = BTreeMap::new();
        for (operation, now) in operations {
            let then = before.get(function).and_then(|it| it.get(operation)).copied();
            let then = then.unwrap_or_default();
            let Spent { requests, read, written } = *now;
            if requests > then.requests {
                let spent = json!({
                    "requests": rate(f64::from(requests - then.requests) / each),
                    "read": rate((read - then.read) / each),
                    "written": rate((written - then.written) / each),
                });
                of_function.insert(operation.clone(), spent);
            }
        }
        if !of_function.is_empty() {
            all.insert(function.clone(), json!(of_function));
        }
    }
    json!(all)
}

/// The processor time of a password's hash as the portal makes it, in this program.
fn argon2id() -> Duration {
    let keys = fixtures::full_cost_keys();
    let password = NewPassword::parse("maple ladder quartz tin", &[], Figures::SHIPPED);
    let password = password.expect("a password");
    let before = processor::by_thread();
    for _ in 0..HASHES {
        std::hint::black_box(PasswordHash::of(&keys, &password, [5; 16]));
    }
    let used = processor::since(&before, &processor::by_thread());
    used.values().sum::<Duration>() / HASHES
}
