"""Rows of `writ deadline`, counted by the model."""

from datetime import date, datetime, time

from instants import Zone, day_of_text, instant
from periods import SECONDS, Impossible, WorkDays, count

DAYS_OF_THE_WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def answer(row):
    """What a row gives: its identifier with a `date`, an `at` (an instant) or an `error`."""
    zone = Zone(row.get("zone", "UTC"))
    weekend = [DAYS_OF_THE_WEEK.index(day) + 1 for day in row.get("weekend", ["sat", "sun"])]
    work_days = WorkDays(weekend, map(day_of_text, row.get("holidays", [])))
    step = 1 if row.get("direction", "after") == "after" else -1
    roll = row.get("roll", "none")
    begins = row["from"]
    if row["unit"] in SECONDS:
        at = instant(begins) if "T" in begins else zone.start(day_of_text(begins))
        at += step * row["n"] * SECONDS[row["unit"]]
        if roll != "none" and not work_days.works(zone.day(at)):
            day = work_days.next(zone.day(at), 1 if roll == "next" else -1)
            at = zone.at_clock(day, zone.clock(at))
        return {"id": row["id"], "at": at}
    if "T" in begins:
        local = datetime.fromisoformat(begins).astimezone(zone.rules)
        day, clock = local.toordinal(), local.time()
    else:
        day, clock = day_of_text(begins), time(0)
    if "cutoff" in row and clock >= time.fromisoformat(row["cutoff"]):
        day += 1
    try:
        last = count(day, row["n"], row["unit"], work_days, step=step,
                     same_day=row.get("count_from") == "same-day", clear=row.get("clear", False),
                     short=row.get("short", {}).get("up_to"), roll=roll,
                     strict_months=row.get("month_end") == "error",
                     closed=set(map(day_of_text, row.get("closed", []))),
                     min_work_days=row.get("min_work_days", 0))
    except Impossible:
        return {"id": row["id"], "error": "a day that the month does not have"}
    return {"id": row["id"], "date": date.fromordinal(last).isoformat()}
