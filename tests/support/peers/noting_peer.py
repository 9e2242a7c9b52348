#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A WebSocket server that notes what it gets, bit by bit; the path names the scenario.

Listens on 127.0.0.1 and prints its port as the first line. Then each line is a JSON object:
"frame" with every bit of a frame's header, "message" with the MD5 of its content, "note", and how
the connection ended ("end", with "fin", "rst" or "left"). "?deflate" agrees to permessage-deflate,
"?brief" reports no frames. Pings are answered.
"""
import hashlib
import socket
import socketserver
import struct
import time
import zlib

from raw_connection import (CLOSE, PING, PONG, TEXT, Connection, Ended, close_frame, frame,
                            masked_with, report)

TAIL = b"\x00\x00\xff\xff"
PIECE = 1 << 20


class Noting(Connection):
    """Reads frames of any size without holding them."""

    def __init__(self, sock, query):
        super().__init__(sock)
        self.deflate = "deflate" in query
        self.brief = "brief" in query
        self.inflater = zlib.decompressobj(-15)
        self.message = None

    def start(self, then=b""):
        extra = "Sec-WebSocket-Extensions: permessage-deflate\r\n" if self.deflate else ""
        self.accept(extra=extra, then=then)

    def note_frame(self):
        first, second = self.take(2)
        form, length = second & 127, second & 127
        if form == 126:
            (length,) = struct.unpack(">H", self.take(2))
        elif form == 127:
            (length,) = struct.unpack(">Q", self.take(8))
        key = self.take(4) if second & 128 else None
        opcode, rsv, fin = first & 15, first >> 4 & 7, bool(first & 128)
        if opcode in (1, 2):
            self.message = {"opcode": opcode, "frames": 0, "length": 0,
                            "compressed": self.deflate and rsv == 4}
            self.digest = hashlib.md5()
        start = b""
        left = length
        while left:
            piece = self.take(min(left, PIECE))
            left -= len(piece)
            if key:
                piece = masked_with(key, piece)  # pieces are a multiple of 4
            start = start or piece[:125]
            if opcode < 8 and self.message:
                self.add(piece)
        if not self.brief:
            report(event="frame", opcode=opcode, fin=fin, rsv=rsv, key=key.hex() if key else None,
                   form=form if form > 125 else 7, length=length, payload=start.hex())
        if opcode < 8 and self.message:
            self.message["frames"] += 1
            if fin:
                self.end_message()
        if opcode == PING:
            self.send(frame(PONG, start))
        return opcode, start

    def add(self, piece):
        if self.message["compressed"]:
            piece = self.inflater.decompress(piece)
        self.message["length"] += len(piece)
        self.digest.update(piece)

    def end_message(self):
        if self.message["compressed"]:
            self.add(TAIL)
        report(event="message", md5=self.digest.hexdigest(), **self.message)
        self.message = None


def collect(c):
    """Reads everything, answers Close."""
    c.start()
    while c.note_frame()[0] != CLOSE:
        pass
    c.send(close_frame(1000))
    c.fin()


def after_fin(c):
    """Goes on when our side has ended, and ends last."""
    c.start()
    try:
        while True:
            c.note_frame()
    except Ended:
        c.send(frame(TEXT, b"after your FIN") + close_frame(1000))
        c.sock.close()


def hears_on(c):
    """Answers Close when a text has come behind it."""
    c.start()
    while c.note_frame()[0] != CLOSE:
        pass
    while c.note_frame()[0] != TEXT:
        pass
    c.send(close_frame(1000))
    c.fin()


def closes(c):
    """Closes, and notes how long the answer takes."""
    c.start(then=close_frame(4001, b"bye"))
    start = time.monotonic()
    while c.note_frame()[0] != CLOSE:
        pass
    report(event="note", seconds=time.monotonic() - start)
    c.fin()


def closes_and_leaves(c):
    """Closes, and ends TCP after a while though nobody answers."""
    c.start(then=close_frame(4001, b"bye"))
    time.sleep(0.5)
    c.fin()


def pings(c):
    """Pings, and notes how long the answer takes."""
    c.start(then=frame(PING, b"hello"))
    start = time.monotonic()
    while c.note_frame()[0] not in (PONG, CLOSE):
        pass
    report(event="note", seconds=time.monotonic() - start)
    c.send(close_frame(1000))
    c.fin()


def recvs(c):
    """Notes the sizes of what is received at once, up to Close."""
    c.start()
    sizes = []
    data = c.buffer
    while len(data) < 2 or data[-8] != 0x88:
        piece = c.sock.recv(65536)
        if not piece:
            break
        sizes.append(len(piece))
        data += piece
    report(event="note", sizes=sizes, hex=data.hex())
    c.send(close_frame(1000))
    c.fin()


def blocks(c):
    """Sends much, and notes for how long it had to wait in between."""
    c.start()
    c.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
    c.note_frame()
    longest = 0
    for _ in range(40):
        start = time.monotonic()
        c.send(frame(2, b"x" * (1 << 20)))
        longest = max(longest, time.monotonic() - start)
    report(event="note", seconds=longest)
    c.send(close_frame(1000))
    while c.note_frame()[0] != CLOSE:
        pass
    c.fin()


def large(c):
    """A compressed message that is long only when it is inflated, and its Close."""
    c.deflate = True
    c.start()
    compressor = zlib.compressobj(wbits=-15)
    data = compressor.compress(b"y" * 10_000_000) + compressor.flush(zlib.Z_SYNC_FLUSH)
    c.send(frame(TEXT, data[:-4], rsv=4))
    while c.note_frame()[0] != CLOSE:
        pass
    c.send(close_frame(1009))
    c.fin()


SCENARIOS = {name: thing for name, thing in list(globals().items()) if callable(thing)}


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            c = Noting(self.request, "")
            path, _, query = c.read_request().partition("?")
            c.deflate, c.brief = "deflate" in query, "brief" in query
            SCENARIOS[path.strip("/").replace("-", "_")](c)
        except Ended:
            pass
        except OSError as error:
            report(event="end", how="error", text=str(error))


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


with Server(("127.0.0.1", 0), Handler) as server:
    print(server.server_address[1], flush=True)
    server.serve_forever()
