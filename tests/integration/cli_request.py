#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The request that framescope-cli record sends, byte for byte, and what it records of it."""
import base64
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import closed, expect, main, record, run, show
from note_server import NoteServer, accepting, lines

DEFAULT = ["Host", "Connection", "User-Agent", "Upgrade", "Sec-WebSocket-Version",
           "Sec-WebSocket-Key", "Sec-WebSocket-Extensions"]


def requested(*arguments, status=0, answer=accepting, path="/"):
    """The bytes of the request, and the events."""
    with tempfile.TemporaryDirectory() as folder, NoteServer(answer) as server:
        events = record(server.url(path), pathlib.Path(folder) / "r.pcapng", *arguments,
                        status=status)
        return server.heads[0], events


def names(head):
    return [line.partition(":")[0] for line in lines(head)[1:] if line]


def option(events, name):
    return next(event for event in events if event["type"] == "connecting")[
        "detail"]["options"].get(name)


def default_lines():
    head, _ = requested()
    expect(names(head), DEFAULT)
    for left_out in DEFAULT:
        # without a key or an upgrade there is no WebSocket, by our own check at the latest
        status = 3 if left_out == "Sec-WebSocket-Key" else 0
        head, events = requested("--header", f"{left_out.lower()}:", status=status)
        expect(names(head), [name for name in DEFAULT if name != left_out], left_out)
        expect(option(events, "left_out"), [left_out.lower()])


def replaced_lines():
    for name in DEFAULT:
        value = "MDEyMzQ1Njc4OWFiY2RlZg==" if name.endswith("Key") else "Upgrade"
        head, _ = requested("--header", f"{name}: {value}", "--header", "X-One: 1")
        expect(names(head), [*DEFAULT, "X-One"], name)
        assert f"{name}: {value}\r\n".encode() in head, head
    # several times, and others in their order
    head, _ = requested("--header", "b: 1", "--header", "HOST: one", "--header", "A: 2", "--header",
                        "Host: two", "--header", "b: 3", "--header", "E;")
    expect(names(head), ["HOST", "Host", *DEFAULT[1:], "b", "A", "b", "E"])
    assert head.endswith(b"\r\nb: 1\r\nA: 2\r\nb: 3\r\nE: \r\n\r\n"), head


def accept_key_of_what_was_sent():
    """The server's answer is held against the key that really went out."""
    own = ("--header", "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==")
    _, events = requested(*own)
    expect(closed(events)["code"], 1000)
    wrong = b"\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    _, events = requested(*own, answer=lambda head: accepting(wrong), status=3)
    assert any(event["violations"] for event in events)


def authorisation():
    for arguments, value in ((("--user", "Aladdin:open:sesame"), "Basic QWxhZGRpbjpvcGVuOnNlc2FtZQ=="),
                             (("--user", "é:ü"), "Basic w6k6w7w="),
                             (("--bearer", "mF_9.B5f-4.1JqM"), "Bearer mF_9.B5f-4.1JqM")):
        head, events = requested(*arguments)
        assert f"\r\nAuthorization: {value}\r\n".encode() in head, head
        expect(option(events, "authorization"), value.partition(" ")[0])
        secret = value.partition(" ")[2]
        assert secret not in str(option(events, "authorization"))
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"from-a-file\r\n")
        file.flush()
        head, _ = requested("--bearer", f"@{file.name}")
        assert b"Authorization: Bearer from-a-file\r\n" in head, head
        file.seek(0)
        file.write(b"me:a{{b \\{{c}}\n")  # braces are no template there
        file.truncate()
        file.flush()
        head, _ = requested("--user", f"@{file.name}", "--header", "X: {{base64 a}}")
        value = base64.b64encode(b"me:a{{b \\{{c}}")
        assert b"Authorization: Basic " + value + b"\r\n" in head and b"X: YQ==" in head, head
    os.environ["FS_BRACES"] = "a{{nope}}"
    head, _ = requested("--bearer", "env:FS_BRACES")
    assert b"Authorization: Bearer a{{nope}}\r\n" in head, head
    os.environ["FS_TOKEN"] = "from-the-environment"
    head, _ = requested("--bearer", "env:FS_TOKEN")
    assert b"Authorization: Bearer from-the-environment\r\n" in head, head
    head, _ = requested("--bearer", "loses", "--header", "Authorization: Custom wins")
    expect(head.count(b"Authorization"), 1)
    assert b"Authorization: Custom wins\r\n" in head


def cookies():
    head, events = requested("--cookie", "a=b", "--cookie", "session=x=y,z")
    assert b"\r\nCookie: a=b; session=x=y,z\r\n" in head, head
    expect(option(events, "cookies"), ["a", "session"])


def raw_request():
    raw = (b"GET /raw?x=%41 HTTP/1.1\nhost:nowhere\r\n  folded: yes\r\nUpgrade: websocket\r\n"
           b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           b"Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nCookie: s=rawsecret\r\n\r\n")
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "head"
        file.write_bytes(raw)
        head, events = requested("--raw-request", file, "--header", "X: not sent")
        expect(head, raw)
        expect(closed(events)["code"], 1000)
        told = option(events, "raw_request")
        assert "nowhere" in told and "rawsecret" not in told, told

        # a frame in the same piece: it is decoded as one
        file.write_bytes(raw + b"\x81\x82\0\0\0\0hi")
        head, events = requested("--raw-request", file)
        expect(head, raw + b"\x81\x82\0\0\0\0hi")
        assert ("text", "out", "hi") in [(event["type"], event["dir"], event.get("text"))
                                         for event in events], events


def broken_requests():
    """What is no HTTP goes out as well; an answer is read and judged as far as it goes."""
    refusal = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 4\r\n\r\nno!\n"
    cases = [(b"\x00\x01garbage END", refusal), (b"GET\r\n\r\n", refusal),
             (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", refusal),
             (b"HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", refusal[:-4]),
             (b"hello END", b"\x15\x03\x01\x00\x02\x02\x16"), (b"x END", None),
             (b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 101 S\r\nUpgrade: websocket\r\n\r\n"),
             (b"GET / HTTP/1.1\nX: " + b"y" * 100_000 + b"\r\n\r\n", refusal)]
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "head"
        for raw, answer in cases:
            file.write_bytes(raw)
            head, events = requested("--raw-request", file, "--upgrade-timeout", "200",
                                     answer=lambda _, answer=answer: answer, status=3)
            expect(head, raw)
            expect(closed(events)["code"], 1006)
            if answer and answer.startswith(b"HTTP/1.1 400") and len(raw) < 65536:
                response = [event for event in events if event["type"] == "response"]
                expect([event["detail"]["status"] for event in response], [400], raw)
        file.write_bytes(b"GET / HTTP/1.1\r\nHost: a\r\n")  # the server waits for more
        with NoteServer() as server:
            recording = pathlib.Path(name) / "late.pcapng"
            events = record(server.url(), recording, "--raw-request", file, "--upgrade-timeout",
                            "0.3", status=3)
        assert "no response within 0.3 s" in str(events), events


def a_request_without_an_end():
    """It is told, and the answer is there nevertheless."""
    for reply in (b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", None):
        with tempfile.TemporaryDirectory() as name, NoteServer(lambda _, r=reply: r) as server:
            folder = pathlib.Path(name)
            (folder / "head").write_bytes(b"GET / HTTP/1.1\r\nHost: END\r\n")
            done = run("record", server.url(), "-o", folder / "r.pcapng", "--raw-request",
                       folder / "head", status=3)
            events = show(folder / "r.pcapng")
            expect([event["detail"]["status"] for event in events if event["type"] == "response"],
                   [400] if reply else [])
            expect([event["detail"]["text"] for event in events if event["type"] == "error"][-1],
                   "the request head did not end with an empty line")
            told = b"400 Bad Request" if reply else b"End the raw request with an empty line"
            assert told in done.stderr, done.stderr


def refused():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "empty").write_bytes(b"")
        (folder / "head").write_bytes(b"GET / HTTP/1.1\r\n\r\n")
        for arguments, words in (
                (("--header", "X-Mine:"), "write 'Name;' for an empty value"),
                (("--header", "X-Mine"), "no colon"),
                (("--user", "nopassword"), "no colon"),
                (("--user", "a\x01:geheim"), "user name"), (("--user", "a:geheim\x7f"), "password"),
                (("--bearer", "geheim geheim"), "token"), (("--bearer", "env:NOT_THERE"), "variable"),
                (("--bearer", f"@{folder}/none"), "none"),
                (("--user", "a:geheim", "--bearer", "geheim"), "--user, --bearer"),
                (("--user", ""), "--user: its value is empty"),
                (("--bearer", ""), "--bearer: its value is empty"),
                (("--proxy", ""), "--proxy: its value is empty"),
                (("--raw-request", ""), "--raw-request: its value is empty"),
                (("--extensions", ""), "--header 'Sec-WebSocket-Extensions;'"),
                (("--cookie", "geheim"), "NAME=VALUE"), (("--cookie", "a b=geheim"), "cookie 1"),
                (("--cookie", "=geheim"), "cookie 1"), (("--cookie", "a=geheim;c=d"), "cookie a"),
                (("--raw-request", folder / "empty"), "empty"),
                (("--raw-request", folder / "head", "--follow-redirects"), "redirects")):
            done = run("record", "ws://127.0.0.1:1/", "-o", folder / "r.pcapng", *arguments, status=2)
            told = done.stderr.decode()
            assert words in told and "geheim" not in told, (arguments, told)
            assert not (folder / "r.pcapng").exists()


def no_secrets_in_files():
    """The wire has the secrets; comments and messages have none."""
    secrets = ["cookiegeheim", "bearergeheim", "headergeheim", "querygeheim", "urlgeheim"]
    with tempfile.TemporaryDirectory() as name, NoteServer() as server:
        file = pathlib.Path(name) / "s.pcapng"
        url = server.url("/?token=querygeheim").replace("://", "://me:urlgeheim@")
        done = run("record", url, "-o", file, "--bearer", "bearergeheim", "--cookie",
                   "s=cookiegeheim", "--header", "X-Api-Key: headergeheim", "--print",
                   "--format", "jsonl")
        told = (done.stdout + done.stderr).decode()
        assert '"request"' in told and "***removed***" in told, told
        for secret in secrets:
            assert secret not in told, told
        data = file.read_bytes()
        comments = [data[at:data.index(b"\0", at)] for at in range(len(data))
                    if data.startswith(b"framescope {", at)]
        assert comments
        for comment in comments:
            for secret in secrets:
                assert secret.encode() not in comment, comment


main([default_lines, replaced_lines, accept_key_of_what_was_sent, authorisation, cookies,
      raw_request, broken_requests, a_request_without_an_end, refused, no_secrets_in_files])
