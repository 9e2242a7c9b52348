#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of every way in which a connection ends, from the server and from the client:
`closed`, the story of `show --endings`, and the bytes that a raw server gets. Chromium and Node's
ws were asked of the same server; tests/data/endings.json has their answers, and they are asked again
where they are installed.
"""
import concurrent.futures
import contextlib
import json
import pathlib
import socket
import struct
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import endings  # noqa: E402
from cli import LONG, closed, expect, main, run, show  # noqa: E402
from frames import CLOSE, frame, masked, response  # noqa: E402

# Where ws says something else, and why. Chromium agrees everywhere.
WS_DIFFERS = {
    "ws fails the connection at codes that no Close frame may have; browsers report them":
        [f"the server closes with {code}" for code in (1004, 2999, 0, 999, 5000, 65535)],
    "ws does not read on after a Close; RFC 6455 5.5.1 forbids a frame there, and browsers fail":
        ["data after Close", "two Closes"],
    "ws looks at the Close frames alone; Chromium calls a reset of TCP behind them not clean":
        ["RST behind the Closes"],
}

# `closed` goes by RFC 6455 7.1.4, where both Close frames make it clean; the story says what pages
# are told.
CLEAN_BY_THE_RFC = {"RST behind the Closes"}

# The cause that the story gives, by the name of the ending.
CAUSES = {
    **{f"the server closes with {code}": cause for code, cause in (
        (1000, "finished"), (1001, "server-goes-away"), (1002, "protocol-error"),
        (1003, "unsupported-data"), (1007, "invalid-payload"), (1008, "policy-violation"),
        (1009, "message-too-big"), (1010, "mandatory-extension"), (1011, "internal-error"),
        (1012, "service-restart"), (1013, "try-again-later"), (1014, "bad-gateway"),
        (3000, "unauthorized"), (3999, "registered-code"), (4000, "private-code"),
        (4999, "private-code"))},
    **{f"the server closes with {code}": "code-not-for-the-wire"
       for code in (1004, 1005, 1006, 1015, 2999, 0, 999, 5000, 65535)},
    "the server closes without a code": "no-code",
    "the server closes with one byte": "close-of-one-byte",
    "the server closes with a reason of 123 bytes": "finished",
    "the server closes with a reason that is not UTF-8": "reason-not-utf8",
    "the client closes with 1000": "finished", "the client closes with 3000": "unauthorized",
    "the client closes with 3999": "registered-code", "the client closes with 4000": "private-code",
    "the client closes with 4999": "private-code", "the client closes without a code": "no-code",
    "the answer has another code": "finished", "both close at once": "private-code",
    "data before the answer": "finished",
    "the answer is left out, then FIN": "end-in-place-of-answer",
    "the answer is left out": "answer-missing", "TCP goes on after the Closes": "finished",
    "RST behind the Closes": "finished", "FIN with the Close": "server-goes-away",
    "data after Close": "frame-after-close", "two Closes": "frame-after-close",
    "FIN": "end-without-close", "RST": "reset", "FIN in a frame": "cut-in-frame",
    "FIN in a header": "cut-in-frame", "RST in a frame": "cut-in-frame",
    "TLS, in-order": "tls-broken", "TLS, cut": "end-without-close", "TLS, damaged": "tls-broken",
}

# A rule that the story has to name, by the name of the ending; no error where none is named.
RULES = {
    **{name: "close-code-invalid" for name, cause in CAUSES.items()
       if cause == "code-not-for-the-wire"},
    "the server closes with one byte": "close-payload-short",
    "the server closes with a reason that is not UTF-8": "close-reason-utf8",
    "the answer is left out, then FIN": "close-unanswered",
    "the answer is left out": "close-unanswered",
    "data after Close": "data-after-close", "two Closes": "data-after-close",
    "FIN in a frame": "frame-truncated", "FIN in a header": "frame-truncated",
    "RST in a frame": "frame-truncated",
}


def story_of(file):
    stories = [json.loads(line) for line in
               run("show", file, "--endings", "--format", "jsonl").stdout.splitlines()]
    assert len(stories) == 1, stories
    return stories[0]


@contextlib.contextmanager
def recorded(urls, wanted):
    """The file of each ending, recorded four at a time."""
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(4) as pool:
        def record(ending):
            file = pathlib.Path(name) / f"{ending.name}.pcapng"
            run("record", endings.url_of(urls, ending), "-o", file, "--close-timeout", 1,
                "--for", 60, *endings.options_of(ending), status=None)
            return ending, file
        yield list(pool.map(record, wanted))


def as_reported(code, reason, clean):
    return {"code": code, "reason": reason, "clean": clean}


def check_ending(ending, file, browser):
    event = closed(show(file))
    clean = browser["clean"] or ending.name in CLEAN_BY_THE_RFC
    expect(as_reported(event["code"], event["reason"], event["clean"]), {**browser, "clean": clean},
           ending.name)
    story = story_of(file)
    told = story["browser"]
    expect(as_reported(told["code"], told["reason"], told["clean"]), browser, ending.name)
    expect(story["first"], event["by"], ending.name)
    expect(story["cause"], CAUSES[ending.name], ending.name)
    errors = {fault["rule"] for fault in story["wrong"] if fault["severity"] == "error"}
    rule = RULES.get(ending.name)
    assert rule in errors if rule else not errors, (ending.name, errors)
    assert all(fault["section"].startswith("RFC ") for fault in story["wrong"]), story
    line = run("show", file).stdout.decode().splitlines()[-1]
    assert f" {event['code']} " in line, line
    text = " ".join(story["story"])
    for code in (1005, 1006):
        assert (f"{code} stands for" in text) == (browser["code"] == code), text
    return story


def as_browsers_say():
    known = json.loads(endings.KNOWN.read_text())["endings"]
    wanted = list(endings.endings())
    expect(sorted(known), sorted(ending.name for ending in wanted))
    expect(sorted(CAUSES), sorted(known))
    with endings.raw_servers() as urls, recorded(urls, wanted) as files:
        stories = {ending.name: check_ending(ending, file, known[ending.name]["chromium"])
                   for ending, file in files}
    server = stories["the server closes with a reason that is not UTF-8"]["server"]
    expect((server["code"], server["reason"], server["payload"]), (1000, "\\xff\\xfe", "03e8fffe"))
    expect(stories["the server closes with one byte"]["server"]["payload"], "03")
    expect(stories["the server closes without a code"]["server"]["code"], None)
    expect(stories["FIN with the Close"]["headline"],
           "The server closed the connection with 1001 (going away), in order.")
    assert stories["FIN with the Close"]["server"]["tcp"].startswith("FIN "), stories
    for name, headline in (
            ("RST in a frame", "The server reset TCP (RST) in the middle of a frame."),
            ("FIN", "The server ended TCP (FIN) without a Close."),
            ("TLS, in-order", "TLS ended without a Close."),
            ("the answer is left out", "The client closed the connection with 1000 (normal "
                                       "closure), and the server did not answer.")):
        expect(stories[name]["headline"], headline)


def where_ws_differs():
    known = json.loads(endings.KNOWN.read_text())["endings"]
    differ = {name for name, said in known.items() if said["chromium"] != said["ws"]}
    expect(differ, {name for names in WS_DIFFERS.values() for name in names})


def ws_says_so_still():
    """A change of its version may change what it says: then tests/data/endings.json is old."""
    known = json.loads(endings.KNOWN.read_text())["endings"]
    wanted = [ending for ending in endings.endings() if not ending.slow]
    with endings.raw_servers() as urls:
        for name, said in endings.ask_ws(urls, wanted).items():
            expect(said, known[name]["ws"], name)


def chromium_says_so_still():
    if not endings.has_chromium():
        print("      Chromium is not installed: its answers are those of tests/data")
        return
    known = json.loads(endings.KNOWN.read_text())["endings"]
    wanted = [ending for ending in endings.endings() if not ending.slow]
    with endings.raw_servers() as urls:
        for name, said in endings.ask_chromium(urls, wanted).items():
            expect(said, known[name]["chromium"], name)


class Judge:
    """A server that keeps the bytes that a client sends after the handshake, and echoes its Close."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self.listener.getsockname()[1]}/"

    def serve_one(self):
        sock, _ = self.listener.accept()
        sock.settimeout(LONG)
        with sock:
            data = b""
            while b"\r\n\r\n" not in data:
                data += sock.recv(65536)
            head, _, data = data.partition(b"\r\n\r\n")
            key = next(line.split(": ")[1] for line in head.decode().split("\r\n")
                       if line.lower().startswith("sec-websocket-key"))
            sock.sendall(response(key))
            payload = None
            with contextlib.suppress(ConnectionResetError):
                while chunk := sock.recv(65536):
                    data += chunk
                    if payload is None and len(data) >= 6 and len(data) >= 6 + (data[1] & 127):
                        payload = masked(data[6:6 + (data[1] & 127)], data[2:6])
                        sock.sendall(frame(CLOSE, payload))
                        sock.shutdown(socket.SHUT_WR)
            return data, payload


def closing_from_us():
    """Every code that may be sent, and raw bytes for what may not: the server gets just that."""
    raw = {f"code {code}": struct.pack("!H", code) for code in endings.CODES}
    raw |= {"no code": b"", "one byte": b"\x03", "bad UTF-8": b"\x03\xe8\xff\xfe",
            "123 bytes": b"\x0f\xa0" + b"r" * 123}
    judge = Judge()
    with judge.listener, tempfile.TemporaryDirectory() as name:
        for number, (what, payload) in enumerate(raw.items()):
            file = pathlib.Path(name) / f"{number}.pcapng"
            got = concurrent.futures.Future()
            threading.Thread(target=lambda: got.set_result(judge.serve_one()), daemon=True).start()
            code = struct.unpack("!H", payload[:2])[0] if len(payload) > 1 else None
            valid = code in (1000, 1001, 1002, 1003, *range(1007, 1015), *range(3000, 5000))
            if valid and what != "bad UTF-8":
                reason = payload[2:].decode()
                action = ("--close", f"{code}:{reason}" if reason else code)
            else:
                action = ("--send-raw", frame(CLOSE, payload, key=b"\x01\x02\x03\x04").hex())
            run("record", judge.url, "-o", file, "--close-timeout", 1, *action, status=None)
            data, sent = got.result(timeout=LONG)
            expect(sent, payload, what)
            expect(len(data), 6 + len(payload), f"{what}: nothing but one Close")
            story = story_of(file)
            expect((story["first"], story["client"]["code"], story["client"]["payload"]),
                   ("client", code, payload.hex()), what)
            errors = {fault["rule"] for fault in story["wrong"]
                      if fault["severity"] == "error" and fault["by"] == "client"}
            expect(bool(errors), not (valid or not payload) or what == "bad UTF-8", what)
            event = closed(show(file))
            expect(event["by"], "client", what)
            if valid and what != "bad UTF-8":
                expect((event["code"], event["clean"]), (code, True), what)


def codes_are_searched():
    def found(*search):
        return [(row["first"], row["last"]) for row in
                json.loads(run("codes", *search, "--format", "json").stdout)]
    expect(found("1006"), [(1006, 1006)])
    expect(found("4401"), [(4000, 4999)])
    expect(found("try", "LATER"), [(1013, 1013)])
    for search in ("70000", "no such code"):
        done = run("codes", search, status=2)
        assert b"no close code has" in done.stderr, done.stderr
    rows = {row["first"]: row for row in json.loads(run("codes", "--format", "json").stdout)}
    pages = [(row["first"], row["last"]) for row in rows.values() if row["from_page"]]
    expect((pages[0], pages[1][0], pages[-1]), ((1000, 1000), 3000, (4000, 4999)))
    expect([code for code in (1002, 1007, 1010) if rows[code]["from_application"]], [])
    assert "IANA" in rows[1012]["registered"] and "IANA" in rows[3000]["registered"]


main([as_browsers_say, where_ws_differs, ws_says_so_still, chromium_says_so_still,
      closing_from_us, codes_are_searched])
