#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope-cli record --echo: what a raw server sends comes back, byte by byte, and the memory
stays bounded. FRAMESCOPE_FULL_ECHO=1 sends 1,000,000 messages and 1 GiB."""
import os
import pathlib
import random
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
from cli import LONG, SLOW, expect, main, show, start

FULL = "FRAMESCOPE_FULL_ECHO" in os.environ
COUNT = 1_000_000 if FULL else 20_000
LARGE = 1 << 30 if FULL else 48 << 20
MOST_MEMORY = 100 << 20
DEFLATE = "permessage-deflate"
CLOSE = frames.frame(frames.CLOSE, frames.close_payload(1000))


class Peer:
    """A server's end of one connection."""

    def __init__(self, deflate=False):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self.listener.getsockname()[1]}"
        self.deflate = deflate
        self.buffer = bytearray()
        self.inflater = zlib.decompressobj(-15)
        self.deflater = zlib.compressobj(1, zlib.DEFLATED, -15)

    def accept(self):
        self.socket, _ = self.listener.accept()
        head = bytearray()
        while b"\r\n\r\n" not in head:
            head += self.socket.recv(65536)
        key = next(line.split(b":", 1)[1].strip() for line in bytes(head).split(b"\r\n")
                   if line.lower().startswith(b"sec-websocket-key"))
        more = {"Sec_WebSocket_Extensions": DEFLATE} if self.deflate else {}
        self.socket.sendall(frames.response(key.decode(), **more))

    def need(self, count):
        while len(self.buffer) < count:
            data = self.socket.recv(1 << 20)
            assert data, "the connection ended early"
            self.buffer += data

    def read_header(self):
        """FIN, RSV, opcode, length and key of the next frame."""
        self.need(2)
        length, at = self.buffer[1] & 127, 2
        if length > 125:
            at = 4 if length == 126 else 10
            self.need(at)
            length = int.from_bytes(self.buffer[2:at], "big")
        self.need(at + 4)
        assert self.buffer[1] & 128, "a frame without a mask"
        first, key = self.buffer[0], bytes(self.buffer[at:at + 4])
        del self.buffer[:at + 4]
        return bool(first & 128), first >> 4 & 7, first & 15, length, key

    def read_message(self, take):
        """Passes the unmasked, inflated payload to take() piece by piece; returns the opcode."""
        opcode = None
        compressed = False
        while True:
            fin, rsv, code, length, key = self.read_header()
            if opcode is None:
                opcode, compressed = code, rsv == 4
            while length > 0:
                self.need(min(length, 1))
                count = min(len(self.buffer), length)
                count -= count % 4 if count < length else 0
                if count == 0:
                    self.need(min(length, 4))
                    continue
                piece = frames.masked(bytes(self.buffer[:count]), key)
                del self.buffer[:count]
                length -= count
                take(self.inflater.decompress(piece) if compressed else piece)
            if fin:
                if compressed:
                    take(self.inflater.decompress(b"\0\0\xff\xff"))
                return opcode

    def send_message(self, opcode, pieces, size):
        """Uncompressed as one frame, compressed as a frame for each piece."""
        if not self.deflate:
            head = bytes([0x80 | opcode])
            head += bytes([size]) if size < 126 else b"\x7f" + struct.pack("!Q", size)
            self.socket.sendall(head)
            for piece in pieces:
                self.socket.sendall(piece)
            return
        first = True
        for piece in pieces:
            data = self.deflater.compress(piece) + self.deflater.flush(zlib.Z_SYNC_FLUSH)
            self.socket.sendall(frames.frame(opcode if first else 0, data, fin=False,
                                             rsv=4 if first else 0))
            first = False
        self.socket.sendall(frames.frame(0 if not first else opcode, b"\0"))

    def close(self):
        self.socket.sendall(CLOSE)
        self.expect_close()

    def expect_close(self):
        fin, rsv, opcode, length, key = self.read_header()
        self.need(length)
        expect((opcode, frames.masked(bytes(self.buffer[:length]), key)),
               (frames.CLOSE, frames.close_payload(1000)))
        self.socket.close()


def highest_memory(process):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def now_used(process):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


class Echoing:
    """A session with --echo, and the server's end of it."""

    def __init__(self, folder, *arguments, deflate=False):
        self.peer = Peer(deflate)
        self.file = folder / "echo.pcapng"
        self.process = start("record", self.peer.url, "-o", self.file, "--force", "--echo",
                             *arguments, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.peer.accept()
        self.ping()
        self.start = now_used(self.process)

    def ping(self):
        """Waits for a pong, so that the session is open."""
        self.peer.socket.sendall(frames.frame(frames.PING, b"open?"))
        fin, rsv, opcode, length, key = self.peer.read_header()
        self.peer.need(length)
        del self.peer.buffer[:length]
        expect(opcode, frames.PONG)

    def end(self):
        grown = highest_memory(self.process) - self.start
        self.peer.close()
        expect(self.process.wait(LONG), 0, self.process.stderr.read())
        if not SLOW:
            assert grown < MOST_MEMORY, f"the memory grew by {grown >> 20} MiB"
        return grown


def small_messages():
    """In their order, of every size up to 200 bytes, text and binary."""
    with tempfile.TemporaryDirectory() as name:
        for deflate in (False, True):
            session = Echoing(pathlib.Path(name), deflate=deflate)

            def message(i):
                text = f"message {i} ".encode() * (i % 16)
                return (frames.TEXT, text) if i % 3 else (frames.BINARY, text + b"\xff")

            def send():
                block = bytearray()
                for i in range(COUNT):
                    opcode, payload = message(i)
                    if deflate:
                        data = session.peer.deflater.compress(payload)
                        data += session.peer.deflater.flush(zlib.Z_SYNC_FLUSH)
                        block += frames.frame(opcode, data[:-4], rsv=4)
                    else:
                        block += frames.frame(opcode, payload)
                    if len(block) > 1 << 16 or i == COUNT - 1:
                        session.peer.socket.sendall(block)
                        block.clear()

            sender = threading.Thread(target=send, daemon=True)
            sender.start()
            for i in range(COUNT):
                got = bytearray()
                opcode = session.peer.read_message(got.extend)
                if (opcode, bytes(got)) != message(i):
                    raise AssertionError(f"message {i}: {opcode} {bytes(got)[:50]}")
            sender.join()
            print(f"      {COUNT} messages, memory + {session.end() >> 20} MiB", flush=True)


def one_large_message():
    piece = random.Random(1).randbytes(1 << 20)
    pieces = [piece[i:] + piece[:i] for i in range(16)]
    with tempfile.TemporaryDirectory() as name:
        for deflate in (False, True):
            session = Echoing(pathlib.Path(name), deflate=deflate)
            count = LARGE >> 20
            sender = threading.Thread(
                target=session.peer.send_message, daemon=True,
                args=(frames.BINARY, (pieces[i % 16] for i in range(count)), LARGE))
            sender.start()
            seen = 0
            check = zlib.crc32(b"")

            def take(data):
                nonlocal seen, check
                seen += len(data)
                check = zlib.crc32(data, check)

            expect(session.peer.read_message(take), frames.BINARY)
            sender.join()
            wanted = zlib.crc32(b"")
            for i in range(count):
                wanted = zlib.crc32(pieces[i % 16], wanted)
            expect((seen, check), (LARGE, wanted))
            print(f"      {count} MiB, memory + {session.end() >> 20} MiB", flush=True)


def odd_messages():
    """Text that is no UTF-8, empty messages, fragments, and one before a Close."""
    with tempfile.TemporaryDirectory() as name:
        session = Echoing(pathlib.Path(name))
        peer = session.peer
        peer.socket.sendall(frames.frame(frames.TEXT, b"a\xff") + frames.frame(frames.TEXT) +
                            frames.frame(frames.BINARY) +
                            frames.frame(frames.TEXT, b"fr", fin=False) +
                            frames.frame(frames.PING, b"x") +
                            frames.frame(frames.CONTINUATION, b"ag"))
        got = []
        while len(got) < 5:
            data = bytearray()
            opcode = peer.read_message(data.extend)
            got.append((opcode, bytes(data)))
        pong = got.index((frames.PONG, b"x"))
        del got[pong]
        expect(got, [(frames.TEXT, b"a\xff"), (frames.TEXT, b""), (frames.BINARY, b""),
                     (frames.TEXT, b"frag")])
        session.end()
        expect([event["type"] for event in show(session.file)
                if event["kind"] == "message" and event["dir"] == "out"],
               ["text", "text", "binary", "text"])


def block_of(peer, messages):
    """All of the messages as one block of bytes, and a Close behind them."""
    def payload(message):
        return (peer.deflater.compress(message) + peer.deflater.flush(zlib.Z_SYNC_FLUSH)
                if peer.deflate else message)
    return b"".join(frames.frame(frames.BINARY, payload(message), rsv=4 * peer.deflate)
                    for message in messages) + CLOSE


def messages_just_before_a_close():
    """They come back, then the Close."""
    many = [f"message {i}".encode() for i in range(1000)]
    large = [random.Random(2).randbytes(5 << 20)]
    with tempfile.TemporaryDirectory() as name:
        for deflate in (False, True):
            for messages in (many, large):
                session = Echoing(pathlib.Path(name), deflate=deflate)
                block = block_of(session.peer, messages)
                threading.Thread(target=session.peer.socket.sendall, args=(block,),
                                 daemon=True).start()
                for i, message in enumerate(messages):
                    got = bytearray()
                    expect(session.peer.read_message(got.extend), frames.BINARY)
                    assert bytes(got) == message, f"message {i}"
                session.peer.expect_close()
                expect(session.process.wait(LONG), 0, session.process.stderr.read())


def a_message_behind_a_close():
    """It breaks the RFC, and does not come back."""
    with tempfile.TemporaryDirectory() as name:
        session = Echoing(pathlib.Path(name))
        session.peer.socket.sendall(block_of(session.peer, [b"a"]) +
                                    frames.frame(frames.TEXT, b"late"))
        got = bytearray()
        expect((session.peer.read_message(got.extend), bytes(got)), (frames.BINARY, b"a"))
        session.peer.expect_close()
        expect(session.process.wait(LONG), 3)
        assert b"not sent back" not in session.process.stderr.read()


def a_server_that_does_not_take_them_back():
    """It is closed in the end, and what it did not get is told, with what was to be sent anyway."""
    with tempfile.TemporaryDirectory() as name:
        session = Echoing(pathlib.Path(name), "--close-timeout", 2.5, "--wait", 3, "--send",
                          "own")
        session.peer.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        session.peer.socket.sendall(block_of(session.peer, [bytes(1 << 20)] * 40))
        expect(session.process.wait(LONG), 3)
        said = session.process.stderr.read().decode()
        session.peer.socket.close()
        assert "messages were not sent back: the connection ended first" in said, said
        assert "1 message or ping was not sent: the connection ended first; " in said, said


if __name__ == "__main__":
    main([odd_messages, messages_just_before_a_close, a_message_behind_a_close,
          a_server_that_does_not_take_them_back, small_messages, one_large_message])
