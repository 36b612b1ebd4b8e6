"""What happened: the side of each event, its force and its place among the others."""

from instants import instant

RELIEVING = frozenset(
    "alert-failed returned rebutted appeared brought-in replied excuse-claimed excuse-accepted "
    "objected objection-upheld non-receipt-claimed appearance-claimed withdrawn found-ineligible "
    "died outage-started".split()
)
OWN_ACTS = frozenset("excuse-claimed objected non-receipt-claimed appearance-claimed".split())
CLOSING = frozenset(
    "appeared brought-in excuse-accepted withdrawn objection-upheld found-ineligible died".split()
)
VOIDING = frozenset("withdrawn objection-upheld found-ineligible".split())
RECEIPT = frozenset("opened delivered refused".split())
CLAIMS = {"non-receipt-claimed": "non-receipt", "appearance-claimed": "appearance"}

RELIEF, CLOCK, BURDEN = 0, 1, 2


class Event:
    """One event, with the attributes that it does not carry as None."""

    __slots__ = (
        "id", "kind", "at", "recorded", "relieves", "force", "key", "channel", "by", "to", "place",
        "mark", "attempt", "reason", "effect", "remedy", "excuse", "outcome", "supersedes", "until",
    )

    def __init__(self, written):
        for name in self.__slots__[7:]:
            setattr(self, name, written.get(name))
        self.id = written["id"]
        self.kind = written["kind"]
        self.at = instant(written["at"])
        self.recorded = instant(written["recorded_at"])
        if self.until is not None:
            self.until = instant(self.until)

    def take_side(self, relieves):
        self.relieves = relieves
        self.force = self.at if relieves else max(self.at, self.recorded)
        self.key = (self.force, RELIEF if relieves else BURDEN, self.id)


def relieves(event, by_id, depth=0):
    """Whether an event relieves the person."""
    if event.kind == "corrected":
        target = by_id.get(event.supersedes)
        # Whoever corrects a burden relieves, and the other way round.
        return target is not None and depth < len(by_id) and not relieves(target, by_id, depth + 1)
    if event.kind == "judged":
        claim = event.reason in ("non-receipt", "appearance")
        return (event.outcome == "yes") == claim
    if event.kind in ("decided", "reviewed"):
        return event.outcome in ("refused", "ended")
    return event.kind in RELIEVING


def read(written):
    """The events of a case, in the order of their force."""
    events = [Event(each) for each in written]
    by_id = {event.id: event for event in events}
    for event in events:
        event.take_side(relieves(event, by_id))
    events.sort(key=lambda event: event.key)
    return events


def standing(events, corrections):
    """The events that still count once these corrections have force."""
    def stands(correction):
        return not any(other.supersedes == correction.id and stands(other) for other in corrections)

    gone = {each.supersedes for each in corrections if stands(each)}
    return [
        event for event in events
        if event.kind != "corrected" and (event.id not in gone or event.kind in OWN_ACTS)
    ]
