//! Changes of a login with lost answers, and reasons why an account is not added.

use domain::ports::{Logins, Sessions, StoreError};
use domain::{AddEnd, Addition, Closing, Figures, Reopened};
use domain::{
    DeviceId, Member, OutboxId, Owner, ReopenIds, SessionId, Standing, close, end_other_sessions,
};
use fixtures::test_keys;
use serde_json::json;

use super::answers::{NOON, account, cancelled, claim, json_of, nothing};
use super::tables;
use crate::items::{Item, envelope_item, member_item, session_item};
use crate::scripted::ScriptedAnswer;

/// Three tries of the SDK with lost answers, then an item as it is read.
fn lost_then(item: Option<&Item>) -> [ScriptedAnswer; 4] {
    let read =
        item.map_or_else(nothing, |item| ScriptedAnswer::Ok(json!({ "Item": json_of(item) })));
    [ScriptedAnswer::Lost, ScriptedAnswer::Lost, ScriptedAnswer::Lost, read]
}

fn member() -> Member {
    claim().member
}

fn reopened() -> Reopened {
    let (id, device) = (SessionId::from_stored("s"), DeviceId::from_stored("d"));
    let session = domain::session(
        &member(),
        id,
        device,
        "Chrome on Android".to_owned(),
        Figures::SHIPPED,
        NOON,
    );
    let next = SessionId::from_stored("next");
    let ids = ReopenIds { session: next, envelope: OutboxId::from_stored("o") };
    end_other_sessions(&member(), &session, ids, NOON)
}

fn addition() -> Addition {
    let (account, envelope) = (account(), claim().envelope);
    let owner = Owner { member: member().id, holder: 1, since: NOON, held_until: None };
    let member = member();
    Addition { account, owner, extract_version: 1, member, not_me: Vec::new(), envelope }
}

fn closing() -> Closing {
    let owner = Owner { member: member().id, holder: 1, since: NOON, held_until: None };
    close(&test_keys(), &member(), vec![(account(), owner)], OutboxId::from_stored("o"), NOON)
}

#[tokio::test(start_paused = true)]
async fn ending_the_others_is_done_if_the_session_that_goes_on_is_there() {
    let item = session_item(&reopened().session);
    let (written, script) = tables(lost_then(Some(&item)));
    let (missing, _) = tables(lost_then(None));

    assert!(written.reopen(&reopened()).await.is_ok());
    assert_eq!(script.asked()[3].body["ConsistentRead"], json!(true));
    let end = missing.reopen(&reopened()).await;
    assert!(matches!(end, Err(StoreError::Unavailable(_))), "{end:?}");
}

#[tokio::test(start_paused = true)]
async fn an_account_is_added_if_what_tells_of_it_is_there() {
    let item = envelope_item(&test_keys(), &addition().envelope);
    let (written, _) = tables(lost_then(Some(&item)));
    let (missing, _) = tables(lost_then(None));

    assert_eq!(written.add(&addition()).await.expect("an answer"), AddEnd::Added);
    let end = missing.add(&addition()).await;
    assert!(matches!(end, Err(StoreError::Unavailable(_))), "{end:?}");
}

#[tokio::test(start_paused = true)]
async fn a_login_is_closed_if_it_is_read_closed() {
    let closed = member_item(&test_keys(), &closing().member);
    let open = member_item(&test_keys(), &member());
    assert_eq!(closing().member.standing, Standing::Closed);
    let (written, _) = tables(lost_then(Some(&closed)));
    let (missing, _) = tables(lost_then(Some(&open)));

    assert!(written.close(&closing()).await.is_ok());
    let end = missing.close(&closing()).await;
    assert!(matches!(end, Err(StoreError::Unavailable(_))), "{end:?}");
}

#[tokio::test]
async fn a_member_who_changed_is_a_conflict_whatever_else_was_in_the_way() {
    let failed = "ConditionalCheckFailed";
    for (codes, wanted) in [
        ([failed, failed, "None", "None"], Some(AddEnd::AccountGone)),
        (["None", failed, "None", "None"], Some(AddEnd::AccountOwned)),
        (["None", failed, failed, "None"], None),
        ([failed, failed, failed, "None"], None),
        (["None", "None", "None", failed], None),
    ] {
        let (tables, _) = tables([cancelled(&codes)]);

        let end = tables.add(&addition()).await;

        match wanted {
            Some(wanted) => assert_eq!(end.expect("an answer"), wanted, "{codes:?}"),
            None => assert!(matches!(end, Err(StoreError::Conflict)), "{codes:?} {end:?}"),
        }
    }
}
