//! How many tests passed and failed, read off what the test runners print.
//!
//! A test that was skipped or ignored counts as failed: nothing is passed over in silence.

use std::ops::AddAssign;

/// Tests that passed and tests that did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Passed.
    pub(crate) passed: u64,
    /// Failed, crashed, skipped or ignored.
    pub(crate) failed: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    /// Reads the closing line of `cargo nextest run`; nothing if it never came.
    pub(crate) fn of_nextest(output: &str) -> Option<Self> {
        let summary = output
            .lines()
            .rev()
            .find(|line| line.trim_start().starts_with("Summary ["))?;
        let (head, counts) = summary.split_once(" run:")?;
        let mut tally = Self::default();
        for (count, what) in counted(&without_brackets(counts)) {
            match what.as_str() {
                "passed" => tally.passed += count,
                // Failed, timed out, could not start, skipped: none of them showed anything.
                _ => tally.failed += count,
            }
        }
        // `3/10 tests run`: the rest never ran.
        if let Some((ran, all)) = head.split(' ').find_map(|word| word.split_once('/'))
            && let (Ok(ran), Ok(all)) = (ran.parse::<u64>(), all.parse::<u64>())
        {
            tally.failed += all.saturating_sub(ran);
        }
        Some(tally)
    }

    /// Adds up the `test result:` lines of `cargo test`.
    pub(crate) fn of_cargo_test(output: &str) -> Self {
        let mut tally = Self::default();
        for line in output.lines() {
            let Some(result) = line.trim_start().strip_prefix("test result: ") else {
                continue;
            };
            let counts = result.split_once(". ").map_or(result, |(_, counts)| counts);
            for (count, what) in counted(&counts.replace(';', ",")) {
                match what.as_str() {
                    "passed" => tally.passed += count,
                    "failed" | "ignored" | "filtered out" => tally.failed += count,
                    _ => {}
                }
            }
        }
        tally
    }

    /// The same, for a runner that ended with or without success: one that crashed before it could
    /// count a failure has failed all the same.
    pub(crate) fn with_exit(mut self, succeeded: bool) -> Self {
        if !succeeded && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

/// `3 passed, 1 timed out` as pairs.
fn counted(text: &str) -> Vec<(u64, String)> {
    text.split(',')
        .filter_map(|part| {
            let (count, what) = part.trim().split_once(' ')?;
            Some((count.parse().ok()?, what.trim().to_owned()))
        })
        .collect()
}

/// `12 passed (1 slow, 2 leaky), 0 skipped` without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept.replace(" ,", ",")
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn nextest_is_read_with_all_its_words() {
        let cases = [
            (
                "     Summary [   0.004s] 1 test run: 1 passed, 0 skipped",
                1,
                0,
            ),
            (
                "     Summary [  1.2s] 12 tests run: 12 passed (1 slow, 2 leaky), 0 skipped",
                12,
                0,
            ),
            (
                " Summary [  1.2s] 12 tests run: 10 passed, 1 failed, 1 timed out, 0 skipped",
                10,
                2,
            ),
            (" Summary [  1.2s] 3 tests run: 3 passed, 2 skipped", 3, 2),
            (
                " Summary [  1.2s] 4/10 tests run: 3 passed, 1 failed, 0 skipped",
                3,
                7,
            ),
        ];
        for (line, passed, failed) in cases {
            let output = format!("    Starting\n{line}\nerror: test run failed\n");
            assert_eq!(
                Tally::of_nextest(&output),
                Some(Tally { passed, failed }),
                "{line}"
            );
        }
        assert_eq!(
            Tally::of_nextest("error: could not compile `writ-law`"),
            None
        );
    }

    #[test]
    fn cargo_test_is_added_up_and_an_ignored_test_fails() {
        let output = "\
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
   Doc-tests writ_law
test result: FAILED. 2 passed; 1 failed; 4 ignored; 0 measured; 0 filtered out; finished in 0.10s
";
        assert_eq!(
            Tally::of_cargo_test(output),
            Tally {
                passed: 5,
                failed: 5
            }
        );
    }

    #[test]
    fn a_runner_that_crashes_counts_as_failed() {
        let tally = Tally {
            passed: 3,
            failed: 0,
        };
        assert_eq!(
            tally.with_exit(false),
            Tally {
                passed: 3,
                failed: 1
            }
        );
        assert_eq!(tally.with_exit(true), tally);
        assert_eq!(
            Tally {
                passed: 0,
                failed: 2
            }
            .with_exit(false)
            .failed,
            2
        );
    }
}
