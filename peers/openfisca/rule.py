"""The rule of regimes/seed/002 in its reading "receipt", as an OpenFisca tax and benefit system.

Country-less: one entity, no parameters. Every variable by day says what holds at the end of that day,
so that whole days are enough. It is written as OpenFisca's own models are: a variable for each notion
of the law, vectorised over the people, asked day by day; the age as in OpenFisca's own template of a
country. That is the system `AS_WRITTEN`. Most of its time goes into ages, so there is a second one,
`AGES_BY_HAND`, in which a person who knows both the law and numpy has worked out once for all on which
birthdays an age begins and ends.
"""

from datetime import date

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERSON = build_entity(key="person", plural="persons", label="A made-up person", is_person=True)

# A summons was posted, or an appearance happened, on no day.
NEVER = numpy.datetime64("2200-01-01")


class Sex(Enum):
    female = "female"
    male = "male"


class Service(Enum):
    none = "none"
    serving = "serving"
    completed = "completed"
    reserve = "reserve"


class Fitness(Enum):
    A = "A"
    B = "B"
    V = "V"
    G = "G"
    D = "D"


class Account(Enum):
    none = "none"
    active = "active"


def choice(values, default):
    """What a variable of an enumeration is made of."""
    return {"value_type": Enum, "possible_values": values, "default_value": default}


def variable(name, label, formula=None, unit=DateUnit.DAY, **content):
    """A variable of the one entity; `formula` is its formula, if it has one."""
    content.setdefault("value_type", bool)
    body = {"entity": PERSON, "definition_period": unit, "label": label, **content}
    if formula is not None:
        body["formula"] = formula
    return type(name, (Variable,), body)


def kept(name, label, **content):
    """A variable that holds for ever: what is known of a person."""
    return variable(name, label, unit=DateUnit.ETERNITY, **content)


def day_of(name, label, formula=None):
    """A day, known once for all."""
    return variable(name, label, formula, DateUnit.ETERNITY, value_type=date)


def today(period):
    return numpy.datetime64(str(period.start))


def age(person, period):
    """Full years, worked out as OpenFisca's own template of a country does."""
    birth = person("birth", period)
    year = birth.astype("datetime64[Y]").astype(int) + 1970
    month = birth.astype("datetime64[M]").astype(int) % 12 + 1
    day = (birth - birth.astype("datetime64[M]") + 1).astype(int)
    start = period.start
    is_birthday_past = (month < start.month) + (month == start.month) * (day <= start.day)
    return numpy.where(is_birthday_past, start.year - year, start.year - year - 1)


def birthday(years):
    """The day on which an age is reached."""

    def formula(person, period):
        born = person("birth", period)
        month = born.astype("datetime64[M]")
        target = (month + numpy.timedelta64(12 * years, "M")).astype("datetime64[D]")
        return target + (born - month.astype("datetime64[D]"))

    return formula


def young(person, period):
    years = person("age", period)
    return (18 <= years) & (years < 27)


def grown(person, period):
    years = person("age", period)
    return (18 <= years) & (years < 50)


def young_by_hand(person, period):
    return (person("eighteenth", period) <= today(period)) & (today(period) < person("twenty_seventh", period))


def grown_by_hand(person, period):
    return (person("eighteenth", period) <= today(period)) & (today(period) < person("fiftieth", period))


def eligible(person, period):
    now = today(period)
    service = person("service", period)
    conscript = (service == Service.none) & person("young", period)
    reservist = (service == Service.reserve) & person("grown", period)
    deferred = (person("deferment_from", period) <= now) & (now < person("deferment_until", period))
    male = person("sex", period) == Sex.male
    fit = person("fitness", period) != Fitness.D
    return male & (conscript | reservist) & fit & ~deferred


def served(person, period):
    return (person("account", period) == Account.active) & (person("posted_on", period) <= today(period))


def eligible_at_first(person, period):
    """On the first day looked at: nobody was served before it."""
    return person("served", period) & person("eligible", period)


def eligible_since_served(person, period):
    """Eligibility that was lost does not come back by itself."""
    before = period.offset(-1)
    is_so = numpy.where(
        person("served", before), person("eligible_since_served", before), person("served", period)
    )
    return is_so & person("eligible", period)


def standing(person, period):
    """Served, eligible all the time since, and not yet appeared."""
    not_appeared = today(period) < person("appeared_on", period)
    return person("eligible_since_served", period) & not_appeared


def defaulted(person, period):
    """Twenty days, the day of service not counted, have fully gone by."""
    return person("served", period) & (person("posted_on", period) + numpy.timedelta64(20, "D") < today(period))


def exit_bar(person, period):
    return person("standing", period) & person("served", period)


def bar_on_default(person, period):
    return person("standing", period) & person("defaulted", period)


VARIABLES = [
    day_of("birth", "Date of birth"),
    kept("sex", "Sex", **choice(Sex, Sex.female)),
    kept("service", "Service", **choice(Service, Service.none)),
    kept("fitness", "Fitness", **choice(Fitness, Fitness.A)),
    kept("account", "Portal account", **choice(Account, Account.none)),
    day_of("deferment_from", "First day of the deferment"),
    day_of("deferment_until", "Day after the last of the deferment"),
    day_of("posted_on", "Day on which the summons was posted to the account"),
    day_of("appeared_on", "Day of appearing"),
    variable("eligible", "May be called up", eligible),
    variable("served", "Served through the account", served),
    variable(
        "eligible_since_served",
        "Eligible ever since service",
        # OpenFisca drops what it has computed when a variable reaches back without end.
        formula_2023_04_17=eligible_at_first,
        formula_2023_04_18=eligible_since_served,
    ),
    variable("standing", "An effect could stand", standing),
    variable("defaulted", "Twenty days without appearing", defaulted),
    variable("exit", "May not leave the country", exit_bar),
    variable("driving", "May not drive", bar_on_default),
    variable("credit", "May not take a loan", bar_on_default),
    variable("property", "May not transfer real estate", bar_on_default),
]

AS_WRITTEN = [
    variable("age", "Age in full years", age, value_type=int),
    variable("young", "Of a conscript's age", young),
    variable("grown", "Of a reservist's age", grown),
]

AGES_BY_HAND = [
    day_of("eighteenth", "From when 18 years old", birthday(18)),
    day_of("twenty_seventh", "Until when below 27", birthday(27)),
    day_of("fiftieth", "Until when below 50", birthday(50)),
    variable("young", "Of a conscript's age", young_by_hand),
    variable("grown", "Of a reservist's age", grown_by_hand),
]

MEASURES = ["exit", "driving", "credit", "property"]


def system(ages):
    """The tax and benefit system, with ages after `AS_WRITTEN` or `AGES_BY_HAND`."""
    made = TaxBenefitSystem([PERSON])
    made.add_variables(*VARIABLES, *ages)
    return made
