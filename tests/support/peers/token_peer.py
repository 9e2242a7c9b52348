#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server whose values are others in each session: it gives a token and a session's id, takes
nothing without them, and answers with times, ids and a number that counts over all sessions.

A client logs in with its own request id, joins with the token and the id, and says "bye".
"""
import asyncio
import json
import secrets
import time
import uuid

import websockets

counted = 4000


async def serve(socket):
    global counted
    token, session = secrets.token_hex(12), f"s-{secrets.randbelow(10 ** 9)}"
    counted += 1
    await socket.send(json.dumps({"type": "welcome", "token": token,
                                  "session": {"id": session, "since": int(time.time() * 1000)}}))
    asked = json.loads(await socket.recv())
    uuid.UUID(asked["request"])
    await socket.send(json.dumps({"answers": asked["request"], "event": str(uuid.uuid4())}))
    joined = json.loads(await socket.recv())
    if joined.get("token") != token or joined.get("session") != session:
        await socket.close(4401, "wrong token")
        return
    for _ in range(2):
        counted += 1
        await socket.send(json.dumps({"seq": counted, "room": joined["room"]}))
    await socket.send(f"ticket {secrets.token_hex(12)} of {joined['room']}")
    said = await socket.recv()
    await socket.close(1000 if said == "bye" else 4400, "as you say")


async def main():
    async with websockets.serve(serve, "127.0.0.1", 0) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()


asyncio.run(main())
