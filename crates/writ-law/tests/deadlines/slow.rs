//! A second counter, written to be read: it walks one day at a time and looks each day up.

use jiff::civil::Date;

/// A period with whole days, spelt as a row spells it.
#[derive(Clone, Debug)]
pub(crate) struct Plain {
    pub(crate) from: Date,
    pub(crate) n: u32,
    pub(crate) unit: &'static str,
    pub(crate) direction: &'static str,
    pub(crate) count_from: &'static str,
    pub(crate) clear: bool,
    pub(crate) short: Option<u32>,
    pub(crate) roll: &'static str,
    pub(crate) month_end: &'static str,
    pub(crate) min_work_days: u32,
    pub(crate) weekend: Vec<&'static str>,
    pub(crate) holidays: Vec<Date>,
    pub(crate) closed: Vec<Date>,
}

/// The name of a day of the week, by Sakamoto's rule.
fn day_of_week(day: Date) -> &'static str {
    let shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let month = i32::from(day.month());
    let year = i32::from(day.year()) - i32::from(month < 3);
    let shift = shifts
        .into_iter()
        .nth(usize::try_from(month - 1).unwrap_or(0))
        .unwrap_or(0);
    let index = (year + year / 4 - year / 100 + year / 400 + shift + i32::from(day.day())) % 7;
    match index {
        0 => "sun",
        1 => "mon",
        2 => "tue",
        3 => "wed",
        4 => "thu",
        5 => "fri",
        _ => "sat",
    }
}

fn later(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

fn earlier(day: Date) -> Date {
    day.yesterday().unwrap_or(day)
}

impl Plain {
    fn on(&self, day: Date) -> Date {
        if self.direction == "after" {
            later(day)
        } else {
            earlier(day)
        }
    }

    fn back(&self, day: Date) -> Date {
        if self.direction == "after" {
            earlier(day)
        } else {
            later(day)
        }
    }

    pub(crate) fn is_worked(&self, day: Date) -> bool {
        !self.weekend.contains(&day_of_week(day)) && !self.holidays.contains(&day)
    }

    /// The last day, or `None` where the month has no such day and the row wants an error.
    pub(crate) fn last_day(&self) -> Option<Date> {
        let mut last = match self.unit {
            "days" => self.days(self.n, self.short.is_some_and(|most| self.n <= most)),
            "work-days" => self.days(self.n, true),
            "weeks" => self.adjusted((0..7 * self.n).fold(self.from, |day, _| self.on(day))),
            "months" => self.adjusted(self.months(self.n)?),
            _ => self.adjusted(self.months(12 * self.n)?),
        };
        while self.roll != "none" && !self.is_worked(last) {
            last = if self.roll == "next" {
                later(last)
            } else {
                earlier(last)
            };
        }
        if self.closed.contains(&last) {
            last = later(last);
            while self.closed.contains(&last) || !self.is_worked(last) {
                last = later(last);
            }
        }
        while self.direction == "after" && self.work_days_until(last) < self.min_work_days {
            last = later(last);
            while !self.is_worked(last) {
                last = later(last);
            }
        }
        Some(last)
    }

    /// Ticks off the days that count, one by one.
    fn days(&self, n: u32, only_worked: bool) -> Date {
        let mut day = if self.count_from == "same-day" {
            self.from
        } else {
            self.on(self.from)
        };
        let mut left = n + u32::from(self.clear);
        if left == 0 {
            return self.back(day);
        }
        loop {
            if !only_worked || self.is_worked(day) {
                left -= 1;
            }
            if left == 0 {
                return day;
            }
            day = self.on(day);
        }
    }

    /// Walks into the month that lies so many changes of month away, and on to the day in it.
    fn months(&self, n: u32) -> Option<Date> {
        let (wanted, mut day, mut left) = (self.from.day(), self.from, n);
        while left > 0 {
            let next = self.on(day);
            left -= u32::from(next.month() != day.month());
            day = next;
        }
        if self.direction == "after" {
            while day.day() < wanted && later(day).month() == day.month() {
                day = later(day);
            }
        } else {
            while day.day() > wanted {
                day = earlier(day);
            }
        }
        (day.day() == wanted || self.month_end == "clamp").then_some(day)
    }

    fn adjusted(&self, last: Date) -> Date {
        let shorter = if self.count_from == "same-day" {
            self.back(last)
        } else {
            last
        };
        if self.clear {
            self.on(shorter)
        } else {
            shorter
        }
    }

    fn work_days_until(&self, last: Date) -> u32 {
        let (mut day, mut count) = (self.from, 0);
        while day < last {
            day = later(day);
            count += u32::from(self.is_worked(day));
        }
        count
    }
}
