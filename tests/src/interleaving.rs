//! The orders in which the calls of requests at once can come, one after the other.
//!
//! A call to a store in memory lets others go first, once. So a request goes on from call to call, and an interleaving
//! says whose turn it is at each. The same interleaving runs the same way every time.

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Wake, Waker};

use crate::random::Random;

/// Every order in which a request that could go on has to wait for another at most so often; the first of them lets each
/// request end before the next begins.
///
/// Once is enough for "one reads, another writes, the first writes". All orders there are, without such a bound, are
/// thousands. Whatever is run must go the same way each time if the order is the same: begin each on a copy of one
/// state.
pub fn interrupted(at_most: usize) -> impl Iterator<Item = Interleaving> {
    let choices: Rc<RefCell<Vec<Choice>>> = Rc::default();
    let mut has_begun = false;
    std::iter::from_fn(move || {
        let is_next = !has_begun || next(&mut choices.borrow_mut());
        has_begun = true;
        let chooser = Chooser::Listed { choices: Rc::clone(&choices), made: 0, left: at_most };
        is_next.then_some(Interleaving { chooser, last: None })
    })
}

/// So many orders, as seeds draw them: for more requests at once.
pub fn drawn(many: u64) -> impl Iterator<Item = Interleaving> {
    (0..many).map(|seed| Interleaving { chooser: Chooser::Drawn(Random::of(seed)), last: None })
}

/// An order in which requests run.
pub struct Interleaving {
    chooser: Chooser,
    /// Whose turn it was.
    last: Option<usize>,
}

enum Chooser {
    /// As a list says; what comes after its end is added to it. So many interruptions are left.
    Listed { choices: Rc<RefCell<Vec<Choice>>>, made: usize, left: usize },
    /// As a seed says.
    Drawn(Random),
}

/// Who was chosen, of how many who could go on.
struct Choice {
    chosen: usize,
    of: usize,
}

/// Goes on to the next list of choices, unless this was the last one.
fn next(choices: &mut Vec<Choice>) -> bool {
    while let Some(last) = choices.last_mut() {
        last.chosen += 1;
        if last.chosen < last.of {
            return true;
        }
        choices.pop();
    }
    false
}

impl Interleaving {
    /// Runs all of them at once, in this order; answers what they answer.
    pub async fn run<F: Future>(mut self, all: impl IntoIterator<Item = F>) -> Vec<F::Output> {
        let mut all: Vec<Runner<F>> = all.into_iter().map(Runner::new).collect();
        poll_fn(|context| {
            for runner in &all {
                runner.turn.will_wake(context.waker());
            }
            loop {
                let ready: Vec<usize> = (0..all.len()).filter(|at| all[*at].is_ready()).collect();
                if ready.is_empty() {
                    break;
                }
                all[self.choose(ready)].go_on();
            }
            let have_ended = all.iter().all(|runner| runner.ended.is_some());
            if have_ended { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        all.into_iter().filter_map(|runner| runner.ended).collect()
    }

    /// Whose turn it is, of those who can go on.
    fn choose(&mut self, mut ready: Vec<usize>) -> usize {
        // Who goes on without an interruption stands first.
        let goes_on = ready.iter().position(|at| Some(*at) == self.last);
        ready[..=goes_on.unwrap_or_default()].rotate_right(1);
        let chosen = match &mut self.chooser {
            Chooser::Drawn(random) => {
                let of = u64::try_from(ready.len()).unwrap_or(u64::MAX);
                usize::try_from(random.draw() % of).unwrap_or_default()
            }
            Chooser::Listed { left: 0, .. } if goes_on.is_some() => 0,
            Chooser::Listed { choices, made, left } => {
                let chosen = listed(&mut choices.borrow_mut(), *made, ready.len());
                *made += 1;
                *left -= usize::from(goes_on.is_some() && chosen > 0);
                chosen
            }
        };
        self.last = Some(ready[chosen]);
        ready[chosen]
    }
}

/// The choice of a place in the list, of so many; the first one beyond its end.
fn listed(choices: &mut Vec<Choice>, place: usize, of: usize) -> usize {
    if place == choices.len() {
        choices.push(Choice { chosen: 0, of });
    }
    assert_eq!(choices[place].of, of, "what is run goes another way than the time before");
    choices[place].chosen
}

/// A request on its way.
struct Runner<F: Future> {
    future: Pin<Box<F>>,
    ended: Option<F::Output>,
    turn: Arc<Turn>,
}

impl<F: Future> Runner<F> {
    fn new(future: F) -> Self {
        let turn = Arc::new(Turn { is_ready: AtomicBool::new(true), outer: Mutex::default() });
        Self { future: Box::pin(future), ended: None, turn }
    }

    fn is_ready(&self) -> bool {
        self.ended.is_none() && self.turn.is_ready()
    }

    /// Goes on to where it waits next, or to its end.
    fn go_on(&mut self) {
        self.turn.is_ready.store(false, Ordering::Release);
        let waker = Waker::from(Arc::clone(&self.turn));
        if let Poll::Ready(answer) = self.future.as_mut().poll(&mut Context::from_waker(&waker)) {
            self.ended = Some(answer);
        }
    }
}

/// Whether a request can go on, and whom to tell once it can.
struct Turn {
    is_ready: AtomicBool,
    outer: Mutex<Option<Waker>>,
}

impl Turn {
    fn is_ready(&self) -> bool {
        self.is_ready.load(Ordering::Acquire)
    }

    fn will_wake(&self, waker: &Waker) {
        *self.outer() = Some(waker.clone());
    }

    fn outer(&self) -> MutexGuard<'_, Option<Waker>> {
        self.outer.lock().expect("nobody panics while holding it")
    }
}

impl Wake for Turn {
    fn wake(self: Arc<Self>) {
        self.is_ready.store(true, Ordering::Release);
        if let Some(outer) = self.outer().take() {
            outer.wake();
        }
    }
}
