#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""echo_load.py URL CONNECTIONS MESSAGES BATCH: how long an echo server takes.

Each connection sends its messages of 64 bytes in batches, the next when the last one has come back.
The frames are made before, and only counted when they come, so that the server is what takes time.
Prints one JSON object: the seconds.
"""
import json
import os
import selectors
import socket
import sys
import time
import urllib.parse

KEY = b"\1\2\3\4"
PAYLOAD = b"x" * 64
SENT = b"\x81\xc0" + KEY + bytes(byte ^ KEY[i % 4] for i, byte in enumerate(PAYLOAD))
ANSWER = b"\x81\x40" + PAYLOAD


def opened(url):
    peer = socket.create_connection((url.hostname, url.port))
    peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    peer.sendall(f"GET {url.path or '/'}?{url.query} HTTP/1.1\r\nHost: {url.netloc}\r\n"
                 "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode())
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += peer.recv(1)
    assert b" 101 " in head, head
    return peer


def main():
    url = urllib.parse.urlparse(sys.argv[1])
    connections, messages, batch = (int(text) for text in sys.argv[2:])
    selector = selectors.DefaultSelector()
    out, back = SENT * batch, ANSWER * batch
    waiting = {}
    for _ in range(connections):
        peer = opened(url)
        waiting[peer] = [messages // connections // batch, b""]
        selector.register(peer, selectors.EVENT_READ)
    begin = time.monotonic()
    for peer in waiting:
        peer.sendall(out)
    while waiting:
        for key, _ in selector.select():
            peer = key.fileobj
            state = waiting[peer]
            state[1] += peer.recv(1 << 20)
            if len(state[1]) < len(back):
                continue
            assert state[1] == back, "not an echo"
            state[:] = [state[0] - 1, b""]
            if state[0] > 0:
                peer.sendall(out)
            else:
                selector.unregister(peer)
                del waiting[peer]
    print(json.dumps({"seconds": time.monotonic() - begin}), flush=True)
    os._exit(0)  # the connections are not ended one by one


main()
