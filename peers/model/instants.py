"""Instants, days and zones.

An instant is a whole number of seconds since 1970 in UTC. A day is its number in the calendar
(`date.toordinal`). A day begins at the first instant that a clock of the zone shows it.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

END_OF_TIME = 1 << 60

_read = {}


def instant(text):
    """The instant that an RFC 3339 text names."""
    known = _read.get(text)
    if known is None:
        if len(_read) > 100_000:
            _read.clear()
        at = datetime.fromisoformat(text).timestamp()
        known = int(at)
        if known != at:
            raise ValueError(f"{text}: the model counts whole seconds")
        _read[text] = known
    return known


def day_of_text(text):
    """The day that `2025-04-17` names."""
    return date.fromisoformat(text).toordinal()


class Zone:
    """The days of one place."""

    def __init__(self, name):
        self.rules = ZoneInfo(name)
        self._starts = {}
        self._days = {}

    def start(self, day):
        """The instant at which a day begins."""
        known = self._starts.get(day)
        if known is None:
            at = date.fromordinal(day)
            local = datetime(at.year, at.month, at.day, tzinfo=self.rules)
            known = self._starts[day] = int(local.timestamp())
        return known

    def day(self, at):
        """The day of an instant."""
        known = self._days.get(at)
        if known is None:
            if len(self._days) > 200_000:
                self._days.clear()
            known = self._days[at] = datetime.fromtimestamp(at, self.rules).toordinal()
        return known

    def clock(self, at):
        """The local time of day of an instant."""
        return datetime.fromtimestamp(at, self.rules).time()

    def at_clock(self, day, clock):
        """The instant at which the clock shows this time on that day."""
        return int(datetime.combine(date.fromordinal(day), clock, self.rules).timestamp())

    def local(self, text):
        """The instant of a local time, such as a pack writes it."""
        return int(datetime.fromisoformat(text).replace(tzinfo=self.rules).timestamp())

    def midnight(self, at):
        """The instant itself if a day begins with it, else the beginning of the next day."""
        day = self.day(at)
        return at if self.start(day) == at else self.start(day + 1)

    def local_date(self, at):
        """The local date of an instant."""
        return date.fromordinal(self.day(at))
