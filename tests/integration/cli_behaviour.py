#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`record --behaviour`: what is done wrong, in its order with the actions, and mistakes."""
import pathlib
import re
import socket
import struct
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
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


def a_reset_behind_our_half_close():
    """It is shown as a reset, and a FIN is not; what was sent before is there."""
    for resets in (False, True):
        with tempfile.TemporaryDirectory() as name, \
                socket.create_server(("127.0.0.1", 0)) as listener:
            def serve(resets=resets, listener=listener):
                sock, _ = listener.accept()
                head = b""
                while b"\r\n\r\n" not in head:
                    head += sock.recv(65536)
                key = re.search(rb"(?i)sec-websocket-key: (\S*)", head)[1].decode()
                sock.sendall(frames.response(key))
                while sock.recv(65536):
                    pass
                sock.sendall(frames.frame(frames.TEXT, b"x" * 300_000))
                time.sleep(0.2)  # the client reads it: a reset drops what is not read
                if resets:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                sock.close()

            threading.Thread(target=serve, daemon=True).start()
            file = pathlib.Path(name) / "a.pcapng"
            events = record(f"ws://127.0.0.1:{listener.getsockname()[1]}", file, "--close", 1000,
                            "--behaviour", "after-close=half", status=3)
            expect([event["length"] for event in events
                    if event["dir"] == "in" and event["type"] == "text"], [300_000])
            expect([event["detail"]["text"] for event in events if event["type"] == "error"],
                   ["the connection was reset by the server"] * resets)


def mistakes():
    for value, part in (("pong=of", b"--behaviour pong: \"of\" is not understood"),
                        ("cut=", b"--behaviour cut: \"\" is not understood"),
                        ("nothing", b"--behaviour: \"nothing\" is not a behaviour")):
        with tempfile.TemporaryDirectory() as name:
            file = pathlib.Path(name) / "none.pcapng"
            done = run("record", "ws://127.0.0.1:1/", "-o", file, "--behaviour", value, status=2)
            assert part in done.stderr, done.stderr
            assert not file.exists(), value


main([behaviours_are_recorded, misdeeds_in_order, a_reset_behind_our_half_close, mistakes])
