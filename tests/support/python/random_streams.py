# SPDX-License-Identifier: GPL-3.0-or-later
"""Connections made up at random, from a seed: frames of every kind, right and wrong."""
import dataclasses
import ipaddress
import zlib

import frames

EDGES = (0, 1, 2, 125, 126, 127, 128, 65_535, 65_536, 70_000)
EDGE_WEIGHTS = (6, 6, 3, 6, 6, 6, 3, 1, 1, 1)
# Least and most bytes of a segment, and the most of a payload: analysers take long over large
# frames in tiny segments.
SEGMENTS = ((1, 1, 150), (1, 20, 1000), (1, 1460, 65_536), (1000, 65_000, 1 << 20))
SERVER_PORTS = (80, 443, 8080, 8443, 3000, 49151)


@dataclasses.dataclass
class Exchange:
    """A connection: its ends as (host, port), and (direction, bytes) as they were sent."""
    client: tuple
    server: tuple
    request: bytes
    response: bytes
    pieces: list
    frames: int  # that come whole
    orderly: bool  # segments come in order
    cut_short: bool  # a reset comes before everything is sent


class Compressor:
    """Compresses the messages of one side, each in one of the ways that RFC 7692 allows."""

    def __init__(self, random, bits, fresh):
        self.random = random
        self.bits = max(bits, 9)  # zlib compresses with no smaller window
        self.fresh = fresh or bits == 8
        self.stream = None

    def _new(self):
        return zlib.compressobj(self.random.randint(0, 9), zlib.DEFLATED, -self.bits,
                                self.random.randint(1, 9),
                                self.random.choice((zlib.Z_DEFAULT_STRATEGY, zlib.Z_FIXED,
                                                    zlib.Z_HUFFMAN_ONLY)))

    def compress(self, message):
        if self.stream is None or self.fresh:
            self.stream = self._new()
        if self.fresh and self.bits > 9 and self.random.random() < 0.2:
            return self._with_last_block(message)
        cut = self.random.randint(0, len(message))
        data = self.stream.compress(message[:cut])
        if self.random.random() < 0.3:
            data += self.stream.flush(zlib.Z_FULL_FLUSH)
        data += self.stream.compress(message[cut:]) + self.stream.flush(zlib.Z_SYNC_FLUSH)
        return data[:-4] if data.endswith(b"\0\0\xff\xff") else data + b"\0"

    def _with_last_block(self, message):
        """RFC 7692 7.2.3.4: a block with BFINAL, then a byte that begins an empty one."""
        return self.stream.compress(message) + self.stream.flush(zlib.Z_FINISH) + b"\0"


class Deflate:
    """permessage-deflate with parameters made up at random, the same for both sides or not."""

    def __init__(self, random, even):
        self.bits = {"out": random.choice((15, 15, random.randint(8, 15))),
                     "in": random.choice((15, 15, random.randint(8, 15)))}
        self.fresh = {"out": random.random() < 0.3, "in": random.random() < 0.3}
        if even:
            self.bits["in"], self.fresh["in"] = self.bits["out"], self.fresh["out"]
        self.compressors = {side: Compressor(random, self.bits[side], self.fresh[side])
                            for side in ("out", "in")}

    def agreed(self):
        text = "permessage-deflate"
        for side, name in (("out", "client"), ("in", "server")):
            if self.fresh[side]:
                text += f"; {name}_no_context_takeover"
            if self.bits[side] < 15:
                text += f"; {name}_max_window_bits={self.bits[side]}"
        return text


class Side:
    """What one side of a connection sends."""

    def __init__(self, random, direction, deflate, wild, most, fragmented):
        self.random = random
        self.direction = direction
        self.deflate = deflate
        self.wild = wild  # how likely something is that is not allowed
        self.most = most  # bytes of a payload
        self.fragmented = fragmented  # whether messages come in several frames
        self.pending = []  # fragments that follow
        self.compressing = False  # the fragments are of a compressed message
        self.damaged = False  # what a compressed message would refer back to is anybody's guess

    def odd(self):
        return self.random.random() < self.wild

    def frame(self, opcode, payload=b"", fin=True, rsv=0):
        length = len(payload)
        forms = [form for form, limit in ((7, 126), (16, 65_536), (64, 1 << 63)) if length < limit]
        form = self.random.choice(forms) if self.odd() else forms[0]
        key = None
        if (self.direction == "out") != self.odd():
            key = self.random.choice((bytes(4), self.random.randbytes(4)))
        if self.odd():
            rsv |= self.random.choice((1, 2, 3) if self.deflate else (1, 2, 3, 4, 5, 6, 7))
        return frames.frame(opcode, payload, fin, rsv, key, form)

    def length(self):
        if self.random.random() < 0.5:
            return self.random.choices(EDGES, EDGE_WEIGHTS)[0]
        return self.random.randint(0, 300)

    def payload(self, length=None):
        length = min(self.length() if length is None else length, self.most)
        if self.random.random() < 0.5:
            return self.random.randbytes(length)
        words = self.random.choices(("frame ", "žluťoučký ", "🐎", "\0", "wire\n", "\u2028"), k=9)
        text = "".join(words).encode()
        return (text * (length // len(text) + 1))[:length]

    def next(self):
        """The next frame: the next fragment of a message, or something between."""
        chance = self.random.random()
        if self.pending and chance < 0.6:
            return self.pending.pop(0)
        if chance < 0.2:
            return self.control()
        if self.odd():
            return self.forbidden()
        return self.pending.pop(0) if self.pending else self.message()

    def control(self):
        opcode = self.random.choice((frames.PING, frames.PONG))
        long = self.odd()
        payload = self.payload(self.random.choice((126, 300, 70_000)) if long
                               else self.random.choice((0, 1, 4, 125)))
        rsv = 4 if self.odd() else 0
        return self.frame(opcode, payload, fin=not self.odd(), rsv=rsv)

    def forbidden(self):
        """A reserved opcode, a continuation that is one too many, or a message that cuts in."""
        opcode = self.random.choice((3, 4, 5, 6, 7, 11, 12, 13, 14, 15, 0, 1, 2))
        if self.pending and opcode < 3:
            if self.compressing:
                opcode = opcode or 1
                self.damaged = True
            self.pending = []
        return self.frame(opcode, self.payload(), fin=opcode > 0 or self.random.random() < 0.8)

    def message(self, payload=None):
        payload = self.payload() if payload is None else payload
        rsv = 0
        if self.deflate and not self.damaged and self.random.random() < 0.7:
            rsv = 4
            payload = self.deflate.compressors[self.direction].compress(payload)
        self.compressing = rsv == 4
        return self.fragments(payload, rsv)

    def fragments(self, payload, rsv):
        """Cuts a message; returns the first part, the others follow."""
        cuts = self.random.choices((0, 1, 2, 5), (6, 2, 1, 1))[0] if self.fragmented else 0
        bounds = [0, *sorted(self.random.randint(0, len(payload)) for _ in range(cuts)),
                  len(payload)]
        parts = [payload[a:b] for a, b in zip(bounds, bounds[1:])]
        opcode = self.random.choice((frames.TEXT, frames.BINARY))
        first = self.frame(opcode, parts[0], fin=not cuts, rsv=rsv)
        self.pending = [self.frame(0, part, fin=part_number == cuts,
                                   rsv=4 if rsv and self.odd() else 0)
                        for part_number, part in enumerate(parts[1:], 1)]
        return first

    def damage(self):
        """A compressed message that can't be inflated."""
        self.damaged = True
        self.pending = []
        return self.frame(frames.BINARY, b"\xff" + self.random.randbytes(20), rsv=4)

    def close(self):
        code = self.random.choice((None, 1000, 1001, 1005, 1012, 1014, 4000, 4999, 0, 65_535))
        payload = frames.close_payload(code, self.random.choice(("", "bye", "ž" * 61)))
        if self.odd():
            payload = self.random.choice((b"\x03", b"\x03\xe8" + b"\xff\xc3\xa9\xed\xa0\x80",
                                          b"\x03\xe8" + b"x" * 124))
        return self.frame(frames.CLOSE, payload)


def cut(random, pieces, least, most):
    """Sends what each side has to send in segments that know nothing of frames."""
    waiting = {"out": b"", "in": b""}
    segments = []
    for direction, data in [*pieces, ("out", b""), ("in", b"")]:
        data = waiting[direction] + data
        at = 0
        while at < len(data) and (len(data) - at > most or random.random() < 0.4):
            size = random.randint(least, most)
            segments.append((direction, data[at:at + size]))
            at += size
        waiting[direction] = data[at:]
    return segments + [(direction, data) for direction, data in waiting.items() if data]


def whole_frames(sent, pieces):
    """How many of the frames are wholly in the pieces."""
    count = 0
    for side in ("out", "in"):
        left = sum(len(data) for direction, data in pieces if direction == side)
        for direction, frame in sent:
            if direction == side:
                left -= len(frame)
                count += left >= 0
    return count


def ends(random):
    port = random.randint(49_152, 65_535)
    network = random.choice(("10.0.0.0/8", "2001:db8::/32"))
    addresses = ipaddress.ip_network(network)
    client, server = (str(addresses[random.randint(1, addresses.num_addresses - 2)])
                      for _ in range(2))
    return (client, port), (server, random.choice(SERVER_PORTS))


def exchange(random, count, segments, compressed, wild=0.05, special=()):
    """A connection with `count` frames and those of the payloads in `special`, closed at its
    end. `segments`: one of SEGMENTS. What is easy for analysers about compression (no fragments,
    both sides agreeing on the same) comes as often as what is not."""
    easy = compressed and random.random() < 0.5
    deflate = Deflate(random, easy) if compressed else None
    sides = {side: Side(random, side, deflate, wild, segments[2], not easy)
             for side in ("out", "in")}
    sent = []
    for _ in range(count):
        direction = random.choice(("out", "in"))
        sent.append((direction, sides[direction].next()))
    for direction, side in sides.items():
        sent += [(direction, frame) for frame in side.pending]
        for payload in special:
            sent.append((direction, side.frame(frames.BINARY, payload)))
            sent.append((direction, side.message(payload)))
            sent += [(direction, frame) for frame in side.pending]
        if deflate and random.random() < wild * 4:
            sent.append((direction, side.damage()))
        sent.append((direction, side.close()))
        if side.odd():
            sent.append((direction, side.frame(frames.TEXT, b"after the Close")))
    pieces = cut(random, sent, *segments[:2])
    cut_short = not special and random.random() < 0.15
    if cut_short:
        pieces = pieces[:random.randint(len(pieces) // 2, len(pieces))]
    client, server = ends(random)
    offered = {"Sec_WebSocket_Extensions":
               "permessage-deflate; client_max_window_bits; server_max_window_bits=15"}
    agreed = {"Sec_WebSocket_Extensions": deflate.agreed()} if deflate else {}
    return Exchange(client, server, frames.request(host="example.test", **offered),
                    frames.response(**agreed), pieces, whole_frames(sent, pieces),
                    random.random() < 0.7, cut_short)
