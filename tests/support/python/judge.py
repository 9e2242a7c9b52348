#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges what Framescope shows of a capture by what tshark says of it, frame by frame.

usage: judge.py FILE [--frames COUNT] [--against FILE] [--shown JSONL]

Compared are, for each connection and direction, in order: FIN, RSV, opcode, mask bit, masking
key, length of the header, length of the payload, whether it is compressed, the payload, and code
and reason of a Close. Ends with 1 where anything differs, where nothing was compared, or where
the number of frames is not COUNT.

What a compressed message holds is judged twice: by Python's zlib, fed with the payloads that
tshark tells, and by what tshark inflates itself, as far as tshark 4.0 can (see `Inflating`).
Everything that is left out is counted, and the verdict says so.
"""
import argparse
import base64
import collections
import contextlib
import ipaddress
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import tshark

DATA = (0, 1, 2)
TAIL = b"\x00\x00\xff\xff"
COMPARED = ("fin", "rsv", "opcode", "masked", "mask_key", "header_length", "payload_length",
            "compressed", "length", "payload", "code", "reason")
MOST_DIFFERENCES = 10


class Parameters:
    """What was agreed on about permessage-deflate, from the header of the response."""

    def __init__(self, extensions):
        self.agreed = "permessage-deflate" in extensions
        self.fresh = {"out": "client_no_context_takeover" in extensions,
                      "in": "server_no_context_takeover" in extensions}
        self.bits = {"out": self._bits("client", extensions), "in": self._bits("server", extensions)}

    @staticmethod
    def _bits(side, extensions):
        found = re.search(side + r'_max_window_bits="?(\d+)', extensions)
        return int(found[1]) if found else 15


class Inflating:
    """Inflates the messages of one side, and knows which of them tshark 4.0 inflates as well.

    tshark can't follow, and then no longer says the truth about the later messages of that side
    where they refer back to what it has missed:
    - a compressed message in several frames: it looks at RSV1 of the last one, which has none;
    - a message in the packet of a fragment: it takes it for a fragment as well;
    - a masked frame of more than 256 KiB: it inflates the first 256 KiB;
    - a smaller window or no context takeover of the other side only: it takes what was agreed
      for one side for the other;
    - what follows a block with BFINAL where it keeps the context: its zlib has ended;
    - a message that is empty: it shows the compressed bytes.
    """

    def __init__(self, parameters, direction):
        other = "in" if direction == "out" else "out"
        self.fresh = parameters.fresh[direction]
        self.bits = parameters.bits[direction]
        self.tshark_fresh = parameters.fresh[other]
        self.misled = ((self.tshark_fresh and not self.fresh)
                       or parameters.bits[other] < self.bits)
        self.ended = False  # there was a block with BFINAL
        self.lost = False
        self.stream = self._new()

    def _new(self):
        return zlib.decompressobj(-self.bits)

    def feed(self, data):
        """What comes out, up to where the data is damaged; nothing more until the message ends."""
        content = b""
        while data and self.stream is not None:
            content += self._decompress(data)
            if self.stream is None or not self.stream.eof:
                break
            data = self.stream.unused_data  # after a block with BFINAL, RFC 7692 7.2.3.4
            self.ended = True
            self.stream = self._new()
        return content

    def _decompress(self, data):
        before = self.stream.copy()
        try:
            return self.stream.decompress(data)
        except zlib.error:  # what came out before is lost; so once more, byte by byte
            self.stream = None
            content = b""
            with contextlib.suppress(zlib.error):
                for byte in data:
                    content += before.decompress(bytes([byte]))
            return content

    def finish(self):
        content = self.feed(TAIL)
        if self.fresh or self.stream is None:
            self.stream = self._new()
        return content

    def missed(self, frame, with_fragment):
        """Why tshark does not inflate what ends with this frame, or None."""
        if self.misled:
            return "of a side that tshark mistakes for the other"
        reason = None
        if frame.opcode == 0 or not frame.fin:
            reason = "in several frames"
        elif frame.masked and frame.payload_length > tshark.MAX_UNMASKED:
            reason = "masked and of more than 256 KiB"
        elif with_fragment:
            reason = "in the packet of a fragment"
        if self.lost:
            return "after one that tshark can't inflate, in its context"
        self.lost = ((reason is not None and not self.fresh)
                     or (self.ended and not self.tshark_fresh))
        return reason


class Expected:
    """A frame as it has to be shown."""

    def __init__(self, frame, compressed, content):
        self.where = f"packet {frame.packet}"
        self.fin, self.rsv, self.opcode = frame.fin, frame.rsv, frame.opcode
        self.masked, self.mask_key = frame.masked, frame.mask_key
        self.header_length, self.payload_length = frame.header_length, frame.payload_length
        self.compressed, self.payload, self.length = compressed, content, len(content)
        self.code, self.reason = None, None
        if frame.opcode == 8:
            self.code = frame.code
            # Bytes that are not UTF-8 are shown as U+FFFD, one for each.
            text = frame.reason.decode("utf-8", "surrogateescape")
            self.reason = re.sub("[\udc80-\udcff]", "\ufffd", text)


class Shown:
    """A frame as it is shown."""

    def __init__(self, event):
        self.where = f"n {event['n']}"
        for name in COMPARED:
            setattr(self, name, event.get(name))
        self.payload = (event["text"].encode() if "text" in event
                        else base64.b64decode(event["base64"], validate=True))
        self.cut_off = any(v["rule"] == "frame-truncated" for v in event["violations"])


class Verdict:
    def __init__(self):
        self.frames = 0  # that were compared
        self.connections = 0
        self.differences = []
        self.inflated = collections.Counter()  # messages by who inflated them
        self.excluded = collections.Counter()  # what was not compared, by reason
        self.notes = []

    def differ(self, what):
        self.differences.append(what)

    def text(self):
        parts = [f"{self.frames} frames of {self.connections} connections compared"]
        parts += [f"{count} messages inflated by {who}" for who, count in self.inflated.items()]
        lines = ["; ".join(parts)]
        lines += [f"  not compared: {count} {what}" for what, count in self.excluded.items()]
        lines += [f"  {note}" for note in self.notes]
        lines += self.differences[:MOST_DIFFERENCES]
        if len(self.differences) > MOST_DIFFERENCES:
            lines.append(f"… and {len(self.differences) - MOST_DIFFERENCES} more")
        return "\n".join(lines)


class Message:
    """Follows the messages of one side: what is compressed, and what it holds."""

    def __init__(self, stream, direction, verdict):
        parameters = Parameters(stream.extensions)
        self.inflating = Inflating(parameters, direction) if parameters.agreed else None
        self.verdict = verdict
        self.direction = direction
        self.open = False
        self.compressed = False
        self.fragment_in = None  # packet in which tshark goes on taking all for fragments

    def expected(self, frame):
        if frame.opcode in (1, 2):
            self._begin(frame)
        of_message = frame.opcode in DATA and self.open
        compressed = of_message and self.compressed
        content = frame.payload
        if compressed:
            content = self._inflate(frame)
        if of_message and frame.fin:
            self.open = False
        if frame.opcode < 8 and frame.payload and (not frame.fin or frame.opcode == 0):
            self.fragment_in = frame.packet
        return Expected(frame, compressed, content)

    def _begin(self, frame):
        if self.open and self.compressed:  # a message cuts in
            self.inflating.finish()
            self.inflating.lost = True
        self.open = True
        self.compressed = self.inflating is not None and frame.pmc

    def _inflate(self, frame):
        content = self.inflating.feed(frame.payload)
        if not frame.fin:
            return content
        content += self.inflating.finish()
        self.verdict.inflated["zlib"] += 1
        missed = self.inflating.missed(frame, self.fragment_in == frame.packet)
        if missed or not content:
            reason = missed or "that are empty"
            self.verdict.excluded[f"compressed messages {reason}: tshark's own inflating"] += 1
        elif frame.inflated != content:
            self.verdict.differ(f"packet {frame.packet}: tshark and zlib inflate a message "
                                f"differently:\n{excerpts(frame.inflated or b'', content)}")
        else:
            self.verdict.inflated["tshark as well"] += 1
        return content


def excerpts(first, second, names=("tshark", "zlib")):
    """Where two payloads begin to differ."""
    pairs = enumerate(zip(first, second))
    at = next((i for i, (a, b) in pairs if a != b), min(len(first), len(second)))
    begin = max(at - 4, 0)
    return "\n".join(f"    {name:<10} {len(data)} bytes, from byte {begin}: "
                     f"{data[begin:begin + 24].hex(' ')}"
                     for name, data in zip(names, (first, second)))


def compare_frame(shown, expected, place, verdict):
    lines = []
    for name in COMPARED:
        ours, theirs = getattr(shown, name), getattr(expected, name)
        if ours == theirs:
            continue
        lines.append(f"  {name} differs")
        if name == "payload":
            lines.append(excerpts(ours, theirs, ("framescope", "tshark")))
        else:
            lines += [f"    framescope {ours!r}", f"    tshark     {theirs!r}"]
    if lines:
        verdict.differ("\n".join([f"{place} ({shown.where}, {expected.where}):", *lines]))


def compare_side(shown, frames, message, place, verdict):
    if shown and shown[-1].cut_off:
        verdict.excluded["frames cut off by the end of the connection"] += 1
        shown = shown[:-1]
    if len(shown) != len(frames):
        verdict.differ(f"{place}:\n  number of frames differs\n"
                       f"    framescope {len(shown)}\n    tshark     {len(frames)}")
    for number, frame in enumerate(frames):
        expected = message.expected(frame)
        if number < len(shown):
            compare_frame(shown[number], expected, f"{place}, frame {number + 1}", verdict)
    verdict.frames += min(len(shown), len(frames))


def normal(endpoint):
    """One spelling for an address and port."""
    host, _, port = endpoint.rpartition(":")
    address = ipaddress.ip_address(host.strip("[]"))
    return f"[{address}]:{port}" if address.version == 6 else f"{address}:{port}"


def ends_of(detail):
    """Client and server."""
    return normal(detail["client"]), normal(detail["server"])


def shown_connections(events):
    """Frames by connection, each with a name that tshark's streams have as well: its ends, and
    which one it is of those with the same ends."""
    names, frames, seen = {}, {}, collections.Counter()
    for event in events:
        if event["type"] == "connected":
            ends = ends_of(event["detail"])
            names[event["conn"]] = (*ends, seen[ends])
            seen[ends] += 1
            frames[event["conn"]] = {"out": [], "in": []}
        elif event["kind"] == "frame":
            frames[event["conn"]][event["dir"]].append(Shown(event))
    return {names[conn]: sides for conn, sides in frames.items() if any(sides.values())}


def tshark_connections(file, http_ports=()):
    streams, seen = {}, collections.Counter()
    for stream in tshark.read(file, http_ports):
        ends = normal(stream.client), normal(stream.server)
        streams[(*ends, seen[ends])] = stream
        seen[ends] += 1
    return streams


def compare(events, file):
    verdict = Verdict()
    shown = shown_connections(events)
    streams = tshark_connections(file)
    if ports := tuple(sorted({name[1].rpartition(":")[2] for name in shown
                              if name not in streams})):
        verdict.notes.append(f"tshark had to be told that this is HTTP: port {', '.join(ports)}")
        streams = tshark_connections(file, ports)
    nothing = {"out": [], "in": []}
    for name in sorted({*shown, *(n for n, s in streams.items() if any(s.frames.values()))}):
        place = f"{name[0]} -> {name[1]}" + (f" (number {name[2] + 1})" if name[2] else "")
        stream = streams.get(name) or tshark.Stream(*name[:2])
        verdict.connections += 1
        for direction in ("out", "in"):
            message = Message(stream, direction, verdict)
            compare_side(shown.get(name, nothing)[direction], stream.frames[direction], message,
                         f"{place}, {direction}", verdict)
    return verdict


def show(file):
    """What Framescope shows of a capture."""
    program = shutil.which("framescope-cli", path=os.environ.get("FRAMESCOPE_BIN_DIR"))
    if program is None:
        raise AssertionError("there is no framescope-cli: set FRAMESCOPE_BIN_DIR")
    arguments = [program, "show", file, "--frames", "--format", "jsonl"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as process:
        events = [json.loads(line) for line in process.stdout]
    if process.returncode != 0:
        raise AssertionError(f"framescope-cli show ended with {process.returncode}")
    return events


def judge(file, frames=None, against=None, events=None):
    """Fails with what differs, or where the number of frames is not `frames`."""
    events = show(file) if events is None else events
    verdict = compare(events, against or file)
    if frames is not None and verdict.frames != frames:
        verdict.differ(f"{verdict.frames} frames were compared, not {frames}")
    elif frames is None and verdict.frames == 0:
        verdict.differ("nothing was compared")
    if verdict.differences:
        raise AssertionError(f"{file}: {verdict.text()}")
    return verdict


def judge_together(files, joined, frames=None):
    """Judges several recordings at once, which is faster: tshark reads them from one file, for
    captures may be put end to end."""
    events = []
    with open(joined, "wb") as output:
        for number, file in enumerate(files):
            output.write(pathlib.Path(file).read_bytes())
            events += [event | {"conn": (number, event["conn"])} for event in show(file)]
    return judge(joined, frames, events=events)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--frames", type=int, help="how many frames there must be")
    parser.add_argument("--against", help="what tshark reads instead of FILE")
    parser.add_argument("--shown", help="JSON lines to judge instead of asking framescope-cli")
    arguments = parser.parse_args()
    events = None
    if arguments.shown:
        with open(arguments.shown, encoding="utf-8") as lines:
            events = [json.loads(line) for line in lines]
    try:
        print(judge(arguments.file, arguments.frames, arguments.against, events).text())
    except AssertionError as difference:
        sys.exit(str(difference))


if __name__ == "__main__":
    main()
