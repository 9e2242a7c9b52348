#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Endings that the mock server plays, and what Chromium, Node's ws and Python's websockets say of
each.

Run as a program, with FRAMESCOPE_BIN_DIR, it asks all three and writes
tests/data/mock_endings.json.
"""
import asyncio
import contextlib
import dataclasses
import json
import pathlib
import sys
import tempfile

import websockets

import endings
from cli import LONG, serving

KNOWN = endings.TESTS / "data" / "mock_endings.json"
CODES = (1000, 1001, 1003, 1008, 1011, 1012, 3000, 4000, 4999)
BAD_CODES = (1005, 1006, 0, 65535)
LONG_REASON = "r" * 123


@dataclasses.dataclass
class MockEnding(endings.Ending):
    steps: str = ""       # of the scenario
    says: tuple = None    # code, reason and whether it is clean, as the RFC has it


def ending(name, steps, says=(1006, "", False), **more):
    path = "/" + name.replace(" ", "-").replace(",", "")
    return MockEnding(name, path, steps="\n".join("  - " + step for step in steps), says=says, **more)


def closes():
    for code in CODES:
        yield ending(f"closes with {code}", [f"send: {{ close: {code} }}", "expect: { close: "
                     f"{{ code: {code}, by: server, clean: true }} }}"], (code, "", True))
        yield ending(f"closes with {code} and a reason",
                     [f"send: {{ close: {{ code: {code}, reason: bye }} }}",
                      f"expect: {{ close: {{ code: {code}, by: server, clean: true }} }}"],
                     (code, "bye", True))
    yield ending("closes with a reason of 123 bytes",
                 [f"send: {{ close: {{ code: 1000, reason: {LONG_REASON} }} }}",
                  "expect: { close: { code: 1000, by: server, clean: true } }"],
                 (1000, LONG_REASON, True))
    yield ending("closes without a code", ["send: { close: }",
                 "expect: { close: { by: server, clean: true } }"], (1005, "", True))
    for code in BAD_CODES:
        yield bad_frame(f"code {code}", f"opcode: 8, hex: '{code:04x}'")


def bad_frame(name, frame):
    by = "by: server" if "opcode: 8" in frame else "code: [1002, 1007], by: client"
    return ending(f"sends {name}",
                  [f"send: {{ frames: [ {{ {frame} }} ] }}", f"expect: {{ close: {{ {by} }} }}"])


def bad_frames():
    yield bad_frame("RSV", "rsv: 2, text: reserved")
    yield bad_frame("a reserved opcode", "opcode: 3, text: reserved")
    yield bad_frame("a masked frame", "text: masked, mask: random")
    yield bad_frame("bad UTF-8 in a text", "opcode: 1, hex: 'c328'")
    yield bad_frame("bad UTF-8 in a reason", "opcode: 8, hex: '03e8c328'")
    yield bad_frame("a Close of one byte", "opcode: 8, hex: '03'")


def drops():
    wait = "expect: { message: go }"  # so that the client has seen that it is open
    yield ending("ends TCP", [wait, "end: fin"], say="go")
    yield ending("resets TCP", [wait, "end: rst"], say="go")
    yield ending("ends TCP in a frame", [wait, "misdeed: cut=fin-in-frame"], say="go")
    yield ending("resets TCP in a frame", [wait, "misdeed: cut=rst-in-frame"], say="go")
    yield ending("sends data after Close",
                 ["send: { frames: [ { opcode: 8, hex: 0fa0627965 }, { text: late } ] }",
                  "expect: { close: { code: 4000, by: server } }"], (4000, "bye", True))
    yield ending("never answers Close", ["behaviour: { close-reply: none }",
                 "expect: { close: { code: 1000, by: client } }"], close=(1000, "done"), slow=True)


def refusals():
    for status in (401, 403, 503):
        yield ending(f"refuses with {status}",
                     [f"refuse: {{ status: {status}, body: '{{\"error\": \"no {status}\"}}' }}"])
    yield ending("answers with a wrong key",
                 ["accept: { headers: { Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA= } }"])


def all_endings():
    return [*closes(), *bad_frames(), *drops(), *refusals()]


@contextlib.contextmanager
def playing(wanted, *arguments, **more):
    """A server that plays these, each on its path."""
    with tempfile.TemporaryDirectory() as name:
        files = []
        for number, one in enumerate(wanted):
            files.append(pathlib.Path(name) / f"{number}.scenario.yaml")
            files[-1].write_text(f"name: {one.name}\nserve: {one.path}\nwithin: 60s\n"
                                 f"steps:\n{one.steps}\n", encoding="utf-8")
        with serving(*files, *arguments, **more) as server:
            yield server


async def see_with_websockets(url, one):
    try:
        async with websockets.connect(url + one.path, close_timeout=2) as peer:
            if one.say is not None:
                await peer.send(one.say)
            if one.close is not None:
                await peer.close(*one.close)
            await asyncio.wait_for(peer.wait_closed(), LONG)
            return {"code": peer.close_code, "reason": peer.close_reason}
    except websockets.InvalidStatusCode as refused:
        return {"status": refused.status_code}
    except websockets.InvalidHeader as wrong:
        return {"wrong": wrong.name}


def ask_websockets(url, wanted):
    return {one.name: asyncio.run(see_with_websockets(url, one)) for one in wanted}


def ask_ws(url, wanted):
    return endings.ask_ws({"ws": url}, wanted)


def ask_chromium(url, wanted):
    return endings.ask_chromium({"ws": url}, wanted)


def write():
    wanted = all_endings()
    with playing(wanted) as server:
        said = {"chromium": ask_chromium(server.url, wanted), "ws": ask_ws(server.url, wanted),
                "websockets": ask_websockets(server.url, wanted)}
    endings.write_known(KNOWN, wanted, said, {"websockets": websockets.__version__})


if __name__ == "__main__":
    sys.exit(write())
