"""Times OpenFisca-core on the rule of regimes/seed/002 over a made-up population.

Usage: measure.py PEOPLE.csv FIRST_DAY DAYS ROUNDS CELLS OUT.json

PEOPLE.csv is what `writ-bench people` wrote. CELLS gets eight bytes for each person, in the order of the
file: for exit, driving, credit and property the first and the last day in force, counted from FIRST_DAY,
255 for none. OUT.json gets the times.
"""

import csv
import datetime
import json
import statistics
import sys
import time

import numpy
from importlib.metadata import version
from openfisca_core.simulations import SimulationBuilder

import rule


def days(words, absent):
    """Dates or instants written with their local date first."""
    return numpy.array([word[:10] or absent for word in words], dtype="datetime64[D]")


def read(path):
    """The inputs, by variable."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        names = next(rows)
        table = dict(zip(names, map(list, zip(*rows))))
    never = str(rule.NEVER)
    return {
        "birth": days(table["birth_date"], never),
        "sex": rule.Sex.encode(numpy.array(table["sex"])),
        "service": rule.Service.encode(numpy.array(table["service"])),
        "fitness": rule.Fitness.encode(numpy.array(table["fitness"])),
        "account": rule.Account.encode(numpy.array(table["account"])),
        "deferment_from": days(table["deferment_from"], never),
        "deferment_until": days(table["deferment_until"], never),
        "posted_on": days(table["posted_at"], never),
        "appeared_on": days(table["appeared_at"], never),
    }


def run(inputs, periods, ages):
    """One run: the seconds for the rule alone, those with the inputs set as well, and the answers."""
    count = len(inputs["birth"])
    system = rule.system(ages)
    began = time.perf_counter()
    simulation = SimulationBuilder().build_default_simulation(system, count)
    for name, values in inputs.items():
        simulation.set_input(name, "ETERNITY", values)
    ready = time.perf_counter()
    answers = [[simulation.calculate(measure, period) for measure in rule.MEASURES] for period in periods]
    ended = time.perf_counter()
    return ended - ready, ended - began, answers


def spells(answers, measure, count):
    """The first and the last day in force, and on how many days; 255 for none."""
    first = numpy.full(count, 255, dtype=numpy.uint8)
    last = numpy.full(count, 255, dtype=numpy.uint8)
    total = numpy.zeros(count, dtype=numpy.uint8)
    for day, of_day in enumerate(answers):
        holds = of_day[measure]
        first[holds & (first == 255)] = day
        last[holds] = day
        total += holds
    has = first != 255
    # A spell without a hole: the two days say all.
    assert numpy.array_equal(last[has] - first[has] + 1, total[has])
    return first, last, total


def main():
    people, first_day, day_count, rounds, cells_path, out = sys.argv[1:]
    start = datetime.date.fromisoformat(first_day)
    periods = [(start + datetime.timedelta(days=day)).isoformat() for day in range(int(day_count))]
    inputs = read(people)
    count = len(inputs["birth"])
    timed = {}
    for name, ages in [("seconds_ages_by_hand", rule.AGES_BY_HAND), ("seconds", rule.AS_WRITTEN)]:
        timed[name] = []
        timed[f"{name}_with_inputs"] = []
        for _ in range(int(rounds)):
            # Both systems' answers at once would not fit into a small machine.
            answers = None
            seconds, with_inputs, answers = run(inputs, periods, ages)
            timed[name].append(seconds)
            timed[f"{name}_with_inputs"].append(with_inputs)
    cells = numpy.empty((count, 2 * len(rule.MEASURES)), dtype=numpy.uint8)
    in_force = {}
    for place, measure in enumerate(rule.MEASURES):
        first, last, total = spells(answers, place, count)
        cells[:, 2 * place] = first
        cells[:, 2 * place + 1] = last
        in_force[measure] = int(total.sum(dtype=numpy.int64))
    cells.tofile(cells_path)
    with open(out, "w", encoding="utf-8") as file:
        json.dump(
            {
                "engine": f"OpenFisca-core {version('openfisca-core')}",
                "people": count,
                "days": len(periods),
                **{name: statistics.median(rounds) for name, rounds in timed.items()},
                "person_days_in_force": in_force,
            },
            file,
            indent=2,
        )


if __name__ == "__main__":
    main()
