#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How connections end with raw_peer.py, and what Chromium and Node's ws say of each ending.

Run as a program, it asks both and writes tests/data/endings.json.
"""
import concurrent.futures
import contextlib
import dataclasses
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

import frames

TESTS = pathlib.Path(__file__).parents[2]
PEERS = TESTS / "support" / "peers"
KNOWN = TESTS / "data" / "endings.json"
CODES = (*range(1000, 1016), 2999, 3000, 3999, 4000, 4999, 0, 999, 5000, 65535)
PAGE_CODES = (1000, 3000, 3999, 4000, 4999)  # what close() of a page takes


@dataclasses.dataclass
class Ending:
    name: str
    path: str              # of raw_peer.py
    close: tuple = None    # code and reason that the client closes with when it is open; () for none
    say: str = None        # a text that the client sends first
    slow: bool = False     # ends by a time limit
    secure: bool = False


def close_hex(payload):
    return (bytes([0x88, len(payload)]) + payload).hex()


def endings():
    for code in CODES:
        yield Ending(f"the server closes with {code}", f"/close-code/{code}")
    yield Ending("the server closes without a code", "/close-empty")
    for name, payload in (
            ("one byte", b"\x03"), ("a reason of 123 bytes", b"\x03\xe8" + b"r" * 123),
            ("a reason that is not UTF-8", b"\x03\xe8\xff\xfe")):
        yield Ending(f"the server closes with {name}", f"/close-raw/{close_hex(payload)}")
    for code in PAGE_CODES:
        yield Ending(f"the client closes with {code}", f"/answer-code/{code}", (code, "done"))
    yield Ending("the client closes without a code", "/echo", ())
    yield Ending("the answer has another code", "/answer-code/4001", (1000, ""))
    yield Ending("both close at once", "/crossing", (4000, "ours"), "go")
    yield Ending("data before the answer", "/data-then-close", (1000, ""))
    yield Ending("the answer is left out, then FIN", "/unanswered-then-end", (1000, ""))
    yield Ending("the answer is left out", "/never-answers", (1000, ""), slow=True)
    yield Ending("TCP goes on after the Closes", "/never-fins", slow=True)
    yield Ending("RST behind the Closes", "/close-and-rst")
    yield Ending("FIN with the Close", "/close-with-fin")
    yield Ending("data after Close", "/data-after-close")
    yield Ending("two Closes", "/two-closes")
    yield Ending("FIN", "/fin")
    yield Ending("RST", "/rst", say="go")
    yield Ending("FIN in a frame", "/half-then-end")
    yield Ending("FIN in a header", "/header-then-end")
    yield Ending("RST in a frame", "/half-then-rst", say="go")
    for how in ("in-order", "cut", "damaged"):
        yield Ending(f"TLS, {how}", f"/tls-ends/{how}", secure=True)


@contextlib.contextmanager
def raw_servers():
    """The URLs of raw_peer.py without and with TLS."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        certificate, key = (pathlib.Path(name, file) for file in ("c.pem", "k.pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", certificate,
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
                       check=True, capture_output=True)
        urls = {}
        for scheme, options in (("ws", ()), ("wss", ("--cert", certificate, "--key", key))):
            server = subprocess.Popen(["/usr/bin/python3", PEERS / "raw_peer.py", *options],
                                      stdout=subprocess.PIPE)
            stack.callback(server.wait)
            stack.callback(server.kill)
            urls[scheme] = f"{scheme}://127.0.0.1:{int(server.stdout.readline())}"
            threading.Thread(target=server.stdout.read, daemon=True).start()
        yield urls


def url_of(urls, ending):
    return urls["wss" if ending.secure else "ws"] + ending.path


def tasks(urls, wanted):
    return [{"name": ending.name, "url": url_of(urls, ending), "close": ending.close,
             "say": ending.say} for ending in wanted]


def options_of(ending):
    """Of `record`, so that it does what the ending asks a client for."""
    if ending.say is not None:
        yield from ("--send", ending.say)
    if ending.close:
        yield from ("--close", ":".join(map(str, ending.close)).rstrip(":"))
    elif ending.close is not None:
        yield from ("--send-raw", frames.frame(frames.CLOSE, key=bytes(4)).hex())
    if ending.secure:
        yield "--insecure"


def ask_ws(urls, wanted):
    """What Node's ws reports, by the name of the ending."""
    done = subprocess.run(["node", PEERS / "ws_endings.js"], check=True, capture_output=True,
                          input=json.dumps(tasks(urls, wanted)).encode(),
                          env={**os.environ, "NODE_PATH": "/usr/share/nodejs"})
    return json.loads(done.stdout)


def ask_chromium(urls, wanted):
    """What a page in Chromium is told, by the name of the ending."""
    answer = concurrent.futures.Future()
    page = (PEERS / "browser_endings.html").read_text().replace(
        "TASKS", json.dumps(tasks(urls, wanted)))

    class Handler(http.server.BaseHTTPRequestHandler):
        def reply(self, body):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            self.reply(page.encode())

        def do_POST(self):
            answer.set_result(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.reply(b"")

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server, \
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--ignore-certificate-errors", f"--user-data-dir={profile}",
             f"http://127.0.0.1:{server.server_port}/"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            return answer.result(timeout=300)
        finally:
            browser.terminate()
            browser.wait()
            server.shutdown()


def has_chromium():
    return shutil.which("chromium") is not None


def version(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout.decode().strip()


def write_known(file, wanted, said, versions):
    """`said`: what each client says, by its name and that of the ending."""
    package = json.loads(pathlib.Path("/usr/share/nodejs/ws/package.json").read_text())
    versions = {"chromium": version("chromium", "--version", "--no-sandbox").split(" built")[0],
                "ws": package["version"], **versions}
    lines = [f"  {json.dumps(ending.name)}: "
             f"{json.dumps({client: of[ending.name] for client, of in said.items()})}"
             for ending in wanted]
    file.write_text("{\n" + "".join(f' "{name}": {json.dumps(words)},\n'
                                    for name, words in versions.items()) +
                    ' "endings": {\n' + ",\n".join(lines) + "\n }\n}\n")


def write():
    wanted = list(endings())
    with raw_servers() as urls, concurrent.futures.ThreadPoolExecutor() as pool:
        chromium = pool.submit(ask_chromium, urls, wanted)
        node = pool.submit(ask_ws, urls, wanted)
        write_known(KNOWN, wanted, {"chromium": chromium.result(), "ws": node.result()}, {})


if __name__ == "__main__":
    sys.exit(write())
