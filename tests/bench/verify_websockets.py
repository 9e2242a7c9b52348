#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a tester would write without framescope-cli verify: connects with Python's websockets, one
connection after the other, and checks an echo and the end of each."""
import asyncio
import sys

import websockets


async def check(url, count):
    for i in range(count):
        async with websockets.connect(url) as socket:
            await socket.send(f"message {i}")
            assert await socket.recv() == f"message {i}"
        assert socket.close_code == 1000


def main():
    url, count = sys.argv[1], int(sys.argv[2])
    asyncio.run(check(url, count))


main()
