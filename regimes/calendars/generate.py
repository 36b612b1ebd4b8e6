"""Writes the calendars: `python3 generate.py`. With `--check` it writes nothing and tells what
differs. Needs what `requirements.txt` says."""

import re
import sys
from datetime import date
from textwrap import wrap

from sources import FIRST, FOLDER, OFF, ORDINARY, PACKAGE, SOURCES, WORKED
from sources import Said, Source, differences, said

HEAD = """\
{comment}
calendar "{code}" covers-from="{first}" covers-until="{until}" {{
    weekend sat sun
"""
# As the package puts it in English: month/day/year.
MOVED = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)")


def comment(text: str, indent: int = 0) -> str:
    """A comment of as many lines as it takes."""
    before = " " * indent + "// "
    return "\n".join(wrap(text, 98, initial_indent=before, subsequent_indent=before))


def names(told: Said) -> dict[date, tuple[str, str]]:
    """The word and the name of each day; of a moved one, from where and to where."""
    days = {day: (WORKED, "worked") for day in told.worked}
    for day, name in told.off.items():
        if match := MOVED.fullmatch(name):
            month, number, year = match.groups()
            origin = date.fromisoformat(f"{year}-{month}-{number}")
            days[day] = (OFF, f"day off moved from {origin}")
            if origin in told.worked:
                days[origin] = (WORKED, f"day off moved to {day}")
        else:
            days[day] = (OFF, "; ".join(dict.fromkeys(name.split("; "))))
    return days


def text(source: Source) -> str:
    """A calendar, in the language of packs."""
    days = names(said(source))
    days |= {one.day: (one.ours, one.name) for one in differences() if one.calendar == source.code}
    head = [
        f"Public holidays: {source.title}.",
        *source.basis,
        f"Written by generate.py from {PACKAGE} (PyPI). Change that, never this.",
    ]
    parts = [
        HEAD.format(
            comment="\n//\n".join(map(comment, head)),
            code=source.code,
            first=FIRST,
            until=source.until,
        )
    ]
    for year in source.years():
        parts.append(f"\n    // {year}\n")
        if year in source.acts:
            parts.append(comment(source.acts[year], 4) + "\n")
        for day, (word, name) in sorted(days.items()):
            if day.year == year and word != ORDINARY:
                parts.append(f'    {word} "{day}" // {day:%a} {name}\n')
    return "".join(parts) + "}\n"


def main(check: bool) -> int:
    """Writes or checks each file."""
    stale = []
    for source in SOURCES:
        path = FOLDER / f"{source.code}.kdl"
        wanted = text(source)
        if not check:
            path.write_text(wanted, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != wanted:
            stale.append(path.name)
    for name in stale:
        print(f"{name} is not what generate.py writes: run it, or take back what was edited")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
