"""Which calendars are shipped: of what, for which days, and on what law.

`generate.py` writes them from this and from the PyPI package `holidays`; `compare.py` compares
what was written with the package. Where we say otherwise than the package, `differences.tsv` says
why.
"""

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import holidays

FOLDER = Path(__file__).parent
PACKAGE = "holidays 0.109"
FIRST = date(2020, 1, 1)
# The end of what is worked out ahead where statute alone fixes the days.
AHEAD = date(2031, 1, 1)

OFF, WORKED, ORDINARY = "off", "worked", "ordinary"


@dataclass(frozen=True)
class Source:
    """A calendar: what it is called, what the package calls it, and what it rests on."""

    code: str
    title: str
    country: str
    # The law, and what the calendar leaves out, by paragraphs.
    basis: list[str]
    # Acts that moved days or made single ones, by year.
    acts: dict[int, str] = field(default_factory=dict)
    part: str | None = None
    until: date = AHEAD

    def years(self) -> range:
        """The years that it covers, the last one perhaps in part."""
        return range(FIRST.year, (self.until - timedelta(days=1)).year + 1)


@dataclass(frozen=True)
class Said:
    """What the package says of the days of some years."""

    off: dict[date, str]
    worked: set[date]
    weekend: set[int]

    def of(self, day: date) -> str:
        """A public holiday, a day of the weekend that is worked, or neither."""
        return OFF if day in self.off else WORKED if day in self.worked else ORDINARY


@dataclass(frozen=True)
class Difference:
    """A day of which a calendar says otherwise than the package, and why."""

    calendar: str
    day: date
    ours: str
    package: str
    name: str
    reason: str


def said(source: Source) -> Said:
    """Asks the package."""
    kind = getattr(holidays, source.country)
    years = source.years()
    if years[0] < kind.start_year or years[-1] > kind.end_year:
        raise SystemExit(f"{source.code}: the package does not know all of {years}")
    language = "en_US" if "en_US" in kind.supported_languages else None
    # Without `expand` a look at another year does not add it.
    told = kind(years=years, subdiv=source.part, language=language, expand=False)
    off = {day: name for day, name in told.items() if day < source.until}
    worked = {day for day in told.weekend_workdays if FIRST <= day < source.until}
    return Said(off, worked - set(off), set(kind.weekend))


def differences() -> list[Difference]:
    """The table of days of which we say otherwise."""
    with (FOLDER / "differences.tsv").open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Difference(**{**row, "day": date.fromisoformat(row["day"])}) for row in rows]


SOURCES = [
    Source(
        "at",
        "Austria",
        "Austria",
        [
            "Arbeitsruhegesetz (BGBl. 144/1983) section 7(2): the same days in every Land.",
            "Good Friday and 24 December are no public holidays and are worked here, although a "
            "term of the general procedure laws does not end on them (AVG section 33(2), BAO "
            "section 108(3)).",
        ],
    ),
    Source(
        "ch",
        "Switzerland, the days off in every canton",
        "Switzerland",
        [
            "Federal Constitution art. 110(3): 1 August. All other holidays are made by the "
            "cantons; New Year, Ascension and Christmas are so in each of them.",
            "For a canton this is too little: its other holidays (Good Friday, Easter Monday, "
            "Whit Monday and 26 December in most) count as worked here. A pack for a canton "
            "writes its own calendar.",
        ],
    ),
    Source(
        "de",
        "Germany, the days off in every Land",
        "Germany",
        [
            "Unification Treaty art. 2(2): 3 October. All other holidays are made by the Laender; "
            "these are the days on which all sixteen agree.",
            "For a Land this is too little: its own holidays (Epiphany, Corpus Christi, "
            "Reformation Day, All Saints and others) count as worked here. A pack for a Land "
            "writes its own calendar.",
        ],
    ),
    Source(
        "dk",
        "Denmark",
        "Denmark",
        [
            "The holidays of the church, by custom and the ordinance of 1770. Great Prayer Day "
            "was one for the last time in 2023: act of 2023 on the consequences of abolishing it.",
            "5 June, 24 December and 31 December are no public holidays and are worked here, "
            "although much is closed on them and some rules of time name them.",
        ],
    ),
    Source(
        "ee",
        "Estonia",
        "Estonia",
        [
            "Public Holidays and Days of National Importance Act (puhade ja tahtpaevade seadus) "
            "sections 1 and 2. A holiday on a weekend is not made up for.",
        ],
    ),
    Source(
        "es",
        "Spain, the days off in the whole country",
        "Spain",
        [
            "Royal Decree 2001/1983 art. 45, and each year's resolution on working days in the "
            "Boletin Oficial; the package compared 2020 to 2026 with these. After that the days "
            "are those of the decree. A holiday on a Sunday is not listed: some communities put "
            "it on the Monday.",
            "For a community or a town this is too little: each has up to four and two days of "
            "its own. They count as worked here. A pack for a community writes its own calendar.",
        ],
    ),
    Source(
        "fi",
        "Finland",
        "Finland",
        [
            "Church Act (652/2023, before it 1054/1993), Acts 388/1937 (6 December) and 272/1944 "
            "(1 May).",
            "Midsummer Eve and Christmas Eve are no holidays by these, and are off here: a term "
            "does not end on them either (Act 150/1930 section 5).",
        ],
    ),
    Source(
        "gb-eng",
        "England (and Wales)",
        "UnitedKingdom",
        [
            "Banking and Financial Dealings Act 1971 section 1 and schedule 1; Good Friday and "
            "Christmas Day by common law; New Year's Day, the early May holiday and days instead "
            "of one that falls on a weekend by royal proclamation each year, and alike each year.",
            "Not for Scotland or Northern Ireland. A day yet to be proclaimed is not in it.",
        ],
        acts={
            2020: (
                "The early May holiday was put on 8 May, 75 years after the war (proclamation, "
                "2019)."
            ),
            2022: (
                "The spring holiday was put on 2 June, 3 June added for the jubilee, and 19 "
                "September for the funeral of Queen Elizabeth II (proclamations of 2021 and of 10 "
                "September 2022)."
            ),
            2023: "8 May was added for the coronation of Charles III (proclamation, 2022).",
        },
        part="ENG",
    ),
    Source(
        "it",
        "Italy",
        "Italy",
        [
            "Act 260/1949 art. 2 as changed by Act 54/1977, Decree 792/1985 (Epiphany), Act "
            "336/2000 (2 June) and Act 151/2025 (4 October, from 2026). Patron saints of towns "
            "are not in it.",
            "Saturday is off here. Where a rule rolls for holidays and Sundays alone, as Codice "
            "civile art. 2963 does, a pack writes its own calendar with `weekend sun`.",
        ],
    ),
    Source(
        "ru",
        "Russia",
        "Russia",
        [
            "Labour Code art. 112, and each year's government decree that moves days off; for a "
            "week of five days. Days that regions add are not in it.",
            "It ends where the last decree known to the package ends: the days of a year without "
            "its decree are unknown, and nothing is guessed.",
            "Days that the president called non-working as a measure against the epidemic (30 "
            "March to 30 April and 6 to 8 May 2020: decrees 206, 239, 294; 4 to 7 May and 30 "
            "October to 7 November 2021: decrees 242, 595) are worked here: of the first of them "
            "the Supreme Court said that they are no days off (Review No 1 of 21 April 2020, "
            "answer 5). A rule of law that counts them otherwise, such as Tax Code art. 6.1(7), "
            "needs a calendar of its own for these years.",
        ],
        acts={
            2020: (
                "Government decree 875 of 10 July 2019. For 24 June and 1 July see "
                "differences.tsv."
            ),
            2021: "Government decree 1648 of 10 October 2020.",
            2022: "Government decree 1564 of 16 September 2021.",
            2023: "Government decree 1505 of 29 August 2022.",
            2024: "Government decree 1314 of 10 August 2023.",
            2025: "Government decree 1335 of 4 October 2024.",
            2026: "Government decree 1466 of 24 September 2025.",
            2027: (
                "Government decree of September 2026 on moving days off in 2027, as the package "
                "has it from consultant.ru, document LAW_544706."
            ),
        },
        until=date(2028, 1, 1),
    ),
    Source(
        "ua",
        "Ukraine",
        "Ukraine",
        [
            "Labour Code arts. 67 and 73. From 24 March 2022, while martial law lasts, these do "
            "not apply: public holidays are working days, and none is made up for (Act 2136-IX of "
            "15 March 2022 art. 6(6)). Saturdays and Sundays stay off.",
            "It ends with the last prolongation of martial law that was at hand, to 4 May 2026 "
            "(Act 4757-IX of 14 January 2026 on presidential decree 40/2026). The package goes on "
            "as if martial law never ended; here the days after it are unknown until somebody "
            "looks.",
            "Moved days are what the government recommends to employers with a week of five days.",
        ],
        acts={
            2020: "Order of the Cabinet of Ministers 995-r of 2019.",
            2021: "Order of the Cabinet of Ministers 1191-r of 2020.",
            2022: (
                "Order of the Cabinet of Ministers 1004-r of 26 August 2021. Its second move, of "
                "27 June to 2 July, fell under martial law. From 24 March: martial law."
            ),
            2023: "Martial law: no public holiday is off.",
            2024: "Martial law: no public holiday is off.",
            2025: "Martial law: no public holiday is off.",
            2026: "Martial law: no public holiday is off.",
        },
        until=date(2026, 5, 4),
    ),
]
