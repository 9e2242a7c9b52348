#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope-cli record, end to end: against the demo server and servers that are not ours."""
import base64
import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
from cli import LONG, PROGRAM, closed, expect, main, record, record_until, run, show, start
from recording import is_answer, peer, texts, types, workplace


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


def messages_in_fragments():
    """One that was compressed comes back whole, and so do its neighbours, so the server read it."""
    for options in ((), ("--no-deflate",)):
        with workplace() as (server, folder):
            file = folder / "fragments.pcapng"
            events = record(server.url + "/echo", file, *options, "--send", "whole", "--fragment",
                            "3", "--send", "größer", "--send-binary", "", "--fragment", "100",
                            "--send-binary", "00 ff" * 60, "--ping", "p", "--close", "1000")
            frames = [(event["type"], event["fin"]) for event in show(file, "--frames")
                      if event["dir"] == "out" and event["kind"] == "frame"]
            expect(frames, [("text", True), ("text", False), ("continuation", False),
                            ("continuation", True), ("binary", True), ("binary", False),
                            ("continuation", True), ("ping", True), ("close", True)])
            expect([event.get("text") or event.get("base64") for event in events
                    if event["dir"] == "in" and event["type"] in ("text", "binary")],
                   ["whole", "größer", None, base64.b64encode(b"\x00\xff" * 60).decode()])
            file = folder / "lines.pcapng"
            record_until(lambda event: event["type"] == "text" and event["dir"] == "in",
                         server.url + "/echo", file, *options, "--fragment", "4",
                         input=b"hello you\n")
            expect([event["fin"] for event in show(file, "--frames") if event["dir"] == "out" and
                    event["type"] in ("text", "continuation")], [False, False, True])


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


main([hello_of_demo_server, hello_of_python, killed_server, ends, refusals, certificates,
      actions_in_order, messages_in_fragments, pings_are_answered, standard_input, addresses,
      every_character, printing, requests, strictness, heads_byte_for_byte,
      illegal_closes, bad_lines, files_from_pipes])
