//! Who may open a member's account besides them, and letting somebody in.

use domain::limits::{INVITATIONS_PER_MEMBER, SenderTries, Subject};
use domain::ports::{Clock, Counters, Members, People, SecondFactors, Standings, StoreError};
use domain::{
    Binding, Email, GuestOf, Invitation, InviteIds, Inviting, Language, Needs, OutboxId, PendingId,
    PersonId, RefusedTry, Role, SignedIn, StandingOf, decide_anew, invite,
};
use jiff::Timestamp;
use web::proof::{self, About, Proof};
use web::{Asked, Reply, Step, Visit};

use crate::forms::{AboutEmail, INVITE, InviteErrors, Seen};
use crate::pages;

/// How inviting ended.
enum InviteEnd {
    /// A letter is queued, whoever it goes to.
    Invited,
    /// Somebody cannot be invited to this account.
    NotInvited(AboutEmail),
    /// The member has to wait until an instant.
    MustWait(Timestamp),
    /// The account is not theirs any more.
    AccountGone,
}

/// The list and the form.
pub(crate) async fn show(
    step: &Step<impl Standings, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let Some(seen) = look(step, visit, who).await? else {
        return Ok(Reply::see_other("/profile/people", "of_nobody"));
    };
    Ok(Reply::ok(pages::people(visit, who, &seen, &InviteErrors::default()), "shown"))
}

/// Invites somebody: parse, prove, read, decide, write. What comes of it hangs on nobody's having a login.
pub(crate) async fn submit(
    step: &Step<impl Members + Standings + People + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let Asked::Account(chosen) = web::chosen(visit, &step.desk.keys, &who.member) else {
        return Ok(Reply::see_other("/profile/people", "of_nobody"));
    };
    let [_, email, role, language, ..] = INVITE.map(|field| visit.form().get(field));
    let (email, role) = (Email::parse(email.expose()), Role::parse(role.expose()));
    // A form that says none is of a page from before it asked.
    let language = Language::parse(language.expose()).unwrap_or(visit.language());
    let mut errors = InviteErrors {
        email: email.as_ref().err().map(|rule| AboutEmail::Rule(*rule)),
        role_missing: role.is_none(),
        about: About::default(),
    };
    let now = match proof::check(step, visit, who, Needs::Both).await? {
        Proof::Given(now) => Some(now),
        Proof::Refused(about) => {
            errors.about = about;
            None
        }
        Proof::Limited(refused, about) => {
            let errors = InviteErrors { about, ..errors };
            return limited(step, visit, who, refused, &errors).await;
        }
        Proof::SignedOut => return Ok(web::sign_in_first()),
    };
    // A code that was typed was used by now, so the form is not to ask for the next one.
    let who = now.as_deref().unwrap_or(who);
    let (Ok(email), Some(role), Some(_)) = (email, role, &now) else {
        return refused(step, visit, who, &errors).await;
    };
    let binding = chosen.binding.as_ref();
    let asked = Invitation { owner: &who.member, binding, email: &email, role, language };
    let page = pages::address(&chosen.code);
    Ok(match decide_anew(&step.desk.clock, || attempt(step, visit, asked)).await? {
        InviteEnd::Invited => {
            Reply::see_other(page, "invited").with(visit.say_once("/profile/people", "invited"))
        }
        InviteEnd::NotInvited(about) => {
            let errors = InviteErrors { email: Some(about), ..InviteErrors::default() };
            refused(step, visit, who, &errors).await?
        }
        InviteEnd::MustWait(until) => Reply::wait(visit, until),
        InviteEnd::AccountGone => Reply::see_other("/profile/people", "account_gone"),
    })
}

/// The same reads and writes, whoever the address is.
async fn attempt(
    step: &Step<impl Standings + People + Counters, impl Clock>,
    visit: &Visit,
    asked: Invitation<'_>,
) -> Result<InviteEnd, StoreError> {
    let tries = SenderTries::of(Subject::Inviting(asked.owner.id.clone()), INVITATIONS_PER_MEMBER);
    let (subjects, of) = (tries.subjects(), [own(asked.owner.id.clone(), asked.binding)]);
    let (read, found) = tokio::try_join!(step.ports.read(&subjects), step.ports.standings(&of))?;
    let stands = found
        .first()
        .filter(|it| it.bound().is_some_and(|(_, binding)| binding.since == asked.binding.since));
    let Some(standing) = stands else { return Ok(InviteEnd::AccountGone) };
    let counts = match tries.count(&read, visit.now()) {
        Ok(counts) => counts,
        Err(until) => return Ok(InviteEnd::MustWait(until)),
    };
    let ids = InviteIds {
        person: PersonId::from_random(web::random()),
        link: PendingId::new(web::random()),
        envelope: OutboxId::from_random(web::random()),
    };
    let stored = standing.guests.as_ref();
    match invite(&step.desk.keys, asked, stored, ids, counts, visit.now()) {
        Inviting::Invites(invited) => {
            step.ports.invite(&invited).await?;
            Ok(InviteEnd::Invited)
        }
        Inviting::IsGuest => Ok(InviteEnd::NotInvited(AboutEmail::IsGuest)),
        Inviting::Full => Ok(InviteEnd::NotInvited(AboutEmail::Full)),
    }
}

/// The page with what was typed, and every rule that it broke.
async fn refused(
    step: &Step<impl Standings, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    errors: &InviteErrors,
) -> Result<Reply, StoreError> {
    Ok(match look(step, visit, who).await? {
        Some(seen) => Reply::refused(pages::people(visit, who, &seen, errors)),
        None => Reply::see_other("/profile/people", "of_nobody"),
    })
}

/// The page for too many wrong passwords or codes.
async fn limited(
    step: &Step<impl Standings, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    tried: RefusedTry,
    errors: &InviteErrors,
) -> Result<Reply, StoreError> {
    let Some(seen) = look(step, visit, who).await? else {
        return Ok(Reply::see_other("/profile/people", "of_nobody"));
    };
    Ok(proof::limited(visit, who, tried, || pages::people(visit, who, &seen, errors)))
}

/// Reads the guests of the chosen account, and how all accounts of others stand, since each can be left here: a batch for
/// each 25 of them, and none without either. `None` if the address names an account that is not the member's.
async fn look<'a>(
    step: &Step<impl Standings, impl Clock>,
    visit: &Visit,
    who: &'a SignedIn,
) -> Result<Option<Seen<'a>>, StoreError> {
    let member = &who.member;
    let chosen = match web::chosen(visit, &step.desk.keys, member) {
        Asked::Account(chosen) => Some(chosen),
        Asked::NoAccount => None,
        Asked::OfNobody => return Ok(None),
    };
    let others: Vec<&GuestOf> = web::of_others(member).collect();
    let all =
        others.iter().map(|it| StandingOf { account: it.account.clone(), owner: it.owner.clone() });
    let theirs = chosen.as_ref().map(|it| own(member.id.clone(), &it.binding));
    let asked: Vec<StandingOf> = theirs.into_iter().chain(all).collect();
    let found = if asked.is_empty() { Vec::new() } else { step.ports.standings(&asked).await? };
    let mut found = found.into_iter();
    let own = chosen.and_then(|chosen| Some((chosen, found.next()?)));
    let others = others.into_iter().zip(found).collect();
    Ok(Some(Seen { own, others }))
}

fn own(owner: domain::MemberId, binding: &Binding) -> StandingOf {
    StandingOf { account: binding.account.clone(), owner }
}
