//! Tests of the deployed handlers and the stores, within the process of each test.

mod calls;
mod circles;
mod citations;
mod contracts;
mod corpus;
mod crates;
mod events;
mod journeys;
#[path = "../benches/one_answer/judging.rs"]
mod judging;
mod machines;
mod proofs;
mod refused;
mod routes;
mod shown;
mod states;
mod upgrade;
