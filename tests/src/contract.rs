//! The contract suite: the rules that every store keeps, one per function.
//!
//! `tests/tests/contracts.rs` runs each rule on the store in memory and on the tables.

mod bindings;
mod changes;
mod claims;
mod counters;
mod days;
mod desk;
mod documents;
mod extracts;
mod factors;
mod history;
mod holds;
mod links;
mod logins;
mod members;
mod outages;
mod outbox;
mod passkeys;
mod past_due;
mod pendings;
mod people;
mod registrations;
mod staff;
mod store;
mod timeline;
mod waits;
mod world;

use tokio::task::JoinSet;

pub use bindings::*;
pub use changes::*;
pub use claims::*;
pub use counters::*;
pub use days::*;
pub use desk::*;
pub use documents::*;
pub use extracts::*;
pub use factors::*;
pub use history::*;
pub use holds::*;
pub use links::*;
pub use logins::*;
pub use members::*;
pub use outages::*;
pub use outbox::*;
pub use passkeys::*;
pub use past_due::*;
pub use pendings::*;
pub use people::*;
pub use registrations::*;
pub use staff::*;
pub use store::Store;
pub use timeline::*;
pub use waits::*;

/// Runs all futures at once and returns their results, in any order.
async fn at_once<R: Send + 'static>(
    all: impl IntoIterator<Item = impl Future<Output = R> + Send + 'static>,
) -> Vec<R> {
    let set: JoinSet<R> = all.into_iter().collect();
    set.join_all().await
}

/// Passes every rule of the suite to a macro that makes a test of each.
#[macro_export]
macro_rules! every_rule {
    ($make:ident) => {
        $make! {
            before_the_first_import_nothing_is_found,
            a_look_up_finds_facts_with_contact_and_extract,
            a_look_up_finds_the_owner_and_whose_the_email_is,
            what_was_recorded_is_found_and_waits_to_be_sent,
            the_same_record_twice_is_recorded_before,
            each_subject_has_its_own_counter,
            a_counter_written_in_between_is_a_conflict_and_nothing_is_written,
            a_counter_that_somebody_else_has_opened_is_a_conflict,
            ten_records_on_one_counter_at_once_let_one_through,
            a_used_challenge_is_refused_for_another_registration,
            ten_records_with_one_challenge_at_once_let_one_through,
            a_used_challenge_is_told_even_if_a_counter_was_written_too,
            an_old_number_leads_to_its_account_and_its_tries,
            an_old_number_of_an_older_extract_leads_nowhere,
            an_old_number_whose_account_is_not_there_leads_to_a_closed_one,
            one_address_counts_for_whoever_asks_from_it,
            an_email_has_its_own_registrations_only,
            what_did_not_match_is_found_by_its_id_and_by_staff_alone,
            those_that_matched_come_newest_first,
            numbers_are_counted_up_to_the_limit_and_never_beyond,
            numbers_counted_at_once_are_all_counted,
            a_right_number_is_taken_back_and_there_are_never_fewer_than_none,
            a_registration_that_is_not_there_takes_no_numbers,
            a_cancelled_registration_can_no_longer_be_confirmed,
            a_registration_that_was_confirmed_or_is_over_is_not_cancelled,
            of_a_claim_and_a_cancellation_at_once_one_wins,
            what_was_never_counted_is_at_zero,
            counters_read_back_in_the_order_asked,
            a_count_of_what_has_moved_on_counts_nothing_at_all,
            of_tries_counted_at_once_from_one_reading_one_counts,
            a_cleared_counter_is_at_zero_and_counts_anew,
            a_count_with_a_letter_is_written_with_it_or_not_at_all,
            of_first_downloads_at_once_one_is_told_of,
            failed_sign_ins_are_found_by_email_and_member_wherever_they_were,
            a_claim_binds_account_and_email_and_queues_letters_and_events,
            a_claim_keeps_the_link_for_the_contact_on_file,
            two_claims_of_one_account_let_one_win,
            twenty_claims_of_one_account_at_once_let_one_win,
            one_link_used_twenty_times_at_once_is_used_once,
            one_email_claiming_two_accounts_at_once_gets_one,
            the_same_request_again_is_claimed,
            another_request_with_a_used_link_is_told_so,
            a_link_works_until_the_last_second_of_its_time,
            only_a_registration_that_matched_can_be_claimed,
            too_many_wrong_numbers_spend_the_link,
            a_claim_with_an_old_holder_finds_the_account_gone,
            a_closed_account_and_one_that_is_not_there_are_gone,
            an_account_that_a_newer_extract_left_out_is_gone,
            who_moves_in_takes_the_account_over_and_who_moved_out_cannot,
            an_email_that_is_a_members_leaves_the_link_unspent,
            a_refused_claim_writes_nothing,
            ids_that_are_taken_are_a_conflict,
            facts_follow_an_old_number,
            a_member_is_found_however_the_email_is_written,
            a_session_is_read_with_its_member_until_it_ends,
            a_session_opens_together_with_what_tells_of_it,
            a_session_is_not_read_under_another_member_or_id,
            ending_one_session_leaves_the_others,
            a_session_ends_together_with_what_tells_of_it_and_once,
            a_session_ended_ten_times_at_once_is_told_of_once,
            all_that_a_member_says_is_kept,
            a_change_of_another_version_than_the_one_read_is_a_conflict,
            a_change_queues_what_tells_of_it,
            ten_changes_of_one_version_at_once_let_one_through,
            a_member_who_is_not_there_cannot_change,
            sessions_are_listed_by_their_member_those_that_are_over_too,
            ending_the_other_sessions_is_written_with_what_tells_of_it,
            of_ten_browsers_that_end_the_others_at_once_one_goes_on,
            one_more_account_is_bound_together_with_what_tells_of_it,
            an_account_that_somebody_else_has_is_not_added,
            of_twenty_members_who_add_one_account_at_once_one_gets_it,
            of_one_who_adds_and_one_who_registers_one_account_at_once_one_gets_it,
            an_account_that_is_closed_or_passed_on_or_gone_is_not_added,
            who_moved_in_adds_an_account_that_still_has_its_earlier_owner,
            a_member_who_has_changed_adds_nothing,
            a_login_closes_and_its_email_and_accounts_may_register_again,
            a_login_of_fifty_accounts_closes_in_one_transaction,
            a_login_whose_member_or_accounts_have_changed_does_not_close,
            a_login_closed_ten_times_at_once_is_closed_once,
            a_hold_is_written_on_member_and_owners_together_with_what_tells_of_it,
            a_hold_of_fifty_accounts_is_one_transaction,
            a_hold_under_another_owner_or_a_member_who_has_changed_writes_nothing_but_links,
            of_ten_who_end_a_hold_at_once_one_does,
            what_a_factor_changes_is_written_together_and_read_back,
            a_step_is_used_once_and_none_before_it_is_used_after,
            a_passkey_is_found_with_its_member_and_each_without_the_other,
            a_passkey_is_one_members_alone,
            a_challenge_is_used_once_and_only_with_the_counter_that_was_read,
            of_ten_uses_of_one_challenge_at_once_one_counts,
            a_passkey_goes_with_its_record_and_signs_nothing_after,
            a_passkey_goes_with_a_link_that_takes_it_off_and_with_the_login,
            of_ten_uses_of_one_code_at_once_one_counts,
            of_ten_waits_on_one_count_at_once_one_begins,
            a_factor_of_a_member_who_has_changed_is_not_written,
            a_session_that_was_ended_does_not_go_on,
            letters_that_wait_are_due_at_their_instant_and_not_before,
            a_browser_is_forgotten_by_itself,
            a_spent_link_keeps_the_records_of_what_it_takes_off,
            asking_for_a_link_keeps_it_queues_its_letter_and_counts,
            a_link_asked_for_on_a_counter_that_moved_on_is_a_conflict_and_nothing_is_written,
            ten_links_asked_for_on_one_counter_at_once_let_one_through,
            a_registration_asked_anew_is_among_those_of_its_email,
            a_link_leads_to_its_member_and_one_about_nobody_leads_nowhere,
            a_link_says_whether_it_was_used_or_ended_and_one_that_is_not_there_is_over,
            a_spent_link_changes_its_member_and_queues_what_tells_of_it,
            a_spent_link_keeps_every_link_that_its_letters_carry,
            one_link_spent_twenty_times_at_once_is_spent_once,
            the_same_request_with_a_spent_link_again_is_spent,
            another_request_with_a_spent_link_is_told_so,
            a_members_link_works_until_the_last_second_of_its_time,
            a_link_of_a_member_who_has_changed_stays_unspent,
            agreeing_to_bills_by_email_keeps_the_link_and_what_was_agreed_to,
            agreeing_on_a_member_that_changed_meanwhile_is_a_conflict_and_nothing_is_written,
            of_ten_who_agree_at_once_one_gets_through,
            a_link_that_brings_a_new_email_moves_the_member_there,
            a_new_email_that_is_taken_leaves_the_link_unspent,
            an_account_is_read_with_owner_holder_guests_and_login_together,
            an_old_number_and_an_account_that_is_not_there_have_no_holder,
            an_invitation_keeps_list_link_and_counter_and_queues_its_letter,
            an_invitation_that_replaces_another_ends_its_link,
            an_invitation_to_a_list_or_on_a_counter_that_moved_on_writes_nothing,
            of_ten_invitations_at_once_to_one_account_one_is_written,
            a_member_who_joins_uses_the_link_and_queues_what_tells_of_it,
            a_new_person_who_joins_has_a_login_and_the_email,
            one_invitation_used_twenty_times_at_once_is_used_once,
            the_same_request_with_a_used_invitation_again_has_joined,
            an_invitation_works_until_the_last_second_of_its_time,
            nobody_joins_an_account_that_is_no_longer_the_owners,
            nobody_joins_from_a_list_or_as_a_member_that_has_changed,
            an_email_that_is_a_members_by_now_leaves_the_invitation_unspent,
            a_guest_goes_off_list_and_login_together_with_what_tells_of_it,
            an_invitation_that_is_ended_opens_nothing_any_more,
            a_hint_goes_alone_where_the_list_has_nobody,
            a_guest_who_or_whose_list_has_changed_does_not_go,
            of_ten_who_end_one_guest_at_once_one_does,
            guests_of_an_account_stay_where_its_owner_closes_or_loses_it,
            envelopes_are_due_from_the_start_in_the_order_in_which_they_were_queued,
            what_waits_is_not_read_before_it_is_due_and_then_in_its_order,
            a_page_begins_after_the_last_of_the_page_before_whatever_became_of_that,
            letters_to_strangers_wait_in_a_lane_of_their_own_until_they_are_counted,
            events_alone_are_unsent_until_they_are_published,
            events_stay_published_while_a_letter_waits,
            letters_that_were_sent_leave_events_to_publish,
            a_leased_envelope_is_whole_and_nobody_elses_until_its_time,
            ten_workers_at_once_and_one_gets_it,
            what_is_put_back_unsent_is_due_at_its_next_try,
            waiting_its_turn_is_no_try,
            what_was_sent_or_failed_or_is_held_is_never_taken_again,
            letters_that_were_sent_stay_marked_while_others_wait,
            a_letter_that_was_counted_is_unsent_and_stays_counted,
            who_lost_the_lease_cannot_put_back,
            queueing_an_envelope_again_changes_nothing,
            an_envelope_that_is_not_there_cannot_be_taken,
            one_import_at_a_time,
            an_event_that_is_tried_again_takes_over_its_own_lease_and_no_others,
            the_extract_in_force_is_read_without_the_lease,
            ten_imports_at_once_and_one_begins,
            an_extract_put_in_force_gives_the_lease_back,
            only_the_next_version_is_put_in_force,
            of_ten_files_put_in_force_at_once_as_one_version_one_is,
            the_same_file_again_is_younger_and_gives_the_lease_back,
            a_version_that_is_refused_keeps_the_lease,
            more_rows_than_a_batch_holds_are_written_and_read,
            rows_read_back_and_old_numbers_are_no_facts,
            writing_rows_again_changes_nothing,
            of_two_rows_of_one_number_the_later_counts,
            numbers_are_read_as_billing_wrote_them_in_the_order_of_the_accounts,
            an_old_number_becomes_an_account_and_the_other_way_round,
            an_import_erases_no_owner,
            owners_are_read_by_account_and_members_by_id,
            a_binding_ends_together_with_all_that_tells_of_it,
            a_binding_ends_once_even_if_ten_end_it_at_once,
            a_binding_does_not_end_under_a_member_who_has_changed,
            a_binding_of_another_owner_than_the_one_seen_does_not_end,
            an_owner_whose_member_does_not_list_the_account_goes_alone,
            a_binding_is_released_together_with_all_that_tells_of_it_and_its_facts_stay,
            a_binding_of_another_owner_or_under_a_member_who_has_changed_is_not_released,
            of_ten_who_release_a_binding_at_once_one_does,
            an_account_seen_free_passes_on_unless_an_earlier_holder_claimed_it,
            once_an_account_has_passed_on_only_its_new_holder_can_claim_it,
            what_billing_calls_services_is_read_together_and_only_where_it_says_so,
            a_service_is_called_nothing_once_the_extract_in_force_says_nothing_of_it,
            a_balance_is_read_from_its_own_partition_alone,
            a_balance_that_is_put_again_takes_the_place_of_the_one_before,
            more_balances_than_a_batch_holds_are_written_and_read,
            a_number_leads_to_its_facts_and_an_old_one_of_the_extract_in_force_to_its_accounts,
            one_import_of_a_kind_at_a_time_beside_those_of_other_kinds,
            a_bill_is_read_from_its_own_partition_alone,
            a_bill_that_is_put_again_takes_the_place_of_the_one_before,
            more_bills_than_a_batch_holds_are_written_and_read,
            ten_imports_of_balances_at_once_and_one_begins,
            what_was_taken_in_last_is_known_of_each_kind,
            a_name_is_its_bills_and_says_whether_its_document_was_copied,
            more_names_than_a_batch_holds_are_written_and_read,
            a_bill_keeps_its_document_and_whether_it_was_copied,
            days_are_read_from_one_to_another_of_all_meters_in_the_order_of_time,
            a_day_that_is_put_again_takes_the_place_of_the_one_before,
            more_days_than_a_page_of_answers_holds_are_written_and_read,
            what_is_due_and_used_is_read_at_a_glance_of_what_is_asked_alone,
            months_that_are_put_again_take_the_place_of_those_before,
            the_days_that_are_added_up_are_those_that_pages_show,
            a_report_is_kept_with_its_code_its_count_and_what_tells_of_it,
            what_was_said_of_an_outage_reads_back_with_its_envelope,
            what_was_said_of_an_outage_is_in_no_days_changes,
            a_report_takes_the_place_of_the_one_that_was_read_and_of_no_other,
            a_report_whose_counter_moved_on_or_whose_code_is_taken_is_a_conflict,
            ten_reports_of_one_account_at_once_let_one_through,
            a_report_goes_on_with_or_without_what_tells_of_it,
            of_ten_who_say_at_once_that_power_is_back_one_is_told,
            a_report_that_nobody_has_checked_is_taken_once,
            a_robot_check_that_was_used_for_another_report_is_told,
            a_report_of_a_sender_who_has_reported_meanwhile_is_a_conflict,
            ten_unverified_reports_of_one_sender_at_once_let_one_through,
            what_happened_is_on_each_of_its_timelines_oldest_first,
            an_entry_told_again_is_there_once,
            what_is_told_again_with_other_entries_takes_none_away,
            a_timeline_is_read_from_an_instant_on,
            more_entries_than_a_batch_holds_are_all_told,
            an_envelope_is_found_sent_or_not,
            what_is_past_its_time_is_found_and_deleted_once,
            what_may_still_be_needed_is_not_found,
            a_counter_that_counted_again_meanwhile_stays,
            letters_go_thirty_days_after_they_were_sent_and_never_before,
            a_table_is_gone_through_from_place_to_place,
            each_day_has_its_own_changes,
            a_change_added_again_is_one_change,
            more_changes_than_a_batch_holds_are_all_there,
            a_session_at_the_desk_is_read_until_it_is_ended_and_alone,
            a_sign_in_at_the_desk_is_used_once,
            of_ten_uses_of_one_sign_in_at_the_desk_at_once_one_counts,
            look_ups_are_counted_by_person_and_hour,
            look_ups_at_once_are_all_counted,
        }
    };
}
