"""The position of a case at the points asked for.

An effect is in force at `t` as known at `K` only if it is so by what was known at every instant
from the earlier of the two until `K`; in each alternative the least of those answers counts.
"""

import events as happened
from course import courses
from facts import NO, UNKNOWN, WORDS, YES, Person
from instants import END_OF_TIME, instant
from law import Regime
from matter import Snapshot, Walk, is_of, summoned


class Matter:
    def __init__(self, written):
        self.instrument = written["instrument"]
        self.issued_at = instant(written["issued_at"])
        self.appear_at = instant(written["appear_at"]) if written.get("appear_at") else None
        self.region = written.get("region")


class Case:
    """A case under a regime."""

    def __init__(self, regime, written):
        self.regime = regime
        self.person = Person(regime, written["person"].get("facts", []))
        for spell in written["person"].get("restricted", []):
            ends = instant(spell["until"]) if spell.get("until") else END_OF_TIME
            spells = self.person.elsewhere.setdefault(spell["measure"], [])
            spells.append((instant(spell["from"]), ends))
        self.matter = Matter(written["matter"])
        self.events = happened.read(written.get("events", []))
        self.asks = [
            (instant(ask["at"]), instant(ask["known_at"]) if ask.get("known_at") else None)
            for ask in written.get("ask", [])
        ]
        self.recorded = sorted(self.person.recorded | {event.recorded for event in self.events})
        self.latest = self.recorded[-1] if self.recorded else 0

    def known(self, at, known):
        """The instants of knowledge that count for an ask; the last is its own."""
        last = self.latest if known is None else known
        first = min(at, last)
        # Nothing is learned between two recordings.
        return [first] + [each for each in self.recorded if first < each <= last]

    def answers(self):
        """The reduced answer for each point asked for."""
        wanted = {}
        for at, known in self.asks:
            for each in self.known(at, known):
                wanted.setdefault(self.knowledge(each), set()).add(at)
        seen = {
            name: {known: self.seen(laws, known, asks) for known, asks in wanted.items()}
            for name, laws in self.regime.alternatives.items()
        }
        return [self.answer(seen, at, known) for at, known in self.asks]

    def knowledge(self, known):
        """The last recording by an instant: what is known then."""
        latest = 0
        for each in self.recorded:
            if each > known:
                break
            latest = each
        return latest

    def seen(self, laws, known, asks):
        """The snapshots at all asks, of each course, by what was known."""
        visible = [event for event in self.events if event.recorded <= known]
        corrections = [event for event in visible if event.kind == "corrected"]
        groups = {}
        for at in asks:
            force = tuple(each for each in corrections if each.force <= at)
            groups.setdefault(force, []).append(at)
        found = {}
        for force, instants in groups.items():
            standing = happened.standing(visible, force)
            for course in courses(laws, self.matter, standing):
                counted = [
                    at for at in instants if course.counts_from is None or at >= course.counts_from
                ]
                if not counted:
                    continue
                for at, snapshot in self.walk(course, known, standing, counted).items():
                    found.setdefault(at, []).append(snapshot)
        return found

    def walk(self, course, known, standing, asks):
        instrument = course.first.instruments[self.matter.instrument]
        if instrument["kind"] == "test":
            return {at: self.idle(course, known, standing, at, "none", {}) for at in asks}
        lifecycle = course.first.lifecycles[self.matter.instrument]
        if lifecycle["voids"] == "from-start" and any(
            event.kind in happened.VOIDING for event in standing
        ):
            duties = {
                duty["name"]: ("void", None)
                for duty in course.first.duties.values()
                if summoned(duty) and is_of(duty, self.matter.instrument)
            }
            return {at: self.idle(course, known, standing, at, "void", duties) for at in asks}
        return Walk(course, self.matter, self.person, known, standing, asks).run()

    def idle(self, course, known, standing, at, stage, duties):
        """A matter without force. What the law asks of everybody it still asks."""
        seen = idle(course, stage)
        walk = Walk(course, self.matter, self.person, known, standing, [at])
        seen.duties = {**duties, **walk.besides(at)}
        return seen

    def answer(self, seen, at, known):
        points = [self.knowledge(each) for each in self.known(at, known)]
        last = points[-1]
        stages, served, truths, duties = {}, [], {}, []
        sanctions, follows = [], []
        eligible = []
        for name, by_known in seen.items():
            now = by_known[last][at]
            stages[name] = now[0].stage
            served.append(now[0].served)
            duties.append(milder(now))
            sanctions.append(both_punish(now))
            follows.append(set.intersection(*(course.follows for course in now)))
            truths[name] = {
                measure: min(
                    snapshot.effects[measure]
                    for point in points for snapshot in by_known[point][at]
                )
                for measure in self.regime.measures
            }
            laws = self.regime.alternatives[name]
            law = next((law for law in laws if law.holds(at)), laws[0])
            eligible.append(law.eligible(self.matter.instrument, self.person, at, last))
        answer = {
            "eligible": WORDS[agreed(eligible)],
            "stage": stages,
            "served": None,
            "effects": {
                measure: {
                    "answer": WORDS[agreed([truth[measure] for truth in truths.values()])],
                    "readings": {name: WORDS[truth[measure]] for name, truth in truths.items()}
                    if self.regime.disputed else {},
                }
                for measure in self.regime.measures
            },
            "duties": {},
        }
        if all(served):
            latest = max(served, key=lambda each: each.at)
            answer["served"] = {"since": latest.at, "channel": latest.channel}
            if latest.sender is not None:
                answer["served"]["sender"] = latest.sender
        for each in duties:
            for name, (status, due) in each.items():
                if all(name in other for other in duties):
                    answer["duties"].setdefault(name, []).append((status, due))
        answer["duties"] = {
            name: shown(merged_status(states), merged_due(states))
            for name, states in answer["duties"].items()
        }
        answer["sanctions"] = {
            name: {"status": agreed_on([each.get(name, "no") for each in sanctions])}
            for name in sanctions[0]
        }
        answer["follows"] = sorted(set.intersection(*follows))
        return answer


def shown(status, due):
    """A duty as it stands: what is void asks for nothing, and so has no last day."""
    return {"status": status, "due": None if status == "void" else due}


def idle(course, stage):
    """A matter in which nothing holds."""
    seen = Snapshot()
    seen.stage = stage
    seen.served = None
    seen.effects = {measure: NO for measure in course.measures}
    seen.duties = {}
    seen.sanctions = {name: "no" for name in course.first.sanctions}
    seen.follows = set()
    return seen


def agreed(truths):
    """What all of them say; unknown where they differ."""
    return truths[0] if all(truth == truths[0] for truth in truths) else UNKNOWN


def milder(courses):
    """The duties of the first course; what another one also knows is lighter, and due later."""
    told = dict(courses[0].duties)
    for other in courses[1:]:
        for name in told.keys() & other.duties.keys():
            both = [told[name], other.duties[name]]
            told[name] = merged_status(both), merged_due(both)
    return told


HARDER = ("no", "unknown", "open", "imposed")


def both_punish(courses):
    """Of the sanctions of the first course, what every course allows."""
    return {
        name: min((each.sanctions.get(name, "no") for each in courses), key=HARDER.index)
        for name in courses[0].sanctions
    }


def agreed_on(statuses):
    """What all readings say of a sanction: `no` if one of them does, else unknown where they differ."""
    if all(status == statuses[0] for status in statuses):
        return statuses[0]
    return "no" if "no" in statuses else "unknown"


LIGHTER = ("open", "met", "excused", "void")


def merged_status(states):
    return max((status for status, _ in states), key=LIGHTER.index)


def merged_due(states):
    dues = [due for _, due in states if due is not None]
    return max(dues) if dues else None
