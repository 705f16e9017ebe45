//! Bills by email: agreeing at step 6 and, where a letter has to confirm it, its link.

use domain::{Bills, Purpose};

use super::co_op::CoOp;
use super::letters::is_as_expected;
use super::limits::DAY;
use super::links::Using;
use super::moves::Move;
use super::oracle::Oracle;
use super::people::account_of;
use super::portal::Running;

impl Oracle {
    /// The accounts of a login that are not held.
    fn free_accounts(&self, login: usize, now: i64) -> Vec<usize> {
        let is_theirs = |owner: Option<(usize, u64)>| owner.is_some_and(|(it, _)| it == login);
        let all = self.accounts.iter().enumerate();
        let free = all.filter(|(_, it)| is_theirs(it.owner) && it.held_until <= now);
        free.map(|(account, _)| account).collect()
    }

    /// Whether a login has one of the accounts free that it agreed to bills by email for.
    pub(super) fn has_agreed_account(&self, login: usize, now: i64) -> bool {
        let free = self.free_accounts(login, now);
        self.logins[login].agreed_accounts.iter().any(|it| free.contains(it))
    }

    /// Whether a letter's link can still confirm what a login asked for.
    fn bills_wait(&self, login: usize, now: i64) -> bool {
        let asked = self.logins[login].asked_bills.as_ref().map(|id| self.issued(id));
        asked.is_some_and(|it| it.epoch == self.logins[login].epoch && now < it.at + 14 * DAY)
    }
}

impl Running<'_> {
    /// Step 6. Where a letter has to confirm it, agreeing turns nothing off.
    pub(super) fn answer_bills(&mut self, who: usize, by_email: bool) {
        let (login, now) = (self.login_in(who), self.now());
        let answer = if by_email { "yes" } else { "no" };
        let is_asked = self.answer(who, "/register/paperless", &[("paperless", answer)]);
        let Some(login) = login.filter(|_| is_asked) else { return };
        let link = self.new_link(Purpose::ConfirmBills);
        match (self.co_op, by_email) {
            (CoOp::Shipped, _) | (_, false) => {
                assert_eq!(link, None, "nothing is to be confirmed");
                self.oracle.logins[login].asked_bills = None;
            }
            (CoOp::ByLetter, true) => match link {
                Some(id) => {
                    let to = self.oracle.logins[login].address;
                    self.oracle.issue(id.clone(), Purpose::ConfirmBills, login, to, now);
                    self.oracle.logins[login].asked_bills = Some(id);
                    let agreed = self.oracle.free_accounts(login, now);
                    self.oracle.logins[login].agreed_accounts = agreed;
                }
                None if self.oracle.bills_wait(login, now) => {}
                None => {
                    let of_login = self.bills_of(login);
                    assert!(
                        of_login.iter().all(|(_, bills)| *bills == Bills::ByEmail),
                        "P2: no letter asks"
                    );
                    self.oracle.logins[login].asked_bills = None;
                }
            },
        }
    }

    /// Follows a letter that confirms bills by email, and presses its button.
    pub(super) fn confirm_bills(&mut self, who: usize, number: usize, elsewhere: bool) {
        let letter = self.letter(who, number, &["confirm_bills"], Purpose::ConfirmBills);
        let Some((way_in, id)) = letter else { return };
        let login = self.oracle.issued(&id).login;
        let expected = self.oracle.spend(&id, self.now());
        let browser = self.own_or_other(who, elsewhere);
        let browser = self.follow(browser, &way_in, &[], "");
        is_as_expected(&browser, expected, 303);
        if !elsewhere {
            self.people[who].browser = browser;
            self.touch(who);
        }
        if expected == Using::Done {
            let mut of_login = self.bills_of(login).into_iter();
            let now = self.now();
            let is_free = |account: usize| self.oracle.accounts[account].held_until <= now;
            let on_paper = |(account, bills)| is_free(account) && bills == Bills::OnPaper;
            assert!(!of_login.any(on_paper), "the link turns paper off");
        }
    }

    /// How the bills of each account of a login come.
    fn bills_of(&self, login: usize) -> Vec<(usize, Bills)> {
        let Some(member) = self.member_of(login) else { return Vec::new() };
        let of_one = |binding: &domain::Binding| {
            (account_of(&binding.account).expect("one of these"), member.bills_of(binding))
        };
        member.accounts.iter().map(of_one).collect()
    }

    /// No bill stops coming on paper but by who agreed: at once, or by the link of the letter.
    pub(super) fn look_at_bills(&mut self, step: &Move) {
        let may_end_paper = matches!(
            (self.co_op, step),
            (CoOp::Shipped, Move::Paperless { answer: true, .. })
                | (CoOp::ByLetter, Move::ConfirmBills { .. })
        );
        for member in self.app.store.members() {
            for binding in &member.accounts {
                let since = binding.since;
                let place = (
                    format!("{} {since}", member.id.as_str()),
                    binding.account.expose().to_owned(),
                );
                let bills = member.bills_of(binding);
                let before = self.bills.insert(place, bills);
                let had_paper = match self.co_op {
                    // "For all accounts" goes for one that is added, too.
                    CoOp::Shipped => before == Some(Bills::OnPaper),
                    CoOp::ByLetter => before != Some(Bills::ByEmail),
                };
                let ends = had_paper && bills == Bills::ByEmail;
                assert!(!ends || may_end_paper, "paper ends by {step:?}");
            }
        }
    }
}
