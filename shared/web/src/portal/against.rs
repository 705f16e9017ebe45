//! What may not change between two settings.

use std::path::Path;

use domain::Language;

use super::{Portal, Refusal, Refused};

/// What members agree to is kept by its version. A text that changed under the same version is refused, since whoever
/// agreed to the old one would seem to have agreed to it; `None` if there is none.
#[must_use]
pub fn changed_without_version(file: &Path, now: &Portal, before: &Portal) -> Option<Refused> {
    let languages = [Language::English, Language::Spanish];
    let terms = languages.map(|it| now.terms.hash(it) != before.terms.hash(it));
    let paperless = languages.map(|it| now.paperless.hash(it) != before.paperless.hash(it));
    let (new, old) = (&now.terms, &before.terms);
    let of_terms = ("terms", new.version, old.version, new.version_line, terms);
    let (new, old) = (&now.paperless, &before.paperless);
    let of_paperless = ("paperless", new.version, old.version, new.version_line, paperless);
    let faults: Vec<Refusal> = [of_terms, of_paperless]
        .into_iter()
        .filter(|(_, version, before, _, changed)| version == before && changed.contains(&true))
        .map(|(what, version, _, line, _)| {
            let reason = format!(
                "the text of `{what}` changed and its version is still {version}; give it a new one"
            );
            Refusal { line, reason }
        })
        .collect();
    let file = file.display().to_string();
    (!faults.is_empty()).then_some(Refused { file, faults })
}
