#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's `websockets` as a server that behaves. Prints its port, then JSON lines."""
import argparse
import asyncio
import contextlib
import hashlib
import json
import urllib.parse

import websockets
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory


def report(**members):
    print(json.dumps(members), flush=True)


async def tick(socket):
    with contextlib.suppress(websockets.ConnectionClosed):
        while True:
            await socket.send("tick")
            await asyncio.sleep(0.05)


async def serve(socket, path):
    parts = urllib.parse.urlsplit(path)
    query = {k: v[0] for k, v in urllib.parse.parse_qs(parts.query).items()}
    report(event="open", path=path, subprotocol=socket.subprotocol,
           extensions=[repr(e) for e in socket.extensions])
    try:
        if parts.path == "/ticking-echo":
            asyncio.ensure_future(tick(socket))
        if parts.path.endswith("echo"):
            async for message in socket:
                report(event="message", binary=isinstance(message, bytes), length=len(message))
                await socket.send(message)
        elif parts.path == "/digest":
            async for message in socket:
                content = message if isinstance(message, bytes) else message.encode()
                report(event="message", binary=isinstance(message, bytes), length=len(content),
                       md5=hashlib.md5(content).hexdigest())
        elif parts.path == "/close":
            await socket.close(int(query.get("code", 1000)), query.get("reason", ""))
        elif parts.path == "/fragments":
            await socket.send(["one ", "two ", "three"])
            await socket.send([b"\x00\x01", b"\x02"])
            await socket.wait_closed()
        elif parts.path == "/ping":
            await (await socket.ping(b"hello?"))
            report(event="pong")
            await socket.wait_closed()
        elif parts.path == "/big":
            await socket.send("é" * (int(query["size"]) // 2))
            await socket.send(bytes(int(query["size"])))
            await socket.wait_closed()
    except websockets.ConnectionClosed:
        pass
    await socket.wait_closed()
    report(event="closed", code=socket.close_code, reason=socket.close_reason)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--no-deflate", action="store_true")
    parser.add_argument("--no-context-takeover", action="store_true")
    parser.add_argument("--server-bits", type=int)
    parser.add_argument("--client-bits", type=int)
    arguments = parser.parse_args()
    extensions = None
    if not arguments.no_deflate:
        extensions = [ServerPerMessageDeflateFactory(
            server_no_context_takeover=arguments.no_context_takeover,
            client_no_context_takeover=arguments.no_context_takeover,
            server_max_window_bits=arguments.server_bits,
            client_max_window_bits=arguments.client_bits)]
    async with websockets.serve(serve, "127.0.0.1", 0, subprotocols=["chat", "superchat"],
                                compression=None, extensions=extensions, max_size=None,
                                ping_interval=None, close_timeout=300) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()


asyncio.run(main())
