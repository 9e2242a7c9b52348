#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""serve SCENARIO: Node's ws, Python's websockets and Chromium see just the endings that the
scenarios say, and so does `record`."""
import concurrent.futures
import http.client
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import endings
import mock_endings
from cli import LONG, closed, expect, main, run, show

# Where a client does otherwise than the RFC, or tells less.
DIFFERS = {
    # The RFC says nothing of what follows a Close; Chromium counts it as a failure.
    "chromium": {"sends data after Close": (1006, "", False),
                 # It looks for the codes that must not be sent, and not for what is no code.
                 "sends code 0": (0, "", True), "sends code 65535": (65535, "", True)},
    "ws": {},
    "websockets": {},
}


def known():
    return json.loads(mock_endings.KNOWN.read_text(encoding="utf-8"))["endings"]


def quick_ones():
    return [ending for ending in mock_endings.all_endings() if not ending.slow]


def told(ending, client):
    """What the client says if it does as the RFC has it."""
    code, reason, clean = DIFFERS[client].get(ending.name, ending.says)
    return {"code": code, "reason": reason, "clean": clean}


def clients_say_what_the_scenarios_say():
    """The answers in the data are right; how they were refused is told by websockets alone."""
    answers = known()
    wanted = mock_endings.all_endings()
    expect(sorted(answers), sorted(ending.name for ending in wanted))
    for ending in wanted:
        said = answers[ending.name]
        for client in ("chromium", "ws"):
            expect(said[client], told(ending, client), f"{client}: {ending.name}")
        refused = {"status", "wrong"} & said["websockets"].keys()
        expect(bool(refused), ending.name.startswith(("refuses", "answers")), ending.name)
        if not refused:
            whole = told(ending, "websockets")
            expect(said["websockets"], {"code": whole["code"], "reason": whole["reason"]},
                   f"websockets: {ending.name}")


def they_say_so_still():
    """A change of a client's version may change what it says: then the data are old. The mock, for
    its part, finds nothing wrong with the clients."""
    asked = {"ws": mock_endings.ask_ws, "websockets": mock_endings.ask_websockets}
    if endings.has_chromium():
        asked["chromium"] = mock_endings.ask_chromium
    else:
        print("      Chromium is not installed: its answers are those of tests/data")
    wanted = quick_ones()
    answers = known()
    with tempfile.TemporaryFile() as errors:
        with mock_endings.playing(wanted, stderr=errors) as server:
            for client, ask in asked.items():
                for name, said in ask(server.url, wanted).items():
                    expect(said, answers[name][client], f"{client}: {name}")
        errors.seek(0)
        expect(errors.read().decode(), "")


def record_agrees_with_chromium():
    """With --strict where Chromium fails the connection, as it goes on after a bad frame otherwise."""
    answers = known()

    def check(ending):
        file = folder / f"{ending.name}.pcapng"
        strict = [] if answers[ending.name]["chromium"]["clean"] else ["--strict"]
        run("record", server.url + ending.path, "-o", file, "--close-timeout", 1, "--for", 60,
            *strict, *endings.options_of(ending), status=None)
        event = closed(show(file))
        expect({key: event[key] for key in ("code", "reason", "clean")},
               answers[ending.name]["chromium"], ending.name)

    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(4) as pool, \
            mock_endings.playing(mock_endings.all_endings()) as server:
        folder = pathlib.Path(name)
        list(pool.map(check, mock_endings.all_endings()))


def refusals_have_their_body():
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
               "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    wanted = list(mock_endings.refusals())
    with mock_endings.playing(wanted) as server:
        for status in (401, 403, 503):
            client = http.client.HTTPConnection("127.0.0.1", server.port, timeout=LONG)
            client.request("GET", f"/refuses-with-{status}", headers=upgrade)
            answer = client.getresponse()
            expect((answer.status, json.loads(answer.read())), (status, {"error": f"no {status}"}))
            client.close()


main([clients_say_what_the_scenarios_say, they_say_so_still, record_agrees_with_chromium,
      refusals_have_their_body])
