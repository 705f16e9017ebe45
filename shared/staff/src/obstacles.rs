//! The obstacles to a registration, in words for staff.

use domain::{Language, Obstacle, QuestionKind};
use web::portal::Portal;

/// What was wrong, such as "the name and the billing ZIP code".
///
/// Staff are told which it was. A caller is not, since it would help somebody who guesses.
pub(crate) fn what(portal: &Portal, misses: &[Obstacle]) -> String {
    let all: Vec<String> = misses.iter().map(|miss| one(portal, miss)).collect();
    match &all[..] {
        [] => "the account number, the name or an answer".to_owned(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// What staff look at: the billing system has all that can be wrong but the code on a bill, which is kept nowhere.
pub(crate) fn compare(portal: &Portal, misses: &[Obstacle]) -> String {
    let (codes, others): (Vec<Obstacle>, Vec<Obstacle>) =
        misses.iter().cloned().partition(|miss| is_code(portal, miss));
    let may_be_code = misses.is_empty() && portal.asks(QuestionKind::BillCode);
    let rest = (misses.is_empty() || !others.is_empty())
        .then(|| format!("Compare {} with the billing system.", what(portal, &others)));
    let code = (may_be_code || !codes.is_empty()).then(|| {
        format!(
            "No system knows the code, so it cannot be compared. Ask which bill it is from: one on paper, of the last {} \
             days and not a final one? If so, look in the billing system whether the account's customer number has \
             changed since that bill.",
            portal.figures.bill_code_days
        )
    });
    rest.into_iter().chain(code).collect::<Vec<_>>().join(" ")
}

fn is_code(portal: &Portal, miss: &Obstacle) -> bool {
    let Obstacle::Answer(field) = miss else { return false };
    let known = |question: &&domain::Question| question.field == field;
    portal.fields().iter().find(known).is_some_and(|it| it.kind == QuestionKind::BillCode)
}

fn one(portal: &Portal, miss: &Obstacle) -> String {
    match miss {
        Obstacle::EmailHasLogin => "the email, which has a login already".to_owned(),
        Obstacle::AccountTries => "the account's tries, which were spent".to_owned(),
        Obstacle::EmailTries => "the email's tries, which were spent".to_owned(),
        Obstacle::NoExtract => "the extract, which was not imported yet".to_owned(),
        Obstacle::KeyGone => "the extract's key, which is gone from the secret".to_owned(),
        Obstacle::NoAccount => "the account number, which no extract ever had".to_owned(),
        Obstacle::LeftExtract => "the account, which the last extract has lost".to_owned(),
        Obstacle::Closed => "the account, which is closed".to_owned(),
        Obstacle::Name => "the name".to_owned(),
        Obstacle::Answer(field) => format!("the {}", label(portal, field)),
        Obstacle::Owned => "the account, which has another login".to_owned(),
    }
}

/// A question's label on the form. For a question that is no longer asked, its field.
fn label(portal: &Portal, field: &str) -> String {
    let asked = portal.questions.iter().find(|question| question.asked.field == field);
    let Some(question) = asked else { return field.to_owned() };
    let label = question.label.get(Language::English);
    let mut letters = label.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use web::samples::shipped;

    use super::*;

    #[test]
    fn what_was_wrong_is_named_as_the_form_names_it() {
        let zip = Obstacle::Answer("billing_zip".to_owned());
        let gone = Obstacle::Answer("last_bill_cents".to_owned());

        assert_eq!(what(shipped(), &[Obstacle::Name]), "the name");
        assert_eq!(what(shipped(), std::slice::from_ref(&zip)), "the billing ZIP code");
        assert_eq!(what(shipped(), &[Obstacle::Name, zip]), "the name and the billing ZIP code");
        assert_eq!(what(shipped(), &[gone]), "the last_bill_cents");
        assert_eq!(what(shipped(), &[]), "the account number, the name or an answer");
    }
}
