//! How many days a term takes at least and at most, whatever day it runs from.

use jiff::civil::Date;

use crate::tree::{Amount, Calendar, Clear, CountFrom, PeriodRule, Roll, Term, Tree, Unit};

/// The longest run of days off that a calendar without an end is taken to have.
const USUAL_RUN: u64 = 10;

/// The fewest whole days that a term can take.
pub(super) fn shortest(tree: &Tree, term: &Term) -> u64 {
    let Some(rule) = named(tree, term) else {
        return match term {
            Term::Plain(amount) => amount.whole_days(),
            Term::Named(_) => 0,
        };
    };
    let days = rule.amount.whole_days();
    let first_counts = u64::from(rule.count_from == CountFrom::SameDay);
    let rolled_back = match rule.roll {
        Roll::Previous => run_of_days_off(calendar(tree, rule)),
        Roll::None | Roll::Next => 0,
    };
    days.saturating_sub(first_counts + rolled_back)
}

/// The most days that a term can take.
pub(super) fn longest(tree: &Tree, term: &Term) -> u64 {
    let Some(rule) = named(tree, term) else {
        return match term {
            Term::Plain(amount) => amount_longest(*amount, None),
            Term::Named(_) => 0,
        };
    };
    let calendar = calendar(tree, rule);
    let short = rule.short_up_to.is_some_and(|most| rule.amount.n <= most);
    let amount = match rule.amount.unit {
        Unit::Days if short => Amount {
            unit: Unit::WorkDays,
            ..rule.amount
        },
        _ => rule.amount,
    };
    let counted = amount_longest(amount, calendar);
    let held = work_days(u64::from(rule.min_work_days), calendar);
    let closes = calendar.is_some_and(|it| !it.closed.is_empty());
    let moves = rule.roll == Roll::Next || closes;
    let rolled = u64::from(moves) * run_of_days_off(calendar);
    let clear = u64::from(rule.clear == Clear::Clear);
    let cut_off = u64::from(rule.cutoff.is_some());
    counted.max(held) + rolled + clear + cut_off
}

/// The most days of an amount.
fn amount_longest(amount: Amount, calendar: Option<&Calendar>) -> u64 {
    let n = u64::from(amount.n);
    match amount.unit {
        Unit::Minutes => n.div_ceil(24 * 60),
        Unit::Hours => n.div_ceil(24),
        Unit::Days => n,
        Unit::WorkDays => work_days(n, calendar),
        Unit::Weeks => n * 7,
        Unit::Months => n * 31,
        Unit::Years => n * 366,
    }
}

/// The period that a term names.
pub(super) fn named<'t>(tree: &'t Tree, term: &Term) -> Option<&'t PeriodRule> {
    let name = term.name()?;
    tree.periods.iter().find(|period| period.name == *name)
}

/// The calendar that a period names.
pub(super) fn calendar<'t>(tree: &'t Tree, period: &PeriodRule) -> Option<&'t Calendar> {
    let name = period.calendar.as_ref()?;
    tree.calendars
        .iter()
        .find(|calendar| calendar.name == *name)
}

/// The most days in which so many working days can lie: every day worked may follow a run of days
/// off, but weekends come once a week, so the runs are counted once for each week of work.
fn work_days(n: u64, calendar: Option<&Calendar>) -> u64 {
    if n == 0 {
        return 0;
    }
    let worked_a_week = calendar.map_or(5, |it| 7_u64.saturating_sub(count(it.weekend.len())));
    n + n.div_ceil(worked_a_week.max(1)) * run_of_days_off(calendar)
}

/// The longest run of days off that a calendar holds, counted over the days that it covers.
fn run_of_days_off(calendar: Option<&Calendar>) -> u64 {
    let Some(calendar) = calendar else {
        return USUAL_RUN;
    };
    let mut longest = 0;
    let mut run = 0;
    let mut day = calendar.covers_from;
    while day < calendar.covers_until {
        run = if is_off(calendar, day) { run + 1 } else { 0 };
        longest = longest.max(run);
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    longest
}

fn is_off(calendar: &Calendar, day: Date) -> bool {
    let holds = |days: &crate::tree::Days| days.from <= day && day < days.until;
    calendar.off.iter().any(holds)
        || calendar.closed.iter().any(holds)
        || (calendar.weekend.contains(&day.weekday()) && !calendar.worked.iter().any(holds))
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
