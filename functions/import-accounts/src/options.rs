//! How staff want an import done.

/// How staff want an import done; none of it by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Options {
    /// Go on where an import is refused for its size, for the bindings that it ends or for a lost key, and write the same file again.
    pub force: bool,
    /// Only say what the import would do: nothing is written, no lease either.
    pub dry_run: bool,
    /// Import although the settings ask other questions than the extract in force has answers to.
    pub new_questions: bool,
    /// No other import can be running, so one that was stopped need not be waited for. True on one's own machine.
    pub alone: bool,
}
