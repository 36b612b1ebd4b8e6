//! Periods with known answers, and made-up ones counted a second time the slow way.

mod instants;
mod slow;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};
use slow::Plain;
use writ_law::deadline::{Outcome, Row, answer, answers};
use writ_law::finding::Span;
use writ_law::period::{Direction, Period, PeriodError, Terms, WorkDays};
use writ_law::tree::{Amount, Calendar, Name, Unit};

const ROWS: &str = include_str!("rows.jsonl");
const EXPECTED: &str = include_str!("expected.jsonl");

fn parsed(lines: impl Iterator<Item = impl AsRef<str>>) -> Vec<Value> {
    lines
        .filter_map(|line| serde_json::from_str(line.as_ref()).ok())
        .collect()
}

#[test]
fn rows_give_the_dates_that_their_sources_give() {
    let expected = parsed(EXPECTED.lines());
    assert_eq!(expected.len(), 33);
    let given = parsed(answers(ROWS).map(|answer| answer.to_string()));
    assert_eq!(given.len(), expected.len());
    for (given, expected) in given.iter().zip(&expected) {
        assert_eq!(given, expected);
    }
}

#[test]
fn every_row_is_listed_with_its_source() {
    let listed: Vec<&str> = include_str!("README.md")
        .lines()
        .filter_map(|line| line.strip_prefix("| T")?.split(" |").next())
        .flat_map(|ids| ids.split(", "))
        .map(|id| id.trim_start_matches('T'))
        .collect();
    let rows: Vec<String> = parsed(ROWS.lines())
        .iter()
        .map(|row| {
            row["id"]
                .as_str()
                .unwrap()
                .trim_start_matches('T')
                .to_owned()
        })
        .collect();
    assert_eq!(listed, rows);
}

#[test]
fn a_row_keeps_its_name_and_an_error_the_number_of_its_line() {
    let row: Row = serde_json::from_str(ROWS.lines().next().unwrap()).unwrap();
    assert_eq!(row.id(), "T01");
    let lines: Vec<String> = answers("\n\nnonsense\n").map(|it| it.to_string()).collect();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].starts_with(r#"{"line":3,"#), "{lines:?}");
}

#[test]
fn a_count_that_cannot_end_is_not_begun() {
    let day = Date::constant;
    let calendar = Calendar {
        name: Name::new("made-up", Span::default()),
        covers_from: day(2023, 1, 1),
        covers_until: day(2024, 1, 1),
        weekend: Vec::new(),
        off: Vec::new(),
        worked: Vec::new(),
        closed: Vec::new(),
    };
    let period = |n: u32| {
        let unit = Unit::WorkDays;
        Period::new(Terms::from(Amount { n, unit }), WorkDays::of(&calendar))
    };
    let end = |n: u32, direction: Direction| {
        period(n).end_from_day(day(2023, 4, 17), &TimeZone::UTC, direction)
    };
    for direction in [Direction::After, Direction::Before] {
        // The calendar's last day is asked about only where the years suffice.
        let left = end(400, direction);
        assert!(
            matches!(left, Err(PeriodError::NotCovered { .. })),
            "{left:?}"
        );
        assert_eq!(end(u32::MAX, direction), Err(PeriodError::Range));
    }
    // Five hundred thousand days lie before us at -9000, and not behind us.
    let early = period(500_000).end_from_day(day(-9000, 1, 1), &TimeZone::UTC, Direction::Before);
    assert_eq!(early, Err(PeriodError::Range));
}

/// A day in a stretch that holds two leap days, the turn of a century and the days around it.
fn day() -> impl Strategy<Value = Date> {
    let stretch = |first: Date| (0_i32..900).prop_map(move |n| nth_day(first, n));
    prop_oneof![
        4 => stretch(Date::constant(2023, 1, 1)),
        1 => stretch(Date::constant(1899, 1, 1)),
        1 => stretch(Date::constant(1999, 6, 1)),
    ]
}

fn nth_day(first: Date, n: i32) -> Date {
    (0..n).fold(first, |day, _| day.tomorrow().unwrap_or(day))
}

/// Days off near enough to the start to matter.
fn days_near(from: Date, most: usize) -> impl Strategy<Value = Vec<Date>> {
    let near = (-40_i32..80).prop_map(move |n| {
        if n < 0 {
            (n..0).fold(from, |day, _| day.yesterday().unwrap_or(day))
        } else {
            nth_day(from, n)
        }
    });
    prop::collection::vec(near, 0..most)
}

prop_compose! {
    fn plain()(from in day())(
        from in Just(from),
        (n, unit) in prop_oneof![
            (0_u32..60, select(vec!["days", "work-days"])),
            (0_u32..9, select(vec!["days", "work-days", "weeks"])),
            (0_u32..30, Just("months")),
            (0_u32..4, Just("years")),
        ],
        direction in select(vec!["after", "before"]),
        count_from in select(vec!["next-day", "same-day"]),
        clear in any::<bool>(),
        short in prop::option::of(0_u32..8),
        roll in select(vec!["none", "next", "previous"]),
        month_end in select(vec!["clamp", "error"]),
        min_work_days in prop_oneof![2 => Just(0_u32), 1 => 0_u32..12],
        weekend in prop_oneof![
            2 => Just(vec!["sat", "sun"]),
            1 => subsequence(vec!["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 0..=5),
        ],
        holidays in days_near(from, 25),
        closed in days_near(from, 12),
    ) -> Plain {
        Plain {
            from, n, unit, direction, count_from, clear, short, roll, month_end, min_work_days,
            weekend, holidays, closed,
        }
    }
}

fn as_row(plain: &Plain) -> String {
    json!({
        "id": "p",
        "from": plain.from,
        "n": plain.n,
        "unit": plain.unit,
        "direction": plain.direction,
        "count_from": plain.count_from,
        "clear": plain.clear,
        "short": plain.short.map(|most| json!({"up_to": most})),
        "roll": plain.roll,
        "month_end": plain.month_end,
        "min_work_days": plain.min_work_days,
        "weekend": plain.weekend,
        "holidays": plain.holidays,
        "closed": plain.closed,
    })
    .to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn a_period_ends_where_the_slow_counter_ends_it(plain in plain()) {
        let outcome = answer(1, &as_row(&plain)).outcome;
        match plain.last_day() {
            Some(last) => prop_assert_eq!(outcome, Outcome::Date(last)),
            None => {
                let is_month_end = matches!(&outcome, Outcome::Error(e) if e.contains("has no day"));
                prop_assert!(is_month_end, "{:?}", outcome);
            }
        }
    }

    #[test]
    fn one_unit_more_never_ends_earlier(plain in plain()) {
        // A short period that grows out of its rule can end earlier, and a closed office can push
        // one last day past the next: that is what the rules say.
        let plain = Plain { short: None, closed: Vec::new(), ..plain };
        let more = Plain { n: plain.n + 1, ..plain.clone() };
        if let (Outcome::Date(less), Outcome::Date(more)) =
            (answer(1, &as_row(&plain)).outcome, answer(1, &as_row(&more)).outcome)
        {
            let in_order = if plain.direction == "after" { less <= more } else { more <= less };
            prop_assert!(in_order, "{} then {}", less, more);
        }
    }

    #[test]
    fn every_line_gets_json(line in ".{0,80}") {
        let text = answer(1, &line).to_string();
        prop_assert!(serde_json::from_str::<Value>(&text).is_ok(), "{}", text);
    }
}
