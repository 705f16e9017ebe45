//! Power that is out at an account that is held: nothing names the account, and the report is taken all the same.

use domain::EventKind;
use tests::walk::says;

use super::{HOUR, events, sign_in, steal, told};
use super::{PASSWORD, THIEF};

#[tokio::test]
async fn an_outage_of_a_held_account_is_reported_as_by_anybody_and_names_it_after_the_hold_alone() {
    let app = told().await;
    let mut member = app.browser();
    steal(&app, &mut member).await;

    let page = member.open("/outages").await;
    assert!(page.main().contains("Thursday, November 26 at 7:00 AM"), "{}", page.main());
    assert!(
        !page.asks_for("what")
            && page.links_of("main a").contains(&"/outages?as=anybody".to_owned())
    );
    let form = member.open("/outages?as=anybody").await;
    assert!(
        !form.main().contains(says().outages.anybody.members),
        "they have just come from there"
    );
    let seen = [("place", "12 Mill Street"), ("seen", "tree"), ("call_back", "5125550142")];
    member.go_on(&seen).await;
    assert_eq!(member.page().title(), says().outages.anybody.taken_title);
    let reported = |it: &domain::Event| it.kind == EventKind::OutageReported;
    let (by_anybody, others) = (events(&app).into_iter().find(reported), events(&app));
    let by_anybody = by_anybody.expect("it is told");
    assert_eq!((&by_anybody.member, &by_anybody.accounts[..]), (&None, &[][..]));
    assert_eq!(others.iter().filter(|it| reported(it)).count(), 1);

    app.wait(HOUR * 72);
    sign_in(&mut member, THIEF, PASSWORD).await;
    member.open("/outages").await;
    assert!(member.page().asks_for("what"), "one press is enough by now");
}

#[tokio::test]
async fn the_other_language_and_an_error_keep_the_form_of_a_held_member() {
    let app = told().await;
    let mut member = app.browser();
    steal(&app, &mut member).await;
    member.open("/outages?as=anybody").await;

    let (_, typed) = member.filled_in(&[("place", "12 Mill Street")]);
    let to_spanish = member.page().attributes("#switch", "formaction");
    let in_spanish = member.post(&to_spanish[0], &typed).await.clone();
    member.submit(&[("place", "")]).await;
    let refused = member.page().clone();

    assert_eq!(in_spanish.value("place").as_deref(), Some("12 Mill Street"));
    assert_eq!(refused.status, 422, "{}", refused.main());
    for page in [in_spanish, refused] {
        assert!(page.asks_for("place") && !page.asks_for("what"), "{}", page.main());
        assert!(!page.links_of("main a").contains(&"/sign-in".to_owned()), "{}", page.main());
    }
}
