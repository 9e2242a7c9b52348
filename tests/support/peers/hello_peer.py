#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""javascript.info's demo server, with Python's websockets. Prints its port.

usage: hello_peer.py SECONDS_UNTIL_BYE
"""
import asyncio
import re
import sys

import websockets


async def serve(socket):
    async for message in socket:
        name = re.search(r"(\w+)$", message)
        await socket.send(f"Hello from server, {name.group(1) if name else 'Guest'}!")
        await asyncio.sleep(float(sys.argv[1]))
        await socket.close(1000, "Bye!")


async def main():
    async with websockets.serve(serve, "127.0.0.1", 0, ping_interval=None) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()


asyncio.run(main())
