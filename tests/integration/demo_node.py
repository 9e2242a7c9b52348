#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paths of the demo server, played against Node's ws: what it saw is what was to be seen."""
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import LONG, demo_server, expect, main

SCRIPT = str(pathlib.Path(__file__).parents[1] / "support" / "peers" / "node_client.js")


def session(url, *sent):
    """What a client saw that sent these texts when it was open."""
    done = subprocess.run(["node", SCRIPT, url, *sent], capture_output=True, timeout=LONG,
                          check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def sessions():
    text = {"event": "message", "binary": False}
    fragments = {**text, "text": "A text in three fragments, a ping between."}
    cases = [
        ("/hello?wait=20", ["My name is John"],
         [{**text, "text": "Hello from server, John!"},
          {"event": "close", "code": 1000, "reason": "Bye!"}]),
        ("/echo", ["one", "two", "close"],
         [{**text, "text": "one"}, {**text, "text": "two"},
          {"event": "close", "code": 1000, "reason": ""}]),
        ("/close?code=1013&reason=later", [], [{"event": "close", "code": 1013,
                                                "reason": "later"}]),
        ("/close-empty", [], [{"event": "close", "code": 1005, "reason": ""}]),
        ("/drop?after=20", [], [{"event": "close", "code": 1006, "reason": ""}]),
        ("/fragments", ["close"],
         [{"event": "ping", "text": "between"}, fragments,
          {"event": "close", "code": 1000, "reason": ""}]),
        ("/ticks?rate=0&count=2", [],
         [{**text, "text": '{"type":"tick","seq":1,"price":101.25}'},
          {**text, "text": '{"type":"tick","seq":2,"price":101.19}'},
          {"event": "close", "code": 1000, "reason": "2 ticks"}]),
        ("/deny?status=429", [], [{"event": "refused", "status": 429,
                                   "error": "Too Many Requests"}]),
    ]
    with demo_server() as server:
        for path, sent, expected in cases:
            for suffix in ("", "&deflate=0" if "?" in path else "?deflate=0"):
                expect(session(server.url + path + suffix, *sent), expected, path + suffix)


def over_tls():
    with demo_server() as server:
        seen = session(server.secure_url + "/echo", "secret", "close")
        expect(seen[0], {"event": "message", "binary": False, "text": "secret"})


main([sessions, over_tls])
