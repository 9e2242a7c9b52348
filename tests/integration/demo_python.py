#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each path of the demo server, played against Python's websockets."""
import asyncio
import contextlib
import json
import pathlib
import ssl
import sys
import time

import websockets

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import LONG, demo_server, expect, main

COMPRESSIONS = ("deflate", None)


@contextlib.asynccontextmanager
async def connected(server, path, **options):
    options.setdefault("max_size", None)
    async with websockets.connect(server.url + path, ping_interval=None, close_timeout=LONG,
                                  open_timeout=LONG, **options) as client:
        yield client


async def receive(client):
    return await asyncio.wait_for(client.recv(), LONG)


async def closing(client):
    """Waits for the end; returns code and reason as the client knows them."""
    await asyncio.wait_for(client.wait_closed(), LONG)
    return client.close_code, client.close_reason


def play(test):
    """Runs an async test against a server, with and without compression."""
    def wrapper():
        with demo_server() as server:
            for compression in COMPRESSIONS:
                asyncio.run(test(server, compression))
    wrapper.__name__ = test.__name__
    return wrapper


@play
async def hello(server, compression):
    for said, name in (("My name is John", "John"), ("I am Zoë", "Zoë"), ("...", "Guest"),
                       ("", "Guest"), ("меня зовут Иван", "Иван")):
        async with connected(server, "/hello?wait=50", compression=compression) as client:
            await client.send(said)
            expect(await receive(client), f"Hello from server, {name}!")
            expect(await closing(client), (1000, "Bye!"))


@play
async def echo(server, compression):
    async with connected(server, "/echo", compression=compression) as client:
        expect(any(extension.name == "permessage-deflate" for extension in client.extensions),
               compression is not None, "compression")
        for message in ("text", "", "žluťoučký 🐎", b"", bytes(range(256)), "x" * 1_000_000,
                        bytes(70_000)):
            await client.send(message)
            expect(await receive(client), message)
        await client.send(["in ", "four ", "frag", "ments"])
        expect(await receive(client), "in four fragments")
        await asyncio.wait_for(await client.ping(b"are you there"), LONG)
    expect(await closing(client), (1000, ""))


@play
async def echo_of_64_mib(server, compression):
    message = b"0123456789abcdef" * (4 << 20)
    async with connected(server, "/echo", compression=compression) as client:
        await client.send(message)
        assert await receive(client) == message


@play
async def close(server, compression):
    for query, expected in (("", (1000, "")), ("?code=4001&reason=bye", (4001, "bye")),
                            ("?code=1012&reason=re%20start&after=20", (1012, "re start"))):
        async with connected(server, "/close" + query, compression=compression) as client:
            expect(await closing(client), expected)


@play
async def close_empty(server, compression):
    async with connected(server, "/close-empty", compression=compression) as client:
        expect(await closing(client), (1005, ""))


@play
async def drop(server, compression):
    async with connected(server, "/drop?after=20", compression=compression) as client:
        expect((await closing(client))[0], 1006)


@play
async def silent(server, compression):
    async with connected(server, "/silent", compression=compression) as client:
        await client.send("anybody?")
        await asyncio.wait_for(await client.ping(), LONG)
        client.close_timeout = 0.2
        await client.close(1000)
    expect(client.close_code, 1006, "no answer to the Close")


@play
async def ticks(server, compression):
    async with connected(server, "/ticks?rate=0&count=2000&size=100",
                         compression=compression) as client:
        for number in range(1, 2001):
            text = await receive(client)
            expect(len(text), 100, "size")
            tick = json.loads(text)
            expect((tick["type"], tick["seq"]), ("tick", number))
        expect((await closing(client))[0], 1000)
    async with connected(server, "/ticks?rate=100&count=10", compression=compression) as client:
        started = time.monotonic()
        first = json.loads(await receive(client))
        expect(first, {"type": "tick", "seq": 1, "price": 101.25})
        expect((await closing(client))[0], 1000)
        assert time.monotonic() - started > 0.08, "ten ticks at 100 a second took no time"


@play
async def pings(server, compression):
    async with connected(server, "/pings?every=10", compression=compression) as client:
        seen = []
        answer = client.pong

        async def pong(data=b""):
            seen.append(bytes(data))
            await answer(data)
        client.pong = pong
        while len(seen) < 3:
            await asyncio.sleep(0.005)
        expect(seen[:3][-1], str(int(seen[0]) + 2).encode())


@play
async def fragments(server, compression):
    async with connected(server, "/fragments", compression=compression) as client:
        expect(await receive(client), "A text in three fragments, a ping between.")
        for message in ("again, please", b"\x00\xff" * 500, "", "ab"):
            await client.send(message)
            expect(await receive(client), message)


@play
async def binary(server, compression):
    async with connected(server, "/binary", compression=compression) as client:
        expect(await receive(client), bytes(range(256)))
        await client.send("text")
        expect(await receive(client), b"text")


@play
async def big(server, compression):
    for size in (0, 1, 125, 126, 65535, 65536, 3_000_000, 20 << 20):
        async with connected(server, f"/big?size={size}", compression=compression) as client:
            expect(len(await receive(client)), size)
            await asyncio.wait_for(await client.ping(), LONG)


@play
async def deny(server, compression):
    for status in (401, 429, 503, 418, 599):
        try:
            async with connected(server, f"/deny?status={status}", compression=compression):
                raise AssertionError("not denied")
        except websockets.InvalidStatusCode as refusal:
            expect(refusal.status_code, status)
            if status == 401:
                expect(len(refusal.headers.get_all("WWW-Authenticate")), 2)
    async with connected(server, "/deny?status=302", compression=compression) as client:
        await client.send("redirected")
        expect(await receive(client), "redirected")


@play
async def slow(server, compression):
    started = time.monotonic()
    async with connected(server, "/slow?ms=300&trickle=2", compression=compression) as client:
        assert time.monotonic() - started > 0.3, "the handshake was not late"
        expect(await receive(client), "This comes a byte at a time.")
        await client.send("and back")
        expect(await receive(client), "and back")


@play
async def subprotocols(server, compression):
    for offered, chosen in ((["chat"], "chat"), (["x", "json", "chat"], "json"), (["x"], None)):
        async with connected(server, "/echo", subprotocols=offered,
                             compression=compression) as client:
            expect(client.subprotocol, chosen)


@play
async def without_deflate(server, _):
    async with connected(server, "/echo?deflate=0") as client:
        expect(list(client.extensions), [])


@play
async def unknown_path(server, compression):
    try:
        async with connected(server, "/nothing", compression=compression):
            raise AssertionError("there is no such path")
    except websockets.InvalidStatusCode as refusal:
        expect(refusal.status_code, 404)


@play
async def over_tls(server, compression):
    context = ssl.create_default_context(cafile=str(server.certificate))
    for host in ("127.0.0.1", "localhost"):
        url = server.secure_url.replace("127.0.0.1", host) + "/echo"
        async with websockets.connect(url, ssl=context, compression=compression,
                                      max_size=None) as client:
            for message in ("over TLS", bytes(5_000_000)):
                await client.send(message)
                assert await receive(client) == message
    try:
        await websockets.connect(server.secure_url + "/echo")
        raise AssertionError("a certificate that is not trusted was accepted")
    except ssl.SSLCertVerificationError:
        pass


@play
async def many_clients(server, compression):
    async def one(number):
        async with connected(server, "/echo", compression=compression) as client:
            for message in range(20):
                await client.send(f"{number}-{message}")
                expect(await receive(client), f"{number}-{message}")
    await asyncio.gather(*(one(number) for number in range(40)))


main([hello, echo, echo_of_64_mib, close, close_empty, drop, silent, ticks, pings, fragments,
      binary, big, deny, slow, subprotocols, without_deflate, unknown_path, over_tls,
      many_clients])
