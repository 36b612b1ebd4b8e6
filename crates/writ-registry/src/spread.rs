//! Work on many people at once, on as many threads as the machine has.
//!
//! Opening seals, judging and sealing need nothing but a processor. Every thread is waited for.

use std::num::NonZero;
use std::thread;

/// Below this many items another thread costs more than it brings.
const ITEMS_A_THREAD: usize = 64;

/// Does something with each part of the items, in their order, one part for each thread.
pub(crate) fn spread<T: Sync, R: Send>(
    items: &[T],
    each_part: impl Fn(&[T]) -> R + Sync,
) -> Vec<R> {
    let most = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = most.min(items.len() / ITEMS_A_THREAD);
    if threads <= 1 {
        return vec![each_part(items)];
    }
    let part = items.len().div_ceil(threads);
    thread::scope(|scope| {
        let each_part = &each_part;
        let begun: Vec<_> = items
            .chunks(part)
            .map(|items| scope.spawn(move || each_part(items)))
            .collect();
        let ended = begun.into_iter().map(|thread| {
            thread
                .join()
                .unwrap_or_else(|panicked| std::panic::resume_unwind(panicked))
        });
        ended.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_kept_and_nothing_is_left_out() {
        for count in [0, 1, 63, 64, 128, 129, 1_000] {
            let items: Vec<usize> = (0..count).collect();
            let parts = spread(&items, |part| part.to_vec());
            assert_eq!(parts.concat(), items, "{count}");
        }
    }
}
