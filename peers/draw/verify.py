"""Works a published draw out anew, from docs/DRAW.md alone, with nothing but Python's own library.

    python3 peers/draw/verify.py DIR

DIR is what `writ campaign publish` wrote. The signature of the beacon's round is not checked here
(that needs a library for BLS12-381): the randomness is taken as SHA-256 of the signature that is
published. Everything else is: the lists against their roots, the reveals against their digests, the
seed, the ranks and the last places. The answer is the JSON of `result.json`, as worked out here;
what does not fit is said on standard error, and the exit code is 1.
"""

import hashlib
import hmac
import json
import pathlib
import sys


class Wrong(Exception):
    """Something does not fit."""


def sha256(data):
    return hashlib.sha256(data).digest()


def root(entries):
    """The root of the tree of RFC 9162 over entries."""
    if not entries:
        return sha256(b"")
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0])
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return sha256(b"\x01" + root(entries[:split]) + root(entries[split:]))


def file_of(office):
    plain = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    name = "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in office.encode())
    return name + ".txt"


def read_list(path):
    """A list: the commitment of each line, and whether it is a volunteer's."""
    lots = []
    text = path.read_text(encoding="ascii")
    if text and not text.endswith("\n"):
        raise Wrong(f"{path.name} is cut short")
    for line in text.splitlines():
        digits, space, word = line.partition(" ")
        if (space, word) not in (("", ""), (" ", "volunteer")):
            raise Wrong(f"{path.name}: `{line}`")
        lots.append((bytes.fromhex(digits), word == "volunteer"))
    commitments = [commitment for commitment, _ in lots]
    if commitments != sorted(set(commitments)) or any(len(it) != 32 for it in commitments):
        raise Wrong(f"{path.name} is not in the order of its commitments")
    return lots


def entry(lot):
    commitment, volunteers = lot
    return commitment + (b"\x01" if volunteers else b"\x00")


def check_lists(committed, lists):
    for office, said in committed["offices"].items():
        lots = lists[office]
        found = (len(lots), sum(volunteers for _, volunteers in lots), root(list(map(entry, lots))))
        if found != (said["candidates"], said["volunteers"], bytes.fromhex(said["root"])):
            raise Wrong(f"the list of office {office} is not the one committed to")
    everyone = sorted((lot for lots in lists.values() for lot in lots), key=lambda lot: lot[0])
    said = committed["candidates"]
    if (len(everyone), root(list(map(entry, everyone))).hex()) != (said["count"], said["root"]):
        raise Wrong("the lists together are not those committed to")


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def seed_of(folder, digest, randomness):
    """The seed, and who did not reveal."""
    if randomness["fallback"] == "by-hand":
        return bytes.fromhex(read_json(folder / "result.json")["seed"]), []
    revealed = {}
    if randomness["observers"]:
        for reveal in read_json(folder / "reveals.json")["reveals"]:
            revealed[reveal["observer"]] = reveal["value"].encode()
    missing = [it["name"] for it in randomness["observers"] if it["name"] not in revealed]
    for observer in randomness["observers"]:
        value = revealed.get(observer["name"])
        if value is not None and sha256(value).hex() != observer["commitment"]:
            raise Wrong(f"{observer['name']} reveals something else than was pledged")
    if missing and randomness["fallback"] != "beacon-alone":
        raise Wrong("not everyone revealed: the commitment is void")
    counted = [] if missing else [revealed[it["name"]] for it in randomness["observers"]]
    data = b"writ/seed/v1\0" + digest + len(counted).to_bytes(8, "big")
    for value in counted:
        data += len(value).to_bytes(8, "big") + value
    named = randomness["beacon"]
    if named is None:
        return sha256(data + b"\x00"), missing
    beacon = read_json(folder / "beacon.json")
    if beacon["round"] != named["round"]:
        raise Wrong(f"round {beacon['round']} is not the one named")
    return sha256(data + b"\x01" + sha256(bytes.fromhex(beacon["signature"]))), missing


def draw(seed, lots, quota, reserve):
    """The last places of an office."""

    def place(lot):
        commitment, volunteers = lot
        rank = hmac.new(seed, b"writ/rank/v1\0" + commitment, hashlib.sha256).digest()
        return (0 if volunteers else 1, rank)

    places = sorted(map(place, lots))
    drawn, kept = places[:quota], places[quota : quota + reserve]

    def last(of):
        if not of:
            return None
        group, rank = of[-1]
        return {"group": ["volunteer", "other"][group], "rank": rank.hex()}

    return {
        "drawn": len(drawn),
        "last": last(drawn),
        "last_reserve": last(kept),
        "reserve": len(kept),
    }


def verify(folder):
    text = (folder / "commitment.json").read_bytes()
    committed = json.loads(text)
    if committed["form"] != "writ/draw/1":
        raise Wrong(f"this reads writ/draw/1, not {committed['form']}")
    digest = sha256(text)
    lists = {
        office: read_list(folder / "commitments" / file_of(office))
        for office in committed["offices"]
    }
    check_lists(committed, lists)
    seed, missing = seed_of(folder, digest, committed["randomness"])
    result = {
        "campaign": committed["campaign"],
        "commitment": digest.hex(),
        "form": "writ/draw-result/1",
        "missing": missing,
        "offices": {
            office: draw(seed, lists[office], said["quota"], said["reserve"])
            for office, said in committed["offices"].items()
        },
        "seed": seed.hex(),
    }
    if result != read_json(folder / "result.json"):
        raise Wrong("result.json says something else than what follows")
    return result


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        result = verify(pathlib.Path(sys.argv[1]))
    except (Wrong, OSError, ValueError, KeyError, TypeError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    print(json.dumps(result, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
