#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope-cli export: what other programs read of it, with Python's own readers as judges."""
import base64
import csv
import io
import json
import pathlib
import subprocess
import sys
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
import har_check
import html_check
import pcapng_writer
from cli import PROGRAM, SLOW, demo_server, expect, main, record, run, show
from exporting import FORMATS, LARGE, PAYLOADS, capture, everything, exported, folder


def same_as_show():
    with folder() as place:
        file = place / "all.pcapng"
        capture(file, everything())
        for arguments in ((), ("--frames",), ("--filter", "dir:in"),
                          ("--frames", "--filter", "is:control or 101")):
            for form in ("jsonl", "text"):
                expect(exported(file, form, *arguments),
                       run("show", file, "--format", form, *arguments).stdout, f"{form} {arguments}")


def payload_of(event):
    return event["text"].encode() if "text" in event else base64.b64decode(event["base64"])


def csv_cell(text):
    """As the manual says: an apostrophe in front is taken away."""
    return text[1:] if text.startswith("'") else text


def spreadsheet():
    with folder() as place:
        file = place / "all.pcapng"
        capture(file, everything())
        csv.field_size_limit(1 << 30)
        for arguments in ((), ("--frames",), ("--filter", "is:control")):
            text = exported(file, "csv", *arguments).decode("utf-8")
            rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
            events = show(file, *arguments)
            expect([int(row["n"]) for row in rows], [event["n"] for event in events])
            for row, event in zip(rows, events):
                same_row(row, event)
            for row in rows:
                for name, cell in row.items():
                    assert not cell.startswith(tuple("=+@-\t\r\n＝＋－＠")), (name, cell[:20])
        expect(text.count("\r\n"), len(rows) + 1)


def same_row(row, event):
    what = f"event {event['n']}"
    assert None not in row and None not in row.values(), f"{what} has {len(row)} columns"
    for name in ("dir", "kind", "type", "mask_key", "by", "time"):
        expect(row[name], event.get(name) or "", f"{what} {name}")
    for name in ("conn", "rsv", "opcode", "header_length", "payload_length", "length", "frames",
                 "code"):
        value = event.get(name)
        expect(row[name], "" if value is None else str(value), f"{what} {name}")
    for name in ("fin", "masked", "compressed", "clean"):
        expect(row[name], str(event[name]).lower() if name in event else "", f"{what} {name}")
    expect(float(row["t"]), event["t"], what)
    for name in ("rtt_ms", "answered_in_ms"):
        expect(float(row[name] or -1), event.get(name) or -1.0, f"{what} {name}")
    expect(csv_cell(row["wire_base64"]), event.get("wire_base64", ""), what)
    expect(csv_cell(row["reason"]), event.get("reason", ""), what)
    expect(row["violations"].split(), [one["rule"] for one in event["violations"]], what)
    if "detail" in event:
        expect(json.loads(row["detail"] or "{}"), event["detail"], what)
        expect((row["text"], row["base64"]), ("", ""), what)
    else:
        assert not (row["text"] and row["base64"]), what
        data = csv_cell(row["text"]).encode() or base64.b64decode(csv_cell(row["base64"]))
        assert data == payload_of(event), f"{what}: {data[:30]} is not {payload_of(event)[:30]}"


def archive():
    with folder() as place:
        file = place / "all.pcapng"
        capture(file, everything(), path="/chat?room=7&b=a%20b&&c", Cookie="a=1; b=2", X_Room="7")
        log = har_check.judged(exported(file, "har"))
        expect(log["creator"]["name"], "Framescope")
        entry = log["entries"][0]
        events = [json.loads(line) for line in exported(file, "jsonl").split(b"\n") if line]
        same_messages(entry, [event for event in events if event["kind"] == "message"])
        expect(entry["_framescope"]["events"],
               [event for event in events if event["kind"] != "message"], "other events")
        same_heads(entry, events)
        log = har_check.judged(exported(file, "har", "--filter", "dir:out is:binary or type:ping"))
        entry = log["entries"][0]
        same_messages(entry, [event for event in events if event["kind"] == "message" and
                              event["dir"] == "out"])
        expect([event["type"] for event in entry["_framescope"]["events"]],
               ["connecting", "connected", "request", "response", "open", "ping", "ping", "closed"])
        log = har_check.judged(exported(file, "har", "--filter", "n:99999"))
        expect(log["entries"], [])


def same_messages(entry, messages):
    expect(len(entry["_webSocketMessages"]), len(messages))
    for ours, event in zip(entry["_webSocketMessages"], messages):
        what = f"message {event['n']}"
        more = ours["_framescope"]
        expect((ours["type"], ours["opcode"], more["n"], more.get("frames", 1)),
               ("send" if event["dir"] == "out" else "receive", 1 if event["type"] == "text" else 2,
                event["n"], event["frames"]), what)
        data = base64.b64decode(more["base64"]) if "base64" in more else \
            ours["data"].encode() if ours["opcode"] == 1 else base64.b64decode(ours["data"])
        assert data == payload_of(event), what
        assert "base64" not in more or "\ufffd" in ours["data"], what
        expect(more.get("violations", []), event["violations"], what)
        assert abs(ours["time"] % 60 - float(event["time"][17:-1])) < 0.001, what


def same_heads(entry, events):
    request, response = (next(event["detail"] for event in events if event["type"] == name)
                         for name in ("request", "response"))
    for ours, theirs in ((entry["request"], request), (entry["response"], response)):
        expect([[one["name"], one["value"]] for one in ours["headers"]], theirs["headers"])
        expect(ours["headersSize"], theirs["length"])
    expect(entry["request"]["queryString"], [{"name": "room", "value": "7"},
                                             {"name": "b", "value": "a%20b"},
                                             {"name": "c", "value": ""}])
    expect([one["name"] for one in entry["request"]["cookies"]], ["a", "b"])
    expect((entry["response"]["status"], entry["_resourceType"], entry["serverIPAddress"],
            entry["connection"]), (101, "websocket", "10.0.0.2", "80"))
    expect({**entry["_webSocketClose"], "timestamp": 0},
           {"code": 1000, "reason": "=Bye!", "timestamp": 0})


def page():
    with folder() as place:
        file = place / "all.pcapng"
        capture(file, everything(), path="/<script>alert(1)</script>?\"'&amp;")
        for arguments in ((), ("--frames", "--filter", "size:<1000 -type:binary or is:event")):
            shown = html_check.judged(exported(file, "html", *arguments))
            events = show(file, *arguments)
            expect(list(shown.rows), [event["n"] for event in events])
            for event in events:
                same_payload(shown.rows[event["n"]], event)
            end = next(text for text in shown.cards if "=Bye!" in text)
            assert end.startswith('1000 normal closure "=Bye!", clean, by the server; '), end
            assert "the server ended TCP (FIN)" in end, end
        small = place / "small.pcapng"
        capture(small, [("in", frames.frame(frames.TEXT, payload)) for payload in PAYLOADS[:25]])
        html_check.judged(exported(small, "html"))  # by tidy too


def same_payload(row, event):
    what = f"row {event['n']}"
    for violation in event["violations"]:
        assert f"{violation['severity']}: {violation['rule']}" in row["text"], what
    if event["kind"] == "event" or event["type"] in ("ping", "pong", "close"):
        return
    if event["type"] == "binary" or "base64" in event:
        expect(row["payload"], None, what)
        assert html_check.dumped(row["dump"]) == payload_of(event), what
    else:
        assert row["payload"].encode() == payload_of(event), what


SECRETS = ["Ali", "geheim", "tokensecret", "keysecret", "cookiesecret", "sidsecret", "bearersecret",
           "basicsecret", "proxysecret", "setsecret", "eyJhbGciOiJub25lIn0.e30.jwtsecret",
           "k8ssecret", "refersecret", "awssecret"]


def secret_request():
    return (b"GET /chat?access_token=tokensecret&room=7&api%5Fkey=keysecret HTTP/1.1\r\n"
            b"Host: 10.0.0.2\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            b"AUTHORIZATION: Bearer bearersecret\r\nauthorization: basicsecret\r\n"
            b"Proxy-Authorization: Basic proxysecret\r\n"
            b"Cookie: theme=cookiesecret; sid=sidsecret\r\nX-Api-Key:keysecret\r\n"
            b"Referer: https://Ali:geheim@example.com/?token=refersecret#x\r\n"
            b"X-Amz-Security-Token: awssecret\r\nX-Room: 7\r\n"
            b"Sec-WebSocket-Protocol: chat, eyJhbGciOiJub25lIn0.e30.jwtsecret, "
            b"base64url.bearer.authorization.k8s.io.k8ssecret\r\n\r\n")


def secret_capture(path):
    with open(path, "wb") as file:
        writer = pcapng_writer.Writer(file)
        connection = pcapng_writer.Connection(writer, 40000)
        connection.data("out", secret_request())
        connection.data("in", frames.response(Set_Cookie="id=setsecret; Path=/; HttpOnly",
                                              Sec_WebSocket_Protocol="eyJhbGciOiJub25lIn0.e30.jwtsecret"))
        connection.data("in", frames.frame(frames.TEXT, b"the payload has its password=stays"))
        connection.end()
        cut = pcapng_writer.Connection(writer, 40001)
        cut.data("out", secret_request()[:-30])
        cut.end()
        refused = pcapng_writer.Connection(writer, 40002)
        refused.data("out", secret_request())
        refused.data("in", b"HTTP/1.1 302 Found\r\nContent-Length: 15\r\n"
                           b"Location: wss://Ali:geheim@h/?token=tokensecret\r\n\r\nbody token=stay")
        refused.end()


def secrets():
    with folder() as place:
        file = place / "secret.pcapng"
        secret_capture(file)
        shown = run("show", file, "--format", "jsonl").stdout.decode()
        for secret in SECRETS:
            assert secret in shown, f"{secret} is not in the recording"
        for form in FORMATS:
            for arguments in ((), ("--filter", "room"), ("--secrets", "remove")):
                text = exported(file, form, *arguments).decode()
                for secret in SECRETS:
                    assert secret not in text, f"{secret} is in {form}"
            assert "***removed***" in text and "password=stays" in text, form
            kept = exported(file, form, "--secrets", "keep").decode()
            # The error's sentence never has the token of the redirect; the response's head has.
            kept = kept.replace("wss://***removed***@h/?token=***removed***)", "")
            assert "***removed***" not in kept and "tokensecret" in kept, form
        events = [json.loads(line) for line in exported(file, "jsonl").splitlines()]
        request, response = (next(event["detail"] for event in events if event["type"] == name)
                             for name in ("request", "response"))
        expect(request["target"], "/chat?access_token=***removed***&room=7&api%5Fkey=***removed***")
        expect([value for name, value in request["headers"] if name == "Cookie"],
               ["theme=***removed***; sid=***removed***"])
        expect([value for name, value in request["headers"] if name == "AUTHORIZATION"],
               ["Bearer ***removed***"])
        expect([value for name, value in response["headers"] if name == "Set-Cookie"],
               ["id=***removed***; Path=/; HttpOnly"])
        expect(exported(file, "jsonl", "--secrets", "keep").decode(), shown)


def demo():
    """A real session by way of the program's own recorder."""
    with folder() as place, demo_server() as server:
        file = place / "hello.pcapng"
        record(server.url + "/hello?wait=20&token=tokensecret", file, "--send", "My name is John",
               "--header", "Authorization: Bearer bearersecret")
        entry = har_check.judged(exported(file, "har"))["entries"][0]
        expect([message["data"] for message in entry["_webSocketMessages"]],
               ["My name is John", "Hello from server, John!"])
        assert entry["request"]["url"].startswith(server.url), entry["request"]["url"]
        assert entry["timings"]["receive"] > 15, entry["timings"]
        for form in FORMATS:
            text = exported(file, form).decode()
            assert "Hello from server, John!" in text, form
            assert "bearersecret" not in text and "tokensecret" not in text, form


def failures():
    """Connections that never opened are in an archive too."""
    with folder() as place, demo_server() as server:
        for number, (url, status, error) in enumerate((
                (server.url + "/deny?status=401", 401, "refused"),
                ("ws://no-such-host.invalid/x", 0, "host"),
                (server.url + "/drop", 101, "reset"))):
            file = place / f"{number}.pcapng"
            record(url, file, status=3)
            entry = har_check.judged(exported(file, "har"))["entries"][0]
            expect((entry["response"]["status"], entry["request"]["url"]), (status, url))
            assert error in entry["response"]["_error"].lower(), entry["response"]["_error"]
            expect(entry.get("_webSocketClose"), "aborted" if status == 101 else None, url)
            expect(entry["_framescope"]["events"], show(file), url)
            html_check.judged(exported(file, "html"))
        assert "Unauthorized" in har_check.judged(
            exported(place / "0.pcapng", "har"))["entries"][0]["response"]["content"]["text"]


def several_connections():
    with folder() as place:
        file = place / "two.pcapng"
        with open(file, "wb") as out:
            writer = pcapng_writer.Writer(out)
            both = [pcapng_writer.Connection(writer, port) for port in (40000, 40001)]
            for number, connection in enumerate(both):
                connection.data("out", frames.request(path=f"/{number}"))
            for connection in both:
                connection.data("in", frames.response())
            for round_trip in range(3):
                for number, connection in enumerate(both):
                    text = f"{number}: {round_trip}".encode()
                    connection.data("in", frames.frame(frames.TEXT, text))
            both[0].end()
        entries = har_check.judged(exported(file, "har"))["entries"]
        expect([[message["data"] for message in entry["_webSocketMessages"]] for entry in entries],
               [["0: 0", "0: 1", "0: 2"], ["1: 0", "1: 1", "1: 2"]])
        expect([entry["_framescope"]["connection"] for entry in entries], [1, 2])
        assert "_webSocketClose" not in entries[1], "it has not ended"
        entries = har_check.judged(exported(file, "har", "--filter", '"1: 1"'))["entries"]
        expect([entry["request"]["url"] for entry in entries], ["ws://10.0.0.2/1"])
        shown = html_check.judged(exported(file, "html"))
        expect(sum("Connection " in text for text in shown.cards), 2)


def many_connections():
    """Side by side."""
    with folder() as place:
        file = place / "many.pcapng"
        with open(file, "wb") as out:
            writer = pcapng_writer.Writer(out)
            all_of_them = [pcapng_writer.Connection(writer, 40000 + number) for number in range(40)]
            for connection in all_of_them:
                connection.data("out", frames.request())
                connection.data("in", frames.response())
            for round_trip in range(5):
                for number, connection in enumerate(all_of_them):
                    text = f"{number}: {round_trip}".encode()
                    connection.data("in", frames.frame(frames.TEXT, text))
            for connection in all_of_them[::2]:
                connection.end()
        entries = har_check.judged(exported(file, "har"))["entries"]
        expect([[message["data"] for message in entry["_webSocketMessages"]] for entry in entries],
               [[f"{number}: {turn}" for turn in range(5)] for number in range(40)])
        expect([[event["type"] for event in entry["_framescope"]["events"]] for entry in entries],
               [["connecting", "connected", "request", "response", "open"] +
                ["closed"] * (number % 2 == 0) for number in range(40)])
        entries = har_check.judged(exported(file, "har", "--filter", "conn:7,11 -3"))["entries"]
        expect([[message["data"] for message in entry["_webSocketMessages"]] for entry in entries],
               [[f"{number}: {turn}" for turn in (0, 1, 2, 4)] for number in (6, 10)])


def deflated(size):
    """What inflates to that many letters, made in little memory."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    part = b"x" * (1 << 20)
    data = b"".join(deflater.compress(part) for _ in range(size >> 20))
    return (data + deflater.flush(zlib.Z_SYNC_FLUSH)).removesuffix(b"\0\0\xff\xff")


# What a program took at the most, in KiB. A process of its own measures it: a child counts what
# its parent had when it was born.


MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def memory():
    """What a message of 256 MiB is printed, exported and filtered in, in bytes."""
    limit = (600 if SLOW else 120) << 20  # AddressSanitizer keeps what is freed
    with folder() as place:
        file = place / "bomb.pcapng"
        capture(file, [("in", frames.frame(frames.TEXT, deflated(256 << 20), rsv=4))],
                extensions="permessage-deflate")
        printed = [("show", file, "--format", form) for form in ("text", "jsonl", "hex")]
        written = [("export", file, "-f", form, "-o", "-") for form in FORMATS]
        filtered = [("show", file, "--filter", expression) for expression in
                    ("needle", "/n[e]+dle/", "ž", 'hex:"01 ?? 02"', "json:$.a", "is:json")]
        for arguments in printed + written + filtered:
            used = int(subprocess.run([sys.executable, "-c", MEASURE, PROGRAM,
                                       *map(str, arguments)],
                                      capture_output=True, check=True).stdout)
            assert used << 10 < limit, f"{arguments}: {used} KiB"


def damaged():
    """What can't be inflated is given as it came."""
    with folder() as place:
        file = place / "damaged.pcapng"
        large = b"\xff" * (LARGE + 5)
        capture(file, [("in", b"\xc1\x04\xff\xff\xff\xff"),
                       ("out", frames.frame(frames.BINARY, large, rsv=4, key=b"abcd"))],
                extensions="permessage-deflate; server_no_context_takeover")
        for arguments in ((), ("--frames",)):
            events = [event for event in show(file, *arguments) if "wire_base64" in event]
            expect([base64.b64decode(event["wire_base64"]) for event in events],
                   [b"\xff\xff\xff\xff", large], arguments)
        messages = json.loads(exported(file, "har"))["log"]["entries"][0]["_webSocketMessages"]
        expect([base64.b64decode(one["_framescope"]["wire_base64"]) for one in messages],
               [b"\xff\xff\xff\xff", large])
        rows = list(csv.DictReader(io.StringIO(exported(file, "csv").decode(), newline="")))
        expect([row["wire_base64"] for row in rows if row["wire_base64"]][0], "/////w==")
        assert b"(as it came: ff ff ff ff)" in exported(file, "text")
        assert b"ffff ffff" in exported(file, "html")
        dump = run("show", file, "--format", "hex").stdout
        assert b"not inflated\n00000000: ffff ffff" in dump, dump[:2000]


main([same_as_show, spreadsheet, archive, page, secrets, demo, failures, several_connections,
      many_connections, memory, damaged])
