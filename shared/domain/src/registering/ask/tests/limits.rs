//! The tries of a network address.

use super::*;

#[test]
fn the_third_try_without_javascript_in_an_hour_is_refused_and_with_it_is_not() {
    let mut found = found();
    for _ in 0..2 {
        assert_eq!(sender_may_try(&found, false, SHIPPED, NOON), Ok(()));
        found.address_tries = recorded(&walker(), &found, None).counts[2].next.clone();
    }

    assert_eq!(sender_may_try(&found, false, SHIPPED, NOON), Err(SenderLimit::NeedsScript));
    assert_eq!(sender_may_try(&found, true, SHIPPED, NOON), Ok(()));
    assert_eq!(
        sender_may_try(&found, false, SHIPPED, NOON + SignedDuration::from_hours(1)),
        Ok(())
    );
}

#[test]
fn the_thirty_first_try_of_an_address_in_an_hour_waits() {
    let mut found = found();
    let challenge = Some(ChallengeKey::from_stored("c"));
    for _ in 0..30 {
        assert_eq!(sender_may_try(&found, true, SHIPPED, NOON), Ok(()));
        found.address_tries = recorded(&walker(), &found, challenge.clone()).counts[2].next.clone();
    }

    let opens = NOON + SignedDuration::from_hours(1);
    assert_eq!(sender_may_try(&found, true, SHIPPED, NOON), Err(SenderLimit::Wait(opens)));
    assert_eq!(sender_may_try(&found, true, SHIPPED, opens), Ok(()));
}

#[test]
fn the_two_hundred_forty_first_try_of_an_ipv6_site_waits() {
    let mut site_tries = Counter::default();
    let key = AddressKey::from_stored("site");
    for _ in 0..240 {
        let found = Found { site_tries: site_tries.clone(), ..found() };
        assert_eq!(sender_may_try(&found, true, SHIPPED, NOON), Ok(()));
        site_tries = site_tries
            .counted(Subject::Address(key.clone()), &[match_per_site(SHIPPED)], NOON)
            .next;
    }

    let opens = NOON + SignedDuration::from_hours(1);
    let found = Found { site_tries, ..found() };
    assert_eq!(sender_may_try(&found, true, SHIPPED, NOON), Err(SenderLimit::Wait(opens)));
}
