"""Which version of the law governs a matter, rule by rule."""

COPIES = ("dispatched", "delivered", "refused")


class Course:
    """A course of the law: for each version's time, the version that is applied in it."""

    def __init__(self, laws, applied, counts_from=None):
        self.counts_from = counts_from
        self.zone = laws[0].zone
        self.every = laws
        self.applied = applied
        used = sorted(set(applied) - {None})
        self.laws = [laws[index] for index in used]
        self.first = self.laws[0]
        self.edges = [edge for law in laws for edge in (law.begins, law.ends)]
        self.measures = list(laws[0].regime.measures)

    def at(self, at):
        """The law that is applied at an instant; None where no version is in force."""
        for index, law in enumerate(self.every):
            if law.begins <= at < law.ends:
                applied = self.applied[index]
                return None if applied is None else self.every[applied]
        return None

    def ruling(self, at):
        """The law that is applied at an instant, or was the last to be."""
        if len(self.every) == 1:
            return self.first
        ruled = self.first
        for index, law in enumerate(self.every):
            if law.begins <= at and self.applied[index] is not None:
                ruled = self.every[self.applied[index]]
        return ruled

    def in_force(self, at):
        return any(law.begins <= at < law.ends for law in self.every)


def courses(laws, matter, events):
    """The courses of a matter: one, or several of which an effect needs every one."""
    if len(laws) == 1:
        return [Course(laws, (0,))]
    begun = governing(laws, matter, events)
    found = [(None, [None] * begun + [begun])]
    for index in range(begun + 1, len(laws)):
        pending = laws[index].pending
        found = [
            (counts, applied + [index if pending == "switch" else applied[-1]])
            for counts, applied in found
        ]
        if pending == "keep-old-unless-milder":
            # Beside it, the matter as if the new law had been its law from the beginning.
            found.append((laws[index].begins, [index] * (index + 1)))
    return [Course(laws, tuple(applied), counts) for counts, applied in found]


def governing(laws, matter, events):
    """The version in force at the first lawful posting, or at a copy before it that could serve."""

    def holding(at):
        return next((index for index, law in enumerate(laws) if law.holds(at)), None)

    def serves(event):
        rule = laws[holding(event.force)].services.get(event.channel)
        return rule is not None and any(each["event"] == event.kind for each in rule["grounds"])

    lawful = [
        event for event in events
        if holding(event.at) is not None and holding(event.force) is not None
    ]
    copies = [event for event in lawful if event.kind == "posted" or serves(event)]
    copies = copies or [event for event in lawful if event.kind in COPIES]
    at = copies[0].force if copies else matter.issued_at
    begun = [index for index, law in enumerate(laws) if law.begins <= at]
    # In a gap, the version before it.
    return begun[-1] if begun else 0
