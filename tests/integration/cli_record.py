#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope-cli record, end to end: against the demo server and servers that are not ours."""
import base64
import contextlib
import json
import os
import pathlib
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import frames
from cli import (LONG, PROGRAM, SLOW, closed, demo_server, expect, main, record, record_until, run,
                 show, start)

PEERS = pathlib.Path(__file__).parents[1] / "support" / "peers"


@contextlib.contextmanager
def workplace():
    """The demo server and a folder."""
    with tempfile.TemporaryDirectory() as name, demo_server() as server:
        yield server, pathlib.Path(name)


@contextlib.contextmanager
def peer(script, *arguments):
    """A server of another make; its process and URL."""
    process = subprocess.Popen(["/usr/bin/python3", PEERS / script, *map(str, arguments)],
                               stdout=subprocess.PIPE)
    try:
        yield process, f"ws://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.wait()


def texts(events, direction):
    return [event.get("text") for event in events
            if event["kind"] == "message" and event["dir"] == direction]


def is_answer(text):
    """Is an event a message of the server's with the text?"""
    return lambda event: (event["kind"], event["dir"], event.get("text")) == ("message", "in", text)


def types(events, kind=None):
    return [event["type"] for event in events if kind in (None, event["kind"])]


def expect_hello(events, seconds):
    names = types(events)
    order = ["connecting", "connected", "request", "response", "open", "closed"]
    expect([name for name in names if name in order], order)
    expect(texts(events, "out"), ["My name is John"])
    expect(texts(events, "in"), ["Hello from server, John!"])
    end = closed(events)
    expect((end["code"], end["reason"], end["clean"], end["by"]), (1000, "Bye!", True, "server"))
    said = next(event for event in events if event["dir"] == "in" and event["type"] == "text")
    waited = end["t"] - said["t"]
    assert waited > seconds - 0.01, f"closed {waited} s after the greeting"
    expect([event["violations"] for event in events], [[]] * len(events))
    expect([event["n"] for event in events], list(range(1, len(events) + 1)))


def hello_of_demo_server():
    with workplace() as (server, folder):
        for wait, name in ((100, "short.pcapng"), (5000, "real.pcapng")):
            url = server.url + "/hello" + ("" if wait == 5000 else f"?wait={wait}")
            expect_hello(record(url, folder / name, "--send", "My name is John"), wait / 1000)
        events = record(server.secure_url + "/hello?wait=50", folder / "tls.pcapng",
                        "--send", "My name is John", "--ca", server.certificate)
        assert "secured" in types(events)
        expect_hello(events, 0.05)


def hello_of_python():
    with tempfile.TemporaryDirectory() as name:
        for seconds in (0.1, 5):
            with peer("hello_peer.py", seconds) as (_, url):
                file = pathlib.Path(name) / f"{seconds}.pcapng"
                expect_hello(record(url, file, "--send", "My name is John"), seconds)


def killed_server():
    with tempfile.TemporaryDirectory() as name, peer("hello_peer.py", 60) as (process, url):
        file = pathlib.Path(name) / "killed.pcapng"
        client = start("record", url, "-o", file, "--send", "My name is John", "--print",
                       "--format", "jsonl", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for line in client.stdout:
            if json.loads(line).get("text") == "Hello from server, John!":
                break
        process.kill()
        expect(client.wait(LONG), 3)
        end = closed(show(file))
        expect((end["code"], end["reason"], end["clean"], end["by"]), (1006, "", False, None))
        assert b"1006" in client.stderr.read()


def ends():
    """How each path of the demo ends, and the exit status that says so."""
    cases = [("/close?code=4001&reason=bye", 0, (4001, "bye", True, "server")),
             ("/close?code=1013", 0, (1013, "", True, "server")),
             ("/close-empty", 0, (1005, "", True, "server")),
             ("/drop?after=20", 3, (1006, "", False, None)),
             ("/deny?status=401", 3, (1006, "", False, None)),
             ("/nothing", 3, (1006, "", False, None))]
    with workplace() as (server, folder):
        for number, (path, status, end) in enumerate(cases):
            event = closed(record(server.url + path, folder / f"{number}.pcapng", status=status))
            expect((event["code"], event["reason"], event["clean"], event["by"]), end, path)


def refusals():
    with workplace() as (server, folder):
        events = record(server.url + "/deny?status=429", folder / "deny.pcapng", status=3)
        response = next(event for event in events if event["type"] == "response")
        expect(response["detail"]["status"], 429)
        error = next(event for event in events if event["type"] == "error")
        expect(error["detail"]["layer"], "http")
        assert "Too Many Requests" in error["detail"]["body"]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            url = f"ws://127.0.0.1:{free.getsockname()[1]}/"
            events = record(url, folder / "refused.pcapng", status=3)
        expect(next(event["detail"]["layer"] for event in events if event["type"] == "error"),
               "tcp")
        events = record("ws://no-such-host.invalid/", folder / "dns.pcapng", status=3)
        expect(next(event["detail"]["layer"] for event in events if event["type"] == "error"),
               "dns")
        expect(closed(events)["code"], 1006)


def certificates():
    with workplace() as (server, folder):
        url = server.secure_url + "/close"
        done = run("record", url, "-o", folder / "rejected.pcapng", status=3)
        assert b"certificate" in done.stderr, done.stderr
        events = show(folder / "rejected.pcapng")
        expect(next(event["detail"]["layer"] for event in events if event["type"] == "error"),
               "tls")
        assert "open" not in types(events)
        for number, option in enumerate((["--insecure"], ["--ca", server.certificate])):
            expect(closed(record(url, folder / f"{number}.pcapng", *option))["code"], 1000)
        plain = server.url.replace("ws:", "wss:")
        record(plain, folder / "plain.pcapng", status=3)


def actions_in_order():
    with workplace() as (server, folder):
        events = record(server.url + "/echo", folder / "order.pcapng", "--send", "one",
                        "--send-binary", "00 ff", "--ping", "p1", "--send", "[1,2]", "--ping",
                        "p2", "--send=-5", "--send", "", "--close", "4000:done",)
        out = [(event["type"], event.get("text"), event.get("base64")) for event in events
               if event["dir"] == "out" and event["kind"] != "event"]
        expect(out[:7], [("text", "one", None), ("binary", None, "AP8="), ("ping", "p1", None),
                         ("text", "[1,2]", None), ("ping", "p2", None), ("text", "-5", None),
                         ("text", "", None)])
        expect(out[7][0], "close")
        end = closed(events)
        expect((end["code"], end["reason"], end["clean"], end["by"]),
               (4000, "", True, "client"), "as a browser tells it: by the server's answer")
        expect([event["reason"] for event in events if event["type"] == "close"], ["done", ""])
        data = folder / "data.bin"
        data.write_bytes(bytes(range(256)) * 100)
        events = record(server.url + "/echo", folder / "file.pcapng", "--send-binary", f"@{data}",
                        "--close", "1000")
        back = next(event for event in events if event["dir"] == "in" and
                    event["type"] == "binary")
        assert base64.b64decode(back["base64"]) == data.read_bytes()


def pings_are_answered():
    with workplace() as (server, folder):
        events, _ = record_until(lambda event: event["type"] == "pong" and event["text"] == "3",
                                 server.url + "/pings?every=20", folder / "pings.pcapng",
                                 "--ping", "mine")
        pings = [event["text"] for event in events if event["type"] == "ping" and
                 event["dir"] == "in"]
        pongs = [event["text"] for event in events if event["type"] == "pong" and
                 event["dir"] == "out"]
        assert len(pings) >= 3 and pongs[:3] == pings[:3] == ["1", "2", "3"], (pings, pongs)
        mine = next(event for event in events if event["type"] == "pong" and event["dir"] == "in")
        assert mine["text"] == "mine" and mine["rtt_ms"] > 0, mine


def standard_input():
    with workplace() as (server, folder):
        events, _ = record_until(is_answer("no end of line"), server.url + "/echo",
                                 folder / "lines.pcapng", "--send", "first",
                                 input="two\r\n\nžlutý\nno end of line".encode())
        sent = ["first", "two", "", "žlutý", "no end of line"]
        expect(texts(events, "out"), sent)
        expect(texts(events, "in"), sent)
        lines = "".join(f"line {number}\n" for number in range(20_000))
        events, _ = record_until(is_answer("line 19999"), server.url + "/echo",
                                 folder / "many.pcapng", input=lines.encode())
        expect(texts(events, "out"), lines.splitlines())


def addresses():
    """The same forms of an address as in the window; what was made of one is said."""
    with workplace() as (server, folder):
        place = f"127.0.0.1:{server.port}/close?code=4001"
        for number, (typed, url) in enumerate(((f"ws://{place}", None), (f"WS://{place}", None),
                                               (f"  ws://{place}\t", None),
                                               (f"http://{place}", f"ws://{place}"),
                                               (place, f"ws://{place}"),
                                               (f"me:geheim@{place}", f"ws://{place}"))):
            file = folder / f"{number}.pcapng"
            done = run("record", typed, "-o", file)
            said = [line for line in done.stderr.decode().splitlines() if "connecting to" in line]
            expect(said, [f"framescope-cli: connecting to {url}"] if url else [], typed)
            expect(closed(show(file))["code"], 4001, typed)
            assert b"by the server" in done.stderr and b"geheim" not in done.stderr, done.stderr
        for resource in ("/chat/@alice", "/?to=bob@x.org"):
            done = run("record", f"127.0.0.1:1{resource}", "-o", folder / "at.pcapng", "--force",
                       status=3)
            assert f"connecting to ws://127.0.0.1:1{resource}\n" in done.stderr.decode(), done
        done = run("record", "https://127.0.0.1:1/", "-o", folder / "tls.pcapng", status=3)
        assert b"connecting to wss://127.0.0.1:1/" in done.stderr, done.stderr


def every_character():
    """What is typed is what is sent, a byte order mark at the start too."""
    text = "\ufeff\ufeffx \u202e\u2028\u200b"
    with workplace() as (server, folder):
        file = folder / "\ufeffmark.pcapng"
        events, _ = record_until(is_answer("end"), server.url + "/echo?name=\ufeff", file,
                                 "--send", text, "--send", "\ufeff", "--ping", "\ufeffp",
                                 "--header", "X-Mark: \ufeffvalue", "--no-deflate",
                                 input=f"{text}\n\ufeff\nend\n".encode())
        expect(texts(events, "out"), [text, "\ufeff", text, "\ufeff", "end"])
        expect(texts(events, "in"), [text, "\ufeff", text, "\ufeff", "end"])
        expect([event["text"] for event in events if event["type"] in ("ping", "pong")],
               ["\ufeffp"] * 2)
        sent = [event for event in show(file, "--frames") if event["dir"] == "out" and
                event["type"] == "text"]
        expect([event["payload_length"] for event in sent],
               [len(text.encode()), 3, len(text.encode()), 3, 3], "bytes on the wire")
        request = next(event for event in events if event["type"] == "request")
        assert "\ufeffvalue" in json.dumps(request["detail"], ensure_ascii=False), request
        events = record(server.url + "/echo", folder / "close.pcapng", "--close", "4000:\ufeffbye")
        expect([event["reason"] for event in events if event["type"] == "close"][0], "\ufeffbye")


def kept_until_replaced():
    """--force gives nothing away for a recording that holds nothing, and follows no link."""
    with workplace() as (server, folder):
        file = folder / "r.pcapng"
        beside = folder / "r.new.pcapng"
        record(server.url + "/close", file)
        old = file.read_bytes()
        for url in ("ws://127.0.0.1:1/", server.url + "/deny?status=503"):
            done = run("record", url, "-o", file, "--force", status=3)
            expect(file.read_bytes(), old, "what was there")
            assert str(beside).encode() in done.stderr, done.stderr
            assert "error" in types(show(beside)), "the failure is on record"
            beside.unlink()

        run("record", server.url + "/ticks?rate=0&count=10000", "-o", file, "--force", status=2,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)))
        expect(file.read_bytes(), old, "what was there before the disk was full")
        assert len(show(beside)) > 10, "what could be written"

        client = start("record", server.url + "/ticks?rate=100", "-o", file, "--force", "--print",
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE)
        while b'"tick"' not in wait_for_line(client):
            pass
        expect(file.read_bytes(), old, "what was there while another is made")
        client.kill()
        said = client.communicate(timeout=LONG)[1]
        expect(file.read_bytes(), old, "what was there when the program is killed")
        killed = folder / "r.new-2.pcapng"
        assert str(killed).encode() in said and "open" in types(show(killed)), said

        left = sorted(folder.iterdir())
        events = record(server.url + "/close", file, "--force")
        expect(closed(events)["code"], 1000)
        assert file.read_bytes() != old
        expect(sorted(folder.iterdir()), left, "nothing more is left behind")

        for target in (file, folder / "nowhere.pcapng"):
            link = folder / f"link-to-{target.name}"
            link.symlink_to(target)
            for force in ((), ("--force",)):
                done = run("record", server.url + "/close", "-o", link, *force, status=2)
                assert b"symbolic link" in done.stderr, done.stderr
            assert link.is_symlink() and not (folder / "nowhere.pcapng").exists()
        expect(show(file), events, "what the link leads to")


def time_is_up():
    with workplace() as (server, folder):
        events = record(server.url + "/ticks?rate=100", folder / "for.pcapng", "--for", 0.5)
        end = closed(events)
        expect((end["code"], end["clean"], end["by"]), (1000, True, "client"))
        opened = next(event for event in events if event["type"] == "open")
        close = next(event for event in events if event["type"] == "close")
        assert close["t"] - opened["t"] > 0.49, close


def wait_for_line(process):
    line = process.stdout.readline()
    assert line, process.stderr.read()
    return line


def interrupts():
    with workplace() as (server, folder):
        file = folder / "interrupted.pcapng"
        client = start("record", server.url + "/ticks?rate=100", "-o", file, "--print",
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE)
        while b'"tick"' not in wait_for_line(client):
            pass
        client.send_signal(signal.SIGINT)
        client.communicate(timeout=LONG)
        expect(client.returncode, 0)
        end = closed(show(file))
        expect((end["code"], end["clean"], end["by"]), (1001, True, "client"))

        for signal_number in (signal.SIGHUP, signal.SIGTERM):
            file = folder / f"{signal_number}.pcapng"
            client = start("record", server.url + "/ticks?rate=100", "-o", file, "--print",
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE,
                           preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))
            while b'"tick"' not in wait_for_line(client):
                pass
            client.send_signal(signal_number)
            client.communicate(timeout=LONG)
            expect(client.returncode, 0, signal_number)
            expect(closed(show(file))["code"], 1001, signal_number)

        file = folder / "twice.pcapng"
        client = start("record", server.url + "/silent", "-o", file, "--send", "x", "--print",
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE)
        while b" text " not in wait_for_line(client):
            pass
        client.send_signal(signal.SIGINT)
        while b" close " not in wait_for_line(client):
            pass
        client.send_signal(signal.SIGINT)
        client.communicate(timeout=LONG)
        expect(client.returncode, 3)
        end = closed(show(file))
        expect((end["clean"], end["detail"]["tcp"]), (False, "reset"), "the second one aborts")

        with socket.create_server(("127.0.0.1", 0)) as deaf:
            file = folder / "connecting.pcapng"
            client = start("record", f"ws://127.0.0.1:{deaf.getsockname()[1]}/", "-o", file,
                           "--print", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            while b" request " not in wait_for_line(client):
                pass
            client.send_signal(signal.SIGTERM)
            client.communicate(timeout=LONG)
            expect(client.returncode, 3)
            expect(closed(show(file))["code"], 1006)


def printing():
    with workplace() as (server, folder):
        file = folder / "print.pcapng"
        is_message = lambda event: event["kind"] != "event"
        printed, _ = record_until(is_message, server.url + "/fragments", file)
        expect(printed, show(file), "what was printed and what show says")
        printed, _ = record_until(is_message, server.url + "/fragments", file, "--force",
                                  "--frames")
        expect(printed, show(file, "--frames"))
        done = run("record", server.url + "/ticks?rate=0&count=50000", "-o", file, "--force",
                   "--print")
        lines = done.stdout.decode().splitlines()
        expect(sum('"type":"tick"' in line for line in lines), 50_000)
        expect(lines, run("show", file).stdout.decode().splitlines())


def reader_that_leaves():
    with workplace() as (server, folder):
        file = folder / "head.pcapng"
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; '{PROGRAM}' record '{server.url}/ticks?rate=1000' "
             f"-o '{file}' --print </dev/null | head -n 20"], capture_output=True, timeout=LONG,
            check=False)
        expect((done.returncode, done.stderr), (0, b""))
        expect(done.stdout.count(b"\n"), 20)
        expect(closed(show(file))["code"], 1001)


def requests():
    """What the options put into the request, as a server of its own reads it."""
    head = {}

    def serve(listener):
        client, _ = listener.accept()
        with client:
            data = b""
            while b"\r\n\r\n" not in data:
                data += client.recv(65536)
            head["lines"] = data.decode().split("\r\n")
            key = next(line.split(": ")[1] for line in head["lines"]
                       if line.lower().startswith("sec-websocket-key"))
            client.sendall(frames.response(key, Sec_WebSocket_Protocol="json"))
            client.sendall(frames.frame(frames.CLOSE, frames.close_payload(1000)))
            while client.recv(65536):
                pass

    with tempfile.TemporaryDirectory() as name, socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        url = f"ws://user:pa%20ss@127.0.0.1:{listener.getsockname()[1]}/a%20b?c=d&e"
        events = record(url, pathlib.Path(name) / "r.pcapng", "--header", "X-One: 1", "--header",
                        "X-One: 2", "--header", "User-Agent: me", "--subprotocol", "chat",
                        "--subprotocol", "json", "--origin", "https://example.org",
                        "--no-deflate")
        thread.join(LONG)
    lines = head["lines"]
    expect(lines[0], "GET /a%20b?c=d&e HTTP/1.1")
    for line in ("X-One: 1", "X-One: 2", "User-Agent: me", "Origin: https://example.org",
                 "Sec-WebSocket-Protocol: chat, json",
                 "Authorization: Basic " + base64.b64encode(b"user:pa ss").decode()):
        expect(lines.count(line), 1, line)
    assert not any(line.lower().startswith("sec-websocket-extensions") for line in lines), lines
    expect(next(event["detail"]["subprotocol"] for event in events if event["type"] == "open"),
           "json")
    recorded = next(event for event in events if event["type"] == "connecting")
    assert "pa ss" not in json.dumps(recorded) and "pa%20ss" not in json.dumps(recorded)


def strictness():
    """After a violation a session goes on, or under --strict ends with 1007."""
    with tempfile.TemporaryDirectory() as name, peer("raw_peer.py") as (_, url):
        file = pathlib.Path(name) / "tolerant.pcapng"
        events = record(url + "/invalid_utf8", file)
        assert "after" in texts(events, "in")
        broken = next(event for event in events if event["violations"])
        expect(broken["violations"][0]["rule"], "utf8-invalid")
        expect(base64.b64decode(broken["base64"]), b"bad \xff\xfe text")
        events = record(url + "/invalid_utf8", pathlib.Path(name) / "strict.pcapng", "--strict",
                        status=None)
        sent = next(event for event in events if event["type"] == "close" and
                    event["dir"] == "out")
        expect(sent["code"], 1007)


def heads_byte_for_byte():
    """An odd head is told as it came in every format, and each oddity by its rule."""
    with tempfile.TemporaryDirectory() as name, peer("raw_peer.py") as (_, url):
        file = pathlib.Path(name) / "odd.pcapng"
        response = next(event for event in record(url + "/odd_head", file)
                        if event["type"] == "response")
        raw = base64.b64decode(response["detail"]["raw_base64"])
        assert raw.startswith(b"HTTP/1.0 101\r\nX-Odd : 1\r\nUpgrade: websocket\nConnection: "
                              b"keep-alive,\r\n  Upgrade\r\nX-Bytes: \xff\xfe \r\n"), raw
        expect(response["detail"]["length"], len(raw))
        assert ["X-Bytes", "\\xff\\xfe"] in response["detail"]["headers"], response
        expect({violation["rule"] for violation in response["violations"]},
               {"reason-missing", "header-name-space", "head-bare-lf", "header-folded",
                "header-not-ascii", "header-trailing-space", "http-version"})
        dump = run("show", file, "--format", "hex").stdout
        assert b"4f64 6420 3a20 310d 0a" in dump, dump  # Odd : 1
        har = pathlib.Path(name) / "odd.har"
        run("export", file, "-f", "har", "-o", har)
        assert response["detail"]["raw_base64"] in har.read_text(encoding="utf-8")


def illegal_closes():
    """What a browser calls 1006 and not clean, tolerant and strict; the frame keeps its bytes."""
    with tempfile.TemporaryDirectory() as name, peer("raw_peer.py") as (_, url):
        for hexadecimal in ("880203ed", "880203ee", "880203f7", "880103", "880403e8fffe",
                            "887e007e03e8" + "61" * 124, "080203e88000", "880203e8810178"):
            for mode in ((), ("--strict",)):
                file = pathlib.Path(name) / (hexadecimal[:20] + "".join(mode) + ".pcapng")
                events = record(url + "/close_raw/" + hexadecimal, file, *mode, status=3)
                end = closed(events)
                expect((end["code"], end["clean"]), (1006, False), hexadecimal)
                assert end["detail"]["browser"].startswith("a browser reports 1006: "), end
                frame = next(event for event in events
                             if event["type"] == "close" and event["dir"] == "in")
                assert frame["violations"] or hexadecimal.endswith("810178"), frame
        empty = record(url + "/close_raw/8800", pathlib.Path(name) / "empty.pcapng")
        expect((closed(empty)["code"], closed(empty)["clean"]), (1005, True))
        frame = next(event for event in empty if event["type"] == "close")
        expect((frame["code"], frame["length"]), (None, 0))


def replacing():
    with workplace() as (server, folder):
        file = folder / "twice.pcapng"
        record(server.url + "/close", file)
        run("record", server.url + "/close-empty", "-o", file, status=2)
        expect(closed(show(file))["code"], 1000)
        expect(closed(record(server.url + "/close-empty", file, "--force"))["code"], 1005)
        expect(file.stat().st_mode & 0o777, 0o600)


def running_recording():
    """--force takes nothing from a recording that another program is writing."""
    with workplace() as (server, folder):
        file = folder / "running.pcapng"
        first = start("record", server.url + "/ticks?rate=100", "-o", file, "--print",
                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE)
        while b'"tick"' not in wait_for_line(first):
            pass
        done = run("record", server.url + "/close", "-o", file, "--force", status=2)
        assert b"is being recorded by another program" in done.stderr, done.stderr
        expect(list(folder.glob("running*")), [file], "what was made")
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=LONG)
        expect((first.returncode, closed(show(file))["code"]), (0, 1001))
        expect(closed(record(server.url + "/close", file, "--force"))["code"], 1000)


def full_disk():
    """A recording that can't be written any more ends the session with a sentence."""
    with workplace() as (server, folder):
        file = folder / "full.pcapng"

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
        done = run("record", server.url + "/ticks?rate=0", "-o", file, status=2,
                   preexec_fn=limit)
        expect(done.stderr.count(b"\n"), 1)
        assert 200_000 < file.stat().st_size <= 300_000
        events = show(file)
        assert sum(event["type"] == "text" for event in events) > 1000


def lines_for_a_server_that_does_not_read():
    """What can't be sent waits in the pipe, not in memory; and closing comes to an end."""
    enough = 8_000_000  # far more than the system and the session hold together
    with tempfile.TemporaryDirectory() as name, peer("raw_peer.py") as (_, url):
        file = pathlib.Path(name) / "lines.pcapng"
        process = start("record", url + "/does-not-read", "-o", file, stdin=subprocess.PIPE)
        pipe = process.stdin.fileno()
        os.set_blocking(pipe, False)
        written = 0
        progress = time.monotonic()
        while written < enough and time.monotonic() - progress < 4:
            with contextlib.suppress(BlockingIOError):
                written += os.write(pipe, b"x\n" * 16384)
                progress = time.monotonic()
            time.sleep(0.001)
        assert written < enough, "all of it was read"
        if not SLOW:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
            most = int(status.partition("VmHWM:")[2].split()[0])
            assert most < 200_000, f"{most} kB"
        process.send_signal(signal.SIGINT)
        expect(process.wait(LONG), 3)
        (end,) = show(file, "--filter", "type:closed")
        expect((end["code"], end["clean"]), (1006, False))
        assert end["detail"]["unsent"] > 1000, end


def signals_while_a_server_does_not_read():
    """Each of them ends the program, though neither the message nor a Close gets through."""
    with tempfile.TemporaryDirectory() as name, peer("raw_peer.py") as (_, url):
        large = pathlib.Path(name) / "large.bin"
        large.write_bytes(bytes(20_000_000))
        for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            file = pathlib.Path(name) / f"{signal_number}.pcapng"
            process = start("record", url + "/does-not-read", "-o", file, "--print",
                            "--send-binary", f"@{large}", stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))
            while b" open" not in wait_for_line(process):
                pass
            process.send_signal(signal_number)
            process.communicate(timeout=LONG)
            expect(process.returncode, 3, signal_number)
            (end,) = show(file, "--filter", "type:closed")
            expect((end["code"], end["clean"]), (1006, False), signal_number)


def bad_lines():
    """What can't be sent is told with its number, and the rest goes on."""
    with workplace() as (server, folder):
        file = folder / "lines.pcapng"
        events, said = record_until(is_answer("three"), server.url + "/echo", file,
                                    input=b"one\n\xff\xfe\nthree\n")
        assert b"line 2 of standard input is not UTF-8" in said, said
        expect(texts(events, "out"), ["one", "three"])


def files_from_pipes():
    """What an option reads may come out of a command."""
    with workplace() as (server, folder):
        file = folder / "pipe.pcapng"
        subprocess.run(["bash", "-c", '"$0" record "$1" -o "$2" --ca <(cat "$3") '
                        "--send-binary @<(sleep 0.2; printf hello) --close 1000", PROGRAM,
                        server.secure_url + "/echo", file, server.certificate], check=True,
                       stdin=subprocess.DEVNULL, timeout=LONG)
        sent = [event for event in show(file, "--filter", "is:binary dir:out")]
        expect([event["text"] for event in sent], ["hello"])


def ends_before_all_is_sent():
    """The server closes cleanly, and yet not all was done that was asked for."""
    with tempfile.TemporaryDirectory() as name, peer("raw_peer.py") as (_, url):
        folder = pathlib.Path(name)
        done = run("record", url + "/close-at-open", "-o", folder / "sent.pcapng", "--send", "one",
                   "--send", "two", "--ping", "p", "--close", "4000", status=3)
        expect(closed(show(folder / "sent.pcapng"))["clean"], True)
        assert b"3 messages and pings were not sent: the connection ended first" in done.stderr, \
            done.stderr
        lines = "".join(f"line {number}\n" for number in range(100_000))
        done = run("record", url + "/close-at-open", "-o", folder / "lines.pcapng", status=3,
                   input=lines.encode())
        assert b"of standard input was not sent" in done.stderr, done.stderr
        run("record", url + "/close-at-open", "-o", folder / "close.pcapng", "--close", "4000")


def line_without_end():
    """It is not kept beyond 64 MiB; the next one is sent."""
    with tempfile.TemporaryDirectory() as name, peer("raw_peer.py") as (server, url):
        file = pathlib.Path(name) / "line.pcapng"
        process = start("record", url + "/echo", "-o", file, stdin=subprocess.PIPE,
                        stderr=subprocess.PIPE)
        process.stdin.write(b"x" * (65 << 20) + b"\nshort\n")
        process.stdin.flush()
        assert b"longer than 64 MiB" in process.stderr.readline()
        while json.loads(server.stdout.readline()).get("payload") != b"short".hex():
            pass
        process.send_signal(signal.SIGINT)
        process.communicate()
        expect(texts(show(file), "out"), ["short"])


main([hello_of_demo_server, hello_of_python, killed_server, ends, refusals, certificates,
      actions_in_order, pings_are_answered, standard_input, addresses, every_character,
      kept_until_replaced, time_is_up, interrupts, printing,
      reader_that_leaves, requests, strictness, heads_byte_for_byte,
      illegal_closes, replacing, running_recording, full_disk,
      lines_for_a_server_that_does_not_read, signals_while_a_server_does_not_read, bad_lines,
      files_from_pipes, ends_before_all_is_sent, line_without_end])
