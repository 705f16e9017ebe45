//! Letters about others on an account.

use crate::words::tables::letters::{LetterWords, PeopleLetters};

pub(super) const WORDS: PeopleLetters = PeopleLetters {
    invitation: LetterWords {
        subject: |coop| format!("You are invited to an account with {coop}"),
        preheader: "Somebody wants to let you pay for them or look after their account.",
        heading: |_| "You are invited".to_owned(),
        opening: &[
            "A member of ours wants to let you pay for them, or look after their account with them. Go on below to see what they offer, and accept it there if you want to.",
        ],
        list: &[],
        button: "See the invitation",
        second: "",
        closing: &[
            "If you do not know who this is, do nothing: nothing happens, and the invitation ends by itself.",
        ],
    },
    invitation_late: LetterWords {
        subject: |coop| format!("An invitation to an account with {coop} has expired"),
        preheader: "The link we meant to send has expired. Ask to be invited again.",
        heading: |_| "Your invitation has expired".to_owned(),
        opening: &[
            "A member of ours invited you, and our email was held up so long that its link no longer works. That was our fault. Ask them to invite you again.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["If you do not know who this is, do nothing: nothing has changed."],
    },
    guest_joined: LetterWords {
        subject: |coop| format!("You may now open somebody’s account with {coop}"),
        preheader: "You find it when you sign in, under “Accounts of others”.",
        heading: |_| "You are on the account".to_owned(),
        opening: &[
            "You accepted an invitation. When you sign in, you find the account under “Accounts of others”.",
        ],
        list: &[],
        button: "Sign in",
        second: "",
        closing: &[
            "You can leave it at any time under “My profile”. If it was not you who accepted, call us.",
        ],
    },
    guest_joined_held: LetterWords {
        subject: |coop| format!("You accepted an invitation to an account with {coop}"),
        preheader: "It is not open to you yet. There is nothing to do until it is.",
        heading: |_| "You are on the account".to_owned(),
        opening: &[
            "You accepted an invitation. The account is not open to you yet: its own wait has to end first. Once it is open, you find it under “Accounts of others” when you sign in.",
        ],
        list: &[],
        button: "Sign in",
        second: "",
        closing: &[
            "You can leave it at any time under “My profile”. If it was not you who accepted, call us.",
        ],
    },
    person_joined: LetterWords {
        subject: |coop| format!("Somebody may now open your account with {coop}"),
        preheader: "If you invited them, there is nothing to do. If not, act now.",
        heading: |_| "Your invitation was accepted".to_owned(),
        opening: &[
            "Somebody accepted an invitation to your billing account.",
            "If you invited them, there is nothing to do.",
        ],
        list: &[],
        button: "See who may open it",
        second: "Can’t access your account?",
        closing: &[
            "You can end it under “My profile” at any time.",
            "If you invited nobody, somebody knows your password. Set a new one at “Can’t access your account?” above, end the person’s access, then call us.",
        ],
    },
    guest_left: LetterWords {
        subject: |coop| format!("You are no longer on somebody’s account with {coop}"),
        preheader: "Your own online account stays as it is.",
        heading: |_| "You are no longer on the account".to_owned(),
        opening: &[
            "You can no longer open a billing account that you were let in to: its owner ended that, or you left it. Your own online account stays as it is.",
        ],
        list: &[],
        button: "",
        second: "",
        closing: &["If you think that this is a mistake, ask the owner to invite you again."],
    },
    person_left: LetterWords {
        subject: |coop| format!("Somebody is no longer on your account with {coop}"),
        preheader: "They can no longer open it.",
        heading: |_| "Somebody is no longer on your account".to_owned(),
        opening: &[
            "A person whom you had let in to your billing account can no longer open it: you ended that, or they left.",
        ],
        list: &[],
        button: "",
        second: "See who may open it",
        closing: &["If it was not you, you can invite them again at any time."],
    },
};
