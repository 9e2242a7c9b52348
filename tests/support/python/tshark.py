# SPDX-License-Identifier: GPL-3.0-or-later
"""The WebSocket frames of a capture as tshark tells them, one by one, with their bytes."""
import contextlib
import dataclasses
import ipaddress
import json
import subprocess
import tempfile

# Preferences that decide what is seen, whatever the user's profile says.
PREFERENCES = ("tcp.desegment_tcp_streams:TRUE", "tcp.reassemble_out_of_order:TRUE",
               "http.desegment_headers:TRUE", "http.desegment_body:TRUE",
               "websocket.decompress:TRUE", "websocket.text_type:None", "ip.defragment:TRUE",
               # Each frame of a packet counts as one level; the usual 500 are fewer than can come.
               "gui.max_tree_depth:1000000")

# tshark 4.0 unmasks no more than this of a frame; what follows is shown as it was sent.
MAX_UNMASKED = 256 * 1024

OF_INTEREST = "websocket or http.upgrade"


@dataclasses.dataclass
class Frame:
    """What tshark says of a frame."""
    packet: int  # that it ended in, counting those that match OF_INTEREST
    fin: bool
    rsv: int
    opcode: int
    masked: bool
    mask_key: str | None
    header_length: int
    payload_length: int
    pmc: bool
    payload: bytes  # unmasked, still compressed where it was
    inflated: bytes | None  # content of a message in one frame, where tshark tells one
    inflating_failed: bool
    code: int | None
    reason: bytes


@dataclasses.dataclass
class Stream:
    """A connection: its ends, what was agreed on, and the frames of each side."""
    client: str
    server: str
    upgraded: bool = False
    extensions: str = ""
    frames: dict = dataclasses.field(default_factory=lambda: {"out": [], "in": []})


def command(file, http_ports, *arguments):
    options = [part for preference in PREFERENCES for part in ("-o", preference)]
    for port in http_ports:
        options += ["-d", f"tcp.port=={port},http"]
    return ["tshark", "-n", "-r", str(file), "-Y", OF_INTEREST, *options, *arguments]


@contextlib.contextmanager
def running(arguments):
    """Starts tshark; fails unless it ends well. Its complaints come with the failure."""
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=complaints)
        with process.stdout:
            yield process.stdout
        if process.wait() != 0:
            complaints.seek(0)
            raise RuntimeError("tshark failed: " + complaints.read().decode(errors="replace"))


def packets(file, http_ports):
    """The layers of each packet, in order: lists of (name, value), for names occur repeatedly."""
    with running(command(file, http_ports, "-T", "json", "-x",
                         "-J", "websocket data http")) as output:
        lines = []
        for line in output:
            if line.rstrip() in (b"  {", b"[", b"]"):
                lines = []
            elif line.rstrip() in (b"  }", b"  },"):
                packet = json.loads(b"{" + b"".join(lines) + b"}", object_pairs_hook=list)
                yield dict(dict(packet)["_source"])["layers"]
            else:
                lines.append(line)


def raw(layers, name):
    """The bytes of a field or layer; of several of that name, of the first."""
    for key, value in layers:
        if key == name + "_raw":
            return bytes.fromhex(value[0] if isinstance(value[0], str) else value[0][0])
    return None


def endpoints(layers):
    """Source and destination, as "address:port"."""
    tcp = raw(layers, "tcp")
    ports = int.from_bytes(tcp[:2], "big"), int.from_bytes(tcp[2:4], "big")
    ip = raw(layers, "ip")
    if ip is not None:
        return tuple(f"{ipaddress.IPv4Address(ip[12 + 4 * i:16 + 4 * i])}:{ports[i]}"
                     for i in range(2))
    ip = raw(layers, "ipv6")
    return tuple(f"[{ipaddress.IPv6Address(ip[8 + 16 * i:24 + 16 * i])}]:{ports[i]}"
                 for i in range(2))


def flattened(fields):
    """All fields below, as a dictionary; those of our interest occur once a frame."""
    found = {}
    for name, value in fields:
        if isinstance(value, list) and value and isinstance(value[0], tuple):
            found.update(flattened(value))
        found.setdefault(name, value)
    return found


def hexadecimal(fields, name):
    value = fields.get(name + "_raw")
    return None if value is None else bytes.fromhex(value[0])


def unmasked(payload, key):
    repeated = (key * (len(payload) // 4 + 1))[:len(payload)]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")).to_bytes(
        len(payload), "big")


def payload_of(fields, mask_key):
    """As tshark unmasks it; beyond its limit from the bytes it shows as they were sent."""
    shown = hexadecimal(fields, "websocket.payload") or b""
    masked = hexadecimal(fields, "websocket.masked_payload")
    if masked is None or len(masked) <= MAX_UNMASKED:
        return shown
    whole = unmasked(masked, mask_key)
    if whole[:MAX_UNMASKED] != shown[:MAX_UNMASKED]:
        raise AssertionError("tshark contradicts itself about an unmasked payload")
    return whole


def frame_of(packet, layer, header, following):
    """`following`: the layers between this frame and the next one."""
    fields = flattened(layer)
    short = int(fields["websocket.payload_length"])
    length = {126: fields.get("websocket.payload_length_ext_16"),
              127: fields.get("websocket.payload_length_ext_64")}.get(short, short)
    key = hexadecimal(fields, "websocket.masking_key")
    opcode = int(fields["websocket.opcode"])
    everything = fields | flattened(following)
    failed = any("decompression.failed" in name for name in everything)
    inflated = hexadecimal(fields, "websocket.payload.text")
    if inflated is None and not failed:
        inflated = raw(following, "data")
    return Frame(packet=packet, fin=fields["websocket.fin"] == "1",
                 rsv=int(fields["websocket.rsv"], 16), opcode=opcode,
                 masked=fields["websocket.mask"] == "1",
                 mask_key=None if key is None else key.hex(), header_length=len(header),
                 payload_length=int(length), pmc=fields.get("websocket.pmc") == "1",
                 payload=payload_of(fields, key), inflated=inflated, inflating_failed=failed,
                 code=int(fields["websocket.payload.close.status_code"])
                 if "websocket.payload.close.status_code" in fields else None,
                 reason=hexadecimal(fields, "websocket.payload.close.reason") or b"")


def frames_of(packet, layers):
    starts = [index for index, (name, _) in enumerate(layers) if name == "websocket_raw"]
    for start, end in zip(starts, starts[1:] + [len(layers)]):
        header = bytes.fromhex(layers[start][1][0])
        yield frame_of(packet, layers[start + 1][1], header, layers[start + 2:end])


def read(file, http_ports=()):
    """The streams with HTTP upgrades in them, in order. `http_ports`: where HTTP is spoken
    although tshark knows another protocol of that port."""
    streams = []
    by_ends = {}  # the latest one
    for packet, layers in enumerate(packets(file, http_ports), 1):
        ends = endpoints(layers)
        stream = by_ends.get(frozenset(ends))
        http = flattened([field for name, value in layers if name == "http" for field in value])
        if "http.request" in http and (stream is None or stream.upgraded):
            stream = by_ends[frozenset(ends)] = Stream(*ends)
            streams.append(stream)
        elif "http.response" in http and stream is not None:
            stream.upgraded = True
            stream.extensions = http.get("http.sec_websocket_extensions", "")
        frames = list(frames_of(packet, layers))
        if frames and stream is None:
            raise AssertionError(f"packet {packet}: frames, and tshark saw no upgrade before")
        if frames:
            stream.frames["out" if ends[0] == stream.client else "in"] += frames
    return streams
