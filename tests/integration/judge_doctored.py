#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The judge can condemn: of a capture that it finds right, whatever is doctored afterwards, in
what is shown or in the packets, it finds wrong, and says where."""
import copy
import functools
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import ethernet_capture
import frames
import judge
from cli import main

FRAMES = 10
DEFLATE = {"Sec_WebSocket_Extensions": "permessage-deflate"}
COMPRESSED = frames.Deflater().compress(b"inflate me, inflate me, inflate me")


def capture(file):
    with open(file, "wb") as output:
        connection = ethernet_capture.Connection(ethernet_capture.Capture(output),
                                                 ("10.0.0.1", 50000), ("10.0.0.2", 80))
        connection.data("out", frames.request(**DEFLATE))
        connection.data("in", frames.response(**DEFLATE))
        connection.data("out", frames.frame(frames.TEXT, b"one by one", key=b"kEyS")
                        + frames.frame(frames.PING, b"between", key=b"KeYs"))
        connection.data("in", frames.frame(frames.TEXT, COMPRESSED, rsv=4)
                        + frames.frame(frames.PONG, b"between"))
        connection.data("in", frames.frame(frames.BINARY, b"fragment one", fin=False)
                        + frames.frame(frames.PING)
                        + frames.frame(frames.CONTINUATION, b"fragment two"))
        connection.data("in", frames.frame(frames.BINARY, bytes(range(256)) * 2))
        connection.data("out", frames.frame(frames.CLOSE, frames.close_payload(4001, "enough"),
                                            key=bytes(4)))
        connection.data("in", frames.frame(frames.CLOSE))
        connection.end()


def changed(**fields):
    """Changes fields of a frame."""
    return lambda shown, at: shown[at].update(fields)


def removed(shown, at):
    del shown[at]


def doubled(shown, at):
    shown.insert(at, copy.deepcopy(shown[at]))


def swapped(shown, at):
    shown[at], shown[at + 1] = shown[at + 1], shown[at]


def cut_off(shown, at):
    shown[at]["violations"].append({"rule": "frame-truncated"})


# Which frame, what is done to it, and what must be said of it.
SHOWN = [
    (0, changed(fin=False), "out, frame 1 (n 6, packet 3):\n  fin differs"),
    (0, changed(rsv=4), "rsv differs"),
    (0, changed(opcode=2), "opcode differs"),
    (0, changed(masked=False), "masked differs"),
    (0, changed(mask_key="6b457954"), "mask_key differs"),
    (0, changed(mask_key=None), "mask_key differs"),
    (0, changed(header_length=8), "header_length differs"),
    (0, changed(payload_length=11), "payload_length differs"),
    (0, changed(length=11), "length differs"),
    (0, changed(text="one by onE"), "payload differs"),
    (0, changed(text="one by one "), "payload differs"),
    (0, changed(compressed=True), "compressed differs"),
    (0, changed(dir="in"), "number of frames differs"),
    (1, changed(text="Between"), "out, frame 2"),
    (2, changed(compressed=False), "in, frame 1 (n 8, packet 4):\n  compressed differs"),
    (2, changed(text="inflate me, inflate me, inflate mE"), "from byte 29"),
    (2, changed(payload_length=34), "payload_length differs"),
    (5, changed(masked=True), "in, frame 4 (n 11, packet 5):\n  masked differs"),
    (6, changed(text="fragment twO"), "payload differs"),
    (7, changed(header_length=10), "header_length differs"),
    (8, changed(code=1000), "code differs"),
    (8, changed(code=None), "code differs"),
    (8, changed(reason="Enough"), "reason differs"),
    (9, changed(code=1005), "code differs"),
    (9, cut_off, "number of frames differs"),
    (4, cut_off, None),  # not the last one, so it is compared nevertheless
    (3, removed, "number of frames differs"),
    (9, removed, "number of frames differs"),
    (5, doubled, "number of frames differs"),
    (2, swapped, "opcode differs"),
]

# What stands in the capture, what takes its place, and what must be said of it.
PACKETS = [
    (b"\x81\x8akEyS", b"\x01\x8akEyS", "fin differs"),
    (b"\x81\x8akEyS", b"\x91\x8akEyS", "rsv differs"),
    (b"\x81\x8akEyS", b"\x82\x8akEyS", "opcode differs"),
    (b"\x81\x8akEyS", b"\x81\x8akEyT", "mask_key differs"),
    (b"\x89\x87KeYs", b"\x8a\x87KeYs", "opcode differs"),
    (b"\x8a\x07between", b"\x8a\x07betweeN", "payload differs"),
    (b"fragment one", b"fragmenT one", "payload differs"),
    (b"\x80\x0cfragment two", b"\x00\x0cfragment two", "fin differs"),
    (b"\xc1" + bytes([len(COMPRESSED)]), b"\x81" + bytes([len(COMPRESSED)]),
     "compressed differs"),
    (b"\x82\x7e\x02\x00", b"\x82\x7e\x01\xfc", "payload_length differs"),
    (b"\x0f\xa1enough", b"\x0f\xa0enough", "code differs"),
    (b"\x0f\xa1enough", b"\x0f\xa1enougH", "reason differs"),
    (b"101 Switching", b"200 Switching", "number of frames differs"),
]


def condemned(file, expected, events=None, against=None, count=None):
    try:
        judge.judge(file, count, against=against, events=events)
    except AssertionError as differences:
        if expected in str(differences):
            return
        raise AssertionError(f"\"{expected}\" is not in: {differences}") from None
    raise AssertionError(f"nothing was found where \"{expected}\" was expected")


def with_capture(test):
    def wrapper():
        with tempfile.TemporaryDirectory() as name:
            file = pathlib.Path(name) / "right.pcapng"
            capture(file)
            test(file)
    wrapper.__name__ = test.__name__
    return wrapper


@with_capture
def what_is_right(file):
    verdict = judge.judge(file, FRAMES)
    if verdict.excluded or verdict.notes or verdict.inflated != {"zlib": 1, "tshark as well": 1}:
        raise AssertionError(verdict.text())


@with_capture
def what_is_shown(file):
    events = judge.show(file)
    around = [event for event in events if event["kind"] != "frame"]
    for at, doctor, expected in SHOWN:
        shown = copy.deepcopy([event for event in events if event["kind"] == "frame"])
        doctor(shown, at)
        if expected is None:
            judge.judge(file, FRAMES, events=around + shown)
        else:
            condemned(file, expected, events=around + shown)
    condemned(file, "number of frames differs", events=[])
    condemned(file, "10 frames were compared, not 9", events=events, count=9)


@with_capture
def what_the_packets_say(file):
    events = judge.show(file)
    right = file.read_bytes()
    for index, (found, put, expected) in enumerate(PACKETS):
        if right.count(found) != 1:
            raise AssertionError(f"{found} is there {right.count(found)} times")
        doctored = file.with_name(f"doctored-{index}.pcapng")
        doctored.write_bytes(right.replace(found, put))
        condemned(file, expected, events=events, against=doctored)
        condemned(doctored, expected, against=file)


@with_capture
def nothing_to_compare(file):
    with open(file, "wb") as output:
        ethernet_capture.Capture(output)
    condemned(file, "nothing was compared", events=[])
    judge.judge(file, 0, events=[])


@with_capture
def as_a_program(file):
    program = [sys.executable, judge.__file__, file]
    shown = file.with_suffix(".jsonl")
    events = judge.show(file)
    for doctor, options, status in ((None, [], 0), (None, ["--frames", FRAMES], 0),
                                    (None, ["--frames", FRAMES + 1], 1),
                                    (changed(fin=False), [], 1)):
        if doctor:
            doctor(events, next(n for n, event in enumerate(events) if event["kind"] == "frame"))
        shown.write_text("".join(json.dumps(event) + "\n" for event in events), "utf-8")
        done = subprocess.run([*map(str, (*program, "--shown", shown, *options))], check=False,
                              capture_output=True)
        if done.returncode != status:
            raise AssertionError(f"{options}: {done}")


judge.tshark.read = functools.cache(judge.tshark.read)
main([what_is_right, what_is_shown, what_the_packets_say, nothing_to_compare, as_a_program])
