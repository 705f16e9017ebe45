//! Tests that the drawing of the states in the docs matches the table in the code.

use std::collections::BTreeSet;

use domain::states::{MOVES, State};

/// The moves: from, to, and what leads there.
type Drawn = (String, String, String);

fn drawn() -> BTreeSet<Drawn> {
    let page = include_str!("../../docs/STATES.md");
    let graph = page.split("```mermaid").nth(1).and_then(|rest| rest.split("```").next());
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

    assert_eq!(drawn(), moves.collect::<BTreeSet<_>>());
}

#[test]
fn every_state_is_drawn_and_explained() {
    let page = include_str!("../../docs/STATES.md");

    for state in State::ALL {
        assert!(page.contains(&format!("\n| {state:?} | ")), "{state:?}");
        assert!(drawn().iter().any(|(from, ..)| *from == format!("{state:?}")), "{state:?}");
    }
}
