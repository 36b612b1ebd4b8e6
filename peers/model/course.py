"""Which version of the law governs a matter, rule by rule."""

COPIES = ("posted", "dispatched", "delivered", "refused", "opened")


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
        ruled = self.first
        for index, law in enumerate(self.every):
            if law.begins <= at and self.applied[index] is not None:
                ruled = self.every[self.applied[index]]
        return ruled

    def in_force(self, at):
        return any(law.begins <= at < law.ends for law in self.every)


def courses(laws, events):
    """The courses of a matter: one, or several of which an effect needs every one."""
    if len(laws) == 1:
        return [Course(laws, (0,))]
    begun = governing(laws, events)
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


def governing(laws, events):
    """The version in force at the first lawful copy."""
    for event in events:
        if event.kind in COPIES and any(law.holds(event.at) for law in laws):
            for index, law in enumerate(laws):
                if law.holds(event.force):
                    return index
    return 0
