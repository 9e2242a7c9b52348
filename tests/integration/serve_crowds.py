#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""serve SCENARIO: a thousand clients at once are answered and counted, and clients that misbehave
cost a bounded amount of memory and end nothing but themselves."""
import asyncio
import contextlib
import pathlib
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
from cli import LONG, SLOW, expect, main, serving, show

KEY = b"\1\2\3\4"
MEBI = 1 << 20
GREETING = """name: a greeting
serve:
within: 200s
steps:
  - expect: { message: hello }
  - send: hi
  - expect: { close: 1000 }
"""
ECHO = """name: every message comes back
serve:
steps:
  - repeat:
      steps:
        - expect: { message: { any: true }, within: 1h }
        - echo
"""


def allow_many_files():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


@contextlib.contextmanager
def playing(scenario, *arguments, **more):
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "play.scenario.yaml"
        file.write_text(scenario, encoding="utf-8")
        with serving(file, *arguments, **more) as server:
            yield server


def connect(server):
    return socket.create_connection(("127.0.0.1", server.port), timeout=LONG)


def opened(server):
    peer = connect(server)
    peer.sendall(frames.request("/"))
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = peer.recv(1)
        assert byte, head
        head += byte
    return peer


def reset(peer):
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()


def expect_service(server):
    with opened(server) as peer:
        peer.sendall(frames.frame(frames.TEXT, b"here", key=KEY))
        expect(peer.recv(6, socket.MSG_WAITALL), frames.frame(frames.TEXT, b"here"))
        peer.sendall(frames.frame(frames.CLOSE, key=KEY))
        expect(peer.recv(64), frames.frame(frames.CLOSE))


def memory_of(server):
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


@contextlib.contextmanager
def growth(server, most, what):
    """At most so many bytes more are used at the end."""
    before = memory_of(server)
    yield
    grown = memory_of(server) - before
    print(f"      {what}: {grown // MEBI} MiB more")
    assert grown < most * (8 if SLOW else 1), f"{what}: {grown} bytes more"


class Gate:
    """Opens when so many have come."""

    def __init__(self, count):
        self.missing = count
        self.opened = asyncio.Event()

    async def pass_through(self):
        self.missing -= 1
        if self.missing == 0:
            self.opened.set()
        await self.opened.wait()


async def greet(port, number, gate):
    """One in ten says something else, and another one in ten leaves out the mask."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(frames.request("/"))
    await reader.readuntil(b"\r\n\r\n")
    await gate.pass_through()
    if number % 10 == 1:
        writer.write(frames.frame(frames.TEXT, b"good day", key=KEY) +
                     frames.frame(frames.CLOSE, key=KEY))
    elif number % 10 == 2:
        writer.write(frames.frame(frames.TEXT, b"hello") + frames.frame(frames.CLOSE, key=KEY))
    else:
        writer.write(frames.frame(frames.TEXT, b"hello", key=KEY))
        expect(await reader.readexactly(4), frames.frame(frames.TEXT, b"hi"))
        writer.write(frames.frame(frames.CLOSE, frames.close_payload(1000), key=KEY))
    await reader.read()
    writer.close()


async def greet_all(port, count):
    gate = Gate(count)
    await asyncio.gather(*(greet(port, number, gate) for number in range(count)))


def a_thousand_are_judged():
    """All are open before the first one speaks; the report has each of them once."""
    allow_many_files()
    count = 1000
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile() as errors:
        junit = pathlib.Path(name) / "report.xml"
        begin = time.monotonic()
        with playing(GREETING, "--clients", count, "--junit", junit, status=1,
                     stderr=errors) as server:
            asyncio.run(greet_all(server.port, count))
            expect(server.process.wait(LONG), 1)
        print(f"      {count} clients in {time.monotonic() - begin:.1f} s")
        suite = xml.etree.ElementTree.parse(junit).getroot().find("testsuite")
        expect((suite.get("tests"), suite.get("failures")), (str(count), str(count // 5)))
        names = {case.get("name") for case in suite if case.tag == "testcase"}
        expect(names, {f"client={number}" for number in range(1, count + 1)})
        errors.seek(0)
        told = errors.read().decode()
        expect(told.count("a greeting\n"), count // 5)
        expect(told.count("came: the connection ended: 1002 "), count // 10)


def silent_crowds():
    """Ten thousand that say nothing, and two thousand that stop in the middle of their head."""
    count = min(10_000, allow_many_files() - 1000)
    with playing(ECHO) as server:
        with growth(server, 120 * MEBI, f"{count} silent clients"):
            crowd = [connect(server) for _ in range(count)]
            expect_service(server)
        for peer in crowd:
            peer.close()
        count = min(2000, count)
        with growth(server, 200 * MEBI, f"{count} half heads"):
            crowd = [connect(server) for _ in range(count)]
            for peer in crowd:
                peer.sendall(b"GET / HTTP/1.1\r\nX: " + b"y" * 60_000)
            expect_service(server)
        for peer in crowd:
            peer.close()
        with connect(server) as peer:
            with contextlib.suppress(ConnectionError):
                peer.sendall(b"GET / HTTP/1.1\r\n")
                while True:  # a head without end
                    peer.sendall(b"X: y\r\n" * 1000)
        expect_service(server)


def push(server, data):
    """A client that sends until nobody takes it, and reads nothing."""
    peer = opened(server)
    peer.settimeout(0.3)
    with contextlib.suppress(TimeoutError, ConnectionError):
        while True:
            peer.sendall(data)
    return peer


def floods():
    with playing(ECHO, stderr=subprocess.DEVNULL) as server:
        for what, data in (("echoes", frames.frame(frames.TEXT, b"x" * 100_000, key=KEY) * 20),
                           ("pongs", frames.frame(frames.PING, b"x" * 125, key=KEY) * 5000)):
            with growth(server, 100 * MEBI, f"10 clients that leave {what} unread"):
                crowd = [push(server, data) for _ in range(10)]
                expect_service(server)
            for peer in crowd:
                peer.close()
        count = 100_000
        pong = frames.frame(frames.PONG, b"p")
        with opened(server) as peer, growth(server, 30 * MEBI, f"{count} pings"):
            pings = frames.frame(frames.PING, b"p", key=KEY) * 1000
            sender = threading.Thread(
                target=lambda: [peer.sendall(pings) for _ in range(count // 1000)])
            sender.start()
            got = 0
            while got < count * len(pong):
                got += len(peer.recv(1 << 16))
            sender.join()


def resets_in_each_state():
    whole = frames.frame(frames.TEXT, b"a" * 70_000, key=KEY)
    with playing(ECHO, stderr=subprocess.DEVNULL) as server:
        for data in (b"", b"GET / HT", frames.request("/")[:-2], frames.request("/"),
                     b"garbage\r\n\r\n"):
            for _ in range(100):
                peer = connect(server)
                peer.sendall(data)
                reset(peer)
        for data in (b"", b"\x81", b"\x81\xfe\x01", whole[:40_000], whole,
                     frames.frame(frames.TEXT, b"unmasked"), frames.frame(frames.PING, key=KEY),
                     frames.frame(frames.CLOSE, key=KEY)):
            for _ in range(50):
                peer = opened(server)
                peer.sendall(data)
                reset(peer)
        expect_service(server)
        open_files = pathlib.Path(f"/proc/{server.process.pid}/fd")
        begin = time.monotonic()
        while len(list(open_files.iterdir())) > 20:  # the last ones end by themselves
            assert time.monotonic() < begin + LONG, "connections are left open"
            time.sleep(0.05)


def signals_in_a_crowd():
    """A signal ends the server soundly while a thousand clients are open, half of them judged."""
    allow_many_files()
    count = 1000
    for number in (signal.SIGINT, signal.SIGTERM):
        with tempfile.TemporaryDirectory() as name:
            junit, recording = pathlib.Path(name) / "report.xml", pathlib.Path(name) / "out.pcapng"
            with playing("name: once\nserve:\nsteps:\n  - expect: { message: hello, within: 1h }\n"
                         "  - send: hi\n", "--junit", junit, "-o", recording) as server:
                crowd = [opened(server) for _ in range(count)]
                for peer in crowd[:count // 2]:
                    peer.sendall(frames.frame(frames.TEXT, b"hello", key=KEY))
                for peer in crowd[:count // 2]:
                    expect(peer.recv(4, socket.MSG_WAITALL), frames.frame(frames.TEXT, b"hi"))
                server.process.send_signal(number)
                expect(server.process.wait(LONG), 0)
            suite = xml.etree.ElementTree.parse(junit).getroot().find("testsuite")
            expect((suite.get("tests"), suite.get("failures")), (str(count // 2), "0"))
            events = [event["type"] for event in show(recording)]
            expect((events.count("open"), events.count("closed")), (count, count))
            for peer in crowd:
                peer.close()


main([a_thousand_are_judged, silent_crowds, floods, resets_in_each_state, signals_in_a_crowd])
