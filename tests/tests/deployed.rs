//! Tests on the stack, where functions, roles and the secret are as deployed.

mod alarms;
mod at_the_desk;
mod built;
mod desk;
mod kept;
mod looks;
mod newer;
mod people;
mod roles;
mod rotation;
mod spent;
mod spent_history;
mod watched;
mod watching;
