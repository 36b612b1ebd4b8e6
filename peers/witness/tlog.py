"""Trees, notes and cosignatures, written from RFC 6962, RFC 9162 and the C2SP pages signed-note,
tlog-checkpoint, tlog-cosignature: nothing here was taken over from Writ.
"""

import base64
import hashlib

import ed25519

DASH = "\u2014 "
LOG, COSIGNER = 1, 4


class Wrong(Exception):
    """A text that is not what it should be."""


# Trees: RFC 6962, section 2.1.


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def _split(count):
    """The largest power of two below the count."""
    return 1 << (count - 1).bit_length() - 1


def root(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = _split(len(leaves))
    return node_hash(root(leaves[:k]), root(leaves[k:]))


def consistency(old, leaves):
    """PROOF(m, D[n]) of section 2.1.2."""
    return [] if old in (0, len(leaves)) else _subproof(old, leaves, True)


def _subproof(old, leaves, is_whole):
    if old == len(leaves):
        return [] if is_whole else [root(leaves)]
    k = _split(len(leaves))
    if old <= k:
        return _subproof(old, leaves[:k], is_whole) + [root(leaves[k:])]
    return _subproof(old - k, leaves[k:], False) + [root(leaves[:k])]


def is_consistent(old, new, old_root, new_root, proof):
    """RFC 9162, section 2.1.4.2."""
    if old > new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof
    if not proof:
        return False
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    f, s = old - 1, new - 1
    while f & 1:
        f, s = f >> 1, s >> 1
    first = second = path[0]
    for node in path[1:]:
        if s == 0:
            return False
        if f & 1 or f == s:
            first, second = node_hash(node, first), node_hash(node, second)
            while not f & 1 and f:
                f, s = f >> 1, s >> 1
        else:
            second = node_hash(second, node)
        f, s = f >> 1, s >> 1
    return s == 0 and first == old_root and second == new_root


# Keys and notes.


class Key:
    """A public key: name, type, 32 bytes."""

    def __init__(self, name, kind, key):
        self.name, self.kind, self.key = name, kind, key
        body = name.encode() + b"\n" + bytes([kind]) + key
        self.id = hashlib.sha256(body).digest()[:4]

    @classmethod
    def parse(cls, text):
        name, number, packed = text.split("+", 2)
        packed = unbase64(packed)
        key = cls(name, packed[0], packed[1:])
        if key.id.hex() != number or len(key.key) != 32:
            raise Wrong("not a key: " + text)
        return key

    def __str__(self):
        packed = base64.b64encode(bytes([self.kind]) + self.key).decode()
        return f"{self.name}+{self.id.hex()}+{packed}"


class Secret:
    """A secret key, from a made-up seed."""

    def __init__(self, name, kind, seed):
        self.seed, self.key = seed, Key(name, kind, ed25519.public(seed))

    def line(self, signed, before=b""):
        packed = self.key.id + before + ed25519.sign(self.seed, signed)
        return f"{DASH}{self.key.name} {base64.b64encode(packed).decode()}\n"

    def sign(self, text):
        """A note: the text, an empty line, the signature."""
        return f"{text}\n{self.line(text.encode())}"

    def cosign(self, text, time):
        return self.line(cosigned(text, time), time.to_bytes(8, "big"))


def cosigned(text, time):
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def unbase64(text):
    """Standard base64 in the one way to write it."""
    try:
        decoded = base64.b64decode(text, validate=True)
    except ValueError:
        raise Wrong("not base64: " + text) from None
    if base64.b64encode(decoded).decode() != text:
        raise Wrong("not the base64: " + text)
    return decoded


def open_note(note):
    """The text of a note and its signature lines as (name, id, signature)."""
    if any(ord(letter) < 32 and letter != "\n" for letter in note):
        raise Wrong("a control character")
    text, dash, block = note.rpartition("\n\n")
    if not dash or not block.endswith("\n"):
        raise Wrong("no signatures")
    lines = []
    for line in block[:-1].split("\n"):
        lines.append(read_line(line))
    return text + "\n", lines


def read_line(line):
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != DASH.strip() or not parts[1] or "+" in parts[1]:
        raise Wrong("not a signature line: " + line)
    packed = unbase64(parts[2])
    if len(packed) < 5:
        raise Wrong("too short a signature")
    return parts[1], packed[:4], packed[4:]


def is_signed(text, lines, keys):
    """Whether a key has signed; a signature that claims a key and does not verify spoils it."""
    verified = [
        ed25519.verify(key.key, text.encode(), signature)
        for name, number, signature in lines
        for key in keys
        if (name, number) == (key.name, key.id)
    ]
    return bool(verified) and all(verified)


def cosignature_time(key, text, line):
    """When the holder of the key cosigned, or None if this line does not say so."""
    name, number, packed = read_line(line)
    if (name, number) != (key.name, key.id) or len(packed) != 72:
        return None
    time = int.from_bytes(packed[:8], "big")
    is_its = ed25519.verify(key.key, cosigned(text, time), packed[8:])
    return time if is_its else None


def decimal(text):
    if not text.isascii() or not text.isdigit() or (len(text) > 1 and text[0] == "0"):
        raise Wrong("not a size: " + text)
    return int(text)


def read_checkpoint(text):
    """Origin, size and root."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or "" in lines[:-1]:
        raise Wrong("not a checkpoint")
    size, packed = decimal(lines[1]), unbase64(lines[2])
    if len(packed) != 32:
        raise Wrong("not a root")
    return lines[0], size, packed


def checkpoint(origin, leaves):
    packed = base64.b64encode(root(leaves)).decode()
    return f"{origin}\n{len(leaves)}\n{packed}\n"
