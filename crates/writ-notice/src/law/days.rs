//! Calendars, periods, parts of the year.

use writ_law::tree::{Calendar, Clear, CountFrom, MonthEnd, PeriodRule, Roll, Unit, Window};

use super::{Law, Says};
use crate::catalogue::vars;
use crate::name::Kind;

/// Up to how many runs of days off are named one by one.
const NAMED: usize = 60;

impl Law<'_> {
    pub(super) fn calendar(&mut self, calendar: &Calendar) {
        let told = self.catalogue;
        let mut says = Says::default();
        let last = calendar.covers_until.yesterday();
        let vars = vars![
            "name" => told.quoted(calendar.name.as_str()),
            "from" => told.date(calendar.covers_from),
            "until" => told.date(last.unwrap_or(calendar.covers_until)),
        ];
        says.0.push(told.say("calendar", &vars));
        if calendar.weekend.is_empty() {
            says.0.push(told.word("calendar-no-weekend"));
        } else {
            let day = |day: &jiff::civil::Weekday| {
                told.word(&format!("weekday-{}", day.to_monday_one_offset()))
            };
            let days = told.join("join-and", calendar.weekend.iter().map(day));
            says.0.push(self.one("calendar-weekend", "days", days));
        }
        if !calendar.off.is_empty() {
            let n = u32::try_from(calendar.off.len()).unwrap_or(u32::MAX);
            let many = calendar.off.len() > NAMED;
            says.0.push(if many {
                told.say("calendar-off-many", &vars!["n" => n])
            } else {
                let days = told.days(&calendar.off);
                told.say("calendar-off", &vars!["n" => n, "days" => days])
            });
        }
        if !calendar.worked.is_empty() {
            let days = told.days(&calendar.worked);
            says.0.push(self.one("calendar-worked", "days", days));
        }
        self.put("counted", says, &[]);
    }

    pub(super) fn period(&self, period: &PeriodRule) -> Says {
        let told = self.catalogue;
        let name = told.quoted(&told.label(Kind::Period, period.name.as_str()));
        let vars = vars!["name" => name, "length" => told.amount(period.amount)];
        let mut says = Says(vec![told.say("period", &vars)]);
        says.0.push(told.word(match period.count_from {
            CountFrom::NextDay => "period-next-day",
            CountFrom::SameDay => "period-same-day",
        }));
        match period.clear {
            Clear::Ordinary => {}
            Clear::Clear => says.0.push(told.word("period-clear")),
        }
        if let Some(n) = period.short_up_to {
            let unit = Unit::Days;
            let length = told.amount(writ_law::tree::Amount { n, unit });
            says.0
                .push(told.say("period-short", &vars!["length" => length]));
        }
        says.0.push(told.word(match period.roll {
            Roll::None => "period-roll-none",
            Roll::Next => "period-roll-next",
            Roll::Previous => "period-roll-previous",
        }));
        match period.month_end {
            None => {}
            Some(MonthEnd::Clamp) => says.0.push(told.word("period-month-clamp")),
            Some(MonthEnd::Error) => says.0.push(told.word("period-month-error")),
        }
        if period.min_work_days > 0 {
            let vars = vars!["n" => period.min_work_days];
            says.0.push(told.say("period-min-work-days", &vars));
        }
        if let Some(cutoff) = period.cutoff {
            let time = cutoff.strftime("%H:%M").to_string();
            says.0.push(self.one("period-cutoff", "time", time));
        }
        if let Some(calendar) = &period.calendar {
            let name = told.quoted(calendar.as_str());
            says.0.push(self.one("period-calendar", "name", name));
        }
        says
    }

    pub(super) fn window(&self, window: &Window) -> Says {
        let told = self.catalogue;
        let vars = vars![
            "window" => told.name(Kind::Window, window.name.as_str()),
            "from" => told.month_day(window.from),
            "last" => told.day_before(window.until),
        ];
        Says(vec![told.say("window", &vars)])
    }
}
