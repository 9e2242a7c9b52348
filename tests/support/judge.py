# SPDX-License-Identifier: GPL-3.0-or-later
"""tshark as the judge: what framescope-cli says of each frame, against what tshark says.

Of a compressed frame tshark gives the payload as it was on the wire (unmasked); it is inflated
here, with Python's zlib. Where a payload is masked and larger than what tshark unmasks, its
length is compared alone.
"""
import base64
import json
import os
import subprocess
import zlib

from cli import run

LARGEST_UNMASKED = 256 * 1024
TAIL = b"\x00\x00\xff\xff"


def as_list(value):
    return value if isinstance(value, list) else [value]


def raw_field(frame, name):
    """The bytes of a field; tshark leaves out fields that are empty."""
    value = frame.get(f"websocket.{name}_raw")
    return bytes.fromhex(value[0]) if value else b""


class Stream:
    """What has to be remembered of one direction of one connection."""

    def __init__(self):
        self.inflater = None
        self.compressed = False


class Judge:
    """tshark's frames of a capture, in the shape of framescope-cli's."""

    def __init__(self, file, server_ports):
        self.server_ports = server_ports
        output = subprocess.run(
            ["tshark", "-r", file, "-Y", "websocket or http", "-T", "json", "-x",
             "--no-duplicate-keys", "-J", "tcp websocket http",
             *(option for port in server_ports if port not in (80, 443)
               for option in ("-d", f"tcp.port=={port},http"))],
            capture_output=True, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout
        self.streams = {}
        self.fresh = {}
        self.frames = []
        for packet in json.loads(output):
            self._packet(packet["_source"]["layers"])

    def _packet(self, layers):
        tcp = as_list(layers["tcp"])[0]
        direction = "in" if int(tcp["tcp.srcport"]) in self.server_ports else "out"
        stream = int(tcp["tcp.stream"])
        for http in as_list(layers.get("http_raw", [])) and as_list(layers.get("http", [])):
            self._handshake(stream, json.dumps(http).lower())
        for frame in as_list(layers.get("websocket", [])):
            if "websocket.opcode" in frame:
                self.frames.append(self._frame(stream, direction, frame))

    def _handshake(self, stream, text):
        if "101" in text and "permessage-deflate" in text:
            self.fresh[stream, "in"] = "server_no_context_takeover" in text
            self.fresh[stream, "out"] = "client_no_context_takeover" in text

    def _frame(self, stream, direction, frame):
        masked = frame["websocket.mask"] == "1"
        length = int(frame.get("websocket.payload_length_ext_64") or
                     frame.get("websocket.payload_length_ext_16") or
                     frame["websocket.payload_length"])
        payload = raw_field(frame, "payload")
        if masked and length > LARGEST_UNMASKED:
            payload = None
        rsv = int(frame["websocket.rsv"], 16)
        opcode = int(frame["websocket.opcode"])
        fin = frame["websocket.fin"] == "1"
        state = self.streams.setdefault((stream, direction), Stream())
        compressed = False
        if opcode < 8:
            if opcode != 0:
                state.compressed = bool(rsv & 4) and (stream, direction) in self.fresh
            compressed = state.compressed
            if compressed and payload is not None:
                payload = self._inflate(stream, direction, state, payload, fin)
        key = raw_field(frame, "masking_key").hex() if masked else None
        return {"stream": stream, "dir": direction, "fin": fin, "rsv": rsv, "opcode": opcode,
                "masked": masked, "mask_key": key, "payload_length": length,
                "compressed": compressed, "payload": payload}

    def _inflate(self, stream, direction, state, payload, fin):
        if state.inflater is None:
            state.inflater = zlib.decompressobj(-15)
        data = state.inflater.decompress(payload + (TAIL if fin else b""))
        if fin and self.fresh[stream, direction]:
            state.inflater = None
        return data


def shown(file):
    """framescope-cli's frames of a capture."""
    output = run("show", file, "--frames", "--format", "jsonl", timeout=600).stdout
    frames = []
    for line in output.decode("utf-8").splitlines():
        event = json.loads(line)
        if event["kind"] != "frame":
            continue
        payload = (event["text"].encode() if "text" in event
                   else base64.b64decode(event["base64"]))
        assert event["length"] == len(payload), event
        frames.append({"stream": event["conn"] - 1, "payload": payload,
                       **{name: event[name] for name in (
                           "dir", "fin", "rsv", "opcode", "masked", "mask_key", "payload_length",
                           "compressed")}})
    return frames


def by_stream(frames):
    """Between directions tshark counts a frame when it is whole, and so do we; but where one
    packet ends several, only the order within a direction is sure."""
    streams = {}
    for frame in frames:
        streams.setdefault((frame["stream"], frame["dir"]), []).append(frame)
    return streams


def compare(file, server_ports):
    """Fails on the first difference; returns how many frames were compared."""
    theirs = by_stream(Judge(file, server_ports).frames)
    ours = by_stream(shown(file))
    if theirs.keys() != ours.keys():
        raise AssertionError(f"{file}: streams {sorted(theirs)} of tshark, {sorted(ours)} of ours")
    count = 0
    for key, expected in theirs.items():
        for number, (ours_one, theirs_one) in enumerate(zip(ours[key], expected), 1):
            if theirs_one["payload"] is None:
                ours_one = {**ours_one, "payload": None}
            if ours_one != theirs_one:
                differing = {name: (str(ours_one[name])[:200], str(theirs_one[name])[:200])
                             for name in ours_one if ours_one[name] != theirs_one[name]}
                raise AssertionError(f"{file}: frame {number} of {key}: ours, tshark's: "
                                     f"{differing}")
            count += 1
        if len(ours[key]) != len(expected):
            raise AssertionError(f"{file}: {key}: {len(ours[key])} frames of ours, "
                                 f"{len(expected)} of tshark")
    return count
