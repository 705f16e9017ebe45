//! What a member has changed since they joined, and when last: what home and the profile tell them.

use jiff::Timestamp;

use crate::member::Member;

/// A thing that a member can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Changed {
    /// The password.
    Password,
    /// How bills come.
    Bills,
    /// The security phrase.
    Phrase,
    /// The email.
    Email,
    /// The language.
    Language,
    /// Which billing accounts are theirs.
    Accounts,
    /// All other sessions were ended.
    Sessions,
}

impl Changed {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Password,
        Self::Bills,
        Self::Phrase,
        Self::Email,
        Self::Language,
        Self::Accounts,
        Self::Sessions,
    ];

    /// Its name in the member's item and in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Bills => "bills",
            Self::Phrase => "phrase",
            Self::Email => "email",
            Self::Language => "language",
            Self::Accounts => "accounts",
            Self::Sessions => "sessions",
        }
    }

    /// Reads what [`Changed::name`] wrote.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|changed| changed.name() == name)
    }
}

impl Member {
    /// The next version of the member, in which something has changed.
    ///
    /// What it changed to is set by whoever calls; this is what every change has in common.
    pub fn mark(&mut self, changed: Changed, at: Timestamp) {
        self.version += 1;
        self.changed.insert(changed, at);
    }

    /// What was changed and when last, newest first.
    #[must_use]
    pub fn last_changes(&self) -> Vec<(Changed, Timestamp)> {
        let mut all: Vec<_> = self.changed.iter().map(|(changed, at)| (*changed, *at)).collect();
        all.sort_by_key(|(_, at)| std::cmp::Reverse(*at));
        all
    }

    /// When the password was set last.
    #[must_use]
    pub fn password_since(&self) -> Timestamp {
        self.changed.get(&Changed::Password).copied().unwrap_or(self.since)
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::member::test_member;

    const HOUR: SignedDuration = SignedDuration::from_hours(1);

    #[test]
    fn each_thing_is_named_once_and_reads_back() {
        for changed in Changed::ALL {
            assert_eq!(Changed::parse(changed.name()), Some(changed));
        }
        assert_eq!(Changed::parse("name"), None);
    }

    #[test]
    fn the_newest_change_comes_first_and_each_thing_once() {
        let mut member = test_member(&[]);
        let (since, version) = (member.since, member.version);

        member.mark(Changed::Password, since);
        member.mark(Changed::Phrase, since + HOUR);
        member.mark(Changed::Password, since + HOUR + HOUR);

        let changes = [(Changed::Password, since + HOUR + HOUR), (Changed::Phrase, since + HOUR)];
        assert_eq!(member.last_changes(), changes);
        assert_eq!(member.version, version + 3);
    }

    #[test]
    fn a_password_that_was_never_changed_is_as_old_as_the_membership() {
        let mut member = test_member(&[]);
        assert_eq!(member.password_since(), member.since);

        member.mark(Changed::Password, member.since + HOUR);

        assert_eq!(member.password_since(), member.since + HOUR);
    }
}
