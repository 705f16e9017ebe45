//! The pages of an account that is held, and those on which its contact on file says whether it was them.

use domain::{Bills, Language};

use super::{EMAIL, SPRING, choices, masked, view};
use crate::pages::view::View;
use crate::pages::{
    Held, Home, HomeAccount, Html, NotMe, NotMeKept, PaperlessLater, Pay, PayState,
};
use crate::portal::Portal;
use crate::words::moment::local_time;

/// Each page with its name.
pub(super) fn pages(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let until: &str = &local_time(SPRING, portal.time_zone, language);
    let of_member = |path| View { signed_in: true, ..view(portal, language, path) };
    let [first, _] = masked();
    let choices = choices(0, None);
    let held = Held { view: of_member("/bills"), number: &first, choices: &[], until };
    let several = Held { view: of_member("/usage/download"), choices: &choices, ..held };
    let later = PaperlessLater { view: of_member("/register/paperless"), until, in_profile: false };
    let in_profile =
        PaperlessLater { view: of_member("/profile/paperless"), in_profile: true, ..later };
    let state = PayState::Held(until.to_owned());
    let pay = Pay {
        view: of_member("/pay"),
        phrase: "The blue canoe",
        number: Some(&first),
        name: None,
        is_closed: false,
        code: "a3k7q2mnb5tx",
        choices: &[],
        owner: None,
        state: &state,
    };
    let accounts = [HomeAccount {
        number: first.clone(),
        name: None,
        is_closed: false,
        bills: Bills::OnPaper,
        due: None,
        used: None,
        held_until: None,
    }];
    let owes = Home {
        view: of_member("/home"),
        email: EMAIL,
        accounts: &accounts,
        joined: None,
        others: &[],
        more: &[],
        mail_returned: None,
        asks_for_bills: Some("/register/paperless"),
        owes_bills: true,
        held_until: None,
        phrase: None,
        changes: &[],
    };
    let home = Home { owes_bills: false, held_until: Some(until), ..owes };
    let not_me = NotMe { view: view(portal, language, "/not-me"), held_until: None };
    let kept = NotMeKept { view: not_me.view, is_open: false };
    vec![
        ("home_held", home.render()),
        ("home_after_the_hold", owes.render()),
        ("held", held.render()),
        ("held_of_several", several.render()),
        ("paperless_later", later.render()),
        ("change_paperless_later", in_profile.render()),
        ("pay_held", pay.render()),
        ("not_me", not_me.render()),
        ("not_me_held", NotMe { held_until: Some(until), ..not_me }.render()),
        ("not_me_kept", kept.render()),
        ("not_me_opened", NotMeKept { is_open: true, ..kept }.render()),
    ]
}
