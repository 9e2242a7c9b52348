#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope-cli verify: the scenarios of resources/scenarios hold against real servers, and each
fails at its line when what it expects is changed."""
import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import LONG, demo_server, expect, main, run, serving
from scenario_server import ScenarioServer

SOURCE = pathlib.Path(os.environ["FRAMESCOPE_SOURCE_DIR"])
SCENARIOS = SOURCE / "resources" / "scenarios"
# Those that play the server are for `serve`.
ALL = sorted(path.name.removesuffix(".scenario.yaml")
             for path in SCENARIOS.glob("*.scenario.yaml") if not path.name.startswith("mock-"))

# What the demo server can't play: scenario_server.py does.
OF_PYTHON = ["answer-headers", "any-order", "heartbeat-missed", "login-refused", "origin-refused",
             "rate-limit", "request-response", "room", "token-expiry", "too-big"]
# What any server does that sends messages back.
OF_ANY_ECHO = ["binary-echo", "close-by-us", "compression", "fragments", "heartbeat",
               "invalid-utf8", "ordered-messages", "reserved-opcode", "silence", "unicode-echo",
               "unmasked-frame", "with-common"]

# A change of each that makes its expectation wrong, and quickly so.
WRONG = {
    "answer-headers": ("{8}$/", "{9}$/"),
    "any-order": ("$.item: pears", "$.item: cherries"),
    "binary-echo": ('binary: "00 01 7f 80', 'binary: "00 02 7f 80'),
    "close-by-us": ("by: client", "by: server"),
    "close-codes": ("reason: bye, by", "reason: hello, by"),
    "close-codes-csv": ("clean: true", "clean: false"),
    "close-codes-reserved": ("clean: false", "clean: true"),
    "close-empty": ("code: none", "code: 1000"),
    "close-long-reason": ("code: 1000, reason", "code: 1001, reason"),
    "close-never-answered": ("clean: false", "clean: true"),
    "compression": ("contains: permessage-deflate", "contains: permessage-bzip2"),
    "drop": ("by: nobody", "by: server"),
    "fragments": ('message: "Grüße', 'message: "Grüsse'),
    "going-away": ("code: 1001", "code: 1000"),
    "heartbeat": ('pong: "beat {{i}}"', 'pong: "beat {{i}}{{i}}"'),
    "heartbeat-missed": ("[1008, 1011, 1002]", "[1000, 4000..4999]"),
    "invalid-utf8": ("code: 1007", "code: 1003"),
    "json-schema": ("minimum: 1", "minimum: 100"),
    "large-message": ("message: { size: 1048576", "message: { size: <1000000"),
    "login-refused": ("code: 4401", "code: 4400"),
    "login-refused-http": ('refused: { status: "{{status}}" }', "refused: { status: 404 }"),
    "ordered-messages": ('message: "message {{i}}"', 'message: "message 1{{i}}"'),
    "origin-refused": ("status: 400..499", "status: 500..599"),
    "rate-limit": ("[1008, 4429]", "[1008, 1013]"),
    "reconnect": ("message: here again", "message: somewhere else"),
    "request-response": ("$.result: 43", '$.result: "43"'),
    "reserved-opcode": ("code: 1002", "code: 1003"),
    "room": ("$.text: hello yourself", "$.text: good bye"),
    "server-pings": ("ping: { any: true }, within: 2s", "ping: { equals: nothing }, within: 2s"),
    "silence": ("expect: { silence: 500ms }", "expect: { message: hello, within: 100ms }"),
    "slow-client": ("$.seq: \"{{i}}\"", "$.seq: { \">\": \"{{i}}\" }"),
    "slow-upgrade": ("within: 3s", "within: 100ms"),
    "subprotocol": ("subprotocol: json", "subprotocol: chat"),
    "subprotocol-refused": ('subprotocol: ""', "subprotocol: never-heard-of"),
    "subscription": ('"<=": 200', '"<=": 100'),
    "token-expiry": ("reason: token expired", "reason: gone"),
    "too-big": ("code: 1009", "code: 1008"),
    "unicode-echo": ("type: text", "type: binary"),
    "unmasked-frame": ("[1002, 1006]", "[1003, 1007]"),
    "with-common": ("message: hello", "message: goodbye"),
}


def files(names, folder=SCENARIOS):
    return [folder / f"{name}.scenario.yaml" for name in names]


@contextlib.contextmanager
def node_echo():
    """A server of Node's ws that sends messages back."""
    process = subprocess.Popen(["node", SOURCE / "tests/support/peers/ws_peer.js"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        port = re.search(r"\d+", process.stdout.readline())[0]
        yield f"ws://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait(LONG)


def verify(names, url, *arguments, folder=SCENARIOS, status=0):
    return run("verify", *files(names, folder), "--var", f"url={url}", "--parallel", 8, *arguments,
               status=status).stdout.decode()


def against_the_demo():
    with demo_server() as server:
        verify([name for name in ALL if name not in OF_PYTHON], server.url)


def against_python():
    with ScenarioServer() as server:
        verify(OF_PYTHON + OF_ANY_ECHO, server.url)


def against_node():
    with node_echo() as url:
        verify(OF_ANY_ECHO, url)


def against_a_mock():
    """The mock of the same folder: it finds nothing wrong with those who close as they should."""
    closing = [name for name in OF_ANY_ECHO
               if name not in ("invalid-utf8", "reserved-opcode", "unmasked-frame")]
    with tempfile.TemporaryFile() as errors:
        with serving(SCENARIOS / "mock-echo.scenario.yaml", stderr=errors) as server:
            verify(closing, server.url)
        errors.seek(0)
        expect(errors.read().decode(), "")
    with serving(SCENARIOS / "mock-echo.scenario.yaml", stderr=subprocess.DEVNULL) as server:
        verify(OF_ANY_ECHO, server.url)


def made_wrong(folder):
    """Copies with changed expectations; the line of each changed step by its name."""
    for path in SCENARIOS.iterdir():
        shutil.copy(path, folder)
    lines = {}
    for path in files(ALL, folder):
        name = path.name.removesuffix(".scenario.yaml")
        old, new = WRONG[name]
        text = path.read_text()
        expect(text.count(old), 1, f"{old} in {name}")
        before = text[:text.index(old)].count("\n")
        path.write_text(text.replace(old, new))
        written = path.read_text().split("\n")
        lines[name] = next(i + 1 for i in range(before, -1, -1) if "expect:" in written[i])
    return lines


def wrong_ones_fail_at_their_line():
    with tempfile.TemporaryDirectory() as name, demo_server() as demo, ScenarioServer() as python:
        folder = pathlib.Path(name)
        lines = made_wrong(folder)
        for names, url in ((OF_PYTHON, python.url),
                           ([name for name in ALL if name not in OF_PYTHON], demo.url)):
            output = verify(names, url, folder=folder, status=1)
            for name in names:
                path = folder / f"{name}.scenario.yaml"
                # The step that ran connections side by side fails with one of them.
                places = re.findall(
                    f"(?m)^ +{re.escape(str(path))}:([0-9]+):[0-9]+: (?!parallel:)", output)
                if {int(line) for line in places} != {lines[name]}:
                    raise AssertionError(f"{name}: line {lines[name]}, not {places}\n{output}")


main([against_the_demo, against_python, against_node, against_a_mock, wrong_ones_fail_at_their_line])
