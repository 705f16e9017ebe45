//! What an import answers: a report beside the file, and a letter to staff if the file did not go in whole.

use std::fmt::Write as _;

use domain::Email;
use domain::ports::PostOffice;
use jiff::Timestamp;
use serde::Serialize;

use crate::bucket::{Bucket, BucketError};
use crate::event::Uploaded;
use crate::letter;
use crate::rejects::{RejectsFile, report_place};

/// What an import did, as far as every report needs it.
pub trait Counts: Serialize + Sync {
    /// Rows that stayed out.
    fn rejected(&self) -> u64;
    /// `rejects.csv`.
    fn rejects(&self) -> &RejectsFile;
    /// All counts and remarks, a line each.
    fn in_words(&self) -> String;

    /// Whether rows stayed out, more than are to be expected.
    fn is_half_taken(&self, accepted: u64) -> bool {
        self.rejected() > accepted
    }
}

/// Where reports go, and when they go by mail too.
#[derive(Clone, Copy, Debug)]
pub struct Reports<'a, B, P> {
    /// The bucket of files and reports.
    pub bucket: &'a B,
    /// What takes the reports that go by mail.
    pub post_office: &'a P,
    /// Who gets them.
    pub reports_to: &'a [Email],
    /// So many rejected rows are as usual.
    pub accept_rejects: u64,
}

/// What files of rows are made of, as [`Named::parts`].
pub const ROWS: (&str, &str) = ("rows", "the file");

/// What a report calls a file.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// In the subject of the letter: `Billing extract`.
    pub title: &'a str,
    /// In its text, before the key: `The billing extract`.
    pub file: &'a str,
    /// The key, without the prefix of files if there is one kind of them.
    pub key: &'a str,
    /// What holds after a file that was not taken, or nothing.
    pub refused: &'a str,
    /// What it is made of, and what is put in again once these are mended: `("rows", "the file")`.
    pub parts: (&'a str, &'a str),
}

/// How an upload ended, as its metric says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All rows went in, but for as many as usual.
    Taken,
    /// More rows stayed out than is usual.
    TakenInPart,
    /// Nothing went in.
    Refused,
}

impl Outcome {
    /// Its name in metrics and logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::TakenInPart => "taken_in_part",
            Self::Refused => "refused",
        }
    }
}

/// What staff find beside the file.
#[derive(Serialize)]
struct Report<'a, S> {
    #[serde(flatten)]
    summary: Option<&'a S>,
    /// Why the file was not taken.
    problem: Option<&'a str>,
}

impl<B: Bucket, P: PostOffice> Reports<'_, B, P> {
    /// How an upload ended; `problem` says why it was not taken.
    #[must_use]
    pub fn outcome(&self, summary: Option<&impl Counts>, problem: Option<&str>) -> Outcome {
        match (problem, summary) {
            (None, Some(summary)) if !summary.is_half_taken(self.accept_rejects) => Outcome::Taken,
            (None, _) => Outcome::TakenInPart,
            (Some(_), _) => Outcome::Refused,
        }
    }

    /// Writes the report and the rejected rows, and mails the report if the file did not go in whole. Its name has when the
    /// import `began`: it is about what lay there then.
    ///
    /// # Errors
    ///
    /// When the bucket does not take them.
    pub async fn write<S: Counts>(
        &self,
        object: &Uploaded,
        named: Named<'_>,
        (summary, problem): (Option<&S>, Option<&str>),
        began: Timestamp,
    ) -> Result<(), BucketError> {
        let place = report_place(named.key, began);
        let json = serde_json::to_vec_pretty(&Report { summary, problem })
            .expect("counts and texts are JSON");
        let key = format!("{place}/summary.json");
        self.bucket.write(&object.bucket, &key, "application/json", json).await?;
        let rejects = summary.map(|summary| summary.rejects().expose());
        if let Some(rejects) = rejects.filter(|rejects| !rejects.is_empty()) {
            let (key, kind) = (format!("{place}/rejects.csv"), "text/csv; charset=utf-8");
            self.bucket.write(&object.bucket, &key, kind, rejects.to_vec()).await?;
        }
        let outcome = self.outcome(summary, problem);
        if outcome != Outcome::Taken {
            let text = words(object, named, summary, problem, &place);
            self.mail(named.title, &text, outcome, began).await;
        }
        Ok(())
    }

    /// Mails a report. It stands in the bucket anyway, and the alarm rings, so a letter that does not go stops nothing.
    async fn mail(&self, title: &str, text: &str, outcome: Outcome, now: Timestamp) {
        for to in self.reports_to {
            let mail = letter::report(to, title, text, outcome == Outcome::Refused, now);
            if self.post_office.send(&mail).await.is_err() {
                tracing::error!("a report of an import could not be mailed");
            }
        }
    }
}

/// The report in words: what is wrong, what was counted, and where the rest is.
fn words(
    object: &Uploaded,
    named: Named<'_>,
    summary: Option<&impl Counts>,
    problem: Option<&str>,
    place: &str,
) -> String {
    let mut text = format!("{} {} ", named.file, object.key);
    let _ = match (problem, summary) {
        (Some(problem), _) => writeln!(text, "was not taken: {problem}.{}", named.refused),
        (None, Some(summary)) => {
            let (rejected, parts) = (summary.rejected(), named.parts.0);
            writeln!(text, "was taken, but for {rejected} {parts} that were rejected.")
        }
        (None, None) => writeln!(text, "was taken."),
    };
    if let Some(summary) = summary {
        let _ = writeln!(text, "\n{}", summary.in_words());
    }
    let (bucket, (parts, again)) = (&object.bucket, named.parts);
    let _ = writeln!(
        text,
        "The whole report is in the bucket {bucket}, under {place}/. Mend the {parts} in the billing system, then put \
         {again} in again."
    );
    text
}
