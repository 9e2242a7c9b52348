#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`record --behaviour`: what is done wrong, in its order with the actions, and mistakes."""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import expect, main, record, run, show
from recording import peer


def told(events):
    return [event["detail"]["text"] for event in events if event["type"] == "behaviour"]


def behaviours_are_recorded():
    """Among the options, as they are typed; the wire shows what they did."""
    with tempfile.TemporaryDirectory() as name, peer("noting_peer.py") as (_, url):
        file = pathlib.Path(name) / "one.pcapng"
        record(url + "/collect", file, "--behaviour", "mask=key:01020304", "--behaviour",
               "pong=late:1500ms", "--send", "a", "--close", "1000")
        events = show(file, "--frames")
        expect(events[0]["detail"]["options"]["behaviours"],
               ["pong=late:1500ms", "mask=key:01020304"])
        sent = [event for event in events if event["kind"] == "frame" and event["dir"] == "out"]
        expect({event["mask_key"] for event in sent}, {"01020304"})
        expect(told(events), ["frames are masked with the key 01020304 from here on"])


def misdeeds_in_order():
    """Behind the actions before them; what comes later is not sent, and said not to be."""
    with tempfile.TemporaryDirectory() as name, peer("noting_peer.py") as (_, url):
        file = pathlib.Path(name) / "cut.pcapng"
        done = run("record", url + "/collect", "-o", file, "--send", "before", "--behaviour",
                   "cut=fin-in-frame", "--send", "after", status=3)
        assert b"1 message or ping was not sent" in done.stderr, done.stderr
        events = show(file, "--frames")
        sent = [event for event in events if event["kind"] == "frame" and event["dir"] == "out"]
        expect([event["text"] for event in sent], ["before", "This frame is"])
        expect([violation["rule"] for violation in sent[1]["violations"]], ["frame-truncated"])


def mistakes():
    for value, part in (("pong=of", b"--behaviour pong: \"of\" is not understood"),
                        ("cut=", b"--behaviour cut: \"\" is not understood"),
                        ("nothing", b"--behaviour: \"nothing\" is not a behaviour")):
        with tempfile.TemporaryDirectory() as name:
            file = pathlib.Path(name) / "none.pcapng"
            done = run("record", "ws://127.0.0.1:1/", "-o", file, "--behaviour", value, status=2)
            assert part in done.stderr, done.stderr
            assert not file.exists(), value


main([behaviours_are_recorded, misdeeds_in_order, mistakes])
