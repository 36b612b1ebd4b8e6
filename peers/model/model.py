#!/usr/bin/env python3
"""A second reading of the law, in Python's standard library alone.

`model.py` reads JSON lines from standard input: `{"canonical": …}` sets the regime, `{"case": …,
"answers": […]}` is a case with the engine's answers. It prints a line for each case: `{}` where
both say the same, and what the model says instead where they do not.
"""

import json
import sys

import selftest
from instants import instant
from law import Regime
from position import Case


def differences(expected, got):
    """The fields in which the engine's answers (`got`) are not those of the model."""
    found = []
    for index, (model, engine) in enumerate(zip(expected, got)):
        for field, value in model.items():
            if engine.get(field) != value:
                found.append({"ask": index, "field": field, "model": value,
                              "engine": engine.get(field)})
    return found


def read_instants(answer):
    """The engine's answer with its texts of instants read."""
    served = answer.get("served")
    if served:
        for field in ("since", "sender"):
            if field in served:
                served[field] = instant(served[field])
    for duty in answer.get("duties", {}).values():
        if duty["due"] is not None:
            duty["due"] = instant(duty["due"])
    return answer


def main():
    regimes = {}
    regime = None
    for line in sys.stdin:
        message = json.loads(line)
        if "canonical" in message:
            text = message["canonical"]
            regime = Regime(json.loads(text) if isinstance(text, str) else text)
            continue
        try:
            if "deadline" in message:
                found = selftest.row(message)
                print(json.dumps({"found": found} if found else {}), flush=True)
                continue
            if "expect" in message:
                found = selftest.scenario(regime, message)
                print(json.dumps({"found": found} if found else {}), flush=True)
                continue
            case = Case(regime, message["case"])
            found = differences(case.answers(), [read_instants(each) for each in message["answers"]])
        except Exception as error:  # A case that the model cannot follow is a finding too.
            import traceback
            found = [{"error": traceback.format_exc()}]
        print(json.dumps({"found": found} if found else {}), flush=True)


if __name__ == "__main__":
    main()
