#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""serve SCENARIO: clients of other makes see exactly what the scenario says, and are judged by it."""
import asyncio
import contextlib
import json
import pathlib
import socket
import ssl
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import websockets

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
from cli import LONG, expect, main, run, serving, show

KEY = b"\1\2\3\4"
NODE_CLIENT = str(pathlib.Path(__file__).parents[1] / "support" / "peers" / "node_client.js")


@contextlib.contextmanager
def playing(scenario, *arguments, **more):
    """A server that plays a scenario, or several."""
    texts = scenario if isinstance(scenario, list) else [scenario]
    with tempfile.TemporaryDirectory() as name:
        files = [pathlib.Path(name) / f"play-{i}.scenario.yaml" for i in range(len(texts))]
        for file, text in zip(files, texts):
            file.write_text(text, encoding="utf-8")
        with serving(*files, *arguments, **more) as server:
            yield server


def opened(server, path="/", **headers):
    peer = socket.create_connection(("127.0.0.1", server.port), timeout=LONG)
    peer.sendall(frames.request(path, **headers))
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = peer.recv(1)
        assert byte, head
        head += byte
    return peer, head


def rest(peer):
    """What comes until the end, and how that is: "fin" or "rst"."""
    data = b""
    try:
        while piece := peer.recv(65536):
            data += piece
        return data, "fin"
    except ConnectionResetError:
        return data, "rst"


def node(url, *sent):
    done = subprocess.run(["node", NODE_CLIENT, url, *sent], capture_output=True, timeout=LONG,
                          check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


async def python_sees(url, **options):
    async with websockets.connect(url, **options) as peer:
        await asyncio.wait_for(peer.wait_closed(), LONG)
        return peer.close_code, peer.close_reason


CLOSES = """
name: any code
serve:
matrix: { payload: ["", "03", 03e8, 03f4627965, 0000, 03e7, 0fa1, 1387, ffff, 03e8ff] }
steps:
  - send: { frames: [ { opcode: 8, hex: "{{payload}}" } ] }
  - expect: { close: { by: server } }
"""


def any_close():
    """Each payload of a Close frame goes out as it is written, allowed or not."""
    with playing(CLOSES, "--clients", 10) as server:
        for payload in ("", "03", "03e8", "03f4627965", "0000", "03e7", "0fa1", "1387", "ffff",
                        "03e8ff"):
            peer, _ = opened(server)
            with peer:
                peer.sendall(frames.frame(frames.CLOSE, key=KEY))
                expect(rest(peer), (frames.frame(frames.CLOSE, bytes.fromhex(payload)), "fin"),
                       payload)


RESTART = """
name: a restart
serve: /restart
steps:
  - accept: { subprotocol: chat }
  - expect: { message: hello }
  - send: { close: { code: 1012, reason: restart } }
  - expect: { close: { code: 1012, by: server, clean: true } }
"""


def closes_as_it_says():
    """Node's ws and Python's websockets report the code, the reason and the subprotocol."""
    async def python(url):
        async with websockets.connect(url, subprotocols=["chat"]) as peer:
            expect(peer.subprotocol, "chat")
            await peer.send("hello")
            await asyncio.wait_for(peer.wait_closed(), LONG)
            expect((peer.close_code, peer.close_reason), (1012, "restart"))

    async def secure(server):
        context = ssl.create_default_context(cafile=str(server.certificate))
        async with websockets.connect(server.secure_url + "/restart", ssl=context,
                                      subprotocols=["chat"]) as peer:
            await peer.send("hello")
            await asyncio.wait_for(peer.wait_closed(), LONG)
            expect((peer.close_code, peer.close_reason), (1012, "restart"))

    with tempfile.TemporaryDirectory() as name:
        out = pathlib.Path(name) / "out.pcapng"
        with playing(RESTART, "-o", out, "--clients", 2, tls=True) as server:
            asyncio.run(python(server.url + "/restart"))
            asyncio.run(secure(server))
        expect([(event["code"], event["by"]) for event in show(out) if event["type"] == "closed"],
               [(1012, "server")] * 2, "the recording")
    with playing(RESTART.replace("  - accept: { subprotocol: chat }\n", "")) as server:
        expect(node(server.url + "/restart", "hello"),
               [{"event": "close", "code": 1012, "reason": "restart"}], "Node")


def cut(end):
    return f"""
name: within a frame
serve:
steps:
  - part: {{ text: "this frame is cut within its text", first: 10 }}
  - end: {end}
"""


CLOSE_WITHIN = """
name: a Close within a frame
serve:
steps:
  - part: { text: "this frame is cut within its text", first: 10 }
  - send: { close: { code: 1012, reason: restart } }
  - end: fin
"""


def endings_without_close():
    whole = frames.frame(frames.TEXT, b"this frame is cut within its text")
    for end in ("fin", "rst"):
        with playing(cut(end)) as server:
            peer, _ = opened(server)
            with peer:
                expect(rest(peer), (whole[:10], end))
            expect(node(server.url)[-1], {"event": "close", "code": 1006, "reason": ""}, end)
            expect(asyncio.run(python_sees(server.url))[0], 1006, end)
    with playing(CLOSE_WITHIN) as server:
        peer, _ = opened(server)
        with peer:
            expect(rest(peer), (whole[:10] + frames.frame(
                frames.CLOSE, frames.close_payload(1012, "restart")), "fin"))


PIECES = """
name: in pieces
serve:
steps:
  - part: { text: slowly, first: 1, pieces: 1, pause: 1ms }
  - send: { frames: [ { text: mas, mask: random, fin: false }, { opcode: 0, text: ked } ] }
"""


def pieces_and_frames():
    async def client(url):
        async with websockets.connect(url) as peer:
            expect(await asyncio.wait_for(peer.recv(), LONG), "slowly")
    with playing(PIECES) as server:
        asyncio.run(client(server.url))
        slowly = frames.frame(frames.TEXT, b"slowly")
        masked = len(frames.frame(frames.TEXT, b"mas", key=KEY))
        length = len(slowly) + masked + len(frames.frame(frames.CONTINUATION, b"ked"))
        peer, _ = opened(server)
        with peer:
            data = b""
            while len(data) < length:
                data += peer.recv(100)
            expect(data[:len(slowly)], slowly)
            expect(data[len(slowly):][:2], b"\x01\x83", "a masked frame without FIN")
            expect(data[len(slowly) + masked:], frames.frame(frames.CONTINUATION, b"ked"))


REFUSALS = ["""
name: not today
serve: { path: /refused }
steps:
  - expect: { request: { headers: { Host: { any: true } } } }
  - refuse: { status: 403, headers: { X-Why: "no reason" }, body: '{"error":"Forbidden"}' }
""", """
name: a wrong key
serve: { path: /key }
steps:
  - accept: { headers: { Sec-WebSocket-Accept: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" } }
""", """
name: no HTTP
serve: { path: /raw }
steps:
  - respond: { text: "SSH-2.0-OpenSSH_9.2\\n" }
  - end: fin
"""]


def handshakes():
    async def client(url):
        try:
            async with websockets.connect(url + "/refused"):
                raise AssertionError("not refused")
        except websockets.InvalidStatusCode as refused:
            expect((refused.status_code, refused.headers["X-Why"]), (403, "no reason"))
        for path, error in (("/key", websockets.InvalidHeader), ("/raw", websockets.InvalidMessage)):
            try:
                async with websockets.connect(url + path):
                    raise AssertionError(f"{path} was opened")
            except error:
                pass
        try:
            async with websockets.connect(url + "/other"):
                raise AssertionError("there is no such path")
        except websockets.InvalidStatusCode as refused:
            expect(refused.status_code, 404)

    with playing(REFUSALS) as server:
        asyncio.run(client(server.url))
        expect(node(server.url + "/refused"),
               [{"event": "refused", "status": 403, "error": "Forbidden"}], "Node")
        with socket.create_connection(("127.0.0.1", server.port), timeout=LONG) as peer:
            peer.sendall(frames.request("/raw"))
            expect(rest(peer), (b"SSH-2.0-OpenSSH_9.2\r\n", "fin"))
        with socket.create_connection(("127.0.0.1", server.port), timeout=LONG) as peer:
            peer.sendall(frames.request("/other"))
            answer = rest(peer)[0]
            for name in (b"not today", b"a wrong key", b"no HTTP"):
                assert name in answer, answer
    # A server that refuses each client needs no steps.
    with playing("serve: { refuse: { status: 503, headers: { Retry-After: 9 } } }\n") as server:
        _, head = opened(server)
        assert head.startswith(b"HTTP/1.1 503 ") and b"Retry-After: 9\r\n" in head, head


SILENT = """
name: never answers
serve:
steps:
  - behaviour: { pong: off, close-reply: none }
  - expect: { message: end it }
  - end: rst
"""


def never_answers():
    with playing(SILENT) as server:
        peer, _ = opened(server)
        with peer:
            peer.sendall(frames.frame(frames.PING, b"?", key=KEY) +
                         frames.frame(frames.TEXT, b"end it", key=KEY))
            expect(rest(peer), (b"", "rst"), "no pong")


JUDGED = """name: a login
serve:
within: 10s
steps:
  - expect: { request: { headers: { Authorization: Bearer x } } }
  - expect: { message: { json: { $.type: login } } }
  - send: { json: '{"ok":true}' }
  - expect: { close: { code: 1000 } }
"""


def judges_clients():
    async def client(url, said, code=1000, **headers):
        async with websockets.connect(url, extra_headers=headers) as peer:
            await peer.send(said)
            await asyncio.wait_for(peer.recv(), LONG)
            await peer.close(code)

    right = '{"type":"login"}'
    with tempfile.TemporaryFile() as errors:
        with playing(JUDGED, "--once", stderr=errors) as server:
            asyncio.run(client(server.url, right, Authorization="Bearer x"))
            expect(server.process.wait(LONG), 0)
        errors.seek(0)
        expect(errors.read(), b"")
    for said, code, headers, line in ((right, 1000, {}, 5), ('{"type":"logout"}', 1000, None, 6),
                                      (right, 4000, None, 8)):
        headers = {"Authorization": "Bearer x"} if headers is None else headers
        with tempfile.TemporaryFile() as errors:
            with playing(JUDGED, "--clients", 1, status=1, stderr=errors) as server:
                with contextlib.suppress(websockets.ConnectionClosed, TimeoutError):
                    asyncio.run(asyncio.wait_for(client(server.url, said, code, **headers), 2))
                expect(server.process.wait(LONG), 1)
            errors.seek(0)
            told = errors.read().decode()
            assert f"play-0.scenario.yaml:{line}:" in told, told


BY_CONTRACT = """name: takes ticks
serve:
contract: ticks.json
steps:
  - repeat:
      steps:
        - expect: { message: { schema: { type: object } }, within: 1h }
        - send: ok
"""
TICK = {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}


def holds_clients_against_schemas_and_contracts():
    async def client(url, said):
        async with websockets.connect(url) as peer:
            await peer.send(said)
            with contextlib.suppress(websockets.ConnectionClosed, asyncio.TimeoutError):
                await asyncio.wait_for(peer.recv(), 1)

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        file, junit, html = (folder / part for part in ("t.yaml", "report.xml", "report.html"))
        file.write_text(BY_CONTRACT, encoding="utf-8")
        (folder / "ticks.json").write_text(json.dumps(TICK), encoding="utf-8")
        with tempfile.TemporaryFile() as errors:
            with serving(file, "--clients", 3, "--junit", junit, "--html", html, status=1,
                         stderr=errors) as server:
                for said in ('{"n": 1}', '{"n": "1"}', "[]"):
                    asyncio.run(client(server.url, said))
                expect(server.process.wait(LONG), 1)
            errors.seek(0)
            told = errors.read().decode()
        assert "client 1 " not in told and "client 2 " in told and "client 3 " in told, told
        assert f"{file}:3:11: contract: " in told and "$.n: is a string, not an integer" in told
        assert f"{file}:7:11: " in told and "expected: a message that fits the schema" in told, told
        suite = xml.etree.ElementTree.parse(junit).getroot().find("testsuite")
        expect([(case.get("name"), [child.tag for child in case]) for case in suite if
                case.tag == "testcase"],
               [("client=1", []), ("client=2", ["failure"]), ("client=3", ["failure"])])
        assert "client=3" in html.read_text()
        file.write_text(BY_CONTRACT.replace("schema: { type: object }", 'filter: "dir:in"'))
        wrong = run("serve", file, status=2).stderr.decode()
        assert f"{file}:7:" in wrong and "a server has no filter:" in wrong, wrong
        run("serve", file, "--junit", folder / "none" / "x.xml", status=2)


COMES_BACK = """
name: every message comes back
serve:
steps:
  - repeat:
      steps:
        - expect: { message: { any: true }, within: 1h }
        - echo
"""


def an_echo_keeps_its_type():
    async def client(url):
        async with websockets.connect(url, max_size=None) as peer:
            for said in ("Grüße", "", b"\0\xff", b"", "x" * 300_000, b"\xff" * 300_000, b"text"):
                await peer.send(said)
                expect(await asyncio.wait_for(peer.recv(), LONG), said)

    with playing(COMES_BACK, "--once") as server:
        asyncio.run(client(server.url))
        expect(server.process.wait(LONG), 0)


def an_endless_repeat_fails_a_client_that_breaks_the_protocol():
    """Unless the scenario expects the Close that answers it."""
    broken = (frames.frame(frames.TEXT, b"hello") + frames.frame(frames.CLOSE, key=KEY))
    expecting = COMES_BACK + "  - expect: { close: { code: 1002, by: server } }\n"
    for scenario, status in ((COMES_BACK, 1), (expecting, 0)):
        with tempfile.TemporaryFile() as errors:
            with playing(scenario, "--once", status=status, stderr=errors) as server:
                peer, _ = opened(server)
                with peer:
                    peer.sendall(broken)
                    rest(peer)
                expect(server.process.wait(LONG), status)
            errors.seek(0)
            told = errors.read().decode()
            expect("A frame from the client is not masked (RFC 6455 5.1)" in told, status == 1, told)
            expect(":7:11: expect:" in told, status == 1, told)


def nothing_is_heard_behind_a_close():
    """What follows a client's Close is not answered, and does not change the answer."""
    close = frames.frame(frames.CLOSE, frames.close_payload(1000), key=KEY)
    with playing(COMES_BACK, "--clients", 3, status=1, stderr=subprocess.DEVNULL) as server:
        for behind in (close, frames.frame(frames.PING, b"?", key=KEY),
                       frames.frame(frames.TEXT, b"late", key=KEY)):
            peer, _ = opened(server)
            with peer:
                peer.sendall(close + behind)
                expect(rest(peer), (frames.frame(frames.CLOSE, frames.close_payload(1000)), "fin"))
        expect(server.process.wait(LONG), 1)


CLOSED = """name: the client closes
serve:
steps:
  - expect: { message: hello }
  - expect: { close: { code: 1000, by: client, clean: true } }
"""
CLOSES_FIRST = """name: we close
serve:
steps:
  - expect: { message: hello }
  - send: { close: { code: 4000, reason: go } }
  - expect: { close: { code: 4000, by: server, clean: true } }
"""


def a_client_that_goes_on_behind_its_close_fails():
    """In the same segment, in a later one, and with less than a frame (RFC 6455 5.5.1)."""
    hello = frames.frame(frames.TEXT, b"hello", key=KEY)
    close = frames.frame(frames.CLOSE, frames.close_payload(1000), key=KEY)
    late = [[close], [close + frames.frame(frames.TEXT, b"late", key=KEY)], [close + close],
            [close + b"\xff"], [close, b"\xff"]]
    for parts in late:
        status = 0 if parts == [close] else 1
        with tempfile.TemporaryFile() as errors:
            with playing(CLOSED, "--once", status=status, stderr=errors) as server:
                peer, _ = opened(server)
                with peer:
                    peer.sendall(hello + parts[0])
                    if parts[1:]:
                        expect(peer.recv(4, socket.MSG_WAITALL)[:1], b"\x88", "the answer")
                        peer.sendall(parts[1])
                    rest(peer)
                expect(server.process.wait(LONG), status, parts)
            errors.seek(0)
            told = errors.read().decode()
            expect("RFC 6455 5.5.1" in told and ":5:5:" in told, status == 1, told)


def no_ending_is_told_that_was_not_sent():
    """The server has closed with 4000, so that it can't answer broken text by 1007."""
    with tempfile.TemporaryFile() as errors:
        with playing(CLOSES_FIRST, "--once", status=1, stderr=errors) as server:
            peer, _ = opened(server)
            with peer:
                peer.sendall(frames.frame(frames.TEXT, b"hello", key=KEY))
                expect(peer.recv(6, socket.MSG_WAITALL)[:4], b"\x88\x04\x0f\xa0")
                peer.sendall(frames.frame(frames.TEXT, b"\xff", key=KEY))
                rest(peer)
            expect(server.process.wait(LONG), 1)
        errors.seek(0)
        told = errors.read().decode()
        assert "1006" in told and "1007" not in told and "not valid UTF-8" in told, told


def a_client_that_fails_is_sent_away():
    """It would wait in vain for what the scenario does next."""
    async def refused(url):
        try:
            async with websockets.connect(url):
                raise AssertionError("it was taken")
        except websockets.InvalidStatusCode as answer:
            expect(answer.status_code, 400)

    async def closed(url):
        async with websockets.connect(url, extra_headers={"Authorization": "Bearer x"}) as peer:
            await peer.send('{"type":"logout"}')
            await asyncio.wait_for(peer.wait_closed(), LONG)
            expect((peer.close_code, peer.close_reason), (1008, "the scenario failed at line 6"))

    answering = JUDGED.replace("  - expect: { message", "  - accept: {}\n  - expect: { message")
    for scenario, client in ((JUDGED, closed), (answering, refused)):
        with playing(scenario, "--once", status=1, stderr=subprocess.DEVNULL) as server:
            asyncio.run(client(server.url))
            expect(server.process.wait(LONG), 1)


def a_wrong_length_is_answered_at_once():
    """Its payload may never come."""
    with playing(COMES_BACK) as server:
        for length, code in ((1 << 63, 1002), ((1 << 63) - 1, 1009), (65 << 20, 1009)):
            peer, _ = opened(server)
            with peer:
                peer.sendall(b"\x82\xff" + length.to_bytes(8, "big") + KEY)
                answer = peer.recv(4, socket.MSG_WAITALL)
                expect((answer[0], int.from_bytes(answer[2:4], "big")), (0x88, code), length)


BROKEN = """
name: broken by the client
serve:
steps:
  - expect: { message: hello }
  - send: hi
  - expect: { close: 1000 }
"""


def a_client_that_breaks_the_protocol_fails():
    """Nothing follows the Close with 1002, and the client's own Close does not meet the scenario."""
    for first, rule in ((frames.frame(frames.TEXT, b"hello"), b"mask-missing"),
                        (frames.frame(frames.PING, b"x" * 126, key=KEY), b"control-too-long")):
        with tempfile.TemporaryFile() as errors:
            with playing(BROKEN, "--once", status=1, stderr=errors) as server:
                peer, _ = opened(server)
                with peer:
                    peer.sendall(first + frames.frame(frames.TEXT, b"hello", key=KEY) +
                                 frames.frame(frames.CLOSE, frames.close_payload(1000), key=KEY))
                    expect(rest(peer), (frames.frame(frames.CLOSE, frames.close_payload(
                        1002, rule.decode())), "fin"))
                expect(server.process.wait(LONG), 1)
            errors.seek(0)
            assert rule in errors.read(), rule


def a_port_check_is_no_client():
    with playing(BROKEN, "--once") as server:
        for _ in range(3):
            socket.create_connection(("127.0.0.1", server.port), timeout=LONG).close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.process.wait(0.5)
            raise AssertionError("a client without a request has ended the server")


def only_get_opens():
    with playing(BROKEN) as server:
        for request, status in ((frames.request("/").replace(b"GET", b"POST"), b"405"),
                                (frames.request("/").replace(b"HTTP/1.1", b"HTTP/1.0"), b"400")):
            with socket.create_connection(("127.0.0.1", server.port), timeout=LONG) as peer:
                peer.sendall(request)
                expect(rest(peer)[0].split()[1], status)


def mistakes():
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "client.yaml"
        file.write_text("connect: ws://127.0.0.1\nsteps:\n  - expect: open\n", encoding="utf-8")
        assert b"serve:" in run("serve", file, status=2).stderr
        file.write_text("serve:\nsteps:\n  - exspect: hello\n", encoding="utf-8")
        assert f"{file}:3:5".encode() in run("serve", file, status=2).stderr
        file.write_text("serve:\nwithin: 2\nsteps:\n  - end: fn\n", encoding="utf-8")
        said = run("serve", file, status=2).stderr.decode()
        assert said.index(f"{file}:2:9: ") < said.index(f"{file}:4:10: "), said
        file.write_text("serve:\nsteps:\n  - send: '{{who}}'\n", encoding="utf-8")
        assert b"who" in run("serve", file, status=2).stderr
        run("serve", file, "--var", "nonsense", status=2)
        run("serve", "--once", status=2)


main([any_close, closes_as_it_says, endings_without_close, pieces_and_frames, handshakes,
      never_answers, judges_clients, an_echo_keeps_its_type,
      an_endless_repeat_fails_a_client_that_breaks_the_protocol, nothing_is_heard_behind_a_close,
      a_client_that_goes_on_behind_its_close_fails, no_ending_is_told_that_was_not_sent,
      a_client_that_fails_is_sent_away, a_wrong_length_is_answered_at_once,
      a_client_that_breaks_the_protocol_fails,
      a_port_check_is_no_client, only_get_opens, holds_clients_against_schemas_and_contracts,
      mistakes])
