#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random frame sequences, split at random, with and without compression, valid and not: what
framescope-cli reads from the capture is what tshark reads, frame by frame.

usage: judge_generated.py [CONNECTIONS [SEED]]
"""
import pathlib
import random
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import frames
import judge
import pcapng_writer

PORT = 80
WORDS = ["tick", "price", "žluť", "🐎", "{\"a\":1}", " ", "\n", "hello", "x" * 60]


class Side:
    """Makes what one side of a connection sends."""

    def __init__(self, chaos, direction, deflater, faults):
        self.chaos = chaos
        self.masked = direction == "out"
        self.deflater = deflater
        self.faults = faults

    def key(self):
        masked = self.masked != (self.faults and self.chaos.random() < 0.03)
        if not masked:
            return None
        return bytes(4) if self.chaos.random() < 0.05 else self.chaos.randbytes(4)

    def payload(self, opcode):
        size = self.chaos.choice((0, 1, 5, 30, 124, 125, 126, 127, 200, 1000, 65535, 65536))
        if size > 1000 and self.chaos.random() < 0.8:
            size = 60
        if opcode == frames.TEXT:
            text = ""
            while len(text) < size:
                text += self.chaos.choice(WORDS)
            return text.encode()
        return self.chaos.randbytes(size)

    def message(self):
        opcode = self.chaos.choice((frames.TEXT, frames.BINARY))
        payload = self.payload(opcode)
        rsv = 0
        if self.deflater and self.chaos.random() < 0.8:
            payload = self.deflater.compress(payload)
            rsv = 4
        pieces = 1 if self.chaos.random() < 0.7 else self.chaos.randrange(2, 6)
        cuts = sorted(self.chaos.randrange(len(payload) + 1) for _ in range(pieces - 1))
        for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(payload)])):
            yield frames.frame(opcode if number == 0 else frames.CONTINUATION,
                               payload[start:end], fin=number == pieces - 1,
                               rsv=rsv if number == 0 else 0, key=self.key())
            if number < pieces - 1 and self.chaos.random() < 0.3:
                yield self.control()

    def control(self):
        opcode = self.chaos.choice((frames.PING, frames.PONG))
        return frames.frame(opcode, self.chaos.randbytes(self.chaos.choice((0, 1, 4, 125))),
                            key=self.key())

    def fault(self):
        """A frame that breaks the protocol without breaking frame boundaries."""
        key = self.key()
        return self.chaos.choice((
            lambda: frames.frame(self.chaos.choice((3, 4, 5, 6, 7, 11, 12, 13, 14, 15)),
                                 self.chaos.randbytes(9), key=key),
            lambda: frames.frame(frames.PING, b"rsv", rsv=self.chaos.randrange(1, 4), key=key),
            lambda: frames.frame(frames.PING, self.chaos.randbytes(130), key=key),
            lambda: frames.frame(frames.PONG, b"", fin=False, key=key),
            lambda: frames.frame(frames.PING, b"long form", form=64, key=key),
            lambda: frames.frame(frames.PONG, b"long form", form=16, key=key),
            lambda: frames.frame(frames.CLOSE, b"\x03", key=key),
        ))()

    def sequence(self):
        for _ in range(self.chaos.randrange(1, 9)):
            kind = self.chaos.random()
            if self.faults and kind < 0.25:
                yield self.fault()
            elif kind < 0.4:
                yield self.control()
            else:
                yield from self.message()
        if self.chaos.random() < 0.5:
            yield frames.frame(frames.CLOSE, self.chaos.choice((
                b"", frames.close_payload(1000), frames.close_payload(4999, "dôvod"),
                frames.close_payload(1012, "x" * 123))), key=self.key())


def handshake(chaos):
    """Request and response, and the deflaters of both sides."""
    if chaos.random() < 0.5:
        return frames.request(), frames.response(), None, None
    parameters = "permessage-deflate"
    fresh = {side: chaos.random() < 0.4 for side in ("server", "client")}
    bits = {side: chaos.choice((9, 10, 12, 15, 15)) for side in ("server", "client")}
    for side in ("server", "client"):
        if fresh[side]:
            parameters += f"; {side}_no_context_takeover"
        if bits[side] != 15:
            parameters += f"; {side}_max_window_bits={bits[side]}"
    offer = "permessage-deflate; client_max_window_bits; server_no_context_takeover" \
        if fresh["server"] else "permessage-deflate; client_max_window_bits"
    return (frames.request(Sec_WebSocket_Extensions=offer),
            frames.response(Sec_WebSocket_Extensions=parameters),
            frames.Deflater(bits["client"], fresh["client"]),
            frames.Deflater(bits["server"], fresh["server"]))


def split(chaos, data):
    """Pieces as segments may cut them: any size, one byte at a time now and then."""
    position = 0
    single = chaos.random() < 0.05 and len(data) < 400
    while position < len(data):
        size = 1 if single else chaos.choice((chaos.randrange(1, 40), chaos.randrange(1, 1500),
                                              chaos.randrange(1, 20000)))
        yield data[position:position + size]
        position += size


def write_connection(writer, chaos, client_port):
    connection = pcapng_writer.Connection(writer, client_port, PORT)
    request, response, client_deflater, server_deflater = handshake(chaos)
    connection.data("out", request)
    faults = chaos.random() < 0.3
    sides = {"out": Side(chaos, "out", client_deflater, faults),
             "in": Side(chaos, "in", server_deflater, faults)}
    sent = {name: b"".join(side.sequence()) for name, side in sides.items()}
    pieces = {name: list(split(chaos, data)) for name, data in sent.items()}
    together = bool(pieces["in"]) and chaos.random() < 0.2
    connection.data("in", response + (pieces["in"].pop(0) if together else b""))
    while pieces["in"] or pieces["out"]:
        name = chaos.choice([name for name in pieces if pieces[name]])
        connection.data(name, pieces[name].pop(0))
    connection.end()


def main():
    connections = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20260131
    chaos = random.Random(seed)
    compared = 0
    with tempfile.TemporaryDirectory() as name:
        for start in range(0, connections, 500):
            file = pathlib.Path(name) / f"generated-{start}.pcapng"
            with open(file, "wb") as output:
                writer = pcapng_writer.Writer(output)
                for number in range(min(500, connections - start)):
                    write_connection(writer, chaos, 10_000 + number)
            compared += judge.judge(file).frames
            file.unlink()
    print(f"{connections} connections, {compared} frames: no difference (seed {seed})")
    assert compared > connections


main()
