//! What step 3's form says.

use domain::{AccountNumber, Answer, AnswerError, Asked, ChallengeKey, Email, KeyRing, Name};
use web::Visit;
use web::cookies::Ticket;
use web::portal::PORTAL;

/// The field of the robot check.
const ROBOT: &str = "altcha";
/// The field of the terms.
pub(crate) const TERMS: &str = "accept_terms";

/// A post that broke no rule.
pub(crate) struct Post {
    pub(crate) ticket: String,
    pub(crate) asked: Asked,
    /// None without JavaScript.
    pub(crate) challenge: Option<ChallengeKey>,
}

/// Every rule that the form broke.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Errors {
    /// In the order of the questions.
    pub(crate) answers: Vec<Option<AnswerError>>,
    /// The robot check was answered, but wrongly, too late or twice.
    pub(crate) robot: bool,
    /// The terms were not accepted.
    pub(crate) terms: bool,
}

impl Errors {
    pub(crate) fn of_used_challenge() -> Self {
        Self { robot: true, ..Self::default() }
    }
}

/// The fields that the page posts.
pub(crate) fn fields() -> Vec<&'static str> {
    PORTAL.asked().iter().map(|question| question.asked.field).chain([ROBOT, TERMS]).collect()
}

/// Parses the form; `None` without step 2's answers.
pub(crate) fn parse(keys: &KeyRing, visit: &Visit) -> Option<Result<Post, Errors>> {
    let ticket = visit.cookie::<Ticket>()?;
    let form = visit.form();
    let answers = PORTAL.asked().iter().map(|question| {
        Answer::parse(question.asked.kind, form.get(question.asked.field).expose())
            .map(|answer| (question.asked.field, answer))
    });
    let answers: Vec<Result<_, AnswerError>> = answers.collect();
    let robot = form.get(ROBOT);
    let challenge = web::robot::check(keys, robot.expose(), visit.now());
    let errors = Errors {
        answers: answers.iter().map(|answer| answer.as_ref().err().copied()).collect(),
        robot: challenge.is_none() && !robot.expose().is_empty(),
        terms: form.get(TERMS).expose() != "yes",
    };
    if errors.robot || errors.terms || errors.answers.iter().any(Option::is_some) {
        return Some(Err(errors));
    }
    let asked = Asked {
        account: AccountNumber::parse(&ticket.account_number).ok()?,
        name: Name::parse(&ticket.name).ok()?,
        email: Email::parse(&ticket.email).ok()?,
        language: visit.language(),
        answers: answers.into_iter().filter_map(Result::ok).collect(),
    };
    Some(Ok(Post { ticket: ticket.id, asked, challenge }))
}
