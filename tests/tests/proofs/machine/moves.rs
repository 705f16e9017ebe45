//! The moves that are possible next.

use domain::Role;

/// How many people there are.
///
/// The last one's email is the contact on file of the last account.
pub(super) const PEOPLE: usize = 3;
/// How many accounts there are.
pub(super) const ACCOUNTS: usize = 3;
/// The number of the newest letter.
pub(super) const NEWEST: usize = usize::MAX;
/// How many extracts there are.
pub(super) const EXTRACTS: usize = 3;

/// One move. People, accounts and extracts are numbers.
#[derive(Clone, Debug)]
pub(super) enum Move {
    /// Steps 2 and 3, with the facts of the bill or with wrong ones.
    Ask {
        who: usize,
        account: usize,
        right: bool,
    },
    /// "Send it again", in the browser that asked last.
    Resend {
        who: usize,
    },
    /// The stream wakes the worker.
    Deliver,
    /// The sweep runs.
    Sweep,
    /// Follows a letter, in their own browser or another, and chooses a password.
    Confirm {
        who: usize,
        letter: usize,
        elsewhere: bool,
    },
    /// Only opens a letter's link, as a scanner does.
    Scan {
        who: usize,
        letter: usize,
    },
    /// Signs in from their own browser.
    SignIn {
        who: usize,
        right: bool,
    },
    /// A stranger guesses at a password.
    Guess {
        who: usize,
    },
    /// Signs out.
    SignOut {
        who: usize,
    },
    /// Step 6.
    Paperless {
        who: usize,
        answer: bool,
    },
    /// Follows one of the letters that confirm bills by email, in their own browser or another.
    ConfirmBills {
        who: usize,
        letter: usize,
        elsewhere: bool,
    },
    /// Step 7.
    Phrase {
        who: usize,
    },
    /// "Can't access your account?", in a new browser.
    AskBack {
        who: usize,
    },
    /// Follows a letter with a way back in, and chooses the other of two passwords.
    NewPassword {
        who: usize,
        letter: usize,
    },
    /// Chooses the other of two passwords in the profile.
    ChangePassword {
        who: usize,
    },
    /// Follows one of the "this wasn't me" links, and presses the button.
    NotMe {
        who: usize,
        letter: usize,
    },
    /// Follows one of the letters about an account that was bound, and says that it was them.
    WasMe {
        who: usize,
        letter: usize,
    },
    /// Asks for the other of the person's two addresses as a new email.
    AskNewEmail {
        who: usize,
    },
    /// Follows one of the letters to a new email, in their own browser or another.
    ConfirmNewEmail {
        who: usize,
        letter: usize,
        elsewhere: bool,
    },
    /// Asks for one more account.
    Add {
        who: usize,
        account: usize,
        right: bool,
    },
    /// Lets another person in to the first account, in a role, and they accept by the letter at once, or only get it.
    LetIn {
        who: usize,
        to: usize,
        role: Role,
        accepts: bool,
    },
    /// Ends the first guest of the first account, or leaves somebody else's.
    PutOut {
        who: usize,
    },
    /// Closes the login.
    Close {
        who: usize,
    },
    /// Sets up an app; recovery codes; takes the app or the passkey off. A passkey, where there is none.
    AddApp {
        who: usize,
    },
    AddPasskey {
        who: usize,
    },
    MakeCodes {
        who: usize,
    },
    TakeOff {
        who: usize,
    },
    /// Signs in with the password and a code.
    SignInBy {
        who: usize,
    },
    /// Does something at the step behind the password, and may have the browser remembered.
    Second {
        who: usize,
        how: How,
        remember: bool,
    },
    /// Signs in with the passkey alone.
    Touch {
        who: usize,
    },
    /// "I can't do this": begins a wait; lets it go by; stops it by a letter; uses the letter at its end.
    Lost {
        who: usize,
    },
    Outlast {
        who: usize,
    },
    Stop {
        who: usize,
        letter: usize,
    },
    Reset {
        who: usize,
        letter: usize,
    },
    /// Follows a letter about a factor, and says that it was somebody else's.
    NotMine {
        who: usize,
        letter: usize,
    },
    /// Somebody else types the right password of a login that has a factor.
    Thief {
        who: usize,
    },
    /// Staff shut the login, or open it.
    Staff {
        who: usize,
        open: bool,
    },
    /// Lets minutes pass.
    Wait {
        minutes: i64,
    },
    /// Puts another extract in force.
    Import {
        extract: usize,
    },
}

/// What is done at the step behind the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// A code of the app that was not used.
    Code,
    /// The last code that was.
    Used,
    /// No code of it.
    Wrong,
    /// A recovery code that was not used.
    Paper,
    /// One that was.
    UsedPaper,
    /// The passkey.
    Passkey,
}
