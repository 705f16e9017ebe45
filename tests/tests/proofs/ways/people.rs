//! The ways of somebody else on the account.

use super::GUEST;
use crate::proofs::patience::{PASSWORD, Patient, TRIES};

impl Patient<'_> {
    /// Lets somebody in, who follows the letter and chooses a password.
    pub(super) async fn let_in(&mut self) {
        self.invite(GUEST).await;
        let way_in = self.letter(GUEST, "invitation").await;
        let mut guest = Patient::new(self.app, GUEST);
        guest.open(&way_in).await;
        let password = [("new_password", PASSWORD), ("confirm_password", PASSWORD)];
        if guest.browser.page().status == 200 {
            guest.submit(&[password[0], password[1], ("accept_terms", "yes")]).await;
        }
        assert!(guest.get_home().await, "P5: the password that was chosen lets them in");
    }

    /// Presses the button that ends the guest while it is there.
    pub(super) async fn put_out(&mut self) {
        for _ in 0..TRIES {
            self.open_signed_in("/profile/people").await;
            if self.browser.page().button("person").is_none() {
                return;
            }
            let (action, fields) = self.browser.filled_in_button("/profile/people/end", "person");
            self.post(&action, &fields).await;
            if self.browser.page().value("sure").is_some() {
                let (action, fields) = self.browser.filled_in_form("/profile/people/end");
                self.post(&action, &fields).await;
            }
        }
        panic!("P5: the guest cannot be put out");
    }

    /// Invites somebody to the account, with the password if the page asks for it.
    pub(crate) async fn invite(&mut self, to: &str) {
        self.open_signed_in("/profile/people").await;
        let (action, mut fields) = self.browser.filled_in_form("/profile/people");
        let mut typed = vec![("email", to), ("role", "pay")];
        if self.browser.page().asks_for("current_password") {
            typed.push(("current_password", self.password));
        }
        fields.retain(|(name, _)| typed.iter().all(|(typed, _)| typed != name));
        fields.extend(typed.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        self.post(&action, &fields).await;
    }
}
