#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A WebSocket server that checks nothing: any request with a cookie is accepted, every data frame is
sent back as it came, whatever its bits, and every request behind the first is answered. Prints its
port.
"""
import base64
import hashlib
import re
import socket
import struct
import threading

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
DATA_END, CLOSE, PING, PONG = 7, 8, 9, 10


def header(opcode, length):
    if length < 126:
        return bytes([0x80 | opcode, length])
    if length < 65_536:
        return bytes([0x80 | opcode, 126]) + struct.pack("!H", length)
    return bytes([0x80 | opcode, 127]) + struct.pack("!Q", length)


class Connection:
    def __init__(self, sock):
        self.sock = sock
        self.buffer = b""

    def take(self, count):
        while len(self.buffer) < count:
            data = self.sock.recv(1 << 16)
            if not data:
                raise EOFError
            self.buffer += data
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def send(self, opcode, payload):
        self.sock.sendall(header(opcode, len(payload)) + payload)

    def handshake(self):
        while not (end := re.search(rb"\r?\n\r?\n", self.buffer)):
            data = self.sock.recv(1 << 16)
            if not data:
                raise EOFError
            self.buffer += data
        head, self.buffer = self.buffer[:end.start()], self.buffer[end.end():]
        if b"cookie:" not in head.lower():
            self.sock.sendall(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")
            raise EOFError
        key = re.search(rb"(?i)sec-websocket-key: *(\S*)", head)
        accept = base64.b64encode(hashlib.sha1((key[1] if key else b"") + GUID).digest())
        self.sock.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                          b"Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n")
        if self.buffer.startswith(b"GET "):
            self.sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    def frame(self):
        first, second = self.take(2)
        length = second & 0x7F
        if length == 126:
            (length,) = struct.unpack("!H", self.take(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self.take(8))
        key = self.take(4) if second & 0x80 else bytes(4)
        payload = self.take(length)
        mask = (key * (length // 4 + 1))[:length]
        plain = int.from_bytes(payload, "big") ^ int.from_bytes(mask, "big")
        return first >> 7, first & 0x0F, plain.to_bytes(length, "big")

    def serve(self):
        self.handshake()
        kind, message = 1, b""
        while True:
            fin, opcode, payload = self.frame()
            if opcode == CLOSE:
                self.send(CLOSE, payload[:125])
                return
            if opcode == PING:
                self.send(PONG, payload[:125])
            elif opcode <= DATA_END:
                kind = 2 if opcode == 2 else 1 if opcode else kind
                message += payload
                if fin:
                    self.send(kind, message)
                    message = b""


def handle(sock):
    with sock:
        try:
            Connection(sock).serve()
        except (EOFError, OSError):
            pass


listener = socket.create_server(("127.0.0.1", 0), backlog=128)
print(listener.getsockname()[1], flush=True)
while True:
    threading.Thread(target=handle, args=(listener.accept()[0],), daemon=True).start()
