"""How the law counts time, one day after the other.

`count` does what a row of `writ deadline` asks for. A `Term` is a length of time that a rule names
or writes out: it tells when it has elapsed, or from when nobody can tell.
"""

from calendar import monthrange
from datetime import date, time

from instants import day_of_text

SECONDS = {"minutes": 60, "hours": 3600}


class Uncovered(Exception):
    """The calendar says nothing of a day that was asked for."""


class Impossible(Exception):
    """The period names a day that does not exist."""


class WorkDays:
    """Which days are worked."""

    def __init__(self, weekend, off=(), worked=(), covers=None, closed=()):
        self.weekend = set(weekend)
        self.off = set(off)
        self.worked = set(worked)
        self.covers = covers
        # Days on which the office is closed count, and nothing ends on them.
        self.closed = set(closed)

    @classmethod
    def of_calendar(cls, calendar):
        def days(spells):
            return {
                day
                for spell in spells
                for day in range(day_of_text(spell["from"]), day_of_text(spell["until"]))
            }

        covers = (day_of_text(calendar["covers_from"]), day_of_text(calendar["covers_until"]))
        return cls(calendar["weekend"], days(calendar["off"]), days(calendar["worked"]), covers,
                   days(calendar.get("closed", ())))

    def works(self, day):
        if self.covers and not self.covers[0] <= day < self.covers[1]:
            raise Uncovered(day)
        # A day off is never worked; a day of the weekend only if it is named as worked.
        if day in self.off:
            return False
        return day in self.worked or date.fromordinal(day).isoweekday() not in self.weekend

    def next(self, day, step=1):
        """The working day nearest to this one on that side, this one left out."""
        day += step
        while not self.works(day):
            day += step
        return day


def _months(day, months, strict):
    start = date.fromordinal(day)
    number = start.year * 12 + start.month - 1 + months
    year, month = divmod(number, 12)
    last = monthrange(year, month + 1)[1]
    if start.day > last and strict:
        raise Impossible
    return date(year, month + 1, min(start.day, last)).toordinal()


def count(day, n, unit, work_days, step=1, same_day=False, clear=False, short=None, roll="none",
          strict_months=False, closed=(), min_work_days=0):
    """The last day of a period that is counted from `day`, whose cut-off is already minded."""
    start = day
    only_worked = unit == "work-days" or (unit == "days" and short is not None and n <= short)
    if unit in ("days", "work-days"):
        left = n + (1 if clear else 0)
        if same_day and left > 0 and (not only_worked or work_days.works(day)):
            left -= 1
        while left > 0:
            day += step
            if not only_worked or work_days.works(day):
                left -= 1
    else:
        if unit == "weeks":
            day += step * 7 * n
        else:
            day = _months(day, step * n * (12 if unit == "years" else 1), strict_months)
        day += step * ((1 if clear else 0) - (1 if same_day else 0))
    if roll != "none" and not work_days.works(day):
        day = work_days.next(day, 1 if roll == "next" else -1)
    while day in closed:
        day = work_days.next(day)
    if min_work_days and step > 0:
        worked = sum(1 for other in range(start + 1, day + 1) if work_days.works(other))
        while worked < min_work_days:
            day = work_days.next(day)
            worked += 1
    return day


class Term:
    """A length of time from an instant."""

    def __init__(self, zone, amount, rule=None, calendars=None):
        self.zone = zone
        self.n = amount["n"]
        self.unit = amount["unit"]
        rule = rule or {}
        self.same_day = rule.get("count_from") == "same-day"
        self.clear = rule.get("clear") == "clear"
        self.short = rule.get("short_up_to")
        self.roll = rule.get("roll", "none")
        self.strict = rule.get("month_end") == "error"
        self.least = rule.get("min_work_days", 0)
        cutoff = rule.get("cutoff")
        self.cutoff = time.fromisoformat(cutoff) if cutoff else None
        name = rule.get("calendar")
        self.work_days = calendars[name] if name else WorkDays([6, 7])
        self.covers = self.work_days.covers
        self._ends = {}

    @property
    def by_days(self):
        return self.unit not in SECONDS

    def elapsed(self, at):
        """When it has elapsed, counted from an instant, and from when that is not known.

        Of the two one is None.
        """
        known = self._ends.get(at)
        if known is None:
            if len(self._ends) > 50_000:
                self._ends.clear()
            known = self._ends[at] = self._elapsed(at)
        return known

    def last_day(self, at):
        """The last day, for a period of days that its calendar covers; else None."""
        if not self.by_days:
            return None
        end, _ = self.elapsed(at)
        return None if end is None else self.zone.day(end - 1)

    def _elapsed(self, at):
        if not self.by_days:
            end = at + self.n * SECONDS[self.unit]
            if self.roll != "none" or self.work_days.closed:
                try:
                    day = ends_on = self.zone.day(end)
                    if self.roll != "none" and not self.work_days.works(day):
                        day = self.work_days.next(day, 1 if self.roll == "next" else -1)
                    while day in self.work_days.closed:
                        day = self.work_days.next(day)
                    if day != ends_on:
                        end = self.zone.at_clock(day, self.zone.clock(end))
                except Uncovered as uncovered:
                    return None, max(at, self.silent(self.zone.day(at), uncovered))
            end = max(at, end)
            uncovered = self.uncovered(self.zone.day(at), self.zone.day(end))
            return (end, None) if uncovered is None else (None, max(at, uncovered))
        day = self.zone.day(at)
        if self.cutoff and self.zone.clock(at) >= self.cutoff:
            day += 1
        try:
            last = count(day, self.n, self.unit, self.work_days, same_day=self.same_day,
                         clear=self.clear, short=self.short, roll=self.roll,
                         strict_months=self.strict, min_work_days=self.least,
                         closed=self.work_days.closed)
        except Uncovered as uncovered:
            return None, max(at, self.silent(day, uncovered))
        except Impossible:
            return None, at
        uncovered = self.uncovered(day, last)
        if uncovered is not None:
            return None, max(at, uncovered)
        return max(at, self.zone.start(last + 1)), None

    def silent(self, first, uncovered):
        """From when the calendar says nothing, up to a day of which it does not."""
        known = self.uncovered(first, uncovered.args[0])
        return self.zone.start(uncovered.args[0]) if known is None else known

    def uncovered(self, first, last):
        """The first day of which the calendar should speak and does not, as an instant."""
        if self.covers:
            for day in range(first, last + 1):
                if not self.covers[0] <= day < self.covers[1]:
                    return self.zone.start(day)
        return None
