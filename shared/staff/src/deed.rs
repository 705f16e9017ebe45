//! The acts that staff may ask for.

/// An act, as it is asked for. What it became is on the timeline: [`domain::Act`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Allow new tries.
    Unlock,
    /// Send the letter of a registration again.
    Resend,
    /// End the registrations that wait.
    Cancel,
    /// Shut a login.
    Freeze,
    /// Open it again.
    Unfreeze,
    /// Take an account out of its login.
    Release,
    /// Begin to move a login to another email.
    ChangeEmail,
    /// End such a move.
    KeepEmail,
    /// Begin the wait after which the second step is taken off.
    ResetFactor,
}

impl Deed {
    /// All of them, those that are needed most often first.
    pub const ALL: [Self; 9] = [
        Self::Unlock,
        Self::Resend,
        Self::Cancel,
        Self::ChangeEmail,
        Self::KeepEmail,
        Self::ResetFactor,
        Self::Freeze,
        Self::Unfreeze,
        Self::Release,
    ];

    /// The command of the command line, which is also the desk's field `act`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unlock => "unlock",
            Self::Resend => "resend",
            Self::Cancel => "cancel",
            Self::Freeze => "freeze",
            Self::Unfreeze => "unfreeze",
            Self::Release => "release",
            Self::ChangeEmail | Self::KeepEmail => "change-email",
            Self::ResetFactor => "reset-factor",
        }
    }

    /// The act of a name; of a change of the email, whether one is to end.
    #[must_use]
    pub fn parse(name: &str, stop: bool) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|deed| deed.name() == name)?;
        match found {
            Self::ChangeEmail | Self::KeepEmail if stop => Some(Self::KeepEmail),
            Self::ChangeEmail | Self::KeepEmail => Some(Self::ChangeEmail),
            other => (!stop).then_some(other),
        }
    }

    /// Whether it ends what another act of the same name began.
    #[must_use]
    pub fn stops(self) -> bool {
        self == Self::KeepEmail
    }

    /// Whether it needs a new address.
    #[must_use]
    pub fn takes_address(self) -> bool {
        self == Self::ChangeEmail
    }

    /// Whether it takes something from somebody, so that it does not look like the others.
    #[must_use]
    pub fn is_grave(self) -> bool {
        match self {
            Self::Unlock | Self::Resend | Self::Unfreeze => false,
            Self::Cancel
            | Self::Freeze
            | Self::Release
            | Self::ChangeEmail
            | Self::KeepEmail
            | Self::ResetFactor => true,
        }
    }

    /// The words on the desk's button.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Unlock => "Let them try again",
            Self::Resend => "Send the letter again",
            Self::Cancel => "End the registration",
            Self::Freeze => "Freeze the login",
            Self::Unfreeze => "Open the login again",
            Self::Release => "Take the account out of its login",
            Self::ChangeEmail => "Change the email",
            Self::KeepEmail => "Stop the change of email",
            Self::ResetFactor => "Take the second step off",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_is_found_by_its_name_and_by_whether_it_stops() {
        for deed in Deed::ALL {
            assert_eq!(Deed::parse(deed.name(), deed.stops()), Some(deed));
        }
        assert_eq!(Deed::parse("unlock", true), None);
        assert_eq!(Deed::parse("outage", false), None);
    }
    #[test]
    fn the_page_for_the_phone_names_every_button() {
        let page = include_str!("../../../docs/DESK.md");
        let (_, from) =
            page.split_once("\n## On the phone\n").expect("it has a part for the phone");
        let (part, _) = from.split_once("\n## ").expect("it ends");

        for deed in Deed::ALL {
            let button = format!("*{}*", deed.label());
            assert!(part.contains(&button), "{button}");
        }
    }
}
