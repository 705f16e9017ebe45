//! What others may do with an answer: take a form from its page, keep it.

use http::{HeaderMap, HeaderValue, header};

use super::Reply;

impl Reply {
    /// Lets the page's form be posted to another origin, which learns from where it came and no more.
    #[must_use]
    pub fn posting_to(mut self, origin: &str) -> Self {
        self.posts_to = Some(origin.to_owned());
        self
    }

    /// Lets whoever asked keep the answer for so many seconds: it is the same for all, and no secret.
    #[must_use]
    pub fn kept_for(mut self, seconds: u32) -> Self {
        self.kept_for = Some(seconds);
        self
    }

    /// Goes on to a document, at an address that works for a minute and that nobody else is told.
    #[must_use]
    pub fn to_document(link: String) -> Self {
        Self::see_other(link, "document").without_referrer()
    }

    /// Widens the headers by that: the policy of pages and nothing else.
    pub(super) fn let_others(&self, policy: &str, headers: &mut HeaderMap) {
        if let Some(origin) = &self.posts_to {
            let ours = "form-action 'self'";
            let policy = policy.replace(ours, &format!("{ours} {origin}"));
            if let Ok(policy) = HeaderValue::from_str(&policy) {
                headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            }
            // Without a referrer a browser sends `Origin: null`, by which the vendor can tell nobody.
            let referrer = HeaderValue::from_static("strict-origin");
            headers.insert(header::REFERRER_POLICY, referrer);
        }
        if let Some(seconds) = self.kept_for
            && let Ok(kept) = HeaderValue::from_str(&format!("public, max-age={seconds}"))
        {
            headers.insert(header::CACHE_CONTROL, kept);
        }
    }
}
