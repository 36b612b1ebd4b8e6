"""Ed25519 of RFC 8032, in whole numbers. Slow and not safe against whoever measures time: it signs
with made-up keys in tests, so that what Writ signs is verified by code that shares nothing with it.
"""

import hashlib

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def _number(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


def _x(y, sign):
    """The x of a point on the curve, or None."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign else x


def _point(x, y):
    return (x, y, 1, x * y % P)


BASE = _point(_x(4 * pow(5, P - 2, P) % P, 0), 4 * pow(5, P - 2, P) % P)
ZERO = (0, 1, 1, 0)


def _add(a, b):
    """RFC 8032, section 5.1.4."""
    k = (a[1] - a[0]) * (b[1] - b[0]) % P
    m = (a[1] + a[0]) * (b[1] + b[0]) % P
    n = 2 * a[3] * b[3] * D % P
    q = 2 * a[2] * b[2] % P
    e, f, g, h = m - k, q - n, q + n, m + k
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(number, point):
    result = ZERO
    while number:
        if number & 1:
            result = _add(result, point)
        point = _add(point, point)
        number >>= 1
    return result


def _is_same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def _pack(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _unpack(packed):
    y = int.from_bytes(packed, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    x = _x(y, sign)
    return None if x is None else _point(x, y)


def _secret(seed):
    digest = hashlib.sha512(seed).digest()
    number = int.from_bytes(digest[:32], "little")
    return (number & (2**254 - 8)) | 2**254, digest[32:]


def public(seed):
    """The public key of a seed of 32 bytes."""
    return _pack(_times(_secret(seed)[0], BASE))


def sign(seed, message):
    """The signature of a message, 64 bytes."""
    number, prefix = _secret(seed)
    key = _pack(_times(number, BASE))
    r = _number(prefix, message) % L
    first = _pack(_times(r, BASE))
    h = _number(first, key, message) % L
    return first + ((r + h * number) % L).to_bytes(32, "little")


def verify(key, message, signature):
    """Whether the signature is of the message, by the key."""
    if len(key) != 32 or len(signature) != 64:
        return False
    point, first = _unpack(key), _unpack(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if point is None or first is None or s >= L:
        return False
    h = _number(signature[:32], key, message) % L
    return _is_same(_times(s, BASE), _add(first, _times(h, point)))
