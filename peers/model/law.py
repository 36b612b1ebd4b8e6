"""A regime as the model takes it from its canonical form: versions, alternatives and rules."""

from itertools import product

from instants import END_OF_TIME, Zone, day_of_text
from periods import Term, WorkDays

# The lists of the canonical form, with the word of their nodes and the field that names a rule.
FAMILIES = {
    "periods": ("period", "name"),
    "categories": ("category", "name"),
    "instruments": ("instrument", "name"),
    "channels": ("channel", "name"),
    "ladders": ("ladder", "instrument"),
    "services": ("service", "channel"),
    "lifecycles": ("lifecycle", "instrument"),
    "duties": ("duty", "name"),
    "effects": ("effect", "measure"),
    "warnings": ("warning", "name"),
    "remedies": ("remedy", "name"),
    "limits": ("limit", "measure"),
    "excuses": ("excuse", "name"),
    "claims": ("claim", "kind"),
    "exceptions": ("exception", "name"),
    "sanctions": ("sanction", "name"),
    "follows": ("follow", "instrument"),
    "windows": ("window", "name"),
    "public_events": ("public-event", "name"),
    "judgements": ("judgement", "name"),
    "selections": ("selection", "instrument"),
}
FAMILY_OF_WORD = {word: family for family, (word, _) in FAMILIES.items()}


def conditions(tree):
    """Every condition over an age inside a value of the canonical form."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "age":
                yield value
            else:
                yield from conditions(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from conditions(value)


class Regime:
    """What holds for every alternative of a regime."""

    def __init__(self, tree):
        self.zone = Zone(tree["regime"]["zone"])
        self.calendars = {
            calendar["name"]: WorkDays.of_calendar(calendar) for calendar in tree["calendars"]
        }
        self.facts = {
            fact["name"]: dict(fact, kind=fact["kind"] if isinstance(fact["kind"], str) else "choice")
            for fact in tree["facts"]
        }
        ages = [part for part in conditions([tree["categories"], tree["effects"], tree["versions"]])]
        self.ages = {years for part in ages for years in (part["from"], part["below"])} - {None}
        self.versions = self._versions(tree["versions"])
        texts = self._texts(tree)
        self.alternatives = {}
        for readings in product(*(dispute["readings"] for dispute in tree["disputes"])):
            name = " / ".join(reading["name"] for reading in readings) or "text"
            laws = []
            for version, text in zip(self.versions, texts):
                text = changed(text, [change for reading in readings for change in reading["changes"]])
                laws.append(Law(self, version, text))
            self.alternatives[name] = laws
        self.disputed = bool(tree["disputes"])
        self.measures = []
        for text in texts:
            for measure in text["effects"]:
                if measure not in self.measures:
                    self.measures.append(measure)

    def _versions(self, versions):
        begins = [self.zone.local(version["from"]) for version in versions]
        listed = []
        for index, version in enumerate(versions):
            ends = begins[index + 1] if index + 1 < len(versions) else END_OF_TIME
            if version["until"] is not None:
                ends = min(ends, self.zone.local(version["until"]))
            listed.append((begins[index], ends, version["pending"]))
        return listed

    def _texts(self, tree):
        """The rules of each version, by family and name."""
        text = {
            family: {rule[name]: rule for rule in tree[family]}
            for family, (_, name) in FAMILIES.items()
        }
        texts = []
        for version in tree["versions"]:
            text = {family: dict(rules) for family, rules in text.items()}
            for rule in version["rules"]:
                (word, rule), = rule.items()
                family = FAMILY_OF_WORD[word]
                text[family][rule[FAMILIES[family][1]]] = rule
            text = changed(text, version["changes"])
            for repeal in version["repeals"]:
                text[FAMILY_OF_WORD[repeal["node"]]].pop(repeal["name"], None)
            texts.append(text)
        return texts


def changed(text, changes):
    """A text with what readings or a version change in it."""
    text = dict(text)
    for change in changes:
        (kind, part), = change.items()
        if kind == "stage":
            text["lifecycles"] = {
                instrument: dict(
                    lifecycle,
                    stages=[
                        dict(stage, then=part["then"]) if stage["name"] == part["stage"] else stage
                        for stage in lifecycle["stages"]
                    ],
                )
                for instrument, lifecycle in text["lifecycles"].items()
            }
            continue
        family, name, field = {
            "effect": ("effects", "measure", "stages"),
            "service": ("services", "channel", "grounds"),
            "instrument": ("instruments", "instrument", "to"),
        }[kind]
        if part[name] in text[family]:
            rules = dict(text[family])
            rules[part[name]] = dict(rules[part[name]], **{field: part[field]})
            text[family] = rules
    return text


class Law:
    """The rules of one version under one alternative."""

    def __init__(self, regime, version, text):
        self.regime = regime
        self.zone = regime.zone
        self.begins, self.ends, self.pending = version
        for family, rules in text.items():
            setattr(self, family, rules)
        self._terms = {}

    def holds(self, at):
        """Whether this version is in force."""
        return self.begins <= at < self.ends

    def term(self, written):
        """A length of time, named or written out."""
        key = written if isinstance(written, str) else (written["n"], written["unit"])
        known = self._terms.get(key)
        if known is None:
            if isinstance(written, str):
                rule = self.periods[written]
                known = Term(self.zone, rule["amount"], rule, self.regime.calendars)
            else:
                known = Term(self.zone, written)
            self._terms[key] = known
        return known

    def eligible(self, instrument, person, at, known):
        """Whether the person belongs to a category that the instrument names."""
        return max(
            (
                person.truth(self.categories[name]["when"], at, known)
                for name in self.instruments[instrument]["to"]
            ),
            default=0,
        )

    def in_window(self, name, at):
        """Whether an instant lies in a part of the year."""
        window = self.windows[name]
        local = self.zone.local_date(at)
        today = (local.month, local.day)
        first, after = (month_day(window[field]) for field in ("from", "until"))
        if first < after:
            return first <= today < after
        return today >= first or today < after


def month_day(text):
    """`--04-01` as a pair."""
    return int(text[2:4]), int(text[5:7])
