"""One matter under one course of the law, walked from its beginning, one day after the other.

Inside a day the walk stops only at the instants at which something recorded happens or a count of
hours ends. At each stop come relieving events, then whatever the clocks bring, then burdening
events. Wherever a position was asked for, the walk leaves a `Snapshot`.
"""

from events import BURDEN, CLOSING, RELIEF, VOIDING
from facts import NO, UNKNOWN, WORDS, YES
from instants import END_OF_TIME
from service import RECEIPT, Services, extended, merged, spells


class Snapshot:
    """Where a matter stands at one instant, in one course."""

    __slots__ = ("stage", "served", "effects", "duties", "sanctions", "follows")


class Walk:
    """A matter on its way."""

    def __init__(self, course, matter, person, known, events, asks):
        self.course = course
        self.matter = matter
        self.person = person
        self.known = known
        self.zone = course.zone
        self.events = events
        self.asks = asks
        self.now = matter.issued_at
        self.closed = None
        self.served = None
        self.law = course.first
        lifecycle = self.law.lifecycles.get(matter.instrument)
        self.stage = lifecycle["stages"][0]["name"] if lifecycle else None
        self.entries = {self.stage: self.now}
        self.maybe = set()
        self.ways_of = {}
        self.limited = [measure for measure in course.measures
                        if any(measure in law.limits for law in course.laws)]
        self.firsts = {}
        self.closing = None
        # Whatever makes the clocks stand still: why, and the spells so far.
        self.holding = {}
        self.stood = []
        self.tolled = None
        # Excuses and what became of them.
        self.claims = {}
        self.excused = None
        self.excusing = None
        self.new_day = None
        self.late_day = None
        # What burdens: warnings, decisions, ends.
        self.warned = {}
        self.imposed = {}
        self.ended = set()
        self.lifted = set()
        self.causes = []
        self.spent = []
        self.barred = False
        self.limits = {}
        self.bounds = {}
        self.told = {}
        self.objections = {}
        self.rejected = {}
        self.on = {}
        # Claims of the person, exceptions and sanctions.
        self.claimed = {}
        self.exceptions = {}
        self.fined = set()
        # Eligibility since service.
        self.eligible = None
        self.gap = False
        self.since_gap = None
        self.alarms = set()
        self.early = any(self.stage in rule["stages"] for law in course.laws
                         for rule in law.effects.values())

    # The walk itself.

    def run(self):
        """The snapshots, by instant asked for."""
        last = max(self.asks)
        services = Services(self.course, self.matter, self.person, self.known, self.events)
        self.services = services
        self.candidates = services.candidates(last)
        law = self.law
        self.tolled = spells(law.lifecycles[self.matter.instrument]["tolled_by"], self.events, None)
        queue = [(event.key, event) for event in self.events if event.force <= last]
        queue += [(each.key + (0,), each) for each in self.candidates if each.at <= last]
        queue.sort(key=lambda pair: pair[0][:3] + (0 if len(pair[0]) == 4 else 1,))
        fixed = {event.force for event in self.events} | {each.at for each in self.candidates}
        fixed |= set(self.asks) | {self.matter.issued_at}
        begin = min(fixed | {self.matter.issued_at})
        fixed |= {at for at in self.person.instants if begin <= at}
        fixed |= {edge for edge in self.course.edges if begin <= edge}
        fixed |= {edge for spell in self.tolled for edge in spell}
        first, final = self.zone.day(begin), self.zone.day(last)
        fixed |= {self.zone.start(day) for day in range(first, final + 1)}
        stops = sorted(at for at in fixed if begin <= at <= last)
        seen = {}
        place = taken = 0
        while place < len(stops):
            at = stops[place]
            due = [alarm for alarm in self.alarms if alarm < at]
            if due:
                at = min(due)
                self.alarms.discard(at)
                if at <= self.now:
                    continue
            else:
                place += 1
            if self.closed and at not in self.asks:
                # What is closed stays so.
                continue
            self.now = at
            while taken < len(queue) and queue[taken][0][:2] <= (at, RELIEF):
                self.happens(queue[taken][1])
                self.begin_limits()
                taken += 1
            self.clocks()
            # Silence is a clock as well: what answers at the very instant at which it has run out
            # comes too late.
            self.settle()
            self.clocks()
            while taken < len(queue) and queue[taken][0][0] <= at:
                happening = queue[taken][1]
                self.happens(happening)
                self.begin_limits()
                taken += 1
                # An event does all that it does before any clock: what serves comes right before it.
                if taken < len(queue) and queue[taken][1] is getattr(happening, "event", None):
                    continue
                # What has long run out comes as soon as its stage does.
                self.clocks()
            self.mask()
            self.settle()
            if at in self.asks:
                seen[at] = self.snapshot()
        return seen

    def alarm(self, at):
        if at is not None and at > self.now:
            self.alarms.add(at)
        return at

    # Clocks.

    def hold(self, why):
        """Clocks stand still from now on, for one more reason."""
        self.holding.setdefault(why, self.now)

    def release(self, why):
        since = self.holding.pop(why, None)
        if since is not None:
            self.stood.append((since, self.now))

    def stand(self):
        return merged(
            self.stood + [(since, END_OF_TIME) for since in self.holding.values()] + self.tolled
        )

    def ends(self, term, at):
        """When a clock of the matter ends, and from when that is not known."""
        end, unknown = term.elapsed(at)
        stand = self.stand() if self.stood or self.holding or self.tolled else ()
        if end is None:
            # Unknown from the first day that the calendar leaves out, held up or not.
            return None, unknown
        if stand:
            end = extended(self.zone, term, at, end, stand)
        if not term.by_days or end == at:
            # One that rolls back to before its beginning ends inside a day too.
            self.alarm(end)
        return end, None

    def anchor(self, anchor, law):
        """The instant from which something runs; None while it has not come."""
        if anchor == "served":
            if self.served is None or self.excused:
                return None
            return self.new_day if self.new_day is not None else self.served.bears
        if anchor == "sender":
            if self.served is None or self.excused:
                return None
            if self.new_day is not None:
                return self.new_day
            return self.served.sender if self.served.sender is not None else self.served.bears
        if anchor == "appear-at":
            if self.excused:
                return None
            if self.new_day is not None:
                return self.new_day
            return self.matter.appear_at if self.late_day is None else self.late_day
        if anchor == "statute":
            if self.excused:
                return None
            return law.begins if self.new_day is None else max(law.begins, self.new_day)
        (kind, name), = anchor.items()
        if kind == "event":
            return self.firsts.get(name)
        if kind == "stage":
            return self.entries.get(name)
        if kind == "day":
            return self.zone.local(name + "T00:00")
        if kind == "public-event":
            return next((event.force for event in self.events
                         if event.kind == "proclaimed" and event.reason == name
                         and event.force <= self.now), None)
        if not law.in_window(name, self.now):
            return None
        return self.window_begins(law.windows[name])

    def window_begins(self, window):
        """The latest beginning of a window."""
        month, day = int(window["from"][2:4]), int(window["from"][5:7])
        year = self.zone.local_date(self.now).year
        for candidate in (year, year - 1):
            at = self.zone.local(f"{candidate:04}-{month:02}-{day:02}T00:00")
            if at <= self.now:
                return at
        return None

    def clocks(self):
        """Whatever has run out by now moves the matter, and what follows from that."""
        if self.closed:
            return
        if self.excused:
            self.find_new_day()
        for _ in range(20):
            way = self.elapsed_way()
            if way is None:
                return
            self.enter(way)
            self.begin_limits()
            if self.closed:
                return

    def ways(self):
        """The ways out of the stage, each with the law that has it."""
        known = self.ways_of.get(self.stage)
        if known is None:
            known = self.ways_of[self.stage] = [
                (law, then)
                for law in self.course.laws
                for stage in law.lifecycles[self.matter.instrument]["stages"]
                if stage["name"] == self.stage
                for then in stage["then"]
            ]
        return known

    def elapsed_way(self):
        self.maybe = set()
        found = None
        for law, then in self.ways():
            trigger = then["trigger"]
            if isinstance(trigger, str):
                continue
            (kind, part), = trigger.items()
            if kind == "after":
                if part["from"] is None:
                    continue
                at = self.anchor(part["from"], law)
                if at is None or self.course.ruling(at) is not law:
                    continue
                end, unknown = self.ends(law.term(part["period"]), at)
                if end is None:
                    if unknown <= self.now:
                        self.maybe |= self.beyond(then["to"])
                    continue
            elif kind == "missed":
                end, unknown = self.missed(law, law.duties[part["duty"]])
                if end is None:
                    if unknown is not None and unknown <= self.now:
                        self.maybe |= self.beyond(then["to"])
                    continue
            else:
                continue
            if end <= self.now and found is None:
                found = then["to"]
        return found

    def beyond(self, stage):
        """A stage, and all that can be reached from it."""
        reached, open_ = set(), [stage]
        while open_:
            name = open_.pop()
            if name in reached:
                continue
            reached.add(name)
            for law in self.course.laws:
                for each in law.lifecycles[self.matter.instrument]["stages"]:
                    if each["name"] == name:
                        open_ += [then["to"] for then in each["then"]]
        return reached

    def enter(self, stage):
        was = self.stage
        self.stage = stage
        self.entries[stage] = self.now
        self.maybe = set()
        for measure in self.course.measures:
            rule = self.effect(measure)
            if rule and stage in rule["stages"] and was not in rule["stages"]:
                self.begins(measure)

    def begins(self, measure):
        """An effect begins: what was decided of it before is no objection to it now."""
        self.told.pop(measure, None)
        self.rejected.pop(measure, None)
        for key, state in list(self.objections.items()):
            if key[2] == measure and state != "pending" and state[0] == "decided":
                del self.objections[key]

    # Duties.

    def due(self, law, duty):
        """The last instant at which a duty can be met, and from when it has been open."""
        begun = self.anchor(duty["from"], law)
        if begun is None:
            return None, None
        if self.new_day is not None and duty["from"] == "served":
            return self.new_day, self.new_day
        (kind, part), = duty["due"].items()
        if kind == "by":
            due = self.anchor(part, law)
            if part == "appear-at" and self.late(law) and duty["late_within"] is None:
                return None, begun
            return due, begun
        end, _ = law.term(part).elapsed(begun)
        return (None if end is None else end - 1), begun

    def missed(self, law, duty):
        """From when a duty counts as missed, or from when that is not known."""
        if self.met(duty) or self.excused:
            return None, None
        due, begun = self.due(law, duty)
        if begun is None or self.course.ruling(begun) is not law:
            return None, None
        if due is None:
            # A calendar that leaves out the day on which it is due leaves open whether it was missed.
            length = duty["due"].get("within")
            return None, law.term(length).elapsed(begun)[1] if length is not None else None
        end = self.zone.start(self.zone.day(due) + 1)
        if self.stood or self.holding or self.tolled:
            end = extended(self.zone, DAYS, begun, end, self.stand())
        return end, None

    def met(self, duty):
        return any(kind in self.firsts for kind in duty["met_by"]) or (
            "appeared" in duty["met_by"] and self.closing == "appearance-judged"
        )

    def late(self, law):
        """Whether service came after the date in the summons."""
        appear_at = self.matter.appear_at
        return appear_at is not None and self.served.bears > appear_at

    # Events.

    def happens(self, event):
        if not hasattr(event, "kind"):
            self.serve(event)
            return
        kind = event.kind
        if self.closed:
            return
        self.firsts.setdefault(kind, event.force)
        if kind in CLOSING and not self.stays_open(event):
            self.close(kind)
            return
        law = self.course.at(event.force)
        if kind in self.course.first.lifecycles[self.matter.instrument]["ends_on"]:
            self.close(kind)
            return
        # A burdening act without a law in force moves nothing.
        binds = event.relieves or self.in_force(event)
        handler = HANDLERS.get(kind)
        if handler is not None and (binds or kind not in BINDING):
            handler(self, event, law)
        if not binds or self.courtesy(event):
            return
        for rules, then in self.ways():
            if then["trigger"] == {"on": kind} and self.course.ruling(event.force) is rules:
                self.enter(then["to"])
                break

    def courtesy(self, event):
        """Whether a burdening event is one of a copy that is a courtesy: such a copy moves nothing."""
        channel = self.course.ruling(event.force).channels.get(event.channel)
        return not event.relieves and channel is not None and channel["serves"] != "yes"

    def serve(self, candidate):
        if self.served is not None or self.closed or candidate.at != self.now:
            return
        self.served = candidate
        # What counts is eligibility since service; where effects come before it, since the issue.
        self.gap = self.gap and self.early
        self.firsts.setdefault("served", self.now)
        self.entries.setdefault("served", self.now)
        law = self.course.ruling(self.now)
        # The date that the paper itself names: a new day that an excuse has set does not move it.
        asked = [duty for duty in law.duties.values() if self.asked(duty)]
        if self.late(law) and not any(duty["late_within"] for duty in asked):
            self.close("late")
            return
        if self.late(law) and self.new_day is None:
            for duty in asked:
                if duty["late_within"] is not None:
                    end, _ = law.term(duty["late_within"]).elapsed(candidate.bears)
                    self.late_day = end and end - 1
        for rules, then in self.ways():
            if then["trigger"] == "served" and self.course.ruling(candidate.event.force) is rules:
                self.enter(then["to"])
                break

    def close(self, why):
        self.closed = "closed"
        self.closing = why

    def stays_open(self, event):
        """Whether an event that closes matters leaves this one open."""
        if event.kind != "excuse-accepted":
            return False
        law = self.course.ruling(event.force)
        if event.excuse in law.exceptions:
            return True
        name = self.meant(event)
        return name is not None and law.excuses[name]["then_appear_within"] is not None

    # Excuses.

    def meant(self, event):
        """The excuse that a decision means."""
        if event.excuse is not None:
            return event.excuse
        return next((name for name, state in self.claims.items() if state["pending"]), None)

    def excuse_claimed(self, event, law):
        law = law or self.course.first
        if event.excuse in law.exceptions:
            self.ask_exception(event, law)
            return
        rule = law.excuses.get(event.excuse)
        if rule is None:
            return
        state = self.claims.setdefault(event.excuse, {"pending": False, "times": 0, "suspends": False})
        times = next((offer["times"] for offer in law.instruments[self.matter.instrument]["offers"]
                      if offer["excuse"] == event.excuse), 1)
        if state["pending"] or state["times"] >= times:
            return
        if rule["claim_within"] is not None:
            length, anchor = rule["claim_within"]
            at = self.anchor(anchor, law)
            if at is not None:
                end, _ = law.term(length).elapsed(at)
                if end is not None and event.force >= end:
                    return
        state["times"] += 1
        state["pending"] = True
        state["suspends"] = rule["while_undecided"] == "suspends"
        if state["suspends"]:
            self.hold(("excuse", event.excuse))

    def excuse_refused(self, event, law):
        if law is not None and event.excuse in law.exceptions:
            state = self.exceptions.get(event.excuse)
            if state and state["asked"] is not None and state["granted"] is None:
                state["asked"] = None
            return
        name = self.meant(event)
        state = self.claims.get(name)
        if state is None or not state["pending"]:
            return
        if (law or self.course.first).excuses[name]["decided_by"] == "court" and event.by != "court":
            return
        state["pending"] = False
        self.release(("excuse", name))

    def excuse_accepted(self, event, law):
        law = law or self.course.first
        if event.excuse in law.exceptions:
            self.grant(event.excuse, law)
            return
        name = self.meant(event)
        # Accepted without a claim, it was not claimed; accepted again, it sets a day of its own.
        state = self.claims.setdefault(name, {"pending": False, "times": 0, "suspends": False})
        state["pending"] = False
        self.release(("excuse", name))
        self.excused = name
        self.new_day = None
        self.warned = {}
        self.imposed = {}
        stage = self.stage_of_service()
        if self.served is not None and stage is not None:
            self.enter(stage)
        self.excusing = law
        self.find_new_day()

    def stage_of_service(self):
        for stage in self.course.first.lifecycles[self.matter.instrument]["stages"]:
            for then in stage["then"]:
                if then["trigger"] == "served":
                    return then["to"]
        return None

    def find_new_day(self):
        """The day that the accepted excuse sets, once it can be told."""
        law = self.excusing
        length, anchor = law.excuses[self.excused]["then_appear_within"]
        if anchor == {"event": "cause-ended"}:
            end_of_cause = self.cause_end()
            at = None if end_of_cause is None else end_of_cause.force
        else:
            waiting, self.excused = self.excused, None
            at = self.anchor(anchor, law)
            self.excused = waiting
        if at is None:
            return
        # The time in which something was undecided is not the person's.
        end, _ = self.ends(law.term(length), at)
        if end is not None and end < END_OF_TIME:
            self.excused = None
            self.new_day = end - 1
            if anchor == {"event": "cause-ended"}:
                self.spent.append(end_of_cause)
            self.alarm(end)

    def cause_end(self):
        """The end of the cause of the accepted excuse; an end that has set a day sets no other."""
        return next((event for event in self.causes
                     if event.excuse in (None, self.excused) and event not in self.spent), None)

    def cause_ended(self, event, law):
        self.causes.append(event)
        if self.excused:
            self.find_new_day()

    # Warnings and decisions.

    def in_force(self, event):
        """Whether the law is in force both when it was so and when it counts."""
        return self.course.in_force(event.at) and self.course.in_force(event.force)

    def reached_on(self, event, law):
        """Whether it came on a channel that is more than a courtesy, and that the person has."""
        channel = law.channels.get(event.channel)
        if channel is None or channel["serves"] != "yes":
            return False
        for need in channel["needs"]:
            word = need["value"]
            if self.person.leaf(need["fact"], lambda value: value == word, True,
                                event.force, self.known) != YES:
                return False
        return True

    def warn(self, event, law):
        if law is None or not self.in_force(event):
            return
        for name, rule in law.warnings.items():
            entry = self.entries.get(rule["after"])
            if name in self.warned or entry is None or event.channel not in rule["by"]:
                continue
            if not self.reached_on(event, law):
                continue
            self.warned[name] = event.force

    def warnings_run(self, law):
        for name, rule in law.warnings.items():
            at = self.warned.get(name)
            if at is None:
                return False
            end, _ = self.ends(law.term(rule["then"]), at)
            if end is None or end > self.now:
                return False
        return True

    def rightly(self, decided, event):
        return event.by == "court" if decided == "court" else event.by is not None

    def decided(self, event, law):
        if event.effect is None and any(event.reason in each.sanctions for each in self.course.laws):
            self.punish(event)
            return
        measure = event.effect
        if event.outcome != "imposed":
            self.imposed[measure] = False
            self.lifted.add(measure)
            return
        rule = self.effect(measure)
        if rule is None or not self.in_force(event) or self.stage not in rule["stages"]:
            return
        law = self.course.ruling(self.entries[self.stage])
        if rule["decided"] == "automatic" or not self.rightly(rule["decided"], event):
            return
        if law is None or not self.warnings_run(law):
            return
        if rule["decide_within"] is not None:
            length, anchor = rule["decide_within"]
            at = self.anchor(anchor, law)
            if at is None:
                return
            # What bounds the authority runs on while the person's clocks stand still.
            end, _ = law.term(length).elapsed(at)
            if end is None or self.now >= end:
                return
        if not self.imposed.get(measure):
            self.begins(measure)
        self.imposed[measure] = True
        self.lifted.discard(measure)

    def reviewed(self, event, law):
        if event.outcome == "ended":
            self.ended.update([event.effect] if event.effect else self.course.measures)
            return
        # An extension names one measure, and is for a court.
        if event.effect is not None and event.by == "court":
            self.extend(event, law, event.effect)

    def extend(self, event, law, measure):
        state = self.limits.get(measure)
        if state is None or state <= self.now or not self.in_force(event) or law is None:
            return
        rule = law.limits.get(measure)
        if rule is None or rule["unless"] != "reviewed":
            return
        end = self.longest(law, rule, self.now)
        if event.until is not None:
            end = min(end, event.until)
        if self.bounds.get(measure) is not None:
            end = min(end, self.bounds[measure])
        self.limits[measure] = self.alarm(max(state, end))

    def longest(self, law, rule, at):
        """The end of the longest time, its first day counted."""
        term = law.term(rule["longest"])
        end, _ = term.elapsed(at)
        if not term.by_days:
            return end
        return self.zone.start(self.zone.day(end - 1))

    def in_all(self, rule, measure):
        """From when it has held on too many days over all matters, were it to hold every day."""
        # Of so many days it can hold on no more than all.
        if rule is None or rule["within"] <= rule["most"]:
            return None
        elsewhere = self.person.elsewhere.get(measure, ())
        first = self.zone.day(self.now)
        day = first
        while True:
            held = sum(
                1 for other in range(day - rule["within"] + 1, day + 1)
                if other >= first or any(self.touches(spell, other) for spell in elsewhere)
            )
            if held > rule["most"]:
                return self.zone.start(day)
            day += 1

    def touches(self, spell, day):
        begins, ends = spell
        return begins < self.zone.start(day + 1) and self.zone.start(day) < ends

    # Remedies.

    def instances(self, law, measure):
        """The instances that can be called on against a measure, first ones first."""
        for name, rule in law.remedies.items():
            if measure in rule["against"]:
                yield name, rule
                if rule["then"] is not None:
                    yield rule["then"], rule

    def objected(self, event, law):
        law = law or self.course.first
        measures = [event.effect] if event.effect else self.course.measures
        for measure in measures:
            instances = list(self.instances(law, measure))
            if event.remedy is None:
                instances = instances[:1]
            for name, rule in instances:
                if event.remedy not in (None, name):
                    continue
                key = (rule["name"], name, measure)
                if key in self.objections or not self.still_open(law, rule, name, measure):
                    continue
                deadline = None
                if rule["decide_within"] is not None:
                    deadline, _ = law.term(rule["decide_within"]).elapsed(event.force)
                    self.alarm(deadline)
                self.objections[key] = ("pending", deadline, rule["stays"] == "yes")
                if rule["stays"] == "yes":
                    self.hold(key)

    def still_open(self, law, rule, name, measure):
        if name == rule["then"]:
            at = self.rejected.get(measure)
        elif rule["open_from"] == {"event": "told"}:
            at = self.told.get(measure)
        else:
            at = self.anchor(rule["open_from"], law)
        if at is None:
            return True
        end, _ = law.term(rule["open_for"]).elapsed(at)
        return end is None or self.now < end

    def tell(self, event, law):
        # What does not reach the person tells them nothing.
        if not self.reached_on(event, self.course.ruling(self.entries[self.stage])):
            return
        for measure in [event.effect] if event.effect else self.course.measures:
            rule = self.effect(measure)
            if rule is None:
                continue
            # Of what does not apply to the person there is nothing to tell.
            self.mask()
            if rule["decided"] == "automatic":
                applies = self.grounded(measure) != NO
            else:
                applies = self.imposed.get(measure)
            if applies:
                self.told.setdefault(measure, event.force)

    def objection_rejected(self, event, law):
        for measure in [event.effect] if event.effect else self.course.measures:
            for key, state in self.objections.items():
                if key[2] != measure or state[0] != "pending":
                    continue
                if event.remedy is not None and event.remedy != key[1]:
                    continue
                if event.remedy is None and key[1] != key[0]:
                    continue
                self.objections[key] = ("decided", None, False)
                self.rejected[measure] = event.force
                self.release(key)

    def settle(self):
        """Undecided in its time, an objection or a claim ends what it was about."""
        for key, state in list(self.objections.items()):
            if state[0] == "pending" and state[1] is not None and state[1] <= self.now:
                self.objections[key] = ("silence", None, False)
                self.ended.add(key[2])
                self.release(key)
        for kind, state in self.claimed.items():
            if state["pending"] and state["end"] is not None and state["end"] <= self.now:
                state["pending"] = False
                self.barred = True
                self.release(("claim", kind))
        for name, state in self.exceptions.items():
            if state["asked"] is not None and state["granted"] is None and state["end"] <= self.now:
                law = state["law"]
                if law.exceptions[name]["silence"] == "grants":
                    self.grant(name, law, state["end"])
                else:
                    state["asked"] = None
        self.begin_limits()

    def begin_limits(self):
        """A limit runs from when its effect first may be in force, were it for no time at all."""
        if self.closed:
            return
        self.mask()
        for measure in self.limited:
            if measure in self.limits:
                continue
            law = self.course.ruling(self.entries[self.stage])
            rule = law.limits.get(measure)
            if rule and self.grounded(measure) != NO:
                end = self.longest(law, rule, self.now)
                bound = self.bounds[measure] = self.in_all(rule.get("in_all"), measure)
                self.limits[measure] = self.alarm(end if bound is None else min(end, bound))

    # Claims.

    def non_receipt_claimed(self, event, law):
        law = law or self.course.ruling(event.force)
        rule = law.claims.get("non-receipt")
        served = self.served
        if rule is None or served is None or served.known or "non-receipt" in self.claimed:
            return
        if self.proved(law, served.key, event.key):
            return
        self.claim("non-receipt", rule, law)

    def proved(self, law, since, until):
        return any(
            other.kind in RECEIPT and since < other.key < until and self.reaches(law, other)
            for other in self.events
        )

    def reaches(self, law, event):
        """Whether a copy came on a channel that serves, in the way that the channel asks."""
        channel = law.channels.get(event.channel)
        if channel is None or channel["serves"] != "yes":
            return False
        # What was not opened was handed over, by somebody and to somebody, or shows nothing.
        if event.kind != "opened" and not (channel["by"] and channel["to"]):
            return False
        in_force = self.course.in_force(event.at) and self.course.in_force(event.force)
        if not in_force or not self.services.lawfully_posted(event):
            return False
        if not self.services.carried(law, channel, event):
            return False
        # What never served, because somebody else had it, proves nothing.
        rule = law.services.get(event.channel)
        return rule is None or (
            self.services.rebutted(law, rule, event, event.force, event.force) is not None
        )

    def appearance_claimed(self, event, law):
        law = law or self.course.ruling(event.force)
        rule = law.claims.get("appearance")
        if rule is not None and "appearance" not in self.claimed:
            self.claim("appearance", rule, law)

    def claim(self, kind, rule, law):
        end = None
        if rule["decide_within"] is not None:
            end, _ = law.term(rule["decide_within"]).elapsed(self.now)
            self.alarm(end)
        suspends = rule["while_undecided"] == "suspends"
        self.claimed[kind] = {"pending": True, "end": end, "suspends": suspends}
        if suspends:
            self.hold(("claim", kind))

    def judged(self, event, law):
        rule = (law or self.course.first).claims.get(event.reason)
        if rule is None or (event.outcome == "no" and not self.rightly(rule["decided_by"], event)):
            return
        state = self.claimed.get(event.reason, {"pending": False})
        if event.outcome == "no":
            state["pending"] = False
            self.release(("claim", event.reason))
        elif event.reason == "appearance":
            self.close("appearance-judged")

    def receipt(self, event, law):
        state = self.claimed.get("non-receipt")
        if state and state["pending"] and law and self.reaches(law, event):
            state["pending"] = False
            self.release(("claim", "non-receipt"))

    # Exceptions and sanctions.

    def ask_exception(self, event, law):
        state = self.exceptions.get(event.excuse)
        if state and state["asked"] is not None:
            if state["granted"] is None or self.now < state["over"]:
                return
        end, _ = law.term(law.exceptions[event.excuse]["decide_within"]).elapsed(self.now)
        self.alarm(end)
        self.exceptions[event.excuse] = {
            "asked": self.now, "end": end, "granted": None, "over": None, "law": law,
        }

    def grant(self, name, law, at=None):
        at = self.now if at is None else at
        state = self.exceptions.setdefault(name, {"asked": at, "end": None, "granted": None, "law": law})
        before = state["over"] if state["granted"] is not None else at
        state["asked"] = at
        state["granted"] = at
        end, _ = law.term(law.exceptions[name]["lasts"]).elapsed(at)
        # Where nobody can tell when it ends, it goes on. What was granted before runs on as well.
        state["over"] = max(before, END_OF_TIME if end is None else end)
        self.alarm(state["over"])

    def punish(self, event):
        name = event.reason
        if event.outcome != "imposed":
            self.fined.discard(name)
            return
        law = self.course.ruling(self.entries[self.stage])
        rule = law.sanctions.get(name)
        if rule is None or not self.in_force(event) or not self.rightly(rule["decided"], event):
            return
        self.mask()
        if self.sanction(rule) == "open":
            self.fined.add(name)

    def sanction(self, rule):
        """The status of a sanction."""
        if rule["name"] in self.fined:
            return "imposed"
        truth = min(self.among(rule["stages"]), self.free())
        if self.served is None and self.awaits_service():
            return "no"
        if truth != NO and rule["count"] is not None:
            # In a stage that may have been reached it is not known since when.
            here = self.stage in rule["stages"]
            truth = min(truth, self.defaulted(rule["count"]) if here else UNKNOWN)
        return {NO: "no", UNKNOWN: "unknown", YES: "open"}[truth]

    def among(self, names):
        """Whether an open matter is in one of these stages, under a law in force."""
        if self.closed or self.course.at(self.now) is None:
            return NO
        stages = {self.stage} | self.maybe
        inside = stages & set(names)
        if not inside:
            return NO
        return YES if inside == stages else UNKNOWN

    def awaits_service(self):
        law = self.course.ruling(self.entries[self.stage])
        return any(
            then["trigger"] == "served"
            for stage in law.lifecycles[self.matter.instrument]["stages"]
            for then in stage["then"]
        )

    def free(self):
        """Whether nothing keeps a punishment and a further paper off, as it would an effect."""
        if self.suspended() or self.eased():
            return NO
        if self.gap and (self.served is not None or self.early):
            return UNKNOWN if self.eligible == UNKNOWN else NO
        return self.eligible

    def defaulted(self, count):
        """Whether the person defaulted often enough, this time included."""
        if count["n"] <= 1:
            return YES
        entry = self.entries[self.stage]
        back = self.person.back(entry, count["within"])
        return self.person.leaf(
            count["of"],
            lambda spells: 1 + sum(
                1 for begins, _ in spells if back <= self.zone.start(begins) < entry
            ) >= count["n"],
            True, self.now, self.known,
        )

    # Eligibility.

    def mask(self):
        """Whether the person has been eligible at every instant since service."""
        if self.eligible is None or self.now in self.person.at:
            law = self.course.ruling(self.now)
            self.eligible = law.eligible(self.matter.instrument, self.person, self.now, self.known)
        if self.eligible != YES and not self.closed:
            self.gap = True

    def eligibility_confirmed(self, event, law):
        self.eligible = None
        self.mask()
        if self.gap and self.eligible == YES and self.in_force(event) and event.by is not None:
            self.gap = False
            self.warned = {}

    # What holds.

    def effect(self, measure):
        law = self.course.ruling(self.entries[self.stage])
        return law and law.effects.get(measure)

    def eased(self):
        """Whether the day that an excuse sets still lies ahead."""
        return self.excused or (self.new_day is not None and self.now <= self.new_day)

    def suspended(self):
        """Whether a claim takes every effect off."""
        if any(state["pending"] and state["suspends"] for state in self.claims.values()):
            return True
        return any(state["pending"] and state["suspends"] for state in self.claimed.values())

    def truth(self, measure):
        """Whether an effect is in force now."""
        if self.suspended() or self.limits.get(measure, END_OF_TIME) <= self.now:
            return NO
        if any(key[2] == measure and state[0] == "pending" and state[2]
               for key, state in self.objections.items()):
            return NO
        for name, state in self.exceptions.items():
            if state["granted"] is not None and self.now < state["over"]:
                if measure in state["law"].exceptions[name]["from"]:
                    return NO
        return self.grounded(measure)

    def grounded(self, measure):
        """The same, with whatever stays, suspends or excepts it left out, and its limit."""
        if self.closed or self.barred or measure in self.ended or measure in self.lifted:
            return NO
        rule = self.effect(measure)
        if rule is None or self.course.at(self.now) is None:
            return NO
        law = self.course.ruling(self.entries[self.stage])
        stages = {self.stage} | self.maybe
        inside = stages & set(rule["stages"])
        if not inside:
            return NO
        truth = YES if inside == stages else UNKNOWN
        if self.eased():
            return NO
        if rule["decided"] != "automatic" and not self.imposed.get(measure):
            return NO
        if not self.warnings_run(law):
            return NO
        if self.gap:
            truth = min(truth, UNKNOWN if self.eligible == UNKNOWN else NO)
        truth = min(truth, self.eligible)
        if truth != NO and rule["when"] is not None:
            truth = min(truth, self.person.truth(rule["when"], self.now, self.known))
        return truth

    def snapshot(self):
        seen = Snapshot()
        law = self.course.ruling(self.now)
        seen.stage = self.closed or self.stage
        seen.served = self.served
        seen.effects = {measure: self.truth(measure) for measure in self.course.measures}
        seen.duties = self.besides(self.now)
        for each in self.course.laws:
            for duty in each.duties.values():
                if self.asked(duty) and self.governed(each, duty):
                    status = self.status(each, duty)
                    if status is not None:
                        seen.duties[duty["name"]] = status
        # As the law of the stage has them.
        law = self.course.ruling(self.entries[self.stage])
        seen.sanctions = {rule["name"]: self.sanction(rule) for rule in law.sanctions.values()}
        seen.follows = {
            rule["instrument"] for rule in law.follows.values() if self.follows(law, rule)
        }
        return seen

    def asked(self, duty):
        """Whether this paper asks for a duty."""
        return summoned(duty) and is_of(duty, self.matter.instrument)

    def follows(self, law, rule):
        if min(self.among([rule["on"]]), self.free()) != YES or self.stage != rule["on"]:
            return False
        if rule["within"] is None:
            return True
        end, _ = law.term(rule["within"]).elapsed(self.entries[self.stage])
        return end is not None and self.now < end

    def governed(self, law, duty):
        """Whether a duty is judged by this law: the one at its start."""
        begun = self.anchor(duty["from"], law)
        return self.course.ruling(self.now if begun is None else begun) is law

    def status(self, law, duty):
        """How a duty stands, with its last instant; None where there is none."""
        if self.served is None and not self.excused and self.new_day is None:
            return None
        due = self.shown_due(law, duty)
        if self.met(duty):
            return "met", due
        if self.closed:
            return ("excused" if self.closing == "excuse-accepted" else "void"), due
        if self.excused:
            return "excused", None
        return "open", due

    def shown_due(self, law, duty):
        if self.excused:
            return None
        if self.served and self.late(law) and duty["due"] == {"by": "appear-at"}:
            if duty["late_within"] is None and self.new_day is None:
                return self.matter.appear_at
        if self.new_day is not None:
            return self.new_day
        due, _ = self.due(law, duty)
        return due

    def statutory(self, law, duty):
        belongs = max((self.person.truth(law.categories[name]["when"], self.now, self.known)
                       for name in duty["upon"]), default=YES)
        begun = self.enacted(law, duty) if duty["from"] == "statute" else self.anchor(duty["from"], law)
        if begun is None or begun > self.now or not (
                self.course.in_force(begun) and self.course.in_force(self.now)):
            return None
        begun = max(begun, self.enacted(law, duty))
        if begun > self.now:
            return None
        (kind, part), = duty["due"].items()
        if kind == "by":
            due = self.anchor(part, law)
        else:
            end, _ = law.term(part).elapsed(begun)
            due = None if end is None else end - 1
        if due is not None and due < begun:
            return None
        if any(event.kind in duty["met_by"] and begun <= event.force <= self.now
               for event in self.events):
            return "met", due
        return ("open", due) if belongs == YES else None

    def enacted(self, law, duty):
        """When the version began that made a duty what it is."""
        begun = law.begins
        for earlier in reversed(self.course.every[:self.course.every.index(law)]):
            # After a gap it begins anew.
            if earlier.duties.get(duty["name"]) != duty or earlier.ends != begun:
                break
            begun = earlier.begins
        return begun

    def besides(self, at):
        """The duties at an instant that need no summons."""
        self.now = at
        statuses = {}
        for law in self.course.every:
            if law.holds(at):
                for duty in law.duties.values():
                    if not summoned(duty):
                        statuses[duty["name"]] = self.statutory(law, duty)
        return {name: status for name, status in statuses.items() if status is not None}


def is_of(duty, instrument):
    """Whether a duty is one of whoever gets this paper; of all papers, where it names none."""
    return instrument in (duty.get("of") or [instrument])


def summoned(duty):
    """Whether a duty needs a summons."""
    anchor = duty["from"]
    if isinstance(anchor, str):
        return anchor != "statute"
    return not set(anchor) & {"day", "window", "public-event"}


class _Days:
    by_days = True


DAYS = _Days()


# What burdens only under a law in force.
BINDING = frozenset(("excuse-refused", "objection-rejected", "judged"))

HANDLERS = {
    "excuse-claimed": Walk.excuse_claimed,
    "excuse-accepted": Walk.excuse_accepted,
    "excuse-refused": Walk.excuse_refused,
    "cause-ended": Walk.cause_ended,
    "warned": Walk.warn,
    "told": Walk.tell,
    "decided": Walk.decided,
    "reviewed": Walk.reviewed,
    "objected": Walk.objected,
    "objection-rejected": Walk.objection_rejected,
    "non-receipt-claimed": Walk.non_receipt_claimed,
    "appearance-claimed": Walk.appearance_claimed,
    "judged": Walk.judged,
    "eligibility-confirmed": Walk.eligibility_confirmed,
    "opened": Walk.receipt,
    "delivered": Walk.receipt,
    "refused": Walk.receipt,
}
