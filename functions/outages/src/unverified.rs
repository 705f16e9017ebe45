//! A report of somebody who is not signed in. Whatever they typed, the answer is the same, and no account is looked up.

use domain::outages::{
    CallBack, CallBackError, OutageLead, OutagePlace, OutagePlaceError, OutageSender, SeenOutage,
    UnverifiedOutage, WithUnverified, unverified,
};
use domain::ports::{Clock, Counters, OutageLeads, StoreError, UnverifiedOutages};
use domain::{
    ChallengeKey, KeyRing, OutboxId, PendingId, RecordEnd, ReferenceCode, SenderLimit, decide_anew,
};
use web::cookies::SetCookie;
use web::pages::view::{Field, View};
use web::pages::{OutageTaken, OutagesOfAnybody};
use web::robot::{AboutRobot, RobotForm};
use web::words::words;
use web::{Reply, Step, Visit};

/// Every rule that the form broke.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Errors {
    place: Option<OutagePlaceError>,
    /// Nothing was chosen.
    seen: bool,
    call_back: Option<CallBackError>,
    robot: Option<AboutRobot>,
}

/// A post that broke no rule.
struct Post {
    said: UnverifiedOutage,
    id: PendingId,
    /// None without JavaScript.
    challenge: Option<ChallengeKey>,
}

/// How a post ended.
enum TakeEnd {
    /// It was taken, now or at the first press.
    Taken(ReferenceCode, &'static str),
    Refused(Errors),
    /// The sender has to wait.
    Limited(SenderLimit),
}

/// Whether a form is the one for those who are not signed in: a member asked for it, or signed in in another window
/// meanwhile.
pub(crate) fn is_form_of(visit: &Visit) -> bool {
    is_asked_for(visit)
        || ["place", "seen", "call_back"].iter().any(|it| !visit.form().get(it).expose().is_empty())
}

/// Whether a member asks for the form of those who are not signed in, since no report may name their account or they
/// have none.
pub(crate) fn is_asked_for(visit: &Visit) -> bool {
    visit.query("as") == Some("anybody")
}

/// Whether the page is asked for that follows a report.
pub(crate) fn was_taken(visit: &Visit) -> bool {
    visit.query("sent") == Some("yes")
}

/// The form. Whoever signs in from there comes back.
pub(crate) fn form(keys: &KeyRing, visit: &Visit) -> Reply {
    let back = SetCookie::signed(keys, &visit.draft(), visit.now());
    Reply::ok(page(visit, Errors::default()), "shown").with(back)
}

pub(crate) async fn submit(
    step: &Step<impl Counters + OutageLeads + UnverifiedOutages, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let end = match parse(&step.desk.keys, visit) {
        Ok(post) => decide_anew(&step.desk.clock, || attempt(step, visit, &post)).await?,
        Err(errors) => TakeEnd::Refused(errors),
    };
    Ok(match end {
        TakeEnd::Taken(code, outcome) => Reply::see_other("/outages?sent=yes", outcome)
            .about(&code)
            .with(visit.say_once("/outages", &code.to_string())),
        TakeEnd::Refused(errors) => Reply::refused(page(visit, errors)),
        TakeEnd::Limited(SenderLimit::NeedsScript) => {
            Reply::refused(page(visit, of_robot(AboutRobot::NeedsScript)))
        }
        TakeEnd::Limited(SenderLimit::Wait(until)) => Reply::wait(visit, until),
    })
}

fn parse(keys: &KeyRing, visit: &Visit) -> Result<Post, Errors> {
    let form = visit.form();
    let place = OutagePlace::parse(form.get("place").expose());
    let seen = SeenOutage::parse(form.get("seen").expose());
    let call_back = CallBack::parse(form.get("call_back").expose());
    let robot = form.get("altcha");
    let challenge = web::robot::check(keys, RobotForm::Outages, robot.expose(), visit.now());
    let about = match robot.expose() {
        "" => None,
        web::robot::WORKING => Some(AboutRobot::NotDone),
        _ if challenge.is_some() => None,
        _ => Some(AboutRobot::Expired),
    };
    match (place, seen, call_back, about) {
        (Ok(place), Some(seen), Ok(call_back), None) => {
            let said = UnverifiedOutage { place, seen, call_back };
            let id = said.id_of(keys, form.get(web::CSRF_FIELD).expose());
            Ok(Post { said, id, challenge })
        }
        (place, seen, call_back, robot) => Err(Errors {
            place: place.err(),
            seen: seen.is_none(),
            call_back: call_back.err(),
            robot,
        }),
    }
}

async fn attempt(
    step: &Step<impl Counters + OutageLeads + UnverifiedOutages, impl Clock>,
    visit: &Visit,
    post: &Post,
) -> Result<TakeEnd, StoreError> {
    let (code, sender) =
        (post.id.reference(), OutageSender { address: visit.address(), site: visit.site() });
    let (subjects, codes) = (sender.subjects(), [code.clone()]);
    let (leads, read) = tokio::try_join!(step.ports.leads(&codes), step.ports.read(&subjects))?;
    // The same form pressed twice, which counts once.
    if leads.iter().any(|(_, lead)| *lead == OutageLead::Unverified(post.id.clone())) {
        return Ok(TakeEnd::Taken(code, "unverified_before"));
    }
    let envelope = OutboxId::from_random(web::random());
    let with = WithUnverified { id: post.id.clone(), challenge: post.challenge.clone(), envelope };
    let (said, figures) = (post.said.clone(), visit.figures());
    let report = match unverified(said, &sender, &read, with, figures, visit.now()) {
        Ok(report) => report,
        Err(limit) => return Ok(TakeEnd::Limited(limit)),
    };
    Ok(match step.ports.take(&report).await? {
        RecordEnd::Recorded => TakeEnd::Taken(code, "reported_unverified"),
        RecordEnd::RecordedBefore => TakeEnd::Taken(code, "unverified_before"),
        RecordEnd::ChallengeUsed => TakeEnd::Refused(of_robot(AboutRobot::Expired)),
    })
}

fn of_robot(about: AboutRobot) -> Errors {
    Errors { robot: Some(about), ..Errors::default() }
}

/// The same for every report, whatever was typed. The code stays for who loads the page again.
pub(crate) fn taken(visit: &Visit) -> Reply {
    let Some(code) = visit.just_done().and_then(ReferenceCode::parse) else {
        // Anybody may have sent the address: who has reported nothing gets to the form.
        return Reply::see_other("/outages", "nothing_sent");
    };
    let code = code.to_string();
    let page = OutageTaken { view: visit.view(), reference: &code };
    Reply::ok(page.render(), "taken").with(visit.say_once("/outages", &code))
}

/// The form with what was typed, and the rules that it broke.
fn page(visit: &Visit, errors: Errors) -> web::pages::Html {
    let says = &words(visit.language()).outages.anybody;
    let [place, call_back] = ["place", "call_back"].map(|field| visit.form().get(field));
    let too_long = (says.place_too_long)(OutagePlace::MAX);
    let about_place = errors.place.map(|error| match error {
        OutagePlaceError::Missing => says.place_missing,
        OutagePlaceError::TooLong => &too_long,
    });
    let about_call_back = errors.call_back.map(|error| match error {
        CallBackError::Missing => says.call_back_missing,
        CallBackError::NotANumber => says.call_back_wrong,
    });
    let page = OutagesOfAnybody {
        // A cookie may name a session that was ended elsewhere.
        view: View { signed_in: false, ..visit.view() },
        is_of_member: is_asked_for(visit),
        place: Field { value: place.expose(), error: about_place },
        seen: SeenOutage::parse(visit.form().get("seen").expose()),
        seen_error: errors.seen.then_some(says.seen_missing),
        call_back: Field { value: call_back.expose(), error: about_call_back },
        robot_error: errors.robot.map(|about| about.says(visit.language())),
    };
    page.render()
}
