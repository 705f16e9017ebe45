//! Tests that the drawing of the states in the docs matches the table in the code.

use std::collections::BTreeSet;

use domain::states::{MOVES, State};
use domain::{FACTOR_MOVES, FactorState};

/// The moves: from, to, and what leads there.
type Drawn = (String, String, String);

/// The moves of a drawing, counted from 1.
fn drawn(place: usize) -> BTreeSet<Drawn> {
    let page = include_str!("../../docs/STATES.md");
    let graph = page.split("```mermaid").nth(place).and_then(|rest| rest.split("```").next());
    let lines = graph.expect("a drawing").lines().filter(|line| line.contains("-->"));
    lines
        .filter(|line| !line.contains("[*]"))
        .map(|line| {
            let (from, rest) = line.split_once("-->").expect("an arrow");
            let (to, by) = rest.split_once(": ").expect("who, and by what");
            (from.trim().to_owned(), to.trim().to_owned(), by.trim().to_owned())
        })
        .collect()
}

#[test]
fn the_drawing_shows_every_move_and_no_other() {
    let moves = MOVES.iter().map(|it| {
        let by = format!("{:?}, {}", it.by, it.act);
        (format!("{:?}", it.from), format!("{:?}", it.to), by)
    });

    assert_eq!(drawn(1), moves.collect::<BTreeSet<_>>());
}

#[test]
fn every_state_is_drawn_and_explained() {
    let page = include_str!("../../docs/STATES.md");

    for state in State::ALL {
        assert!(page.contains(&format!("\n| {state:?} | ")), "{state:?}");
        assert!(drawn(1).iter().any(|(from, ..)| *from == format!("{state:?}")), "{state:?}");
    }
}

#[test]
fn the_second_drawing_shows_every_move_and_no_other() {
    let page = include_str!("../../docs/STATES.md");
    let moves = FACTOR_MOVES.iter().map(|it| {
        let by = format!("{:?}, {}", it.by, it.act);
        (format!("{:?}", it.from), format!("{:?}", it.to), by)
    });

    assert_eq!(drawn(2), moves.collect::<BTreeSet<_>>());
    for state in FactorState::ALL {
        assert!(page.contains(&format!("\n| {state:?} | ")), "{state:?}");
        assert!(drawn(2).iter().any(|(from, ..)| *from == format!("{state:?}")), "{state:?}");
    }
}
