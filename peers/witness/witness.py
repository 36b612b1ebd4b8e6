"""A witness, written from C2SP tlog-witness v1.0.0 with Python's own library alone.

    python3 witness.py NAME SEED LOG-KEY...

It listens on a free port of the loopback, prints its address and its public key, and answers until
it is killed. What it holds is in its memory only: for tests.
"""

import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import tlog  # noqa: E402


class Witness:
    def __init__(self, name, seed, logs):
        self.secret = tlog.Secret(name, tlog.COSIGNER, seed)
        self.logs = [tlog.Key.parse(log) for log in logs]
        self.held = {}
        self.lock = threading.Lock()

    def add_checkpoint(self, body):
        """The status, the type of the body, the body."""
        try:
            head, gap, note = body.decode().partition("\n\n")
            lines = head.split("\n")
            if not gap or not lines[0].startswith("old "):
                raise tlog.Wrong("no `old`, or no checkpoint")
            old = tlog.decimal(lines[0][len("old ") :])
            proof = [tlog.unbase64(line) for line in lines[1:]]
            if len(proof) > 63 or any(len(node) != 32 for node in proof):
                raise tlog.Wrong("not a proof")
            text, signatures = tlog.open_note(note)
            origin, size, root = tlog.read_checkpoint(text)
        except (tlog.Wrong, UnicodeDecodeError) as error:
            return 400, "text/plain", f"{error}\n"
        keys = [key for key in self.logs if key.name == origin]
        if not keys:
            return 404, "text/plain", "an unknown log\n"
        if not tlog.is_signed(text, signatures, keys):
            return 403, "text/plain", "not signed by the log\n"
        if old > size:
            return 400, "text/plain", "the old size is above the new one\n"
        with self.lock:
            held_size, held_root = self.held.get(origin, (0, tlog.root([])))
            if old != held_size:
                return 409, "text/x.tlog.size", f"{held_size}\n"
            if old == size and origin in self.held and root != held_root:
                return 409, "text/plain", "another root at this size\n"
            if old == size == 0 and root != held_root:
                return 422, "text/plain", "not the root of the empty tree\n"
            if not tlog.is_consistent(old, size, held_root, root, proof):
                return 422, "text/plain", "the proof does not hold\n"
            self.held[origin] = (size, root)
            return 200, "text/plain", self.secret.cosign(text, int(time.time()))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    witness = None

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/add-checkpoint":
            self.answer(404, "text/plain", "no such address\n")
        else:
            self.answer(*self.witness.add_checkpoint(body))

    def answer(self, status, kind, body):
        body = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    name, seed, *logs = sys.argv[1:]
    Handler.witness = Witness(name, bytes.fromhex(seed), logs)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_address[1]}")
    print(Handler.witness.secret.key, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
