//! One suite for every store: what a caller may rely on, whichever is behind the trait.

mod batches;
mod covers;
mod given;
mod idempotency;
mod keys;
mod leases;
mod ledger;
mod messages;
mod model;
mod passing;
mod races;
mod streams;
mod tiles;

/// Makes one test of each case for each store.
macro_rules! conforms {
    ($($module:ident: $($case:ident),+ $(,)?;)+) => {
        mod memory {
            $(mod $module {$(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() -> Result<(), writ_store::StoreError> {
                    crate::$module::$case(crate::given::Fresh::memory()).await
                }
            )+})+
        }
        #[cfg(feature = "sqlite")]
        mod sqlite {
            $(mod $module {$(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() -> Result<(), writ_store::StoreError> {
                    crate::$module::$case(crate::given::Fresh::sqlite()).await
                }
            )+})+
        }
    };
}

conforms! {
    batches:
        an_empty_batch_goes_in,
        another_version_is_a_conflict_and_changes_nothing,
        entries_are_kept_as_they_were_given,
        nothing_but_a_version_can_be_asked_for,
        one_conflict_among_many_takes_all_with_it,
        refusals_come_in_a_fixed_order,
        the_same_stream_or_key_twice_is_refused,
        time_rises_within_a_stream;
    covers:
        a_cover_follows_the_last_one,
        covers_are_found_by_place,
        entries_are_covered_by_the_first_cover_over_them;
    idempotency:
        a_key_is_forgotten_only_when_it_is_old,
        a_refused_request_may_be_repeated,
        a_repeated_request_changes_nothing,
        the_same_key_for_something_else_is_refused;
    keys:
        a_key_is_given_once,
        an_erased_key_is_gone_for_good,
        keys_come_in_the_order_asked_for;
    leases:
        a_dead_letter_waits_for_a_hand,
        a_lease_that_ends_comes_back,
        only_who_holds_a_message_can_say_that_it_failed,
        only_what_it_can_send_is_given_to_a_worker,
        what_failed_is_due_when_it_is_said_to_be,
        what_is_done_is_given_to_nobody;
    ledger:
        a_refused_batch_lets_nothing_wait,
        a_repeated_batch_waits_once,
        a_repeated_step_changes_nothing,
        a_step_goes_in_whole_or_not_at_all,
        a_step_refused_changes_nothing,
        an_empty_step_goes_in,
        entries_wait_in_order_of_arrival,
        places_are_given_in_the_order_asked_for,
        refusals_of_a_step_come_in_a_fixed_order,
        what_a_step_appends_waits_for_the_next;
    messages:
        a_founding_value_is_fixed_once,
        done_messages_are_not_listed_again,
        messages_come_in_the_order_of_their_numbers;
    passing:
        a_name_that_is_taken_is_taken_until_it_expires,
        a_value_is_kept_until_it_is_forgotten,
        what_has_expired_is_forgotten_and_nothing_else;
    races:
        a_request_made_many_times_at_once_is_carried_out_once,
        a_name_is_taken_by_one,
        each_message_is_held_by_one,
        each_place_is_won_by_one,
        each_version_is_won_by_one,
        place_and_cover_are_read_as_they_were_at_one_moment,
        several_streams_are_read_as_they_were_at_one_moment;
    streams:
        an_unknown_stream_is_empty,
        entries_are_read_after_a_version,
        families_are_apart,
        families_are_listed_once_they_have_an_entry,
        several_streams_are_read_in_the_order_asked_for,
        streams_are_listed_page_by_page;
    tiles:
        a_tile_has_a_width_and_a_number,
        a_tile_is_written_once,
        only_what_is_full_too_is_forgotten,
        tiles_are_kept_as_they_were_given,
        tiles_are_listed_page_by_page;
}
