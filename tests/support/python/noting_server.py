# SPDX-License-Identifier: GPL-3.0-or-later
"""A server without a WebSocket library that notes every byte it gets."""
import contextlib
import socket
import struct
import threading

import frames
from cli import LONG


class NotingServer:
    """Accepts one connection, notes what comes after the request, and answers a Close frame that
    comes between two whole frames. `greeting` is sent right after the response, and that once
    `hold` is set, where there is one."""

    def __init__(self, greeting=b"", headers=None, answers_close=True, hold=None):
        self.hold = hold
        self.greeting = greeting
        self.headers = headers or {}
        self.answers_close = answers_close
        self.request = b""
        self.noted = b""
        self.ended = threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        connection, _ = self.socket.accept()
        with connection, contextlib.suppress(ConnectionError):
            data = b""
            while b"\r\n\r\n" not in data:
                data += connection.recv(65536)
            self.request, _, self.noted = data.partition(b"\r\n\r\n")
            key = next(line.split(b":", 1)[1].strip() for line in self.request.split(b"\r\n")
                       if line.lower().startswith(b"sec-websocket-key"))
            if self.hold:
                self.hold.wait(LONG)
            connection.sendall(frames.response(key.decode(), **self.headers) + self.greeting)
            closed = False
            while data := connection.recv(65536):
                self.noted += data
                if self.answers_close and not closed and self._close_came():
                    closed = True
                    connection.sendall(frames.frame(frames.CLOSE, frames.close_payload(1000)))
                    connection.shutdown(socket.SHUT_WR)
        self.ended.set()

    def _close_came(self):
        return any(opcode == frames.CLOSE for _, _, opcode, _, _ in split(self.noted))

    def bytes(self):
        """All that came, once the connection has ended."""
        assert self.ended.wait(LONG), "the connection did not end"
        return self.noted

    def frames(self):
        return split(self.bytes())


def split(data):
    """The whole frames: FIN, RSV, opcode, mask key or None, unmasked payload."""
    found = []
    while len(data) >= 2:
        first, second = data[0], data[1]
        at, length = 2, second & 127
        if length == 126:
            at, length = 4, struct.unpack("!H", data[2:4].rjust(2, b"\0"))[0]
        elif length == 127:
            at, length = 10, struct.unpack("!Q", data[2:10].rjust(8, b"\0"))[0]
        key = data[at:at + 4] if second & 128 else None
        at += 4 if key is not None else 0
        if len(data) < at + length:
            break
        payload = data[at:at + length]
        found.append((bool(first & 128), first >> 4 & 7, first & 15, key,
                      frames.masked(payload, key) if key else payload))
        data = data[at + length:]
    return found
