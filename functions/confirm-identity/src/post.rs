//! What step 3's form says.

use domain::{AccountNumber, AnswerError, Asked, ChallengeKey, Email, KeyRing, Name};
use web::cookies::Ticket;
use web::portal::Portal;
use web::robot::{AboutRobot, RobotForm};
use web::terms::{self, NotAccepted};
use web::{Visit, questions};

/// The field that carries step 2's answers.
const TICKET: &str = "ticket";
/// The field of the robot check.
const ROBOT: &str = "altcha";

/// A post that broke no rule.
pub(crate) struct Post {
    pub(crate) ticket: Carried,
    pub(crate) asked: Asked,
    /// None without JavaScript.
    pub(crate) challenge: Option<ChallengeKey>,
}

/// Step 2's answers as the form carries them.
pub(crate) struct Carried {
    pub(crate) ticket: Ticket,
    /// As it is signed, for the form.
    pub(crate) text: String,
    /// Whether its page was open for longer than what it carries is good: it is shown once more, filled in.
    pub(crate) is_late: bool,
}

impl Carried {
    /// What the page is about: what its form carries, whatever another window did since; before there is a form, the
    /// cookie.
    pub(crate) fn of(visit: &Visit) -> Option<Self> {
        let carried = visit.form().get(TICKET);
        let text = match carried.expose() {
            "" => visit.cookie_text::<Ticket>()?,
            carried => carried,
        };
        let (ticket, is_good) = visit.carried::<Ticket>(text)?;
        let text = if is_good { text.to_owned() } else { visit.signed_anew(&ticket) };
        Some(Self { ticket, text, is_late: !is_good })
    }

    /// The account's number, masked.
    pub(crate) fn account(&self) -> String {
        AccountNumber::parse(&self.ticket.account_number)
            .map_or_else(|_| String::new(), |account| account.masked())
    }
}

/// Every rule that the form broke.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Errors {
    /// In the order of the questions.
    pub(crate) answers: Vec<Option<AnswerError>>,
    /// The robot check was not done yet, or was answered wrongly, too late or twice.
    pub(crate) robot: Option<AboutRobot>,
    /// The terms in force were not accepted.
    pub(crate) terms: Option<NotAccepted>,
}

impl Errors {
    pub(crate) fn of_robot(about: AboutRobot) -> Self {
        Self { robot: Some(about), ..Self::default() }
    }
}

/// The fields that the page posts.
pub(crate) fn fields(portal: &'static Portal) -> Vec<&'static str> {
    questions::fields(portal).chain([TICKET, ROBOT]).chain(terms::FIELDS).collect()
}

/// Parses the form; `None` without step 2's answers.
pub(crate) fn parse(keys: &KeyRing, visit: &Visit) -> Option<Result<Post, Errors>> {
    let carried = Carried::of(visit)?;
    let ticket = &carried.ticket;
    let form = visit.form();
    let answers = questions::parse(visit.portal(), form);
    let robot = form.get(ROBOT);
    let challenge = web::robot::check(keys, RobotForm::Identity, robot.expose(), visit.now());
    let errors = Errors {
        answers: answers.as_ref().err().cloned().unwrap_or_default(),
        robot: match robot.expose() {
            "" => None,
            web::robot::WORKING => Some(AboutRobot::NotDone),
            _ if challenge.is_some() => None,
            _ => Some(AboutRobot::Expired),
        },
        terms: terms::accepted(visit).err(),
    };
    let answers = match answers {
        Ok(answers) if errors == Errors::default() => answers,
        Ok(_) | Err(_) => return Some(Err(errors)),
    };
    let asked = Asked {
        account: AccountNumber::parse(&ticket.account_number).ok()?,
        name: Name::parse(&ticket.name).ok()?,
        email: Email::parse(&ticket.email).ok()?,
        language: visit.language(),
        answers,
    };
    Some(Ok(Post { ticket: carried, asked, challenge }))
}
