# SPDX-License-Identifier: GPL-3.0-or-later
"""A connection of a server byte by byte: frames as they are told to be, reports of what came."""
import base64
import hashlib
import json
import socket
import struct
import threading

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
print_lock = threading.Lock()


def report(**members):
    with print_lock:
        print(json.dumps(members), flush=True)


def masked_with(mask, payload):
    count = len(payload)
    key = (mask * (count // 4 + 1))[:count]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")).to_bytes(count, "big")


def frame(opcode, payload=b"", fin=True, rsv=0, mask=None, length=None):
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    claimed = len(payload) if length is None else length
    bit = 0x80 if mask else 0
    if claimed < 126:
        head += bytes([bit | claimed])
    elif claimed < 65536:
        head += bytes([bit | 126]) + struct.pack(">H", claimed)
    else:
        head += bytes([bit | 127]) + struct.pack(">Q", claimed)
    if mask:
        head += mask
        payload = masked_with(mask, payload)
    return head + payload


def close_frame(code=None, reason=b""):
    return frame(CLOSE, b"" if code is None else struct.pack(">H", code) + reason)


class Ended(Exception):
    pass


class Connection:
    def __init__(self, sock):
        self.sock = sock
        self.buffer = b""
        self.key = ""

    def fill(self):
        try:
            data = self.sock.recv(65536)
        except ConnectionResetError:
            report(event="end", how="rst")
            raise Ended from None
        if not data:
            report(event="end", how="fin")
            raise Ended
        self.buffer += data

    def take(self, count):
        while len(self.buffer) < count:
            self.fill()
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def read_request(self):
        while b"\r\n\r\n" not in self.buffer:
            self.fill()
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        for line in lines[1:]:
            name, _, value = line.partition(":")
            if name.lower() == "sec-websocket-key":
                self.key = value.strip()
        report(event="request", lines=lines)
        return lines[0].split(" ")[1]

    def read_frame(self):
        first, second = self.take(2)
        length = second & 127
        if length == 126:
            (length,) = struct.unpack(">H", self.take(2))
        elif length == 127:
            (length,) = struct.unpack(">Q", self.take(8))
        mask = self.take(4) if second & 128 else None
        payload = self.take(length)
        if mask:
            payload = masked_with(mask, payload)
        opcode = first & 15
        report(event="frame", opcode=opcode, fin=bool(first & 128), rsv=first >> 4 & 7,
               masked=mask is not None, payload=payload[:200].hex(), length=length)
        return opcode, payload

    def read_until(self, opcode):
        while True:
            seen, payload = self.read_frame()
            if seen == opcode:
                return payload

    def read_to_end(self):
        while True:
            self.read_frame()

    def wait_for_end(self):
        while True:
            self.fill()

    def send(self, data):
        self.sock.sendall(data)

    def accept(self, extra="", key=None, connection="Upgrade", then=b""):
        value = base64.b64encode(hashlib.sha1(
            ((key or self.key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest())
        self.send(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                   f"Connection: {connection}\r\nSec-WebSocket-Accept: {value.decode()}\r\n"
                   f"{extra}\r\n").encode() + then)

    def finish(self):
        """The closing handshake from the server's side, once Close was sent."""
        self.read_until(CLOSE)
        self.fin()

    def fin(self):
        self.sock.shutdown(socket.SHUT_WR)
        self.wait_for_end()

    def rst(self):
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.leave()

    def leave(self):
        self.sock.close()
        report(event="end", how="left")
        raise Ended
