#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that misbehave: the demo server answers as it should, and lives on."""
import os
import pathlib
import random
import resource
import socket
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
from cli import LONG, SLOW, demo_server, expect, main

KEY = b"\1\2\3\4"


def connect(server):
    client = socket.create_connection(("127.0.0.1", server.port), timeout=LONG)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return client


def read_all(client):
    data = b""
    try:
        while piece := client.recv(65536):
            data += piece
    except ConnectionResetError:
        pass
    return data


def exchange(server, data):
    """What comes back for some bytes, up to the end of the connection."""
    with connect(server) as client:
        try:
            client.sendall(data)
        except (ConnectionResetError, BrokenPipeError):
            pass
        return read_all(client)


def opened(server, path="/echo", **headers):
    client = connect(server)
    client.sendall(frames.request(path, **headers))
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += client.recv(1)
    assert head.startswith(b"HTTP/1.1 101 "), head
    return client


def requests():
    good = frames.request("/echo")
    cases = [
        (b"garbage\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"GET /echo\r\n\r\n", 400),
        (b"POST /echo HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        (b"GET /echo HTTP/1.1\r\nHost: x\r\n\r\n", 426),
        (b"GET / HTTP/1.1\r\nHost: <script>\r\n\r\n", 200),
        (b"GET /nope HTTP/1.1\r\n\r\n", 404),
        (b"GET /ticks?rate=fast HTTP/1.1\r\n\r\n", 400),
        (b"GET /close?code=70000 HTTP/1.1\r\n\r\n", 400),
        (b"GET /deny?status=101 HTTP/1.1\r\n\r\n", 400),
        (good.replace(b"Host: 10.0.0.2\r\n", b""), 400),  # RFC 9112 3.2
        (good.replace(b"Version: 13", b"Version: 8"), 426),
        (good.replace(b"dGhlIHNhbXBsZSBub25jZQ==", b"short"), 400),
        (good.replace(b"Connection: Upgrade", b"Connection: close"), 426),
        (b"GET /echo HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n", 431),
    ]
    with demo_server() as server:
        for data, status in cases:
            answer = exchange(server, data)
            expect(answer[:12], b"HTTP/1.1 %d" % status, repr(data[:60]))
            assert b"<script>" not in answer, "the host header came back as markup"


def tolerated_requests():
    good = frames.request("/close-empty")
    with demo_server() as server:
        for data in (good.replace(b"Host: 10.0.0.2", b"Host: \xff\xfe?"),
                     good.replace(b"Connection: Upgrade", b"connection: keep-alive, UPGRADE"),
                     good.replace(b"\r\n", b"\n"),
                     good.replace(b"/close-empty", b"/close-empty?after=0&unknown=%zz")):
            with connect(server) as client:
                for byte in data:
                    client.sendall(bytes([byte]))
                client.sendall(frames.frame(frames.CLOSE, key=KEY))
                answer = read_all(client)
                assert answer.startswith(b"HTTP/1.1 101 "), (data, answer)
                assert answer.endswith(b"\x88\x00"), answer


def violations():
    invalid = b"\xc3\x28"
    cases = [
        (frames.frame(frames.TEXT, b"unmasked"), 1002),
        (frames.frame(3, b"", key=KEY), 1002),
        (frames.frame(frames.TEXT, b"rsv", rsv=2, key=KEY), 1002),
        (frames.frame(frames.TEXT, b"rsv1 without deflate", rsv=4, key=KEY), 1002),
        (frames.frame(frames.CONTINUATION, b"of what", key=KEY), 1002),
        (frames.frame(frames.PING, bytes(126), key=KEY), 1002),
        (frames.frame(frames.PING, b"", fin=False, key=KEY), 1002),
        (frames.frame(frames.TEXT, b"short", form=64, key=KEY), 1002),
        (frames.frame(frames.TEXT, invalid, key=KEY), 1007),
        (frames.frame(frames.CLOSE, b"\x03", key=KEY), 1002),
        (frames.frame(frames.CLOSE, frames.close_payload(1005), key=KEY), 1002),
        (frames.frame(frames.CLOSE, b"\x03\xe8" + invalid, key=KEY), 1007),
    ]
    with demo_server() as server:
        for data, code in cases:
            with opened(server) as client:
                client.sendall(data + frames.frame(frames.CLOSE, frames.close_payload(1000),
                                                   key=KEY))
                answer = read_all(client)
                expect((answer[0], int.from_bytes(answer[2:4], "big")), (0x88, code), repr(data))
        with opened(server, Sec_WebSocket_Extensions="permessage-deflate") as client:
            client.sendall(frames.frame(frames.TEXT, b"\xff\xff\xff\xff", rsv=4, key=KEY) +
                           frames.frame(frames.CLOSE, key=KEY))
            expect(int.from_bytes(read_all(client)[2:4], "big"), 1007, "damaged deflate")


def drop_is_a_reset():
    with demo_server() as server:
        for path in ("/drop", "/drop?after=30"):
            with opened(server, path) as client:
                try:
                    expect(client.recv(1), b"not even an end")
                except ConnectionResetError:
                    pass


def bomb():
    """256 KiB that inflate to 256 MiB and more are not inflated to their end."""
    deflated = frames.Deflater().compress(bytes(300 << 20))
    with demo_server() as server:
        with opened(server, Sec_WebSocket_Extensions="permessage-deflate") as client:
            client.sendall(frames.frame(frames.BINARY, deflated, rsv=4, key=KEY) +
                           frames.frame(frames.CLOSE, key=KEY))
            answer = read_all(client)
            assert answer[0] == 0x88 and int.from_bytes(answer[2:4], "big") == 1009, answer


def enormous_lengths():
    with demo_server() as server:
        for length in (1 << 40, (1 << 63) - 1, 1 << 63, (1 << 64) - 1):
            with opened(server) as client:
                client.sendall(b"\x82\xff" + length.to_bytes(8, "big") + KEY + bytes(100_000))


def memory_of(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


def crowds():
    """Whoever comes is served, however many silent clients hold a connection."""
    for path in (None, "/echo"):
        with demo_server() as server:
            crowd = [opened(server, path) if path else connect(server) for _ in range(520)]
            with opened(server) as client:
                client.sendall(frames.frame(frames.TEXT, b"still here", key=KEY) +
                               frames.frame(frames.CLOSE, key=KEY))
                expect(read_all(client), frames.frame(frames.TEXT, b"still here") +
                       frames.frame(frames.CLOSE), path)
            for client in crowd:
                client.close()


def few_descriptors():
    """The place of a silent client is taken where no file descriptor is left."""
    limit = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (60, 60))
    with demo_server(preexec_fn=limit) as server:
        crowd = [connect(server) for _ in range(100)]
        for _ in range(3):
            with opened(server) as client:
                client.sendall(frames.frame(frames.CLOSE, key=KEY))
                expect(read_all(client), frames.frame(frames.CLOSE))
        for client in crowd:
            client.close()


def large_messages():
    """A message has at most 64 MiB; what they take is given back."""
    piece = frames.frame(frames.CONTINUATION, bytes(1 << 20), fin=False, key=KEY)
    # AddressSanitizer keeps 256 MiB of what was freed, unless it is told to keep less.
    options = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=8"
    with demo_server(env={**os.environ, "ASAN_OPTIONS": options}) as server:
        before = memory_of(server.process)
        with opened(server) as client:
            client.sendall(frames.frame(frames.BINARY, b"", fin=False, key=KEY))
            for _ in range(65):
                client.sendall(piece)
            client.sendall(frames.frame(frames.CLOSE, key=KEY))
            answer = read_all(client)
            expect((answer[0], int.from_bytes(answer[2:4], "big")), (0x88, 1009))
        grown = memory_of(server.process) - before
        assert grown < 80 << 20, f"{grown} bytes are kept"


def clients_that_do_not_read():
    """A client that asks for much and reads nothing costs a bounded amount of memory."""
    with demo_server() as server:
        before = memory_of(server.process)
        clients = [opened(server, path) for path in ("/ticks?rate=0", "/big?size=1000000000",
                                                     "/pings?every=1", "/ticks?rate=1000000")]
        flood = frames.frame(frames.PING, bytes(125), key=KEY) * 8000
        echo = opened(server)
        echo.settimeout(0.5)
        try:
            while True:
                echo.sendall(flood)
        except TimeoutError:
            pass
        grown = memory_of(server.process) - before
        for client in (*clients, echo):
            client.close()
        assert grown < (400 if SLOW else 60) << 20, f"{grown} bytes more"
        print(f"{grown >> 20} MiB for {len(clients) + 1} clients")


def noise():
    chaos = random.Random(7)
    with demo_server() as server:
        paths = ("/echo", "/hello", "/silent", "/fragments", "/ticks?rate=0", "/slow?ms=0")
        for number in range(120):
            with opened(server, chaos.choice(paths),
                        Sec_WebSocket_Extensions="permessage-deflate") as client:
                try:
                    client.sendall(chaos.randbytes(chaos.randrange(1, 3000)))
                except (ConnectionResetError, BrokenPipeError):
                    pass
        for number in range(120):
            with connect(server) as client:
                client.sendall(os.urandom(chaos.randrange(1, 500)))
        expect(exchange(server, b"GET / HTTP/1.1\r\n\r\n")[:15], b"HTTP/1.1 200 OK")


main([requests, tolerated_requests, violations, drop_is_a_reset, bomb, enormous_lengths, crowds, few_descriptors,
      large_messages, clients_that_do_not_read,
      noise])
