"""Cases with known answers: the scenarios of the shipped packs, and rows of deadlines."""

import deadline
from instants import instant
from position import Case


def scenario(regime, message):
    """Which expectations of a scenario the model does not meet."""
    case = dict(message["case"])
    case["ask"] = [
        {key: expected[key] for key in ("at", "known_at") if expected.get(key)}
        for expected in message["expect"]
    ]
    failed = []
    for expected, got in zip(message["expect"], Case(regime, case).answers()):
        if not all(met(expected, got)):
            failed.append({"expected": expected, "model": got})
    return failed


def met(expected, got):
    served = expected.get("served")
    if served is not None:
        if isinstance(served, bool):
            yield bool(got["served"]) == served
        else:
            yield got["served"] is not None and got["served"]["since"] == instant(served)
    if "channel" in expected:
        yield got["served"] is not None and got["served"]["channel"] == expected["channel"]
    if "eligible" in expected:
        yield got["eligible"] == expected["eligible"]
    for reading, stage in expected.get("stage", {}).items():
        yield all(
            found == stage for name, found in got["stage"].items() if takes(name, reading)
        )
    if "duty" in expected:
        status = got["duties"].get(expected["duty"], {}).get("status")
        yield "status" not in expected or status == expected["status"]
        yield "status_not" not in expected or status != expected["status_not"]
    if "duties" in expected:
        yield len(got["duties"]) == expected["duties"]
    for measure in expected.get("measure", "").split():
        effect = got["effects"][measure]
        if "answer" in expected:
            yield effect["answer"] == expected["answer"]
        for reading, answer in expected.get("readings", {}).items():
            found = [each for name, each in effect["readings"].items() if takes(name, reading)]
            yield bool(found) and all(each == answer for each in found)


def takes(alternative, reading):
    return set(reading.split(" / ")) <= set(alternative.split(" / "))


def row(message):
    """Whether a row of deadlines gives what it must."""
    expected = dict(message["expected"])
    if "at" in expected:
        expected["at"] = instant(expected["at"])
    got = deadline.answer(message["deadline"])
    return [] if got == expected else [{"expected": expected, "model": got}]
