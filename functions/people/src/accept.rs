//! Accepting an invitation, as a member or as somebody who chooses a password.

use std::sync::OnceLock;

use data_encoding::BASE64URL_NOPAD;
use domain::ports::{Clock, Links, Members, People, Sessions, Standings, StoreError};
use domain::{
    AccountStanding, FoundLink, JoinEnd, Joiner, Member, MemberId, NewPerson, NotJoined, OutboxId,
    PasswordHash, Role, Session, SignedIn, SpendIds, StandingOf, decide_anew, invited, join,
    may_join,
};
use web::cookies::{self, SetCookie};
use web::links::Linked;
use web::pages::ProblemKind;
use web::{Reply, Step, Visit, new_password, terms};

use crate::forms::AcceptErrors;
use crate::{WAY, pages};

/// What an invitation offers, and to whom.
struct Offer {
    found: Box<FoundLink>,
    standing: AccountStanding,
    role: Role,
    whose: Whose,
}

/// Who is asked whether they accept.
enum Whose {
    /// The member who is signed in, with the address that was invited.
    SignedIn(Box<SignedIn>),
    /// A member with that address, who has to sign in.
    Member,
    /// Nobody has the address: they choose a password.
    New,
}

/// The page that the letter's link leads to.
pub(crate) async fn show(
    step: &Step<impl Members + Links + Standings, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let offer = match offer(step, visit).await? {
        Ok(offer) => offer,
        Err(reply) => return Ok(*reply),
    };
    let from = &offer.found.member.email;
    Ok(match offer.whose {
        Whose::SignedIn(_) => pages::to_member(visit, from, offer.role),
        Whose::Member => sign_in_first(step, visit),
        Whose::New => Reply::ok(
            pages::to_new(visit, &offer.found, offer.role, &AcceptErrors::default()),
            "shown",
        ),
    })
}

/// How accepting ended.
enum AcceptEnd {
    /// A member is on the account, and may open it unless it is held.
    Joined { is_held: bool },
    /// Somebody is a member by it, signed in. The session is none if only that failed.
    New { member: Box<Member>, session: Option<Session> },
    /// A rule of the form was broken.
    Refused { errors: AcceptErrors, offer: Box<Offer> },
    /// The address is a member's: they sign in.
    SignInFirst,
    /// The page that says why not.
    Not(Box<Reply>),
}

/// What is the same at each try of one request.
struct This {
    request: String,
    /// Made by the first try that gets so far, since it takes long.
    hash: OnceLock<PasswordHash>,
    /// The one who comes to be, if somebody does.
    id: MemberId,
}

/// Accepts: read, parse, decide, write.
pub(crate) async fn submit(
    step: &Step<impl Members + Links + Standings + People + Sessions, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let this = This {
        request: BASE64URL_NOPAD.encode(&web::random::<16>()),
        hash: OnceLock::new(),
        id: MemberId::from_random(web::random()),
    };
    Ok(match decide_anew(&step.desk.clock, || attempt(step, visit, &this)).await? {
        AcceptEnd::Joined { is_held } => {
            let done = if is_held { "joined-later" } else { "joined" };
            Reply::see_other("/home", "joined")
                .with(visit.say_once("/home", done))
                .with(WAY.forgotten())
        }
        AcceptEnd::New { member, session: Some(session) } => {
            let cookies = cookies::signed_in(&step.desk.keys, &member, &session, visit.figures());
            let next = web::routes::next(member.next_step(visit.now()));
            let reply = Reply::see_other(next, "joined").with(WAY.forgotten());
            cookies.into_iter().fold(reply, Reply::with)
        }
        AcceptEnd::New { session: None, .. } => Reply::see_other("/sign-in", "joined")
            .with(visit.say_once("/sign-in", "password-set"))
            .with(WAY.forgotten()),
        AcceptEnd::Refused { errors, offer } => {
            Reply::refused(pages::to_new(visit, &offer.found, offer.role, &errors))
        }
        AcceptEnd::SignInFirst => sign_in_first(step, visit),
        AcceptEnd::Not(reply) => *reply,
    })
}

async fn attempt(
    step: &Step<impl Members + Links + Standings + People + Sessions, impl Clock>,
    visit: &Visit,
    this: &This,
) -> Result<AcceptEnd, StoreError> {
    let offer = match offer(step, visit).await? {
        Ok(offer) => offer,
        Err(reply) => return Ok(AcceptEnd::Not(reply)),
    };
    let (joiner, is_new) = match &offer.whose {
        Whose::SignedIn(who) => (Joiner::Member(Box::new(who.member.clone())), false),
        Whose::Member => return Ok(AcceptEnd::SignInFirst),
        Whose::New => match new_person(step, visit, &offer, this) {
            Ok(new) => (Joiner::New(Box::new(new)), true),
            Err(errors) => return Ok(AcceptEnd::Refused { errors, offer: Box::new(offer) }),
        },
    };
    let envelope = OutboxId::from_random(web::random());
    let ids = SpendIds { envelope, request: this.request.clone() };
    let joining = match join(&offer.found.link, &offer.standing, joiner, ids, visit.now()) {
        Ok(joining) => joining,
        Err(why) => return Ok(AcceptEnd::Not(Box::new(not_joined(visit, &offer.found, why)))),
    };
    Ok(match step.ports.join(&joining).await? {
        JoinEnd::Joined if is_new => {
            let session = web::open_session(&step.ports, visit, &joining.member).await;
            AcceptEnd::New { member: Box::new(joining.member), session }
        }
        JoinEnd::Joined => AcceptEnd::Joined { is_held: offer.standing.is_held(visit.now()) },
        JoinEnd::EmailTaken => AcceptEnd::SignInFirst,
        // Used in between: what it is now, the next reading tells.
        JoinEnd::LinkSpent => return Err(StoreError::Conflict),
    })
}

/// Reads what the browser's link offers now, and to whom; else the page that says why it offers nothing.
async fn offer(
    step: &Step<impl Members + Links + Standings, impl Clock>,
    visit: &Visit,
) -> Result<Result<Offer, Box<Reply>>, StoreError> {
    let no = |reply| Ok(Err(Box::new(reply)));
    let found = match WAY.find(&step.ports, &step.desk.keys, visit).await? {
        Linked::Open(found) => found,
        Linked::Nothing => return no(WAY.again(visit)),
        Linked::Used(found) => {
            return no(WAY.over(visit, ProblemKind::InvitationSpent, Some(&found.link.claim)));
        }
        Linked::Expired(claim) => {
            return no(WAY.over(visit, ProblemKind::InvitationOver, Some(&claim)));
        }
    };
    let Some(account) = found.link.account.clone() else { return no(WAY.expired(visit)) };
    let of = [StandingOf { account, owner: found.member.id.clone() }];
    let (standings, here) =
        tokio::try_join!(step.ports.standings(&of), web::signed_in(&step.ports, visit))?;
    let Some(standing) = standings.into_iter().next() else { return no(WAY.expired(visit)) };
    let role = match invited(&found.link, &standing) {
        Ok((_, guest)) => guest.role,
        Err(why) => return no(not_joined(visit, &found, why)),
    };
    let whose = match here {
        Some(who) => match may_join(&who.member, &found.member, &found.link.to) {
            Ok(()) => Whose::SignedIn(Box::new(who)),
            Err(why) => return no(not_joined(visit, &found, why)),
        },
        None if step.ports.by_email(&found.link.to).await?.is_some() => Whose::Member,
        None => Whose::New,
    };
    Ok(Ok(Offer { found, standing, role, whose }))
}

/// Why nothing comes of an invitation. No `_` arm: a new reason must get a page.
fn not_joined(visit: &Visit, found: &FoundLink, why: NotJoined) -> Reply {
    let kind = match why {
        NotJoined::Over => ProblemKind::InvitationOver,
        NotJoined::OtherEmail => ProblemKind::InvitationForOther,
        NotJoined::IsOwner => ProblemKind::InvitationOwn,
        NotJoined::Full => ProblemKind::GuestFull,
    };
    WAY.over(visit, kind, Some(&found.link.claim))
}

/// Reads the form of a new person, in the order of docs/DATA.md#registrations-and-links: rules, hash.
fn new_person(
    step: &Step<impl Members, impl Clock>,
    visit: &Visit,
    offer: &Offer,
    this: &This,
) -> Result<NewPerson, AcceptErrors> {
    let email = offer.found.link.to.expose();
    let password = new_password::parse(visit.portal(), visit.form(), email, "");
    let password = match (password, terms::accepted(visit)) {
        (Ok(password), Ok(())) => password,
        (password, terms) => {
            let password = password.err().unwrap_or_default();
            return Err(AcceptErrors { password, terms: terms.err() });
        }
    };
    let hash = || PasswordHash::of(&step.desk.keys, &password, web::random());
    let (language, now) = (visit.language(), visit.now());
    let terms = visit.portal().terms.accepted(language, now);
    let password = this.hash.get_or_init(hash).clone();
    Ok(NewPerson { id: this.id.clone(), password, language, terms })
}

/// Signing in leads back to the invitation.
fn sign_in_first<P>(step: &Step<P, impl Clock>, visit: &Visit) -> Reply {
    let back = SetCookie::signed(&step.desk.keys, &visit.draft(), visit.now());
    Reply::see_other("/sign-in", "sign_in_first").with(back)
}
