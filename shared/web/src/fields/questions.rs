//! The security questions as forms have them: the same at registration and for one more account.

use domain::{Answer, AnswerError, Extract, Language, QuestionKind, Typed};

use crate::pages::view::Field;
use crate::portal::{Portal, Question};
use crate::request::form::Form;
use crate::words::words;

/// The fields, in the order of the questions.
pub fn fields(portal: &'static Portal) -> impl Iterator<Item = &'static str> {
    portal.asked().iter().map(|question| question.asked.field)
}

/// What is asked and the extract in force has no answers to: nobody could match, whatever they typed.
#[must_use]
pub fn unanswered(portal: &'static Portal, extract: Option<&Extract>) -> Option<&'static str> {
    extract?.lacks(portal.asked().iter().map(|question| question.asked))
}

/// Parses the answers.
///
/// # Errors
///
/// What is wrong with each, in the order of the questions.
pub fn parse(
    portal: &'static Portal,
    form: &Form,
) -> Result<Vec<(&'static str, Answer)>, Vec<Option<AnswerError>>> {
    let answers = portal.asked().iter().map(|question| {
        Answer::parse(question.asked.kind, form.get(question.asked.field).expose())
            .map(|answer| (question.asked.field, answer))
    });
    let answers: Vec<Result<_, AnswerError>> = answers.collect();
    if answers.iter().all(Result::is_ok) {
        return Ok(answers.into_iter().filter_map(Result::ok).collect());
    }
    Err(answers.iter().map(|answer| answer.as_ref().err().copied()).collect())
}

/// What was typed, in the order of the questions.
#[must_use]
pub fn typed(portal: &'static Portal, form: &Form) -> Vec<Typed> {
    fields(portal).map(|field| form.get(field)).collect()
}

/// The sentences about the answers, in the order of the questions.
#[must_use]
pub fn sentences(
    portal: &Portal,
    language: Language,
    errors: &[Option<AnswerError>],
) -> Vec<Option<String>> {
    let of = |(question, error): (&Question, &Option<AnswerError>)| {
        error.map(|error| sentence(language, question, error))
    };
    portal.asked().iter().zip(errors).map(of).collect()
}

/// What to check where nothing matched, a line each: by what is asked, never by what was wrong.
#[must_use]
pub fn to_check(portal: &Portal, language: Language) -> Vec<&'static str> {
    let says = &words(language).login.accounts.to_check;
    let has_answers = portal.asked().iter().any(|it| it.asked.kind != QuestionKind::BillCode);
    let answers = if portal.asks(QuestionKind::Zip) { says.answers_with_zip } else { says.answers };
    let asked =
        [has_answers.then_some(answers), portal.asks(QuestionKind::BillCode).then_some(says.code)];
    says.who.into_iter().chain(asked.into_iter().flatten()).collect()
}

/// The boxes: what was typed, each with its sentence, if there is one.
#[must_use]
pub fn boxes<'a>(typed: &'a [Typed], sentences: &'a [Option<String>]) -> Vec<Field<'a>> {
    let of = |(at, typed): (usize, &'a Typed)| Field {
        value: typed.expose(),
        error: sentences.get(at).and_then(Option::as_deref),
    };
    typed.iter().enumerate().map(of).collect()
}

fn sentence(language: Language, question: &Question, error: AnswerError) -> String {
    let says = &words(language).errors;
    let label = question.label.get(language);
    match (error, question.asked.kind) {
        (AnswerError::Missing, _) => (says.answer_missing)(label),
        (AnswerError::WrongKind, QuestionKind::Zip) => (says.answer_not_zip)(label),
        (AnswerError::WrongKind, QuestionKind::Text) => {
            (says.answer_too_long)(label, domain::Name::MAX)
        }
        (AnswerError::WrongKind, QuestionKind::Cents) => (says.answer_not_amount)(label),
        (AnswerError::WrongKind, QuestionKind::Date) => (says.answer_not_date)(label),
        (AnswerError::WrongKind, QuestionKind::BillCode) => (says.answer_not_code)(label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{BY_CODE, changed_settings, shipped};

    #[test]
    fn what_is_to_be_checked_is_what_is_asked() {
        let by_code = changed_settings(&BY_CODE).1;
        let by_text = changed_settings(&[("kind = \"zip\"", "kind = \"text\"")]).1;

        for language in [Language::English, Language::Spanish] {
            let says = &words(language).login.accounts.to_check;
            let last = |portal| to_check(portal, language)[2..].to_vec();
            assert_eq!(last(shipped()), [says.answers_with_zip]);
            assert_eq!(last(by_text), [says.answers]);
            assert_eq!(last(by_code), [says.code]);
        }
    }
}
