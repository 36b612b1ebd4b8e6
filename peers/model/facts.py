"""What is known of a person, and what follows from it: three-valued conditions over facts.

Truth is 0 (no), 1 (unknown) or 2 (yes), so that `and` is the least and `or` the greatest.
"""

from calendar import monthrange
from datetime import date, datetime, timezone

from instants import day_of_text, instant

NO, UNKNOWN, YES = 0, 1, 2
WORDS = ("no", "unknown", "yes")

DAY = 86_400
FRESH = {"minutes": 60, "hours": 3600, "days": DAY, "weeks": 7 * DAY}


class Record:
    """One statement of one source."""

    def __init__(self, fact, rule):
        self.source = fact["source"]
        self.at = instant(fact["at"])
        self.recorded = instant(fact["recorded_at"])
        self.proved = max(self.recorded, instant(fact.get("proved_at", fact["recorded_at"])))
        stated = instant(fact["stated_at"]) if "stated_at" in fact else self.recorded
        # The source's later record stands in place of its earlier one.
        self.order = (self.recorded, self.at)
        self.stale_from = stale_from(min(stated, self.recorded), rule["fresh_for"])
        kind = rule["kind"]
        self.value = fact["value"]
        if kind == "date":
            self.value = day_of_text(self.value)
        elif kind == "periods":
            self.value = tuple(
                (day_of_text(spell["from"]), day_of_text(spell["until"])) for spell in self.value
            )


def stale_from(at, amount):
    """From when a record may no longer be relied on. Its days are of 24 hours."""
    unit = amount["unit"]
    if unit not in ("months", "years"):
        return at + amount["n"] * FRESH[unit]
    months = amount["n"] * (12 if unit == "years" else 1)
    begun = datetime.fromtimestamp(at, timezone.utc)
    year, month = divmod(begun.year * 12 + begun.month - 1 + months, 12)
    day = min(begun.day, monthrange(year, month + 1)[1])
    return int(begun.replace(year=year, month=month + 1, day=day).timestamp())


def birthday(born, years):
    """The day on which somebody is so many years old."""
    born = date.fromordinal(born)
    try:
        return born.replace(year=born.year + years).toordinal()
    except ValueError:
        return date(born.year + years, 2, 28).toordinal()


def stand(latest, record):
    """Puts a source's later record in the place of its earlier one; equals stand side by side."""
    before = latest.get(record.source)
    if before is None or before[0].order < record.order:
        latest[record.source] = [record]
    elif before[0].order == record.order:
        before.append(record)


class Person:
    """What the records say of a person, as far as they are known."""

    def __init__(self, law, facts):
        self.zone = law.zone
        self.records = {}
        self.recorded = set()
        # By measure: when it was in force through other matters.
        self.elsewhere = {}
        self.keepers = {name: rule["from"] for name, rule in law.facts.items()}
        ages = law.ages
        instants = set()
        for fact in facts:
            rule = law.facts[fact["fact"]]
            record = Record(fact, rule)
            self.records.setdefault(fact["fact"], []).append(record)
            self.recorded |= {record.recorded, record.proved}
            instants.update((record.at, record.recorded, record.proved, record.stale_from))
            if rule["kind"] == "date":
                for years in ages:
                    instants.add(self.zone.start(birthday(record.value, years)))
            elif rule["kind"] == "periods":
                for begins, ends in record.value:
                    instants.add(self.zone.start(begins))
                    instants.add(self.zone.start(ends))
        self.instants = sorted(instants)
        self.at = instants

    def leaf(self, name, test, wanted, at, known):
        """Whether a fact passes a test; `wanted` is the outcome that does not exclude.

        A record that excludes relieves, and counts from when it was so; any other counts only from
        when it was also recorded. What is stale can exclude and no more. What is not proved yet can
        exclude and contradict, and shows nothing.
        """
        latest, doubts = {}, []
        for record in self.records.get(name, ()):
            if record.recorded > known or record.at > at:
                continue
            if record.recorded > at and test(record.value) == wanted:
                continue
            if record.proved > min(at, known) and test(record.value) == wanted:
                doubts.append(record)
                continue
            stand(latest, record)
        if not latest:
            return UNKNOWN
        said = [record for records in latest.values() for record in records]
        value = said[0].value
        outcome = test(value)
        if any(record.value != value for record in said):
            # Sources at odds show nothing, unless each of them excludes.
            if any(test(record.value) == wanted for record in said):
                return UNKNOWN
        if outcome == wanted:
            if any(doubt.value != value and set(latest) - {doubt.source} for doubt in doubts):
                return UNKNOWN
            # Only who keeps the fact can show it; anyone can exclude by it.
            kept = latest.get(self.keepers[name])
            if kept is None or kept[0].stale_from <= at:
                return UNKNOWN
        return YES if outcome else NO

    def truth(self, condition, at, known, wanted=True):
        """The truth of a condition at an instant, by what was recorded by another."""
        (kind, part), = condition.items()
        if kind == "all":
            return min((self.truth(each, at, known, wanted) for each in part), default=YES)
        if kind == "any":
            return max((self.truth(each, at, known, wanted) for each in part), default=NO)
        if kind == "not":
            return YES - self.truth(part, at, known, not wanted)
        if kind == "is":
            word = part["value"]
            return self.leaf(part["fact"], lambda value: value == word, wanted, at, known)
        if kind == "is-not":
            word = part["value"]
            return self.leaf(part["fact"], lambda value: value != word, wanted, at, known)
        today = self.zone.day(at)
        if kind == "holds":
            return self.leaf(
                part["fact"],
                lambda spells: any(begins <= today < ends for begins, ends in spells),
                wanted, at, known,
            )
        least, below = part["from"], part["below"]
        return self.leaf(
            part["fact"],
            lambda born: (least is None or birthday(born, least) <= today)
            and (below is None or today < birthday(born, below)),
            wanted, at, known,
        )

    def back(self, at, amount):
        """The beginning of what lies so long before an instant: whole days, but for hours."""
        unit, n = amount["unit"], amount["n"]
        if unit in ("minutes", "hours"):
            return at - n * FRESH[unit]
        local = datetime.fromtimestamp(at, self.zone.rules)
        if unit in ("days", "weeks"):
            return self.zone.start(local.toordinal() - n * (7 if unit == "weeks" else 1))
        months = n * (12 if unit == "years" else 1)
        year, month = divmod(local.year * 12 + local.month - 1 - months, 12)
        day = min(local.day, monthrange(year, month + 1)[1])
        return self.zone.start(date(year, month + 1, day).toordinal())
