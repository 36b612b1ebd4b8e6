"""When a copy on a channel serves.

`candidates` lists every way in which the person would have been served, as far as the events tell,
without regard to what the matter had come to by then. The walk takes the first of them that finds
the matter open.
"""

from events import BURDEN, CLOCK, RECEIPT
from instants import END_OF_TIME


class Candidate:
    """A service: from when, which date it bears, on which channel and ground."""

    __slots__ = ("at", "bears", "sender", "channel", "ground", "key", "known", "event", "waited")

    def __init__(self, at, bears, channel, ground, event):
        self.at = at
        self.bears = bears
        self.channel = channel
        self.ground = ground["event"]
        self.event = event
        # Who opened, took or refused the paper at once knows of it.
        self.known = ground["wait"] is None and self.ground in RECEIPT
        # Of waits that end together, the one counts whose event came first; what a rebuttal moved
        # serves as one that waited.
        at_once = at == max(event.at, event.recorded)
        self.key = (at, BURDEN, event.id) if at_once else (at, CLOCK, event.key)
        # An event serves before any clock that it starts, and be that one over at once.
        self.waited = ground["wait"] is not None
        self.sender = None


def spells(tolled_by, events, channel):
    """When clocks stand still for outages and absences; `channel` None takes every outage."""
    stand = []
    if "outage" in tolled_by:
        begun = {}
        for event in events:
            if event.kind == "outage-started":
                if channel is None or event.channel in (None, channel):
                    begun.setdefault(event.channel, event.force)
            elif event.kind == "outage-ended":
                for name in [name for name in begun if event.channel in (None, name)]:
                    stand.append((begun.pop(name), event.force))
        stand.extend((since, END_OF_TIME) for since in begun.values())
    if "absence" in tolled_by:
        for event in events:
            if event.kind == "rebutted" and event.reason == "absence" and event.until:
                if channel is None or event.channel in (None, channel):
                    stand.append((event.at, event.until))
    return merged(stand)


def merged(spells):
    """The same spells without overlaps, in order."""
    tidy = []
    for begins, ends in sorted(spells):
        if begins >= ends:
            continue
        if tidy and begins <= tidy[-1][1]:
            tidy[-1] = (tidy[-1][0], max(tidy[-1][1], ends))
        else:
            tidy.append((begins, ends))
    return tidy


def extended(zone, term, at, end, stand):
    """The end of a period that stands still in between."""
    moved = end
    for begins, ends in stand:
        if ends <= at:
            continue
        begins = max(begins, at)
        if begins >= moved:
            break
        if ends >= END_OF_TIME:
            return END_OF_TIME
        moved += ends - begins
    if moved != end and term.by_days:
        moved = zone.midnight(moved)
    return moved


def chained(instants, least, apart):
    """Whether so many of these instants lie so far apart."""
    if apart is None:
        return len(instants) >= least
    found, last = 0, None
    for at in instants:
        if last is None or at - last >= apart:
            found, last = found + 1, at
    return found >= least


class Services:
    """Everything that can serve in one matter."""

    def __init__(self, course, matter, person, known, events):
        self.course = course
        self.matter = matter
        self.person = person
        self.known = known
        self.events = events
        self.zone = course.zone

    def candidates(self, until):
        found = []
        for event in self.events:
            if event.force > until:
                continue
            law = self.course.at(event.force)
            if law is None or not self.course.in_force(event.at) or event.channel is None:
                continue
            rule = law.services.get(event.channel)
            if rule is None or not self.lawfully_posted(event):
                continue
            for ground in rule["grounds"]:
                if ground["event"] == event.kind:
                    candidate = self.candidate(law, rule, ground, event)
                    if candidate is not None and not self.denied(law, candidate):
                        found.append(candidate)
        found.sort(key=lambda candidate: (candidate.key, candidate.waited))
        return found

    def lawfully_posted(self, event):
        """Whether a copy that was posted was posted under a law in force."""
        copy = self.copy_of(event)
        return copy is None or (
            self.course.in_force(copy.at) and self.course.in_force(copy.force)
        )

    def copy_of(self, event):
        """The posting of the copy that an event is about: of several, the last one before it."""
        return next(
            (other for other in reversed(self.events)
             if other.kind == "posted" and other.channel == event.channel and other.key <= event.key),
            None,
        )

    def candidate(self, law, rule, ground, event):
        channel = law.channels[event.channel]
        if channel["serves"] != "yes" or not self.carried(law, channel, event):
            return None
        if ground["mark"] is not None and event.mark != ground["mark"]:
            return None
        if ground["attempt"] is not None and (event.attempt or 0) < ground["attempt"]:
            return None
        since, before = (
            self.proclaimed(ground[field]) if ground[field] else None for field in ("since", "until")
        )
        if ground["since"] and (since is None or event.force < since):
            return None
        if before is not None and event.force >= before:
            return None
        # Not before it was recorded, whichever side it is on.
        at = bears = max(event.at, event.recorded)
        if ground["wait"] is not None:
            (kind, length), = ground["wait"].items()
            term = law.term(length)
            end, _ = term.elapsed(event.force)
            if end is None:
                return None
            at = extended(self.zone, term, event.force, end,
                          spells(rule["tolled_by"], self.events, event.channel))
            if at >= END_OF_TIME:
                return None
            bears = at if kind == "after" else at - 1
            for other in self.events:
                if (other.kind == "returned" and other.channel == event.channel
                        and event.key < other.key and other.force <= at):
                    return None
        moved = self.rebutted(law, rule, event, at, bears)
        if moved is None:
            return None
        # A rebuttal moves what would have served; it makes nothing serve that would not have.
        for instant in {at, moved[0]}:
            if self.course.at(instant) is None or not self.met(law, rule, channel, event, instant):
                return None
        at, bears = moved
        candidate = Candidate(at, bears, event.channel, ground, event)
        candidate.sender = self.sender(rule, event.channel, at)
        return candidate

    def denied(self, law, candidate):
        """Whether it was judged that the copy never reached the person."""
        if candidate.known or "non-receipt" not in law.claims:
            return False
        return any(
            event.kind == "judged" and event.reason == "non-receipt" and event.outcome == "yes"
            # What was judged is a copy of before, not one that was sent afterwards.
            and event.channel in (None, candidate.channel) and candidate.event.at <= event.at
            for event in self.events
        )

    def carried(self, law, channel, event):
        """Whether the event and its copy are such as the channel and the paper ask."""
        for field in ("by", "to", "place"):
            if channel[field] and getattr(event, field) not in channel[field]:
                return False
        if channel["regions"]:
            open_here = [
                region for region in channel["regions"]
                if region["name"] == self.matter.region
                and (region["from"] is None or self.zone.local(region["from"]) <= event.at)
                and (region["until"] is None or event.force < self.zone.local(region["until"]))
            ]
            if not open_here:
                return False
        windows = law.instruments[self.matter.instrument]["windows"]
        if windows:
            copy = self.copy_of(event) or event
            if not any(law.in_window(name, copy.at) for name in windows):
                return False
        return True

    def proclaimed(self, name):
        return next(
            (other.force for other in self.events
             if other.kind == "proclaimed" and other.reason == name),
            None,
        )

    def rebutted(self, law, rule, event, at, bears):
        """When it served after all rebuttals; None: never."""
        for rebuttal in rule["rebuttals"]:
            for other in self.events:
                if other.kind != "rebutted" or other.reason != rebuttal["reason"]:
                    continue
                day = other.at
                if other.reason == "absence" and other.until:
                    day = other.until
                # When the copy came, not when that was recorded.
                if other.channel not in (None, event.channel) or day < event.at:
                    continue
                if rebuttal["then"] == "never":
                    return None
                if rebuttal["within"] is not None:
                    end, _ = law.term(rebuttal["within"]).elapsed(event.force)
                    if end is None or day >= end:
                        return None
                served = day, day
                if rebuttal["then"] == "next-day":
                    end = self.zone.start(self.zone.day(day) + 2)
                    served = end, end - 1
                # Of several, the one by which it served last.
                at, bears = max((at, bears), served)
        return at, bears

    def met(self, law, rule, channel, event, at):
        """Whether everything else is so at the instant of service."""
        first = law.instruments[self.matter.instrument]["first_contact"]
        if first and event.channel not in first:
            if not any(other.kind == "posted" and other.channel in first and other.force <= event.force
                       for other in self.events):
                return False
        for need in channel["needs"]:
            word = need["value"]
            if self.person.leaf(need["fact"], lambda value: value == word, True, at, self.known) != 2:
                return False
        return all(self.need(law, need, event, at) for need in rule["needs"])

    def need(self, law, need, event, at):
        (kind, part), = need.items()
        earlier = [other for other in self.events if other.force <= at]
        if kind == "tried":
            # A courtesy reaches nobody: to send one is to have tried nothing.
            if law.channels[part]["serves"] != "yes":
                return False
            return any(other.kind == "posted" and other.channel == part for other in earlier)
        if kind == "judged":
            outcome = None
            for other in earlier:
                if other.kind == "judged" and other.reason == part and self.judge(law, part, other):
                    outcome = other.outcome
            return outcome == "yes"
        if kind == "attempts":
            made = [
                other.force for other in earlier
                if other.kind in ("absent", "returned", "delivered", "refused")
                and other.channel == event.channel
            ]
            return chained(sorted(made), part["count"], self.length(part["apart"]))
        sent = []
        for other in earlier:
            if other.kind == "alert-sent" and not self.failed(other, at):
                sent.append(other.force)
        if not chained(sent, part["count"], self.length(part["apart"])):
            return False
        if part["within"] is not None:
            posted = [other.force for other in earlier
                      if other.kind == "posted" and other.channel == event.channel]
            return bool(posted) and bool(sent) and sent[0] - posted[0] <= self.length(part["within"])
        return True

    def failed(self, alert, at):
        """Whether an alert failed, were it found out after the service at this instant."""
        for event in self.events:
            if event.kind != "alert-failed" or event.force < alert.at:
                continue
            if event.channel not in (None, alert.channel):
                continue
            if event.attempt is not None:
                if event.attempt == alert.attempt:
                    return True
            elif event.force <= at or not any(
                # Without a number, what fails after service is the last alert before it.
                other.kind == "alert-sent" and other.channel == alert.channel
                and alert.force < other.force <= event.force
                for other in self.events
            ):
                return True
        return False

    def judge(self, law, name, event):
        return event.by == "court" if law.judgements[name]["by"] == "court" else event.by is not None

    @staticmethod
    def length(amount):
        if amount is None:
            return None
        seconds = {"minutes": 60, "hours": 3600, "days": 86400, "weeks": 7 * 86400}
        return amount["n"] * seconds[amount["unit"]]

    def sender(self, rule, channel, at):
        """For the sender it counts from the first such event."""
        if rule["sender"] is None:
            return None
        return next(
            (other.force for other in self.events
             if other.kind == rule["sender"] and other.channel == channel and other.force <= at),
            None,
        )
