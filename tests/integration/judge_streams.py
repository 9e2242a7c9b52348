#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connections made up at random, each captured twice: as tcpdump would, and by Framescope's own
recorder. tshark is the judge of what framescope-cli reads from both; and both say the same.

usage: judge_streams.py RECORDER [CONNECTIONS [SEED]]

Left out, for tshark can't follow: frames that a client sends before the response is there.
"""
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import ethernet_capture
import judge
import random_streams

AT_ONCE = 6  # connections that are open at the same time
FRAMES = (0, 1, 2, 4, 8, 60)  # of a connection, and a few more
MIB = 1 << 20


def special(number):
    """Payloads that are tried once: of more than tshark unmasks, and of a MiB."""
    return {0: (bytes(range(256)) * 1200,), 1: (b"0123456789abcdef" * (MIB // 16),)}.get(number, ())


def exchanges(chance, count):
    made = []
    for number in range(count):
        large = special(number)
        segments = random_streams.SEGMENTS[-1] if large else chance.choice(random_streams.SEGMENTS)
        exchange = random_streams.exchange(chance, chance.choice(FRAMES), segments,
                                           compressed=bool(large) or chance.random() < 0.6,
                                           wild=chance.choice((0, 0.05)), special=large)
        if number == count - 1:  # the ends of a connection that is over
            exchange.client, exchange.server = made[3].client, made[3].server
        made.append(exchange)
    return made


def together(chance, made):
    """The exchanges as (exchange, direction, bytes): several at a time, each in its order.
    Direction is None where one begins or ends, with the bytes None where it ends."""
    waiting = list(made)
    running = []
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            exchange = waiting.pop(0)
            yield exchange, None, b""
            running.append((exchange, iter([("out", exchange.request), ("in", exchange.response),
                                            *exchange.pieces])))
        exchange, pieces = running[chance.randrange(len(running))]
        for direction, data in pieces:
            yield exchange, direction, data
            if chance.random() < 0.2:
                break
        else:
            yield exchange, None, None
            running = [other for other in running if other[0] is not exchange]


def capture(file, made, seed):
    """As tcpdump would: Ethernet, some of it in disorder."""
    chance = random.Random(seed)
    writer = ethernet_capture.Capture(file, chance.choice("<>"))
    open_ones = {}
    for exchange, direction, data in together(chance, made):
        if direction is not None:
            open_ones[id(exchange)].append((direction, data))
        elif data is not None:
            sequences = [chance.choice((chance.getrandbits(32), (1 << 32) - 500)) for _ in "12"]
            connection = ethernet_capture.Connection(writer, exchange.client, exchange.server,
                                                     sequences)
            open_ones[id(exchange)] = Segments(connection, chance, exchange.orderly)
        else:
            open_ones.pop(id(exchange)).end(exchange.cut_short)


class Segments:
    """Sends what it is given; where it is not orderly, in disorder after the handshake."""

    def __init__(self, connection, chance, orderly):
        self.connection = connection
        self.chance = chance
        self.orderly = orderly
        self.sent = 0
        self.held = []

    def append(self, segment):
        self.sent += 1
        if self.orderly or self.sent <= 2:
            self.connection.data(*segment)
            return
        if self.held and self.held[0][0] != segment[0]:
            self.flush()
        self.held.append(segment)
        if self.chance.random() < 0.4:
            self.flush()

    def flush(self):
        if self.held:
            self.connection.disordered(self.held[0][0], [data for _, data in self.held])
        self.held = []

    def end(self, reset):
        self.flush()
        self.connection.end(reset)


def record(program, file, made, seed):
    """By Framescope's recorder."""
    names = {}
    lines = []
    for exchange, direction, data in together(random.Random(seed), made):
        name = names.setdefault(id(exchange), len(names))
        if direction is not None:
            lines.append(f"data {name} {direction} {data.hex()}")
        elif data is not None:
            ends = (*exchange.client, *exchange.server)
            lines.append(f"open {name} {' '.join(map(str, ends))}")
        else:
            lines.append(f"{'reset' if exchange.cut_short else 'end'} {name}")
    subprocess.run([program, file], input="\n".join(lines).encode(), check=True)


def comparable(events):
    """What must be the same in both captures."""
    return sorted([(event["conn"], event["dir"], event["opcode"], event["fin"], event["rsv"],
                    event["mask_key"] or "", event["header_length"], event["payload_length"],
                    event["length"], event.get("text", ""), event.get("base64", ""))
                   for event in events if event["kind"] == "frame"])


def judged(recorder, folder, made, seed):
    """Captures the exchanges both ways and has both judged."""
    frames = sum(exchange.frames for exchange in made)
    ethernet, recording = folder / "ethernet.pcapng", folder / "recording.pcapng"
    with open(ethernet, "wb") as file:
        capture(file, made, seed)
    record(recorder, recording, made, seed + 1)
    shown = {}
    for file in (ethernet, recording):
        shown[file] = judge.show(file)
        print(f"{file.name}: {judge.judge(file, frames, events=shown[file]).text()}", flush=True)
    if comparable(shown[ethernet]) != comparable(shown[recording]):
        sys.exit("the same streams are shown differently")


def main():
    recorder = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 6455
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        judged(recorder, pathlib.Path(name), exchanges(chance, count), seed)
        other = random_streams.exchange(chance, max(FRAMES), random_streams.SEGMENTS[2],
                                        compressed=True)
        other.server = other.server[0], 1883  # which tshark knows as a port of MQTT
        judged(recorder, pathlib.Path(name), [other], seed)


main()
