#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""serve --replay: clients of other makes see what the recorded client saw."""
import asyncio
import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

import websockets

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import ethernet_capture
import frames
from cli import LONG, demo_server, expect, main, record, run, serving, show

KEY = b"\1\2\3\4"


def recorded(folder, demo, path, *arguments, status=0):
    file = folder / "recorded.pcapng"
    record(demo.url + path, file, "--force", *arguments, status=status)
    return file


async def receive(client):
    return await asyncio.wait_for(client.recv(), LONG)


async def ending(client):
    await asyncio.wait_for(client.wait_closed(), LONG)
    return client.close_code, client.close_reason


def with_demo(test):
    def wrapper():
        with tempfile.TemporaryDirectory() as name, demo_server() as demo:
            test(pathlib.Path(name), demo)
    wrapper.__name__ = test.__name__
    return wrapper


@with_demo
def hello(folder, demo):
    file = recorded(folder, demo, "/hello?wait=20", "--send", "My name is John", "--for", 60)
    out = folder / "clients.pcapng"

    async def client(url, compression):
        async with websockets.connect(url + "/hello?wait=20", compression=compression) as peer:
            await peer.send("My name is John")
            expect(await receive(peer), "Hello from server, John!")
            expect(await ending(peer), (1000, "Bye!"))

    with serving("--replay", file, "-o", out) as server:
        for compression in ("deflate", None):
            asyncio.run(client(server.url, compression))
    closed = [event for event in show(out) if event["type"] == "closed"]
    expect([(event["code"], event["by"], event["clean"]) for event in closed],
           [(1000, "server", True)] * 2, "the recording of the replay")
    expect({event["dir"] for event in show(out) if event.get("text") == "My name is John"},
           {"out"}, "directions are the client's")


def calls():
    """The demo's calls again, with other identifiers; one that was never recorded is told."""
    async def spoken(url, said):
        async with websockets.connect(url + "/rpc") as peer:
            answers = []
            for text in said:
                await peer.send(text)
                answers.append(json.loads(await receive(peer)))
            return answers

    def call(number, method):
        return json.dumps({"id": number, "method": method})

    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "spoken.pcapng"
        with serving("--demo", "-o", file) as server:
            asyncio.run(spoken(server.url, (call(11, "login"), call(2, "add"))))
        with serving("--replay", file, stderr=subprocess.PIPE) as server:
            answers = asyncio.run(spoken(server.url, (call(7, "add"), call(99, "login"))))
            expect(answers, [{"id": 7, "result": 43}, {"id": 99, "result": 42}])
            expect(asyncio.run(spoken(server.url, [call(5, "unknown")]))[0]["id"], 5)
            told = server.process.stderr.readline().decode()
            assert "not in the recording" in told and "unknown" in told and "login" in told, told


def requests_of_this_run():
    """An answer carries the identifier that this client gave; what is new gets the nearest."""
    ask = '{"id":%s,"method":"%s"}'

    async def spoken(url):
        async with websockets.connect(url + "/echo") as peer:
            for said in (ask % (1, "a"), ask % (2, "b"), "hello"):
                await peer.send(said)
                await receive(peer)

    async def client(url):
        async with websockets.connect(url + "/echo") as peer:
            for said, answer in ((ask % (71, "b"), ask % (71, "b")),
                                 (ask % ('"x"', "a"), ask % ('"x"', "a")),
                                 (ask % (72, "b"), ask % (72, "b")), ("hello", "hello"),
                                 ("hallo", "hello")):
                await peer.send(said)
                expect(await receive(peer), answer)

    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "spoken.pcapng"
        with serving("--demo", "-o", file) as server:
            asyncio.run(spoken(server.url))
        with serving("--replay", file) as server:
            asyncio.run(client(server.url))


@with_demo
def refusal(folder, demo):
    file = recorded(folder, demo, "/deny?status=429", status=3)

    async def client(url):
        try:
            async with websockets.connect(url + "/deny"):
                raise AssertionError("not refused")
        except websockets.InvalidStatusCode as refused:
            expect(refused.status_code, 429)
            expect(refused.headers["Retry-After"], "5")

    with serving("--replay", file) as server:
        asyncio.run(client(server.url))
        with socket.create_connection(("127.0.0.1", server.port), timeout=LONG) as peer:
            peer.sendall(frames.request("/deny"))
            answer = b""
            while piece := peer.recv(65536):
                answer += piece
        expect(json.loads(answer.partition(b"\r\n\r\n")[2])["status"], 429, "the body")


def opened(server, path):
    peer = socket.create_connection(("127.0.0.1", server.port), timeout=LONG)
    peer.sendall(frames.request(path))
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += peer.recv(1)
    return peer, head


@with_demo
def endings(folder, demo):
    """A reset is a reset again, a Close without a code has none, and silence is silence."""
    with serving("--replay", recorded(folder, demo, "/drop?after=5", status=3)) as server:
        with opened(server, "/drop")[0] as peer:
            try:
                expect(peer.recv(1), b"not even an end")
            except ConnectionResetError:
                pass
    with serving("--replay", recorded(folder, demo, "/close-empty")) as server:
        with opened(server, "/close-empty")[0] as peer:
            expect(peer.recv(2), b"\x88\x00")
            peer.sendall(frames.frame(frames.CLOSE, key=KEY))
            expect(peer.recv(1), b"")
    file = recorded(folder, demo, "/silent", "--close", "1000", "--behaviour", "after-close=wait:50ms",
                    status=3)
    with serving("--replay", file) as server:
        with opened(server, "/silent")[0] as peer:
            peer.sendall(frames.frame(frames.CLOSE, frames.close_payload(1000), key=KEY))
            peer.settimeout(0.3)
            try:
                raise AssertionError(f"the Close was answered by {peer.recv(64)}")
            except TimeoutError:
                pass


@with_demo
def several_connections(folder, demo):
    """Connections of a recording are chosen by their path, and played in their order."""
    file = folder / "many.pcapng"
    with serving("--demo", "-o", file) as server:
        async def clients(url):
            for path in ("/close?code=4001", "/echo", "/close?code=4002"):
                async with websockets.connect(url + path) as peer:
                    if path == "/echo":
                        await peer.send("echo")
                        await receive(peer)
                    else:
                        await ending(peer)
        asyncio.run(clients(server.url))

    async def replayed(url):
        codes = []
        for path in ("/close", "/close", "/close?code=4002", "/echo"):
            async with websockets.connect(url + path) as peer:
                if path == "/echo":
                    await peer.send("echo")
                    expect(await receive(peer), "echo")
                else:
                    codes.append((await ending(peer))[0])
        expect(codes, [4001, 4002, 4002])
        try:
            async with websockets.connect(url + "/other"):
                raise AssertionError("there is no such path")
        except websockets.InvalidStatusCode as refused:
            expect(refused.status_code, 404)

    with serving("--replay", file) as server:
        asyncio.run(replayed(server.url))


@with_demo
def at_the_recorded_pace(folder, demo):
    file = recorded(folder, demo, "/ticks?rate=10&count=3&deflate=0")

    async def client(url):
        async with websockets.connect(url + "/ticks") as peer:
            await receive(peer)
            begin = time.monotonic()
            await receive(peer)
            await receive(peer)
            taken = time.monotonic() - begin
            expect((await ending(peer))[0], 1000)
            return taken

    with serving("--replay", file, "--pace", "time") as server:
        taken = asyncio.run(client(server.url))
        assert taken > 0.15, f"two ticks at 10 a second took {taken} s"


def nothing_follows_the_end():
    """The end is played once, although the client says three times what was answered by it."""
    async def spoken(url):
        async with websockets.connect(url) as peer:
            await peer.send("hello")
            expect(await receive(peer), "hi")
            expect((await ending(peer))[0], 4000)

    with tempfile.TemporaryDirectory() as name:
        scenario = pathlib.Path(name) / "hi.scenario.yaml"
        scenario.write_text("serve:\nsteps:\n  - expect: { message: hello }\n  - send: hi\n"
                            "  - send: { close: 4000 }\n", encoding="utf-8")
        file = pathlib.Path(name) / "spoken.pcapng"
        with serving(scenario, "-o", file) as server:
            asyncio.run(spoken(server.url))
        end = frames.frame(frames.TEXT, b"hi") + frames.frame(frames.CLOSE,
                                                              frames.close_payload(4000))
        broken = frames.frame(frames.CLOSE, frames.close_payload(1002, "mask-missing"))
        hello = frames.frame(frames.TEXT, b"hello", key=KEY)
        with serving("--replay", file) as server:
            for said, seen in ((hello * 3, end), (frames.frame(frames.TEXT, b"hello") + hello,
                                                  broken)):
                with opened(server, "/")[0] as peer:
                    peer.sendall(said + frames.frame(frames.CLOSE, key=KEY))
                    got = b""
                    while piece := peer.recv(4096):
                        got += piece
                    expect(got, seen)


REFUSED = (b"HTTP/1.1 401 Who\tAre You?\r\nwww-authenticate:Basic realm=\"x\"\r\nX-Odd:  two \r\n"
           b"Content-Length: 9\r\n\r\nlog in \xff\n")
CHUNKED = (b"HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
           b"5;a=b\r\nlater\r\n0\r\n\r\n")
WRONG_KEY = (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             b"Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n" + b"\x81\x02hi")
FAILED = {
    "a refusal": (REFUSED, "fin"), "a refusal that keeps TCP": (REFUSED, "stays"),
    "chunks": (CHUNKED, "fin"), "a body without a length": (b"HTTP/1.1 500 No\r\n\r\nout", "fin"),
    "half a body": (REFUSED[:-3], "fin"), "half a head": (REFUSED[:30], "fin"),
    "a wrong key": (WRONG_KEY, "fin"), "another protocol": (b"SSH-2.0-OpenSSH_9.2\r\n", "fin"),
    "interim": (b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + REFUSED, "fin"),
    "noise": (bytes(range(256)), "rst"), "no answer": (b"", "fin"), "a reset": (b"", "rst"),
    "a refusal, then a reset": (REFUSED[:-3], "rst"),
}


def captured(file, answer, end):
    """A capture, made by no program of ours, in which a request is answered with these bytes."""
    with open(file, "wb") as out:
        connection = ethernet_capture.Connection(ethernet_capture.Capture(out),
                                                 ("10.0.0.1", 5000), ("10.0.0.2", 80))
        connection.data("out", frames.request("/odd"))
        if answer:
            connection.data("in", answer)
        if end == "stays":
            connection.send("out", ethernet_capture.FIN | ethernet_capture.ACK)
        else:
            connection.end(reset=end == "rst")


def seen(server, count, end):
    """What a client is sent, and how that ends; "stays" if there is nothing after `count` bytes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=LONG) as peer:
        peer.sendall(frames.request("/odd"))
        got = b""
        try:
            while True:
                if end == "stays" and len(got) >= count:
                    peer.settimeout(0.3)
                piece = peer.recv(4096)
                if not piece:
                    return got, "fin"
                got += piece
        except ConnectionResetError:
            return got, "rst"
        except TimeoutError:
            return got, "stays"


def failed_handshakes():
    """They are repeated byte by byte, and end as they did."""
    for what, (answer, end) in FAILED.items():
        with tempfile.TemporaryDirectory() as name:
            file = pathlib.Path(name) / "failed.pcapng"
            captured(file, answer, end)
            for pace in ("cause", "time"):
                with serving("--replay", file, "--pace", pace) as server:
                    expect(seen(server, len(answer), end), (answer, end), what)


def a_recorded_refusal():
    """`record` takes a refusal whole, and it is played to the byte. Who ended TCP is a matter of
    speed: the client may go when it has the whole answer."""
    scenario = "serve:\nsteps:\n  - respond: { hex: \"%s\" }\n  - end: fin\n" % REFUSED.hex()
    with tempfile.TemporaryDirectory() as name:
        refusing, file = (pathlib.Path(name) / part for part in ("r.scenario.yaml", "r.pcapng"))
        refusing.write_text(scenario, encoding="utf-8")
        with serving(refusing) as server:
            record(server.url + "/odd", file, status=3)
        with serving("--replay", file) as server:
            expect(seen(server, len(REFUSED), "stays")[0], REFUSED)


def mistakes():
    with tempfile.TemporaryDirectory() as name:
        empty = pathlib.Path(name) / "empty.pcapng"
        assert b"no such file" in run("serve", "--replay", empty, status=2).stderr.lower()
        empty.write_bytes(b"")
        assert run("serve", "--replay", empty, status=2).stderr, "an empty file is an error"
        run("serve", "--replay", empty, "--pace", "fast", status=2)


main([hello, requests_of_this_run, calls, refusal, failed_handshakes, a_recorded_refusal, endings,
      several_connections, at_the_recorded_pace, nothing_follows_the_end, mistakes])
