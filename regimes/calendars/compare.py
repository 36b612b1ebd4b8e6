"""Compares each calendar, day by day, with what the PyPI package `holidays` says.

Reads the calendars as they are in the files, so that nothing between the generator and the
program goes unseen. A day of which they say otherwise must stand in `differences.tsv`, and a row
there that is no difference any more is a failure as well.
"""

import re
import sys
from datetime import date, timedelta
from pathlib import Path

import holidays

from sources import FIRST, FOLDER, OFF, ORDINARY, PACKAGE, SOURCES, WORKED
from sources import Source, differences, said

HEAD = re.compile(r'calendar "([\w-]+)" covers-from="([\d-]+)" covers-until="([\d-]+)" \{')
DAY = re.compile(r'(off|worked) "([\d-]+)"')
# Monday is 0.
WEEKEND = {5, 6}


class Calendar:
    """A calendar as its file has it."""

    def __init__(self, path: Path):
        self.days: dict[date, str] = {}
        self.faults: list[str] = []
        self.head: tuple[str, date, date] | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            rule = line.split("//")[0].strip()
            if match := HEAD.fullmatch(rule):
                code, first, until = match.groups()
                self.head = (code, date.fromisoformat(first), date.fromisoformat(until))
            elif match := DAY.fullmatch(rule):
                word, day = match.groups()
                if self.days.setdefault(date.fromisoformat(day), word) != word:
                    self.faults.append(f"{path.name}:{number}: {day} is both off and worked")
            elif rule not in ("", "}", "weekend sat sun"):
                self.faults.append(f"{path.name}:{number}: `{rule}` has an unknown form")


def compare(source: Source) -> list[str]:
    """What is wrong with a calendar."""
    calendar = Calendar(FOLDER / f"{source.code}.kdl")
    faults = calendar.faults
    if calendar.head != (source.code, FIRST, source.until):
        faults.append(f"{source.code}: named or covering otherwise than sources.py says")
    told = said(source)
    if told.weekend != WEEKEND:
        faults.append(f"{source.code}: the package's weekend is not Saturday and Sunday")
    # A day of the weekend must not be lost behind `worked`, nor a working day named so.
    for day, word in calendar.days.items():
        if not FIRST <= day < source.until:
            faults.append(f"{source.code}: {day} lies outside what is covered")
        if word == WORKED and day.weekday() not in WEEKEND:
            faults.append(f"{source.code}: {day} is worked anyway")
    reasons = {one.day: one for one in differences() if one.calendar == source.code}
    day = FIRST
    while day < source.until:
        ours, package = calendar.days.get(day, ORDINARY), told.of(day)
        reason = reasons.pop(day, None)
        if reason and (ours, package) != (reason.ours, reason.package):
            faults.append(
                f"{source.code}: differences.tsv has {day} as {reason.ours} against "
                f"{reason.package}, but it is {ours} against {package}"
            )
        elif not reason and ours != package:
            faults.append(f"{source.code}: {day} is {ours}, and by the package {package}")
        day += timedelta(days=1)
    faults += [f"{source.code}: differences.tsv has {day}, not covered" for day in reasons]
    return faults


def main() -> int:
    """Compares all."""
    if PACKAGE != f"holidays {holidays.__version__}":
        print(f"this is holidays {holidays.__version__}; the calendars were made from {PACKAGE}")
        return 1
    codes = {source.code for source in SOURCES}
    files = {path.stem for path in FOLDER.glob("*.kdl")}
    faults = [f"{code}: in sources.py or the folder, not in both" for code in codes ^ files]
    faults += [
        f"differences.tsv: no calendar `{one.calendar}`"
        for one in differences()
        if one.calendar not in codes
    ]
    faults += [
        f"differences.tsv: {one.calendar} {one.day} lacks a reason, or says no `{OFF}`, `{WORKED}`"
        f" or `{ORDINARY}`"
        for one in differences()
        if not one.reason or not {one.ours, one.package} <= {OFF, WORKED, ORDINARY}
    ]
    for source in SOURCES:
        if source.code in files:
            faults += compare(source)
    for fault in faults:
        print(fault)
    if not faults:
        print(f"{len(SOURCES)} calendars agree with {PACKAGE}, but for {len(differences())} days")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
