//! Pages that end a way: too many tries, a store that is down, a bug of ours.

use domain::{Language, RefusedTry};
use http::{Method, StatusCode};
use jiff::Timestamp;

use super::{HTML, Reply, TEXT};
use crate::pages::view::View;
use crate::pages::{Html, Problem, ProblemKind};
use crate::portal::Portal;
use crate::request::visit::Visit;
use crate::words::words;

impl Reply {
    /// A page that ends a way, with the status it has; without a `reference` of its own it shows the visit's.
    #[must_use]
    pub fn problem(visit: &Visit, kind: ProblemKind, reference: Option<&str>) -> Self {
        let reference = reference.map_or_else(|| visit.reference().to_string(), str::to_owned);
        let saves = visit.method == Method::POST && crate::routes::saves(&visit.path);
        let page = Problem { view: visit.view(), kind, reference: &reference, saves };
        let status =
            StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = match kind {
            ProblemKind::TooMany(minutes)
            | ProblemKind::TooManyPasswords(minutes)
            | ProblemKind::NetworkFull(minutes) => Some(minutes * 60),
            ProblemKind::Unavailable => Some(60),
            ProblemKind::Closed(until) => Some(until.map_or(600, |it| whole_seconds(visit, it))),
            _ => None,
        };
        let page = page.render();
        Self { retry_after, reference: Some(reference), ..Self::page(status, page, kind.name()) }
    }

    /// The page for a bug of ours, which knows nothing of the visit: the code leads to its line in the log.
    pub(crate) fn failure(portal: &'static Portal, language: Language, reference: &str) -> Self {
        let (now, path, state, csrf, signed_in, shown_again) = (None, "/", "", "", false, None);
        let view = View { portal, language, now, path, state, csrf, signed_in, shown_again };
        let page = Problem { view, kind: ProblemKind::Failure, reference, saves: false };
        Self::bare_if_unrendered(page.render(), portal, language, reference)
    }

    /// The failure page, or its bare words if it is the page that cannot be rendered.
    pub(super) fn bare_if_unrendered(
        html: Html,
        portal: &Portal,
        language: Language,
        reference: &str,
    ) -> Self {
        let (kind, body) = match html {
            Ok(html) => (HTML, html),
            Err(error) => {
                tracing::error!(error = %error, reference, "the failure page could not be rendered");
                let (common, says) = (&words(language).common, &words(language).problems.failure);
                let code = format!("{}: {reference}", common.reference);
                let phone = format!("{} {}", common.call_us, portal.phone);
                (TEXT, [&[says.title][..], says.text, &[&*phone, &*code]].concat().join("\n\n"))
            }
        };
        let outcome = ProblemKind::Failure.name();
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, kind, body, outcome)
    }

    /// The page for a question that the extract in force has no answers to: only staff can mend that, and an alarm is on
    /// the metric.
    #[must_use]
    pub fn unanswered(visit: &Visit, field: &'static str) -> Self {
        tracing::error!(rule = field, "the extract in force has no answers to a question");
        tracing::info!(target: "metrics", QuestionsUnanswered = 1_u64);
        Self::problem(visit, ProblemKind::Unavailable, None)
    }

    /// The page for too many tries, with the time until there is room in whole minutes, rounded up.
    #[must_use]
    pub fn wait(visit: &Visit, until: Timestamp) -> Self {
        let minutes = whole_seconds(visit, until).div_ceil(60);
        Self::problem(visit, ProblemKind::TooMany(minutes), None)
    }

    /// The page for a code of the second step that may not be tried yet; `None` where waiting does not help.
    ///
    /// It offers no new password: the one that was typed is right, and a new one by mail makes a wait longer.
    #[must_use]
    pub fn refused_code(visit: &Visit, refused: RefusedTry) -> Option<Self> {
        let minutes = refused.minutes(visit.now())?;
        Some(Self::problem(visit, ProblemKind::TooMany(minutes), None))
    }

    /// The page for a password that may not be tried yet; `None` where waiting does not help.
    #[must_use]
    pub fn refused_try(visit: &Visit, refused: RefusedTry) -> Option<Self> {
        let minutes = refused.minutes(visit.now())?;
        let kind = match refused {
            RefusedTry::Network(_) => ProblemKind::NetworkFull(minutes),
            RefusedTry::Wait(_) | RefusedTry::Shut => ProblemKind::TooManyPasswords(minutes),
        };
        Some(Self::problem(visit, kind, None))
    }
}

/// How long until then, as `Retry-After` has it: at least a second.
fn whole_seconds(visit: &Visit, until: Timestamp) -> u32 {
    let seconds = until.duration_since(visit.now()).as_secs().max(1);
    u32::try_from(seconds).unwrap_or(u32::MAX)
}
