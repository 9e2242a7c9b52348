#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The values of {{secret.x}} go out on the wire, and stand nowhere else: not in the comments of the
recording, not in an export."""
import base64
import binascii
import json
import os
import pathlib
import re
import sys
import tempfile
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import expect, main, run, show
from exporting import FORMATS, exported
from note_server import NoteServer, accepting, lines, redirecting

# Values that a URL has in another form than a header.
SECRETS = {"room": "hunter2 room/a", "query": "hunter2%2fquery ?ä", "tenant": "hunter2-tenant",
           "protocol": "hunter2.protocol", "origin": "hunter2-origin", "short": "q7Z"}
CONNECTION = """
headers:
  - X-Plain: "stays"
  - X-Tenant: "acme {{secret.tenant}}; v=1"
  - X-Encoded: "{{base64 me:{{secret.tenant}}}}"
  - X-Twice: "a"
  - X-Twice: "{{secret.short}}"
  - X-Room: "{{secret.room}}"
subprotocols: [chat, "v1.{{secret.protocol}}"]
origin: "https://{{secret.origin}}.example"
"""
PATH = "/{{secret.room}}/chat?q={{secret.query}}&r=stays"
DERIVED = [*SECRETS.values(), base64.b64encode(b"me:hunter2-tenant").decode(), "hunter2"]


def readable(data):
    """The bytes, with what is percent-encoded or base64 in them."""
    decoded = urllib.parse.unquote_to_bytes(data)
    for word in re.findall(rb"[A-Za-z0-9+/]{16,}={0,2}", data):
        try:
            decoded += base64.b64decode(word)
        except binascii.Error:
            pass
    return data + decoded


def holds_none(data, what, secrets=None):
    text = readable(data)
    for secret in secrets or DERIVED:
        at = text.find(secret.encode())
        assert at < 0, f"{secret} is in {what}: {text[max(at - 200, 0):at + 50]}"


def comments(file):
    """The comments of a recording; a secret is in no other place than its packets' bytes."""
    data = file.read_bytes()
    return [data[at:data.index(b"\0", at)] for at in range(len(data))
            if data.startswith(b"framescope {", at)]


def record(folder, text, *arguments, status=0, prints=("--print", "--format", "jsonl")):
    """Records a saved connection where nobody can be asked; returns the file."""
    (folder / "chat.yaml").write_text(text)
    file = folder / "chat.pcapng"
    environment = {f"FRAMESCOPE_SECRET_{name.upper()}": value for name, value in SECRETS.items()}
    done = run("record", "--connection", folder / "chat.yaml", "-o", file, *prints, *arguments,
               status=status, start_new_session=True, env={**os.environ, **environment})
    holds_none(done.stderr + done.stdout, "what is printed")
    if file.exists():
        assert comments(file)
        for comment in comments(file):
            holds_none(comment, comment)
    return file, done.stderr.decode()


def in_no_export(file, *arguments, stays=("stays", "***removed***")):
    for form in FORMATS:
        text = exported(file, form, *arguments)
        holds_none(text, f"{form} {arguments}")
        for word in stays:
            assert word.encode() in text, f"{word} is not in {form} {arguments}: {text}"


def saved_connection():
    def answer(head):  # the server says what it was told
        fields = dict(line.split(": ", 1) for line in lines(head)[1:] if ": " in line)
        return accepting(head, f"X-Echo: {fields['X-Tenant']}\r\nSec-WebSocket-Protocol: "
                               f"{fields['Sec-WebSocket-Protocol'].split(', ')[1]}\r\n")
    with NoteServer(answer) as server, tempfile.TemporaryDirectory() as name:
        file, _ = record(pathlib.Path(name), f'url: "{server.url(PATH)}"\n{CONNECTION}')
        sent = lines(server.heads[0])
        expect(sent[0], "GET /hunter2%20room/a/chat?q=hunter2%2fquery%20?%C3%A4&r=stays HTTP/1.1")
        for line in ("X-Tenant: acme hunter2-tenant; v=1", "X-Twice: q7Z",
                     "Origin: https://hunter2-origin.example", "X-Room: hunter2 room/a"):
            assert line in sent, sent
        in_no_export(file)
        in_no_export(file, "--secrets", "remove")
        in_no_export(file, "--filter", "type:request")
        in_no_export(file, "--filter", "type:open,response", stays=[])
        request = next(event["detail"] for event in map(
            json.loads, exported(file, "jsonl").splitlines())
            if event["type"] == "request")
        assert ["X-Tenant", "acme ***removed***; v=1"] in request["headers"], request
        assert ["X-Plain", "stays"] in request["headers"], request
        expect(request["target"], "/***removed***/chat?q=***removed***&r=stays")
        for form in FORMATS:
            kept = readable(exported(file, form, "--secrets", "keep"))
            assert b"hunter2" in kept, form


RAW = """raw-request: |+
  GET /{{secret.room}} HTTP/1.1
  Host: stays
  X-Tenant:{{secret.tenant}}
    folded {{secret.short}}
  Upgrade: websocket
  Connection: Upgrade
  Sec-WebSocket-Version: 13
  Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==
  X-Room: {{secret.query}}

"""


def raw_request():
    """Also one that is no HTTP, which stands in the text of an error."""
    def broken(_):
        return b"HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n"
    for text, answer, status in ((RAW, accepting, 0), (RAW.replace("GET /", "GET"), broken, 3),
                                 (RAW.replace("GET ", "GE T "), broken, 3)):
        with NoteServer(answer) as server, tempfile.TemporaryDirectory() as name:
            file, _ = record(pathlib.Path(name), f'url: "{server.url()}"\n{text}', status=status,
                             prints=())
            assert b"X-Tenant:hunter2-tenant" in server.heads[0], server.heads
            in_no_export(file, stays=[])
            in_no_export(file, "--filter", "type:request,error", stays=[])


def several_connections():
    """Each has its own secrets, and a redirect takes none of them elsewhere."""
    with NoteServer() as other:
        def answer(head):
            return redirecting(lines(head)[0].split()[1].partition("/chat")[0] + "/next") \
                if b"/chat" in head else redirecting(other.url("/there?was=hunter2-tenant", "http"))
        with NoteServer(answer) as server, tempfile.TemporaryDirectory() as name:
            file, _ = record(pathlib.Path(name), f'url: "{server.url(PATH)}"\n{CONNECTION}',
                             "--follow-redirects", "--extensions", "x-{{secret.short}}")
            expect(len(server.heads), 2)
            assert b"x-q7Z" in server.heads[1], server.heads
            holds_none(other.heads[0].replace(b"was=hunter2-tenant", b""),
                       "the request to another server")
            assert b"X-Plain: stays" in other.heads[0], other.heads
            expect(len([event for event in show(file) if event["type"] == "request"]), 3)
            in_no_export(file)


def no_host():
    with tempfile.TemporaryDirectory() as name:
        for url in ("ws://{{secret.tenant}}.example/", "ws://127.0.0.1:{{secret.short}}/",
                    "{{secret.room}}"):
            file, told = record(pathlib.Path(name), f'url: "{url}"\n', status=2)
            assert "url: the secret secret." in told and "host or port" in told, told
            assert not file.exists()


def no_place():
    """Names that TLS sends in clear, or that errors print."""
    with tempfile.TemporaryDirectory() as name:
        for option, value, field in (
                ("--server-name", "{{secret.tenant}}.example", "server name: the secret secret.t"),
                ("--alpn", "{{secret.tenant}}", "alpn 1: the secret secret.t"),
                ("--header", "X{{base64 {{secret.tenant}}}}: 1", "secret.tenant can't be a part")):
            file, told = record(pathlib.Path(name), 'url: "wss://127.0.0.1:1/"\n', option, value,
                                status=2)
            assert field in told and "write it as it is" in told, told
            assert not file.exists()


main([saved_connection, raw_request, several_connections, no_host, no_place])
