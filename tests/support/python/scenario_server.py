# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of Python's websockets with an API of the kind that testers meet: each path does what
the scenario in resources/scenarios is for that the demo server can't play."""
import asyncio
import contextlib
import http
import json
import threading

import websockets

OWN_ORIGIN = "https://own.example"
SMALL = 1024       # bytes that /small-messages takes
MOST_AT_ONCE = 20  # messages that /limited takes


async def echo(socket):
    async for message in socket:
        await socket.send(message)


async def login(socket):
    """"good" stays logged in, the token "short" expires, all others are refused."""
    token = json.loads(await socket.recv()).get("token")
    if token not in ("good", "short"):
        await socket.close(4401, "unknown token")
        return
    await socket.send(json.dumps({"type": "welcome", "expires_ms": 200}))
    if token == "short":
        await asyncio.sleep(0.1)
        await socket.send(json.dumps({"type": "expiring"}))
        await asyncio.sleep(0.1)
        await socket.close(4408, "token expired")
    await socket.wait_closed()


async def session(socket):
    async for _ in socket:
        await socket.send(socket.response_headers["X-Session"])


async def shuffle(socket):
    """An answer for each of a list, the last one first."""
    async for message in socket:
        for item in reversed(json.loads(message)):
            await socket.send(json.dumps({"item": item}))


async def limited(socket):
    count = 0
    async for _ in socket:
        count += 1
        if count > MOST_AT_ONCE:
            await socket.close(4429, "too many messages")
            return
        await socket.send("taken")


async def rpc(socket):
    async for message in socket:
        call = json.loads(message)
        answer = {"id": call["id"]}
        if call["method"] == "add":
            answer["result"] = sum(call["params"])
        else:
            answer["error"] = {"code": -32601, "message": "no such method"}
        await socket.send(json.dumps(answer))


ROOMS = {}


async def room(socket):
    members = ROOMS.setdefault(socket.path, {})
    try:
        async for message in socket:
            said = json.loads(message)
            if "join" in said:
                members[socket] = said["join"]
                websockets.broadcast(members, json.dumps({"joined": list(members.values())}))
            else:
                websockets.broadcast([other for other in members if other is not socket],
                                     json.dumps({"from": members[socket], "text": said["say"]}))
    finally:
        members.pop(socket, None)


HANDLERS = {"/echo": echo, "/login": login, "/session": session, "/shuffle": shuffle,
            "/limited": limited, "/rpc": rpc, "/own-site": echo, "/heartbeat": echo,
            "/small-messages": echo}


class Protocol(websockets.WebSocketServerProtocol):
    async def process_request(self, path, headers):
        if path == "/own-site" and headers.get("Origin") != OWN_ORIGIN:
            return http.HTTPStatus.FORBIDDEN, [], b"not from this site\n"
        if path == "/heartbeat":
            self.ping_interval = self.ping_timeout = 0.2
        if path == "/small-messages":
            self.max_size = SMALL
        return None


async def serve(socket):
    handler = room if socket.path.startswith("/room/") else HANDLERS.get(
        socket.path.partition("?")[0])
    if handler is None:
        await socket.close(1008, "no such path")
        return
    with contextlib.suppress(websockets.ConnectionClosed):
        await handler(socket)


class ScenarioServer:
    """The server, in a thread of its own."""

    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()

        async def listen():
            self.server = await websockets.serve(
                serve, "127.0.0.1", 0, create_protocol=Protocol, ping_interval=None,
                extra_headers={"X-Session": "0a1b2c3d"})
            self.url = f"ws://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"
            ready.set()
            await self.server.wait_closed()

        self.thread = threading.Thread(target=self.loop.run_until_complete, args=(listen(),),
                                       daemon=True)
        self.thread.start()
        assert ready.wait(60), "the server does not start"
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.server.close)
        self.thread.join(60)
