//! An act that was begun when a session was over, and is gone on with after the sign-in.

use domain::Typed;
use staff::Deed;
use web::Form;

/// An act that was begun. Nothing of it is done by signing in: the page that asks once more comes next.
pub(super) struct Begun {
    pub(super) deed: Deed,
    whom: Typed,
    reason: Typed,
    to: Typed,
}

impl Begun {
    /// The act that a form asked for; none if it asked for a look-up.
    pub(super) fn of(form: &Form) -> Option<Self> {
        let is_to_stop = !form.get("stop").expose().is_empty();
        let deed = Deed::parse(form.get("act").expose(), is_to_stop)?;
        let [whom, reason, to] = ["whom", "reason", "to"].map(|field| form.get(field));
        Some(Self { deed, whom, reason, to })
    }

    /// What its form carries along, each with its name; of the rest nothing was typed.
    pub(super) fn fields(&self) -> Vec<(&'static str, &str)> {
        let stop = if self.deed.stops() { "yes" } else { "" };
        let typed = [&self.whom, &self.reason, &self.to].map(Typed::expose);
        let [whom, reason, to] = typed;
        let all = [("act", self.deed.name()), ("stop", stop), ("whom", whom), ("reason", reason)];
        let all = all.into_iter().chain([("to", to)]);
        all.filter(|(_, value)| !value.is_empty()).collect()
    }

    pub(super) fn has_reason(&self) -> bool {
        !self.reason.expose().is_empty()
    }
}
