//! Reads what is known about somebody. It decides nothing.

mod contact;
mod grounds;
mod look;
mod more;
mod networks;
mod outages;
mod people;
mod reads;
mod unwritten;
mod waits;

use domain::limits::Subject;
use domain::ports::{StoreError, Suppressions};
use domain::why::{self, Account, Cause, Mailbox};
use domain::{
    AccountKey, AccountNumber, Email, EmailKey, KeyRing, Pending, ReferenceCode, Service,
    TIMELINE_KEPT, TimelineEntry, Whose, in_order,
};
use jiff::Timestamp;
use web::portal::Portal;

pub use grounds::Grounds;
pub use look::{Look, glance};
pub use reads::Reads;
use waits::Waits;

use crate::advice::Worded;
use crate::found::{self, Found};
use crate::office::Office;
use crate::refused::NotDone;
use crate::target::Target;

/// All that is known about somebody.
pub struct Case {
    /// Whom it is about.
    pub whom: Found,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// The reason why they get no further.
    pub cause: Cause,
    /// Other facts.
    pub more: Vec<Worded>,
    /// The address that letters go to, and whether it is a member's.
    pub mailbox: Option<(Email, bool)>,
    /// What there is for an act to work on.
    pub grounds: Grounds,
}

/// A store, with the time and the keys for reading it.
struct Reader<'a, S> {
    portal: &'a Portal,
    store: &'a S,
    keys: &'a KeyRing,
    now: Timestamp,
}

/// Looks somebody up, with what the mail service says of their address, and notes it: also on the timeline of the login that
/// it shows, and also where a code leads to two people.
///
/// # Errors
///
/// As those of [`case`].
pub async fn look_up<S: Reads, C>(
    office: &Office<'_, S, C>,
    list: &impl Suppressions,
    portal: &Portal,
    who: Target,
    look: &Look,
) -> Result<Case, NotDone> {
    let Office { store, keys, .. } = *office;
    let typed = who.timeline(keys);
    let case = match case(store, portal, keys, who, look.at).await {
        Ok(case) => unwritten::seen(portal, case, list).await,
        Err(NotDone::Refused(refused)) => {
            look.note(store, &[typed]).await?;
            return Err(refused.into());
        }
        Err(error) => return Err(error),
    };
    let mut whose = case.whom.timelines(keys);
    whose.extend(case.mailbox.iter().map(|(email, _)| Whose::Email(EmailKey::of(keys, email))));
    whose.sort();
    whose.dedup();
    look.note(store, &whose).await?;
    Ok(case)
}

/// Reads what is known about somebody now.
///
/// # Errors
///
/// If the tables do not answer, or if a code leads to two people.
pub async fn case(
    store: &impl Reads,
    portal: &Portal,
    keys: &KeyRing,
    who: Target,
    now: Timestamp,
) -> Result<Case, NotDone> {
    let of_code = who.timeline(keys);
    let typed = match &who {
        Target::Account(typed) => Some(typed.clone()),
        Target::Email(_) | Target::Reference(_) => None,
    };
    let whom = Found::find(store, keys, who, now).await?;
    let reader = Reader { portal, store, keys, now };
    let known = match (whom.email(), whom.account()) {
        (Some(email), named) => reader.of_email(email, named).await?,
        (None, Some(number)) => reader.of_account(number, typed.as_ref()).await?,
        (None, None) => reader.of_code(whom.reference(), &of_code).await?,
    };
    let Known { timeline, cause, more, mailbox, grounds } = known;
    Ok(Case { whom, timeline, cause, more, mailbox, grounds })
}

struct Known {
    timeline: Vec<TimelineEntry>,
    cause: Cause,
    more: Vec<Worded>,
    mailbox: Option<(Email, bool)>,
    grounds: Grounds,
}

impl<S: Reads> Reader<'_, S> {
    async fn told(&self, whose: &Whose) -> Result<Vec<TimelineEntry>, StoreError> {
        Ok(in_order(self.store.told(whose, self.now - TIMELINE_KEPT).await?))
    }

    /// What is known of a code that leads to nobody who asked.
    async fn of_code(
        &self,
        code: Option<&ReferenceCode>,
        whose: &Whose,
    ) -> Result<Known, StoreError> {
        let timeline = self.told(whose).await?;
        let report = match code {
            Some(code) => outages::of_code(self.store, code, &timeline, self.now).await?,
            None => None,
        };
        let (cause, more) = report.unwrap_or_else(|| (why::of_code(&timeline), Vec::new()));
        let more = worded(more);
        Ok(Known { timeline, cause, more, mailbox: None, grounds: Grounds::default() })
    }

    async fn of_email(
        &self,
        email: &Email,
        named: Option<&AccountNumber>,
    ) -> Result<Known, StoreError> {
        let key = EmailKey::of(self.keys, email);
        let pendings = self.store.asked(&key).await?;
        let mailbox = self.mailbox(email, pendings).await?;
        let cause = why::of_email(&mailbox, self.portal.figures, self.now);
        let services = self.services(&mailbox).await?;
        let mut lines = worded(more::of_mailbox(self.portal, &mailbox, &services, self.now));
        lines.extend(worded(contact::told(self.store, email, &mailbox.told, &cause).await?));
        let account = match named {
            Some(number) => {
                let account = self.account(number).await?;
                lines.push(more::account_beside(self.portal, number, &account, self.now));
                Some(account)
            }
            None => None,
        };
        let waits = self.waits(Some(&mailbox)).await?;
        lines.extend(worded(waits.lines));
        if let Some(member) = &mailbox.member {
            lines.extend(worded(people::of_member(self.store, member, self.now).await?));
        }
        let moves = waits.new_email || matches!(cause, Cause::EmailMoving { .. });
        let grounds = Grounds::of_email(&mailbox, account.as_ref(), &cause, moves, self.now);
        let theirs = mailbox.member.map(|member| member.email);
        let is_members = theirs.is_some();
        let address = (theirs.unwrap_or_else(|| email.clone()), is_members);
        Ok(Known { timeline: mailbox.told, cause, more: lines, mailbox: Some(address), grounds })
    }

    async fn of_account(
        &self,
        number: &AccountNumber,
        typed: Option<&AccountNumber>,
    ) -> Result<Known, StoreError> {
        let account = self.account(number).await?;
        let pendings = found::of_account(self.store, self.keys, number, self.now).await?;
        let of_account = why::of_account(&account, self.portal.figures, self.now);
        let owner = account.owner.as_ref().and_then(|(_, member)| member.as_ref());
        let owners = match owner {
            Some(owner) => {
                let theirs = self.store.asked(&EmailKey::of(self.keys, &owner.email)).await?;
                Some(self.mailbox(&owner.email, theirs).await?)
            }
            None => None,
        };
        let login = |mailbox| why::of_email(mailbox, self.portal.figures, self.now);
        let (of_login, waits) = (owners.as_ref().map(login), self.waits(owners.as_ref()).await?);
        let email = why::newest(&pendings).map(|pending| pending.email.clone());
        let asker = match &email {
            Some(email) => {
                let key = EmailKey::of(self.keys, email);
                let theirs = pendings.iter().filter(|it| it.email_key == key).cloned().collect();
                let mailbox = self.mailbox(email, theirs).await?;
                Some(why::of_email(&mailbox, self.portal.figures, self.now))
            }
            None => None,
        };
        let cause = why::of_owner(why::of_asker(of_account.clone(), asker), of_login.clone());
        let mut lines =
            worded(more::of_account(self.portal, &account, &pendings, &cause, self.now));
        let guests = people::of_account(self.store, self.portal, number, &account, self.now);
        lines.extend(worded(guests.await?));
        let told = &account.told;
        let report = outages::of_account(self.store, self.portal, number, told, self.now);
        lines.extend(worded(report.await?));
        if typed.is_some_and(|typed| typed != number) {
            lines.push(more::old_number(number).into());
        }
        let moves = waits.new_email || matches!(of_login, Some(Cause::EmailMoving { .. }));
        lines.extend(of_login.and_then(|login| more::shut_login(self.portal, &of_account, &login)));
        lines.extend(worded(waits.lines));
        let address = found::mailbox_of_account(owner, &pendings);
        let grounds = Grounds::of_account(&account, &pendings, &cause, moves, self.now);
        Ok(Known { timeline: account.told, cause, more: lines, mailbox: address, grounds })
    }

    /// What waits in the login of a mailbox's member, if it has one.
    async fn waits(&self, mailbox: Option<&Mailbox>) -> Result<Waits, StoreError> {
        match mailbox.and_then(|it| Some((it.member.as_ref()?, &it.told))) {
            Some((member, told)) => {
                waits::of_login(self.store, self.portal, member, told, self.now).await
            }
            None => Ok(Waits::default()),
        }
    }

    async fn account(&self, number: &AccountNumber) -> Result<Account, StoreError> {
        let key = AccountKey::of(self.keys, number);
        let facts = self.store.facts(number).await?.map(|seen| seen.facts);
        let subject = Subject::Account(key.clone());
        let tries = self.store.read(&[subject]).await?.pop().unwrap_or_default();
        let owner = match self.store.owners_of(std::slice::from_ref(number)).await?.pop() {
            Some((_, owner)) => {
                let member = self.store.by_id(&owner.member).await?;
                Some((owner, member))
            }
            None => None,
        };
        let extract = self.store.in_force().await?;
        let key_held = domain::import::key_held(self.keys, extract.as_ref());
        let told = self.told(&Whose::Account(key)).await?;
        Ok(Account { extract, key_held, facts, owner, tries, told })
    }

    /// What billing says of the services of a member's accounts.
    async fn services(&self, mailbox: &Mailbox) -> Result<Vec<Service>, StoreError> {
        let bindings = mailbox.member.iter().flat_map(|member| &member.accounts);
        let accounts: Vec<AccountNumber> = bindings.map(|it| it.account.clone()).collect();
        self.store.services(&accounts).await
    }

    async fn mailbox(&self, email: &Email, pendings: Vec<Pending>) -> Result<Mailbox, StoreError> {
        let key = EmailKey::of(self.keys, email);
        let member = self.store.by_email(email).await?;
        let subjects = [Subject::Email(key.clone()), Subject::SignIn(key.clone())];
        let read = self.store.read(&subjects).await?;
        let [tries, sign_in] = [0, 1].map(|at| read.get(at).cloned().unwrap_or_default());
        let of_member = member.as_ref().map(|member| &member.id);
        let failures = self.store.failures(&key, of_member).await?;
        let networks = networks::of(self.store, &failures).await?;
        let newest = why::newest(&pendings);
        let asked_for = match newest {
            Some(pending) => Some(self.account(&pending.account).await?),
            None => None,
        };
        let told = self.told(&Whose::Email(key)).await?;
        Ok(Mailbox { member, pendings, asked_for, tries, sign_in, failures, networks, told })
    }
}

/// Facts that are told in the same words at a shell and at the desk.
fn worded(lines: impl IntoIterator<Item = String>) -> Vec<Worded> {
    lines.into_iter().map(Worded::from).collect()
}
