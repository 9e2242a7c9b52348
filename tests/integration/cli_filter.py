#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter language at the command line: what is printed of it, mistakes, and tshark as the
judge of Wireshark's names."""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
import pcapng_writer
from cli import expect, main, run, show

SOURCE = pathlib.Path(os.environ["FRAMESCOPE_SOURCE_DIR"])
WORDS = ("John", "john", "tick", "Farewell", "", "a", "x" * 125, "two words", "JOHN is")


def capture(path, sent):
    """A recording with a frame in each packet; `sent`: (direction, bytes)."""
    with open(path, "wb") as file:
        connection = pcapng_writer.Connection(pcapng_writer.Writer(file), 40000)
        connection.data("out", frames.request())
        connection.data("in", frames.response())
        for direction, data in sent:
            connection.data(direction, data)
        connection.end()


def any_frame(chance):
    direction = chance.choice(("in", "out"))
    key = chance.randbytes(4) if (direction == "out") != (chance.random() < 0.1) else None
    opcode = chance.choice((frames.TEXT, frames.TEXT, frames.BINARY, frames.PING, frames.PONG))
    rsv = chance.choice((0, 0, 0, 1, 2, 3))
    return direction, frames.frame(opcode, chance.choice(WORDS).encode(), rsv=rsv, key=key)


def closing(chance):
    for direction in ("in", "out"):
        code = chance.choice((1000, 1001, 4000, 4999, None))
        payload = frames.close_payload(code, chance.choice(("", "bye", "Farewell")) if code else "")
        key = chance.randbytes(4) if direction == "out" else None
        yield direction, frames.frame(frames.CLOSE, payload, key=key)


EXPRESSIONS = [
    "websocket.fin == 1", "websocket.fin == 0", "websocket.fin", "websocket.rsv == 0",
    "websocket.rsv != 0", "websocket.rsv > 1", "websocket.rsv == 3", "websocket.opcode == 9",
    "websocket.opcode == 0x1", "websocket.opcode != 1", "websocket.opcode >= 8",
    "websocket.opcode < 8", "websocket.opcode in {1, 8}", "websocket.opcode in {8..10}",
    "websocket.mask == 1", "websocket.mask == 0", "websocket.mask", "websocket.mask == True",
    "websocket.payload_length == 0", "websocket.payload_length == 125",
    "websocket.payload_length > 4", "websocket.payload_length <= 4",
    "websocket.payload.text", "websocket.payload.text == \"John\"",
    "websocket.payload.text != \"John\"", "websocket.payload.text contains \"ohn\"",
    "websocket.payload.text contains \"OHN\"", "websocket.payload.text matches \"ohn\"",
    "websocket.payload.text matches \"^john$\"", "websocket.payload.text matches \"x{125}\"",
    "websocket.payload.close.status_code", "websocket.payload.close.status_code == 1000",
    "websocket.payload.close.status_code >= 4000", "websocket.payload.close.status_code != 1000",
    "websocket.payload.close.reason", "websocket.payload.close.reason == \"bye\"",
    "websocket.payload.close.reason contains \"well\"",
    "websocket.payload.close.reason matches \"^fare\"",
    "websocket.opcode == 1 && websocket.mask == 1",
    "websocket.opcode == 1 and not websocket.payload.text contains \"John\"",
    "websocket.opcode == 8 || websocket.opcode == 9 && websocket.mask == 0",
    "(websocket.opcode == 8 || websocket.opcode == 9) && websocket.mask == 0",
    "!(websocket.opcode == 1) && websocket.payload_length > 3",
    "websocket.payload.text == \"John\" or websocket.payload.close.status_code > 4000",
]


def judged_by_tshark():
    """The same frames match, the i-th packet with a frame being the i-th frame."""
    chance = random.Random(6455)
    sent = [any_frame(chance) for _ in range(150)] + list(closing(chance))
    sent.insert(30, ("in", frames.frame(frames.TEXT, b"cut ", fin=False)))
    sent.insert(31, ("in", frames.frame(frames.PING, b"between")))
    sent.insert(32, ("in", frames.frame(frames.CONTINUATION, b"in two")))
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "some.pcapng"
        whole = pathlib.Path(name) / "whole.pcapng"
        capture(file, sent)
        capture(whole, [part for part in sent if part[1][0] & 0x80 and part[1][0] & 0x0F])
        numbers = {path: places(path) for path in (file, whole)}
        for expression in EXPRESSIONS:
            # tshark takes a fragment's text for that of the whole message, and shows it later.
            recording = whole if ".text" in expression else file
            compare(recording, expression, *numbers[recording])


def packets(file, expression):
    done = subprocess.run(["tshark", "-n", "-r", file, "-Y", expression, "-T", "fields", "-e",
                           "frame.number"], check=True, capture_output=True)
    return [int(line) for line in done.stdout.split()]


def places(file):
    """The index of each frame, by its packet's number for tshark and by its event's for us."""
    theirs = {number: index for index, number in enumerate(packets(file, "websocket"))}
    ours = {event["n"]: index for index, event in enumerate(
        event for event in show(file, "--frames") if event["kind"] == "frame")}
    return theirs, ours


def compare(file, expression, their_places, our_places):
    theirs = [their_places[number] for number in packets(file, f"websocket && ({expression})")]
    ours = [our_places[event["n"]] for event in show(file, "--frames", "--filter", expression)]
    expect(ours, theirs, expression)
    print(f"      {len(ours):3} frames: {expression}", flush=True)


def table():
    """The language is printed, and each example in it is understood."""
    fields = json.loads(run("filters", "--format", "json").stdout)
    text = " ".join(run("filters").stdout.decode().split())
    assert len(fields) > 35, len(fields)
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "some.pcapng"
        capture(file, [("in", frames.frame(frames.TEXT, b"John"))])
        contract = pathlib.Path(name) / "tick.schema.json"
        contract.write_text('{"title": "tick"}')
        for field in fields:
            assert field["field"] in text and field["example"] in text, field
            run("show", file, "--contract", contract, "--filter", field["example"])


def manual():
    """The manual has each field as the table has it."""
    page = (SOURCE / "resources/man/framescope-cli.1").read_text(encoding="utf-8")
    page = re.sub(r"\\f[A-Z]|\\&", "", page).replace("\\-", "-").replace("\\e", "\\")
    page = page.replace("\\(aq", "'").replace("\\(dq", '"')
    page = " ".join(re.sub(r"^\.[A-Z]+ ?", "", page, flags=re.MULTILINE).split())
    for field in json.loads(run("filters", "--format", "json").stdout):
        for part in ("field", "example", "meaning"):
            wanted = " ".join(field[part].split())
            assert wanted in page, f"the manual lacks {wanted!r}"


def mistakes():
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "some.pcapng"
        capture(file, [])
        for expression, lines in (
                ("dir:inn", ["character 5: \"inn\" is not a value of dir (did you mean in?)",
                             "  dir:inn", "      ^~~"]),
                ('abc "open', ["character 5: a quote is not closed "
                               "(put \" at the end of the phrase)",
                               '  abc "open', "      ^~~~~"]),
                ("žluť )", ["character 6: no parenthesis is open here "
                            "(leave it out, or put it in quotes)", "  žluť )", "       ^"])):
            done = run("show", file, "--filter", expression, status=2)
            expect(done.stdout, b"", expression)
            shown = done.stderr.decode("utf-8").splitlines()
            expect(shown, ["framescope-cli: --filter: " + lines[0], *lines[1:]], expression)
        long = "a " * 400 + "dir:x " + "b " * 400
        shown = run("show", file, "--filter", long, status=2).stderr.decode().splitlines()
        assert all(len(line) < 100 for line in shown), shown
        column = shown[2].index("^")
        expect(shown[1][column:column + 1], "x", "what is marked of a long expression")


def both_views():
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "some.pcapng"
        capture(file, [("in", frames.frame(frames.TEXT, b"cut ", fin=False)),
                       ("in", frames.frame(frames.CONTINUATION, b"in two")),
                       ("in", frames.frame(frames.TEXT, b'{"price": 1e400, "id": 9}'))])
        expect([event["text"] for event in show(file, "--filter", '"cut in"')], ["cut in two"])
        expect(show(file, "--frames", "--filter", '"cut in"'), [])
        found = show(file, "--frames", "--filter", "is:fragmented")
        expect([event["text"] for event in found], ["cut ", "in two"])
        expect(len(show(file, "--filter", "json:$.price>1e399 json:$.id=9")), 1)
        expect([event["type"] for event in show(file, "--filter", "101")], ["response"])


main([table, manual, mistakes, both_views, judged_by_tshark])
