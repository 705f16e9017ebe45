//! Checks that from every reachable state people can still reach a good end.

use std::collections::HashMap;

use stateright::Model;

use crate::{Portal, State};

/// The result of exploring every state.
#[derive(Debug)]
pub struct Explored {
    /// How many states there are.
    pub states: usize,
    /// How many steps there are between states.
    pub steps: usize,
    /// The states from which somebody can reach no good end.
    pub dead: Vec<State>,
}

/// Explores every reachable state, and checks that all can be settled from it.
#[must_use]
pub fn explore(portal: Portal) -> Explored {
    let mut found: HashMap<State, usize> = HashMap::new();
    let mut states: Vec<State> = Vec::new();
    let mut before: Vec<Vec<usize>> = Vec::new();
    let mut steps = 0;
    for state in portal.init_states() {
        found.insert(state.clone(), states.len());
        states.push(state);
        before.push(Vec::new());
    }
    let (mut at, mut actions) = (0, Vec::new());
    while at < states.len() {
        let state = states[at].clone();
        portal.actions(&state, &mut actions);
        for action in actions.drain(..) {
            let Some(next) = portal.next_state(&state, action) else { continue };
            let to = *found.entry(next).or_insert_with_key(|next| {
                states.push(next.clone());
                before.push(Vec::new());
                states.len() - 1
            });
            before[to].push(at);
            steps += 1;
        }
        at += 1;
    }
    let gets_on = reaching(&states, &before, State::is_settled);
    let stuck = states.iter().zip(gets_on).filter(|(_, gets_on)| !gets_on);
    let dead = stuck.map(|(state, _)| state.clone()).collect();
    Explored { states: states.len(), steps, dead }
}

/// The states that can reach a good one, found backwards from the good ones.
fn reaching(
    states: &[State],
    before: &[Vec<usize>],
    is_wanted: impl Fn(&State) -> bool,
) -> Vec<bool> {
    let mut reaches: Vec<bool> = states.iter().map(is_wanted).collect();
    let mut open: Vec<usize> = (0..states.len()).filter(|at| reaches[*at]).collect();
    while let Some(at) = open.pop() {
        for &from in &before[at] {
            if !reaches[from] {
                reaches[from] = true;
                open.push(from);
            }
        }
    }
    reaches
}
