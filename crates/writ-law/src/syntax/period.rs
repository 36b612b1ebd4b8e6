//! Working days and named periods.

use jiff::civil::Date;

use crate::calendar;
use crate::tree::{Amount, Calendar, Clear, CountFrom, Days, MonthEnd, Name, PeriodRule, Roll};

use super::clause::{Clause, Log};
use super::word;

const COUNT_FROM: &[(&str, CountFrom)] = &[
    ("next-day", CountFrom::NextDay),
    ("same-day", CountFrom::SameDay),
];
const ROLLS: &[(&str, Roll)] = &[
    ("none", Roll::None),
    ("next", Roll::Next),
    ("previous", Roll::Previous),
];
const MONTH_ENDS: &[(&str, MonthEnd)] = &[("clamp", MonthEnd::Clamp), ("error", MonthEnd::Error)];

/// `calendar "ru" covers-from="…" covers-until="…" { weekend sat sun; off …; worked …; closed … }`, or
/// `calendar "ru" shipped="ru"`, which takes its days from those that come with the program
pub(super) fn calendar(log: &mut Log, mut clause: Clause<'_>) -> Option<Calendar> {
    let name = clause.name(log, "its name");
    if let Some(value) = clause.property("shipped") {
        let shipped = value.name(log).and_then(|word| shipped(log, &word));
        clause.end(log);
        return Some(Calendar {
            name: name?,
            ..shipped?
        });
    }
    let covers_from = clause
        .needed("covers-from")
        .and_then(|value| value.date(log));
    let covers_until = clause
        .needed("covers-until")
        .and_then(|value| value.date(log));
    let inside = clause.inside(log, &["weekend", "off", "worked", "closed"]);
    let weekend = inside.needed(log, "weekend").map(|mut weekend| {
        let days = weekend.names(log);
        weekend.end(log);
        days.iter()
            .filter_map(|day| word::meaning(log, day, "a day of the week", word::WEEKDAYS))
            .collect()
    });
    let off = inside.all("off").flat_map(|node| days(log, node)).collect();
    let worked = inside
        .all("worked")
        .flat_map(|node| days(log, node))
        .collect();
    let closed = inside
        .all("closed")
        .flat_map(|node| days(log, node))
        .collect();
    let here = clause.key("covers-until");
    clause.end(log);
    let (covers_from, covers_until) = (covers_from?, covers_until?);
    if covers_until <= covers_from {
        let text = "the calendar ends before it begins";
        log.malformed(
            here?,
            text,
            "write a later `covers-until`: the day after the last one",
        );
        return None;
    }
    Some(Calendar {
        name: name?,
        covers_from,
        covers_until,
        weekend: weekend?,
        off,
        worked,
        closed,
    })
}

/// The shipped calendar of this name.
fn shipped(log: &mut Log, word: &Name) -> Option<Calendar> {
    let found = calendar::shipped(word.as_str());
    if found.is_none() {
        log.unknown(word, "a calendar that is shipped", calendar::codes());
    }
    found
}

/// `off "2023-02-23" "2023-03-08"`, or `off from="2023-01-01" until="2023-01-09"` (half open)
fn days(log: &mut Log, mut clause: Clause<'_>) -> Vec<Days> {
    let mut found = Vec::new();
    let mut listed = 0;
    while let Some(value) = clause.next() {
        listed += 1;
        found.extend(
            value
                .date(log)
                .and_then(|day| days_between(day, day.tomorrow().ok()?)),
        );
    }
    let from = clause.property("from");
    let until = clause.property("until");
    match (from, until) {
        (Some(from), Some(until)) => {
            let range = from.date(log).zip(until.date(log));
            let span = range.and_then(|(from, until)| days_between(from, until));
            if range.is_some() && span.is_none() {
                let text = "these days end before they begin";
                log.malformed(
                    until.span,
                    text,
                    "write a later `until`: the day after the last",
                );
            }
            found.extend(span);
        }
        (None, None) if listed == 0 => {
            clause.argument(log, "a day, or `from=` and `until=`");
        }
        (None, None) => {}
        (Some(_), None) => {
            clause.needed("until");
        }
        (None, Some(_)) => {
            clause.needed("from");
        }
    }
    clause.end(log);
    found
}

fn days_between(from: Date, until: Date) -> Option<Days> {
    (from < until).then_some(Days { from, until })
}

/// `period "twenty" n=20 unit=days count-from=next-day roll=none calendar="ru" …`
pub(super) fn period(log: &mut Log, mut clause: Clause<'_>) -> Option<PeriodRule> {
    let name = clause.name(log, "its name");
    let n = clause.needed("n").and_then(|value| value.number(log));
    let unit = clause
        .needed("unit")
        .and_then(|value| value.meaning(log, "a unit of time", word::UNITS));
    let count_from = clause
        .property("count-from")
        .map_or(Some(CountFrom::default()), |value| {
            value.meaning(log, "a first day of counting", COUNT_FROM)
        });
    let clear = clause
        .property("clear")
        .map_or(Some(Clear::Ordinary), |value| {
            Some(if value.truth(log)? {
                Clear::Clear
            } else {
                Clear::Ordinary
            })
        });
    let short_up_to = clause
        .property("short-up-to")
        .and_then(|value| value.number(log));
    let roll = clause
        .property("roll")
        .map_or(Some(Roll::default()), |value| {
            value.meaning(log, "a way to roll", ROLLS)
        });
    let month_end = clause
        .property("month-end")
        .and_then(|value| value.meaning(log, "a rule for month ends", MONTH_ENDS));
    let min_work_days = clause
        .property("min-work-days")
        .and_then(|value| value.number(log));
    let cutoff = clause.property("cutoff").and_then(|value| value.time(log));
    let calendar: Option<Name> = clause
        .property("calendar")
        .and_then(|value| value.name(log));
    let inside = clause.inside(log, &["cite"]);
    let cite = word::cite(log, &mut clause, &inside);
    clause.end(log);
    Some(PeriodRule {
        name: name?,
        amount: Amount { n: n?, unit: unit? },
        count_from: count_from?,
        clear: clear?,
        short_up_to,
        roll: roll?,
        month_end,
        min_work_days: min_work_days.unwrap_or_default(),
        cutoff,
        calendar,
        cite,
    })
}
