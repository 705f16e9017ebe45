//! The state at one instant.

use crate::Portal;

/// How many kinds of letters a person can be owed.
pub const KINDS: usize = 4;

/// The kinds of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Confirm your email.
    Confirm,
    /// The same, for a person who was too late and asked again.
    ConfirmAgain,
    /// You are a member.
    Welcome,
    /// Choose another password.
    Recover,
}

impl Kind {
    pub(crate) const ALL: [Self; KINDS] =
        [Self::Confirm, Self::ConfirmAgain, Self::Welcome, Self::Recover];
}

/// The state of a letter's item in the outbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// There is no item.
    #[default]
    Absent,
    /// It waits.
    Unsent,
    /// It is marked as sent.
    Sent,
}

/// Who has the lease of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holder {
    /// A worker.
    Worker(u8),
    /// A worker that died.
    Nobody,
}

/// A letter, from its item in the outbox to the mailbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LetterState {
    /// The state of its item.
    pub stage: Stage,
    /// Whether the stream still has a notice of it.
    pub noticed: bool,
    /// Who has its lease.
    pub lease: Option<Holder>,
    /// How many copies came. More than two count as two.
    pub copies: u8,
}

/// The state of a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Link {
    /// Nobody has asked for it.
    #[default]
    None,
    /// It may be used.
    Open,
    /// It was used, by the post of a tab.
    Used(u8),
    /// Its time is over.
    Expired,
}

/// A tab that posts a link's form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tab {
    /// Nothing was posted.
    #[default]
    Idle,
    /// The function has read and is about to write.
    Read,
    /// The function has tried to write and has no answer.
    Unsure,
    /// The tab has an answer.
    Answered,
}

/// Somebody who wants the account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Person {
    /// How often they asked to register.
    pub asked: u8,
    /// Whether they asked and the letter is not queued yet.
    ///
    /// Only if the outbox is outside of the transaction.
    pub unqueued: bool,
    /// The link of their last registration.
    pub link: Link,
    /// The tabs that post this link.
    pub tabs: [Tab; 2],
    /// How often this link made a member.
    pub claims: u8,
    /// Whether the account is theirs.
    pub is_member: bool,
    /// Whether a page told them that the account is taken, and what to do.
    pub was_told: bool,
    /// The link to a new password.
    pub recovery: Link,
    /// The tabs that post the link to a new password.
    pub recovery_tabs: [Tab; 2],
    /// How often that link set a password.
    pub recoveries: u8,
}

/// A worker that sends letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Worker {
    /// It waits.
    #[default]
    Idle,
    /// It has the lease of a person's letter and has done nothing with it.
    Took(u8, Kind),
    /// It has done the first of sending and marking it.
    HalfDone(u8, Kind),
}

/// The whole state.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// The people.
    pub people: Vec<Person>,
    /// The person whom the owner item names.
    pub owner: Option<u8>,
    /// The letters of each person, by kind.
    pub letters: Vec<[LetterState; KINDS]>,
    /// The workers.
    pub workers: Vec<Worker>,
    /// How many faults may still happen.
    pub faults: u8,
}

impl State {
    pub(crate) fn new(portal: Portal) -> Self {
        Self {
            people: vec![Person::default(); portal.people.into()],
            owner: None,
            letters: vec![[LetterState::default(); KINDS]; portal.people.into()],
            workers: vec![Worker::Idle; portal.workers.into()],
            faults: portal.faults,
        }
    }

    pub(crate) fn person(&mut self, person: u8) -> &mut Person {
        &mut self.people[usize::from(person)]
    }

    pub(crate) fn letter(&mut self, person: u8, kind: Kind) -> &mut LetterState {
        &mut self.letters[usize::from(person)][kind as usize]
    }

    pub(crate) fn queue(&mut self, person: u8, kind: Kind) {
        let letter = self.letter(person, kind);
        (letter.stage, letter.noticed) = (Stage::Unsent, true);
    }

    /// The letter with the link that a person has now.
    pub(crate) fn confirming(&self, person: u8) -> Kind {
        if self.people[usize::from(person)].asked > 1 { Kind::ConfirmAgain } else { Kind::Confirm }
    }

    /// Every letter that is owed after what happened.
    pub fn owed(&self) -> impl Iterator<Item = &LetterState> {
        self.people.iter().zip(&self.letters).flat_map(|(person, letters)| {
            let is_owed = |kind: &Kind| match kind {
                Kind::Confirm => person.asked > 0,
                Kind::ConfirmAgain => person.asked > 1,
                Kind::Welcome => person.is_member,
                Kind::Recover => person.recovery != Link::None,
            };
            Kind::ALL.into_iter().filter(is_owed).map(|kind| &letters[kind as usize])
        })
    }

    /// Whether all people have what they wanted, or were told why not and what to do.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.people.iter().all(|of| of.is_member || (of.was_told && self.owner.is_some()))
    }

    /// The same state with workers, tabs and people sorted, since they are alike.
    pub(crate) fn in_order(mut self) -> Self {
        for person in &mut self.people {
            sort_tabs(&mut person.tabs, &mut person.link);
            sort_tabs(&mut person.recovery_tabs, &mut person.recovery);
        }
        let is_ordered = |state: &Self| {
            (&state.people[0], &state.letters[0]) <= (&state.people[1], &state.letters[1])
        };
        if self.people.len() == 2 && !is_ordered(&self) {
            self.people.swap(0, 1);
            self.letters.swap(0, 1);
            self.owner = self.owner.map(|person| 1 - person);
            for worker in &mut self.workers {
                *worker = match *worker {
                    Worker::Idle => Worker::Idle,
                    Worker::Took(person, kind) => Worker::Took(1 - person, kind),
                    Worker::HalfDone(person, kind) => Worker::HalfDone(1 - person, kind),
                };
            }
        }
        if self.workers.len() == 2 && self.workers[0] > self.workers[1] {
            self.workers.swap(0, 1);
            for letter in self.letters.iter_mut().flatten() {
                if let Some(Holder::Worker(worker)) = &mut letter.lease {
                    *worker = 1 - *worker;
                }
            }
        }
        self
    }
}

fn sort_tabs(tabs: &mut [Tab; 2], link: &mut Link) {
    if tabs[0] > tabs[1] {
        tabs.swap(0, 1);
        if let Link::Used(tab) = link {
            *tab = 1 - *tab;
        }
    }
}
