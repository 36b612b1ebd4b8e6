"""A log that asks a witness for its word, written from C2SP tlog-witness v1.0.0 with Python's own
library alone.

    python3 log.py key SEED ORIGIN           prints the public key of a made-up log
    python3 log.py drive SEED ORIGIN URL KEY  drives the witness with that address and public key
                                              through the whole protocol; it must not have seen the
                                              log before
    python3 log.py selftest                   what must hold of the arithmetic here

It says what it checked, line by line, and ends with 1 at the first thing that is not as published.
"""

import base64
import hashlib
import http.client
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parent))
import ed25519  # noqa: E402
import tlog  # noqa: E402

SIZE = "text/x.tlog.size"


class Driver:
    def __init__(self, seed, origin, url, key):
        self.log = tlog.Secret(origin, tlog.LOG, seed)
        self.stranger = tlog.Secret(origin, tlog.LOG, hashlib.sha256(seed).digest())
        self.origin, self.witness = origin, tlog.Key.parse(key)
        parts = urlsplit(url)
        self.path = parts.path.rstrip("/")
        # One connection for all: a witness should keep it open.
        self.http = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
        self.leaves = [tlog.leaf_hash(b"entry %d" % number) for number in range(700)]
        self.other = self.leaves[:3] + [tlog.leaf_hash(b"forged %d" % n) for n in range(697)]

    def ask(self, method, path, body=None):
        headers = {} if body is None else {"Content-Type": "application/octet-stream"}
        self.http.request(method, self.path + path, body, headers)
        answer = self.http.getresponse()
        text = answer.read()
        return answer.status, answer.headers.get("Content-Type"), text

    def add(self, old, proof, note):
        lines = [f"old {old}\n"]
        lines += [base64.b64encode(node).decode() + "\n" for node in proof]
        return self.ask("POST", "/add-checkpoint", ("".join(lines) + "\n" + note).encode())

    def grow(self, old, new):
        """Asks for a cosignature from one size to another, as an honest log does."""
        text = tlog.checkpoint(self.origin, self.leaves[:new])
        proof = tlog.consistency(old, self.leaves[:new])
        status, _, body = self.add(old, proof, self.log.sign(text))
        expect(f"from {old} to {new}: 200", status == 200, (status, body))
        lines = body.decode()
        expect("  lines end with a line break", lines.endswith("\n"), lines)
        times = [tlog.cosignature_time(self.witness, text, it) for it in lines[:-1].split("\n")]
        expect("  one is the witness' own", len([t for t in times if t]) == 1, lines)
        at = max(time for time in times if time)
        expect("  its time is now", abs(at - time.time()) < 60, at)
        return text, lines


def expect(what, holds, seen):
    print(("ok " if holds else "NOT ") + what, flush=True)
    if not holds:
        print(f"  seen: {seen}", flush=True)
        sys.exit(1)


def refused(driver):
    """What a witness must refuse from a log that it has never cosigned."""
    text = tlog.checkpoint(driver.origin, driver.leaves[:4])
    note = driver.log.sign(text)

    def is_status(what, answer, status, kind=None, body=None):
        ok = answer[0] == status and kind in (None, answer[1]) and body in (None, answer[2])
        expect(f"{what}: {status}", ok, answer)

    post = lambda body: driver.ask("POST", "/add-checkpoint", body)  # noqa: E731
    is_status("no `old`", post(b"4\n\n" + note.encode()), 400)
    is_status("a leading zero", post(b"old 00\n\n" + note.encode()), 400)
    is_status("no checkpoint", post(b"old 0\n"), 400)
    is_status("a proof that is not base64", post(b"old 2\n?\n\n" + note.encode()), 400)
    is_status("64 lines of proof", driver.add(3, [driver.leaves[0]] * 64, note), 400)
    is_status("no signature", driver.add(0, [], text), 400)
    is_status("not a checkpoint", driver.add(0, [], driver.log.sign(driver.origin + "\nx\n")), 400)
    is_status("old above new", driver.add(5, [], note), 400)
    unknown = tlog.Secret("nobody.example/log", tlog.LOG, bytes(32))
    other = unknown.sign(tlog.checkpoint("nobody.example/log", driver.leaves[:4]))
    is_status("an unknown log", driver.add(0, [], other), 404)
    is_status("another's signature", driver.add(0, [], driver.stranger.sign(text)), 403)
    is_status("a forged signature", driver.add(0, [], note.replace("\n4\n", "\n5\n")), 403)
    is_status("a size that it does not hold", driver.add(2, [], note), 409, SIZE, b"0\n")
    is_status("a proof from 0", driver.add(0, [driver.leaves[0]], note), 422)
    is_status("another method", driver.ask("GET", "/add-checkpoint"), 405)
    nowhere = hashlib.sha256(driver.origin.encode()).hexdigest()
    is_status("nothing cosigned yet", driver.ask("GET", f"/{nowhere}/checkpoint"), 404)


def grown(driver):
    """A log that grows, and what a witness must refuse on the way."""
    sizes = [0, 1, 2, 3, 4, 7, 8, 13, 256, 257, 512, 700]
    for old, new in zip([0] + sizes, sizes):
        text, lines = driver.grow(old, new)
        text, lines = driver.grow(new, new)
        address = "/" + hashlib.sha256(driver.origin.encode()).hexdigest() + "/checkpoint"
        status, _, note = driver.ask("GET", address)
        held, signatures = tlog.open_note(note.decode())
        expect("  monitors are given it", (status, held) == (200, text), note)
        is_signed = tlog.is_signed(held, signatures, [driver.log.key])
        expect("  with the log's signature and the witness'", is_signed and lines in note.decode(), note)
        forged = driver.log.sign(tlog.checkpoint(driver.origin, driver.other[:new]))
        answer = driver.add(new, [], forged)
        if new > 3:
            expect("  another root: 409", (answer[0], answer[1] != SIZE) == (409, True), answer)
        else:
            expect("  the same root again: 200", answer[0] == 200, answer)
        if old and new > 3:
            answer = driver.add(old, tlog.consistency(old, driver.leaves[:new]), note.decode())
            expect("  the old size: 409 and what it holds", answer == (409, SIZE, b"%d\n" % new), answer)
    old = sizes[-1]
    driver.leaves.append(tlog.leaf_hash(b"one more"))
    driver.other.append(tlog.leaf_hash(b"one more"))
    for what, leaves, proof in [
        ("no proof", driver.leaves, []),
        ("a proof that is too short", driver.leaves, tlog.consistency(old, driver.leaves)[:-1]),
        ("a proof that is too long", driver.leaves, tlog.consistency(old, driver.leaves) * 2),
        ("a proof from another size", driver.leaves, tlog.consistency(old - 1, driver.leaves)),
        ("another history", driver.other, tlog.consistency(old, driver.other)),
    ]:
        note = driver.log.sign(tlog.checkpoint(driver.origin, leaves))
        answer = driver.add(old, proof, note)
        expect(f"{what}: 422", answer[0] == 422, answer)
    driver.grow(old, old + 1)


def cosigners(driver):
    """Signatures that the witness does not know are passed over."""
    size = len(driver.leaves)
    text = tlog.checkpoint(driver.origin, driver.leaves)
    note = driver.log.sign(text)
    for number in range(15):
        note += tlog.Secret(f"made.example/{number}", tlog.COSIGNER, bytes([number] * 32)).cosign(text, 1)
    answer = driver.add(size, [], note)
    expect("16 signatures, 15 of them unknown: 200", answer[0] == 200, answer)
    answer = driver.add(size, [], note.replace(driver.log.line(text.encode()), ""))
    expect("only unknown ones: 403", answer[0] == 403, answer)


def selftest():
    """RFC 8032, section 7.1, tests 1 to 3; RFC 6962 trees of every size up to 40."""
    vectors = [
        ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
         "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", ""),
        ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
         "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72"),
        ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
         "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82"),
    ]
    for seed, key, message in vectors:
        seed, key, message = (bytes.fromhex(it) for it in (seed, key, message))
        expect(f"the key of {seed.hex()[:8]}", ed25519.public(seed) == key, ed25519.public(seed))
        signature = ed25519.sign(seed, message)
        expect("  signs", ed25519.verify(key, message, signature), signature)
        bad = bytes([signature[0] ^ 1]) + signature[1:]
        expect("  and not otherwise", not ed25519.verify(key, message, bad), bad)
        expect("  nor another text", not ed25519.verify(key, message + b"!", signature), bad)
    first = ed25519.sign(bytes.fromhex(vectors[0][0]), b"").hex()
    expect("the first signature of the RFC", first.startswith("e5564300c360ac729086e2cc806e828a"), first)
    leaves = [tlog.leaf_hash(bytes([number])) for number in range(40)]
    for new in range(41):
        for old in range(new + 1):
            proof = tlog.consistency(old, leaves[:new])
            roots = tlog.root(leaves[:old]), tlog.root(leaves[:new])
            if not tlog.is_consistent(old, new, *roots, proof):
                expect(f"a proof from {old} to {new}", False, proof)
            if 0 < old < new and tlog.is_consistent(old, new, roots[1], roots[1], proof):
                expect(f"no proof of another root from {old} to {new}", False, proof)
    expect("consistency of every tree up to 40", True, None)


def main():
    match sys.argv[1:]:
        case ["key", seed, origin]:
            print(tlog.Secret(origin, tlog.LOG, bytes.fromhex(seed)).key)
        case ["drive", seed, origin, url, key]:
            driver = Driver(bytes.fromhex(seed), origin, url, key)
            refused(driver)
            grown(driver)
            cosigners(driver)
        case ["selftest"]:
            selftest()
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
