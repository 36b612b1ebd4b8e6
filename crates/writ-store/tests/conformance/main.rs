//! One suite for every store: what a caller may rely on, whichever is behind the trait.

mod batches;
mod given;
mod idempotency;
mod keys;
mod messages;
mod model;
mod races;
mod streams;

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
    idempotency:
        a_key_is_forgotten_only_when_it_is_old,
        a_refused_request_may_be_repeated,
        a_repeated_request_changes_nothing,
        the_same_key_for_something_else_is_refused;
    keys:
        a_key_is_given_once,
        an_erased_key_is_gone_for_good,
        keys_come_in_the_order_asked_for;
    messages:
        a_founding_value_is_fixed_once,
        done_messages_are_not_listed_again,
        messages_come_in_the_order_of_their_numbers;
    races:
        a_request_made_many_times_at_once_is_carried_out_once,
        each_version_is_won_by_one,
        several_streams_are_read_as_they_were_at_one_moment;
    streams:
        an_unknown_stream_is_empty,
        entries_are_read_after_a_version,
        families_are_apart,
        several_streams_are_read_in_the_order_asked_for,
        streams_are_listed_page_by_page;
}
